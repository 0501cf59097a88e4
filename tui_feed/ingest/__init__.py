"""Reading of files into a feed: in slices, in a reader process, or to the end at once.

Names are imported at first use, so a reader process can start before anything slow is imported.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui_feed.ingest.loading import Loading, open_feed

__all__ = ["Loading", "open_feed"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute may be anything
    """Import a public name of the package from its module."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tui_feed.ingest import loading

    return getattr(loading, name)
