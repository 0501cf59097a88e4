"""List the facts that a format never states: for its posts they are unknown, not absent.

A fact that does not exist on a network is not listed: Bluesky has no polls, so a repository without
polls states this truly. Misskey has no edits; servers with edits, such as CherryPick, state them.
"""

from collections.abc import Mapping
from typing import Final

from tui_feed.loaders.registry import Format
from tui_feed.models import Fact

UNSTATED: Final[Mapping[str, tuple[Fact, ...]]] = {
    "native": (),
    "native_documents": (),
    "x.archive": ("alt", "card", "content_warning", "pinned", "poll"),
    "x.community_archive": ("alt", "card", "content_warning", "pinned", "poll"),
    "x.gallery_dl": ("card", "content_warning", "edited", "poll"),
    "x.api_v1": ("card", "content_warning", "edited", "pinned", "poll"),
    "x.api_v2": ("content_warning", "pinned"),
    "x.web": ("content_warning",),
    "x.scrapers": ("content_warning", "edited"),
    "mastodon": ("card", "pinned"),
    "mastodon.api": (),
    "bluesky.car": ("counts",),
    "bluesky.unpacked": ("counts",),
    "bluesky.jetstream": ("counts",),
    "bluesky.api": (),
    "feeds": ("card", "poll"),
    "bluesky.gallery_dl": (),
    "mastodon.lone_notes": ("card", "pinned"),
    "misskey": ("card", "pinned"),
    "meta": ("alt", "counts", "edited", "pinned", "poll"),
    "telegram": ("card", "pinned"),
    "snscrape": ("edited", "pinned"),
    "tables": ("content_warning", "poll"),
    "tables.flat_json": ("content_warning", "poll"),
    "page_capture": ("edited",),
}
"""Facts never stated, by the module of a format (`registry.Format.module`)."""


def unstated_by(form: Format) -> tuple[Fact, ...]:
    """Return the facts never stated in files of a format."""
    return UNSTATED.get(form.module, ())
