"""X's API v2 as twarc and others save it: a page a line, a flattened post a line, or a stream.

Shapes: X's API v2 ("Tweet", "User", "Media", "Poll" objects, `includes`). Places of entities count
code points of the escaped text.
"""

from collections.abc import Iterator
from typing import Any

from tui_feed.loaders.common.fields import (
    JsonObject,
    get_count,
    get_id,
    get_list,
    get_obj,
    get_str,
    get_strings,
)
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import Document, documents
from tui_feed.loaders.common.json_text import pretty
from tui_feed.loaders.common.record_reader import record_reader
from tui_feed.loaders.x.api_v2.included import Included
from tui_feed.loaders.x.api_v2.posts import post_of, profile_of, said_in
from tui_feed.loaders.x.tweet import moment
from tui_feed.models import Problem, Record, Version
from tui_feed.sources.file import File, InputError
from tui_feed.text.dates import iso

_SIGNS = ("author_id", "edit_history_tweet_ids", "public_metrics", "__twarc")


def sniff(file: File) -> bool:
    """Tell by posts with the fields of API v2.

    Raises `InputError` for lists of users, counts of posts and compliance jobs.
    """
    objects = first_objects(file)
    if any(map(_holds_post, objects)):
        return True
    for each in objects:
        for record in (each, *get_list(each, "data")):
            if what := _without_posts(record):
                raise _refused(file, what)
    return False


def _holds_post(value: JsonObject) -> bool:
    if "data" in value:  # a page, or one post of a stream
        return any(_is_post(each) for each in (get_obj(value, "data"), *get_list(value, "data")))
    return _is_post(value) and any(sign in value for sign in _SIGNS)


def _is_post(value: JsonObject) -> bool:
    is_v1 = "legacy" in value or "id_str" in value or "full_text" in value
    return not is_v1 and get_str(value, "id") is not None and get_str(value, "text") is not None


def _without_posts(value: JsonObject) -> str | None:
    """Return the name of what twarc collects beside posts; None for anything else."""
    is_of_api = "public_metrics" in value or "__twarc" in value or "created_at" in value
    if get_str(value, "username") and get_str(value, "id") and is_of_api and "acct" not in value:
        return "a list of users"
    if get_count(value, "tweet_count") is not None and get_str(value, "start"):
        return "a list of counts"
    if (
        get_str(value, "id")
        and get_str(value, "action")
        and ("redacted_at" in value or "reason" in value)
    ):
        return "the result of a compliance job"
    return None


def _refused(file: File, what: str) -> InputError:
    return InputError(f"{file.path}: {what}, which holds no timeline; give the posts themselves")


@record_reader
def read(file: File) -> Iterator[Record]:
    """Yield the posts that were collected, and each of their authors once, before a post of theirs.

    Posts that were edited come at the end, the last version of those that the file holds.
    """
    reader = _Reader(file)
    for document in documents(file):
        if isinstance(document, Problem):
            yield document
        else:
            yield from reader.read(document)
    yield from reader.edited()


def raw(file: File, post_id: str) -> str | None:
    """Return the record of a post, without what its page holds of others."""
    for document in documents(file):
        if not isinstance(document, Problem):
            for tweet, _ in _tweets(document):
                if get_id(tweet, "id") == post_id:
                    return pretty(tweet)
    return None


def _tweets(document: Document) -> Iterator[tuple[JsonObject, str]]:
    value, place = document
    page = value if isinstance(value, dict) else {}
    if "data" not in page and get_str(page, "text") is not None:
        yield page, place
    elif isinstance(page.get("data"), list):
        for number, tweet in enumerate(get_list(page, "data"), 1):
            yield tweet, f"{place}, post {number:,}" if place else f"post {number:,}"
    elif tweet := get_obj(page, "data"):
        yield tweet, place


class _Reader:
    def __init__(self, file: File) -> None:
        self._file = file
        self._authors: set[str] = set()
        self._versions: dict[str, dict[str, tuple[JsonObject, Included, str]]] = {}

    def read(self, document: Document) -> Iterator[Record]:
        """Yield what one value of the file holds."""
        page = document.value if isinstance(document.value, dict) else {}
        included = Included(page)
        held = False
        for tweet, place in _tweets(document):
            held = True
            history = get_strings(tweet, "edit_history_tweet_ids")
            if len(history) > 1:
                self._keep(history, tweet, included, place)
                continue
            yield from self._author(included.user(tweet))
            yield self._made(tweet, included, place)
        if not held:
            yield self._without_post(page, document.place or "the whole file")

    def edited(self) -> Iterator[Record]:
        """Yield the posts that were edited."""
        for versions in self._versions.values():
            *earlier, last = sorted(versions, key=lambda key: (len(key), key))
            tweet, included, place = versions[last]
            told = [
                Version(
                    id=key, created_at=iso(moment(old, key)), text=said_in(old, [], None)["text"]
                )
                for key in earlier
                for old in (versions[key][0],)
            ]
            yield from self._author(included.user(tweet))
            if place:
                yield self._made(tweet, included, place, versions=told)

    def _keep(self, history: list[str], tweet: JsonObject, included: Included, place: str) -> None:
        known = self._versions.setdefault(history[0], {})
        for version in history:
            if old := included.version(version):
                known.setdefault(version, (old, included, place))
        known[get_id(tweet, "id") or history[-1]] = (tweet, included, place)

    def _without_post(self, page: JsonObject, place: str) -> Problem:
        errors = get_list(page, "errors") or [page]
        stated = get_str(errors[0], "detail") or get_str(errors[0], "title")
        if stated:
            return self._file.problem(f"X answered: {stated[:200]}", place)
        if get_obj(page, "meta").get("result_count") == 0:
            return self._file.problem("an empty page: X found nothing", place)
        return self._file.problem("no post; it is left out", place, skipped=True)

    def _author(self, user: JsonObject) -> Iterator[Record]:
        user_id = get_id(user, "id")
        if not user_id or user_id in self._authors or not get_str(user, "username"):
            return
        self._authors.add(user_id)
        yield profile_of(user, self._file.name)

    def _made(self, tweet: JsonObject, included: Included, place: str, **more: Any) -> Record:  # noqa: ANN401
        source = f"{self._file.name}, {place}" if place else self._file.name
        return post_of(tweet, included, source=source, **more)
