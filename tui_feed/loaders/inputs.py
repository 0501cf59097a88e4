"""Connect containers to the loaders of their files."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tui_feed.loaders.common.record_reader import batches_by
from tui_feed.loaders.refusals import Refusal
from tui_feed.loaders.registry import Format
from tui_feed.models import Post, Problem, Record
from tui_feed.models.lines import LineBatch
from tui_feed.sources.container import Container
from tui_feed.sources.file import File
from tui_feed.sources.lines import LocatedRecord


class Found(NamedTuple):
    """Record, or a batch of canonical lines, with its position for reading it again."""

    what: Record | LineBatch
    """Record or batch."""
    file: int = -1
    """Number of the file in its input; -1 if it cannot be read again."""
    at: int | None = None
    """Offset of the line in the file; None if it cannot be read again by offset."""


def found_at(found: LineBatch | LocatedRecord, file: int) -> Found:
    """Return a record or a batch with the number of its file in the input."""
    return Found(found if isinstance(found, LineBatch) else found.record, file, found.at)


def post_of(line: bytes) -> Post:
    """Return the post of a native line in any spelling. Raises `ValueError` without one."""
    from tui_feed.loaders import native

    return native.post_of(line)


class Input(NamedTuple):
    """Container and the loaders of its files."""

    container: Container
    """Folder, archive or single file."""
    files: tuple[tuple[File, Format], ...] = ()
    """Files that are a timeline each, with their formats."""
    archives: tuple[tuple[Container, Format], ...] = ()
    """Archives that are a timeline as a whole, with their formats."""
    left_out: Mapping[str, Refusal] = {}
    """Members without a loader, by name."""

    @property
    def name(self) -> str:
        """Return the name of the file or folder."""
        return self.container.name

    @property
    def format(self) -> Format | None:
        """Return the format of all parts; None for several formats, or none."""
        formats = {form for _, form in self.files} | {form for _, form in self.archives}
        return formats.pop() if len(formats) == 1 else None

    @property
    def is_unread(self) -> bool:
        """Tell whether no part has a loader."""
        return not self.files and not self.archives

    def read(self) -> Iterator[Record]:
        """Yield all records: first problems of the container, last of members without a loader."""
        yield from self.before_files()
        for file, form in self.files:
            yield from form.file.read(file)
        yield from self.after_files()

    def before_files(self) -> Iterator[Record]:
        """Yield the problems of the container, and the records of whole archives."""
        yield from self.container.problems
        for container, form in self.archives:
            yield from form.archive.read(container)

    def found_in(self, archive: int) -> Iterator[Found]:
        """Yield the records of one of the archives, with as many posts together as can be."""
        container, form = self.archives[archive]
        return map(Found, batches_by(form.archive.read, container))

    def after_files(self) -> Iterator[Problem]:
        """Yield problems for members without a loader."""
        if self.left_out:
            from tui_feed.loaders.left_out import problems_of  # rarely needed

            yield from problems_of(self.container, self.left_out)

    def found(self, file: int) -> Iterator[Found]:
        """Yield the records of one of the files, with as many posts together as can be."""
        opened, form = self.files[file]
        if form.module != "native":
            yield from map(Found, batches_by(form.file.read, opened))
            return
        from tui_feed.loaders import native

        number = file if opened.can_reread_lines else -1
        for found in native.batches(opened):
            yield found_at(found, number)

    @property
    def taken(self) -> int:
        """Return the number of bytes read so far."""
        return sum(file.taken for file, _ in self.files)

    @property
    def size(self) -> int | None:
        """Return the number of bytes to read; None if it is unknown before the end."""
        sizes = [file.size for file, _ in self.files]
        return None if self.archives or not sizes or None in sizes else sum(filter(None, sizes))

    def raw(self, post_id: str) -> str | None:
        """Return the original record of a post; None if the input has no such post."""
        archives = (form.archive.raw(container, post_id) for container, form in self.archives)
        files = (form.file.raw(file, post_id) for file, form in self.files)
        for found in (archives, files):
            if text := next((each for each in found if each is not None), None):
                return text
        return None
