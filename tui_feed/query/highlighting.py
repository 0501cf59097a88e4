"""Find the spans of a text that match a query, to be marked on the screen."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from tui_feed.query.folding import folded
from tui_feed.query.nodes import And, Facet, Node, Not, Or, Pattern, Phrase
from tui_feed.query.patterns import compiled
from tui_feed.query.phrases import pattern_of

MOST_MARKS = 1_000
"""Maximum number of marks in a text."""


class _Needle(NamedTuple):
    """Text to find."""

    text: str
    """Text, folded."""
    whole: bool
    """True if a word must end with it: a tag, not the beginning of a longer tag."""


class Marker:
    """Finder of the words, tags and patterns of a query in original texts."""

    def __init__(self, root: Node | None = None) -> None:
        wanted = list(_wanted(root)) if root else []
        self._needles = [each for each in wanted if isinstance(each, _Needle)]
        self._patterns = [
            (compiled(each), 0) if isinstance(each, Pattern) else (pattern_of(each), 1)
            for each in wanted
            if not isinstance(each, _Needle)
        ]

    def __bool__(self) -> bool:
        return bool(self._needles or self._patterns)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of `text` that match the query: rising, disjoint, in code points."""
        if not self or not text:
            return []
        searched, places = folded(text)
        found = sorted(islice(self._found(searched), MOST_MARKS))
        return list(_joined((places[start], places[end]) for start, end in found))

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        for needle in self._needles:
            at = text.find(needle.text)
            while at >= 0:
                end = at + len(needle.text)
                if not needle.whole or not _continues(text, end):
                    yield at, end
                at = text.find(needle.text, end)
        for pattern, group in self._patterns:
            at = 0
            while at <= len(text) and (match := pattern.search(text, at)):
                start, end = match.span(group)
                if end > start:
                    yield start, end
                at = end if end > start else end + 1


def _continues(text: str, end: int) -> bool:
    return text[end : end + 1].isalnum() or text[end : end + 1] == "_"


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join overlapping and adjacent spans; drop empty spans."""
    first = last = -1
    for start, end in spans:
        if start > last:
            if last > first:
                yield first, last
            first, last = start, end
        last = max(last, end)
    if last > first:
        yield first, last


def _wanted(node: Node, *, wanted: bool = True) -> Iterator[_Needle | Pattern | Phrase]:
    match node:
        case Phrase() if wanted:
            yield node if pattern_of(node) else _Needle(node.needle, whole=False)
        case Pattern() if wanted:
            yield node
        case Facet() if wanted:
            from tui_feed.query.operators import all_facets  # not before a query has a facet

            facet = all_facets()[node.kind]
            if facet.in_text:
                yield _Needle(facet.sign + node.value, whole=not node.is_begun)
        case Not():
            yield from _wanted(node.node, wanted=not wanted)
        case And() | Or():
            for part in node.nodes:
                yield from _wanted(part, wanted=wanted)
