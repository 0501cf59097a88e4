"""What posts can be looked up by: who wrote them, what they name, and what they are and have.

A question is put to a whole column in one pass of the standard library, 10 to 30 ns for each post;
only those that have something to answer are looked at one by one.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import Any, NamedTuple

from msgspec.structs import astuple

from tui_feed.feed.build.visibility import NOT_PUBLIC
from tui_feed.models import Link, LinkCard, Media, Post
from tui_feed.query import FacetKind
from tui_feed.query.folding import fold
from tui_feed.query.readers import app_value
from tui_feed.text.links import site_of

Columns = Mapping[str, Sequence[Any]]
"""What lines state, by the names of the fields."""
Rows = list[int]
"""Rows of a stretch, rising, each once."""

_SEEN = {"photo": "images", "video": "videos", "gif": "gifs", "audio": "audio"}
_SCHEME = len("https://")


class FacetTable(NamedTuple):
    """What some posts can be looked up by."""

    facets: dict[FacetKind, dict[str, Rows]]
    """Kind -> value in the form in which it is looked up -> rows."""
    spellings: dict[FacetKind, dict[str, int]]
    """Kind -> value as written -> how many posts write it so, in order of appearance."""
    unstated: dict[FacetKind, Rows]
    """Kind -> rows whose archive does not say."""


def columns_from(posts: Sequence[Post]) -> Columns:
    """Return posts as columns."""
    return dict(zip(Post.__struct_fields__, zip(*map(astuple, posts), strict=True), strict=True))


def having(column: Sequence[object]) -> Rows:
    """Return the rows that have something in a column."""
    return list(compress(range(len(column)), column))


def either(one: Sequence[object], other: Sequence[object]) -> Rows:
    """Return the rows that have something in one of two columns."""
    return sorted({*having(one), *having(other)})


def traits_of(columns: Columns) -> FacetTable:
    """Look through posts for everything but words, dates and numbers."""
    single: dict[FacetKind, dict[Any, Rows]] = {
        "from": _single([author.handle for author in columns["author"]]),
        "lang": _single(columns["lang"]),
        "app": _single(columns["client"]),
    }
    answered, to = columns["reply_to"], _several(columns["reply_to"])
    unstated: dict[FacetKind, Rows] = {
        **{kind: values.pop(None, []) for kind, values in single.items()},
        "to": [row for row in having(columns["reply_to_id"]) if not answered[row]],
        "conversation": _single(columns["conversation_id"]).get(None, []),
    }
    written: dict[FacetKind, dict[str, Rows]] = {
        **single,
        "tag": _several(columns["hashtags"]),
        "cashtag": _several(columns["cashtags"]),
        "mention": _union(_several(columns["mentions"]), to),
        "to": to,
    }
    facets = {kind: _folded(kind, values) for kind, values in written.items()}
    facets |= {"domain": _sites(columns), "is": dict(_kinds(columns))}
    spellings = {
        kind: {value: len(rows) for value, rows in values.items()}
        for kind, values in written.items()
    }
    return FacetTable(facets, spellings, unstated)


@lru_cache(4096)
def looked_up(kind: FacetKind, written: str) -> str:
    """Return a value in the form in which it is looked up."""
    return app_value(written) if kind == "app" else fold(written)


def _folded(kind: FacetKind, written: dict[str, Rows]) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for value, rows in written.items():
        key = looked_up(kind, value)
        held = found.get(key)
        found[key] = rows if held is None else sorted({*held, *rows})
    return found


def _single(column: Sequence[Any]) -> dict[Any, Rows]:
    """Return the rows of every value in a column; most often all have the same."""
    if len(set(column)) == 1:
        return {column[0]: list(range(len(column)))}
    found: dict[Any, Rows] = {}
    for row, value in enumerate(column):
        found.setdefault(value, []).append(row)
    return found


def _several(column: Sequence[Sequence[str]]) -> dict[str, Rows]:
    """Return the rows of every value where a row may have several, or one twice."""
    found: dict[str, Rows] = {}
    for row in having(column):
        for value in column[row]:
            rows = found.get(value)
            if rows is None:
                found[value] = [row]
            elif rows[-1] != row:
                rows.append(row)
    return found


def _union(one: dict[str, Rows], other: dict[str, Rows]) -> dict[str, Rows]:
    both = {value: sorted({*one[value], *other[value]}) for value in one.keys() & other.keys()}
    return {**one, **other, **both}


def addresses(links: Sequence[Link], card: LinkCard | None) -> Iterator[str]:
    """Yield the links of a post, as they are printed and where they lead."""
    for link in links:
        yield link.display
        if link.url and link.url != link.display:
            yield link.url
    if card and card.domain:
        yield card.domain
    if card and card.url:
        yield card.url


def _sites(columns: Columns) -> dict[str, Rows]:
    links, cards = columns["links"], columns["card"]
    sites: list[Sequence[str]] = [()] * len(links)
    for row in either(links, cards):
        sites[row] = tuple(filter(None, map(_site, addresses(links[row], cards[row]))))
    return _several(sites)


def _site(address: str) -> str | None:
    # Behind the host is nothing that could matter, and hosts come again where addresses do not.
    end = address.find("/", _SCHEME)
    return _site_of(address if end < 0 else address[:end])


_site_of = lru_cache(4096)(site_of)


def _kinds(columns: Columns) -> Iterator[tuple[str, Rows]]:
    """Yield the kinds (`query.KINDS`) that posts are of, threads excepted, each with its rows."""
    for kind, first, second in (
        ("reply", "reply_to", "reply_to_id"),
        ("repost", "reposted_by", "reposted_at"),
        ("links", "links", "card"),
    ):
        yield kind, either(columns[first], columns[second])
    for kind, name in (
        ("quote", "quote"), ("pinned", "pinned"), ("edited", "edited"), ("card", "card"),
        ("unavailable", "unavailable"), ("media", "media"), ("hashtags", "hashtags"),
        ("mentions", "mentions"), ("cashtags", "cashtags"), ("poll", "poll"),
        ("cw", "content_warning"),
    ):  # fmt: skip
        yield kind, having(columns[name])
    audiences = columns["visibility"]
    limited = having(audiences)
    yield "unlisted", [row for row in limited if audiences[row] == "unlisted"]
    yield "private", [row for row in limited if audiences[row] in NOT_PUBLIC]
    yield from _seen(columns["media"]).items()


def _seen(column: Sequence[Sequence[Media]]) -> dict[str, Rows]:
    """Return the rows that have pictures, videos or sounds, and those that describe one."""
    names: list[Sequence[str]] = [()] * len(column)
    for row in having(column):
        described = ("alt",) if any(media.alt for media in column[row]) else ()
        names[row] = (*(_SEEN[media.kind] for media in column[row]), *described)
    return _several(names)
