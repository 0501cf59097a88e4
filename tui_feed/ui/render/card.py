"""Drawing of a post as a card of the timeline; without other state, so it can be cached."""

from rich.style import Style

from tui_feed.browse.status_lines import metric_words
from tui_feed.feed.build.visibility import AUDIENCES
from tui_feed.models import Post
from tui_feed.models.facts import marks_of
from tui_feed.ui.render.canvas import Canvas
from tui_feed.ui.render.palette import Palette
from tui_feed.ui.render.post_parts import Limits, draw_body, draw_heading
from tui_feed.ui.render.widths import cells

CARD_LIMITS = Limits(text=12, quote=6, part=2, way="Enter opens")
"""Limits of a card."""


def draw_card(
    post: Post, width: int, palette: Palette, label: tuple[str, Style] | None = None
) -> Canvas:
    """Draw `post` for the timeline, `width` cells wide, with long parts folded.

    `label` is the name of its source, with a style, if several sources are open.
    """
    canvas = Canvas(width, palette.glyphs.cut)
    draw_heading(canvas, post, palette)
    if post.content_warning:
        warning = f"content warning: {post.content_warning}"
        canvas.wrapped(warning, palette.warning, CARD_LIMITS.part)
        canvas.row(("folded, Enter shows it", palette.dim))
    else:
        draw_body(canvas, post, palette, CARD_LIMITS)
    _draw_facts(canvas, post, palette, label)
    return canvas


def _draw_facts(
    canvas: Canvas, post: Post, palette: Palette, label: tuple[str, Style] | None
) -> None:
    """Draw counts, edit, audience and source as a single line, or as two if it is too long."""
    facts = metric_words(post)
    if post.edited:
        facts.append("edited")
    facts += marks_of(post, brief=True)
    if audience := AUDIENCES.get(post.visibility or ""):
        facts.append(audience)
    dot = f" {palette.glyphs.dot} "
    words = dot.join(facts)
    sign = f"{palette.glyphs.source} {label[0]}" if label else ""
    if label and words and cells(words + dot + sign) <= canvas.width:
        canvas.row((words + dot, palette.dim), (sign, label[1]))
        return
    if words:
        canvas.row((words, palette.dim))
    if label:
        canvas.row((sign, label[1]))
