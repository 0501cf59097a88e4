"""The table of operators: it drives the parser, the help on the screen and the README."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tui_feed.query.dates import read_date
from tui_feed.query.errors import excerpt
from tui_feed.query.folding import fold
from tui_feed.query.nodes import Dates, Facet, FacetKind, Node, Span

Shape = Literal["HANDLE", "DATE", "YEAR", "SOURCE"]
"""What an operator takes after its colon."""

Reader = Callable[[str, Span, date | None], Node]
"""Makes a node of a value, its span, and today; raises `ValueError` with a sentence."""


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a term that is not an operator."""

    written: str
    """Its shape: `"exact phrase"`."""
    help: str
    """What it finds, in one line."""
    example: str
    """A whole query that uses it."""


@dataclass(frozen=True, slots=True)
class Operator:
    """A term of the form `name:value`. The case of its name does not matter."""

    name: str
    """Its name, lower case."""
    value: Shape
    """What it takes."""
    help: str
    """What it finds, in one line."""
    example: str
    """A whole query that uses it."""
    read: Reader
    """What it means."""

    @property
    def written(self) -> str:
        """Its shape, as the help prints it: `since:DATE`."""
        return f"{self.name}:{self.value}"


def facet_value(kind: FacetKind, typed: str) -> str:
    """Return what follows a sign as it is looked up: folded, without closing punctuation.

    It is empty for what is none by the book: `#12` is no tag and `$5` no symbol.
    """
    value = fold(typed).rstrip(",.;:!?")
    if kind == "tag":
        return value if any(map(str.isalpha, value)) else ""
    if kind == "cashtag":
        return value if value[:1].isalpha() else ""
    return value.removeprefix("@")


def _from(value: str, span: Span, _today: date | None) -> Node:
    if not (name := facet_value("from", value)):
        raise ValueError("from: needs a handle, such as from:HarborRiders")
    return Facet(span, "from", name)


def _in(value: str, span: Span, _today: date | None) -> Node:
    if not (label := fold(value)):
        raise ValueError("in: needs the label of a source, as its posts show it")
    return Facet(span, "in", label)


def _since(value: str, span: Span, today: date | None) -> Node:
    return Dates(span, read_date(value, today).start, None)


def _until(value: str, span: Span, today: date | None) -> Node:
    return Dates(span, None, read_date(value, today).start)


def _on(value: str, span: Span, today: date | None) -> Node:
    moment = read_date(value, today)
    return Dates(span, moment.start, moment.stop)


def _year(value: str, span: Span, today: date | None) -> Node:
    if not (len(value) == 4 and value.isascii() and value.isdecimal()):
        raise ValueError(f'"{excerpt(value)}" is not a year: write year:2024')
    return _on(value, span, today)


SYNTAX = (
    Form("word", "posts that have this in their text, names, links, pictures or quotes", "tram"),
    Form('"exact phrase"', "these words in this order; also for signs", '"line 4" "C#"'),
    Form("#tag", "posts with this hashtag", "#LateTrams"),
    Form("@mention", "posts that mention or answer this account", "@ElleryWorks"),
    Form("$CASH", "posts with this ticker symbol", "$ELWK"),
    Form("one two", "both", "tram #LateTrams"),
    Form("one OR two", "either; OR in capitals, and it binds less than a space", "tram OR ferry"),
    Form("-term", "without this; also before ( )", "tram -ferry -(bus OR from:ElleryWorks)"),
    Form("( )", "a group", "(tram OR ferry) since:2023"),
)
"""What is not an operator."""

OPERATORS = (
    Operator("from", "HANDLE", "posts written by this account", "from:HarborRiders", _from),
    Operator("since", "DATE", "from the beginning of this date on", "since:2023-05", _since),
    Operator("until", "DATE", "before this date, which is left out", "until:yesterday", _until),
    Operator("on", "DATE", "on this day, in this month or year", "on:2024-01-05", _on),
    Operator("year", "YEAR", "in this year", "year:2023 -on:2023-12", _year),
    Operator("in", "SOURCE", "read from this one of several files", "in:posts -in:outbox", _in),
)
"""The operators that are answered. A DATE is 2024, 2024-01, 2024-01-05, today, yesterday, 30d."""

BY_NAME = {operator.name: operator for operator in OPERATORS}
"""The operators by their names."""

SIGNS: dict[str, FacetKind] = {
    "#": "tag", "＃": "tag", "@": "mention", "＠": "mention", "$": "cashtag",
}  # fmt: skip
"""The signs that begin a term."""

_NOT_YET = (
    "to month within_time since_id max_id since_time until_time lang source url domain "
    "conversation_id quoted_tweet_id quoted_user_id min_views min_faves min_retweets min_replies "
    "is filter has sort exclude include day depth"
)
_NOT_OFFLINE = {
    "near": "where a post was written is known to the network only",
    "within": "where a post was written is known to the network only",
    "geocode": "where a post was written is known to the network only",
    "place": "where a post was written is known to the network only",
    "list": "the members of a list are known to the network only",
    "context": "topics are known to the network only",
    "filter:follows": "whom you follow is known to the network only",
    "filter:social": "whom you follow is known to the network only",
    "filter:trusted": "what the network trusts is known to the network only",
    "filter:safe": "what the network hides is known to the network only",
}


def refusal(name: str, value: str) -> str | None:
    """Return why a known operator of X's language is not answered; None where it is not known."""
    whole = f"{name}:{value.lower()}"
    if reason := _NOT_OFFLINE.get(whole) or _NOT_OFFLINE.get(name):
        shown = whole if whole in _NOT_OFFLINE else f"{name}:"
        return f"{shown} cannot be answered from an archive: {reason}"
    if name in _NOT_YET.split():
        return f"{name}: is known, but this version cannot answer it yet"
    return None
