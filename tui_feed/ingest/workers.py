"""Many hands for a large file of native lines: one process each, all on blocks of the same file.

A worker takes what is canonical, most often everything, and leaves the rest to the reader: what
depends on the lines before it (an id that is derived, the number of a line) is known only there.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Final

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder

from tui_feed.feed.build.encode import LineLocation, encode_batch
from tui_feed.feed.build.record_batch import RecordBatch
from tui_feed.feed.build.visibility import Privacy
from tui_feed.feed.ids import keys_of
from tui_feed.feed.tally import Tally
from tui_feed.ingest.process import Process
from tui_feed.loaders import File, Found, found_at
from tui_feed.loaders.native import LineReader, parse_canonical
from tui_feed.models import Problem
from tui_feed.sources.lines import LineBlock, LocatedRecord, lines_between

BLOCK = 2**18
"""Bytes of a block: the columns of its lines have room in a processor's second cache."""
WORTH = 16 * BLOCK
"""Bytes of a file from which on hands help; to fork them takes some milliseconds."""
ALONE = 4
"""Blocks that one reads alone: the first page, and what it can send before somebody looks at that.

Until then the screen that is to come up has a processor.
"""
POLITENESS = 15
"""How much they give way, as `nice` counts: to the screen and to who reads, more than that one."""
_MOST_HANDS = 4


class Made(Struct, gc=False, array_like=True):
    """What a hand made of a block."""

    stretch: RecordBatch | None = None
    """Its posts; None where it is not canonical, or holds what was not public."""
    tally: Tally | None = None
    """What is in it."""


_WRITER: Final = Encoder()
_READER: Final = Decoder(Made)


def are_worth_it(file: File) -> bool:
    """Tell whether a file is so large, and there are so many processors, that hands help."""
    return file.can_reread_lines and (file.size or 0) >= WORTH and _processors() > 1


class WorkerPool:
    """Processes that make stretches of the blocks of a file, from one of them on."""

    def __init__(self, blocks: "Blocks", first: int, number: int, *, include_private: bool) -> None:
        """Start them on a file that has a number in its source. Raises `OSError`."""
        self._blocks = blocks
        self._privacy = Privacy(include_private=include_private)
        self._first = first
        self._workers: list[Process | None] = []
        count = min(_MOST_HANDS, _processors())
        try:
            for hand in range(first, first + count):
                work = partial(self._work, range(hand, blocks.count, count), number)
                process = Process(work, keeps=(blocks.file,), politeness=POLITENESS)
                process.go_on()
                self._workers.append(process)
        except OSError:
            self.end()
            raise

    def made(self, block: int) -> Made:
        """Return what was made of a block. They must be asked for in their order."""
        at = (block - self._first) % len(self._workers)
        hand = self._workers[at]
        try:
            return _READER.decode(hand.message()) if hand else Made()
        except EOFError:  # it died; its blocks are read by who asks
            self._workers[at] = None
            return Made()

    def end(self) -> None:
        """Let go of them."""
        for hand in filter(None, self._workers):
            hand.end()

    def _work(self, blocks: range, number: int) -> Iterator[bytes]:
        """Make stretches, in the other process."""
        for block in blocks:
            at, data = self._blocks.read(block)
            dated = parse_canonical(data) if data else None
            if dated is None or data is None:
                yield _WRITER.encode(Made())
                continue
            keys = keys_of([line.id for line in dated.posts])
            if not self._privacy.passes(dated.posts, keys):  # who reads drops some of it
                yield _WRITER.encode(Made())
                continue
            tally = Tally("", None)
            tally.add_posts(dated.posts)
            stretch = encode_batch(0, dated, keys, LineLocation(number, at, len(data)))
            yield _WRITER.encode(Made(stretch, tally))


class Blocks:
    """A file as blocks that can be read in any order."""

    def __init__(self, file: File) -> None:
        """Open it. Raises `OSError`."""
        self._first = file.encoding.mark
        self.count: Final = -(-((file.size or 0) - self._first) // BLOCK)
        """How many blocks there are."""
        self.file: Final = os.open(file.on_disk or "", os.O_RDONLY | os.O_CLOEXEC)
        """The file."""

    def read(self, block: int) -> tuple[int, bytes | None]:
        """Return where a block begins, and its lines; None where one is too long to be read."""
        begin = self._first + block * BLOCK
        return lines_between(self.file, self._first, begin, begin + BLOCK)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self.file)


def found_by_hand(
    file: File, number: int, take: Callable[[RecordBatch], bool], *, include_private: bool
) -> Iterator[Found | Tally]:
    """Yield what a large file holds, and tallies of what was taken of it already.

    `take` takes a stretch, or returns False where somebody has to look closer at its lines. Raises
    `OSError` before anything else where the file cannot be read.
    """
    return _found_in(Blocks(file), file, number, take, include_private=include_private)


def _found_in(
    blocks: Blocks,
    file: File,
    number: int,
    take: Callable[[RecordBatch], bool],
    *,
    include_private: bool,
) -> Iterator[Found | Tally]:
    careful, line, workers = LineReader(file), 1, None
    file.taken = 0
    try:
        for block in range(blocks.count):
            if block == ALONE:
                with suppress(OSError):  # where there can be no hands, one pair reads all
                    workers = WorkerPool(blocks, block, number, include_private=include_private)
            made = workers.made(block) if workers else Made()
            if made.tally and made.stretch and take(made.stretch):
                file.taken = made.stretch.base + made.stretch.size
                line += made.tally.posts
                yield made.tally
                continue
            at, data = blocks.read(block)
            if data is None:  # no block can be trusted that a line so long reaches into
                yield from _read_on(file, careful, at, line, number)
                return
            found = careful.read(LineBlock(line, data, at)) if data else ()
            yield from (found_at(each, number) for each in found)
            file.taken = at + len(data)
            line += data.count(b"\n")
    finally:
        if workers:
            workers.end()
        blocks.close()


def _read_on(file: File, careful: LineReader, at: int, line: int, number: int) -> Iterator[Found]:
    """Yield everything from a line on, read here."""
    for block in file.blocks(at, line):
        found = [LocatedRecord(block, None)] if isinstance(block, Problem) else careful.read(block)
        yield from (found_at(each, number) for each in found)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
