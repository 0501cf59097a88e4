"""Timeline: a widget for any number of posts; only the cards in the window are drawn."""

from collections.abc import Callable, Container, Iterator, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.feed import Feed, Selection
from tui_feed.ui.bindings import bindings
from tui_feed.ui.messages import Chosen, CountTyped, Followed, Moved, Opened
from tui_feed.ui.render.canvas import thumb, width_of
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.empty import GUTTER, draw_empty, first_empty_line
from tui_feed.ui.render.posts.card_layout import CardLayout
from tui_feed.ui.widgets.card_cursor import CardCursor, Edge, HeldWindow, PinnedRow
from tui_feed.ui.widgets.keeps_focus import KeepsFocus
from tui_feed.ui.widgets.lines_view import WHEEL_LINES
from tui_feed.ui.widgets.timeline_drawing import TimelineDrawing
from tui_feed.ui.widgets.viewport import Place, Viewport


class Timeline(KeepsFocus, Widget, can_focus=True):
    """Cards of the rows of the filter, in its order."""

    BINDINGS = bindings("timeline")

    count: reactive[str] = reactive("", repaint=False)
    """Digits typed so far for the next command: `5` in `5j`."""

    def __init__(
        self,
        feed: Feed,
        palette: Palette,
        rows: Selection,
        empty: Sequence[str],
        before_jump: Callable[[], None],
    ) -> None:
        """Show rows; `before_jump` is called before the first, the last or a numbered post."""
        super().__init__(id="timeline")
        self._before_jump = before_jump
        self._feed = feed
        self._palette = palette
        self._empty = empty
        self._drawing = TimelineDrawing(feed, rows, palette)
        self._cursor = CardCursor(self._drawing)
        self._cursor.show(rows, None, ())
        self._is_away = False
        self._choice: int | None = None  # row chosen by the reader, until `take_choice`
        self._seen: tuple[object, list[Place], range] | None = None

    @property
    def index(self) -> int:
        """Position of the selected post in the timeline, from 0."""
        return self._cursor.index

    @property
    def row(self) -> int | None:
        """Row of the selected post in the feed."""
        return self._cursor.row

    @property
    def _rows(self) -> Sequence[int]:
        return self._cursor.rows

    @property
    def _viewport(self) -> Viewport:
        return self._cursor.viewport

    @property
    def cursor_cell(self) -> Offset:
        """Cell of the terminal's cursor: the first visible line of the selected card.

        For a card outside the window, it is the edge of the window towards the card.
        """
        if not self._rows:
            return Offset(GUTTER, first_empty_line(self._empty, self.size, self._palette))
        places, _ = self._window()
        behind = 0 if self.index < self._viewport.anchor.card else len(places) - 1
        seen = (line for line, place in enumerate(places) if place.card == self.index)
        return Offset(GUTTER, self._above + next(seen, behind))

    def use(self, palette: Palette) -> None:
        """Draw with another palette."""
        self._palette = palette
        self._drawing.use(palette)
        self._seen = None
        self.refresh()

    def redraw(self, rows: Sequence[int] | None = None) -> None:
        """Draw the cards of some rows anew, or all cards: their marks have changed."""
        self._drawing.forget(rows)
        self._seen = None
        self.refresh()

    @property
    def cards_in_window(self) -> int:
        """Number of cards in the window."""
        places = self._viewport.places() if self._rows else []
        return places[-1].card - places[0].card + 1 if places else 0

    def show(
        self, feed: Feed, rows: Selection, wanted: int | None, empty: Sequence[str] = ()
    ) -> None:
        """Show `rows` of `feed`; select `wanted`, at the line of the post selected before.

        If `wanted` is None or not in `rows`, the first row is selected. After scrolling, the window
        stays where it is. `empty` has the lines to show without rows.
        """
        pins = self._cursor.pins()
        if feed is not self._feed:
            pins = [*self._moved_pins(feed, pins)]
            self._cursor.hold(None)
            self._feed = feed
        self._empty, self._seen = empty, None
        self._drawing.show(feed, rows)
        self._fit()
        self._cursor.show(rows, wanted, pins)
        self.refresh()
        self._tell(by_reader=False)

    def _moved_pins(self, feed: Feed, pins: Sequence[PinnedRow]) -> Iterator[PinnedRow]:
        """Yield the pins of a feed before a reload with the rows of the same posts after it."""
        for pin in pins:
            if (row := feed.row_of(self._feed.post(pin.row).id)) is not None:
                yield pin._replace(row=row)

    def lay_out(self, layout: CardLayout | None) -> None:
        """Draw all later rows in a layout; None is the layout of a timeline."""
        self._drawing.lay_out(layout or CardLayout())

    def window(self) -> HeldWindow:
        """Return the present place of the window."""
        return self._cursor.window()

    def hold(self, window: HeldWindow | None) -> None:
        """Show all later rows at a place of the window, until the reader moves; None ends it."""
        self._cursor.hold(window)

    @property
    def is_at_top(self) -> bool:
        """True while the first post is selected, at the top of the window."""
        return self.index == 0 and self._viewport.anchor == Place(0, 0)

    @property
    def top_row(self) -> int | None:
        """Row at the top of the window after scrolling without selecting; else None."""
        return self._rows[self._viewport.anchor.card] if self._cursor.is_scrolled else None

    def choose(self, index: int) -> None:
        """Select the post at a position, and scroll as little as needed to show it."""
        if self._rows:
            self._cursor.choose(index)
            self._show_choice()

    def _show_choice(self) -> None:
        """Draw the selected post and report it."""
        self.refresh()
        self._tell()

    def mark(self, picked: Container[int]) -> None:
        """Draw a sign on the cards of some rows."""
        self._drawing.mark(picked)
        self.refresh()

    def take_choice(self) -> int | None:
        """Return the row chosen by the reader since the last call; None without a choice.

        `Chosen` reports a choice, too, but posts may arrive before the message.
        """
        row, self._choice = self._choice, None
        return row

    def choose_row(self, row: int) -> bool:
        """Select the post of a row of the feed; return False if it is not in the timeline."""
        index = self._cursor.find(row)
        if index is None:
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
        if not self._rows:
            return
        if self._cursor.move(step, times):
            self._show_choice()
        else:
            self._choice = self.row
            self.refresh()

    def action_page(self, step: int) -> None:
        """Move by windows, and select the first wholly visible card."""
        self._page(step * max(1, self._viewport.height - 2))

    def action_half_page(self, step: int) -> None:
        """Move by half windows, and select the first wholly visible card."""
        self._page(step * max(1, self._viewport.height // 2))

    def _page(self, lines: int) -> None:
        times = self._take_count(1)
        if self._rows:
            self._cursor.page(lines * times)
            self._show_choice()

    def action_put(self, edge: Edge) -> None:
        """Scroll the selected post to the top, the middle or the bottom of the window."""
        self._take_count(1)
        if self._rows:
            self._cursor.put(edge)
            self.refresh()

    def action_first(self) -> None:
        """Go to the first post, or to the post of the typed number."""
        self._jump(self._take_count(1) - 1)

    def action_last(self) -> None:
        """Go to the last post, or to the post of the typed number."""
        numbered = bool(self.count)
        self._jump(self._take_count(len(self._rows)) - 1)
        if not numbered:
            self._viewport.to_end()

    def _jump(self, index: int) -> None:
        """Select a post that may be far away."""
        if min(max(0, index), len(self._rows) - 1) != self.index:
            self._before_jump()
        self.choose(index)

    def action_open(self) -> None:
        """Open the selected post, or leave an empty timeline."""
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

    def watch_count(self) -> None:
        """Make the screen show the digits."""
        self.post_message(CountTyped())

    # Mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without selecting."""
        event.stop()
        self._cursor.scroll(WHEEL_LINES)
        self.refresh()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without selecting."""
        event.stop()
        self._cursor.scroll(-WHEEL_LINES)
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
        y -= self._above
        if x >= self.size.width - 1 or not 0 <= y < len(places):
            return
        target = self._drawing.target(places[y], x)
        self._cursor.select(places[y].card)
        self._show_choice()
        if target:
            self.post_message(Followed(target))
        elif event.chain == 2:
            self.action_open()

    def _drag(self, y: int) -> None:
        self._cursor.drag(y / max(1, self.size.height - 1))
        self._show_choice()

    # Drawing

    def on_resize(self) -> None:
        """Keep the reader's place."""
        if self.size.width:
            top = self._cursor.top
            self._cursor.resize(self._fit(), top)
        self.refresh()

    def on_focus(self) -> None:
        """Draw the selected card as focused."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the selected card as not focused."""
        self.count = ""
        self.refresh()

    def _fit(self) -> int:
        """Take the present size of the terminal; return the lines for the cards."""
        self._drawing.fit(self.size.width, self.app.size.height)
        return max(1, self.size.height - self._above)

    @property
    def _above(self) -> int:
        """Lines above the cards."""
        return int(self._drawing.is_ruled)

    def render_line(self, y: int) -> Strip:
        """Draw a line of the window."""
        width, palette = self.size.width, self._palette
        if not self._rows:
            return draw_empty(self._empty, y, self.size, palette)
        places, bar = self._window()
        at = y - self._above
        line, ground = [], palette.ground
        if at < 0:
            line = [*self._drawing.heading(places[0])]
        elif at < len(places):
            chosen = places[at].card == self.index
            line = self._drawing.line(places[at], self._cursor_style if chosen else None)
            if chosen and self._drawing.is_card(places[at]):
                ground = palette.ground + palette.chosen
        line.append(Segment(" " * max(0, width - 1 - width_of(line)), palette.text))
        glyphs = palette.glyphs
        line.append(Segment(glyphs.thumb if at in bar else glyphs.track, palette.frame))
        return Strip(line, width).apply_style(ground)

    @property
    def _cursor_style(self) -> Style:
        return self._palette.bar if self.has_focus else self._palette.bar_away

    def _window(self) -> tuple[list[Place], range]:
        """Return the places of all lines and the scroll bar's thumb, computed once per frame."""
        self._viewport.height = self._fit()  # a frame may precede `on_resize`
        if self._is_away != (is_away := self.index > 0 or self._viewport.anchor > (0, 0)):
            self._is_away = is_away
            self.post_message(Moved(is_away))
        key = (self._viewport.anchor, self._viewport.height, self.size.width)
        if self._seen is None or self._seen[0] != key:
            bar = thumb(self._viewport.height, *self._viewport.fraction())
            self._seen = (key, self._viewport.places(), bar)
        return self._seen[1:]
