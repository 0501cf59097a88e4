"""A query: what was typed, and what it means."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tui_feed.query.errors import QueryError
from tui_feed.query.folding import fold
from tui_feed.query.nodes import And, Dates, Facet, Node, Not, Or, Text
from tui_feed.query.operators import SIGNS
from tui_feed.query.parser import Parser
from tui_feed.text.clean import clean

LONGEST = 10_000
"""The longest query that is read, in characters."""

_SIGNS = {kind: fold(sign) for sign, kind in SIGNS.items()}


@dataclass(frozen=True, slots=True)
class Query:
    """A search that a feed can answer."""

    text: str
    """What was typed, cleaned; the spans of the nodes point into it."""
    root: Node | None
    """What it means; None for everything."""

    @classmethod
    def parse(cls, text: str, *, today: date | None = None) -> "Query":
        """Read a query. Dates such as `30d` count from `today` (the UTC day, unless given).

        Raises `QueryError`, and nothing else, for a text that is not one.
        """
        if len(text) > LONGEST:
            shown = clean(text[:LONGEST])
            raise QueryError(
                f"this query has {len(text):,} characters; at most {LONGEST:,} are read",
                len(shown),
                shown,
            )
        text = clean(text)
        return cls(text, Parser(text, today).parse())

    def words(self) -> tuple[str, ...]:
        """Return what a match may show, for highlighting: folded, each once, as typed in order.

        Words, phrases, `#tags`, `@mentions` and `$symbols` that are not left out. Look for them
        in folded text.
        """
        return tuple(dict.fromkeys(_shown(self.root))) if self.root else ()

    def without_dates(self) -> str:
        """Return the text without its date terms, for another date to take their place.

        Only terms that every match must meet go; a date inside an OR is part of something else.
        """
        terms = self.root.nodes if isinstance(self.root, And) else (self.root,)
        text = self.text
        for term in reversed(terms):
            node = term.node if isinstance(term, Not) else term
            if term and isinstance(node, Dates):
                text = text[: term.span[0]] + text[term.span[1] :]
        return " ".join(text.split())


def _shown(node: Node, *, wanted: bool = True) -> Iterator[str]:
    match node:
        case Text() if wanted:
            yield node.needle
        case Facet() if wanted and node.kind in _SIGNS:
            yield _SIGNS[node.kind] + node.value
        case Not():
            yield from _shown(node.node, wanted=not wanted)
        case And() | Or():
            for part in node.nodes:
                yield from _shown(part, wanted=wanted)
