"""Server of the program for browsers on this machine: a process for each window."""

import shlex
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from secrets import token_urlsafe
from typing import Final

import aiohttp_jinja2
import jinja2
from aiohttp import web
from textual_serve.server import Server

from tui_feed.web.guard import HOST, guarded

MOST_WINDOWS: Final = 8
"""Most windows at a time; each reads the files in a process of its own."""
_TEMPLATES = Path(__file__).with_name("templates")


class WindowServer(Server):
    """Server of textual-serve with a page of its own, which loads nothing from elsewhere."""

    def __init__(self, arguments: Sequence[str], title: str, port: int) -> None:
        """Serve the program with its arguments; a window is a program of its own."""
        # -P: no folder that the reader happens to be in may stand in for a package.
        command = [sys.executable, "-P", "-m", "tui_feed.cli.window", *arguments]
        super().__init__(
            f"exec {shlex.join(command)}",
            host=HOST,
            port=port,
            title=title,
            public_url=f"http://{HOST}:{port}",
            templates_path=_TEMPLATES,
        )
        self._windows = 0

    async def _make_app(self) -> web.Application:
        app = web.Application()
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(_TEMPLATES))
        app.add_routes(
            [
                web.get("/", self.handle_index, name="index"),
                web.get("/ws", self.handle_websocket, name="websocket"),
                web.get("/page.js", _script),
                web.static("/static", self.statics_path, name="static"),
            ]
        )
        return app

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the program for a window, until the window closes."""
        if self._windows >= MOST_WINDOWS:
            raise web.HTTPServiceUnavailable(text=f"{MOST_WINDOWS} windows are open already.\n")
        self._windows += 1
        try:
            return await super().handle_websocket(request)
        finally:
            self._windows -= 1

    async def guarded_app(self, secret: str) -> web.Application:
        """Return the application behind a secret path."""
        return guarded(await self._make_app(), secret, self.port)


async def _script(request: web.Request) -> web.FileResponse:
    del request
    return web.FileResponse(_TEMPLATES / "page.js")


def serve(arguments: Sequence[str], title: str, port: int, tell: Callable[[str], None]) -> None:
    """Serve windows until a signal; `tell` gets the address. Raises `OSError` for a used port.

    With port 0 the system chooses one.
    """
    listening = socket.create_server((HOST, port))
    secret = token_urlsafe()
    server = WindowServer(arguments, title, listening.getsockname()[1])
    tell(f"{server.public_url}/{secret}/")
    web.run_app(
        server.guarded_app(secret),
        sock=listening,
        print=None,
        access_log=None,
        shutdown_timeout=1.0,
    )
