"""A post as its file holds it: facts by name, read without a loader."""

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

COUNTS = ("views", "likes", "reposts", "replies", "quotes", "bookmarks")
"""Names of counts, as on the shown side."""

_ADDRESS = re.compile(r"https?://[\x21-\x7e]+")
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass
class Held:
    """A post in a file; a fact that is not among `facts` is not compared."""

    id: str | None
    """Id that the program shows; None where the file has none, and the text tells which post."""
    facts: dict[str, object] = field(default_factory=dict)
    quote: "Held | None" = None
    """The quoted post, where the file holds it."""
    place: str = ""


def words(text: str | None, *, addresses: bool = True) -> str:
    """Return a text with single blanks, with or without its web addresses."""
    if not addresses:
        text = _ADDRESS.sub(" ", text or "")
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def unescaped(text: str) -> str:
    """Undo the three escapes of X."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def moment(stated: object) -> object:
    """Return a date as milliseconds, and as it is where it is a day or has no zone."""
    if stated in (None, ""):
        return None
    text = str(stated)
    if _DAY.fullmatch(text):
        return text
    for read in (_iso, _of_x, _mail):
        if (found := read(text)) is not None:
            return round(found.timestamp() * 1000) if found.tzinfo else found.isoformat()
    return text


def _iso(text: str) -> datetime | None:
    text = re.sub(r" ([+-]\d\d:?\d\d)$", r"\1", text.replace(" UTC", "Z"))
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _of_x(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%a %b %d %H:%M:%S %z %Y")
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    for form in ("%a, %d %b %Y %H:%M:%S %z", "%a, %d %b %Y %H:%M:%S GMT"):
        try:
            found = datetime.strptime(text, form)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def utc(stated: str | None) -> object:
    """Return a date without zone that is known to be UTC."""
    return stated and round(datetime.fromisoformat(stated).replace(tzinfo=UTC).timestamp() * 1000)


def number(stated: object) -> int | None:
    """Return a count, from a number or its digits."""
    if stated in (None, ""):
        return None
    return int(float(str(stated).replace(",", "")))


def counts(**stated: object) -> dict[str, object]:
    """Return all counts; one that is not named is not stated, and none may be shown for it."""
    return {name: number(stated.get(name)) for name in COUNTS}


def names(stated: Iterable[str]) -> tuple[str, ...]:
    """Return tags or handles, each once, whatever their case and order."""
    return tuple(sorted({each.lstrip("#@$").casefold() for each in stated}))


def plain(markup: str) -> str:
    """Return the text of HTML: a blank for each break, invisible pieces left out."""
    text = re.sub(r"<span class=\"invisible\">.*?</span>", "", markup, flags=re.DOTALL)
    text = re.sub(r"<span class=\"ellipsis\">(.*?)</span>", r"\1…", text, flags=re.DOTALL)
    text = re.sub(r"<p class=\"quote-inline\">.*?</p>", "", text, flags=re.DOTALL)
    text = re.sub(r"</?(p|br|div|li|ul|ol|blockquote|h\d|hr|pre)\b[^>]*>", " ", text)
    return words(html.unescape(re.sub(r"<[^>]*>", "", text)))
