"""Read X's data archive: a zip, a folder or a single file, in the layout of any year.

Its files are JavaScript: a name, `=` and JSON (X Help Center, "How to download your X archive", and
the README of each archive). See `members` for their names, `post_stream` for the order of posts.
"""

import re
from collections.abc import Iterator

from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.x.archive.first_look import look_at
from tui_feed.loaders.x.archive.likes import liked_posts
from tui_feed.loaders.x.archive.listed import INDEX, MANIFEST
from tui_feed.loaders.x.archive.long_texts import NOTE, Notes
from tui_feed.loaders.x.archive.members import (
    DELETED,
    LIKES,
    Layout,
    folder_of,
    holds_likes,
    holds_posts,
    kind_of,
    layout_of,
    named_as_posts,
    root_of,
)
from tui_feed.loaders.x.archive.owner import MEMBERS, owner_of, profile_of
from tui_feed.loaders.x.archive.post import Drafts
from tui_feed.loaders.x.archive.post_stream import Timeline
from tui_feed.loaders.x.archive.unshown import unshown_members
from tui_feed.loaders.x.archive.usual_names import with_usual_names
from tui_feed.models import Profile, Record
from tui_feed.sources.container import Container
from tui_feed.sources.file import File, InputError

_BESIDE_DATA = re.compile(
    r"(?:assets|css|img|js|lib)/|(?:your archive|index|tweets|readme)\.\w+$", re.I
)
_IN_DATA = re.compile(r"[\w-]+\.js$|[\w-]+_media/|js/|assets/")
_READ_ALONE = (*LIKES, *DELETED)
_FILES_OF_ARCHIVE = ("data/manifest.js", "data/account.js", "manifest.js", "account.js")


def sniff(container: Container) -> bool:
    """Tell whether files are an archive, by names and beginnings; a lone file by its beginning.

    Raises `InputError` for another file of an archive, and for an archive without posts.
    """
    if container.lone:
        kind = kind_of(container.lone)
        if kind and kind not in _READ_ALONE and not holds_posts(container.lone):
            raise InputError(
                f"{container.path}: the {_named(kind)} of an X data archive, which hold no "
                "timeline; give its tweets.js, or the whole archive"
            )
        return kind is not None
    container = with_usual_names(container)
    posts = [
        container.files[name] for names in named_as_posts(container).values() for name in names
    ]
    if any(holds_posts(file) for file in posts):
        return True
    known = (found for name in _FILES_OF_ARCHIVE if (found := container.find(name)))
    is_archive = any(kind_of(file) in ("__THAR_CONFIG", "account") for file in known)
    if not posts and holds_likes(container):
        return True
    if is_archive and not posts:
        raise InputError(
            f"{container.path}: an X data archive without tweets.js, which holds no timeline; "
            "give the whole archive"
        )
    return is_archive


def names_read(container: Container) -> set[str]:
    """Name all files of the archive to read, but no files of other archives."""
    root = root_of(with_usual_names(container))
    folder = folder_of(root)
    own = _BESIDE_DATA if root.endswith("data/") else _IN_DATA
    return {
        name
        for name in container.files
        if (folder != root and name.startswith(root))
        or (name.startswith(folder) and own.match(name, len(folder)))
    }


@record_reader
def read(container: Container) -> Iterator[Record | Read]:
    """Yield the profile, then the posts in the order of the files, deleted posts and likes last.

    A post after the quoted post of the same owner; edited posts at the end.
    """
    layout = layout_of(with_usual_names(container))
    yield from layout.problems
    files = (*layout.posts, *layout.deleted)
    look = look_at(files)
    profile = None
    for record in profile_of(layout, container.name):
        profile = record if isinstance(record, Profile) else profile
        yield record
    notes = Notes()
    yield from notes.read(layout)
    owner = owner_of(profile, look.handles)
    drafts = Drafts(owner, notes, layout.media, layout.deleted)
    yield from Timeline(files, drafts, owner, look, layout.counts).records()
    yield from notes.unused()
    for file in layout.likes:
        yield from liked_posts(file, layout.counts.get(file.name))
    if not container.lone:
        yield from unshown_members(container, layout, _read_in(layout))


raw = read.original
"""Return the record of a post, JSON indented; None if the archive has no such post."""


def _read_in(layout: Layout) -> list[File]:
    """Return the files that are read."""
    names = {MANIFEST, INDEX, *MEMBERS, *filter(NOTE.fullmatch, layout.files)}
    named = (file for name, file in layout.files.items() if name in names)
    return [*layout.posts, *layout.deleted, *layout.likes, *named]


def _named(kind: str) -> str:
    """Return the usual name of a kind of file."""
    return {"__THAR_CONFIG": "manifest", "follower": "followers"}.get(kind, kind.replace("_", " "))
