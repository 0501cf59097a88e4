"""Convert posts of X's web pages."""

from msgspec.structs import replace

from tui_feed.loaders.common.fields import (
    JsonObject,
    get_count,
    get_id,
    get_list,
    get_obj,
    get_str,
    get_strings,
)
from tui_feed.loaders.x.status_links import DEEPEST, NOT_HERE, TOO_DEEP, stub
from tui_feed.loaders.x.tweet import (
    Wording,
    author_of,
    entity_links,
    entity_names,
    metrics_of,
    passed_on,
    post_of,
    quote_stub,
    quoted_id_of,
    wording_of,
)
from tui_feed.loaders.x.tweet_dates import date_of, id_of
from tui_feed.loaders.x.tweet_media import media_objects, media_of
from tui_feed.loaders.x.tweet_text import ShortLink, start_of, tweet_text
from tui_feed.loaders.x.web.cards import card_of, poll_of
from tui_feed.loaders.x.web.shapes import (
    is_readable,
    legacy_of,
    original_of,
    quoted_in,
    reason_of,
    tweet_in,
    user_of,
)
from tui_feed.models import Author, Post


def web_post(result: JsonObject, source: str, *, pinned: bool) -> Post:
    """Return the post of a result that is readable and has an id."""
    tweet = tweet_in(result)
    legacy = legacy_of(tweet)
    original = original_of(tweet)
    if not original:
        return replace(_own(tweet, legacy), source=source, pinned=pinned)
    post_id = id_of(legacy)
    author = _author(tweet, legacy)
    if is_readable(original):
        inner = tweet_in(original)
        post = _own(inner, legacy_of(inner))
    else:
        post = _by_its_words(legacy)
    when = date_of(legacy, post_id)
    return replace(passed_on(post, post_id, author, when, source), pinned=pinned)


def _by_its_words(legacy: JsonObject) -> Post:
    """Return a reposted post missing from the response, from the text of the repost."""
    media = media_objects(legacy)
    wording = wording_of(legacy, media, is_repost=True)
    author = Author(handle=wording.reposted)
    post = post_of(legacy, id_of(legacy) or "", author, wording, media_of(media))
    return replace(post, created_at=None, client=None)


def _own(tweet: JsonObject, legacy: JsonObject, depth: int = 0) -> Post:
    post_id = id_of(legacy) or ""
    author = _author(tweet, legacy)
    quoted_id = quoted_id_of(legacy)
    may_quote = not quoted_id and legacy.get("is_quote_status") is True
    media = media_objects(legacy)
    wording = wording_of(
        legacy, media, quoted_id=quoted_id, own_ids=(post_id,) if may_quote else None
    )
    quote = _quote(quoted_in(tweet), legacy, depth)
    if not quote and wording.said.quoted:
        quote = stub(*wording.said.quoted)
    note = get_obj(tweet, "note_tweet", "note_tweet_results", "result")
    if get_str(note, "text"):
        wording = _long_wording(note, quoted_id, wording.hidden)
    post = post_of(legacy, post_id, author, wording, media_of(media), quote)
    views = get_count(get_obj(tweet, "views"), "count")
    return replace(
        post,
        metrics=metrics_of(legacy, views),
        edited=len(_versions(tweet)) > 1,
        card=card_of(tweet),
        poll=poll_of(tweet),
    )


def _author(tweet: JsonObject, legacy: JsonObject) -> Author:
    return author_of(user_of(tweet, legacy), get_str(legacy, "user_id_str"))


def _versions(tweet: JsonObject) -> list[str]:
    edits = get_obj(tweet, "edit_control")
    return get_strings(edits, "edit_tweet_ids") or get_strings(
        get_obj(edits, "edit_control_initial"), "edit_tweet_ids"
    )


def _long_wording(note: JsonObject, quoted_id: str | None, hidden: tuple[str, ...]) -> Wording:
    """Return the text of a long post. It is not escaped, and neither are its offsets."""
    entities = get_obj(note, "entity_set") or get_obj(note, "core")
    links = entity_links(entities) or [
        ShortLink(short, full, start_of(url))
        for url in get_list(entities, "urls")
        if (short := get_str(url, "shortUrl")) and (full := get_str(url, "expandedUrl"))
    ]
    text = get_str(note, "text") or ""
    named = entity_names(entities)
    said = tweet_text(text, links, named, quoted_id=quoted_id, is_escaped=False)
    return Wording(said, hidden)


def _quote(quoted: JsonObject, legacy: JsonObject, depth: int) -> Post | None:
    """Return the quoted post; a placeholder with the reason if the response lacks it."""
    quoted_id = quoted_id_of(legacy)
    known = quote_stub(legacy, quoted_id) if quoted_id else None
    if not quoted:
        return known
    tweet = tweet_in(quoted)
    post_id = get_id(tweet, "rest_id") or quoted_id
    if post_id and is_readable(quoted) and depth < DEEPEST:
        return _own(tweet, {**legacy_of(tweet), "id_str": post_id}, depth + 1)
    reason = TOO_DEEP if is_readable(quoted) else reason_of(quoted) or NOT_HERE
    if known:
        return replace(known, unavailable=reason)
    return stub(post_id, reason=reason) if post_id else None
