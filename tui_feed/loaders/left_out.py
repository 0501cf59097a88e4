"""Report members of a folder or archive without a loader: kind and number of records."""

import re
from collections.abc import Iterable, Iterator, Mapping

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

_ASSIGNED = re.compile(r"[\w. ]{1,100}=\s*\[", re.ASCII)  # `window.YTD.like.part0 = [`

MOST_NAMED = 5
"""Maximum number of members of the same kind reported one by one."""


def problems_of(container: Container, left_out: Mapping[str, Refusal]) -> Iterator[Problem]:
    """Yield a problem for each member; a single problem for many members of the same kind."""
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
    """Return the number of records in a file, for a message; "" for none."""
    count = count_records(file)
    return f" ({counted(count, 'records')})" if count else ""


def count_records(file: File) -> int | None:
    """Count the records of a JSON file: the items of its list, or its lines.

    None for a file without JSON, without a list, or too large to count.
    """
    text = file.head_text().lstrip("\ufeff \t\r\n")
    if text.startswith("[") or _ASSIGNED.match(text):
        return _counted(file, items(file))
    records = first_records(file) if text.startswith("{") else ()
    if len(records) > 1:
        return _counted(file, (line for line in file.lines() if _has_text(line)))
    for key, value in (records[0] if records else {}).items():
        if isinstance(value, list):
            return _counted(file, items(file, key))
    return None


def _counted(file: File, records: Iterable[object]) -> int | None:
    count = 0
    for record in records:
        count += not isinstance(record, Problem)
        if file.taken > MOST_COUNTED:
            return None
    return count


def _has_text(line: TextLine | Problem) -> bool:
    return isinstance(line, TextLine) and bool(line.text.strip())
