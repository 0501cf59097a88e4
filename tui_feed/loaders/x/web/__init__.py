"""Read responses of X's web pages (GraphQL) saved by scrapers: timelines, threads, single posts.

X does not document them; names are from real responses.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from msgspec.structs import replace

from tui_feed.loaders.common.fields import JsonObject, get_id, get_list, get_obj, get_str
from tui_feed.loaders.common.first_records import first_records
from tui_feed.loaders.common.json_documents import Document, documents, read_each
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.x.status_links import NOT_HERE, stub
from tui_feed.loaders.x.tweet import author_of, profile_of
from tui_feed.loaders.x.web.posts import web_post
from tui_feed.loaders.x.web.shapes import is_readable, legacy_of, reason_of, tweet_in, user_of
from tui_feed.models import Problem, Profile, Record
from tui_feed.sources.file import File, InputError

_ENTRY = re.compile(r"(?:^|-)(?:tweet|tombstone)-(\d{1,19})$", re.ASCII)
_TEXTS: Final = ("full_text", "text")
_RESULTS: Final = ("tweet_results", "tweetResult", "tweet_result")


class _Found(NamedTuple):
    """Object in the place of a post, with facts from its response."""

    result: JsonObject
    entry_id: str | None
    """Id of the post, from the name of its entry."""
    pinned: bool
    promoted: bool
    """True for an advertisement."""


class _Around(NamedTuple):
    """Facts of a response about everything inside an object."""

    entry_id: str | None = None
    pinned: bool = False
    promoted: bool = False


def sniff(file: File) -> bool:
    """Tell whether a response has posts. Raises `InputError` for an account alone."""
    is_account = False
    for kind in (kind for each in first_records(file) for kind in _kinds_in(each)):
        if kind == "timeline":
            return True
        is_account = True
    if is_account:
        raise InputError(f"{file.path}: an account of X without posts; give its timeline")
    return False


def _kinds_in(value: object) -> Iterator[str]:
    """Yield `timeline` for each post or list of entries in a response, `account` for each user."""
    stack = [value]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack += value
        elif isinstance(value, dict):
            stack += value.values()
            entries = [*get_list(value, "instructions"), *get_list(value, "entries")]
            legacy = get_obj(value, "legacy")
            is_result = get_id(value, "rest_id") is not None
            if (
                any(key in value for key in _RESULTS)
                or any(get_str(each, "type") or get_str(each, "entryId") for each in entries)
                or (is_result and _has_words(value))
            ):
                yield "timeline"
            elif is_result and ("core" in value or get_str(legacy, "screen_name")):
                yield "account"


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the posts of each response in order, and each author's profile once.

    Posts repeated in a response are yielded once. Advertisements are left out and counted.
    """
    reader = _Reader(file)
    yield from read_each(documents(file), reader.read)
    yield from reader.left_out()


raw = read.original
"""Return the record of a post, JSON indented; None if the file has no such post."""


def _found(value: object) -> Iterator[_Found]:
    """Yield the objects in the place of posts, in order, without quoted posts."""
    stack: list[tuple[object, _Around]] = [(value, _Around())]
    while stack:
        value, around = stack.pop()
        if isinstance(value, list):
            stack += [(item, around) for item in reversed(value)]
        elif isinstance(value, dict):
            around = _learned(value, around)
            key = next((key for key in _RESULTS if key in value), None)
            if key:
                result = get_obj(value, key, "result")
            elif is_readable(value) and "rest_id" in value and _has_words(value):
                result = value
            else:
                stack += [(each, around) for each in reversed(list(value.values()))]
                continue
            if result or around.entry_id:
                yield _Found(result, *around)


def _has_words(value: JsonObject) -> bool:
    return "full_text" in get_obj(value, "legacy") or "full_text" in get_obj(value, "details")


def _learned(value: JsonObject, around: _Around) -> _Around:
    """Return the facts for everything inside an object of a response."""
    entry_id, pinned, promoted = around
    name = get_str(value, "entryId") or get_str(value, "entry_id")
    if name:
        found = _ENTRY.search(name)
        entry_id = found[1] if found else None
        promoted = promoted or name.startswith("promoted")
    kind = get_str(value, "type") or get_str(value, "__typename")
    is_advertised = "promotedMetadata" in value or value.get("promoted") is True
    return _Around(entry_id, pinned or kind == "TimelinePinEntry", promoted or is_advertised)


class _Reader:
    def __init__(self, file: File) -> None:
        self._file = file
        self._authors: set[str] = set()
        self._advertisements = 0

    def read(self, document: Document) -> Iterator[Record | Read]:
        """Yield the profiles and posts of a response."""
        seen: set[str] = set()
        number = 0
        for found in _found(document.value):
            number += 1
            if found.promoted:
                self._advertisements += 1
                continue
            post_id = get_id(tweet_in(found.result), "rest_id") or found.entry_id
            if post_id not in seen:
                seen.update({post_id} if post_id else ())
                place = f"{document.place}, post {number:,}".removeprefix(", ")
                yield from self._records(found, post_id, place)
        if not number:
            yield self._without_posts(document)

    def _without_posts(self, document: Document) -> Problem:
        """Return the problem of a document without a post in it."""
        row = get_obj({"": document.value}, "")
        if any(isinstance(row.get(key), str) for key in _TEXTS):
            reason = "a post without its response of X (metadata); it is left out"
            return self._file.problem(reason, document.where, skipped=True)
        return self._file.problem("it holds no post", document.where)

    def left_out(self) -> Iterator[Problem]:
        """Yield a problem with the number of advertisements."""
        if self._advertisements:
            thing = "advertisement" if self._advertisements == 1 else "advertisements"
            yield self._file.problem(f"{self._advertisements:,} {thing} left out")

    def _records(self, found: _Found, post_id: str | None, place: str) -> Iterator[Record | Read]:
        source = f"{self._file.name}, {place}"
        if not is_readable(found.result) or post_id is None:
            reason = reason_of(found.result) or NOT_HERE
            if post_id is None:
                yield self._file.problem(f"in place of a post: {reason}", place)
                return
            yield Read(replace(stub(post_id, reason=reason), source=source), found.result)
            return
        tweet = tweet_in(found.result)
        yield from self._profile(user_of(tweet, legacy_of(tweet)))
        yield Read(web_post(found.result, source, pinned=found.pinned), found.result)

    def _profile(self, user: JsonObject) -> Iterator[Profile]:
        author = author_of(user)
        if author.id and author.handle and author.id not in self._authors:
            self._authors.add(author.id)
            yield profile_of(user, author, self._file.name)
