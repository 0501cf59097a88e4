"""Files to read, on disk, in an archive or from a pipe. Nothing is ever written."""

import codecs
import errno
import os
import stat
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tui_feed.models import Problem
from tui_feed.sources.byte_sources import (
    ByteSource,
    DiskFile,
    PipedBytes,
    SharedStdin,
    standard_input,
)
from tui_feed.sources.encodings import Encoding, decode, sniff_encoding
from tui_feed.sources.errors import InputError, cause, shown_path
from tui_feed.sources.lines import LONGEST_LINE, LineBlock, LineDecoder, TextLine
from tui_feed.text.names import shown_name

__all__ = ["File", "InputError", "WholeText", "cause", "open_file", "shown_path"]

HEAD = 64 * 2**10
"""Number of first bytes, from which the format is recognised."""

LARGEST_TEXT = 64 * 2**20
"""Most bytes of a file read as a whole text."""

_REPLACED = "\ufffd".encode()


class WholeText(NamedTuple):
    """Whole file as text."""

    text: str
    """Text without byte order mark, with its line ends unchanged."""
    problems: tuple[Problem, ...]
    """Faults of the bytes."""


class File:
    """File on disk or in an archive, or the bytes of a pipe."""

    def __init__(
        self,
        path: str,
        name: str,
        source: ByteSource,
        size: int | None = None,
        *,
        member: str | None = None,
    ) -> None:
        self.path = path
        """Path as given by the user, for messages; a very long path is shortened."""
        self.name = name
        """Name without folders; `standard input` for `-`."""
        self.size = size
        """Number of bytes; None if only reading would tell."""
        self.member = name if member is None else member
        """Whole name inside its folder or archive; of a lone file, its name."""
        self._source = source
        self.taken = 0
        """Number of bytes read so far, apart from the head."""
        self._fault: OSError | None = None

    @cached_property
    def head(self) -> bytes:
        """First bytes, at most `HEAD`; fewer after an error (see `fault`)."""
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
        """Error on reading the head; None if it is whole."""
        return self._fault if self.head is not None else None

    @property
    def whole_size(self) -> int | None:
        """Number of bytes, asked of the disk where it is not listed; None if unknown."""
        if self.size is not None or self.on_disk is None:
            return self.size
        try:
            return Path(self.on_disk).stat().st_size
        except OSError:
            return None

    @property
    def folder(self) -> str:
        """Folder inside its folder or archive, with `/` at its end; empty at the top."""
        return self.member[: self.member.rfind("/") + 1]

    @property
    def on_disk(self) -> str | None:
        """Path for reading its bytes again; None if its bytes cannot be read again by path."""
        return self._source.path if isinstance(self._source, DiskFile | SharedStdin) else None

    @property
    def grows(self) -> bool:
        """True for a file still growing while it is read."""
        return isinstance(self._source, SharedStdin)

    def forget(self) -> None:
        """Drop the head to free memory; it is read again on demand."""
        self.__dict__.pop("head", None)

    @cached_property
    def encoding(self) -> Encoding:
        """Encoding of its text."""
        return sniff_encoding(self.head)

    def head_text(self) -> str:
        """Return the head as text; its last character may be cut."""
        return decode(self.head, self.encoding).text

    def text(self) -> WholeText:
        """Read the whole file as text, up to `LARGEST_TEXT`; faults become problems."""
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
        return WholeText(text, tuple(problems))

    def chunks(self) -> Iterator[bytes]:
        """Yield all bytes in their order. Raises `OSError`; its text is for people."""
        self.taken = 0
        for chunk in self._source.chunks():
            self.taken += len(chunk)
            yield chunk

    def pieces(self) -> Iterator[str | Problem]:
        """Yield the whole file as text in pieces of any length, and a problem for each fault.

        Memory does not grow with the file. Undecodable bytes show as U+FFFD.
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

    def lines(self) -> Iterator[TextLine | Problem]:
        """Yield the lines, which end in LF or CR LF. Memory does not grow with the file.

        A line longer than `LONGEST_LINE`, a failing device and bytes other than UTF-8 become
        problems.
        """
        decoder = LineDecoder(self.name)
        for block in self.blocks():
            if isinstance(block, Problem):
                yield block
            else:
                yield from decoder.lines_of(block)

    def problem(
        self, reason: str, place: str = "the whole file", *, skipped: bool = False
    ) -> Problem:
        """Return a problem with this file; `skipped` if a record of it was left out."""
        return Problem(place=place, reason=reason, source=self.name, skipped=skipped)

    @property
    def can_reread_lines(self) -> bool:
        """True if its lines can be read again by their offsets."""
        return self.on_disk is not None and self.encoding.name == "utf-8"

    def blocks(self, at: int | None = None, number: int = 1) -> Iterator[LineBlock | Problem]:
        """Yield the lines in blocks, with as many whole lines as arrive together; see `lines`.

        Reading begins at the offset `at`, with line `number`, or at the first line. An offset
        needs a file with `can_reread_lines`.
        """
        can_reread_lines = self.can_reread_lines
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
                    yield LineBlock(number, whole, at if can_reread_lines else None)
                    number, at = number + whole.count(b"\n"), at + cut
                if len(pending) > LONGEST_LINE:
                    yield self._overlong(number)
                    at, pending, is_overlong = at + len(pending), b"", True
        except OSError as error:
            yield self._stopped(error, f"line {number:,}")
        if pending:
            yield LineBlock(number, pending, at if can_reread_lines else None)

    def _chunks_from(self, at: int) -> Iterator[bytes]:
        seen = 0
        for chunk in self.chunks():
            if (seen := seen + len(chunk)) > at:
                yield chunk[max(0, at - (seen - len(chunk))) :]

    def _utf8_chunks(self) -> Iterator[bytes]:
        """Yield the bytes converted to UTF-8, without byte order mark."""
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
    """Open a file or device by its path; `-` opens standard input, shared if given.

    Raises `OSError` for a missing file and for a folder.
    """
    shown = shown_path(path)
    if path == "-":
        return File(shown, shown, shared_stdin or PipedBytes(standard_input()))
    if not path:
        raise OSError(errno.ENOENT, "")
    found = os.stat(path)  # noqa: PTH116 - pathlib would read `//x` and `x/` as other names
    if stat.S_ISDIR(found.st_mode):
        raise OSError(errno.EISDIR, "")
    name = shown_name(Path(path).name or path)
    # `/dev/stdin` may name a file today and, once the keyboard has taken its place, a terminal.
    if stat.S_ISREG(found.st_mode) and not path.startswith(("/dev/", "/proc/")):
        member = Path(path).name
        return File(shown, name, DiskFile(path), found.st_size, member=member)
    return File(shown, name, PipedBytes(Path(path).open("rb")))
