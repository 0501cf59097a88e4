"""Table of formats. To add a format: write its module, and add a line here.

`tests/loaders/test_new_loader.py` shows a whole loader, and what is expected of it.
"""

from collections.abc import Iterator, Set
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from tui_feed.models import Record
from tui_feed.sources.container import Container
from tui_feed.sources.file import File


class FileLoader(Protocol):
    """Functions of a loader module, for a format with one file a timeline."""

    def sniff(self, file: File) -> bool:
        """Tell by the structure of the first records whether a file is of this format.

        Raises `InputError` where it is one of its files that never hold a timeline. The text is
        shown only if no other format knows the file, and must be true then.
        """

    def read(self, file: File) -> Iterator[Record]:
        """Yield records as they are read; whatever cannot be used becomes a `Problem`."""

    def raw(self, file: File, post_id: str) -> str | None:
        """Return the record of a post as the file has it, JSON indented; None where it has none."""


class ArchiveLoader(Protocol):
    """Functions of a loader module, for a format with several files a timeline.

    See `FileLoader`. A lone file is a container with one name in it. A module may also offer
    `names_read(container)`, see `Format.names_read`.
    """

    def sniff(self, container: Container) -> bool:
        """Tell by the names of the files and by their first records."""

    def read(self, container: Container) -> Iterator[Record]:
        """Yield the records of all its files."""

    def raw(self, container: Container, post_id: str) -> str | None:
        """Return the record of a post."""


class Format(NamedTuple):
    """Format of a timeline. Its module is imported when a file may be of this format."""

    name: str
    """Name for people."""
    module: str
    """Module of its loader, below this package."""
    hints: tuple[str, ...]
    """Words, in lower case, from the beginning of typical files.

    They only decide which loader is imported and asked first. A format without hints comes last.
    """

    @property
    def archive(self) -> ArchiveLoader:
        """Return the loader of one of `ARCHIVES`."""
        return cast("ArchiveLoader", self._loader())

    @property
    def file(self) -> FileLoader:
        """Return the loader of one of `FILES`."""
        return cast("FileLoader", self._loader())

    def _loader(self) -> object:
        return import_module(f"{__package__}.{self.module}")

    def names_read(self, container: Container) -> Set[str]:
        """Name the members of an archive that its loader reads or reports on by itself.

        Other loaders are asked about the rest. A loader that does not say it accounts for all.
        """
        named = getattr(self._loader(), "names_read", None)
        return container.files.keys() if named is None else cast("Set[str]", named(container))


ARCHIVES = (
    Format("an X data archive", "x.archive", ("window.ytd.", "grailbird.data.")),
    Format("a Mastodon archive", "mastodon", ("activitystreams",)),
    Format("a Bluesky repository (folder)", "bluesky.unpacked", ("app.bsky.",)),
    Format("JSON of gallery-dl", "x.gallery_dl", ('"tweet_id"', '"subcategory"')),
)
"""Formats of several files, in the order in which they are asked."""

FILES = (
    Format("JSON Lines of tui-feed", "native", ('"type"',)),
    Format("JSON of tui-feed in a list", "native_documents", ('"type"',)),
    Format("a Bluesky repository (CAR)", "bluesky.car", ("eroots",)),
    Format("lines of Bluesky's Jetstream", "bluesky.jetstream", ('"time_us"', "jetstream")),
    Format("JSON of Bluesky", "bluesky.api", ("app.bsky.", "at://did:")),
    Format(
        "JSON of X's API v2 (twarc)", "x.api_v2", ('"author_id"', '"username"', '"tweet_count"')
    ),
    Format("JSON of X's web pages", "x.web", ('"tweet_results"', '"tweetresult"', '"rest_id"')),
    Format("an X data archive in one JSON", "x.community_archive", ('"accountid"', '"edit_info"')),
    Format("JSON of X's API v1.1", "x.api_v1", ('"id_str"',)),
    Format("JSON Lines of snscrape or twscrape", "x.scrapers", ('content"', '"followerscount"')),
    Format("a feed (RSS, Atom, JSON Feed)", "feeds", ("<rss", "<feed", "rdf", "jsonfeed.org/")),
    Format("statuses of the Mastodon API", "mastodon.api", ('"acct"', '"favourites_count"')),
    Format("notes of ActivityPub", "mastodon.lone_notes", ("activitystreams",)),
    Format("gallery-dl's JSON of Bluesky", "bluesky.gallery_dl", ('"subcategory"',)),
    Format("notes of Misskey", "misskey", ('"fileids"', '"renoteid"')),
    Format(
        "a download of Threads, Instagram or Facebook",
        "meta",
        ("creation_timestamp", '"attachments"'),
    ),
    Format("JSON Lines of snscrape from other networks", "snscrape", ("snscrape.modules.",)),
    Format("chats of Telegram", "telegram", ('"text_entities"', '"date_unixtime"')),
    Format("flat JSON of a scraper", "tables.flat_json", ("permanenturl", '"full_text"')),
    Format("a table of posts (CSV)", "tables", ("_count", "tweet", "created_at", "timestamp")),
    Format("the text of an X profile page", "page_capture", ("user avatar", "followers", "joined")),
)
"""Formats of one file, in the order in which they are asked."""
