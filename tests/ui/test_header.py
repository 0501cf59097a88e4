"""The header: what is known of the reading is on it, however narrow the window."""

import pytest

from tests.ui.harbor import PROFILE, reader_of, reading, shown
from tui_feed.browse.status_lines import FileStatus
from tui_feed.ui.render.colours.palette import palette_for
from tui_feed.ui.render.colours.themes import DARK
from tui_feed.ui.widgets.header import FOLDED_BELOW, draw_header

PALETTE = reading().palette
PROGRESS = "reading 34%, 120,000 posts, 14,000 a second, 12 s left; ctrl+c stops"
CHANGED = "harbor.jsonl has changed since it was read; r reads it again"


def top(standing: FileStatus, width: int) -> str:
    canvas = draw_header(PROFILE, standing, width, PALETTE, folded=width < FOLDED_BELOW)
    return "".join(segment.text for segment in canvas.lines[0])


@pytest.mark.parametrize("width", range(38, 120))
def test_a_reading_that_goes_on_is_on_the_header_at_any_width(width: int) -> None:
    standing = FileStatus("harbor.jsonl", PROGRESS, brief="reading, 120,000 posts", is_read=False)
    assert "reading" in top(standing, width)
    assert "120,000 posts" in top(standing, width)


@pytest.mark.parametrize("width", range(38, 120))
def test_a_file_that_has_changed_is_on_the_header_at_any_width(width: int) -> None:
    line = top(FileStatus("harbor.jsonl", CHANGED, brief=CHANGED), width)
    assert "harbor.jsonl has changed" in line
    assert "Harbor" in line


async def test_a_header_of_two_lines_folds_while_the_reader_is_away_from_the_top() -> None:
    async with (app := reading()).run_test(size=(80, 24)) as pilot:
        header = app.screen.query_one("#header")
        for key, height in (("j", 1), ("k", 2), ("G", 1), ("home", 2)):
            await pilot.press(key)
            await pilot.pause()
            assert header.size.height == height, key
        assert "Volunteers" in shown(app)


async def test_a_header_in_a_tall_window_stays() -> None:
    async with (app := reading()).run_test(size=(120, 36)) as pilot:
        await pilot.press("j")
        await pilot.pause()
        assert app.screen.query_one("#header").size.height == 2


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_header_has_two_lines_at_most(width: int) -> None:
    canvas = draw_header(PROFILE, FileStatus("harbor.jsonl"), width, PALETTE, folded=False)
    assert len(canvas.lines) == 2


def test_posts_saved_are_counted_only_where_the_account_states_how_many_there_are() -> None:
    standing = FileStatus("harbor.jsonl", saved=4)
    assert "4 saved of 3,912" in top(standing, 100)
    assert "saved" not in top(FileStatus("harbor.jsonl", saved=5_000), 100)
    assert "saved" not in top(FileStatus("harbor.jsonl", saved=0), 100)


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (60, 16), (40, 12)])
@pytest.mark.parametrize("query", ["", "#LateTrams", "since:2023 until:2025 -ferry -bus"])
async def test_the_readers_place_is_on_the_screen_at_every_size(
    size: tuple[int, int], query: str
) -> None:
    async with (app := reading(query=query)).run_test(size=size) as pilot:
        await pilot.press("G")
        await pilot.pause()
        found = len(reader_of(app).rows)
        line = next(line for line in shown(app).split("\n") if line.startswith(" / "))
        assert f"post {found}" in line
        assert query or f"post {found} of {found}" in line


def test_each_source_is_named_on_the_header_beside_its_mark() -> None:
    standing = FileStatus("a, b", labels=("posts", "outbox"), is_shared=True)
    for palette, signs in ((PALETTE, "▎▎"), (palette_for(DARK, colourless=True), "AB")):
        canvas = draw_header(PROFILE, standing, 100, palette, folded=False)
        line = "".join(segment.text for segment in canvas.lines[1])
        assert f"{signs[0]} posts   {signs[1]} outbox" in line
