"""What a post can be found by: its words, its addresses, and what it is and has."""

from collections.abc import Iterator

from tui_feed.model import Post
from tui_feed.query import FacetKind
from tui_feed.text.links import site_of

Trait = tuple[FacetKind, str | None]
"""A kind and a value as written; None where the archive does not say."""

_SEEN = {"photo": "images", "video": "videos", "gif": "gifs", "audio": "audio"}


def words(post: Post) -> Iterator[str]:
    """Yield everything that a word may be found in: what the post says, shows and quotes."""
    yield from _own_words(post)
    if card := post.card:
        yield from filter(None, (card.title, card.description))
    if post.poll:
        yield from (option.label for option in post.poll.options)
    while post.quote:
        post = post.quote
        yield from _own_words(post)


def _own_words(post: Post) -> Iterator[str]:
    author = post.author
    said = (post.text, author.name, author.handle, post.content_warning)
    yield from filter(None, said)
    yield from (media.alt for media in post.media if media.alt)


def addresses(post: Post) -> Iterator[str]:
    """Yield the links of a post, as they are printed and where they lead."""
    for link in post.links:
        yield link.display
        if link.url and link.url != link.display:
            yield link.url
    if card := post.card:
        yield from filter(None, (card.domain, card.url))


def quotes_inside(post: Post) -> int:
    """Count the posts that are quoted inside each other."""
    count, quote = 0, post.quote
    while quote:
        count, quote = count + 1, quote.quote
    return count


def facets(post: Post) -> Iterator[Trait]:
    """Yield what a post itself, not what it quotes, can be looked up by."""
    yield "from", post.author.handle
    yield "lang", post.lang
    yield "app", post.client
    for tag in dict.fromkeys(post.hashtags):
        yield "tag", tag
    for symbol in dict.fromkeys(post.cashtags):
        yield "cashtag", symbol
    for name in dict.fromkeys((*post.mentions, *post.reply_to)):
        yield "mention", name
    for name in dict.fromkeys(post.reply_to):
        yield "to", name
    if post.reply_to_id and not post.reply_to:
        yield "to", None
    if post.conversation_id is None:
        yield "conversation", None
    for site in dict.fromkeys(map(site_of, addresses(post))):
        if site:
            yield "domain", site
    for kind in _kinds(post):
        yield "is", kind


def _kinds(post: Post) -> Iterator[str]:
    """Yield the names of the kinds (`query.KINDS`) that a post is of, threads excepted."""
    stated = {
        "reply": post.reply_to or post.reply_to_id,
        "quote": post.quote,
        "repost": post.reposted_by or post.reposted_at,
        "pinned": post.pinned,
        "edited": post.edited,
        "unavailable": post.unavailable,
        "media": post.media,
        "links": post.links or post.card,
        "card": post.card,
        "hashtags": post.hashtags,
        "mentions": post.mentions,
        "cashtags": post.cashtags,
        "poll": post.poll,
        "cw": post.content_warning,
    }
    yield from (name for name, value in stated.items() if value)
    yield from dict.fromkeys(_SEEN[media.kind] for media in post.media)
    if any(media.alt for media in post.media):
        yield "alt"
