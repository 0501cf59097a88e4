"""Make ids of entries unique: an id without global meaning is put after the feed's address."""

import re
from typing import Final

_GLOBAL: Final = re.compile(
    r"(?:https?://|tag:|urn:|at://|did:|doi:|info:|ni:)\S+"
    r"|\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?",
    re.IGNORECASE | re.ASCII,
)


def is_global(entry_id: str) -> bool:
    """Tell whether an id is unique worldwide: an address, a tag URI, a UUID."""
    return bool(_GLOBAL.fullmatch(entry_id.strip()))


def global_id(entry_id: str | None, home: str) -> str | None:
    """Return an id that no entry of another feed has: `https://mill.example/feed#1`.

    `home` is the address of the feed, or its title if it states no address.
    """
    if not entry_id or is_global(entry_id):
        return entry_id
    return f"{home.rstrip('/')}#{entry_id}"
