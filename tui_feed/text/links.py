"""Safe URLs for a browser, sites of addresses, and links wrapped by a proxy."""

import re
from functools import lru_cache
from urllib.parse import quote, unquote

from tui_feed.text.addresses import CUT, find_addresses
from tui_feed.text.hosts import spelled
from tui_feed.text.sanitize import clean

LONGEST_URL = 2048
"""Characters of the longest URL for a browser."""

_URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9a-f:.]+\]|[^/?#@:\[\]]+)"
    r"(?::(?P<port>[0-9]{1,5}))?(?P<rest>[/?#].*)?",
    re.IGNORECASE | re.ASCII,
)
_HOST = re.compile(r"(?:https?://)?([^\s/?#@:]+\.[^\s/?#@:]+)(?=[/?#:]|\Z)", re.IGNORECASE)
_KEPT = "!#$%&'()*+,-./:;=?@[]_~"
# A wrapper holds no second scheme, so two adjoining links stay separate.
_WRAPPER = re.compile(
    r"https?://(?:(?!https?://)[^\s?])+\?(?:(?!https?://)\S)*?(?<=[?&])url="
    r"(?:(?=https?://[^\s/?#])"
    r"|(?P<encoded>https?%3A%2F%2F[^\s&]+)(?P<others>&(?:(?!https?://)\S)*)?)",
    re.IGNORECASE,
)
_MOST_WRAPPERS = 16
_AFTER_LINK = ").,;:!?]}'\"»”’…"


def openable(url: str) -> str | None:
    """Return the exact URL for a browser, or None if `url` is not safe to open.

    The scheme must be http or https; the host is returned in punycode, the rest in ASCII. A link as
    printed in posts (`localprog.org/x`) gets `https`. Refused are: a cut link (`…`), any character
    changed by `clean`, white space, backslashes, userinfo, impossible hosts and ports, and more
    than `LONGEST_URL` characters.
    """
    if len(url) > LONGEST_URL or url.endswith(CUT) or not _is_plain(url):
        return None
    found = _URL.fullmatch(url)
    if not found and list(find_addresses(url)) == [(0, len(url))]:
        found = _URL.fullmatch(f"https://{url}")
    host = spelled(found["host"]) if found else None
    if not found or not host or not 0 < int(found["port"] or 80) < 65_536:
        return None
    port = f":{found['port']}" if found["port"] else ""
    exact = f"{found['scheme'].lower()}://{host}{port}{quote(found['rest'] or '', _KEPT)}"
    return exact if len(exact) <= LONGEST_URL else None


def _is_plain(url: str) -> bool:
    return clean(url) == url and url.split() == [url] and "\\" not in url and "\ufffd" not in url


@lru_cache(1024)
def _site(host: str) -> str | None:
    return (spelled(host) or "").removeprefix("www.") or None


def site_of(address: str) -> str | None:
    """Return the host of an address for a lookup: in punycode, without `www.`.

    None without a host, or if the address was cut inside it.
    """
    found = _HOST.match(address)
    return _site(found[1]) if found and CUT not in found[1] else None


def unwrap_proxy(text: str) -> str:
    """Return `text` with each link of the form `https://any.host/path?url=LINK` replaced by LINK.

    Saved pages wrap links like this, above all in descriptions of pictures. LINK is http(s), up to
    the next white space. A percent-encoded LINK is decoded, and the proxy's own parameters after it
    are dropped. Nested proxies are unwrapped too; other text is unchanged.
    """
    for _ in range(_MOST_WRAPPERS):
        if "url=" not in text.lower() or (inner := _WRAPPER.sub(_unwrapped, text)) == text:
            break
        text = inner
    return text


def _unwrapped(found: re.Match[str]) -> str:
    """Return the replacement of a wrapper: nothing if its link follows unencoded."""
    if found["encoded"] is None:
        return ""
    try:
        link = unquote(found["encoded"], errors="strict")
    except UnicodeDecodeError:  # not a link
        return found[0]
    others = found["others"] or ""
    kept = (c if c.isprintable() and c != " " else quote(c, errors="surrogatepass") for c in link)
    return "".join(kept) + others[len(others.rstrip(_AFTER_LINK)) :]
