"""Writes small Bluesky repositories: a CAR with a tree of one node, or whatever a test breaks."""

import hashlib
from collections.abc import Mapping
from typing import Any

from libipld import encode_dag_cbor

DID = "did:plc:harborriders00000000000000"


def cid_of(data: bytes) -> bytes:
    """Return the CID of a block: version 1, DAG-CBOR, SHA-256."""
    return b"\x01\x71\x12\x20" + hashlib.sha256(data).digest()


def varint(number: int) -> bytes:
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def links(value: Any) -> Any:
    """Return CBOR by hand for maps that hold CIDs, which the encoder would write as bytes."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (len(key.encode()), key.encode()))
        body = b"".join(encode_dag_cbor(key) + links(value[key]) for key in keys)
        return head(5, len(value)) + body
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(links, value))
    if isinstance(value, Cid):
        return b"\xd8\x2a" + head(2, len(value) + 1) + b"\0" + bytes(value)
    return encode_dag_cbor(value)


def head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    return bytes([major << 5 | 24, number]) if number < 256 else (
        bytes([major << 5 | 25]) + number.to_bytes(2, "big")
    )  # fmt: skip


class Cid(bytes):
    """A link to a block."""


def blocks_of(records: Mapping[str, Any]) -> tuple[Cid, list[bytes]]:
    """Return the root of a repository and all its blocks, the commit first."""
    written = {key: links(record) for key, record in sorted(records.items())}
    entries, before = [], ""
    for key, data in written.items():
        kept = 0
        while kept < min(len(before), len(key)) and before[kept] == key[kept]:
            kept += 1
        link = Cid(cid_of(data))
        entries.append({"p": kept, "k": key[kept:].encode(), "v": link, "t": None})
        before = key
    node = links({"l": None, "e": entries})
    commit = links(
        {"did": DID, "version": 3, "data": Cid(cid_of(node)), "rev": "3k", "prev": None, "sig": b""}
    )
    return Cid(cid_of(commit)), [commit, node, *written.values()]


def car_of(root: bytes, blocks: list[bytes]) -> bytes:
    """Return a CAR file."""
    header = links({"version": 1, "roots": [Cid(root)]})
    framed = (varint(len(data) + 36) + cid_of(data) + data for data in blocks)
    return varint(len(header)) + header + b"".join(framed)


def repository(records: Mapping[str, Any]) -> bytes:
    """Return the CAR of a whole repository."""
    return car_of(*blocks_of(records))
