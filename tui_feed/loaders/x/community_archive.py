"""Read an X data archive as a single JSON object, `archive.json` of community-archive.org.

Its keys are the names of the archive's files; the loader of archives reads their lists as such
files.
"""

import re
from collections.abc import Iterator
from typing import Final

from tui_feed.loaders.common.fields import JsonObject, get_list, get_obj, get_str
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_stream import items
from tui_feed.loaders.x import archive
from tui_feed.models import Problem, Record
from tui_feed.models.admission import admitted
from tui_feed.sources.container import Container
from tui_feed.sources.file import File

_READ: Final = ("account", "profile", "tweets", "note-tweet", "community-tweet")
_COUNTED: Final = ("like", "follower", "following", "deleted-tweets")
_KEY: Final = re.compile(rf'"({"|".join((*_READ, *_COUNTED))})"\s*:\s*\[')
_LONGEST_KEY: Final = 64


def sniff(file: File) -> bool:
    """Tell whether an object has an account or posts as in an archive, at the keys of its files."""
    return any(map(_is_archive, first_objects(file)[:1]))


def _is_archive(value: JsonObject) -> bool:
    owners = (get_str(get_obj(each, "account"), "username") for each in get_list(value, "account"))
    has_posts = any("full_text" in get_obj(each, "tweet") for each in get_list(value, "tweets"))
    return has_posts or (any(owners) and any(key in value for key in (*_READ[1:], *_COUNTED)))


def read(file: File) -> Iterator[Record]:
    """Yield the records of the archive, and a problem for its lists that are not shown."""
    keys = _keys_of(file)
    problems: list[Problem] = []
    yield from archive.read(_archive_in(file, keys, problems))
    yield from map(admitted, dict.fromkeys(problems))
    counts = {
        key: sum(not isinstance(item, Problem) for item in items(file, key))
        for key in _COUNTED
        if key in keys
    }
    found = [f"{key} {count:,}" for key, count in counts.items() if count]
    if found:
        yield file.problem(f"records that are not shown: {', '.join(found)}")


def raw(file: File, post_id: str) -> str | None:
    """Return the record of a post; None if the file has no such post."""
    return archive.raw(_archive_in(file, _keys_of(file), []), post_id)


def _archive_in(file: File, keys: set[str], problems: list[Problem]) -> Container:
    """Return the lists of a file as the files of an archive; their problems go to `problems`."""
    members = {
        f"data/{key}.js": File(file.path, f"{file.name}, {key}", _ListBytes(file, key, problems))
        for key in _READ
        if key in keys
    }
    return Container(file.path, members)


def _keys_of(file: File) -> set[str]:
    """Return the keys with a list in a file."""
    found: set[str] = set()
    rest = ""
    for piece in file.pieces():
        if isinstance(piece, str):
            text = rest + piece
            found |= {match[1] for match in _KEY.finditer(text)}
            rest = text[-_LONGEST_KEY:]
    return found


class _ListBytes:
    """Bytes of a file of an archive, made from the list at a key."""

    def __init__(self, file: File, key: str, problems: list[Problem]) -> None:
        self._file = file
        self._key = key
        self._problems = problems

    def chunks(self) -> Iterator[bytes]:
        """Yield an assignment of the list, as in archives."""
        yield f"window.YTD.{self._key.replace('-', '_')}.part0 = [".encode()
        separator = ""
        for item in items(self._file, self._key):
            if isinstance(item, Problem):
                self._problems.append(item)
            else:
                yield f"{separator}{item.text}".encode("utf-8", "replace")
                separator = ","
        yield b"]"
