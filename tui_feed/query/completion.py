"""Find the unfinished term of a query at the cursor, and the operators that complete it."""

import re
from typing import Literal, NamedTuple

from tui_feed.query.operators import OPERATORS, form_of_sign, operators_by_name
from tui_feed.query.post_facts.facets import FacetType
from tui_feed.query.shapes import Shape

Wanted = Literal["operator"] | FacetType | Shape
"""Kind of word to offer: an operator, a value of a facet, or another value."""

# The term at the cursor: nothing in quotes, no link, no pattern.
_QUOTE = re.compile('["\u201c-\u201f]')
_TERM = re.compile(r'(?:^|(?<=[\s(]))-?(?P<term>[^\s()"\u201c-\u201f/]+)$')
_VALUE = re.compile(r"(?P<name>[A-Za-z_]+):(?P<value>.*)", re.DOTALL)


class Stub(NamedTuple):
    """Beginning of a term."""

    wanted: Wanted
    """Kind of word to offer."""
    start: int
    """Position of the word in the query: after the sign, or after the operator's colon."""
    typed: str
    """Typed part of the word."""


def stub_at(text: str, cursor: int) -> Stub | None:
    """Return the unfinished word before `cursor`; None if completion has no offers for it."""
    if len(_QUOTE.findall(text, 0, cursor)) % 2:
        return None
    found = _TERM.search(text[:cursor])
    if not found:
        return None
    term, start = found["term"], found.start("term")
    if (form := form_of_sign(term[0])) and form.facet:
        return Stub(form.facet, start + 1, term[1:])
    if value := _VALUE.fullmatch(term):
        operator = operators_by_name().get(value["name"].lower())
        at = start + value.start("value")
        return Stub(operator.facet or operator.value, at, value["value"]) if operator else None
    return Stub("operator", start, term) if term.isascii() else None


def operators_for(typed: str) -> list[tuple[str, str]]:
    """Return the operators that begin with `typed`, each with its help."""
    begun = typed.lower()
    return [(f"{each.name}:", each.help) for each in OPERATORS if each.name.startswith(begun)]
