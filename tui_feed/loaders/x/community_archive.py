"""Read an X data archive as a single JSON object, `archive.json` of community-archive.org.

Its keys are the names of the archive's files; the loader of archives reads their lists as such
files.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from tui_feed.loaders.common.fields import JsonObject, get_list, get_obj, get_str
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_stream import Item, items, lists_of
from tui_feed.loaders.x import archive
from tui_feed.models import Problem, Record
from tui_feed.models.admission import admitted
from tui_feed.sources.container import Container
from tui_feed.sources.file import File
from tui_feed.text.names import shown_name
from tui_feed.text.numbers import counted

_READ: Final = (
    "account", "profile", "tweets", "note-tweet", "community-tweet", "like", "deleted-tweets",
    "deleted-note-tweet",
)  # fmt: skip
_OTHERS: Final = ("follower", "following")
_MOST_NAMED: Final = 12
_MOST_KEPT: Final = 2**20
"""Most characters of a kept list; for longer lists the file is read again."""


def sniff(file: File) -> bool:
    """Tell whether an object has an account or posts as in an archive, at the keys of its files."""
    return any(map(_is_archive, first_objects(file)[:1]))


def _is_archive(value: JsonObject) -> bool:
    owners = (get_str(get_obj(each, "account"), "username") for each in get_list(value, "account"))
    has_posts = any("full_text" in get_obj(each, "tweet") for each in get_list(value, "tweets"))
    return has_posts or (any(owners) and any(key in value for key in (*_READ[1:], *_OTHERS)))


def read(file: File) -> Iterator[Record]:
    """Yield the records of the archive, and a problem for its lists that are not shown."""
    problems: list[Problem] = []
    lists = _lists_of(file, problems)
    yield from archive.read(_archive_in(file, lists, problems))
    yield from map(admitted, dict.fromkeys(problems))
    others = {key: each.size for key, each in lists.items() if key not in _READ and each.size}
    found = [f"{shown_name(key)} {size:,}" for key, size in list(others.items())[:_MOST_NAMED]]
    if rest := list(others.values())[_MOST_NAMED:]:
        found.append(f"{counted(len(rest), 'more lists')} with {sum(rest):,}")
    if found:
        yield file.problem(f"records that are not shown: {', '.join(found)}")


def raw(file: File, post_id: str) -> str | None:
    """Return the record of a post; None if the file has no such post."""
    return archive.raw(_archive_in(file, _lists_of(file, []), []), post_id)


def _archive_in(file: File, lists: dict[str, "_List"], problems: list[Problem]) -> Container:
    """Return the lists of a file as the files of an archive; their problems go to `problems`."""
    members = {
        f"data/{key}.js": File(
            file.path, f"{file.name}, {key}", _ListBytes(file, key, lists[key], problems)
        )
        for key in _READ
        if key in lists
    }
    return Container(file.path, members)


class _List(NamedTuple):
    """List at a key of the file, after a first pass."""

    size: int
    """Number of its readable items."""
    texts: list[str] | None
    """Items as written; None if the list is long or damaged."""


def _lists_of(file: File, problems: list[Problem]) -> dict[str, _List]:
    """Return the lists of a file, read in a single pass; of a repeated key the last list.

    Problems of the whole file are added to `problems`.
    """
    lists: dict[str, _List] = {}
    for found in lists_of(file):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            key, items_of_list = found
            lists[key] = _first_look(items_of_list, problems, keeps=key in _READ)
    return lists


def _first_look(found: Iterator[Item | Problem], problems: list[Problem], *, keeps: bool) -> _List:
    count, size, texts = 0, 0, []
    for item in found:
        if isinstance(item, Problem):
            if item.skipped:
                keeps = False  # reported in the next pass
            else:
                problems.append(item)
            continue
        count += 1
        size += len(item.text)
        keeps = keeps and size <= _MOST_KEPT
        if keeps:
            texts.append(item.text)
    return _List(count, texts if keeps else None)


class _ListBytes:
    """Bytes of a file of an archive, made from the list at a key."""

    def __init__(self, file: File, key: str, found: _List, problems: list[Problem]) -> None:
        self._file = file
        self._key = key
        self._found = found
        self._problems = problems

    def chunks(self) -> Iterator[bytes]:
        """Yield an assignment of the list, as in archives."""
        yield f"window.YTD.{self._key.replace('-', '_')}.part0 = [".encode()
        separator = ""
        for text in self._texts():
            yield f"{separator}{text}".encode("utf-8", "replace")
            separator = ","
        yield b"]"

    def _texts(self) -> Iterator[str]:
        if self._found.texts is not None:
            yield from self._found.texts
            return
        for item in items(self._file, self._key):
            if isinstance(item, Problem):
                self._problems.append(item)
            else:
                yield item.text
