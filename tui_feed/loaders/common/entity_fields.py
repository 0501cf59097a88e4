"""Find names in a text, for the fields of a post."""

from collections.abc import Iterable
from typing import TypedDict

from tui_feed.models import Link
from tui_feed.text.addresses import CUT
from tui_feed.text.entities import Entity, find_entities


class EntityFields(TypedDict):
    """Fields of a post found in its text; each name once, in its first spelling."""

    hashtags: tuple[str, ...]
    mentions: tuple[str, ...]
    cashtags: tuple[str, ...]
    links: tuple[Link, ...]


def entity_fields(text: str, descriptions: Iterable[str] = ()) -> EntityFields:
    """Find the names in a clean text, and the links in the descriptions of its pictures."""
    found = find_entities(text)
    for description in descriptions:
        found += [entity for entity in find_entities(description) if entity.kind == "link"]
    if not found:
        return {"hashtags": (), "mentions": (), "cashtags": (), "links": ()}
    return {
        "hashtags": _named(found, "hashtag"),
        "mentions": _named(found, "mention"),
        "cashtags": _named(found, "cashtag"),
        "links": _links(found),
    }


def _named(found: list[Entity], kind: str) -> tuple[str, ...]:
    names = [entity.text for entity in found if entity.kind == kind]
    if len(names) > 1:
        names = list({name.casefold(): name for name in reversed(names)}.values())[::-1]
    return tuple(names)


def _links(found: list[Entity]) -> tuple[Link, ...]:
    unique: dict[str, Link] = {}
    for entity in found:
        if entity.kind == "link":
            url = _address(entity.text)
            key = url or entity.text
            if key not in unique:
                unique[key] = Link(url=url, display=entity.text)
    return tuple(unique.values())


def _address(display: str) -> str | None:
    """Return the address of a link from its displayed form; None for a shortened link.

    Pages display links without `https://`, and nearly every site supports HTTPS.
    """
    if display.endswith(CUT):
        return None
    has_scheme = display[:8].lower().startswith(("http://", "https://"))
    return display if has_scheme else f"https://{display}"
