"""Typing a filter: Esc takes back one thing, and what is unfinished disturbs nothing."""

import random
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from tests.ui.harbor import Held, notices, reader_of, reading, screen_of, shown
from tests.ui.test_moving import lines_of, numbered, turn_wheel
from tui_feed.ui.app import FeedApp
from tui_feed.ui.widgets.completion_list import CompletionList
from tui_feed.ui.widgets.query_input import QueryInput

WIDE, SIZE, SMALL = (120, 40), (80, 24), (40, 12)


def filter_of(app: FeedApp) -> str:
    return reader_of(app).filter_query.text


def bar(app: FeedApp) -> str:
    return next(line for line in shown(app).split("\n") if line.startswith(" / "))


def is_at_timeline(app: FeedApp) -> bool:
    return app.screen is screen_of(app) and app.focused is reader_of(app).timeline


# Esc


async def test_esc_while_typing_brings_back_the_filter_and_the_place_before() -> None:
    app = reading(*numbered(1, 200), query="number")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"50g", "z", "z")
        await pilot.pause()
        before, post = lines_of(app), reader_of(app).post
        await pilot.press("slash", *" 7")
        await pilot.pause()
        assert lines_of(app) != before
        await pilot.press("escape")
        await pilot.pause()
        assert filter_of(app) == "number"
        assert lines_of(app) == before
        assert reader_of(app).post == post
        assert is_at_timeline(app)


async def test_esc_while_typing_brings_back_a_window_scrolled_by_the_wheel() -> None:
    app = reading(*numbered(1, 200))
    async with app.run_test(size=SIZE) as pilot:
        await turn_wheel(pilot, 30)
        before = lines_of(app)
        await pilot.press("slash", *"number 7", "escape")
        await pilot.pause()
        assert lines_of(app) == before


async def test_esc_takes_back_one_thing_after_another_and_nothing_more() -> None:
    app = reading(query="#LateTrams")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "slash", *" line", "escape")
        assert filter_of(app) == "#LateTrams"
        await pilot.press("enter")
        await pilot.pause()
        assert reader_of(app).is_page_open
        await pilot.press("escape")
        assert not reader_of(app).is_page_open
        assert filter_of(app) == "#LateTrams"
        await pilot.press("escape")
        assert filter_of(app) == ""
        await pilot.press("escape", "escape", "escape")
        assert is_at_timeline(app)
        assert app.is_running


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
async def test_esc_and_ctrl_c_stop_the_reading_only_with_nothing_else_to_take_back(
    key: str,
) -> None:
    class Endless(Held):
        def step(self, seconds: float) -> bool:
            super().step(seconds)
            return False

    app = reading(source=Endless())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", "x", key)
        assert reader_of(app).is_reading
        await pilot.press(key)
        assert not reader_of(app).is_reading
        await pilot.press("escape", "escape")
        assert app.is_running


async def test_what_n_goes_through_is_not_changed_by_an_edit_that_is_cancelled() -> None:
    app = reading(query="#LateTrams", order="captured")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("escape", "slash", *"signals", "escape", "n")
        await pilot.pause()
        assert reader_of(app).post.id == "10"


@pytest.mark.parametrize("keys", ["escape", "ctrl+c"])
async def test_a_wrong_text_is_dropped_and_the_filter_before_it_stays(keys: str) -> None:
    app = reading(query="#LateTrams")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *" sinse:2024", "enter")
        await pilot.pause()
        assert "did you mean since:?" in shown(app)
        await pilot.press(keys)
        await pilot.pause()
        assert "did you mean" not in shown(app)
        assert filter_of(app) == "#LateTrams"
        assert is_at_timeline(app)


async def test_a_click_on_the_posts_keeps_what_was_typed() -> None:
    app = reading(query="#LateTrams")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *" -line")
        await pilot.click("#timeline", offset=(1, 1))
        await pilot.pause()
        assert filter_of(app) == "#LateTrams -line"
        assert "-line ×" in bar(app)
        await pilot.press("slash", *"x", "escape")
        await pilot.pause()
        assert filter_of(app) == "#LateTrams -line"


# ctrl+c


async def test_ctrl_c_while_typing_cancels_and_does_not_quit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = reading(query="#LateTrams")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *" line", "ctrl+c")
        await pilot.pause()
        assert app.is_running
        assert filter_of(app) == "#LateTrams"
        assert is_at_timeline(app)
        left: list[bool] = []
        monkeypatch.setattr(app, "exit", lambda *_: left.append(True))
        await pilot.press("ctrl+c")
        assert left == [True]


async def test_ctrl_c_copies_a_selected_text_first() -> None:
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *"signals", *["shift+left"] * 4, "ctrl+c")
        await pilot.pause()
        assert app.clipboard == "nals"
        assert isinstance(app.focused, QueryInput)
        await pilot.press("end", "ctrl+c")
        await pilot.pause()
        assert is_at_timeline(app)
        assert filter_of(app) == ""


@pytest.mark.parametrize("opens", ["#", "d", "F", "?", "ctrl+p", "p"])
async def test_ctrl_c_closes_a_dialog_and_does_not_quit(opens: str) -> None:
    app = reading(query="#LateTrams")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(opens)
        await pilot.pause()
        assert app.screen is not screen_of(app)
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert is_at_timeline(app)
        assert app.is_running
        assert filter_of(app) == "#LateTrams"


# Unfinished terms


@pytest.mark.parametrize(
    ("term", "awaited"),
    [
        ("has:", "a kind of post"),
        ("has:im", "a kind of post"),
        ("since:202", "a date"),
        ("from:", "a handle"),
        ('"line', 'a closing "'),
        ('from:"Har', 'a closing "'),
        ("/line [", "a closing /"),
        ("-", "a term after -"),
        ("line OR", "a term after OR"),
        ("min_faves:x", "a number"),
    ],
)
async def test_an_unfinished_term_leaves_the_view_and_the_bar_says_what_it_awaits(
    term: str, awaited: str
) -> None:
    app = reading(query="#LateTrams", order="captured")
    async with app.run_test(size=SIZE) as pilot:
        before = [reader_of(app).feed.post(row).id for row in reader_of(app).rows]
        await pilot.press("slash", "space")
        for sign in term:
            await pilot.press(sign)
        await pilot.pause()
        after = [reader_of(app).feed.post(row).id for row in reader_of(app).rows]
        if " OR" not in term:
            assert after == before
        assert f"awaits {awaited}" in bar(app)
        assert "^" not in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "awaits" not in bar(app)
        assert filter_of(app) == "#LateTrams"


async def test_enter_on_an_unfinished_term_says_what_is_wrong_and_stays() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"since:202", "enter")
        await pilot.pause()
        assert '"202" is not a date' in shown(app)
        assert isinstance(app.focused, QueryInput)
        await pilot.press("4")
        await pilot.pause()
        assert "is not a date" not in shown(app)
        assert "2 of 4" in bar(app)


async def test_a_group_is_shown_while_it_is_open() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"(signals OR line")
        await pilot.pause()
        assert len(reader_of(app).rows) == 3
        assert "awaits a closing )" in bar(app)


async def test_what_is_wrong_elsewhere_is_said_at_once() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"has:imx ")
        await pilot.pause()
        assert "there is no kind of post" in shown(app)
        await pilot.press(*"line")
        await pilot.pause()
        assert len(reader_of(app).rows) == 4


# Beginnings of tags


async def test_a_tag_is_found_by_its_beginning_while_it_is_typed() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"#la")
        await pilot.pause()
        assert len(reader_of(app).rows) == 2
        assert "2 of 4" in bar(app)
        await pilot.press("space")
        await pilot.pause()
        assert len(reader_of(app).rows) == 0
        assert "no #la; #LateTrams is offered" in bar(app)
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert filter_of(app).strip() == "#LateTrams"
        assert len(reader_of(app).rows) == 2


async def test_enter_takes_the_tag_as_it_is_typed_and_says_that_no_post_has_it() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"#la", "enter")
        await pilot.pause()
        assert filter_of(app) == "#la"
        assert len(reader_of(app).rows) == 0
        assert notices(app)[-1] == "No #la; #LateTrams is offered."
        await pilot.press("slash")
        await pilot.pause()
        assert app.screen.query_one(CompletionList).display
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert filter_of(app).strip() == "#LateTrams"


@pytest.mark.parametrize(
    ("typed", "found"), [("@ell", 1), ("from:har", 3), ("-#lin", 3), ("+sign", 2)]
)
async def test_names_and_whole_words_are_found_by_their_beginning_too(typed, found) -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *typed)
        await pilot.pause()
        assert len(reader_of(app).rows) == found
        await pilot.press("space")
        await pilot.pause()
        assert len(reader_of(app).rows) == (4 if typed[0] == "-" else 0)


async def test_the_beginning_of_a_tag_is_marked_in_the_posts() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"#la")
        await pilot.pause()
        colour = reader_of(app).palette.match.bgcolor
        strips = app.screen._compositor.render_strips()
        marked = {part.text for strip in strips for part in strip if part.style.bgcolor == colour}
        assert "#La" in marked


# A walk


KEYS = (
    *("slash", "escape", "enter", "tab", "up", "down", "j", "k", "G", "ctrl+c", "space", "n"),
    *("l", "a", "#", "(", '"', ":", "-", "left", "backspace", "s", "d", "F", "h", "x", "z", "'"),
    *("ctrl+d", "?", "f", "t", "Q", "right", "home", "shift+left", "S", "[", "i"),
)


@pytest.mark.parametrize(("seed", "query"), [(0, ""), (1, "#LateTrams")])
async def test_three_times_esc_is_the_timeline_with_a_filter_that_was_put_in_force(
    seed: int, query: str, tmp_path: Path
) -> None:
    chance = random.Random(f"{seed} {query}")
    app = reading(query=query)
    async with app.run_test(size=chance.choice([WIDE, SIZE, SMALL])) as pilot:
        for _ in range(12):
            before = filter_of(app)
            await pilot.press("slash")
            await pilot.pause()
            for key in chance.choices([key for key in KEYS if key != "enter"], k=4):
                if isinstance(app.focused, QueryInput):
                    await pilot.press(key)
            if isinstance(app.focused, QueryInput):
                await pilot.press("escape")
                await pilot.pause()
                assert filter_of(app) == before
            for key in chance.choices(KEYS, k=6):
                if key != "ctrl+c" or isinstance(app.focused, Input):
                    await pilot.press(key)
            await pilot.press("escape", "escape", "escape")
            await pilot.pause()
            assert app.is_running
            assert not app.is_leaving
            assert is_at_timeline(app)
            assert not reader_of(app).filter_bar.has_error


# Pasting


def paste(app: FeedApp, text: str) -> None:
    app.post_message(events.Paste(text))


async def test_a_paste_of_several_lines_is_one_query() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash")
        paste(app, "#LateTrams\nline\n\n4\n")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert filter_of(app) == "#LateTrams line 4"
        assert notices(app) == []
        await pilot.press("slash", *["shift+left"] * 6)
        paste(app, "-x\ny")
        await pilot.pause()
        assert app.screen.query_one(QueryInput).value == "#LateTrams -x y"


async def test_what_a_paste_loses_is_said() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash")
        paste(app, "tram " * 2_002)
        await pilot.pause()
        assert notices(app)[-1] == "The paste was cut: 9 characters dropped."


@pytest.mark.parametrize("keys", [(), ("enter",), ("h",)])
async def test_a_paste_outside_the_input_is_offered_as_a_filter_and_runs_no_command(keys) -> None:
    app = reading(query="#LateTrams")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*keys)
        paste(app, "line\nqqq")
        await pilot.pause()
        assert app.is_running
        assert app.screen.query_one(QueryInput).value == "#LateTrams line qqq"
        assert isinstance(app.focused, QueryInput)
        assert notices(app)[-1] == "Pasted as a filter: Enter keeps it, Esc drops it."
        await pilot.press("escape")
        await pilot.pause()
        assert filter_of(app) == "#LateTrams"


# The keyboard after a change of the window


@pytest.mark.parametrize("large", [WIDE, (140, 40), (100, 30)])
@pytest.mark.parametrize("small", [SMALL, (60, 14), (39, 11)])
@pytest.mark.parametrize(
    ("keys", "part"),
    [((), "timeline"), (("enter",), "page"), (("h",), "histogram"), (("slash",), "filter")],
)
async def test_the_keyboard_is_where_it_was_after_a_small_window(keys, part, small, large) -> None:
    app = reading()
    async with app.run_test(size=large) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        before = screen_of(app).focused
        assert before
        assert before.id == part
        for size in (small, large):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert screen_of(app).focused is before


async def test_posts_that_arrive_just_after_the_key_leave_the_keyboard_in_the_input() -> None:
    app = reading(query="#LateTrams")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        reader_of(app).editor.begin()
        reader_of(app).show_posts()  # before the input has been told of its focus
        await pilot.pause()
        assert isinstance(app.focused, QueryInput)
        assert app.focused.display
