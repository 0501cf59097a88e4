"""Read values from parts of a post: addresses and sites."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from tui_feed.text.links import site_of

if TYPE_CHECKING:
    from tui_feed.models import Link, LinkCard

_SCHEME = len("https://")


def addresses(links: "Sequence[Link]", card: "LinkCard | None") -> Iterator[str]:
    """Yield the addresses of a post: displayed forms and targets."""
    for link in links:
        yield link.display
        if link.url and link.url != link.display:
            yield link.url
    if card and card.domain:
        yield card.domain
    if card and card.url:
        yield card.url


def sites(links: "Sequence[Link]", card: "LinkCard | None") -> Iterator[str]:
    """Yield the sites in the addresses of a post."""
    for address in addresses(links, card):
        # Only the host matters, and hosts recur more often than addresses.
        end = address.find("/", _SCHEME)
        if site := _site_of(address if end < 0 else address[:end]):
            yield site


_site_of = lru_cache(4096)(site_of)
