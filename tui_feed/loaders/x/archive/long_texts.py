"""The whole texts of long posts, which `note-tweet.js` keeps under ids of their own."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui_feed.loaders.common.fields import JsonObject, get_obj, get_str
from tui_feed.loaders.common.json_stream import Item, items
from tui_feed.loaders.x.archive.members import Layout
from tui_feed.loaders.x.archive.values import moment
from tui_feed.loaders.x.tweet_text import unescaped
from tui_feed.models import Problem

_NAME = re.compile(r"note-tweet(?:-part\d+)?\.js")
_CUT = re.compile(r"(?:…|\.\.\.)\s*(?P<link>https?://t\.co/\w+)\s*")
_SHORT = re.compile(r"https?://t\.co/\w+")
_NAMED_FIRST = re.compile(r"(?:@\w{1,20}\s+)+", re.ASCII)
_LONGEST_NAMES = 2_000
_SECONDS = (0, 1, -1, 2, -2)
"""How far the two dates of a long post may lie apart, the likeliest first."""


MOST_OF_A_SECOND = 20
"""Long posts of one second that are told apart."""


class _Note(NamedTuple):
    core: JsonObject
    text: str
    """Its text as it can be compared."""

    def begins_with(self, beginning: str, bare: str) -> bool:
        """Tell whether a cut text is its beginning.

        A reply's text begins with names that the whole one lacks: `bare` is without them.
        """
        if self.text.startswith(beginning):
            return True
        named = _NAMED_FIRST.search(self.text, 0, len(beginning) + _LONGEST_NAMES)
        start, end = named.span() if named else (0, 0)
        return (self.text[:start] + self.text[end : end + len(bare)]).startswith(bare)


class Notes:
    """The notes of an archive, by the second in which they were made."""

    def __init__(self) -> None:
        self._found: dict[int, list[_Note]] = {}

    def read(self, layout: Layout) -> Iterator[Problem]:
        """Read them all; yield what cannot be read."""
        for name in sorted(filter(_NAME.fullmatch, layout.files)):
            file = layout.files[name]
            for item in items(file):
                if not isinstance(item, Item):
                    yield item
                    continue
                note = get_obj(item.value, "noteTweet") or get_obj({"": item.value}, "")
                core, when = get_obj(note, "core"), moment(note.get("createdAt"))
                text = get_str(core, "text")
                if when and text:
                    same = self._found.setdefault(when.start // 1000, [])
                    if len(same) < MOST_OF_A_SECOND:
                        same.append(_Note(core, _comparable(text)))
                    else:
                        reason = f"more than {MOST_OF_A_SECOND} long texts of one second"
                        yield file.problem(f"{reason}; its post stays cut", f"item {item.number:,}")
                else:
                    reason = "a long text without its date or words; its post stays cut"
                    yield file.problem(reason, f"item {item.number:,}")

    def whole_of(self, tweet: JsonObject) -> JsonObject | None:
        """Return the `core` of the note that a cut tweet is the beginning of."""
        when = moment(tweet.get("created_at")) if self._found else None
        if when is None:
            return None
        text = unescaped(get_str(tweet, "full_text") or get_str(tweet, "text") or "")
        cuts = list(_CUT.finditer(text))
        if not cuts:
            return None
        beginning = _comparable(text[: cuts[-1].start()])
        bare = _NAMED_FIRST.sub("", beginning, count=1)
        for apart in _SECONDS if bare else ():
            for note in self._found.get(when.start // 1000 + apart, ()):
                if note.begins_with(beginning, bare):
                    return note.core
        return None


def _comparable(text: str) -> str:
    """Return a text without what differs between the two: short links, and white space."""
    return " ".join(_SHORT.sub("\ufffc", text).split())
