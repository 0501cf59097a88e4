"""The posts themselves, kept as bytes and made whole when somebody looks at them."""

import json
from collections import OrderedDict
from collections.abc import Callable

from tui_feed.feed.blocks import Blocks
from tui_feed.model import Post

_KEPT = 512

Fetch = Callable[[bytes], Post]
"""Returns the post of a place; raises `ValueError` where it is not there any more."""


class Store:
    """A list of posts that costs little more than their JSON.

    A post kept as a model takes seven times the memory of its bytes and slows every run of the
    garbage collector; making it again takes some ten microseconds.
    """

    def __init__(self) -> None:
        self._lines = Blocks()
        self.fetch: Fetch | None = None
        """Reads a post from the place that is kept instead of it."""
        self._recent: OrderedDict[int, Post] = OrderedDict()

    def __len__(self) -> int:
        return len(self._lines)

    def append(self, post: Post, place: bytes | None = None) -> None:
        """Add a post at the end, or only the place where `fetch` finds it; that begins with NUL."""
        self._lines.append(place or post.native_line().encode())

    def __getstate__(self) -> dict[str, object]:
        """Return what can go to another process."""
        return {"_lines": self._lines, "fetch": None, "_recent": OrderedDict()}

    def extend(self, others: "Store") -> None:
        """Add other posts after these."""
        self._lines.extend(others._lines)

    def __getitem__(self, row: int) -> Post:
        """Return a post by its row, from 0.

        Raises `IndexError` for a row that is none, and `ValueError` where its place has it no more.
        """
        if post := self._recent.get(row):
            self._recent.move_to_end(row)
            return post
        line = self._lines[row]
        if line.startswith(b"\0") and self.fetch:
            post = self.fetch(line)
        else:
            post = Post(**json.loads(line))
        self._recent[row] = post
        if len(self._recent) > _KEPT:
            self._recent.popitem(last=False)
        return post
