"""Feeds: RSS 0.9 to 2.0, Atom (RFC 4287) and JSON Feed 1.1, with Media RSS and Dublin Core.

What XML feeds mean is feedparser's business; what may reach it is ours: no entity declarations, no
deep nesting, bytes only, so that nothing is ever fetched.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from tui_feed.loaders.feeds.entries import Entries
from tui_feed.loaders.feeds.json_feed import read_json
from tui_feed.loaders.feeds.safety import safe_bytes
from tui_feed.loaders.fields import Json, name_of, part, parts, words
from tui_feed.loaders.file import File
from tui_feed.loaders.html_text import html_text
from tui_feed.loaders.json_text import JsonError, parse_json, pretty
from tui_feed.model import Post, Problem, Profile, Record
from tui_feed.record import RecordError

_OPENING = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*+"
    r"<(?:\w+:)?(?:rss|feed|rdf)\b",
    re.IGNORECASE | re.DOTALL,
)
_ITEM = re.compile(
    r"<(?:\w+:)?(item|entry)\b(?:(?!</?(?:\w+:)?\1\b).)*+</(?:\w+:)?\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org/', re.IGNORECASE)
_ACCOUNT = re.compile(r"https?://(?P<host>[^/\s]+)/@(?P<user>\w+)/?$", re.ASCII)
_NITTER = re.compile(r"(?P<name>.+) / @(?P<handle>\w+)$", re.ASCII | re.DOTALL)


def sniff(file: File) -> bool:
    """Tell by the first element, or by the version of JSON Feed."""
    head = file.head_text().lstrip("\ufeff \t\r\n")
    if head.startswith("{"):
        return bool(_JSON_FEED.search(head[:4096]))
    return bool(_OPENING.match(head))


def read(file: File) -> Iterator[Record]:
    """Yield the channel as an account, and its entries in their order."""
    if file.head_text().lstrip("\ufeff \t\r\n").startswith("{"):
        yield from read_json(file)
    else:
        yield from _read_xml(file)


def raw(file: File, post_id: str) -> str | None:
    """Return the XML of an entry, or its JSON."""
    text, _ = file.text()
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        try:
            found = parts(parse_json(text), "items")
        except JsonError:
            return None
        return next((pretty(item) for item in found if name_of(item, "id") == post_id), None)
    posts = [record for record in _read_xml(file) if isinstance(record, Post)]
    entries = [entry[0] for entry in _ITEM.finditer(text)]
    number = next((n for n, post in enumerate(posts) if post.id == post_id), None)
    aligned = number is not None and len(entries) == len(posts)
    return entries[number] if aligned and number is not None else None


def _read_xml(file: File) -> Iterator[Record]:
    data, problems = safe_bytes(file)
    yield from problems
    if data is None:
        return
    found = _parsed(data)
    if isinstance(found, Exception):
        reason = f"it is too broken to be read ({type(found).__name__}: {found})"
        yield file.problem(reason[:200], skipped=True)
        return
    if found.get("bozo"):
        yield _ill_formed(file, found.get("bozo_exception"))
    channel = dict(found.get("feed") or {})
    try:
        profile = _profile(channel, file)
    except RecordError:
        profile = None
    if profile:
        yield profile
    entries = found.get("entries") or []
    if not entries:
        yield file.problem("the feed has no entries")
    reader = Entries(file, profile, channel, words(found, "version") or "")
    for number, entry in enumerate(entries, 1):
        yield reader.read(entry, f"entry {number:,}")


def _parsed(data: bytes) -> Any:  # noqa: ANN401 - feedparser's own dictionary
    """Return what feedparser makes of a feed, or what it raised."""
    import feedparser  # 46 ms that only feeds have to wait for

    try:
        # A stream, not bytes: feedparser takes what it is given for an address or a path first.
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=True)
    except Exception as error:  # on broken markup it stumbles in many ways, none documented
        return error


def _ill_formed(file: File, error: object) -> Problem:
    line = getattr(error, "getLineNumber", lambda: None)()
    column = getattr(error, "getColumnNumber", lambda: None)()
    place = f"line {line}, column {column}" if line else "the whole file"
    message = getattr(error, "getMessage", lambda: str(error))()
    reason = " ".join(str(message).split())[:120] or type(error).__name__
    return file.problem(f"not quite a feed ({reason}); what could be read is shown", place)


def _profile(channel: Json, file: File) -> Profile | None:
    title, link = words(channel, "title"), words(channel, "link")
    if not title and not link:
        return None
    named = _NITTER.fullmatch(title or "")
    account = _ACCOUNT.fullmatch(link or "")
    handle = named["handle"] if named else None
    if account:
        handle = f"{account['user']}@{account['host']}"
    bio = words(channel, "subtitle") or words(channel, "description")
    return Profile(
        name=named["name"] if named else html_text(title or "").text or None,
        handle=handle,
        bio=html_text(bio).text or None if bio else None,
        website=link,
        avatar=words(part(channel, "image"), "href") or words(channel, "icon"),
        source=file.name,
    )
