"""Report members of a folder or archive without a loader: kind and number of records."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Raw, Struct
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
"""Maximum number of bytes read from a container for counting records."""

MOST_READ = 4 * 2**20
"""Most bytes of a file to read record by record for a count."""

_MEDIA = (" picture", " picture of a phone", " video", " sound")
_JSON = (".json", ".js", ".jsonl", ".ndjson")
_ASSIGNED = re.compile(r"[\w. ]{1,100}=\s*\[", re.ASCII)  # `window.YTD.like.part0 = [`

_MOST_OBJECTS = 4_000_000
"""Most objects of a file that are counted together: each takes some bytes of memory."""

MOST_NAMED = 5
"""Maximum number of members of the same kind reported one by one."""


class _Object(Struct, gc=False):
    """Object whose keys are of no interest."""


def problems_of(container: Container, left_out: Mapping[str, Refusal]) -> Iterator[Problem]:
    """Yield a problem for each member; a single problem for many members of the same kind."""
    left = MOST_COUNTED
    alike: dict[str, list[str]] = {}
    for name, refusal in left_out.items():
        alike.setdefault(refusal.reason, []).append(name)
    for reason, names in alike.items():
        is_told_empty = _tells_emptiness(reason, left_out[names[0]].file)
        counts: list[int | None] = []
        for name in names:
            file = left_out[name].file
            is_named = len(names) <= MOST_NAMED or name.endswith(_JSON)
            is_counted = left > 0 and is_named and not is_told_empty
            counts.append(count_records(file) if is_counted else None)
            left -= file.taken if is_counted else 0
        if len(names) > MOST_NAMED:
            count = counted(len(names), "other files")
            fate = "shown only with posts that name them" if _is_media(reason) else "not read"
            told = f"{count} {fate}, such as {shown_name(names[0])}: {reason}{_amount(counts)}"
            yield container.problem(told)
            continue
        fate = "shown only with a post that names it" if _is_media(reason) else "not read"
        for name, number in zip(names, counts, strict=True):
            yield container.problem(f"{fate}: {reason}{_amount([number])}", shown_name(name))


def _is_media(reason: str) -> bool:
    """Tell whether a member is a picture, a video or a sound, read when a post names it."""
    return reason.endswith(_MEDIA)


def _tells_emptiness(reason: str, file: File) -> bool:
    """Tell whether the reason says that a file is empty: then a count says nothing more."""
    from tui_feed.loaders.appearance import emptiness  # rarely needed

    said = emptiness(file) if file.name.endswith(_JSON) else None
    return said is not None and said in reason


def _amount(counts: Sequence[int | None]) -> str:
    """Return the count of records in files, for a message; empty where none is known."""
    known = [count for count in counts if count is not None]
    if not known:
        return ""
    words = counted(sum(known), "records")
    return f" ({words})" if len(known) == len(counts) else f" ({words} in {len(known):,} of them)"


def count_records(file: File) -> int | None:
    """Count the records of a JSON file: the items of its list, or its lines.

    None for a file without JSON, without a list, or too large to count.
    """
    text = file.head_text().lstrip("\ufeff \t\r\n")
    if text.startswith("[") or _ASSIGNED.match(text):
        return _count_of_list(file, None)
    records = first_records(file) if text.startswith("{") else ()
    if len(records) > 1:
        return _counted(file, (line for line in file.lines() if _has_text(line)))
    lists = {key: value for key, value in (records[0] if records else {}).items()
             if isinstance(value, list)}  # fmt: skip
    return _count_of_list(file, max(lists, key=lambda key: len(lists[key]))) if lists else None


def _count_of_list(file: File, key: str | None) -> int | None:
    """Count the items of the list that a file is, or of the list at a key of its object."""
    size = file.whole_size
    if size is not None and size > MOST_COUNTED:
        return None
    found = _count_of_objects(file, key)
    return _counted(file, items(file, key), MOST_READ) if found is None else found


def _count_of_objects(file: File, key: str | None) -> int | None:
    """Count the objects of a list in sound JSON without reading them.

    None for anything else. It takes a twentieth of the time for reading each object.
    """
    if file.encoding.name != "utf-8":
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
    data = data[data.find(b"{" if key else b"[") :].rstrip(b"; \t\r\n")
    if data.count(b"{") > _MOST_OBJECTS:
        return None
    try:
        listed = decode(data, type=dict[str, Raw])[key] if key else data
        return len(decode(listed, type=list[_Object]))
    except (ValueError, KeyError, RecursionError):
        return None


def _counted(file: File, records: Iterable[object], most: int = MOST_COUNTED) -> int | None:
    count = 0
    for record in records:
        count += not isinstance(record, Problem)
        if file.taken > most:
            return None
    return count


def _has_text(line: TextLine | Problem) -> bool:
    return isinstance(line, TextLine) and bool(line.text.strip())
