"""Read the parts of a post below its head: text, reply line, media, card, poll, notices."""

import re
from dataclasses import dataclass, field

from tui_feed.loaders.page_capture.attachments import (
    has_strange_count,
    take_card,
    take_poll,
    take_views,
)
from tui_feed.loaders.page_capture.pictures import is_picture, take_media
from tui_feed.loaders.page_capture.platform_notices import is_sensitive, is_unavailable
from tui_feed.loaders.page_capture.profiles import Header
from tui_feed.loaders.page_capture.vocabulary import SHOW_MORE, buttons_of, label, replied_to
from tui_feed.models import LinkCard, Media, Poll
from tui_feed.text.numbers import PrintedCount

_BUTTON = re.compile(r"\s*(?:Learn more|Change settings)$")
_NAMED = re.compile(r"(?:\S+ ){1,4}@\w{1,20}|@\w{1,20}(?: \S+){1,4}")
_LONGEST_ANSWER = 60
_CUT_TEXT = "the page shows only the beginning of its text (Show more)"
_UNNAMED = "it replies to more accounts than the page names"


@dataclass(slots=True)
class Body:
    """Parts found in the lines of a post or of a quote."""

    lines: list[str]
    """Lines of the text."""
    reply_to: tuple[str, ...] = ()
    """Handles of the accounts replied to."""
    media: tuple[Media, ...] = ()
    """Pictures."""
    warning: str | None = None
    """Content warning on the page."""
    card: LinkCard | None = None
    """Link card."""
    poll: Poll | None = None
    """Poll."""
    views: PrintedCount | None = None
    """Number of views."""
    missing: str | None = None
    """Reason why the quoted post is not shown; None if no quoted post is missing."""
    findings: list[str] = field(default_factory=list)
    """Notices."""

    @property
    def text(self) -> str:
        """Text as captured."""
        return "\n".join(self.lines)

    @property
    def statement(self) -> str:
        """Text for a derived id: the post's text, or else its picture descriptions."""
        return self.text or "\n".join(picture.alt or "" for picture in self.media)


def read_bodies(parts: list[list[str]], header: Header) -> list[Body]:
    """Read the lines of a post and of its quotes, in page order.

    X shows neither views nor a link card inside a quote, so these belong to the outer post.
    """
    language = header.language
    bodies = [_body_of(lines, header) for lines in parts]
    outer, last = bodies[0], bodies[-1]
    last.lines, outer.views = take_views(last.lines, language)
    if outer.views is None and header.is_foreign and has_strange_count(last.lines):
        strange = last.lines.pop()
        outer.findings.append(f"its last line, {strange!r}, may be a count; it is left out")
    last.lines, outer.card = take_card(last.lines, below_quote=last is not outer)
    if last is outer and len(outer.lines) > 1 and is_unavailable(outer.lines[-1]):
        outer.missing = _BUTTON.sub("", outer.lines.pop())
    for body in bodies:
        body.lines, body.poll = take_poll(body.lines, language)
        body.lines, body.media = take_media(body.lines)
    return bodies


def _body_of(lines: list[str], header: Header) -> Body:
    """Remove the reply line and the page's own lines from the lines of a post.

    The first line of a post is always text, never a button.
    """
    lines, reply_to, others = _take_reply(lines)
    body = Body([], reply_to, findings=[_UNNAMED] if others else [])
    if header.is_foreign and not reply_to and _may_be_reply_line(lines):
        strange, *lines = lines
        body.findings.append(f"its line {strange!r} may say whom it answers; it is left out")
    buttons = buttons_of(header.language)
    for line in lines:
        word = label(line) if body.lines or body.warning else ""
        if word in SHOW_MORE:
            body.findings.append(_CUT_TEXT)
        elif word in buttons:
            pass
        elif is_sensitive(line):
            notice = _BUTTON.sub("", line)
            body.warning = f"{body.warning} {notice}" if body.warning else notice
        else:
            body.lines.append(line)
    return body


def _may_be_reply_line(lines: list[str]) -> bool:
    """Tell whether the first line is short and has a handle, with another line of text below."""
    few = len(lines) > 1 and len(lines[0]) <= _LONGEST_ANSWER and not is_picture(lines[1])
    return few and _NAMED.fullmatch(lines[0]) is not None


def _take_reply(lines: list[str]) -> tuple[list[str], tuple[str, ...], bool]:
    """Remove `Replying to …` from the top; its handles may be on the following lines."""
    found, end = None, 0
    while end < len(lines) and (longer := replied_to(" ".join(lines[: end + 1]))):
        found, end = longer, end + 1
    if not found or not found[0]:
        return lines, (), False
    return lines[end:], *found
