"""Links that the terminal itself can open: the addresses of the archive, and no others."""

import json
import re
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tests.tty.terminal import Terminal
from tui_feed.ui.render.canvas import Canvas, Target
from tui_feed.ui.render.colours.hyperlinks import add_hyperlinks
from tui_feed.ui.terminal.scrub import Scrub

LINK = re.compile(rb"\x1b\]8;id=([0-9a-f]+);([^\x07\x1b]+)\x1b\\(.*?)\x1b\]8;;\x1b\\", re.DOTALL)
STYLE = re.compile(rb"\x1b\[[\d;]*m")
PATH = "a-very-long-way-to-the-late-trams-of-the-harbor-line-of-the-night-and-of-the-morning"
LONG = f"https://harborriders.example/{PATH}"
BLACK = Color.parse("black")


def post(number: int, text: str, *links: tuple[str, str], **more: object) -> str:
    stated = {
        "type": "post", "id": str(number), "text": text,
        "links": [{"url": url, "display": display} for url, display in links], **more,
    }  # fmt: skip
    return json.dumps(stated)


CARD = {"title": "T", "domain": "cards.example", "url": "https://cards.example/x"}


@pytest.fixture
def path(tmp_path: Path) -> str:
    found = tmp_path / "harbor.jsonl"
    honest = ("https://signals.example/late", "signals.example/late")
    lines = [
        post(1, "see signals.example/late now", honest),
        post(2, "see bank.example/login", ("https://thief.example/login", "bank.example/login")),
        post(3, f"see {LONG}", (LONG, LONG)),
        post(4, "a card", card=CARD),
        post(5, "see x.example/1", ("https://user:word@x.example/1", "x.example/1")),
    ]
    found.write_text("\n".join(lines) + "\n")
    return str(found)


def shown(path: str, *options: str, env: dict[str, str] | None = None) -> set[tuple[bytes, ...]]:
    """Return id, address and text of each link that reaches the terminal."""
    with Terminal([path, *options], size=(70, 40), env=env) as terminal:
        terminal.wait("quit")
        terminal.press("jjjj\r")
        terminal.read(0.3)
        terminal.press("\x11")
        assert terminal.finish() == 0
    found = LINK.findall(terminal.output)
    assert terminal.output.count(b"\x1b]8;") == 2 * len(found)
    return {(number, address, STYLE.sub(b"", text)) for number, address, text in found}


def test_a_link_has_its_address_and_a_misleading_one_has_none(path: str) -> None:
    addresses: dict[bytes, set[bytes]] = {}
    for _, address, text in shown(path):
        addresses.setdefault(address, set()).add(text.strip())
    assert b"signals.example/late" in addresses.pop(b"https://signals.example/late")
    assert b"cards.example" in addresses.pop(b"https://cards.example/x")
    assert addresses.pop(LONG.encode())
    assert b"bank" not in b"".join(addresses.pop(b"https://thief.example/login", ()))
    assert not addresses


def test_the_lines_of_a_wrapped_link_are_one_link_to_the_terminal(path: str) -> None:
    pieces = {(number, text) for number, address, text in shown(path) if address == LONG.encode()}
    assert len({text for _, text in pieces}) > 1
    assert len({number for number, _ in pieces}) == 1


@pytest.mark.parametrize(
    ("options", "env"),
    [(["--plain"], {}), ([], {"TERM": "linux"}), ([], {"VTE_VERSION": "4600"})],
)
def test_plain_screens_and_terminals_that_cannot_get_none(
    path: str, options: list[str], env: dict[str, str]
) -> None:
    assert shown(path, *options, env=env) == set()


def test_a_config_can_forbid_them(path: str, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("links = false\n")
    assert shown(path, "--config-file", str(tmp_path / "config.toml")) == set()


def linked(address: str, number: str = "1f") -> Style:
    style = Style(bold=True, link=address)
    style._link_id = number
    return style


@pytest.mark.parametrize(
    "address",
    ["https://a.example/x?y=1#z", "http://a.example", "https://[::1]:80/", f"{LONG}?a=@b"],
)
def test_a_safe_address_passes_the_last_filter_untouched(address: str) -> None:
    segments = [Segment("x", linked(address))]
    assert Scrub().apply(segments, BLACK) == segments


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("https://a.example/\x1b\\", "1"), ("https://a.example/\x07", "1"), ("", "1"),
        ("javascript:alert(1)", "1"), ("file:///etc/passwd", "1"), ("https://é.example/", "1"),
        ("https://user@a.example/", "1"), ("https://a.example/ b", "1"), ("https://", "1"),
        ("https://a.example/\x9c", "1"), ("HTTPS://a.example/", "1"), ("x https://a.example/", "1"),
        ("https://a.example/\n", "1"), ("https://a.example/", "1\x1b\\"),
        ("https://a.example/", ";"),
        ("https://a.example/", ""), ("https://a.example/" + "x" * 3_000, "1"),
    ],
)  # fmt: skip
def test_no_other_address_passes_the_last_filter(address: str, number: str) -> None:
    [segment] = Scrub().apply([Segment("x", linked(address, number))], BLACK)
    assert segment.text == "x"
    assert segment.style
    assert not segment.style.link
    assert segment.style.bold
    assert "\x1b]8" not in segment.style.render("x")


@pytest.mark.parametrize(
    ("shown", "url", "is_link"),
    [
        ("signals.example/late", "https://signals.example/late", True),
        ("signals.example/la…", "https://signals.example/late", True),
        ("https://www.signals.example", "http://signals.example/", True),
        ("Signals.Example/late", "https://signals.example/late?x=1", True),
        ("The title\nsignals.example", "https://signals.example/x", True),
        ("signals.exa…", "https://signals.example/", False),
        ("signals.example", "https://signals.example.thief.example/", False),
        ("bank.example/login", "https://thief.example/login", False),
        ("bank.com\nthief.example", "https://thief.example/login", False),
        ("here", "https://signals.example/", False),
        ("", "https://signals.example/", False),
        ("signals.example/other", "https://signals.example/late", False),
        ("x.example", "javascript:x.example", False),
    ],
)
def test_only_a_text_that_is_the_address_is_a_link(shown: str, url: str, is_link: bool) -> None:
    canvas = Canvas(40)
    canvas.row(("some text", Style()))
    canvas.target("link", url, range(1), shown)
    add_hyperlinks(canvas)
    assert bool(canvas.lines[0][0].style.link) is is_link


def test_a_link_covers_its_own_cells_and_no_others() -> None:
    canvas = Canvas(40)
    canvas.row(("電車 ab", Style(bold=True)), ("cd", Style()), (" end", Style()))
    canvas.targets.append(Target(0, 2, 7, "link", "https://a.example/", "a.example"))
    add_hyperlinks(canvas)
    [line] = canvas.lines
    assert [(each.text, bool(each.style.link)) for each in line] == [
        ("電", False), ("車 ab", True), ("cd", False), (" end", False),
    ]  # fmt: skip
