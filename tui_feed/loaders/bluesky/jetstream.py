"""Read lines of Bluesky's Jetstream: creations, changes and deletions, as events.

Formats: github.com/bluesky-social/jetstream, versions 1 and 2, and the short names of its first
days.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Final, NamedTuple

from msgspec.structs import replace

from tui_feed.loaders.bluesky import lexicon
from tui_feed.loaders.bluesky.dating import dated
from tui_feed.loaders.bluesky.records import PROFILE, REPOST, Records, Unknown, profile_of
from tui_feed.loaders.common.fields import JsonObject, get_count, get_obj, get_str
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import documents
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.common.stated_dates import iso_date
from tui_feed.models import Author, Problem, Record
from tui_feed.sources.file import File
from tui_feed.text.dates import IsoDate

_KINDS: Final = ("commit", "identity", "account", "com", "id", "acc", "sync", "info")
_OPERATIONS: Final = {"c": "create", "u": "update", "d": "delete"}
_SHOWN: Final = (f"{lexicon.POST}/", f"{REPOST}/", PROFILE)


class Event(NamedTuple):
    """Event of the stream."""

    did: str
    """DID of the account."""
    kind: str
    """Kind: commit, identity, account and others (`_KINDS`)."""
    seen: IsoDate | None
    """Date when the network received it."""
    operation: str
    """Operation of a commit: create, update, delete."""
    key: str
    """Key of the record of a commit: `app.bsky.feed.post/3k…`."""
    record: JsonObject
    """Record of a commit; empty for other kinds."""
    handle: str | None
    """Handle stated by an identity event."""


def event_of(value: object) -> Event | None:
    """Return the event of a line; None if the line holds no event."""
    payload = get_obj(value, "payload") or (value if isinstance(value, dict) else {})
    did = get_str(payload, "did") or ""
    named = get_str(payload, "kind") or get_str(payload, "type") or ""
    kind = named or (get_str(payload, "$type") or "").rpartition("#")[2]
    if not did.startswith("did:") or kind not in _KINDS:
        return None
    commit = get_obj(payload, "commit") or (payload if "collection" in payload else {})
    operation = get_str(commit, "operation") or get_str(commit, "type") or ""
    return Event(
        did=did,
        kind=kind,
        seen=_seen(payload),
        operation=_OPERATIONS.get(operation, operation),
        key=f"{get_str(commit, 'collection')}/{get_str(commit, 'rkey')}" if commit else "",
        record=get_obj(commit, "record"),
        handle=get_str(get_obj(payload, "identity"), "handle") or get_str(payload, "handle"),
    )


def _seen(payload: JsonObject) -> IsoDate | None:
    micros = get_count(payload, "time_us")
    if micros is None:
        return iso_date(get_str(payload, "time"))
    try:
        return iso_date(f"{datetime.fromtimestamp(micros // 10**6, UTC):%Y-%m-%dT%H:%M:%S}Z")
    except (ValueError, OverflowError, OSError):
        return None


def sniff(file: File) -> bool:
    """Tell whether the first objects are events with a time."""
    return any(event_of(value) and _has_time(value) for value in first_objects(file))


def _has_time(value: JsonObject) -> bool:
    return "time_us" in value or "seq" in get_obj(value, "payload") or "seq" in value


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield profiles with their handles, and posts and reposts as of their last events.

    The whole file is read first: an event may change or delete a much earlier post.
    """
    yield from _StreamReader(file).records()


raw = read.original
"""Return the last event of a post, JSON indented; None if the file has no such post."""


class _Kept(NamedTuple):
    """Last event of a record."""

    event: Event
    line: JsonObject
    place: str


class _StreamReader:
    def __init__(self, file: File) -> None:
        self._file = file
        self._kept: dict[str, dict[str, _Kept]] = {}
        self._handles: dict[str, str] = {}
        self._edited: set[str] = set()
        self._others: Counter[str] = Counter()
        self._unknown = Unknown()

    def records(self) -> Iterator[Record | Read]:
        for document in documents(self._file):
            if isinstance(document, Problem):
                yield document
            elif event := event_of(document.value):
                self._take(event, document.value, document.place)
            else:
                reason = "no event of Jetstream; it is left out"
                yield self._file.problem(reason, document.place, skipped=True)
        for did, kept in self._kept.items():
            yield from self._account(did, kept)
        yield from map(self._file.problem, filter(None, (str(self._unknown), self._passed_over())))

    def _take(self, event: Event, line: JsonObject, place: str) -> None:
        kept = self._kept.setdefault(event.did, {})
        if event.handle:
            self._handles[event.did] = event.handle
        if event.operation == "delete":
            self._others["deletions"] += 1
            kept.pop(event.key, None)
        elif event.key.startswith(_SHOWN):
            if event.operation == "update":
                self._edited.add(f"{event.did}/{event.key}")
            kept.pop(event.key, None)  # moves to the place of its last event
            kept[event.key] = _Kept(event, line, place)
        else:
            what = event.key.partition("/")[0].rpartition(".")[2]
            self._others[f"of the kind {what or event.kind}"] += 1

    def _passed_over(self) -> str:
        if not self._others:
            return ""
        counts = ", ".join(f"{number:,} {what}" for what, number in self._others.items())
        return f"events that are no posts, not shown: {counts}"

    def _account(self, did: str, kept: dict[str, _Kept]) -> Iterator[Record | Read]:
        about = kept.pop(PROFILE, None)
        profile = profile_of(about.event.record if about else {}, did, self._file.name)
        profile = replace(profile, handle=self._handles.get(did))
        if about or profile.handle:
            yield profile
        owner = Author(id=did, name=profile.name, handle=profile.handle)
        posts = Records(owner, partial(_find, kept))
        for key, each in kept.items():
            yield from self._post(posts, key, each)

    def _post(self, posts: Records, key: str, kept: _Kept) -> Iterator[Problem | Read]:
        record, source = kept.event.record, f"{self._file.name}, {kept.place}"
        if key.startswith(REPOST):
            post = posts.repost(key, record, source)
            if post is None:
                reason = "it does not say which post it passes on; it is left out"
                yield self._file.problem(reason, kept.place, skipped=True)
            else:
                yield Read(post, kept.line)
            return
        self._unknown.note(get_obj(record, "embed"))
        found = dated(get_str(record, "createdAt"), kept.event.seen, posts.uri(key))
        is_edited = f"{kept.event.did}/{key}" in self._edited
        post = replace(posts.post(key, record, source), created_at=found.shown, edited=is_edited)
        yield Read(post, kept.line)
        if found.doubt:
            yield self._file.problem(found.doubt, kept.place)


def _find(kept: dict[str, _Kept], key: str) -> JsonObject | None:
    return kept[key].event.record if key in kept else None
