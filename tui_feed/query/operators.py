"""Define the terms of the query language, for parser, completion, help, README and evaluation.

A new operator is a new entry of `OPERATORS`. For a new facet, the entry also has its description
(`facets.FacetType`), by which values are read from posts, stored, listed and marked.
`tests/query/test_new_operator.py` shows it.
"""

import re
from dataclasses import dataclass
from datetime import date

from tui_feed.query import readers, shapes
from tui_feed.query.nodes import Facet, Node, Not, Span
from tui_feed.query.post_facts import facets
from tui_feed.query.post_facts.counts import COUNTS, CountType
from tui_feed.query.post_facts.facets import FacetType
from tui_feed.query.readers import ValueReader
from tui_feed.query.shapes import Shape


@dataclass(frozen=True, slots=True)
class Form:
    """Term without an operator."""

    written: str
    """Written form: `"whole words"`."""
    help: str
    """Help, in a line."""
    example: str
    """Query with it."""
    facet: FacetType | None = None
    """Facet of its values; None for a text."""
    signs: tuple[str, ...] = ()
    """Signs at its beginning; the first is the usual sign."""


@dataclass(frozen=True, slots=True)
class Operator:
    """Term of the form `name:value`; the case of its name does not matter."""

    name: str
    """Name, lower case."""
    value: Shape
    """Shape of its value."""
    help: str
    """Help, in a line."""
    example: str
    """Query with it."""
    reader: ValueReader | None = None
    """Makes a node from a value; None for an operator of a facet."""
    facet: FacetType | None = None
    """Facet of its values, also for completion; None for an operator without a facet."""
    aliases: tuple[str, ...] = ()
    """Other names for it."""
    excludes: bool = False
    """True if it matches the posts without the value."""

    @property
    def written(self) -> str:
        """Written form in the help: `since:DATE`."""
        return f"{self.name}:{self.value.name}"

    def read(self, value: str, span: Span, today: date | None) -> Node:
        """Return the node of a value. Raises `ValueError` with a sentence."""
        if self.reader:
            return self.reader(value, span, today)
        assert self.facet  # noqa: S101 - an operator has a reader or a facet
        if not (wanted := self.facet.typed(value)):
            raise ValueError(f"{self.name}: needs {self.facet.needs}, such as {self.example}")
        found = Facet(span, self.facet.name, wanted)
        return Not(span, found) if self.excludes else found


SYNTAX = [
    Form("word", "posts that have this in their text, names, links, pictures or quotes", "tram"),
    Form(
        '"whole words"', "these whole words in this order; * stands for any words; also for signs",
        '"line 4" "the * tram" "C#"',
    ),
    Form("+word", "this whole word", "+tram"),
    Form("/regex/", "a pattern in one of these texts, as RE2 knows them", "/trams? (late|early)/"),
    Form("#tag", "posts with this hashtag", "#LateTrams", facets.TAG, ("#", "＃")),
    Form(
        "@mention", "posts that mention or answer this account", "@ElleryWorks", facets.MENTION,
        ("@", "＠"),
    ),
    Form("$CASH", "posts with this ticker symbol", "$ELWK", facets.CASHTAG, ("$",)),
    Form("one two", "both", "tram #LateTrams"),
    Form("one OR two", "either; OR in capitals, and it binds less than a space", "tram OR ferry"),
    Form("-term", "without this; also before ( )", "tram -ferry -(bus OR from:ElleryWorks)"),
    Form("( )", "a group", "(tram OR ferry) since:2023"),
]  # fmt: skip
"""Terms other than operators."""

_LATER = "after this post, by the numbers of the network; the post itself not included"
_CONVERSATION = "in the thread that began with this post"


def _at_least(count: CountType) -> Operator:
    reader = readers.least(count.name)
    return Operator(
        count.operator, shapes.N, count.help, count.example, reader, aliases=count.aliases
    )


OPERATORS = [
    Operator(
        "from", shapes.HANDLE, "written by this account", "from:HarborRiders", facet=facets.FROM
    ),
    Operator("to", shapes.HANDLE, "answers this account", "to:ElleryWorks", facet=facets.TO),
    Operator(
        "since", shapes.DATE, "from the beginning of this date on", "since:2023", readers.since
    ),
    Operator(
        "until", shapes.DATE, "before this date, which is left out", "until:yesterday",
        readers.until,
    ),
    Operator(
        "on", shapes.DATE, "on this day, in this month or year; 06-07 is a day of any year",
        "on:2024-01 OR on:06-07", readers.on,
    ),
    Operator("year", shapes.YEAR, "in this year", "year:2023 -on:2023-12", readers.year),
    Operator(
        "month", shapes.MONTH, "in this month of any year", "month:jun -month:2024-06",
        readers.month,
    ),
    Operator(
        "day", shapes.DAY, "on this day of the week; also weekday, weekend", "day:mon", readers.day
    ),
    Operator(
        "within_time", shapes.TIME, "so long ago at most: 30d, 12h, 90m, 45s", "within_time:30d",
        readers.within_time,
    ),
    Operator(
        "since_time", shapes.SECONDS, "not before this second since 1970", "since_time:1704412800",
        readers.seconds(until=False),
    ),
    Operator(
        "until_time", shapes.SECONDS, "before this second since 1970", "until_time:1704412800",
        readers.seconds(until=True),
    ),
    Operator(
        "since_id", shapes.ID, _LATER, "since_id:1742000000000000000",
        readers.number_of_id(above=True),
    ),
    Operator(
        "max_id", shapes.ID, "up to this post, itself included", "max_id:1742000000000000000",
        readers.number_of_id(above=False),
    ),
    Operator(
        "conversation_id", shapes.ID, _CONVERSATION, "conversation_id:1742000000000000000",
        facet=facets.CONVERSATION,
    ),
    Operator(
        "quoted_tweet_id", shapes.ID, "quotes this post", "quoted_tweet_id:1742000000000000000",
        facet=facets.QUOTED,
    ),
    Operator(
        "lang", shapes.LANG, "in this language, as the archive states it", "lang:en OR lang:fr",
        facet=facets.LANGUAGE,
    ),
    Operator(
        "source", shapes.APP, "written with this app; _ stands for a space",
        "source:twitter_web_app", facet=facets.APP,
    ),
    Operator("url", shapes.TEXT, "this in one of its links", "url:signals", readers.link),
    Operator(
        "domain", shapes.DOMAIN, "a link to this site or a part of it",
        "domain:harborriders.example", facet=facets.SITE,
    ),
    Operator(
        "card_domain", shapes.DOMAIN, "a preview of a page of this site",
        "card_domain:harborriders.example", facet=facets.CARD_SITE,
    ),
    *map(_at_least, COUNTS),
    Operator("is", shapes.KIND, "posts of this kind", "is:reply -is:repost", facet=facets.KIND),
    Operator(
        "has", shapes.KIND, "the same: what is there", "has:images -has:alt", facet=facets.KIND
    ),
    Operator(
        "filter", shapes.KIND, "the same, as X writes it", "filter:links", facet=facets.KIND
    ),
    Operator(
        "exclude", shapes.KIND, "none of this kind", "exclude:replies", facet=facets.KIND,
        excludes=True,
    ),
    Operator(
        "depth", shapes.DEPTH, "so many posts quoted inside each other", "depth:>1", readers.depth
    ),
    Operator(
        "in", shapes.SOURCE, "read from this one of several files", "in:posts -in:outbox",
        facet=facets.SOURCE,
    ),
    Operator("label", shapes.LABEL, "labelled so by you (L)", "label:trams", facet=facets.LABEL),
    Operator("note", shapes.TEXT, "this in your note (a)", "note:check", facet=facets.NOTE),
    Operator(
        "sort", shapes.ORDER, "in this order; every post matches", "tram sort:views", readers.sort
    ),
]  # fmt: skip
"""Operators. A DATE is 2024, 2024-01, 2024-01-05, today, yesterday, 30d."""


def all_terms() -> "list[Form | Operator]":
    """Return every term of the language, in the order of the help."""
    return [*SYNTAX, *OPERATORS]


def operators_by_name() -> dict[str, Operator]:
    """Return the operators by name and alias."""
    return {name: each for each in OPERATORS for name in (each.name, *each.aliases)}


def form_of_sign(sign: str) -> Form | None:
    """Return the term with a sign at its beginning; None if no term has the sign."""
    return next((form for form in SYNTAX if sign in form.signs), None)


def all_facets() -> dict[str, FacetType]:
    """Return every facet with a term, by name."""
    found = (term.facet for term in all_terms())
    return {facet.name: facet for facet in found if facet}


def term_of(facet: FacetType, value: str) -> str:
    """Return the term for a value of a facet, from its spelling in posts."""
    if facet.term:
        return facet.term(value)
    form = next((form for form in SYNTAX if form.facet is facet), None)
    if form:
        return f"{form.signs[0]}{value}"
    name = next(each.name for each in OPERATORS if each.facet is facet)
    return f"{name}:{as_value(facet.spelled(value))}"


def as_value(value: str) -> str:
    """Return a value as typed in a query, in quotes if it would be several terms without them."""
    return value if _PLAIN.fullmatch(value) else f'"{value}"'


_PLAIN = re.compile(r'[^\s()"\u201c-\u201f:/]+')
