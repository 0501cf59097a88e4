"""Find the files of a Mastodon archive: the outbox with the posts, and the files beside it."""

import re
from collections.abc import Iterable, Iterator

from tui_feed.loaders.common.fields import JsonObject, get_list, get_obj, get_str
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import Document, documents
from tui_feed.loaders.common.json_stream import items
from tui_feed.loaders.mastodon.saved_posts import BOOKMARKS, LIKES
from tui_feed.models import Problem
from tui_feed.sources.container import Container
from tui_feed.sources.file import File, InputError

_PICTURE = re.compile(r"(?:^|/)(?:media_attachments/.*|(?:avatar|header)\.\w+)$", re.DOTALL)
_OTHER_FILES = ("likes.json", "bookmarks.json", "followers.json", "following.json", "actor.json")


def sniff(container: Container) -> bool:
    """Tell whether `outbox.json`, or a lone file, holds activities.

    Raises `InputError` for another file of the archive.
    """
    lone = container.lone
    file = lone or container.find("outbox.json")
    objects = first_objects(file) if file else ()
    if any(map(_is_outbox, objects)):
        return True
    if lone and any(map(_is_of_archive, objects)):
        what = lone.name if lone.name in _OTHER_FILES else "a file"
        raise InputError(
            f"{lone.path}: {what} of a Mastodon archive that holds no timeline; "
            "give its outbox.json"
        )
    return False


def _is_of_archive(value: JsonObject) -> bool:
    """Tell whether an object is a list of addresses or an account, not a lone post."""
    is_list = "orderedItems" in value or get_str(value, "preferredUsername") is not None
    return is_list and "activitystreams" in str(value.get("@context"))


def _is_outbox(value: JsonObject) -> bool:
    """Tell whether an object is a list of activities or empty, not a list of addresses."""
    listed = value.get("orderedItems")
    if not isinstance(listed, list):
        return False
    if not listed:
        return "activitystreams" in str(value.get("@context"))
    return any(get_str(each, "type") for each in get_list(value, "orderedItems"))


def names_read(container: Container) -> set[str]:
    """Name the outbox, the account, the lists of likes and bookmarks, and the pictures."""
    root = _root(container)
    own = (name for name in container.files if name.startswith(root))
    beside = {f"{root}{name}" for name in ("outbox.json", "actor.json", LIKES, BOOKMARKS)}
    return beside | {name for name in own if _PICTURE.search(name)}


def _root(container: Container) -> str:
    """Return the beginning of the names of an archive."""
    file = outbox_of(container)
    outbox = next(name for name, each in container.files.items() if each is file)
    return outbox.removesuffix("outbox.json")


def beside_outbox(container: Container, name: str) -> File | None:
    """Return a file of the archive by its name; None for a lone file, or where it is not there."""
    return None if container.lone else container.files.get(_root(container) + name)


def outbox_of(container: Container) -> File:
    """Return the file with the posts. Raises `InputError` if it is missing."""
    file = container.lone or container.find("outbox.json")
    if file is None:
        raise InputError(f"{container.path}: outbox.json is gone; nothing can be read")
    return file


def activities_in(file: File) -> Iterator[Document | Problem]:
    """Yield the activities of an outbox, or of all its pages, with their places."""
    if len(first_objects(file)) > 1:
        yield from listed(documents(file))
        return
    for item in items(file, "orderedItems"):
        if isinstance(item, Problem):
            yield item
        else:
            yield Document(item.value, f"item {item.number:,}")


def listed(found: Iterable[Document | Problem]) -> Iterator[Document | Problem]:
    """Yield the activities of collections, and what is no collection as it is."""
    for document in found:
        if isinstance(document, Problem) or not (activities := activities_of(document.value)):
            yield document
            continue
        for number, value in enumerate(activities, 1):
            yield Document(value, f"{document.place}, item {number:,}".removeprefix(", "))


def activities_of(value: object) -> list[object]:
    """Return the activities of a collection, or of its first page where that lies in it."""
    first = get_obj(value, "first")
    for holder in (value, first) if isinstance(value, dict) else ():
        for key in ("orderedItems", "items"):
            if isinstance(found := holder.get(key), list) and found:
                return found
    return []
