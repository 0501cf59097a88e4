"""Find the owner of an archive.

`account.js` also holds an e-mail address and maybe a phone number. They are never read from it, and
no message quotes it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from tui_feed.loaders.common.fields import JsonObject, get_obj, get_str
from tui_feed.loaders.common.json_stream import Item, items
from tui_feed.loaders.common.json_text import JsonError, parse_json
from tui_feed.loaders.x.archive.members import Layout
from tui_feed.loaders.x.tweet_dates import id_of, x_date
from tui_feed.loaders.x.tweet_text import unescaped
from tui_feed.models import Author, Problem, Profile
from tui_feed.sources.file import File

_UNREADABLE = "it cannot be read; what it says of the account is left out"


class Owner(NamedTuple):
    """Account of the posts."""

    author: Author
    """Author of its posts; empty if the archive does not state it."""
    handles: frozenset[str]
    """All its known handles, also former handles, case-folded."""


def profile_of(layout: Layout, source: str) -> Iterator[Profile | Problem]:
    """Yield the profile in an archive, if any; `source` is the archive's name."""
    found = Profile()
    for name, wrapper, read in (
        ("account.js", "account", _account),
        ("profile.js", "profile", _profile),
        ("js/user_details.js", None, _user_details),
        ("manifest.js", None, _user_info),
    ):
        file = layout.files.get(name)
        stated = _first_object(file, wrapper) if file else {}
        if file and stated is None and read is not _user_info:  # reported elsewhere
            yield file.problem(_UNREADABLE)
        elif stated:
            found = _completed(found, read(stated))
    if found == Profile():
        return
    if found.avatar:
        named = f"{found.id}-{found.avatar.rpartition('/')[2]}"
        found = replace(found, avatar=layout.media.get(named, found.avatar))
    yield replace(found, source=source)


def _completed(profile: Profile, other: Profile) -> Profile:
    """Return a profile, with its missing fields from another profile."""
    return Profile(
        id=profile.id or other.id,
        name=profile.name or other.name,
        handle=profile.handle or other.handle,
        bio=profile.bio or other.bio,
        location=profile.location or other.location,
        website=profile.website or other.website,
        joined=profile.joined or other.joined,
        avatar=profile.avatar or other.avatar,
    )


def owner_of(profile: Profile | None, pictured: tuple[str, ...]) -> Owner:
    """Return the owner from the profile, or else from the posted pictures (`FirstLook.handles`)."""
    likely = pictured[0] if pictured else None
    author = Author(handle=likely)
    if profile:
        author = Author(id=profile.id, name=profile.name, handle=profile.handle or likely)
    known = [*pictured, *([author.handle] if author.handle else [])]
    return Owner(author, frozenset(handle.casefold() for handle in known))


def _account(stated: JsonObject) -> Profile:
    return Profile(
        id=id_of(stated, "accountId"),
        handle=get_str(stated, "username"),
        name=_plain(stated, "accountDisplayName"),
        joined=x_date(stated.get("createdAt")),
    )


def _profile(stated: JsonObject) -> Profile:
    description = get_obj(stated, "description")
    return Profile(
        bio=_plain(description, "bio"),
        location=_plain(description, "location"),
        website=get_str(description, "website"),
        avatar=get_str(stated, "avatarMediaUrl"),
    )


def _user_details(stated: JsonObject) -> Profile:
    """Read the profile of an archive before 2019."""
    return Profile(
        id=id_of(stated),
        handle=get_str(stated, "screen_name"),
        name=_plain(stated, "full_name"),
        bio=_plain(stated, "bio"),
        location=_plain(stated, "location"),
        website=get_str(stated, "expanded_url") or get_str(stated, "url"),
        joined=x_date(stated.get("created_at")),
    )


def _user_info(stated: JsonObject) -> Profile:
    """Read the owner from the manifest."""
    info = get_obj(stated, "userInfo")
    return Profile(
        id=id_of(info, "accountId"),
        handle=get_str(info, "userName"),
        name=_plain(info, "displayName"),
    )


def _plain(stated: JsonObject, key: str) -> str | None:
    found = get_str(stated, key)
    return unescaped(found) if found else None


def _first_object(file: File, wrapper: str | None) -> JsonObject | None:
    """Return the object in a file, empty if it has none; None if it cannot be read.

    The reason is withheld, because it might quote private values.
    """
    if wrapper is None:
        try:
            stated = parse_json(file.text().text.partition("=")[2].strip().removesuffix(";"))
        except JsonError:
            return None
        return get_obj({"": stated}, "") or None
    for item in items(file):
        if not isinstance(item, Item):
            return None
        return get_obj(item.value, wrapper) or get_obj({"": item.value}, "") or None
    return {}
