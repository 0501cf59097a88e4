"""Worker processes for a large file of native lines: each reads other blocks of the file.

A worker reads canonical blocks, nearly always all of them, and leaves the rest to the reader
process: derived ids and line numbers depend on the lines before, which only the reader knows.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Final

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder

from tui_feed.feed.build.contents import Contents, contents_of, contents_of_lines
from tui_feed.feed.build.encode import LineLocation, encode_batch
from tui_feed.feed.build.record_batch import RecordBatch
from tui_feed.feed.build.visibility import Privacy
from tui_feed.feed.ids import keys_of
from tui_feed.feed.source_report import SourceReport
from tui_feed.ingest.process import Process
from tui_feed.loaders import File, Found, found_at
from tui_feed.loaders.native import LineReader, parse_canonical
from tui_feed.models import Problem
from tui_feed.sources.lines import LineBlock, LocatedRecord, lines_between

BLOCK = 2**18
"""Bytes of a block; its columns fit a processor's second-level cache."""
SMALLEST_FILE = 16 * BLOCK
"""Smallest file in bytes for workers; starting them takes some milliseconds."""
BLOCKS_WITHOUT_WORKERS = 4
"""Blocks read before the workers start: enough for the first page.

Until then the starting screen has a processor for itself.
"""
NICENESS = 15
"""Increment of `nice` for workers: more than for the reader process."""
_MOST_WORKERS = 4


class BlockResult(Struct, gc=False, array_like=True):
    """Result of a worker for a block."""

    batch: RecordBatch | None = None
    """Posts; None if the block is not canonical or contains posts outside the public."""
    report: SourceReport | None = None
    """Counts of records in the block."""
    contents: Contents | None = None
    """Hashes of the posts."""


_WRITER: Final = Encoder()
_READER: Final = Decoder(BlockResult)


def workers_are_useful(file: File) -> bool:
    """Return True if a file is large enough, and has enough processors, for workers."""
    return file.can_reread_lines and (file.size or 0) >= SMALLEST_FILE and _processors() > 1


class WorkerPool:
    """Worker processes, each encoding every n-th block of a file."""

    def __init__(
        self, blocks: "FileBlocks", first: int, number: int, *, include_private: bool
    ) -> None:
        """Start the workers at block `first`; `number` is the file's number. Raises `OSError`."""
        self._blocks = blocks
        self._privacy = Privacy(include_private=include_private)
        self._first = first
        self._workers: list[Process | None] = []
        count = min(_MOST_WORKERS, _processors())
        try:
            for worker in range(first, first + count):
                work = partial(self._work, range(worker, blocks.count, count), number)
                process = Process(work, kept_files=(blocks.file,), niceness=NICENESS)
                process.enlarge_pipe()
                self._workers.append(process)
        except OSError:
            self.end()
            raise

    def result(self, block: int) -> BlockResult:
        """Return the result for a block. Blocks must be asked for in order."""
        at = (block - self._first) % len(self._workers)
        worker = self._workers[at]
        try:
            return _READER.decode(worker.message()) if worker else BlockResult()
        except EOFError:  # the worker died; the reader process reads its blocks
            self._workers[at] = None
            return BlockResult()

    def end(self) -> None:
        """End all workers."""
        for worker in filter(None, self._workers):
            worker.end()

    def _work(self, blocks: range, number: int) -> Iterator[bytes]:
        """Encode blocks in the worker process."""
        for block in blocks:
            at, data = self._blocks.read(block)
            parsed = parse_canonical(data) if data else None
            if parsed is None or data is None:
                yield _WRITER.encode(BlockResult())
                continue
            keys = keys_of([line.id for line in parsed.posts])
            if not self._privacy.passes(parsed.posts, keys):  # the reader process hides some posts
                yield _WRITER.encode(BlockResult())
                continue
            report = SourceReport("", None)
            report.add_posts(parsed.posts)
            batch = encode_batch(0, parsed, keys, LineLocation(number, at, len(data)))
            hashes = contents_of_lines(data)
            contents = contents_of(parsed.posts, hashes)
            yield _WRITER.encode(BlockResult(batch, report, contents))


class FileBlocks:
    """Blocks of a file, readable in any order."""

    def __init__(self, file: File) -> None:
        """Open the file. Raises `OSError`."""
        self._first = file.encoding.mark
        self.count: Final = -(-((file.size or 0) - self._first) // BLOCK)
        """Number of blocks."""
        self.file: Final = os.open(file.on_disk or "", os.O_RDONLY | os.O_CLOEXEC)
        """File descriptor."""

    def read(self, block: int) -> tuple[int, bytes | None]:
        """Return the position and the lines of a block; None instead of a very long line."""
        begin = self._first + block * BLOCK
        return lines_between(self.file, self._first, begin, begin + BLOCK)

    def close(self) -> None:
        """Close the file."""
        os.close(self.file)


def records_by_workers(
    file: File,
    number: int,
    take: Callable[[RecordBatch, Contents], bool],
    *,
    include_private: bool,
) -> Iterator[Found | SourceReport]:
    """Yield the records of a large file, and counts for batches taken as a whole.

    `take` adds a batch, or returns False if its lines need a closer look. Raises `OSError` at once
    if the file is unreadable.
    """
    return _records_of_blocks(FileBlocks(file), file, number, take, include_private=include_private)


def _records_of_blocks(
    blocks: FileBlocks,
    file: File,
    number: int,
    take: Callable[[RecordBatch, Contents], bool],
    *,
    include_private: bool,
) -> Iterator[Found | SourceReport]:
    line_reader, line, workers = LineReader(file), 1, None
    file.taken = 0
    try:
        for block in range(blocks.count):
            if block == BLOCKS_WITHOUT_WORKERS:
                with suppress(OSError):  # without workers, this process reads all blocks
                    workers = WorkerPool(blocks, block, number, include_private=include_private)
            result = workers.result(block) if workers else BlockResult()
            if result.report and result.batch and _is_taken(result, take):
                file.taken = result.batch.base + result.batch.size
                line += result.report.posts
                yield result.report
                continue
            at, data = blocks.read(block)
            if data is None:  # a very long line: no later block has a known start
                yield from _records_from(file, line_reader, at, line, number)
                return
            found = line_reader.read(LineBlock(line, data, at)) if data else ()
            yield from (found_at(each, number) for each in found)
            file.taken = at + len(data)
            line += data.count(b"\n")
    finally:
        if workers:
            workers.end()
        blocks.close()


def _is_taken(result: BlockResult, take: Callable[[RecordBatch, Contents], bool]) -> bool:
    return bool(result.batch and result.contents and take(result.batch, result.contents))


def _records_from(
    file: File, line_reader: LineReader, at: int, line: int, number: int
) -> Iterator[Found]:
    """Yield all records from a line to the end of the file, read in this process."""
    for block in file.blocks(at, line):
        found = (
            [LocatedRecord(block, None)] if isinstance(block, Problem) else line_reader.read(block)
        )
        yield from (found_at(each, number) for each in found)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
