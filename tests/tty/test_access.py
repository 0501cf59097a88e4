"""For every reader: the terminal's cursor, the mouse left to the terminal, nothing but ASCII."""

import os
import re
import signal
import time
from pathlib import Path

import pytest

from tests.tty.terminal import Terminal
from tui_feed.models import Post, Profile, Record
from tui_feed.models.lines import native_line

ELEVEN = {"name": "Eleven", "handle": "Eleven"}
NINE = {"name": "Nine", "handle": "Nine"}
HARBOR = {"name": "Harbor Riders", "handle": "HarborRiders"}
MOUSE = (1000, 1002, 1003, 1006, 1015, 1016)
DOWN, LEFT, RIGHT, ESCAPE, PAGE_DOWN = "\x1b[B", "\x1b[D", "\x1b[C", "\x1b", "\x1b[6~"
WHEEL = "\x1b[<65;5;10M"

PINNED = "\u25c6 pinned"

QUOTED = Post(
    id="20",
    author={"name": "Ellery Works", "handle": "ElleryWorks"},
    created_at="2024-01-11",
    text="New signals went live today. " * 9,
    media=({"kind": "photo", "alt": "A signal box at dusk. " * 20},),
)
POSTS: tuple[Record, ...] = (
    Profile(name="Harbor Riders", handle="HarborRiders", bio="Late trams. " * 40, following=412),
    Post(
        id="30",
        url="https://social.example/HarborRiders/30",
        author=HARBOR,
        created_at="2024-01-12",
        text="We wrote it up: #LateTrams @ElleryWorks example.com/signals\n" + "word " * 300,
        links=({"url": "https://evil.example/signals", "display": "example.com/signals"},),
        quote=QUOTED,
        card={"title": "What the new signals change", "domain": "harborriders.example"},
        metrics={"views": 5_120},
        hashtags=("LateTrams",),
        pinned=True,
    ),
    Post(
        id="10",
        author=HARBOR,
        created_at="2023-05-09",
        text="Line 4 again. #LateTrams #Line4",
        hashtags=("LateTrams", "Line4"),
        poll={"options": [{"label": "Yes " * 30, "percent": 62}, {"label": "No"}], "closed": True},
        media=({"kind": "video", "duration": 61.0},),
    ),
    Post(id="11", author=ELEVEN, created_at="2023-05-10", text="Still?", reply_to_id="10"),
    Post(id="9", author=NINE, text="Behind it", content_warning="grief"),
    Post(id="8", author=HARBOR, created_at="2022-02", text="Passed on", reposted_by="Fan"),
)


@pytest.fixture
def posts(tmp_path: Path) -> str:
    """A file whose every character is ASCII, so that whatever is not is the program's own."""
    path = tmp_path / "harbor.jsonl"
    lines = [native_line(record) for record in POSTS]
    path.write_text("\n".join([*lines, '{"type":"post","id":"1","text":7}', ""]), encoding="ascii")
    return str(path)


def under_cursor(terminal: Terminal) -> str:
    """Return what stands on the screen from the terminal's cursor on."""
    screen = terminal.screen
    line = screen.buffer[screen.cursor.y]
    cells = [line[x].data for x in range(screen.cursor.x, screen.columns)]
    return "".join(cells).rstrip()


def is_selected(terminal: Terminal) -> bool:
    """Tell whether the cursor stands on a line of the selected card."""
    return terminal.screen.display[terminal.screen.cursor.y].startswith(" \u2503 ")


def wait_for_all(terminal: Terminal) -> None:
    """Read until every post of the file is there: a key before acts on those read so far."""
    terminal.wait("of 5")
    terminal.wait("1 notice: press !")


def mouse_modes(output: bytes) -> set[int]:
    """Return the modes in which the terminal reports the mouse after it was told all this."""
    on: set[int] = set()
    for numbers, sign in re.findall(rb"\x1b\[\?([\d;]+)([hl])", output):
        for number in map(int, numbers.split(b";")):
            (on.add if sign == b"h" else on.discard)(number)
    return on & set(MOUSE)


def drawn(terminal: Terminal, quiet: float = 0.12) -> None:
    """Read what comes of a key, until nothing has come for a while."""
    last = time.monotonic() + 1
    while time.monotonic() < last + quiet:
        if terminal.read(0.05):
            last = time.monotonic()


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (40, 12)])
def test_the_terminals_cursor_stands_on_what_keys_act_on(size: tuple[int, int], posts: str) -> None:
    def meet(keys: str, wanted: str) -> None:
        terminal.press(keys)
        terminal.wait(lambda text: under_cursor(terminal).startswith(wanted))

    def on_the_card(keys: str, wanted: str) -> None:
        meet(keys, wanted)
        terminal.wait(lambda text: is_selected(terminal))

    with Terminal([posts], size=size) as terminal:
        wait_for_all(terminal)
        on_the_card("", PINNED)
        on_the_card("J", "Eleven @")
        on_the_card("G", "Nine @")
        meet("g\r", "\u2500 Post in full")
        meet("j", "Harbor Riders @")
        meet("\t", "quotes     11 Jan  Ell")
        meet("\t", "tags       #LateTrams")
        meet("\t", "people     @Ellery")
        on_the_card(ESCAPE, PINNED)
        meet("\t", "quotes     11 Jan  Ell")
        on_the_card(ESCAPE, PINNED)
        on_the_card("J", "Eleven @")
        terminal.press("t")
        terminal.wait(lambda text: "Thread" in text and is_selected(terminal))
        on_the_card("K", "Harbor Riders @")
        on_the_card(ESCAPE, "Eleven @")
        on_the_card("g", PINNED)
        meet("S", "words")
        on_the_card("Behind\r", "Nine @")
        terminal.press(ESCAPE)
        terminal.wait(lambda text: "S Behind" not in text)
        on_the_card("", "Nine @")
        on_the_card("g", PINNED)
        meet("/tram", "")
        terminal.wait(lambda text: terminal.screen.cursor.x == len(" / tram"))
        meet(LEFT, "m ")
        on_the_card("\r", PINNED)
        meet("h", "Jan 2024")
        meet(LEFT, "Dec 2023")
        on_the_card(ESCAPE, PINNED)
        meet("d", "2")
        meet(RIGHT, "3")
        meet("2023", "")
        meet(LEFT, "3")
        meet(ESCAPE, "3")
        on_the_card(ESCAPE, PINNED)
        meet("#", "#LateTrams")
        meet(DOWN, "#Line4")
        meet("zz", "nothing with that name")
        meet(ESCAPE, "#LateTrams")
        on_the_card(ESCAPE, PINNED)
        meet("o", "example.c")
        meet("\r", "Open this link?")
        on_the_card("n", PINNED)
        meet("?", "Here, in the timeline")
        on_the_card(ESCAPE, PINNED)
        meet("\x10", "Open the post")
        meet(DOWN, "")
        on_the_card(ESCAPE, PINNED)
        meet("/nobody\r", "No post matches")
        on_the_card(ESCAPE, PINNED)
        terminal.press("q")
        assert terminal.finish() == 0


def test_the_cursor_follows_a_card_that_is_scrolled_resized_or_read_through(posts: str) -> None:
    with Terminal([posts], size=(80, 24)) as terminal:
        wait_for_all(terminal)
        terminal.wait(lambda text: under_cursor(terminal).startswith(PINNED))
        drawn(terminal)  # the end of the reading scrolls back to the card
        terminal.press(WHEEL * 30)
        terminal.wait(lambda text: "Passed on" in text and under_cursor(terminal) == "Still?")
        assert not is_selected(terminal)
        terminal.press("g")
        terminal.wait(lambda text: under_cursor(terminal).startswith(PINNED))
        terminal.press("j")
        terminal.wait(lambda text: is_selected(terminal) and "pinned" not in text)
        drawn(terminal)
        terminal.resize(30, 8)
        terminal.wait(lambda text: under_cursor(terminal).startswith("tui-feed needs"))
        terminal.resize(100, 30)
        terminal.wait(lambda text: is_selected(terminal))


def test_the_cursor_is_where_it_was_after_a_visit_to_the_shell(posts: str) -> None:
    with Terminal([posts], size=(80, 24)) as terminal:
        wait_for_all(terminal)
        terminal.press("G")
        terminal.wait(lambda text: under_cursor(terminal).startswith("Nine @"))
        drawn(terminal)  # the header has folded
        at = (terminal.screen.cursor.x, terminal.screen.cursor.y)
        _visit_shell(terminal)
        terminal.wait("q quit")
        terminal.wait(lambda text: (terminal.screen.cursor.x, terminal.screen.cursor.y) == at)
        terminal.press("\x1b[O\x1b[I")
        terminal.press("k")
        terminal.wait(lambda text: is_selected(terminal) and terminal.screen.cursor.y < at[1])


def test_the_cursor_is_hidden_unless_it_is_asked_for(posts: str) -> None:
    for options, hidden in (([], True), (["--cursor"], False)):
        with Terminal([posts, "--no-state", *options]) as terminal:
            wait_for_all(terminal)
            terminal.press("G")
            terminal.wait(lambda text: under_cursor(terminal).startswith("Nine @"))
            assert terminal.screen.cursor.hidden is hidden
            terminal.press("q")
            assert terminal.finish() == 0
            assert not terminal.screen.cursor.hidden


def test_capital_m_leaves_the_mouse_to_the_terminal_and_takes_it_back(posts: str) -> None:
    with Terminal([posts], size=(80, 24)) as terminal:
        terminal.wait("pinned")
        assert mouse_modes(terminal.output) == {1000, 1003, 1006, 1015}
        terminal.press("M")
        terminal.wait("M mouse back")
        assert not mouse_modes(terminal.output)
        terminal.press("?")
        terminal.wait("Next post")
        terminal.press(ESCAPE)
        terminal.wait(lambda text: "Next post" not in text)
        _visit_shell(terminal)
        terminal.wait("M mouse back")
        assert not mouse_modes(terminal.output)
        terminal.press("M")
        terminal.wait(lambda text: "M mouse back" not in text)
        assert mouse_modes(terminal.output) == {1000, 1003, 1006, 1015}
        terminal.press("q")
        assert terminal.finish() == 0
    assert not mouse_modes(terminal.output)


def test_without_a_mouse_none_is_asked_for_until_it_is_wanted(posts: str) -> None:
    with Terminal([posts, "--no-mouse"], size=(40, 12)) as terminal:
        terminal.wait("M mouse back")
        assert not mouse_modes(terminal.output)
        terminal.press("w")
        terminal.wait("j k scroll")
        terminal.press("M")
        terminal.wait(lambda text: bool(mouse_modes(terminal.output)))
        terminal.press(ESCAPE)
        terminal.wait(lambda text: "j/k move" in text and "M mouse back" not in text)


LETTERS = "\u043e\u043e"
"""What a Russian keyboard sends in the place of jj."""


def test_keys_work_by_their_place_also_where_the_terminal_spells_them_out(posts: str) -> None:
    with Terminal([posts], size=(80, 24)) as terminal:
        terminal.wait("pinned")
        terminal.press(LETTERS)
        terminal.wait(lambda text: "pinned" not in text and is_selected(terminal))
        terminal.press("\x1b[1087;1;1087u")  # g, as terminals with kitty's protocol send it
        terminal.wait(lambda text: under_cursor(terminal).startswith(PINNED))
        terminal.press("/\x1b[1081;5u")  # ctrl+q, from the line that a filter is typed in
        assert terminal.finish() == 0


VIEWS = (
    *("J", "G", "g", "\r", "G", ESCAPE, "h", LEFT, " ", ESCAPE, ESCAPE),
    *("/tram", " f", "\t", "\x15from:", "\x15(", "\r", ESCAPE, "d", " ", "2023", ESCAPE),
    *("D", ESCAPE, "#", "-", "\t", "\t", "zz", ESCAPE, ESCAPE, "@", ESCAPE, "f", ESCAPE),
    *("/tram line\r", "x", ESCAPE, "F", "late\x13", "F", ESCAPE, ESCAPE, "y", "m", "n", "N"),
    *(ESCAPE, "g", "Q", ESCAPE, "2J", "t", ESCAPE, "g", "o", "\r", "n", "w", ESCAPE, "!", ESCAPE),
    *("p", ESCAPE),
    *("?", PAGE_DOWN, "G", ESCAPE, "\x10", DOWN, "zzz", ESCAPE, "\x10", "theme\r", ESCAPE),
    *("/" + "word " * 40 + "\r", ESCAPE, ESCAPE, "s", ESCAPE, "v"),
    *("e", "md", ESCAPE, "|", ESCAPE, "c", "V", "j", "V", ESCAPE, "m", "a", ESCAPE),
    *("L", ESCAPE, "'", ESCAPE, "i", ESCAPE, "T", ESCAPE, "5"),
)
"""Keys that open every view of the program."""


def strange_signs(size: tuple[int, int], posts: str, home: Path) -> set[str]:
    """Return what is not ASCII of all that `--plain` draws on a walk through every view."""
    state = {"XDG_STATE_HOME": str(home), "XDG_CONFIG_HOME": str(home), "PAGER": "cat"}
    with Terminal([posts, "--plain"], size=size, env=state) as terminal:
        wait_for_all(terminal)
        for keys in VIEWS:
            terminal.press(keys)
            drawn(terminal)
            assert "Traceback" not in terminal.text, keys
        terminal.resize(30, 8)
        terminal.wait("tui-feed needs")
        terminal.press("\x11")
        assert terminal.finish() == 0
    return {sign for sign in terminal.output.decode() if not sign.isascii()}


def test_plain_draws_no_view_with_anything_but_ascii(posts: str, tmp_path: Path) -> None:
    assert strange_signs((80, 24), posts, tmp_path) == set()


def _visit_shell(terminal: Terminal) -> None:
    """Stop the program as ctrl+z does, and go on with it."""
    left = terminal.output.count(b"\x1b[?1049l")
    terminal.press("\x1a")
    while terminal.output.count(b"\x1b[?1049l") == left:
        assert terminal.read(30)
    _, status = os.waitpid(terminal.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    terminal.screen.reset()
    os.kill(terminal.pid, signal.SIGCONT)
