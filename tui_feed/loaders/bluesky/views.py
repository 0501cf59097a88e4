"""Convert post views of Bluesky's API, with their counts and quoted posts.

Formats: lexicons `app.bsky.feed.defs#postView` and `app.bsky.embed.*#view`.
"""

from tui_feed.loaders.bluesky import lexicon
from tui_feed.loaders.bluesky.dating import Dated, dated
from tui_feed.loaders.common.fields import JsonObject, get_count, get_list, get_obj, get_str
from tui_feed.loaders.common.stated_dates import iso_date
from tui_feed.models import Author, Metrics, Post

_ABSENT = {
    "notFoundPost": "deleted, or never there",
    "viewNotFound": "deleted, or never there",
    "blockedPost": "blocked",
    "viewBlocked": "blocked",
    "viewDetached": "taken out of this quote by its author",
}


def is_absent(view: JsonObject) -> bool:
    """Tell whether a view takes the place of a post that cannot be shown."""
    return _name(view) in _ABSENT


def _name(view: JsonObject) -> str:
    return (get_str(view, "$type") or "").rpartition("#")[2]


def record_of(view: JsonObject) -> JsonObject:
    """Return the record in a view: `record`, or `value` in quotes and lists of records."""
    return get_obj(view, "record") or get_obj(view, "value")


def embed_of(view: JsonObject) -> JsonObject:
    """Return the embed of a post: the embed of the view, or else of its record."""
    shown = get_obj(view, "embed") or next(iter(get_list(view, "embeds")), {})
    return shown or get_obj(record_of(view), "embed")


FILES = "files beside it"
"""Key of a view for names of files in its archive, by the CIDs of their blobs; no view has it."""


def post_of(view: JsonObject, source: str | None = None, depth: int = 0) -> Post:
    """Return the post of a view, with its quoted posts."""
    record, embed = record_of(view), embed_of(view)
    uri = get_str(view, "uri") or ""
    author = get_obj(view, "author")
    stated = Author(
        id=get_str(author, "did"),
        name=get_str(author, "displayName"),
        handle=get_str(author, "handle"),
    )
    said, answered = lexicon.said(record), lexicon.reply(record)
    return Post(
        id=uri,
        url=lexicon.address(uri),
        author=stated if stated.id or stated.handle else lexicon.author_of(uri),
        created_at=date_of(view).shown,
        text=said.text,
        lang=lexicon.language(record),
        reply_to_id=answered.parent,
        conversation_id=answered.root,
        quote=_quote(embed, depth),
        content_warning=lexicon.warning(
            get_list(view, "labels") + get_list(record, "labels", "values")
        ),
        hashtags=said.hashtags,
        mentions=said.mentions,
        cashtags=said.cashtags,
        links=said.links,
        media=tuple(lexicon.media(embed, get_obj(view, FILES))),
        card=lexicon.card(embed),
        metrics=Metrics(
            likes=get_count(view, "likeCount"),
            reposts=get_count(view, "repostCount"),
            replies=get_count(view, "replyCount"),
            quotes=get_count(view, "quoteCount"),
            bookmarks=get_count(view, "bookmarkCount"),
        ),
        source=source,
    )


def date_of(view: JsonObject) -> Dated:
    """Return the date of a view."""
    word, seen = get_str(record_of(view), "createdAt"), iso_date(get_str(view, "indexedAt"))
    return dated(word, seen, get_str(view, "uri") or "")


def _quote(embed: JsonObject, depth: int) -> Post | None:
    held = lexicon.quoted(embed)
    uri = get_str(held, "uri") or ""
    if uri and is_absent(held):
        return absent(held)
    is_here = get_str(get_obj(held, "value"), "$type") == lexicon.POST
    if not uri or not (is_here or lexicon.is_post(uri)):
        return None  # a list, a feed, a starter pack: shown as a card
    if depth >= lexicon.DEEPEST_QUOTE:
        return lexicon.stub(uri, lexicon.TOO_DEEP)
    return post_of(held, None, depth + 1) if is_here else lexicon.stub(uri, lexicon.NOT_HERE)


def absent(view: JsonObject, source: str | None = None) -> Post:
    """Return a post that cannot be shown, with the reason."""
    uri = get_str(view, "uri") or ""
    did = get_str(get_obj(view, "author"), "did")
    author = Author(id=did) if did else lexicon.author_of(uri)
    return Post(
        id=uri,
        url=lexicon.address(uri),
        author=author,
        unavailable=_ABSENT.get(_name(view), lexicon.NOT_HERE),
        source=source,
    )
