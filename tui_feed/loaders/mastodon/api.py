"""Read statuses of the Mastodon API: lists, lines, threads, backups, files of collectors.

Servers with the same API (Pleroma, GoToSocial, Pixelfed, Truth Social) differ in details. Formats:
docs.joinmastodon.org, "Entities"; mastodon-archive; Pixelfed's exports; Zeeschuimer.
"""

from collections.abc import Iterator
from typing import Any, Final

from tui_feed.loaders.common.fields import JsonObject, get_list, get_obj, get_str
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import documents
from tui_feed.loaders.common.json_stream import items
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.mastodon.accounts import profile_of
from tui_feed.loaders.mastodon.statuses import StatusReader, is_status
from tui_feed.models import Problem, Record
from tui_feed.sources.file import File, InputError

_THREAD: Final = ("ancestors", "descendants")
_OF_OTHERS: Final = ("favourites", "bookmarks", "mentions")
_STATUSES = "statuses"
_PLATFORM = "source_platform"


def sniff(file: File) -> bool:
    """Tell whether a file has statuses with an account, alone or in a backup or thread.

    Raises `InputError` for a list of accounts.
    """
    objects = first_objects(file)
    if any(status for each in objects for status in _statuses_in(each)):
        return True
    if any(get_str(each, "acct") and "followers_count" in each for each in objects):
        what = "accounts of the Mastodon API, which hold no timeline"
        raise InputError(f"{file.path}: {what}; give their statuses")
    return False


def _statuses_in(value: JsonObject) -> list[JsonObject]:
    """Return the statuses of a document: the document itself, the record in it, or its lists."""
    if is_status(value):
        return [value]
    record = get_obj(value, "data")
    if _PLATFORM in value and is_status(record):
        return [record]
    if _STATUSES in value:
        return [each for each in get_list(value, _STATUSES) if is_status(each)]
    return [each for key in _THREAD for each in get_list(value, key) if is_status(each)]


@record_reader
def read(file: File) -> Iterator[Record | Read]:
    """Yield statuses in file order, and each profile once, before its first status."""
    reader = _FileReader(file)
    if any(_STATUSES in each and not is_status(each) for each in first_objects(file)[:1]):
        yield from reader.backup()
    else:
        yield from reader.documents()


raw = read.original


class _FileReader:
    def __init__(self, file: File) -> None:
        self._file = file
        self._accounts: set[str] = set()
        self._reader = StatusReader()

    def backup(self) -> Iterator[Record | Read]:
        """Yield the statuses of a backup, and a problem for its lists of others' statuses."""
        account = get_obj(first_objects(self._file)[0], "account")
        yield from self._profile(account)
        for item in items(self._file, _STATUSES):
            if isinstance(item, Problem):
                yield item
            elif item.value is not None:  # null: refused by the server
                yield from self._status(item.value, f"item {item.number:,}")
        yield from self._others()

    def _others(self) -> Iterator[Problem]:
        """Yield a problem with the sizes of the lists of other people's posts."""
        is_longer = self._file.size is None or self._file.size > len(self._file.head)
        counts = {
            key: sum(not isinstance(item, Problem) for item in items(self._file, key))
            for key in _OF_OTHERS
            if key in first_objects(self._file)[0] or is_longer
        }
        found = [f"{key} {count:,}" for key, count in counts.items() if count]
        if found:
            yield self._file.problem(f"posts of others are not shown: {', '.join(found)}")

    def documents(self) -> Iterator[Record | Read]:
        """Yield the statuses of a list, of JSON Lines, or of a thread."""
        for document in documents(self._file):
            if isinstance(document, Problem):
                yield document
                continue
            value = document.value
            place = document.where
            found = _statuses_in(value) if isinstance(value, dict) else []
            self._reader.learn(found)
            for status in found:
                is_plain = _PLATFORM in value or "__import_meta" in value
                yield from self._status(status, place, is_plain=is_plain)
            if not found:
                yield from self._status(value, place)

    def _status(
        self,
        status: Any,  # noqa: ANN401 - JSON may be anything
        place: str,
        *,
        is_plain: bool = False,
    ) -> Iterator[Record | Read]:
        if not isinstance(status, dict) or not is_status(status):
            yield self._file.problem("no status; it is left out", place, skipped=True)
            return
        yield from self._profile(get_obj(status, "account"))
        post = self._reader.post(status, f"{self._file.name}, {place}", is_plain=is_plain)
        yield Read(post, status)

    def _profile(self, account: JsonObject) -> Iterator[Record]:
        profile = profile_of(account, self._file.name)
        if profile and profile.handle and profile.handle not in self._accounts:
            self._accounts.add(profile.handle)
            yield profile
