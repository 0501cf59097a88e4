"""Drawing of a post as a card of the timeline; without other state, so it can be cached."""

from tui_feed.browse.status_lines import metric_words
from tui_feed.feed.build.visibility import AUDIENCES
from tui_feed.feed.index.own_rows import OwnRows
from tui_feed.models import Post
from tui_feed.models.facts import marks_of
from tui_feed.text.dates import Period
from tui_feed.ui.render.canvas import Canvas
from tui_feed.ui.render.colours.own_signs import draw_own, heading_signs
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.posts.post_parts import Limits, draw_body, draw_heading

CARD_LIMITS = Limits(text=12, quote=6, part=2, way="Enter opens")
"""Limits of a card."""


def draw_card(
    post: Post,
    width: int,
    palette: Palette,
    under: Period | None = None,
    own: OwnRows | None = None,
    row: int = 0,
) -> Canvas:
    """Draw `post` for the timeline, `width` cells wide, with long parts folded.

    `under` is the period named by the rule above the card, if there is a rule. `own` has the
    reader's marks, and `row` is the row of the post in them.
    """
    canvas = Canvas(width, palette.glyphs.cut)
    draw_heading(canvas, post, palette, under, heading_signs(own, row, palette) if own else ())
    if post.content_warning:
        warning = f"content warning: {post.content_warning}"
        canvas.wrapped(warning, palette.warning, CARD_LIMITS.part)
        canvas.row(("folded, Enter shows it", palette.dim))
    else:
        draw_body(canvas, post, palette, CARD_LIMITS)
    _draw_facts(canvas, post, palette)
    if own:
        draw_own(canvas, own, row, palette)
    return canvas


def _draw_facts(canvas: Canvas, post: Post, palette: Palette) -> None:
    """Draw counts above zero, edit and audience, on as many lines as they need."""
    facts = metric_words(post, zeros=False)
    if post.edited:
        facts.append("edited")
    facts += marks_of(post, brief=True)
    if audience := AUDIENCES.get(post.visibility or ""):
        facts.append(audience)
    canvas.listed(facts, f" {palette.glyphs.dot} ", palette.dim)
