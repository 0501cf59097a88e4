"""Read the list of an archive's files: `manifest.js` since 2019, `tweet_index.js` before."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from tui_feed.loaders.common.fields import JsonObject, get_count, get_list, get_obj, get_str
from tui_feed.loaders.common.json_text import JsonError, parse_json, shown
from tui_feed.models import Problem
from tui_feed.sources.file import File
from tui_feed.text.numbers import counted

MANIFEST: Final = "manifest.js"
"""Name of the list in archives since 2019."""
INDEX: Final = "js/tweet_index.js"
"""Name of the list in older archives."""
_KINDS: Final = ("tweets", "tweet", "communityTweet", "communityTweets")
_ALSO_SHOWN: Final = ("like", "deletedTweets", "noteTweet")
_MOST_NAMED: Final = 12


class Listed(NamedTuple):
    """File of a list."""

    name: str
    """Name as it is listed."""
    records: int | None
    """Number of its records; None where the list does not say."""
    kind: str = _KINDS[0]
    """Kind of its records, as a manifest names it."""

    @property
    def is_of_posts(self) -> bool:
        """Tell whether it should hold posts of the owner."""
        return self.kind in _KINDS

    @property
    def is_shown(self) -> bool:
        """Tell whether its records are shown, or are parts of posts."""
        return self.kind in (*_KINDS, *_ALSO_SHOWN)

    @property
    def file(self) -> str:
        """Name without the folder of the archive's data."""
        return self.name.replace("\\/", "/").removeprefix("data/")


def listed_files(files: Mapping[str, File]) -> tuple[list[Listed], list[Problem]]:
    """Return the files listed by an archive, files with posts first, in the order of the list."""
    found: list[Listed] = []
    problems: list[Problem] = []
    for name, read in ((MANIFEST, _of_manifest), (INDEX, _of_index)):
        if name not in files:
            continue
        try:
            found += read(_value_of(files[name]))
        except JsonError as error:
            reason = f"{error.reason}; the parts of the archive were found by their names"
            problems.append(files[name].problem(reason))
    return found, problems


def missing_files(listed: list[Listed], files: Mapping[str, File]) -> Iterator[Problem]:
    """Name the files that are listed and not there, and how many records they held."""
    missing = [each for each in listed if each.file not in files and each.records != 0]
    for source, is_month, is_shown in (
        (MANIFEST, False, True),
        (MANIFEST, False, False),
        (INDEX, True, True),
    ):
        gone = [each for each in missing if each.is_shown == is_shown
                and each.file.startswith("js/") == is_month]  # fmt: skip
        if gone and source in files:
            named = ", ".join(shown(each.name) for each in gone[:_MOST_NAMED])
            more = f" and {len(gone) - _MOST_NAMED:,} more" if len(gone) > _MOST_NAMED else ""
            verb = "which is not there" if len(gone) == 1 else "which are not there"
            count = sum(each.records or 0 for each in gone)
            are_posts = all(each.is_of_posts for each in gone)
            held = f" ({counted(count, 'posts' if are_posts else 'records')})" if count else ""
            yield files[source].problem(f"it lists {named}{more}, {verb}{held}")


def _value_of(file: File) -> Any:  # noqa: ANN401 - JSON
    return parse_json(file.text().text.partition("=")[2].strip().removesuffix(";"))


def _of_manifest(stated: JsonObject) -> list[Listed]:
    kinds = [kind for kind in get_obj(stated, "dataTypes") if kind not in _KINDS]
    return [
        Listed(name, get_count(entry, "count"), kind)
        for kind in (*_KINDS, *kinds)
        for entry in get_list(stated, "dataTypes", kind, "files")
        if (name := get_str(entry, "fileName"))
    ]


def _of_index(stated: Any) -> list[Listed]:  # noqa: ANN401 - JSON
    """Read the list of months, which begins with the newest."""
    return [
        Listed(name, get_count(month, "tweet_count"))
        for month in reversed(get_list({"": stated}, ""))
        if (name := get_str(month, "file_name"))
    ]
