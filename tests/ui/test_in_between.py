"""What comes between two states: a reload, two keys in one read, another window."""

import asyncio

import pyte
import pytest
from textual import events
from textual._compositor import CompositorUpdate
from textual.geometry import Offset
from textual.widgets import Input
from textual.widgets._toast import Toast

from tests.records import made_post
from tests.ui.harbor import (
    HARBOR,
    NIGHT,
    PROFILE,
    REPORT,
    SIGNALS,
    UNDATED,
    Held,
    notices,
    reader_of,
    reading,
    screen_of,
    shown,
)
from tui_feed.models import Post
from tui_feed.ui.app import FeedApp

WIDE, NARROW = (120, 40), (80, 24)
NEWER = made_post(id="40", author=HARBOR, created_at="2024-02-01", text="Newer than all.")


class Slow(Held):
    """A source that gives a record when it is told to."""

    pause = 0.005

    def __init__(self, *args, **more) -> None:
        super().__init__(*args, **more)
        self.given = self.let = 0

    def step(self, seconds: float) -> bool:
        for record in self._records[self.given : self.let]:
            self.feed.add(record)
        self.given = max(self.given, self.let)
        return self.given >= len(self._records)


def in_one_read(app: FeedApp, *keys: str) -> None:
    """Have several keys arrive before any is acted on."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


def selected(app: FeedApp) -> str | None:
    reader = reader_of(app)
    row = reader.timeline.row
    return None if row is None else reader.feed.post(row).id


# Reading again


async def test_what_is_on_the_screen_stays_until_a_new_reading_has_posts() -> None:
    old = Held()
    old.next = fresh = Slow((PROFILE, NEWER, REPORT, SIGNALS, NIGHT, UNDATED))
    app = reading(source=old)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "r")
        before = shown(app)
        await pilot.press("k", "j")
        await pilot.pause(0.1)
        assert shown(app) == before
        assert not old.has_ended
        fresh.let = 4
        await pilot.pause(0.1)
        assert shown(app) == before  # it has not come to the selected post
        fresh.let = 6
        await pilot.pause(0.3)
        assert selected(app) == "5"
        assert "of 5 · " in shown(app)
        assert old.has_ended
        assert not fresh.has_ended
    assert fresh.has_ended


async def test_a_shorter_feed_takes_the_place_of_a_longer_one() -> None:
    old = Held(tuple(made_post(id=str(n), author=HARBOR, text=f"post {n}") for n in range(1, 900)))
    old.next = Held((PROFILE, NIGHT))
    app = reading(source=old)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "r")
        await pilot.pause(0.1)
        assert selected(app) == "10"
        assert "1 post" in shown(app)


async def test_a_reading_that_is_begun_again_leaves_none_behind() -> None:
    old = Held()
    sources = [Slow(), Slow()]
    old.next = sources[0]
    app = reading(source=old)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("r")
        old.next = sources[1]
        await pilot.press("r")
        assert [source.has_ended for source in sources] == [True, False]
        await pilot.press("ctrl+c")  # it stops the second one, and does not quit
        assert [source.has_ended for source in sources] == [True, True]
        assert app.is_running
        assert not old.has_ended


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_an_open_post_stays_open_where_the_new_feed_has_it(size: tuple[int, int]) -> None:
    old = Held()
    old.next = Held((PROFILE, NEWER, REPORT, SIGNALS, NIGHT))
    app = reading(source=old)
    async with app.run_test(size=size) as pilot:
        await pilot.press("j", "enter", "r")
        await pilot.pause(0.1)
        assert reader_of(app).feed is old.next.feed
        assert screen_of(app).has_class("-reading")
        assert reader_of(app).post == SIGNALS
        assert "New signals went live" in shown(app)
        await pilot.press("escape")
        assert selected(app) == "20"


async def test_an_open_post_stays_open_where_the_new_feed_has_it_no_more() -> None:
    old = Held()
    old.next = Held((PROFILE, NEWER, NIGHT))
    app = reading(source=old)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("j", "enter", "r")
        await pilot.pause(0.1)
        assert reader_of(app).feed is old.next.feed
        assert reader_of(app).post == SIGNALS
        assert "New signals went live" in shown(app)
        await pilot.press("escape")
        assert selected(app) == "40"


async def test_a_reload_that_fails_later_says_why_and_changes_nothing() -> None:
    class Broken(Held):
        def step(self, seconds: float) -> bool:
            self.failure = "harbor.jsonl: this is no timeline"
            return True

    old = Held()
    old.next = Broken(())
    app = reading(source=old)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "r")
        await pilot.pause(0.1)
        assert "no timeline" in notices(app)[-1]
        assert selected(app) == "20"
        assert reader_of(app).source is old
        assert old.next.has_ended
        assert not old.has_ended


async def test_lists_that_are_open_count_what_a_reload_has_brought() -> None:
    old = Held()
    old.next = fresh = Slow((PROFILE, NEWER, REPORT))
    app = reading(source=old)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("r", "number_sign")
        fresh.let = 3
        await pilot.pause(0.2)
        await pilot.press("tab", "shift+tab")
        await pilot.pause(0.1)
        assert "In 2 posts" in shown(app)
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert selected(app) == "30"


# Keys in one read


@pytest.mark.parametrize("keys", [("enter", "enter"), ("enter", "escape"), ("escape", "escape")])
@pytest.mark.parametrize("opens", ["#", "F", "d", "D", "ctrl+p", "?", "x"])
async def test_two_answers_in_one_read_are_one(opens: str, keys: tuple[str, ...]) -> None:
    app = reading(query="#LateTrams (tram OR signals OR line)")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(opens)
        await pilot.pause()
        in_one_read(app, *keys)
        await pilot.pause(0.05)
        assert app.is_running
        assert len(app.screen_stack) == 1 or (opens == "F" and keys[1] == "enter")


@pytest.mark.parametrize("key", ["pagedown", "enter", "x"])
@pytest.mark.parametrize("opens", ["#", "F", "d", "ctrl+p", "?"])
async def test_a_key_that_comes_before_its_dialog_harms_nothing(opens: str, key: str) -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        in_one_read(app, opens, key)
        await pilot.pause(0.05)
        assert app.is_running


async def test_what_is_typed_after_quitting_is_not_acted_on() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        in_one_read(app, "q", "#", "down", "enter", "j")
        await asyncio.sleep(0.05)
        del pilot
    assert app.return_code == 0


async def test_what_is_edited_is_the_filter_that_is_shown() -> None:
    app = reading(query="#LateTrams")
    async with app.run_test(size=WIDE) as pilot:
        line = reader_of(app).filter_bar.input
        line.set_reactive(Input.value, '"')  # a key that came when typing was over
        await pilot.press("slash", "space", *"line")
        await pilot.pause()
        assert reader_of(app).filter_query.text == "#LateTrams line"


# Windows


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_posts_that_come_behind_a_key_leave_its_choice(size: tuple[int, int]) -> None:
    source = Slow((PROFILE, REPORT, SIGNALS, NIGHT, UNDATED))
    source.let = 4
    app = reading(source=source)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        reader = reader_of(app)
        reader.timeline.choose(2)  # its message is not handled yet
        source.let = 5
        source.step(0)
        reader.show_posts()
        wanted = reader.timeline.row
        assert wanted == reader.rows[2]
        await pilot.pause()
        assert reader.timeline.row == wanted
        assert reader.post
        assert reader.post.id == selected(app)


def late(count: int) -> tuple[Post, ...]:
    words = "a tram that is late again and a bell that nobody hears in the rain of the night"
    return tuple(made_post(id=str(n), author=HARBOR, text=f"{n} {words}") for n in range(1, count))


@pytest.mark.parametrize("size", [(140, 40), (300, 100), (41, 13), (100, 12)])
async def test_the_end_of_a_timeline_stays_in_any_window(size: tuple[int, int]) -> None:
    app = reading(*late(60), order="captured")
    async with app.run_test(size=(42, 14)) as pilot:
        await pilot.press("G")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert selected(app) == "59"
        assert "59 a tram" in shown(app)


@pytest.mark.parametrize("small", [(1, 1), (100, 5)])
@pytest.mark.parametrize(
    ("keys", "part"),
    [((), "timeline"), (("enter",), "page"), (("h",), "histogram"), (("slash",), "filter")],
)
async def test_the_keyboard_is_where_it_was_after_a_window_that_was_too_small(
    keys: tuple[str, ...], part: str, small: tuple[int, int]
) -> None:
    app = reading()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press(*keys)
        await pilot.resize_terminal(*small)
        await pilot.pause()
        await pilot.resize_terminal(*NARROW)
        await pilot.pause()
        focused = screen_of(app).focused
        assert focused is not None
        assert focused.id == part


async def test_bars_that_a_window_hides_lend_the_keyboard_to_the_timeline() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.click("#histogram", offset=(119, 1))
        await pilot.resize_terminal(120, 24)
        await pilot.pause()
        await pilot.press("j")
        assert selected(app) == "20"
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        focused = screen_of(app).focused
        assert focused is not None
        assert focused.id == "histogram"


@pytest.mark.parametrize("size", [(50, 14), (140, 40), (30, 8)])
async def test_a_window_that_changes_under_a_dialog_is_laid_out_for_its_size(
    size: tuple[int, int],
) -> None:
    app, plain = reading(), reading()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("question_mark")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause(0.1)
        seen = shown(app)
    async with plain.run_test(size=size) as pilot:
        await pilot.pause(0.1)
        assert seen == shown(plain)


# Dates


async def test_one_can_go_to_a_date_that_the_filter_excludes() -> None:
    app = reading(query="on:2023")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D", *"2024-01-11")
        await pilot.pause()
        assert "on:2024-01-11: 0 posts" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert selected(app) == "10"
        assert "1 of 4" in shown(app)


# Messages


async def test_a_click_on_a_message_that_has_just_gone_harms_nothing() -> None:
    app = reading()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        app.notify("Saved.")
        while not (toasts := app.screen.query(Toast)) or not toasts.first().region:
            await pilot.pause(0.01)
        toast = toasts.first()
        x, y = toast.region.offset + Offset(2, 1)
        rack = toast.parent
        toast._detach()  # as it is until the screen is laid out anew
        app.screen._forward_event(events.MouseDown(None, x, y, 0, 0, 1, False, False, False, x, y))
        toast._attach(rack)
        await pilot.pause()
        assert app.is_running


# Under a dialog


@pytest.mark.parametrize("size", [(61, 20), (100, 30)])
@pytest.mark.parametrize("key", ["question_mark", "number_sign", "F"])
async def test_what_changes_under_a_dialog_is_drawn(key: str, size: tuple[int, int]) -> None:
    source = Slow((PROFILE, NEWER, REPORT, SIGNALS, NIGHT, UNDATED))
    source.let = 2
    app = reading(source=source)
    drawn = pyte.Screen(*size)
    stream, display = pyte.Stream(drawn), app._display

    def draw(screen, update) -> None:
        display(screen, update)
        if isinstance(update, CompositorUpdate):
            stream.feed(update.render_segments(app.console).replace("\n", ""))

    app._display = draw
    async with app.run_test(size=size) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert "reading" in drawn.display[0]
        source.let = 9
        while reader_of(app).is_reading:
            await pilot.pause(0.01)
        await pilot.pause(0.1)
        in_steps = list(drawn.display)
        assert "reading" not in in_steps[0]
        app.screen.refresh(layout=True)
        await pilot.pause(0.1)
        assert in_steps == list(drawn.display)
