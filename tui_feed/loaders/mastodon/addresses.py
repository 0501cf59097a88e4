"""Find authors in the addresses of actors and posts."""

import re

from tui_feed.loaders.common.fields import host_of
from tui_feed.models import Author

_POST_OF = re.compile(r"https?://(?P<host>[^/\s@]+)/(?:users/|@)(?P<user>[\w.-]+)/", re.ASCII)


def account(user: str | None, address: str | None) -> str | None:
    """Return the handle of an account with its server: `maraquill@social.example`."""
    host = host_of(address)
    return f"{user}@{host}" if user and host else user


def author_of(address: str | None) -> Author:
    """Return the author at an actor's address: on Mastodon it ends in the account's name.

    Addresses of newer accounts end in a number, so their author has no handle.
    """
    if not address or "/ap/users/" in address:
        return Author(id=address)
    user = address.rstrip("/").rpartition("/")[2].removeprefix("@")
    return Author(id=address, handle=account(user or None, address))


def author_at(address: str | None) -> Author:
    """Return the author named in the address of a post, if it has Mastodon's form."""
    handle = handle_at(address)
    return Author(handle=handle) if handle else Author()


def handle_at(address: str | None) -> str | None:
    """Return the handle in the address of a post; None if it has not Mastodon's form."""
    found = _POST_OF.match(address) if address else None
    return f"{found['user']}@{found['host']}" if found else None
