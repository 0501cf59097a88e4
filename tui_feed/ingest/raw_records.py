"""Search for a post's raw record in a reader process, with its limits.

The search may read a whole archive, written by a stranger.
"""

import os
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from msgspec import DecodeError, Struct
from msgspec.msgpack import Decoder, Encoder

from tui_feed import run_key
from tui_feed.ingest.process import Process, is_alone
from tui_feed.ingest.spawned_reader import ReaderTask, SpawnedReader

if TYPE_CHECKING:
    from tui_feed.loaders import Input, SharedStdin

_CANCELLED = "the search was cancelled"
_DIED = "the search process ended early: {why}"


class FoundRecord(Struct, array_like=True):
    """Result of a search for a raw record."""

    record: bytes | None = None
    """Raw record; None if the files do not contain it."""
    failure: str | None = None
    """Reason the files could not be read; None without failure."""


_WRITER: Final = Encoder()
_READER: Final = Decoder(FoundRecord)


class RecordSearch:
    """Running search for a raw record."""

    def __init__(
        self, paths: tuple[str, ...], shared_stdin: "SharedStdin | None", posts: list[str]
    ) -> None:
        """Start to search for the first post with a raw record. Raises `OSError`."""
        self._is_cancelled = False
        number = shared_stdin.number if shared_stdin else None
        if is_alone():
            work = partial(search_messages, paths, shared_stdin, posts)
            self._process = Process(work, kept_files=() if number is None else (number,))
            return
        files = list(map(os.fsencode, paths))
        self._process = SpawnedReader(
            ReaderTask(files, posts=posts, shared_stdin=number, key=run_key.KEY)
        )

    def result(self) -> FoundRecord | None:
        """Return the result, or None while the search runs."""
        if self._is_cancelled:
            return FoundRecord(failure=_CANCELLED)
        try:
            for message in self._process.messages(0):
                return _READER.decode(message)
        except (EOFError, DecodeError, RecursionError) as error:
            return FoundRecord(failure=_DIED.format(why=error))
        return None

    def end(self) -> None:
        """Cancel the search."""
        self._is_cancelled = True
        self._process.end()


def search_messages(
    paths: tuple[str, ...], shared_stdin: "SharedStdin | None", posts: list[str]
) -> Iterator[bytes]:
    """Search for a raw record in the child process, and yield the encoded result."""
    from tui_feed.loaders import InputError, cause, open_inputs

    try:
        inputs = open_inputs(paths, shared_stdin)
        record = record_of(inputs, posts) or _record_of_part(inputs, paths, posts)
        found = FoundRecord(None if record is None else record.encode("utf-8", "surrogatepass"))
    except InputError as error:
        found = FoundRecord(failure=str(error))
    except OSError as error:
        found = FoundRecord(failure=cause(error))
    yield _WRITER.encode(found)


def _record_of_part(inputs: "list[Input]", paths: tuple[str, ...], posts: list[str]) -> str | None:
    """Return the raw record of a post whose id has the name of its file before it."""
    from tui_feed.ingest.labels import labels
    from tui_feed.ingest.read_files import part_names

    for post in posts:
        name, _, bare = post.rpartition("#")
        for opened, label in zip(inputs, labels(paths), strict=True):
            parts = [*opened.archives, *opened.files]
            for part, (held, form) in zip(part_names(opened, label), parts, strict=True):
                if part == name:
                    is_archive = any(held is container for container, _ in opened.archives)
                    loader: Any = form.archive if is_archive else form.file
                    return cast("str | None", loader.raw(held, bare))
    return None


def record_of(inputs: "list[Input]", posts: list[str]) -> str | None:
    """Return the raw record of the first post with a record. Raises `OSError`."""
    found = (opened.raw(post) for post in posts for opened in inputs)
    return next((text for text in found if text is not None), None)
