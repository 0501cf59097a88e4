"""Loading of files into a feed: in slices, in a reader process, or to the end at once."""

from contextlib import suppress
from pathlib import Path
from time import perf_counter

from tui_feed.feed import Feed
from tui_feed.feed.source_report import Progress, SourceReport
from tui_feed.ingest.messages import ReaderMessage, unpacked
from tui_feed.ingest.process import Process
from tui_feed.ingest.reader_process import ReaderProcess
from tui_feed.ingest.source_files import SourceFiles
from tui_feed.models import Problem
from tui_feed.text.names import one_line, shown_name

TYPE_CHECKING = False  # with a reader process, this process never imports a loader
if TYPE_CHECKING:
    from tui_feed.ingest.picture_process import ArchivePictures
    from tui_feed.ingest.raw_records import RecordSearch
    from tui_feed.ingest.read_files import FileReader
    from tui_feed.loaders import Input

_PAUSE = 0.004
_STOPPED = "reading was stopped here; r reads everything again"
_DIED = "the reader process ended early: {why}"
_STAYS = "; the posts read so far stay, r reads it again"
_ONCE = "standard input can be read only once; open the file itself to reload it"


class Loading:
    """Files being read into a feed. Errors are stated in `failure`, never raised."""

    def __init__(
        self,
        paths: tuple[str, ...],
        *,
        include_private: bool = False,
        in_background: bool = False,
        reader_process: ReaderProcess | None = None,
    ) -> None:
        """Open the files, in this process or `in_background`, in a reader process.

        `reader_process` is a reader process started before. With a reader process, posts of native
        files stay in their files, and are read again when shown.
        """
        self._paths = paths
        self._include_private = include_private
        self._in_background = in_background or reader_process is not None
        self.feed = Feed(include_private=include_private)
        """Posts read so far."""
        self.name = ", ".join(map(_name, paths))
        """Names of the files, for people."""
        self.failure: str | None = None
        """Reason of an early end on a single line; None without failure."""
        self.reports: list[SourceReport] = []
        """Counts of records for each file read so far, in order."""
        self._source_files = SourceFiles()
        self.feed.files = self._source_files
        self._bytes_read = 0
        self._bytes_in_all: int | None = None
        self._started_at = perf_counter()
        self._is_open = False
        self._reading: FileReader | None = None
        self._inputs: list[Input] = []  # in this process
        self._searches: list[RecordSearch] = []
        self._pictures: ArchivePictures | None = None
        self._reader_process = reader_process
        if in_background and reader_process is None:
            with suppress(OSError):
                self._reader_process = ReaderProcess(paths, include_private=include_private)
        self._process = self._reader_process.process if self._reader_process else None
        if self._process is None:
            self._open()

    def _open(self) -> None:
        from tui_feed.ingest.read_files import FileReader
        from tui_feed.loaders import InputError

        try:
            self._reading = FileReader(
                self._paths,
                include_private=self._include_private,
                posts_stay_on_disk=self._in_background,
            )
        except InputError as error:
            self.failure = str(error)
        else:
            self._inputs = self._reading.inputs
            self._take(self._reading.opening())

    def is_open(self) -> bool:
        """Wait until the files are open; return False after a failure, stated in `failure`."""
        while self._process and not self._is_open:
            self._process.wait(None)
            self.step(0)
        return self.failure is None

    # Reading

    def step(self, seconds: float) -> bool:
        """Read for about some seconds; return True at the end of reading."""
        is_last = self._reading is None
        if self._process:
            is_last = self._receive(self._process, seconds)
        elif self._reading:
            message = self._reading.read_on(seconds)
            self._take(message)
            is_last = message.is_last
        if is_last:
            self._end_reading()
        return is_last

    def _receive(self, process: Process, seconds: float) -> bool:
        """Take the messages that have arrived; wait only for the first posts."""
        end = perf_counter() + seconds
        if len(self.feed):
            process.enlarge_pipe()
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
        self._source_files.open(message.opened)
        self.feed.take(message.part)
        self.reports = message.reports or self.reports
        self._bytes_read, self._bytes_in_all = message.taken, message.total
        self.failure = message.failure

    def _end_reading(self) -> None:
        if self._process:
            self._process.end()
        self._process = self._reading = None

    def cancel(self) -> None:
        """Stop reading; posts read so far stay."""
        self._end_reading()
        self.feed.add(Problem(place="the whole file", reason=_STOPPED, source=self.name))

    def end(self) -> None:
        """End all processes and close the files."""
        self._end_reading()
        self._source_files.close()
        for search in self._searches:
            search.end()
        if self._pictures:
            self._pictures.end()
        if self._reader_process:
            self._reader_process.end()

    @property
    def trouble(self) -> str | None:
        """Warning on a single line, set once a file has changed since it was read; else None."""
        return self._source_files.trouble

    @property
    def pause(self) -> float:
        """Seconds to wait before the next step; 0 if this process reads."""
        return _PAUSE if self._process else 0.0

    @property
    def progress(self) -> Progress:
        """Progress of the reading."""
        return Progress(self._bytes_read, self._bytes_in_all, perf_counter() - self._started_at)

    @property
    def pictures(self) -> "ArchivePictures":
        """Pictures in the files."""
        if self._pictures is None:
            from tui_feed.ingest.picture_process import ArchivePictures

            self._pictures = ArchivePictures(self._paths)
        return self._pictures

    def remove_copies(self) -> None:
        """Remove copies of files, made for other programs."""
        if self._pictures:
            self._pictures.remove_copies()

    def again(self) -> "Loading":
        """Return a loading of the same files from the start."""
        again = Loading(
            () if "-" in self._paths else self._paths,
            include_private=self._include_private,
            in_background=self._in_background,
        )
        if "-" in self._paths:  # standard input is the keyboard by now
            again.failure = _ONCE
        return again

    def path_of(self, row: int) -> str | None:
        """Return the path that a post was read from, as given by the reader; None if unknown."""
        if len(self._paths) == 1:
            return self._paths[0]
        from tui_feed.ingest.labels import path_with_label  # rarely needed

        return path_with_label(self._paths, self.feed.sources[self.feed.source_of(row)])

    async def raw(self, *posts: str) -> str | None:
        """Return the raw record of the first post in `posts` with a record.

        None if no post has a record. The files are read again, in a new process if this loading
        has a reader process; cancelling the coroutine ends it. Raises `OSError` after a failure.
        """
        if self._inputs:
            from tui_feed.ingest.raw_records import record_of

            return record_of(self._inputs, list(posts))
        from asyncio import sleep  # slow to import, and only needed here

        from tui_feed.ingest.raw_records import RecordSearch

        search = RecordSearch(
            self._paths,
            self._reader_process.shared_stdin if self._reader_process else None,
            list(posts),
        )
        self._searches.append(search)
        try:
            while (result := search.result()) is None:
                await sleep(_PAUSE)
        finally:
            self._searches.remove(search)
            search.end()
        if result.failure:
            raise OSError(result.failure)
        return None if result.record is None else result.record.decode("utf-8", "surrogatepass")


def open_feed(*paths: str, include_private: bool = False) -> Feed:
    """Read files to the end and return their feed; `-` is standard input.

    Posts outside the public are left out unless `include_private` is set. Raises `InputError` if a
    file is unreadable or has an unknown format. Records left out are listed in `feed.problems`.
    """
    from tui_feed.loaders import InputError

    loading = Loading(paths, include_private=include_private)
    loading.step(float("inf"))
    if loading.failure:
        raise InputError(loading.failure)
    return loading.feed


def _name(path: str) -> str:
    return "standard input" if path == "-" else shown_name(Path(path).name or path)
