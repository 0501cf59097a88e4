"""What lies before the reader: the feed, the filter, the selected post; and how it is said."""

from collections.abc import Iterable
from time import monotonic, sleep

from tui_feed.browse.source import Source
from tui_feed.browse.status_lines import empty_words, reading_words, unknown_words
from tui_feed.browse.trail import Trail
from tui_feed.feed import ORDERS, Feed, Order, Selection
from tui_feed.linear.keyboard import Keyboard
from tui_feed.linear.keys import Key
from tui_feed.linear.links import copied_with, open_address
from tui_feed.linear.position import Timeline
from tui_feed.linear.prompt import Prompt
from tui_feed.linear.sentences import in_short, profile_line, span_of
from tui_feed.linear.voice import Voice
from tui_feed.models import Post, Profile
from tui_feed.query import Query
from tui_feed.state.saved import SavedState
from tui_feed.text.numbers import counted

SLICE = 0.02
"""Seconds of reading or searching between two looks at the keyboard."""
FIRST_LOOK = 0.5
"""Seconds of reading before the first announcement: all of a small file."""


class Session:
    """Holds the state that every command shares."""

    def __init__(
        self,
        source: Source,
        query: Query,
        order: Order,
        keyboard: Keyboard,
        voice: Voice,
        shelf: SavedState | None = None,
    ) -> None:
        self.source = source
        """What is read."""
        self.keyboard = keyboard
        """Where keys come from."""
        self.voice = voice
        """Where announcements go."""
        self.shelf = shelf or SavedState()
        """What was typed before, and the filters that have names."""
        self.prompt = Prompt(keyboard, voice, self.next_key)
        """Asks for lines."""
        self.filter_query = query
        """The filter in force."""
        self.sought = query
        """The last filter that asked for something to be seen, for `n` and `N`."""
        self.own_order = order
        """The reader's order; the filter may ask for another."""
        self.rows = Selection.none()
        """What the filter leaves, in order."""
        self.timeline = Timeline()
        """The same, with the reader's place in it."""
        self.open: Post | None = None
        """The post that is read in full; None while the timeline is read."""
        self.trail = Trail(self)
        """Where the reader jumped from."""
        self.is_reading = True
        """Whether there is more to come from the source."""
        self.is_done = False
        """Whether the reader has quit."""

    # State

    @property
    def feed(self) -> Feed:
        """The posts."""
        return self.source.feed

    @property
    def order(self) -> Order:
        """The order in force."""
        return self.filter_query.order or self.own_order

    @property
    def post(self) -> Post | None:
        """The selected post."""
        row = self.timeline.row
        return None if row is None else self.feed.post(row)

    @property
    def profile(self) -> Profile | None:
        """Whose timeline it is; where there are several accounts, who wrote the selected post."""
        profiles, post = self.feed.profiles, self.post
        if len(profiles) > 1 and post:
            author = post.author
            known = self.feed.profile_of(author)
            return known or Profile(name=author.name, handle=author.handle)
        return profiles[0] if profiles else None

    def select(self) -> bool:
        """Ask the feed for what the filter leaves; False where the reader had it stopped."""
        while not self.feed.look(self.filter_query, self.order, SLICE):
            if self.keyboard.is_interrupted():
                return False
        self.rows = self.feed.select(self.filter_query, self.own_order)
        self.timeline.show(self.rows)
        return True

    def set_filter(self, text: str) -> None:
        """Put a filter in force. Raises `QueryError` where the text is none."""
        self.apply(text)

    def apply(self, text: str) -> bool:
        """Put a filter in force; False where the reader stopped the search for it.

        Raises `QueryError` where the text is none.
        """
        query, before = Query.parse(text), self.filter_query
        self.filter_query = query
        if not self.select():
            self.filter_query = before
            return False
        if query.marker:
            self.sought = query
        return True

    # Reading

    def read_on(self, seconds: float) -> bool:
        """Read on for about so long; return whether that was the last of it."""
        if self.is_reading and self.source.step(seconds):
            self.is_reading = False
            return True
        return False

    def read_first(self) -> None:
        """Read for a moment; to the end, where keys do not come from a terminal.

        So the same keys always say the same.
        """
        is_waited_for = not self.keyboard.is_terminal
        end = monotonic() + FIRST_LOOK
        while self.is_reading and not self.read_on(SLICE):
            if not is_waited_for and (monotonic() > end or self.keyboard.wait(0)):
                break
            sleep(self.source.pause)

    def next_key(self) -> Key:
        """Return the next key; meanwhile the source is read. Raises `EndOfKeysError`."""
        while not self.keyboard.wait(self.source.pause if self.is_reading else None):
            self.read_on(SLICE)
        return self.keyboard.next()

    # Saying

    def say(self, lines: Iterable[str]) -> None:
        """Make an announcement."""
        self.voice.say(lines)

    def say_left(self) -> None:
        """Say where the reader is who has left a list or a long text."""
        self.say(["back in the open post" if self.open else self.here_words()])

    def here_words(self) -> str:
        """Say the selected post in short, and its place; or why there is none."""
        post = self.post
        if post is None and self.is_reading and not self.feed.count:
            return f"Reading {self.source.name}."
        if post is None:
            filtered = self.filter_query.root is not None
            return " ".join(empty_words(self.source, reading=self.is_reading, filtered=filtered))
        profile = self.feed.profiles[0] if self.feed.profiles else None
        known = profile.handle if profile else None
        words = in_short(post, self.filter_query.marker, known)
        return f"post {self.timeline.index + 1:,} of {len(self.rows):,}: {words}"

    def result_words(self) -> str:
        """Say how much the filter leaves, and of what."""
        so_far = " so far" if self.is_reading else ""
        if self.filter_query.root is None:
            return f"{counted(self.feed.count, 'posts')}{so_far}, {ORDERS[self.order]}"
        whole = f"{len(self.rows):,} of {self.feed.count:,} posts{so_far}"
        unknown = unknown_words(self.rows)
        return f"filter {self.filter_query.text.strip()}: {whole}{unknown}, {ORDERS[self.order]}"

    def standing_words(self) -> list[str]:
        """Say whose timeline it is, where it is from, how far it is read, and what is shown."""
        lines = [profile_line(self.profile)]
        name, span = self.source.name, span_of(self.feed)
        if self.is_reading:
            lines.append(f"{name}: {reading_words(self.source.progress, self.feed.count)}")
        else:
            posts = counted(self.feed.count, "posts")
            notices = len(self.feed.problems)
            aside = f"; {counted(notices, 'notices')}, ! reads them" if notices else ""
            lines.append(f"{name}: {' '.join(part for part in (posts, span) if part)}{aside}")
        if self.source.trouble:
            lines.append(self.source.trouble)
        lines.append(self.result_words())
        return lines

    # What leads out

    def open_address(self, url: str) -> str:
        """Hand an address to the browser, which may need the terminal; say what happened."""
        self.keyboard.release()
        try:
            return open_address(url)
        finally:
            self.keyboard.claim()

    def copy(self, text: str, noun: str) -> str:
        """Copy a text; say what happened."""
        tool = copied_with(text)
        if tool:
            return f"Copied the {noun}, by {tool}."
        return f"The {noun} was not copied: no program here takes text for the clipboard."
