"""Files of the reader's own: read within bounds, and never replaced by less than they held.

Whatever stands in the place of a file (a pipe, a folder, a link), nothing here waits for it.
"""

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

LONGEST_FILE = 2**20
"""Bytes of the longest file that is read whole."""
_PATIENCE = 3.0
"""Seconds that another program may hold a folder."""
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_end(path: Path, most: int = LONGEST_FILE) -> tuple[bytes, bool]:
    """Return the last bytes of a file, and whether they are all; nothing where there is no file.

    Raises `OSError` where it cannot be read, or is no file.
    """
    try:
        number = _opened(path, os.O_RDONLY)
    except FileNotFoundError:
        return b"", True
    with os.fdopen(number, "rb") as file:
        size = os.fstat(number).st_size
        file.seek(max(0, size - most))
        return file.read(most), size <= most


def add_line(path: Path, line: bytes) -> None:
    """Add a line at the end, behind whatever another program adds meanwhile. Raises `OSError`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = _opened(path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
    try:
        end = os.lseek(number, 0, os.SEEK_END)
        is_cut = end > 0 and os.pread(number, 1, end - 1) != b"\n"  # as a full disk leaves it
        _write_all(number, b"\n" * is_cut + line + b"\n")
    finally:
        os.close(number)


def replace(path: Path, data: bytes, *, keeps_old: bool = False) -> str | None:
    """Put data in the place of a file in one step: a crash or a full disk leaves the old one whole.

    A link stays one, and what it leads to keeps its mode. Where what the file held would be lost it
    is kept beside, under a name that is returned. Raises `OSError`.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    mode = _mode_of(target)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    try:
        try:
            _write_all(handle, data)
            if mode is not None:
                os.fchmod(handle, mode)
        finally:
            os.close(handle)
        aside = _keep_aside(target) if keeps_old and mode is not None else None
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return aside


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other programs of ours out of a folder for a moment. Raises `OSError` where one stays.

    A system that knows no such locks does without.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        _lock(number)
        yield
    finally:
        os.close(number)


def _lock(number: int) -> None:
    try:
        import fcntl
    except ImportError:
        return
    until = monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() > until:
                raise OSError(errno.EAGAIN, "another tui-feed is writing there") from None
            sleep(0.002)
        except OSError:
            return
        else:
            return


def _opened(path: Path, flags: int) -> int:
    """Open a file and nothing else; a pipe that nobody writes to is not waited for."""
    with suppress(FileNotFoundError):
        _check(path, path.stat().st_mode)
    number = os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)
    try:
        _check(path, os.fstat(number).st_mode)
    except OSError:
        os.close(number)
        raise
    return number


def _check(path: Path, mode: int) -> None:
    """Raise `OSError` for what is no file, in words."""
    if not stat.S_ISREG(mode):
        kind = next((words for is_one, words in _KINDS if is_one(mode)), "something else")
        raise OSError(errno.EINVAL, f"{path.name} is {kind}, not a file", str(path))


def _mode_of(path: Path) -> int | None:
    """Return the permissions of a file; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    _check(path, found.st_mode)
    return stat.S_IMODE(found.st_mode)


def _keep_aside(path: Path) -> str:
    """Give a file a second name, the first `.kept-N` that is free, and return it."""
    number = 1
    while True:
        aside = path.with_name(f"{path.name}.kept-{number}")
        try:
            _second_name(path, aside)
        except FileExistsError:
            number += 1
        else:
            return aside.name


def _second_name(path: Path, aside: Path) -> None:
    try:
        os.link(path, aside)
        return
    except FileExistsError:
        raise
    except OSError:  # a file system that knows no second names
        number = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with path.open("rb") as old:
            while piece := old.read(LONGEST_FILE):
                _write_all(number, piece)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    finally:
        os.close(number)


def _write_all(number: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(number, rest) :]
