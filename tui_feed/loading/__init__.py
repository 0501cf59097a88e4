"""Where loaders and feed meet: reads files, in slices, in a process of its own, or to the end."""

from tui_feed.loading.loading import Loading, open_feed

__all__ = ["Loading", "open_feed"]
