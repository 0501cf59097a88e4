"""The posts themselves, kept as bytes and made whole when somebody looks at them."""

from collections import OrderedDict

from tui_feed.feed.blocks import Blocks
from tui_feed.model import Post

_KEPT = 512


class Store:
    """A list of posts that costs little more than their JSON.

    A post kept as a model takes seven times the memory of its bytes and slows every run of the
    garbage collector; making it again takes some ten microseconds.
    """

    def __init__(self) -> None:
        self._lines = Blocks()
        self._recent: OrderedDict[int, Post] = OrderedDict()

    def __len__(self) -> int:
        return len(self._lines)

    def append(self, post: Post) -> None:
        """Add a post at the end."""
        self._lines.append(post.model_dump_json(exclude_defaults=True).encode())

    def extend(self, others: "Store") -> None:
        """Add other posts after these."""
        self._lines.extend(others._lines)

    def __getitem__(self, row: int) -> Post:
        """Return a post by its row, from 0. Raises `IndexError` for a row that is none."""
        if post := self._recent.get(row):
            self._recent.move_to_end(row)
            return post
        post = Post.model_validate_json(self._lines[row])
        self._recent[row] = post
        if len(self._recent) > _KEPT:
            self._recent.popitem(last=False)
        return post
