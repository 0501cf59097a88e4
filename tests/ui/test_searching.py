"""Search without filtering: the timeline stays whole, and n goes from match to match."""

import pytest

from tests.ui.harbor import notices, reader_of, reading, shown
from tests.ui.test_editing import bar, is_at_timeline
from tests.ui.test_moving import lines_of, numbered
from tui_feed.feed import Feed, Order
from tui_feed.query import Query
from tui_feed.ui.app import FeedApp

SIZE, SMALL = (100, 24), (40, 12)


def selected(app: FeedApp) -> str:
    post = reader_of(app).post
    return post.id if post else ""


async def found(pilot) -> None:
    """Wait until every post is searched."""
    await pilot.pause()
    while not reader_of(pilot.app).search.search.matches.is_whole:
        await pilot.pause(0.01)
    await pilot.pause()


async def test_s_goes_to_matches_and_leaves_all_posts_there() -> None:
    app = reading(*numbered(1, 200))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("S", *"/number 7/", "enter")
        await found(pilot)
        assert len(reader_of(app).rows) == 200
        assert selected(app) == "79"
        assert "match 1 of 11" in bar(app)
        assert "S /number 7/" in bar(app)
        assert "number 80." in shown(app) or "number 78." in shown(app)
        await pilot.press("n", "n")
        await pilot.pause()
        assert selected(app) == "77"
        assert "match 3 of 11" in bar(app)
        await pilot.press("N")
        await pilot.pause()
        assert selected(app) == "78"
        await pilot.press("j")
        await pilot.pause()
        assert "match 3 of 11" in bar(app)
        await pilot.press("G")
        await pilot.pause()
        assert "11 matches" in bar(app)


async def test_a_search_goes_on_over_the_end_and_says_so() -> None:
    app = reading(*numbered(1, 30))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("S", *"/number 1.?\\./", "enter")
        await found(pilot)
        await pilot.press("N")
        await pilot.pause()
        assert selected(app) == "1"
        assert notices(app)[-1] == "Before the first match: the last again."
        await pilot.press("n")
        await pilot.pause()
        assert selected(app) == "19"
        assert notices(app)[-1] == "After the last match: the first again."


async def test_esc_leaves_the_search_and_not_the_place_or_the_filter() -> None:
    app = reading(*numbered(1, 200), query="number")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("S", *"/number 7/", "enter")
        await found(pilot)
        await pilot.press("n")
        await pilot.pause()
        before = lines_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert selected(app) == "78"
        assert lines_of(app) == before
        assert "match" not in bar(app)
        assert reader_of(app).filter_query.text == "number"
        await pilot.press("escape")
        assert reader_of(app).filter_query.text == ""


async def test_esc_while_a_search_is_typed_brings_back_the_place() -> None:
    app = reading(*numbered(1, 200))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"50g", "z", "z")
        await pilot.pause()
        before = lines_of(app)
        await pilot.press("S", *"/number 7/")
        await found(pilot)
        assert lines_of(app) != before
        await pilot.press("escape")
        await pilot.pause()
        assert lines_of(app) == before
        assert is_at_timeline(app)
        assert not reader_of(app).search.search.is_on


async def test_the_first_match_is_looked_for_from_the_place_of_the_reader_on() -> None:
    app = reading(*numbered(1, 200))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"100g", "S", *"/number .?.?5/")
        await found(pilot)
        assert selected(app) == "95"
        await pilot.press("enter")
        await found(pilot)
        await pilot.press("apostrophe", "apostrophe")
        await pilot.pause()
        assert selected(app) == "101"


async def test_a_search_without_a_match_stays_and_says_so() -> None:
    app = reading(*numbered(1, 30))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j", "S", *"number zebra", "enter")
        await found(pilot)
        assert selected(app) == "29"
        assert "no match" in bar(app)
        await pilot.press("n")
        assert notices(app)[-1] == "No post matches number zebra."


@pytest.mark.parametrize("size", [SIZE, SMALL])
async def test_a_search_is_the_whole_query_language_within_the_filter(size) -> None:
    app = reading(query="#LateTrams")
    async with app.run_test(size=size) as pilot:
        await pilot.press("S", *"has:links OR year:2024", "enter")
        await found(pilot)
        assert len(reader_of(app).rows) == 2
        assert len(reader_of(app).search.search.matches) == 1
        assert "match 1 of 1" in bar(app)


async def test_the_matches_are_marked_and_what_is_wrong_keeps_the_keyboard() -> None:
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("S", *"signals", "enter")
        await found(pilot)
        colour = reader_of(app).palette.match.bgcolor
        strips = app.screen._compositor.render_strips()
        assert "signals" in {p.text for s in strips for p in s if p.style.bgcolor == colour}
        await pilot.press("S", *" (", "enter")
        await found(pilot)
        assert "never closed" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert reader_of(app).search.query.text == "signals"
        assert is_at_timeline(app)


@pytest.mark.parametrize("order", ["newest", "oldest", "captured", "views"])
def test_the_rank_of_a_row_is_the_number_of_selected_rows_before_it(order: Order) -> None:
    feed = Feed()
    for post in sorted(numbered(1, 60), key=lambda post: int(post.id) * 7 % 61):
        feed.add(post)
    rows = list(feed.select(None, order))
    found = feed.select(Query.parse("/number .?3/"), order)
    for place, row in enumerate(rows):
        assert found.rank(row) == sum(each in found for each in rows[:place])


async def test_a_wrong_search_that_was_left_is_not_taken_for_a_filter() -> None:
    app = reading(query="#LateTrams")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("S", *"line (")
        app.screen.set_focus(reader_of(app).timeline)  # as a click does
        await pilot.pause()
        await pilot.press("slash")
        await pilot.pause()
        assert reader_of(app).filter_bar.input.value == "#LateTrams"
        assert "never closed" not in shown(app)
