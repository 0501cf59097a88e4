"""Parse a query by recursive descent, with a method for each rule of the grammar.

query  = [ any_of ] ;
any_of = all_of, { "OR", all_of } ;
all_of = term, { term } ;
term   = "-", term | "(", any_of, ")" | phrase | pattern | operator | word ;

A minus is directly before its term; a word may begin with a sign (`#tag`).
"""

from collections.abc import Iterator
from datetime import date
from typing import Never

from msgspec.structs import replace

from tui_feed.query.errors import CLOSING, Missing, QueryError, excerpt
from tui_feed.query.folding import searchable
from tui_feed.query.nodes import And, Dates, Facet, Node, Not, Or, Pattern, Phrase, Sort
from tui_feed.query.operators import form_of_sign, operators_by_name
from tui_feed.query.patterns import checked
from tui_feed.query.refusals import refusal
from tui_feed.query.scanner import QueryToken, TokenKind, term_start, tokens

DEEPEST = 100
"""Maximum depth of parentheses and minuses."""

_STRAY_MINUS = '- must stand right before what to leave out, as in -word; to find it, write "-"'
_CLOSES_NOTHING = "this ) closes nothing: remove it, or put it in quotes"
_NEVER_CLOSED = "this ( is never closed: put a ) at its end"
_NOTHING_SEEN = "there are only accents without a letter here: write a word"
_NEEDS_A_TERM = 'OR needs a term on both sides; to find the word itself, write "OR"'


class QueryParser:
    """Parser of a query; it raises `QueryError` at the first error."""

    def __init__(self, text: str, today: date | None) -> None:
        self._text = text
        self._today = today
        self._tokens = tokens(text)
        self._next = next(self._tokens)
        self._depth = 0

    def parse(self) -> Node | None:
        """Return the tree; None for a query without a term."""
        if self._at("end"):
            return None
        root = self._any_of()
        if self._at("close"):
            self._fail(_CLOSES_NOTHING, self._next.start)
        self._refuse_hidden_order(root)
        return root

    def _at(self, *kinds: TokenKind) -> bool:
        return self._next.kind in kinds

    def _take(self) -> QueryToken:
        token = self._next
        self._next = next(self._tokens, token)
        return token

    def _fail(
        self,
        message: str,
        column: int,
        suggestion: str | None = None,
        missing: tuple[str, int] | None = None,
    ) -> Never:
        """Raise an error; `missing` are words for the end of a term, and its end so far."""
        start = term_start(self._text, column)
        unfinished = Missing(missing[0], start, missing[1]) if missing else None
        raise QueryError(message, column, self._text, suggestion, unfinished) from None

    def _any_of(self) -> Node:
        nodes = [self._all_of()]
        while self._at("or"):
            sign = self._take()
            if self._at("or", "close", "end"):
                end = len(self._text) if self._at("end") else sign.end
                self._fail(_NEEDS_A_TERM, sign.start, missing=("a term after OR", end))
            nodes.append(self._all_of())
        return nodes[0] if len(nodes) == 1 else Or(_span_of(nodes), tuple(nodes))

    def _all_of(self) -> Node:
        if self._at("or"):
            self._fail(_NEEDS_A_TERM, self._next.start)
        nodes = []
        while not self._at("or", "close", "end"):
            nodes.append(self._term())
        if len(nodes) == 1:
            return nodes[0]
        if not nodes:
            self._fail(_CLOSES_NOTHING, self._next.start)
        group = And(_span_of(nodes), tuple(nodes))
        self._refuse_empty_range(group)
        return group

    def _term(self) -> Node:
        token = self._take()
        match token.kind:
            case "minus":
                return self._negation(token)
            case "open":
                return self._group(token)
            case "phrase":
                return self._phrase(token, "there is nothing between these quotes", whole=True)
            case "pattern":
                return self._pattern(token)
            case "operator":
                return self._operator(token)
        return self._word(token)

    def _deeper(self, token: QueryToken) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            self._fail(f"more than {DEEPEST} groups inside each other", token.start)

    def _negation(self, minus: QueryToken) -> Node:
        self._deeper(minus)
        if self._at("or", "close", "end") or self._next.start != minus.end:
            self._fail(_STRAY_MINUS, minus.start, missing=("a term after -", minus.end))
        node = self._term()
        self._depth -= 1
        return Not((minus.start, node.span[1]), node)

    def _group(self, opened: QueryToken) -> Node:
        self._deeper(opened)
        if self._at("close"):
            self._fail("there is nothing between these parentheses", opened.start)
        if self._at("end"):
            self._fail(_NEVER_CLOSED, opened.start, missing=self._closing)
        node = self._any_of()
        if not self._at("close"):
            self._fail(_NEVER_CLOSED, opened.start, missing=self._closing)
        self._depth -= 1
        return replace(node, span=(opened.start, self._take().end))

    @property
    def _closing(self) -> tuple[str, int]:
        return CLOSING, len(self._text)

    def _word(self, token: QueryToken) -> Node:
        span = (token.start, token.end)
        sign, rest = token.text[0], token.text[1:]
        form = form_of_sign(sign)
        if form is None or form.facet is None:
            return self._phrase(token, _NOTHING_SEEN)
        if not rest:
            self._fail(
                f'{sign} needs a name right after it; to find the sign, write "{sign}"',
                token.start,
                missing=("a name", token.end),
            )
        if value := form.facet.typed(rest):
            return Facet(span, form.facet.name, value)
        return self._phrase(token, _NOTHING_SEEN)

    def _phrase(self, token: QueryToken, if_empty: str, *, whole: bool = False) -> Phrase:
        if not (needle := searchable(token.text)):
            self._fail(if_empty, token.start)
        return Phrase((token.start, token.end), needle, whole=whole)

    def _pattern(self, token: QueryToken) -> Node:
        try:
            return Pattern((token.start, token.end), checked(token.text))
        except ValueError as error:
            self._fail(str(error), token.start)

    def _operator(self, token: QueryToken) -> Node:
        name = token.name.lower()
        value_at = token.start + len(token.name) + 1
        if reason := refusal(name, token.text):
            self._fail(reason, token.start)
        operator = operators_by_name().get(name)
        if operator is None:
            self._refuse_unknown(token, name)
        if not token.text.strip():
            wanted = operator.value.noun, token.end
            self._fail(f"{name}: needs a value, such as {operator.example}", value_at, None, wanted)
        try:
            return operator.read(token.text, (token.start, token.end), self._today)
        except ValueError as error:
            self._fail(str(error), value_at, missing=(operator.value.noun, token.end))

    def _refuse_unknown(self, token: QueryToken, name: str) -> Never:
        from difflib import get_close_matches  # only for this message: a slow import

        close = get_close_matches(name, operators_by_name(), n=1)
        suggestion = f"{close[0]}:" if close else None
        hint = f" (did you mean {suggestion}?)" if suggestion else ""
        typed = excerpt(self._text[token.start : token.end].replace('"', ""))
        self._fail(
            f"there is no operator {excerpt(token.name)}:{hint}; to find it as text, put it in "
            f'quotes: "{typed}"',
            token.start,
            suggestion,
        )

    def _refuse_hidden_order(self, root: Node) -> None:
        """Refuse an order that does not apply to the whole result, and a second order."""
        parts = root.nodes if isinstance(root, And) else (root,)
        orders = [part for part in parts if isinstance(part, Sort)]
        if len(orders) > 1:
            self._fail("there are two orders: leave one of them out", orders[1].span[0])
        for part in parts:
            if not isinstance(part, Sort) and (hidden := next(_orders(part), None)):
                self._fail("sort: orders the whole result: put it outside", hidden.span[0])

    def _refuse_empty_range(self, group: And) -> None:
        """Refuse contradictory dates in a group, such as a reversed range."""
        dates = list(_dates(group))
        starts = [(node.start, node.span) for node in dates if node.start is not None]
        stops = [(node.stop, node.span) for node in dates if node.stop is not None]
        if not (starts and stops) or max(starts)[0] < min(stops)[0]:
            return
        (start, low), (stop, high) = max(starts), min(stops)
        first, second = sorted((low, high))
        terms = " and ".join(excerpt(self._text[slice(*span)]) for span in (first, second))
        limit = start == stop and self._text[high[0] :].lower().startswith("until:")
        why = "; until: leaves its own date out" if limit else ""
        missing = ("a date", second[1])
        self._fail(f"no date is in both {terms}{why}", second[0], missing=missing)


def _span_of(nodes: list[Node]) -> tuple[int, int]:
    return nodes[0].span[0], nodes[-1].span[1]


def _dates(node: Node) -> Iterator[Dates]:
    """Yield the dates that every match of `node` must meet."""
    if isinstance(node, Dates):
        yield node
    elif isinstance(node, And):
        for part in node.nodes:
            yield from _dates(part)


def _orders(node: Node) -> Iterator[Sort]:
    """Yield the orders inside a node."""
    if isinstance(node, Sort):
        yield node
    elif isinstance(node, Not):
        yield from _orders(node.node)
    elif isinstance(node, And | Or):
        for part in node.nodes:
            yield from _orders(part)
