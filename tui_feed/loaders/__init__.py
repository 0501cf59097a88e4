"""One file a format: each tells its own from content and reads it into records."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import chain
from typing import NamedTuple, Protocol, cast

from tui_feed.loaders.container import Container, InputError, open_container
from tui_feed.model import Record

__all__ = ["FORMATS", "Container", "Format", "InputError", "open_container", "read", "recognise"]


class _Loader(Protocol):
    """What the module of a format offers."""

    def sniff(self, container: Container) -> bool:
        """Tell from the head whether this is the format.

        Raises `InputError` where it is one of its files that never hold a timeline.
        """

    def read(self, container: Container) -> Iterator[Record]:
        """Yield records as they are read; whatever cannot be used becomes a `Problem`."""


class Format(NamedTuple):
    """A format that can be opened. Its module is imported when a file has to be told apart."""

    name: str
    """What people call it."""
    module: str
    """Where its loader is, below this package."""

    @property
    def loader(self) -> _Loader:
        """The module that reads it."""
        return cast("_Loader", import_module(f"{__name__}.{self.module}"))


FORMATS = (
    Format("JSON Lines of tui-feed", "native"),
    Format("the text of an X profile page", "page_text"),
)
"""All formats, in the order in which they are tried."""


def recognise(container: Container) -> Format:
    """Return the format of a file.

    Raises `InputError` where it is none of `FORMATS`: it says what the file looks like instead.
    """
    for candidate in FORMATS:
        if candidate.loader.sniff(container):
            return candidate
    from tui_feed.loaders.appearance import appearance  # most files never need it

    known = " and ".join(candidate.name for candidate in FORMATS)
    seems = appearance(container)
    raise InputError(f"{container.path}: it looks like {seems}; what can be opened is {known}")


def read(paths: Sequence[str]) -> Iterator[Record]:
    """Yield the records of files, one file after the other; `-` is standard input.

    All files are opened and recognised before the first is read. Raises `InputError` at once
    where one cannot be.
    """
    found = [(container, recognise(container)) for container in map(open_container, paths)]
    return chain.from_iterable(form.loader.read(container) for container, form in found)
