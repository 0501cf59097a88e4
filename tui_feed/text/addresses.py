"""Web addresses in running text, with or without a scheme, whole or cut.

The rules are twitter-text's (github.com/twitter/twitter-text, its documentation and its conformance
suite), with two additions for saved pages. A link followed by `…` was cut for display, so the `…`
belongs to it. A host after `http://` needs no known top-level domain.
"""

import re
from collections.abc import Iterator

from tui_feed.text.domains import LATIN, is_plain_host, known_host_end

CUT = "\u2026"
"""End of a link cut for display."""

_LONGEST_TCO_SLUG = 40
_NO_HOST = r"""!"'#%&()*+,\\/:;<=>?@\[\]^`{|}~$\s…“”‘’«»"""
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_DOT = re.compile(r"\.[^\s.…]")
# Possessive quantifiers: a long run without a link is read only once.
_CANDIDATE = re.compile(
    rf"(?<![0-9A-Za-z@＠$#＃])[Hh][Tt][Tt][Pp][Ss]?://(?P<host>[^{_NO_HOST}{_DIRECTION}]++)"
    rf"|(?<![-_./0-9A-Za-z@＠$#＃{LATIN}])(?:[-0-9A-Za-z{LATIN}]++\.)+(?=[^\s.…])"
)
_IN_PATH = rf"0-9A-Za-z\u0400-\u04ff{LATIN}!*';:=+,.$/%#\[\]\-–_~@|&"
_BALANCED = rf"\((?!\))[{_IN_PATH}]*+(?:\([{_IN_PATH}]++\)[{_IN_PATH}]*+)?\)"
_PATH = re.compile(rf"/(?:[{_IN_PATH}]++|{_BALANCED})*+")
_CUT_PATH = re.compile(rf"(?:\([{_IN_PATH}]*+)?{CUT}")
_NOT_LAST_IN_PATH = "!*';:,.$%[]–~@|&"
_QUERY = re.compile(r"\?[0-9A-Za-z!?*'@();:&=+$/%#\[\]\-_.,~|]*+")
_NOT_LAST_IN_QUERY = "!?*'@();:+$%[].,~|"
_PORT = re.compile(r":[0-9]+")
_TCO = re.compile(r"https?://t\.co/(?P<slug>[a-z0-9]+)", re.IGNORECASE | re.ASCII)


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each web address in `text`, in ascending order.

    Positions are code points, half open. The time is linear in the length of `text`.
    """
    at = 0
    while dot := _DOT.search(text, at):
        at = max(at, text.rfind(" ", at, dot.start()) + 1)
        while at <= dot.start():
            found = _CANDIDATE.search(text, at)
            if not found:
                return
            end = _address_end(text, found)
            if end:
                yield found.start(), end
            at = max(end or 0, found.end())


def _address_end(text: str, found: re.Match[str]) -> int | None:
    """Return the end of the address that starts at a candidate; None if it is no address."""
    if found["host"] is None:
        host_end = known_host_end(text, *found.span())
        return _tail_end(text, host_end) if host_end else None
    if tco := _TCO.match(text, found.start()):
        short = len(tco["slug"]) <= _LONGEST_TCO_SLUG
        return _query_end(text, tco.end()) if short else None
    start, stop = found.span("host")
    host = found["host"].rstrip(".")
    if is_plain_host(host) and text[stop : stop + 1] not in ("@", "+"):
        return _tail_end(text, start + len(host))
    host_end = known_host_end(text, start, stop)
    return _tail_end(text, host_end) if host_end else None


def _tail_end(text: str, at: int) -> int:
    """Return the end of port, path and query after a host's end `at`."""
    if port := _PORT.match(text, at):
        at = port.end()
    path = _PATH.match(text, at)
    if not path:
        return _query_end(text, at)
    if cut := _CUT_PATH.match(text, path.end()):
        return cut.end()
    end = at + len(path[0].rstrip(_NOT_LAST_IN_PATH))
    return _query_end(text, end) if end == path.end() else end


def _query_end(text: str, at: int) -> int:
    """Return the end of a query at `at`, or of the `…` of a cut; `at` without either."""
    query = _QUERY.match(text, at)
    if text.startswith(CUT, query.end() if query else at):
        return (query.end() if query else at) + 1
    kept = query[0].rstrip(_NOT_LAST_IN_QUERY) if query else ""
    return at + len(kept)
