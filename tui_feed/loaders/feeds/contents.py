"""Parts of an entry's text: words of its author, and all that feeds put between and below them."""

from dataclasses import dataclass

from tui_feed.loaders.common.html_text import HtmlText
from tui_feed.models import Author, LinkCard, Media, Poll


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Parts of an entry, or of a post that it quotes."""

    said: HtmlText
    """Words of its author, with pictures and links."""
    media: tuple[Media, ...] = ()
    """Films of which the feed has no file."""
    quote: "Quoted | None" = None
    """Quoted post."""
    poll: Poll | None = None
    """Poll."""
    card: LinkCard | None = None
    """Preview of a page."""
    warning: str | None = None
    """Content warning."""
    passed_on: Author | None = None
    """Author, where the owner of the feed only passed the post on."""
    doubt: str | None = None
    """Words of somebody else that stand in the entry, or what it lacks; for a notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Post that another one quotes."""

    author: Author
    """Author."""
    id: str | None = None
    """Id, where a link states it."""
    url: str | None = None
    """Address."""
    contents: Contents | None = None
    """Parts; None where only its address is in the feed."""
