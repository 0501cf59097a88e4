"""Downloads of Threads, Instagram, Facebook, Telegram and Misskey; snscrape of other networks."""

import json
from pathlib import Path

from tests.held.facts import Held, counts, moment, names, words
from tests.held.x_tweets import documents

_MOVING = (".mp4", ".mov")


# Meta


def _repaired(text: str) -> str:
    """Undo UTF-8 that was written byte by byte."""
    try:
        return text.encode("latin-1").decode()
    except ValueError:
        return text


def meta(path: Path) -> list[Held]:
    """Walk posts of Threads or Instagram."""
    document = json.loads(path.read_text("utf-8"))
    items = document if isinstance(document, list) else document["text_post_app_text_posts"]
    return [_of_facebook(each) if "timestamp" in each else _of_meta(each) for each in items]


def _of_meta(post: dict) -> Held:
    first = post["media"][0]
    media = [each["uri"] for each in post["media"] if each["uri"]]
    text = _repaired(post.get("title", first["title"]))
    return Held(None, {
        "words": words(text), "author": None, "files": tuple(media), "alts": (None,) * len(media),
        "kinds": tuple("video" if each.endswith(_MOVING) else "photo" for each in media),
        "date": post.get("creation_timestamp", first["creation_timestamp"]) * 1000, **counts(),
    })  # fmt: skip


def _of_facebook(post: dict) -> Held:
    attached = [each for group in post["attachments"] for each in group["data"]]
    media = [each["media"] for each in attached if "media" in each]
    cards = [each["external_context"] for each in attached if "external_context" in each]
    said = [each["post"] for each in post.get("data", []) if "post" in each]
    said += [each["description"] for each in media if "description" in each]
    return Held(None, {
        "words": words(_repaired(" ".join(said))), "date": post["timestamp"] * 1000,
        "files": tuple(each["uri"] for each in media), **counts(),
        "card": cards[0]["url"] if cards else None,
        "card_title": cards[0]["name"] if cards else None,
    })  # fmt: skip


# Telegram


def telegram(path: Path) -> list[Held]:
    """Walk the messages of channels and groups; private chats are not to be shown."""
    document = json.loads(path.read_text("utf-8"))
    chats = document["chats"]["list"] if "chats" in document else [document]
    return [_message(chat, each) for chat in chats for each in chat["messages"]
            if chat["type"] != "personal_chat" and each["type"] == "message"]  # fmt: skip


def _message(chat: dict, message: dict) -> Held:
    stated = message["text"]
    pieces = [{"text": each} if isinstance(each, str) else each
              for each in (stated if isinstance(stated, list) else [stated])]  # fmt: skip
    poll = message.get("poll", {})
    is_paper = message.get("mime_type", "").startswith("application")
    files = [message[key] for key in ("photo", "file") if key in message and not is_paper]
    when = int(message["date_unixtime"]) * 1000
    origin, answered = message.get("forwarded_from"), message.get("reply_to_message_id")
    return Held(f"{chat['id']}/{message['id']}", {
        "text": words("".join(each["text"] for each in pieces) + poll.get("question", "")),
        "date": None if origin else when,
        "reposted": bool(origin),
        "reposted_at": when if origin else None,
        "author_name": origin or message["from"],
        "edited": "edited" in message,
        "tags": names(each["text"] for each in pieces if each.get("type") == "hashtag"),
        "links": frozenset(each["href"] for each in pieces if "href" in each),
        "poll": tuple((each["text"], each["voters"]) for each in poll.get("answers", [])),
        "poll_total": poll.get("total_voters"),
        "poll_closed": poll.get("closed"),
        "files": tuple(None if each.startswith("(") else each for each in files),
        "reply_to_id": f"{chat['id']}/{answered}" if answered else None,
        "visibility": "public" if chat["type"].startswith("public") else "followers",
        **counts(),
    })  # fmt: skip


# Misskey

_VISIBLE = {"public": "public", "home": "unlisted", "followers": "followers", "specified": "direct"}


def misskey(path: Path) -> list[Held]:
    """Walk notes of Misskey; marks in their texts are left to the program."""
    notes = {each["id"]: each for each in json.loads(path.read_text("utf-8"))}
    return [_note(each, notes) for each in notes.values()]


def _note(note: dict, notes: dict[str, dict]) -> Held:
    renoted, poll, files = note["renoteId"], note["poll"] or {}, note.get("files", [])
    visible = {"visibility": _VISIBLE[note["visibility"]]}
    if renoted and not note["text"]:
        stated = {"reposted": True, "reposted_at": moment(note["createdAt"]), **visible}
        return Held(note["id"], stated | {"unavailable": renoted not in notes})
    return Held(note["id"], {
        **({} if "[" in (note["text"] or "") else {"text": words(note["text"])}),
        "date": moment(note["createdAt"]),
        "reposted": False,
        "warning": note["cw"],
        "reply_to_id": note["replyId"],
        "quote_id": renoted,
        "media": tuple(each["url"] for each in files),
        "alts": tuple(each["comment"] for each in files),
        "poll": tuple(zip(poll.get("choices", ()), poll.get("votes", ()), strict=True)),
        "poll_ends": moment(poll.get("expiresAt")),
        **visible,
        **counts(),
    }, _note(notes[renoted], notes) if renoted in notes else None)  # fmt: skip


# snscrape of other networks


def snscrape(path: Path) -> list[Held]:
    """Walk lines of Mastodon, Telegram, Reddit and Instagram."""
    return [_line(each) for each in documents(path) if isinstance(each, dict)]


def _line(line: dict) -> Held:
    kind = line["_type"].rpartition(".")[2]
    if kind == "Boost":
        held = _line(line["toot"] | {"_type": "Toot"})
        by = line["user"]["account"].removeprefix("@")
        return Held(None, held.facts | {"reposted": True, "reposted_by": by})
    user, text = line.get("user", {}), line.get("text", line.get("content"))
    card, media = line.get("linkPreview") or {}, line.get("attachments", [])
    handle = user.get("account", line.get("username", line.get("author")))
    stated = {
        "date": moment(line["date"]), "url": line["url"], "reposted": False,
        "warning": line.get("spoilerText"), "card": card.get("href"),
        "card_title": card.get("title"),
        **counts(likes=line.get("likes"), replies=line.get("comments")),
        "reply_to_id": line["parentId"].partition("_")[2] if "parentId" in line else None,
    }  # fmt: skip
    if kind in ("Submission", "Comment"):
        gone = line.get("selftext") == "[removed]"
        parts = [line.get("title"), line.get("body"), None if gone else line.get("selftext")]
        return Held(line["id"].partition("_")[2], stated | {
            "author": handle, "text": words(" ".join(filter(None, parts))), "unavailable": gone,
        })  # fmt: skip
    pictures = [each["url"] for each in media] + [
        line[key] for key in ("displayUrl",) if key in line
    ]
    return Held(line["url"], stated | {
        "author": handle.removeprefix("@") if handle else line["url"].split("/")[4],
        "author_name": user.get("displayName"),
        "text": words(text),
        "media": tuple(pictures),
        "alts": (*(each["name"] for each in media), *[None] * (len(pictures) - len(media))),
    })  # fmt: skip
