"""Quotes are followed to any depth, and every jump can be taken back and done again."""

import pytest

from tests.records import made_post
from tests.ui.harbor import HARBOR, NIGHT, REPORT, SIGNALS, notices, reader_of, reading, shown
from tui_feed.models import Post
from tui_feed.ui.app import FeedApp

WIDE, NARROW = (140, 40), (80, 24)
BACK, FORWARD = "left_square_bracket", "right_square_bracket"

DEEPEST = made_post(id="200", author=HARBOR, text="The deepest of all.")
BETWEEN = made_post(id="201", author=HARBOR, text="About the deepest.", quote=DEEPEST)
QUOTING = made_post(id="7", author=HARBOR, created_at="2024-05-01", text="Look:", quote=BETWEEN)
MANY = tuple(
    made_post(id=str(n), author=HARBOR, text=f"Post {n}.", created_at=f"2024-01-{n - 10:02}")
    for n in range(11, 39)
)


def at(app: FeedApp) -> str:
    post = reader_of(app).post
    return post.id if post else ""


async def test_who_quoted_a_post_takes_one_key() -> None:
    app = reading(REPORT, SIGNALS, order="captured")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j")
        assert "quoted by" in shown(app)  # no key at all, with two panes
        await pilot.press("Q")
        assert at(app) == "30"


@pytest.mark.parametrize("records", [(QUOTING,), (QUOTING, BETWEEN), (QUOTING, BETWEEN, DEEPEST)])
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_quote_of_a_quote_takes_two_keys(
    records: tuple[Post, ...], size: tuple[int, int]
) -> None:
    app = reading(*records, order="captured")
    async with app.run_test(size=size) as pilot:
        await pilot.press("Q", "Q")
        await pilot.pause()
        assert at(app) == "200"
        assert "The deepest of all." in shown(app)
        await pilot.press(BACK)
        await pilot.pause()
        assert at(app) == "201"
        assert "About the deepest." in shown(app)
        await pilot.press(BACK)
        await pilot.pause()
        assert at(app) == "7"
        assert not reader_of(app).pane.is_open
        await pilot.press(FORWARD, FORWARD)
        await pilot.pause()
        assert at(app) == "200"


async def test_the_longest_chain_of_quotes_is_followed_to_its_end_and_back() -> None:
    chain = Post(id="100", text="the last")
    for n in range(99, -1, -1):
        chain = Post(id=str(n), text=f"number {n}", quote=chain)
    app = reading(chain)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press(*["Q"] * 101)
        await pilot.pause()
        assert at(app) == "100"
        await pilot.press(*[BACK] * 101)
        await pilot.pause()
        assert at(app) == "0"


async def test_a_thousand_posts_that_quote_each_other_are_followed_one_by_one() -> None:
    chain = [
        made_post(id=str(n), text=f"n {n}", quote=made_post(id=str(n + 1), text=f"n {n + 1}"))
        for n in range(1_000)
    ]
    app = reading(*chain, order="captured")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press(*["Q"] * 30)
        await pilot.pause()
        assert at(app) == "30"
        await pilot.press("G", "Q", "Q")
        await pilot.pause()
        assert at(app) == "999"  # from the last copy back to the post that quotes it


async def test_posts_that_quote_each_other_are_gone_round() -> None:
    one = made_post(id="1", text="one", quote=made_post(id="2", text="two"))
    two = made_post(id="2", text="two", quote=made_post(id="1", text="one"))
    app = reading(one, two, order="captured")
    async with app.run_test(size=WIDE) as pilot:
        found = []
        for _ in range(4):
            await pilot.press("Q")
            found.append(at(app))
        assert found == ["2", "1", "2", "1"]


@pytest.mark.parametrize(
    "keys", [["G"], ["end"], ["9", "g"], ["1", "2", "G"], ["D", *"2024-01-05", "enter"]]
)
async def test_each_jump_is_taken_back_and_done_again(keys: list[str]) -> None:
    app = reading(*MANY, order="newest")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "j")
        before = at(app)
        await pilot.press(*keys)
        await pilot.pause()
        goal = at(app)
        assert goal != before
        await pilot.press(BACK)
        await pilot.pause()
        assert at(app) == before
        await pilot.press(FORWARD)
        await pilot.pause()
        assert at(app) == goal


async def test_matches_are_gone_back_through_one_by_one() -> None:
    app = reading(*MANY, query='"Post 20" OR "Post 25" OR "Post 30"', order="captured")
    async with app.run_test(size=WIDE) as pilot:
        while len(reader_of(app).rows) < 3:  # found in slices
            await pilot.pause(0.01)
        await pilot.press("n", "n")
        assert at(app) == "30"
        await pilot.press(BACK)
        assert at(app) == "25"
        await pilot.press(BACK)
        assert at(app) == "20"


async def test_a_new_jump_forgets_what_lay_forward() -> None:
    app = reading(*MANY)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", BACK, "9", "g", FORWARD)
        assert at(app) == MANY[-9].id
        await pilot.press(BACK)
        assert at(app) == MANY[-1].id


async def test_a_key_that_moves_nowhere_is_no_jump() -> None:
    app = reading(*MANY)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("9", "g", "9", "g", "9", "g", BACK)
        assert at(app) == MANY[-1].id


async def test_a_filter_typed_since_a_jump_stays_if_it_has_the_post() -> None:
    app = reading(*MANY)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("5", "g", "G")
        reader_of(app).set_filter("Post")
        await pilot.pause()
        await pilot.press(BACK)
        await pilot.pause()
        assert reader_of(app).filter_query.text == "Post"
        assert at(app) == MANY[-5].id
        assert not notices(app)


async def test_a_filter_that_hides_the_post_before_the_jump_gives_way_and_that_is_said() -> None:
    app = reading(*MANY)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("5", "g", "G")
        reader_of(app).set_filter('"Post 11"')
        await pilot.pause()
        await pilot.press(BACK)
        await pilot.pause()
        assert reader_of(app).filter_query.text == ""
        assert at(app) == MANY[-5].id
        assert notices(app)[-1] == 'The filter "Post 11" hides this post and is off.'


async def test_a_jump_out_of_the_filter_says_so_and_back_brings_it_again() -> None:
    app = reading(REPORT, SIGNALS, NIGHT, query="#LateTrams")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("Q")
        await pilot.pause()
        assert at(app) == "20"
        assert notices(app)[-1] == "The filter #LateTrams hides this post and is off."
        await pilot.press(BACK)
        await pilot.pause()
        assert at(app) == "30"
        assert reader_of(app).filter_query.text == "#LateTrams"


async def test_without_a_jump_the_brackets_do_nothing() -> None:
    app = reading(*MANY)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(BACK, FORWARD, BACK)
        assert at(app) == MANY[-1].id
