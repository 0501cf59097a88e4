"""Dialogs: one style at every size, lists that are walked and narrowed, columns with bars."""

import pytest
from textual.renderables.background_screen import BackgroundScreen

from tests.ui.harbor import HARBOR, notices, reader_of, reading, screen_of, shown
from tui_feed.models import Post
from tui_feed.state.saved import SavedState
from tui_feed.ui.app import FeedApp
from tui_feed.ui.dialogs.base.choice_list import Choice, ChoiceList
from tui_feed.ui.dialogs.base.dimmed import DimmedScreen
from tui_feed.ui.dialogs.base.frame import fitting
from tui_feed.ui.dialogs.picker import Picker

SIZES = [(140, 40), (80, 24), (40, 12)]
MANY = tuple(
    Post(
        id=str(n), author=HARBOR, text="x", hashtags=tuple(f"tag{k:02}" for k in range(n % 30 + 1))
    )
    for n in range(60)
)
TITLES = {
    "number_sign": "In 60 posts",
    "at": "In 60 posts",
    "d": "Show only which dates?",
    "D": "Go to which date?",
    "F": "Saved filters",
    "ctrl+p": "Commands",
    "question_mark": "Help",
    "exclamation_mark": "Notices",
    "p": "Profile",
    "w": "Where it came from",
}


def frame(app: FeedApp) -> list[str]:
    """Return the lines of the dialog, with its frame."""
    x, y, width, height = app.screen.query_one(".dialog").region
    return [line.ljust(x + width)[x : x + width] for line in shown(app).split("\n")[y : y + height]]


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", TITLES)
async def test_every_dialog_has_its_question_and_its_keys_in_the_frame(key, size, plain) -> None:
    app = reading(*MANY, plain=plain, order="captured")
    async with app.run_test(size=size) as pilot:
        await pilot.press(key)
        await pilot.pause()
        top, *_, bottom = frame(app)
        assert TITLES[key] in top
        assert "Esc" in bottom
        assert app.screen.query_one(".dialog").region in app.screen.region
        assert not plain or shown(app).isascii()
        if size == (40, 12):
            assert app.screen.query_one(".dialog").region.size == (40, 12)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen_of(app)


async def test_a_short_list_makes_a_low_dialog_and_a_long_list_leaves_a_margin() -> None:
    app = reading(*MANY, order="captured")
    async with app.run_test(size=(80, 24)) as pilot:
        reader_of(app).ask(
            Picker("Which?", [Choice("one", "", "1")], reader_of(app).palette), print
        )
        await pilot.pause()
        assert len(frame(app)) == 4
        await pilot.press("escape", "number_sign")
        await pilot.pause()
        assert len(frame(app)) == 21


async def test_the_title_of_a_dialog_is_never_markup() -> None:
    app = reading()
    async with app.run_test(size=(80, 24)) as pilot:
        title = "[bold]one[/] [@click=app.quit]two[/]"
        reader_of(app).ask(Picker(title, [], reader_of(app).palette), print)
        await pilot.pause()
        assert title in frame(app)[0]


def test_keys_that_do_not_fit_are_left_out_but_never_the_last() -> None:
    keys = ("j k move", "Enter take", "/ narrow", "Esc back")
    assert fitting(keys, 50, " · ") == "j k move · Enter take · / narrow · Esc back"
    assert fitting(keys, 40, " · ") == "j k move · Enter take · Esc back"
    assert fitting(keys, 10, " · ") == "Esc back"


async def test_the_screen_under_a_dialog_is_dimmed_as_by_textual() -> None:
    app = reading()
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("number_sign")
        await pilot.pause()
        below = app.screen_stack[0]
        ways = (DimmedScreen, BackgroundScreen)
        color = app.screen.styles.background
        own, theirs = (list(app.console.render(way(below, color))) for way in ways)
        assert len(own) > 100
        assert own == theirs


# Lists


async def test_j_and_k_move_and_any_other_letter_narrows() -> None:
    app = reading(*MANY, order="captured")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("number_sign", "j", "j", "k")
        await pilot.pause()
        marked = app.screen.query_one(ChoiceList)
        assert marked.marked.label == "#tag01"
        assert "j k move" in frame(app)[-1]
        await pilot.press(*"tag2")
        await pilot.pause()
        assert marked.marked.label == "#tag20"
        assert "↑↓ move" in frame(app)[-1]
        await pilot.press("down")
        assert marked.marked.label == "#tag21"


async def test_a_slash_narrows_from_the_first_letter_also_a_j() -> None:
    choices = [Choice(name, "", name) for name in ("harbor", "jetty", "kiosk", "ajar")]
    taken: list[str] = []
    app = reading()
    async with app.run_test(size=(80, 24)) as pilot:
        reader_of(app).ask(Picker("Which?", choices, reader_of(app).palette), taken.append)
        await pilot.pause()
        await pilot.press("slash", "j", "e")
        await pilot.pause()
        assert "jetty" in shown(app)
        assert "kiosk" not in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "kiosk" in shown(app)
        await pilot.press("j", "j", "enter")
        await pilot.pause()
        assert taken == ["kiosk"]


async def test_deleting_the_last_letter_gives_the_keys_back_to_the_list() -> None:
    app = reading(*MANY, order="captured")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("number_sign", "t", "backspace", "j")
        await pilot.pause()
        assert app.screen.query_one(ChoiceList).marked.label == "#tag01"


async def test_home_and_end_go_to_the_ends_of_the_list() -> None:
    app = reading(*MANY, order="captured")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("number_sign", "end")
        assert app.screen.query_one(ChoiceList).marked.label == "#tag29"
        await pilot.press("home")
        assert app.screen.query_one(ChoiceList).marked.label == "#tag00"


# Columns


def rows(app: FeedApp) -> list[str]:
    region = app.screen.query_one(ChoiceList).region
    lines = shown(app).split("\n")[region.y : region.bottom]
    return [line[region.x : region.right - 1].rstrip() for line in lines]


@pytest.mark.parametrize("size", SIZES)
async def test_counts_stand_in_a_column_with_bars_of_their_size(size) -> None:
    app = reading(*MANY, order="captured")
    async with app.run_test(size=size) as pilot:
        await pilot.press("number_sign")
        await pilot.pause()
        lines = rows(app)
        assert lines[0].split()[1] == "#tag00"
        assert lines[0].endswith("60")
        assert len({len(line) for line in lines}) == 1
        bars = [sum(line.count(sign) for sign in "█━") for line in lines]
        assert bars == sorted(bars, reverse=True)
        assert bars[0] > bars[-1] > 0


async def test_a_long_label_is_cut_and_its_count_is_whole() -> None:
    choices = [Choice("x" * 200, "", "1", 83_760), Choice("y", "", "2", 1)]
    app = reading()
    async with app.run_test(size=(40, 12)) as pilot:
        reader_of(app).ask(Picker("Which?", choices, reader_of(app).palette), print)
        await pilot.pause()
        assert rows(app)[0].endswith("83,760")
        assert "…" in rows(app)[0]


# Commands


async def test_commands_that_do_nothing_now_are_left_out_of_the_list() -> None:
    app = reading()
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert "Remove the last part of the filter" not in shown(app)
        assert "Take the mouse back" not in shown(app)
        await pilot.press("escape", "slash", *"line", "enter", "ctrl+p")
        await pilot.pause()
        assert "Remove the last part of the filter" in shown(app)


async def test_the_keys_of_a_command_stand_at_the_right_edge() -> None:
    app = reading()
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        line = next(line for line in rows(app) if "A calendar: a date" in line)
        assert line.endswith("  d")
        assert len(line) == len(next(line for line in rows(app) if "Open the post" in line))


async def test_a_command_chosen_before_comes_first() -> None:
    app = reading()
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("ctrl+p", *"full profile", "enter")
        await pilot.pause()
        await pilot.press("escape", "ctrl+p")
        await pilot.pause()
        assert rows(app)[0].split()[1:4] == ["The", "full", "profile"]


# Help


@pytest.mark.parametrize(
    ("keys", "heading", "first"),
    [
        ([], "Here, in the timeline", "Next post"),
        (["enter"], "Here, in the open post", "A line down"),
        (["h"], "Here, in the chart", "A month back"),
    ],
)
async def test_the_help_begins_with_the_keys_of_the_focused_part(keys, heading, first) -> None:
    app = reading()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*keys, "question_mark")
        await pilot.pause()
        lines = [line[2:-3].strip() for line in frame(app)[2:]]
        assert lines[0] == heading
        assert first in lines[1]


async def test_the_help_of_typing_begins_with_the_keys_of_the_input() -> None:
    app = reading()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", "f1")
        await pilot.pause()
        assert "Here, while typing a filter" in frame(app)[2]


@pytest.mark.parametrize("size", SIZES)
async def test_the_help_shows_only_lines_with_the_typed_words(size) -> None:
    app = reading()
    async with app.run_test(size=size) as pilot:
        await pilot.press("question_mark", "slash", *"calendar")
        await pilot.pause()
        assert "A calendar: a date" in " ".join(shown(app).split())
        assert "Next post" not in shown(app)
        assert "Esc whole help" in frame(app)[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert "Next post" in shown(app)
        await pilot.press("y", "y", "z")
        await pilot.pause()
        assert "Nothing in the help has" in shown(app)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert app.screen is screen_of(app)


# Messages


@pytest.mark.parametrize("size", SIZES[:2])
async def test_a_message_is_one_line_whatever_it_says(size) -> None:
    app = reading()
    async with app.run_test(size=size, notifications=True) as pilot:
        app.notify("earlier", severity="warning")
        app.notify("[bold]now[/] " + "long " * 60, severity="error")
        await pilot.pause()
        lines = [line for line in shown(app).split("\n") if "[bold]now[/] long" in line]
        assert len(lines) == 1
        assert lines[0].rstrip().endswith("…")
        assert "earlier" not in shown(app)
        assert sum("long" in line for line in shown(app).split("\n")) == 1


# Saved filters


async def test_saving_asks_for_a_name_that_may_begin_with_any_letter(tmp_path) -> None:
    app = reading(query="#LateTrams", saved=SavedState(tmp_path, tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("F", "ctrl+s", *"just late")
        await pilot.pause()
        assert "Enter save under this name" in frame(app)[-1]
        await pilot.press("enter")
        await pilot.pause()
        assert notices(app)[-1] == "Saved as just late."
        await pilot.press("F")
        await pilot.pause()
        assert "just late" in rows(app)[0]
        assert "#LateTrams" in rows(app)[0]
