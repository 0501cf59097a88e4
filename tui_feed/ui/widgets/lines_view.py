"""Scrolling widget for a canvas: the page beside the timeline, and the help."""

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from tui_feed.ui.bindings import bindings
from tui_feed.ui.messages import Followed, PageResized
from tui_feed.ui.render.canvas import Canvas, thumb, width_of
from tui_feed.ui.render.colours.highlights import matching_lines
from tui_feed.ui.render.colours.hyperlinks import add_hyperlinks
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.widgets.keeps_focus import KeepsFocus

WHEEL_LINES = 3
"""Lines per notch of the wheel."""

Draw = Callable[[int, Palette], Canvas]
"""Function to draw a canvas of a width in cells."""


class LinesView(KeepsFocus, Widget, can_focus=True):
    """Canvas in a scrolling window; it is drawn when first visible."""

    BINDINGS = bindings("page")
    MARGIN = 1
    """Empty cells on either side."""

    def __init__(
        self,
        palette: Palette,
        draw: Draw | None = None,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._palette = palette
        self._draw = draw
        self._drawn: tuple[int, Canvas] | None = None
        self._top = 0

    @property
    def cursor_cell(self) -> Offset:
        """Cell of the terminal's cursor: the top line."""
        return Offset(self.MARGIN, 0)

    def on_focus(self) -> None:
        """Draw a frame, because drawing moves the terminal's cursor to the widget."""
        self.refresh()

    def show(self, draw: Draw | None, palette: Palette | None = None) -> None:
        """Show another canvas from its top; None shows nothing."""
        self._palette = palette or self._palette
        self._draw, self._drawn, self._top = draw, None, 0
        self.refresh()

    def redraw(self, palette: Palette, draw: Draw | None = None) -> None:
        """Draw a changed canvas without scrolling."""
        self._palette, self._drawn, self._draw = palette, None, draw or self._draw
        self.action_scroll(0)
        self.refresh()

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines, down where positive."""
        last = max(0, len(self._canvas().lines) - self.size.height)
        top = min(max(0, self._top + lines), last)
        if top != self._top:
            self._top = top
            self.refresh()

    def action_scroll_page(self, pages: int) -> None:
        """Scroll by windows, with two lines in common."""
        self.action_scroll(pages * max(1, self.size.height - 2))

    def action_scroll_half_page(self, step: int) -> None:
        """Scroll by half windows."""
        self.action_scroll(step * max(1, self.size.height // 2))

    def action_scroll_top(self) -> None:
        """Scroll to the first line."""
        self.action_scroll(-self._top)

    def action_scroll_bottom(self) -> None:
        """Scroll to the last line."""
        self.action_scroll(len(self._canvas().lines))

    def scroll_to_match(self, step: int) -> bool:
        """Scroll to the next or previous line with a match; return False if no match is left."""
        lines = matching_lines(self._canvas(), self._palette)
        seen = range(self._top, self._top + max(1, self.size.height))
        after = [line for line in lines if (line >= seen.stop if step > 0 else line < seen.start)]
        if not after:
            return False
        line = after[0] if step > 0 else after[-1]
        self.action_scroll(line - self.size.height // 3 - self._top)
        return True

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self.action_scroll(WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self.action_scroll(-WHEEL_LINES)

    def on_click(self, event: events.Click) -> None:
        """Follow the clicked target."""
        x, y = event.get_content_offset_capture(self)
        target = self._canvas().at(y + self._top, x - self.MARGIN)
        if target:
            self.post_message(Followed(target))

    def on_resize(self) -> None:
        """Stay within the canvas: its height depends on the width."""
        self.action_scroll(0)
        self.post_message(PageResized())

    def render_line(self, y: int) -> Strip:
        """Draw a line of the window."""
        width, palette = self.size.width, self._palette
        lines = self._canvas().lines
        line = [self._margin(y + self._top)]
        if y + self._top < len(lines):
            line += lines[y + self._top]
        line.append(Segment(" " * (width - 1 - width_of(line)), palette.text))
        part = self.size.height / max(1, len(lines))
        seen = thumb(self.size.height, self._top / max(1, len(lines)), part)
        glyphs = palette.glyphs
        line.append(Segment(glyphs.thumb if y in seen else glyphs.track, palette.frame))
        return Strip(line, width).apply_style(self._ground(y + self._top))

    def _margin(self, line: int) -> Segment:
        """Draw the left margin of a line of the canvas."""
        del line
        return Segment(" " * self.MARGIN, self._palette.text)

    def _ground(self, line: int) -> Style:
        """Return the style behind a line of the canvas."""
        del line
        return self._palette.ground

    def height_at(self, width: int) -> int:
        """Return the number of lines in a window of a width."""
        return len(self._canvas(width).lines)

    def _canvas(self, whole: int | None = None) -> Canvas:
        """Return the canvas for a window of a width, by default the present one."""
        width = max(1, (self.size.width if whole is None else whole) - 2 * self.MARGIN - 1)
        if self._drawn is None or self._drawn[0] != width:
            canvas = self._draw(width, self._palette) if self._draw else Canvas(width)
            if self._palette.has_hyperlinks:
                add_hyperlinks(canvas)
            self._drawn = (width, canvas)
        return self._drawn[1]
