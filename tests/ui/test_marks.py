"""Marks, notes, labels, read posts and the place, from the keyboard."""

import sqlite3
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from tests.records import made_post
from tests.ui.harbor import (
    ELLERY,
    NIGHT,
    REPORT,
    SIGNALS,
    TIMELINE,
    Held,
    notices,
    reader_of,
    reading,
    screen_of,
    shown,
)
from tui_feed.models import Record
from tui_feed.state.database import Database
from tui_feed.state.saved import SavedState
from tui_feed.ui.app import FeedApp

WIDE = (120, 40)
MANY: tuple[Record, ...] = tuple(
    made_post(
        id=str(10**15 + number),
        author=ELLERY,
        created_at=f"2024-{12 - number // 20:02}-{28 - number % 20:02}",
        text=f"Report {number}.",
    )
    for number in range(60)
)


async def settle(pilot: Pilot[None], app: FeedApp) -> None:
    """Wait until everything is loaded, saved and drawn."""
    state = reader_of(app).state
    await pilot.pause()
    for _ in range(3):
        state.marks.save_read()
        assert state.marks.flush(30)
        await pilot.pause()


def marked(app: FeedApp) -> set[str]:
    feed = reader_of(app).feed
    return {feed.post(row).id for row in feed.own.marked}


def selected(app: FeedApp) -> str:
    return reader_of(app).selected_id or ""


async def test_m_marks_a_post_with_a_star_that_is_there_again_the_next_time() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        assert "★" not in shown(app)
        await pilot.press("m", "j", "j", "m")
        await settle(pilot, app)
        assert shown(app).count("★ Harbor Riders") == 2
        assert any("' lists the marks" in notice for notice in notices(app))
        await pilot.press("m")
        await settle(pilot, app)
        assert marked(app) == {"30"}
    again = reading(REPORT, SIGNALS)
    async with again.run_test(size=WIDE) as pilot:
        await settle(pilot, again)
        assert "★ Harbor Riders" in shown(again)
        assert "marked     by you" in shown(again)


async def test_a_sign_is_drawn_once_the_mark_is_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = reading(saved=SavedState(tmp_path, tmp_path))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        go_on = Event()
        write = Database.write

        def slow(self: Database, changes: object) -> None:
            assert go_on.wait(30)
            write(self, changes)

        monkeypatch.setattr(Database, "write", slow)
        await pilot.press("m")
        await pilot.pause()
        assert marked(app) == {REPORT.id}
        assert "★" not in shown(app)
        go_on.set()
        await settle(pilot, app)
        assert "★" in shown(app)


async def test_a_note_is_one_line_under_the_card_and_an_empty_one_is_none() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press("a", *"check [b]this", "enter")
        await settle(pilot, app)
        assert "✎ check [b]this" in shown(app)
        await pilot.press("a", "escape")
        await settle(pilot, app)
        assert "✎ check [b]this" in shown(app), "Esc changes nothing"
        await pilot.press("a", "ctrl+u", "enter")
        await settle(pilot, app)
        assert "✎" not in shown(app)


async def test_labels_are_several_completed_and_found() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press("L", *"To read, ferry", "enter")
        await settle(pilot, app)
        assert "▪ ferry  ▪ To read" in shown(app)
        await pilot.press("j", "L", *"fe")
        await pilot.pause()
        assert "ferry" in shown(app)
        await pilot.press("tab", "enter")
        await settle(pilot, app)
        assert shown(app).count("▪ ferry") == 2
        await pilot.press("slash", *'label:"to read"', "enter")
        await settle(pilot, app)
        assert "1 of 4" in shown(app)


async def test_the_list_of_marks_goes_to_a_post_and_back_before_the_jump() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press("apostrophe")
        await pilot.pause()
        assert "Nothing is marked here: m marks a post" in shown(app)
        await pilot.press(
            "escape", "j", "j", "m", "a", *"why?", "enter", "L", *"trams", "enter", "g"
        )
        await settle(pilot, app)
        await pilot.press("apostrophe")
        await pilot.pause()
        assert "Harbor Riders  [trams]  note: why?  Line 4 again." in shown(app)
        assert "9 May 2023" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert selected(app) == NIGHT.id
        await pilot.press("apostrophe", "apostrophe")
        await pilot.pause()
        assert selected(app) == REPORT.id


async def test_a_quote_that_is_no_post_of_the_timeline_cannot_be_marked() -> None:
    app = reading(REPORT)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press("Q", "m")
        await pilot.pause()
        assert "only here as a quote" in notices(app)[-1]
        assert not marked(app)


async def test_selected_posts_are_marked_and_set_to_read_together() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press("V", "j", "j", "m")
        await settle(pilot, app)
        assert marked(app) == {REPORT.id, SIGNALS.id, NIGHT.id}
        assert "3 posts marked." in notices(app)
        await pilot.press("m", "u")
        await settle(pilot, app)
        assert not marked(app)
        assert "Set to unread: 3 posts." in notices(app)
        assert not reader_of(app).feed.own.read


# Read posts


async def test_the_first_visit_is_quiet_and_the_second_tells_how_many_are_unread() -> None:
    app = reading(*MANY)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press("j", "j", "j")
        await settle(pilot, app)
        reader_of(app).show_posts()
        await settle(pilot, app)
        assert "unread" not in shown(app)
        assert len(reader_of(app).feed.own.read) == 3
    again = reading(*MANY)
    async with again.run_test(size=WIDE) as pilot:
        await settle(pilot, again)
        assert "of 60 · 57 unread · newest" in shown(again)
        assert "●" not in shown(again), "most are unread: a dot on each would say nothing"


async def test_a_page_down_reads_what_it_passes_and_a_jump_does_not() -> None:
    app = reading(*MANY)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        own = reader_of(app).feed.own
        await pilot.press("space")
        await settle(pilot, app)
        passed = reader_of(app).timeline.index
        assert passed > 2
        assert set(own.read) == set(range(passed))
        await pilot.press("G")
        await settle(pilot, app)
        assert set(own.read) == set(range(passed + 1)), (
            "the last is not left yet, the others not seen"
        )


async def test_an_opened_post_is_read() -> None:
    app = reading(*MANY)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press("enter")
        await settle(pilot, app)
        assert set(reader_of(app).feed.own.read) == {0}


async def test_u_sets_a_post_back_to_unread_and_a_dot_says_so() -> None:
    app = reading(*MANY)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press("A", "y")
        await settle(pilot, app)
        assert "60 posts set to read." in notices(app)
        assert "unread" not in shown(app)
        await pilot.press("u")
        await settle(pilot, app)
        assert "● Ellery Works" in shown(app)
        assert "of 60 · 1 unread" in shown(app)
        await pilot.press("slash", *"is:unread", "enter")
        await settle(pilot, app)
        assert "1 of 60" in shown(app)
        await pilot.press("u")
        await settle(pilot, app)
        assert "●" not in shown(app)
        assert "Report 0." in shown(app), "the list does not change under the reader"


async def test_a_post_set_to_unread_stays_so_when_it_is_left() -> None:
    app = reading(*MANY)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press("A")
        await pilot.pause()
        await pilot.press("y")
        await settle(pilot, app)
        await pilot.press("u", "j", "j")
        await settle(pilot, app)
        assert 0 not in reader_of(app).feed.own.read
        assert "● Ellery Works" in shown(app)
        await pilot.press("g", "j")
        await settle(pilot, app)
        assert 0 in reader_of(app).feed.own.read, "passed again, it is read"


async def test_all_read_asks_first_and_concerns_the_posts_shown() -> None:
    app = reading(*MANY, query="on:2024-11")
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press("A")
        await pilot.pause()
        assert "Set all unread posts shown to read: 20 posts." in shown(app)
        await pilot.press("n")
        await settle(pilot, app)
        assert not reader_of(app).feed.own.read
        await pilot.press("A", "y")
        await settle(pilot, app)
        assert len(reader_of(app).feed.own.read) == 20


async def test_a_filter_given_at_the_start_finds_marks_once_they_are_loaded() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press("j", "m")
        await settle(pilot, app)
    again = reading(query="is:marked")
    async with again.run_test(size=WIDE) as pilot:
        await settle(pilot, again)
        assert "1 of 4" in shown(again)


# Place


async def test_the_program_opens_where_the_reader_was_and_says_so() -> None:
    app = reading(*MANY)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press(*"jjjjj")
        await settle(pilot, app)
        assert not any("Opened" in notice for notice in notices(app))
    again = reading(*MANY)
    async with again.run_test(size=WIDE) as pilot:
        await settle(pilot, again)
        assert notices(again) == ["Opened at post 6, where you were; g goes to the top."]
        assert reader_of(again).timeline.index == 5
        assert len(reader_of(again).feed.own.read) == 5, "opening reads nothing"
        await pilot.press("g")
        await settle(pilot, again)
        assert reader_of(again).timeline.index == 0
    third = reading(*MANY)
    async with third.run_test(size=WIDE) as pilot:
        await settle(pilot, third)
        assert not notices(third), "at the top there is nothing to say"


async def test_a_reader_who_has_moved_is_not_moved_again() -> None:
    app = reading(*MANY)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press(*"jjjjj")
    again = reading(*MANY)
    async with again.run_test(size=WIDE) as pilot:
        await pilot.press("j")
        reader_of(again).state._moved_at = 0.0
        await settle(pilot, again)
        assert reader_of(again).timeline.index < 5 or "Opened" in notices(again)[0]


async def test_a_filter_at_the_start_shows_its_first_post() -> None:
    app = reading(*MANY)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press(*"jjjjj")
    again = reading(*MANY, query="report")
    async with again.run_test(size=WIDE) as pilot:
        await settle(pilot, again)
        assert (reader_of(again).timeline.index, notices(again)) == (0, [])


# Reloading, faults, and no state at all


async def test_a_reload_shows_the_marks_of_another_window(tmp_path: Path) -> None:
    one, two = reading(), reading()
    async with one.run_test(size=WIDE) as first:
        await settle(first, one)
        async with two.run_test(size=WIDE) as second:
            await settle(second, two)
            await second.press("j", "m")
            await settle(second, two)
        await first.press("j", "j", "m")
        await settle(first, one)
        assert marked(one) == {NIGHT.id}
        await first.press("r")
        await settle(first, one)
        assert marked(one) == {NIGHT.id, SIGNALS.id}
        assert selected(one) == NIGHT.id


async def test_marks_that_cannot_be_saved_are_told_once_and_shown(tmp_path: Path) -> None:
    (tmp_path / "marks.sqlite").mkdir()
    app = reading(saved=SavedState(tmp_path, tmp_path))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press("m", "j", "m")
        await settle(pilot, app)
        assert shown(app).count("★") >= 2
        faults = [notice for notice in notices(app) if "marks.sqlite is a folder" in notice]
        assert len(faults) == 1


async def test_without_state_marks_last_until_the_end_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    saved = SavedState(tmp_path, tmp_path, is_off=True)
    app = reading(saved=saved)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press("m", "slash", *"is:marked", "enter")
        await settle(pilot, app)
        assert "1 of 4" in shown(app)
        await pilot.press("F", *"x", "ctrl+s")
        await pilot.pause()
        assert "--no-state" in notices(app)[-1]
    assert not list(tmp_path.iterdir())


async def test_the_place_is_saved_while_the_reader_pauses(tmp_path: Path) -> None:
    app = reading(*MANY, saved=SavedState(tmp_path, tmp_path))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot, app)
        await pilot.press("j", "j")
        reader_of(app).state._pause()
        await settle(pilot, app)
        connection = sqlite3.connect(tmp_path / "marks.sqlite")
        assert connection.execute("SELECT id FROM places").fetchall() == [(MANY[2].id,)]
        connection.close()


async def test_a_screen_that_is_left_at_once_leaves_nothing_behind(tmp_path: Path) -> None:
    app = reading(source=Held(TIMELINE), saved=SavedState(tmp_path, tmp_path))
    async with app.run_test(size=WIDE):
        assert screen_of(app)
    assert not list(tmp_path.iterdir())
