"""Convert accounts of the Mastodon API to authors and profiles."""

from tui_feed.loaders.common.fields import JsonObject, get_count, get_list, get_str, host_of
from tui_feed.loaders.common.html_text import html_text
from tui_feed.loaders.common.stated_dates import iso_date
from tui_feed.models import NOBODY, Author, Profile
from tui_feed.text.dates import IsoDate

_MIDNIGHT = ("T00:00:00.000Z", "T00:00:00Z", "T00:00:00+00:00")


def handle_of(account: JsonObject) -> str | None:
    """Return the handle of an account with its server: `maraquill@social.example`.

    Servers omit their own name; it is taken from the address of the account.
    """
    handle = get_str(account, "acct") or get_str(account, "username")
    if not handle or "@" in handle:
        return handle
    host = host_of(get_str(account, "url") or get_str(account, "uri"))
    return f"{handle}@{host}" if host else handle


def author_of(account: JsonObject) -> Author:
    """Return an account as an author."""
    handle, name = handle_of(account), get_str(account, "display_name")
    address = get_str(account, "uri")
    return Author(id=address, name=name, handle=handle) if handle or name else NOBODY


def profile_of(account: JsonObject, source: str) -> Profile | None:
    """Return an account as a profile; None without counts and bio, as in mentions."""
    if get_count(account, "followers_count") is None and not get_str(account, "note"):
        return None
    note = get_str(account, "note")
    return Profile(
        id=get_str(account, "uri"),
        name=get_str(account, "display_name"),
        handle=handle_of(account),
        bio=html_text(note).text if note else None,
        website=_website(account),
        joined=_joined(get_str(account, "created_at")),
        following=get_count(account, "following_count"),
        followers=get_count(account, "followers_count"),
        post_count=get_count(account, "statuses_count"),
        avatar=get_str(account, "avatar"),
        source=source,
    )


def _joined(stated: str | None) -> IsoDate | None:
    """Return a date; midnight means a date without a time, as Mastodon rounds it."""
    if stated and stated.endswith(_MIDNIGHT):
        stated = stated.partition("T")[0]
    return iso_date(stated)


def _website(account: JsonObject) -> str | None:
    """Return the first link in the fields of an account."""
    for field in get_list(account, "fields"):
        links = html_text(get_str(field, "value") or "").links
        if links:
            return links[0].url
    return None
