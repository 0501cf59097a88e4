"""Read texts of rows: replace short links, find tags and mentions."""

import re
from collections.abc import Iterator
from typing import Any, Final

from tui_feed.loaders.common.entity_fields import EntityFields, entity_fields
from tui_feed.loaders.common.fields import get_list, get_str
from tui_feed.loaders.common.html_text import HtmlText, html_text
from tui_feed.loaders.tables.cells import items, json_value, strings
from tui_feed.loaders.tables.columns import Values
from tui_feed.loaders.tables.row_media import short_links
from tui_feed.loaders.x.status_links import status_link
from tui_feed.loaders.x.tweet_text import unescaped
from tui_feed.models import Link

_SHORT: Final = re.compile(r"https?://t\.co/\w+", re.ASCII)
_HTML: Final = re.compile(r"\s*<p[\s>].*</p>\s*", re.DOTALL)
_BREAK: Final = re.compile(r"\\r\\n|\\n")
_BETWEEN_LINKS: Final = re.compile(r"[|,;\s]+(?=https?://)")
_SCHEME: Final = re.compile(r"https?://")
_MOST_LINKS: Final = 100


class TextReader:
    """Reader of a file's texts."""

    def __init__(self, *, is_escaped: bool = True, has_written_breaks: bool = False) -> None:
        self._is_escaped = is_escaped
        self._has_written_breaks = has_written_breaks

    def plain(self, stated: object) -> str:
        r"""Return a text as displayed: `&amp;` as `&`, and a written `\n` as a line break."""
        text = stated if isinstance(stated, str) else ""
        if html := html_of(text):
            return html.text
        if self._has_written_breaks:
            text = _BREAK.sub("\n", text)
        return unescaped(text) if self._is_escaped else text

    def of_row(self, values: Values, *, quoted_id: str | None, has_media: bool) -> str:
        """Return the text of a row without links of its pictures and its quote."""
        text = self.plain(values.get("text"))
        if "t.co/" not in text:
            return text
        targets, removed = _targets(values, text), set(short_links(values))
        last = _start_of_last(text)

        def replaced(found: re.Match[str]) -> str:
            full = targets.get(found[0])
            status = status_link(full)
            if full and not (status and status.id == quoted_id) and not _is_picture(full):
                return full
            is_shown_elsewhere = has_media or quoted_id
            is_left = (
                found[0] in removed or bool(full) or (is_shown_elsewhere and found.start() >= last)
            )
            return "" if is_left and (found.start() >= last or found[0] in removed) else found[0]

        return _SHORT.sub(replaced, text).rstrip()


def html_of(text: object) -> HtmlText | None:
    """Return a text that is HTML, as servers of Mastodon give it; None for plain text."""
    return html_text(text) if isinstance(text, str) and _HTML.fullmatch(text) else None


def named(text: str, values: Values, quoted_id: str | None = None) -> EntityFields:
    """Return tags, mentions and links of a text, with more of each from columns."""
    found = entity_fields(text)
    html = html_of(values.get("text"))
    tags = strings(values.get("hashtags"), "text", "tag")
    names = strings(values.get("mentions"), "screen_name", "username", "Username")
    symbols = strings(values.get("cashtags"), "text", "tag")
    return {
        "hashtags": _with(found["hashtags"], tags, "#"),
        "mentions": _with(found["mentions"], names, "@"),
        "cashtags": _with(found["cashtags"], symbols, "$"),
        "links": html.links
        if html
        else (*found["links"], *_further(text, found["links"], values, quoted_id)),
    }


def _further(
    text: str, found: tuple[Link, ...], values: Values, quoted_id: str | None
) -> Iterator[Link]:
    """Yield the stated links missing in a text, such as those of a cut end."""
    if "links" not in values and "entities" not in values:
        return
    known = {_SCHEME.sub("", link.url or "").rstrip("/") for link in found}
    for url in (*_targets(values, text).values(), *_listed(values)):
        status, bare = status_link(url), _SCHEME.sub("", url).rstrip("/")
        is_quoted = status is not None and status.id == quoted_id
        is_address = _SCHEME.match(url) and not _SHORT.fullmatch(url)
        if is_address and not is_quoted and not _is_picture(url) and bare not in known:
            known.add(bare)
            yield Link(url=url, display=url)


def _with(found: tuple[str, ...], stated: list[str], sign: str) -> tuple[str, ...]:
    if not stated:
        return found
    known = {name.casefold() for name in found}
    more = (name.removeprefix(sign) for name in stated)
    return (*found, *dict.fromkeys(name for name in more if name and name.casefold() not in known))


def _targets(values: Values, text: str) -> dict[str, str]:
    """Return the targets of short links: from entities, else from a list of equally many links."""
    entities = json_value(values.get("entities"))
    urls: list[Any] = entities if isinstance(entities, list) else get_list(entities, "urls")
    paired = {}
    for url in [*urls, *items(values.get("links"))]:
        short = get_str(url, "url") or get_str(url, "tcourl")
        full = get_str(url, "expanded_url") or get_str(url, "url")
        if short and full and short != full:
            paired[short] = full
    listed = _listed(values)
    shorts = list(dict.fromkeys(_SHORT.findall(text)))
    if not paired and len(listed) == len(shorts):
        return dict(zip(shorts, listed, strict=True))
    return paired


def _listed(values: Values) -> list[str]:
    """Return the addresses in a column of links, each once; addresses may have commas."""
    stated = values.get("links")
    if isinstance(stated, str) and _SCHEME.match(stated):
        return list(dict.fromkeys(_BETWEEN_LINKS.split(stated.strip())[:_MOST_LINKS]))
    return list(dict.fromkeys(strings(stated, "expanded_url", "url")))


def _is_picture(full: str) -> bool:
    """Tell whether an address leads to the pictures of a post."""
    return bool(re.search(r"/status/\d+/(?:photo|video)/\d", full))


def _start_of_last(text: str) -> int:
    """Return the offset of the run of short links at the end of a text."""
    start = len(text)
    for found in reversed(list(_SHORT.finditer(text))):
        if text[found.end() : start].strip():
            break
        start = found.start()
    return start
