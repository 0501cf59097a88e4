"""Pane beside the timeline: the context of a post, and above it an open post in full."""

from collections.abc import Mapping

from tui_feed.feed import Feed
from tui_feed.models import Post
from tui_feed.ui.render.canvas import Canvas
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.posts.context import ContextDrawing, circumstances
from tui_feed.ui.render.posts.post_parts import (
    NO_PICTURES,
    Limits,
    PictureLines,
    author_pieces,
    draw_body,
)
from tui_feed.ui.render.posts.rule import draw_rule

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
    """Draw the context of `post`, `width` cells wide; of an `opened` post first its full text.

    `file` is the name of the source for posts without a stated source. `pictures` are lines of
    pictures read so far, by the names of their files.
    """
    page = Canvas(width, palette.glyphs.cut)
    if opened:
        _draw_post(page, post, palette, pictures)
    ContextDrawing(page, post, feed, palette).draw(file, opened=opened, pictures=pictures)
    return page


def _draw_post(
    page: Canvas, post: Post, palette: Palette, pictures: Mapping[str, PictureLines]
) -> None:
    """Draw the whole of a post, with the way back."""
    page.lines.append(draw_rule("Post in full", page.width, palette, "Esc back"))
    page.row(*author_pieces(post, palette))
    for fact in circumstances(post, palette):
        page.text(fact, palette.dim)
    page.blank()
    if post.content_warning:
        page.text(f"content warning: {post.content_warning}", palette.warning)
        page.blank()
    draw_body(page, post, palette, PAGE_LIMITS._replace(pictures=pictures))
