"""Addresses of a post for the browser, and text for the clipboard.

The clipboard is reached through programs of the system only. A terminal's own clipboard needs an
escape sequence, and `--linear` never writes any.
"""

import asyncio
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from tui_feed.browse.browser import open_in_browser
from tui_feed.browse.clipboard import copied_by
from tui_feed.models import Post
from tui_feed.text.links import openable
from tui_feed.text.shown_hosts import shown_host_differs


class Address(NamedTuple):
    """Address in a post: of a link, a card, a picture, the post or its quote."""

    url: str
    """The address as the post states it."""
    kind: str
    """Part of the post it belongs to: `link`, `card`, `photo`, `post`, `link of the quote`."""
    shown: tuple[str, ...]
    """Texts that the post shows for this address."""

    @property
    def host(self) -> str:
        """Host name."""
        return urlsplit(openable(self.url) or "").hostname or "an unknown host"


def addresses(post: Post) -> list[Address]:
    """Return the safe addresses of a post and its quotes, without repetitions."""
    found: dict[str, Address] = {}
    for url, kind, *shown in _addresses(post):
        if openable(url):
            before = found.get(url) or Address(url, kind, ())
            labels = (*before.shown, *(label for label in shown if label))
            found[url] = before._replace(shown=tuple(dict.fromkeys(labels)))
    return list(found.values())


def _addresses(post: Post | None, quoted: str = "") -> Iterator[tuple[str, str, *tuple[str, ...]]]:
    """Yield each address with its part of the post and the texts shown for it."""
    if post is None:
        return
    for link in post.links:
        if link.url:
            yield link.url, f"link{quoted}", link.display
    if post.card and post.card.url:
        yield post.card.url, f"card{quoted}", post.card.title or "", post.card.domain or ""
    for media in post.media:
        if media.url:
            yield media.url, f"{media.kind}{quoted}", media.alt or ""
    if post.url:
        yield post.url, f"post{quoted}"
    yield from _addresses(post.quote, " of the quote")


def text_with_other_host(address: Address) -> str | None:
    """Return the first shown text that names another host than the address; None if all agree."""
    return next((text for text in address.shown if shown_host_differs(text, address.url)), None)


def open_address(url: str) -> str:
    """Open an address in the browser; return a sentence about the result."""
    exact = openable(url)
    if exact is None:
        return "This address is not safe to open."
    outcome = asyncio.run(open_in_browser(exact))
    if outcome.by:
        return f"Opened with {outcome.by}: {exact}"
    return f"Not opened: {outcome.why}. The address is {exact}"


def copied_with(text: str) -> str:
    """Copy a text to the clipboard; return the names of the programs used, or an empty text."""
    return ", ".join(asyncio.run(copied_by(text)))
