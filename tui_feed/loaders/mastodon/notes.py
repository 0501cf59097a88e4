"""Read parts of a note: ActivityPub as written by Mastodon and similar servers."""

from typing import Final, NamedTuple

from tui_feed.loaders.common.fields import (
    JsonObject,
    get_count,
    get_obj,
    get_one_or_more,
    get_str,
    get_strings,
    host_of,
)
from tui_feed.loaders.common.html_text import HtmlText, html_text, with_breaks
from tui_feed.loaders.common.stated_dates import iso_date
from tui_feed.loaders.mastodon.addresses import handle_at
from tui_feed.models import Metrics, Poll, PollOption, Visibility
from tui_feed.models.post import NOTHING_COUNTED

_TO_ALL: Final = ["https://www.w3.org/ns/activitystreams#Public"]
_PUBLIC = frozenset([*_TO_ALL, "as:Public", "Public"])
_QUOTES: Final = ("quote", "quoteUri", "quoteUrl", "_misskey_quote")
_COUNTED: Final = {
    "likes": "like_count", "shares": "announcement_count", "replies": "repliesCount",
}  # fmt: skip
"""Collections of a note, and the counts that Pleroma states in their place."""
_COUNTING: Final = frozenset([*_COUNTED, *_COUNTED.values()])
_REPEATED_LINK = "RE: "


def content_of(note: JsonObject, quoted: str | None) -> HtmlText:
    """Return the text of a note that quotes `quoted`; the title of an article goes above it."""
    stated = get_str(note, "content")
    if stated is None:
        stated = next((v for v in get_obj(note, "contentMap").values() if isinstance(v, str)), "")
    said = html_text(with_breaks(stated)) if stated else HtmlText("")
    if quoted and said.text.endswith(f"{_REPEATED_LINK}{quoted}"):
        text = said.text.removesuffix(f"{_REPEATED_LINK}{quoted}").rstrip()
        said = said._replace(
            text=text,
            links=tuple(link for link in said.links if link.url != quoted or link.display in text),
        )
    name = get_str(note, "name")
    return said._replace(text=f"{name}\n\n{said.text}".strip()) if name else said


class Named(NamedTuple):
    """Names in the tags of a note."""

    hashtags: tuple[str, ...]
    """Tags, without `#`."""
    mentions: tuple[str, ...]
    """Accounts, without `@`."""


_NOTHING_NAMED: Final = Named((), ())


def named_in(note: JsonObject) -> Named:
    """Return the names in the tags of a note, each once."""
    tags = get_one_or_more(note, "tag")
    if not tags:
        return _NOTHING_NAMED
    names: dict[str, dict[str, None]] = {"Hashtag": {}, "Mention": {}}
    for tag in tags:
        kind, name = get_str(tag, "type"), get_str(tag, "name")
        if name and kind in names:
            names[kind][name.removeprefix("#" if kind == "Hashtag" else "@")] = None
    return Named(tuple(names["Hashtag"]), tuple(names["Mention"]))


def answered_address(note: JsonObject) -> str | None:
    """Return the address of the post that is answered: alone, of an object, or in a list."""
    stated = note.get("inReplyTo")
    if stated is None:  # most posts
        return None
    if isinstance(stated, list):
        stated = next(iter(stated), None)
    return get_str({"": stated}, "") or get_str(stated, "id")


def answered_handle(note: JsonObject) -> str | None:
    """Return the handle of the account replied to, from the post's address or a mention.

    A mention counts only if it is the only one on the server of the post: in a thread of the
    author's own posts, the first mention may be anybody.
    """
    address = answered_address(note)
    if named := handle_at(address):
        return named
    server = host_of(address)
    people = [tag for tag in get_one_or_more(note, "tag") if get_str(tag, "type") == "Mention"]
    there = [who for who in people if server and host_of(get_str(who, "href")) == server]
    name = get_str(there[0], "name") if len(there) == 1 else None
    return name.removeprefix("@") if name else None


def visibility_of(note: JsonObject) -> Visibility | None:
    """Return the visibility of a note, from its recipients; None without any."""
    if note.get("to") == _TO_ALL:  # most posts
        return "public"
    to, cc = _addressed(note, "to"), _addressed(note, "cc")
    if to is None and cc is None:
        return None
    if not _PUBLIC.isdisjoint(to or ()):
        return "public"
    if not _PUBLIC.isdisjoint(cc or ()):
        return "unlisted"
    if any(address.endswith("/followers") for address in (to or []) + (cc or [])):
        return "followers"
    return "direct"


def _addressed(note: JsonObject, key: str) -> list[str] | None:
    found = note.get(key)
    if found is None:
        return None
    return [found] if isinstance(found, str) else get_strings(note, key)


def quoted_address(note: JsonObject) -> str | None:
    """Return the address of the quoted post; None without a quote."""
    for key in _QUOTES:
        if key in note and (found := get_str(note, key) or get_str(get_obj(note, key), "id")):
            return found
    return None


def quotes_a_tombstone(note: JsonObject) -> bool:
    """Tell whether a note quotes a deleted post."""
    return "quote" in note and get_str(get_obj(note, "quote"), "type") == "Tombstone"


def metrics_of(note: JsonObject) -> Metrics:
    """Return the counts of a note."""
    if _COUNTING.isdisjoint(note):  # the posts of an archive of Mastodon
        return NOTHING_COUNTED
    counts = [
        get_count(held, "totalItems") if isinstance(held, dict) else get_count(note, counted)
        for held, counted in ((note.get(key), counted) for key, counted in _COUNTED.items())
    ]
    if counts == [None, None, None]:
        return NOTHING_COUNTED
    likes, reposts, replies = counts
    return Metrics(likes=likes, reposts=reposts, replies=replies)


def poll_of(note: JsonObject) -> Poll | None:
    """Return the poll of a question; None for other notes."""
    if "oneOf" not in note and "anyOf" not in note:
        return None
    options = get_one_or_more(note, "oneOf") or get_one_or_more(note, "anyOf")
    if not options:
        return None
    votes = [get_count(get_obj(option, "replies"), "totalItems") for option in options]
    counted = [number for number in votes if number is not None]
    total = sum(counted) if len(counted) == len(votes) else None
    voters = get_count(note, "votersCount")
    if get_one_or_more(note, "oneOf"):  # with `anyOf` a voter may have several votes
        total = voters if total is None else total
    return Poll(
        options=tuple(
            PollOption(label=get_str(option, "name") or "", votes=number)
            for option, number in zip(options, votes, strict=True)
        ),
        total_votes=total,
        voters=voters,
        closed=True if note.get("closed") else None,
        ends=iso_date(get_str(note, "endTime")) or iso_date(get_str(note, "closed")),
    )
