"""An address is opened by a program that took it, or not at all, and never in this terminal."""

import os
from pathlib import Path

import pytest

from tests.ui.harbor import notices, reading
from tests.ui.programs import environment, install
from tui_feed.browse import browser
from tui_feed.browse.browser import Outcome, open_in_browser
from tui_feed.models import Post

ADDRESS = "https://harbor.example/$(touch%20x)?a=%22b%22&c;d'e"
TAKES = 'printf %s "$*" > "{kept}"'


@pytest.fixture(autouse=True)
def _linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")


async def test_the_systems_opener_gets_the_address_as_one_argument(tmp_path: Path) -> None:
    kept = install(tmp_path, "xdg-open", 'printf "%s\\n" "$#" "$1" > "{kept}"')
    env = environment(tmp_path, DISPLAY=":0")
    assert await open_in_browser(ADDRESS, env) == Outcome("xdg-open")
    assert kept.read_text() == f"1\n{ADDRESS}\n"


async def test_where_there_is_no_display_nothing_is_run(tmp_path: Path) -> None:
    kept = install(tmp_path, "xdg-open", TAKES)
    outcome = await open_in_browser(ADDRESS, environment(tmp_path, SSH_TTY="/dev/pts/1"))
    assert outcome == Outcome(why="there is no display for a browser")
    assert not kept.exists()


@pytest.mark.parametrize(
    ("stated", "arguments"),
    [
        ("mine", ADDRESS),
        ("mine --new-tab", f"--new-tab {ADDRESS}"),
        ("mine --open=%s x", f"--open={ADDRESS} x"),
        ("missing:mine", ADDRESS),
    ],
)
async def test_the_browser_that_is_stated_comes_first(
    tmp_path: Path, stated: str, arguments: str
) -> None:
    kept = install(tmp_path, "mine", TAKES)
    other = install(tmp_path, "xdg-open", TAKES)
    env = environment(tmp_path, BROWSER=stated, DISPLAY=":0")
    assert await open_in_browser(ADDRESS, env) == Outcome("mine")
    assert kept.read_text() == arguments
    assert not other.exists()


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        ("missing", "missing (from BROWSER) is not installed"),
        ("w3m", "w3m would need this terminal"),
        ("/usr/bin/lynx -anonymous", "lynx would need this terminal"),
        ("fails", "fails failed with 4"),
        ("'open", "'open (from BROWSER) is not installed"),
    ],
)
async def test_a_browser_that_cannot_take_it_is_named(
    tmp_path: Path, stated: str, why: str
) -> None:
    kept = install(tmp_path, "w3m", TAKES)
    install(tmp_path, "fails", "exit 4")
    assert await open_in_browser(ADDRESS, environment(tmp_path, BROWSER=stated)) == Outcome(why=why)
    assert not kept.exists()


async def test_after_a_browser_that_fails_the_system_is_asked(tmp_path: Path) -> None:
    install(tmp_path, "fails", "exit 4")
    install(tmp_path, "xdg-open", "exit 3")
    install(tmp_path, "firefox", TAKES)
    env = environment(tmp_path, BROWSER="fails", DISPLAY=":0")
    assert await open_in_browser(ADDRESS, env) == Outcome("firefox")


async def test_a_browser_that_keeps_running_has_taken_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "SETTLES_IN", 0.3)
    install(tmp_path, "firefox", "sleep 2")
    assert await open_in_browser(ADDRESS, environment(tmp_path, DISPLAY=":0")) == Outcome("firefox")


async def test_no_browser_gets_at_the_terminal(tmp_path: Path) -> None:
    """A browser for terminals under another name finds none, and what it says is not shown."""
    kept = install(
        tmp_path, "mine", '(exec </dev/tty) 2>/dev/null && echo tty > "{kept}"; echo; test ! -t 0'
    )
    env = environment(tmp_path, BROWSER="mine")
    assert (await open_in_browser(ADDRESS, env)).by == "mine"
    assert not kept.exists()


async def test_where_nothing_was_opened_the_address_is_copied(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given: list[str] = []

    async def program(text: str) -> tuple[str, ...]:
        given.append(text)
        return ("xclip",)

    monkeypatch.setattr("tui_feed.ui.clipboard.copied_by", program)
    monkeypatch.setattr(os, "environ", environment(tmp_path, BROWSER="missing"))
    app = reading(Post(id="1", url="https://harbor.example/1", text="a"))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("o")
        while not given:
            await pilot.pause(0.01)
        await app.workers.wait_for_complete()
        assert given == ["https://harbor.example/1"]
        (words,) = notices(app)
        assert words.startswith("Not opened: missing (from BROWSER) is not installed. Copied the ")


async def test_it_is_said_to_be_opened_by_the_program_that_took_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(tmp_path, "mine", TAKES)
    monkeypatch.setattr(os, "environ", environment(tmp_path, BROWSER="mine"))
    app = reading(Post(id="1", url="https://harbor.example/1", text="a"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        while not notices(app):
            await pilot.pause(0.01)
        assert notices(app) == ["Opened with mine: https://harbor.example/1"]
