"""Text of a post in pieces: links safe to open, and other text."""

from collections.abc import Iterator
from typing import NamedTuple

from tui_feed.models import Link
from tui_feed.text.entities import find_entities
from tui_feed.text.links import openable

MOST_SEARCHED = 50
"""Most links searched for in a text by their words; the others follow the grammar of addresses."""


class TextPiece(NamedTuple):
    """Piece of a text."""

    text: str
    """Characters."""
    url: str | None = None
    """Exact address of a link; None for other text."""
    is_address: bool = False
    """True for an address without a safe link: other programs may take it for a link."""


class _Place(NamedTuple):
    """Place of an address in a text."""

    start: int
    end: int
    url: str | None


def linked(text: str, links: tuple[Link, ...]) -> Iterator[TextPiece]:
    """Yield the pieces of a text; only links stated by the post have an address."""
    at = 0
    for start, end, url in _places(text, links):
        if start > at:
            yield TextPiece(text[at:start])
        yield TextPiece(text[start:end], url, is_address=url is None)
        at = end
    if at < len(text):
        yield TextPiece(text[at:])


def _places(text: str, links: tuple[Link, ...]) -> list[_Place]:
    """Return the places of addresses in a text, in order and without overlaps."""
    addresses: dict[str, list[str | None]] = {}
    for link in links:
        addresses.setdefault(link.display, []).append(link.url)
    found = []
    for entity in find_entities(text):
        if entity.kind == "link":
            shown = text[entity.start : entity.end]
            urls = addresses.get(shown, [None])
            url = urls.pop(0) if len(urls) > 1 else urls[0]  # the last serves all further ones
            found.append(_Place(entity.start, entity.end, openable(url) if url else None))
    taken = {text[start:end] for start, end, _ in found}
    for display in [each for each in addresses if each and each not in taken][:MOST_SEARCHED]:
        start, url = text.find(display), addresses[display][0]
        end = start + len(display)
        if start >= 0 and url and not any(p.start < end and start < p.end for p in found):
            found.append(_Place(start, end, openable(url)))
    return sorted(found)
