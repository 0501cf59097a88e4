"""List the formats. To add a format, write its module and add a line here.

`tests/loaders/test_new_loader.py` shows a complete loader and the requirements for it.
"""

from collections.abc import Iterator, Set
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from tui_feed.models import Record
from tui_feed.sources.container import Container
from tui_feed.sources.file import File


class FileLoader(Protocol):
    """Functions of a loader module for a format in which each file is a timeline."""

    def sniff(self, file: File) -> bool:
        """Tell whether a file is of this format, by the structure of the first records.

        Raises `InputError` for files of the format that never hold a timeline. The message is shown
        only if no other format accepts the file, and must be true then.
        """

    def read(self, file: File) -> Iterator[Record]:
        """Yield records while reading; unusable input becomes a `Problem`."""

    def raw(self, file: File, post_id: str) -> str | None:
        """Return the original record of a post, JSON indented; None if the file has none."""


class ArchiveLoader(Protocol):
    """Functions of a loader module for a format in which several files are a timeline.

    See `FileLoader`. A lone file is a container with a single name. A module may also offer
    `names_read(container)`, see `Format.names_read`.
    """

    def sniff(self, container: Container) -> bool:
        """Tell whether files are of this format, by their names and first records."""

    def read(self, container: Container) -> Iterator[Record]:
        """Yield the records of all files."""

    def raw(self, container: Container, post_id: str) -> str | None:
        """Return the original record of a post; None if no file has such a post."""


class Format(NamedTuple):
    """Format of a timeline; its module is imported when a file may be of this format."""

    name: str
    """Name for users."""
    module: str
    """Module of the loader, relative to this package."""
    hints: tuple[str, ...]
    """Words, in lower case, from the beginning of typical files.

    They decide only the order of imports and attempts. A format without hints comes last.
    """

    @property
    def archive(self) -> ArchiveLoader:
        """Return the loader of a format in `ARCHIVES`."""
        return cast("ArchiveLoader", self._loader())

    @property
    def file(self) -> FileLoader:
        """Return the loader of a format in `FILES`."""
        return cast("FileLoader", self._loader())

    def _loader(self) -> object:
        return import_module(f"{__package__}.{self.module}")

    def names_read(self, container: Container) -> Set[str]:
        """Return the names of the members that the loader reads or reports on.

        Other loaders are tried on the rest. A loader without `names_read` accounts for all members.
        """
        named = getattr(self._loader(), "names_read", None)
        return container.files.keys() if named is None else cast("Set[str]", named(container))


ARCHIVES = (
    Format("an X data archive", "x.archive", ("window.ytd.", "grailbird.data.")),
    Format("a Mastodon archive", "mastodon", ("activitystreams",)),
    Format("a Bluesky repository (folder)", "bluesky.unpacked", ("app.bsky.",)),
    Format("JSON of gallery-dl", "x.gallery_dl", ('"tweet_id"', '"subcategory"')),
)
"""Formats of several files, in the order of recognition."""

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
"""Formats of a single file, in the order of recognition."""
