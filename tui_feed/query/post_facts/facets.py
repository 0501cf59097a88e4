"""Describe each facet once: tags, people, sites, kinds and other values for finding posts.

A description names the fields of a post with the values, the form of values for look-ups, and their
form on the screen. Index, evaluation, completion, lists and marks use it; `operators` has the terms
of each facet.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from tui_feed.query.folding import fold, searchable
from tui_feed.query.post_facts.kinds import KINDS, kind_named
from tui_feed.query.post_facts.post_values import sites


class OneValue(NamedTuple):
    """Field of a post with one value at most."""

    field: str
    """Name of the field: `lang`."""
    attribute: str | None = None
    """Attribute with the value, if the field holds no text: `handle` of an author."""


class SeveralValues(NamedTuple):
    """Fields of a post with any number of values each."""

    fields: tuple[str, ...]
    """Names of the fields."""


class DerivedValues(NamedTuple):
    """Values derived from fields of a post."""

    fields: tuple[str, ...]
    """Names of the fields; a post without any of them has no value."""
    values: Callable[..., Iterable[str]]
    """Returns the values, given the fields."""


class KindValues(NamedTuple):
    """Kinds (`kinds.KINDS`), each with its own fields."""


class LinkedPost(NamedTuple):
    """Id of another post, looked up in a column of links."""

    column: Literal["quoting", "conversations"]
    """Name of the column."""
    field: str
    """Field of a post with the id."""


class SourceLabel(NamedTuple):
    """Label of a source: known to the feed, not stated in posts."""


class ReaderValue(NamedTuple):
    """Value given by the reader: a label, a note. No archive states it."""


StatedIn = (
    OneValue | SeveralValues | DerivedValues | KindValues | LinkedPost | SourceLabel | ReaderValue
)
"""Place of a facet's values in a post; `feed.build.facet_columns` reads whole columns by it."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class FacetType:
    """Description of a facet."""

    name: str
    """Name in the tree of a query and in a feed: `app`."""
    stated_in: StatedIn
    """Place of its values in a post."""
    needs: str = "a value"
    """Words for a value, in the error for a missing value: `the name of an app`."""
    typed: Callable[[str], str] = fold
    """Returns the form of a typed value for looking up; empty for no value.

    May raise `ValueError` with a sentence for the reader.
    """
    stored: Callable[[str], str] | None = fold
    """Returns the form of a stated value for looking up; None if it has this form already."""
    matches: Callable[[str, str], bool] | None = None
    """Tells whether a wanted value finds a stored value; None if only equal values match."""
    unknown: str | None = None
    """Word for the fact that a post without a value leaves unknown; None if it means no."""
    implied_by: str | None = None
    """Field of posts sure to have a value, stated or not; None if every post has a value."""
    sign: str = ""
    """Sign before a shown value."""
    in_text: bool = False
    """True if a post has its values in its text, with the sign; they are marked there."""
    spelled: Callable[[str], str] = str
    """Returns the spelling of a value in a query, given the spelling in posts."""
    list_name: str | None = None
    """Name of the list of its values; None for no list."""
    list_from: int = 1
    """Smallest number of values for the list to be shown."""
    choices: Callable[[], list[tuple[str, str]]] | None = None
    """Returns all possible values, each with its help; None if any value is possible."""
    term: Callable[[str], str] | None = None
    """Returns the term for a value; None for the plain term (`operators.term_of`)."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Fields of a post with its values; none for kinds, with fields of their own."""
        match self.stated_in:
            case OneValue() | LinkedPost():
                return (self.stated_in.field,)
            case SeveralValues() | DerivedValues():
                return self.stated_in.fields
        return ()


def handle_typed(text: str) -> str:
    """Return a typed handle in the form for look-ups, without its sign and closing punctuation."""
    return fold(text).rstrip(_CLOSING).removeprefix("@")


def tag_typed(text: str) -> str:
    """Return a typed tag in the form for look-ups; "" for an invalid tag, such as `#12`."""
    value = fold(text).rstrip(_CLOSING)
    return value if any(map(str.isalpha, value)) else ""


def symbol_typed(text: str) -> str:
    """Return a typed ticker symbol in the form for look-ups; "" for others, such as `$5`."""
    value = fold(text).rstrip(_CLOSING)
    return value if value[:1].isalpha() else ""


def app_typed(name: str) -> str:
    """Return the name of an app in the form for look-ups: `_` counts as a space, as on X."""
    return searchable(name.replace("_", " "))


def site_typed(text: str) -> str:
    """Return a site in the form for look-ups, from any part of an address."""
    name = fold(text).partition("://")[2] or fold(text)
    for end in "/?#":
        name = name.partition(end)[0]
    return name.removeprefix("www.").strip(".")


_CLOSING = ",.;:!?"

TAG = FacetType(
    name="tag",
    stated_in=SeveralValues(("hashtags",)),
    typed=tag_typed,
    sign="#",
    in_text=True,
    list_name="tags",
)
CASHTAG = FacetType(
    name="cashtag",
    stated_in=SeveralValues(("cashtags",)),
    typed=symbol_typed,
    sign="$",
    in_text=True,
    list_name="symbols",
)
MENTION = FacetType(
    name="mention",
    stated_in=SeveralValues(("mentions", "reply_to")),
    in_text=True,
    list_name="mentioned",
    sign="@",
    needs="a handle",
    typed=handle_typed,
)
FROM = FacetType(
    name="from",
    stated_in=OneValue("author", "handle"),
    unknown="author",
    list_name="authors",
    sign="@",
    needs="a handle",
    typed=handle_typed,
)
TO = FacetType(
    name="to",
    stated_in=SeveralValues(("reply_to",)),
    unknown="whom it answers",
    implied_by="reply_to_id",
    in_text=True,
    sign="@",
    needs="a handle",
    typed=handle_typed,
)
LANGUAGE = FacetType(
    name="lang",
    stated_in=OneValue("lang"),
    needs="the code of a language",
    matches=lambda stored, wanted: stored == wanted or stored.startswith(f"{wanted}-"),
    unknown="language",
    list_name="languages",
)
APP = FacetType(
    name="app",
    stated_in=OneValue("client"),
    needs="the name of an app",
    typed=app_typed,
    stored=app_typed,
    unknown="app",
    spelled=lambda name: name.replace(" ", "_"),
    list_name="apps",
)
SITE = FacetType(
    name="domain",
    stated_in=DerivedValues(("links", "card"), sites),
    needs="the name of a site",
    typed=site_typed,
    stored=None,
    matches=lambda stored, wanted: stored == wanted or stored.endswith(f".{wanted}"),
    in_text=True,
    list_name="sites",
)
CARD_SITE = FacetType(
    name="card_domain",
    stated_in=DerivedValues(("card",), lambda card: sites((), card)),
    needs="the name of a site",
    typed=site_typed,
    stored=None,
    matches=SITE.matches,
    in_text=True,
)
KIND = FacetType(
    name="is",
    stated_in=KindValues(),
    typed=lambda word: kind_named(word).name,
    stored=None,
    list_name="kinds",
    choices=lambda: [(kind.name, kind.help) for kind in KINDS],
    term=lambda name: kind_named(name).written,
)
SOURCE = FacetType(
    name="in",
    stated_in=SourceLabel(),
    needs="the label of a source, as its posts show it",
    list_name="sources",
    list_from=2,
)
CONVERSATION = FacetType(
    name="conversation",
    stated_in=LinkedPost("conversations", "conversation_id"),
    needs="the id of a post",
    typed=str.strip,
    stored=None,
    unknown="thread",
)
QUOTED = FacetType(
    name="quoted",
    stated_in=LinkedPost("quoting", "quote"),
    needs="the id of a post",
    typed=str.strip,
    stored=None,
)
LABEL = FacetType(
    name="label",
    stated_in=ReaderValue(),
    needs="a label of yours",
    stored=None,
    list_name="labels",
)
NOTE = FacetType(
    name="note",
    stated_in=ReaderValue(),
    needs="a part of a note of yours",
    typed=searchable,
    stored=None,
)
