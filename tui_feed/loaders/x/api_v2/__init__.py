"""Read X's API v2 as saved by twarc and others: pages or flattened posts by line, or a stream.

Format: X's API v2 ("Tweet", "User", "Media", "Poll" objects, `includes`). Offsets of entities count
code points of the escaped text.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

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
from tui_feed.loaders.common.json_documents import Document, documents, read_each
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.x.api_v2.included import ById, Included
from tui_feed.loaders.x.api_v2.posts import is_edited, post_of, profile_of, said_in
from tui_feed.loaders.x.tweet_dates import date_of
from tui_feed.models import Problem, Profile, Record, Version
from tui_feed.sources.file import File, InputError

MOST_WAITING: Final = 2_000
"""Maximum number of posts held back until another page has their quoted or reposted post."""
MOST_USERS: Final = 100_000
"""Maximum number of accounts of all pages kept for posts held back."""
_SIGNS = ("author_id", "edit_history_tweet_ids", "public_metrics", "__twarc")


def sniff(file: File) -> bool:
    """Tell whether a file has posts with the fields of API v2.

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
    if "data" in value:  # a page, or a single post of a stream
        return any(_is_post(each) for each in (get_obj(value, "data"), *get_list(value, "data")))
    return _is_post(value) and any(sign in value for sign in _SIGNS)


def _is_post(value: JsonObject) -> bool:
    is_v1 = "legacy" in value or "id_str" in value or "full_text" in value
    return not is_v1 and get_id(value, "id") is not None and get_str(value, "text") is not None


def _without_posts(value: JsonObject) -> str | None:
    """Return the name of twarc's records without posts; None for other records."""
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


class _Held(NamedTuple):
    """Post, with the objects of its page."""

    tweet: JsonObject
    included: Included
    place: str


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the collected posts, and each author's profile before the author's first post.

    Posts that quote or repost a post of another page come near the end, edited posts last: the
    latest version in the file.
    """
    reader = _Reader(file)
    yield from read_each(documents(file), reader.read)
    yield from reader.waiting()
    yield from reader.edited()


raw = read.original
"""Return the record of a post without other objects of its page; None without such a post."""


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
        self._versions: dict[str, dict[str, _Held]] = {}
        self._waiting: list[_Held] = []
        self._users: ById = {}
        objects = first_objects(file)
        self._states_users = any(get_list(each, "includes", "users") for each in objects)

    def read(self, document: Document) -> Iterator[Record | Read]:
        """Yield the profiles and posts of a document."""
        page = document.value if isinstance(document.value, dict) else {}
        held = [(tweet, place) for tweet, place in _tweets(document) if get_id(tweet, "id")]
        included = Included(page, [tweet for tweet, _ in held])
        if len(self._users) < MOST_USERS:
            self._users |= included.users
        for tweet, place in held:
            post = _Held(tweet, included, place)
            if is_edited(tweet):
                self._keep(get_strings(tweet, "edit_history_tweet_ids"), post)
            elif len(self._waiting) < MOST_WAITING and self._lacks(included, tweet):
                self._waiting.append(post)
            else:
                yield from self._records(post)
        if not held:
            yield self._without_post(page, document.where)

    def _lacks(self, included: Included, tweet: JsonObject) -> bool:
        """Tell whether a page lacks what another page of the file may hold."""
        if included.lacks(tweet):
            return True
        return self._states_users and included.lacks_user(tweet)

    def waiting(self) -> Iterator[Profile | Read]:
        """Yield the posts held back, after a search for their references in the whole file."""
        wanted = {lacked for held in self._waiting if (lacked := held.included.lacks(held.tweet))}
        found: dict[str, Included] = {}
        for document in documents(self._file) if wanted else ():
            if isinstance(document, Problem):  # reported before
                continue
            page = document.value if isinstance(document.value, dict) else {}
            tweets = [tweet for tweet, _ in _tweets(document)]
            included = Included(page, tweets)
            found |= {each: included for each in wanted if included.version(each)}
        for held in self._waiting:
            lacked = held.included.lacks(held.tweet)
            if lacked and lacked in found:
                held.included.learn(found[lacked], lacked)
            held.included.meet(self._users)
            yield from self._records(held)

    def edited(self) -> Iterator[Profile | Read]:
        """Yield the edited posts with their earlier versions."""
        for versions in self._versions.values():
            *earlier, last = sorted(versions, key=lambda key: (len(key), key))
            told = tuple(
                Version(id=key, created_at=date_of(old, key), text=said_in(old, [], None).text)
                for key in earlier
                for old in (versions[key].tweet,)
            )
            yield from self._records(versions[last], told)

    def _keep(self, history: list[str], held: _Held) -> None:
        known = self._versions.setdefault(history[0], {})
        for version in history:
            if old := held.included.version(version):
                known.setdefault(version, held._replace(tweet=old))
        known[get_id(held.tweet, "id") or history[-1]] = held

    def _records(self, held: _Held, versions: tuple[Version, ...] = ()) -> Iterator[Profile | Read]:
        """Yield a post, and its author's profile before the author's first post."""
        if held.included.author(held.tweet).id not in self._authors:
            user = held.included.user(held.tweet)
            user_id = get_id(user, "id")
            if user_id and get_str(user, "username"):
                self._authors.add(user_id)
                yield profile_of(user, self._file.name)
        source = f"{self._file.name}, {held.place}" if held.place else self._file.name
        post = post_of(held.tweet, held.included, source=source, versions=versions)
        yield Read(post, held.tweet)

    def _without_post(self, page: JsonObject, place: str) -> Problem:
        errors = get_list(page, "errors") or [page]
        stated = get_str(errors[0], "detail") or get_str(errors[0], "title")
        if stated:
            return self._file.problem(f"X answered: {stated[:200]}", place)
        if get_obj(page, "meta").get("result_count") == 0:
            return self._file.problem("an empty page: X found nothing", place)
        return self._file.problem("no post; it is left out", place, skipped=True)
