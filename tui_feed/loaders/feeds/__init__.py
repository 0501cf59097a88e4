"""Read feeds: RSS 0.9 to 2.0, Atom (RFC 4287) and JSON Feed 1.1, with Media RSS and Dublin Core.

feedparser interprets the XML. This module limits its input: a few entries at a time, no entity
declarations, no deep nesting, no long values (`bounds`), and bytes only, so that feedparser never
opens an address.
"""

import io
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from tui_feed.loaders.common.fields import JsonObject, get_str
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.feeds.bounds import Bounded, Entry, RefusedError
from tui_feed.loaders.feeds.channels import profile_of
from tui_feed.loaders.feeds.descriptions import with_descriptions
from tui_feed.loaders.feeds.entries import Entries
from tui_feed.loaders.feeds.feed_dates import order_in
from tui_feed.loaders.feeds.json_feed import read_json
from tui_feed.loaders.feeds.xml_encodings import as_utf8, declared
from tui_feed.models import Problem, Record
from tui_feed.sources.encodings import LAST_RESORT
from tui_feed.sources.file import File, cause

_OPENING = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*+"
    r"<(?:\w+:)?(?:rss|feed|rdf)\b",
    re.IGNORECASE | re.DOTALL,
)
LARGEST_FEED = 64 * 2**20
"""Size limit of a feed in bytes; the rest is not read."""
_GROUP = 64 * 2**10
"""Size in bytes of the group of entries given to feedparser at once."""
_DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'
_JSON_FEED = re.compile(r"https?://(?:www\.)?jsonfeed\.org/", re.IGNORECASE)


def sniff(file: File) -> bool:
    """Tell whether the first element is RSS, Atom or RDF, or `version` an address of JSON Feed."""
    head = file.head_text().lstrip("\ufeff \t\r\n")
    if head.startswith("{"):
        return any(_JSON_FEED.match(get_str(each, "version") or "") for each in first_objects(file))
    return bool(_OPENING.match(head))


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the feed's channel as a profile, then its entries in file order."""
    if file.head_text().lstrip("\ufeff \t\r\n").startswith("{"):
        yield from read_json(file)
    else:
        yield from _Reading(file).records()


raw = read.original
"""Return the XML or JSON of an entry; None if the feed has no such entry."""


class _Reading:
    """Reader of an XML feed, a group of entries at a time."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._data = b""
        self._is_reported = False

    def _original(self, entry: Entry | None) -> str:
        """Return an entry as written in the file."""
        if entry is None:
            return "not known: the feed is too broken to tell where this entry stands"
        return self._data[entry.start : entry.end].decode("utf-8", "replace")

    def records(self) -> Iterator[Record | Read]:
        """Yield the profile, the entries and the problems of the feed."""
        yield from self._read()
        try:
            bounded = Bounded(self._data)
        except RefusedError as error:
            yield self._file.problem(str(error), skipped=True)
            return
        yield from map(self._file.problem, bounded.told)
        head = _parsed(bounded.head)
        if isinstance(head, Exception):
            yield self._broken(head, "the feed itself")
            head = {}
        elif head.get("bozo"):
            yield from self._ill_formed(head, None)
        channel = dict(head.get("feed") or {})
        profile = profile_of(channel, self._file)
        if profile:
            yield profile
        if not bounded.entries:
            yield self._file.problem("the feed has no entries")
        version = get_str(head, "version") or ""
        reader = Entries(self._file, profile, channel, version, order_in(self._data))
        first = 1
        for group, document in bounded.groups(_GROUP):
            yield from self._of_group(reader, first, group, document, len(bounded.opening))
            first += len(group)

    def _of_group(
        self, reader: Entries, first: int, group: list[Entry], document: bytes, before: int
    ) -> Iterator[Record | Read]:
        found = _parsed(with_descriptions(document))
        if isinstance(found, Exception):
            last = first + len(group) - 1
            place = f"entries {first:,} to {last:,}" if first < last else f"entry {first:,}"
            yield self._broken(found, place)
            return
        if found.get("bozo"):
            yield from self._ill_formed(found, group, before)
        entries = found.get("entries") or []
        for number, entry in enumerate(entries):
            place, is_known = f"entry {first + number:,}", len(entries) == len(group)
            post, doubts = reader.read(entry, place)
            yield Read(post, partial(self._original, group[number] if is_known else None))
            for doubt in doubts:
                yield self._file.problem(doubt, place)
        if not entries:
            reason = "it is no entry that can be read; it is left out"
            yield self._file.problem(reason, f"entry {first:,}", skipped=True)

    def _read(self) -> Iterator[Problem]:
        """Read and decode the file into `_data`; yield problems of its size, bytes and encoding."""
        pieces, size = [], 0
        try:
            for chunk in self._file.chunks():
                pieces.append(chunk)
                size += len(chunk)
                if size > LARGEST_FEED:
                    yield self._file.problem(f"only its first {LARGEST_FEED >> 20} MiB are read")
                    break
        except OSError as error:
            yield self._file.problem(f"reading stopped: {cause(error)}")
        name, mark = self._file.encoding
        if pieces and mark:
            pieces[0] = pieces[0][mark:]
        stated = declared(pieces[0]) if pieces and name == "utf-8" and not mark else None
        for encoding in dict.fromkeys((stated or name, "utf-8")):
            data = as_utf8(pieces, encoding)
            if data is not None:
                self._data = data
                if stated not in (None, encoding):
                    yield self._file.problem(f"not {str(stated).upper()}; read as UTF-8")
                return
        self._data = b"".join(p.decode(LAST_RESORT, "replace").encode() for p in pieces)
        reason = f"not {(stated or name).upper()}; read as Latin-1, so some letters may be wrong"
        yield self._file.problem(reason)

    def _broken(self, error: Exception, place: str) -> Problem:
        reason = f"it is too broken to be read ({type(error).__name__}: {error})"
        return self._file.problem(reason[:200], place, skipped=True)

    def _ill_formed(
        self, found: JsonObject, group: list[Entry] | None, before: int = 0
    ) -> Iterator[Problem]:
        """Yield the first XML error with its position; nothing for later errors."""
        if self._is_reported:
            return
        self._is_reported = True
        error = found.get("bozo_exception")
        line = getattr(error, "getLineNumber", lambda: None)()
        column = getattr(error, "getColumnNumber", lambda: None)()
        place = "the whole file"
        if line and column is not None:
            line -= 1  # the XML declaration added by `_parsed` is line 1
            place = self._place(group, line, column, before) if group else f"line {line:,}"
        message = getattr(error, "getMessage", lambda: str(error))()
        reason = " ".join(str(message).split())[:120] or type(error).__name__
        told = f"not quite a feed ({reason}); what could be read is shown"
        yield self._file.problem(told, place)

    def _place(self, group: list[Entry], line: int, column: int, before: int) -> str:
        """Return the position in the file of a line and column in the document of a group."""
        column -= before if line == 1 else 0
        for entry in group:
            lines = entry.data.count(b"\n")
            if line <= lines + 1 and (line <= lines or column <= len(entry.data)):
                start = self._data.count(b"\n", 0, entry.start) + line
                if line == 1:
                    column += entry.start - self._data.rfind(b"\n", 0, entry.start) - 1
                return f"line {start:,}, column {column + 1:,}"
            line -= lines
            if line == 1:
                column -= len(entry.data) - entry.data.rfind(b"\n") - 1
        return "the whole file"


def _parsed(data: bytes) -> Any:  # noqa: ANN401 - feedparser's own dictionary
    """Return feedparser's result for a feed, or the exception that it raised."""
    import feedparser  # takes 46 ms to import; only feeds need it

    # Give feedparser a stream: it takes bytes or text first for an address or a path.
    stream = io.BytesIO(_DECLARATION + data)
    try:
        return feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # feedparser raises undocumented exceptions on broken markup
        return error
