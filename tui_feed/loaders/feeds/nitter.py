"""Read entries of Nitter: their HTML holds quotes, polls and previews after `<hr>` rules.

Format: Nitter's template of its feeds (`rss.nimf`) since November 2025: text, pictures, then a
link, an article or a poll, then a community note, then the quoted post.
"""

import re
from typing import NamedTuple

from tui_feed.loaders.common.fields import host_of
from tui_feed.loaders.common.html_text import HtmlText, html_text
from tui_feed.loaders.common.html_tokens import plain
from tui_feed.loaders.feeds.contents import Contents, Quoted
from tui_feed.models import Author, LinkCard, Media, Poll, PollOption
from tui_feed.text.numbers import parse_count

PLACEHOLDERS = ("Image", "Video", "Gif", "Media")
"""Titles of entries without words."""

_STATUS = re.compile(r"https?://[^/\s]+/(?P<handle>\w{1,20})/status/(?P<id>\d+)", re.ASCII)
_QUOTE = re.compile(r"<hr\s*/?>\s*<blockquote>")
_SIGNED = re.compile(r"\s*<b>(?P<name>[^<]{0,200}?)\(@(?P<handle>\w+)\)</b>", re.ASCII)
_FOOTER = "<footer>"
_HREF = re.compile(r'href="([^"]*)"')
_POLL = re.compile(r"<hr\s*/?>\s*<b>Poll</b>\s*<p>")
_SHARE = re.compile(r"(?P<share>\d{1,3}(?:\.\d+)?)% — (?P<label>.*)")
_VOTES = re.compile(r"(?P<count>[\d,.]+) votes?(?: • (?P<state>.*))?")
_CARD = re.compile(
    r"<hr\s*/?>\s*<b>(?:Link|Article)</b>\s*<br\s*/?>\s*<a href=\"(?P<url>[^\"<>]*)\">"
)
_ABOUT = re.compile(r"\s*<p>")
_SMALL = re.compile(r"\s*<small>")
_NOTE = re.compile(r"<p><b>Community note:</b>")
_VIDEO = re.compile(r"<a href=\"(?P<url>[^\"<>]*)\">\s*<br\s*/?>Video<br\s*/?>")
_MOST_VIDEOS = 16
_DEEPEST = 8


def is_of_nitter(link: str | None) -> bool:
    """Tell whether a link is an address of Nitter."""
    return link is not None and ("nitter" in link or link.endswith("#m"))


def status_at(link: str | None) -> tuple[str, str] | None:
    """Return id and handle of the post at an address."""
    found = _STATUS.match(link or "")
    return (found["id"], found["handle"]) if found else None


class _Piece(NamedTuple):
    """Element cut out of HTML."""

    opening: re.Match[str]
    inside: str
    rest: str
    """HTML without the element."""
    at: int
    """Offset in `rest` where the element stood."""


def _cut(html: str, opening: re.Pattern[str], closing: str) -> _Piece | None:
    """Cut out the first element that begins with `opening`; None if it has no end."""
    found = opening.search(html)
    end = html.find(closing, found.end()) if found else -1
    if found is None or end < 0:
        return None
    rest = html[: found.start()] + html[end + len(closing) :]
    return _Piece(found, html[found.end() : end], rest, found.start())


def nitter_contents(html: str, depth: int = 0) -> Contents:
    """Return the parts of an entry of Nitter."""
    quote: Quoted | None = None
    if found := _QUOTE.search(html):
        quote = _quoted(html[found.end() :], depth)
        html = html[: found.start()]
    html, card = _take_card(html)
    html, poll = _take_poll(html)
    html, videos = _take_videos(html)
    note = _cut(html, _NOTE, "</p>")
    said = html_text(note.rest if note else html)
    if not quote:
        said, quote = _linked_quote(said)
    doubt = None
    if note:
        doubt = f"a note of the community stands below it: {html_text(note.inside).text}"
    return Contents(said=said, media=videos, quote=quote, poll=poll, card=card, doubt=doubt)


def _quoted(html: str, depth: int) -> Quoted | None:
    """Return the quoted post that begins here; text after its end belongs to no post."""
    inside, _, _ = html.rpartition("</blockquote>")
    body, _, footer = (inside or html).rpartition(_FOOTER)
    signed = _SIGNED.match(body)
    author = Author()
    if signed:
        author = Author(
            name=html_text(signed["name"]).text.strip() or None, handle=signed["handle"]
        )
    link = _HREF.search(footer)
    url = plain(link[1]) if link else None
    status = status_at(url)
    if depth >= _DEEPEST:
        return Quoted(author=author, id=status[0] if status else None, url=url)
    contents = nitter_contents(body[signed.end() if signed else 0 :], depth + 1)
    return Quoted(author=author, id=status[0] if status else None, url=url, contents=contents)


def _take_videos(html: str) -> tuple[str, tuple[Media, ...]]:
    videos = list[Media]()
    while len(videos) < _MOST_VIDEOS and (piece := _cut(html, _VIDEO, "</a>")):
        html = piece.rest
        videos.append(Media(kind="video", url=plain(piece.opening["url"])))
    return html, tuple(videos)


def _take_poll(html: str) -> tuple[str, Poll | None]:
    piece = _cut(html, _POLL, "</p>")
    if not piece:
        return html, None
    options: list[PollOption] = []
    total, closed = None, None
    for line in html_text(piece.inside).text.split("\n"):
        if share := _SHARE.fullmatch(line.strip()):
            percent = min(100.0, float(share["share"]))
            options.append(PollOption(label=share["label"], percent=percent))
        elif votes := _VOTES.fullmatch(line.strip()):
            count = parse_count(votes["count"])
            total = count.value if count else None
            closed = "final" in votes["state"].lower() if votes["state"] else None
    return piece.rest, Poll(options=tuple(options), total_votes=total, closed=closed)


def _take_card(html: str) -> tuple[str, LinkCard | None]:
    piece = _cut(html, _CARD, "</a>")
    if not piece:
        return html, None
    before, below, about = piece.rest[: piece.at], piece.rest[piece.at :], ""
    if _ABOUT.match(below) and (words := _cut(below, _ABOUT, "</p>")):
        below, about = words.rest, words.inside
    if _SMALL.match(below) and (link := _cut(below, _SMALL, "</small>")):
        below = link.rest
    url = plain(piece.opening["url"])
    title, description = html_text(piece.inside).text, html_text(about).text
    card = LinkCard(
        title=title or None, description=description or None, domain=host_of(url), url=url
    )
    return before + below, card


def _linked_quote(said: HtmlText) -> tuple[HtmlText, Quoted | None]:
    """Return a post quoted by its address at the end of the text: Nitter's form before 2025."""
    link = said.links[-1] if said.links else None
    status = status_at(link.url) if link else None
    if link is None or not status or not (link.url or "").endswith(f"{link.display}"):
        return said, None
    if not link.display.endswith("#m") or not said.text.endswith(link.display):
        return said, None
    text = said.text.removesuffix(link.display).rstrip()
    quote = Quoted(author=Author(handle=status[1]), id=status[0], url=link.url)
    return said._replace(text=text, links=said.links[:-1]), quote
