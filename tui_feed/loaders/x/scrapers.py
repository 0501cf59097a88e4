"""JSON Lines of snscrape and twscrape: posts of X as these tools name their parts.

Shapes: the data classes of snscrape (`modules/twitter.py`) and twscrape (`models.py`).
"""

import re
from collections.abc import Iterator
from typing import Any, Literal

from msgspec.structs import replace

from tui_feed.loaders.common.entity_fields import entity_fields
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
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import documents
from tui_feed.loaders.common.json_text import pretty
from tui_feed.loaders.common.record_reader import record_reader
from tui_feed.loaders.x.tweet import NOT_HERE, address, best_variant, status_link, x_date
from tui_feed.loaders.x.tweet_text import client_of, unescaped
from tui_feed.models import (
    Author,
    Link,
    LinkCard,
    Media,
    Metrics,
    Poll,
    PollOption,
    Post,
    Problem,
    Profile,
    Record,
)
from tui_feed.sources.file import File, InputError
from tui_feed.text.dates import iso

Kind = Literal["photo", "video", "gif"]

_SHORT = re.compile(r"https://t\.co/\w+")
_OTHER_NETWORK = re.compile(r"snscrape\.modules\.(?!twitter\.)(\w{1,20})\.", re.ASCII)
_LARGEST_EXACT = 2**53
_DEEPEST = 20
_LISTS: tuple[tuple[str, Kind], ...] = (
    ("photos", "photo"), ("videos", "video"), ("animated", "gif"),
)  # fmt: skip


def sniff(file: File) -> bool:
    """Tell by posts with the tools' fields. Raises `InputError` for other records of theirs."""
    objects = first_objects(file)
    if any(map(_is_tweet, objects)):
        return True
    for each in objects:
        if get_str(each, "username") and get_count(each, "followersCount") is not None:
            what = "a list of users, which holds no timeline"
            raise InputError(f"{file.path}: {what}; give their posts")
        if found := _OTHER_NETWORK.match(get_str(each, "_type") or ""):
            what = f"posts of another network ({found[1]}) by snscrape, which are not read"
            raise InputError(f"{file.path}: {what}")
    return False


def _is_tweet(value: JsonObject) -> bool:
    text = get_str(value, "rawContent") or get_str(value, "content")
    if text is None or not get_str(value, "date"):
        return False
    return bool(status_link(get_str(value, "url")) or get_str(get_obj(value, "user"), "username"))


@record_reader
def read(file: File) -> Iterator[Record]:
    """Yield the posts in their order, and each of their authors once, before a post of theirs."""
    reader = _Reader(file)
    for document in documents(file):
        if isinstance(document, Problem):
            yield document
        else:
            yield from reader.read(document.value, document.place or "the whole file")


def raw(file: File, post_id: str) -> str | None:
    """Return the record of a post."""
    for document in documents(file):
        if not isinstance(document, Problem) and _id(document.value) == post_id:
            return pretty(document.value)
    return None


def _id(tweet: object) -> str | None:
    """Return an id as its address has it: tools that read JSON with floats round the number."""
    linked = status_link(get_str(tweet, "url"))
    return linked[0] if linked else get_str(tweet, "id_str") or get_id(tweet, "id")


def _is_rounded(tweet: JsonObject) -> bool:
    stated, number = _id(tweet), tweet.get("id")
    if isinstance(number, float):
        return True
    return isinstance(number, int) and number > _LARGEST_EXACT and str(number) != stated


class _Reader:
    def __init__(self, file: File) -> None:
        self._file = file
        self._authors: set[str] = set()
        self._told = False

    def read(self, tweet: object, place: str) -> Iterator[Record]:
        """Yield what one value of the file holds."""
        if not isinstance(tweet, dict) or not _id(tweet):
            yield self._file.problem("no post with an id; it is left out", place, skipped=True)
            return
        if _is_rounded(tweet) and not self._told:
            self._told = True
            yield self._file.problem("its id was rounded; the one in its address is used", place)
        profile = self._profile(get_obj(tweet, "user"))
        if profile:
            yield profile
        yield _post(tweet, source=f"{self._file.name}, {place}")

    def _profile(self, user: JsonObject) -> Profile | None:
        author = _author(user)
        key = author.id or author.handle
        if not key or key in self._authors or get_count(user, "followersCount") is None:
            return None
        self._authors.add(key)
        joined = get_str(user, "created")
        link = user.get("link") if isinstance(user.get("link"), dict) else {}
        bio = get_str(user, "rawDescription") or get_str(user, "description")
        verified = user.get("verified")
        return Profile(
            id=author.id,
            name=author.name,
            handle=author.handle,
            bio=unescaped(bio) if bio else None,
            location=get_str(user, "location"),
            website=get_str(link, "url") or get_str(user, "linkUrl"),
            joined=iso(x_date(joined) if joined else None),
            following=get_count(user, "friendsCount"),
            followers=get_count(user, "followersCount"),
            post_count=get_count(user, "statusesCount"),
            verified=verified if isinstance(verified, bool) else None,
            avatar=get_str(user, "profileImageUrl"),
            source=self._file.name,
        )


def _author(user: JsonObject) -> Author:
    return Author(
        id=get_str(user, "id_str") or get_id(user, "id"),
        name=get_str(user, "displayname") or get_str(user, "displayName"),
        handle=get_str(user, "username"),
    )


def _post(tweet: JsonObject, depth: int = 0, **more: Any) -> Post:  # noqa: ANN401
    author = _author(get_obj(tweet, "user"))
    stated = get_str(tweet, "date")
    when = x_date(stated) if stated else None
    original = get_obj(tweet, "retweetedTweet")
    if original and _id(original) and depth < _DEEPEST:
        about = {
            "id": _id(tweet),
            "reposted_by": author.handle or author.name,
            "reposted_at": iso(when),
            **more,
        }
        post = _post(original, depth + 1)
        return replace(post, **{k: v for k, v in about.items() if v is not None})
    media = list(_media(tweet))
    answered = get_obj(tweet, "inReplyToUser")
    reply_to = get_str(answered, "username")
    fields = {
        "id": _id(tweet),
        "url": get_str(tweet, "url"),
        "author": author,
        "created_at": iso(when),
        "lang": get_str(tweet, "lang"),
        "client": client_of(get_str(tweet, "sourceLabel") or get_str(tweet, "source")),
        "reply_to": [reply_to] if reply_to else None,
        "reply_to_id": get_str(tweet, "inReplyToTweetIdStr") or get_id(tweet, "inReplyToTweetId"),
        "conversation_id": get_str(tweet, "conversationIdStr") or get_id(tweet, "conversationId"),
        "quote": _quote(tweet, depth),
        "pinned": tweet.get("pinned") is True,
        "media": media,
        **_card(get_obj(tweet, "card")),
        "metrics": Metrics(
            views=get_count(tweet, "viewCount"),
            likes=get_count(tweet, "likeCount"),
            reposts=get_count(tweet, "retweetCount"),
            replies=get_count(tweet, "replyCount"),
            quotes=get_count(tweet, "quoteCount"),
            bookmarks=get_count(tweet, "bookmarkCount", "bookmarkedCount"),
        ),
        **_said(tweet, media),
        **more,
    }
    return Post(**{name: value for name, value in fields.items() if value is not None})


def _quote(tweet: JsonObject, depth: int) -> Post | None:
    quoted = get_obj(tweet, "quotedTweet")
    post_id = _id(quoted) if quoted else None
    if not post_id:
        return None
    has_text = get_str(quoted, "rawContent") or get_str(quoted, "content") or "user" in quoted
    if has_text and depth < _DEEPEST:
        return _post(quoted, depth + 1)
    url = get_str(quoted, "url") or address(None, post_id)
    is_gone = (get_str(quoted, "_type") or "").endswith("Tombstone")
    return Post(id=post_id, url=url, unavailable="deleted or hidden" if is_gone else NOT_HERE)


def _said(tweet: JsonObject, media: list[Media]) -> dict[str, Any]:
    """Return what a post says, its short links replaced; the one of its pictures is left out."""
    text = get_str(tweet, "rawContent") or get_str(tweet, "content") or ""
    goals = _goals(tweet)
    quoted = get_obj(tweet, "quotedTweet")
    quoted_id = _id(quoted) if quoted else None
    links: list[Link] = []
    last = _start_of_last(text)

    def replaced(found: re.Match[str]) -> str:
        full = goals.get(found[0])
        status = status_link(full)
        if full and not (status and status[0] == quoted_id):
            links.append(Link(url=full, display=full))
            return full
        is_last = found.start() >= last
        return "" if (media or quoted_id) and is_last else found[0]

    shown = unescaped(_SHORT.sub(replaced, text)).rstrip()
    named = entity_fields(shown)
    mentions = [
        name for user in get_list(tweet, "mentionedUsers") if (name := get_str(user, "username"))
    ]
    return {
        "text": shown,
        "links": links or named["links"],
        "hashtags": get_strings(tweet, "hashtags") or named["hashtags"],
        "cashtags": get_strings(tweet, "cashtags") or named["cashtags"],
        "mentions": mentions or named["mentions"],
    }


def _start_of_last(text: str) -> int:
    """Return where the short links begin that nothing follows but space."""
    start = len(text)
    for found in reversed(list(_SHORT.finditer(text))):
        if text[found.end() : start].strip():
            break
        start = found.start()
    return start


def _goals(tweet: JsonObject) -> dict[str, str]:
    """Return where each short link leads: newer files pair them, older ones have two lists."""
    paired = {
        short: full
        for link in get_list(tweet, "links")
        if (short := get_str(link, "tcourl")) and (full := get_str(link, "url"))
    }
    together = zip(get_strings(tweet, "tcooutlinks"), get_strings(tweet, "outlinks"), strict=False)
    return {**dict(together), **paired}


def _media(tweet: JsonObject) -> Iterator[Media]:
    for key, kind in _LISTS:
        for item in get_list(tweet, "media", key):
            yield _medium(item, kind)
    for item in get_list(tweet, "media"):
        stated = (get_str(item, "_type") or get_str(item, "type") or "").lower()
        if "gif" in stated:
            yield _medium(item, "gif")
        else:
            is_video = "video" in stated or "variants" in item
            yield _medium(item, "video" if is_video else "photo")


def _medium(item: JsonObject, kind: Kind) -> Media:
    variants = [
        {"bitrate": each.get("bitrate"), "url": each.get("url"), "content_type": "video/mp4"}
        for each in get_list(item, "variants")
        if (get_str(each, "contentType") or "video/mp4") == "video/mp4"
    ]
    length = item.get("duration")
    is_number = isinstance(length, int | float) and not isinstance(length, bool)
    seconds = float(length) if is_number and length is not None and 0 <= length < 1e9 else None
    if seconds is not None and "views" in item and isinstance(length, int):
        seconds /= 1000  # twscrape counts milliseconds, snscrape seconds
    plain = get_str(item, "url") or get_str(item, "fullUrl") or get_str(item, "videoUrl")
    preview = get_str(item, "thumbnailUrl") or get_str(item, "previewUrl")
    return Media(
        kind=kind,
        alt=get_str(item, "altText"),
        url=plain or best_variant({"variants": variants}) or preview,
        duration=seconds if kind == "video" else None,
    )


def _card(card: JsonObject) -> dict[str, Any]:
    options = get_list(card, "options")
    if options:
        finished = card.get("finished")
        return {
            "poll": Poll(
                options=tuple(
                    [
                        PollOption(
                            label=get_str(option, "label") or "",
                            votes=get_count(option, "votesCount", "count"),
                        )
                        for option in options
                    ]
                ),
                closed=finished if isinstance(finished, bool) else None,
            )
        }
    title, url = get_str(card, "title"), get_str(card, "url")
    if not title:
        return {}
    domain = get_str(card, "vanityUrl") or host_of(url)
    about = get_str(card, "description")
    return {"card": LinkCard(title=title, description=about, domain=domain, url=url)}
