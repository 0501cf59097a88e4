"""Files with something wrong in their structure: of each format, as many as are asked for.

`python -m tests.loaders.mutations --count 2000` reads that many of each; the suite a few.
"""

import argparse
import gzip
import io
import json
import random
import re
import sys
import tarfile
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from tests.loaders.captures import FIXTURES
from tests.loaders.damage import file_of, mutations
from tui_feed.loaders import ARCHIVES, FILES, Container, Format, InputError
from tui_feed.models import Post, Problem, Profile
from tui_feed.sources.container import open_container

LONGEST = 5.0
"""Seconds of computing that a file may take."""

VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**53 + 1, 2**63, 2**64, 10**30, -(10**30), 0.5, 1e300,
    "", " ", "0", "-1", "00", "9" * 19, "9" * 20, "9" * 400, "1" * 5000, "null", "\u0661\u0662",
    "\u00b2", "\ud800", "\x00", "\x1b]0;x\x07", "a" * 3000, "\u202e", "http://", "https://[",
    "https://a:99999999", "https://x.com/a/status/1", "at://did:plc:a/b/c", "did:plc:a",
    "2024-02-30T25:61:61Z", "Sat Nov 31 24:61:61 +9999 9999", "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59", "1970-01-01", "<a href='", "&#99999999999;", "@a", "#", [], {},
    [[]], [{}], [None], [""], [0, 0], [2**70, -1], [5, 1], {"": None}, {"id": 1},
    [1, "a", None, {}],
)  # fmt: skip
"""What may stand in the place of any value."""
XML_PIECES = (
    b"", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?x", b"<!DOCTYPE x [", b"<!ENTITY a 'b'>",
    b"&a;", b"&#0;", b"&#x110000;", b"&#99999999999999;", b"<item>", b"</item>", b"<entry/>",
    b"<a b=c>", b"\xff", b"\x00", b"xmlns:media='x'", b" xml:base='http://['", b" xml:lang=''",
    b"<svg>", b"<math/>", b"<content type='xhtml'><div>", b"<georss:point>a b</georss:point>",
    b"<link/>", b"<x:y xmlns:x='z'/>",
)  # fmt: skip


class Case(NamedTuple):
    """A kind of file."""

    name: str
    """What to call it: a fixture, or how it is packed."""
    made: Callable[[random.Random], bytes]
    """Makes one that is damaged."""
    form: Format | None
    """The format that it is read as; None where it is opened as an archive."""


class Fault(NamedTuple):
    """A file that did harm."""

    case: str
    seed: int
    data: bytes
    reason: str


def damaged_json(value: Any, chance: random.Random) -> Any:
    """Return a value in which one to four things are not what they should be."""
    value = _copy(value)
    for _ in range(chance.randint(1, 4)):
        places = list(_places(value))
        if not places:
            return _copy(chance.choice(VALUES))
        _damage(*chance.choice(places), places, chance)
    return value


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every holder and key in a value."""
    waiting = [value]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            yield holder, key
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])


def _damage(holder: Any, key: Any, places: list[tuple[Any, Any]], chance: random.Random) -> None:
    other, at = chance.choice(places)
    value = holder[key]
    match chance.randrange(11):
        case 0:
            del holder[key]
        case 1 | 2 | 3:
            holder[key] = _copy(chance.choice(VALUES))
        case 4:
            if at in other if isinstance(other, dict) else at < len(other):
                holder[key] = _copy(other[at])
        case 5:
            holder[key] = [_copy(value)] * chance.choice((0, 1, 2, 200))
        case 6:
            holder[key] = {"x": value}
        case 7:
            deep: Any = value if not isinstance(value, dict | list) else 0
            for _ in range(chance.choice((5, 100, 290, 900))):
                deep = [deep] if chance.random() < 0.5 else {str(key)[:9]: deep}
            holder[key] = deep
        case 8:
            if isinstance(value, str):
                holder[key] = value[: chance.randrange(len(value) + 1)]
            elif isinstance(value, list):
                chance.shuffle(value)
        case 9:
            if isinstance(value, str):
                holder[key] = value * chance.choice((2, 50))
            elif isinstance(value, list):
                value.extend(_copy(each) for each in list(value)[:50])
        case 10:
            holder[key] = str(value) if not isinstance(value, str) else _number(value)


def _copy(value: Any) -> Any:
    try:
        return json.loads(json.dumps(value))
    except RecursionError:
        return None


def _number(value: str) -> Any:
    return int(value) if re.fullmatch("[0-9]{1,300}", value) else 7


def json_case(data: bytes, chance: random.Random) -> bytes:
    """Return a damaged copy of JSON, of JSON Lines, or of JavaScript that begins with `=`."""
    text = data.decode()
    head, sign, rest = (
        text.partition("=") if not text.lstrip().startswith(("{", "[")) else ("", "", text)
    )
    try:
        values, is_lines = [json.loads(rest.strip().rstrip(";"))], False
    except ValueError:
        values, is_lines = [json.loads(line) for line in rest.splitlines() if line.strip()], True
    at = chance.randrange(len(values))
    values[at] = damaged_json(values[at], chance)
    if is_lines and chance.random() < 0.3:
        values.insert(chance.randrange(len(values) + 1), _copy(chance.choice(values)))
    try:
        written = [json.dumps(each, ensure_ascii=chance.random() < 0.5) for each in values]
    except RecursionError:  # deeper than Python writes it
        written = ["[" * 1000]
    return (head + sign + "\n".join(written) + "\n").encode("utf-8", "surrogatepass")


def xml_case(data: bytes, chance: random.Random) -> bytes:
    """Return a damaged copy of XML: elements moved, doubled, renamed, cut, stuffed."""
    parts = re.split(rb"(<[^>]*>)", data)
    for _ in range(chance.randint(1, 5)):
        at, other = chance.randrange(len(parts)), chance.randrange(len(parts))
        end = min(len(parts), at + chance.randint(1, 12))
        match chance.randrange(8):
            case 0:
                del parts[at:end]
            case 1:
                parts[at:at] = parts[at:end]
            case 2:
                parts[at], parts[other] = parts[other], parts[at]
            case 3:
                parts.insert(at, chance.choice(XML_PIECES))
            case 4:
                parts[at] = parts[at][: chance.randrange(len(parts[at]) + 1)]
            case 5:
                parts[at] = str(chance.choice(VALUES)).encode("utf-8", "replace")
            case 6:
                parts[at] = parts[at] * chance.choice((2, 40))
            case 7:
                parts[at] = parts[at].swapcase()
        parts = parts or [b""]
    return b"".join(parts)


def lines_case(data: bytes, chance: random.Random) -> bytes:
    """Return a copy of a text whose lines are dropped, doubled, cut and moved."""
    lines = data.split(b"\n")
    for _ in range(chance.randint(1, 6)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                del lines[at : at + chance.randint(1, 5)]
            case 1:
                lines[at:at] = lines[other : other + chance.randint(1, 30)]
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
            case 4:
                lines[at] = str(chance.choice(VALUES)).encode("utf-8", "replace")
        lines = lines or [b""]
    return b"\n".join(lines)


def bytes_case(data: bytes, chance: random.Random) -> bytes:
    """Return a copy with bytes that are not what they were."""
    return next(mutations(data, 1, chance.randrange(2**32)))


_STRUCTURES = {".json": json_case, ".jsonl": json_case, ".js": json_case, ".xml": xml_case}


def cases(module: str) -> list[Case]:
    """Return the kinds of files that a format is tried with."""
    from tests.loaders.repository import repository
    from tests.loaders.test_bluesky_car import RECORDS
    from tests.loaders.test_every_loader import WHOLE

    form = next(form for form in ARCHIVES + FILES if form.module == module)
    if module == "bluesky.car":
        data = repository(RECORDS)
        return [
            Case("car", lambda chance: bytes_case(data, chance), form),
            Case("car of other records", lambda chance: _other_repository(chance), form),
        ]
    found = []
    for name in (name for name, each in WHOLE.items() if each == module):
        path = FIXTURES / name
        if not path.is_file():
            found += _folder_cases(path, form)
            continue
        data = path.read_bytes()
        damage = _STRUCTURES.get(path.suffix, lines_case)
        found.append(Case(name, lambda chance, d=data, f=damage: f(d, chance), form))
        found.append(Case(f"{name}, bytes", lambda chance, d=data: bytes_case(d, chance), form))
    return found


def _other_repository(chance: random.Random) -> bytes:
    from tests.loaders.repository import repository
    from tests.loaders.test_bluesky_car import RECORDS

    try:
        return repository(damaged_json(RECORDS, chance))
    except (TypeError, ValueError, OverflowError, AttributeError, RecursionError):
        return repository(RECORDS)  # nothing that a repository can hold


def _folder_cases(folder: Path, form: Format) -> list[Case]:
    """Return kinds of archives: one of the files in it damaged, or the whole as it is packed."""
    files = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

    def one(chance: random.Random) -> bytes:
        name = chance.choice([name for name in files if Path(name).suffix in _STRUCTURES])
        damage = _STRUCTURES[Path(name).suffix]
        return zipped({**files, name: damage(files[name], chance)})

    whole = {"zip": zipped(files), "tar": tarred(files, "w"), "tar.gz": tarred(files, "w:gz")}
    return [Case(f"{folder.name}, a file", one, None)] + [
        Case(f"{folder.name}.{kind}", lambda chance, d=data: packed_case(d, chance), None)
        for kind, data in whole.items()
    ]


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str) -> bytes:
    """Return a tar."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def packed_case(data: bytes, chance: random.Random) -> bytes:
    """Return an archive with damage where its headers are."""
    unpacked = gzip.decompress(data) if data[:2] == b"\x1f\x8b" and chance.random() < 0.7 else None
    copy = bytearray(unpacked or data)
    marks = [found.start() for found in re.finditer(rb"PK[\x01-\x08][\x02-\x08]|ustar", copy)]
    for _ in range(chance.randint(1, 4)):
        mark = chance.choice(marks or [0])
        at = max(0, mark + chance.randint(-257, 60))
        size = chance.choice((1, 2, 4, 8))
        piece = chance.choice(
            (b"\0" * size, b"\xff" * size, b"\x7f" * size, chance.randbytes(size))
        )
        copy[at : at + size] = piece
    if chance.random() < 0.2:
        del copy[chance.randrange(len(copy)) :]
    return gzip.compress(bytes(copy)) if unpacked else bytes(copy)


def read(case: Case, data: bytes, folder: Path) -> None:
    """Read a file in each way in which it can be; raises where that does harm."""
    if case.form is None:
        path = folder / "damaged"
        path.write_bytes(data or b"x")
        _read_path(path)
        return
    _read_as(case.form, data)


def _read_as(form: Format, data: bytes) -> None:
    file = file_of(data)
    try:
        if form in ARCHIVES:
            container = Container.of_file(file)
            form.archive.sniff(container)
            _check(form.archive.read(container), lambda post: form.archive.raw(container, post))
        else:
            form.file.sniff(file)
            _check(form.file.read(file), lambda post: form.file.raw(file, post))
    except InputError:
        return  # its message is one line by what it is


def _read_path(path: Path) -> None:
    from tui_feed.loaders import open_inputs

    try:
        (found,) = open_inputs([str(path)])
        _check(found.read(), found.raw)
        container = open_container(str(path))
        for form in ARCHIVES:
            form.archive.sniff(container)
    except InputError:
        return  # its message is one line by what it is


def _check(records: Iterator[Any], raw: Callable[[str], str | None]) -> None:
    found = list(records)
    assert all(isinstance(record, Post | Profile | Problem) for record in found)
    posts = [record for record in found if isinstance(record, Post)]
    for post in posts[:1] + posts[-1:]:
        raw(post.id)
    raw("1")


def faults(module: str, count: int, folder: Path, seed: int = 0) -> Iterator[Fault]:
    """Yield what went wrong in so many files of a format."""
    kinds = cases(module)
    for number in range(seed, seed + count):
        case = kinds[number % len(kinds)]
        data = case.made(random.Random(number))
        start = time.process_time()
        try:
            read(case, data, folder)
        except Exception:  # any is a fault, and the next file is tried
            yield Fault(case.name, number, data, traceback.format_exc())
        if (seconds := time.process_time() - start) > LONGEST:
            yield Fault(case.name, number, data, f"it took {seconds:.1f} s")


def main() -> int:
    """Try every format, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("format", nargs="*", default=[form.module for form in ARCHIVES + FILES])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "mutations")
    asked = parser.parse_args()
    asked.folder.mkdir(exist_ok=True)
    total = 0
    for module in asked.format:
        found = list(islice(faults(module, asked.count, asked.folder, asked.seed), 5))
        print(f"{module}: {asked.count:,} files, {len(found)} faults", flush=True)  # noqa: T201
        for fault in found:
            path = asked.folder / f"{module}-{fault.seed}"
            path.write_bytes(fault.data)
            print(f"{path} ({fault.case}):\n{fault.reason}", flush=True)  # noqa: T201
        total += len(found)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
