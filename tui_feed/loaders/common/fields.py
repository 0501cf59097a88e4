"""Values out of JSON from strangers: of the type that is asked for, or absent."""

from typing import Any
from urllib.parse import urlsplit

from tui_feed.text.numbers import LARGEST_COUNT

JsonObject = dict[str, Any]
"""An object of JSON."""


def get_str(holder: object, key: str) -> str | None:
    """Return a string that says something; None for anything else."""
    found = holder.get(key) if isinstance(holder, dict) else None
    return found if isinstance(found, str) and found else None


def get_id(holder: object, key: str) -> str | None:
    """Return an id, which archives write as a string or as a number."""
    found = holder.get(key) if isinstance(holder, dict) else None
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    return found if isinstance(found, str) and found else None


def get_bool(holder: object, key: str) -> bool | None:
    """Return a truth value; None for anything else."""
    found = holder.get(key) if isinstance(holder, dict) else None
    return found if isinstance(found, bool) else None


def get_count(holder: object, key: str, *others: str) -> int | None:
    """Return a count, written as a number or in digits: that of the first key that states one."""
    if not isinstance(holder, dict):
        return None
    found = _count(holder.get(key))
    for other in others:
        if found is None:
            found = _count(holder.get(other))
    return found


def get_counts(holder: JsonObject, keys: tuple[str, ...]) -> list[int | None]:
    """Return the counts of an object at each of some keys."""
    stated = map(holder.get, keys)
    return [None if each is None else _count(each) for each in stated]


def _count(stated: object) -> int | None:
    if type(stated) is int:  # and not a boolean
        return stated if 0 <= stated <= LARGEST_COUNT else None
    if isinstance(stated, str) and stated.isdecimal() and stated.isascii() and len(stated) < 19:
        return int(stated)
    return None


def get_obj(holder: object, key: str, *others: str) -> JsonObject:
    """Return the object that keys lead to, one inside the other; an empty one where none is."""
    found = holder.get(key) if isinstance(holder, dict) else None
    for other in others:
        found = found.get(other) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def get_list(holder: object, key: str, *others: str) -> list[JsonObject]:
    """Return the objects of the list that keys lead to."""
    found = holder.get(key) if isinstance(holder, dict) else None
    for other in others:
        found = found.get(other) if isinstance(found, dict) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def says_anything(stated: JsonObject) -> bool:
    """Tell whether an object has a key whose value is not null."""
    return any(value is not None for value in stated.values())


def get_strings(holder: object, key: str) -> list[str]:
    """Return the strings of a list."""
    found = holder.get(key) if isinstance(holder, dict) else None
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []


def host_of(url: str | None) -> str | None:
    """Return the host of an address; None where it has none."""
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None
