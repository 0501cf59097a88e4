"""Read the profile of a feed from its channel."""

import re

from tui_feed.loaders.common.fields import JsonObject, get_list, get_obj, get_str
from tui_feed.loaders.common.html_text import html_text
from tui_feed.models import Profile
from tui_feed.sources.file import File

_MASTODON = re.compile(r"https?://(?P<host>[^/\s]+)/@(?P<user>\w+)/?$", re.ASCII)
_X = re.compile(r"https?://(?:[\w.-]*\.)?(?:x|twitter)\.com/(?P<user>\w{1,20})/?$", re.ASCII)
_BLUESKY = re.compile(r"https?://bsky\.app/profile/(?P<user>[\w.-]+)/?$", re.ASCII)
_NITTER_TITLE = re.compile(r"(?P<name>.+) / @(?P<handle>\w+)$", re.ASCII | re.DOTALL)
_BLUESKY_TITLE = re.compile(r"@(?P<handle>[\w.-]+) - (?P<name>.+)$", re.ASCII | re.DOTALL)
_HUB_TITLE = re.compile(r"Twitter @(?P<name>.+)$", re.DOTALL)


def profile_of(channel: JsonObject, file: File) -> Profile | None:
    """Return the profile of a channel; None if it has neither a title nor a link."""
    title, link = get_str(channel, "title"), get_str(channel, "link")
    if not title and not link:
        return None
    name, handle = _names(title or "", link or "")
    bio = get_str(channel, "subtitle") or get_str(channel, "description")
    return Profile(
        name=name or html_text(title or "").text or None,
        handle=handle,
        bio=html_text(bio).text or None if bio else None,
        website=link,
        avatar=get_str(get_obj(channel, "image"), "href") or get_str(channel, "icon"),
        source=file.name,
    )


def home_of(channel: JsonObject) -> str | None:
    """Return the address of a feed; its title if it states no address."""
    links = get_list(channel, "links")
    own = (get_str(link, "href") for link in links if get_str(link, "rel") == "self")
    stated = (get_str(channel, name) for name in ("id", "link", "title"))
    return next(filter(None, [*own, *stated]), None)


def _names(title: str, link: str) -> tuple[str | None, str | None]:
    """Return name and handle, if the title or link has the form of a known network."""
    if found := _MASTODON.fullmatch(link):
        return None, f"{found['user']}@{found['host']}"
    if found := _NITTER_TITLE.fullmatch(title):
        return found["name"], found["handle"]
    if found := _BLUESKY.fullmatch(link):
        named = _BLUESKY_TITLE.fullmatch(title)
        handle = named["handle"] if named else found["user"]
        return (named["name"] if named else None), None if handle.startswith("did:") else handle
    if found := _X.fullmatch(link):
        named = _HUB_TITLE.fullmatch(title)
        return (named["name"] if named else None), found["user"]
    return None, None
