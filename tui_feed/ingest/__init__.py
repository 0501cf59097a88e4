"""Where loaders and feed meet: reads files, in slices, in a process of its own, or to the end.

Each name is imported when it is first asked for: to start the other process takes none of them.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui_feed.ingest.loading import Loading, open_feed

__all__ = ["Loading", "open_feed"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute may be anything
    """Import a name from the room it lives in."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tui_feed.ingest import loading

    return getattr(loading, name)
