"""Convert rows and flat objects to posts."""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from msgspec.structs import replace

from tui_feed.loaders.common.derived_ids import Identities
from tui_feed.loaders.common.fields import get_id, get_str, host_of
from tui_feed.loaders.common.unix_dates import moment_of_ms
from tui_feed.loaders.tables.cell_dates import DateReader
from tui_feed.loaders.tables.cells import is_true, items, json_value, number, string
from tui_feed.loaders.tables.columns import Values, values_of
from tui_feed.loaders.tables.row_ids import RowIds, is_of_x
from tui_feed.loaders.tables.row_media import media_of
from tui_feed.loaders.tables.row_texts import TextReader, named
from tui_feed.loaders.x.status_links import (
    NOT_HERE,
    SOMEBODY,
    status_address,
    status_link,
)
from tui_feed.loaders.x.tweet_dates import time_of_id
from tui_feed.loaders.x.tweet_text import client_of, repost_of
from tui_feed.models import NOBODY, Author, Fact, LinkCard, Metrics, Post, Version
from tui_feed.models.post import NOTHING_COUNTED, CountName, Visibility
from tui_feed.text.dates import IsoDate, Moment, iso

_COUNTS: Final[tuple[CountName, ...]] = (
    "views", "likes", "reposts", "replies", "quotes", "bookmarks",
)  # fmt: skip
_CLOCK: Final = re.compile(r"\d\d?:\d\d(?::\d\d)?", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_HANDLE: Final = re.compile(r"@?([\w.-]+(?:@[\w.-]+)?)")
_GONE: Final = {"[deleted]": "deleted by its author", "[removed]": "removed by a moderator"}
_AUDIENCES: Final[dict[str, Visibility]] = {
    "public": "public", "everyone": "public", "unlisted": "unlisted", "home": "unlisted",
    "direct": "direct", "specified": "direct",
}  # fmt: skip
_DEEPEST: Final = 10
_TEXT_NOT_SAVED: Final = "its text was not saved"


@dataclass
class RowReader:
    """Converter of a file's rows to posts."""

    texts: TextReader = field(default_factory=TextReader)
    """Reader of texts."""
    is_x: bool = True
    """True if ids are X's, so that posts have an address on X."""
    states_reposts: bool = False
    """True if a column marks reposts; then `RT @` alone marks none."""
    unstated: tuple[Fact, ...] = ()
    """Facts for which the table has no column."""
    zero_views: bool = True
    """False if the tool writes 0 for unknown views."""
    ids: RowIds = field(default_factory=RowIds)
    """Reader of ids."""
    dates: DateReader = field(default_factory=DateReader)
    """Reader of dates."""
    identities: Identities = field(default_factory=Identities)
    """Source of ids for posts without an id."""

    def post(self, values: Values, source: str | None = None, depth: int = 0) -> Post | None:
        """Return the post of a row; None for a row without text, title and id."""
        post_id = self.ids.of_post(values)
        stated = values.get("text")
        if not stated and not values.get("title") and not post_id:
            return None
        when, author = self._date(values, post_id), _author(values)
        if repost := self._repost(values, post_id, author, when, depth):
            return replace(
                repost, source=source, unstated=self.unstated, visibility=_visibility(values)
            )
        quote = self._quote(values, depth)
        media = media_of(values)
        text = self.texts.of_row(
            values, quoted_id=quote.id if quote else None, has_media=bool(media)
        )
        return Post(
            id=post_id or self.identities.of_post(author.handle, iso(when), text),
            url=self._url(values, author, post_id),
            author=author,
            created_at=iso(when),
            lang=string(values.get("lang")),
            client=client_of(string(values.get("client"))),
            quote=quote,
            pinned=is_true(values.get("pinned")),
            edited=is_true(values.get("edited")),
            versions=_versions(values, post_id),
            visibility=_visibility(values),
            media=media,
            metrics=self._metrics(values),
            unstated=self.unstated,
            source=source,
            **self._reply(values, author, post_id),
            **_said(text, values, quote.id if quote else None),
        )

    # Parts

    def _date(self, values: Values, post_id: str | None) -> Moment | None:
        stated = list(values.get("dates") or ())
        zone, clock = string(values.get("zone")), string(values.get("clock"))
        if clock and _CLOCK.fullmatch(clock):
            days = (day for day in stated if isinstance(day, str) and _DAY.fullmatch(day.strip()))
            stated = [f"{day} {clock}" for day in days] + stated
        return self.dates.read(stated, post_id if self.is_x else None, zone)

    def _url(self, values: Values, author: Author, post_id: str | None) -> str | None:
        stated = string(values.get("url"))
        linked = status_link(stated)
        is_own = not linked or linked.id == post_id
        if stated and stated.startswith(("http://", "https://")) and is_own:
            return stated
        return status_address(author.handle, post_id) if post_id and self.is_x else None

    def _metrics(self, values: Values) -> Metrics:
        counts = {name: count for name in _COUNTS if (count := number(values.get(name)))}
        if not self.zero_views and "views" in counts and not counts["views"].value:
            del counts["views"]
        if not counts:
            return NOTHING_COUNTED
        rounded = tuple(name for name, count in counts.items() if count.approximate)
        return Metrics(**{name: count.value for name, count in counts.items()}, approximate=rounded)

    def _reply(self, values: Values, author: Author, post_id: str | None) -> dict[str, Any]:
        thread, answered = self.ids.of(values.get("thread")), _referred(values, "replied_to")
        handles = strings_of_people(values.get("reply_handle"))
        # A thread of the author's own posts names the author among the accounts replied to.
        others = [name for name in handles if name.lower() != (author.handle or "").lower()]
        answered = self.ids.of(values.get("reply_id")) or answered
        fields: dict[str, Any] = {"reply_to_id": answered, "conversation_id": thread}
        if answered or thread != post_id or not thread:
            fields["reply_to"] = tuple(others or (handles if answered else ()))
        return {name: value for name, value in fields.items() if value}

    def _quote(self, values: Values, depth: int) -> Post | None:
        whole = values.get("quote_of")
        if whole and depth < _DEEPEST and (post := self.post(values_of(whole), depth=depth + 1)):
            return post
        link = string(values.get("quote_url"))
        linked = status_link(link)
        quoted_id = self.ids.of(values.get("quote_id")) or _referred(values, "quoted")
        quoted_id = quoted_id or (linked.id if linked else None)
        if not quoted_id:
            return None
        stated = strings_of_people(values.get("quote_handle"))
        handle = stated[0] if stated else linked.handle if linked else None
        text = self.texts.plain(values.get("quote_text"))
        dates = [values["quote_date"]] if "quote_date" in values else []
        return Post(
            id=quoted_id,
            url=link or (status_address(handle, quoted_id) if self.is_x else None),
            author=Author(handle=handle) if handle else NOBODY,
            created_at=iso(self.dates.read(dates, quoted_id if self.is_x else None)),
            text=text,
            unavailable=None if text else NOT_HERE,
        )

    # Reposts

    def _repost(
        self, values: Values, post_id: str | None, reposter: Author, when: Moment | None, depth: int
    ) -> Post | None:
        """Return the reposted post; None if a row is not a repost."""
        text = self.texts.plain(values.get("text"))
        typed = repost_of(text)
        original_id = self.ids.of(values.get("repost_id")) or _referred(values, "retweeted")
        is_stated = bool(values.get("repost_of") or original_id or is_true(values.get("is_repost")))
        if not is_stated and (self.states_reposts or not typed):
            return None
        whole = values.get("repost_of")
        post = self.post(values_of(whole), depth=depth + 1) if whole and depth < _DEEPEST else None
        if post is None:
            post = self._original(values, typed, original_id)
        own_id = post_id or self.identities.of_post(reposter.handle, iso(when), f"repost\0{text}")
        name = reposter.handle or reposter.name or reposter.id or SOMEBODY
        return replace(post, id=own_id, reposted_by=name, reposted_at=iso(when))

    def _original(
        self, values: Values, typed: re.Match[str] | None, original_id: str | None
    ) -> Post:
        named_there = strings_of_people(values.get("repost_handle"))
        handle = typed["handle"] if typed else named_there[0] if named_there else None
        if stated := values.get("repost_text"):
            values = {**values, "text": stated}
        whole = self.texts.of_row(values, quoted_id=None, has_media=bool(media_of(values)))
        found = repost_of(whole)
        text = whole[found.end() :] if found else whole
        return Post(
            id="",
            url=status_address(handle, original_id) if original_id and self.is_x else None,
            author=Author(handle=handle) if handle else NOBODY,
            created_at=self._original_date(values, original_id),
            text=text,
            unavailable=None if text else NOT_HERE,
            media=media_of(values),
            **named(text, values),
        )

    def _original_date(self, values: Values, original_id: str | None) -> IsoDate | None:
        stated = [values["repost_date"]] if "repost_date" in values else []
        if not original_id or not self.is_x:
            return iso(self.dates.read(stated, None))
        return iso(self.dates.read(stated, original_id))


def _author(values: Values) -> Author:
    stated = values.get("handle")
    user = json_value(stated) if isinstance(stated, dict | str) else None
    if isinstance(user, dict):
        handle = get_str(user, "username") or get_str(user, "screen_name")
        name = get_str(user, "displayname") or get_str(user, "name")
        return Author(id=get_id(user, "id_str") or get_id(user, "id"), name=name, handle=handle)
    people = strings_of_people(stated)
    name = string(values.get("name"))
    handle = people[0] if people else None
    if not people and isinstance(stated, str):
        name = name or string(stated)
    if name and handle and name.casefold() == handle.casefold():
        name = None  # the same column: a name in minet's `user_name`, a handle in other tools
    linked = status_link(string(values.get("url")))
    if linked and linked.handle and (not handle or handle.lower() == linked.handle.lower()):
        handle = linked.handle  # some tools write handles in lower case
    return Author(id=RowIds().of(values.get("author_id")), name=name, handle=handle)


def _visibility(values: Values) -> Visibility | None:
    """Return the audience of a row; an unknown word is taken for a private one."""
    stated = string(values.get("visibility"))
    return _AUDIENCES.get(stated.lower(), "followers") if stated else None


def strings_of_people(value: object) -> list[str]:
    """Return the handles in a cell: a name, or a list of names or of objects."""
    found: list[str] = []
    if value is None:
        return found
    for item in items(value) if isinstance(value, list | str) else ():
        name = get_str(item, "screen_name") or get_str(item, "username") or item
        matched = _HANDLE.fullmatch(name) if isinstance(name, str) else None
        if matched:
            found.append(matched[1])
    return found


def _referred(values: Values, kind: str) -> str | None:
    """Return the id of the post that a row refers to, from two parallel lists."""
    if "reference_ids" not in values:
        return None
    kinds, ids = items(values.get("reference_types")), items(values.get("reference_ids"))
    found = (str(each) for stated, each in zip(kinds, ids, strict=False) if stated == kind)
    return next(found, None)


def _versions(values: Values, post_id: str | None) -> tuple[Version, ...]:
    earlier = [each for each in items(values.get("versions")) if isinstance(each, str)]
    return tuple(
        Version(id=each, created_at=iso(moment_of_ms(ms)) if (ms := time_of_id(each)) else None)
        for each in earlier
        if each != post_id
    )


def _said(text: str, values: Values, quoted_id: str | None) -> dict[str, Any]:
    """Return the fields of text, card and notice; a row's title goes above its text."""
    title = string(values.get("title"))
    gone = _GONE.get(text.strip())
    said: dict[str, Any] = {}
    if gone:
        said, text = {"unavailable": gone}, ""
    elif not text and not title:
        said = {"unavailable": _TEXT_NOT_SAVED}
    if title:
        text = f"{title}\n\n{text}".strip()
    page = string(values.get("page"))
    if page and "subreddit" in values and not page.startswith(("/", "https://www.reddit.com/")):
        said["card"] = LinkCard(url=page, domain=host_of(page))
    return {**said, **named(text, values, quoted_id), "text": text}


def is_snowflake(values: Values) -> bool:
    """Tell whether a row has an id or an address of X."""
    linked = status_link(string(values.get("url")))
    return bool(linked) or is_of_x(RowIds().of(values.get("id")))
