"""What leads out of the program: links to a browser, text to the clipboard.

Both say what happened. The clipboard is reached through programs of the system only: a terminal's
own way is an escape sequence, and none is ever written here.
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
    """Something of a post that can be opened."""

    url: str
    """Where it leads."""
    kind: str
    """What it is: a link, a card, a photo, the post itself; of a quote, that too."""
    shown: tuple[str, ...]
    """Everything that the post shows for it."""

    @property
    def host(self) -> str:
        """The host that it leads to."""
        return urlsplit(openable(self.url) or "").hostname or "an unknown host"


def addresses(post: Post) -> list[Address]:
    """List what can be opened of a post and of what it quotes: each address once."""
    found: dict[str, Address] = {}
    for url, kind, *shown in _addresses(post):
        if openable(url):
            before = found.get(url) or Address(url, kind, ())
            labels = (*before.shown, *(label for label in shown if label))
            found[url] = before._replace(shown=tuple(dict.fromkeys(labels)))
    return list(found.values())


def _addresses(post: Post | None, quoted: str = "") -> Iterator[tuple[str, str, *tuple[str, ...]]]:
    """Yield addresses, what each is of, and what is shown for it."""
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


def text_of_another(address: Address) -> str | None:
    """Return the first of the texts shown for an address that names another host than its own."""
    return next((text for text in address.shown if shown_host_differs(text, address.url)), None)


def open_address(url: str) -> str:
    """Hand an address to the browser; say what happened."""
    exact = openable(url)
    if exact is None:
        return "This address is not one that can be opened safely."
    outcome = asyncio.run(open_in_browser(exact))
    if outcome.by:
        return f"Handed to {outcome.by}: {exact}"
    return f"Not opened: {outcome.why}. The address is {exact}"


def copied_with(text: str) -> str | None:
    """Put a text into the clipboard; return the program that took it, None where none did."""
    return asyncio.run(copied_by(text))
