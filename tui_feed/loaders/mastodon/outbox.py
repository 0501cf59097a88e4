"""Find the files of a Mastodon archive: the outbox with the posts, and the files beside it."""

import re
from collections.abc import Iterator

from tui_feed.loaders.common.fields import JsonObject, get_list, get_str
from tui_feed.loaders.common.first_records import first_objects
from tui_feed.loaders.common.json_documents import Document
from tui_feed.loaders.common.json_stream import items
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
    """Return the names of the outbox, the account and the pictures."""
    outbox = next(name for name, file in container.files.items() if file is outbox_of(container))
    root = outbox.removesuffix("outbox.json")
    own = (name for name in container.files if name.startswith(root))
    return {outbox, f"{root}actor.json"} | {name for name in own if _PICTURE.search(name)}


def outbox_of(container: Container) -> File:
    """Return the file with the posts. Raises `InputError` if it is missing."""
    file = container.lone or container.find("outbox.json")
    if file is None:
        raise InputError(f"{container.path}: outbox.json is gone; nothing can be read")
    return file


def activities_in(file: File) -> Iterator[Document | Problem]:
    """Yield the activities of an outbox, with their places."""
    for item in items(file, "orderedItems"):
        if isinstance(item, Problem):
            yield item
        else:
            yield Document(item.value, f"item {item.number:,}")
