"""The record of a post, looked up by a reader process: within its limits, and ended at any moment.

A whole archive may have to be read for it, and whoever wrote that is a stranger.
"""

import os
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import DecodeError, Struct
from msgspec.msgpack import Decoder, Encoder

from tui_feed import run_key
from tui_feed.ingest.process import Process, is_alone

if TYPE_CHECKING:
    from tui_feed.loaders import Input, SharedStdin

_ENDED = "nobody looks for it any more"
_DIED = "the process that looked for it ended early: {why}"


class Answer(Struct, array_like=True):
    """What was found of a record."""

    record: bytes | None = None
    """It; None where the files do not have it."""
    failure: str | None = None
    """Why the files could not be read; None where they were."""


_WRITER: Final = Encoder()
_READER: Final = Decoder(Answer)


class Search:
    """A record that is being looked for."""

    def __init__(
        self, paths: tuple[str, ...], shared_stdin: "SharedStdin | None", posts: list[str]
    ) -> None:
        """Begin to look for the record of the first of the posts that has one. Raises `OSError`."""
        self._is_ended = False
        number = shared_stdin.number if shared_stdin else None
        if is_alone():
            work = partial(answers, paths, shared_stdin, posts)
            self._process = Process(work, keeps=() if number is None else (number,))
            return
        from tui_feed.ingest.spawned_reader import ReaderTask, SpawnedReader

        files = list(map(os.fsencode, paths))
        self._process = SpawnedReader(
            ReaderTask(files, posts=posts, shared_stdin=number, key=run_key.KEY)
        )

    def answer(self) -> Answer | None:
        """Return what was found; None while it is looked for."""
        if self._is_ended:
            return Answer(failure=_ENDED)
        try:
            for message in self._process.messages(0):
                return _READER.decode(message)
        except (EOFError, DecodeError, RecursionError) as error:
            return Answer(failure=_DIED.format(why=error))
        return None

    def end(self) -> None:
        """Look no further."""
        self._is_ended = True
        self._process.end()


def answers(
    paths: tuple[str, ...], shared_stdin: "SharedStdin | None", posts: list[str]
) -> Iterator[bytes]:
    """Look for a record, in the other process, and yield an answer as bytes."""
    from tui_feed.loaders import InputError, cause, open_inputs

    try:
        record = record_of(open_inputs(paths, shared_stdin), posts)
        found = Answer(None if record is None else record.encode("utf-8", "surrogatepass"))
    except InputError as error:
        found = Answer(failure=str(error))
    except OSError as error:
        found = Answer(failure=cause(error))
    yield _WRITER.encode(found)


def record_of(inputs: "list[Input]", posts: list[str]) -> str | None:
    """Return the record of the first of the posts that has one. Raises `OSError`."""
    found = (opened.raw(post) for post in posts for opened in inputs)
    return next((text for text in found if text is not None), None)
