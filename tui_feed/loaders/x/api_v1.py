"""Read X's API v1.1 as saved by collectors: a list, lines, a single post, or search results.

Old web pages and pages with an embedded post have the same posts.

Format: X's developer documentation, "Tweet object" of API v1.1, with or without
`tweet_mode=extended`.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from msgspec.structs import replace

from tui_feed.loaders.common.fields import (
    JsonObject,
    get_id,
    get_list,
    get_obj,
    get_str,
    has_values,
)
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import Document, documents
from tui_feed.loaders.common.json_text import without_nulls
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.x.status_links import DEEPEST, TOO_DEEP, stub
from tui_feed.loaders.x.tweet import (
    author_of,
    passed_on,
    post_of,
    profile_of,
    quote_stub,
    quoted_id_of,
    whole_of,
    wording_of,
    written_text,
)
from tui_feed.loaders.x.tweet_dates import date_of, id_of
from tui_feed.loaders.x.tweet_media import media_objects, media_of
from tui_feed.loaders.x.tweet_text import repost_of
from tui_feed.models import NOTHING_COUNTED, Author, Post, Problem, Record
from tui_feed.sources.file import File, InputError

_LISTS: Final = ("statuses", "tweets", "data")
"""Keys of the lists of pages."""


def sniff(file: File) -> bool:
    """Tell whether a file has posts with an `id_str`. Raises `InputError` for lists of users."""
    objects = [_unwrapped(each) for each in first_objects(file)]
    if any(_is_tweet(tweet) for each in objects for tweet in (each, *_listed_in(each))):
        return True
    if any(get_str(each, "id_str") and get_str(each, "screen_name") for each in objects):
        raise InputError(f"{file.path}: a list of users, which holds no timeline; give their posts")
    return False


def _unwrapped(value: JsonObject) -> JsonObject:
    """Return the post inside an item of an X data archive, or else the value itself."""
    inside = get_obj(value, "tweet")
    if not _is_tweet(inside) or has_values({**value, "tweet": None}):
        return value
    return inside


def _listed_in(value: JsonObject) -> list[JsonObject]:
    """Return the posts of a page: in its list, or by their ids, with accounts beside them."""
    for key in _LISTS:
        if found := get_list(value, key):
            return found
    held = get_obj(value, "globalObjects") if "globalObjects" in value else {}
    tweets, users = get_obj(held, "tweets"), get_obj(held, "users")
    found = [tweet for tweet in tweets.values() if isinstance(tweet, dict)]
    return [
        {"user": users.get(get_id(tweet, "user_id_str") or ""), **without_nulls(tweet)}
        for tweet in found
    ]


def _joined(tweet: JsonObject, others: Mapping[str | None, JsonObject]) -> JsonObject:
    """Return a post with its reposted or quoted post, if its page has it by its id."""
    joined = dict(tweet)
    for name in ("retweeted_status", "quoted_status"):
        other = others.get(get_id(tweet, f"{name}_id_str"))
        if other and other is not tweet and joined.get(name) is None:
            joined[name] = other
    return joined


def _is_tweet(value: JsonObject) -> bool:
    text = get_str(value, "full_text") or get_str(value, "text")
    return None not in (text, get_str(value, "id_str"), get_str(value, "created_at"))


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the posts in file order, and each author's profile before the author's first post."""
    authors: set[str] = set()
    for document in documents(file, keeps_nulls=True):
        if isinstance(document, Problem):
            yield document
            continue
        held = False
        for tweet, place in _tweets(document):
            held = True
            yield from _records(file, tweet, place, authors)
        if not held:
            where = document.where
            yield file.problem("no post; it is left out", where, skipped=True)


raw = read.original
"""Return the record of a post, JSON indented; None if the file has no such post."""


def _tweets(document: Document) -> Iterator[tuple[JsonObject, str]]:
    value, place = _unwrapped(get_obj({"": document.value}, "")), document.place
    several = _listed_in(value)
    by_id = {get_id(tweet, "id_str"): tweet for tweet in several}
    for number, tweet in enumerate(several, 1):
        yield _joined(tweet, by_id), f"{place}, post {number:,}".removeprefix(", ")
    if not several and (get_str(value, "full_text") or get_str(value, "text")):
        yield value, place


def _records(
    file: File, tweet: JsonObject, place: str, authors: set[str]
) -> Iterator[Record | Read]:
    user = get_obj(tweet, "user")
    author = author_of(user)
    if author.id and author.id not in authors and author.handle:
        authors.add(author.id)
        yield profile_of(user, author, file.name)
    source = f"{file.name}, {place}" if place else file.name
    post_id = id_of(tweet)
    if post_id is None:
        yield file.problem("no post with an id; it is left out", place, skipped=True)
        return
    yield Read(_in_timeline(tweet, post_id, author, source), partial(without_nulls, tweet))


def _in_timeline(tweet: JsonObject, post_id: str, author: Author, source: str) -> Post:
    """Return a post as in a timeline: the author's own, or a repost."""
    original = get_obj(tweet, "retweeted_status")
    is_whole = all(tweet.get(key) is not None for key in ("retweeted", "user"))
    if has_values(original):
        by = author_of(get_obj(original, "user"))
        post = _with_author(_post(original, id_of(original) or "", by), tweet)
    elif not is_whole and (found := repost_of(written_text(tweet))):
        # A tweet in a shortened form, or of an archive: only its text marks a repost.
        post = _post(tweet, post_id, Author(handle=found["handle"]), is_repost=True)
        post = replace(post, created_at=None, client=None, metrics=NOTHING_COUNTED)
    else:
        return replace(_post(tweet, post_id, author), source=source)
    return passed_on(post, post_id, author, date_of(tweet, post_id), source)


def _with_author(post: Post, tweet: JsonObject) -> Post:
    """Return a reposted post; if it has no author, with the handle in the repost's text."""
    found = None if post.author.handle else repost_of(written_text(tweet))
    return replace(post, author=replace(post.author, handle=found["handle"])) if found else post


def _post(
    tweet: JsonObject, post_id: str, author: Author, depth: int = 0, *, is_repost: bool = False
) -> Post:
    quoted_id = quoted_id_of(tweet)
    may_quote = quoted_id is None and tweet.get("is_quote_status") is True
    media = media_objects(whole_of(tweet)) or media_objects(tweet)
    wording = wording_of(
        tweet,
        media,
        is_repost=is_repost,
        quoted_id=quoted_id,
        own_ids=(post_id,) if may_quote else None,
    )
    quote = None
    quoted = get_obj(tweet, "quoted_status")
    if not has_values(quoted):
        quoted = get_obj(tweet, "quoted_tweet")
    inner_id = (id_of(quoted) or quoted_id) if has_values(quoted) else None
    if inner_id and depth >= DEEPEST:
        quote = stub(inner_id, reason=TOO_DEEP)
    elif inner_id:
        quote = _post(quoted, inner_id, author_of(get_obj(quoted, "user")), depth + 1)
    elif quoted_id:
        quote = quote_stub(tweet, quoted_id)
    elif wording.said.quoted:
        quote = stub(*wording.said.quoted)
    return post_of(tweet, post_id, author, wording, media_of(media) if media else (), quote)
