"""Facts that each format can never state: where a post lacks one, it is unknown and not a no.

A fact that a network does not have is no such fact: no post of Bluesky has a poll, so a repository
that shows none says so. Misskey has no edits; relatives of it that have some state them.
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
"""Module of a format (`registry.Format.module`) -> facts that it can never state."""


def unstated_by(form: Format) -> tuple[Fact, ...]:
    """Return the facts that files of a format can never state."""
    return UNSTATED.get(form.module, ())
