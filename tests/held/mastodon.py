"""Mastodon and its relatives: outboxes, notes of ActivityPub, statuses of the API."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from tests.held.facts import Held, counts, moment, names, plain, words
from tests.held.x_tweets import documents

_PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
_KINDS = {"image": "photo", "gifv": "gif", "video": "video", "audio": "audio"}
_VISIBLE = {"private": "followers", "public": "public", "unlisted": "unlisted", "direct": "direct"}


def _links(markup: str) -> frozenset[str]:
    """Return the targets of anchors that are no tags, no mentions and not the quoted post."""
    markup = re.sub(r"<p class=\"quote-inline\">.*?</p>", "", markup, flags=re.DOTALL)
    found = re.findall(r"<a ([^>]*)>(.*?)</a>", markup, re.DOTALL)
    return frozenset(
        re.search(r'href="([^"]*)"', marks)[1].replace("&amp;", "&")  # type: ignore[index]
        for marks, shown in found
        if "hashtag" not in marks and "mention" not in marks and not plain(shown).startswith("#")
    )


# Notes of ActivityPub


def outbox(path: Path) -> list[Held]:
    """Walk an outbox, alone or in the folder of an archive, with likes and bookmarks there."""
    if not path.is_dir():
        return _activities(_items(path))
    saved = [
        _saved(address, fact)
        for name, fact in (("likes", "liked"), ("bookmarks", "bookmarked"))
        for address in _items(path / f"{name}.json")
    ]
    return _activities(_items(path / "outbox.json")) + saved


def _items(file: Path) -> list:
    return json.loads(file.read_text("utf-8"))["orderedItems"] if file.exists() else []


def _saved(address: str, fact: str) -> Held:
    """Return a post of which only the address is kept; on Mastodon it names author and time."""
    parts = urlsplit(address)
    found = re.fullmatch(r"/users/(\w+)/statuses/(\d+)", parts.path)
    timed = int(found[2]) >> 16 if found and len(found[2]) >= 17 else None
    return Held(address, {
        "url": address, "unavailable": True, "text": "", "apart": True, "reposted": False,
        "liked": fact == "liked", "bookmarked": fact == "bookmarked", **counts(), "media": (),
        "author": f"{found[1]}@{parts.hostname}" if found else None,
        "date": timed and timed // 1000 * 1000,
    })  # fmt: skip


def notes(path: Path) -> list[Held]:
    """Walk notes and activities: one, or one a line."""
    return _activities([each for each in documents(path) if isinstance(each, dict)])


def _activities(items: list[dict]) -> list[Held]:
    inner = {
        note["id"]: note for item in items if isinstance(note := item.get("object", item), dict)
    }
    found = []
    for item in items:
        if item["type"] == "Announce":
            found.append(Held(item["id"], {
                "reposted": True, "reposted_at": moment(item["published"]), "unavailable": True,
                "url": item["object"], "visibility": _audience(item),
            }))  # fmt: skip
        elif item["type"] in ("Create", "Note", "Question"):
            found.append(_held_note(item.get("object", item), inner))
    return found


def _audience(note: dict) -> str:
    if _PUBLIC in note.get("to", []):
        return "public"
    if _PUBLIC in note.get("cc", []):
        return "unlisted"
    return "followers" if any(each.endswith("/followers") for each in note["to"]) else "direct"


def _held_note(note: dict, inner: dict[str, dict]) -> Held:
    quoted = note.get("quote") or note.get("quoteUrl") or note.get("_misskey_quote")
    content, attached = note["content"], note.get("attachment", [])
    if quoted:
        content = re.sub(r"(<br>)*RE: .*?</a>", "", content)
    options = note.get("oneOf") or note.get("anyOf") or []
    tags = {kind: [each["name"] for each in note.get("tag", []) if each["type"] == kind]
            for kind in ("Hashtag", "Mention")}  # fmt: skip
    stated = {
        "text": plain(content),
        "date": moment(note["published"]),
        "reposted": False,
        "url": note.get("url", note["id"]),
        "author_id": note["attributedTo"],
        "lang": next(iter(note.get("contentMap", {})), None),
        "warning": note.get("summary"),
        "visibility": _audience(note),
        "reply_to_id": note.get("inReplyTo"),
        "quote_id": quoted,
        "edited": "updated" in note,
        **dict.fromkeys(("apart", "liked", "bookmarked"), False),
        "alts": tuple(each.get("name") for each in attached),
        "kinds": tuple(each["mediaType"].replace("image/png", "photo") for each in attached),
        "tags": names(tags["Hashtag"]),
        "mentions": names(tags["Mention"]),
        "links": _links(content),
        "poll": tuple((each["name"], each["replies"]["totalItems"]) for each in options),
        "poll_ends": moment(note.get("endTime")),
        **counts(
            likes=(note.get("likes") or {}).get("totalItems"),
            reposts=(note.get("shares") or {}).get("totalItems"),
        ),
    }
    return Held(note["id"], stated, _held_note(inner[quoted], inner) if quoted in inner else None)


# Statuses of the API


def _statuses(value: object) -> Iterator[dict]:
    """Yield the statuses of a list, a line, a thread; of a backup only the owner's."""
    if isinstance(value, list):
        for each in value:
            yield from _statuses(each)
    elif isinstance(value, dict):
        if "statuses" in value:
            yield from _statuses(value["statuses"])
        elif "descendants" in value:
            yield from _statuses([value["ancestors"], value["descendants"]])
        elif "content" in value:
            yield value
        elif "data" in value:
            yield from _statuses(value["data"])


def statuses(path: Path) -> list[Held]:
    """Walk statuses of the API."""
    return [_held_status(each) for document in documents(path) for each in _statuses(document)]


def _handle(account: dict) -> str:
    if "@" in account["acct"]:
        return account["acct"]
    return f"{account['acct']}@{urlsplit(account['url']).hostname}"


def _held_status(status: dict) -> Held:
    held = _of_status(status.get("reblog") or status)
    if status.get("reblog"):
        held.facts |= {"reposted": True, "reposted_at": moment(status["created_at"]),
                       "reposted_by": _handle(status["account"])}  # fmt: skip
    held.id = status["uri"]
    if status.get("reblog") and not held.id.endswith("/activity"):
        held.id = status["uri"]
    return held


def _of_status(status: dict) -> Held:
    account, poll, card = status["account"], status.get("poll") or {}, status.get("card") or {}
    media = status.get("media_attachments", [status["media"]] if "media" in status else [])
    is_pixelfed = "pf_type" in status
    edited = status.get("edited_at")
    quote = status.get("quote") or {}
    quoted = quote.get("quoted_status") or (quote if "content" in quote else None)
    stated = {
        "text": plain(status["content"]),
        "date": moment(status["created_at"]),
        "reposted": False,
        "url": status["url"],
        "author": _handle(account),
        "author_name": account["display_name"],
        "lang": status.get("language"),
        "client": (status.get("application") or {}).get("name"),
        "warning": status.get("spoiler_text") or None,
        "visibility": _VISIBLE[status["visibility"]],
        "edited": bool(edited),
        "is_reply": bool(status.get("in_reply_to_id")),
        "quotes_post": bool(quote),
        "media": tuple(each.get("remote_url") or each["url"] for each in media),
        "alts": tuple(each.get("description") for each in media),
        "kinds": tuple(_KINDS[each["type"]] for each in media),
        "tags": names(each["name"] if isinstance(each, dict) else each for each in status["tags"]),
        "mentions": names(each["acct"] for each in status.get("mentions", [])),
        "links": _links(status["content"]),
        "poll": tuple((each["title"], each["votes_count"]) for each in poll.get("options", [])),
        "poll_total": poll.get("votes_count"),
        "poll_closed": poll.get("expired"),
        "poll_ends": moment(poll.get("expires_at")),
        "card": card.get("url"),
        "card_title": card.get("title"),
        **counts(
            likes=status["favourites_count"],
            reposts=None if is_pixelfed else status["reblogs_count"],
            replies=status.get("replies_count", status.get("reply_count")),
            quotes=status.get("quotes_count"),
        ),
    }
    return Held(status["uri"], stated, _of_status(quoted) if quoted else None)


__all__ = ["notes", "outbox", "statuses", "words"]
