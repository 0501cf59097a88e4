"""Read a Bluesky repository: the CAR file returned by `com.atproto.sync.getRepo`.

Likes, follows and lists that an account keeps there, too, are no timeline: they are counted.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import partial

from tui_feed.loaders.bluesky import lexicon
from tui_feed.loaders.bluesky.records import (
    PROFILE,
    REPOST,
    Records,
    Unknown,
    passed_over,
    profile_of,
)
from tui_feed.loaders.bluesky.repository import BlockError, Repository
from tui_feed.loaders.common.fields import JsonObject, get_obj, get_str
from tui_feed.loaders.common.json_text import DEEPEST
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.models import Author, Problem, Profile, Record
from tui_feed.sources.file import File

_HEADER = re.compile(rb"[\x00-\xff]{1,3}[\xa1\xa2](?:gversion[\x01\x02])?eroots", re.DOTALL)
_CID = re.compile(rb"\x01[\x55\x71]\x12\x20[\x00-\xff]{32}")
_WANTED = (f"{lexicon.POST}/", f"{REPOST}/", PROFILE)


def sniff(file: File) -> bool:
    """Tell whether a file begins with a CAR header: a length, and a DAG-CBOR map with `roots`."""
    return _HEADER.match(file.head) is not None


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the profile, then posts and reposts in the order of their keys, oldest first."""
    yield from _Reader(file).records()


raw = read.original
"""Return the record of a post as JSON of atproto.com, "Data Model" (`$link`, `$bytes`)."""


class _Reader:
    def __init__(self, file: File) -> None:
        self._file = file
        self._repository = Repository(file, _WANTED)
        self._unknown = Unknown()

    def records(self) -> Iterator[Record | Read]:
        repository, pinned = self._repository, None
        owner = Author(id=repository.owner)
        for found in self._profile():
            yield found
            if isinstance(found, Profile):
                owner = Author(id=found.id, name=found.name)
                pinned = get_str(get_obj(self._find(PROFILE), "pinnedPost"), "uri")
        posts = Records(owner, self._find)
        for key in repository.tree:
            if key != PROFILE:
                yield self._row(posts, key, pinned)
        yield from repository.problems
        told = (str(self._unknown), passed_over(repository.others))
        yield from map(self._file.problem, filter(None, told))

    def _profile(self) -> Iterator[Profile | Problem]:
        repository = self._repository
        if PROFILE in repository.tree:
            try:
                yield profile_of(repository.record(PROFILE), repository.owner, self._file.name)
                return
            except BlockError as error:
                yield self._left_out(PROFILE, error)
        if repository.owner:
            yield Profile(id=repository.owner, source=self._file.name)

    def _row(self, posts: Records, key: str, pinned: str | None) -> Problem | Read:
        try:
            record = self._repository.record(key)
        except BlockError as error:
            return self._left_out(key, error)
        source = f"{self._file.name}, {key}"
        if key.startswith(REPOST):
            post = posts.repost(key, record, source)
        else:
            if "embed" in record:
                self._unknown.note(get_obj(record, "embed"))
            is_pinned = pinned is not None and posts.uri(key) == pinned
            post = posts.post(key, record, source, pinned=is_pinned)
        if post is None:
            reason = "it does not say which post it passes on; it is left out"
            return self._file.problem(reason, key, skipped=True)
        return Read(post, partial(_shown, record))

    def _left_out(self, key: str, error: BlockError) -> Problem:
        return self._file.problem(f"its block {error}; it is left out", key, skipped=True)

    def _find(self, key: str) -> JsonObject | None:
        """Return a record; None if it is missing, or its block cannot be used."""
        try:
            return self._repository.record(key) if key in self._repository.tree else None
        except BlockError:
            return None


def _shown(value: object, depth: int = 0) -> object:
    from libipld import encode_cid

    if depth > DEEPEST:
        return "nested too deep to be shown"
    if isinstance(value, bytes):
        if _CID.fullmatch(value):
            return {"$link": encode_cid(value)}
        return {"$bytes": b64encode(value).decode().rstrip("=")}
    if isinstance(value, dict):
        return {str(key): _shown(each, depth + 1) for key, each in value.items()}
    return [_shown(each, depth + 1) for each in value] if isinstance(value, list) else value
