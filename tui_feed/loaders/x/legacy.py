"""Posts and accounts as X's API v1.1 states them, and its web pages under `legacy`."""

from typing import Any

from tui_feed.loaders.common.fields import JsonObject, get_count, get_id, get_list, get_obj, get_str
from tui_feed.loaders.x.tweet import (
    NOT_HERE,
    Said,
    address,
    media_objects,
    media_of,
    moment,
    note_said,
    said,
    x_date,
)
from tui_feed.loaders.x.tweet_text import Edit, client_of, expanded
from tui_feed.models import Author, Metrics, Post, Profile
from tui_feed.text.dates import iso


def tweet_fields(tweet: JsonObject, author: Author, note: JsonObject) -> dict[str, Any]:
    """Return the fields of a post that its object states; `note` is the whole of a long one."""
    post_id = get_str(tweet, "id_str") or get_id(tweet, "id")
    quoted_id = get_str(tweet, "quoted_status_id_str") or get_id(tweet, "quoted_status_id")
    reply_to = get_str(tweet, "in_reply_to_screen_name")
    fields = {
        "id": post_id,
        "url": address(author.handle, post_id) if post_id else None,
        "author": author,
        "created_at": iso(moment(tweet, post_id)),
        "lang": get_str(tweet, "lang"),
        "client": client_of(get_str(tweet, "source")),
        "reply_to": [reply_to] if reply_to else None,
        "reply_to_id": get_str(tweet, "in_reply_to_status_id_str")
        or get_id(tweet, "in_reply_to_status_id"),
        "conversation_id": get_str(tweet, "conversation_id_str"),
        "media": list(media_of(tweet)),
        "metrics": metrics(tweet),
        **_said(tweet, note, quoted_id).fields(),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _said(tweet: JsonObject, note: JsonObject, quoted_id: str | None) -> Said:
    if get_str(note, "text"):
        return note_said(note, quoted_id)
    whole = get_obj(tweet, "extended_tweet")
    stated = whole if get_str(whole, "full_text") else tweet
    text = get_str(stated, "full_text") or get_str(stated, "text") or ""
    media = media_objects(whole) or media_objects(tweet)
    return said(text, get_obj(stated, "entities"), media, quoted_id)


def metrics(tweet: JsonObject, views: int | None = None) -> Metrics:
    """Return what was counted. A repost's own counts of likes are not its original's."""
    return Metrics(
        views=views,
        likes=get_count(tweet, "favorite_count"),
        reposts=get_count(tweet, "retweet_count"),
        replies=get_count(tweet, "reply_count"),
        quotes=get_count(tweet, "quote_count"),
        bookmarks=get_count(tweet, "bookmark_count"),
    )


def quote_stub(tweet: JsonObject) -> Post | None:
    """Return what is known of a quoted post that is not there: its id and address."""
    quoted_id = get_str(tweet, "quoted_status_id_str") or get_id(tweet, "quoted_status_id")
    if not quoted_id:
        return None
    link = get_str(get_obj(tweet, "quoted_status_permalink"), "expanded")
    return Post(id=quoted_id, url=link or address(None, quoted_id), unavailable=NOT_HERE)


def author_of(user: JsonObject, user_id: str | None = None) -> Author:
    """Return who an account's object says that it is."""
    return Author(
        id=get_str(user, "id_str") or get_id(user, "id") or user_id,
        name=get_str(user, "name"),
        handle=get_str(user, "screen_name"),
    )


def profile_of(user: JsonObject, author: Author, file: str) -> Profile:
    """Return an account with its short links replaced by where they lead."""
    entities = get_obj(user, "entities")
    joined = get_str(user, "created_at")
    links = get_list(entities, "url", "urls")
    verified = user.get("verified")
    return Profile(
        id=author.id,
        name=author.name,
        handle=author.handle,
        bio=_bio(user, entities),
        location=get_str(user, "location"),
        website=next((get_str(link, "expanded_url") for link in links), None)
        or get_str(user, "url"),
        joined=iso(x_date(joined) if joined else None),
        following=get_count(user, "friends_count"),
        followers=get_count(user, "followers_count"),
        post_count=get_count(user, "statuses_count"),
        verified=verified if isinstance(verified, bool) else None,
        avatar=get_str(user, "profile_image_url_https"),
        source=file,
    )


def _bio(user: JsonObject, entities: JsonObject) -> str | None:
    edits = []
    for url in get_list(entities, "description", "urls"):
        place, full = url.get("indices"), get_str(url, "expanded_url")
        if isinstance(place, list) and len(place) == 2 and full:
            start, end = place
            if isinstance(start, int) and isinstance(end, int):
                edits.append(Edit(start, end, full))
    return expanded(get_str(user, "description") or "", edits) or None
