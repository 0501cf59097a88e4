"""Addresses of actors and posts, and the accounts that they name."""

import re

from tui_feed.loaders.common.fields import host_of
from tui_feed.models import Author

_POST_OF = re.compile(r"https?://(?P<host>[^/\s@]+)/(?:users/|@)(?P<user>[\w.-]+)/", re.ASCII)


def account(user: str | None, address: str | None) -> str | None:
    """Return an account's name across servers: `maraquill@social.example`."""
    host = host_of(address)
    return f"{user}@{host}" if user and host else user


def author_of(address: str | None) -> Author:
    """Return the author that an actor's address names: Mastodon's ends in the account's name.

    Those of its newer accounts end in a number, which names nobody.
    """
    if not address or "/ap/users/" in address:
        return Author(id=address)
    user = address.rstrip("/").rpartition("/")[2].removeprefix("@")
    return Author(id=address, handle=account(user or None, address))


def author_at(address: str | None) -> Author:
    """Return the author that the address of a post names, where it is one of Mastodon's."""
    handle = handle_at(address)
    return Author(handle=handle) if handle else Author()


def handle_at(address: str | None) -> str | None:
    """Return the handle in the address of a post; None where it is not one of Mastodon's."""
    found = _POST_OF.match(address) if address else None
    return f"{found['user']}@{found['host']}" if found else None
