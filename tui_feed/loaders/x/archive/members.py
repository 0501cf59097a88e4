"""Find the parts of an X data archive, in the layout of any year.

Since 2020 posts are in `data/tweets.js`, `data/tweets-part1.js`…; in 2018 and 2019 in `tweet.js`;
before in `data/js/tweets/2015_03.js`, a file for each month. All may be in a further folder.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from tui_feed.loaders.common.json_text import shown
from tui_feed.loaders.x.archive.listed import MANIFEST, listed_files, missing_files
from tui_feed.models import Problem
from tui_feed.sources.container import Container
from tui_feed.sources.file import File

_POSTS = re.compile(
    r"(?P<root>(?:.*/)?)(?:(?P<community>community-)?tweets?(?:-part(?P<part>\d{1,9}))?"
    r"|js/tweets/(?P<month>\d{4}_\d\d))\.js",
    re.DOTALL,
)
_BEGINNING = re.compile(
    r"\ufeff?\s*(?:window\.YTD\.(?P<kind>\w{1,80})\.part\d+"
    r"|Grailbird\.data\.(?P<month>tweets_\w{1,40})"
    r"|window\.(?P<manifest>__THAR_CONFIG)|var (?P<old>user_details|payload_details|tweet_index))"
    r"\s*=",
    re.ASCII,
)
_BESIDE_POSTS = re.compile(
    r"(?P<root>(?:.*/)?)(?:like|deleted-tweets?)(?:-part(?P<part>\d{1,9}))?\.js", re.DOTALL
)
LIKES: Final = ("like",)
"""Kinds of files with likes, by their own first words."""
DELETED: Final = ("deleted_tweets", "deleted_tweet")
"""Kinds of files with deleted posts."""
# A page of its own wants another name for the list: `module.exports = [`, `const tweets = [`.
_BARE = re.compile(
    r"\ufeff?\s*(?:(?:(?:export\s+)?(?:const|let|var)\s+)?[\w.$]{1,80}\s*=)?"
    r'\s*\[\s*\{\s*"tweet"\s*:\s*\{',
    re.ASCII,
)
_BARE_LIKES = re.compile(
    r"\ufeff?\s*(?:(?:(?:(?:export\s+)?(?:const|let|var)\s+)?[\w.$]{1,80}\s*=)?\s*\[\s*)?"
    r'\{\s*"like"\s*:\s*\{\s*"(?:tweetId|fullText|expandedUrl)"\s*:',
    re.ASCII,
)
_KINDS_OF_POSTS = ("tweets", "tweet", "community_tweet", "community_tweets")


class Layout(NamedTuple):
    """Parts of an archive."""

    root: str
    """Prefix of all file names: empty, `data/`, `my-archive/data/`."""
    posts: tuple[File, ...]
    """Files with posts, in order."""
    files: dict[str, File]
    """All files, by name without the prefix."""
    media: dict[str, str]
    """Names of pictures and videos in the container, by name without folders."""
    problems: tuple[Problem, ...]
    """Problems with missing files and files left out."""
    counts: dict[str, int]
    """Number of records in each file, as the archive states it, by the file's name."""
    deleted: tuple[File, ...] = ()
    """The files that hold deleted posts."""
    likes: tuple[File, ...] = ()
    """The files that hold likes."""
    listed: Mapping[str, int | None] = {}
    """Number of records, as the archive lists it, of each file by its name without the root."""


def kind_of(file: File) -> str | None:
    """Return the kind of a file, as named at its beginning: `tweets`, `like`, `manifest`.

    None for files outside such archives, and for unreadable files.
    """
    try:
        head = file.head_text()
    except OSError:  # reported when the whole file is read
        return None
    if found := _BEGINNING.match(head):
        name = found["kind"] or found["old"] or found["manifest"]
        return "tweets" if found["month"] else name
    if _BARE_LIKES.match(head):
        return LIKES[0]
    return "tweets" if _BARE.match(head) and '_text"' in head else None


def holds_posts(file: File) -> bool:
    """Tell whether a file holds posts, as named at its beginning."""
    return kind_of(file) in _KINDS_OF_POSTS


def _is_other(file: File) -> bool:
    """Tell whether a file named like posts states another kind at its beginning."""
    return kind_of(file) is not None and not holds_posts(file)


def named_as_posts(container: Container) -> dict[str, list[str]]:
    """Return the names of files expected to hold posts, in order, by their prefix."""
    found: dict[str, list[tuple[tuple[bool, str, int, str], str]]] = {}
    for name in container.files:
        if name.endswith(".js") and (match := _POSTS.fullmatch(name)):
            order = (bool(match["community"]), match["month"] or "", int(match["part"] or 0), name)
            found.setdefault(match["root"], []).append((order, name))
    return {root: [name for _, name in sorted(named)] for root, named in found.items()}


def root_of(container: Container) -> str:
    """Return the beginning of the names of the archive in the fewest folders; see `Layout.root`."""
    named = named_as_posts(container) or named_beside_posts(container)
    if not named and (account := container.find("account.js")):
        names = (name for name, file in container.files.items() if file is account)
        named = {name.removesuffix("account.js"): [name] for name in names}
    return min(named, key=lambda root: (root.count("/"), -len(named[root]), root), default="")


def folder_of(root: str) -> str:
    """Return the beginning of the names of all files, the pages for a browser included."""
    return root.removesuffix("data/")


def named_beside_posts(container: Container) -> dict[str, list[str]]:
    """Return the names of files of likes and deleted posts, in their order, by their beginning."""
    found: dict[str, list[tuple[int, str]]] = {}
    for name in container.files:
        if name.endswith(".js") and (match := _BESIDE_POSTS.fullmatch(name)):
            found.setdefault(match["root"], []).append((int(match["part"] or 0), name))
    return {root: [name for _, name in sorted(named)] for root, named in found.items()}


def holds_likes(container: Container) -> bool:
    """Tell whether a container has files of likes or deleted posts, by their own first words."""
    named = named_beside_posts(container).get(root_of(container), ())
    return any(kind_of(container.files[name]) in (*LIKES, *DELETED) for name in named)


def layout_of(container: Container) -> Layout:
    """Return the layout of an archive; of several archives, of the one in the fewest folders."""
    if container.lone:
        return _layout_of_lone(container.lone)
    named = named_as_posts(container)
    root = root_of(container)
    files = {
        name.removeprefix(root): file
        for name, file in container.files.items()
        if name.startswith(root)
    }
    problems = [_not_read(container, other) for other in sorted(named) if other != root]
    posts = [container.files[name] for name in named.get(root, ())]
    listed, wrong = listed_files(files)
    problems += [*wrong, *missing_files(listed, files)]
    counts = {
        files[each.file].name: each.records
        for each in listed
        if each.file in files and each.records is not None
    }
    there = [(each, files[each.file]) for each in listed
             if each.is_of_posts and each.file in files]  # fmt: skip
    problems += [
        files[MANIFEST].problem(f"it lists {shown(each.name)}, which holds no posts")
        for each, file in there
        if not holds_posts(file) and MANIFEST in files
    ]
    first = list(dict.fromkeys(file for _, file in there if holds_posts(file)))
    posts = first + [file for file in posts if file not in first]
    problems += [
        file.problem("it holds no posts, and is not read") for file in posts if _is_other(file)
    ]
    posts = [file for file in posts if not _is_other(file)]
    beside = [container.files[name] for name in named_beside_posts(container).get(root, ())]
    media = {name.rpartition("/")[2]: root + name for name in files if "_media/" in name}
    deleted, likes = (tuple(f for f in beside if kind_of(f) in some) for some in (DELETED, LIKES))
    stated = {each.file: each.records for each in listed}
    return Layout(
        root, tuple(posts), files, media, tuple(problems), counts, deleted, likes, stated
    )  # fmt: skip


def _layout_of_lone(file: File) -> Layout:
    kind = kind_of(file)
    deleted, likes = ((file,) if kind in some else () for some in (DELETED, LIKES))
    return Layout("", () if deleted or likes else (file,), {}, {}, (), {}, deleted, likes)


def _not_read(container: Container, root: str) -> Problem:
    reason = "another archive is not read; open it by itself"
    return container.problem(reason, root or "the top folder")
