"""Pane beside the timeline: context or full text of a post, with items to choose by key."""

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset

from tui_feed.ui.bindings import bindings
from tui_feed.ui.messages import Followed, ItemChosen, PaneLeft
from tui_feed.ui.render.canvas import Target
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.widgets.lines_view import Draw, LinesView


class ContextPane(LinesView):
    """Scrolling canvas whose items Tab goes through and Enter follows."""

    BINDINGS = bindings("context")

    def __init__(self, palette: Palette, draw: Draw | None) -> None:
        super().__init__(palette, draw, id="page")
        self._at: int | None = None  # index of the chosen item

    @property
    def target(self) -> Target | None:
        """Target of the chosen item; None without a choice."""
        lines = self._item
        return self._canvas().at(lines.start, 0) if lines else None

    @property
    def cursor_cell(self) -> Offset:
        """Cell of the terminal's cursor: the chosen item, else the top line."""
        lines = self._item
        top = lines.start - self._top if lines else 0
        return Offset(self.MARGIN, min(max(0, top), max(0, self.size.height - 1)))

    @property
    def _item(self) -> range | None:
        items = self._canvas().items
        return items[self._at] if self._at is not None and self._at < len(items) else None

    def show(self, draw: Draw | None, palette: Palette | None = None) -> None:
        """Show another post from its top, without a chosen item."""
        self._at = None
        super().show(draw, palette)

    def walk(self, step: int) -> bool:
        """Choose the next or previous item; return False above the first item.

        After the last item comes the first; without items, nothing is chosen.
        """
        items = self._canvas().items
        self.post_message(ItemChosen())
        at = (0 if step > 0 else -1) if self._at is None else self._at + step
        if at < 0 or not items:
            self._at = None
            self.refresh()
            return False
        self._at = at % len(items)
        self._reveal(items[self._at])
        self.refresh()
        return True

    def action_walk(self, step: int) -> None:
        """Choose another item; above the first, go back to the timeline."""
        if not self.walk(step) and step < 0:
            self.post_message(PaneLeft())

    def action_follow(self) -> None:
        """Go to the target of the chosen item."""
        if target := self.target:
            self.post_message(Followed(target))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse to follow without a chosen item."""
        is_available = action != "follow" or self._item is not None
        return is_available and super().check_action(action, parameters)

    def on_blur(self, event: events.Blur) -> None:
        """Give up the chosen item when another widget gets the focus."""
        del event
        if self.screen.is_active and self.app.app_focus:
            self._at = None
        self.refresh()

    def _reveal(self, lines: range) -> None:
        """Scroll as little as needed to show an item."""
        height = max(1, self.size.height)
        if lines.start < self._top:
            self.action_scroll(lines.start - self._top)
        elif lines.stop > self._top + height:
            self.action_scroll(min(lines.start, lines.stop - height) - self._top)

    def _margin(self, line: int) -> Segment:
        """Draw the left margin of a line, with a bar beside the chosen item."""
        if self._is_chosen(line):
            return Segment(self._palette.glyphs.bar, self._palette.bar)
        return super()._margin(line)

    def _ground(self, line: int) -> Style:
        """Return the style behind a line, lighter behind the chosen item."""
        ground = super()._ground(line)
        return ground + self._palette.chosen if self._is_chosen(line) else ground

    def _is_chosen(self, line: int) -> bool:
        lines = self._item
        return lines is not None and line in lines
