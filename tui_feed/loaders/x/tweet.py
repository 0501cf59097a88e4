"""Convert tweets and accounts of X's API v1.1, its archive, and `legacy` of its web pages.

Format: X's developer documentation, "Tweet object", "Entities object" and "User object" of API
v1.1. Archives write numbers as strings.
"""

from collections.abc import Collection
from typing import Final, NamedTuple

from msgspec.structs import replace

from tui_feed.loaders.common.fields import (
    JsonObject,
    get_bool,
    get_count,
    get_counts,
    get_list,
    get_obj,
    get_str,
)
from tui_feed.loaders.x.status_links import SOMEBODY, status_address, stub
from tui_feed.loaders.x.tweet_dates import date_of, id_of, x_date
from tui_feed.loaders.x.tweet_media import media_links
from tui_feed.loaders.x.tweet_text import (
    Named,
    ShortLink,
    TweetText,
    as_place,
    client_of,
    get_unescaped,
    hidden_handles,
    names,
    repost_of,
    start_of,
    tweet_text,
    unescaped,
)
from tui_feed.models import NOBODY, Author, Media, Metrics, Post, Profile
from tui_feed.text.dates import IsoDate

FIRST_NATIVE_REPOST: Final = "2009-11-05"
"""First day of native reposts; before it, `RT @handle: ` is the only form of a repost."""
_COUNTED: Final = (
    "favorite_count", "retweet_count", "reply_count", "quote_count", "bookmark_count",
)  # fmt: skip


class Wording(NamedTuple):
    """Text of a tweet, and the parts removed from its beginning."""

    said: TweetText
    """Text with its names and links."""
    hidden: tuple[str, ...] = ()
    """Handles at the beginning that are not shown, because the tweet replies to them."""
    reposted: str | None = None
    """Handle of the reposted author in `RT @handle: `; None for other tweets."""


def wording_of(
    tweet: JsonObject,
    media: list[JsonObject],
    *,
    is_repost: bool = False,
    quoted_id: str | None = None,
    own_ids: Collection[str] | None = None,
) -> Wording:
    """Return the text of a tweet with the pictures and videos `media`; for ids see `tweet_text`.

    `is_repost`: an `RT @handle: ` at the beginning marks a repost of the rest.
    """
    stated = whole_of(tweet)
    written = written_text(stated)
    entities = get_obj(stated, "entities")
    links = entity_links(entities)
    if media:
        links += media_links(media)
    if "quoted_status_permalink" in tweet:
        links += _link_of_quote(tweet, links)
    begins, hidden = shown_from(stated, written)
    named = entity_names(entities)
    repost = repost_of(written) if is_repost else None
    if repost:
        begins, hidden = repost.end(), ()
        named = named._replace(mentions=_mentions_after(repost["handle"], begins, entities))
    said = tweet_text(written, links, named, begins=begins, quoted_id=quoted_id, own_ids=own_ids)
    return Wording(said, hidden, repost["handle"] if repost else None)


def whole_of(tweet: JsonObject) -> JsonObject:
    """Return the object with the complete text of a tweet: in streams a separate object."""
    longer = get_obj(tweet, "extended_tweet") if "extended_tweet" in tweet else {}
    return longer if get_str(longer, "full_text") else tweet


def written_text(tweet: JsonObject) -> str:
    """Return the text of a tweet as written: escaped, with short links."""
    return get_str(tweet, "full_text") or get_str(tweet, "text") or ""


def entity_links(entities: JsonObject) -> list[ShortLink]:
    """Return the links in entities of API v1.1."""
    if not entities.get("urls"):
        return []
    return [
        ShortLink(get_str(url, "url") or full, full, start_of(url))
        for url in get_list(entities, "urls")
        if (full := get_str(url, "expanded_url") or get_str(url, "url"))
    ]


def shown_from(tweet: JsonObject, written: str) -> tuple[int, tuple[str, ...]]:
    """Return the offset of the displayed text, and the handles before it."""
    shown = tweet.get("display_text_range")
    begins = as_place(shown[0]) if isinstance(shown, list) and shown else 0
    hidden = hidden_handles(written, begins) if begins > 0 else ()
    return (begins if hidden else 0), hidden


def _link_of_quote(tweet: JsonObject, links: list[ShortLink]) -> list[ShortLink]:
    """Return the link of a quoted post, where entities do not state it."""
    stated = get_obj(tweet, "quoted_status_permalink")
    short, full = get_str(stated, "url"), get_str(stated, "expanded")
    is_new = short and full and all(link.short != short for link in links)
    return [ShortLink(short, full)] if short and full and is_new else []


def entity_names(entities: JsonObject) -> Named:
    """Return the names in entities of API v1.1."""
    return Named(
        names(entities.get("hashtags"), "text"),
        names(entities.get("user_mentions"), "screen_name"),
        names(entities.get("symbols"), "text"),
    )


def _mentions_after(author: str, at: int, entities: JsonObject) -> tuple[str, ...] | None:
    """Return the mentions of a repost without its `RT @handle`."""
    stated = entities.get("user_mentions")
    if not isinstance(stated, list):
        return None
    left = [item for item in get_list(entities, "user_mentions") if start_of(item) < at]
    first = next(
        (i for i in left if (get_str(i, "screen_name") or "").casefold() == author.casefold()), None
    )
    return names([item for item in stated if item is not first], "screen_name")


def post_of(
    tweet: JsonObject,
    post_id: str,
    author: Author,
    wording: Wording,
    media: tuple[Media, ...] = (),
    quote: Post | None = None,
) -> Post:
    """Return a tweet as a post of its author."""
    said = wording.said
    answered = get_str(tweet, "in_reply_to_screen_name")
    return Post(
        id=post_id,
        url=status_address(author.handle, post_id),
        author=author,
        created_at=date_of(tweet, post_id),
        text=said.text,
        lang=get_str(tweet, "lang"),
        client=client_of(get_str(tweet, "source")),
        reply_to=_all_answered(answered, wording.hidden),
        reply_to_id=id_of(tweet, "in_reply_to_status_id"),
        conversation_id=id_of(tweet, "conversation_id"),
        quote=quote,
        hashtags=said.hashtags,
        mentions=said.mentions,
        cashtags=said.cashtags,
        links=said.links,
        media=media,
        metrics=metrics_of(tweet),
    )


def _all_answered(first: str | None, hidden: tuple[str, ...]) -> tuple[str, ...]:
    """Return the handles replied to, first the author of the post replied to."""
    if not first:
        return hidden
    others = [handle for handle in hidden if handle.casefold() != first.casefold()]
    return (first, *others)


def passed_on(
    post: Post, post_id: str | None, by: Author, when: IsoDate | None, source: str | None = None
) -> Post:
    """Return a post as reposted by `by`, with the id of the repost."""
    return replace(
        post,
        id=post_id or post.id,
        reposted_by=by.handle or by.name or SOMEBODY,
        reposted_at=when,
        source=source,
    )


def metrics_of(tweet: JsonObject, views: int | None = None) -> Metrics:
    """Return the counts of a tweet. Likes of a repost are not the likes of its original."""
    likes, reposts, replies, quotes, bookmarks = get_counts(tweet, _COUNTED)
    return Metrics(
        views=views,
        likes=likes,
        reposts=reposts,
        replies=replies,
        quotes=quotes,
        bookmarks=bookmarks,
    )


def quoted_id_of(tweet: JsonObject) -> str | None:
    """Return the id of the quoted post; None if it is not stated."""
    return id_of(tweet, "quoted_status_id")


def quote_stub(tweet: JsonObject, quoted_id: str) -> Post:
    """Return a placeholder for a quoted post with its id and address."""
    link = get_str(get_obj(tweet, "quoted_status_permalink"), "expanded")
    return stub(quoted_id, url=link)


def author_of(user: JsonObject, user_id: str | None = None) -> Author:
    """Return the author in a user object."""
    name = get_str(user, "name")
    handle, author_id = get_str(user, "screen_name"), id_of(user) or user_id
    if not (name or handle or author_id):
        return NOBODY
    return Author(id=author_id, name=unescaped(name) if name else None, handle=handle)


def profile_of(user: JsonObject, author: Author, file: str) -> Profile:
    """Return the profile in a user object, with short links replaced by their targets."""
    entities = get_obj(user, "entities")
    links = get_list(entities, "url", "urls")
    bio = tweet_text(
        get_str(user, "description") or "", entity_links(get_obj(entities, "description"))
    )
    return Profile(
        id=author.id,
        name=author.name,
        handle=author.handle,
        bio=bio.text or None,
        location=get_unescaped(user, "location"),
        website=next((get_str(link, "expanded_url") for link in links), None)
        or get_str(user, "url"),
        joined=x_date(user.get("created_at")),
        following=get_count(user, "friends_count"),
        followers=get_count(user, "followers_count"),
        post_count=get_count(user, "statuses_count"),
        verified=get_bool(user, "verified"),
        avatar=get_str(user, "profile_image_url_https"),
        source=file,
    )
