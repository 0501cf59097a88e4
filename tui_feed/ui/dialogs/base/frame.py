"""Frame of a dialog: the title in its upper edge, the keys in its lower edge."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset, Size

from tui_feed.ui.render.canvas import fit
from tui_feed.ui.render.colours.palette import FANCY, PLAIN

EDGES = 2
"""Lines of a frame around its content."""
CORNERS = 6
"""Cells of an edge beside its text: corners and spaces."""
SHORT = 20
"""Lines of a window from which on a dialog leaves a margin; in a lower window it fills it."""
SLIM = 60
"""Columns of a window from which on a dialog leaves a margin."""


def room_in(window: Size) -> int:
    """Return the most lines inside a frame in a window."""
    whole = window.height if window.height < SHORT else window.height * 9 // 10
    return max(1, whole - EDGES)


class DialogFrame(Vertical):
    """Frame with as many keys in its edge as fit; the last key is always there."""

    def __init__(self, title: str, keys: Sequence[str], *, classes: str = "") -> None:
        super().__init__(classes=f"dialog {classes}")
        self._title = title
        self._keys = keys

    def on_mount(self) -> None:
        """Write title and keys for the first frame, in the signs of the app."""
        self._write(len(self._title) + sum(map(len, self._keys)))

    @property
    def cursor_cell(self) -> Offset:
        """Cell of the terminal's cursor: the beginning of the title."""
        return Offset(1, -1)

    def say(self, *, title: str | None = None, keys: Sequence[str] | None = None) -> None:
        """Write another title or other keys."""
        self._title = self._title if title is None else title
        self._keys = self._keys if keys is None else keys
        self._write(self.outer_size.width - CORNERS)

    def on_resize(self) -> None:
        """Fit title and keys to the width."""
        self._write(self.outer_size.width - CORNERS)

    def _write(self, width: int) -> None:
        is_plain = self.app.has_class("-plain")
        glyphs = PLAIN if is_plain else FANCY
        self.border_title = Content(fit(self._title, width, glyphs.cut))
        shown = fitting(self._keys, width, f" {glyphs.dot} ")
        self.border_subtitle = Content(fit(shown, width, glyphs.cut))


def fitting(keys: Sequence[str], width: int, between: str) -> str:
    """Return keys on a line of at most `width` cells; the last but one is left out first."""
    shown = list(keys)
    while len(shown) > 1 and cell_len(between.join(shown)) > width:
        del shown[-2]
    return between.join(shown)
