"""What is said to be copied was taken by somebody, and is what the reader asked for."""

import asyncio
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from tests.ui.harbor import notices, reading
from tests.ui.programs import KEEPS, environment, install
from tui_feed.browse import clipboard
from tui_feed.browse.clipboard import LONGEST_COPY, copied_by, desktop_tools, tmux_tools
from tui_feed.models import Post
from tui_feed.ui.clipboard import LONGEST_SENT

EVERYWHERE = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0", "TMUX": "/tmp/tmux-0/default,1,0"}


@pytest.fixture(autouse=True)
def _linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")


def test_the_programs_are_those_that_can_reach_a_clipboard_from_here(tmp_path: Path) -> None:
    for name in ("wl-copy", "xclip", "xsel", "tmux"):
        install(tmp_path, name, KEEPS)

    def names(**env: str) -> list[str]:
        inside = environment(tmp_path, **env)
        return [tool.name for tool in (*desktop_tools(inside), *tmux_tools(inside))]

    assert names() == []
    assert names(WAYLAND_DISPLAY="wayland-0") == ["wl-copy"]
    assert names(DISPLAY=":0") == ["xclip", "xsel"]
    assert names(TMUX="x") == ["tmux", "tmux buffer"]
    assert names(**EVERYWHERE) == ["wl-copy", "xclip", "xsel", "tmux", "tmux buffer"]


async def test_the_first_program_gets_the_text_as_it_is(tmp_path: Path) -> None:
    kept = install(tmp_path, "xclip", KEEPS)
    text = "Line 4 ❤\ufe0f\n“$(touch x)” `y`\n"
    assert await copied_by(text, environment(tmp_path, DISPLAY=":0")) == ("xclip",)
    assert kept.read_text() == text


@pytest.mark.parametrize(
    "script", ["exit 1", "cat >/dev/null; exit 3", "exec /missing", "sleep 60"]
)
async def test_a_program_that_fails_leaves_the_text_to_the_next(
    tmp_path: Path, script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "PATIENCE", 0.5)
    install(tmp_path, "wl-copy", script)
    kept = install(tmp_path, "xsel", KEEPS)
    assert await copied_by("tram" * 50_000, environment(tmp_path, **EVERYWHERE)) == ("xsel",)
    assert kept.read_text() == "tram" * 50_000


async def test_a_program_that_cannot_be_run_is_passed_over(tmp_path: Path) -> None:
    install(tmp_path, "xclip", KEEPS).write_text("")
    (tmp_path / "xclip").write_text("#!/no/such/interpreter\n")
    assert await copied_by("tram", environment(tmp_path, DISPLAY=":0")) == ()


async def test_a_program_that_is_given_up_does_not_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "PATIENCE", 0.5)
    pid = install(tmp_path, "xclip", 'echo $$ > "{kept}"; exec sleep 60')
    assert await copied_by("tram", environment(tmp_path, DISPLAY=":0")) == ()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


async def test_a_program_that_stays_to_serve_the_text_is_not_waited_for(tmp_path: Path) -> None:
    kept = install(tmp_path, "xclip", 'cat > "{kept}"; sleep 3 &')
    assert await copied_by("tram", environment(tmp_path, DISPLAY=":0")) == ("xclip",)
    assert kept.read_text() == "tram"


@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux")
async def test_inside_tmux_the_text_is_in_its_buffer() -> None:
    server = ["tmux", "-L", f"tui-feed-{os.getpid()}", "-f", "/dev/null"]
    socket = f"/tmp/tmux-{os.getuid()}/tui-feed-{os.getpid()}"
    env = {name: value for name, value in os.environ.items() if name != "TMUX"}
    try:
        subprocess.run([*server, "new-session", "-d", "cat"], check=True, env=env)
        inside = environment(Path("/nowhere"), PATH=os.environ["PATH"], TMUX=f"{socket},1,0")
        assert await copied_by("Line 4\nagain ❤", inside) in (("tmux",), ("tmux buffer",))
        shown = subprocess.run([*server, "show-buffer"], check=True, env=env, capture_output=True)
        assert shown.stdout.decode() == "Line 4\nagain ❤"
    finally:
        subprocess.run([*server, "kill-server"], check=False, env=env)


async def test_the_desktop_and_tmux_both_get_the_text(tmp_path: Path) -> None:
    kept = [install(tmp_path, name, KEEPS) for name in ("wl-copy", "xclip", "tmux")]
    assert await copied_by("tram", environment(tmp_path, **EVERYWHERE)) == ("wl-copy", "tmux")
    assert [path.exists() for path in kept] == [True, False, True]


async def copied(
    post: Post, key: str, monkeypatch: pytest.MonkeyPatch, *by: str
) -> tuple[list[str], list[str], str]:
    """Press a key on a post; return what a program got, what the terminal got, and the words."""
    given: list[str] = []
    sent: list[str] = []

    async def program(text: str) -> tuple[str, ...]:
        given.append(text)
        return by

    app = reading(post)
    monkeypatch.setattr("tui_feed.ui.clipboard.copied_by", program)
    monkeypatch.setattr(app, "copy_to_clipboard", sent.append)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        await app.workers.wait_for_complete(
            [worker for worker in app.workers if worker.group == "copy"]
        )
        return given, sent, notices(app)[-1]


async def test_what_took_the_text_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    given, sent, words = await copied(Post(id="1", text="a\nb"), "y", monkeypatch, "xclip", "tmux")
    assert (given, sent) == (["a\nb"], ["a\nb"])
    assert words == "Copied the text: xclip, tmux, terminal (OSC 52, not confirmed)."


async def test_nothing_is_claimed_of_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    _, sent, words = await copied(Post(id="1", text="a"), "y", monkeypatch)
    assert sent == ["a"]
    assert "Copied" not in words
    assert words.startswith("Sent the text to the terminal")


@pytest.mark.parametrize("by", [(), ("tmux buffer",), ("tmux",)])
async def test_tmux_passes_on_to_the_terminal_what_it_does_not_copy_there_itself(
    monkeypatch: pytest.MonkeyPatch, by: tuple[str, ...]
) -> None:
    written: list[str] = []
    monkeypatch.setenv("TMUX", "x")
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: written.append(data))
    await copied(Post(id="1", text="tram"), "y", monkeypatch, *by)
    wrapped = "\x1bPtmux;\x1b\x1b]52;c;dHJhbQ==\x07\x1b\\"
    assert (wrapped in written) == (by != ("tmux",))


@pytest.mark.parametrize("by", [("xclip",), ()])
async def test_of_a_long_text_it_is_said_how_much_was_copied(
    monkeypatch: pytest.MonkeyPatch, by: tuple[str, ...]
) -> None:
    post = Post(id="1", text="é" * 1_500_000)
    given, sent, words = await copied(post, "y", monkeypatch, *by)
    most = LONGEST_COPY if by else LONGEST_SENT
    got = (given if by else sent)[-1]
    assert len(got.encode()) <= most < len(got.encode()) + 2
    assert f"the first {len(got):,} of 1,500,000 characters of the text" in words
    assert bool(sent) != bool(by)  # a cut text would replace the longer one


async def test_of_an_address_what_opens_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    post = Post(id="1", url="https://Harbor.example/é", text="a")
    given, _, words = await copied(post, "Y", monkeypatch, "xclip")
    assert given == ["https://harbor.example/%C3%A9"]
    assert words.startswith("Copied the address: xclip, ")


@pytest.mark.parametrize(
    "url",
    [
        "rm -rf ~\n",
        "https://harbor.example/\nrm -rf ~\n",
        "javascript:alert(1)",
        "https://a@b.example/",
    ],
)
async def test_what_is_no_address_is_not_copied_as_one(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    given, sent, words = await copied(Post(id="1", url=url, text="a"), "Y", monkeypatch, "xclip")
    assert (given, sent) == ([], [])
    assert words == "Nothing to copy: no valid address is stated for this post."


async def test_two_copies_end_in_the_order_of_their_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    async def program(text: str) -> tuple[str, ...]:
        await asyncio.sleep(0.2 if text == "a" else 0)
        done.append(text)
        return ("xclip",)

    app = reading(Post(id="1", url="https://harbor.example/1", text="a"))
    monkeypatch.setattr("tui_feed.ui.clipboard.copied_by", program)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("y", "Y")
        await app.workers.wait_for_complete(
            [worker for worker in app.workers if worker.group == "copy"]
        )
    assert done == ["a", "https://harbor.example/1"]
