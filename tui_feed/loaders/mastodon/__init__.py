"""Read Mastodon's archive: tar.gz, zip, folder, or its `outbox.json` alone.

Format: `outbox.json` is an OrderedCollection of activities (W3C ActivityPub; Mastodon's
documentation, "ActivityPub": Note, Question, Announce, `quote`, `sensitive`, polls).
"""

from collections.abc import Iterator

from tui_feed.loaders.common.record_reader import Read, record_reader
from tui_feed.loaders.mastodon.activities import ActivityReader
from tui_feed.loaders.mastodon.outbox import activities_in, names_read, outbox_of, sniff
from tui_feed.models import Record
from tui_feed.sources.container import Container

__all__ = ["names_read", "raw", "read", "sniff"]


@record_reader
def read(container: Container) -> Iterator[Record | Read]:
    """Yield the profile, then posts and boosts in the order of the outbox.

    A quote or boost of an own post waits until the own post is read. Posts that were not public are
    yielded too, with their visibility.
    """
    file = outbox_of(container)
    yield from ActivityReader(container, file, activities_in(file)).records()


raw = read.original
"""Return the activity of a post, JSON indented; None if the archive has no such post."""
