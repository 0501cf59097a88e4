"""Posts are picked singly, by a range, or all; what else is shown changes nothing about them."""

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from tui_feed.browse.taking.picked_posts import PickedPosts
from tui_feed.feed import Selection

ROWS = Selection([50, 40, 30, 20, 10, 0])


def rows_of(picked: PickedPosts, shown: Selection = ROWS) -> list[int]:
    return list(picked.in_order(shown))


def test_a_range_follows_the_cursor_until_it_is_ended() -> None:
    picked = PickedPosts()
    picked.start_range(ROWS, 2, "")
    assert rows_of(picked) == [30]
    picked.follow(ROWS, 4, "")
    assert rows_of(picked) == [30, 20, 10]
    picked.follow(ROWS, 1, "")
    assert rows_of(picked) == [40, 30]
    picked.end_range()
    picked.follow(ROWS, 5, "")
    assert rows_of(picked) == [40, 30]


@given(start=st.integers(0, 5), moves=st.lists(st.integers(0, 5)), kept=st.sets(st.integers(0, 5)))
def test_a_range_is_all_between_its_ends_whatever_way_was_taken(start, moves, kept) -> None:
    picked = PickedPosts()
    for index in kept:
        picked.toggle(ROWS[index])
    picked.start_range(ROWS, start, "")
    for index in moves:
        picked.follow(ROWS, index, "")
    last = moves[-1] if moves else start
    spanned = range(min(start, last), max(start, last) + 1)
    expected = [row for at, row in enumerate(ROWS) if at in spanned or at in kept]
    assert rows_of(picked) == expected
    assert len(picked) == len(expected)
    assert all((row in picked) == (row in expected) for row in ROWS)


def test_posts_that_arrive_belong_to_a_range_around_them() -> None:
    picked = PickedPosts()
    picked.start_range(ROWS, 1, "")
    picked.follow(ROWS, 2, "")
    more = Selection([60, 50, 40, 35, 30, 20])
    picked.follow(more, 4, "")
    assert rows_of(picked, more) == [40, 35, 30]


def test_another_filter_ends_a_range_and_keeps_its_posts() -> None:
    picked = PickedPosts()
    picked.start_range(ROWS, 1, "")
    picked.follow(ROWS, 2, "")
    found = Selection([30, 0])
    picked.follow(found, 1, "#LateTrams")
    assert not picked.has_range
    assert rows_of(picked, found) == [30, 40]


def test_one_post_is_picked_and_let_go() -> None:
    picked = PickedPosts()
    assert picked.toggle(40)
    assert 40 in picked
    assert not picked.toggle(40)
    assert not picked


def test_all_that_are_shown_are_picked_and_at_the_next_time_let_go() -> None:
    picked = PickedPosts()
    picked.toggle(99)
    assert picked.pick_all(ROWS)
    assert len(picked) == 7
    assert not picked.pick_all(ROWS)
    assert rows_of(picked) == [99]


def test_of_a_million_posts_all_are_picked_at_once() -> None:
    rows = range(1_000_000)
    picked, shown = PickedPosts(), Selection(rows, bitmap=BitMap(rows))
    picked.pick_all(shown)
    assert len(picked) == 1_000_000
    found = picked.in_order(shown)
    picked.clear()
    assert next(found) == 0  # as they were when it was asked for
