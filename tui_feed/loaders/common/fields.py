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


def get_count(holder: object, *keys: str) -> int | None:
    """Return a count, written as a number or in digits: that of the first key that states one."""
    if isinstance(holder, dict):
        for key in keys:
            found = holder.get(key)
            if isinstance(found, str) and found.isdecimal() and found.isascii() and len(found) < 19:
                found = int(found)
            if type(found) is int and 0 <= found <= LARGEST_COUNT:  # and not a boolean
                return found
    return None


def get_obj(holder: object, *keys: str) -> JsonObject:
    """Return the object that keys lead to, one inside the other; an empty one where none is."""
    for key in keys:
        holder = holder.get(key) if isinstance(holder, dict) else None
    return holder if isinstance(holder, dict) else {}


def get_list(holder: object, *keys: str) -> list[JsonObject]:
    """Return the objects of the list that keys lead to."""
    for key in keys:
        holder = holder.get(key) if isinstance(holder, dict) else None
    return [item for item in holder if isinstance(item, dict)] if isinstance(holder, list) else []


def get_items(holder: object, key: str) -> list[JsonObject]:
    """Return the objects of a list; one alone may stand for itself, as JSON-LD has it."""
    found = holder.get(key) if isinstance(holder, dict) else None
    return [found] if isinstance(found, dict) else get_list(holder, key)


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
