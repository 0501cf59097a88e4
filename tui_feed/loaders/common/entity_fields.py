"""Find names in a text, for the fields of a post."""

from collections.abc import Iterable
from typing import TypedDict

from tui_feed.models import Link
from tui_feed.text.addresses import CUT
from tui_feed.text.entities import find_entities


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
    fields = EntityFields(hashtags=(), mentions=(), cashtags=(), links=())
    if not found:
        return fields
    kinds: dict[str, list[str]] = {}
    for entity in found:
        kinds.setdefault(entity.kind, []).append(entity.text)
    if "hashtag" in kinds:
        fields["hashtags"] = _unique(kinds["hashtag"])
    if "mention" in kinds:
        fields["mentions"] = _unique(kinds["mention"])
    if "cashtag" in kinds:
        fields["cashtags"] = _unique(kinds["cashtag"])
    if "link" in kinds:
        fields["links"] = _links(kinds["link"])
    return fields


def _unique(names: list[str]) -> tuple[str, ...]:
    if len(names) > 1:
        names = list({name.casefold(): name for name in reversed(names)}.values())[::-1]
    return tuple(names)


def _links(shown: list[str]) -> tuple[Link, ...]:
    unique: dict[str, Link] = {}
    for display in shown:
        url = _address(display)
        unique.setdefault(url or display, Link(url=url, display=display))
    return tuple(unique.values())


def _address(display: str) -> str | None:
    """Return the address of a link from its displayed form; None for a shortened link.

    Pages display links without `https://`, and nearly every site supports HTTPS.
    """
    if display.endswith(CUT):
        return None
    has_scheme = display[:8].lower().startswith(("http://", "https://"))
    return display if has_scheme else f"https://{display}"
