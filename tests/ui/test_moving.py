"""The window on the timeline: it stays where the reader has put it, and keys go on from there."""

import random
from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tests.records import made_post
from tests.ui.harbor import HARBOR, Held, notices, reader_of, reading, shown
from tui_feed.browse.key_sequences import KeySequence
from tui_feed.models import Post
from tui_feed.ui.app import FeedApp
from tui_feed.ui.widgets.card_cursor import CardCursor

SIZE = (80, 24)


def numbered(first: int, last: int) -> tuple[Post, ...]:
    """Posts of as many days; the highest number is the newest."""
    return tuple(
        made_post(
            id=str(number),
            author=HARBOR,
            text=f"number {number}.",
            created_at=f"20{number // 336:02}-{1 + number // 28 % 12:02}-{1 + number % 28:02}",
            metrics={"views": number * 37 % 101},
        )
        for number in range(last, first - 1, -1)
    )


class Growing(Held):
    """A source that gives posts when a test lets it."""

    pause = 0.001

    def __init__(self, records: tuple[Post, ...]) -> None:
        super().__init__(records)
        self.waiting: list[Post] = []
        self.is_over = False

    def step(self, seconds: float) -> bool:
        if not len(self.feed):
            super().step(seconds)
        while self.waiting:
            self.feed.add(self.waiting.pop())
        return self.is_over


def lines_of(app: FeedApp) -> list[str]:
    """Return the lines of the timeline under the rule of the top card."""
    region = reader_of(app).timeline.content_region
    rows = shown(app).split("\n")[region.y + 1 : region.bottom]
    return [row[3 : region.width - 2].rstrip() for row in rows]


def line_of(app: FeedApp, words: str) -> int:
    """Return the line of the window with some words; -1 without."""
    return next((at for at, line in enumerate(lines_of(app)) if words in line), -1)


async def turn_wheel(pilot, notches: int, event: type = events.MouseScrollDown) -> None:
    for _ in range(notches):
        await pilot._post_mouse_events([event], reader_of(pilot.app).timeline, offset=(5, 5))
    await pilot.pause()


# The wheel


async def test_posts_that_arrive_leave_a_scrolled_window_where_it_is() -> None:
    source = Growing(numbered(100, 300))
    app = reading(source=source)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j")
        await turn_wheel(pilot, 30)
        before = lines_of(app)
        assert "number 299." not in "\n".join(before)
        for more in (numbered(301, 320), numbered(50, 99)):
            source.waiting += more
            while source.waiting:
                await pilot.pause(0.01)
            reader_of(app).show_posts()
            await pilot.pause()
            assert lines_of(app) == before
        assert reader_of(app).post.id == "299"


async def test_a_filter_that_changes_nothing_leaves_a_scrolled_window() -> None:
    app = reading(*numbered(1, 200))
    async with app.run_test(size=SIZE) as pilot:
        await turn_wheel(pilot, 30)
        before = lines_of(app)
        reader_of(app).set_filter("from:harborriders")
        await pilot.pause()
        assert lines_of(app) == before


async def test_a_reload_leaves_a_scrolled_window() -> None:
    source = Held(numbered(1, 200))
    source.next = Held(numbered(1, 210))
    app = reading(source=source)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j")
        await turn_wheel(pilot, 30)
        before = lines_of(app)
        await pilot.press("r")
        while reader_of(app).source is source:
            await pilot.pause(0.01)
        await pilot.pause()
        assert len(reader_of(app).feed) == 210
        assert lines_of(app) == before


@pytest.mark.parametrize(("key", "first"), [("j", True), ("k", True), ("down", True)])
async def test_a_key_after_the_wheel_takes_the_selection_into_the_window(key, first) -> None:
    app = reading(*numbered(1, 200))
    async with app.run_test(size=SIZE) as pilot:
        await turn_wheel(pilot, 30)
        before = lines_of(app)
        await pilot.press(key)
        await pilot.pause()
        number = reader_of(app).post.id
        assert any(f"number {number}." in line for line in before)
        seen = [line for line in before if "number " in line]
        assert (f"number {number}." in seen[0] or f"number {number}." in seen[1]) is first


async def test_a_key_after_the_wheel_went_up_takes_the_lowest_post() -> None:
    app = reading(*numbered(1, 200))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("G")
        await turn_wheel(pilot, 30, events.MouseScrollUp)
        seen = [line for line in lines_of(app) if "number " in line]
        await pilot.press("k")
        assert any(f"number {reader_of(app).post.id}." in line for line in seen[-2:])


async def test_the_middle_of_a_tall_post_stays_while_posts_arrive() -> None:
    tall = made_post(
        id="1000",
        author=HARBOR,
        text="\n".join(f"line {n};" for n in range(60)),
        created_at="2030-01-01",
    )
    source = Growing((tall, *numbered(100, 120)))
    app = reading(source=source)
    async with app.run_test(size=(80, 14)) as pilot:
        await pilot.press("j")
        await pilot.pause()
        before = lines_of(app)
        assert "line" in before[0]
        assert reader_of(app).post.id == "1000"
        source.waiting += numbered(10, 50)
        while source.waiting:
            await pilot.pause(0.01)
        reader_of(app).show_posts()
        await pilot.pause()
        assert lines_of(app) == before


# Half pages, and the post in the window


async def test_ctrl_d_and_ctrl_u_go_half_a_page() -> None:
    app = reading(*numbered(1, 40))
    async with app.run_test(size=SIZE) as pilot:
        half = (reader_of(app).timeline.size.height - 1) // 2
        before = lines_of(app)
        await pilot.press("ctrl+d")
        assert lines_of(app)[:half] == before[half : 2 * half]
        assert int(reader_of(app).post.id) < 40
        await pilot.press("ctrl+u")
        assert reader_of(app).post.id == "40"
        await pilot.press(*["ctrl+d"] * 40)
        assert reader_of(app).post.id == "1"
        await pilot.press(*["ctrl+u"] * 40)
        assert reader_of(app).post.id == "40"


async def test_ctrl_d_in_an_open_post_goes_half_a_page() -> None:
    long = made_post(id="1", author=HARBOR, text="\n".join(f"line {n};" for n in range(90)))
    app = reading(long)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "ctrl+d")
        await pilot.pause()
        assert reader_of(app).page._top == reader_of(app).page.size.height // 2
        await pilot.press("ctrl+u")
        assert reader_of(app).page._top == 0


async def test_z_puts_the_post_at_the_top_in_the_middle_or_at_the_bottom() -> None:
    app = reading(*numbered(1, 200))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("100", *"100g")
        number = f"number {reader_of(app).post.id}."
        await pilot.press("z", "t")
        await pilot.pause()
        top = line_of(app, number)
        await pilot.press("z", "b")
        await pilot.pause()
        bottom = line_of(app, number)
        await pilot.press("z", "z")
        await pilot.pause()
        middle = line_of(app, number)
        assert top < 3
        assert bottom >= len(lines_of(app)) - 4
        assert abs(middle - (top + bottom) / 2) <= 1


async def test_the_first_of_two_keys_is_shown_and_esc_takes_it_back() -> None:
    app = reading(*numbered(1, 200), query="number")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("z")
        await pilot.pause()
        assert shown(app).split("\n")[-1].endswith("z")
        await pilot.press("escape")
        await pilot.pause()
        assert not shown(app).split("\n")[-1].endswith("z")
        assert reader_of(app).filter_query.text == "number"
        await pilot.press("z", "j")
        assert reader_of(app).post.id == "199"


@pytest.mark.parametrize("keys", ["яе", "ζτ", "זא"])
async def test_two_keys_work_by_their_place_on_another_keyboard(keys: str) -> None:
    app = reading(*numbered(1, 200))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"100g")
        number = f"number {reader_of(app).post.id}."
        await pilot.press(*keys)
        await pilot.pause()
        assert line_of(app, number) < 3


async def test_two_apostrophes_go_back_to_before_the_jump_and_again_to_here() -> None:
    app = reading()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("apostrophe", "apostrophe")
        assert notices(app)[-1] == "No jump yet."
        await pilot.press("Q")
        assert reader_of(app).post.id == "20"
        await pilot.press("apostrophe", "apostrophe")
        assert reader_of(app).post.id == "30"
        await pilot.press("apostrophe", "apostrophe")
        assert reader_of(app).post.id == "20"
        await pilot.press("left_square_bracket")
        assert reader_of(app).post.id == "30"


def test_a_key_with_a_command_of_its_own_does_not_wait() -> None:
    keys = KeySequence()
    assert keys.follow("z", {"z", "z z"}) == "z"
    assert keys.follow("z", {"z z", "j"}) == ""
    assert keys.follow("z", {"z z", "j"}) == "z z"
    assert keys.follow("z", {"z z", "j"}) == ""
    assert keys.follow("j", {"z z", "j"}) == "j"
    assert keys.pending == ""


# Whatever happens


class Cards(NamedTuple):
    """Cards of some heights, some of them with a rule after them."""

    whole: Callable[[int], int]

    def height(self, index: int) -> int:
        return self.whole(index) - self.space_after(index)

    def space_after(self, index: int) -> int:
        return 2 if self.whole(index) > 2 and index % 3 else 1


@given(st.integers(0, 10_000))
def test_the_window_is_filled_and_a_selected_card_is_in_it_unless_it_was_scrolled(seed) -> None:
    chance = random.Random(seed)
    heights = {row: chance.randint(2, 15) for row in range(60)}
    cursor = CardCursor(Cards(lambda index: heights[cursor.rows[index]]))
    cursor.show(range(chance.randint(0, 60)), None, ())
    cursor.resize(chance.randint(1, 20), 0)
    for _ in range(30):
        match chance.randrange(8):
            case 0:
                rows = sorted(chance.sample(range(60), chance.randint(0, 60)))
                cursor.show(rows, chance.choice([cursor.row, None, 7]), cursor.pins())
            case 1:
                cursor.resize(chance.randint(1, 20), cursor.top)
            case 2 if cursor.rows:
                cursor.move(chance.choice([1, -1]), chance.choice([1, 1, 3]))
            case 3 if cursor.rows:
                cursor.page(chance.choice([9, -9, 3, -3]))
            case 4:
                cursor.scroll(chance.choice([3, -3, 30]))
            case 5 if cursor.rows:
                cursor.drag(chance.random() * 1.1)
            case 6 if cursor.rows:
                cursor.put(chance.choice(["top", "middle", "bottom"]))
            case 7 if cursor.rows:
                cursor.choose(chance.randrange(-3, 70))
        places = cursor.viewport.places()
        whole = sum(heights[row] for row in cursor.rows)
        assert len(places) == min(cursor.viewport.height, whole)
        assert not cursor.rows or 0 <= cursor.index < len(cursor.rows)
        assert not cursor.rows or cursor.is_scrolled or cursor.is_seen


@given(st.integers(0, 10_000))
def test_rows_that_come_or_go_elsewhere_do_not_move_a_scrolled_window(seed) -> None:
    chance = random.Random(seed)
    rows = sorted(chance.sample(range(200), 100))
    cursor = CardCursor(Cards(lambda index: 2 + cursor.rows[index] % 5))
    cursor.show(rows, None, ())
    cursor.resize(12, 0)
    cursor.scroll(chance.randint(40, 150))
    before = [(cursor.rows[place.card], place.line) for place in cursor.viewport.places()]
    seen = range(before[0][0], before[-1][0] + 1)
    others = chance.sample([row for row in range(200) if row not in seen], 60)
    cursor.show(sorted({*others, *(row for row, _ in before)}), None, cursor.pins())
    after = [(cursor.rows[place.card], place.line) for place in cursor.viewport.places()]
    assert after == before or cursor.viewport.places()[-1].card == len(cursor.rows) - 1
