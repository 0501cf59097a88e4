"""Read notes of Misskey and its forks: exports, without an account, and API responses.

Format: Misskey's export of notes (`notes-….json`), and the entity `Note` of its API.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec.structs import replace

from tui_feed.loaders.common.entity_fields import entity_fields
from tui_feed.loaders.common.fields import JsonObject, get_count, get_list, get_obj, get_str
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import documents
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.common.stated_dates import iso_date
from tui_feed.models import (
    NOBODY,
    Author,
    Link,
    Media,
    Metrics,
    Poll,
    PollOption,
    Post,
    Problem,
    Record,
)
from tui_feed.models.lines import DEEPEST_QUOTE
from tui_feed.models.post import MediaKind, Visibility
from tui_feed.sources.file import File
from tui_feed.text.numbers import counted

_AUDIENCES: Final[dict[str, Visibility]] = {
    "public": "public", "public_non_ltl": "public", "home": "unlisted",
    "followers": "followers", "specified": "direct", "hidden": "followers",
}  # fmt: skip
_SIGNS: Final = ("fileIds", "visibleUserIds", "localOnly", "reactionAcceptance", "renoteId")
_FUNCTION: Final = re.compile(r"\$\[[\w.,=-]+ ([^\[\]]*)\]")
_TAG: Final = re.compile(r"</?(?:center|small|plain|b|i|s|u)>")
_LINK: Final = re.compile(r"\??\[([^\[\]\n]{1,500})\]\((https?://[^\s()]+)\)")
_DEEPEST_FUNCTION: Final = 10
_NOT_HERE: Final = "not in this archive"
_SOMEBODY: Final = "somebody"


def sniff(file: File) -> bool:
    """Tell whether a file has notes with Misskey's visibility and a date."""
    return any(map(_is_note, first_objects(file)))


def _is_note(value: JsonObject) -> bool:
    is_dated = bool(get_str(value, "id") and get_str(value, "createdAt"))
    has_audience = get_str(value, "visibility") in _AUDIENCES
    return is_dated and has_audience and any(key in value for key in _SIGNS)


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the notes in file order; renotes include the account's own notes."""
    reader = _NoteReader(_renoted_in(file))
    for document in documents(file):
        if isinstance(document, Problem):
            yield document
            continue
        note, place = document.value, document.where
        if isinstance(note, dict) and _is_note(note):
            yield Read(reader.post(note, f"{file.name}, {place}"), note)
        else:
            yield file.problem("no note; it is left out", place, skipped=True)
    if reader.unnamed:
        posts = counted(reader.unnamed, "posts")
        yield file.problem(f"files of {posts} are not named in this export and cannot be shown")


raw = read.original


def _renoted_in(file: File) -> set[str]:
    """Return the ids of renoted notes, so that these notes are kept during reading."""
    values = (each.value for each in documents(file) if not isinstance(each, Problem))
    return {found for note in values if (found := get_str(note, "renoteId"))}


class _NoteReader:
    def __init__(self, renoted: set[str]) -> None:
        self._renoted = renoted
        self._kept: dict[str, Post] = {}
        self.unnamed = 0
        """Number of notes whose files have only ids."""

    def post(self, note: JsonObject, source: str | None = None, depth: int = 0) -> Post:
        """Return a note as a post, or as a repost if it has no content of its own."""
        author, when = _author(get_obj(note, "user")), iso_date(get_str(note, "createdAt"))
        renoted = self._renoted_by(note, depth)
        has_own = any(key in note for key in ("text", "cw", "poll")) or bool(_list(note, "fileIds"))
        if renoted and not has_own:
            return replace(
                renoted,
                id=get_str(note, "id") or "",
                reposted_by=author.handle or author.name or _SOMEBODY,
                reposted_at=when,
                visibility=_AUDIENCES.get(get_str(note, "visibility") or "", "followers"),
                source=source,
            )
        text, links = _plain_text(get_str(note, "text") or "")
        named = entity_fields(text)
        self.unnamed += bool(_list(note, "fileIds") and "files" not in note)
        post = Post(
            id=get_str(note, "id") or "",
            url=get_str(note, "url") or get_str(note, "uri"),
            author=author,
            created_at=when,
            text=text,
            reply_to=_reply_to(note),
            reply_to_id=get_str(note, "replyId"),
            quote=renoted,
            edited="updatedAt" in note,
            content_warning=get_str(note, "cw"),
            visibility=_AUDIENCES.get(get_str(note, "visibility") or "", "followers"),
            hashtags=named["hashtags"],
            mentions=named["mentions"],
            cashtags=(),
            links=(*links, *named["links"]),
            media=tuple(_media(note)),
            poll=_poll(get_obj(note, "poll")),
            metrics=Metrics(
                reposts=get_count(note, "renoteCount"), replies=get_count(note, "repliesCount")
            ),
            source=source,
        )
        if post.id in self._renoted:
            self._kept[post.id] = replace(post, source=None, quote=None)
        return post

    def _renoted_by(self, note: JsonObject, depth: int) -> Post | None:
        whole, renote_id = get_obj(note, "renote"), get_str(note, "renoteId")
        if get_str(whole, "id") and depth < DEEPEST_QUOTE - 1:
            return self.post(whole, depth=depth + 1)
        if not renote_id:
            return None
        return self._kept.get(renote_id) or Post(id=renote_id, unavailable=_NOT_HERE)


def _list(note: JsonObject, key: str) -> list[Any]:
    found = note.get(key)
    return found if isinstance(found, list) else []


def _author(user: JsonObject) -> Author:
    handle, host = get_str(user, "username"), get_str(user, "host")
    if not handle:
        return NOBODY
    return Author(name=get_str(user, "name"), handle=f"{handle}@{host}" if host else handle)


def _reply_to(note: JsonObject) -> tuple[str, ...]:
    handle = _author(get_obj(note, "reply", "user")).handle
    return (handle,) if handle else ()


def _plain_text(text: str) -> tuple[str, list[Link]]:
    """Return a text without effects (`$[tada …]`), and its named links."""
    for _ in range(_DEEPEST_FUNCTION):
        plain = _FUNCTION.sub(r"\1", text)
        if plain == text:
            break
        text = plain
    text = _TAG.sub("", text)
    links = [Link(url=found[2], display=found[1]) for found in _LINK.finditer(text)]
    return _LINK.sub(r"\1", text), links


def _media(note: JsonObject) -> Iterator[Media]:
    for item in get_list(note, "files"):
        kind = _kind((get_str(item, "type") or "").partition("/")[0])
        url = get_str(item, "url")
        if kind and url:
            yield Media(kind=kind, alt=get_str(item, "comment"), url=url)


def _kind(stated: str) -> MediaKind | None:
    kinds: dict[str, MediaKind] = {"image": "photo", "video": "video", "audio": "audio"}
    return kinds.get(stated)


def _poll(poll: JsonObject) -> Poll | None:
    choices, votes = _list(poll, "choices"), _list(poll, "votes")
    if not choices:
        return None
    options = []
    for place, choice in enumerate(choices):
        if isinstance(choice, dict):
            options.append(
                PollOption(label=get_str(choice, "text") or "", votes=get_count(choice, "votes"))
            )
        else:
            number = get_count({"": votes[place]}, "") if place < len(votes) else None
            options.append(PollOption(label=str(choice), votes=number))
    return Poll(options=tuple(options), ends=iso_date(get_str(poll, "expiresAt")))
