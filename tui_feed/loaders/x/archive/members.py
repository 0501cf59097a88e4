"""Find the parts of an X data archive, in the layout of any year.

Since 2020 posts are in `data/tweets.js`, `data/tweets-part1.js`…; in 2018 and 2019 in `tweet.js`;
before in `data/js/tweets/2015_03.js`, a file for each month. All may be in a further folder.
"""

import re
from typing import NamedTuple

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
_BARE = re.compile(r'\ufeff?\s*\[\s*\{\s*"tweet"\s*:\s*\{')
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
    """Number of posts in each file as listed in the archive, by file name."""


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


def root_of(named: dict[str, list[str]]) -> str:
    """Return the prefix of the archive in the fewest folders; see `Layout.root`."""
    return min(named, key=lambda root: (root.count("/"), -len(named[root]), root), default="")


def layout_of(container: Container) -> Layout:
    """Return the layout of an archive; of several archives, of the one in the fewest folders."""
    if container.lone:
        return Layout("", (container.lone,), {}, {}, (), {})
    named = named_as_posts(container)
    root = root_of(named)
    files = {
        name.removeprefix(root): file
        for name, file in container.files.items()
        if name.startswith(root)
    }
    problems = [_not_read(container, other) for other in sorted(named) if other != root]
    posts = [container.files[name] for name in named.get(root, ())]
    listed, wrong = listed_files(files)
    problems += [*wrong, *missing_files(listed, files)]
    there = [(each, files[each.file]) for each in listed if each.file in files]
    problems += [
        files[MANIFEST].problem(f"it lists {shown(each.name)}, which holds no posts")
        for each, file in there
        if not holds_posts(file) and MANIFEST in files
    ]
    first = list(dict.fromkeys(file for _, file in there if holds_posts(file)))
    posts = first + [file for file in posts if file not in first]
    counts = {file.name: each.posts for each, file in there if each.posts is not None}
    problems += [
        file.problem("it holds no posts, and is not read") for file in posts if _is_other(file)
    ]
    posts = [file for file in posts if not _is_other(file)]
    media = {name.rpartition("/")[2]: root + name for name in files if "_media/" in name}
    return Layout(root, tuple(posts), files, media, tuple(problems), counts)


def _not_read(container: Container, root: str) -> Problem:
    reason = "another archive is not read; open it by itself"
    return container.problem(reason, root or "the top folder")
