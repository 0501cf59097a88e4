"""Represent a query: its text, and its syntax tree."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tui_feed.query.errors import QueryError
from tui_feed.query.nodes import And, Dates, Facet, Node, Not, Or, Recurring, Sort
from tui_feed.query.post_facts.orders import Order
from tui_feed.text.sanitize import clean

if TYPE_CHECKING:
    from tui_feed.query.highlighting import Marker

LONGEST = 10_000
"""Maximum length of a query, in characters."""


class Term(NamedTuple):
    """Term that every match meets; it can be removed on its own."""

    text: str
    """Text as typed."""
    start: int
    """Position in the query, in code points."""
    end: int
    """Position after it."""


@dataclass(frozen=True)
class Query:
    """Search for posts of a feed."""

    text: str
    """Text as typed, cleaned; the spans of the nodes are positions in it."""
    root: Node | None
    """Syntax tree; None for everything."""

    @classmethod
    def parse(cls, text: str, *, today: date | None = None) -> "Query":
        """Parse a query. Dates such as `30d` are relative to `today`, by default the reader's day.

        Raises only `QueryError`, for a text that is not a query.
        """
        if len(text) > LONGEST:
            shown = clean(text[:LONGEST])
            raise QueryError(
                f"this query has {len(text):,} characters; at most {LONGEST:,} are read",
                len(shown),
                shown,
            )
        text = clean(text)
        if not text.strip():
            return cls(text, None)
        from tui_feed.query.parser import QueryParser  # not before the first query

        return cls(text, QueryParser(text, today).parse())

    @cached_property
    def marker(self) -> "Marker":
        """Marker of its words, tags and patterns in a text, except excluded ones."""
        from tui_feed.query.highlighting import Marker

        return Marker(self.root)

    @property
    def order(self) -> Order | None:
        """Order of its `sort:`; None without."""
        return next((node.order for node in self._nodes() if isinstance(node, Sort)), None)

    @cached_property
    def asked(self) -> frozenset[str]:
        """Kinds that it asks for, also where posts of the kind are set apart (`PostKind.asks`)."""
        if self.root is None:
            return frozenset()
        from tui_feed.query.post_facts.facets import KIND
        from tui_feed.query.post_facts.kinds import kind_named

        facets = [node for node in self.leaves() if isinstance(node, Facet)]
        kinds = {node.value for node in facets if node.kind == KIND.name}
        return frozenset(name for name in kinds if kind_named(name).asks)

    def among(self, shown: "Query") -> "Query":
        """Return a query for its matches among the posts of a filter, in no order of its own.

        Posts set apart are found only if the filter asks for them.
        """
        parts = tuple(root for root in (shown.root, self.root) if root)
        joined = Query(self.text, And((-1, -1), parts))
        vars(joined)["asked"] = shown.asked
        return joined

    def typed_to(self, cursor: int) -> "Query":
        """Return the query while the value of a facet or a word ending at `cursor` is typed.

        Longer values and words match, too; after the typing, the query itself is meant.
        """
        if self.root is None:
            return self
        from tui_feed.query.typing_term import begun

        return Query(self.text, begun(self.root, self.text, cursor))

    @cached_property
    def asks_for_own(self) -> bool:
        """True if it asks for marks, notes, labels or read posts of the reader."""
        if self.root is None:
            return False
        from tui_feed.query.post_facts.facets import KIND, LABEL, NOTE
        from tui_feed.query.post_facts.kinds import kind_named

        facets = [node for node in self.leaves() if isinstance(node, Facet)]
        return any(
            node.kind in (LABEL.name, NOTE.name)
            or (node.kind == KIND.name and kind_named(node.value).is_own)
            for node in facets
        )

    def leaves(self) -> Iterator[Node]:
        """Yield the nodes without inner nodes, at all depths."""
        waiting = [self.root] if self.root else []
        while waiting:
            node = waiting.pop()
            if isinstance(node, Not):
                waiting.append(node.node)
            elif isinstance(node, And | Or):
                waiting.extend(node.nodes)
            else:
                yield node

    def terms(self) -> list[Term]:
        """Return the terms that every match meets, as typed, in order."""
        return [Term(self.text[slice(*node.span)], *node.span) for node in self._nodes()]

    def without(self, term: Term) -> str:
        """Return the text without one of its terms."""
        return f"{self.text[: term.start].rstrip()} {self.text[term.end :].lstrip()}".strip()

    def without_dates(self) -> str:
        """Return the text without its date terms, so that another date can replace them.

        Only terms that every match meets are removed; a date inside an OR stays.
        """
        text = self.text
        for term in reversed(self._nodes()):
            node = term.node if isinstance(term, Not) else term
            if isinstance(node, Dates | Recurring):
                text = text[: term.span[0]] + text[term.span[1] :]
        return " ".join(text.split())

    def narrowed(self, term: str) -> str:
        """Return the text with an added term; unchanged if the query has this term."""
        if any(each.text == term for each in self.terms()):
            return self.text
        text = self.text.strip()
        is_bare = isinstance(self.root, Or) and self.root.span[0] == self.root.nodes[0].span[0]
        return f"({text}) {term}" if is_bare else f"{text} {term}".strip()

    def _nodes(self) -> tuple[Node, ...]:
        if self.root is None:
            return ()
        return self.root.nodes if isinstance(self.root, And) and self._is_open() else (self.root,)

    def _is_open(self) -> bool:
        """Tell whether the query is a list of terms, not a group in parentheses."""
        return not isinstance(self.root, And) or self.root.span[0] == self.root.nodes[0].span[0]
