"""Convert results of X's web pages to the form of API v1.1, formerly under `legacy`.

In 2026 text and date moved to `details`, counts to `counts`, accounts to `core`.
"""

from typing import Any, Final

from tui_feed.loaders.common.fields import JsonObject, get_count, get_id, get_list, get_obj, get_str
from tui_feed.loaders.x.status_links import status_link
from tui_feed.loaders.x.tweet_dates import date_of_seconds
from tui_feed.loaders.x.tweet_media import media_objects

_KINDS: Final = {"ApiImage": "photo", "ApiVideo": "video", "ApiGif": "animated_gif"}
_UNAVAILABLE: Final = "this post is not available"
_FOR_SUBSCRIBERS: Final = "only subscribers of its author can read it"


def tweet_in(result: JsonObject) -> JsonObject:
    """Return a post without a notice around it."""
    return get_obj(result, "tweet") or result


def is_readable(result: JsonObject) -> bool:
    """Tell whether a result is a post with its text."""
    tweet = tweet_in(result)
    return bool(get_obj(tweet, "legacy") or get_obj(tweet, "details"))


def reason_of(result: JsonObject) -> str | None:
    """Return the reason why a result is not a post; None if it has none."""
    kind = get_str(result, "__typename")
    told = get_obj(result, "tombstone")
    text = get_str(get_obj(told, "text"), "text") or get_str(get_obj(told, "richText"), "text")
    if text or kind == "TweetTombstone":
        return (text or _UNAVAILABLE).removesuffix("Learn more").strip()
    if kind == "TweetPreviewDisplay":
        return _FOR_SUBSCRIBERS
    why = get_str(result, "reason") or get_str(result, "message")
    return f"{_UNAVAILABLE}: {why}" if why else None


def legacy_of(tweet: JsonObject) -> JsonObject:
    """Return a post in the form of API v1.1."""
    legacy = {
        **get_obj(tweet, "legacy"),
        **get_obj(tweet, "counts"),
        "id_str": get_id(tweet, "rest_id") or get_str(get_obj(tweet, "legacy"), "id_str"),
    }
    source = get_str(tweet, "source")
    if source:
        legacy["source"] = source
    details = get_obj(tweet, "details")
    if details:
        legacy = {"full_text": get_str(details, "full_text"), **legacy}
        legacy.setdefault("created_at", _date(details))
        legacy["entities"] = get_obj(legacy, "entities") or _entities(tweet)
    _add_media(legacy, tweet)
    _add_answered(legacy, tweet)
    return legacy


def _date(details: JsonObject) -> str | None:
    ms = get_count(details, "created_at_ms")
    return None if ms is None else date_of_seconds(ms // 1000)


def _entities(tweet: JsonObject) -> JsonObject:
    """Return the entities of a newer post, which states only its links."""
    urls = get_list(tweet, "url_entities")
    return {"urls": urls} if urls else {}


def _add_media(legacy: JsonObject, tweet: JsonObject) -> None:
    newer = get_list(tweet, "media_entities")
    if newer and not media_objects(legacy):
        legacy["extended_entities"] = {"media": [_medium(item) for item in newer]}


def _medium(item: JsonObject) -> JsonObject:
    info = get_obj(item, "media_results", "result", "media_info")
    found: dict[str, Any] = {
        "type": _KINDS.get(get_str(info, "__typename") or "", "photo"),
        "media_url_https": get_str(info, "original_img_url")
        or get_str(get_obj(info, "preview_image"), "original_img_url"),
        "ext_alt_text": get_str(info, "alt_text"),
        "video_info": {
            "duration_millis": info.get("duration_millis"),
            "variants": [
                {**each, "bitrate": each.get("bitrate", each.get("bit_rate"))}
                for each in get_list(info, "variants")
            ],
        },
    }
    return {**{key: value for key, value in found.items() if value is not None}, **item}


def _add_answered(legacy: JsonObject, tweet: JsonObject) -> None:
    answered = get_id(get_obj(tweet, "reply_to_results"), "rest_id")
    account = get_obj(tweet, "reply_to_user_results", "result", "core")
    if answered:
        legacy.setdefault("in_reply_to_status_id_str", answered)
    if handle := get_str(account, "screen_name"):
        legacy.setdefault("in_reply_to_screen_name", handle)


def user_of(tweet: JsonObject, legacy: JsonObject) -> JsonObject:
    """Return an account in the form of API v1.1, from older and newer responses.

    If a response lacks the account, its handle is taken from the addresses of its pictures.
    """
    core = get_obj(tweet, "core")
    result = get_obj(core, "user_results", "result") or get_obj(core, "user_result", "result")
    if not result:
        pages = (status_link(get_str(item, "expanded_url")) for item in media_objects(legacy))
        handle = next((page.handle for page in pages if page and page.handle), None)
        return {"screen_name": handle} if handle else {}
    older = get_obj(result, "legacy")
    newer = {
        **get_obj(result, "core"),
        "profile_image_url_https": get_str(get_obj(result, "avatar"), "image_url"),
        "location": get_str(get_obj(result, "location"), "location"),
        "description": get_str(get_obj(result, "profile_bio"), "description"),
        "id_str": get_id(result, "rest_id"),
    }
    user = {**older, **{name: value for name, value in newer.items() if value}}
    blue = result.get("is_blue_verified")
    if isinstance(blue, bool):
        user["verified"] = blue or older.get("verified") is True
    return user


def original_of(tweet: JsonObject) -> JsonObject:
    """Return the result of the reposted post; empty for other posts."""
    legacy = get_obj(tweet, "legacy")
    for holder in (legacy, tweet):
        for key in ("retweeted_status_result", "repostedStatusResults"):
            if found := get_obj(holder, key, "result"):
                return found
    return {}


def quoted_in(tweet: JsonObject) -> JsonObject:
    """Return the result of the quoted post; at greater depth it has only an id."""
    for key in ("quoted_status_result", "quotedPostResults", "quotedRefResult"):
        if found := get_obj(tweet, key, "result"):
            return found
    return get_obj(tweet, "legacy", "quoted_status_result", "result")
