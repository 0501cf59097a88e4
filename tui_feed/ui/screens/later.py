"""Rooms that are opened when somebody asks; the first frame does not wait for them."""

from types import ModuleType


def asking() -> ModuleType:
    """Import what opens over the timeline."""
    from tui_feed.ui.dialogs import opening

    return opening


def facets() -> ModuleType:
    """Import the lists of what there is."""
    from tui_feed.ui.dialogs import facets

    return facets


def clipboard() -> ModuleType:
    """Import what copies."""
    from tui_feed.ui import clipboard

    return clipboard
