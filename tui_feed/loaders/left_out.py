"""Members of a folder or archive without a loader: their kind, and the count of their records."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.json import decode

from tui_feed.loaders.common.first_records import first_records
from tui_feed.loaders.common.json_stream import items
from tui_feed.loaders.refusals import Refusal
from tui_feed.models import Problem
from tui_feed.sources.container import Container
from tui_feed.sources.file import File
from tui_feed.sources.lines import TextLine
from tui_feed.text.names import shown_name
from tui_feed.text.numbers import counted

MOST_COUNTED = 64 * 2**20
"""Most bytes of a container read to count records."""

_ASSIGNED = re.compile(r"[\w. ]{1,100}=\s*\[", re.ASCII)  # `window.YTD.like.part0 = [`

_MOST_OBJECTS = 4_000_000
"""Most objects of a file that are counted together: each takes some bytes of memory."""

MOST_NAMED = 5
"""Most members of the same kind named one by one."""


class _Object(Struct, gc=False):
    """Object whose keys are of no interest."""


def problems_of(container: Container, left_out: Mapping[str, Refusal]) -> Iterator[Problem]:
    """Yield a problem for each member; a single one for many of the same kind."""
    left = MOST_COUNTED
    alike: dict[str, list[str]] = {}
    for name, refusal in left_out.items():
        alike.setdefault(refusal.reason, []).append(name)
    for reason, names in alike.items():
        if len(names) > MOST_NAMED:
            count = counted(len(names), "other files")
            yield container.problem(f"{count} not read, such as {shown_name(names[0])}: {reason}")
            continue
        for name in names:
            file = left_out[name].file
            amount = _amount(file) if left > 0 else ""
            left -= file.taken
            yield container.problem(f"not read: {reason}{amount}", shown_name(name))


def _amount(file: File) -> str:
    """Return the count of records in a file, for a message; empty where there are none."""
    count = count_records(file)
    return f" ({counted(count, 'records')})" if count else ""


def size_of(file: File) -> int | None:
    """Return the number of bytes of a file; None where only reading would tell."""
    if file.size is not None or not file.on_disk:
        return file.size
    try:
        return Path(file.on_disk).stat().st_size
    except OSError:
        return None


def count_records(file: File) -> int | None:
    """Count the records of a JSON file: the items of its list, or its lines.

    None where it is no JSON, is too large to be counted, or holds no list.
    """
    text = file.head_text().lstrip("\ufeff \t\r\n")
    if text.startswith("[") or _ASSIGNED.match(text):
        found = _count_of_list(file)
        return _counted(file, items(file)) if found is None else found
    records = first_records(file) if text.startswith("{") else ()
    if len(records) > 1:
        return _counted(file, (line for line in file.lines() if _says_something(line)))
    for key, value in (records[0] if records else {}).items():
        if isinstance(value, list):
            return _counted(file, items(file, key))
    return None


def _count_of_list(file: File) -> int | None:
    """Count the objects of a list in sound JSON, without reading what is in them.

    None for anything else. It takes a twentieth of the time for reading them one by one.
    """
    if file.encoding.name != "utf-8" or (size_of(file) or 0) > MOST_COUNTED:
        return None
    pieces: list[bytes] = []
    size = 0
    try:
        for chunk in file.chunks():
            pieces.append(chunk)
            size += len(chunk)
            if size > MOST_COUNTED:
                return None
    except OSError:
        return None
    data = b"".join(pieces)
    data = data[data.find(b"[") :].rstrip(b"; \t\r\n")
    if data.count(b"{") > _MOST_OBJECTS:
        return None
    try:
        return len(decode(data, type=list[_Object]))
    except (ValueError, RecursionError):
        return None


def _counted(file: File, records: Iterable[object]) -> int | None:
    count = 0
    for record in records:
        count += not isinstance(record, Problem)
        if file.taken > MOST_COUNTED:
            return None
    return count


def _says_something(line: TextLine | Problem) -> bool:
    return isinstance(line, TextLine) and bool(line.text.strip())
