"""Lists of values to filter by: tags, people, sites and more."""

from collections.abc import Sequence
from typing import NamedTuple

from tui_feed.feed import Feed
from tui_feed.query.operators import all_facets, term_of
from tui_feed.query.post_facts.facets import FacetType

_YEARS = "years"
_FIRST = ("tags", "symbols", "authors", "mentioned", "sites", _YEARS, "kinds", "languages", "apps")
"""Names of lists in display order; other lists follow."""


class FacetList(NamedTuple):
    """List of values to filter by."""

    name: str
    """Name of the list."""
    facet: FacetType | None
    """Facet of the values; None for years."""

    def label(self, value: str) -> str:
        """Return the label of a value."""
        if self.facet is None:
            return value
        choices = dict(self.facet.choices()) if self.facet.choices else {}
        return f"{value}: {choices[value]}" if value in choices else f"{self.facet.sign}{value}"

    def term(self, value: str) -> str:
        """Return the query term for a value."""
        if self.facet is None:
            return f"year:{value}"
        if self.name == "tags":
            return tag_term(f"#{value}")
        return term_of(self.facet, value)


def tag_term(tag: str) -> str:
    """Return the query term for a tag with its sign, in any of the sign's variants."""
    name = tag[1:]
    mark = "$" if tag[0] == "$" else "#"
    return (
        f'"{name}"'
        if any(c.isspace() or c in '"()\u201c\u201d\u201e\u201f' for c in name)
        else f"{mark}{name}"
    )


def facet_lists() -> list[FacetList]:
    """Return all lists, in display order."""
    facets = [facet for facet in all_facets().values() if facet.list_name]
    lists = [FacetList(facet.list_name or "", facet) for facet in facets]
    lists.append(FacetList(_YEARS, None))
    places = {name: place for place, name in enumerate(_FIRST)}
    return sorted(lists, key=lambda each: places.get(each.name, len(places)))


def values_of(feed: Feed, shown: FacetList, rows: Sequence[int] | None) -> list[tuple[str, int]]:
    """Return the values of a list in some posts, or in all, each with its number of posts."""
    if shown.facet is None:
        return [(f"{year:04}", count) for year, count in feed.dates(rows).years()]
    return feed.values(shown.facet.name, rows)


def is_offered(feed: Feed, shown: FacetList) -> bool:
    """Return whether the feed has enough values for a list to narrow the posts."""
    if shown.facet is None:
        return feed.span() is not None
    return feed.has_values(shown.facet.name, shown.facet.list_from)


def people_of(feed: Feed) -> str:
    """Return the list of people: authors, or mentions in a feed with a single author."""
    return "authors" if feed.has_values("from", 2) else "mentioned"
