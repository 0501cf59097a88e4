"""Reader's place: the post chosen last and the window, kept while filters and readings change."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from tui_feed.feed import Feed
from tui_feed.ui.widgets.card_cursor import HeldWindow
from tui_feed.ui.widgets.timeline import Timeline


class PlaceOwner(Protocol):
    """Screen with a timeline."""

    @property
    def feed(self) -> Feed:
        """Posts."""
        ...

    @property
    def timeline(self) -> Timeline:
        """Timeline of the posts."""
        ...


class SavedPlace(NamedTuple):
    """Place of a reader, to go back to."""

    feed: Feed
    """Feed of the row; after a reload the place is no longer valid."""
    row: int | None
    """Row chosen last; None for the top of the timeline."""
    awaited_id: str | None
    """Id of the post chosen last, before it is read again."""
    window: HeldWindow
    """Window on the timeline."""


class KeptPlace:
    """Post chosen last: its row, or its id until a reload has read the post."""

    def __init__(self, owner: PlaceOwner) -> None:
        self._owner = owner
        self._row: int | None = None  # filtered out or not
        self._id: str | None = None
        self._known_id: tuple[Feed, int, str] | None = None  # of the selected post

    @property
    def row(self) -> int | None:
        """Row chosen last; None for the top, or before the post is read."""
        timeline = self._owner.timeline
        if (chosen := timeline.take_choice()) is not None:
            self.choose(chosen)
        if self._row is None and self._id is not None:
            self._row = self._owner.feed.row_of(self._id)
        return self._row

    def choose(self, row: int | None) -> None:
        """Keep the row chosen by the reader; None for the top of the timeline."""
        self._row, self._id = row, None

    def stay_at_top(self) -> None:
        """Keep the top of the timeline instead of its first post, if the reader is there."""
        if self._owner.timeline.is_at_top:
            self._owner.timeline.take_choice()
            self.choose(None)

    # Over a reload

    @property
    def selected_id(self) -> str | None:
        """Id of the selected post, also before a reload has read the post."""
        row, feed = self._owner.timeline.row, self._owner.feed
        awaited = self._id if self._row is None else None
        if row is None or awaited:
            return awaited
        if self._known_id is None or self._known_id[:2] != (feed, row):
            self._known_id = feed, row, feed.post(row).id  # slow for a changing file, so kept
        return self._known_id[2]

    @property
    def wanted_ids(self) -> Sequence[str]:
        """Ids of the selected post, and of the top post after scrolling."""
        top = self._owner.timeline.top_row
        ids = (self.selected_id, None if top is None else self._owner.feed.post(top).id)
        return [each for each in ids if each is not None]

    def keep_id(self) -> None:
        """Keep the selected post by its id: its row may be another after a reload."""
        self._row, self._id = None, self.selected_id
        self._owner.timeline.take_choice()  # a row of the feed before the reload

    # Over an edit of the filter

    def save(self) -> SavedPlace:
        """Return the present place."""
        row, awaited = self.row, self._id
        return SavedPlace(self._owner.feed, row, awaited, self._owner.timeline.window())

    def hold(self, place: SavedPlace | None) -> None:
        """Show all later posts at a place, as far as they have it; None ends it."""
        self._owner.timeline.hold(place.window if place else None)

    def restore(self, place: SavedPlace) -> None:
        """Go to a place of the same feed when the posts are shown next."""
        if place.feed is self._owner.feed:
            self._owner.timeline.take_choice()
            self._row, self._id = place.row, place.awaited_id
            self.hold(place)
