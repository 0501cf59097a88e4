"""Files on their way into one feed: in slices, by a process of their own, or to the end."""

from contextlib import suppress
from pathlib import Path
from time import perf_counter

from tui_feed.feed import Feed
from tui_feed.feed.tally import Progress, Tally
from tui_feed.ingest.messages import ReaderMessage, unpacked
from tui_feed.ingest.process import Process
from tui_feed.ingest.reader_process import ReaderProcess
from tui_feed.ingest.source_files import SourceFiles
from tui_feed.models import Problem
from tui_feed.text.names import one_line, shown_name

TYPE_CHECKING = False  # who only shows what another process reads imports nothing that reads
if TYPE_CHECKING:
    from tui_feed.ingest.raw_records import Search
    from tui_feed.ingest.read_files import Reading
    from tui_feed.loaders import Input

_PAUSE = 0.004
_STOPPED = "reading was stopped here; r reads everything again"
_DIED = "the process that read it ended early: {why}"
_STAYS = "; what was read stays, r reads it again"
_ONCE = "standard input can be read only once; open the file itself to reload it"


class Loading:
    """Files on their way into a feed. Trouble with a file is stated in `failure`, never raised."""

    def __init__(
        self,
        paths: tuple[str, ...],
        *,
        include_private: bool = False,
        is_apart: bool = False,
        apart: ReaderProcess | None = None,
    ) -> None:
        """Open the files; `is_apart`: have another process do that and read them, or `apart`.

        Then posts that can be read again stay in their files.
        """
        self._paths = paths
        self._include_private = include_private
        self._is_apart = is_apart or apart is not None
        self.feed = Feed(include_private=include_private)
        """What has been read so far."""
        self.name = ", ".join(map(_name, paths))
        """The files, for people."""
        self.failure: str | None = None
        """One line on why reading ended early; None while all is well."""
        self.tallies: list[Tally] = []
        """What was found in each file that reading has come to."""
        self._places = SourceFiles()
        self.feed.files = self._places
        self._taken = 0
        self._total: int | None = None
        self._began = perf_counter()
        self._is_open = False
        self._reading: Reading | None = None
        self._opened: list[Input] = []  # in this process
        self._searches: list[Search] = []
        self._apart = apart
        if is_apart and apart is None:
            with suppress(OSError):
                self._apart = ReaderProcess(paths, include_private=include_private)
        self._process = self._apart.process if self._apart else None
        if self._process is None:
            self._open()

    def _open(self) -> None:
        from tui_feed.ingest.read_files import Reading
        from tui_feed.loaders import InputError

        try:
            self._reading = Reading(
                self._paths, include_private=self._include_private, is_lean=self._is_apart
            )
        except InputError as error:
            self.failure = str(error)
        else:
            self._opened = self._reading.inputs
            self._take(self._reading.opening())

    def is_open(self) -> bool:
        """Wait until the files are open; False where they cannot be read, as `failure` says."""
        while self._process and not self._is_open:
            self._process.wait(None)
            self.step(0)
        return self.failure is None

    # Reading

    def step(self, seconds: float) -> bool:
        """Read on for about so long; return whether all has been read, or nothing more can be."""
        is_last = self._reading is None
        if self._process:
            is_last = self._receive(self._process, seconds)
        elif self._reading:
            message = self._reading.read_on(seconds)
            self._take(message)
            is_last = message.is_last
        if is_last:
            self._let_go()
        return is_last

    def _receive(self, process: Process, seconds: float) -> bool:
        """Take what has come; nothing is waited for but the first posts."""
        end = perf_counter() + seconds
        if len(self.feed):
            process.go_on()
        try:
            while True:
                if not len(self.feed):
                    process.wait(max(0, end - perf_counter()))
                if any(self._took_last(message) for message in process.messages(seconds)):
                    return True
                if len(self.feed) or perf_counter() >= end:
                    return False
        except (EOFError, ValueError) as error:
            reason = _DIED.format(why=one_line(str(error))) + (_STAYS if len(self.feed) else "")
            self.failure = f"{self.name}: {reason}"
            self.feed.add(Problem(place="the whole file", reason=reason, source=self.name))
            return True

    def _took_last(self, sent: bytes) -> bool:
        message = unpacked(sent)
        self._take(message)
        return message.is_last

    def _take(self, message: ReaderMessage) -> None:
        self._is_open = True
        self._places.open(message.opened)
        self.feed.take(message.part)
        self.tallies = message.tallies or self.tallies
        self._taken, self._total = message.taken, message.total
        self.failure = message.failure

    def _let_go(self) -> None:
        if self._process:
            self._process.end()
        self._process = self._reading = None

    def cancel(self) -> None:
        """Stop reading; what has been read stays."""
        self._let_go()
        self.feed.add(Problem(place="the whole file", reason=_STOPPED, source=self.name))

    def end(self) -> None:
        """Let go of a process that may still be reading, and of the files."""
        self._let_go()
        self._places.close()
        for search in self._searches:
            search.end()
        if self._apart:
            self._apart.end()

    @property
    def trouble(self) -> str | None:
        """One line, once a file is found to have changed under what was read of it."""
        return self._places.trouble

    @property
    def pause(self) -> float:
        """Seconds to wait before the next step: for another process, not for this one."""
        return _PAUSE if self._process else 0.0

    @property
    def progress(self) -> Progress:
        """How far the reading has come."""
        return Progress(self._taken, self._total, perf_counter() - self._began)

    def again(self) -> "Loading":
        """Return a loading of the same files from the start."""
        again = Loading(
            () if "-" in self._paths else self._paths,
            include_private=self._include_private,
            is_apart=self._is_apart,
        )
        if "-" in self._paths:  # by now it is the keyboard
            again.failure = _ONCE
        return again

    async def raw(self, *posts: str) -> str | None:
        """Return the record of the first of the posts that has one, as its archive has it.

        None where no post has one of its own. The files are read anew, by a process of its own as
        this reading was; to cancel this coroutine ends it. Raises `OSError` where that fails.
        """
        if self._opened:
            from tui_feed.ingest.raw_records import record_of

            return record_of(self._opened, list(posts))
        from asyncio import sleep  # nobody else waits here, and it takes long to import

        from tui_feed.ingest.raw_records import Search

        search = Search(self._paths, self._apart.shared_stdin if self._apart else None, list(posts))
        self._searches.append(search)
        try:
            while (answer := search.answer()) is None:
                await sleep(_PAUSE)
        finally:
            self._searches.remove(search)
            search.end()
        if answer.failure:
            raise OSError(answer.failure)
        return None if answer.record is None else answer.record.decode("utf-8", "surrogatepass")


def open_feed(*paths: str, include_private: bool = False) -> Feed:
    """Read files to their end and return one feed of all; standard input is `-`.

    Posts that were not public are left out unless they are to be included. Raises `InputError`
    where a file cannot be read or holds no timeline that is known. What could not be used of a file
    that was read is in `feed.problems`.
    """
    from tui_feed.loaders import InputError

    loading = Loading(paths, include_private=include_private)
    loading.step(float("inf"))
    if loading.failure:
        raise InputError(loading.failure)
    return loading.feed


def _name(path: str) -> str:
    return "standard input" if path == "-" else shown_name(Path(path).name or path)
