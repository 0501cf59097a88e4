"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from collections.abc import Iterator

from pydantic import ValidationError

from tui_feed.loaders.entities import entity_fields
from tui_feed.loaders.faults import left_out
from tui_feed.loaders.feeds.dates import feed_date
from tui_feed.loaders.feeds.entries import KINDS, joined, seconds
from tui_feed.loaders.fields import Json, name_of, part, parts, strings, words
from tui_feed.loaders.file import File
from tui_feed.loaders.html_text import html_text
from tui_feed.loaders.identity import Identities
from tui_feed.loaders.json_text import JsonError, parse_json
from tui_feed.model import Author, Media, Post, Profile, Record


def read_json(file: File) -> Iterator[Record]:
    """Yield the feed as an account, and its items in their order."""
    text, problems = file.text()
    yield from problems
    try:
        feed = parse_json(text)
    except JsonError as error:
        place = f"character {error.column:,}"
        yield file.problem(f"{error.reason}; nothing was read", place, skipped=True)
        return
    try:
        profile = Profile(
            name=words(feed, "title"),
            bio=words(feed, "description"),
            website=words(feed, "home_page_url"),
            avatar=words(feed, "icon"),
            source=file.name,
        )
        yield profile
    except ValidationError as error:
        yield file.problem(f"its title cannot be used ({error.error_count()} faults)")
    found = parts(feed, "items")
    if not found:
        yield file.problem("the feed has no entries")
    identities = Identities()
    for number, item in enumerate(found, 1):
        place = f"entry {number:,}"
        try:
            yield _json_post(item, feed, identities, f"{file.name}, {place}")
        except ValidationError as error:
            reason = left_out(error)
            yield file.problem(reason, place, skipped=True)


def _json_post(item: Json, feed: Json, identities: Identities, source: str) -> Post:
    said = html_text(words(item, "content_html") or "")
    body = said.text or words(item, "content_text") or words(item, "summary") or ""
    text = joined(words(item, "title") or "", body)
    people = parts(item, "authors") or [part(item, "author")]
    name = words(people[0], "name") or words(feed, "title")
    when = feed_date(words(item, "date_published"), None)
    named = entity_fields(text)
    media = [
        Media(
            kind=kind,
            alt=words(each, "title"),
            url=words(each, "url"),
            duration=seconds(each.get("duration_in_seconds")),
        )
        for each in parts(item, "attachments")
        for sign, kind in KINDS
        if (words(each, "mime_type") or "").startswith(sign)
    ]
    if image := words(item, "image"):
        media.insert(0, Media(kind="photo", url=image))
    media += [Media(kind="photo", alt=each.alt, url=each.src) for each in said.pictures]
    return Post(
        id=name_of(item, "id") or identities.of_post(name, when, text),
        url=words(item, "url") or words(item, "external_url"),
        author=Author(name=name),
        created_at=when,
        text=text,
        lang=words(item, "language"),
        hashtags=list(dict.fromkeys([*strings(item, "tags"), *named["hashtags"]])),
        mentions=named["mentions"],
        cashtags=named["cashtags"],
        links=said.links or named["links"],
        media=media,
        edited=words(item, "date_modified") is not None,
        source=source,
    )
