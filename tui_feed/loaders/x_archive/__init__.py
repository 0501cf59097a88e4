"""X's data archive: a zip, a folder or one of its files (`tweets.js`), of every era of its layout.

X describes the files in the archive's own README; what they look like was counted on real ones. The
files are JavaScript: a name, `=`, and JSON. E-mail and phone, in `account.js`, are never read.
"""

import re
from collections.abc import Iterator

from tui_feed.loaders.container import Container
from tui_feed.loaders.file import File, InputError
from tui_feed.loaders.json_stream import Item, items
from tui_feed.loaders.json_text import pretty
from tui_feed.loaders.x_archive.layout import id_of, tweet_files, unwrapped
from tui_feed.loaders.x_archive.reader import Reader
from tui_feed.model import Record

_YTD = re.compile(r"\s*window\.YTD\.(?P<kind>\w+?)\.part\d+\s*=")
_GRAILBIRD = re.compile(r"\s*Grailbird\.data\.tweets_\w+\s*=")
_OF_TWEETS = ("tweets", "tweet", "community_tweet")


def sniff(container: Container) -> bool:
    """Tell by the names of its files, or by how a lone file begins.

    Raises `InputError` for another file of the archive, and for an archive without posts.
    """
    if container.lone:
        return _sniff_lone(container.lone)
    if tweet_files(container):
        return any(_begins(file) for file in tweet_files(container)[:3])
    if container.find("data/manifest.js") or container.find("data/account.js"):
        raise InputError(f"{container.path}: an X data archive without tweets.js; nothing to show")
    return False


def _sniff_lone(file: File) -> bool:
    head = file.head_text()[:400].lstrip("\ufeff")
    if _GRAILBIRD.match(head):
        return True
    found = _YTD.match(head)
    if not found:
        return False
    if found["kind"] in _OF_TWEETS:
        return True
    raise InputError(
        f"{file.path}: the {found['kind']} of an X data archive, which hold no timeline; "
        "give its tweets.js, or the whole archive"
    )


def _begins(file: File) -> bool:
    head = file.head_text()[:400].lstrip("\ufeff")
    return bool(_YTD.match(head) or _GRAILBIRD.match(head))


def read(container: Container) -> Iterator[Record]:
    """Yield the account, then posts as they stand in the files.

    Posts that quote another post of the account, or that were edited, come at the end: what they
    need may stand anywhere in the files.
    """
    yield from Reader(container).records()


def raw(container: Container, post_id: str) -> str | None:
    """Return the record of a post, with the other versions of it where it was edited."""
    for file in tweet_files(container):
        for item in items(file):
            if isinstance(item, Item) and post_id in item.text:
                tweet = unwrapped(item.value)
                if id_of(tweet) == post_id:
                    return pretty(item.value)
    return None
