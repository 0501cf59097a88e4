"""One file to read, wherever it is: on disk, in an archive, from a pipe. Nothing is written."""

import codecs
import errno
import os
import stat
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tui_feed.models import Problem
from tui_feed.sources.byte_sources import Disk, SharedStdin, Source, Stream, standard_input
from tui_feed.sources.encodings import Encoding, decode, sniff_encoding
from tui_feed.sources.lines import LONGEST_LINE, Block, Line, Lines
from tui_feed.text.names import one_line, shown_name

HEAD = 64 * 2**10
"""Bytes that tell one format from another."""

LARGEST_TEXT = 64 * 2**20
"""Bytes of the largest file that is read as one text."""

_REPLACED = "\ufffd".encode()
_CAUSES = {
    errno.ENOENT: "no such file; check the name",
    errno.ENOTDIR: "no such file; a part of its path is no folder",
    errno.EACCES: "you are not allowed to read it; check its permissions",
    errno.EPERM: "you are not allowed to read it; check its permissions",
    errno.ENAMETOOLONG: "no such file; the name is longer than any file's",
    errno.ELOOP: "its symbolic links lead round in a circle; give the file itself",
    errno.EBADF: "it is closed; give a file, or pipe one in",
    errno.ENXIO: "it is a socket, or a device with nothing behind it; give a file",
    errno.EMFILE: "too many files are open; give fewer, or raise the limit (ulimit -n)",
    errno.ENOSPC: "there is no room left to keep it; save it as a file and open that",
    errno.EISDIR: "this is a folder, not a file",
}


class InputError(Exception):
    """An input that cannot be read at all. Its text is one safe line: file, reason, what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(one_line(message))


class Text(NamedTuple):
    """A whole file as text."""

    text: str
    """All that could be read, without a byte order mark; line ends as they were."""
    problems: tuple[Problem, ...]
    """What was wrong with the bytes."""


class File:
    """A file on disk or in an archive, or what comes through a pipe."""

    def __init__(self, path: str, name: str, source: Source, size: int | None = None) -> None:
        self.path = path
        """What the reader called it, for messages; shortened where it is very long."""
        self.name = name
        """Its name without its folder; `standard input` for `-`."""
        self.size = size
        """Bytes in it; None where only reading would tell."""
        self._source = source
        self.taken = 0
        """Bytes that were read of it so far, apart from its head."""
        self._fault: OSError | None = None

    @cached_property
    def head(self) -> bytes:
        """The first bytes, at most `HEAD`; fewer where reading stopped (see `fault`)."""
        found = b""
        try:
            for chunk in self._source.chunks():
                found += chunk
                if len(found) >= HEAD:
                    break
        except OSError as error:
            self._fault = error
        return found[:HEAD]

    @property
    def fault(self) -> OSError | None:
        """Why the head cannot be read whole; None where it can."""
        return self._fault if self.head is not None else None

    @property
    def on_disk(self) -> str | None:
        """The path of a file whose bytes can be read again at any place; None for others."""
        return self._source.path if isinstance(self._source, Disk | SharedStdin) else None

    @property
    def grows(self) -> bool:
        """Whether there will be more of it while it is read."""
        return isinstance(self._source, SharedStdin)

    def forget(self) -> None:
        """Let go of the head, which is read again when it is asked for; many heads are much."""
        self.__dict__.pop("head", None)

    @cached_property
    def encoding(self) -> Encoding:
        """How its bytes are read as text."""
        return sniff_encoding(self.head)

    def head_text(self) -> str:
        """Return the head as text, cut where it may be in the middle of a character."""
        return decode(self.head, self.encoding).text

    def text(self) -> Text:
        """Read all of it as one text, up to `LARGEST_TEXT`. What is wrong becomes problems."""
        problems, pieces, size = [], [], 0
        try:
            for chunk in self.chunks():
                pieces.append(chunk)
                size += len(chunk)
                if size > LARGEST_TEXT:
                    limit = f"only its first {LARGEST_TEXT >> 20} MiB are read; split the file"
                    problems.append(self.problem(limit))
                    break
        except OSError as error:
            problems.append(self._stopped(error))
        text, fault = decode(b"".join(pieces)[:LARGEST_TEXT], self.encoding)
        if fault:
            problems.append(self.problem(fault))
        return Text(text, tuple(problems))

    def chunks(self) -> Iterator[bytes]:
        """Yield all bytes in their order. Raises `OSError`; its text is for people."""
        self.taken = 0
        for chunk in self._source.chunks():
            self.taken += len(chunk)
            yield chunk

    def pieces(self) -> Iterator[str | Problem]:
        """Yield all of it as text in pieces of any length, and what is wrong with it.

        Memory does not grow with the file. Bytes that are no text show as U+FFFD.
        """
        name, mark = self.encoding
        decoder = codecs.getincrementaldecoder(name)("replace")
        told = False
        try:
            for chunk in self.chunks():
                rest, mark = chunk[mark:], max(0, mark - len(chunk))
                text = decoder.decode(rest)
                if not told and "\ufffd" in text and text.count("\ufffd") > rest.count(_REPLACED):
                    told = True
                    yield self.problem(f"not {name.upper()} in places, which show as \ufffd")
                yield text
        except OSError as error:
            yield self._stopped(error)
        if last := decoder.decode(b"", final=True):
            yield self.problem("it ends in the middle of a character; it may have been cut")
            yield last

    def lines(self) -> Iterator[Line | Problem]:
        """Read it line by line; lines end in LF or CR LF. Memory does not grow with the file.

        A line that is longer than `LONGEST_LINE`, the first one that is not UTF-8 (it is read as
        Latin-1) and a device that fails become problems.
        """
        lines = Lines(self)
        for block in self.blocks():
            if isinstance(block, Problem):
                yield block
            else:
                yield from lines.of(block)

    def problem(
        self, reason: str, place: str = "the whole file", *, skipped: bool = False
    ) -> Problem:
        """Return a problem with this file; `skipped` where a record of it was left out."""
        return Problem(place=place, reason=reason, source=self.name, skipped=skipped)

    @property
    def is_itself(self) -> bool:
        """Whether its lines can be read again where they begin."""
        return self.on_disk is not None and self.encoding.name == "utf-8"

    def blocks(self, at: int | None = None, number: int = 1) -> Iterator[Block | Problem]:
        """Read it by as many whole lines as come at once; see `lines`.

        Begin, if this `is_itself`, with the line of a number that begins at a place.
        """
        is_itself = self.is_itself
        chunks = self._utf8_chunks() if at is None else self._chunks_from(at)
        at = self.encoding.mark if at is None else at
        pending, is_overlong = b"", False
        try:
            for chunk in chunks:
                data = pending + chunk
                if is_overlong:  # its rest is left out, too
                    _, end, rest = data.partition(b"\n")
                    number, at = number + len(end), at + len(data) - len(rest)
                    data, is_overlong = rest, not end
                cut = data.rfind(b"\n") + 1
                whole, pending = data[:cut], data[cut:]
                if whole:
                    yield Block(number, whole, at if is_itself else None)
                    number, at = number + whole.count(b"\n"), at + cut
                if len(pending) > LONGEST_LINE:
                    yield self._overlong(number)
                    at, pending, is_overlong = at + len(pending), b"", True
        except OSError as error:
            yield self._stopped(error, f"line {number:,}")
        if pending:
            yield Block(number, pending, at if is_itself else None)

    def _chunks_from(self, at: int) -> Iterator[bytes]:
        seen = 0
        for chunk in self.chunks():
            if (seen := seen + len(chunk)) > at:
                yield chunk[max(0, at - (seen - len(chunk))) :]

    def _utf8_chunks(self) -> Iterator[bytes]:
        """Yield the bytes without a byte order mark and, whatever they were in, in UTF-8."""
        name, mark = self.encoding
        decoder = codecs.getincrementaldecoder(name)("replace")
        for chunk in self.chunks():
            rest, mark = chunk[mark:], max(0, mark - len(chunk))
            yield rest if name == "utf-8" else decoder.decode(rest).encode()
        if name != "utf-8":
            yield decoder.decode(b"", final=True).encode()

    def _overlong(self, number: int) -> Problem:
        reason = f"longer than {LONGEST_LINE >> 20} MiB; the line is left out"
        return self.problem(reason, f"line {number:,}")

    def _stopped(self, error: OSError, place: str = "the whole file") -> Problem:
        return self.problem(f"reading stopped: {cause(error)}", place)


def open_file(path: str, shared_stdin: SharedStdin | None = None) -> File:
    """Return the file, device or standard input (`-`; from a spool if one is given) of a path.

    Raises `OSError` where there is none, or where it is a folder.
    """
    shown = shown_path(path)
    if path == "-":
        return File(shown, shown, shared_stdin or Stream(standard_input()))
    if not path:
        raise OSError(errno.ENOENT, "")
    found = os.stat(path)  # noqa: PTH116 - pathlib would read `//x` and `x/` as other names
    if stat.S_ISDIR(found.st_mode):
        raise OSError(errno.EISDIR, "")
    name = shown_name(Path(path).name or path)
    # `/dev/stdin` may name a file today and, once the keyboard has taken its place, a terminal.
    if stat.S_ISREG(found.st_mode) and not path.startswith(("/dev/", "/proc/")):
        return File(shown, name, Disk(path), found.st_size)
    return File(shown, name, Stream(Path(path).open("rb")))


def cause(error: OSError) -> str:
    """Return why something cannot be read, and what to do, in a few words."""
    return _CAUSES.get(error.errno or 0) or error.strerror or "it cannot be read"


def shown_path(path: str) -> str:
    """Return what messages call a path."""
    return "standard input" if path == "-" else shown_name(path)
