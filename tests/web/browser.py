"""A headless Chromium, driven over its debugging protocol; what its terminal got, on a screen."""

import asyncio
import base64
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pyte

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
"""Path of the browser; None where there is none."""
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--remote-debugging-port=0", "--window-size=1200,700",
)  # fmt: skip


class Browser:
    """Page of a browser with an empty profile."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen(
            [CHROMIUM or "chromium", *_FLAGS, f"--user-data-dir={folder}", "about:blank"],
            stderr=subprocess.DEVNULL,
        )
        self._number = 0
        self._screen = pyte.Screen(200, 60)
        self._stream = pyte.ByteStream(self._screen)
        self.requests: list[str] = []
        """Addresses that the page asked for."""
        self.complaints: list[str] = []
        """Errors of the page, such as a refused script."""

    async def open(self, address: str) -> None:
        """Open an address."""
        told = self._folder / "DevToolsActivePort"
        for _ in range(600):
            if told.exists() and (port := told.read_text().split("\n")[0]):
                break
            await asyncio.sleep(0.05)
        self._client = aiohttp.ClientSession()
        async with self._client.put(f"http://127.0.0.1:{port}/json/new?about:blank") as reply:
            target = await reply.json()
        self._socket = await self._client.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0)
        for domain in ("Network", "Page", "Log", "Runtime"):
            await self.call(f"{domain}.enable")
        await self.call("Page.navigate", url=address)

    async def close(self) -> None:
        """End the browser."""
        if hasattr(self, "_client"):
            await self._client.close()
        self._process.terminate()
        await asyncio.to_thread(self._process.wait)

    async def call(self, method: str, **parameters: Any) -> Any:
        """Call a method of the protocol and return its result."""
        self._number += 1
        number = self._number
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        while True:
            message = await self._socket.receive_json()
            if message.get("id") == number:
                return message.get("result")
            self._take(message)

    def _take(self, message: Any) -> None:
        """Note an event: a request, a frame of the terminal, an error."""
        told = message.get("params", {})
        match message["method"]:
            case "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])
            case "Network.webSocketFrameReceived" if told["response"]["opcode"] == 2:
                self._stream.feed(base64.b64decode(told["response"]["payloadData"]))
            case "Log.entryAdded" if told["entry"]["level"] == "error":
                self.complaints.append(told["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(told))

    @property
    def text(self) -> str:
        """What the terminal of the page shows."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    async def press(self, key: str) -> None:
        """Type a letter."""
        await self.call("Input.dispatchKeyEvent", type="keyDown", key=key, text=key)
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    async def wait(self, met: Callable[[str], bool]) -> str:
        """Wait until the page's terminal shows what a function asks for; return its text."""
        for _ in range(400):
            if met(self.text):
                return self.text
            await self.call("Runtime.evaluate", expression="1")
            await asyncio.sleep(0.05)
        raise AssertionError(self.text)

    async def picture(self) -> bytes:
        """Return a picture of the page, as PNG."""
        found = await self.call("Page.captureScreenshot")
        return base64.b64decode(found["data"])
