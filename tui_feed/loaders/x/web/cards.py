"""Read cards of X's web pages: link previews, polls, broadcasts, articles, community notes."""

from collections.abc import Mapping
from typing import Final

from tui_feed.loaders.common.fields import (
    JsonObject,
    get_bool,
    get_count,
    get_list,
    get_obj,
    get_str,
)
from tui_feed.loaders.common.json_text import JsonError, parse_json
from tui_feed.loaders.x.tweet_dates import x_date
from tui_feed.models import LinkCard, Poll, PollOption

Bindings = Mapping[str | None, JsonObject]
"""Values of a card, by name."""

_TITLES: Final = ("title", "broadcast_title", "event_title")
_SUMMARIES: Final = ("description", "broadcaster_display_name", "event_subtitle")
_ADDRESSES: Final = ("card_url", "broadcast_url", "event_url", "player_url")
_MOST_OPTIONS: Final = 4
_NOTE: Final = "Readers added context"


def card_of(tweet: JsonObject) -> LinkCard | None:
    """Return the card below a post's text: an article or a preview, with a community note."""
    found = _article(get_obj(tweet, "article", "article_results", "result")) or _preview(tweet)
    note = _note(get_obj(tweet, "birdwatch_pivot"))
    if note and found:
        words = f"{note.title}: {note.description}"
        about = f"{found.description}\n\n{words}" if found.description else words
        return LinkCard(title=found.title, description=about, domain=found.domain, url=found.url)
    return found or note


def poll_of(tweet: JsonObject) -> Poll | None:
    """Return the poll of a post; None without any."""
    name, bindings = _card(tweet)
    if not name.rpartition(":")[2].startswith("poll"):
        return None
    options = [
        PollOption(label=label, votes=get_count({"": _text(bindings, f"choice{n}_count")}, ""))
        for n in range(1, _MOST_OPTIONS + 1)
        if (label := _text(bindings, f"choice{n}_label"))
    ]
    votes = [option.votes for option in options if option.votes is not None]
    if not options:
        return None
    return Poll(
        options=tuple(options),
        total_votes=sum(votes) if len(votes) == len(options) else None,
        closed=get_bool(bindings.get("counts_are_final"), "boolean_value"),
        ends=x_date(_text(bindings, "end_datetime_utc")),
    )


def _card(tweet: JsonObject) -> tuple[str, Bindings]:
    """Return the name and the values of a post's card, from older and newer responses."""
    card = get_obj(tweet, "card") or get_obj(tweet, "tweet_card")
    card = get_obj(card, "legacy") or card
    stated = card.get("binding_values")
    if isinstance(stated, dict):
        return get_str(card, "name") or "", {key: get_obj(stated, key) for key in stated}
    values = {
        get_str(each, "key"): get_obj(each, "value") for each in get_list(card, "binding_values")
    }
    return get_str(card, "name") or "", values


def _text(bindings: Bindings, *keys: str) -> str | None:
    found = (get_str(bindings.get(key, {}), "string_value") for key in keys)
    return next(filter(None, found), None)


def _preview(tweet: JsonObject) -> LinkCard | None:
    name, bindings = _card(tweet)
    if name.startswith("poll"):
        return None
    if unified := _text(bindings, "unified_card"):
        return _unified(unified)
    title = _text(bindings, *_TITLES)
    if not title:
        return None
    return LinkCard(
        title=title,
        description=_text(bindings, *_SUMMARIES),
        domain=_text(bindings, "vanity_url", "domain"),
        url=_text(bindings, *_ADDRESSES),
    )


def _unified(text: str) -> LinkCard | None:
    """Return the preview of a card with several components; its value is JSON inside JSON."""
    try:
        card = parse_json(text)
    except JsonError:
        return None
    parts = get_obj(card, "component_objects").values()
    details = next(
        (get_obj(part, "data") for part in parts if get_str(part, "type") == "details"), {}
    )
    title = get_str(get_obj(details, "title"), "content")
    if not title:
        return None
    goals = get_obj(card, "destination_objects").values()
    url = next((get_obj(goal, "data", "url_data") for goal in goals), {})
    return LinkCard(
        title=title,
        domain=get_str(get_obj(details, "subtitle"), "content") or get_str(url, "vanity"),
        url=get_str(url, "url"),
    )


def _article(article: JsonObject) -> LinkCard | None:
    """Return an article as a card, with as much of its text as the response has."""
    title = get_str(article, "title")
    if not title:
        return None
    blocks = get_list(article, "content_state", "blocks")
    paragraphs = "\n\n".join(text for block in blocks if (text := get_str(block, "text")))
    whole = get_str(article, "plain_text") or paragraphs or get_str(article, "preview_text")
    article_id = get_str(article, "rest_id")
    url = f"https://x.com/i/article/{article_id}" if article_id else None
    return LinkCard(title=title, description=whole, domain="x.com", url=url)


def _note(pivot: JsonObject) -> LinkCard | None:
    """Return the community note below a post, as a card."""
    note = get_obj(pivot, "note")
    words = (
        get_str(get_obj(pivot, "subtitle"), "text")
        or get_str(get_obj(note, "data_v1", "summary"), "text")
        or get_str(get_obj(note, "summary"), "text")
    )
    if not words:
        return None
    title = get_str(pivot, "title") or _NOTE
    return LinkCard(title=title, description=words, url=get_str(pivot, "destinationUrl"))
