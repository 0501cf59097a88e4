"""Remove the non-public parts from the original of a post."""

import json
from collections.abc import Callable
from typing import Any

from tui_feed.feed.build.visibility import NOT_PUBLIC, REFUSED, WITHHELD

_UNCLEAR = (
    "Its record may have non-public parts, and they cannot be removed; --include-private shows it."
)
_IDS = ("id", "id_str", "rest_id", "uri")
_PRIVATE = NOT_PUBLIC | {"private"}


def public_record(record: str, hides: Callable[[str], bool]) -> str:
    """Return an original with a placeholder for each non-public post.

    `hides` knows the ids of such posts; JSON may also state the visibility itself.
    """
    try:
        value: Any = json.loads(record)
    except (ValueError, RecursionError):
        return _UNCLEAR if record.lstrip()[:1] in ("{", "[") else record
    if not isinstance(value, dict | list):
        return record
    if _is_private(value, hides):
        return REFUSED
    return json.dumps(value, ensure_ascii=False, indent=2) if _withhold(value, hides) else record


def _withhold(value: Any, hides: Callable[[str], bool]) -> bool:  # noqa: ANN401 - any JSON
    """Replace non-public posts inside a value by placeholders; return True if any was replaced."""
    found = False
    places: Any = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in list(places):
        if isinstance(inner, dict) and _is_private(inner, hides):
            stated = {name: inner[name] for name in _IDS if name in inner}
            value[key] = stated | {"unavailable": WITHHELD}
            found = True
        elif isinstance(inner, dict | list):
            found |= _withhold(inner, hides)
    return found


def _is_private(value: Any, hides: Callable[[str], bool]) -> bool:  # noqa: ANN401 - any JSON
    if not isinstance(value, dict):
        return False
    ids = (value.get(name) for name in _IDS)
    return (
        str(value.get("visibility")) in _PRIVATE
        or _is_addressed_to_some(value)
        or any(isinstance(each, str) and hides(each) for each in ids)
    )


def _is_addressed_to_some(value: dict[str, Any]) -> bool:
    """Tell whether an object of ActivityPub has recipients, but not the public."""
    stated = [value[name] for name in ("to", "cc") if name in value]
    people = [each for some in stated for each in (some if isinstance(some, list) else [some])]
    is_note = "content" in value or "object" in value
    return bool(stated) and is_note and not any(str(each).endswith("Public") for each in people)
