"""Files read into parts of a feed, in whichever process that happens."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import perf_counter

from tui_feed.feed.gathering import Gatherer, Place
from tui_feed.line import Batch
from tui_feed.loaders import File, Found, Input, InputError, Spool, open_inputs
from tui_feed.loading.parcels import Opened, Parcel
from tui_feed.model import Post, Problem, Record
from tui_feed.tally import Tally

_PRIVATE = ("followers", "direct")
_HIDDEN = "not public; --include-private shows it"
_ENDINGS = (
    ".gz", ".bz2", ".xz", ".zip", ".tar", ".tgz", ".jsonl", ".json", ".js", ".car", ".txt", ".xml",
    ".rss", ".atom",
)  # fmt: skip


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
        spool: Spool | None = None,
    ) -> None:
        """Open the files; standard input by way of a spool, if there is one.

        `is_lean`: keep no line that can be read again, and take all hands that there are.

        Raises `InputError` where a file cannot be read.
        """
        if spool:
            spool.follow()
        self.inputs = open_inputs(paths, spool)
        """What is read."""
        self._labels = labels(paths)
        self._include_private = include_private
        self._is_lean = is_lean
        self._tallies: list[Tally] = []
        self._problems = 0
        self._gatherer = Gatherer()
        self._steps = self._all()

    def opening(self) -> Parcel:
        """Say which files were opened whose posts can be read again."""
        return Parcel(opened=list(self._opened()), total=self._total)

    def read_on(self, seconds: float, weight: float = float("inf")) -> Parcel:
        """Read on for so long or until it weighs so many bytes; return what was read."""
        end, failure, is_last = perf_counter() + seconds, None, True
        try:
            for _ in self._steps:
                if perf_counter() > end or self._gatherer.weight > weight:
                    is_last = False
                    break
        except InputError as error:
            failure = str(error)
        taken = sum(opened.taken for opened in self.inputs)
        part = self._gatherer.take()
        return Parcel(part, self._tallies, [], taken, self._total, failure, is_last)

    @property
    def _total(self) -> int | None:
        sizes = [opened.size for opened in self.inputs]
        return None if None in sizes else sum(filter(None, sizes))

    def _opened(self) -> Iterator[Opened]:
        for source, opened in enumerate(self.inputs):
            for number, (file, form) in enumerate(opened.files):
                if form.module == "native" and file.is_itself and file.on_disk:
                    yield Opened(source, number, file.on_disk, _state_of(file))

    def _all(self) -> Iterator[None]:
        """Read everything, a record or some hundred at a time. Raises `InputError`."""
        for opened, label in zip(self.inputs, self._labels, strict=True):
            self._gatherer.begin(label)
            tally = Tally(opened.name, opened.format.name if opened.format else None)
            tally.is_unread = opened.is_unread
            self._tallies.append(tally)
            for found in self._found(opened):
                self._take_in(found, opened, tally)
                yield
                if self._problems >= MOST_FAULTS:
                    self._gatherer.add(_stopped(tally))
                    tally.skipped += 1
                    break
            if tally.hidden:
                self._gatherer.add(_hint(tally))
            if self._problems > MOST_PROBLEMS:
                self._gatherer.add(_untold(tally, self._problems - MOST_PROBLEMS))
            self._problems = 0

    def _found(self, opened: Input) -> Iterator[Found | Tally]:
        if not opened.files:
            yield from map(Found, opened.read())
            return
        yield from map(Found, opened.container.problems)
        for number, (file, form) in enumerate(opened.files):
            hands = self._hands(file, number) if form.module == "native" else None
            yield from hands or opened.found(number)

    def _hands(self, file: File, number: int) -> Iterator[Found | Tally] | None:
        """Have other processes read a file; None where that is not worth it, or not possible."""
        if not self._is_lean:
            return None
        from tui_feed.loading.hands import are_worth_it, found_by_hand

        with suppress(OSError):
            if are_worth_it(file):
                return found_by_hand(file, number, self._gatherer.add_stretch)
        return None

    def _take_in(self, found: Found | Tally, opened: Input, tally: Tally) -> None:
        if isinstance(found, Tally):
            tally.include(found)
            return
        what, file, at = found
        file = file if self._is_lean else -1
        if isinstance(what, Batch):
            tally.add_lines(what.dated.lines)
            self._gatherer.add_batch(what, file)
            return
        tally.add(what)
        if isinstance(what, Problem):
            self._problems += 1
            if self._problems > MOST_PROBLEMS:
                return
        shown = self._shown(what, opened)
        if shown is None:
            tally.hidden += 1
        else:
            is_there = file >= 0 and at is not None
            self._gatherer.add(shown, Place(file, at or 0) if is_there else None)

    def _shown(self, record: Record, opened: Input) -> Record | None:
        """Return what may be shown of a record; None where nothing may.

        Whoever wrote JSON Lines of ours has asked already.
        """
        is_own = opened.format is not None and opened.format.module == "native"
        if not isinstance(record, Post) or self._include_private or is_own:
            return record
        return public_part(record)


def _state_of(file: File) -> tuple[int, int] | None:
    if file.grows:
        return None
    found = Path(file.on_disk or "").stat()
    return found.st_size, found.st_mtime_ns


def public_part(post: Post) -> Post | None:
    """Return what may be shown of a post without asking; None where nothing may.

    The first of its quotes inside each other that was not public is left out.
    """
    if post.visibility in _PRIVATE:
        return None
    chain = [post]
    while (quote := chain[-1].quote) and quote.visibility not in _PRIVATE:
        chain.append(quote)
    if not quote:
        return post
    shown = Post(id=quote.id, author=quote.author, unavailable=_HIDDEN)
    for each in reversed(chain):
        shown = each.changed(quote=shown)
    return shown


def _hint(tally: Tally) -> Problem:
    count = f"{tally.hidden:,} {'post' if tally.hidden == 1 else 'posts'}"
    reason = f"{count} for followers or for named people only; --include-private shows them"
    return Problem(place="the whole file", reason=reason, source=tally.name)


def _stopped(tally: Tally) -> Problem:
    reason = f"more than {MOST_FAULTS:,} problems; reading of it stopped there"
    return Problem(place="the whole file", reason=reason, source=tally.name, skipped=True)


def _untold(tally: Tally, count: int) -> Problem:
    reason = f"{count:,} more problems, which are not listed"
    return Problem(place="the whole file", reason=reason, source=tally.name)


def labels(paths: tuple[str, ...]) -> list[str]:
    """Return a short label for each path, for `in:`: its name without endings, each once."""
    found: list[str] = []
    for path in paths:
        name = "stdin" if path == "-" else Path(path).name or path
        while Path(name).suffix.lower() in _ENDINGS:
            name = Path(name).stem
        plain = label = "-".join(name.split()) or "file"
        number = 1
        while label.casefold() in map(str.casefold, found):
            number += 1
            label = f"{plain}-{number}"
        found.append(label)
    return found
