"""Page of a post: its full text, and every fact, stated or not."""

from collections.abc import Mapping
from typing import get_args

from rich.segment import Segment
from rich.style import Style

from tui_feed.browse.status_lines import metric_words
from tui_feed.feed import Feed
from tui_feed.feed.build.visibility import AUDIENCES
from tui_feed.models import CountName, Post
from tui_feed.models.facts import is_dated_by_id, marks_of
from tui_feed.text.numbers import counted
from tui_feed.ui.render.canvas import Canvas, TargetKind
from tui_feed.ui.render.highlights import marks
from tui_feed.ui.render.palette import Palette
from tui_feed.ui.render.post_parts import (
    NO_PICTURES,
    Limits,
    PictureLines,
    author_pieces,
    draw_body,
)
from tui_feed.ui.render.widths import steady

LABEL = 12
"""Cells of the column with the names of facts."""

_SAID = ("link", "tags", "reply to", "quoted by")

PAGE_LIMITS = Limits(text=None, quote=None, part=None, way="Q goes there")
"""Limits of a page: everything is shown."""


def draw_page(
    post: Post,
    feed: Feed,
    file: str,
    width: int,
    palette: Palette,
    *,
    opened: bool = True,
    pictures: Mapping[str, PictureLines] = NO_PICTURES,
) -> Canvas:
    """Draw the whole of `post`, `width` cells wide, with facts about it from `feed`.

    `file` is the name of the source for posts without a stated source. The text behind a content
    warning is shown only if the reader has `opened` the post. `pictures` are lines of pictures
    read so far, by the names of their files.
    """
    page = Canvas(width, palette.glyphs.cut)
    page.row(*author_pieces(post, palette))
    page.text(post.created_date.in_full if post.created_date else "date not stated", palette.dim)
    for fact in _circumstances(post, palette):
        page.text(fact, palette.dim)
    page.blank()
    if post.content_warning:
        page.text(f"content warning: {post.content_warning}", palette.warning)
        page.blank()
    if post.content_warning and not opened:
        page.row(("Enter shows it", palette.dim))
    else:
        draw_body(page, post, palette, PAGE_LIMITS._replace(pictures=pictures))
    if page.lines[-1]:
        page.blank()
    _draw_metrics(page, post, palette)
    _draw_links(page, post, palette)
    _draw_relations(page, post, feed, palette)
    _draw_versions(page, post, palette)
    for found in feed.disagreements(post.id):
        _draw_fact(page, "disagree", found.words, palette, palette.warning)
    _draw_origin(page, post, feed, file, palette)
    return page


def _circumstances(post: Post, palette: Palette) -> list[str]:
    glyphs = palette.glyphs
    facts = []
    if post.pinned:
        facts.append(f"{glyphs.pin} pinned to the top of the profile")
    if post.reposted_by:
        when = f", {post.reposted_date.in_full}" if post.reposted_date else ""
        facts.append(f"{glyphs.repost} {post.reposted_by} reposted it{when}")
    if post.reply_to:
        names = ", ".join(f"@{handle}" for handle in post.reply_to)
        facts.append(f"{glyphs.reply} replying to {names}")
    elif post.reply_to_id:
        facts.append(f"{glyphs.reply} replying to post {post.reply_to_id}")
    if post.edited:
        facts.append("edited after posting")
    facts += marks_of(post)
    if is_dated_by_id(post):
        facts.append("time from its id")
    if audience := AUDIENCES.get(post.visibility or ""):
        facts.append(f"{'' if audience == 'unlisted' else 'not public: '}{audience}")
    return facts


def _draw_metrics(page: Canvas, post: Post, palette: Palette) -> None:
    for words in metric_words(post):
        count, _, noun = words.partition(" ")
        _draw_fact(page, noun, count, palette)
    absent = [name for name in get_args(CountName) if getattr(post.metrics, name) is None]
    if absent:
        _draw_fact(page, "not stated", ", ".join(absent), palette, palette.dim)


def _draw_links(page: Canvas, post: Post, palette: Palette) -> None:
    for link in post.links:
        if link.url:
            _draw_fact(page, "link", link.url, palette, palette.link, ("link", link.url))
        else:
            _draw_fact(page, "link", f"{link.display} (cut when it was saved)", palette)
    for item in post.media:
        if item.file:
            _draw_fact(page, item.kind, f"{item.file} (in the archive)", palette, palette.dim)
    if post.url:
        _draw_fact(page, "address", post.url, palette, palette.link, ("link", post.url))


def _draw_relations(page: Canvas, post: Post, feed: Feed, palette: Palette) -> None:
    """Draw the tags with their counts, the post replied to, and the quoting posts."""
    dot = f" {palette.glyphs.dot} "
    counts = {tag: feed.tag_count(tag) for tag in post.hashtags}
    tags = [f"#{tag} ({count:,})" if count else f"#{tag}" for tag, count in counts.items()]
    if tags:
        _draw_fact(page, "tags", dot.join(tags), palette)
    answered = feed.row_of(post.reply_to_id) if post.reply_to_id else None
    if answered is not None:
        _draw_related(page, "reply to", feed.post(answered), palette)
    for row in feed.quoted_by(post.id):
        _draw_related(page, "quoted by", feed.post(row), palette)


def _draw_related(page: Canvas, label: str, post: Post, palette: Palette) -> None:
    when = post.created_date.day if post.created_date else None
    who = "".join(text for text, _ in author_pieces(post, palette))
    words = f" {palette.glyphs.dot} ".join(part for part in (who, when) if part)
    _draw_fact(page, label, words, palette, None, ("post", post.id))


def _draw_versions(page: Canvas, post: Post, palette: Palette) -> None:
    """Draw the earlier versions of the post."""
    for version in post.versions:
        when = version.created_date
        said = version.text if when is None else f"{when.in_full}: {version.text}"
        _draw_fact(page, "before", steady(said), palette, palette.dim)


def _draw_origin(page: Canvas, post: Post, feed: Feed, file: str, palette: Palette) -> None:
    """Draw the number of sanitised characters, the app, and the file of the post."""
    if post.hidden:
        signs = counted(post.hidden, "characters")
        _draw_fact(page, "safety", f"{signs} of the text made harmless", palette)
    if post.client:
        _draw_fact(page, "client", post.client, palette, palette.dim)
    row = feed.row_of(post.id)
    archive = f"{feed.sources[feed.source_of(row)]}: " if row is not None and _several(feed) else ""
    _draw_fact(page, "from", archive + (post.source or file), palette, palette.dim)
    stated = not post.id.startswith("~")
    _draw_fact(page, "id", post.id if stated else f"{post.id} (derived)", palette, palette.dim)


def _several(feed: Feed) -> bool:
    return len(feed.sources) > 1


def _draw_fact(
    page: Canvas,
    label: str,
    words: str,
    palette: Palette,
    style: Style | None = None,
    target: tuple[TargetKind, str] | None = None,
) -> None:
    """Draw the name of a fact and its text in two columns."""
    inner = Canvas(page.width - LABEL)
    words = steady(words)
    inner.text(words, style or palette.text, marks(words, palette) if label in _SAID else ())
    top = len(page.lines)
    for number, line in enumerate(inner.lines):
        lead = label if number == 0 else ""
        page.lines.append([Segment(lead.ljust(LABEL), palette.dim), *line])
    if target:
        page.target(*target, range(top, len(page.lines)), words)
