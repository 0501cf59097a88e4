"""Read JSON Lines of snscrape and twscrape with posts of X.

Format: the data classes of snscrape (`modules/twitter.py`) and twscrape (`models.py`).
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

from msgspec.structs import replace

from tui_feed.loaders.common.fields import JsonObject, get_bool, get_count, get_obj, get_str
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import Document, documents, read_each
from tui_feed.loaders.common.json_text import without_nulls
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.x.scrapers.posts import (
    author_of,
    expanded,
    is_notice,
    notice_of,
    scraped_id,
    scraped_post,
)
from tui_feed.loaders.x.status_links import status_link
from tui_feed.loaders.x.tweet_dates import x_date
from tui_feed.loaders.x.tweet_text import get_unescaped
from tui_feed.models import Profile, Record
from tui_feed.sources.file import File, InputError

_LARGEST_EXACT: Final = 2**53


def sniff(file: File) -> bool:
    """Tell whether a file has posts with the tools' fields. Raises `InputError` for users."""
    objects = first_objects(file)
    if any(map(_is_tweet, objects)):
        return True
    for each in objects:
        if get_str(each, "username") and get_count(each, "followersCount") is not None:
            what = "a list of users, which holds no timeline"
            raise InputError(f"{file.path}: {what}; give their posts")
    return False


def _is_tweet(value: JsonObject) -> bool:
    text = get_str(value, "rawContent") or get_str(value, "content")
    if text is None or not (get_str(value, "date") or x_date(value.get("date"))):
        return False
    return bool(status_link(get_str(value, "url")) or get_str(get_obj(value, "user"), "username"))


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the posts in file order, and each author's profile before the author's first post."""
    reader = _Reader(file)
    yield from read_each(documents(file, keeps_nulls=True), reader.read)


raw = read.original
"""Return the record of a post, JSON indented; None if the file has no such post."""


class _Reader:
    def __init__(self, file: File) -> None:
        self._file = file
        self._authors: set[str] = set()
        self._told = False

    def read(self, document: Document) -> Iterator[Record | Read]:
        """Yield the profile and the post of a document."""
        tweet, place = document.value, document.where
        post_id = scraped_id(tweet) if isinstance(tweet, dict) else None
        if not isinstance(tweet, dict) or not post_id:
            yield self._file.problem("no post with an id; it is left out", place, skipped=True)
            return
        source = f"{self._file.name}, {place}"
        if is_notice(tweet):
            notice = replace(notice_of(tweet, post_id), source=source)
            yield Read(notice, partial(without_nulls, tweet))
            return
        if _is_rounded(tweet, post_id) and not self._told:
            self._told = True
            yield self._file.problem("its id was rounded; the one in its address is used", place)
        yield from self._profile(get_obj(tweet, "user"))
        yield Read(scraped_post(tweet, post_id, source), partial(without_nulls, tweet))

    def _profile(self, user: JsonObject) -> Iterator[Profile]:
        author = author_of(user)
        key = author.id or author.handle
        if not key or key in self._authors or get_count(user, "followersCount") is None:
            return
        self._authors.add(key)
        link = user.get("link")
        bio = get_str(user, "rawDescription") or get_str(user, "description")
        yield Profile(
            id=author.id,
            name=author.name,
            handle=author.handle,
            bio=expanded(user, bio, "descriptionUrls") if bio else None,
            location=get_unescaped(user, "location"),
            website=get_str(link, "url") or get_str(user, "linkUrl"),
            joined=x_date(user.get("created")),
            following=get_count(user, "friendsCount"),
            followers=get_count(user, "followersCount"),
            post_count=get_count(user, "statusesCount"),
            verified=get_bool(user, "verified"),
            avatar=get_str(user, "profileImageUrl"),
            source=self._file.name,
        )


def _is_rounded(tweet: JsonObject, post_id: str) -> bool:
    number = tweet.get("id")
    if isinstance(number, float):
        return True
    return isinstance(number, int) and number > _LARGEST_EXACT and str(number) != post_id
