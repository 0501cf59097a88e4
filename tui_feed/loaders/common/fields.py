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
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    return found if isinstance(found, str) and found else None


def get_bool(holder: object, key: str) -> bool | None:
    """Return a boolean; None for anything else."""
    found = holder.get(key) if isinstance(holder, dict) else None
    return found if isinstance(found, bool) else None


def get_count(holder: object, *keys: str) -> int | None:
    """Return a count, stated as a number or in digits, from the first key with a count."""
    if isinstance(holder, dict):
        for key in keys:
            found = holder.get(key)
            if isinstance(found, str) and found.isdecimal() and found.isascii() and len(found) < 19:
                found = int(found)
            if type(found) is int and 0 <= found <= LARGEST_COUNT:  # not a boolean
                return found
    return None


def get_obj(holder: object, *keys: str) -> JsonObject:
    """Return the object at a path of keys; an empty object if it is missing."""
    for key in keys:
        holder = holder.get(key) if isinstance(holder, dict) else None
    return holder if isinstance(holder, dict) else {}


def get_list(holder: object, *keys: str) -> list[JsonObject]:
    """Return the objects in the list at a path of keys; an empty list if it is missing."""
    for key in keys:
        holder = holder.get(key) if isinstance(holder, dict) else None
    return [item for item in holder if isinstance(item, dict)] if isinstance(holder, list) else []


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
