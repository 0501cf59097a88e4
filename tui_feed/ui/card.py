"""A post as a card of the timeline: pure, so that what is drawn can be cached by id and width."""

from tui_feed.model import Post
from tui_feed.ui.drawing import Drawing
from tui_feed.ui.ink import Ink
from tui_feed.ui.parts import (
    draw_heading,
    draw_link_card,
    draw_media,
    draw_poll,
    draw_quote,
    draw_text,
    metric_words,
)

TEXT_LINES = 12
"""How much of a text a card shows."""
QUOTE_LINES = 6
"""How much of a quoted text."""
PART_LINES = 2
"""How much of a picture's description and of a link card's title and summary."""


def draw_card(post: Post, width: int, ink: Ink) -> Drawing:
    """Draw `post` for the timeline, `width` cells wide; what is long is folded."""
    drawing = Drawing(width)
    draw_heading(drawing, post, ink)
    if post.content_warning:
        drawing.text(f"content warning: {post.content_warning}", ink.warning, limit=PART_LINES)
        drawing.row(("folded, Enter shows it", ink.dim))
    else:
        _draw_body(drawing, post, ink)
    facts = metric_words(post)
    if post.edited:
        facts.append("edited")
    if post.visibility not in (None, "public"):
        facts.append({"followers": "followers only"}.get(post.visibility, post.visibility))
    if facts:
        drawing.row((f" {ink.glyphs.dot} ".join(facts), ink.dim))
    return drawing


def _draw_body(drawing: Drawing, post: Post, ink: Ink) -> None:
    draw_text(drawing, post, ink, TEXT_LINES)
    draw_media(drawing, post.media, ink, PART_LINES)
    if post.quote:
        draw_quote(drawing, post.quote, ink, QUOTE_LINES)
    if post.card:
        draw_link_card(drawing, post.card, ink, PART_LINES)
    if post.poll:
        draw_poll(drawing, post.poll, ink)
