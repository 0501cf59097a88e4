"""Read the account of an archive from its `actor.json`."""

from tui_feed.loaders.common.fields import JsonObject, get_list, get_obj, get_str
from tui_feed.loaders.common.html_text import html_text
from tui_feed.loaders.common.stated_dates import iso_date
from tui_feed.loaders.mastodon.addresses import account
from tui_feed.models import Profile


def profile_of(actor: JsonObject, source: str) -> Profile:
    """Return the profile of an actor."""
    address = get_str(actor, "id")
    fields = [html_text(get_str(field, "value") or "") for field in get_list(actor, "attachment")]
    links = [link.url for field in fields for link in field.links]
    return Profile(
        id=address,
        name=get_str(actor, "name"),
        handle=account(get_str(actor, "preferredUsername"), address),
        bio=html_text(get_str(actor, "summary") or "").text or None,
        website=next((link for link in links if link), None),
        joined=iso_date(get_str(actor, "published")),
        avatar=get_str(get_obj(actor, "icon"), "url"),
        source=source,
    )
