"""The signs of the language: where a word, a phrase or an operator begins and ends."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from tui_feed.query.errors import QueryError

Kind = Literal["word", "phrase", "pattern", "operator", "minus", "or", "open", "close", "end"]
"""What a token is."""

_SPACE = re.compile(r"\s*")
_WORD = re.compile(r'[^\s()"]*')
# A link is one word, whatever stands in it, and it may hold pairs of parentheses.
_LINK = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*://(?:[^\s()"]|\([^\s()"]*\))*')
# A slash ends a pattern where the term ends; one inside it needs no backslash then.
_PATTERN = re.compile(r"/((?:[^/\\\n]|\\.|/(?![\s()]|\Z))*)/")
_NAME = re.compile(r"[A-Za-z_]+:(?!//)")
_SIGNS: dict[str, Kind] = {"(": "open", ")": "close", "-": "minus"}


class Token(NamedTuple):
    """One sign of a query."""

    kind: Kind
    """What it is."""
    start: int
    """Where it begins in the query."""
    end: int
    """Where it ends."""
    text: str = ""
    """A word as typed, a phrase or pattern without its marks, an operator's value without them."""
    name: str = ""
    """An operator's name as typed, without its colon."""


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of `text` in their order, `end` last; then stop.

    Raises `QueryError` for a quote or a pattern that is never closed.
    """
    at = _skip(text, 0)
    while at < len(text):
        token = _token(text, at)
        yield token
        at = _skip(text, token.end)
    yield Token("end", len(text), len(text))


def _skip(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]


def _token(text: str, at: int) -> Token:
    if text[at] in _SIGNS:
        return Token(_SIGNS[text[at]], at, at + 1)
    if text[at] == '"':
        return _phrase(text, at)
    if text[at] == "/":
        return _pattern(text, at)
    if named := _NAME.match(text, at):
        value = (_phrase if text.startswith('"', named.end()) else _word)(text, named.end())
        return Token("operator", at, value.end, value.text, named[0][:-1])
    if link := _LINK.match(text, at):
        return Token("word", at, link.end(), link[0])
    word = _word(text, at)
    return word._replace(kind="or") if word.text == "OR" else word


def _word(text: str, at: int) -> Token:
    found = _WORD.match(text, at)
    end = found.end() if found else at
    return Token("word", at, end, text[at:end])


def _phrase(text: str, at: int) -> Token:
    end = text.find('"', at + 1)
    if end < 0:
        raise QueryError('this quote is never closed: put a " at its end', at, text)
    return Token("phrase", at, end + 1, text[at + 1 : end])


def _pattern(text: str, at: int) -> Token:
    if found := _PATTERN.match(text, at):
        return Token("pattern", at, found.end(), found[1])
    message = 'this / begins a pattern that is never closed: put a / at its end, or "/" in quotes'
    raise QueryError(message, at, text)
