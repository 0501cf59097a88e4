"""Convert posts and accounts of X's API v2; offsets count code points of the escaped text."""

from typing import Final

from msgspec.structs import replace

from tui_feed.loaders.common.fields import (
    JsonObject,
    get_bool,
    get_count,
    get_counts,
    get_id,
    get_list,
    get_obj,
    get_str,
    get_strings,
    host_of,
)
from tui_feed.loaders.x.api_v2.included import Included
from tui_feed.loaders.x.status_links import (
    DEEPEST,
    QUOTES_ITSELF,
    TOO_DEEP,
    status_address,
    status_link,
    stub,
)
from tui_feed.loaders.x.tweet import passed_on
from tui_feed.loaders.x.tweet_dates import date_of, x_date
from tui_feed.loaders.x.tweet_media import KINDS, variants
from tui_feed.loaders.x.tweet_text import (
    NONE_NAMED,
    Named,
    ShortLink,
    TweetText,
    as_place,
    get_unescaped,
    names,
    repost_of,
    tweet_text,
)
from tui_feed.models import (
    NOBODY,
    Author,
    LinkCard,
    Media,
    MediaKind,
    Metrics,
    Poll,
    PollOption,
    Post,
    Profile,
    Version,
)

_KEY_KINDS: Final[dict[str, MediaKind]] = {"3": "photo", "7": "video", "13": "video", "16": "gif"}
_COUNTED: Final = (
    "impression_count", "like_count", "retweet_count", "reply_count", "quote_count",
    "bookmark_count",
)  # fmt: skip
_PICTURES: Final = ("pic.twitter.com/", "pic.x.com/")


def post_of(
    tweet: JsonObject,
    included: Included,
    around: tuple[str, ...] = (),
    *,
    source: str | None = None,
    versions: tuple[Version, ...] = (),
) -> Post:
    """Return a post with the objects of its page; `around` are the ids of posts that quote it."""
    references = _references(tweet)
    post_id = get_id(tweet, "id") or ""
    if original := references.get("retweeted"):
        post = _repost(tweet, original, included, around)
        return replace(post, source=source, versions=versions)
    quoted = references.get("quoted")
    quoted_id = get_id(quoted, "id") if quoted else None
    author = included.author(tweet)
    media = included.media(tweet) if "attachments" in tweet else []
    said = said_in(tweet, media, quoted_id)
    return Post(
        id=post_id,
        url=status_address(author.handle, post_id),
        author=author,
        created_at=date_of(tweet, post_id),
        text=said.text,
        lang=get_str(tweet, "lang"),
        client=(get_str(tweet, "source") or "").strip() or None,
        reply_to=_replying_to(tweet, included) if "in_reply_to_user_id" in tweet else (),
        reply_to_id=get_id(references.get("replied_to"), "id") if references else None,
        conversation_id=get_id(tweet, "conversation_id"),
        quote=_quote(quoted, included, (*around, post_id)) if quoted else None,
        edited=is_edited(tweet),
        hashtags=said.hashtags,
        mentions=said.mentions,
        cashtags=said.cashtags,
        links=said.links,
        media=tuple([found for item in media if (found := _media(item))]) if media else (),
        card=_card(tweet, quoted_id) if "entities" in tweet else None,
        poll=_poll(included.poll(tweet)) if "attachments" in tweet else None,
        metrics=_metrics(tweet),
        versions=versions,
        source=source,
    )


def is_edited(tweet: JsonObject) -> bool:
    """Tell whether a post has several versions."""
    history = tweet.get("edit_history_tweet_ids")
    if not isinstance(history, list) or len(history) < 2:  # most posts
        return False
    return len(get_strings(tweet, "edit_history_tweet_ids")) > 1


def _references(tweet: JsonObject) -> dict[str | None, JsonObject]:
    if "referenced_tweets" not in tweet:
        return {}
    return {get_str(each, "type"): each for each in get_list(tweet, "referenced_tweets")}


def _repost(
    tweet: JsonObject, reference: JsonObject, included: Included, around: tuple[str, ...]
) -> Post:
    """Return a repost: with its original if the file has it, or else with its cut text."""
    original = included.tweet(reference)
    by = included.author(tweet)
    post_id = get_id(tweet, "id")
    when = date_of(tweet, post_id)
    if original and len(around) < DEEPEST and get_id(original, "id") not in around:
        inner = post_of(original, included, (*around, post_id or ""))
        return passed_on(inner, post_id, by, when)
    written = get_str(tweet, "text") or ""
    found = repost_of(written)
    handle = found["handle"] if found else None
    said = said_in(tweet, [], None, begins=found.end() if found else 0)
    mentions = [name for name in said.mentions if name.casefold() != (handle or "").casefold()]
    post = Post(
        id=get_id(reference, "id") or "",
        url=status_address(handle, get_id(reference, "id") or ""),
        author=Author(handle=handle) if handle else NOBODY,
        text=said.text,
        hashtags=said.hashtags,
        mentions=tuple(mentions),
        cashtags=said.cashtags,
        links=said.links,
    )
    return passed_on(post, post_id, by, when)


def _quote(reference: JsonObject, included: Included, around: tuple[str, ...]) -> Post | None:
    found, post_id = included.tweet(reference), get_id(reference, "id")
    if post_id is None:
        return None
    if not found:
        return stub(post_id)
    if post_id in around or len(around) > DEEPEST:
        return stub(post_id, reason=QUOTES_ITSELF if post_id in around else TOO_DEEP)
    return post_of(found, included, around)


def _replying_to(tweet: JsonObject, included: Included) -> tuple[str, ...]:
    user_id = get_id(tweet, "in_reply_to_user_id")
    if user_id is None:
        return ()
    stated = get_str(get_obj(tweet, "in_reply_to_user"), "username")
    handle = stated or included.handle_of(user_id)
    return (handle,) if handle else ()


def profile_of(user: JsonObject, file: str) -> Profile:
    """Return the profile of a user, with short links replaced by their targets."""
    entities, metrics = get_obj(user, "entities"), get_obj(user, "public_metrics")
    link = next(iter(get_list(entities, "url", "urls")), {})
    bio = {"text": get_str(user, "description") or "", "entities": get_obj(entities, "description")}
    return Profile(
        id=get_id(user, "id"),
        name=get_unescaped(user, "name"),
        handle=get_str(user, "username"),
        bio=said_in(bio, [], None).text or None,
        location=get_unescaped(user, "location"),
        website=get_str(link, "expanded_url") or get_str(user, "url"),
        joined=x_date(user.get("created_at")),
        following=get_count(metrics, "following_count"),
        followers=get_count(metrics, "followers_count"),
        post_count=get_count(metrics, "tweet_count"),
        verified=get_bool(user, "verified"),
        avatar=get_str(user, "profile_image_url"),
        source=file,
    )


def said_in(
    tweet: JsonObject, media: list[JsonObject], quoted_id: str | None, begins: int = 0
) -> TweetText:
    """Return the displayed text of a post; the complete text of a long post is in `note_tweet`.

    Targets of links are `expanded_url`, as the author wrote them, not the page reached by a
    crawler.
    """
    whole = tweet
    if "note_tweet" in tweet and get_str(tweet["note_tweet"], "text"):
        whole = tweet["note_tweet"]
    entities = get_obj(whole, "entities")
    written = get_str(whole, "text") or ""
    if not entities:
        return tweet_text(written, begins=begins, quoted_id=quoted_id)
    links = [
        ShortLink(
            get_str(url, "url") or full,
            "" if _is_picture(url, media) else full,
            as_place(url.get("start")),
        )
        for url in get_list(entities, "urls")
        if (full := get_str(url, "expanded_url") or get_str(url, "url"))
    ]
    return tweet_text(written, links, _named(entities), begins=begins, quoted_id=quoted_id)


def _named(entities: JsonObject) -> Named:
    """Return the names in a text; API v2 omits empty lists."""
    hashtags, mentions = entities.get("hashtags"), entities.get("mentions")
    cashtags = entities.get("cashtags")
    if not (hashtags or mentions or cashtags):
        return NONE_NAMED
    return Named(
        (names(hashtags, "tag") or ()) if hashtags else (),
        (names(mentions, "username") or ()) if mentions else (),
        (names(cashtags, "tag") or ()) if cashtags else (),
    )


def _is_picture(url: JsonObject, media: list[JsonObject]) -> bool:
    shown = get_str(url, "display_url") or ""
    return "media_key" in url or (bool(media) and shown.startswith(_PICTURES))


def _media(item: JsonObject) -> Media | None:
    """Return a medium; of a medium missing from the file only the kind is known."""
    stated = get_str(item, "type")
    if stated is None:
        kind = _KEY_KINDS.get((get_str(item, "media_key") or "").partition("_")[0])
        return Media(kind=kind or "photo")
    kind = KINDS.get(stated)
    if kind is None:
        return None
    length = get_count(item, "duration_ms")
    best = next(iter(variants(get_list(item, "variants"), "bit_rate")), None)
    return Media(
        kind=kind,
        alt=get_str(item, "alt_text"),
        url=get_str(item, "url") or best or get_str(item, "preview_image_url"),
        duration=length / 1000 if length is not None else None,
    )


def _card(tweet: JsonObject, quoted_id: str | None) -> LinkCard | None:
    """Return the preview of the last link with a title, except of a link to the quoted post."""
    for url in reversed(get_list(tweet, "entities", "urls")):
        title = get_str(url, "title")
        full = get_str(url, "expanded_url") or get_str(url, "unwound_url")
        if not title or not full:
            continue
        status = status_link(full) if quoted_id else None
        if not status or status.id != quoted_id:
            about = get_str(url, "description")
            return LinkCard(title=title, description=about, domain=host_of(full), url=full)
    return None


def _poll(poll: JsonObject) -> Poll | None:
    options = get_list(poll, "options")
    if not options:
        return None
    options.sort(key=lambda option: get_count(option, "position") or 0)
    status = get_str(poll, "voting_status")
    return Poll(
        options=tuple(
            PollOption(label=get_str(option, "label") or "", votes=get_count(option, "votes"))
            for option in options
        ),
        closed={"closed": True, "open": False}.get(status or ""),
        ends=x_date(poll.get("end_datetime")),
    )


def _metrics(tweet: JsonObject) -> Metrics:
    counts = get_counts(get_obj(tweet, "public_metrics"), _COUNTED)
    views, likes, reposts, replies, quotes, bookmarks = counts
    return Metrics(
        views=views,
        likes=likes,
        reposts=reposts,
        replies=replies,
        quotes=quotes,
        bookmarks=bookmarks,
    )
