"""X's API v1.1 as collectors saved it: a list, lines, or one post; also a page of search results.

Shapes: X's developer documentation, "Tweet object" of API v1.1, with `tweet_mode=extended` or not.
"""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from tui_feed.loaders.common.fields import JsonObject, get_id, get_list, get_obj, get_str
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import Document, documents
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.x.legacy import author_of, profile_of, quote_stub, tweet_fields
from tui_feed.loaders.x.tweet import moment, repost_of
from tui_feed.models import Author, Post, Problem, Record
from tui_feed.sources.file import File, InputError
from tui_feed.text.dates import iso

_DEEPEST = 20


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
    for document in documents(file):
        if isinstance(document, Problem):
            yield document
            continue
        held = False
        for tweet, place in _tweets(document):
            held = True
            yield from _record(file, tweet, place, authors)
        if not held:
            where = document.place or "the whole file"
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


def _record(
    file: File, tweet: JsonObject, place: str, authors: set[str]
) -> Iterator[Record | Read]:
    user = get_obj(tweet, "user")
    author = author_of(user)
    if author.id and author.id not in authors and author.handle:
        authors.add(author.id)
        yield profile_of(user, author, file.name)
    yield Read(_post(tweet, source=f"{file.name}, {place}" if place else file.name), tweet)


def _post(tweet: JsonObject, depth: int = 0, **more: Any) -> Post:  # noqa: ANN401
    author = author_of(get_obj(tweet, "user"))
    original = get_obj(tweet, "retweeted_status")
    if original and depth < _DEEPEST:
        about = {
            "id": get_str(tweet, "id_str") or get_id(tweet, "id"),
            "reposted_by": author.handle or author.name,
            "reposted_at": iso(moment(tweet, get_str(tweet, "id_str"))),
            **more,
        }
        post = _post(original, depth + 1)
        stated = {name: value for name, value in about.items() if value is not None}
        return replace(post, **stated)
    fields = tweet_fields(tweet, author, {})
    quoted = get_obj(tweet, "quoted_status")
    quote = _post(quoted, depth + 1) if quoted and depth < _DEEPEST else quote_stub(tweet)
    if passed_on := repost_of(fields["text"]):
        fields |= {
            "author": Author(handle=passed_on[0]),
            "text": passed_on[1],
            "client": None,
            "reposted_by": author.handle or author.name,
            "reposted_at": fields.pop("created_at", None),
        }
    return Post(**fields, quote=quote, **more)
