"""Keep descriptions of Media RSS with the picture that they describe."""

import re
from html import escape

_MEDIA = re.compile(
    rb"(?P<start><media:content\b[^<>]*)(?<!/)>"
    rb"(?P<inside>(?:(?!</?media:content\b).)*+)(?=</media:content\b)",
    re.DOTALL,
)
_DESCRIPTION = re.compile(rb"<media:description\b[^<>]*>")
_WORDS = re.compile(
    rb"\s*+(?:<!\[CDATA\[(?P<raw>.*?)\]\]>\s*+|(?P<escaped>[^<]*+))</media:description\s*+>",
    re.DOTALL,
)


def with_descriptions(data: bytes) -> bytes:
    """Return a document with each description of a picture moved into an attribute of the picture.

    feedparser would use the description as the text of the entry, and lose its picture.
    """
    return _MEDIA.sub(_with_description, data) if b"<media:description" in data else data


def _with_description(found: re.Match[bytes]) -> bytes:
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
