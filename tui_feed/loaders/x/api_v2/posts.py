"""Posts and accounts of X's API v2. Places of entities count code points of the escaped text."""

from typing import Any, Literal

from msgspec.structs import replace

from tui_feed.loaders.common.fields import (
    JsonObject,
    get_count,
    get_id,
    get_list,
    get_obj,
    get_str,
    get_strings,
    host_of,
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
from tui_feed.text.dates import iso

_KINDS: dict[str, Literal["photo", "video", "gif"]] = {
    "photo": "photo", "video": "video", "animated_gif": "gif",
}  # fmt: skip
_DEEPEST = 20


def post_of(tweet: JsonObject, included: Included, depth: int = 0, **more: Any) -> Post:  # noqa: ANN401
    """Return a post with all that its page holds of it; `more` are fields to add."""
    references = {get_str(ref, "type"): ref for ref in get_list(tweet, "referenced_tweets")}
    post_id = get_id(tweet, "id")
    if passed_on := references.get("retweeted"):
        return _repost(tweet, passed_on, included, depth, **more)
    quoted = references.get("quoted")
    quote = _referred(quoted, included, depth) if quoted else None
    user = included.user(tweet)
    answered = references.get("replied_to")
    fields: dict[str, Any] = {
        "id": post_id,
        "url": address(get_str(user, "username"), post_id) if post_id else None,
        "author": _author(user, get_id(tweet, "author_id")),
        "created_at": iso(moment(tweet, post_id)),
        "lang": get_str(tweet, "lang"),
        "client": (get_str(tweet, "source") or "").strip() or None,
        "reply_to": _replying_to(tweet, included),
        "reply_to_id": get_id(answered, "id"),
        "conversation_id": get_id(tweet, "conversation_id"),
        "quote": quote,
        "edited": len(get_strings(tweet, "edit_history_tweet_ids")) > 1,
        "media": [media for item in included.media(tweet) if (media := _media(item))],
        "card": _card(tweet, quote),
        "poll": _poll(included.poll(tweet)),
        "metrics": _metrics(tweet),
        **said_in(tweet, included.media(tweet), get_id(quoted, "id")),
        **more,
    }
    return Post(**fields)


def _repost(
    tweet: JsonObject,
    reference: JsonObject,
    included: Included,
    depth: int,
    **more: Any,  # noqa: ANN401
) -> Post:
    """Return a repost: the original in full where it is at hand, else its cut text."""
    original = included.tweet(reference)
    user = included.user(tweet)
    about: dict[str, Any] = {
        "reposted_by": get_str(user, "username") or get_str(user, "name") or "somebody",
        "reposted_at": iso(moment(tweet, get_id(tweet, "id"))),
        **more,
    }
    if original and depth < _DEEPEST:
        post = post_of(original, included, depth + 1)
        return replace(post, id=get_id(tweet, "id") or post.id, **about)
    said = said_in(tweet, [], None)
    found = repost_of(said["text"])
    handle, text = found or (None, said["text"])
    mentions = [name for name in said["mentions"] if name != handle]
    fields = {**said, "text": text, "mentions": mentions, "author": Author(handle=handle)}
    stub = get_id(reference, "id")
    url = address(handle, stub) if stub else None
    return Post(**{"id": get_id(tweet, "id"), "url": url, **fields, **about})


def _referred(reference: JsonObject, included: Included, depth: int) -> Post | None:
    found, post_id = included.tweet(reference), get_id(reference, "id")
    if found and depth < _DEEPEST:
        return post_of(found, included, depth + 1)
    if not post_id:
        return None
    return Post(id=post_id, url=address(None, post_id), unavailable=NOT_HERE)


def _replying_to(tweet: JsonObject, included: Included) -> list[str]:
    stated = get_obj(tweet, "in_reply_to_user")
    user = stated or included.user_of(get_id(tweet, "in_reply_to_user_id"))
    handle = get_str(user, "username")
    return [handle] if handle else []


def _author(user: JsonObject, author_id: str | None) -> Author:
    return Author(
        id=get_id(user, "id") or author_id,
        name=get_str(user, "name"),
        handle=get_str(user, "username"),
    )


def profile_of(user: JsonObject, file: str) -> Profile:
    """Return an account, its short links replaced by where they lead."""
    entities, metrics = get_obj(user, "entities"), get_obj(user, "public_metrics")
    joined = get_str(user, "created_at")
    link = next(iter(get_list(entities, "url", "urls")), {})
    bio = {"text": get_str(user, "description") or "", "entities": get_obj(entities, "description")}
    verified = user.get("verified")
    return Profile(
        id=get_id(user, "id"),
        name=get_str(user, "name"),
        handle=get_str(user, "username"),
        bio=said_in(bio, [], None)["text"] or None,
        location=get_str(user, "location"),
        website=get_str(link, "expanded_url") or get_str(user, "url"),
        joined=iso(x_date(joined) if joined else None),
        following=get_count(metrics, "following_count"),
        followers=get_count(metrics, "followers_count"),
        post_count=get_count(metrics, "tweet_count"),
        verified=verified if isinstance(verified, bool) else None,
        avatar=get_str(user, "profile_image_url"),
        source=file,
    )


def said_in(tweet: JsonObject, media: list[JsonObject], quoted_id: str | None) -> dict[str, Any]:
    """Return what a post says; a long one has its whole text in `note_tweet`."""
    note = get_obj(tweet, "note_tweet")
    whole = note if get_str(note, "text") else tweet
    entities, escaped = get_obj(whole, "entities"), get_str(whole, "text") or ""
    edits, links = [], []
    for url in get_list(entities, "urls"):
        place = place_of(
            escaped, get_count(url, "start"), get_count(url, "end"), get_str(url, "url")
        )
        full = get_str(url, "unwound_url") or get_str(url, "expanded_url") or get_str(url, "url")
        if not place or not full:
            continue
        status = status_link(full)
        is_quote = bool(quoted_id and status and status[0] == quoted_id)
        is_media = bool(get_str(url, "media_key")) or _is_picture(url, media)
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


def _is_picture(url: JsonObject, media: list[JsonObject]) -> bool:
    shown = get_str(url, "display_url") or ""
    return bool(media) and shown.startswith(("pic.twitter.com/", "pic.x.com/"))


def _named(entities: JsonObject, key: str, inner: str) -> list[str]:
    found = (get_str(item, inner) for item in get_list(entities, key))
    return list(dict.fromkeys(name for name in found if name))


def _media(item: JsonObject) -> Media | None:
    kind = _KINDS.get(get_str(item, "type") or "")
    if kind is None:
        return None
    length = get_count(item, "duration_ms")
    preview = get_str(item, "preview_image_url")
    return Media(
        kind=kind,
        alt=get_str(item, "alt_text"),
        url=get_str(item, "url") or best_variant(_with_bitrates(item)) or preview,
        duration=length / 1000 if length is not None else None,
    )


def _with_bitrates(item: JsonObject) -> JsonObject:
    found = [
        {**each, "bitrate": get_count(each, "bit_rate")} for each in get_list(item, "variants")
    ]
    return {"variants": found}


def _card(tweet: JsonObject, quote: Post | None) -> LinkCard | None:
    """Return the preview of the last link that has one; a link to the quoted post has none."""
    for url in reversed(get_list(tweet, "entities", "urls")):
        title = get_str(url, "title")
        full = get_str(url, "unwound_url") or get_str(url, "expanded_url")
        status = status_link(full)
        if title and full and not (quote and status and status[0] == quote.id):
            about = get_str(url, "description")
            return LinkCard(title=title, description=about, domain=host_of(full), url=full)
    return None


def _poll(poll: JsonObject) -> Poll | None:
    options = get_list(poll, "options")
    if not options:
        return None
    options.sort(key=lambda option: get_count(option, "position") or 0)
    status, ends = get_str(poll, "voting_status"), get_str(poll, "end_datetime")
    return Poll(
        options=tuple(
            [
                PollOption(label=get_str(option, "label") or "", votes=get_count(option, "votes"))
                for option in options
            ]
        ),
        closed={"closed": True, "open": False}.get(status or ""),
        ends=iso(x_date(ends) if ends else None),
    )


def _metrics(tweet: JsonObject) -> Metrics:
    stated = get_obj(tweet, "public_metrics")
    return Metrics(
        views=get_count(stated, "impression_count"),
        likes=get_count(stated, "like_count"),
        reposts=get_count(stated, "retweet_count"),
        replies=get_count(stated, "reply_count"),
        quotes=get_count(stated, "quote_count"),
        bookmarks=get_count(stated, "bookmark_count"),
    )
