"""Join long posts with their complete texts, which `note-tweet.js` stores under other ids.

They are matched by the second of creation and by their words. Of real long posts a third end in `…
https://t.co/x` where they are cut, half in `…` alone, some in a link or without a mark; a third
share their second with another post. Complete texts lack the handles at the beginning of a reply,
and have other short addresses for the same links.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from tui_feed.loaders.common.fields import JsonObject, get_list, get_obj, get_str
from tui_feed.loaders.common.json_stream import Item, items
from tui_feed.loaders.x.archive.members import Layout
from tui_feed.loaders.x.tweet import Wording, shown_from, written_text
from tui_feed.loaders.x.tweet_dates import id_of, x_date
from tui_feed.loaders.x.tweet_media import media_links, media_objects
from tui_feed.loaders.x.tweet_text import (
    Named,
    ShortLink,
    as_place,
    names,
    tweet_text,
    unescaped,
)
from tui_feed.models import Problem
from tui_feed.text.numbers import counted
from tui_feed.text.timestamps import date_interval

NOTE: Final = re.compile(r"(?:deleted-)?note-tweet(?:-part\d+)?\.js")
"""Name of a file with notes."""
_SHORT = re.compile(r"https?://t\.co/\w+", re.ASCII)
_CUT_OFF = re.compile(r"(?:\s*https?://t\.co/\w*)+\s*$|\s*(?:…|\.\.\.)\s*$", re.ASCII)
_NAMED_FIRST = re.compile(r"(?:@\w{1,20}\s+)+", re.ASCII)
_ELLIPSES: Final = ("…", "...")
_LONG: Final = 100
"""Length in characters of a text that may be cut without a mark."""
_SECONDS: Final = (0, 1, -1, 2, -2)
"""Differences in seconds between the two dates of a long post, the likeliest first."""
MOST_OF_A_SECOND: Final = 20
"""Maximum number of long posts in the same second."""


class _Note(NamedTuple):
    core: JsonObject
    text: str
    """Text in comparable form."""
    place: str
    """Place in the archive: `note-tweet.js, item 3`."""


class Whole(NamedTuple):
    """Complete text of a long post."""

    core: JsonObject
    """Note as stated in the archive."""
    handles: str
    """Handles at the beginning of the post that the note lacks, each followed by its space."""


class _Beginning(NamedTuple):
    """Beginning of a post's text, in comparable form."""

    words: str
    handles: str
    is_cut: bool


class Notes:
    """Notes of an archive, by their second of creation."""

    def __init__(self) -> None:
        self._found: dict[int, list[_Note]] = {}
        self._owners: dict[str, str] = {}

    def read(self, layout: Layout) -> Iterator[Problem]:
        """Read them all; yield what cannot be read."""
        for name in sorted(filter(NOTE.fullmatch, layout.files)):
            file = layout.files[name]
            for item in items(file):
                if isinstance(item, Problem):
                    yield item
                    continue
                place = f"item {item.number:,}"
                if reason := self._keep(item, f"{file.name}, {place}"):
                    yield file.problem(f"{reason}; its post stays cut", place)

    def unused(self) -> Iterator[Problem]:
        """Yield a problem if no post of the archive begins like some of the notes."""
        left = [
            note.place
            for notes in self._found.values()
            for note in notes
            if note.place not in self._owners
        ]
        if left:
            reason = f"{counted(len(left), 'long texts')} of no post that is here; not shown"
            file, _, place = left[0].partition(", ")
            yield Problem(place=place, reason=reason, source=file, skipped=True)

    def _keep(self, item: Item, place: str) -> str | None:
        """Keep a note; return the reason if it is not kept."""
        note = get_obj(item.value, "noteTweet") or get_obj({"": item.value}, "")
        core = get_obj(note, "core") or get_obj(note, "noteTweetResults")
        when, text = x_date(note.get("createdAt")), get_str(core, "text")
        if not when or not text:
            return "a long text without its date or words"
        same = self._found.setdefault(date_interval(when)[0] // 1000, [])
        if len(same) >= MOST_OF_A_SECOND:
            return f"more than {MOST_OF_A_SECOND} long texts of one second"
        same.append(_Note(core, _comparable(text), place))
        return None

    def whole_of(self, tweet: JsonObject) -> Whole | None:
        """Return the complete text that begins with the text of a tweet; None without any.

        Of several such texts, the first text without another tweet counts.
        """
        when = x_date(tweet.get("created_at")) if self._found else None
        if when is None:
            return None
        second = date_interval(when)[0] // 1000
        near = [n for apart in _SECONDS for n in self._found.get(second + apart, ())]
        beginning = _beginning_of(unescaped(written_text(tweet))) if near else None
        if not beginning or not beginning.words:
            return None
        own_id = id_of(tweet) or ""
        fitting = [(note, fit) for note in near if (fit := _fit_of(note, beginning)) is not None]
        fitting.sort(key=lambda each: self._owners.get(each[0].place, own_id) != own_id)
        for note, handles in fitting[:1]:
            self._owners.setdefault(note.place, own_id)
            is_whole = not beginning.is_cut and len(note.text) == len(beginning.words)
            return None if is_whole else Whole(note.core, handles)
        return None


def _fit_of(note: _Note, beginning: _Beginning) -> str | None:
    """Return the handles missing in a note, from the tweet with its beginning; None for others."""
    if note.text.startswith(_comparable(beginning.handles + beginning.words)):
        return ""
    return beginning.handles if note.text.startswith(beginning.words) else None


def _beginning_of(text: str) -> _Beginning | None:
    """Return the comparable text of a cut post; None if it does not look cut."""
    is_cut, before = False, None
    while text != before:
        before = text
        if found := _CUT_OFF.search(text):
            is_cut = is_cut or found[0].strip() in _ELLIPSES
            text = text[: found.start()]
    named = _NAMED_FIRST.match(text)
    handles = named[0] if named else ""
    words = _comparable(text[len(handles) :])
    return _Beginning(words, handles, is_cut) if is_cut or len(words) >= _LONG else None


def _comparable(text: str) -> str:
    """Return a text without the differences between post and note: short links, white space."""
    return " ".join(_SHORT.sub("\ufffc", text).split())


def wording_of_note(whole: Whole, tweet: JsonObject, own_ids: frozenset[str]) -> Wording:
    """Return the wording of a long post, from its note and its tweet with the pictures.

    The note's text is not escaped, and neither are its offsets.
    """
    core = whole.core
    entities = get_obj(core, "entitySet") or core
    _, hidden = shown_from(tweet, written_text(tweet))
    front = "" if hidden else whole.handles
    links = [
        ShortLink(short, full, len(front) + max(0, as_place(url.get("fromIndex"))))
        for url in get_list(entities, "urls")
        if (short := get_str(url, "shortUrl")) and (full := get_str(url, "expandedUrl") or short)
    ]
    links += media_links(media_objects(tweet))
    text = front + (get_str(core, "text") or "")
    said = tweet_text(text, links, _named(entities, front), own_ids=own_ids, is_escaped=False)
    return Wording(said._replace(text=said.text.rstrip() if said.quoted else said.text), hidden)


def _named(entities: JsonObject, front: str) -> Named:
    tags = entities.get("hashtags")
    tagged = (
        "text" if any(get_str(tag, "text") for tag in get_list(entities, "hashtags")) else "tag"
    )
    mentions = names(entities.get("mentions"), "screenName")
    first = tuple(handle[1:] for handle in front.split())
    return Named(
        names(tags, tagged),
        None if mentions is None else first + mentions,
        names(entities.get("cashtags"), "text"),
    )
