"""JSON of the Mastodon API: lists or lines of statuses, threads, and what mastodon-archive keeps.

Collectors' lines hold the status inside (`data`), or their own notes beside its keys.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tui_feed.loaders.common.fields import JsonObject, get_list, get_obj, get_str
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import Document, documents
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.mastodon.statuses import Statuses, author_of, is_status, profile_of
from tui_feed.models import Problem, Record
from tui_feed.sources.file import File

_LISTS = ("ancestors", "statuses", "descendants")
_OTHERS = ("favourites", "bookmarks", "mentions")


def sniff(file: File) -> bool:
    """Tell by the first statuses."""
    return any(map(_holds_status, first_objects(file)))


def _holds_status(value: JsonObject) -> bool:
    if is_status(value) or is_status(value.get("data")):
        return True
    return any(is_status(each) for key in _LISTS for each in get_list(value, key)[:3])


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield the posts in their order, and each of their accounts once, before a post of theirs."""
    reader = _StatusReader(file)
    for document in documents(file):
        if isinstance(document, Problem):
            yield document
        else:
            yield from reader.records(document)
    yield from reader.problems()


raw = read.original
"""Return the status of a post, JSON indented; None where the file has none."""


class _Found(NamedTuple):
    """Value that should be a status."""

    value: object
    place: str
    is_plain: bool = False


class _StatusReader:
    def __init__(self, file: File) -> None:
        self._file = file
        self._statuses = Statuses()
        self._accounts: set[str] = set()
        self._others: Counter[str] = Counter()

    def records(self, document: Document) -> Iterator[Record | Read]:
        """Yield the accounts and posts of a document."""
        value = document.value
        if isinstance(value, dict) and not is_status(value):
            yield from self._account(get_obj(value, "account"))
            self._others.update({key: len(get_list(value, key)) for key in _OTHERS})
        for found in _found(document):
            if not is_status(found.value) or not isinstance(found.value, dict):
                yield self._file.problem("no post; it is left out", found.place, skipped=True)
                continue
            yield from self._account(get_obj(found.value, "account"))
            source = f"{self._file.name}, {found.place}" if found.place else self._file.name
            post = self._statuses.post(found.value, source, is_plain=found.is_plain)
            yield Read(post, value if found.is_plain else found.value)

    def _account(self, account: JsonObject) -> Iterator[Record]:
        author = author_of(account)
        if author.handle and author.handle not in self._accounts:
            self._accounts.add(author.handle)
            yield profile_of(account, self._file.name)

    def problems(self) -> Iterator[Problem]:
        """Yield what the file holds beside its timeline."""
        for what in _OTHERS:
            if number := self._others[what]:
                reason = f"{number:,} {what}, which are posts of others; not shown"
                yield self._file.problem(reason)


def _found(document: Document) -> Iterator[_Found]:
    """Yield each value of a document that should be a status."""
    value, place = document
    if is_status(value) or not isinstance(value, dict):
        is_plain = isinstance(value, dict) and "__import_meta" in value
        yield _Found(value, place or "the whole file", is_plain)
        return
    if is_status(value.get("data")):
        is_plain = get_str(value, "source_platform") == "truthsocial.com"
        yield _Found(value["data"], place, is_plain)
        return
    held = False
    for key in _LISTS:
        listed = value.get(key)
        for number, each in enumerate(listed if isinstance(listed, list) else (), 1):
            held = True
            if each is not None:  # mastodon-archive keeps nothing of posts that were deleted
                yield _Found(each, f"{place}, {key} {number:,}".removeprefix(", "))
    if not held:
        yield _Found(value, place or "the whole file")
