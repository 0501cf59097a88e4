"""Files that grow by one thing repeated: time may grow as they do, and no faster.

`python -m tests.loaders.growth` tries every piece at every place of every format; the suite some.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tests.loaders.captures import FIXTURES
from tests.loaders.damage import file_of
from tui_feed.loaders import ARCHIVES, FILES, Container, Format, InputError

SIZE = 8_000
"""Characters of the smaller file's repetition; the larger one has four times as many."""
STEEP = 8.0
"""How many times as long the larger file may take: 4 is linear, 16 is the square."""
NOTICED = 0.3
"""Seconds below which nothing is said: so little time cannot be compared."""
PIECES = (
    "a", "a ", " ", "\n", "1", "1,", ".", "a.", "a.a ", "-", "_", "@", "@a ", "#", "#a ", "$A ",
    "/", "//", "http", "http://", "http://a", "https://a.a/", "https://t.co/a ", "?url=",
    "https://a?url=", "a?url=http://", "https%3A%2F%2F", "&", "&a", "&amp;", "&lt;", "&#1",
    "&#1;", "<", ">", "<a", "<a ", "<a>", "</a>", "<!--", "<!-- -->", "<![CDATA[", "<?",
    "<a href='", '<a href="x">', "<br>", "<p>", '"', "'", "\\", "(", ")", "()", "[", "]", "{",
    "}", "[[", "RT @a: ", "…", "\u0301", "a\u0301", "\u200d", "\u202e", "\ud800", "\U0001f3f4",
    "\U0001f3f4\U000e0067", "=", "a=", "%", "a@a.", "a+", "\x00", "\x1b", "\u2028", "\t", "x/",
    "at://a/", "1:", "1-", "T1", "+1",
)  # fmt: skip
"""What is repeated."""


class Slow(NamedTuple):
    """A file that takes more time than its length."""

    where: str
    piece: str
    small: float
    large: float


class Grown(NamedTuple):
    """A place where a file can grow."""

    where: str
    made: Callable[[str], bytes]
    """Return the file with a text in that place, or with a list of as many items as its length."""
    is_list: bool = False


def places(module: str) -> Iterator[Grown]:
    """Yield where files of a format can grow: at every kind of string in them, and between."""
    from tests.loaders.test_every_loader import WHOLE

    for name in (name for name, each in WHOLE.items() if each == module):
        path = FIXTURES / name
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix in (".json", ".jsonl", ".js"):
            yield from _of_json(name, text)
        elif path.suffix == ".xml":
            yield from _of_text(name, text, ">")
        else:
            yield from _of_text(name, text, "\n")


def _of_json(name: str, text: str) -> Iterator[Grown]:
    head, sign, rest = (
        text.partition("=") if not text.lstrip().startswith(("{", "[")) else ("", "", text)
    )
    try:
        values, gap = [json.loads(rest.strip().rstrip(";"))], ""
    except ValueError:
        values, gap = [json.loads(line) for line in rest.splitlines() if line.strip()], "\n"
    seen: set[str] = set()
    for holder, key, way in _strings(values, ""):
        if way not in seen:
            seen.add(way)

            def made(grown: str, holder: Any = holder, key: Any = key) -> bytes:
                kept = holder[key]
                holder[key] = kept + grown if kept[:9] in grown else grown + kept
                try:
                    written = gap.join(json.dumps(value) for value in values)
                finally:
                    holder[key] = kept
                return (head + sign + written).encode()

            yield Grown(f"{name}{way}", made)
    for found, way in _lists(values, ""):
        if found and way not in seen:
            seen.add(way)

            def longer(grown: str, found: list[Any] = found) -> bytes:
                kept = list(found)
                item = json.dumps(found[0])
                count = len(grown) * 8 // max(len(item), 16)
                found.extend(_numbered(json.loads(item), number) for number in range(count))
                try:
                    written = gap.join(json.dumps(value) for value in values)
                finally:
                    found[:] = kept
                return (head + sign + written).encode()

            yield Grown(f"{name}{way}", longer, is_list=True)


def _lists(value: Any, way: str) -> Iterator[tuple[list[Any], str]]:
    if isinstance(value, list):
        yield value, f"{way}[]"
    pairs = value.items() if isinstance(value, dict) else (("[]", each) for each in value)
    for key, each in pairs:
        if isinstance(each, dict | list):
            yield from _lists(each, f"{way}.{key}")


def _numbered(value: Any, number: int) -> Any:
    """Return a value whose strings are other ones than those of the same value before."""
    if isinstance(value, str):
        return value[: -len(str(number))] + str(number)
    if isinstance(value, list):
        return [_numbered(each, number) for each in value]
    if isinstance(value, dict):
        return {
            key: each if "type" in key else _numbered(each, number) for key, each in value.items()
        }
    return value


def _strings(value: Any, way: str) -> Iterator[tuple[Any, Any, str]]:
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        step = f"{way}.{key}" if isinstance(value, dict) else f"{way}[]"
        if isinstance(value[key], str):
            yield value, key, step
        elif isinstance(value[key], dict | list):
            yield from _strings(value[key], step)


def _of_text(name: str, text: str, end: str) -> Iterator[Grown]:
    parts = text.split(end)
    for at in range(len(parts)):

        def made(grown: str, at: int = at) -> bytes:
            whole = end.join((*parts[:at], "")) + grown + end.join(parts[at:])
            return whole.encode("utf-8", "surrogatepass")

        yield Grown(f"{name}, part {at}", made)


def seconds(form: Format, data: bytes) -> float:
    """Return how long a file takes to be told apart and read, in seconds of computing."""
    start = time.process_time()
    file = file_of(data)
    try:
        if form in ARCHIVES:
            container = Container.of_file(file)
            form.archive.sniff(container)
            list(form.archive.read(container))
        else:
            form.file.sniff(file)
            list(form.file.read(file))
    except InputError:
        pass
    return time.process_time() - start


def slow(module: str, *, step: int = 1, first: int = 0) -> Iterator[Slow]:
    """Yield what takes more time than its length; of all places and pieces, each `step`-th."""
    form = next(form for form in ARCHIVES + FILES if form.module == module)
    number = first
    for place in places(module):
        for piece in PIECES[:1] if place.is_list else PIECES:
            number += 1
            if number % step:
                continue
            large = place.made(piece * (4 * SIZE // len(piece)))
            long = seconds(form, large)
            if long < NOTICED:
                continue
            short = min(seconds(form, place.made(piece * (SIZE // len(piece)))) for _ in range(2))
            long = min(long, seconds(form, large))
            if long > NOTICED and long > STEEP * max(short, 0.005):
                yield Slow(place.where, piece, short, long)


def main() -> int:
    """Try every format, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    modules = [form.module for form in ARCHIVES + FILES]
    parser.add_argument("format", nargs="*", default=modules)
    parser.add_argument("--step", type=int, default=1)
    asked = parser.parse_args()
    total = 0
    for module in asked.format:
        count = 0
        for found in slow(module, step=asked.step):
            count += 1
            times = f"{found.small:.3f} {found.large:.3f}"
            print(f"  {found.where} {found.piece!r}: {times}", flush=True)  # noqa: T201
        print(f"{module}: {count} slow", flush=True)  # noqa: T201
        total += count
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
