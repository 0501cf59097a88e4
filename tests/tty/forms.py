"""Fixtures of every format, with other words in any of their text fields."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.loaders.captures import FIXTURES
from tests.loaders.repository import repository
from tests.loaders.test_bluesky_car import RECORDS
from tests.loaders.test_every_loader import OTHERS, WHOLE

Change = Callable[[str, str], str]
"""Returns what stands in a field instead of its text: is given the field's name and the text."""

_XML_FIELD = re.compile(r'(?<=>)[^<>]*[^<>\s][^<>]*(?=<)|(?<==")[^"<>]*(?=")')
_FIXED = re.compile(
    r"\d[\d.,:TZ+ /-]*|[A-Z][a-z]{2},? .*\d{2}:\d{2}.*|(?:at|did|tag|urn|acct)[:/].*|app\.bsky\..*"
    r"|-?\d+|https?://www\.w3\.org/.*|https://jsonfeed.org/.*|utf-8|1\.0|2\.0"
)
_FIXED_KEYS = frozenset(
    "type __typename $type kind typename entrytype itemtype subcategory category url_type py_type"
    " _type cid version visibility to cc $link byteStart byteEnd".casefold().split()
)


class Form(NamedTuple):
    """A timeline of some format, as files."""

    name: str
    """The fixture that it was."""
    module: str
    """Which loader reads it."""
    files: dict[str, bytes]
    """The files by their names; one without a folder where it is a lone file."""
    is_folder: bool
    """Whether it is a folder."""

    def changed(self, change: Change) -> dict[str, bytes]:
        """Return the files with every text field changed."""
        return {
            name: changed(name, data, lambda field, text, of=name: change(f"{of}: {field}", text))
            for name, data in self.files.items()
        }

    def fields(self) -> list[str]:
        """Return the name of every text field."""
        found: dict[str, None] = {}

        def note(field: str, text: str) -> str:
            found[field] = None
            return text

        self.changed(note)
        return list(found)

    def write(self, files: dict[str, bytes], folder: Path) -> Path:
        """Write files; return the path to open."""
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return folder if self.is_folder else folder / next(iter(files))


def forms() -> list[Form]:
    """Return every fixture of every format."""
    found = [Form("bluesky_car", "bluesky.car", {"repo.car": b""}, False)]
    pages = [f"page_text/{path.name}" for path in sorted((FIXTURES / "page_text").iterdir())]
    others = dict.fromkeys((*OTHERS, *pages, "native/broken.jsonl"), "")
    for name, module in {**others, **WHOLE}.items():
        path = FIXTURES / name
        paths = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else []
        files = {str(each.relative_to(path)): each.read_bytes() for each in paths}
        found.append(Form(name, module, files or {path.name: path.read_bytes()}, bool(files)))
    return found


def changed(name: str, data: bytes, change: Change) -> bytes:
    """Return a file with its text fields changed; pictures stay as they are."""
    if name.endswith(".car"):

        def utf8(field: str, text: str) -> str:
            return change(field, text).encode("utf-8", "replace").decode()

        return repository({key: _walk(value, utf8, key) for key, value in RECORDS.items()})
    if name.endswith((".json", ".jsonl", ".js")):
        return b"".join(_json_changed(data.decode(), change))
    if name.endswith(".xml"):
        count = iter(range(10**6))
        return _XML_FIELD.sub(
            lambda found: change(f"text {next(count)}", found[0]), data.decode()
        ).encode("utf-8", "surrogatepass")
    if name.endswith(".txt"):
        lines = data.decode().split("\n")
        return "\n".join(
            change(f"line {number}", line) if line.strip() else line
            for number, line in enumerate(lines)
        ).encode("utf-8", "surrogatepass")
    return data


def _json_changed(text: str, change: Change) -> Iterator[bytes]:
    """Yield the values of a file, each on a line, in JSON that spells controls as escapes."""
    decoder, at = json.JSONDecoder(), 0
    while at < len(text):
        start = re.compile(r"[\[{]").search(text, at)
        if start is None:
            break
        try:
            value, end = decoder.raw_decode(text, start.start())
        except ValueError:  # a line that is broken on purpose
            end = text.find("\n", start.start())
            end = len(text) if end < 0 else end
            yield text[at:end].encode()
        else:
            lead = text[at : start.start()].strip("\n")
            yield f"{lead}{json.dumps(_walk(value, change, ''))}\n".encode()
        at = end


def _walk(value: Any, change: Change, path: str) -> Any:
    """Return a value with its texts changed; items of a list share a name."""
    if type(value) is str:
        return change(path, value)
    if isinstance(value, list):
        return [_walk(each, change, f"{path}[]") for each in value]
    if isinstance(value, dict):
        return {key: _walk(each, change, f"{path}.{key}") for key, each in value.items()}
    return value


def is_fixed(field: str, text: str) -> bool:
    """Tell whether a format is told or a record is found by a text, as an id, a date, a type."""
    key = field.rpartition(".")[2].strip("[]").casefold()
    return key in _FIXED_KEYS or _FIXED.fullmatch(text.strip()) is not None
