"""What may reach a parser of XML: no entities, no deep nesting, a bounded size.

XML 1.0 lets a document define entities in terms of each other, and so become a billion words.
"""

import re
from html import escape

from tui_feed.loaders.file import File
from tui_feed.model import Problem

LARGEST_FEED = 64 * 2**20
"""Bytes of the largest feed that is read."""
DEEPEST = 300
"""Elements that may stand inside each other."""

# Possessive: what does not match is given up at once, however often it almost does.
_PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_OPAQUE = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_TAG = re.compile(rb"<(/?)[A-Za-z_][^<>]*?(/?)>")
_MEDIA = re.compile(
    rb"(?P<start><media:content\b[^<>]*)(?<!/)>"
    rb"(?P<inside>(?:(?!</?media:content\b).)*+)(?=</media:content\b)",
    re.DOTALL,
)
_DESCRIPTION = re.compile(rb"<media:description\b[^<>]*>")
_WORDS = re.compile(
    rb"\s*(?:<!\[CDATA\[(?P<raw>.*?)\]\]>|(?P<escaped>[^<]*))\s*</media:description\s*>", re.DOTALL
)


def safe_bytes(file: File) -> tuple[bytes | None, list[Problem]]:
    """Return the bytes without declarations of entities; None where they are not to be trusted."""
    pieces, size, problems = [], 0, []
    try:
        for chunk in file.chunks():
            pieces.append(chunk)
            size += len(chunk)
            if size > LARGEST_FEED:
                problems.append(file.problem(f"only its first {LARGEST_FEED >> 20} MiB are read"))
                break
    except OSError as error:
        problems.append(file.problem(f"reading stopped: {error.strerror or error}"))
    data = b"".join(pieces)
    plain = data
    if file.encoding.name != "utf-8":
        plain = data.decode(file.encoding.name, "replace").encode()
        plain = re.sub(
            rb'encoding="[^"]*"', b'encoding="utf-8"', plain.removeprefix(b"\xef\xbb\xbf"), count=1
        )
    prologue = _PROLOGUE.match(plain)
    start = prologue.end() if prologue else 0
    doctype = _DOCTYPE.match(plain, start)
    rest = plain[doctype.end() if doctype else start :]
    # What a post quotes of XML in a CDATA section declares nothing and nests nothing.
    bare = _OPAQUE.sub(b"", rest)
    if _ENTITY.search(plain[:start]) or _ENTITY.search(bare):
        problems.append(file.problem("it declares entities, which no feed needs; nothing was read"))
        return None, problems
    if doctype and _ENTITY.search(doctype[0]):
        problems.append(file.problem("it declares entities; they are not expanded"))
    if _deepest(bare) > DEEPEST:
        reason = f"more than {DEEPEST} elements inside each other; nothing was read"
        problems.append(file.problem(reason, skipped=True))
        return None, problems
    return _MEDIA.sub(_with_description, plain[:start] + rest), problems


def _with_description(found: re.Match[bytes]) -> bytes:
    """Move the description of a picture into an attribute of it.

    feedparser would take it for the text of the entry, and lose which picture it describes.
    """
    inside = found["inside"]
    opening = _DESCRIPTION.search(inside)
    words = _WORDS.match(inside, opening.end()) if opening else None
    if not opening or not words:
        return found[0]
    if words["raw"] is None:
        plain = words["escaped"].strip().replace(b'"', b"&quot;")
    else:
        plain = escape(words["raw"].decode("utf-8", "replace").strip()).encode()
    rest = inside[: opening.start()] + inside[words.end() :]
    return found["start"] + b' description="' + plain + b'">' + rest


def _deepest(data: bytes) -> int:
    depth = deepest = 0
    for tag in _TAG.finditer(data):
        if tag[1]:
            depth = max(0, depth - 1)
        elif not tag[2]:
            depth += 1
            deepest = max(deepest, depth)
            if deepest > DEEPEST:
                break
    return deepest
