"""Mastodon's archive: tar.gz, zip, folder, or its `outbox.json` alone.

`outbox.json` is an OrderedCollection of activities (W3C ActivityPub; Mastodon's documentation,
"ActivityPub": Note, Question, Announce, `quote`, `sensitive`, polls).
"""

from collections.abc import Iterator

from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.mastodon.outbox import OutboxReader
from tui_feed.models import Record
from tui_feed.sources.container import Container
from tui_feed.sources.file import InputError

_OTHER_FILES = ("likes.json", "bookmarks.json", "followers.json", "following.json", "actor.json")
_FIRST_SIGNS = 2_000


def sniff(container: Container) -> bool:
    """Tell by `outbox.json`, or by how a lone file begins.

    Raises `InputError` for another file of the archive.
    """
    lone = container.lone
    if lone is None:
        outbox = container.find("outbox.json")
        return outbox is not None and _is_collection(outbox.head_text())
    head = lone.head_text().lstrip()
    if not head.startswith("{") or "activitystreams" not in head:
        return False
    if _is_collection(head):
        return True
    what = lone.name if lone.name in _OTHER_FILES else "a file"
    raise InputError(
        f"{lone.path}: {what} of a Mastodon archive that holds no timeline; give its outbox.json"
    )


def _is_collection(head: str) -> bool:
    if '"orderedItems"' not in head:
        return False
    start = head[head.index('"orderedItems"') :][:_FIRST_SIGNS]
    return '"type"' in start or "[]" in "".join(start.split())


@record_reader
def read(container: Container) -> Iterator[Record | Read]:
    """Yield the account, and its posts and boosts in the order of the outbox.

    A quote or boost of an own post that has not come yet is held back until it has. Posts that
    were not public are yielded too, with their visibility.
    """
    yield from OutboxReader(container).records()


raw = read.original
"""Return the activity of a post, JSON indented; None where the archive has none."""
