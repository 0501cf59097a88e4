"""Hosts shown in the text of a link, compared with the link's real target."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from tui_feed.text.addresses import CUT, find_addresses
from tui_feed.text.domains import top_level_domains
from tui_feed.text.hosts import has_other_dots, is_disguised, spelled
from tui_feed.text.links import openable
from tui_feed.text.lookalikes import as_latin, as_read

_PATH_BEGINS = re.compile(r"[/?#\\]")
_PORT = re.compile(r":\d*$", re.ASCII)
_AROUND_HOST = "!\"'()*+,-.:;<=>[]_`{|}~“”‘’«»‹›¡¿、「」（）—–"
_ACCOUNT = re.compile(r"@(?P<name>[\w.-]+?)(?:@(?P<host>[\w.-]+))?")
_TAG = re.compile(r"#(?P<name>\w+)")
_MOST_ENCODINGS = 5
_LETTER = re.compile("[a-z]", re.IGNORECASE | re.ASCII)


def host_of(exact: str) -> str:
    """Return the host of an address from `openable`; empty without a host."""
    return _PORT.sub("", urlsplit(exact).netloc)


def shown_host_differs(display: str, url: str) -> bool:
    """Return True if the text of a link shows another target than its URL.

    This is the case if it names another host, in characters a reader takes for a host, or another
    account or tag than the address. A missing scheme, `www.`, letter case and a cut (`…`) make no
    difference, nor does a text without any name. A name of look-alike letters, or with letters
    drawn from the right, always counts as another host; so does any text for an address with other
    characters than dots between its labels.
    """
    if has_other_dots(_authority(url)[0]):
        return True
    exact = openable(url) or ""
    real = host_of(exact)
    text = as_read(display)
    if any(not _is_same(shown, real) for shown in _shown_hosts(text)):
        return True
    return not _is_led_to(text.strip(), exact)


def _shown_hosts(text: str) -> Iterator[str]:
    """Yield the hosts named in a text; a cut host keeps its `…`."""
    for word in map(_decoded, text.split()):
        found = list(_hosts_of_word(word)) or list(_addresses_in(word))
        if found and _is_bidirectional(word):
            yield word
        yield from (_PATH_BEGINS.split(each.rpartition("://")[2])[0] for each in found)


def _decoded(word: str) -> str:
    """Return a word with its host's percent-encoding decoded."""
    for _ in range(_MOST_ENCODINGS):
        if "%" not in _authority(word)[0]:
            break
        word = as_read(unquote(word))
    return word


def _authority(word: str) -> tuple[str, bool]:
    """Return the host's part of a word, and whether a scheme stands before it."""
    scheme, mark, rest = word.partition("://")
    stated = bool(mark) and not _PATH_BEGINS.search(scheme)
    return _PATH_BEGINS.split(rest if stated else word)[0], stated


def _hosts_of_word(word: str) -> Iterator[str]:
    authority, stated = _authority(word)
    names = authority.split("@")
    if word.startswith("@"):
        names = names[2:]  # an account: its name is no host, its server is
    for name in names:
        bare = _PORT.sub("", name.strip(_AROUND_HOST))
        if (stated and bare.rstrip(CUT)) or _is_like_host(bare.rstrip(CUT)):
            yield bare
        else:
            yield from _addresses_in(name)


def _addresses_in(text: str) -> Iterator[str]:
    return (text[start:end] for start, end in find_addresses(text))


def _is_like_host(name: str) -> bool:
    """Return True if a word without a scheme reads as a host: by its ending, or as four numbers."""
    *labels, top = name.lower().split(".")
    if not labels or not all((*labels, top)):
        return False
    known = top_level_domains()
    if top in known or as_latin(top) in known or top.startswith("xn--"):
        return True
    return len(labels) == 3 and all(each.isascii() and each.isdecimal() for each in (*labels, top))


def _is_bidirectional(word: str) -> bool:
    """Return True if a word mixes both writing directions: terminals differ in drawing it."""
    if word.isascii():
        return False
    from_right = any(unicodedata.bidirectional(c) in ("R", "AL") for c in word)
    return from_right and _LETTER.search(word.partition("://")[2] or word) is not None


def _is_same(shown: str, real: str) -> bool:
    whole = shown.rstrip(CUT + _AROUND_HOST)
    name = (spelled(whole) or "").removeprefix("www.")
    real = real.removeprefix("www.")
    if not name or is_disguised(whole):
        return False
    if name == real or not shown.endswith(CUT):
        return name == real
    # `example.co…` may be `example.com`; `example.com…` is not `example.com.evil.example`, nor is
    # `example.com.ev…`.
    labels = name.split(".")
    if any(_is_like_host(".".join(labels[:count])) for count in range(2, len(labels))):
        return False
    return real.startswith(name) and ("." not in real[len(name) :] or not _is_like_host(name))


def _is_led_to(text: str, exact: str) -> bool:
    """Return True unless a text is an account or a tag missing from the address."""
    named = _ACCOUNT.fullmatch(text) or _TAG.fullmatch(text)
    if not named:
        return True
    parts = re.split(r"[/?#&=]", unquote(exact).casefold())
    name = named["name"].casefold()
    return not {name, f"@{name}", text.casefold()}.isdisjoint(parts)
