"""Whose archive it is.

`account.js` also holds an e-mail address and maybe a phone number. They are never taken from it,
and no message quotes it.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from tui_feed.loaders.common.fields import JsonObject, get_obj, get_str
from tui_feed.loaders.common.json_stream import Item, items
from tui_feed.loaders.common.json_text import JsonError, parse_json
from tui_feed.loaders.x.archive.members import Layout
from tui_feed.loaders.x.archive.values import id_of, moment
from tui_feed.loaders.x.tweet_text import unescaped
from tui_feed.models import Author, Problem, Profile
from tui_feed.sources.file import File
from tui_feed.text.dates import iso

_UNREADABLE = "it cannot be read; what it says of the account is left out"


class Owner(NamedTuple):
    """The account that the posts are of."""

    author: Author
    """The author of its posts; empty where the archive does not say."""
    handles: frozenset[str]
    """All handles that it is known to have had, case-folded."""


def profile_of(layout: Layout, source: str) -> Iterator[Profile | Problem]:
    """Yield the profile that an archive states, if any; `source` is the archive's name."""
    fields: JsonObject = {}
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
    yield Profile(**fields, source=source)


def owner_of(profile: Profile | None, pictured: tuple[str, ...]) -> Owner:
    """Return the owner by the profile, else by who posted the pictures: `FirstLook.handles`."""
    likely = pictured[0] if pictured else None
    author = Author(handle=likely)
    if profile:
        author = Author(id=profile.id, name=profile.name, handle=profile.handle or likely)
    known = [*pictured, *([author.handle] if author.handle else [])]
    return Owner(author, frozenset(handle.casefold() for handle in known))


def _account(stated: JsonObject) -> JsonObject:
    return {
        "id": id_of(stated, "accountId"),
        "handle": get_str(stated, "username"),
        "name": _plain(stated, "accountDisplayName"),
        "joined": iso(moment(stated.get("createdAt"))),
    }


def _profile(stated: JsonObject) -> JsonObject:
    description = get_obj(stated, "description")
    return {
        "bio": _plain(description, "bio"),
        "location": _plain(description, "location"),
        "website": get_str(description, "website"),
        "avatar": get_str(stated, "avatarMediaUrl"),
    }


def _user_details(stated: JsonObject) -> JsonObject:
    """Read the profile of an archive of before 2019."""
    return {
        "id": id_of(stated),
        "handle": get_str(stated, "screen_name"),
        "name": _plain(stated, "full_name"),
        "bio": _plain(stated, "bio"),
        "location": _plain(stated, "location"),
        "website": get_str(stated, "expanded_url") or get_str(stated, "url"),
        "joined": iso(moment(stated.get("created_at"))),
    }


def _plain(stated: JsonObject, key: str) -> str | None:
    found = get_str(stated, key)
    return unescaped(found) if found else None


def _first_object(file: File, wrapper: str | None) -> JsonObject | None:
    """Return the one object of a file; nothing for an empty list, None for one that is no JSON.

    The reason is not told: it might quote what must not be shown.
    """
    if wrapper is None:
        try:
            stated = parse_json(file.text().text.partition("=")[2].strip().removesuffix(";"))
        except JsonError:
            return None
        return get_obj({"": stated}, "") or None
    read = list(islice(items(file), 2))
    if not read:
        return {}
    found = next((item.value for item in read if isinstance(item, Item)), None)
    return get_obj(found, wrapper) or get_obj({"": found}, "") or None
