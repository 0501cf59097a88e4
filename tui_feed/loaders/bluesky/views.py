"""A post as Bluesky's API shows it: views, with counts and with what is quoted inside.

Shapes: lexicons `app.bsky.feed.defs#postView` and `app.bsky.embed.*#view`.
"""

from typing import Any

from tui_feed.loaders.bluesky import lexicon
from tui_feed.loaders.common.fields import Json, count, part, parts, words
from tui_feed.models import Author, Metrics, Post

_ABSENT = {
    "notFoundPost": "deleted, or never there",
    "viewNotFound": "deleted, or never there",
    "blockedPost": "blocked",
    "viewBlocked": "blocked",
    "viewDetached": "taken out of this quote by its author",
}


def is_absent(view: Json) -> bool:
    """Tell whether a view stands for a post that cannot be shown."""
    return _name(view) in _ABSENT


def _name(view: Json) -> str:
    return (words(view, "$type") or "").rpartition("#")[2]


def record_of(view: Json) -> Json:
    """Return the record in a view; `value` is what quotes and lists of records call it."""
    return part(view, "record") or part(view, "value")


def embed_of(view: Json) -> Json:
    """Return what hangs on a post: as it was shown, else as its record has it."""
    shown = part(view, "embed") or next(iter(parts(view, "embeds")), {})
    return shown or part(record_of(view), "embed")


def post_of(view: Json, depth: int = 0, **more: Any) -> Post:  # noqa: ANN401 - fields of a post
    """Return the post of a view, and what it quotes. Raises `RecordError`."""
    record, embed = record_of(view), embed_of(view)
    uri = words(view, "uri") or ""
    author = part(view, "author")
    stated = Author(
        id=words(author, "did"), name=words(author, "displayName"), handle=words(author, "handle")
    )
    labels = parts(view, "labels") + parts(record, "labels", "values")
    fields: dict[str, Any] = {
        "id": uri,
        "url": lexicon.address(uri),
        "author": stated if stated.id or stated.handle else lexicon.author_of(uri),
        "created_at": lexicon.moment(words(record, "createdAt"), uri),
        "lang": lexicon.language(record),
        "quote": _quote(embed, depth),
        "media": list(lexicon.media(embed)),
        "card": lexicon.card(embed),
        "content_warning": lexicon.warning(labels),
        "metrics": Metrics(
            likes=count(view, "likeCount"),
            reposts=count(view, "repostCount"),
            replies=count(view, "replyCount"),
            quotes=count(view, "quoteCount"),
            bookmarks=count(view, "bookmarkCount"),
        ),
        **lexicon.said(record),
        **lexicon.reply(record),
        **more,
    }
    return Post(**fields)


def _quote(embed: Json, depth: int) -> Post | None:
    held = lexicon.quoted(embed)
    uri = words(held, "uri") or ""
    if uri and is_absent(held):
        return absent(held)
    is_here = words(part(held, "value"), "$type") == lexicon.POST
    if not uri or not (is_here or lexicon.is_post(uri)):
        return None  # a list, a feed, a starter pack: no post, but a card
    if depth >= lexicon.DEEPEST_QUOTE:
        return lexicon.stub(uri, lexicon.TOO_DEEP)
    return post_of(held, depth + 1) if is_here else lexicon.stub(uri, lexicon.NOT_HERE)


def absent(view: Json, source: str | None = None) -> Post:
    """Return what is known of a post that cannot be shown, and why it cannot."""
    uri = words(view, "uri") or ""
    did = words(part(view, "author"), "did")
    author = Author(id=did) if did else lexicon.author_of(uri)
    return Post(
        id=uri,
        url=lexicon.address(uri),
        author=author,
        unavailable=_ABSENT.get(_name(view), lexicon.NOT_HERE),
        source=source,
    )
