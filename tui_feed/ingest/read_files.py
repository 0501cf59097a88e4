"""File reader: turns loaders' records into record batches, in the current process."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import perf_counter

from tui_feed.feed.build.batch_builder import BatchBuilder
from tui_feed.feed.build.pending_posts import LinePlace
from tui_feed.feed.source_report import SourceReport
from tui_feed.ingest.labels import labels
from tui_feed.ingest.messages import OpenedFile, ReaderMessage
from tui_feed.loaders import File, Found, Input, InputError, SharedStdin, open_inputs
from tui_feed.loaders.unstated import unstated_by
from tui_feed.models import Problem
from tui_feed.models.lines import LineBatch

"""Characters outside a word of a query."""


_ASKED = "is:liked OR is:bookmarked OR is:deleted"

MOST_PROBLEMS = 10_000
"""Problems of an input stored one by one; later problems are only counted."""

MOST_FAULTS = 100_000
"""Problems of an input before reading of it stops."""


class FileReader:
    """Files being read into record batches."""

    def __init__(
        self,
        paths: tuple[str, ...],
        *,
        include_private: bool,
        posts_stay_on_disk: bool = False,
        shared_stdin: SharedStdin | None = None,
    ) -> None:
        """Open the files; `shared_stdin` replaces standard input.

        With `posts_stay_on_disk`, lines readable from disk later are not kept, and worker processes
        read large files. Raises `InputError` if a file is unreadable.
        """
        if shared_stdin:
            shared_stdin.follow()
        self.inputs = open_inputs(paths, shared_stdin)
        """Opened inputs."""
        self._labels = labels(paths)
        self._are_several = sum(len(each.archives) + len(each.files) for each in self.inputs) > 1
        self._include_private = include_private
        self._posts_stay_on_disk = posts_stay_on_disk
        self._reports: list[SourceReport] = []
        self._problems = 0
        self._builder = BatchBuilder(include_private=include_private)
        self._steps = self._all()

    def opening(self) -> ReaderMessage:
        """Return a message with the files opened for later reads."""
        return ReaderMessage(opened=list(self._opened()), total=self._total)

    def read_on(self, seconds: float, weight: float = float("inf")) -> ReaderMessage:
        """Read for some seconds, or up to `weight` bytes of batches; return the message."""
        end, failure, is_last = perf_counter() + seconds, None, True
        try:
            for _ in self._steps:
                if perf_counter() > end or self._builder.weight > weight:
                    is_last = False
                    break
        except InputError as error:
            failure = str(error)
        if is_last:
            self._say_what_is_hidden()
        taken = sum(opened.taken for opened in self.inputs)
        part = self._builder.take()
        for report, hidden in zip(self._reports, self._builder.hidden(), strict=False):
            report.hidden = hidden
        return ReaderMessage(part, self._reports, [], taken, self._total, failure, is_last)

    @property
    def _total(self) -> int | None:
        sizes = [opened.size for opened in self.inputs]
        return None if None in sizes else sum(filter(None, sizes))

    def _opened(self) -> Iterator[OpenedFile]:
        if not self._posts_stay_on_disk:
            return
        for source, opened in enumerate(self.inputs):
            for number, (file, form) in enumerate(opened.files):
                if form.module == "native" and file.can_reread_lines and file.on_disk:
                    path = os.fsencode(file.on_disk)
                    yield OpenedFile(source, number, path, _state_of(file))

    def _all(self) -> Iterator[None]:
        """Read everything, yielding after some records. Raises `InputError`."""
        for opened, label in zip(self.inputs, self._labels, strict=True):
            self._builder.begin(label)
            report = SourceReport(opened.name, opened.format.name if opened.format else None)
            report.is_unread = opened.is_unread
            self._reports.append(report)
            for found in self._found(opened, label):
                self._take_in(found, report)
                yield
                if self._problems >= MOST_FAULTS:
                    self._builder.add(_stopped(report))
                    report.skipped += 1
                    break
            if self._problems > MOST_PROBLEMS:
                self._builder.add(_untold(report, self._problems - MOST_PROBLEMS))
            self._problems = 0

    def _say_what_is_hidden(self) -> None:
        """Add a problem for each file with hidden posts, once all files are read."""
        has_others = any(report.apart < report.posts for report in self._reports)
        for report, hidden in zip(self._reports, self._builder.hidden(), strict=False):
            if hidden:
                self._builder.add(_hint(report.name, hidden))
            if report.apart and has_others:
                self._builder.add(_set_apart(report.name, report.apart))

    def _begin_file(self, parts: list[str], number: int) -> None:
        if parts:
            self._builder.begin_file(parts[number])

    def _found(self, opened: Input, label: str) -> Iterator[Found | SourceReport]:
        yield from map(Found, opened.container.problems)
        parts = part_names(opened, label) if self._are_several else []
        for number, (_, form) in enumerate(opened.archives):
            self._begin_file(parts, number)
            self._builder.set_unstated(unstated_by(form))
            yield from opened.found_in(number)
        for number, (file, form) in enumerate(opened.files):
            self._begin_file(parts, len(opened.archives) + number)
            self._builder.set_unstated(unstated_by(form))
            workers = self._workers(file, number) if form.module == "native" else None
            yield from workers or opened.found(number)
        yield from map(Found, opened.after_files())

    def _workers(self, file: File, number: int) -> Iterator[Found | SourceReport] | None:
        """Read a large file with worker processes; None for a small file or without workers."""
        if not self._posts_stay_on_disk:
            return None
        from tui_feed.ingest.workers import records_by_workers, workers_are_useful

        with suppress(OSError):
            if workers_are_useful(file):
                take = self._builder.add_record_batch
                return records_by_workers(file, number, take, include_private=self._include_private)
        return None

    def _take_in(self, found: Found | SourceReport, report: SourceReport) -> None:
        if isinstance(found, SourceReport):
            report.include(found)
            return
        what, file, at = found
        file = file if self._posts_stay_on_disk else -1
        if isinstance(what, LineBatch):
            report.add_posts(what.dated.posts)
            self._builder.add_batch(what, file)
            return
        report.add(what)
        if isinstance(what, Problem):
            self._problems += 1
            if self._problems > MOST_PROBLEMS:
                return
        is_there = file >= 0 and at is not None
        self._builder.add(what, LinePlace(file, at or 0) if is_there else None)


def part_names(opened: Input, label: str) -> list[str]:
    """Return a name for each archive and file of an input, archives first."""
    if len(opened.archives) + len(opened.files) == 1:
        return [label]
    names = [container.name for container, _ in opened.archives]
    names += [file.name for file, _ in opened.files]
    return [
        f"{label}/{name}" + (f"-{number}" if names.index(name) < number else "")
        for number, name in enumerate(names)
    ]


def _state_of(file: File) -> tuple[int, int] | None:
    if file.grows:
        return None
    found = Path(file.on_disk or "").stat()
    return found.st_size, found.st_mtime_ns


def _hint(name: str, hidden: int) -> Problem:
    count = f"{hidden:,} {'post' if hidden == 1 else 'posts'}"
    reason = f"{count} for followers or for named people only; --include-private shows them"
    return Problem(place="the whole file", reason=reason, source=name)


def _set_apart(name: str, count: int) -> Problem:
    reason = (
        f"{count:,} liked, bookmarked or deleted, left out of the timeline; {_ASKED} shows them"
    )
    return Problem(place="the whole file", reason=reason, source=name)


def _stopped(report: SourceReport) -> Problem:
    reason = f"more than {MOST_FAULTS:,} problems; reading stopped there"
    return Problem(place="the whole file", reason=reason, source=report.name, skipped=True)


def _untold(report: SourceReport, count: int) -> Problem:
    reason = f"{count:,} more problems, not listed"
    return Problem(place="the whole file", reason=reason, source=report.name)
