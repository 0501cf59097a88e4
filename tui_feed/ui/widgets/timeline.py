"""Timeline: a widget for any number of posts; only the cards in the window are drawn."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.feed import Feed
from tui_feed.ui.bindings import bindings
from tui_feed.ui.messages import Chosen, CountTyped, Followed, Opened
from tui_feed.ui.render.canvas import Canvas, thumb, width_of
from tui_feed.ui.render.card_cache import CardCache
from tui_feed.ui.render.empty import GUTTER, draw_empty, first_empty_line
from tui_feed.ui.render.palette import Palette
from tui_feed.ui.render.source_marks import source_edge
from tui_feed.ui.widgets.keeps_focus import KeepsFocus
from tui_feed.ui.widgets.lines_view import WHEEL_LINES
from tui_feed.ui.widgets.viewport import Place, Viewport

SCROLL_COLUMN = 2
"""Cells right of a card: a space and the scroll bar."""
WIDEST_CARD = 96
"""Cells of the widest card: longer lines are hard to read."""


class Timeline(KeepsFocus, Widget, can_focus=True):
    """Cards of the rows of the filter, in its order."""

    BINDINGS = bindings("timeline")

    count: reactive[str] = reactive("", repaint=False)
    """Digits typed so far for the next command: `5` in `5j`."""

    def __init__(
        self, feed: Feed, palette: Palette, rows: Sequence[int], empty: Sequence[str]
    ) -> None:
        super().__init__(id="timeline")
        self._feed = feed
        self._palette = palette
        self._rows = rows
        self._empty = empty
        self._viewport = Viewport(lambda index: len(self._card(index).lines) + 1)
        self._viewport.count = len(rows)
        self._cards = CardCache()
        self._index = 0
        self._choice: int | None = None  # row chosen by the reader, until `take_choice`
        self._seen: tuple[object, list[Place], range] | None = None

    @property
    def index(self) -> int:
        """Position of the selected post in the timeline, from 0."""
        return self._index

    @property
    def row(self) -> int | None:
        """Row of the selected post in the feed."""
        return self._rows[self._index] if self._rows else None

    @property
    def cursor_cell(self) -> Offset:
        """Cell of the terminal's cursor: the first visible line of the selected card.

        For a card outside the window, it is the edge of the window towards the card.
        """
        if not self._rows:
            return Offset(GUTTER, first_empty_line(self._empty, self.size, self._palette))
        places, _ = self._window()
        behind = 0 if self._index < self._viewport.anchor.card else len(places) - 1
        seen = (line for line, place in enumerate(places) if place.card == self._index)
        return Offset(GUTTER, next(seen, behind))

    def use(self, palette: Palette) -> None:
        """Draw with another palette."""
        self._palette = palette
        self._cards.clear()
        self._seen = None
        self.refresh()

    def show(
        self, feed: Feed, rows: Sequence[int], wanted: int | None, empty: Sequence[str] = ()
    ) -> None:
        """Show `rows` of `feed`; select `wanted`, at the line of the post selected before.

        If `wanted` is None or not in `rows`, the first row is selected. `empty` has the lines to
        show without rows.
        """
        top = self._top()
        if feed is not self._feed:
            self._feed = feed
            self._cards.clear()
        self._rows, self._empty, self._seen = rows, empty, None
        self._viewport.count = len(rows)
        self._index = _find(rows, wanted)
        if not rows or (self._index == 0 and wanted != rows[0]):
            self._viewport.anchor = Place(0, 0)
        else:
            self._keep_at(top)
        self.refresh()
        self._tell(by_reader=False)

    def choose(self, index: int) -> None:
        """Select the post at a position, and scroll as little as needed to show it."""
        if not self._rows:
            return
        self._index = min(max(0, index), len(self._rows) - 1)
        self._viewport.show(self._index)
        self.refresh()
        self._tell()

    def take_choice(self) -> int | None:
        """Return the row chosen by the reader since the last call; None without a choice.

        `Chosen` reports a choice, too, but posts may arrive before the message.
        """
        row, self._choice = self._choice, None
        return row

    def choose_row(self, row: int) -> bool:
        """Select the post of a row of the feed; return False if it is not in the timeline."""
        index = _find(self._rows, row)
        if not self._rows or self._rows[index] != row:
            return False
        self.choose(index)
        return True

    def _tell(self, *, by_reader: bool = True) -> None:
        if by_reader:
            self._choice = self.row
        self.post_message(Chosen(self.row, by_reader))

    # Keys

    def action_move(self, step: int) -> None:
        """Move by posts; first scroll through a selected card taller than the window."""
        times = self._take_count(1)
        if times == 1 and self._read_through(step):
            return
        self.choose(self._index + step * times)

    def action_page(self, step: int) -> None:
        """Move by windows, and select the first wholly visible card."""
        self._viewport.scroll(step * self._take_count(1) * max(1, self._viewport.height - 2))
        self._choose_seen(last=step > 0 and self._at_end())

    def action_first(self) -> None:
        """Go to the first post, or to the post of the typed number."""
        self.choose(self._take_count(1) - 1)

    def action_last(self) -> None:
        """Go to the last post, or to the post of the typed number."""
        numbered = bool(self.count)
        self.choose(self._take_count(len(self._rows)) - 1)
        if not numbered:
            self._viewport.to_end()

    def action_open(self) -> None:
        """Open the selected post."""
        if self._rows:
            self.post_message(Opened())

    def counts(self, key: str) -> bool:
        """Collect the digits of a count; return True for a digit, and for Esc after digits."""
        if key in tuple("123456789" + "0" * bool(self.count)):
            self.count = (self.count + key)[-9:]
            return True
        if key == "escape" and self.count:
            self.count = ""
            return True
        return False

    def _take_count(self, default: int) -> int:
        count, self.count = self.count, ""
        return int(count) if count else default

    def _read_through(self, step: int) -> bool:
        """Scroll inside the selected card if it continues outside the window."""
        if not self._rows:
            return False
        places = [place for place in self._viewport.places() if place.card == self._index]
        last = len(self._card(self._index).lines) - 1
        if not places or last < self._viewport.height:
            return False
        left = last - places[-1].line if step > 0 else places[0].line
        if left <= 0:
            return False
        self._viewport.scroll(step * min(left, max(1, self._viewport.height - 2)))
        self.refresh()
        return True

    def _at_end(self) -> bool:
        places = self._viewport.places()
        return bool(places) and places[-1].card == len(self._rows) - 1

    def _choose_seen(self, *, last: bool = False) -> None:
        """Select the first or the last wholly visible card."""
        places = self._viewport.places()
        if not places:
            return
        whole = [place.card for place in places if place.line == 0]
        seen = whole or [places[0].card]
        self._index = seen[-1] if last else seen[0]
        self.refresh()
        self._tell()

    def watch_count(self) -> None:
        """Make the screen show the digits."""
        self.post_message(CountTyped())

    # Mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without selecting."""
        event.stop()
        self._viewport.scroll(WHEEL_LINES)
        self.refresh()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without selecting."""
        event.stop()
        self._viewport.scroll(-WHEEL_LINES)
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Start dragging the scroll bar."""
        x, y = event.get_content_offset_capture(self)
        if x >= self.size.width - 1 and self._rows:
            self.capture_mouse()
            self._drag(y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the scroll bar."""
        if self.app.mouse_captured is self:
            self._drag(event.get_content_offset_capture(self).y)

    def on_mouse_up(self) -> None:
        """Stop dragging the scroll bar."""
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select the clicked card, follow the clicked target, open on a double click."""
        places = self._viewport.places()
        x, y = event.get_content_offset_capture(self)
        if x >= self.size.width - 1 or not 0 <= y < len(places):
            return
        index, line = places[y]
        target = self._card(index).at(line, x - GUTTER)
        self._index = index
        self.refresh()
        self._tell()
        if target:
            self.post_message(Followed(target))
        elif event.chain == 2:
            self.action_open()

    def _drag(self, y: int) -> None:
        part = y / max(1, self.size.height - 1)
        if part >= 1:
            self._viewport.to_end()
        else:
            self._viewport.place(int(max(0.0, part) * (len(self._rows) - 1)), 0)
            self._viewport.scroll(0)
        self._choose_seen()

    # Drawing

    def on_resize(self) -> None:
        """Keep the reader's place."""
        top = self._top()
        self._cards.clear()
        self._viewport.height = max(1, self.size.height)
        self._keep_at(top)
        self.refresh()

    def _top(self) -> int:
        """Return the first line of the selected card in the window; 0 for a card above it."""
        laid_out = self._rows and self.size.width
        return max(0, self._viewport.top_of(self._index) or 0) if laid_out else 0

    def _keep_at(self, top: int) -> None:
        """Scroll the selected card to a line of the window, as far as possible."""
        if self._rows and self.size.width:
            self._viewport.place(self._index, min(top, self._viewport.height - 1))
            self._viewport.show(self._index)
            self._viewport.scroll(0)

    def on_focus(self) -> None:
        """Draw the selected card as focused."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the selected card as not focused."""
        self.count = ""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the window."""
        width, palette = self.size.width, self._palette
        if not self._rows:
            return draw_empty(self._empty, y, self.size, palette)
        places, bar = self._window()
        line: list[Segment] = []
        ground = palette.ground
        if y < len(places):
            index, at = places[y]
            lines = self._card(index).lines
            if at < len(lines):
                chosen = index == self._index
                line = [*self._gutter(index, at), *lines[at]]
                ground = palette.ground + palette.chosen if chosen else ground
        line.append(Segment(" " * (width - 1 - width_of(line)), palette.text))
        glyphs = palette.glyphs
        line.append(Segment(glyphs.thumb if y in bar else glyphs.track, palette.frame))
        return Strip(line, width).apply_style(ground)

    def _gutter(self, index: int, at: int) -> list[Segment]:
        """Draw the cells left of a card's line: the mark of its source, and the cursor."""
        feed, palette = self._feed, self._palette
        edge, bar = Segment(" ", palette.text), Segment("  ", palette.text)
        if (count := len(feed.sources)) > 1:
            source = feed.source_of(self._rows[index])
            edge = source_edge(source, count, palette, first=at == 0)
        if index == self._index:
            style = palette.bar if self.has_focus else palette.bar_away
            bar = Segment(f"{palette.glyphs.bar} ", style)
        return [edge, bar]

    def _window(self) -> tuple[list[Place], range]:
        """Return the places of all lines and the scroll bar's thumb, computed once per frame."""
        self._viewport.height = max(1, self.size.height)  # a frame may precede `on_resize`
        key = (self._viewport.anchor, self._viewport.height, self.size.width)
        if self._seen is None or self._seen[0] != key:
            bar = thumb(self.size.height, *self._viewport.fraction())
            self._seen = (key, self._viewport.places(), bar)
        return self._seen[1:]

    def _card(self, index: int) -> Canvas:
        row = self._rows[index]
        return self._cards.card(self._feed, row, self._card_width, self._palette)

    @property
    def _card_width(self) -> int:
        return min(self.size.width - GUTTER - SCROLL_COLUMN, WIDEST_CARD)


def _find(rows: Sequence[int], wanted: int | None) -> int:
    """Return the position of a row; 0 if it is missing."""
    if wanted is None:
        return 0
    try:
        return rows.index(wanted)
    except ValueError:
        return 0
