"""Read saved social-media timelines in the terminal.

The names below are the public API; each is imported when it is first asked for, so that
`import tui_feed` (and `tui-feed --help`) stays as quick as Python itself.
"""

TYPE_CHECKING = False  # type checkers know the name; `typing` takes longer than all the rest
if TYPE_CHECKING:
    from tui_feed.feed import Feed
    from tui_feed.ingest import open_feed
    from tui_feed.models import Post, Profile
    from tui_feed.query import Query
    from tui_feed.sources.file import InputError

__version__ = "0.1.0"
__all__ = ["Feed", "InputError", "Post", "Profile", "Query", "open_feed"]

_HOMES = {
    "Feed": "tui_feed.feed",
    "InputError": "tui_feed.sources.file",
    "Post": "tui_feed.models",
    "Profile": "tui_feed.models",
    "Query": "tui_feed.query",
    "open_feed": "tui_feed.ingest",
}


def __getattr__(name: str) -> object:
    """Import a public name from the module it lives in."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
