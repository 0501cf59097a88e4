"""What may be opened, the site of an address, and links inside a proxy's link."""

import re
from functools import lru_cache
from urllib.parse import quote, unquote

from tui_feed.text.addresses import CUT, find_addresses
from tui_feed.text.hosts import spelled
from tui_feed.text.sanitize import clean

LONGEST_URL = 2048
"""Characters of the longest URL that is handed to a browser."""

_URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9a-f:.]+\]|[^/?#@:\[\]]+)"
    r"(?::(?P<port>[0-9]{1,5}))?(?P<rest>[/?#].*)?",
    re.IGNORECASE | re.ASCII,
)
_HOST = re.compile(r"(?:https?://)?([^\s/?#@:]+\.[^\s/?#@:]+)(?=[/?#:]|\Z)", re.IGNORECASE)
_KEPT = "!#$%&'()*+,-./:;=?@[]_~"
# A wrapper holds no second scheme, so that links which are glued together stay apart.
_WRAPPER = re.compile(
    r"https?://(?:(?!https?://)[^\s?])+\?(?:(?!https?://)\S)*?(?<=[?&])url="
    r"(?:(?=https?://[^\s/?#])"
    r"|(?P<encoded>https?%3A%2F%2F[^\s&]+)(?P<others>&(?:(?!https?://)\S)*)?)",
    re.IGNORECASE,
)
_MOST_WRAPPERS = 16
_AFTER_LINK = ").,;:!?]}'\"»”’…"


def openable(url: str) -> str | None:
    """Return the exact URL to hand to a browser, or None where `url` must not be opened.

    Only http and https may be, with the host in punycode and all the rest in ASCII. A link as posts
    print it (`localprog.org/x`) gets `https`. Refused are: a link that was cut (`…`), whatever
    `clean` would change, white space, backslashes, userinfo, hosts and ports that cannot exist,
    and more than `LONGEST_URL` characters.
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
    """Return the host of an address, with or without a scheme, as it is looked up.

    In punycode and without `www.`; None where there is none or the address was cut inside it.
    """
    found = _HOST.match(address)
    return _site(found[1]) if found and CUT not in found[1] else None


def unwrap_proxy(text: str) -> str:
    """Return `text` with each link of the form `https://any.host/path?url=LINK` replaced by LINK.

    Saved pages wrap links like this, in descriptions of pictures above all. LINK is http(s) and
    reaches to the next white space. Where it is percent-encoded it is decoded, and the proxy's own
    parameters after it are dropped. Proxies inside proxies are opened too; other text stays.
    """
    for _ in range(_MOST_WRAPPERS):
        if "url=" not in text.lower() or (inner := _WRAPPER.sub(_unwrapped, text)) == text:
            break
        text = inner
    return text


def _unwrapped(found: re.Match[str]) -> str:
    """Return what takes the place of a wrapper: nothing where its link follows as it is."""
    if found["encoded"] is None:
        return ""
    try:
        link = unquote(found["encoded"], errors="strict")
    except UnicodeDecodeError:  # no link that anybody wrote
        return found[0]
    others = found["others"] or ""
    kept = (c if c.isprintable() and c != " " else quote(c, errors="surrogatepass") for c in link)
    return "".join(kept) + others[len(others.rstrip(_AFTER_LINK)) :]
