"""Posts to print, and the protocol of the printers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from tui_feed.models import Post, Profile


class Printout(NamedTuple):
    """Profiles and posts to print, and the facts for their title."""

    profiles: Sequence[Profile] = ()
    """Profiles, printed before the posts."""
    posts: Callable[[], Iterable[Post]] = tuple
    """Function for the posts, in their order."""
    total: int = 0
    """Number of posts."""
    name: str = ""
    """Names of the files read."""
    query: str = ""
    """Filter in force; empty for all posts."""
    plain: bool = False
    """True for signs in ASCII."""

    @property
    def is_empty(self) -> bool:
        """True if there is nothing to print."""
        return not self.profiles and not self.total


class Printer(Protocol):
    """Function `pieces` of a format's module."""

    def __call__(self, printout: Printout) -> Iterator[str]:
        """Yield the printed posts: a piece for each profile and post, each with a line end."""
