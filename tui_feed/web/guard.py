"""Guard of the server: answers only who knows the secret address, from this machine.

Any page in the same browser can connect to a port of this machine, and so can any other user of it.
The path of the page holds a secret; a name other than the machine's own is refused, because a page
can give its name another address afterwards; a page of another origin is refused, too.
"""

from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

HOST: Final = "127.0.0.1"
"""Address of the server: this machine only."""
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def guarded(inner: web.Application, secret: str, port: int) -> web.Application:
    """Return an application with another one behind a secret path."""
    outer = web.Application(middlewares=[_checked(port)])
    outer.add_subapp(f"/{secret}/", inner)
    policy = _POLICY.format(host=f"{HOST}:{port}")

    async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
        del request
        response.headers.update(_HEADERS)
        response.headers["Content-Security-Policy"] = policy

    outer.on_response_prepare.append(add_headers)
    return outer


def _checked(port: int) -> Middleware:
    own = f"{HOST}:{port}"

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        is_socket = request.headers.get("Upgrade", "").lower() == "websocket"
        if request.headers.get("Host") != own:
            raise web.HTTPForbidden(text=f"Open it as http://{own}/\n")
        if (is_socket or origin is not None) and origin != f"http://{own}":
            raise web.HTTPForbidden(text="This page is not for other pages.\n")
        return await handler(request)

    return check
