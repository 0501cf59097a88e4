"""Declare the parts of an entry's text: the author's words, and all that feeds add to them."""

from dataclasses import dataclass

from tui_feed.loaders.common.html_text import HtmlText
from tui_feed.models import Author, LinkCard, Media, Poll


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Parts of an entry, or of a quoted post."""

    said: HtmlText
    """Author's words, with pictures and links."""
    media: tuple[Media, ...] = ()
    """Videos without a file in the feed."""
    quote: "Quoted | None" = None
    """Quoted post."""
    poll: Poll | None = None
    """Poll."""
    card: LinkCard | None = None
    """Preview of a page."""
    warning: str | None = None
    """Content warning."""
    passed_on: Author | None = None
    """Author of a repost; None if the feed's owner is the author."""
    doubt: str | None = None
    """Notice about words of somebody else in the entry, or about a missing part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Post quoted by another post."""

    author: Author
    """Author."""
    id: str | None = None
    """Id, if a link states it."""
    url: str | None = None
    """Address."""
    contents: Contents | None = None
    """Parts; None if the feed has only its address."""
