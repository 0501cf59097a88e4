"""The program in a browser on this machine, and in nobody else's."""

import asyncio
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

pytest.importorskip("textual_serve")

from tests.web.browser import CHROMIUM, Browser
from tui_feed.cli.main import main
from tui_feed.models import Post
from tui_feed.models.lines import native_line

HOSTILE = "posts; touch $(echo hacked) 'x'.jsonl"
"""Name of a file that a shell would take for commands."""


class Served:
    """A server of the program, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        posts = [
            Post(id=str(number), text=f"Tram number {number}", created_at=f"2024-01-{number:02}")
            for number in range(1, 20)
        ]
        (folder / HOSTILE).write_text("".join(f"{native_line(post)}\n" for post in posts))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui_feed", "--serve", "0", "--no-mouse", HOSTILE],
            stdout=subprocess.PIPE, text=True, cwd=folder,
        )  # fmt: skip
        assert self.process.stdout
        said = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/([\w-]{40,})/", said)
        assert found, said
        self.address, self.port, self.secret = found[0], int(found[1]), found[2]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def windows(self) -> list[int]:
        """Return the processes of its windows."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def end(self) -> int:
        self.process.terminate()
        return self.process.wait(20)


@pytest.fixture
def served(tmp_path):
    found = Served(tmp_path)
    yield found
    if found.process.poll() is None:
        found.end()


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
async def test_a_browser_shows_the_first_post_and_answers_keys(served, tmp_path):
    browser = Browser(tmp_path / "profile")
    try:
        await browser.open(served.address)
        await browser.wait(lambda text: "Tram number 19" in text and "q quit" in text)
        before = await browser.picture()
        await browser.press("j")
        await browser.press("j")
        text = await browser.wait(
            lambda text: "▌ Tram number 17" in text or "┃ Tram number 17" in text
        )
        assert "Tram number 19" in text
        assert await browser.picture() != before, "the page draws it"
        own = tuple(f"{scheme}://{served.host}/" for scheme in ("http", "ws"))
        assert all(each.startswith((*own, "data:")) for each in browser.requests)
        assert not browser.complaints
        await browser.press("q")
        for _ in range(200):
            if not served.windows():
                break
            await asyncio.sleep(0.05)
        assert not served.windows()
    finally:
        await browser.close()
    assert not (tmp_path / "hacked").exists(), "no shell read the name of the file"


@pytest.mark.parametrize("path", ["/", "/ws", "/wrong/", "/static/js/textual.js", "/{secret}x/ws"])
async def test_without_the_secret_there_is_nothing(served, client, path):
    async with client.get(f"http://{served.host}{path.format(secret=served.secret)}") as reply:
        assert reply.status == 404


async def test_another_name_of_this_machine_is_refused(served, client):
    for host in ("evil.example", f"evil.example:{served.port}", "127.0.0.1"):
        async with client.get(served.address, headers={"Host": host}) as reply:
            assert reply.status == 403


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://127.0.0.1:1"])
async def test_a_page_of_another_origin_starts_nothing(served, client, origin):
    headers = {"Origin": origin} if origin else {}
    with pytest.raises(aiohttp.WSServerHandshakeError) as raised:
        await client.ws_connect(f"{served.address}ws", headers=headers)
    assert raised.value.status == 403
    assert not served.windows()


async def test_the_page_may_load_nothing_from_elsewhere(served, client):
    async with client.get(served.address) as reply:
        policy = reply.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert reply.headers["Referrer-Policy"] == "no-referrer"
        page = await reply.text()
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//(?!127\.0\.0\.1:)""", page)
    assert "googleapis" not in page


async def test_nobody_but_this_machine_can_connect(served):
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.2", served.port)


@pytest.mark.parametrize("ends", ["window", "server", "crash"])
async def test_a_window_ends_with_its_page_and_with_the_server(served, client, ends):
    socket = await client.ws_connect(
        f"{served.address}ws", headers={"Origin": f"http://{served.host}"}
    )
    screen = b""
    while b"Tram number 19" not in screen:
        screen += (await socket.receive()).data
    (pid,) = served.windows()
    if ends == "window":
        await socket.close()
    elif ends == "server":
        assert await asyncio.to_thread(served.end) == 0
    else:
        served.process.kill()
        served.process.wait()
    for _ in range(200):
        if not Path(f"/proc/{pid}").exists():
            break
        await asyncio.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()


async def test_a_window_ends_even_if_it_draws_after_the_end_of_the_server(tmp_path):
    (tmp_path / "a.jsonl").write_text(f"{native_line(Post(id='1', text='x'))}\n")
    argv = [sys.executable, "-m", "tui_feed.cli.window", "a.jsonl"]
    window = await asyncio.create_subprocess_exec(
        *argv, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert window.stdin
    assert window.stdout
    assert await window.stdout.readline() == b"__GANGLION__\n"
    window._transport.get_pipe_transport(1).close()  # it can no longer write
    resize = b'{"type": "resize", "width": 70, "height": 20}'
    window.stdin.write(b"M" + len(resize).to_bytes(4, "big") + resize)
    await asyncio.sleep(0.3)  # for a frame
    window.stdin.close()
    await asyncio.wait_for(window.wait(), 15)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--serve=0.0.0.0"], "invalid port of this machine"),
        (["--serve=70000"], "invalid port of this machine"),
        (["--serve", "--linear"], "--serve shows files on a screen"),
        (["--serve", "-"], "--serve shows files on a screen"),
        (["--serve", "--filter", "from:"], "--filter"),
    ],
)
def test_what_cannot_be_served_is_said_at_once(argv, said, capsys):
    try:
        code = main(argv)
    except SystemExit as left:
        code = left.code
    assert code == 2
    assert said in capsys.readouterr().err


def test_a_missing_file_and_a_used_port_are_said_at_once(served, capsys):
    assert main(["--serve", "0", "none.jsonl"]) == 1
    assert "none.jsonl: no such file; check the name" in capsys.readouterr().err
    assert main(["--serve", str(served.port)]) == 1
    assert f"port {served.port} cannot be used: Address already in use" in capsys.readouterr().err


def test_without_the_package_a_line_says_how_to_install_it(monkeypatch, capsys):
    monkeypatch.setattr("tui_feed.cli.serving.find_spec", lambda name: None)
    assert main(["--serve"]) == 2
    assert "pip install 'tui-feed[serve]'" in capsys.readouterr().err
