"""What a file looks like that no loader reads, in words for whoever opened it."""

import re

from tui_feed.loaders.common.json_text import JsonError, parse_json
from tui_feed.sources.file import File

# Where the mark stands, the mark, and what it is the mark of (Wikipedia: List of file signatures).
_MARKS = (
    (0, b"PK\x03\x04", "a zip archive"),
    (0, b"PK\x05\x06", "an empty zip archive"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xfd7zXZ", "an xz archive"),
    (0, b"(\xb5/\xfd", "a zstd archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"%PDF-", "a PDF"),
    (0, b"\x89PNG", "a PNG picture"),
    (0, b"\xff\xd8\xff", "a JPEG picture"),
    (0, b"GIF8", "a GIF picture"),
    (8, b"WEBP", "a WebP picture"),
    (4, b"ftyp", "a video or a picture of a phone"),
    (0, b"OggS", "an Ogg sound or video"),
    (0, b"ID3", "an MP3 sound"),
    (0, b"SQLite format 3", "an SQLite database"),
    (0, b"bplist00", "a web archive or property list of Apple's"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ", "a program"),
    (0, b"{\\rtf", "a rich text document (RTF)"),
)
_CAR_ROOTS = b"eroots"
_WORDS = (
    (r"<!doctype html|<html\b|<head\b|<body\b", "a web page (HTML), not the text of one"),
    (r"MIME-Version:|From: <Saved by ", "a web page saved as MHTML, not the text of one"),
    (r"(?>\s+|<\?xml[^>]*>|<!--.*?-->)*+<(?:rss|feed|rdf:RDF)\b", "a feed (RSS or Atom)"),
    (r"<\?xml\b", "an XML document"),
    (r"window\.YTD\.|window\.__THAR_CONFIG|Grailbird\.", "a file of an X data archive"),
    (r"BEGIN:VC|BEGIN:VE", "a calendar or contacts"),
)
_JSON_KEYS = (
    ('"https://www.w3.org/ns/activitystreams"', "a file of a Mastodon archive (ActivityPub)"),
    ('"$type"', "JSON of Bluesky"),
    ('"https://jsonfeed.org/', "a JSON Feed"),
    ('"full_text"', "JSON of X or of a collector"),
    ('"edit_history_tweet_ids"', "JSON of X or of a collector"),
)
_MANY_CONTROLS = 0.02
_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")


def appearance(file: File) -> str:
    """Say what a file seems to be, with its article: `a zip archive`, `plain text`."""
    head = file.head
    for at, mark, words in _MARKS:
        if head.startswith(mark, at):
            return words
    if _CAR_ROOTS in head[:32]:
        return "a repository of Bluesky (CAR)"
    is_wide = file.encoding.name.startswith("utf-16")
    if not is_wide and len(_CONTROLS.findall(head)) > _MANY_CONTROLS * len(head):
        return "binary data"
    return _appearance_of_text(file.head_text())


def _appearance_of_text(text: str) -> str:
    opening = text.lstrip()
    if not opening:
        return "an empty page: it holds nothing but white space"
    for pattern, words in _WORDS:
        if re.match(pattern, opening, re.IGNORECASE | re.DOTALL):
            return words
    if opening[0] in "{[":
        return _appearance_of_json(opening)
    return "plain text without posts"


def _appearance_of_json(opening: str) -> str:
    first, _, rest = opening.partition("\n")
    for key, words in _JSON_KEYS:
        if key in opening:
            return words
    try:
        parse_json(first)
    except JsonError:
        return "JSON of another kind"
    return "JSON Lines of another kind" if rest.strip() else "JSON of another kind"
