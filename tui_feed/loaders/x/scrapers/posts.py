"""Convert posts in the form of snscrape and twscrape."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

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
from tui_feed.loaders.x.status_links import DEEPEST, NOT_HERE, TOO_DEEP, status_link, stub
from tui_feed.loaders.x.tweet import passed_on
from tui_feed.loaders.x.tweet_dates import x_date
from tui_feed.loaders.x.tweet_media import variants
from tui_feed.loaders.x.tweet_text import (
    Named,
    ShortLink,
    TweetText,
    client_of,
    get_unescaped,
    names,
    tweet_text,
)
from tui_feed.models import (
    Author,
    LinkCard,
    Media,
    MediaKind,
    Metrics,
    Poll,
    PollOption,
    Post,
)

_SHORT = re.compile(r"https?://t\.co/\w+", re.ASCII)
_HIDDEN: Final = "deleted or hidden"
_LEARN_MORE: Final = "Learn more"
_LISTS: Final[tuple[tuple[str, MediaKind], ...]] = (
    ("photos", "photo"), ("videos", "video"), ("animated", "gif"),
)  # fmt: skip
_LONGEST_VIDEO: Final = 1e9


def scraped_id(tweet: JsonObject) -> str | None:
    """Return an id, from the address if possible: some tools round the number to a float."""
    linked = status_link(get_str(tweet, "url"))
    if linked:
        return linked.id
    return get_str(tweet, "id_str") or get_str(tweet, "id.str") or get_id(tweet, "id")


def is_notice(tweet: JsonObject) -> bool:
    """Tell whether an object is a notice in place of a post, or has only an id."""
    return get_str(tweet, "rawContent") is None and (
        _kind(tweet) in ("Tombstone", "TweetRef")
        or all(tweet.get(key) is None for key in ("content", "user", "rawContent"))
    )


def notice_of(tweet: JsonObject, post_id: str) -> Post:
    """Return a placeholder for a post of which only a notice or an id is left."""
    told = get_str(tweet, "text")
    is_gone = _kind(tweet) == "Tombstone"
    reason = told.removesuffix(_LEARN_MORE).strip() if told and is_gone else None
    return stub(
        post_id, reason=reason or (_HIDDEN if is_gone else NOT_HERE), url=get_str(tweet, "url")
    )


def _kind(item: JsonObject) -> str:
    return (get_str(item, "_type") or "").rpartition(".")[2]


def author_of(user: JsonObject) -> Author:
    """Return the author in a user object."""
    return Author(
        id=get_str(user, "id_str") or get_id(user, "id"),
        name=get_unescaped(user, "displayname") or get_unescaped(user, "displayName"),
        handle=get_str(user, "username"),
    )


def writer_of(tweet: JsonObject) -> Author:
    """Return the author of a post; early lines have a name, or the address, and no account."""
    author = author_of(get_obj(tweet, "user"))
    if author.handle:
        return author
    link = status_link(get_str(tweet, "url"))
    return replace(author, handle=get_str(tweet, "username") or (link.handle if link else None))


def scraped_post(tweet: JsonObject, post_id: str, source: str) -> Post:
    """Return the post of a line."""
    original = get_obj(tweet, "retweetedTweet")
    original_id = scraped_id(original) if original else None
    if not original_id:
        return replace(_own(tweet, post_id), source=source)
    is_here = not is_notice(original)
    post = _own(original, original_id) if is_here else notice_of(original, original_id)
    by = writer_of(tweet)
    return passed_on(post, post_id, by, x_date(tweet.get("date")), source)


def _own(tweet: JsonObject, post_id: str, depth: int = 0) -> Post:
    media = _media(tweet)
    quoted = get_obj(tweet, "quotedTweet")
    quoted_id = scraped_id(quoted) if quoted else None
    said = _said(tweet, quoted_id, has_media=bool(media))
    answered = get_str(get_obj(tweet, "inReplyToUser"), "username")
    card = get_obj(tweet, "card")
    return Post(
        id=post_id,
        url=get_str(tweet, "url"),
        author=writer_of(tweet),
        created_at=x_date(tweet.get("date")),
        text=said.text,
        lang=get_str(tweet, "lang"),
        client=client_of(get_str(tweet, "sourceLabel") or get_str(tweet, "source")),
        reply_to=(answered,) if answered else (),
        reply_to_id=get_str(tweet, "inReplyToTweetIdStr") or get_id(tweet, "inReplyToTweetId"),
        conversation_id=get_str(tweet, "conversationIdStr") or get_id(tweet, "conversationId"),
        quote=_quote(quoted, quoted_id, depth) if quoted_id else None,
        pinned=tweet.get("pinned") is True,
        hashtags=said.hashtags,
        mentions=said.mentions,
        cashtags=said.cashtags,
        links=said.links,
        media=media,
        card=_card(card, tweet) if card else None,
        poll=_poll(card) if card else None,
        metrics=Metrics(
            views=get_count(tweet, "viewCount"),
            likes=get_count(tweet, "likeCount"),
            reposts=get_count(tweet, "retweetCount"),
            replies=get_count(tweet, "replyCount"),
            quotes=get_count(tweet, "quoteCount"),
            bookmarks=get_count(tweet, "bookmarkCount", "bookmarkedCount"),
        ),
    )


def _quote(quoted: JsonObject, post_id: str, depth: int) -> Post:
    if is_notice(quoted):
        return notice_of(quoted, post_id)
    if depth >= DEEPEST:
        return stub(post_id, reason=TOO_DEEP)
    return _own(quoted, post_id, depth + 1)


def _said(tweet: JsonObject, quoted_id: str | None, *, has_media: bool) -> TweetText:
    """Return the displayed text of a post, without the short link of its pictures."""
    written = get_str(tweet, "rawContent") or get_str(tweet, "content") or ""
    links = _links(tweet, "links", written)
    known = {link.short for link in links}
    if (has_media or quoted_id) and "://t.co/" in written:
        links += [ShortLink(short, "") for short in _last_links(written) if short not in known]
    named = Named(
        _stated(tweet, "hashtags"), names(tweet.get("mentionedUsers"), "username"),
        _stated(tweet, "cashtags"),
    )  # fmt: skip
    if None in named and not any(sign in written for sign in "#@$＃＠"):
        named = Named(*(each or () for each in named))
    said = tweet_text(written, links, named, quoted_id=quoted_id)
    return said._replace(text=said.text.rstrip())


def _stated(tweet: JsonObject, key: str) -> tuple[str, ...] | None:
    """Return the names of a list; None if it is missing, or empty as in some versions."""
    return tuple(get_strings(tweet, key)) or None


def _links(holder: JsonObject, key: str, written: str) -> list[ShortLink]:
    """Return the short links with their targets: newer files have pairs, older files two lists."""
    paired = {
        short: full
        for link in get_list(holder, key)
        if (short := get_str(link, "tcourl")) and (full := get_str(link, "url"))
    }
    if not paired and "tcooutlinks" in holder:
        shorts, fulls = get_strings(holder, "tcooutlinks"), get_strings(holder, "outlinks")
        paired = dict(zip(shorts, fulls, strict=False))
    return [*_in_text(written, paired), *(ShortLink(*pair) for pair in paired.items())]


def _in_text(written: str, paired: Mapping[str, str]) -> list[ShortLink]:
    """Return the short links of a text with known targets, once for each occurrence.

    A list may state them with `https` where the text has `http`.
    """
    if not paired or "://t.co/" not in written:
        return []
    bare = {short.partition("://")[2]: full for short, full in paired.items()}
    found = [(short, bare.get(short.partition("://")[2])) for short in _SHORT.findall(written)]
    return [ShortLink(short, full) for short, full in found if full]


def expanded(holder: JsonObject, text: str, key: str) -> str:
    """Return a text with short links replaced by their targets in the list at `key`."""
    return tweet_text(text, _links(holder, key, text)).text


def _last_links(text: str) -> list[str]:
    """Return the run of short links at the end of a text."""
    found, end = [], len(text)
    for link in reversed(list(_SHORT.finditer(text))):
        if text[link.end() : end].strip():
            break
        found.append(link[0])
        end = link.start()
    return found


def _media(tweet: JsonObject) -> tuple[Media, ...]:
    stated = tweet.get("media")
    if isinstance(stated, dict):
        return tuple(_medium(item, kind) for key, kind in _LISTS for item in get_list(stated, key))
    return tuple(_medium(item, _kind_of(item)) for item in get_list(tweet, "media"))


def _kind_of(item: JsonObject) -> MediaKind:
    stated = (get_str(item, "_type") or get_str(item, "type") or "").lower()
    if "gif" in stated:
        return "gif"
    return "video" if "video" in stated or item.get("variants") is not None else "photo"


def _medium(item: JsonObject, kind: MediaKind) -> Media:
    plain = get_str(item, "url") or get_str(item, "fullUrl") or get_str(item, "videoUrl")
    best: Sequence[str] = () if plain else variants(get_list(item, "variants"))
    preview = get_str(item, "thumbnailUrl") or get_str(item, "previewUrl")
    return Media(
        kind=kind,
        alt=get_str(item, "altText"),
        url=plain or next(iter(best), preview),
        duration=_duration(item) if kind == "video" else None,
    )


def _duration(item: JsonObject) -> float | None:
    length = item.get("duration")
    if not isinstance(length, int | float) or isinstance(length, bool):
        return None
    if not 0 <= length < _LONGEST_VIDEO:
        return None
    has_views = item.get("views") is not None
    is_in_milliseconds = has_views and isinstance(length, int)  # twscrape
    return length / 1000 if is_in_milliseconds else float(length)


def _poll(card: JsonObject) -> Poll | None:
    options = [
        PollOption(label=label, votes=get_count(option, "votesCount", "count"))
        for option in get_list(card, "options")
        if (label := get_str(option, "label"))
    ]
    if not options:
        return None
    votes = [option.votes for option in options if option.votes is not None]
    finished = card.get("finished")
    finished = card.get("finalResults") if finished is None else finished
    return Poll(
        options=tuple(options),
        total_votes=sum(votes) if len(votes) == len(options) else None,
        closed=finished if isinstance(finished, bool) else None,
        ends=x_date(card.get("endDate")),
    )


def _card(card: JsonObject, tweet: JsonObject) -> LinkCard | None:
    """Return the preview of a page; its short link is replaced if the post states the target."""
    title, url = get_str(card, "title"), get_str(card, "url")
    if not title:
        return None
    links = get_list(tweet, "links")
    url = next((get_str(each, "url") for each in links if get_str(each, "tcourl") == url), url)
    domain = get_str(card, "vanityUrl") or host_of(url)
    return LinkCard(title=title, description=get_str(card, "description"), domain=domain, url=url)
