"""Read a Bluesky repository unpacked into a folder: a JSON file for each record.

`goat repo unpack` writes `DID/COLLECTION/RKEY.json` and `_commit.json`; older programs do not write
`_commit.json`. `goat blob export` writes pictures and videos as `DID_blobs/CID`.
"""

import re
from collections import Counter
from collections.abc import Iterator

from tui_feed.loaders.bluesky import lexicon
from tui_feed.loaders.bluesky.records import (
    PROFILE,
    REPOST,
    Records,
    Unknown,
    passed_over,
    profile_of,
)
from tui_feed.loaders.common.fields import JsonObject, get_obj, get_str
from tui_feed.loaders.common.json_text import JsonError, parse_json
from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.models import Author, Problem, Record
from tui_feed.sources.container import Container
from tui_feed.sources.file import File

_RECORD = re.compile(r"(?P<root>(?:.*/)?)(?P<key>[a-z][\w.-]*\.[\w.-]+/[\w.:~-]+)\.json", re.ASCII)
_DID = re.compile(r"did[:_](plc|web)[:_]([\w.:%-]+)", re.ASCII)
_BLOB = re.compile(r"(?:.*/)?(?P<cid>baf[a-z2-7]{8,})(?:\.\w+)?", re.ASCII)
_COMMIT = "_commit.json"
_SHOWN = (f"{lexicon.POST}/", f"{REPOST}/", PROFILE)


def sniff(container: Container) -> bool:
    """Tell whether a folder has posts in files of their own, by path and type of the first."""
    posts = (file for key, file in _records(container).items() if key.startswith(lexicon.POST))
    first = next(posts, None)
    return first is not None and f'"{lexicon.POST}"' in first.head_text()


def names_read(container: Container) -> set[str]:
    """Name the records, the commit, and the blobs."""
    root = _root(container)
    return {
        name
        for name in container.files
        if name == f"{root}{_COMMIT}"
        or _BLOB.fullmatch(name)
        or ((found := _RECORD.fullmatch(name)) and found["root"] == root)
    }


def _root(container: Container) -> str | None:
    """Return the folder of the first repository with posts; None where there is none."""
    found = filter(None, map(_RECORD.fullmatch, sorted(container.files)))
    return next((each["root"] for each in found if each["key"].startswith(lexicon.POST)), None)


def _records(container: Container) -> dict[str, File]:
    """Return the files of the records by their keys; of several repositories only one's."""
    if container.lone:
        return {}
    root = _root(container)
    named = ((_RECORD.fullmatch(name), file) for name, file in sorted(container.files.items()))
    return {found["key"]: file for found, file in named if found and found["root"] == root}


@record_reader
def read(container: Container) -> Iterator[Record | Read]:
    """Yield the profile, then posts and reposts in the order of their keys, oldest first."""
    yield from _FolderReader(container).records()


raw = read.original
"""Return the record of a post, JSON indented; None if the folder has no such post."""


class _FolderReader:
    def __init__(self, container: Container) -> None:
        self._container = container
        self._files = _records(container)
        self._problems: list[Problem] = []
        self._unknown = Unknown()

    def records(self) -> Iterator[Record | Read]:
        about = self._find(PROFILE) or {}
        profile = profile_of(about, self._owner(), self._container.name)
        if profile.id:
            yield profile
        posts = Records(Author(id=profile.id, name=profile.name), self._find, self._blobs())
        pinned = get_str(get_obj(about, "pinnedPost"), "uri")
        for key, file in self._files.items():
            if key.startswith(_SHOWN[:2]):
                yield from self._post(posts, key, file, pinned)
            yield from self._told()
        others = Counter(key.partition("/")[0] for key in self._files if not key.startswith(_SHOWN))
        told = (str(self._unknown), passed_over(others))
        yield from map(self._container.problem, filter(None, told))

    def _blobs(self) -> dict[str, str]:
        """Return the names of pictures and videos, by CID."""
        found = map(_BLOB.fullmatch, self._container.files)
        return {blob["cid"]: blob[0] for blob in found if blob}

    def _told(self) -> Iterator[Problem]:
        yield from self._problems
        self._problems.clear()

    def _owner(self) -> str | None:
        """Return the DID of the account: from the commit, or else from the name of a folder."""
        commit = self._container.find(_COMMIT)
        stated = get_str(self._parsed(commit), "did") if commit else None
        names = (self._container.path, *self._container.files)
        found = next(filter(None, map(_DID.search, names)), None)
        return stated or (f"did:{found[1]}:{found[2]}" if found else None)

    def _post(
        self, posts: Records, key: str, file: File, pinned: str | None
    ) -> Iterator[Problem | Read]:
        record = self._find(key)
        if record is None:
            return
        source = f"{self._container.name}, {key}"
        if key.startswith(REPOST):
            post = posts.repost(key, record, source)
        else:
            self._unknown.note(get_obj(record, "embed"))
            post = posts.post(key, record, source, pinned=posts.uri(key) == pinned)
        if post is None:
            reason = "it does not say which post it passes on; it is left out"
            yield file.problem(reason, key, skipped=True)
        else:
            yield Read(post, record)

    def _find(self, key: str) -> JsonObject | None:
        file = self._files.get(key)
        return self._parsed(file) if file else None

    def _parsed(self, file: File) -> JsonObject | None:
        text, problems = file.text()
        self._problems += problems
        try:
            found = parse_json(text)
        except JsonError as error:
            place = f"column {error.column:,}"
            self._problems.append(
                file.problem(f"{error.reason}; it is left out", place, skipped=True)
            )
            return None
        return found if isinstance(found, dict) else None
