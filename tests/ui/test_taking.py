"""Posts are taken along: picked, cited, saved, handed to a command, opened elsewhere."""

import asyncio
import hashlib
import os
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from time import sleep

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

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
    shown,
)
from tests.ui.programs import environment, install
from tui_feed.browse.taking import export as export_module
from tui_feed.browse.taking.citation import Archive
from tui_feed.browse.taking.digests import Digests
from tui_feed.models import Post
from tui_feed.ui.app import FeedApp
from tui_feed.ui.dialogs.base.text_dialog import TextDialog
from tui_feed.ui.dialogs.export_dialog import ExportDialog
from tui_feed.ui.dialogs.pipe_dialog import PipeDialog

SIZE = (100, 30)


@pytest.fixture(autouse=True)
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What a clipboard program gets; the present folder is a new one."""
    texts: list[str] = []

    async def program(text: str) -> tuple[str, ...]:
        texts.append(text)
        return ("xclip",)

    monkeypatch.setattr("tui_feed.ui.clipboard.copied_by", program)
    monkeypatch.chdir(tmp_path)
    return texts


async def settled(app: FeedApp, pilot: Pilot[None]) -> None:
    """Wait for the work in the background."""
    await pilot.pause()
    await app.workers.wait_for_complete([w for w in app.workers if w.group != "reading"])
    await pilot.pause()
    await app.workers.wait_for_complete([w for w in app.workers if w.group == "copy"])
    await pilot.pause()


def picked_ids(app: FeedApp) -> list[str]:
    shows = reader_of(app)
    rows = shows.taking.picked.in_order(shows.rows)
    return [shows.feed.post(row).id for row in rows]


# Picking


async def test_a_range_is_picked_with_the_cursor_and_counted() -> None:
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("V", "j", "j")
        assert picked_ids(app) == ["30", "20", "10"]
        assert "3 selected" in shown(app)
        await pilot.press("k", "V", "j", "j")
        assert picked_ids(app) == ["30", "20"]
        assert "2 selected" in shown(app)
        assert notices(app)[-1] == "2 posts selected; Esc lets them go."


async def test_keys_that_come_at_once_make_the_same_range() -> None:
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        for key in ("V", "j", "j", "V", "j"):
            app.post_message(events.Key(key, key))
        await pilot.pause()
        assert picked_ids(app) == ["30", "20", "10"]


async def test_picked_cards_have_a_sign() -> None:
    app = reading(plain=True)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("plus", "j")
        assert "* Harbor Riders @HarborRiders" in shown(app)


async def test_picked_posts_stay_under_another_filter_and_order() -> None:
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j", "plus", "slash", *"line4", "enter", "asterisk")
        assert picked_ids(app) == ["10", "20"]
        assert "2 selected" in shown(app)


async def test_a_thread_ends_a_range_and_is_saved_as_it_is_shown(tmp_path: Path) -> None:
    first = made_post(id="1", author=HARBOR, created_at="2024-02-01", text="First?")
    answer = made_post(id="2", author=HARBOR, created_at="2024-02-02", text="Yes!", reply_to_id="1")
    app = reading(PROFILE, first, answer, NIGHT)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("V", "t")
        await pilot.pause()
        await pilot.press("j", "k", "G")
        assert picked_ids(app) == ["2"]
        await pilot.press("plus")
        assert picked_ids(app) == []
        await save(await ask_to_save(pilot))
        await settled(app, pilot)
        html = (tmp_path / "HarborRiders.html").read_text()
        assert html.index("First?") < html.index("Yes!")
        assert html.count("<article>") == 2


async def test_escape_lets_picked_posts_go_before_the_filter() -> None:
    app = reading(query="harbor")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("asterisk", "escape")
        assert picked_ids(app) == []
        assert reader_of(app).filter_query.text == "harbor"
        await pilot.press("escape")
        assert reader_of(app).filter_query.text == ""


async def test_reading_anew_keeps_the_picked_posts() -> None:
    source = Held((PROFILE, REPORT, SIGNALS, NIGHT))
    source.next = Held((PROFILE, NIGHT, UNDATED, REPORT))
    app = reading(source=source)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("plus", "j", "plus", "r")
        await pilot.pause()
        await app.workers.wait_for_complete()
        assert reader_of(app).feed is source.next.feed
        assert picked_ids(app) == ["30"]
        assert "1 selected" in shown(app)


async def test_too_many_picked_posts_are_let_go_when_all_is_read_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui_feed.browse.taking.picked_posts.MOST_KEPT", 2)
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("asterisk", "r")
        while not notices(app):
            await pilot.pause(0.01)
        assert picked_ids(app) == []
        assert any("let go" in words for words in notices(app))


async def test_what_is_read_anew_is_shown_when_all_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_module, "_CHUNK", 1)
    source = Held((PROFILE, *(Post(id=str(number), text="tram") for number in range(300))))
    source.next = Held((PROFILE, Post(id="x", text="ferry")))
    app = reading(source=source)
    async with app.run_test(size=SIZE) as pilot:
        await save(await ask_to_save(pilot))
        await pilot.press("r")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert (tmp_path / "HarborRiders.html").read_text().count(">tram<") == 300
        assert reader_of(app).feed is source.next.feed


async def test_where_no_post_is_shown_there_is_nothing_to_take(given: list[str]) -> None:
    app = reading(query="zebra")
    async with app.run_test(size=SIZE) as pilot:
        for key in ("V", "plus", "asterisk", "y", "Y", "c", "e", "vertical_line", "v"):
            await pilot.press(key)
        await settled(app, pilot)
        assert len(app.screen_stack) == 1
        assert not given


# Copying


async def test_the_texts_of_picked_posts_are_copied_in_their_order(given: list[str]) -> None:
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j", "j", "plus", "k", "plus", "y")
        await settled(app, pilot)
        assert given == ["New signals went live today.\n\nLine 4 again. #LateTrams #Line4"]
        assert notices(app)[-1].startswith("Copied the texts of 2 posts: xclip")


async def test_in_an_open_post_it_alone_is_copied(given: list[str]) -> None:
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("asterisk", "j", "enter", "y")
        await settled(app, pilot)
        assert given == ["New signals went live today."]


async def test_only_addresses_that_are_stated_are_copied(given: list[str]) -> None:
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("asterisk", "Y")
        await settled(app, pilot)
        assert given == ["https://social.example/HarborRiders/30"]
        await pilot.press("escape", "G", "Y")
        await settled(app, pilot)
        assert notices(app)[-1].startswith("Nothing to copy: no valid address")


async def test_a_citation_has_the_digest_of_the_file(given: list[str], tmp_path: Path) -> None:
    path = tmp_path / "harbor.jsonl"
    path.write_bytes(b"what was saved")
    source = Held()
    source.path = str(path)
    app = reading(source=source)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("c")
        await settled(app, pilot)
        (text,) = given
        assert text.startswith("Harbor Riders (@HarborRiders), 12 Jan 2024: “We wrote it up:")
        digest = hashlib.sha256(b"what was saved").hexdigest()
        assert text.endswith(f"harbor.jsonl (SHA-256 {digest})")
        assert notices(app)[-1].startswith("Copied the citation: xclip")


async def test_a_long_digest_is_told_and_can_be_stopped(
    given: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def archive(self: Digests, path: str, source: str, stopped: Callable[[], bool]) -> Archive:
        while not stopped():
            sleep(0.01)
        return Archive("harbor.jsonl")

    monkeypatch.setattr(Digests, "archive", archive)
    monkeypatch.setattr("tui_feed.ui.screens.commands.take_commands.SLOW", 0.01)
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("c")
        while "computing SHA-256; Esc stops" not in shown(app):
            await pilot.pause(0.01)
        await pilot.press("j", "escape")
        await pilot.pause()
        assert notices(app) == ["Stopped."]
        assert "computing" not in shown(app)
        assert reader_of(app).timeline.index == 1
        assert not given


# Saving


async def ask_to_save(pilot: Pilot[None], *keys: str) -> ExportDialog:
    await pilot.press(*keys, "e")
    await pilot.pause()
    dialog = pilot.app.screen
    assert isinstance(dialog, ExportDialog)
    return dialog


async def save(dialog: ExportDialog) -> None:
    """Press Enter, and wait until the dialog has looked at the disk and closed."""
    await dialog.query_one(Input).action_submit()
    while dialog.is_current:
        await asyncio.sleep(0.01)


async def test_the_posts_shown_are_saved_as_a_page(tmp_path: Path) -> None:
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        dialog = await ask_to_save(pilot)
        assert "Save 4 posts" in shown(app)
        await save(dialog)
        await settled(app, pilot)
        html = (tmp_path / "HarborRiders.html").read_text()
        assert html.count("<article>") == 4
        assert notices(app)[-1] == f"Saved 4 posts to {tmp_path}/HarborRiders.html."


async def test_the_format_and_the_file_are_chosen(tmp_path: Path) -> None:
    app = reading(query="#Line4")
    async with app.run_test(size=SIZE) as pilot:
        dialog = await ask_to_save(pilot)
        await pilot.press("down", "down")
        assert dialog.query_one(Input).value.endswith("HarborRiders-Line4.csv")
        await pilot.press("ctrl+u", *"mine.csv")
        await save(dialog)
        await settled(app, pilot)
        assert len((tmp_path / "mine.csv").read_text("utf-8-sig").splitlines()) == 2
        assert notices(app)[-1] == f"Saved 1 post to {tmp_path}/mine.csv."


async def test_picked_posts_are_saved_instead(tmp_path: Path) -> None:
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        await save(await ask_to_save(pilot, "plus", "j", "plus"))
        await settled(app, pilot)
        assert (tmp_path / "HarborRiders.html").read_text().count("<article>") == 2


async def test_a_file_is_replaced_only_after_a_second_enter(tmp_path: Path) -> None:
    path = tmp_path / "mine.html"
    path.write_text("mine")
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        dialog = await ask_to_save(pilot)
        await pilot.press("ctrl+u", *"mine.html", "enter")
        await pilot.pause()
        assert "This file exists. Enter again replaces it." in shown(app)
        assert path.read_text() == "mine"
        await save(dialog)
        await settled(app, pilot)
        assert path.read_text().startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type the name of a file."),
        ("no/x.html", "There is no such folder."),
        ("./", "This is a folder"),
    ],
)
async def test_a_path_that_cannot_be_is_asked_for_again(typed: str, words: str) -> None:
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        dialog = await ask_to_save(pilot)
        await pilot.press("ctrl+u", *typed, "enter")
        await pilot.pause()
        assert words in shown(app)
        await pilot.press("escape")
        assert app.screen is not dialog


async def test_escape_stops_saving_and_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_module, "_CHUNK", 1)
    app = reading(PROFILE, *(Post(id=str(number), text="tram") for number in range(3_000)))
    async with app.run_test(size=SIZE) as pilot:
        await save(await ask_to_save(pilot))
        while "saving" not in shown(app):
            await pilot.pause(0.01)
        await pilot.press("escape")
        await settled(app, pilot)
        assert notices(app)[-1] == "Saving has stopped; there is no file."
        assert list(tmp_path.iterdir()) == []
        assert "saving" not in shown(app)


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (40, 12)])
async def test_the_question_is_seen_in_any_window(size: tuple[int, int]) -> None:
    app = reading()
    async with app.run_test(size=size) as pilot:
        await ask_to_save(pilot)
        await pilot.pause()
        assert "Save 4 posts" in shown(app)
        assert "HarborRiders.html" in shown(app)


# Other programs


async def run(app: FeedApp, pilot: Pilot[None], *keys: str) -> str:
    """Type a command for the posts, and return what the dialog shows."""
    await pilot.press("vertical_line")
    await pilot.pause()
    assert isinstance(app.screen, PipeDialog)
    await pilot.press(*keys, "enter")
    while not isinstance(app.screen, TextDialog):
        await pilot.pause(0.01)
    await pilot.pause()
    return shown(app)


async def test_a_post_is_handed_to_a_command_and_the_output_shown() -> None:
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        seen = await run(app, pilot, *"grep -c wrote; exit 3")
        assert "Exit code 3" in seen
        assert "$ grep -c wrote; exit 3" in seen
        assert "│ 1 " in seen


async def test_picked_posts_are_handed_over_as_lines_of_json_too() -> None:
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("plus", "j", "plus")
        seen = await run(app, pilot, "tab", *'grep -c \'"type":"post"\'')
        assert "│ 2 " in seen


async def test_earlier_commands_come_back() -> None:
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        await run(app, pilot, *"true 1")
        await pilot.press("escape")
        await run(app, pilot, *"true 2")
        await pilot.press("escape")
        seen = await run(app, pilot, "up", "up")
        assert "$ true 1" in seen


async def test_escape_ends_a_command(tmp_path: Path) -> None:
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("vertical_line")
        await pilot.pause()
        await pilot.press(*"touch begun; sleep 60", "enter")
        while not (tmp_path / "begun").exists():
            await pilot.pause(0.01)
        await pilot.press("escape")
        await pilot.pause()
        assert notices(app)[-1] == "The command has been stopped."
        assert len(app.screen_stack) == 1


async def test_what_a_command_prints_is_no_markup() -> None:
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        seen = await run(app, pilot, *"echo '[bold]x[/bold]'; printf '\\033[2J'")
        assert "[bold]x[/bold]" in seen
        assert "\ufffd[2J" in seen


async def test_an_editor_gets_the_post_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = install(tmp_path, "mine", 'cat "$1" > "{kept}"; exit 5')
    env = environment(tmp_path, VISUAL="mine")
    monkeypatch.setattr(os, "environ", env)
    app = reading(NIGHT)
    monkeypatch.setattr(app, "suspend", nullcontext)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("v")
        await settled(app, pilot)
        assert "  Line 4 again. #LateTrams #Line4\n" in kept.read_text()
        assert notices(app)[-1] == "mine failed with exit code 5"


async def test_without_an_editor_it_is_said_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = {"VISUAL": "", "EDITOR": "gone", "PAGER": ""}
    monkeypatch.setattr(os, "environ", environment(tmp_path, **gone))
    app = reading()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("v")
        await settled(app, pilot)
        assert notices(app)[-1].startswith("Not opened: not found: gone (from EDITOR)")
