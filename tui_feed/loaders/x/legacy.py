"""Posts and accounts as X's API v1.1 states them, and its web pages under `legacy`."""

from typing import Any

from tui_feed.loaders.common.fields import Json, count, name_of, part, parts, words
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


def tweet_fields(tweet: Json, author: Author, note: Json) -> dict[str, Any]:
    """Return the fields of a post that its object states; `note` is the whole of a long one."""
    post_id = words(tweet, "id_str") or name_of(tweet, "id")
    quoted_id = words(tweet, "quoted_status_id_str") or name_of(tweet, "quoted_status_id")
    reply_to = words(tweet, "in_reply_to_screen_name")
    fields = {
        "id": post_id,
        "url": address(author.handle, post_id) if post_id else None,
        "author": author,
        "created_at": moment(tweet, post_id),
        "lang": words(tweet, "lang"),
        "client": client_of(words(tweet, "source")),
        "reply_to": [reply_to] if reply_to else None,
        "reply_to_id": words(tweet, "in_reply_to_status_id_str")
        or name_of(tweet, "in_reply_to_status_id"),
        "conversation_id": words(tweet, "conversation_id_str"),
        "media": list(media_of(tweet)),
        "metrics": metrics(tweet),
        **_said(tweet, note, quoted_id).fields(),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _said(tweet: Json, note: Json, quoted_id: str | None) -> Said:
    if words(note, "text"):
        return note_said(note, quoted_id)
    whole = part(tweet, "extended_tweet")
    stated = whole if words(whole, "full_text") else tweet
    text = words(stated, "full_text") or words(stated, "text") or ""
    media = media_objects(whole) or media_objects(tweet)
    return said(text, part(stated, "entities"), media, quoted_id)


def metrics(tweet: Json, views: int | None = None) -> Metrics:
    """Return what was counted. A repost's own counts of likes are not its original's."""
    return Metrics(
        views=views,
        likes=count(tweet, "favorite_count"),
        reposts=count(tweet, "retweet_count"),
        replies=count(tweet, "reply_count"),
        quotes=count(tweet, "quote_count"),
        bookmarks=count(tweet, "bookmark_count"),
    )


def quote_stub(tweet: Json) -> Post | None:
    """Return what is known of a quoted post that is not there: its id and address."""
    quoted_id = words(tweet, "quoted_status_id_str") or name_of(tweet, "quoted_status_id")
    if not quoted_id:
        return None
    link = words(part(tweet, "quoted_status_permalink"), "expanded")
    return Post(id=quoted_id, url=link or address(None, quoted_id), unavailable=NOT_HERE)


def author_of(user: Json, user_id: str | None = None) -> Author:
    """Return who an account's object says that it is."""
    return Author(
        id=words(user, "id_str") or name_of(user, "id") or user_id,
        name=words(user, "name"),
        handle=words(user, "screen_name"),
    )


def profile_of(user: Json, author: Author, file: str) -> Profile:
    """Return an account with its short links replaced by where they lead."""
    entities = part(user, "entities")
    joined = words(user, "created_at")
    links = parts(entities, "url", "urls")
    verified = user.get("verified")
    return Profile(
        id=author.id,
        name=author.name,
        handle=author.handle,
        bio=_bio(user, entities),
        location=words(user, "location"),
        website=next((words(link, "expanded_url") for link in links), None) or words(user, "url"),
        joined=x_date(joined) if joined else None,
        following=count(user, "friends_count"),
        followers=count(user, "followers_count"),
        post_count=count(user, "statuses_count"),
        verified=verified if isinstance(verified, bool) else None,
        avatar=words(user, "profile_image_url_https"),
        source=file,
    )


def _bio(user: Json, entities: Json) -> str | None:
    edits = []
    for url in parts(entities, "description", "urls"):
        place, full = url.get("indices"), words(url, "expanded_url")
        if isinstance(place, list) and len(place) == 2 and full:
            start, end = place
            if isinstance(start, int) and isinstance(end, int):
                edits.append(Edit(start, end, full))
    return expanded(words(user, "description") or "", edits) or None
