"""Bluesky: repositories, lines of the Jetstream, answers of the API, walked by their keys."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import libipld

from tests.held.facts import Held, counts, moment, names, words

_DAY = 86_400_000
_KEY_SIGNS = "234567abcdefghijklmnopqrstuvwxyz"


def _when(stated: str | None, uri: str, indexed: str | None = None) -> object:
    """Return the date of a record: its own, or where that is none, the one in its key.

    A date of more than a day after the network saw the post is not believed.
    """
    date, seen = moment(stated), moment(indexed)
    if isinstance(date, int):
        return seen if isinstance(seen, int) and date > seen + _DAY else date
    if isinstance(seen, int):
        return seen
    number = 0
    for sign in uri.rpartition("/")[2]:
        number = number * 32 + _KEY_SIGNS.index(sign)
    return moment(datetime.fromtimestamp((number >> 10) // 10**6, UTC).isoformat())


def _named(record: dict) -> dict[str, object]:
    """Return the tags, mentions and links that facets mark, or the entities of early 2023."""
    text = record.get("text", "")
    found: dict[str, list[str]] = {"tag": list(record.get("tags", [])), "mention": [], "link": []}
    data = text.encode()
    for facet in record.get("facets", []):
        piece = data[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode()
        for feature in facet["features"]:
            kind = feature["$type"].rpartition("#")[2]
            found[kind].append(
                piece if kind == "mention" else feature.get("tag", feature.get("uri"))
            )
    if not record.get("facets"):
        for each in record.get("entities", []):
            piece = text[each["index"]["start"] : each["index"]["end"]]
            found[each["type"]].append(each["value"] if each["type"] == "link" else piece)
        if not record.get("entities") and any(sign in text for sign in ("#", "@", "://", ".")):
            return {}  # nothing is stated, so the names are found in the text
    links = frozenset(found["link"])
    return {"mentions": names(found["mention"]), "links": links} | (
        {"tags": names(found["tag"])} if record.get("facets") else {}
    )


def _embeds(embed: dict | None) -> Iterator[dict]:
    """Yield an embed, and both of one that holds a post with media."""
    if not embed:
        return
    if "recordWithMedia" in embed.get("$type", ""):
        yield embed["media"]
        yield embed["record"] | {"$type": "app.bsky.embed.record"}
    else:
        yield embed


def _attached(record: dict, view: dict | None) -> dict[str, object]:
    """Return the media, the card and the quoted address."""
    stated: dict[str, object] = {"card": None, "quote_id": None}
    alts: list[str | None] = []
    kinds: list[str] = []
    for each in _embeds(record.get("embed") or view):
        for image in each.get("images", each.get("items", [])):
            alts.append(image.get("alt") or None)
            kinds.append("photo")
        if each.get("$type", "").endswith("embed.video"):
            alts.append(each.get("alt") or None)
            kinds.append("video")
        if "external" in each:
            stated["card"] = each["external"]["uri"]
            stated["card_title"] = each["external"]["title"] or None
        if each.get("$type", "").removesuffix("#view").endswith("embed.record"):
            stated["quote_id"] = (each["record"].get("record") or each["record"])["uri"]
    stated |= {"alts": tuple(alts), "kinds": tuple(kinds)}
    addresses = tuple(
        image["fullsize"] for each in _embeds(view) for image in each.get("images", [])
    )
    stated["media"] = addresses if addresses else (None,) * len(kinds)
    return stated


def _facts(uri: str, record: dict, author: dict, view: dict | None = None) -> dict[str, object]:
    reply, view = record.get("reply") or {}, view or {}
    page = re.fullmatch(r"at://([^/]+)/app\.bsky\.feed\.post/(.+)", uri)
    return {
        "url": f"https://bsky.app/profile/{page[1]}/post/{page[2]}" if page else None,
        "text": words(record.get("text")),
        "date": _when(record.get("createdAt"), uri, view.get("indexedAt")),
        "reposted": False,
        "author": author.get("handle"),
        "author_id": author["did"],
        "author_name": author.get("displayName") or None,
        "lang": (record.get("langs") or [None])[0],
        "reply_to_id": (reply.get("parent") or {}).get("uri"),
        "conversation": (reply.get("root") or {}).get("uri"),
        **_named(record),
        **_attached(record, view.get("embed") or next(iter(view.get("embeds", [])), None)),
        **counts(
            likes=view.get("likeCount"),
            reposts=view.get("repostCount"),
            replies=view.get("replyCount"),
            quotes=view.get("quoteCount"),
            bookmarks=view.get("bookmarkCount"),
        ),
    }


# Records of a repository


def _of_records(records: dict[str, dict], author: dict) -> list[Held]:
    """Return the posts and reposts among records by their addresses."""
    found = []
    for uri, record in records.items():
        kind = uri.split("/")[3]
        if kind == "app.bsky.feed.post":
            found.append(_held_record(uri, records, author))
        elif kind == "app.bsky.feed.repost":
            found.append(_held_repost(uri, record, records, author))
    return found


def _held_record(uri: str, records: dict[str, dict], author: dict) -> Held:
    stated = _facts(uri, records[uri], author)
    quoted = stated["quote_id"]
    return Held(
        uri, stated, _held_record(str(quoted), records, author) if quoted in records else None
    )


def _held_repost(uri: str, record: dict, records: dict[str, dict], author: dict) -> Held:
    target = record["subject"]["uri"]
    when = {"reposted": True, "reposted_at": _when(record.get("createdAt"), uri)}
    if target in records:
        held = _held_record(target, records, author)
        return Held(uri, held.facts | when, held.quote)
    return Held(uri, {"unavailable": True, "author_id": target.split("/")[2], **when})


def car(path: Path) -> list[Held]:
    """Walk the tree of a repository from its root."""
    header, blocks = libipld.decode_car(path.read_bytes())
    root = blocks[header["roots"][0]]
    did = root["did"]
    records = {
        f"at://{did}/{key}": blocks[at] for key, at in _leaves(blocks, root["data"]) if at in blocks
    }
    profile = records.get(f"at://{did}/app.bsky.actor.profile/self", {})
    return _of_records(records, {"did": did, **profile})


def _leaves(blocks: dict, at: bytes | None) -> Iterator[tuple[str, bytes]]:
    if at not in blocks:
        return
    node, key = blocks[at], b""
    yield from _leaves(blocks, node["l"])
    for entry in node["e"]:
        key = key[: entry["p"]] + entry["k"]
        yield key.decode(), entry["v"]
        yield from _leaves(blocks, entry["t"])


def unpacked(path: Path) -> list[Held]:
    """Walk a repository unpacked into a folder."""
    did = json.loads((path / "_commit.json").read_text("utf-8"))["did"]
    records = {
        f"at://{did}/{file.parent.name}/{file.stem}": json.loads(file.read_text("utf-8"))
        for file in path.glob("*/*.json")
    }
    profile = records.get(f"at://{did}/app.bsky.actor.profile/self", {})
    return _of_records(records, {"did": did, **profile})


def jetstream(path: Path) -> list[Held]:
    """Walk lines of the Jetstream: later ones replace and delete."""
    records: dict[str, dict] = {}
    author: dict = {}
    for line in path.read_text("utf-8").splitlines():
        event = json.loads(line)
        author["did"] = event["did"]
        author |= {"handle": event["identity"]["handle"]} if event["kind"] == "identity" else {}
        if event["kind"] == "commit":
            commit = event["commit"]
            uri = f"at://{event['did']}/{commit['collection']}/{commit['rkey']}"
            if commit["operation"] == "delete":
                records.pop(uri, None)
                continue
            record = commit["record"]
            seen = datetime.fromtimestamp(event["time_us"] // 10**6, UTC).isoformat()
            date, at = moment(record.get("createdAt")), moment(seen)
            if isinstance(date, int) and isinstance(at, int) and date > at + _DAY:
                record["createdAt"] = seen
            records[uri] = record
    profile = records.get(f"at://{author['did']}/app.bsky.actor.profile/self", {})
    return _of_records(records, author | profile)


# Answers of the API


def _held_view(view: dict) -> Held:
    record = view.get("record") or view.get("value") or view
    uri = view["uri"]
    quotes = [each["record"].get("record") or each["record"] for each in _embeds(_embed(view))
              if "record" in each.get("$type", "") and "record" in each]  # fmt: skip
    quoted = next((each for each in quotes if "value" in each), None)
    return Held(
        uri, _facts(uri, record, view["author"], view), _held_view(quoted) if quoted else None
    )


def _embed(view: dict) -> dict | None:
    return view.get("embed") or next(iter(view.get("embeds", [])), None)


def _nodes(value: object) -> Iterator[dict]:
    """Yield each item of a feed and each node of a thread."""
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each)
    elif isinstance(value, dict):
        if "post" in value:
            yield value
            yield from _nodes([value.get("parent"), value.get("replies")])
        elif str(value.get("$type")).endswith(("#notFoundPost", "#blockedPost")):
            yield value
        else:
            yield from _nodes(list(value.values()))


def api(path: Path) -> list[Held]:
    """Walk a feed or a thread."""
    found = []
    for node in _nodes(json.loads(path.read_text("utf-8"))):
        if "post" not in node:
            found.append(Held(node["uri"], {"unavailable": True}))
            continue
        held, reason = _held_view(node["post"]), node.get("reason") or {}
        held.facts["pinned"] = reason.get("$type", "").endswith("reasonPin")
        if "by" in reason:
            held.id = reason.get("uri") or f"{held.id}#reposted-by-{reason['by']['did']}"
            held.facts |= {"reposted": True, "reposted_at": moment(reason["indexedAt"]),
                           "reposted_by": reason["by"]["handle"]}  # fmt: skip
        found.append(held)
    return found


def with_addresses(path: Path, made: Path) -> Path:
    """Write test data whose `record(N)` stand for other posts in each part, with addresses."""
    parts = json.loads(path.read_text("utf-8")).values()
    whole = [
        json.loads(re.sub(r'"record\((\d+)\)"', rf'"at://did:plc:s{at}/app.bsky.feed.post/\1"',
                          json.dumps(part)))
        for at, part in enumerate(parts)
    ]  # fmt: skip
    items = [item for part in whole for item in (part if isinstance(part, list) else [part])]
    made.write_text(json.dumps({"feed": items} if "post" in items[0] else items), "utf-8")
    return made


def gallery_dl(path: Path) -> list[Held]:
    """Walk what gallery-dl wrote: the record's members beside the view's."""
    document = json.loads(path.read_text("utf-8"))
    pictures = document if isinstance(document, list) else [document]
    views = {each["uri"]: each for each in pictures}
    return [_held_view(view | {"embed": None, "record": view}) for view in views.values()]
