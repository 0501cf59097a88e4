"""Split a query into tokens: words, phrases, patterns, operators and signs."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from tui_feed.query.errors import Missing, QueryError

TokenKind = Literal["word", "phrase", "pattern", "operator", "minus", "or", "open", "close", "end"]
"""Kind of a token."""

_SPACE = re.compile(r"\s*")
_QUOTES = '"\u201c\u201d\u201e\u201f'
_WORD = re.compile(rf"[^\s(){_QUOTES}]*")
_CURLY_END = re.compile(f"[{_QUOTES}]")
# A plus before a word asks for the whole word; a plus before a number is a part of the number.
_WHOLE_WORD = re.compile(rf"\+(?=[^\W\d_])[^\s(){_QUOTES}]+|\+(?=[{_QUOTES}#@$])")
# A link is a single word with all its characters; it may contain pairs of parentheses.
_LINK = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*://(?:[^\s()"]|\([^\s()"]*\))*')
# A slash ends a pattern at the end of the term; an inner slash needs no backslash.
_PATTERN = re.compile(r"/((?:[^/\\\n]|\\.|/(?![\s()]|\Z))*)/")
_SMILE = re.compile(r"[:;=]-?[()](?![^\s)])")
_NAME = re.compile(r"[A-Za-z_]+:(?!//)")
_SIGNS: dict[str, TokenKind] = {"(": "open", ")": "close", "-": "minus"}


class QueryToken(NamedTuple):
    """Token of a query."""

    kind: TokenKind
    """Kind."""
    start: int
    """Position in the query."""
    end: int
    """Position after it."""
    text: str = ""
    """Word as typed; phrase, pattern or value of an operator without its marks."""
    name: str = ""
    """Name of an operator as typed, without its colon."""


def tokens(text: str) -> Iterator[QueryToken]:
    """Yield the tokens of `text` in order, then a token `end`.

    Raises `QueryError` for an unclosed quote or pattern.
    """
    at = _skip(text, 0)
    while at < len(text):
        token = _token(text, at)
        yield token
        at = _skip(text, token.end)
    yield QueryToken("end", len(text), len(text))


def _skip(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]


def _token(text: str, at: int) -> QueryToken:
    if text[at] in _SIGNS:
        return QueryToken(_SIGNS[text[at]], at, at + 1)
    if text[at] in _QUOTES:
        return _phrase(text, at)
    if text[at] == "/":
        return _pattern(text, at)
    if named := _NAME.match(text, at):
        is_quoted = text.startswith(tuple(_QUOTES), named.end())
        value = (_phrase if is_quoted else _word)(text, named.end())
        return QueryToken("operator", at, value.end, value.text, named[0][:-1])
    if found := _LINK.match(text, at) or _SMILE.match(text, at):
        return QueryToken("word", at, found.end(), found[0])
    if whole := _WHOLE_WORD.match(text, at):
        return _with_plus(text, at, whole[0])
    word = _word(text, at)
    return word._replace(kind="or") if word.text == "OR" else word


def _word(text: str, at: int) -> QueryToken:
    found = _WORD.match(text, at)
    end = found.end() if found else at
    return QueryToken("word", at, end, text[at:end])


def _with_plus(text: str, at: int, found: str) -> QueryToken:
    """Return a word after a plus as a phrase; before a phrase or a tag the plus has no effect."""
    if found == "+":
        return _token(text, at + 1)._replace(start=at)
    return QueryToken("phrase", at, at + len(found), found[1:])


def _phrase(text: str, at: int) -> QueryToken:
    """Read a phrase; after an opening curly quote, any quote closes it."""
    if text[at] == '"':
        end = text.find('"', at + 1)
    else:
        curly = _CURLY_END.search(text, at + 1)
        end = curly.start() if curly else -1
    if end < 0:
        message, missing = 'this quote is never closed: put a " at its end', 'a closing "'
        raise QueryError(message, at, text, missing=_open_end(missing, text, at))
    return QueryToken("phrase", at, end + 1, text[at + 1 : end])


def _pattern(text: str, at: int) -> QueryToken:
    if found := _PATTERN.match(text, at):
        return QueryToken("pattern", at, found.end(), found[1])
    message = 'this / begins a pattern that is never closed: put a / at its end, or "/" in quotes'
    raise QueryError(message, at, text, missing=_open_end("a closing /", text, at))


def _open_end(words: str, text: str, at: int) -> Missing:
    """Return the missing end of a term that reaches to the end of the query."""
    return Missing(words, term_start(text, at), len(text))


def term_start(text: str, at: int) -> int:
    """Return the beginning of the term around a position, with its signs and operator."""
    while at and not text[at - 1].isspace() and text[at - 1] != "(":
        at -= 1
    return at
