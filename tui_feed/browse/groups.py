"""Groups of values to filter by: tags, people, sites and more."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tui_feed.feed import Feed
from tui_feed.query import KINDS, FacetKind
from tui_feed.query.completion import as_value

_TERMS = {kind.name: kind.written for kind in KINDS}
_HELP = {kind.name: kind.help for kind in KINDS}


class Group(NamedTuple):
    """Group of values to filter by."""

    name: str
    """Name of the group."""
    kind: FacetKind | None
    """Name of the facet in the feed; None for years."""
    label: Callable[[str], str]
    """Returns the label of a value."""
    term: Callable[[str], str]
    """Returns the query term for a value."""


def tag_term(tag: str) -> str:
    """Return the query term for a tag with its sign, in any of the sign's variants."""
    name = tag[1:]
    mark = "$" if tag[0] == "$" else "#"
    return f'"{name}"' if any(c.isspace() or c in '"()' for c in name) else f"{mark}{name}"


def _named(operator: str) -> Callable[[str], str]:
    return lambda value: f"{operator}:{as_value(value)}"


GROUPS = (
    Group("tags", "tag", "#{}".format, lambda tag: tag_term(f"#{tag}")),
    Group("symbols", "cashtag", "${}".format, "${}".format),
    Group("authors", "from", "@{}".format, _named("from")),
    Group("mentioned", "mention", "@{}".format, "@{}".format),
    Group("sites", "domain", str, _named("domain")),
    Group("years", None, str, _named("year")),
    Group(
        "kinds",
        "is",
        lambda kind: f"{kind}: {_HELP[kind]}",
        _TERMS.__getitem__,
    ),
    Group("languages", "lang", str, _named("lang")),
    Group("apps", "app", str, _named("source")),
    Group("sources", "in", str, _named("in")),
)
"""All groups, in display order."""


def values_of(feed: Feed, group: Group, rows: Sequence[int] | None) -> list[tuple[str, int]]:
    """Return the values of a group in some posts, or in all, each with its number of posts."""
    if group.kind is None:
        return [(f"{year:04}", count) for year, count in feed.dates(rows).years()]
    return feed.values(group.kind, rows)


def is_offered(feed: Feed, group: Group) -> bool:
    """Return whether the feed has values of a group; `sources` needs two."""
    return len(values_of(feed, group, None)) > (group.kind == "in")


def people_of(feed: Feed) -> str:
    """Return the group for people: authors, or mentions in a feed with a single author."""
    return "authors" if len(feed.values("from")) > 1 else "mentioned"
