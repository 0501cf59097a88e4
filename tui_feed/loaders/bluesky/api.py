"""Read JSON of Bluesky's API: author feeds, threads, lists of posts; a document or JSON Lines.

Formats: lexicons `app.bsky.feed.getAuthorFeed`, `getPostThread`, `getPosts` and `app.bsky.embed.*`,
and `com.atproto.repo.listRecords` for posts.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from tui_feed.loaders.bluesky import lexicon
from tui_feed.loaders.bluesky.records import Unknown
from tui_feed.loaders.bluesky.views import absent, date_of, embed_of, is_absent, post_of, record_of
from tui_feed.loaders.common.fields import JsonObject, get_list, get_obj, get_str
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import Document, documents, read_each
from tui_feed.loaders.common.json_stream import items
from tui_feed.loaders.common.json_text import JsonError, parse_json
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.common.stated_dates import iso_date
from tui_feed.models import Post, Problem, Record
from tui_feed.sources.file import File, InputError
from tui_feed.sources.lines import TextLine

_OTHERS = (
    "followers", "follows", "likes", "notifications", "actors", "profiles", "repostedBy",
    "preferences",
)  # fmt: skip
_LIST = re.compile(
    r'[\s\ufeff]*\{(?:\s*"[^"\\]*"\s*:\s*(?:"[^"\\]*"|null)\s*,)*\s*"(feed|posts)"\s*:\s*\['
)


def sniff(file: File) -> bool:
    """Tell whether a file has posts with `at://…` addresses.

    Raises `InputError` for lists without posts.
    """
    objects = first_objects(file)
    if any(map(_holds_post, objects)):
        return True
    what = next(filter(None, map(_without_posts, objects)), None)
    if what is None:
        return False
    reason = f"{what} of Bluesky, which holds no timeline; give an author feed or a thread"
    raise InputError(f"{file.path}: {reason}")


def _holds_post(value: object) -> bool:
    """Tell whether a document has a post at any depth, except inside responses of other kinds."""
    stack = [value]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack += value
        elif isinstance(value, dict):
            if _is_post(value):
                return True
            stack += (each for key, each in value.items() if key not in _OTHERS)
    return False


def _is_post(value: JsonObject) -> bool:
    record = get_obj(value, "value") or get_obj(value, "record")
    is_there = get_str(value, "uri") is not None and get_str(record, "$type") == lexicon.POST
    return is_there or (is_absent(value) and "uri" in value)


def _without_posts(value: JsonObject) -> str | None:
    """Return the name of a response of Bluesky's API without posts; None for other values."""
    for key in _OTHERS:
        for each in get_list(value, key):
            if _is_of_bluesky(each) or _is_of_bluesky(get_obj(each, "actor")):
                return key
    return "a profile" if _is_of_bluesky(value) and "did" in value else None


def _is_of_bluesky(value: JsonObject) -> bool:
    stated = (each for each in value.values() if isinstance(each, str))
    return any(each.startswith(("did:plc:", "did:web:", "at://")) for each in stated)


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield every post of the file in file order; in a thread, parents come first."""
    reader = _Reader(file)
    yield from read_each(_documents(file), reader.found)
    yield from reader.problems()


raw = read.original
"""Return the record of a post, with the reason for being in the feed if it is stated."""


# Find posts in a document


class _Found(NamedTuple):
    holder: JsonObject
    """Object with the reason for the post being here, without its parent and replies; or empty."""
    view: object
    """Value in the place of a post."""
    answered: JsonObject
    """Post replied to, if the file has it beside this post; or empty."""
    place: str


def _documents(file: File) -> Iterator[Document | Problem]:
    """Yield the items of the lists in a file, and all other documents whole."""
    found = _LIST.match(file.head_text())
    if found and _is_one(file):
        for item in items(file, found[1]):
            if isinstance(item, Problem):
                yield item
            else:
                yield Document(item.value, f"item {item.number:,}")
        return
    for document in documents(file):
        value = None if isinstance(document, Problem) else document.value
        listed = value.get("feed") or value.get("posts") if isinstance(value, dict) else None
        if isinstance(document, Problem) or not isinstance(listed, list):
            yield document
        else:
            before = document.place + ", " * bool(document.place)
            for number, item in enumerate(listed, 1):
                yield Document(item, f"{before}item {number:,}")


def _is_one(file: File) -> bool:
    """Tell whether a file is a single document, not JSON Lines."""
    lines = (line for line in file.lines() if isinstance(line, Problem) or line.text.strip())
    return not any(_is_json(next(lines, None)) for _ in range(2))


def _is_json(line: TextLine | Problem | None) -> bool:
    try:
        return isinstance(line, TextLine) and isinstance(parse_json(line.text), dict | list)
    except JsonError:
        return False


def _found(document: Document) -> Iterator[_Found]:
    """Yield each value in the place of a post, in order; an explicit stack replaces recursion."""
    place = document.place + ", " * bool(document.place)
    stack: list[tuple[object, JsonObject, bool]] = [(document.value, {}, False)]
    number = 0
    while stack:
        value, answered, is_reached = stack.pop()
        if isinstance(value, list):
            stack += [(item, answered, False) for item in reversed(value)]
        elif not isinstance(value, dict):
            continue
        elif "post" in value and not is_reached and isinstance(value.get("parent"), dict):
            stack += [(value, get_obj(value, "parent", "post"), True), (value["parent"], {}, False)]
        elif "post" in value or _should_be_post(value):
            number += 1
            is_item = "post" in value or value is document.value
            where = document.place if is_item and number == 1 else ""
            where = where or f"{place}post {number:,}"
            if "post" not in value:
                yield _Found({}, value, answered, where)
                continue
            around = {key: each for key, each in value.items() if key not in ("parent", "replies")}
            yield _Found(around, value["post"], answered, where)
            stack.append((_as_nodes(value.get("replies")), get_obj(value, "post"), False))
        else:
            stack += [(each, {}, False) for each in reversed(list(value.values()))]


def _should_be_post(value: JsonObject) -> bool:
    if is_absent(value) or "record" in value:
        return True
    return get_str(get_obj(value, "value"), "$type") == lexicon.POST


def _as_nodes(replies: object) -> list[object]:
    """Return replies as thread nodes; an invalid reply stays, so that it is reported."""
    nodes = replies if isinstance(replies, list) else [replies] if replies is not None else []
    return [node if isinstance(node, dict) else {"post": node} for node in nodes]


# Read posts


class _Reader:
    def __init__(self, file: File) -> None:
        self._file = file
        self._unknown = Unknown()

    def found(self, document: Document) -> Iterator[Record | Read]:
        """Yield the posts of a document, or a problem if it holds no post."""
        held = False
        for found in _found(document):
            held = True
            yield from self._post(found)
        if not held:
            place, is_item = document.where, bool(document.place)
            yield self._file.problem("it holds no post", place, skipped=is_item)

    def problems(self) -> Iterator[Problem]:
        """Yield problems about attachments left out."""
        if reason := str(self._unknown):
            yield self._file.problem(reason)

    def _post(self, found: _Found) -> Iterator[Problem | Read]:
        """Yield the post of a view, and problems with it."""
        view = found.view
        source = f"{self._file.name}, {found.place}"
        if not isinstance(view, dict) or not get_str(view, "uri"):
            yield self._unusable("a post has no address", found.place)
            return
        original = found.holder or view
        if is_absent(view):
            yield Read(absent(view, source=source), original)
            return
        record = record_of(view)
        if not record or (get_str(record, "$type") or lexicon.POST) != lexicon.POST:
            yield self._unusable("it holds no record of a post", found.place)
            return
        self._unknown.note(embed_of(view))
        yield Read(_placed(post_of(view, source), found, view), original)
        if doubt := date_of(view).doubt:
            yield self._file.problem(doubt, found.place)

    def _unusable(self, reason: str, place: str) -> Problem:
        return self._file.problem(f"{reason}; it is left out", place, skipped=True)


def _placed(post: Post, found: _Found, view: JsonObject) -> Post:
    """Return a post with its reposter or pin, and the handle of the account replied to."""
    answered = get_obj(found.holder, "reply", "parent") or found.answered
    handle = get_str(get_obj(answered, "author"), "handle")
    if handle and post.reply_to_id and get_str(answered, "uri") == post.reply_to_id:
        post = replace(post, reply_to=(handle,))
    reason = get_obj(found.holder, "reason")
    kind = (get_str(reason, "$type") or "").rpartition("#")[2]
    if kind == "reasonPin":
        return replace(post, pinned=True)
    if kind != "reasonRepost":
        return post
    by, uri = get_obj(reason, "by"), get_str(reason, "uri")
    did = get_str(by, "did") or (lexicon.author_of(uri).id if uri else None)
    return replace(
        post,
        id=uri or f"{get_str(view, 'uri')}#reposted-by-{did or 'somebody'}",
        reposted_by=get_str(by, "handle") or get_str(by, "displayName") or did or "somebody",
        reposted_at=iso_date(get_str(reason, "indexedAt")),
    )
