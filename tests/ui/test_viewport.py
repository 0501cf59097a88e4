"""The reader's place: an anchor that knows only the cards around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.ui.widgets.viewport import MEASURED, Place, Viewport

HEIGHTS = st.lists(st.integers(1, 12), min_size=1, max_size=30)


def viewport(heights: list[int], height: int) -> Viewport:
    result = Viewport(lambda index: heights[index])
    result.count, result.height = len(heights), height
    return result


@given(HEIGHTS, st.integers(1, 10), st.data())
def test_a_shown_card_is_seen_whole_or_from_its_top(
    heights: list[int], height: int, data: st.DataObject
) -> None:
    view = viewport(heights, height)
    for _ in range(5):
        index = data.draw(st.integers(0, len(heights) - 1))
        view.show(index)
        seen = [place.line for place in view.places() if place.card == index]
        assert seen == list(range(min(heights[index], height)))


@given(HEIGHTS, st.integers(1, 10))
def test_the_end_is_the_last_line_of_the_last_card(heights: list[int], height: int) -> None:
    view = viewport(heights, height)
    view.to_end()
    assert view.places()[-1] == Place(len(heights) - 1, heights[-1] - 1)
    assert len(view.places()) == min(height, sum(heights))


@given(HEIGHTS, st.integers(1, 10), st.lists(st.integers(-30, 30), max_size=12))
def test_scrolling_is_a_walk_over_all_lines_that_stops_at_the_ends(
    heights: list[int], height: int, steps: list[int]
) -> None:
    lines = [Place(card, line) for card, tall in enumerate(heights) for line in range(tall)]
    view = viewport(heights, height)
    at, last = 0, max(0, len(lines) - height)
    for step in steps:
        view.scroll(step)
        at = min(max(0, at + step), last)
        assert view.places() == lines[at : at + height]


def test_only_the_cards_around_the_anchor_are_measured() -> None:
    asked: set[int] = set()

    def height_of(index: int) -> int:
        asked.add(index)
        return 5

    view = Viewport(height_of)
    view.count, view.height = 1_000_000, 40
    view.show(500_000)
    view.places()
    view.to_end()
    view.places()
    assert len(asked) < 40


@pytest.mark.parametrize("lines", [10**9, 2_000_000, -2_000_000])
def test_a_move_over_very_many_cards_measures_some_and_takes_the_others_to_be_like_them(
    lines: int,
) -> None:
    asked: list[int] = []

    def height_of(index: int) -> int:
        asked.append(index)
        return 3 + index % 3

    view = Viewport(height_of)
    view.count, view.height = 1_000_000, 40
    view.place(500_000, 0)
    view.scroll(lines)
    goal = min(500_000 + lines // 4, 999_999)
    assert abs(view.places()[0].card - goal) <= 10
    assert len(asked) < 3 * MEASURED


def test_a_jump_down_lands_at_the_bottom_and_a_jump_up_at_the_top() -> None:
    view = viewport([4] * 100, 10)
    view.show(50)
    assert view.places()[-1] == Place(50, 3)
    view.show(20)
    assert view.places()[0] == Place(20, 0)


def test_the_window_knows_which_part_of_the_timeline_it_shows() -> None:
    view = viewport([4] * 10, 10)
    assert view.fraction() == (0.0, 0.25)
    view.to_end()
    assert view.fraction() == (0.75, 0.25)
