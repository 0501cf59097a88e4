"""What is being typed: the term at the cursor, and what could end it."""

import re
from typing import Literal, NamedTuple

from tui_feed.query.nodes import FacetKind
from tui_feed.query.operators import BY_NAME, OPERATORS, SIGNS, Shape

Wanted = Literal["operator"] | FacetKind | Shape
"""What kind of word would end a term."""

# The term at the cursor: nothing in quotes, no link, no pattern.
_TERM = re.compile(r'(?:^|(?<=[\s(]))-?(?P<term>[^\s()"/]+)$')
_VALUE = re.compile(r"(?P<name>[A-Za-z_]+):(?P<value>.*)", re.DOTALL)
_PLAIN = re.compile(r'[^\s()":/]+')


class Stub(NamedTuple):
    """The beginning of a term."""

    wanted: Wanted
    """What kind of word would end it."""
    start: int
    """Where the word begins in the query: after the sign, or after the operator's colon."""
    typed: str
    """What there is of it."""


def stub_at(text: str, cursor: int) -> Stub | None:
    """Return the word that is being typed before `cursor`; None where nothing could be offered."""
    if text[:cursor].count('"') % 2:
        return None
    found = _TERM.search(text[:cursor])
    if not found:
        return None
    term, start = found["term"], found.start("term")
    if kind := SIGNS.get(term[0]):
        return Stub(kind, start + 1, term[1:])
    if value := _VALUE.fullmatch(term):
        operator = BY_NAME.get(value["name"].lower())
        at = start + value.start("value")
        return Stub(operator.value, at, value["value"]) if operator else None
    return Stub("operator", start, term) if term.isascii() else None


def operators_for(typed: str) -> list[tuple[str, str]]:
    """Return the operators that begin like this, each with what it finds."""
    begun = typed.lower()
    return [(f"{each.name}:", each.help) for each in OPERATORS if each.name.startswith(begun)]


def as_value(value: str) -> str:
    """Return a value as it can be typed: in quotes where it would be read as several terms."""
    return value if _PLAIN.fullmatch(value) else f'"{value}"'
