"""Read values of untrusted JSON: of the requested type, or absent."""

from typing import Any
from urllib.parse import urlsplit

from tui_feed.text.numbers import LARGEST_COUNT

JsonObject = dict[str, Any]
"""JSON object."""


def get_str(holder: object, key: str) -> str | None:
    """Return a string that is not empty; None for anything else."""
    found = holder.get(key) if isinstance(holder, dict) else None
    return found if isinstance(found, str) and found else None


def get_id(holder: object, key: str) -> str | None:
    """Return an id, stated as a string or as a number; None for anything else."""
    found = holder.get(key) if isinstance(holder, dict) else None
    if isinstance(found, str):
        return found or None
    return str(found) if isinstance(found, int) and not isinstance(found, bool) else None


def get_bool(holder: object, key: str) -> bool | None:
    """Return a boolean; None for anything else."""
    found = holder.get(key) if isinstance(holder, dict) else None
    return found if isinstance(found, bool) else None


def get_count(holder: object, key: str, *others: str) -> int | None:
    """Return a count, stated as a number or in digits, from the first key with a count."""
    if not isinstance(holder, dict):
        return None
    found = _count(holder.get(key))
    for other in others:
        if found is None:
            found = _count(holder.get(other))
    return found


def get_counts(holder: JsonObject, keys: tuple[str, ...]) -> list[int | None]:
    """Return the count of an object at each of some keys."""
    stated = map(holder.get, keys)
    return [
        each if each is None or (type(each) is int and 0 <= each <= LARGEST_COUNT) else _count(each)
        for each in stated
    ]


def _count(stated: object) -> int | None:
    if type(stated) is int:  # not a boolean
        return stated if 0 <= stated <= LARGEST_COUNT else None
    if isinstance(stated, str) and stated.isdecimal() and stated.isascii() and len(stated) < 19:
        return int(stated)
    return None


def get_obj(holder: object, key: str, *others: str) -> JsonObject:
    """Return the object at a path of keys; an empty object if it is missing."""
    found = holder.get(key) if isinstance(holder, dict) else None
    for other in others:
        found = found.get(other) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def get_list(holder: object, key: str, *others: str) -> list[JsonObject]:
    """Return the objects in the list at a path of keys; an empty list if it is missing."""
    found = holder.get(key) if isinstance(holder, dict) else None
    for other in others:
        found = found.get(other) if isinstance(found, dict) else None
    if not found or not isinstance(found, list):
        return []
    return [item for item in found if isinstance(item, dict)]


def has_values(stated: JsonObject) -> bool:
    """Tell whether an object has a key with a value other than null."""
    return any(value is not None for value in stated.values())


def get_one_or_more(holder: object, key: str) -> list[JsonObject]:
    """Return the objects of a list, or the object that stands for a list of one (JSON-LD)."""
    found = holder.get(key) if isinstance(holder, dict) else None
    if not found:
        return []
    return [found] if isinstance(found, dict) else get_list(holder, key)


def get_strings(holder: object, key: str) -> list[str]:
    """Return the strings of a list; an empty list if it is missing."""
    found = holder.get(key) if isinstance(holder, dict) else None
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []


def host_of(url: str | None) -> str | None:
    """Return the host of an address; None for an address without a host."""
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None
