"""A page of 20,000 posts in a real browser: it is searched at once, and asks nobody."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.records import made_post
from tui_feed.models import Profile
from tui_feed.printers import FORMATS, Printout

NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, NAMES)), "")
POSTS = 20_000
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--window-size=900,900",
)  # fmt: skip

pytestmark = pytest.mark.skipif(not BROWSER, reason="there is no Chromium")
STARTER = """
import fcntl, os, sys
high = [fcntl.fcntl(int(number), fcntl.F_DUPFD, 10) for number in sys.argv[1:3]]
os.dup2(high[0], 3)  # the browser reads from here
os.dup2(high[1], 4)  # and writes to this
os.execv(sys.argv[3], sys.argv[3:])
"""


class Browser:
    """Browser spoken to over a pipe, in its own protocol: JSON texts, each ended by a NUL."""

    def __init__(self, profile: Path) -> None:
        keys_in, self._write = os.pipe()
        self._read, keys_out = os.pipe()
        flags = (*FLAGS, f"--user-data-dir={profile}", "--remote-debugging-pipe", "about:blank")
        self._process = subprocess.Popen(
            [sys.executable, "-c", STARTER, str(keys_in), str(keys_out), BROWSER, *flags],
            pass_fds=(keys_in, keys_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(keys_in)
        os.close(keys_out)
        self._held = b""
        self._number = 0
        self._page = ""
        self.events: list[dict[str, Any]] = []

    def open(self, path: Path) -> None:
        """Open a file, and wait until it is loaded."""
        targets = self.ask("Target.getTargets")["targetInfos"]
        target = next(each["targetId"] for each in targets if each["type"] == "page")
        found = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self._page = found["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.ask(f"{domain}.enable")
        self.ask("Page.navigate", url=path.as_uri())
        self.wait_for("Page.loadEventFired")

    def run(self, script: str) -> Any:
        """Run a script in the page, and return its value."""
        found = self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """Call a method of the protocol, and return its result."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._page:
            message["sessionId"] = self._page
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, method: str) -> None:
        """Wait for an event, unless it has come already."""
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self._next())

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._held:
            data = os.read(self._read, 2**16)
            assert data, "the browser has ended"
            self._held += data
        text, _, self._held = self._held.partition(b"\0")
        return json.loads(text)

    def close(self) -> None:
        os.close(self._write)
        os.close(self._read)
        self._process.terminate()
        self._process.wait()


def page(count: int) -> str:
    """Return a page of posts; the text of every tenth has an accent, of every 500th a zebra."""
    posts = [
        made_post(
            id=str(number),
            url=f"https://social.example/rider/{number}",
            author={"name": "A Rider", "handle": "rider"},
            created_at="2024-01-12",
            text=f"Post {number} {'Été' * (not number % 10)} {'zebra' * (not number % 500)} tram",
            quote={"id": f"q{number}", "text": "a quoted ferry"} if not number % 1000 else None,
        )
        for number in range(count)
    ]
    printout = Printout((Profile(name="Harbor Riders"),), lambda: posts, len(posts))
    return "".join(FORMATS["html"].pieces(printout))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Return a browser with the page open; a zebra is the subject of 40 of its posts."""
    folder = tmp_path_factory.mktemp("browser")
    path = folder / "posts.html"
    path.write_text(page(POSTS), "utf-8")
    browser = Browser(folder / "profile")
    browser.open(path)
    yield browser
    browser.close()


SEARCH = """
new Promise((done) => {
  const box = document.getElementById("search");
  box.value = %s;
  box.dispatchEvent(new Event("input"));
  const begun = performance.now();
  box.form.requestSubmit();
  requestAnimationFrame(() => setTimeout(() => done({
    words: document.getElementById("found").textContent,
    shown: document.querySelectorAll("article:not([hidden])").length,
    none: !document.getElementById("none").hidden,
    seconds: (performance.now() - begun) / 1000,
  })));
})
"""


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("zebra", 40), ("ZEBRA tram", 40), ("zebra ferry", 20), ("ete", 2_000), ("Été", 2_000),
        ("giraffe", 0), ("@rider 19999", 1), ("", POSTS),
    ],
)  # fmt: skip
def test_the_posts_with_all_typed_words_are_shown(browser: Browser, typed: str, count: int) -> None:
    found = browser.run(SEARCH % json.dumps(typed))
    assert found["shown"] == count
    assert found["words"] == (f"{count:,} of 20,000" if typed else "")
    assert found["none"] == (count == 0)


def test_the_page_has_loaded_nothing_else_and_broken_no_rule(browser: Browser) -> None:
    asked = [
        event["params"]["request"]["url"]
        for event in browser.events
        if event.get("method") == "Network.requestWillBeSent"
    ]
    assert [url.rpartition("/")[2] for url in asked] == ["posts.html"]
    troubles = [event for event in browser.events if event.get("method") == "Log.entryAdded"]
    assert troubles == []


def test_nothing_that_was_put_into_the_page_runs(browser: Browser) -> None:
    ran = browser.run(
        """
        (() => {
          document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = 1'>");
          const script = document.createElement("script");
          script.textContent = "window.ran = 1";
          document.body.append(script);
          return Boolean(window.ran);
        })()
        """
    )
    assert not ran


def test_a_search_box_with_a_label_is_reached_by_its_key(browser: Browser) -> None:
    assert browser.run(
        """
        (() => {
          document.activeElement.blur();
          document.dispatchEvent(new KeyboardEvent("keydown", {key: "/"}));
          const box = document.activeElement;
          return [box.id, box.labels[0].textContent, document.querySelector("main").ariaLabel];
        })()
        """
    ) == ["search", "Search these posts", "Posts"]
