"""Read texts of rows: replace short links, find tags and mentions."""

import re
from typing import Any, Final

from tui_feed.loaders.common.entity_fields import EntityFields, entity_fields
from tui_feed.loaders.common.fields import get_list, get_str
from tui_feed.loaders.tables.cells import items, json_value, strings
from tui_feed.loaders.tables.columns import Values
from tui_feed.loaders.tables.row_media import short_links
from tui_feed.loaders.x.status_links import status_link
from tui_feed.loaders.x.tweet_text import unescaped

_SHORT: Final = re.compile(r"https?://t\.co/\w+", re.ASCII)
_BREAK: Final = re.compile(r"\\r\\n|\\n")


class TextReader:
    """Reader of a file's texts."""

    def __init__(self, *, is_escaped: bool = True, has_written_breaks: bool = False) -> None:
        self._is_escaped = is_escaped
        self._has_written_breaks = has_written_breaks

    def plain(self, stated: object) -> str:
        r"""Return a text as displayed: `&amp;` as `&`, and a written `\n` as a line break."""
        text = stated if isinstance(stated, str) else ""
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


def named(text: str, values: Values) -> EntityFields:
    """Return tags, mentions and links of a text, with more names from columns."""
    found = entity_fields(text)
    tags = strings(values.get("hashtags"), "text", "tag")
    names = strings(values.get("mentions"), "screen_name", "username", "Username")
    symbols = strings(values.get("cashtags"), "text", "tag")
    return {
        "hashtags": _with(found["hashtags"], tags, "#"),
        "mentions": _with(found["mentions"], names, "@"),
        "cashtags": _with(found["cashtags"], symbols, "$"),
        "links": found["links"],
    }


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
    listed = list(dict.fromkeys(strings(values.get("links"))))
    shorts = list(dict.fromkeys(_SHORT.findall(text)))
    if not paired and len(listed) == len(shorts):
        return dict(zip(shorts, listed, strict=True))
    return paired


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
