"""Convert the lines of a post and of its quotes to a `Post`."""

import re
from typing import NamedTuple

from tui_feed.loaders.common.derived_ids import Identities
from tui_feed.loaders.common.entity_fields import entity_fields
from tui_feed.loaders.page_capture.bodies import Body, read_bodies
from tui_feed.loaders.page_capture.heads import Head, is_avatar, read_head, read_quote_head
from tui_feed.loaders.page_capture.platform_notices import is_unavailable
from tui_feed.loaders.page_capture.printed_dates import PrintedDate
from tui_feed.loaders.page_capture.profiles import Header
from tui_feed.loaders.page_capture.sections import Block
from tui_feed.loaders.page_capture.vocabulary import PINNED, is_context, label, reposter
from tui_feed.models import Metrics, Post
from tui_feed.text.dates import Moment, iso
from tui_feed.text.sanitize import clean

DEEPEST_QUOTE = 8
"""Maximum depth of quotes; X prints a single level."""

_LINES_OF_HEAD = 4
_LONGEST_DATE = 12
_FRAGMENT = re.compile(r"us?|user?|user [avatr]+|IM?|IMA|IMAGE?")


class Finding(NamedTuple):
    """Fault of a post."""

    reason: str
    """Reason, and its effect on the post."""
    in_quote: bool = False
    """True for a finding about the quoted post."""


class Reading(NamedTuple):
    """Result of reading a block of lines."""

    post: Post | None
    """Post; None if the block holds none."""
    findings: list[Finding]
    """Faults found."""


class _Part(NamedTuple):
    """Post or quote, read but not yet assembled."""

    head: Head
    body: Body
    when: Moment | None
    id: str


class PostReader:
    """Reader of a capture's posts, in page order."""

    def __init__(self, name: str, year: int | None, header: Header) -> None:
        """Take the name of a capture, its year and the top of its page."""
        self._name = name
        self._year = year
        self._header = header
        self._identities = Identities()

    def begin_page(self) -> None:
        """Begin another page of the file; its posts may be those of the page before."""
        self._identities = Identities()

    def read(self, block: Block, *, is_cut: bool = False, inside_line: bool = False) -> Reading:
        """Read a block; `is_cut`: the capture ends in the block, `inside_line`: within a line."""
        context, lines = list(block.context), block.lines
        labelled = is_avatar(block.first)
        if not labelled and is_context(block.first) and lines and is_avatar(lines[0]):
            context.append(block.first)
            labelled, lines = True, lines[1:]
        head = read_head(lines, 0) if labelled else None
        if head is None:
            return self._headless(block, is_cut=is_cut)
        content = lines[head.end :]
        findings: list[Finding] = []
        if is_cut:
            content, findings = _without_fragments(content, inside_line=inside_line)
            if head.date is None and _is_date_at_most(content, inside_line=inside_line):
                lost = "the capture ends before its first words; the post is left out"
                return Reading(None, [Finding(lost)])
        parts, more = self._parts(head, content)
        findings += more
        if inside_line and parts[0].body.views:
            parts[0].body.views = None
            findings.append(Finding("its last line may be a count that was cut; it is left out"))
        return Reading(self._post(parts, [*context, *head.context], block), findings)

    def _headless(self, block: Block, *, is_cut: bool) -> Reading:
        """Read a block without name and handle: an unavailable post, or nothing."""
        if is_unavailable(block.first):
            post_id = self._identities.of_post(None, None, block.first)
            source = self._source(block)
            return Reading(Post(id=post_id, unavailable=block.first, source=source), [])
        cause = "the capture ends before its" if is_cut else "it has no"
        return Reading(None, [Finding(f"{cause} name and handle; the post is left out")])

    def _parts(self, head: Head, content: list[str]) -> tuple[list[_Part], list[Finding]]:
        """Split a post from its quotes and read each part."""
        heads, pieces, findings = _divide(head, content)
        parts: list[_Part] = []
        for part_head, body in zip(heads, read_bodies(pieces, self._header), strict=True):
            when, doubt = self._date(part_head)
            reasons = [doubt, *body.findings] if doubt else body.findings
            findings += [Finding(reason, in_quote=bool(parts)) for reason in reasons]
            stated = (part_head.author.handle, iso(when), body.statement)
            post_id = (
                self._identities.of_quote(*stated, parts[-1].id)
                if parts
                else self._identities.of_post(*stated)
            )
            parts.append(_Part(part_head, body, when, post_id))
        return parts, findings

    def _date(self, head: Head) -> tuple[Moment | None, str | None]:
        """Return the date of a post, and a doubt about it."""
        if head.date is None:
            seen = f"its date {head.unread_date!r} is not understood" if head.unread_date else ""
            return None, f"{seen or 'no date stands below its handle'}; it is shown without one"
        when = head.date.resolve(self._year)
        if when is None:
            return None, f"{self._why_unknown(head.date)}; it is shown without a date"
        if self._year and int(when.iso[:4]) > self._year:
            return when, f"its date, {head.date.text}, is later than the page, of {self._year}"
        return when, None

    def _why_unknown(self, date: PrintedDate) -> str:
        if date.is_relative:
            return f"{date.text!r} counts back from a moment that the capture does not state"
        if self._year is None:
            return f"the capture does not tell the year of {date.text!r}"
        return f"{self._year} has no {date.text!r}"

    def _post(self, parts: list[_Part], context: list[str], block: Block) -> Post:
        """Assemble a post with its quotes, from the innermost quote outwards."""
        source, quote = self._source(block), None
        for part in reversed(parts[1:]):
            quote = _assembled(part, quote, source)
        outer = parts[0]
        if outer.body.missing:
            stub = self._identities.of_quote(None, None, "", outer.id)
            quote = Post(id=stub, unavailable=outer.body.missing, source=source)
        names = [name for name in map(reposter, context) if name]
        pinned = any(label(line) in PINNED for line in context)
        by = self._handle_of(names[0]) if names else None
        return _assembled(outer, quote, source, pinned, by)

    def _handle_of(self, name: str) -> str:
        """Return the handle of a reposter; the name if the page has no handle for it."""
        owner = self._header.profile
        return owner.handle if owner and owner.handle and owner.name == name else name

    def _source(self, block: Block) -> str:
        return f"{self._name}, post {block.number}"


def _assembled(
    part: _Part,
    quote: Post | None,
    source: str,
    pinned: bool = False,
    reposted_by: str | None = None,
) -> Post:
    body, views = part.body, part.body.views
    text = body.text
    alts = [picture.alt for picture in body.media if picture.alt]
    metrics = Metrics()
    if views:
        metrics = Metrics(views=views.value, approximate=("views",) if views.approximate else ())
    return Post(
        id=part.id,
        author=part.head.author,
        created_at=iso(part.when),
        text=text,
        reply_to=body.reply_to,
        quote=quote,
        reposted_by=reposted_by,
        pinned=pinned,
        content_warning=body.warning,
        media=body.media,
        card=body.card,
        poll=body.poll,
        metrics=metrics,
        source=source,
        **entity_fields(clean(text), alts),
    )


def _divide(head: Head, content: list[str]) -> tuple[list[Head], list[list[str]], list[Finding]]:
    """Split a post's lines at the beginning of each quote."""
    heads, findings = [head], list[Finding]()
    found = [(at, quoted) for at in range(len(content)) if (quoted := read_quote_head(content, at))]
    stops = [*(at for at, _ in found), len(content)]
    pieces = [content[: stops[0]]]
    for (_, quoted), stop in zip(found, stops[1:], strict=True):
        if len(heads) > DEEPEST_QUOTE:
            deep = f"more than {DEEPEST_QUOTE} quotes inside each other; the rest is left out"
            findings.append(Finding(deep))
            break
        heads.append(quoted)
        pieces.append(content[quoted.end : stop])
    return heads, pieces, findings


def _is_date_at_most(content: list[str], *, inside_line: bool) -> bool:
    """Tell whether nothing follows the handle except a possible fragment of the date."""
    return not content or (inside_line and len(content) == 1 and len(content[0]) < _LONGEST_DATE)


def _is_cut_head(content: list[str], at: int, *, inside_line: bool) -> bool:
    """Tell whether the capture ends inside the quote head that begins at line `at`."""
    head = read_quote_head(content, at)
    if head is None:
        return not any(not line.startswith("@") for line in content[at + 2 : at + 3])
    return head.date is None and len(content) - head.end <= inside_line


def _without_fragments(content: list[str], *, inside_line: bool) -> tuple[list[str], list[Finding]]:
    """Remove an incomplete quote head or an incomplete line at the end of a capture."""
    for at in range(max(0, len(content) - _LINES_OF_HEAD), len(content)):
        if is_avatar(content[at]) and _is_cut_head(content, at, inside_line=inside_line):
            return content[:at], [Finding("the capture ends inside its quote; it is left out")]
    if inside_line and len(content) > 1 and _FRAGMENT.fullmatch(content[-1]):
        return content[:-1], [Finding(f"its last line, {content[-1]!r}, was cut and is left out")]
    return content, []
