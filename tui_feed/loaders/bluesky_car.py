"""A Bluesky repository: the CAR file that `com.atproto.sync.getRepo` gives.

Formats: CARv1 and DAG-CBOR (ipld.io), the repository and its Merkle search tree (atproto.com,
"Repository", versions 2 and 3). Only what hangs on the tree is read: a CAR may hold deleted
records too.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from tui_feed.loaders import bluesky
from tui_feed.loaders.faults import left_out
from tui_feed.loaders.fields import Json, part, parts, words
from tui_feed.loaders.file import File, cause
from tui_feed.loaders.json_text import pretty
from tui_feed.model import Author, Post, Problem, Profile, Record

LARGEST_CAR = 512 * 2**20
"""Bytes of the largest repository that is read; it is held in memory while it is."""

_LARGEST_HEADER = 64 * 2**10
_DEEPEST_TREE = 64
_SHA256 = 0x12
_POST, _REPOST = "app.bsky.feed.post", "app.bsky.feed.repost"
_PROFILE = "app.bsky.actor.profile/self"


def sniff(file: File) -> bool:
    """Tell by the header: a length, and a map with `roots` in DAG-CBOR."""
    return b"eroots" in file.head[:40] and not file.head[:1].isspace()


def read(file: File) -> Iterator[Record]:
    """Yield the account, and its posts and reposts in the order of their keys, oldest first."""
    repository = _Repository(file)
    yield from repository.records()
    yield from repository.problems()


def raw(file: File, post_id: str) -> str | None:
    """Return the record of a post as JSON; links to blocks and bytes are shown in hexadecimal."""
    repository = _Repository(file)
    key = post_id.removeprefix(f"at://{repository.owner}/")
    cid = repository.tree.get(key)
    found = repository.record(key, cid) if cid else None
    return pretty(_shown(found)) if found else None


class _Block(NamedTuple):
    start: int
    end: int


class _Repository:
    def __init__(self, file: File) -> None:
        self._file = file
        self._found: list[Problem] = []
        self._missing: Counter[str] = Counter()
        self._data = self._bytes()
        self._blocks: dict[bytes, _Block] = {}
        roots = self._index()
        commit = self._decoded(roots[0]) if roots else None
        self.owner = words(commit, "did") or ""
        self.tree: dict[str, bytes] = {}
        if isinstance(commit, dict):
            self._walk(commit.get("data"))
        else:
            self._tell("its commit is missing or damaged; nothing can be found in it")

    def problems(self) -> Iterator[Problem]:
        """Yield what was wrong with the file."""
        yield from self._found
        for what, number in self._missing.items():
            reason = f"{what} missing or damaged ({number:,}); what hangs there is left out"
            yield self._file.problem(reason, "its tree", skipped=True)

    def _tell(self, reason: str, place: str = "the whole file") -> None:
        self._found.append(self._file.problem(reason, place))

    # Blocks

    def _bytes(self) -> bytes:
        pieces, size = [], 0
        try:
            for chunk in self._file.chunks():
                size += len(chunk)
                if size > LARGEST_CAR:
                    self._tell(f"only its first {LARGEST_CAR >> 20} MiB are read")
                    break
                pieces.append(chunk)
        except OSError as error:
            self._tell(f"reading stopped: {cause(error)}")
        return b"".join(pieces)

    def _index(self) -> list[bytes]:
        """Note where each block is; return the roots."""
        length, at = self._number(0)
        end = at + (length or 0)
        if length is None or length > _LARGEST_HEADER or end > len(self._data):
            self._tell("its header is damaged; nothing was read")
            return []
        header = _decode(self._data[at:end])
        roots = header.get("roots") if isinstance(header, dict) else None
        at = end
        while at < len(self._data):
            length, start = self._number(at)
            end = start + (length or 0)
            if not length or end > len(self._data):
                self._tell("it ends inside a block; it may have been cut", f"byte {at:,}")
                break
            size = self._cid_size(start, end)
            if size:
                self._blocks.setdefault(self._data[start : start + size], _Block(start + size, end))
            at = end
        return (
            [root for root in roots if isinstance(root, bytes)] if isinstance(roots, list) else []
        )

    def _number(self, at: int) -> tuple[int | None, int]:
        """Read an unsigned LEB128 number; return it and where it ends."""
        number = shift = 0
        for place in range(at, min(at + 9, len(self._data))):
            byte = self._data[place]
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                return number, place + 1
            shift += 7
        return None, at

    def _cid_size(self, start: int, end: int) -> int:
        """Return how long the CID of a block is: version 1, codec, hash, length, digest."""
        at = start
        length: int | None = None
        for _ in range(4):
            length, at = self._number(at)
            if length is None:
                return 0
        return at + (length or 0) - start if at + (length or 0) <= end else 0

    def _decoded(self, cid: object) -> Any:  # noqa: ANN401 - a block may hold anything
        """Return what a block says; None where it is missing, or is not what its hash says."""
        block = self._blocks.get(cid) if isinstance(cid, bytes) else None
        if block is None or not isinstance(cid, bytes):
            return None
        data = self._data[block.start : block.end]
        if cid[2:4] != bytes((_SHA256, 32)) or hashlib.sha256(data).digest() != cid[4:]:
            return None
        return _decode(data)

    # The tree

    def _walk(self, root: object) -> None:
        """Fill `tree` with the keys of all records, in their order."""
        seen: set[bytes] = set()

        def visit(cid: object, depth: int) -> None:
            if cid is None:
                return
            node = self._decoded(cid)
            if not isinstance(node, dict) or not isinstance(cid, bytes):
                self._missing["nodes are"] += 1
                return
            if cid in seen or depth > _DEEPEST_TREE:
                self._missing["nodes lead round in a circle, or are"] += 1
                return
            seen.add(cid)
            visit(node.get("l"), depth + 1)
            key = b""
            for entry in parts(node, "e"):
                kept, suffix = entry.get("p"), entry.get("k")
                if not isinstance(kept, int) or not isinstance(suffix, bytes):
                    self._missing["entries are"] += 1
                    continue
                key = key[: max(0, kept)] + suffix
                value = entry.get("v")
                if isinstance(value, bytes):
                    self.tree[key.decode("utf-8", "replace")] = value
                visit(entry.get("t"), depth + 1)

        visit(root, 0)

    def record(self, key: str, cid: bytes) -> Json | None:
        """Return a record; one that is missing is counted."""
        found = self._decoded(cid)
        if not isinstance(found, dict):
            reason = "its block is missing or damaged; it is left out"
            self._found.append(self._file.problem(reason, key, skipped=True))
            return None
        return found

    # Posts

    def records(self) -> Iterator[Record]:
        about = self.record(_PROFILE, self.tree[_PROFILE]) if _PROFILE in self.tree else None
        owner = Author(id=self.owner or None, name=words(about, "displayName"))
        if about is not None or self.owner:
            yield from self._checked(lambda: self._profile(about or {}, owner), _PROFILE)
        pinned = words(part(about, "pinnedPost"), "uri")
        for key, cid in self.tree.items():
            collection = key.partition("/")[0]
            if collection not in (_POST, _REPOST):
                continue
            record = self.record(key, cid)
            if record is None:
                continue
            make = self._post if collection == _POST else self._repost
            for post in self._checked(lambda: make(key, record, owner), key):  # noqa: B023
                is_pinned = isinstance(post, Post) and post.id == pinned
                yield post.model_copy(update={"pinned": True}) if is_pinned else post

    def _checked(self, make: Any, place: str) -> Iterator[Record]:  # noqa: ANN401
        try:
            yield make()
        except ValidationError as error:
            reason = left_out(error)
            yield self._file.problem(reason, place, skipped=True)

    def _profile(self, about: Json, owner: Author) -> Profile:
        return Profile(
            id=owner.id,
            name=owner.name,
            bio=words(about, "description"),
            website=words(about, "website"),
            source=self._file.name,
        )

    def _uri(self, key: str) -> str:
        return f"at://{self.owner}/{key}"

    def _post(self, key: str, record: Json, owner: Author, depth: int = 0) -> Post:
        uri = self._uri(key)
        embed = part(record, "embed")
        return Post(
            id=uri,
            url=bluesky.address(uri),
            author=owner,
            created_at=bluesky.moment(words(record, "createdAt"), uri),
            lang=bluesky.language(record),
            quote=self._quote(embed, owner, depth),
            media=list(bluesky.media(embed)),
            card=bluesky.card(embed),
            content_warning=bluesky.warning(parts(record, "labels", "values")),
            source=f"{self._file.name}, {key}",
            **bluesky.said(record),
            **bluesky.reply(record),
        )

    def _quote(self, embed: Json, owner: Author, depth: int) -> Post | None:
        held = part(embed, "record")
        if bluesky.kind_of(embed) == "recordWithMedia":
            held = part(held, "record")
        uri = words(held, "uri")
        if not uri or f"/{_POST}/" not in uri:
            return None
        return self._own(uri, owner, depth) or _stub(uri, bluesky.NOT_HERE)

    def _own(self, uri: str, owner: Author, depth: int) -> Post | None:
        """Return a post of this repository; None for others', and at the end of a long chain."""
        key = uri.removeprefix(self._uri(""))
        cid = self.tree.get(key) if key != uri and depth < 50 else None
        record = self._decoded(cid) if cid else None
        return self._post(key, record, owner, depth + 1) if isinstance(record, dict) else None

    def _repost(self, key: str, record: Json, owner: Author) -> Post:
        uri = words(part(record, "subject"), "uri") or ""
        original = self._own(uri, owner, 0)
        if original is None:
            original = _stub(uri, "the reposted post is not in this archive")
        return original.model_copy(
            update={
                "id": self._uri(key),
                "reposted_by": owner.name or self.owner,
                "reposted_at": bluesky.moment(words(record, "createdAt"), key),
                "source": f"{self._file.name}, {key}",
            }
        )


def _stub(uri: str, why: str) -> Post:
    who = uri.removeprefix("at://").partition("/")[0]
    author = Author(id=who) if who.startswith("did:") else Author()
    return Post(id=uri, url=bluesky.address(uri), author=author, unavailable=why)


def _decode(data: bytes) -> Any:  # noqa: ANN401 - a block may hold anything
    from libipld import decode_dag_cbor

    try:
        return decode_dag_cbor(data)
    except (ValueError, RecursionError, OverflowError, TypeError):
        return None


def _shown(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {str(key): _shown(each) for key, each in value.items()}
    return [_shown(each) for each in value] if isinstance(value, list) else value
