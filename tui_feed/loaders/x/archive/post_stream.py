"""Yield the posts of an archive in file order, each as soon as it is complete.

Files are not sorted. A post that quotes another post of the owner waits until that post is read,
and an edited post until the end; all others follow at once. The size of waiting posts is limited.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tui_feed.loaders.common.json_stream import Item, items
from tui_feed.loaders.common.json_text import parse_json
from tui_feed.loaders.common.record_reader import Read
from tui_feed.loaders.x.archive.first_look import FirstLook
from tui_feed.loaders.x.archive.owner import Owner
from tui_feed.loaders.x.archive.post import Draft, Drafts, unwrapped
from tui_feed.loaders.x.status_links import DEEPEST, QUOTES_ITSELF, TOO_DEEP, StatusLink
from tui_feed.loaders.x.tweet_dates import id_of
from tui_feed.models import Post, Problem, Version
from tui_feed.sources.file import File
from tui_feed.text.numbers import counted

MOST_WAITING = 32 * 2**20
"""Size limit in characters: of records that wait, of records kept for quotes, of edited records."""
MOST_SHOWN = 16 * 2**20
"""Size limit in characters of records shown inside others; `MOST_TIMES` adds to it."""
MOST_TIMES = 4
"""Size limit of records shown inside others, as a multiple of the size of all records."""

_TOO_OFTEN = "it is long and quoted too often to be shown each time"


class _Kept(NamedTuple):
    """Record needed again, as written."""

    file: File
    number: int
    written: str
    id: str
    quoted: StatusLink | None


class _Waiting(NamedTuple):
    record: _Kept
    earlier: tuple[Version, ...]


class Timeline:
    """Reader of the files with posts."""

    def __init__(
        self,
        files: Sequence[File],
        drafts: Drafts,
        owner: Owner,
        look: FirstLook,
        counts: Mapping[str, int],
    ) -> None:
        """Take the files; `counts` are the listed numbers of their posts, by file name."""
        self._files = files
        self._counts = counts
        self._drafts = drafts
        self._owner = owner
        self._look = look
        self._kept: dict[str, _Kept] = {}
        self._kept_size = 0
        self._waiting: dict[str, list[_Waiting]] = {}
        self._waiting_size = 0
        self._edited: dict[str, dict[str, _Kept]] = {}
        self._edited_size = 0
        self._gone: set[str] = set()
        self._met = array("Q")
        self._read_size = 0
        self._shown_size = 0

    def records(self) -> Iterator[Read | Problem]:
        """Yield posts and problems."""
        for file in self._files:
            number = 0
            for item in items(file):
                number += isinstance(item, Item) or item.skipped
                draft = self._drafts.draft(file, item) if isinstance(item, Item) else item
                if isinstance(draft, Problem):
                    yield draft
                else:
                    yield from self._read(draft)
            stated = self._counts.get(file.name, number)
            if stated != number:
                reason = f"{counted(stated, 'posts')} listed, {number:,} there"
                yield file.problem(reason)
        yield from self._finish_edited()
        yield from self._finish_waiting(set(self._met))

    def _read(self, draft: Draft) -> Iterator[Read | Problem]:
        self._read_size += len(draft.written)
        if not draft.id.startswith("~"):
            self._met.append(int(draft.id))
        is_wanted = draft.id in self._look.quoted or draft.id in self._waiting
        if is_wanted and (self._kept_size < MOST_WAITING or draft.id in self._waiting):
            self._keep(draft)
            yield from self._released(draft.id)
        if len(draft.versions) > 1 or draft.id in self._look.edited:
            yield from self._collect(draft)
        else:
            yield from self._ready(draft, ())
        if self._waiting_size > MOST_WAITING:
            yield from self._finish_waiting(None)

    def _keep(self, draft: Draft) -> None:
        if draft.id not in self._kept:
            self._kept[draft.id] = _written(draft)
            self._kept_size += len(draft.written)

    # Edited posts

    def _collect(self, draft: Draft) -> Iterator[Read | Problem]:
        first = min(draft.versions, key=int)
        self._edited.setdefault(first, {})[draft.id] = _written(draft)
        self._edited_size += len(draft.written)
        if self._edited_size > MOST_WAITING:
            yield from self._finish_edited()

    def _finish_edited(self) -> Iterator[Read | Problem]:
        """Yield the last version of each edited post, with its earlier versions."""
        groups, self._edited, self._edited_size = self._edited, {}, 0
        alone = {first for first, group in groups.items() if first not in group}
        shown = {str(each) for each in self._met if str(each) in alone} if alone else set()
        for first, group in groups.items():
            *earlier, last = sorted(group, key=_age)
            draft = self._again(group[last])
            versions = tuple(self._drafts.version(self._again(group[each])) for each in earlier)
            if first in shown:
                reason = f"its first version, {first}, did not say so and stands by itself"
                yield draft.file.problem(reason, draft.place)
            yield from self._ready(draft, versions)

    # Quotes

    def _ready(self, draft: Draft, earlier: tuple[Version, ...]) -> Iterator[Read | Problem]:
        missing = self._missing(draft)
        if missing is None:
            post = self._drafts.post(draft, self._quote(draft, {draft.id}), earlier)
            yield Read(post, draft.value)
        else:
            self._waiting.setdefault(missing, []).append(_Waiting(_written(draft), earlier))
            self._waiting_size += len(draft.written)

    def _released(self, post_id: str) -> Iterator[Read | Problem]:
        """Yield the posts that waited for a post, unless they wait for another, too."""
        for record, earlier in self._waiting.pop(post_id, ()):
            self._waiting_size -= len(record.written)
            yield from self._ready(self._again(record), earlier)

    def _missing(self, draft: Draft) -> str | None:
        """Return the id of the owner's post that must be read before this post is complete."""
        seen, quoted = {draft.id}, draft.quoted
        while quoted and quoted.id not in seen and len(seen) < DEEPEST:
            kept = self._kept.get(quoted.id)
            if kept is None:
                handle = (quoted.handle or "").casefold()
                is_own = handle in self._owner.handles and quoted.id not in self._gone
                return quoted.id if is_own else None
            seen.add(quoted.id)
            quoted = kept.quoted
        return None

    def _quote(self, draft: Draft, seen: set[str]) -> Post | None:
        quoted = draft.quoted
        if quoted is None:
            return None
        kept = self._kept.get(quoted.id)
        if kept is None:
            return self._drafts.stub(quoted)
        if quoted.id in seen or len(seen) >= DEEPEST:
            return self._drafts.stub(quoted, QUOTES_ITSELF if quoted.id in seen else TOO_DEEP)
        self._shown_size += len(kept.written)
        if self._shown_size > MOST_SHOWN + MOST_TIMES * self._read_size:
            return self._drafts.stub(quoted, _TOO_OFTEN)
        inner = self._again(kept)
        return self._drafts.post(inner, self._quote(inner, seen | {quoted.id}))

    def _finish_waiting(self, met: set[int] | None) -> Iterator[Read | Problem]:
        """Yield all waiting posts, after a search for their quoted posts in the files.

        `met` are the ids of all posts, or None if they are unknown; no other id is searched.
        """
        while self._waiting:
            wanted = set(self._waiting)
            if met is not None:
                wanted = {each for each in wanted if int(each) in met}
            self._fetch(wanted)
            self._gone |= self._waiting.keys() - self._kept.keys()
            for post_id in list(self._waiting):
                yield from self._released(post_id)
        if self._kept_size > MOST_WAITING:
            self._kept, self._kept_size = {}, 0

    def _fetch(self, wanted: set[str]) -> None:
        """Read the files again and keep the wanted posts; problems were reported before."""
        missing = wanted - self._kept.keys()
        for file in self._files:
            for item in items(file) if missing else ():
                post_id = id_of(unwrapped(item.value)) if isinstance(item, Item) else None
                if isinstance(item, Item) and post_id in missing:
                    draft = self._drafts.draft(file, item)
                    if isinstance(draft, Draft):
                        self._keep(draft)
                        missing.discard(draft.id)

    def _again(self, record: _Kept) -> Draft:
        item = Item(record.number, parse_json(record.written), record.written)
        draft = self._drafts.draft(record.file, item, record.id)
        if isinstance(draft, Problem):
            raise AssertionError("it was a post when it was kept")
        return draft


def _age(post_id: str) -> tuple[bool, int]:
    """Return the sort key of ids by creation; derived ids have no time, and come first."""
    is_derived = post_id.startswith("~")
    return not is_derived, 0 if is_derived else int(post_id)


def _written(draft: Draft) -> _Kept:
    return _Kept(draft.file, draft.number, draft.written, draft.id, draft.quoted)
