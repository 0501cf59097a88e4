"""One file a format: each tells its own from content and reads it into records."""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from tui_feed.models import Post, Problem, Record
from tui_feed.models.lines import LineBatch
from tui_feed.sources.byte_sources import SharedStdin
from tui_feed.sources.container import Container, open_container
from tui_feed.sources.file import File, InputError, cause, shown_path
from tui_feed.sources.lines import Located
from tui_feed.text.names import shown_name
from tui_feed.text.numbers import counted

__all__ = [
    "ARCHIVES", "FILES", "Container", "File", "Format", "Found", "Input", "InputError",
    "SharedStdin", "cause", "open_container", "open_inputs",
]  # fmt: skip


class FileLoader(Protocol):
    """What the module of a format offers whose timelines are one file each."""

    def sniff(self, file: File) -> bool:
        """Tell from the head whether this is the format.

        Raises `InputError` where it is one of its files that never hold a timeline.
        """

    def read(self, file: File) -> Iterator[Record]:
        """Yield records as they are read; whatever cannot be used becomes a `Problem`."""

    def raw(self, file: File, post_id: str) -> str | None:
        """Return the record of a post as the file has it, JSON indented; None where it has none."""


class ArchiveLoader(Protocol):
    """What the module of a format offers whose timelines are several files. See `FileLoader`."""

    def sniff(self, container: Container) -> bool:
        """Tell by names and heads; a lone file is a container with one name."""

    def read(self, container: Container) -> Iterator[Record]:
        """Yield the records of all its files."""

    def raw(self, container: Container, post_id: str) -> str | None:
        """Return the record of a post."""


class Format(NamedTuple):
    """A format that can be opened. Its module is imported when a file has to be told apart."""

    name: str
    """What people call it."""
    module: str
    """Where its loader is, below this package."""
    signs: tuple[str, ...]
    """Words, in lower case, of which a lone file of it holds one near its beginning; none: any."""

    def may_be(self, head: str) -> bool:
        """Tell whether it is worth importing the loader for a file that begins like this."""
        return not self.signs or any(sign in head for sign in self.signs)

    @property
    def archive(self) -> ArchiveLoader:
        """The module, where it is one of `ARCHIVES`."""
        return cast("ArchiveLoader", import_module(f"{__name__}.{self.module}"))

    @property
    def file(self) -> FileLoader:
        """The module, where it is one of `FILES`."""
        return cast("FileLoader", import_module(f"{__name__}.{self.module}"))


ARCHIVES = (
    Format("an X data archive", "x.archive", ("window.ytd.", "grailbird.data.")),
    Format("a Mastodon archive", "mastodon", ("activitystreams",)),
    Format("JSON of gallery-dl", "x.gallery_dl", ('"tweet_id"', '"subcategory"')),
)
"""The formats of several files, in the order in which they are tried."""

FILES = (
    Format("JSON Lines of tui-feed", "native", ('"type"',)),
    Format("a Bluesky repository (CAR)", "bluesky.car", ("eroots",)),
    Format("JSON of Bluesky", "bluesky.api", ("app.bsky.", "at://did:")),
    Format(
        "JSON of X's API v2 (twarc)", "x.api_v2", ('"text"', '"username"', '"tweet_count"', '"id"')
    ),
    Format("JSON of X's web pages", "x.web", ('"tweet_results"', '"tweetresult"', '"rest_id"')),
    Format("JSON of X's API v1.1", "x.api_v1", ('"id_str"',)),
    Format("JSON Lines of snscrape or twscrape", "x.scrapers", ('content"', '"followerscount"')),
    Format("a feed (RSS, Atom, JSON Feed)", "feeds", ("<rss", "<feed", "rdf", "jsonfeed.org/")),
    Format("the text of an X profile page", "page_capture", ()),
)
"""The formats of one file, in the order in which they are tried."""

_OPENED = (
    "what can be opened are archives of X, Mastodon and Bluesky, JSON of collectors, feeds, "
    "page captures and JSON Lines of tui-feed"
)


class Found(NamedTuple):
    """What came out of an input, and where it stands there."""

    what: Record | LineBatch
    """A record, or many lines of posts."""
    file: int = -1
    """Which of the files it is from that can be read again; -1 where it cannot."""
    at: int | None = None
    """Where its line begins there; None where that does not suffice to read it again."""


def found_at(found: LineBatch | Located, file: int) -> Found:
    """Return what was found in a file that has a number in its input."""
    return Found(found if isinstance(found, LineBatch) else found.record, file, found.at)


def post_of(line: bytes) -> Post:
    """Return the post of a line of native JSON, however it is written. Raises `ValueError`."""
    from tui_feed.loaders import native

    return native.post_of(line)


_OF_THE_SYSTEM = ("Thumbs.db", "desktop.ini")


class Input(NamedTuple):
    """Something that is about to be read: a container, and what reads each part of it."""

    container: Container
    """What was opened."""
    format: Format | None
    """The format of the whole, or of its only file; None where several files each have theirs."""
    files: tuple[tuple[File, Format], ...]
    """The files that each are a timeline; empty where the whole is one."""

    @property
    def name(self) -> str:
        """The file's name."""
        return self.container.name

    @property
    def is_unread(self) -> bool:
        """Whether nothing of it can be read."""
        return self.format is None and not self.files

    def read(self) -> Iterator[Record]:
        """Yield what is left out, and then all records."""
        yield from self.container.problems
        if self.format and not self.files:
            yield from self.format.archive.read(self.container)
        for file, form in self.files:
            yield from form.file.read(file)

    def found(self, file: int) -> Iterator[Found]:
        """Yield what one of the files holds; native JSON Lines by as many as can be."""
        opened, form = self.files[file]
        if form.module != "native":
            yield from map(Found, form.file.read(opened))
            return
        from tui_feed.loaders import native

        number = file if opened.is_itself else -1
        for found in native.batches(opened):
            yield found_at(found, number)

    @property
    def taken(self) -> int:
        """Bytes that were read so far."""
        return sum(file.taken for file, _ in self.files)

    @property
    def size(self) -> int | None:
        """Bytes that there are to read; None where only reading tells."""
        sizes = [file.size for file, _ in self.files]
        return None if not sizes or None in sizes else sum(filter(None, sizes))

    def raw(self, post_id: str) -> str | None:
        """Return the record of a post as it stands here; None where it does not."""
        if self.format and not self.files:
            return self.format.archive.raw(self.container, post_id)
        found = (form.file.raw(file, post_id) for file, form in self.files)
        return next((text for text in found if text is not None), None)


def open_inputs(paths: Sequence[str], shared_stdin: SharedStdin | None = None) -> list[Input]:
    """Open and recognise files, folders and archives; `-` is standard input, or a spool of it.

    Of several, one that cannot be read, or is none of the formats, is an input that holds nothing
    but the problem that says so: what it looks like instead. Raises `InputError` where all are.
    """
    found: list[Input] = []
    errors: list[InputError] = []
    for path in paths:
        try:
            found.append(_recognised(open_container(path, shared_stdin)))
        except InputError as error:
            errors.append(error)
            found.append(_unread(path, error))
    if len(errors) == len(paths) and errors:
        raise InputError("; ".join(map(str, errors[:_MOST_NAMED])) + _others(len(errors)))
    return found


_MOST_NAMED = 3


def _others(count: int) -> str:
    more = counted(count - _MOST_NAMED, "other files")
    return f"; {more} cannot be read either" if count > _MOST_NAMED else ""


def _unread(path: str, error: InputError) -> Input:
    """Return an input of which nothing can be read."""
    shown = shown_path(path)
    name = shown.rpartition("/")[2] or shown
    reason = str(error).removeprefix(f"{shown}: ")
    problem = Problem(place="the whole file", reason=reason, source=name, skipped=True)
    return Input(Container(shown, {}, (problem,)), None, ())


def _recognised(container: Container) -> Input:
    try:
        head = container.lone.head_text().lower() if container.lone else None
        for form in ARCHIVES:
            if (head is None or form.may_be(head)) and form.archive.sniff(container):
                return Input(container, form, ())
        if container.lone:
            form = _format_of(container.lone)
            return Input(container, form, ((container.lone, form),))
    except OSError as error:
        raise InputError(f"{container.path}: {cause(error)}") from None
    return _of_several(container)


def _format_of(file: File) -> Format:
    """Return the format of one file. Raises `InputError` where it is none."""
    if not file.head:
        raise file.fault or InputError(f"{file.path}: it is empty; give a saved timeline")
    head = file.head_text().lower()
    for form in FILES:
        if form.may_be(head) and form.file.sniff(file):
            return form
    from tui_feed.loaders.appearance import appearance  # most files never need it

    raise InputError(f"{file.path}: it looks like {appearance(file)}; {_OPENED}")


def _of_several(container: Container) -> Input:
    """Return each file of a folder or archive that is a timeline by itself."""
    found: list[tuple[File, Format]] = []
    others: dict[str, InputError] = {}
    unread: dict[str, InputError] = {}
    for name, file in container.files.items():
        try:
            found.append((file, _format_of(file)))
        except InputError as error:
            others[name] = error
        except OSError as error:
            unread[name] = InputError(f"{file.path}: {cause(error)}")
        file.forget()
    if not found:
        raise _no_timeline(container, others | unread)
    container.problems += tuple(_left_out(container, others, unread))
    formats = {form for _, form in found}
    return Input(container, formats.pop() if len(formats) == 1 else None, tuple(found))


def _no_timeline(container: Container, others: Mapping[str, InputError]) -> InputError:
    """Say what the first file is, of those that somebody put there."""
    first = next((name for name in others if not _is_of_the_system(name)), next(iter(others)))
    if len(others) == 1:
        return others[first]
    count = f"none of its {len(others):,} files is a timeline"
    return InputError(f"{container.path}: {count}; the first: {others[first]}")


def _left_out(
    container: Container, others: Mapping[str, InputError], unread: Mapping[str, InputError]
) -> Iterator[Problem]:
    """Name what is not read beside the timelines."""
    named = [name for name in others if not _is_of_the_system(name)]
    if named:
        count = counted(len(named), "other files")
        reason = f"{count} not read: no timelines, such as {shown_name(named[0])}"
        yield container.problem(reason)
    if unread:
        count = counted(len(unread), "other files")
        yield container.problem(f"{count} not read, such as {next(iter(unread.values()))}")


def _is_of_the_system(name: str) -> bool:
    """Tell whether a file is one that computers leave in folders and archives by themselves."""
    parts = name.split("/")
    return parts[0] == "__MACOSX" or parts[-1].startswith(".") or parts[-1] in _OF_THE_SYSTEM
