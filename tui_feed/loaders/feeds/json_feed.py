"""Read JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from collections.abc import Iterator

from tui_feed.loaders.common.derived_ids import Identities
from tui_feed.loaders.common.entity_fields import entity_fields
from tui_feed.loaders.common.fields import (
    JsonObject,
    get_id,
    get_list,
    get_obj,
    get_str,
    get_strings,
    host_of,
)
from tui_feed.loaders.common.html_text import HtmlText, html_text
from tui_feed.loaders.common.json_text import JsonError, parse_json
from tui_feed.loaders.common.record_reader import Read
from tui_feed.loaders.feeds.entries import distinct
from tui_feed.loaders.feeds.entry_ids import global_id
from tui_feed.loaders.feeds.feed_dates import feed_date
from tui_feed.loaders.feeds.feed_media import KINDS, seconds
from tui_feed.loaders.feeds.titles import joined
from tui_feed.models import Author, LinkCard, Media, Post, Profile, Record
from tui_feed.sources.file import File
from tui_feed.text.dates import iso


def read_json(file: File) -> Iterator[Record | Read]:
    """Yield the feed as a profile, then its items in file order."""
    text, problems = file.text()
    yield from problems
    try:
        feed = parse_json(text)
    except JsonError as error:
        place = f"character {error.column:,}"
        yield file.problem(f"{error.reason}; nothing was read", place, skipped=True)
        return
    profile = Profile(
        name=get_str(feed, "title"),
        bio=get_str(feed, "description"),
        website=get_str(feed, "home_page_url"),
        avatar=get_str(feed, "icon"),
        source=file.name,
    )
    yield profile
    found = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(found, list) or not found:
        yield file.problem("the feed has no entries")
        return
    identities, home = Identities(), _home_of(feed, file.name)
    for number, item in enumerate(found, 1):
        place = f"entry {number:,}"
        if not isinstance(item, dict):
            yield file.problem("no entry; it is left out", place, skipped=True)
            continue
        post_id = global_id(get_id(item, "id"), home)
        yield Read(_json_post(item, feed, post_id, identities, f"{file.name}, {place}"), item)
        stated = get_str(item, "date_published")
        if stated and feed_date(stated) is None:
            reason = f"its date {stated[:40]!r} is not understood; it is shown without one"
            yield file.problem(reason, place)


def _home_of(feed: JsonObject, name: str) -> str:
    """Return the address of a feed; without an address its title or the name of its file."""
    named = (get_str(feed, key) for key in ("feed_url", "home_page_url", "title"))
    return next(filter(None, named), name)


def _json_post(
    item: JsonObject, feed: JsonObject, post_id: str | None, identities: Identities, source: str
) -> Post:
    said = html_text(get_str(item, "content_html") or "")
    body = said.text or get_str(item, "content_text") or get_str(item, "summary") or ""
    text = joined(get_str(item, "title") or "", body)
    name = _named(item) or _named(feed) or get_str(feed, "title")
    published, modified = get_str(item, "date_published"), get_str(item, "date_modified")
    when, address = feed_date(published), get_str(item, "url")
    elsewhere = get_str(item, "external_url")
    named = entity_fields(text)
    return Post(
        id=post_id or identities.of_post(name, iso(when), text),
        url=address or elsewhere,
        author=Author(name=name),
        created_at=iso(when),
        text=text,
        lang=get_str(item, "language") or get_str(feed, "language"),
        hashtags=tuple(distinct([*get_strings(item, "tags"), *named["hashtags"]])),
        mentions=named["mentions"],
        cashtags=named["cashtags"],
        links=said.links or named["links"],
        media=tuple(_media(item, said)),
        card=LinkCard(url=elsewhere, domain=host_of(elsewhere)) if address and elsewhere else None,
        edited=bool(modified and published and modified != published),
        source=source,
    )


def _named(holder: JsonObject) -> str | None:
    """Return the names of the authors of an item or of the whole feed."""
    people = get_list(holder, "authors") or [get_obj(holder, "author")]
    return ", ".join(name for each in people if (name := get_str(each, "name"))) or None


def _media(item: JsonObject, said: HtmlText) -> list[Media]:
    """Return pictures, videos and sounds, each address once."""
    found = [
        Media(
            kind=kind,
            alt=get_str(each, "title"),
            url=get_str(each, "url"),
            duration=seconds(each.get("duration_in_seconds")),
        )
        for each in get_list(item, "attachments")
        for sign, kind in KINDS
        if (get_str(each, "mime_type") or "").startswith(sign)
    ]
    pictures = [Media(kind=each.kind, alt=each.alt, url=each.src) for each in said.pictures]
    image = get_str(item, "image")
    if image and image not in {each.url for each in pictures}:
        found.insert(0, Media(kind="photo", url=image))
    known = {each.url for each in found}
    return found + [each for each in pictures if each.url not in known]
