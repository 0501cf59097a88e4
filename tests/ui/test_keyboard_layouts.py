"""Keys by their place: whoever writes Russian, Greek or Hebrew presses the same keys."""

import pytest
from textual import events
from textual.widgets import Input

from tests.ui.harbor import HARBOR, notices, reader_of, reading, screen_of, shown
from tui_feed.models import Post
from tui_feed.ui.dialogs.base.choice_list import ChoiceList
from tui_feed.ui.dialogs.base.dialog import Question
from tui_feed.ui.dialogs.base.text_dialog import TextView
from tui_feed.ui.dialogs.calendar import Calendar, Days
from tui_feed.ui.terminal.keyboard_layouts import Layouts
from tui_feed.ui.widgets.filter_bar import FilterBar
from tui_feed.ui.widgets.histogram import Histogram


def at(character: str, *, after: str = "") -> str | None:
    """Return the key at the place of a character, after others were typed."""
    layouts = Layouts()
    for sign in after + character:
        layouts.follow(sign)
    return layouts.key_at(events.Key(character, character))


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("йцукенфывапроячсмить", "qwertyasdfghjzxcvbnm"),
        ("ОЛТПШАДЫ", "JKNGIFLS"),
        ("іІ", "sS"),
        ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
        ("ΞΚΝΓ", "JKNG"),
        ("קראטוןםפשדגכעיחלךזסבהנמצ", "ertyuiopasdfghjklzxcvbnm"),
        ("ضصثقفغعهخحشسلاتنم", "qwertyuiopasghjkl"),
    ],
)
def test_a_letter_is_the_key_at_its_place(typed: str, keys: str) -> None:
    assert "".join(at(character) or "?" for character in typed) == keys


def test_a_sign_that_every_keyboard_has_is_taken_by_place_only_after_a_letter_of_the_script() -> (
    None
):
    assert at(".") is None
    assert at(".", after="о") == "slash"
    assert at(",", after="о") == "question_mark"
    assert at('"', after="о") == "at"
    assert at("№") == "number_sign"
    assert at(";", after="ξ") == "q"
    assert at(".", after="оj") is None


def test_a_letter_that_lies_elsewhere_in_another_layout_waits_until_it_is_known_which() -> None:
    assert at("د") is None
    assert at("د", after="پ") == "n"
    assert at("د", after="ة") == "right_square_bracket"


def test_a_letter_with_ctrl_is_the_key_at_its_place() -> None:
    assert Layouts().key_at(events.Key("ctrl+й", None)) == "ctrl+q"


@pytest.mark.parametrize("character", ["漢", "가", "อ", "é", "~"])
def test_a_character_of_no_known_layout_is_no_key(character: str) -> None:
    assert at(character) is None


MANY = tuple(
    Post(id=str(n), author=HARBOR, text=f"post number {n}", created_at=f"2024-01-{n + 1:02}")
    for n in range(20)
)


@pytest.mark.parametrize(
    ("keys", "index"),
    [("о", 1), ("оо", 2), ("ооЛ", 1), ("П", 19), ("5о", 5), ("ξξ", 2), ("חח", 2), ("۵ت", 5)],
)
async def test_the_timeline_moves_by_the_place_of_keys(keys: str, index: int) -> None:
    app = reading(*MANY, order="captured")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert reader_of(app).timeline.index == index


async def test_what_is_typed_into_a_filter_is_text_and_no_key() -> None:
    app = reading()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("о", ".", *"йцукен")
        await pilot.pause()
        assert screen_of(app).query_one(FilterBar).input.value == "йцукен"


async def test_on_a_keyboard_that_is_not_known_a_sign_does_nothing() -> None:
    app = reading()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(".", ",", "漢", "é")
        await pilot.pause()
        assert app.screen is screen_of(app)
        assert not screen_of(app).query_one(FilterBar).is_typing


async def test_a_page_scrolls_and_bars_move_by_the_place_of_keys() -> None:
    long = Post(id="1", author=HARBOR, text="line\n" * 99, created_at="2025-01-01")
    app = reading(long, *MANY)
    async with app.run_test(size=(120, 40)) as pilot:
        reader = reader_of(app)
        await pilot.press("enter", "П")
        assert reader.page._top > 0
        await pilot.press("escape", "р")
        bars = screen_of(app).query_one(Histogram)
        assert app.focused is bars
        await pilot.press("п")
        await pilot.pause()
        assert bars._at == 0
        await pilot.press("д")
        assert bars._at == 1


async def test_a_calendar_takes_letters_by_place_and_types_none_of_them() -> None:
    app = reading(*MANY, order="captured")
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("в")
        await pilot.pause()
        assert isinstance(app.screen, Calendar)
        day = app.screen.query_one(Days).cursor
        await pilot.press("т", "я", "z")
        assert app.screen.query_one(Input).value == ""
        assert (app.screen.query_one(Days).cursor - day).days == 1
        await pilot.press("ь")
        await pilot.pause()
        assert reader_of(app).filter_query.text == "on:2024-01"


async def test_a_question_is_answered_by_the_place_of_keys() -> None:
    app = reading()
    for keys, answer in (("н", True), ("т", False), ("ט", True), ("ν", False)):
        got: list[bool | None] = []
        async with app.run_test(size=(80, 24)) as pilot:
            app.push_screen(Question("Sure?", "It is far."), got.append)
            await pilot.pause()
            await pilot.press("漢", keys)
            await pilot.pause()
        assert got == [answer]
        app = reading()


@pytest.mark.parametrize("closes", ["й", ",", "escape", "enter"])
async def test_the_help_scrolls_and_closes_by_the_place_of_keys(closes: str) -> None:
    app = reading()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("о", ",")
        await pilot.pause()
        assert "Next post" in shown(app)
        view = app.screen.query_one(TextView)
        await pilot.press("о", "о", "л")
        assert view._top == 1
        await pilot.press(closes)
        await pilot.pause()
        assert app.screen is screen_of(app)
        assert not notices(app)


async def test_a_search_of_the_help_begins_by_place_and_then_takes_every_letter() -> None:
    app = reading()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("о", ",")
        await pilot.pause()
        await pilot.press(".", *"йол,", "enter")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "йол,"
        await pilot.press("escape")
        assert app.screen.query_one(Input).value == ""
        await pilot.press("й")
        await pilot.pause()
        assert app.screen is screen_of(app)


async def test_a_list_moves_by_the_place_of_keys_and_any_other_letter_narrows_it() -> None:
    app = reading()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("#")
        await pilot.pause()
        choices = app.screen.query_one(ChoiceList)
        first = choices.marked
        await pilot.press("о")
        assert choices.marked != first
        await pilot.press("л")
        assert choices.marked == first
        await pilot.press("т", "о")
        assert app.screen.query_one(Input).value == "то"


async def test_keys_for_a_calendar_that_come_in_one_piece_with_it_reach_it() -> None:
    app = reading(*MANY, order="captured")
    async with app.run_test(size=(80, 30)) as pilot:
        for key in "dn":
            app.post_message(events.Key(key, key))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, Calendar)
        assert app.screen.query_one(Input).value == ""
        assert "2 January" in shown(app)


@pytest.mark.parametrize("keys", ["ыщ", "σο"])
async def test_an_order_is_chosen_by_the_place_of_keys(keys: str) -> None:
    app = reading(*MANY)
    async with app.run_test(size=(80, 30)) as pilot:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        assert "post 1 of 20 · oldest" in shown(app)


async def test_a_search_is_begun_by_the_place_of_its_key() -> None:
    app = reading(*MANY)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("Ы", *"number", "enter")
        await pilot.pause()
        assert "match 1 of 20" in shown(app)
