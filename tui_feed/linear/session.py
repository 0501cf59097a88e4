"""State of a `--linear` session: feed, filter, selected post, and announcements of them."""

from collections.abc import Callable, Iterable
from time import monotonic, sleep

from tui_feed.browse.filtering.empty_result import EmptyReason, empty_reasons
from tui_feed.browse.filtering.post_search import PostSearch
from tui_feed.browse.moving.jump_history import JumpHistory
from tui_feed.browse.source import FeedSource
from tui_feed.browse.status_lines import empty_words, reading_words, unknown_words
from tui_feed.feed import ORDERS, Feed, Order, Selection
from tui_feed.linear.keyboard import KeyReader
from tui_feed.linear.keys import Key
from tui_feed.linear.links import copied_with, open_address
from tui_feed.linear.position import Position
from tui_feed.linear.prompt import Prompt
from tui_feed.linear.sentences import in_short, profile_line, span_of
from tui_feed.linear.session_marks import SessionMarks
from tui_feed.linear.voice import Voice
from tui_feed.models import Post, Profile
from tui_feed.query import Query
from tui_feed.state.saved import SavedState
from tui_feed.text.numbers import counted

SLICE = 0.02
"""Seconds of reading or searching between two checks of the keyboard."""
FIRST_LOOK = 0.5
"""Seconds of reading before the first announcement; enough to finish a small file."""


class Session:
    """State shared by all commands."""

    def __init__(
        self,
        source: FeedSource,
        query: Query,
        order: Order,
        keyboard: KeyReader,
        voice: Voice,
        saved: SavedState | None = None,
    ) -> None:
        self.source = source
        """Files being read."""
        self.keyboard = keyboard
        """Source of keys."""
        self.voice = voice
        """Output of announcements."""
        self.saved = saved or SavedState()
        """Query history and saved filters."""
        self.own = SessionMarks(self.saved, keeps_place=keyboard.is_terminal)
        """Reader's own marks, read posts and place."""
        self.prompt = Prompt(keyboard, voice, self.next_key)
        """Prompt for typed lines."""
        self.filter_query = query
        """Current filter."""
        self.last_search = query
        """Last filter with words to highlight, for `n` and `N`."""
        self.search = PostSearch()
        """Search without filtering."""
        self.own_order = order
        """Reader's sort order; a `sort:` in the filter takes precedence."""
        self.on_sorted: Callable[[Order], object] = lambda _: None
        """Called with each order that the reader chooses. Raises `OSError`."""
        self.rows = Selection.none()
        """Rows selected by the filter, in sort order."""
        self.timeline = Position()
        """Same rows with the reader's position."""
        self.open: Post | None = None
        """Post being read in full; None in the timeline."""
        self.jump_history = JumpHistory(self)
        """Positions before and after jumps."""
        self.is_reading = True
        """Set while files are being read."""
        self.is_done = False
        """Set once the reader has quit."""

    # State

    @property
    def feed(self) -> Feed:
        """Posts read so far."""
        return self.source.feed

    @property
    def order(self) -> Order:
        """Current sort order."""
        return self.filter_query.order or self.own_order

    @property
    def post(self) -> Post | None:
        """Selected post."""
        row = self.timeline.row
        return None if row is None else self.feed.post(row)

    @property
    def profile(self) -> Profile | None:
        """Profile of the timeline; with several accounts, of the selected post's author."""
        profiles, post = self.feed.profiles, self.post
        if len(profiles) > 1 and post:
            author = post.author
            known = self.feed.profile_of(author)
            return known or Profile(name=author.name, handle=author.handle)
        return profiles[0] if profiles else None

    def select(self) -> bool:
        """Select the rows of the filter; return False if the reader stopped the search."""
        while not self.feed.look(self.filter_query, self.order, SLICE):
            if self.keyboard.is_interrupted():
                return False
        self.rows = self.feed.select(self.filter_query, self.own_order)
        self.timeline.show(self.rows)
        self.search.select(self.feed, self.filter_query, self.order)
        return True

    @property
    def thread(self) -> None:
        """Thread in view: none, a thread is a list here."""
        return

    def show_thread(self, thread: object, row: int) -> None:
        """Show no thread."""

    @property
    def copy_read(self) -> Post | None:
        """Quoted post read from a copy; None for the selected post."""
        post = self.post
        return self.open if self.open and post and post.id != self.open.id else None

    def read_copy(self, post: Post | None) -> None:
        """Take a quoted post from a copy as the open post; None for no open post."""
        self.open = post

    def filter_changed(self, before: str) -> None:
        """Say nothing of a filter changed by a jump: the announcement of the jump tells it."""

    def set_filter(self, text: str) -> None:
        """Apply a filter. Raises `QueryError` for an invalid query."""
        self.apply(text)

    def apply(self, text: str) -> bool:
        """Apply a filter; return False if the reader stopped the search.

        Raises `QueryError` for an invalid query.
        """
        query, before = Query.parse(text), self.filter_query
        self.filter_query = query
        if not self.select():
            self.filter_query = before
            return False
        if query.marker:
            self.last_search = query
        return True

    # Reading

    def read_on(self, seconds: float) -> bool:
        """Read for about some seconds; return True when reading has just ended."""
        if self.is_reading and self.source.step(seconds):
            self.is_reading = False
            return True
        return False

    def read_first(self) -> None:
        """Read for a moment; without a terminal, read to the end.

        So a file of keys always gives the same output.
        """
        is_waited_for = not self.keyboard.is_terminal
        end = monotonic() + FIRST_LOOK
        while self.is_reading and not self.read_on(SLICE):
            if not is_waited_for and (monotonic() > end or self.keyboard.wait(0)):
                break
            sleep(self.source.pause)

    def next_key(self) -> Key:
        """Return the next key, and read files while waiting. Raises `EndOfKeysError`."""
        while not self.keyboard.wait(self.source.pause if self.is_reading else None):
            self.read_on(SLICE)
        return self.keyboard.next()

    # Announcements

    def say(self, lines: Iterable[str]) -> None:
        """Write an announcement."""
        self.voice.say(lines)

    def say_return(self) -> None:
        """Announce the reader's position after a list or a long text."""
        self.say(["back in the open post" if self.open else self.selected_post_words()])

    def selected_post_words(self) -> str:
        """Return the selected post in short, or the reason for an empty timeline."""
        post = self.post
        if post is None and self.is_reading and not len(self.feed):
            return f"Reading {self.source.name}."
        if post is None:
            filtered = self.filter_query.root is not None
            words = empty_words(
                self.source, self.empty_reason(), reading=self.is_reading, filtered=filtered
            )
            return " ".join(words)
        profile = self.feed.profiles[0] if self.feed.profiles else None
        known = profile.handle if profile else None
        words = in_short(post, self.filter_query.marker, known)
        row = self.timeline.row
        own = "" if row is None else self.own.words(row)
        return f"post {self.timeline.index + 1:,} of {len(self.rows):,}: {own}{words}"

    def empty_reason(self) -> EmptyReason | None:
        """Return the reason why the filter finds nothing; None if it is unknown.

        A key ends the search for it.
        """
        if self.rows or self.filter_query.root is None:
            return None
        for reason in empty_reasons(self.feed, self.filter_query):
            if reason or self.keyboard.is_interrupted():
                return reason
        return None

    def result_words(self) -> str:
        """Return the number of posts selected by the filter."""
        so_far = " so far" if self.is_reading else ""
        if self.filter_query.root is None:
            return f"{counted(len(self.feed), 'posts')}{so_far}, {ORDERS[self.order]}"
        whole = f"{len(self.rows):,} of {self.feed.count(self.filter_query):,} posts{so_far}"
        unknown = unknown_words(self.rows)
        return f"filter {self.filter_query.text.strip()}: {whole}{unknown}, {ORDERS[self.order]}"

    def status_lines(self) -> list[str]:
        """Return profile, file, reading progress and filter result, a line each."""
        lines = [profile_line(self.profile)]
        name, span = self.source.name, span_of(self.feed)
        if self.is_reading:
            lines.append(f"{name}: {reading_words(self.source.progress, len(self.feed))}")
        else:
            posts = counted(len(self.feed), "posts")
            notices = len(self.feed.problems)
            aside = f"; {counted(notices, 'notices')}, ! reads them" if notices else ""
            lines.append(f"{name}: {' '.join(part for part in (posts, span) if part)}{aside}")
        if self.source.failure and len(self.feed):
            lines.append(self.source.failure)
        if self.source.trouble:
            lines.append(self.source.trouble)
        lines.append(self.result_words())
        return lines

    # Browser and clipboard

    def open_address(self, url: str) -> str:
        """Open an address in a browser, which may use the terminal; return the result."""
        self.keyboard.release()
        try:
            return open_address(url)
        finally:
            self.keyboard.claim()

    def copy(self, text: str, noun: str) -> str:
        """Copy a text; return a sentence about the result."""
        tool = copied_with(text)
        if tool:
            return f"Copied the {noun}, by {tool}."
        return f"The {noun} was not copied: no clipboard program was found."
