"""Saved filters on the screen: what is said where their file cannot be read or written."""

from pathlib import Path

from tests.ui.harbor import notices, reading
from tui_feed.state.saved import SavedState


async def test_filters_that_cannot_be_read_are_said_to_be_and_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "filters.json"
    path.write_text('{"late": "#LateTrams",}')
    app = reading(query="tram", saved=SavedState(tmp_path, tmp_path))
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("F")
        await pilot.pause()
        assert "filters.json cannot be read in full: line 1, column 23" in notices(app)[-1]
        await pilot.press("n", "ctrl+s")
        await pilot.pause()
        assert "the old file is now filters.json.kept-1" in notices(app)[-1]
    assert path.with_name("filters.json.kept-1").read_text() == '{"late": "#LateTrams",}'
    assert SavedState(tmp_path, tmp_path).filters() == {"n": "tram"}


async def test_what_cannot_be_kept_is_said_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "filters.json").mkdir()
    app = reading(query="tram", saved=SavedState(tmp_path, tmp_path))
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("F")
        await pilot.pause()
        assert "filters.json is a folder, not a file" in notices(app)[-1]
        await pilot.press("n", "ctrl+s")
        await pilot.pause()
        assert "It could not be saved: filters.json is a folder, not a file." in notices(app)
