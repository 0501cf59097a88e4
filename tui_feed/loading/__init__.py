"""Where loaders and feed meet: reads files, in slices, in a process of its own, or to the end."""

from tui_feed.loading.loading import Loading, labels, open_feed

__all__ = ["Loading", "labels", "open_feed"]
