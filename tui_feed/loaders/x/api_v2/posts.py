"""Posts and accounts of X's API v2. Places of entities count code points of the escaped text."""

from typing import Any, Literal

from tui_feed.loaders.common.fields import (
    Json,
    count,
    host_of,
    name_of,
    part,
    parts,
    strings,
    words,
)
from tui_feed.loaders.x.api_v2.included import Included
from tui_feed.loaders.x.tweet import (
    NOT_HERE,
    address,
    best_variant,
    moment,
    repost_of,
    status_link,
    x_date,
)
from tui_feed.loaders.x.tweet_text import expanded, place_of
from tui_feed.models import Author, Link, LinkCard, Media, Metrics, Poll, PollOption, Post, Profile

_KINDS: dict[str, Literal["photo", "video", "gif"]] = {
    "photo": "photo", "video": "video", "animated_gif": "gif",
}  # fmt: skip
_DEEPEST = 20


def post_of(tweet: Json, included: Included, depth: int = 0, **more: Any) -> Post:  # noqa: ANN401
    """Return a post with all that its page holds of it; `more` are fields to add."""
    references = {words(ref, "type"): ref for ref in parts(tweet, "referenced_tweets")}
    post_id = name_of(tweet, "id")
    if passed_on := references.get("retweeted"):
        return _repost(tweet, passed_on, included, depth, **more)
    quoted = references.get("quoted")
    quote = _referred(quoted, included, depth) if quoted else None
    user = included.user(tweet)
    answered = references.get("replied_to")
    fields: dict[str, Any] = {
        "id": post_id,
        "url": address(words(user, "username"), post_id) if post_id else None,
        "author": _author(user, name_of(tweet, "author_id")),
        "created_at": moment(tweet, post_id),
        "lang": words(tweet, "lang"),
        "client": (words(tweet, "source") or "").strip() or None,
        "reply_to": _replying_to(tweet, included),
        "reply_to_id": name_of(answered, "id"),
        "conversation_id": name_of(tweet, "conversation_id"),
        "quote": quote,
        "edited": len(strings(tweet, "edit_history_tweet_ids")) > 1,
        "media": [media for item in included.media(tweet) if (media := _media(item))],
        "card": _card(tweet, quote),
        "poll": _poll(included.poll(tweet)),
        "metrics": _metrics(tweet),
        **said_in(tweet, included.media(tweet), name_of(quoted, "id")),
        **more,
    }
    return Post(**{name: value for name, value in fields.items() if value is not None})


def _repost(
    tweet: Json,
    reference: Json,
    included: Included,
    depth: int,
    **more: Any,  # noqa: ANN401
) -> Post:
    """Return a repost: the original in full where it is at hand, else its cut text."""
    original = included.tweet(reference)
    user = included.user(tweet)
    about: dict[str, Any] = {
        "reposted_by": words(user, "username") or words(user, "name") or "somebody",
        "reposted_at": moment(tweet, name_of(tweet, "id")),
        **more,
    }
    if original and depth < _DEEPEST:
        post = post_of(original, included, depth + 1)
        return post.changed(id=name_of(tweet, "id") or post.id, **about)
    said = said_in(tweet, [], None)
    found = repost_of(said["text"])
    handle, text = found or (None, said["text"])
    mentions = [name for name in said["mentions"] if name != handle]
    fields = {**said, "text": text, "mentions": mentions, "author": Author(handle=handle)}
    stub = name_of(reference, "id")
    url = address(handle, stub) if stub else None
    return Post(**{"id": name_of(tweet, "id"), "url": url, **fields, **about})


def _referred(reference: Json, included: Included, depth: int) -> Post | None:
    found, post_id = included.tweet(reference), name_of(reference, "id")
    if found and depth < _DEEPEST:
        return post_of(found, included, depth + 1)
    if not post_id:
        return None
    return Post(id=post_id, url=address(None, post_id), unavailable=NOT_HERE)


def _replying_to(tweet: Json, included: Included) -> list[str]:
    stated = part(tweet, "in_reply_to_user")
    user = stated or included.user_of(name_of(tweet, "in_reply_to_user_id"))
    handle = words(user, "username")
    return [handle] if handle else []


def _author(user: Json, author_id: str | None) -> Author:
    return Author(
        id=name_of(user, "id") or author_id,
        name=words(user, "name"),
        handle=words(user, "username"),
    )


def profile_of(user: Json, file: str) -> Profile:
    """Return an account, its short links replaced by where they lead."""
    entities, metrics = part(user, "entities"), part(user, "public_metrics")
    joined = words(user, "created_at")
    link = next(iter(parts(entities, "url", "urls")), {})
    bio = {"text": words(user, "description") or "", "entities": part(entities, "description")}
    verified = user.get("verified")
    return Profile(
        id=name_of(user, "id"),
        name=words(user, "name"),
        handle=words(user, "username"),
        bio=said_in(bio, [], None)["text"] or None,
        location=words(user, "location"),
        website=words(link, "expanded_url") or words(user, "url"),
        joined=x_date(joined) if joined else None,
        following=count(metrics, "following_count"),
        followers=count(metrics, "followers_count"),
        post_count=count(metrics, "tweet_count"),
        verified=verified if isinstance(verified, bool) else None,
        avatar=words(user, "profile_image_url"),
        source=file,
    )


def said_in(tweet: Json, media: list[Json], quoted_id: str | None) -> dict[str, Any]:
    """Return what a post says; a long one has its whole text in `note_tweet`."""
    note = part(tweet, "note_tweet")
    whole = note if words(note, "text") else tweet
    entities, escaped = part(whole, "entities"), words(whole, "text") or ""
    edits, links = [], []
    for url in parts(entities, "urls"):
        place = place_of(escaped, count(url, "start"), count(url, "end"), words(url, "url"))
        full = words(url, "unwound_url") or words(url, "expanded_url") or words(url, "url")
        if not place or not full:
            continue
        status = status_link(full)
        is_quote = bool(quoted_id and status and status[0] == quoted_id)
        is_media = bool(words(url, "media_key")) or _is_picture(url, media)
        edits.append(place._replace(shown="" if is_quote or is_media else full))
        if not is_quote and not is_media:
            links.append(Link(url=full, display=full))
    text = expanded(escaped, set(edits))
    return {
        "text": text,
        "links": [link for link in links if link.display in text],
        "hashtags": _named(entities, "hashtags", "tag"),
        "mentions": _named(entities, "mentions", "username"),
        "cashtags": _named(entities, "cashtags", "tag"),
    }


def _is_picture(url: Json, media: list[Json]) -> bool:
    shown = words(url, "display_url") or ""
    return bool(media) and shown.startswith(("pic.twitter.com/", "pic.x.com/"))


def _named(entities: Json, key: str, inner: str) -> list[str]:
    found = (words(item, inner) for item in parts(entities, key))
    return list(dict.fromkeys(name for name in found if name))


def _media(item: Json) -> Media | None:
    kind = _KINDS.get(words(item, "type") or "")
    if kind is None:
        return None
    length = count(item, "duration_ms")
    preview = words(item, "preview_image_url")
    return Media(
        kind=kind,
        alt=words(item, "alt_text"),
        url=words(item, "url") or best_variant(_with_bitrates(item)) or preview,
        duration=length / 1000 if length is not None else None,
    )


def _with_bitrates(item: Json) -> Json:
    found = [{**each, "bitrate": count(each, "bit_rate")} for each in parts(item, "variants")]
    return {"variants": found}


def _card(tweet: Json, quote: Post | None) -> LinkCard | None:
    """Return the preview of the last link that has one; a link to the quoted post has none."""
    for url in reversed(parts(tweet, "entities", "urls")):
        title = words(url, "title")
        full = words(url, "unwound_url") or words(url, "expanded_url")
        status = status_link(full)
        if title and full and not (quote and status and status[0] == quote.id):
            about = words(url, "description")
            return LinkCard(title=title, description=about, domain=host_of(full), url=full)
    return None


def _poll(poll: Json) -> Poll | None:
    options = parts(poll, "options")
    if not options:
        return None
    options.sort(key=lambda option: count(option, "position") or 0)
    status, ends = words(poll, "voting_status"), words(poll, "end_datetime")
    return Poll(
        options=[
            PollOption(label=words(option, "label") or "", votes=count(option, "votes"))
            for option in options
        ],
        closed={"closed": True, "open": False}.get(status or ""),
        ends=x_date(ends) if ends else None,
    )


def _metrics(tweet: Json) -> Metrics:
    stated = part(tweet, "public_metrics")
    return Metrics(
        views=count(stated, "impression_count"),
        likes=count(stated, "like_count"),
        reposts=count(stated, "retweet_count"),
        replies=count(stated, "reply_count"),
        quotes=count(stated, "quote_count"),
        bookmarks=count(stated, "bookmark_count"),
    )
