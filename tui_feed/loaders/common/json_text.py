"""Parse untrusted JSON (RFC 8259) strictly, and report the column of an error."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from types import GenericAlias
from typing import Any, Final

from msgspec import DecodeError, ValidationError
from msgspec.json import Decoder

DEEPEST = 300
"""Maximum depth of arrays and objects, far below the limit of Python's own parser."""

NOT_DECODED: Final = (DecodeError, UnicodeEncodeError, RecursionError)
"""Signals that only the slow way can read a text, or tell what is wrong with it."""

_FAST: Final[Decoder[Any]] = Decoder()
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[{}\[\],:]|[^\s{}\[\],:"]++', re.DOTALL)
_AS_SQUARE = bytes.maketrans(b"{}", b"[]")
_STEPS = tuple((each == ord("[")) - (each == ord("]")) for each in range(256))
_USUAL_DEPTH = 16
_NO_SIGN = bytes(each for each in range(256) if each not in b'{}[]"')
_OBJECTS_OF_PAGES: Final = 7
_HOLDERS: Final = frozenset([dict, list])
_LONGEST_SHOWN = 40
_LONGEST_INDENTED = 2**20
_DEEPEST_INDENTED = 40


class JsonError(ValueError):
    """Raised for JSON that cannot be used."""

    def __init__(self, reason: str, column: int) -> None:
        super().__init__(reason)
        self.reason = reason
        """Reason in a few words."""
        self.column = column
        """Column of the error, in characters from 1."""


class _RefusedError(ValueError):
    """Raised in callbacks of Python's parser, which have no column."""


def parse_json(text: str, *, keeps_nulls: bool = False) -> Any:  # noqa: ANN401 - JSON
    """Return the value of a JSON text, without keys with the value null.

    With `keeps_nulls` those keys may remain, which takes half the time; `without_nulls` removes
    them. If a key is repeated the last value counts. Raises `JsonError` for text that is not JSON,
    and for unsafe JSON: NaN and Infinity, nesting over `DEEPEST`, numbers of thousands of digits
    (Python's limit, 4,300 by default). Control characters in strings are read, though RFC 8259
    wants them escaped: many programs write them.
    """
    try:
        return decode_valid(text, keeps_nulls=keeps_nulls)
    except NOT_DECODED:
        pass  # it is no JSON, or stranger than what is read fast
    if _has_many_brackets(text):
        _check_depth(text)
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise JsonError(f"not JSON ({error.msg.lower()})", error.pos + 1) from None
    except _RefusedError as refused:
        raise _constant(text, *refused.args) from None
    except ValueError:  # Python's limit of digits
        raise _long_number(text) from None


def decode_valid(text: str, *, keeps_nulls: bool = False) -> Any:  # noqa: ANN401 - JSON
    """Return the result of `parse_json` for nearly all valid JSON, several times as fast.

    Raises one of `NOT_DECODED` for all else, such as half characters and numbers of many digits.
    """
    value = _of_pages(text) if _has_many_brackets(text) else _FAST.decode(text)
    return value if keeps_nulls or "null" not in text else without_nulls(value)


def decode_at(text: str, start: int) -> tuple[Any, int]:
    """Return the value that begins at `start`, as `parse_json` returns it, and its end.

    Raises `ValueError` if it cannot be used, or is incomplete in `text`.
    """
    try:
        value, end = _DECODER.raw_decode(text, start)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if text.count("[", start, end) + text.count("{", start, end) > DEEPEST:
        _check_depth(text[start:end])
    return value, end


def without_nulls(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Remove keys with the value null from all objects in a value, and return the value."""
    left = [value]
    while left:
        each = left.pop()
        kind = type(each)
        if kind is dict:
            inside = each.values()
            if None in inside:
                for key in [key for key, found in each.items() if found is None]:
                    del each[key]
            left += [found for found in inside if type(found) in _HOLDERS]
        elif kind is list:
            left += [found for found in each if type(found) in _HOLDERS]
    return value


def pretty(value: object) -> str:
    """Return a value as indented JSON for people; a very long or deep value is not indented.

    In deep values the indentation would be a hundred times as long as the content.
    """
    plain = json.dumps(value, ensure_ascii=False)
    if len(plain) > _LONGEST_INDENTED or _is_deep(plain):
        return plain
    return json.dumps(value, ensure_ascii=False, indent=2)


def _is_deep(text: str) -> bool:
    depth = 0
    if text.count("[") + text.count("{") > _DEEPEST_INDENTED:
        for found in _TOKEN.finditer(text):
            depth += (found[0] in "[{") - (found[0] in "]}")
            if depth > _DEEPEST_INDENTED:
                return True
    return False


def column_of(text: str, path: Sequence[str | int]) -> int:
    """Return the column of a value in valid JSON, in characters from 1.

    `path` is its keys and indices. If the path leads nowhere (to a missing key), the column of
    the last existing value on the path is returned.
    """
    best, place = -1, 1
    for trail, column, is_key in _walk(text):
        depth = len(trail)
        if not is_key and best < depth <= len(path) and trail == list(path[:depth]):
            best, place = depth, column
    return place


def shown(value: object) -> str:
    """Return a value as text for a message; a long value is cut."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)  # of a repeated key the last value, as in `JSON.parse`
    if None in found.values():
        return {key: value for key, value in found.items() if value is not None}
    return found


def _refuse_constant(name: str) -> None:
    raise _RefusedError(name)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_constant=_refuse_constant, strict=False
)


def _has_many_brackets(text: str) -> bool:
    return text.count("[") + text.count("{") > DEEPEST


def _of_pages(text: str) -> Any:  # noqa: ANN401 - JSON
    """Decode a text of many brackets. Raises `RecursionError` if they may be nested too deep."""
    try:
        return _pages().decode(text)
    except ValidationError:
        if _is_shallow(text):  # in the text: a later value of its key may replace a deep one
            return _FAST.decode(text)
    raise RecursionError


@cache
def _pages() -> Decoder[Any]:
    """Return a decoder of objects, and of lists of them, up to the depth of pages of posts."""
    scalar: Any = bool | int | float | str | None
    value = scalar
    for _ in range(_OBJECTS_OF_PAGES):
        inner = GenericAlias(dict, (str, value))
        value = scalar | inner | GenericAlias(list, (scalar | inner,))
    return Decoder(value)


def _check_depth(text: str) -> None:
    """Raise `JsonError` if brackets are nested too deep."""
    if _is_shallow(text):
        return
    depth = 0
    for found in _TOKEN.finditer(text):
        depth += (found[0] in "[{") - (found[0] in "]}")
        if depth > DEEPEST:
            reason = f"more than {DEEPEST} brackets inside each other"
            raise JsonError(reason, found.start() + 1)


def _is_shallow(text: str) -> bool:
    """Tell fast whether brackets are not nested too deep; True for nearly all valid JSON.

    All characters but brackets are removed, then pairs of brackets from the inside outwards; the
    depth of the rest is computed.
    """
    escapes = text.encode("utf-8", "replace").replace(b"\\\\", b"").replace(b'\\"', b"")
    signs = escapes.translate(_AS_SQUARE, _NO_SIGN)
    brackets = b"".join(signs.split(b'"')[::2])
    for _ in range(_USUAL_DEPTH):  # faster than the sum below; enough for usual files
        if not brackets:
            return True
        brackets = brackets.replace(b"[]", b"")
    depths = list(accumulate(map(_STEPS.__getitem__, brackets), initial=0))
    return depths[-1] == 0 <= min(depths) and max(depths) + _USUAL_DEPTH <= DEEPEST


def _constant(text: str, name: str) -> JsonError:
    at = next(found.start() for found in _TOKEN.finditer(text) if found[0].startswith(name))
    return JsonError(f"{name} is no number in JSON", at + 1)


def _long_number(text: str) -> JsonError:
    numbers = (found for found in _TOKEN.finditer(text) if found[0][0] != '"')
    longest = max(numbers, key=lambda found: len(found[0]))
    return JsonError(f"a number of {len(longest[0]):,} digits", longest.start() + 1)


def _walk(text: str) -> Iterator[tuple[list[Any], int, bool]]:
    """Yield the path of every key and value, its column, and True for a key.

    The path is a list of keys and indices; it is changed in place by the next step.
    """
    trail: list[Any] = []
    awaits_key = False
    for found in _TOKEN.finditer(text):
        piece, column = found[0], found.start() + 1
        if piece in "}]":
            trail.pop()
            awaits_key = False
        elif piece == ",":
            awaits_key = isinstance(trail[-1], str)
            trail[-1] += "" if awaits_key else 1
        elif awaits_key and piece != ":":
            trail[-1], awaits_key = json.loads(piece, strict=False), False
            yield trail, column, True
        elif piece != ":":
            yield trail, column, False
            awaits_key = piece == "{"
            if piece in "{[":
                trail.append("" if awaits_key else 0)
