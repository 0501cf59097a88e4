"""Parts of a post as lines, shared by the card in the timeline and the page beside it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from tui_feed.feed.build.visibility import AUDIENCES, NOT_PUBLIC, WITHHELD
from tui_feed.models import Author, LinkCard, Post
from tui_feed.models.facts import undescribed
from tui_feed.text.dates import Moment, Period
from tui_feed.text.entities import find_entities
from tui_feed.text.numbers import counted
from tui_feed.ui.render.canvas import Canvas, Span, fit_end, width_of
from tui_feed.ui.render.colours.highlights import marked, marks, overlaid
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.posts.poll import draw_poll
from tui_feed.ui.render.widths import steady

QUOTE_DEPTH = 3
"""Depth of nested quotes drawn; deeper quotes are only counted."""

MOST_STATED_LINKS = 50
"""Most stated links and people searched for in the text of a post."""
LONGEST_AROUND = 100
"""Most characters on either side of a link, in the same word."""
LONGEST_PAGE = 100_000
"""Characters of a text drawn on a page; layout of the slowest scripts takes a third of a second."""
LONGEST_FOLDED = 5_000
"""Characters of a text wrapped if only its first lines are shown."""


PictureLines = list[list[Segment]]
"""Lines of a drawn picture."""
NO_PICTURES: Mapping[str, PictureLines] = {}
"""No drawn pictures."""
ROOM_FOR_CLOCK = 56
"""Least cells of a line for a time beside a whole date."""


class Limits(NamedTuple):
    """Numbers of lines shown of each part; None shows all."""

    text: int | None
    """Lines of the post's own text."""
    quote: int | None
    """Lines of a quoted text."""
    part: int | None
    """Lines of a picture's description, and of a link card's title and summary."""
    way: str
    """Hint about the key for quotes beyond `QUOTE_DEPTH`."""
    pictures: Mapping[str, PictureLines] = NO_PICTURES
    """Lines of pictures read so far, by the names of their files."""


def draw_body(canvas: Canvas, post: Post, palette: Palette, limits: Limits, depth: int = 0) -> None:
    """Draw text, pictures, quote, link card and poll of a post."""
    draw_text(canvas, post, palette, limits.text)
    draw_media(canvas, post, palette, limits)
    if post.quote:
        draw_quote(canvas, post, post.quote, palette, limits, depth + 1)
    if post.card:
        draw_link_card(canvas, post.card, palette, limits.part)
    if post.poll:
        draw_poll(canvas, post.poll, palette)


def spans_of(text: str, post: Post, palette: Palette) -> list[Span]:
    """Return the spans of tags, people and links in the (steady) text of a post, in order."""
    urls = _addresses_by_words(post)
    spans = list(_people(text, post, palette))
    for entity in find_entities(text):
        kind, start, end, value = entity.kind, entity.start, entity.end, entity.text
        if any(span.start < end and start < span.end for span in spans):
            continue
        if kind == "link":
            spans.append(_link_span(text, start, end, _next(urls, value), palette))
        elif kind == "mention":
            spans.append(Span(start, end, palette.person, "mention", value))
        else:
            spans.append(Span(start, end, palette.tag, "tag", text[start:end]))
    stated = [(display, left) for display, left in urls.items() if left.is_new]
    for display, left in islice(stated, MOST_STATED_LINKS):  # known to the archive only
        start = text.find(display)
        end = start + len(display)
        if start >= 0 and not any(s.start < end and start < s.end for s in spans):
            spans.append(_link_span(text, start, end, left.urls[0], palette))
    return sorted(spans, key=attrgetter("start"))


@dataclass
class _LinkAddresses:
    """Addresses of links with the same text, in the order of the post."""

    urls: list[str | None]
    is_new: bool = True


def _addresses_by_words(post: Post) -> dict[str, _LinkAddresses]:
    found: dict[str, _LinkAddresses] = {}
    for link in post.links:
        found.setdefault(steady(link.display), _LinkAddresses([])).urls.append(link.url)
    return found


def _next(urls: dict[str, _LinkAddresses], words: str) -> str | None:
    """Return the next address for the text of a link; the last address serves all later links."""
    left = urls.get(words)
    if left is None:
        return None
    left.is_new = False
    return left.urls.pop(0) if len(left.urls) > 1 else left.urls[0]


def _people(text: str, post: Post, palette: Palette) -> Iterator[Span]:
    """Yield spans of people with a server in their handles; a text may leave it out: `@bo`."""
    for name in islice(post.mentions, MOST_STATED_LINKS):
        user, mark, _ = name.partition("@")
        if mark or "." in name:
            shown = rf"@{re.escape(name)}(?!\w)" + (
                rf"|@{re.escape(user)}(?![\w@])" if mark else ""
            )
            for found in islice(re.finditer(shown, text), MOST_STATED_LINKS):
                yield Span(*found.span(), palette.person, "mention", name)


def _link_span(text: str, start: int, end: int, url: str | None, palette: Palette) -> Span:
    """Return the span of a link, with the visible word around it as its whole."""
    if not url:
        return Span(start, end, palette.cut)
    before = len(text[max(0, start - LONGEST_AROUND) : start].rpartition(" ")[2].split("\n")[-1])
    after = len(re.split(r"\s", text[end : end + LONGEST_AROUND], maxsplit=1)[0])
    return Span(start, end, palette.link, "link", url, (start - before, end + after))


def draw_heading(
    canvas: Canvas,
    post: Post,
    palette: Palette,
    under: Period | None = None,
    signs: Sequence[tuple[str, Style]] = (),
) -> None:
    """Draw the reposter, the author with the date, and the accounts replied to.

    Of dates in the period that the card stands `under`, only the time is drawn. `signs` stand
    before the author.
    """
    glyphs = palette.glyphs
    if post.pinned:
        canvas.row((f"{glyphs.pin} pinned", palette.dim))
    if post.reposted_by:
        when = _when(post.reposted_date, under, canvas.width)
        words = f"{glyphs.repost} {post.reposted_by} reposted"
        canvas.row((f"{words} {glyphs.dot} {when}" if when else words, palette.dim))
    date = _when(post.created_date, under, canvas.width)
    canvas.spread([*signs, *author_pieces(post, palette)], (date, palette.dim))
    if post.reply_to:
        draw_reply(canvas, post, palette)


def _when(date: Moment | None, under: Period | None, room: int) -> str:
    """Return the date and, if there is room, the time; only the time in the period `under`."""
    if date is None:
        return ""
    if date.period == under:
        return date.clock
    return f"{date.day} {date.clock}".rstrip() if room >= ROOM_FOR_CLOCK else date.day


def draw_reply(canvas: Canvas, post: Post, palette: Palette) -> None:
    """Draw the accounts replied to."""
    names = " ".join(f"@{handle}" for handle in post.reply_to)
    lead = (f"{palette.glyphs.reply} replying to ", palette.dim)
    canvas.row(lead, *marked(names, palette.person, palette))


def author_pieces(
    post: Post, palette: Palette, known: Author | None = None
) -> list[tuple[str, Style]]:
    """Return the author's name and handle, or a text for an unknown author.

    An author `known` from the lines above has no handle, and a calm name.
    """
    author = post.author
    if author.name and author == known:
        return marked(author.name, palette.text, palette)
    if not author.name and not author.handle:
        words = "author not shown" if post.unavailable == WITHHELD else "author not stated"
        return [(words, palette.dim)]
    handle = f"@{author.handle}" if author.handle else ""
    rest = f" {handle}" if author.name else ""
    return [
        *marked(author.name or handle, palette.name, palette),
        *marked(rest, palette.dim, palette),
    ]


def draw_text(canvas: Canvas, post: Post, palette: Palette, limit: int | None) -> None:
    """Draw the text, or the reason for a missing text."""
    if post.unavailable:
        canvas.wrapped(post.unavailable, palette.warning, limit)
    if not post.text:
        return
    longest = LONGEST_PAGE if limit is None else LONGEST_FOLDED
    text = steady(post.text[:longest])
    more = canvas.text(
        text, palette.text, overlaid(spans_of(text, post, palette), text, palette), limit=limit
    )
    left = max(0, len(post.text) - longest)
    if more:
        least = "more than " if left else ""
        canvas.text(f"{least}{counted(more, 'more lines')}, Enter opens", palette.dim)
    elif left:
        canvas.text(f"{left:,} more characters are not drawn; --format text has all", palette.dim)


def draw_media(canvas: Canvas, post: Post, palette: Palette, limits: Limits) -> None:
    """Draw the description of each picture, and the picture itself where it has been read."""
    for item in post.media:
        sign = palette.glyphs.picture if item.kind == "photo" else palette.glyphs.moving
        kind = "" if item.kind == "photo" else item.kind
        length = "" if item.duration is None else _clock(item.duration)
        label = " ".join(part for part in (kind, length) if part)
        alt = item.alt or (undescribed(post) if kind else f"picture {undescribed(post)}")
        inner = Canvas(canvas.width - cell_len(sign) - 1, canvas.cut)
        words = steady(f"{label}: {alt}" if label else alt)
        inner.wrapped(words, palette.dim, limits.part, marks(words, palette) if item.alt else ())
        for number, line in enumerate(inner.lines):
            lead = f"{sign} " if number == 0 else " " * (cell_len(sign) + 1)
            canvas.lines.append([Segment(lead, palette.dim), *line])
        picture = limits.pictures.get(item.file or "", [])
        if picture and width_of(picture[0]) <= canvas.width - 2:  # else the page is resized now
            top = len(canvas.lines)
            canvas.lines += [[Segment("  ", palette.dim), *line] for line in picture]
            canvas.target("picture", item.file or "", range(top, len(canvas.lines)))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def draw_link_card(canvas: Canvas, card: LinkCard, palette: Palette, limit: int | None) -> None:
    """Draw the preview of a linked page; with a known address, a click opens it."""
    inner = Canvas(canvas.width - 2, canvas.cut)
    shown = []
    if card.title:
        title = steady(card.title)
        shown.append(inner.wrapped(title, palette.name, limit, marks(title, palette)))
    if card.description:
        description = steady(card.description)
        shown.append(inner.wrapped(description, palette.dim, limit, marks(description, palette)))
    if card.domain:
        shown.append(card.domain)
        domain = fit_end(steady(card.domain), inner.width)
        inner.row(*marked(domain, palette.link if card.url else palette.dim, palette))
    if card.url and inner.lines:
        inner.target("link", card.url, range(len(inner.lines)), "\n".join(shown))
    canvas.inset(inner, [Segment(f"{palette.glyphs.card} ", palette.frame)])


def draw_quote(
    canvas: Canvas, post: Post, quote: Post, palette: Palette, limits: Limits, depth: int
) -> None:
    """Draw the quote of a post in a frame, with its own quote nested inside."""
    if depth > QUOTE_DEPTH:
        canvas.text(f"{_chain(quote)} more quoted inside, {limits.way}", palette.dim)
        return
    glyphs = palette.glyphs
    inner = Canvas(canvas.width - 4, canvas.cut)
    if quote.visibility in NOT_PUBLIC:
        inner.row((AUDIENCES[quote.visibility], palette.dim))
    if quote.reply_to:
        draw_reply(inner, quote, palette)
    if quote.content_warning and limits.quote is not None:
        inner.wrapped(f"content warning: {quote.content_warning}", palette.warning, limits.part)
    else:
        draw_body(inner, quote, palette, limits._replace(text=limits.quote), depth)
    top = len(canvas.lines)
    canvas.lines.append(_upper_edge(post, quote, palette, canvas.width))
    side = Segment(f" {glyphs.side}", palette.frame)
    canvas.inset(inner, [Segment(f"{glyphs.side} ", palette.frame)], side)
    bottom = glyphs.corners[2] + glyphs.across * (canvas.width - 2) + glyphs.corners[3]
    canvas.row((bottom, palette.frame))
    canvas.target("post", quote.id, range(top, len(canvas.lines)))


def _upper_edge(post: Post, quote: Post, palette: Palette, width: int) -> list[Segment]:
    """Draw the upper edge of a frame, with the quoted author and date in it."""
    glyphs = palette.glyphs
    date = _date_near(quote.created_date, post.created_date)
    date = f" {glyphs.dot} {date}" if date else ""
    heading = Canvas(width - 6 - cell_len(date), glyphs.cut)
    heading.row(*author_pieces(quote, palette, post.author))
    line = [*heading.lines[0], Segment(date, palette.dim)]
    room = width - 4 - width_of(line)
    return [
        Segment(f"{glyphs.corners[0]} ", palette.frame),
        *line,
        Segment(f" {glyphs.across * room}{glyphs.corners[1]}", palette.frame),
    ]


def _date_near(date: Moment | None, other: Moment | None) -> str:
    """Return a date, without its year in the year of another date."""
    if date is None:
        return ""
    is_near = other is not None and date.precision != "year" and date.shown.year == other.shown.year
    return date.day.rpartition(" ")[0] if is_near else date.day


def _chain(quote: Post | None) -> int:
    """Count the posts in a chain of quotes."""
    length = 0
    while quote:
        length, quote = length + 1, quote.quote
    return length
