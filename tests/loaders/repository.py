"""Writes small Bluesky repositories: a CAR with a layered tree, or whatever a test breaks.

Nothing of the library that reads them is used, so that a test proves more than that it agrees with
itself. The tree is that of atproto.com, "Repository": a key is on the layer of half the number of
zero bits that its hash begins with.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

DID = "did:plc:harborriders00000000000000"


class Cid(bytes):
    """A link to a block."""


def cid_of(data: bytes) -> bytes:
    """Return the CID of a block: version 1, DAG-CBOR, SHA-256."""
    return b"\x01\x71\x12\x20" + hashlib.sha256(data).digest()


def varint(number: int) -> bytes:
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def links(value: Any) -> bytes:
    """Return a value in DAG-CBOR with links to blocks: of two keys the shorter comes first."""
    match value:
        case None | True | False:
            return {None: b"\xf6", True: b"\xf5", False: b"\xf4"}[value]
        case int():
            return head(0, value) if value >= 0 else head(1, -1 - value)
        case Cid():
            return b"\xd8\x2a" + head(2, len(value) + 1) + b"\0" + bytes(value)
        case bytes():
            return head(2, len(value)) + value
        case str():
            return head(3, len(value.encode())) + value.encode()
        case list():
            return head(4, len(value)) + b"".join(map(links, value))
        case dict():
            keys = sorted(value, key=lambda key: (len(key.encode()), key.encode()))
            return head(5, len(value)) + b"".join(links(key) + links(value[key]) for key in keys)
    raise TypeError(value)


def head(major: int, number: int) -> bytes:
    """Return how a value begins: its major type, and its number or length."""
    if number < 24:
        return bytes([major << 5 | number])
    size = next(size for size in (0, 1, 2, 3) if number < 256**2**size)
    return bytes([major << 5 | 24 + size]) + number.to_bytes(2**size, "big")


def layer_of(key: str) -> int:
    digest = int.from_bytes(hashlib.sha256(key.encode()).digest(), "big")
    return (256 - digest.bit_length()) // 2


def tree_of(keys: Sequence[str], values: Mapping[str, Cid], layer: int, out: list[bytes]) -> Any:
    """Write the node of sorted keys, and those below it, to `out`; return its CID."""
    if not keys:
        return None
    own = [at for at, key in enumerate(keys) if layer_of(key) == layer]
    entries, before = [], ""
    for at, end in zip(own, [*own, len(keys)][1:], strict=True):
        key, kept = keys[at], 0
        while kept < min(len(before), len(key)) and before[kept] == key[kept]:
            kept += 1
        below = tree_of(keys[at + 1 : end], values, layer - 1, out)
        entries.append({"p": kept, "k": key[kept:].encode(), "v": values[key], "t": below})
        before = key
    left = keys[: own[0]] if own else keys
    node = links({"l": tree_of(left, values, layer - 1, out), "e": entries})
    out.append(node)
    return Cid(cid_of(node))


def blocks_of(records: Mapping[str, Any], version: int = 3) -> tuple[Cid, list[bytes]]:
    """Return the root of a repository and all its blocks, the commit first."""
    written = {key: links(record) for key, record in sorted(records.items())}
    values = {key: Cid(cid_of(data)) for key, data in written.items()}
    nodes: list[bytes] = []
    top = tree_of(list(written), values, max(map(layer_of, written)), nodes)
    commit = commit_of(top, version=version)
    return Cid(cid_of(commit)), [commit, *nodes, *written.values()]


def commit_of(top: Cid, **more: Any) -> bytes:
    """Return a commit that says whose tree this is."""
    return links(
        {"did": DID, "version": 3, "data": top, "rev": "3k", "prev": None, "sig": b""} | more
    )


def car_of(root: bytes, blocks: list[bytes]) -> bytes:
    """Return a CAR file."""
    header = links({"version": 1, "roots": [Cid(root)]})
    framed = (varint(len(data) + 36) + cid_of(data) + data for data in blocks)
    return varint(len(header)) + header + b"".join(framed)


def of_node(node: Mapping[str, Any], *blocks: bytes, **more: Any) -> bytes:
    """Return a CAR whose tree is one node, written as a test wants it."""
    top = links(node)
    commit = commit_of(Cid(cid_of(top)), **more)
    return car_of(cid_of(commit), [commit, top, *blocks])


def repository(records: Mapping[str, Any], version: int = 3) -> bytes:
    """Return the CAR of a whole repository."""
    return car_of(*blocks_of(records, version))
