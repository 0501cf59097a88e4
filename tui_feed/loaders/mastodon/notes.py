"""The parts of a note: ActivityPub as Mastodon and its relatives write it."""

import re
from typing import Any, Literal

from tui_feed.loaders.common.fields import (
    JsonObject,
    get_count,
    get_list,
    get_obj,
    get_str,
    get_strings,
    host_of,
)
from tui_feed.loaders.common.html_text import HtmlText, html_text
from tui_feed.models import Author, Link, LinkCard, Poll, PollOption
from tui_feed.text.dates import Moment, iso

Visibility = Literal["public", "unlisted", "followers", "direct"]

_KINDS: tuple[tuple[str, Literal["photo", "video", "audio"]], ...] = (
    ("image", "photo"), ("video", "video"), ("audio", "audio"),
)  # fmt: skip
_PUBLIC = {"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"}
_POST_OF = re.compile(r"https?://(?P<host>[^/\s@]+)/(?:users/|@)(?P<user>[\w.-]+)/", re.ASCII)
_QUOTES = ("quote", "quoteUri", "quoteUrl", "_misskey_quote")


def content_of(note: JsonObject) -> HtmlText:
    """Return what a note says; an article has a title above it."""
    stated = get_str(note, "content")
    if stated is None:
        stated = next((v for v in get_obj(note, "contentMap").values() if isinstance(v, str)), "")
    name = get_str(note, "name")
    said = html_text(stated or "")
    return said._replace(text=f"{name}\n\n{said.text}".strip()) if name else said


def account(user: str | None, address: str | None) -> str | None:
    """Return an account's name across servers: `maraquill@social.example`."""
    host = host_of(address)
    return f"{user}@{host}" if user and host else user


def author_of(address: str | None) -> Author:
    """Return who an actor's address says that it is: Mastodon's ends in the account's name.

    Those of its newer accounts end in a number, which names nobody.
    """
    if not address or "/ap/users/" in address:
        return Author(id=address)
    user = address.rstrip("/").rpartition("/")[2].removeprefix("@")
    return Author(id=address, handle=account(user or None, address))


def author_at(address: str | None) -> Author:
    """Return whose post an address leads to, where it says so as Mastodon's addresses do."""
    found = _POST_OF.match(address or "")
    return Author(handle=f"{found['user']}@{found['host']}") if found else Author()


def answered_handle(note: JsonObject) -> str | None:
    """Return whom a note answers: by the address of the post, else the one mentioned of its server.

    The first mention need not be who is answered: a thread of one's own may mention anybody.
    """
    address = get_str(note, "inReplyTo")
    if named := author_at(address).handle:
        return named
    server = host_of(address)
    people = [tag for tag in get_list(note, "tag") if get_str(tag, "type") == "Mention"]
    there = [who for who in people if server and host_of(get_str(who, "href")) == server]
    name = get_str(there[0], "name") if len(there) == 1 else None
    return name.removeprefix("@") if name else None


def address_of(item: JsonObject) -> str | None:
    """Return where an attachment is; some servers state a list of links to it."""
    links = (get_str(link, "href") for link in get_list(item, "url"))
    return get_str(item, "url") or get_str(item, "href") or next(filter(None, links), None)


def kind_of(item: JsonObject) -> Literal["photo", "video", "audio"] | None:
    """Return what an attachment is; None for a paper, a preview, or what does not say."""
    stated = get_str(item, "mediaType") or get_str(item, "type") or ""
    if stated == "Document":
        return "photo"
    return next((kind for sign, kind in _KINDS if stated.lower().startswith(sign)), None)


def papers_of(note: JsonObject) -> list[Link]:
    """Return the attachments that are neither seen nor heard, as links."""
    papers = [
        item
        for item in get_list(note, "attachment")
        if get_str(item, "type") != "Link" and kind_of(item) is None
    ]
    return [
        Link(url=address, display=get_str(item, "name") or address)
        for item in papers
        if (address := address_of(item)) and address.startswith(("http://", "https://"))
    ]


def visibility_of(note: JsonObject) -> Visibility | None:
    """Return whom a note is for, by the lists that it is addressed to."""
    to, cc = _addressed(note, "to"), _addressed(note, "cc")
    if to is None and cc is None:
        return None
    if _PUBLIC & set(to or ()):
        return "public"
    if _PUBLIC & set(cc or ()):
        return "unlisted"
    if any(address.endswith("/followers") for address in (to or []) + (cc or [])):
        return "followers"
    return "direct"


def _addressed(note: JsonObject, key: str) -> list[str] | None:
    found = note.get(key)
    if found is None:
        return None
    return [found] if isinstance(found, str) else get_strings(note, key)


def tagged(note: JsonObject, kind: str, sign: str) -> list[str]:
    """Return the names of the tags of one kind: hashtags, mentions."""
    named = (get_str(tag, "name") for tag in get_list(note, "tag") if get_str(tag, "type") == kind)
    return list(dict.fromkeys(name.removeprefix(sign) for name in named if name))


def quoted_address(note: JsonObject) -> str | None:
    """Return the address of the post that a note quotes."""
    for key in _QUOTES:
        if found := get_str(note, key) or get_str(get_obj(note, key), "id"):
            return found
    return None


def card_of(note: JsonObject) -> LinkCard | None:
    """Return the preview of a page."""
    for item in get_list(note, "attachment"):
        if get_str(item, "type") == "Link" and (address := get_str(item, "href")):
            title = get_str(item, "name")
            about = get_str(item, "summary")
            return LinkCard(title=title, description=about, domain=host_of(address), url=address)
    return None


def poll_of(note: JsonObject) -> Poll | None:
    """Return the poll that a question is."""
    options = get_list(note, "oneOf") or get_list(note, "anyOf")
    if not options:
        return None
    closed = note.get("closed")
    votes = [get_count(get_obj(option, "replies"), "totalItems") for option in options]
    counted = [number for number in votes if number is not None]
    total = sum(counted) if len(counted) == len(votes) else None
    if get_list(note, "oneOf"):  # elsewhere each voter may have several votes
        total = get_count(note, "votersCount") if total is None else total
    return Poll(
        options=tuple(
            [
                PollOption(label=get_str(option, "name") or "", votes=number)
                for option, number in zip(options, votes, strict=True)
            ]
        ),
        total_votes=total,
        closed=True if closed else None,
        ends=iso(moment(get_str(note, "endTime")) or moment(get_str(note, "closed"))),
    )


def moment(stated: str | None) -> Moment | None:
    """Return a date; None for what is none."""
    try:
        return Moment.parse(stated) if stated else None
    except ValueError:
        return None


def seconds(stated: Any) -> float | None:  # noqa: ANN401 - anything may stand in an archive
    """Return a length in seconds; None for what is none."""
    if isinstance(stated, int | float) and not isinstance(stated, bool) and 0 <= stated < 1e7:
        return float(stated)
    return None
