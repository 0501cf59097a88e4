"""Filtering from the keyboard: typing, ending words, chips, marks, lists with counts, names."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.records import made_post
from tests.ui.harbor import Held, notices, reader_of, reading, screen_of, shown
from tui_feed.feed import Selection
from tui_feed.ingest import Loading, open_feed
from tui_feed.loaders import InputError
from tui_feed.models import Post
from tui_feed.query import Query
from tui_feed.state.saved import SavedState
from tui_feed.ui.app import FeedApp
from tui_feed.ui.dialogs.base.choice_list import ChoiceList
from tui_feed.ui.widgets.completion_list import CompletionList
from tui_feed.ui.widgets.filter_bar import FilterBar
from tui_feed.ui.widgets.query_input import QueryInput

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
WIDE, NARROW, SMALL = (120, 40), (80, 24), (40, 12)


def filter_of(app: FeedApp) -> str:
    return reader_of(app).filter_query.text


def typed(app: FeedApp) -> str:
    return app.screen.query_one(QueryInput).value


def bar(app: FeedApp) -> str:
    return next(line for line in shown(app).split("\n") if line.startswith(" / "))


def marked(app: FeedApp) -> list[str]:
    """Return the pieces that are drawn as what the filter met."""
    colour = reader_of(app).palette.match.bgcolor
    strips = app.screen._compositor.render_strips()
    return [part.text for strip in strips for part in strip if part.style.bgcolor == colour]


# Chips


async def test_the_filter_in_force_is_shown_in_parts() -> None:
    app = reading(query="#LateTrams -ferry since:2023")
    async with app.run_test(size=WIDE) as pilot:
        assert "#LateTrams ×   -ferry ×   since:2023 ×" in bar(app)
        await pilot.press("slash")
        await pilot.pause()
        assert "#LateTrams -ferry since:2023" in bar(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "×" in bar(app)


async def test_backspace_takes_out_the_last_part_and_esc_all() -> None:
    app = reading(query="#LateTrams (tram OR line) since:2023")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("backspace")
        assert filter_of(app) == "#LateTrams (tram OR line)"
        await pilot.press("backspace")
        assert filter_of(app) == "#LateTrams"
        await pilot.press("escape")
        assert filter_of(app) == ""
        await pilot.press("backspace")
        await pilot.pause()
        assert "post 1 of 4" in bar(app)


async def test_x_takes_out_the_part_that_is_chosen() -> None:
    app = reading(query="#LateTrams since:2023")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("x")
        await pilot.pause()
        assert "Take out which part?" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert filter_of(app) == "since:2023"
        await pilot.press("x")
        assert filter_of(app) == ""


async def test_a_click_takes_out_a_part_and_beside_the_parts_one_types() -> None:
    app = reading(query="#LateTrams since:2023")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.click(FilterBar, offset=(6, 0))
        await pilot.pause()
        assert filter_of(app) == "since:2023"
        await pilot.click(FilterBar, offset=(43, 0))
        await pilot.pause()
        assert isinstance(app.focused, QueryInput)


async def test_parts_that_find_no_room_are_hinted_at() -> None:
    app = reading(query="#LateTrams -ferry -bus -boat since:2023")
    async with app.run_test(size=SMALL):
        assert "…" in bar(app)


async def test_plain_chips_are_brackets() -> None:
    app = reading(query="#LateTrams", plain=True)
    async with app.run_test(size=WIDE):
        assert "[#LateTrams x]" in bar(app)


# What it met


async def test_what_the_filter_met_is_marked_in_card_and_page() -> None:
    app = reading(query="signals")
    async with app.run_test(size=(140, 40)) as pilot:
        assert set(marked(app)) == {"signals"}
        assert len(marked(app)) > 4
        await pilot.press("escape")
        await pilot.pause()
        assert marked(app) == []


async def test_n_goes_through_what_was_met_also_when_the_filter_is_gone() -> None:
    app = reading(query="#LateTrams", order="captured")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("escape", "n")
        assert reader_of(app).post.id == "10"
        await pilot.press("n")
        assert reader_of(app).post.id == "10"
        assert notices(app)[-1] == "No more matches below."
        await pilot.press("N")
        assert reader_of(app).post.id == "30"


async def test_n_in_an_open_post_scrolls_to_the_next_place() -> None:

    text = "\n".join("zebra" if n in (40, 90) else f"line {n}" for n in range(100))
    app = reading(made_post(id="1", text=text), query="zebra")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "zebra" not in shown(app).replace("zebra ×", "")
        await pilot.press("n")
        await pilot.pause()
        assert "line 41" in shown(app)
        await pilot.press("n")
        await pilot.pause()
        assert "line 91" in shown(app)
        await pilot.press("N")
        await pilot.pause()
        assert "line 41" in shown(app)


# Ending words


async def test_tab_ends_an_operator_and_then_a_value_of_this_feed_with_its_count() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"fro")
        await pilot.pause()
        assert "written by this account" in shown(app)
        await pilot.press("tab")
        await pilot.pause()
        assert typed(app) == "from:"
        assert "needs a value" not in shown(app)
        assert any("HarborRiders" in line and " 3" in line for line in shown(app).split("\n"))
        await pilot.press("tab")
        await pilot.pause()
        assert typed(app) == "from:HarborRiders "
        assert "3 of 4" in shown(app)
        await pilot.press("tab")
        await pilot.pause()
        assert typed(app) == "from:ElleryWorks "
        await pilot.press("shift+tab", "enter")
        await pilot.pause()
        assert filter_of(app).strip() == "from:HarborRiders"
        assert app.focused is reader_of(app).timeline


async def test_tags_are_offered_with_their_counts_and_a_click_takes_one() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"#l")
        await pilot.pause()
        lines = shown(app).split("\n")
        assert any("LateTrams" in line and " 2" in line for line in lines)
        await pilot.click(CompletionList, offset=(3, 1))
        await pilot.pause()
        assert typed(app) == "#Line4 "
        assert "1 of 4" in shown(app)


async def test_the_list_goes_away_with_the_word() -> None:
    app = reading()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("slash", *"#l")
        await pilot.pause()
        assert app.screen.query_one(CompletionList).display
        await pilot.press("enter")
        await pilot.pause()
        assert not app.screen.query_one(CompletionList).display


async def test_tab_without_anything_to_end_goes_to_the_posts() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", "tab")
        await pilot.pause()
        assert app.focused is reader_of(app).timeline


async def test_a_broken_query_keeps_the_keyboard_until_it_is_mended() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"sinse:2024", "enter")
        await pilot.pause()
        assert "did you mean since:?" in shown(app)
        assert isinstance(app.focused, QueryInput)
        await pilot.press("escape")
        assert app.focused is reader_of(app).timeline


# What was typed before


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_esc_in_the_posts_drops_a_broken_query_and_keeps_the_filter(size) -> None:
    app = reading(query="#LateTrams")
    async with app.run_test(size=size) as pilot:
        await pilot.press("slash", *" (")
        app.screen.set_focus(reader_of(app).timeline)  # as a click does, or a dialog
        await pilot.pause()
        assert " / #LateTrams (" in bar(app)
        assert "never closed" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "never closed" not in shown(app)
        assert "#LateTrams ×" in bar(app)
        await pilot.press("slash")
        assert typed(app).strip() == "#LateTrams"
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert filter_of(app) == ""


async def test_a_broken_query_that_is_known_after_the_input_was_left_is_shown_there() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash")
        editor, posts = reader_of(app).editor, reader_of(app).timeline
        app.screen.set_focus(posts)
        await pilot.pause()
        reader_of(app).filter_bar.show_chips()
        editor.set("(", remember=False)
        await pilot.pause()
        assert bar(app).startswith(" / (")


async def test_the_input_may_be_left_before_its_last_key_is_reported() -> None:
    app = reading(query="#LateTrams")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash")
        editor = reader_of(app).editor
        reader_of(app).filter_bar.input.value = "#LateTrams on:11-27#late"
        editor.settle()  # as a click on a post does
        assert reader_of(app).filter_bar.has_error
        await pilot.pause()
        assert filter_of(app) == "#LateTrams"
        reader_of(app).filter_bar.input.value = "#LateTrams on:11-27("
        editor.done()
        await pilot.pause()
        assert isinstance(app.focused, QueryInput)


async def test_up_and_down_go_through_what_was_typed_in_this_run_and_the_last(tmp_path) -> None:
    saved = SavedState(tmp_path / "state", tmp_path / "config")
    saved.remember("ferry")
    app = reading(saved=saved)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"tram", "enter", "escape", "slash", *"bu", "up")
        assert typed(app) == "tram"
        await pilot.press("up")
        assert typed(app) == "ferry"
        await pilot.press("up")
        assert typed(app) == "ferry"
        await pilot.press("down", "down")
        assert typed(app) == "bu"
        await pilot.press("down")
        await pilot.pause()
        assert app.focused is reader_of(app).timeline
    assert SavedState(tmp_path / "state", tmp_path / "config").queries() == ["ferry", "tram", "bu"]


async def test_what_cannot_be_remembered_is_said_and_the_filter_holds(tmp_path) -> None:
    (tmp_path / "state").write_text("no folder")
    app = reading(saved=SavedState(tmp_path / "state", tmp_path / "config"))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"signals", "enter")
        await pilot.pause()
        assert "will not be remembered" in notices(app)[-1]
        assert filter_of(app) == "signals"


# Lists with counts


async def test_the_lists_count_the_filter_in_force_and_add_or_leave_out() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("number_sign")
        await pilot.pause()
        assert "#LateTrams" in shown(app)
        await pilot.press("plus")
        await pilot.pause()
        assert "In 2 of 4 posts" in shown(app)
        await pilot.press("tab")
        await pilot.pause()
        assert "@HarborRiders" in shown(app)
        await pilot.press("shift+tab", "down", "minus", "escape")
        await pilot.pause()
        assert filter_of(app) == "#LateTrams -#Line4"
        assert "1 of 4" in bar(app)


@pytest.mark.parametrize(
    ("group", "words", "term"),
    [
        ("authors", "@HarborRiders", "from:HarborRiders"),
        ("mentioned", "@ElleryWorks", "@ElleryWorks"),
        ("sites", "harborriders.com", "domain:harborriders.com"),
        ("years", "2024", "year:2024"),
        ("kinds", "hashtags", "has:hashtags"),
    ],
)
async def test_every_list_adds_the_term_that_finds_what_it_counted(group, words, term) -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        screen_of(app).action_facets(group)
        await pilot.pause()
        choice = app.screen.query_one(ChoiceList).marked
        assert choice.label.startswith(words)
        assert words in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert filter_of(app) == term
        assert f"{choice.note} of 4" in bar(app)


async def test_people_are_one_key_away() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("at")
        await pilot.pause()
        assert "@ElleryWorks" in shown(app)


async def test_a_click_opens_another_list() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("number_sign")
        await pilot.pause()
        await pilot.click("#groups", offset=(9, 0))
        await pilot.pause()
        assert "@HarborRiders" in shown(app)


async def test_the_lists_fit_a_small_terminal() -> None:
    app = reading()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("f")
        await pilot.pause()
        assert "kinds" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert filter_of(app) != ""


# Saved filters


async def test_a_filter_is_named_recalled_and_forgotten(tmp_path) -> None:
    saved = SavedState(tmp_path / "state", tmp_path / "config")
    app = reading(query="#LateTrams -ferry", saved=saved)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("F", *"late trams", "enter")
        await pilot.pause()
        assert notices(app)[-1] == "Saved as late trams."
        assert saved.filters() == {"late trams": "#LateTrams -ferry"}
        await pilot.press("escape", "F")
        await pilot.pause()
        assert "late trams" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert filter_of(app) == "#LateTrams -ferry"
        await pilot.press("F")
        await pilot.pause()
        await pilot.press("ctrl+d")
        await pilot.pause()
        assert saved.filters() == {}


async def test_a_new_name_that_begins_like_an_old_one_is_kept_with_ctrl_s(tmp_path) -> None:
    saved = SavedState(tmp_path / "state", tmp_path / "config")
    saved.name("late trams", "ferry")
    app = reading(query="#LateTrams", saved=saved)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("F", *"late", "ctrl+s")
        await pilot.pause()
        assert saved.filters() == {"late trams": "ferry", "late": "#LateTrams"}


async def test_there_is_nothing_to_name_without_a_filter(tmp_path) -> None:
    app = reading(saved=SavedState(tmp_path / "state", tmp_path / "config"))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("F", *"all", "enter")
        await pilot.pause()
        assert isinstance(app.focused, Input)
        assert notices(app) == []


# The same without a screen

QUERIES = [
    "tram OR the",
    "is:reply OR has:links",
    "-has:alt since:2020 sort:oldest",
    "/[aeiou]{2}/",
]


def _fixtures() -> list[Path]:
    return sorted(path for path in FIXTURES.iterdir() if path.name != "README.md")


@pytest.mark.parametrize("path", _fixtures(), ids=lambda path: path.name)
async def test_the_same_query_gives_the_same_rows_with_and_without_a_screen(path: Path) -> None:
    try:
        feed = open_feed(str(path))
    except InputError:
        pytest.skip("no timeline by itself")
    for text in QUERIES:
        query = Query.parse(text)
        expected = [feed.post(row).id for row in feed.select(query)]
        app = FeedApp(Loading((str(path),)), query, "newest", theme="dark")
        async with app.run_test(size=SMALL) as pilot:
            while (reader := reader_of(app)).is_reading or not reader.rows.is_whole:
                await pilot.pause()
            assert [reader.feed.post(row).id for row in reader.rows] == expected


def many_posts() -> tuple[Post, ...]:
    """Posts in no order: neither by date nor by how often they were seen."""
    days = [f"2020-01-{1 + number * 7 % 28:02}" for number in range(300)]
    return tuple(
        made_post(
            id=str(number), text=f"post {number}", created_at=day, metrics={"views": number % 97}
        )
        for number, day in enumerate(days)
    )


async def test_what_takes_long_to_sort_or_to_search_comes_bit_by_bit(monkeypatch) -> None:
    monkeypatch.setattr("tui_feed.ui.screens.filtering.filter_state.FIRST_HITS", 0)
    monkeypatch.setattr("tui_feed.ui.screens.filtering.filter_state.SLICE", 0)
    monkeypatch.setattr("tui_feed.ui.screens.filtering.filter_state.DRAWING", 0.2)
    monkeypatch.setattr("tui_feed.feed.index.sorting._RUN", 16)
    monkeypatch.setattr("tui_feed.feed.index.sorting._SAMPLE", 4)
    monkeypatch.setattr("tui_feed.feed.index.fulltext._STEP", 64)
    app = reading(source=Held(many_posts()), order="captured")
    async with app.run_test(size=WIDE) as pilot:
        while not shown(app).count("post 1 of 300 · as captured"):
            await pilot.pause(0.01)
        await pilot.press("j", "s", "v")
        assert "300 so far · sorting" in shown(app)
        assert "post 0" in shown(app)
        while "of 300 · most viewed" not in shown(app):
            await pilot.pause(0.01)
        assert reader_of(app).post.id == "1"  # nobody's place has changed
        await pilot.press("home")
        assert reader_of(app).post.id == "96"
        await pilot.press(*'/"post 29"')
        assert "so far · searching" in shown(app)
        while "1 of 300" not in shown(app):
            await pilot.pause(0.01)


async def test_a_filter_that_takes_the_place_of_another_between_two_frames_shows_its_own() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        timeline, rows = reader_of(app).timeline, list(reader_of(app).rows)
        timeline.show(reader_of(app).feed, Selection(rows), None)
        assert "↳ replying to @Line4Fan" in shown(app)
        del rows[1:]  # other rows where those were: memory that nobody needs is used again
        timeline.show(reader_of(app).feed, Selection(rows), None)
        await pilot.pause()
        assert "We wrote it up" in shown(app)
        assert "↳ replying to @Line4Fan" not in shown(app)
