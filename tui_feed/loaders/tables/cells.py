"""Read values of cells, as spreadsheets, R, pandas and collectors write them."""

import ast
import json
import re
from decimal import Decimal
from typing import Any, Final

from tui_feed.loaders.common.json_text import JsonError, parse_json
from tui_feed.text.numbers import LARGEST_COUNT, PrintedCount, parse_count

_ABSENT: Final = frozenset(("", "nan", "na", "n/a", "none", "null", "nat", "[]", "{}", "<na>"))
_LONGEST_ABSENT: Final = 8
_ZEROS: Final = re.compile(r"(\d{1,19})\.0+", re.ASCII)
_DIGITS: Final = re.compile(r"(?:=\"|['x\"])?(\d{1,20})\"?", re.ASCII)
_ROUNDED: Final = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{2,3}", re.ASCII)
_FLOAT: Final = re.compile(r"\d{16,20}\.0+", re.ASCII)
_LONGEST_LIST: Final = 64 * 2**10
_MOST_ITEMS: Final = 1_000
_TRUE: Final = frozenset(("yes", "true", "t", "1", "1.0"))
_LONGEST_ID: Final = 20
_LEAST_EXACT: Final = 16
_ZEROS_OF_SPREADSHEET: Final = "0000"


def is_stated(value: object) -> bool:
    """Tell whether a value states anything; `nan`, `None` and `[]` do not."""
    if isinstance(value, str):
        return len(value) > _LONGEST_ABSENT or value.strip().lower() not in _ABSENT
    return value is not None and value != [] and value != {}


def of_bytes(value: Any) -> Any:  # noqa: ANN401 - cells hold anything
    r"""Return a cell as text where a script wrote the bytes of Python: `b'caf\xc3\xa9'`."""
    if not isinstance(value, str) or not value.startswith(("b'", 'b"')) or value[-1] != value[1]:
        return value
    try:
        found = ast.literal_eval(value)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return value
    return found.decode("utf-8", "replace") if isinstance(found, bytes) else value


def string(value: object) -> str | None:
    """Return a cell as a string; None if it is empty or not a string."""
    return value.strip() or None if isinstance(value, str) else None


def whole_id(value: object) -> str | None:
    """Return an id; None for a rounded id.

    `3.0` is 3; a leading `x` or `'` protects the id from rounding by a spreadsheet.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or is_rounded(value):
        return None
    stated = value.strip()
    if stated.isdecimal() and stated.isascii() and len(stated) <= _LONGEST_ID:
        return stated.lstrip("0") or None
    found = _DIGITS.fullmatch(stated) or _ZEROS.fullmatch(stated)
    plain = found[1].lstrip("0") if found else stated
    return plain or None


def is_rounded(value: object, *, zeros: bool = False) -> bool:
    """Tell whether an id lost its last digits: `1.26E+18`, a float.

    `zeros`: ids of this file end in zeros because a spreadsheet kept only 15 digits.
    """
    if isinstance(value, float):
        return value >= 2**53
    stated = str(value).strip()
    if not stated.isdecimal() and (_ROUNDED.fullmatch(stated) or _FLOAT.fullmatch(stated)):
        return True
    return zeros and len(stated) >= _LEAST_EXACT and stated.endswith(_ZEROS_OF_SPREADSHEET)


def ends_in_zeros(value: object) -> bool | None:
    """Tell whether a long id ends in zeros, as spreadsheets round it; None for a short id."""
    stated = str(value).strip()
    if not (stated.isdecimal() and len(stated) >= _LEAST_EXACT):
        return None
    return stated.endswith(_ZEROS_OF_SPREADSHEET)


def was_float(value: object) -> bool | None:
    """Tell whether a JSON number equals a printed float; None for a number below 2**53."""
    if not isinstance(value, int) or isinstance(value, bool) or not 2**53 < value < 10**20:
        return None
    return value in (int(Decimal(repr(float(value)))), int(Decimal(f"{float(value):.17g}")))


def number(value: object) -> PrintedCount | None:
    """Return a count: `1,234`, `3.0`, `12K`, 5."""
    if isinstance(value, float) and value.is_integer():
        value = int(value) if abs(value) < 2**53 else None
    if isinstance(value, int) and not isinstance(value, bool):
        return PrintedCount(value, approximate=False) if 0 <= value <= LARGEST_COUNT else None
    if not isinstance(value, str):
        return None
    if value.isascii() and value.isdecimal() and len(value) <= _LEAST_EXACT:
        return PrintedCount(int(value), approximate=False)
    found = _ZEROS.fullmatch(value.strip())
    return parse_count(found[1] if found else value)


def is_true(value: object) -> bool:
    """Tell whether a cell means yes."""
    return value is True or str(value).strip().lower() in _TRUE


def json_value(value: object) -> Any:  # noqa: ANN401 - JSON may be anything
    """Return the value of JSON or of a Python literal in a cell; None if it is neither."""
    if value is None or isinstance(value, dict | list):
        return value
    stated = str(value).strip()
    if not stated.startswith(("[", "{", "(")) or len(stated) > _LONGEST_LIST:
        return None
    try:
        return parse_json(stated)
    except JsonError:
        pass
    try:
        found = ast.literal_eval(stated)
        return json.loads(json.dumps(found, default=str))
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None


def items(value: object, separator: str | None = None) -> list[Any]:
    """Return the items of a list: JSON, a Python literal, or text with bars, commas or semicolons.

    With a `separator`, as in parallel lists, empty items keep their places.
    """
    if value is None:
        return []
    if isinstance(value, list):
        return value[:_MOST_ITEMS]
    found = json_value(value)
    if found is not None:
        return found[:_MOST_ITEMS] if isinstance(found, list) else [found]
    stated = string(value)
    if not stated or stated.startswith(("[", "{")):
        return []
    if separator:
        return [item.strip() for item in stated.split(separator)][:_MOST_ITEMS]
    sign = next((sign for sign in ("|", ",", ";") if sign in stated), None)
    return [item.strip() for item in stated.split(sign) if item.strip()][:_MOST_ITEMS]


def strings(value: object, *keys: str) -> list[str]:
    """Return the strings of a list; for an object in it, the string at the first of the keys."""
    found = []
    for item in items(value):
        if isinstance(item, dict):
            item = next((item[key] for key in keys if isinstance(item.get(key), str)), None)
        if isinstance(item, str) and is_stated(item):
            found.append(item.strip())
    return found
