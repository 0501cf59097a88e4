"""Cards of the timeline: what is on them, in which colours."""

import pytest

from tests.records import made_post
from tests.ui.harbor import HARBOR, reading
from tui_feed.models import Post
from tui_feed.ui.render.canvas import Canvas
from tui_feed.ui.render.colours.palette import palette_for
from tui_feed.ui.render.colours.themes import DARK
from tui_feed.ui.render.posts.card import draw_card

PALETTE = reading().palette


def post(**fields: object) -> Post:
    return made_post(**{"id": "1", "author": HARBOR, "text": "Late again.", **fields})


def words(canvas: Canvas) -> list[str]:
    return ["".join(piece.text for piece in line).rstrip() for line in canvas.lines]


def styles_of(canvas: Canvas, text: str) -> list[object]:
    return [piece.style for line in canvas.lines for piece in line if text in piece.text]


COUNTS = {"views": 817_000, "likes": 12_345, "reposts": 1_234, "replies": 0, "bookmarks": 45}


@pytest.mark.parametrize("width", [20, 36, 60, 96])
def test_counts_are_never_cut_and_take_the_lines_they_need(width: int) -> None:
    card = draw_card(post(metrics={**COUNTS, "approximate": ("views",)}), width, PALETTE)
    said = " · ".join(words(card)[2:])
    assert said == "817K views · 12,345 likes · 1,234 reposts · 45 bookmarks"


def test_a_count_of_zero_is_left_out_of_a_card() -> None:
    assert words(draw_card(post(metrics={"likes": 0, "replies": 0}), 60, PALETTE))[2:] == []


POLL = {"options": [{"label": "Quay", "percent": 30}, {"label": "Mill Street", "percent": 62}]}


def test_the_winner_of_a_poll_shows() -> None:
    card = draw_card(post(poll={**POLL, "closed": True}), 60, PALETTE)
    assert "62% ✓" in words(card)[3]
    assert styles_of(card, "Mill Street") == [PALETTE.name]
    bars = styles_of(card, PALETTE.glyphs.full)
    assert bars == [PALETTE.meter, PALETTE.current]


def test_an_open_poll_has_a_leading_answer_but_no_winner() -> None:
    card = draw_card(post(poll={**POLL, "closed": False}), 60, PALETTE)
    assert "✓" not in "".join(words(card))
    assert styles_of(card, PALETTE.glyphs.full) == [PALETTE.meter] * 2


def test_a_winner_shows_without_colours_too() -> None:
    plain = palette_for(DARK, colourless=True, plain=True)
    assert words(draw_card(post(poll=POLL), 60, plain))[3].endswith("62% (most)")


def test_amber_is_only_for_the_cursor_and_for_matches() -> None:
    amber = {PALETTE.bar.color, PALETTE.current.color, PALETTE.match.bgcolor}
    assert len(amber) == 1
    others = ("text", "name", "dim", "tag", "person", "link", "warning", "key", "meter", "frame")
    assert amber.isdisjoint(getattr(PALETTE, name).color for name in others)
    assert amber.isdisjoint(style.color for style in (*PALETTE.heat, *PALETTE.sources))
