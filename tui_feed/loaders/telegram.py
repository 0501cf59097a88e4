"""Read Telegram's export of chats: `result.json` of a channel, a group or all chats.

Format: Telegram Desktop, "Export chat history", JSON. Private chats are never shown.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from tui_feed.loaders.common.entity_fields import entity_fields
from tui_feed.loaders.common.fields import (
    JsonObject,
    get_bool,
    get_count,
    get_id,
    get_list,
    get_obj,
    get_str,
)
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import documents
from tui_feed.loaders.common.json_stream import items
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.common.stated_dates import iso_date
from tui_feed.loaders.common.unix_dates import date_of_unix
from tui_feed.models import Author, Link, Media, Poll, PollOption, Post, Problem, Profile, Record
from tui_feed.models.post import MediaKind, Visibility
from tui_feed.sources.file import File, InputError
from tui_feed.text.dates import IsoDate
from tui_feed.text.numbers import counted

_PUBLIC: Final = ("public_channel", "public_supergroup", "public_group")
_CLOSED: Final = ("private_channel", "private_supergroup", "private_group")
_KINDS: Final[dict[str, MediaKind]] = {
    "video_file": "video", "video_message": "video", "animation": "gif", "audio_file": "audio",
    "voice_message": "audio", "sticker": "photo",
}  # fmt: skip
_NOT_INCLUDED = "("
_CONTROL: Final = re.compile(rb"(?<!\\)((?:\\\\)*)\\x([0-9a-fA-F]{2})")
_LONGEST_ESCAPE: Final = 64
_ESCAPE: Final = len(r"\x1f")
_HTTP: Final = ("http://", "https://")
_SOMEBODY: Final = "somebody"


def sniff(file: File) -> bool:
    """Tell whether a file is a chat with messages, or a list of chats.

    Raises `InputError` for a private chat.
    """
    chats = [chat for each in first_objects(_repaired(file))[:1] for chat in _chats_in(each)]
    if any(get_str(chat, "type") in (*_PUBLIC, *_CLOSED) for chat in chats):
        return True
    if chats:
        subject = "a private chat of Telegram, which is never shown"
        raise InputError(f"{file.path}: {subject}; give the export of a channel or a group")
    return False


def _chats_in(value: JsonObject) -> list[JsonObject]:
    listed = get_list(value, "chats", "list")
    return [
        chat
        for chat in [value, *listed]
        if isinstance(chat.get("messages"), list)
        and get_str(chat, "type")
        and "id" in chat
        and all("date" in each or "id" in each for each in get_list(chat, "messages"))
    ]


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the messages of channels and groups; private chats are counted, not shown."""
    repaired = _repaired(file)
    head = next(iter(first_objects(repaired)), {})
    if "chats" in head:
        yield from _all_chats(repaired)
        return
    chat = _Chat(file, head)
    yield chat.profile
    for item in items(repaired, "messages"):
        if isinstance(item, Problem):
            yield item
        else:
            yield from chat.read(item.value, f"message {item.number:,}")
    yield from chat.notices()


raw = read.original


def _all_chats(file: File) -> Iterator[Record | Read]:
    private = 0
    for document in documents(file):
        if isinstance(document, Problem):
            yield document
            continue
        for stated in _chats_in(document.value if isinstance(document.value, dict) else {}):
            if get_str(stated, "type") not in (*_PUBLIC, *_CLOSED):
                private += 1
                continue
            chat = _Chat(file, stated)
            yield chat.profile
            for number, message in enumerate(stated["messages"], 1):
                yield from chat.read(message, f"{chat.name}, message {number:,}")
            yield from chat.notices()
    if private:
        yield file.problem(f"private chats are never shown: {private:,}")


class _Chat:
    def __init__(self, file: File, stated: JsonObject) -> None:
        self._file = file
        self.name = get_str(stated, "name") or "a chat without a name"
        self._id = get_id(stated, "id") or ""
        is_public = get_str(stated, "type") in _PUBLIC
        self._visibility: Visibility = "public" if is_public else "followers"
        self._services = 0
        self._reactions: list[int] = []

    @property
    def profile(self) -> Profile:
        return Profile(id=self._id or None, name=self.name, source=self._file.name)

    def read(self, message: Any, place: str) -> Iterator[Record | Read]:  # noqa: ANN401
        """Yield the post of a message; Telegram's service messages are counted."""
        if not isinstance(message, dict) or not get_id(message, "id"):
            yield self._file.problem("no message; it is left out", place, skipped=True)
        elif get_str(message, "type") != "message":
            self._services += 1
        else:
            if stated := get_list(message, "reactions"):
                self._reactions.append(sum(get_count(each, "count") or 0 for each in stated))
            yield Read(self._post(message, f"{self._file.name}, {place}"), message)

    def notices(self) -> Iterator[Problem]:
        """Yield problems with the numbers of service messages and of reactions, not shown."""
        if self._services:
            found = counted(self._services, "records")
            yield self._file.problem(f"messages of Telegram itself are not shown: {found}")
        if self._reactions:
            found = f"{sum(self._reactions):,} to {counted(len(self._reactions), 'posts')}"
            yield self._file.problem(f"reactions are not shown: {found}")

    def _post(self, message: JsonObject, source: str) -> Post:
        when = _date(message, "date")
        author = Author(id=get_str(message, "from_id"), name=get_str(message, "from"))
        origin = get_str(message, "forwarded_from")
        answered = get_id(message, "reply_to_message_id")
        text, links = _text_and_links(message)
        found = entity_fields(text)
        return Post(
            id=f"{self._id}/{get_id(message, 'id')}",
            author=Author(name=origin) if origin else author,
            created_at=None if origin else when,
            reposted_by=(author.name or author.id or _SOMEBODY) if origin else None,
            reposted_at=when if origin else None,
            text=text,
            client=get_str(message, "via_bot"),
            reply_to_id=f"{self._id}/{answered}" if answered else None,
            edited="edited" in message or "edited_unixtime" in message,
            visibility=self._visibility,
            hashtags=found["hashtags"],
            mentions=found["mentions"],
            cashtags=found["cashtags"],
            links=(*links, *_more_links(found["links"], links), *_file_links(message)),
            media=tuple(_media(message, self._file.folder)),
            poll=_poll(get_obj(message, "poll")),
            source=source,
        )


def _date(message: JsonObject, key: str) -> IsoDate | None:
    """Return a date: from the Unix time, or else from the local time without a zone."""
    found = date_of_unix(get_count(message, f"{key}_unixtime"))
    return found or iso_date(get_str(message, key))


def _text_and_links(message: JsonObject) -> tuple[str, list[Link]]:
    """Return the text (a string, or a list of strings and objects), and its links."""
    stated = message.get("text")
    pieces = stated if isinstance(stated, list) else [stated]
    text, links = [], []
    for piece in pieces or get_list(message, "text_entities"):
        words = piece if isinstance(piece, str) else get_str(piece, "text") or ""
        text.append(words)
        address = get_str(piece, "href")
        if address and address.startswith(_HTTP) and words.strip():
            links.append(Link(url=address, display=words.strip()))
    question = get_str(get_obj(message, "poll"), "question")
    whole = "".join(text)
    return "\n\n".join(filter(None, (whole, question))), links


def _more_links(found: Iterable[Link], links: list[Link]) -> list[Link]:
    known = {link.display for link in links}
    return [link for link in found if link.display not in known]


def _media(message: JsonObject, folder: str) -> Iterator[Media]:
    """Yield picture and file, whose names begin in the folder of the export.

    A name in brackets means a file missing from the export.
    """
    if photo := get_str(message, "photo"):
        yield Media(kind="photo", file=_exported(photo, folder))
    stated = get_str(message, "file")
    if stated and (kind := _kind(message)):
        length = get_count(message, "duration_seconds")
        seconds = float(length) if length is not None and kind != "photo" else None
        yield Media(kind=kind, file=_exported(stated, folder), duration=seconds)


def _exported(stated: str, folder: str) -> str | None:
    return None if stated.startswith(_NOT_INCLUDED) else f"{folder}{stated}"


def _kind(message: JsonObject) -> MediaKind | None:
    stated = get_str(message, "media_type")
    if stated:
        return _KINDS.get(stated, "video")
    kind = (get_str(message, "mime_type") or "").partition("/")[0]
    return (
        "photo"
        if kind == "image"
        else "video"
        if kind == "video"
        else ("audio" if kind == "audio" else None)
    )


def _file_links(message: JsonObject) -> list[Link]:
    """Return a file that is not a picture, video or sound as a link with its name."""
    stated = get_str(message, "file")
    if not stated or _kind(message):
        return []
    name = get_str(message, "file_name") or (_exported(stated, "") or "").rpartition("/")[2]
    return [Link(display=name)] if name else []


def _poll(poll: JsonObject) -> Poll | None:
    answers = get_list(poll, "answers")
    if not answers:
        return None
    return Poll(
        options=tuple(
            PollOption(label=get_str(each, "text") or "", votes=get_count(each, "voters"))
            for each in answers
        ),
        total_votes=get_count(poll, "total_voters"),
        closed=get_bool(poll, "closed"),
    )


# Bytes


def _repaired(file: File) -> File:
    r"""Return a file with control characters as valid JSON: Telegram writes `\x1f`."""
    if b"\\x" not in file.head and file.size is not None and file.size <= len(file.head):
        return file
    return File(file.path, file.name, _Repaired(file), file.size, member=file.member)


class _Repaired:
    def __init__(self, file: File) -> None:
        self._file = file

    def chunks(self) -> Iterator[bytes]:
        """Yield the repaired bytes; an escape may be split between two chunks."""
        rest = b""
        for chunk in self._file.chunks():
            data = rest + chunk
            cut = max(0, len(data) - _LONGEST_ESCAPE)
            escape = data.rfind(b"\\", max(0, cut - _LONGEST_ESCAPE), cut)
            cut = cut if escape < 0 or cut - escape > _ESCAPE else escape
            while cut and data[cut - 1 : cut] == b"\\":
                cut -= 1
            rest = data[cut:]
            if cut:
                yield _with_unicode(data[:cut])
        if rest:
            yield _with_unicode(rest)


def _with_unicode(data: bytes) -> bytes:
    return _CONTROL.sub(rb"\1\\u00\2", data) if b"\\x" in data else data
