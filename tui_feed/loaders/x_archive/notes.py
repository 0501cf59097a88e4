"""The whole texts of long posts, which `note-tweet.js` keeps under ids of their own."""

import re
from collections.abc import Iterator

from tui_feed.loaders.fields import Json, part, words
from tui_feed.loaders.json_stream import Item, items
from tui_feed.loaders.x_archive.layout import Layout
from tui_feed.loaders.x_archive.values import moment
from tui_feed.loaders.x_text import unescaped
from tui_feed.model import Problem

_NAME = re.compile(r"note-tweet(?:-part\d+)?\.js")
_CUT = re.compile(r"(?:…|\.\.\.)\s*(?P<link>https?://t\.co/\w+)\s*")
_SHORT = re.compile(r"https?://t\.co/\w+")
_NAMED_FIRST = re.compile(r"(?:@\w{1,20}\s+)+", re.ASCII)
_SECONDS = (0, 1, -1, 2, -2)
"""How far the two dates of a long post may lie apart, the likeliest first."""


class Notes:
    """The notes of an archive, by the second in which they were made."""

    def __init__(self) -> None:
        self._found: dict[int, list[Json]] = {}

    def read(self, layout: Layout) -> Iterator[Problem]:
        """Read them all; yield what cannot be read."""
        for name in sorted(filter(_NAME.fullmatch, layout.files)):
            file = layout.files[name]
            for item in items(file):
                if not isinstance(item, Item):
                    yield item
                    continue
                note = part(item.value, "noteTweet") or part({"": item.value}, "")
                core, when = part(note, "core"), moment(note.get("createdAt"))
                if when and words(core, "text"):
                    self._found.setdefault(when.start // 1000, []).append(core)
                else:
                    reason = "a long text without its date or words; its post stays cut"
                    yield file.problem(reason, f"item {item.number:,}")

    def whole_of(self, tweet: Json) -> Json | None:
        """Return the `core` of the note that a cut tweet is the beginning of."""
        when = moment(tweet.get("created_at")) if self._found else None
        if when is None:
            return None
        text = unescaped(words(tweet, "full_text") or words(tweet, "text") or "")
        for apart in _SECONDS:
            for core in self._found.get(when.start // 1000 + apart, ()):
                if _begins(text, words(core, "text") or ""):
                    return core
        return None


def _begins(text: str, whole: str) -> bool:
    """Tell whether a cut text is the beginning of a whole one.

    Short links differ between the two, and a reply's text begins with names that the whole lacks.
    """
    cuts = list(_CUT.finditer(text))
    if not cuts:
        return False
    beginning, whole = _comparable(text[: cuts[-1].start()]), _comparable(whole)
    bare = _NAMED_FIRST.sub("", beginning, count=1)
    return bool(bare) and (
        whole.startswith(beginning) or _NAMED_FIRST.sub("", whole, count=1).startswith(bare)
    )


def _comparable(text: str) -> str:
    return " ".join(_SHORT.sub("\ufffc", text).split())
