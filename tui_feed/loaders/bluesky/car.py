"""A Bluesky repository: the CAR file that `com.atproto.sync.getRepo` gives.

Records: lexicons `app.bsky.feed.post`, `app.bsky.feed.repost`, `app.bsky.actor.profile`. What else
an account keeps there (likes, follows, lists) is no timeline and passed over.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import partial

from msgspec.structs import replace

from tui_feed.loaders.bluesky import lexicon
from tui_feed.loaders.bluesky.repository import BlockError, Repository
from tui_feed.loaders.common.fields import JsonObject, get_list, get_obj, get_str
from tui_feed.loaders.common.json_text import DEEPEST, pretty
from tui_feed.loaders.common.record_reader import record_reader
from tui_feed.models import Author, Post, Profile, Record
from tui_feed.sources.file import File
from tui_feed.text.dates import iso

_HEADER = re.compile(rb"[\x00-\xff]{1,3}[\xa1\xa2](?:gversion[\x01\x02])?eroots", re.DOTALL)
_CID = re.compile(rb"\x01[\x55\x71]\x12\x20[\x00-\xff]{32}")
_REPOST = "app.bsky.feed.repost"
_PROFILE = "app.bsky.actor.profile/self"
_WANTED = (f"{lexicon.POST}/", f"{_REPOST}/", _PROFILE)
_CIRCLE = "not shown again: the quotes lead round in a circle"


def sniff(file: File) -> bool:
    """Tell by the header: a length, and a map with `roots` in DAG-CBOR."""
    return _HEADER.match(file.head) is not None


@record_reader
def read(file: File) -> Iterator[Record]:
    """Yield the account, and its posts and reposts in the order of their keys, oldest first."""
    yield from _Reader(file).records()


def raw(file: File, post_id: str) -> str | None:
    """Return the record of a post as the JSON of atproto.com, "Data Model" (`$link`, `$bytes`)."""
    repository = Repository(file, _WANTED)
    key = post_id.removeprefix(f"at://{repository.owner}/")
    try:
        return pretty(_shown(repository.record(key))) if key in repository.tree else None
    except BlockError:
        return None


class _Reader:
    def __init__(self, file: File) -> None:
        self._file = file
        self._repository = Repository(file, _WANTED)
        self._unknown: list[str] = []
        self._owner = Author(id=self._repository.owner)

    def records(self) -> Iterator[Record]:
        pinned = None
        for record in self._profile():
            yield record
            if isinstance(record, Profile):
                self._owner = Author(id=record.id, name=record.name)
                pinned = self._pinned()
        for key in self._repository.tree:
            if key != _PROFILE:
                yield from self._checked(key, partial(self._row, key, pinned))
        yield from self._repository.problems
        if self._unknown:
            reason = "attachments of kinds that are not known, which are not shown; the first: "
            yield self._file.problem(f"{len(self._unknown):,} {reason}{self._unknown[0][:60]}")

    def _checked(self, key: str, make: Callable[[], Record]) -> Iterator[Record]:
        try:
            yield make()
        except BlockError as error:
            yield self._file.problem(f"its block {error}; it is left out", key, skipped=True)

    # The account

    def _profile(self) -> Iterator[Record]:
        plain = Profile(id=self._repository.owner, source=self._file.name)
        if _PROFILE in self._repository.tree:
            found = list(self._checked(_PROFILE, self._stated_profile))
            yield from found
            if isinstance(found[0], Profile):
                return
        if plain.id:
            yield plain

    def _stated_profile(self) -> Profile:
        about = self._repository.record(_PROFILE)
        return Profile(
            id=self._repository.owner,
            name=get_str(about, "displayName"),
            bio=get_str(about, "description"),
            website=get_str(about, "website"),
            joined=iso(lexicon.moment(get_str(about, "createdAt"))),
            source=self._file.name,
        )

    def _pinned(self) -> str | None:
        found = self._record(_PROFILE)
        return get_str(get_obj(found, "pinnedPost"), "uri")

    # Posts

    def _record(self, key: str) -> JsonObject | None:
        """Return a record; None where it is not there, or its block cannot be used."""
        try:
            return self._repository.record(key) if key in self._repository.tree else None
        except BlockError:
            return None

    def _uri(self, key: str) -> str:
        return f"at://{self._repository.owner}/{key}"

    def _row(self, key: str, pinned: str | None) -> Record:
        record = self._repository.record(key)
        source = f"{self._file.name}, {key}"
        if key.startswith(_REPOST):
            return self._repost(key, record, source)
        if strange := lexicon.unknown(get_obj(record, "embed")):
            self._unknown.append(strange)
        post = self._post(key, record, ())
        return replace(post, source=source, pinned=post.id == pinned)

    def _post(self, key: str, record: JsonObject, above: tuple[str, ...]) -> Post:
        """Return a post, and what it quotes; `above` are the addresses of the posts around it."""
        uri = self._uri(key)
        embed = get_obj(record, "embed")
        return Post(
            id=uri,
            url=lexicon.address(uri),
            author=self._owner,
            created_at=iso(lexicon.moment(get_str(record, "createdAt"), uri)),
            lang=lexicon.language(record),
            quote=self._quote(get_str(lexicon.quoted(embed), "uri") or "", (*above, uri)),
            media=tuple(lexicon.media(embed)),
            card=lexicon.card(embed),
            content_warning=lexicon.warning(get_list(record, "labels", "values")),
            **lexicon.said(record),
            **lexicon.reply(record),
        )

    def _quote(self, uri: str, above: tuple[str, ...]) -> Post | None:
        if not lexicon.is_post(uri):
            return None
        record = self._own(uri)
        if record is None:
            return lexicon.stub(uri, lexicon.NOT_HERE)
        if uri in above:
            return lexicon.stub(uri, _CIRCLE)
        if len(above) > lexicon.DEEPEST_QUOTE:
            return lexicon.stub(uri, lexicon.TOO_DEEP)
        return self._post(uri.removeprefix(self._uri("")), record, above)

    def _own(self, uri: str) -> JsonObject | None:
        """Return the record of a post of this repository; None for those of others."""
        key = uri.removeprefix(self._uri(""))
        return self._record(key) if key != uri else None

    def _repost(self, key: str, record: JsonObject, source: str) -> Record:
        uri = get_str(get_obj(record, "subject"), "uri") or ""
        if not lexicon.is_post(uri):
            reason = "it does not say which post it passes on; it is left out"
            return self._file.problem(reason, key, skipped=True)
        own = self._own(uri)
        if own is not None:
            original = self._post(uri.removeprefix(self._uri("")), own, ())
        else:
            original = lexicon.stub(uri, "the reposted post is not in this archive")
        passed_on = {
            "id": self._uri(key),
            "reposted_by": self._owner.name or self._repository.owner,
            "reposted_at": iso(lexicon.moment(get_str(record, "createdAt"), key)),
            "source": source,
        }
        return replace(original, **passed_on)


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
