"""Files on their way into one feed: in slices, in a process of their own, or to the end."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import perf_counter

from tui_feed.feed import Feed
from tui_feed.loaders import Input, InputError, open_inputs
from tui_feed.loading.parcels import Parcel
from tui_feed.loading.places import Places
from tui_feed.loading.process import Process
from tui_feed.model import Post, Problem, Record
from tui_feed.tally import Progress, Tally

_PRIVATE = ("followers", "direct")
_HIDDEN = "not public; --include-private shows it"
_ENDINGS = (
    ".gz", ".bz2", ".xz", ".zip", ".tar", ".tgz", ".jsonl", ".json", ".js", ".car", ".txt", ".xml",
    ".rss", ".atom",
)  # fmt: skip


_PARCEL = 0.1  # seconds of reading that one parcel holds
_STOPPED = "reading was stopped here; r reads everything again"
_DIED = "the process that read it ended early: {why}; what was read stays, r reads it again"


class Loading:
    """Files on their way into a feed. Trouble with a file is stated in `failure`, never raised."""

    def __init__(
        self, paths: tuple[str, ...], *, include_private: bool = False, is_lean: bool = False
    ) -> None:
        """Open the files; `is_lean` keeps of a post that can be read again only its place."""
        self._paths = paths
        self._is_lean = is_lean
        self._include_private = include_private
        self._inputs: list[Input] = []
        self.feed = Feed()
        """What has been read so far."""
        self.name = ", ".join(map(_name, paths))
        """The files, for people."""
        self.failure: str | None = None
        """One line on why reading ended early; None while all is well."""
        self.tallies: list[Tally] = []
        """What was found in each file that reading has come to."""
        try:
            self._inputs = open_inputs(paths)
        except InputError as error:
            self.failure = str(error)
        self._places = Places(self._inputs if is_lean else ())
        self.feed.fetch = self._places.post
        self._records = self._all()
        self._process: Process | None = None
        self._taken = 0
        self._began = perf_counter()

    @property
    def trouble(self) -> str | None:
        """One line, once a file is found to have changed under what was read of it."""
        return self._places.trouble

    @property
    def pause(self) -> float:
        """Seconds to wait before the next step: for another process, not for this one."""
        return _PARCEL / 5 if self._process else 0.0

    @property
    def progress(self) -> Progress:
        """How far the reading has come."""
        sizes = [opened.size for opened in self._inputs]
        total = None if None in sizes else sum(filter(None, sizes))
        taken = self._taken or sum(opened.taken for opened in self._inputs)
        return Progress(taken, total, perf_counter() - self._began)

    def hand_over(self) -> None:
        """Have a process of its own read on from here.

        What comes through a pipe is read in place: it could not be read a second time.
        """
        if self.failure or "-" in self._paths:
            return
        with suppress(OSError):
            self._process = Process(self._parcels)

    def cancel(self) -> None:
        """Stop reading; what has been read stays."""
        if self._process:
            self._process.end()
        self._process, self._records = None, iter(())
        self.feed.add(Problem(place="the whole file", reason=_STOPPED, source=self.name))

    def end(self) -> None:
        """Let go of a process that may still be reading, and of the files."""
        if self._process:
            self._process.end()
        self._places.close()

    def _parcels(self) -> Iterator[Parcel]:
        """Read to the end, in the other process, and yield what is found stretch by stretch."""
        is_last = False
        while not is_last:
            label = self.feed.sources[-1:]
            self.feed = Feed()  # of the other process; it looks at no post again
            for name in label:
                self.feed.begin(name)
            is_last = self._step_here(_PARCEL)
            taken = sum(opened.taken for opened in self._inputs)
            yield Parcel(self.feed, self.tallies, taken, self.failure, is_last)

    def _receive(self, process: Process, seconds: float) -> bool:
        try:
            for parcel in process.arrived(seconds):
                self.feed.extend(parcel.part)
                self.tallies, self._taken = parcel.tallies, parcel.taken
                self.failure = parcel.failure
                if parcel.is_last:
                    return True
        except EOFError as error:
            self.failure = f"{self.name}: {_DIED.format(why=error)}"
            reason = _DIED.format(why=error)
            self.feed.add(Problem(place="the whole file", reason=reason, source=self.name))
            return True
        return False

    def step(self, seconds: float) -> bool:
        """Read on for about so long; return whether all has been read, or nothing more can be."""
        if self._process is None:
            return self._step_here(seconds)
        if is_done := self._receive(self._process, seconds):
            self._process = None
            self._records = iter(())
        return is_done

    def _step_here(self, seconds: float) -> bool:
        end = perf_counter() + seconds
        add = self.feed.add
        try:
            for record, place in self._records:
                add(record, place)
                if perf_counter() > end:
                    return False
        except InputError as error:
            self.failure = str(error)
        return True

    def again(self) -> "Loading":
        """Return a loading of the same files from the start."""
        if "-" in self._paths:  # by now it is the keyboard
            again = Loading(())
            again.failure = (
                "standard input can be read only once; open the file itself to reload it"
            )
            return again
        return Loading(self._paths, include_private=self._include_private, is_lean=self._is_lean)

    def raw(self, post_id: str) -> str | None:
        """Return the record of a post as its archive has it; None where it has none of its own.

        Reads the file anew, as far as the post. Raises `OSError` where that fails by now.
        """
        found = (opened.raw(post_id) for opened in self._inputs)
        return next((text for text in found if text is not None), None)

    def _all(self) -> Iterator[tuple[Record, bytes | None]]:
        """Yield every record that may be shown, and where it can be read again."""
        for number, (opened, label) in enumerate(
            zip(self._inputs, labels(self._paths), strict=False)
        ):
            self.feed.begin(label)
            tally = Tally(opened.name, opened.format.name if opened.format else None)
            self.tallies.append(tally)
            for record, place in opened.located():
                tally.add(record)
                if isinstance(record, Post):
                    public = self._public(record, opened)
                    if public is None:
                        tally.hidden += 1
                        continue
                    yield public, self._places.packed(number, place)
                else:
                    yield record, None
            if tally.hidden:
                yield _hint(tally), None

    def _public(self, post: Post, opened: Input) -> Post | None:
        """Return what may be shown of a post without asking; None where nothing may.

        Whoever wrote JSON Lines of ours has asked already.
        """
        if self._include_private or (opened.format and opened.format.module == "native"):
            return post
        if post.visibility in _PRIVATE:
            return None
        return _without_private_quotes(post)


def _without_private_quotes(post: Post) -> Post:
    """Return a post with the first of its quotes inside each other that was not public left out."""
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


def open_feed(*paths: str, include_private: bool = False) -> Feed:
    """Read files to their end and return one feed of all; standard input is `-`.

    Posts that were not public are left out unless they are to be included. Raises `InputError`
    where a file cannot be read or holds no timeline that is known. What could not be used of a file
    that was read is in `feed.problems`.
    """
    loading = Loading(paths, include_private=include_private)
    loading.step(float("inf"))
    if loading.failure:
        raise InputError(loading.failure)
    return loading.feed


def _name(path: str) -> str:
    return "standard input" if path == "-" else Path(path).name
