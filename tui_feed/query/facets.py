"""Descriptions of what posts can be looked up by: tags, people, sites, kinds and the like.

Each says where a post states it, in which form it is looked up, and how it is shown. Whatever
stores, asks, completes, lists or marks it reads that here; the terms that find it are in
`operators`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from tui_feed.query.folding import fold, searchable
from tui_feed.query.kinds import KINDS, kind_named
from tui_feed.query.post_values import sites


class OneValue(NamedTuple):
    """Field of a post that states one value at most."""

    field: str
    """Name of the field: `lang`."""
    attribute: str | None = None
    """Attribute of what stands there, where it is no text: `handle` of an author."""


class SeveralValues(NamedTuple):
    """Fields of a post that each state any number of values."""

    fields: tuple[str, ...]
    """Names of the fields."""


class DerivedValues(NamedTuple):
    """Values that are made of fields of a post."""

    fields: tuple[str, ...]
    """Names of the fields; a post that states none of them has no value."""
    values: Callable[..., Iterable[str]]
    """Returns the values, of what stands in the fields."""


class KindValues(NamedTuple):
    """Kinds (`kinds.KINDS`), each with the fields that show it."""


class LinkedPost(NamedTuple):
    """Id of another post, looked up in one of the columns of links that a feed has anyway."""

    column: Literal["quoting", "conversations"]
    """Name of the column."""
    field: str
    """Field of a post that states it."""


class SourceLabel(NamedTuple):
    """Label of the file that a post was read from; a feed knows it, no post states it."""


Reading = OneValue | SeveralValues | DerivedValues | KindValues | LinkedPost | SourceLabel
"""Way to read a facet off a post; `feed.build.facet_columns` reads whole columns by it."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class FacetType:
    """Description of something that posts can be looked up by."""

    name: str
    """Name in the tree of a query and in a feed: `app`."""
    reading: Reading
    """Place where a post states it."""
    needs: str = "a value"
    """Words for a value, in the error for none: `the name of an app`."""
    typed: Callable[[str], str] = fold
    """Returns the form in which a typed value is looked up; empty where it is none.

    May raise `ValueError` with a sentence for the reader.
    """
    stored: Callable[[str], str] | None = fold
    """Returns the form in which a stated value is looked up; None where it is in that form."""
    matches: Callable[[str, str], bool] | None = None
    """Tells whether a stored value is found by a wanted one; None where they must be equal."""
    unknown: str | None = None
    """Name of what a post lacks that does not state it; None where stating nothing means no."""
    implied_by: str | None = None
    """Field that shows that there is a value, stated or not; None where every post has one."""
    sign: str = ""
    """Sign before a value where people see it."""
    in_text: bool = False
    """Whether a value stands in the text of a post, behind its sign, and is marked there."""
    spelled: Callable[[str], str] = str
    """Returns a value as it is written in a query, of one as posts write it."""
    list_name: str | None = None
    """Name of the list of its values; None for no list."""
    list_from: int = 1
    """Number of values from which on the list is worth showing."""
    choices: Callable[[], list[tuple[str, str]]] | None = None
    """Returns all values that there can be, each with its help; None where any may come."""
    term: Callable[[str], str] | None = None
    """Returns the term that finds a value; None for the plain one (`operators.term_of`)."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Fields of a post that it is read off; none for kinds, which have their own."""
        match self.reading:
            case OneValue() | LinkedPost():
                return (self.reading.field,)
            case SeveralValues() | DerivedValues():
                return self.reading.fields
        return ()


def handle_typed(text: str) -> str:
    """Return a typed handle as it is looked up, without its sign and closing punctuation."""
    return fold(text).rstrip(_CLOSING).removeprefix("@")


def tag_typed(text: str) -> str:
    """Return a typed tag as it is looked up; empty for what is none by the book, such as `#12`."""
    value = fold(text).rstrip(_CLOSING)
    return value if any(map(str.isalpha, value)) else ""


def symbol_typed(text: str) -> str:
    """Return a typed ticker symbol as it is looked up; empty for what is none, such as `$5`."""
    value = fold(text).rstrip(_CLOSING)
    return value if value[:1].isalpha() else ""


def app_typed(name: str) -> str:
    """Return the name of an app as it is looked up: `_` and a space are the same, as for X."""
    return searchable(name.replace("_", " "))


def site_typed(text: str) -> str:
    """Return a site as it is looked up, out of whatever part of an address was typed."""
    name = fold(text).partition("://")[2] or fold(text)
    for end in "/?#":
        name = name.partition(end)[0]
    return name.removeprefix("www.").strip(".")


_CLOSING = ",.;:!?"

TAG = FacetType(
    name="tag",
    reading=SeveralValues(("hashtags",)),
    typed=tag_typed,
    sign="#",
    in_text=True,
    list_name="tags",
)
CASHTAG = FacetType(
    name="cashtag",
    reading=SeveralValues(("cashtags",)),
    typed=symbol_typed,
    sign="$",
    in_text=True,
    list_name="symbols",
)
MENTION = FacetType(
    name="mention",
    reading=SeveralValues(("mentions", "reply_to")),
    in_text=True,
    list_name="named",
    sign="@",
    needs="a handle",
    typed=handle_typed,
)
FROM = FacetType(
    name="from",
    reading=OneValue("author", "handle"),
    unknown="author",
    list_name="authors",
    sign="@",
    needs="a handle",
    typed=handle_typed,
)
TO = FacetType(
    name="to",
    reading=SeveralValues(("reply_to",)),
    unknown="whom it answers",
    implied_by="reply_to_id",
    in_text=True,
    sign="@",
    needs="a handle",
    typed=handle_typed,
)
LANGUAGE = FacetType(
    name="lang",
    reading=OneValue("lang"),
    needs="the code of a language",
    matches=lambda stored, wanted: stored == wanted or stored.startswith(f"{wanted}-"),
    unknown="language",
    list_name="languages",
)
APP = FacetType(
    name="app",
    reading=OneValue("client"),
    needs="the name of an app",
    typed=app_typed,
    stored=app_typed,
    unknown="app",
    spelled=lambda name: name.replace(" ", "_"),
    list_name="apps",
)
SITE = FacetType(
    name="domain",
    reading=DerivedValues(("links", "card"), sites),
    needs="the name of a site",
    typed=site_typed,
    stored=None,
    matches=lambda stored, wanted: stored == wanted or stored.endswith(f".{wanted}"),
    in_text=True,
    list_name="sites",
)
KIND = FacetType(
    name="is",
    reading=KindValues(),
    typed=lambda word: kind_named(word).name,
    stored=None,
    list_name="kinds",
    choices=lambda: [(kind.name, kind.help) for kind in KINDS],
    term=lambda name: kind_named(name).written,
)
SOURCE = FacetType(
    name="in",
    reading=SourceLabel(),
    needs="the label of a source, as its posts show it",
    list_name="sources",
    list_from=2,
)
CONVERSATION = FacetType(
    name="conversation",
    reading=LinkedPost("conversations", "conversation_id"),
    needs="the id of a post",
    typed=str.strip,
    stored=None,
    unknown="thread",
)
QUOTED = FacetType(
    name="quoted",
    reading=LinkedPost("quoting", "quote"),
    needs="the id of a post",
    typed=str.strip,
    stored=None,
)
