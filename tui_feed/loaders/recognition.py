"""Recognise inputs: find the loader of each file, or the reason why it has none.

A format is recognised by the structure of its first records. Every format is tried before a file is
refused, and the refusal names the kind of the file.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tui_feed.loaders import registry
from tui_feed.loaders.inputs import Input
from tui_feed.loaders.refusals import Refusal
from tui_feed.loaders.registry import Format
from tui_feed.models import Problem
from tui_feed.sources.byte_sources import SharedStdin
from tui_feed.sources.container import (
    MOST_MEMBERS,
    Container,
    is_packed,
    open_container,
    unpacked_container,
)
from tui_feed.sources.errors import InputError, cause, shown_path
from tui_feed.sources.file import File
from tui_feed.sources.signatures import is_binary, signature_of
from tui_feed.sources.split_parts import joining_advice
from tui_feed.text.numbers import counted

if TYPE_CHECKING:
    from tui_feed.sources.packed.limits import InnerLimits

DEEPEST_ARCHIVE = 2
"""Maximum depth of archives inside the given archive."""

_OPENED = (
    "what can be opened are archives of X, Mastodon and Bluesky, JSON of collectors, feeds, "
    "tables of posts, page captures and JSON Lines of tui-feed"
)
_OF_THE_SYSTEM = ("Thumbs.db", "desktop.ini")
_MOST_NAMED = 3


def open_inputs(paths: Sequence[str], shared_stdin: SharedStdin | None = None) -> list[Input]:
    """Open and recognise files, folders and archives; `-` is `shared_stdin` or standard input.

    An input that cannot be read, or has no known format, contains only a problem with the reason.
    Raises `InputError` if no input can be read.
    """
    found: list[Input] = []
    errors: list[InputError] = []
    for path in paths:
        try:
            found.append(_recognised(open_container(path, shared_stdin)))
        except InputError as error:
            errors.append(error)
            found.append(_unreadable_input(path, error))
    if len(errors) == len(paths) and errors:
        raise InputError("; ".join(map(str, errors[:_MOST_NAMED])) + _count_of_others(len(errors)))
    return found


def _count_of_others(count: int) -> str:
    more = counted(count - _MOST_NAMED, "other files")
    return f"; {more} cannot be read either" if count > _MOST_NAMED else ""


def _unreadable_input(path: str, error: InputError) -> Input:
    """Return an input that holds only the problem."""
    shown = shown_path(path)
    name = shown.rpartition("/")[2] or shown
    reason = str(error).removeprefix(f"{shown}: ")
    problem = Problem(place="the whole file", reason=reason, source=name, skipped=True)
    return Input(Container(shown, {}, (problem,)))


# Which loader


def _recognised(container: Container) -> Input:
    """Return a container with the loaders of its files. Raises `InputError` without any loader."""
    try:
        if lone := container.lone:
            return _recognised_file(container, lone)
        return _Members(container).recognised()
    except OSError as error:
        raise InputError(f"{container.path}: {cause(error)}") from None


def _recognised_file(container: Container, file: File) -> Input:
    found = _format_of(file)
    if isinstance(found, Refusal):
        raise found.error()
    if found in registry.ARCHIVES:
        return Input(container, archives=((container, found),))
    return Input(container, files=((file, found),))


def _format_of(file: File) -> Format | Refusal:
    """Return the format of a file, or the reason for refusing it."""
    if not file.head:
        return _refusal_of_empty(file)
    refusal: Refusal | None = None
    for form in _hinted_first((*registry.ARCHIVES, *registry.FILES), file):
        try:
            if form in registry.ARCHIVES:
                is_known = form.archive.sniff(Container.of_file(file))
            else:
                is_known = form.file.sniff(file)
        except InputError as error:
            refusal = refusal or Refusal.of_error(file, error)
        else:
            if is_known:
                return form
    if refusal:
        return refusal
    if advice := joining_advice(file.name, None if file.grows else file.on_disk):
        return Refusal(file, advice)
    from tui_feed.loaders.appearance import appearance  # rarely needed

    seems = appearance(file)
    advice = f"unpack it first; {_OPENED}" if seems.endswith(" archive") else _OPENED
    return Refusal(file, f"it looks like {seems}", advice)


def _refusal_of_empty(file: File) -> Refusal:
    if file.fault:
        return Refusal(file, cause(file.fault))
    return Refusal(file, "it is empty", "give a saved timeline")


def _hinted_first(formats: Sequence[Format], file: File) -> Iterator[Format]:
    """Yield formats, first those with a hint in the head; none for a picture."""
    if signature_of(file.head) and is_binary(file.head):
        return
    head = file.head_text().lower()
    others = []
    for form in formats:
        if any(hint in head for hint in form.hints):
            yield form
        else:
            others.append(form)
    yield from others


# Folders and archives


class _Members:
    """Recogniser of the members of a folder or archive, with members of inner archives."""

    def __init__(
        self, container: Container, depth: int = 0, limits: "InnerLimits | None" = None
    ) -> None:
        self._container = container
        self._depth = depth
        self._limits = limits
        self._archives: list[tuple[Container, Format]] = []
        self._files: list[tuple[File, Format]] = []
        self._left_out: dict[str, Refusal] = {}
        self._problems: list[Problem] = []

    def recognised(self) -> Input:
        """Return the members as an input. Raises `InputError` if no member is a timeline."""
        rest, refusal = self._recognise_archives()
        for name, file in rest.items():
            self._recognise_member(name, file)
            file.forget()
        if not self._archives and not self._files:
            raise refusal or _no_timeline(self._container, self._left_out)
        self._container.problems += tuple(self._problems)
        found = tuple(self._files), tuple(self._archives)
        return Input(self._container, *found, self._left_out)

    def _recognise_archives(self) -> tuple[Mapping[str, File], InputError | None]:
        """Try the formats of several files, repeatedly on the rest.

        Return the members left over, and the first refusal.
        """
        rest, refusal = self._container.files, None
        for form in registry.ARCHIVES:
            try:
                while rest and form.archive.sniff(part := Container(self._container.path, rest)):
                    names = rest.keys() & form.names_read(part) or rest.keys()
                    own = {name: file for name, file in rest.items() if name in names}
                    self._archives.append((Container(part.path, own), form))
                    rest = {name: file for name, file in rest.items() if name not in names}
            except InputError as error:
                refusal = refusal or error
        return rest, refusal

    def _recognise_member(self, name: str, file: File) -> None:
        """Find the loader of a member, or note the reason why it has none."""
        try:
            if is_packed(file) and self._depth < DEEPEST_ARCHIVE:
                self._open(name, file)
                return
            found = _format_of(file)
        except OSError as error:
            found = Refusal(file, cause(error))
        except InputError as error:
            found = Refusal.of_error(file, error)
        self._note(name, file, found)

    def _note(self, name: str, file: File, found: Format | Refusal) -> None:
        if isinstance(found, Refusal):
            if not is_of_the_system(name):
                self._left_out[name] = found
        elif found in registry.ARCHIVES:
            self._archives.append((Container.of_file(file), found))
        else:
            self._files.append((file, found))

    def _open(self, name: str, file: File) -> None:
        """Open an inner archive and recognise its members. Raises `InputError` and `OSError`."""
        from tui_feed.sources.packed.limits import InnerLimits

        self._limits = self._limits or InnerLimits(MOST_MEMBERS)
        inner = unpacked_container(file, self._limits)
        if inner.lone:
            self._note(name, inner.lone, _format_of(inner.lone))
            inner.lone.forget()
            return
        found = _Members(inner, self._depth + 1, self._limits).recognised()
        self._archives += found.archives
        self._files += found.files
        self._problems += inner.problems
        for member, refusal in found.left_out.items():
            self._left_out[f"{name}/{member}"] = refusal


def _no_timeline(container: Container, left_out: Mapping[str, Refusal]) -> InputError:
    """Return the error for a container without a timeline, with the reason of its first file."""
    refused = list(left_out.values())
    if not refused:
        return InputError(f"{container.path}: there is no file in it; give a saved timeline")
    if len(refused) == 1:
        return refused[0].error()
    count = f"none of its {len(refused):,} files is a timeline"
    return InputError(f"{container.path}: {count}; the first: {refused[0].error()}")


def is_of_the_system(name: str) -> bool:
    """Tell whether a file was written into a folder or archive by an operating system."""
    parts = name.split("/")
    return parts[0] == "__MACOSX" or parts[-1].startswith(".") or parts[-1] in _OF_THE_SYSTEM
