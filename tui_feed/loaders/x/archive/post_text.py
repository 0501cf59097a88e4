"""What a post says: its text as people saw it, and what the archive states that it names.

Places count code points of the escaped `full_text`; those of long posts, of a text that is not
escaped. A place is believed where the text bears it out, else what it marks is looked for.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from tui_feed.loaders.common.entity_fields import entity_fields
from tui_feed.loaders.common.fields import JsonObject, get_count, get_list, get_obj, get_str
from tui_feed.loaders.x.tweet_text import Edit, expanded, sought
from tui_feed.models import Link
from tui_feed.text.sanitize import clean

_STATUS = re.compile(
    r"https?://(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/(?:#!/)?(?P<handle>\w{1,20}|i/web)"
    r"/status(?:es)?/0*(?P<id>[1-9]\d{0,18})/?(?:[?#].*)?",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_REPOST = re.compile(r"RT @(?P<handle>\w{1,20}): ", re.ASCII)


class Quoted(NamedTuple):
    """A post that is quoted by a link to it."""

    id: str
    """Its id."""
    handle: str | None
    """Who wrote it; None where the link does not say."""


class Wording(NamedTuple):
    """What a post says."""

    text: str
    """As people saw it: without the links of its pictures and of the post that it quotes."""
    hashtags: Sequence[str]
    mentions: Sequence[str]
    cashtags: Sequence[str]
    links: Sequence[Link]
    quoted: Quoted | None
    """What it quotes."""
    reposted: str | None = None
    """Whose post it passes on, where it does."""

    def fields(self) -> dict[str, Any]:
        """Return what a `Post` keeps of it."""
        names = ("text", "hashtags", "mentions", "cashtags", "links")
        return {name: getattr(self, name) for name in names}


class _Mark(NamedTuple):
    """A short link in a text."""

    start: int
    end: int
    address: str
    """Where it leads; nothing for the link of a picture."""


def wording_of(tweet: JsonObject, own_ids: frozenset[str]) -> Wording:
    """Return what a tweet says; `own_ids` are those of its versions, which it does not quote."""
    escaped = get_str(tweet, "full_text") or get_str(tweet, "text") or ""
    entities = get_obj(tweet, "entities")
    marks = _links(escaped, get_list(entities, "urls"), ("url", "expanded_url", "indices"))
    marks += _pictures(escaped, tweet)
    repost = _REPOST.match(escaped)
    quoted, marks = _quoted(escaped, marks, own_ids)
    edits = [Edit(*mark) for mark in marks]
    mentioned = get_list(entities, "user_mentions")
    if repost:
        edits.append(Edit(0, repost.end(), ""))
        mentioned = _after(repost, mentioned)
    text = expanded(escaped, edits)
    return _wording(
        text.rstrip() if quoted else text,
        {
            "hashtags": _named(entities, "hashtags", get_list(entities, "hashtags"), "text"),
            "mentions": _named(entities, "user_mentions", mentioned, "screen_name"),
            "cashtags": _named(entities, "symbols", get_list(entities, "symbols"), "text"),
            "links": _addresses(entities, marks),
        },
        quoted,
        repost["handle"] if repost else None,
    )


def wording_of_note(core: JsonObject, tweet: JsonObject, own_ids: frozenset[str]) -> Wording:
    """Return what a long post says, by the `core` of its note and the tweet that begins it."""
    whole = get_str(core, "text") or ""
    marks = _links(whole, get_list(core, "urls"), ("shortUrl", "expandedUrl", ""))
    marks += _pictures(whole, tweet)
    quoted, marks = _quoted(whole, marks, own_ids)
    pieces, at = [], 0
    for start, end, shown in sorted(marks):
        if at <= start:
            pieces += [whole[at:start], shown]
            at = end
    text = "".join(pieces) + whole[at:]
    tags = get_list(core, "hashtags")
    tagged = "text" if any(get_str(tag, "text") for tag in tags) else "tag"
    return _wording(
        text if not quoted and all(mark.address for mark in marks) else text.rstrip(),
        {
            "hashtags": _named(core, "hashtags", tags, tagged),
            "mentions": _named(core, "mentions", get_list(core, "mentions"), "screenName"),
            "cashtags": _named(core, "cashtags", get_list(core, "cashtags"), "text"),
            "links": _addresses(core, marks),
        },
        quoted,
    )


def picture_objects(tweet: JsonObject) -> list[JsonObject]:
    """Return what a tweet states of its pictures; the extended list has all of them."""
    return get_list(tweet, "extended_entities", "media") or get_list(tweet, "entities", "media")


def status_link(address: str) -> Quoted | None:
    """Return the post that an address leads to; None where it leads elsewhere."""
    found = _STATUS.fullmatch(address)
    if not found:
        return None
    handle = found["handle"]
    return Quoted(found["id"], None if handle.lower() in ("i", "i/web") else handle)


def _wording(
    text: str,
    stated: dict[str, Sequence[Any] | None],
    quoted: Quoted | None,
    reposted: str | None = None,
) -> Wording:
    """Complete what an archive does not state by what stands in the text."""
    if None in stated.values():
        found: dict[str, Any] = {**entity_fields(clean(text))}
        stated = {name: found[name] if list_ is None else list_ for name, list_ in stated.items()}
    return Wording(text, **{k: tuple(v or ()) for k, v in stated.items()}, quoted=quoted,
                   reposted=reposted)  # fmt: skip


def _links(text: str, urls: list[JsonObject], keys: tuple[str, str, str]) -> list[_Mark]:
    short_key, full_key, place_key = keys
    marks, taken = [], 0
    for url in sought(text, urls):
        short = get_str(url, short_key)
        full = get_str(url, full_key) or short
        if not full:
            continue
        place = _place(text, short or full, _stated_place(url, place_key), taken)
        # A link that a cut text no longer holds is still one of the post's.
        marks.append(_Mark(*place, full) if place else _Mark(-1, -1, full))
        taken = max(taken, marks[-1].end)
    return marks


def _pictures(text: str, tweet: JsonObject) -> list[_Mark]:
    found = set()
    for picture in sought(text, picture_objects(tweet)):
        short = get_str(picture, "url")
        if short and (place := _place(text, short, _stated_place(picture, "indices"), 0)):
            found.add(_Mark(*place, ""))
    return list(found)


def _stated_place(marked: JsonObject, key: str) -> int | None:
    """Return where something begins, as its archive says."""
    if not key:
        return get_count(marked, "fromIndex")
    places = marked.get(key)
    return get_count({"": places[0]}, "") if isinstance(places, list) and places else None


def _place(text: str, written: str, stated: int | None, taken: int) -> tuple[int, int] | None:
    if stated is not None and text.startswith(written, stated):
        return stated, stated + len(written)
    at = text.find(written, taken)
    at = text.find(written) if at < 0 else at
    return (at, at + len(written)) if at >= 0 else None


def _quoted(
    text: str, marks: list[_Mark], own_ids: frozenset[str]
) -> tuple[Quoted | None, list[_Mark]]:
    """Return what the last link quotes, if it does, and the marks with nothing in its place.

    Only a link to a post that ends the text quotes it; elsewhere it is a link like others.
    """
    placed = [mark for mark in marks if mark.start >= 0]
    last = max((mark for mark in placed if mark.address), default=None)
    if last is None:
        return None, placed + [mark for mark in marks if mark.start < 0]
    rest = text[last.end :]
    for mark in sorted(placed, reverse=True):
        if not mark.address and mark.start >= last.end:
            rest = rest[: mark.start - last.end] + rest[mark.end - last.end :]
    quoted = status_link(last.address)
    if quoted is None or quoted.id in own_ids or rest.strip():
        return None, marks
    others = [mark for mark in marks if mark != last and mark.address != last.address]
    return quoted, [*others, last._replace(address="")]


def _addresses(entities: JsonObject, marks: list[_Mark]) -> list[Link] | None:
    if not isinstance(entities.get("urls"), list):
        return None
    unique = dict.fromkeys(mark.address for mark in marks if mark.address)
    return [Link(url=address, display=address) for address in unique]


def _named(
    entities: JsonObject, key: str, marked: list[JsonObject], inner: str
) -> list[str] | None:
    """Return names as first written; None where the archive does not state them."""
    if not isinstance(entities.get(key), list):
        return None
    unique: dict[str, str] = {}
    for item in marked:
        if name := get_str(item, inner):
            unique.setdefault(name.casefold(), name)
    return list(unique.values())


def _after(repost: re.Match[str], mentioned: list[JsonObject]) -> list[JsonObject]:
    """Leave out the mention that says whose post is passed on, once."""
    author = repost["handle"].casefold()
    for at, mention in enumerate(mentioned):
        if (get_str(mention, "screen_name") or "").casefold() == author:
            place = _stated_place(mention, "indices")
            if place is None or place < repost.end():
                return mentioned[:at] + mentioned[at + 1 :]
    return mentioned
