"""Hidden members of an archive: their kinds and their numbers of records.

Nothing of their contents is repeated. One line names many: an archive has some ninety members.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from tui_feed.loaders.left_out import MOST_COUNTED, count_records
from tui_feed.loaders.x.archive.members import Layout, folder_of
from tui_feed.loaders.x.archive.usual_names import is_further_copy
from tui_feed.models import Problem
from tui_feed.sources.container import Container
from tui_feed.sources.file import File
from tui_feed.text.names import is_of_the_system, shown_name
from tui_feed.text.numbers import counted

LEAST_COUNTED: Final = 2 * 2**20
"""Bytes of members read to count records, however small the files with posts are."""
_MOST_NAMED: Final = 8
"""Most members named in a line; a line counts the rest."""
_EMPTY: Final = "files without a record"
_VIEWER: Final = "pages of the archive for a browser, not read"
_BESIDE: Final = "not read, beside the data of the archive"
_COPIES: Final = "not read, further copies of what is read"
_OTHER: Final = "not shown, other records of the account"
_KINDS: Final = (
    (
        re.compile(
            r"direct-message|twitter-circle|protected|contact|phone|email|ip-audit|(?:ni-)?device"
            r"|key-registry|account-creation-ip|grok|message-event|sso|ageinfo|saved-search"
        ),
        "not shown, private",
    ),
    (re.compile(r"(?:follow(?:er|ing)|block|mute|smartblock|lists-)"), "not shown, accounts"),
    (re.compile(r"ads?-|personalization|shopify|branch-links"), "not shown, advertising"),
    (re.compile(r".*-headers?$"), "not shown, ids and dates without texts"),
    (re.compile(r""), _OTHER),
)
"""Beginning of the name of a member -> words for all such members."""
_MEDIA: Final = re.compile(r"(?P<folder>[\w-]+_media)/")
_SHOWN_MEDIA: Final = re.compile(r"(?:(?:deleted_)?(?:community_)?tweets?|profile)_media/")
_PAGES: Final = re.compile(r"(?:assets|css|img|js|lib)/|[^/]*\.(?:html?|txt|md|pdf)$", re.I)
_LISTS: Final = (".js", ".json")
_STEM: Final = re.compile(r"(?:-part\d+)?\.\w+$")


class _Member(NamedTuple):
    name: str
    records: int | None
    """Number of its records; None if unknown."""
    words: str
    """Number in words."""


def unshown_members(
    container: Container, layout: Layout, read: Collection[File]
) -> Iterator[Problem]:
    """Yield a problem for each kind of member; `read` are the files that are read."""
    place = shown_name(folder_of(layout.root) or "the whole archive")
    known = set(map(id, read))
    left = [(name, file) for name, file in container.files.items() if id(file) not in known]
    kinds = {
        name: _COPIES if is_further_copy(name.removeprefix(layout.root), layout.files) else kind
        for name, _ in left
        if (kind := _kind_of(name, layout.root))
    }
    found: dict[str, list[_Member]] = {kind: [] for kind in kinds.values()}
    budget = _Budget(sum(file.whole_size or 0 for file in read))
    for name, file in sorted(left, key=_size_to_count):
        if kind := kinds.get(name):
            member = _member(_own_name(name, layout.root), file, layout, budget, kind)
            found.setdefault(kind if member.records != 0 else _EMPTY, []).append(member)
    for kind, members in found.items():
        if members:
            yield container.problem(f"{kind}: {_listed(members)}", place)


def _size_to_count(member: tuple[str, File]) -> int:
    """Return the size of a member whose records may be counted: the smallest are counted first."""
    name, file = member
    return (file.whole_size or 0) if name.endswith(_LISTS) else 0


def _own_name(name: str, root: str) -> str:
    """Return a name without the folder of the data, or of the archive."""
    return name.removeprefix(root if name.startswith(root) else folder_of(root))


class _Budget:
    """Bytes that may still be read to count records.

    They are fewer than were read for posts: to count them takes a tenth of the time at most.
    """

    def __init__(self, read: int) -> None:
        self.left = min(MOST_COUNTED, max(LEAST_COUNTED, read * 3 // 4))

    def count(self, file: File) -> int | None:
        """Return the number of records of a file; None where it has none, or too many bytes."""
        size = file.whole_size
        if size is None or size > self.left:
            return None
        self.left -= size
        return count_records(file)


def _kind_of(name: str, root: str) -> str | None:
    """Return the words for members of the kind of one; None for pictures of posts."""
    own = _own_name(name, root)
    if is_of_the_system(name):
        return None
    if _PAGES.match(own):
        return _VIEWER
    if not name.startswith(root):
        return _BESIDE
    if _SHOWN_MEDIA.match(own):
        return None
    stem = _STEM.sub("", own).replace("_", "-")
    return next(words for pattern, words in _KINDS if pattern.match(stem))


def _member(name: str, file: File, layout: Layout, budget: _Budget, kind: str) -> _Member:
    if media := _MEDIA.match(name):
        return _Member(f"{media['folder']}/", None, "")
    if kind in (_VIEWER, _BESIDE) or not name.endswith(_LISTS):
        return _Member(name.partition("/")[0] + "/" * ("/" in name), None, "")
    count, stated = budget.count(file), layout.listed.get(name)
    if count is None:
        words = (
            _sized(file.whole_size) if stated is None else f"{counted(stated, 'records')} listed"
        )
        return _Member(name, stated or None, words)
    listed = "" if stated in (None, count) else f", {stated:,} listed"
    return _Member(name, count if not listed else count or None, counted(count, "records") + listed)


def _sized(size: int | None) -> str:
    return "" if size is None else f"{size >> 20:,} MiB" if size >> 20 else "less than 1 MiB"


def _listed(members: list[_Member]) -> str:
    """Return members in words, most records first."""
    files: dict[str, list[_Member]] = {}
    for member in sorted(members, key=lambda each: -(each.records or 0)):
        files.setdefault(member.name, []).append(member)
    named = [_named(name, some) for name, some in list(files.items())[:_MOST_NAMED]]
    rest = [each for some in list(files.values())[_MOST_NAMED:] for each in some]
    if not rest:
        return ", ".join(named)
    records = sum(each.records or 0 for each in rest)
    held = f" ({counted(records, 'records')})" if records else ""
    return f"{', '.join(named)} and {counted(len(rest), 'more files')}{held}"


def _named(name: str, members: list[_Member]) -> str:
    if name.endswith("/"):
        return f"{shown_name(name)} ({counted(len(members), 'files')})"
    words = members[0].words if members[0].records != 0 else ""
    return f"{shown_name(name)} ({words})" if words else shown_name(name)
