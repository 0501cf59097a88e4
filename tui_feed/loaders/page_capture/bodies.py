"""What a post says below its head: its text, and everything between and below its lines."""

import re
from dataclasses import dataclass, field

from tui_feed.loaders.page_capture.attachments import take_card, take_poll, take_views
from tui_feed.loaders.page_capture.pictures import take_media
from tui_feed.loaders.page_capture.platform_notices import is_sensitive, is_unavailable
from tui_feed.loaders.page_capture.vocabulary import CHROME, SHOW_MORE, label, replied_to
from tui_feed.models import LinkCard, Media, Poll
from tui_feed.text.numbers import PrintedCount

_BUTTON = re.compile(r"\s*(?:Learn more|Change settings)$")
_CUT_TEXT = "the page shows only the beginning of its text (Show more)"
_UNNAMED = "it replies to more accounts than the page names"


@dataclass(slots=True)
class Body:
    """The parts of a post, or of a quote, that its lines hold."""

    lines: list[str]
    """What is left for the text."""
    reply_to: tuple[str, ...] = ()
    """Handles that it replies to."""
    media: tuple[Media, ...] = ()
    """Its pictures."""
    warning: str | None = None
    """What the page warns of."""
    card: LinkCard | None = None
    """Its link card."""
    poll: Poll | None = None
    """Its poll."""
    views: PrintedCount | None = None
    """How often it was seen."""
    missing: str | None = None
    """Why the post that it quotes is not shown."""
    findings: list[str] = field(default_factory=list)
    """What was not as it should be."""

    @property
    def text(self) -> str:
        """What it says, as it was captured."""
        return "\n".join(self.lines)

    @property
    def statement(self) -> str:
        """What sets it apart from other posts: its text, without one what its pictures show."""
        return self.text or "\n".join(picture.alt or "" for picture in self.media)


def read_bodies(parts: list[list[str]]) -> list[Body]:
    """Read the lines of a post and those of its quotes, in their order.

    Views, and the card below a quote, are the outer post's: X shows neither inside a quote.
    """
    bodies = [_opened(lines) for lines in parts]
    outer, last = bodies[0], bodies[-1]
    last.lines, outer.views = take_views(last.lines)
    last.lines, outer.card = take_card(last.lines, below_quote=last is not outer)
    if last is outer and len(outer.lines) > 1 and is_unavailable(outer.lines[-1]):
        outer.missing = _BUTTON.sub("", outer.lines.pop())
    for body in bodies:
        body.lines, body.poll = take_poll(body.lines)
        body.lines, body.media = take_media(body.lines)
    return bodies


def _opened(lines: list[str]) -> Body:
    """Take off the reply line and what the page puts between the lines of any post.

    The first line is never a button: it is what the post says.
    """
    lines, reply_to, others = _take_reply(lines)
    body = Body([], reply_to, findings=[_UNNAMED] if others else [])
    for line in lines:
        word = label(line) if body.lines or body.warning else ""
        if word in SHOW_MORE:
            body.findings.append(_CUT_TEXT)
        elif word in CHROME:
            pass
        elif is_sensitive(line):
            notice = _BUTTON.sub("", line)
            body.warning = f"{body.warning} {notice}" if body.warning else notice
        else:
            body.lines.append(line)
    return body


def _take_reply(lines: list[str]) -> tuple[list[str], tuple[str, ...], bool]:
    """Take `Replying to …` off the top; its handles may stand on lines of their own."""
    found, end = None, 0
    while end < len(lines) and (longer := replied_to(" ".join(lines[: end + 1]))):
        found, end = longer, end + 1
    if not found or not found[0]:
        return lines, (), False
    return lines[end:], *found
