"""Files read into parts of a feed, in whichever process that happens."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import perf_counter

from tui_feed.feed.build.batch_builder import BatchBuilder, LinePlace
from tui_feed.feed.tally import Tally
from tui_feed.ingest.messages import Opened, ReaderMessage
from tui_feed.loaders import File, Found, Input, InputError, SharedStdin, open_inputs
from tui_feed.models import Problem
from tui_feed.models.lines import LineBatch
from tui_feed.text.names import one_line, shown_name

_ENDINGS = (
    ".gz", ".bz2", ".xz", ".zip", ".tar", ".tgz", ".jsonl", ".json", ".js", ".car", ".txt", ".xml",
    ".rss", ".atom",
)  # fmt: skip
_NO_WORD = re.compile(r'[\s()"]+')
"""Characters that end a word of a query."""


MOST_PROBLEMS = 10_000
"""Problems of one input that are kept one by one; a file can be nothing but faults."""

MOST_FAULTS = 100_000
"""Problems of one input after which no more of it is read."""


class Reading:
    """Files on their way into parts of a feed."""

    def __init__(
        self,
        paths: tuple[str, ...],
        *,
        include_private: bool,
        is_lean: bool = False,
        shared_stdin: SharedStdin | None = None,
    ) -> None:
        """Open the files; standard input by way of a spool, if there is one.

        `is_lean`: keep no line that can be read again, and take all hands that there are.

        Raises `InputError` where a file cannot be read.
        """
        if shared_stdin:
            shared_stdin.follow()
        self.inputs = open_inputs(paths, shared_stdin)
        """What is read."""
        self._labels = labels(paths)
        self._include_private = include_private
        self._is_lean = is_lean
        self._tallies: list[Tally] = []
        self._problems = 0
        self._builder = BatchBuilder(include_private=include_private)
        self._steps = self._all()

    def opening(self) -> ReaderMessage:
        """Say which files were opened whose posts can be read again."""
        return ReaderMessage(opened=list(self._opened()), total=self._total)

    def read_on(self, seconds: float, weight: float = float("inf")) -> ReaderMessage:
        """Read on for so long or until it weighs so many bytes; return what was read."""
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
        for tally, hidden in zip(self._tallies, self._builder.hidden(), strict=False):
            tally.hidden = hidden
        return ReaderMessage(part, self._tallies, [], taken, self._total, failure, is_last)

    @property
    def _total(self) -> int | None:
        sizes = [opened.size for opened in self.inputs]
        return None if None in sizes else sum(filter(None, sizes))

    def _opened(self) -> Iterator[Opened]:
        for source, opened in enumerate(self.inputs):
            for number, (file, form) in enumerate(opened.files):
                if form.module == "native" and file.can_reread_lines and file.on_disk:
                    path = os.fsencode(file.on_disk)
                    yield Opened(source, number, path, _state_of(file))

    def _all(self) -> Iterator[None]:
        """Read everything, a record or some hundred at a time. Raises `InputError`."""
        for opened, label in zip(self.inputs, self._labels, strict=True):
            self._builder.begin(label)
            tally = Tally(opened.name, opened.format.name if opened.format else None)
            tally.is_unread = opened.is_unread
            self._tallies.append(tally)
            for found in self._found(opened):
                self._take_in(found, tally)
                yield
                if self._problems >= MOST_FAULTS:
                    self._builder.add(_stopped(tally))
                    tally.skipped += 1
                    break
            if self._problems > MOST_PROBLEMS:
                self._builder.add(_untold(tally, self._problems - MOST_PROBLEMS))
            self._problems = 0

    def _say_what_is_hidden(self) -> None:
        """Name the files of which posts are left out; what one file tells can hide of another."""
        for tally, hidden in zip(self._tallies, self._builder.hidden(), strict=False):
            if hidden:
                self._builder.add(_hint(tally.name, hidden))

    def _found(self, opened: Input) -> Iterator[Found | Tally]:
        yield from map(Found, opened.before_files())
        for number, (file, form) in enumerate(opened.files):
            workers = self._workers(file, number) if form.module == "native" else None
            yield from workers or opened.found(number)
        yield from map(Found, opened.after_files())

    def _workers(self, file: File, number: int) -> Iterator[Found | Tally] | None:
        """Have other processes read a file; None where that is not worth it, or not possible."""
        if not self._is_lean:
            return None
        from tui_feed.ingest.workers import are_worth_it, found_by_hand

        with suppress(OSError):
            if are_worth_it(file):
                take = self._builder.add_record_batch
                return found_by_hand(file, number, take, include_private=self._include_private)
        return None

    def _take_in(self, found: Found | Tally, tally: Tally) -> None:
        if isinstance(found, Tally):
            tally.include(found)
            return
        what, file, at = found
        file = file if self._is_lean else -1
        if isinstance(what, LineBatch):
            tally.add_posts(what.dated.posts)
            self._builder.add_batch(what, file)
            return
        tally.add(what)
        if isinstance(what, Problem):
            self._problems += 1
            if self._problems > MOST_PROBLEMS:
                return
        is_there = file >= 0 and at is not None
        self._builder.add(what, LinePlace(file, at or 0) if is_there else None)


def _state_of(file: File) -> tuple[int, int] | None:
    if file.grows:
        return None
    found = Path(file.on_disk or "").stat()
    return found.st_size, found.st_mtime_ns


def _hint(name: str, hidden: int) -> Problem:
    count = f"{hidden:,} {'post' if hidden == 1 else 'posts'}"
    reason = f"{count} for followers or for named people only; --include-private shows them"
    return Problem(place="the whole file", reason=reason, source=name)


def _stopped(tally: Tally) -> Problem:
    reason = f"more than {MOST_FAULTS:,} problems; reading of it stopped there"
    return Problem(place="the whole file", reason=reason, source=tally.name, skipped=True)


def _untold(tally: Tally, count: int) -> Problem:
    reason = f"{count:,} more problems, which are not listed"
    return Problem(place="the whole file", reason=reason, source=tally.name)


def labels(paths: tuple[str, ...]) -> list[str]:
    """Return a short label for each path, for `in:`: its name without endings, each once.

    It is one word of a query, whatever the name holds.
    """
    found: list[str] = []
    for path in paths:
        name = "stdin" if path == "-" else Path(path).name or path
        while Path(name).suffix.lower() in _ENDINGS:
            name = Path(name).stem
        words = _NO_WORD.split(one_line(name))
        plain = label = shown_name("-".join(filter(None, words)) or "file")
        number = 1
        while label.casefold() in map(str.casefold, found):
            number += 1
            label = f"{plain}-{number}"
        found.append(label)
    return found
