"""Read the blocks and the tree of a Bluesky repository from a CAR file.

Formats: CARv1 and DAG-CBOR (ipld.io), the repository and its Merkle search tree (atproto.com,
"Repository", versions 2 and 3). Only records in the tree are found: a CAR file may also hold
deleted records.
"""

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from tui_feed.loaders.common.fields import JsonObject, get_str
from tui_feed.sources.file import File, cause

if TYPE_CHECKING:
    from tui_feed.models import Problem

LARGEST_CAR = 512 * 2**20
"""Size limit of a repository in bytes; it is held in memory during reading."""

LARGEST_BLOCK = 2 * 2**20
"""Size limit of a block in bytes; the protocol allows 1 MiB for a record."""

_LARGEST_HEADER = 64 * 2**10
_DEEPEST_TREE = 64
_USUAL_RECURSION = 4_000
_LENGTH_BITS = 30
_LENGTHS = 2**_LENGTH_BITS - 1
_SHA256 = b"\x12\x20"
_USUAL = (b"\x01\x71\x12\x20", 36)
"""Beginning and length of the usual CID: version 1, DAG-CBOR, SHA-256."""
_VERSIONS = (2, 3)
_KEY = re.compile(r"[A-Za-z0-9.-]+/[A-Za-z0-9._:~-]+")


class BlockError(Exception):
    """Raised for a block that cannot be used; its text is the reason, such as `is missing`."""


class Repository:
    """Repository in memory: its bytes, and the place of each block."""

    def __init__(self, file: File, wanted: tuple[str, ...]) -> None:
        """Read the file and walk its tree for keys that begin with an item of `wanted`."""
        self.owner: str | None = None
        """DID of the account; None if the commit is damaged."""
        self.tree: dict[str, bytes] = {}
        """The CIDs of the wanted records by their keys (`app.bsky.feed.post/3k…`), in order."""
        self.others: Counter[str] = Counter()
        """Number of the other records in the tree, by collection."""
        self.problems: list[Problem] = []
        """Problems of the file and its tree."""
        self._file = file
        self._wanted = wanted
        self._faults: Counter[str] = Counter()
        self._seen: set[bytes] = set()
        self._data = self._bytes()
        self._blocks: dict[bytes, int] = {}  # start of each block, then its length, by its CID
        roots = self._index()
        if roots is not None:
            self._enter(roots)
        for what, number in self._faults.items():
            reason = f"{what} ({number:,}); what hangs there is left out"
            self.problems.append(file.problem(reason, "its tree", skipped=True))

    def record(self, key: str) -> JsonObject:
        """Return a record. Raises `BlockError` if its block cannot be used."""
        found = self._decoded(self.tree[key])
        if not isinstance(found, dict):
            raise BlockError("holds no record")
        return found

    def _tell(self, reason: str, place: str = "the whole file") -> None:
        self.problems.append(self._file.problem(reason, place))

    # Blocks

    def _bytes(self) -> bytes:
        chunks, size = list[bytes](), 0
        try:
            for chunk in self._file.chunks():
                size += len(chunk)
                if size > LARGEST_CAR:
                    self._tell(f"only its first {LARGEST_CAR >> 20} MiB are read")
                    break
                chunks.append(chunk)
        except OSError as error:
            self._tell(f"reading stopped: {cause(error)}")
        return b"".join(chunks)

    def _index(self) -> list[Any] | None:
        """Note the place of each block; return the roots, None if the header is damaged."""
        length, at = self._number(0)
        end = at + (length or 0)
        header = None
        if length and length <= _LARGEST_HEADER and end <= len(self._data):
            header = _decode(self._data[at:end])
        roots = header.get("roots") if isinstance(header, dict) else None
        if not isinstance(roots, list):
            self._tell("its header is damaged; nothing was read")
            return None
        self._note_blocks(end)
        return roots

    def _note_blocks(self, at: int) -> None:
        data, whole, (beginning, size) = self._data, len(self._data), _USUAL
        length: int | None
        while at < whole:
            if at + 1 < whole and data[at + 1] < 0x80 <= data[at]:  # most blocks' lengths
                length, start = data[at] & 0x7F | data[at + 1] << 7, at + 2
            else:
                length, start = self._number(at)
            end = start + (length or 0)
            if not length or end > whole:
                self._tell("it ends inside a block; it may have been cut", f"byte {at:,}")
                break
            is_usual = length > size and data.startswith(beginning, start)
            cid_size = size if is_usual else self._cid_size(start, end)
            if cid_size:
                place = start << _LENGTH_BITS | length  # one number takes a third of a tuple
                self._blocks.setdefault(data[start : start + cid_size], place)
            at = end

    def _number(self, at: int) -> tuple[int | None, int]:
        """Read an unsigned LEB128 number; return it (None if invalid) and the offset after it."""
        number = shift = 0
        for place in range(at, min(at + 9, len(self._data))):
            byte = self._data[place]
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                return number, place + 1
            shift += 7
        return None, at

    def _cid_size(self, start: int, end: int) -> int:
        """Return the length of a CID (version, codec, hash, digest size, digest); 0 if invalid."""
        at = start
        length: int | None = None
        for _ in range(4):
            length, at = self._number(at)
            if length is None:
                return 0
        return at + (length or 0) - start if at + (length or 0) <= end else 0

    def _decoded(self, cid: object) -> Any:  # noqa: ANN401 - a block may hold anything
        """Return the value of a block. Raises `BlockError`."""
        place = self._blocks.get(cid) if isinstance(cid, bytes) else None
        if place is None or not isinstance(cid, bytes):
            raise BlockError("is missing")
        start, length = place >> _LENGTH_BITS, place & _LENGTHS
        if length > LARGEST_BLOCK:
            raise BlockError(f"is larger than {LARGEST_BLOCK >> 20} MiB")
        data = self._data[start + len(cid) : start + length]
        if cid[2:4] != _SHA256 or hashlib.sha256(data).digest() != cid[4:]:
            raise BlockError("is not what its hash says")
        found = _decode(data)
        if found is None:
            raise BlockError("is not DAG-CBOR")
        return found

    # The tree

    def _enter(self, roots: list[Any]) -> None:
        try:
            commit = self._decoded(roots[0] if roots else None)
        except BlockError as error:
            self._tell(f"its commit {error}; nothing can be found in it")
            return
        owner = get_str(commit, "did") or ""
        if not owner.startswith("did:") or "/" in owner or not owner.isprintable():
            self._tell("its commit names no account; nothing can be found in it")
            return
        if commit.get("version") not in _VERSIONS:
            self._tell("its commit is of a version that is not known; it is read as version 3")
        self.owner = owner
        self._visit(commit.get("data"), 0)

    def _visit(self, cid: object, depth: int) -> None:
        """Add the keys below a node to `tree`, in order."""
        if cid in self._seen:
            self._faults["nodes lead round in a circle"] += 1
        elif depth > _DEEPEST_TREE:
            self._faults["nodes are too deep"] += 1
        else:
            try:
                node = self._decoded(cid)
            except BlockError as error:
                self._faults[f"the block of a node {error}"] += 1
                return
            if isinstance(node, dict) and isinstance(cid, bytes):
                self._seen.add(cid)
                self._visit_entries(node, depth + 1)
            else:
                self._faults["nodes are damaged"] += 1

    def _visit_entries(self, node: JsonObject, depth: int) -> None:
        if node.get("l") is not None:
            self._visit(node["l"], depth)
        key, entries = b"", node.get("e")
        for found in entries if isinstance(entries, list) else [None]:
            entry = found if isinstance(found, dict) else {}
            kept, suffix = entry.get("p"), entry.get("k")
            if (
                not isinstance(kept, int)
                or not isinstance(suffix, bytes)
                or not 0 <= kept <= len(key)
            ):
                self._faults["nodes are damaged"] += 1
                return  # the following keys depend on this key
            key = key[:kept] + suffix
            self._note(key, entry.get("v"))
            if entry.get("t") is not None:
                self._visit(entry["t"], depth)

    def _note(self, written: bytes, cid: object) -> None:
        key = written.decode("latin-1")
        if not isinstance(cid, bytes) or not _KEY.fullmatch(key) or key in self.tree:
            self._faults["entries are damaged"] += 1
        elif key.startswith(self._wanted):
            self.tree[key] = cid
        else:
            self.others[key.partition("/")[0]] += 1


@cache
def _decoder() -> Callable[[bytes], Any]:
    from libipld import decode_dag_cbor  # not before a file needs it

    return decode_dag_cbor


def _decode(data: bytes) -> Any:  # noqa: ANN401 - a block may hold anything
    """Return the value of a whole block; None if it is not DAG-CBOR.

    The decoder trusts Python's limit of recursion, which a host program may have raised above what
    its stack can bear: blocks that could nest so deep are decoded under a usual limit.
    """
    limit = sys.getrecursionlimit()
    is_limited = len(data) < _USUAL_RECURSION or limit <= _USUAL_RECURSION
    try:
        if not is_limited:
            sys.setrecursionlimit(_USUAL_RECURSION)
        return _decoder()(data)
    except (ValueError, RecursionError, OverflowError, TypeError, MemoryError):
        return None
    except BaseException as error:  # a panic in Rust is not an Exception
        if type(error).__name__ != "PanicException":
            raise
        return None
    finally:
        if not is_limited:
            sys.setrecursionlimit(limit)
