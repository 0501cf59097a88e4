"""Whose archive it is.

`account.js` also holds an e-mail address and maybe a phone number. They are never taken from it,
and no message quotes it.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from tui_feed.loaders.file import File
from tui_feed.loaders.json_stream import Item, items
from tui_feed.loaders.x_archive.layout import Layout
from tui_feed.loaders.x_archive.values import dictionary, id_of, moment, words
from tui_feed.loaders.x_text import unescaped
from tui_feed.model import Author, Problem, Profile

_UNREADABLE = "it cannot be read; what it says of the account is left out"


class Owner(NamedTuple):
    """The account that the posts are of."""

    author: Author
    """The author of its posts; empty where the archive does not say."""
    handles: frozenset[str]
    """All handles that it is known to have had, case-folded."""


def profile_of(layout: Layout, source: str) -> Iterator[Profile | Problem]:
    """Yield the profile that an archive states, if any; `source` is the archive's name."""
    fields: dict[str, Any] = {}
    for name, wrapper, read in (
        ("account.js", "account", _account),
        ("profile.js", "profile", _profile),
        ("js/user_details.js", None, _user_details),
    ):
        file = layout.files.get(name)
        if file is None:
            continue
        stated = _first_object(file, wrapper)
        if stated is None:
            yield file.problem(_UNREADABLE)
        else:
            found = {key: value for key, value in read(stated).items() if value is not None}
            fields = {**found, **fields}
    if not fields:
        return
    if picture := fields.get("avatar"):
        named = f"{fields.get('id')}-{picture.rpartition('/')[2]}"
        fields["avatar"] = layout.media.get(named, picture)
    try:
        yield Profile.model_validate({**fields, "source": source})
    except ValidationError:
        yield Problem(place="the account", reason=_UNREADABLE, source=source)


def owner_of(profile: Profile | None, handles: frozenset[str], likely: str | None) -> Owner:
    """Return the owner by the profile; `handles` and `likely` are what its posts tell."""
    if profile is None:
        return Owner(Author(handle=likely), handles)
    handle = profile.handle or likely
    known = {handle.casefold()} if handle else set()
    return Owner(Author(id=profile.id, name=profile.name, handle=handle), handles | known)


def _account(stated: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": id_of(stated, "accountId"),
        "handle": words(stated.get("username")),
        "name": _plain(stated.get("accountDisplayName")),
        "joined": moment(stated.get("createdAt")),
    }


def _profile(stated: dict[str, Any]) -> dict[str, Any]:
    description = dictionary(stated.get("description"))
    return {
        "bio": _plain(description.get("bio")),
        "location": _plain(description.get("location")),
        "website": words(description.get("website")),
        "avatar": words(stated.get("avatarMediaUrl")),
    }


def _user_details(stated: dict[str, Any]) -> dict[str, Any]:
    """Read the profile of an archive of before 2019."""
    return {
        "id": id_of(stated),
        "handle": words(stated.get("screen_name")),
        "name": _plain(stated.get("full_name")),
        "bio": _plain(stated.get("bio")),
        "location": _plain(stated.get("location")),
        "website": words(stated.get("expanded_url")) or words(stated.get("url")),
        "joined": moment(stated.get("created_at")),
    }


def _plain(value: object) -> str | None:
    found = words(value)
    return unescaped(found) if found else None


def _first_object(file: File, wrapper: str | None) -> dict[str, Any] | None:
    """Return the one object of a file; None where it cannot be read, without saying why.

    The reason might quote what must not be shown.
    """
    if wrapper is None:
        return _lone_object(file)
    for item in items(file):
        if isinstance(item, Item):
            found = dictionary(item.value)
            inner = found.get(wrapper, found)
            return inner if isinstance(inner, dict) and inner else None
    return None


def _lone_object(file: File) -> dict[str, Any] | None:
    from tui_feed.loaders.json_text import JsonError, parse_json  # only archives before 2019

    try:
        return (
            dictionary(parse_json(file.text().text.partition("=")[2].strip().rstrip(";"))) or None
        )
    except JsonError:
        return None
