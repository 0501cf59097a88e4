"""X's API v1.1 as collectors saved it: a list, lines, or one post; also a page of search results.

Shapes: X's developer documentation, "Tweet object" of API v1.1, with `tweet_mode=extended` or not.
"""

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from tui_feed.loaders.common.fields import (
    JsonObject,
    get_list,
    get_obj,
    get_str,
    says_anything,
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


def sniff(file: File) -> bool:
    """Tell by posts with an `id_str`. Raises `InputError` for lists of users."""
    objects = first_objects(file)
    if any(_is_tweet(each) or any(map(_is_tweet, get_list(each, "statuses"))) for each in objects):
        return True
    if any(get_str(each, "id_str") and get_str(each, "screen_name") for each in objects):
        raise InputError(f"{file.path}: a list of users, which holds no timeline; give their posts")
    return False


def _is_tweet(value: JsonObject) -> bool:
    text = get_str(value, "full_text") or get_str(value, "text")
    return None not in (text, get_str(value, "id_str"), get_str(value, "created_at"))


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the posts in their order, and each of their authors once, before a post of theirs."""
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
"""Return the record of a post, JSON indented; None where the file has none."""


def _tweets(document: Document) -> Iterator[tuple[JsonObject, str]]:
    value, place = document
    several = get_list(value, "statuses")
    for number, tweet in enumerate(several, 1):
        yield tweet, f"{place}, post {number:,}".removeprefix(", ")
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
    """Return a post as it stands in a timeline: by its author, or as somebody passed it on."""
    original = get_obj(tweet, "retweeted_status")
    if says_anything(original):
        by = author_of(get_obj(original, "user"))
        post = _with_author(_post(original, id_of(original) or "", by), tweet)
    elif tweet.get("retweeted") is None and (found := repost_of(written_text(tweet))):
        # It is no whole tweet, so nothing but its words tells.
        post = _post(tweet, post_id, Author(handle=found["handle"]), is_repost=True)
        post = replace(post, created_at=None, client=None, metrics=NOTHING_COUNTED)
    else:
        return replace(_post(tweet, post_id, author), source=source)
    return passed_on(post, post_id, author, date_of(tweet, post_id), source)


def _with_author(post: Post, tweet: JsonObject) -> Post:
    """Return what is passed on with the author that the repost names, if it states none."""
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
    inner_id = (id_of(quoted) or quoted_id) if says_anything(quoted) else None
    if inner_id and depth >= DEEPEST:
        quote = stub(inner_id, reason=TOO_DEEP)
    elif inner_id:
        quote = _post(quoted, inner_id, author_of(get_obj(quoted, "user")), depth + 1)
    elif quoted_id:
        quote = quote_stub(tweet, quoted_id)
    elif wording.said.quoted:
        quote = stub(*wording.said.quoted)
    return post_of(tweet, post_id, author, wording, media_of(media) if media else (), quote)
