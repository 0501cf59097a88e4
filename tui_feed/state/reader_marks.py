"""Marks, notes, labels, read posts and place of the reader, in the feed on the screen.

Saved posts are found by the keys of their ids, in slices as posts arrive; everything else asks
`Feed.own`. A change shows at once, and another thread saves it.
"""

from array import array
from collections.abc import Iterable, Iterator
from time import perf_counter, time

from pyroaring import BitMap

from tui_feed.feed import Feed
from tui_feed.feed.identity import Identity, identity_of, ids_in_feed
from tui_feed.feed.ids import key_of
from tui_feed.feed.index.key_search import CHUNK
from tui_feed.feed.rows import bitmap_of
from tui_feed.state.bulk_reading import read_sets
from tui_feed.state.changes import AddReadSet, Change, SetLabel, SetMark, SetNote, SetPlace, SetRead
from tui_feed.state.marks_store import Loaded, MarksStore, Store, Tried, Trouble
from tui_feed.state.saved_marks import ReadIds, SavedMarks
from tui_feed.state.timelines import timeline_key
from tui_feed.text.sanitize import clean

LONGEST_NOTE = 500
"""Characters of the longest note."""
LONGEST_LABEL = 40
"""Characters of the longest label."""


class ReaderMarks:
    """Reader's own facts about the posts of a feed; all methods belong to the main thread."""

    def __init__(self, store: Store, feed: Feed, name: str) -> None:
        """Keep marks for the posts of a feed; `name` has the names of its files."""
        self._store = store
        self._feed = feed
        self._name = name
        self._held = SavedMarks()  # without read posts, which may be a million
        self._read_keys: list[tuple[str, array[int]]] = []  # rising keys of read posts, by scope
        self._read_since: dict[Identity, bool] = {}
        self._wanted: dict[int, set[Identity]] = {}  # key -> posts with anything but "read"
        self._wanted_keys: array[int] | None = None  # rising; None after a change
        self._reached = 0  # rows compared with what is saved
        self._changes: list[Change] = []  # given to the store, and not in the last loading
        self._put = 0
        self._passed: dict[Identity, None] = {}  # read posts, until `save_read`
        self._stay_unread: set[int] = set()  # until the reader has left them
        self._loads = 0
        self.is_loaded = False
        """True once the saved marks are known."""
        self.is_revisited = False
        """True if posts of the feed were read before the program began."""
        self.handled = 0
        """Number of changes that were saved, or could not be."""
        self.saved = 0
        """Number of saved changes."""

    # Loading

    def use(self, feed: Feed, name: str) -> None:
        """Take another feed, after a reload; other windows may have made changes."""
        self.save_read()
        self._feed, self._name, self.is_loaded = feed, name, False
        self._stay_unread = set()
        self._store.load_again()

    def take_reports(self) -> list[str]:
        """Take the reports of the store; return sentences for the reader."""
        found = []
        for report in self._store.reports():
            match report:
                case Loaded():
                    self._take(report)
                case Tried():
                    self.handled = report.changes
                    self.saved = report.changes if report.is_saved else self.saved
                case Trouble():
                    found.append(report.words)
        return found

    def _take(self, report: Loaded) -> None:
        """Take everything saved, add the changes since, and begin to find the posts."""
        saved = report.saved
        self._held = SavedMarks(
            dict(saved.marks), dict(saved.notes), dict(saved.labels), dict(saved.places)
        )
        self._read_keys = list(report.read_keys)
        self._read_since = dict.fromkeys(saved.unread, False)
        self._changes = self._changes[len(self._changes) - (self._put - report.changes) :]
        for change in self._changes:
            self._hold(change)
        self._wanted, self._wanted_keys = {}, None
        sources = self._feed.sources
        for post in {*self._held.posts(), *self._read_since}:
            self._want(post)
        if len(sources) > 1:  # posts that share an id with another file's have got other ids
            for scope, ids in saved.read.items():
                for post_id in ids.all() if scope else ():
                    self._read_since.setdefault(Identity(post_id, scope), True)
                    self._want(Identity(post_id, scope))
        own = self._feed.own
        own.marked, own.read, own.notes, own.labels = BitMap(), BitMap(), {}, {}
        self._reached, self.is_loaded = 0, True
        self._loads += 1

    def _hold(self, change: Change) -> None:
        if isinstance(change, SetRead):
            self._read_since.update(dict.fromkeys(change.posts, change.is_read))
        elif isinstance(change, AddReadSet):
            ids = ReadIds([change.numbers], set(change.others))
            self._read_keys += [(change.scope, run) for run in ids.key_runs()]
        else:
            self._held.add(change)

    def _want(self, post: Identity) -> None:
        for post_id in ids_in_feed(post, self._feed.sources):
            self._wanted.setdefault(key_of(post_id), set()).add(post)
        self._wanted_keys = None

    def advance(self, seconds: float) -> bool:
        """Find saved posts among new rows for some seconds; return True if no row is left."""
        if not self.is_loaded:
            return False
        keys, until = self._feed.keys, perf_counter() + seconds
        if not self._wanted and not self._read_keys:
            self._reached = keys.size
        while self._reached < keys.size and perf_counter() < until:
            stop = min(self._reached + CHUNK, keys.size)
            self._find(self._reached, stop)
            self._reached = stop
        return self._reached == keys.size

    @property
    def is_behind(self) -> bool:
        """True if `advance` has rows to compare."""
        return not self.is_loaded or self._reached < self._feed.keys.size

    def _find(self, first: int, stop: int) -> None:
        keys, own = self._feed.keys, self._feed.own
        for scope, read in self._read_keys:
            found = bitmap_of(list(keys.rows(read, first, stop)))
            found = found & keys.authored_by(scope[1:]) if scope else found
            own.read |= found
            self.is_revisited |= bool(found) and self._loads == 1
        if self._wanted_keys is None:
            self._wanted_keys = array("q", sorted(self._wanted))
        for row in keys.rows(self._wanted_keys, first, stop):
            for post in self._wanted[keys.key_at(row)]:
                if not post.scope or row in keys.authored_by(post.scope[1:]):
                    self._enter(row, post)

    def _enter(self, row: int, post: Identity) -> None:
        """Enter everything about a post for its row."""
        own, held = self._feed.own, self._held
        (own.marked.add if post in held.marks else own.marked.discard)(row)
        if post in self._read_since:
            (own.read.add if self._read_since[post] else own.read.discard)(row)
        own.notes.pop(row, None)
        own.labels.pop(row, None)
        if post in held.notes:
            own.notes[row] = held.notes[post][0]
        if post in held.labels:
            own.labels[row] = tuple(sorted(held.labels[post], key=str.casefold))

    def flush(self, seconds: float) -> bool:
        """Wait until all changes were tried to be saved; return False if it takes too long."""
        return self._store.flush(seconds)

    def end(self) -> None:
        """Close the file once everything was tried to be saved."""
        self._store.end()

    # Changes

    def _identity(self, row: int) -> Identity:
        return identity_of(self._feed.post(row), self._feed.sources)

    def _change(self, row: int, change: SetMark | SetNote | SetLabel) -> None:
        self._give(change)
        self._want(change.post)
        self._enter(row, change.post)

    def _give(self, change: Change) -> None:
        self._hold(change)
        self._changes.append(change)
        self._put += 1
        self._store.put(change)

    @property
    def given(self) -> int:
        """Number of changes given to the store; `handled` and `saved` count them."""
        return self._put

    def toggle_mark(self, row: int) -> bool:
        """Mark a post, or remove its mark; return True if it is marked now."""
        is_on = row not in self._feed.own.marked
        self._change(row, SetMark(self._identity(row), is_on, int(time())))
        return is_on

    def set_mark(self, row: int, *, is_on: bool) -> None:
        """Mark a post, or remove its mark, if it is not so already."""
        if (row in self._feed.own.marked) != is_on:
            self.toggle_mark(row)

    def set_note(self, row: int, text: str) -> str:
        """Set the note of a post; an empty text removes it. Return the note as it is kept."""
        note = one_line(text)[:LONGEST_NOTE]
        if note != self._feed.own.notes.get(row, ""):
            self._change(row, SetNote(self._identity(row), note, int(time())))
        return note

    def set_labels(self, row: int, text: str) -> tuple[str, ...]:
        """Set the labels of a post, separated by commas; return them as they are kept."""
        post, before = self._identity(row), self._feed.own.labels.get(row, ())
        wanted = dict.fromkeys(
            one_line(each).lstrip("#")[:LONGEST_LABEL] for each in text.split(",")
        )
        wanted.pop("", None)
        for label in before:
            if label not in wanted:
                self._change(row, SetLabel(post, label, is_on=False, at=int(time())))
        for label in wanted:
            if label not in before:
                self._change(row, SetLabel(post, label, is_on=True, at=int(time())))
        return self._feed.own.labels.get(row, ())

    def all_labels(self) -> list[str]:
        """Return every label in use, also on posts of other timelines, the most frequent first."""
        counts: dict[str, int] = {}
        for labels in self._held.labels.values():
            for label in labels:
                counts[label] = counts.get(label, 0) + 1
        return sorted(counts, key=lambda label: (-counts[label], label.casefold()))

    # Reading

    def set_read(self, rows: Iterable[int]) -> list[int]:
        """Note posts as read; return the rows of the unread ones among them."""
        own = self._feed.own
        new = [row for row in rows if row not in own.read]
        for row in new:
            own.read.add(row)
            self._passed[self._identity(row)] = None
        return new

    def stays_unread(self, row: int) -> bool:
        """Tell whether the reader has set a post to unread, and not left it since."""
        return row in self._stay_unread

    def pass_by(self, rows: Iterable[int]) -> list[int]:
        """Note posts left by the reader as read, except those just set to unread.

        Return the rows of the unread ones among them.
        """
        left = list(rows)
        found = self.set_read(row for row in left if row not in self._stay_unread)
        self._stay_unread.difference_update(left)
        return found

    def toggle_read(self, row: int) -> bool:
        """Set a post back to unread, or to read; return True if it is read now."""
        if row not in self._feed.own.read:
            return bool(self.set_read([row]))
        self.set_unread([row])
        return False

    def set_unread(self, rows: Iterable[int]) -> None:
        """Set posts back to unread."""
        self.save_read()
        rows = [row for row in rows if row in self._feed.own.read]
        posts = tuple(map(self._identity, rows))
        for row, post in zip(rows, posts, strict=True):
            self._feed.own.read.discard(row)
            self._stay_unread.add(row)
            self._want(post)
        if posts:
            self._give(SetRead(posts, is_read=False))

    def save_read(self) -> None:
        """Save the posts read since the last call."""
        if self._passed:
            posts, self._passed = tuple(self._passed), {}
            for post in posts:
                self._want(post)
            self._give(SetRead(posts, is_read=True))

    def read_all(self, rows: BitMap) -> Iterator[float]:
        """Note many posts as read, with pauses; yield the part done so far, from 0 to 1."""
        self.save_read()
        own, feed = self._feed.own, self._feed
        changes = []
        for found in read_sets(feed, rows - own.read, self._read_since):
            if isinstance(found, float):
                yield found
            else:
                changes.append(found)
        for change in changes:
            for post_id in change.again:
                self._read_since.pop(Identity(post_id, change.scope), None)
            self._give(change)
        own.read |= rows
        yield 1.0

    @property
    def unread_count(self) -> int:
        """Number of unread posts among the visible ones."""
        return len(self._feed) - self._feed.count_seen(self._feed.own.read)

    # Place

    @property
    def _timeline(self) -> str | None:
        feed = self._feed
        return timeline_key(feed.profiles, len(feed.sources), self._name)

    def saved_place(self) -> int | None:
        """Return the row at which the reader left this timeline; None if it is unknown."""
        place = self._held.places.get(self._timeline or "")
        if place is None:
            return None
        post, keys = place[0], self._feed.keys
        for post_id in ids_in_feed(post, self._feed.sources):
            row = self._feed.row_of(post_id)
            if row is not None and (not post.scope or row in keys.authored_by(post.scope[1:])):
                return row
        return None

    def set_place(self, row: int) -> None:
        """Save the row at which the reader is."""
        timeline = self._timeline
        if timeline and self.is_loaded:
            self._give(SetPlace(timeline, self._identity(row), int(time())))


def one_line(text: str) -> str:
    """Return a typed text cleaned, on a single line."""
    return " ".join(clean(text).split())


def enter_saved(feed: Feed, name: str) -> list[str]:
    """Enter everything saved into a feed, for a printer; return sentences about failures."""
    store = MarksStore()
    marks = ReaderMarks(store, feed, name)
    store.start()
    store.flush(60)
    found = marks.take_reports()
    marks.advance(float("inf"))
    store.end()
    return found
