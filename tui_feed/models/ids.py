"""Derived ids, for archives without ids."""

from tui_feed.text.sanitize import clean


def derived_id(handle: str | None, created_at: str | None, text: str) -> str:
    """Return a stable id for a post without id: same author, date and text, same id.

    It is `~` and 16 hexadecimal digits of a hash of author, date and (cleaned) text. For posts
    equal in all three the loader adds a counter: `~…`, `~…-2`, `~…-3`.
    """
    import hashlib  # only for archives that state no ids

    seed = f"{(handle or '').casefold()}\0{created_at or ''}\0{clean(text)}"
    return "~" + hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:16]
