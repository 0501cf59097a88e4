"""A post as a card of the timeline: pure, so that what is drawn can be cached by id and width."""

from rich.style import Style

from tui_feed.browse.words import metric_words
from tui_feed.feed.visibility import AUDIENCES
from tui_feed.model import Post
from tui_feed.ui.drawing import Drawing
from tui_feed.ui.ink import Ink
from tui_feed.ui.parts import Folds, draw_body, draw_heading
from tui_feed.ui.widths import cells

FOLDS = Folds(text=12, quote=6, part=2, way="Enter opens")
"""A card shows the beginning of everything."""


def draw_card(post: Post, width: int, ink: Ink, label: tuple[str, Style] | None = None) -> Drawing:
    """Draw `post` for the timeline, `width` cells wide; what is long is folded.

    `label` says which of several sources it is from, and in which colour.
    """
    drawing = Drawing(width, ink.glyphs.cut)
    draw_heading(drawing, post, ink)
    if post.content_warning:
        warning = f"content warning: {post.content_warning}"
        drawing.folded(warning, ink.warning, FOLDS.part)
        drawing.row(("folded, Enter shows it", ink.dim))
    else:
        draw_body(drawing, post, ink, FOLDS)
    facts = metric_words(post)
    if post.edited:
        facts.append("edited")
    if audience := AUDIENCES.get(post.visibility or ""):
        facts.append(audience)
    dot = f" {ink.glyphs.dot} "
    words = dot.join(facts)
    sign = f"{ink.glyphs.source} {label[0]}" if label else ""
    if label and words and cells(words + dot + sign) <= width:
        drawing.row((words + dot, ink.dim), (sign, label[1]))
        return drawing
    if words:
        drawing.row((words, ink.dim))
    if label:
        drawing.row((sign, label[1]))
    return drawing
