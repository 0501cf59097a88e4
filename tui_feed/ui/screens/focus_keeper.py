"""Focus keeper: keeps the focus on a visible widget when a small window hides widgets."""

from collections.abc import Callable, Iterable

from textual.screen import Screen
from textual.widget import Widget

from tui_feed.ui.screens.layout import is_too_small


class FocusKeeper:
    """Moves the focus away from a hidden widget, and back after it is shown again."""

    def __init__(self, screen: Screen[None], candidates: Callable[[], Iterable[Widget]]) -> None:
        """Watch a screen; the first visible widget of `candidates` gets the focus meanwhile."""
        self._screen = screen
        self._candidates = candidates
        self._hidden: Widget | None = None  # had the focus when it was hidden
        self._substitute: Widget | None = None  # has it meanwhile

    def update(self) -> None:
        """Move the focus if needed, except in a window too small for any widget."""
        screen = self._screen
        if is_too_small(screen) or not screen.is_active or not screen.app.app_focus:
            return
        focused, hidden = screen.focused, self._hidden
        if focused and is_visible(focused):
            if hidden and focused is self._substitute and is_visible(hidden):
                self._hidden = None
                screen.set_focus(hidden)
            return
        self._substitute = next(filter(is_visible, self._candidates()), None)
        self._hidden = focused
        screen.set_focus(self._substitute)


def is_visible(widget: Widget) -> bool:
    """Tell whether a widget and all widgets around it are displayed."""
    nodes = widget.ancestors_with_self
    return widget.is_attached and all(node.display for node in nodes if isinstance(node, Widget))
