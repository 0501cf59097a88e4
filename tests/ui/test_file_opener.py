"""A picture's file goes to the system's program for it, by its absolute path, and is never run."""

from pathlib import Path

import pytest

from tests.ui.programs import environment, install
from tui_feed.browse.file_opener import open_file
from tui_feed.pictures.requests import Original

COUNTED = 'printf "%s\\n" "$#" "$1" > "{kept}"'


@pytest.fixture(autouse=True)
def _linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")


async def test_the_systems_program_gets_the_path_as_one_argument(tmp_path: Path) -> None:
    kept = install(tmp_path, "xdg-open", COUNTED)
    said = await open_file(Original(path=b"/a b/$(x);c.jpg"), environment(tmp_path, DISPLAY=":0"))
    assert kept.read_text() == "1\n/a b/$(x);c.jpg\n"
    assert said == "Handed the file to xdg-open."


async def test_of_a_copy_it_is_said_how_long_it_lives(tmp_path: Path) -> None:
    install(tmp_path, "xdg-open", COUNTED)
    original = Original(path=b"/tmp/x/1.jpg", is_copy=True)
    said = await open_file(original, environment(tmp_path, DISPLAY=":0"))
    assert said == "Handed a copy of the file to xdg-open; the copy is removed when tui-feed ends."


@pytest.mark.parametrize(
    ("original", "said"),
    [
        (Original(failure="it is not in the archive"), "Not opened: it is not in the archive."),
        (Original(path=b"--help"), "Not opened: its place is unknown."),
        (Original(path=b"/a.jpg"), "Not opened: there is no display for another program."),
    ],
)
async def test_nothing_is_opened_without_a_file_or_a_display(
    tmp_path: Path, original: Original, said: str
) -> None:
    kept = install(tmp_path, "xdg-open", COUNTED)
    assert await open_file(original, environment(tmp_path)) == said
    assert not kept.exists()


async def test_a_program_that_fails_is_named_and_the_next_one_tried(tmp_path: Path) -> None:
    install(tmp_path, "xdg-open", "exit 3")
    env = environment(tmp_path, DISPLAY=":0")
    said = await open_file(Original(path=b"/a.jpg"), env)
    assert said == "Not opened: xdg-open failed with 3."
    kept = install(tmp_path, "gio", 'printf "%s %s" "$1" "$2" > "{kept}"')
    assert await open_file(Original(path=b"/a.jpg"), env) == "Handed the file to gio."
    assert kept.read_text() == "open /a.jpg"
