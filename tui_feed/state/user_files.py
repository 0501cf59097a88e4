"""The reader's own files: read up to a limit, and replaced without loss.

A pipe, a folder or a link in place of a file never blocks the program.
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
"""Bytes of the longest file read whole."""
_LOCK_SECONDS = 3.0
"""Seconds to wait for another program's lock."""
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_end(path: Path, most: int = LONGEST_FILE) -> tuple[bytes, bool]:
    """Return the last bytes of a file, and whether they are the whole file; b"" without a file.

    Raises `OSError` for an unreadable file, or for a pipe, a folder and the like.
    """
    try:
        number = _open_file(path, os.O_RDONLY)
    except FileNotFoundError:
        return b"", True
    with os.fdopen(number, "rb") as file:
        size = os.fstat(number).st_size
        file.seek(max(0, size - most))
        return file.read(most), size <= most


def add_line(path: Path, line: bytes) -> None:
    """Append a line; lines of other programs are safe meanwhile. Raises `OSError`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = _open_file(path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
    try:
        end = os.lseek(number, 0, os.SEEK_END)
        is_cut = end > 0 and os.pread(number, 1, end - 1) != b"\n"  # after a write to a full disk
        _write_all(number, b"\n" * is_cut + line + b"\n")
    finally:
        os.close(number)


def replace(path: Path, data: bytes, *, keeps_old: bool = False) -> str | None:
    """Replace a file in a single step: after a crash or on a full disk, the old file is intact.

    A link stays a link, and its target keeps its mode. With `keeps_old`, the old file stays under
    another name, which is returned. Raises `OSError`.
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
        backup = _back_up(target) if keeps_old and mode is not None else None
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return backup


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Lock a folder against other instances. Raises `OSError` after some seconds of waiting.

    Without support for locks, nothing is locked.
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
    until = monotonic() + _LOCK_SECONDS
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


def _open_file(path: Path, flags: int) -> int:
    """Open a regular file, without waiting at a pipe."""
    with suppress(FileNotFoundError):
        check_regular(path, path.stat().st_mode)
    number = os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)
    try:
        check_regular(path, os.fstat(number).st_mode)
    except OSError:
        os.close(number)
        raise
    return number


def check_regular(path: Path, mode: int) -> None:
    """Raise a readable `OSError` for anything but a regular file."""
    if not stat.S_ISREG(mode):
        kind = next((words for is_one, words in _KINDS if is_one(mode)), "something else")
        raise OSError(errno.EINVAL, f"{path.name} is {kind}, not a file", str(path))


def _mode_of(path: Path) -> int | None:
    """Return the permissions of a file; None without a file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    check_regular(path, found.st_mode)
    return stat.S_IMODE(found.st_mode)


def set_aside(path: Path) -> str:
    """Give a file another name, the first free `.kept-N`, and return it. Raises `OSError`."""
    backup = _back_up(path)
    path.unlink()
    return backup


def _back_up(path: Path) -> str:
    """Give a file a second name, the first free `.kept-N`, and return it."""
    number = 1
    while True:
        backup = path.with_name(f"{path.name}.kept-{number}")
        try:
            _link_or_copy(path, backup)
        except FileExistsError:
            number += 1
        else:
            return backup.name


def _link_or_copy(path: Path, backup: Path) -> None:
    try:
        os.link(path, backup)
        return
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        number = os.open(backup, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with path.open("rb") as old:
            while piece := old.read(LONGEST_FILE):
                _write_all(number, piece)
    except OSError:
        backup.unlink(missing_ok=True)
        raise
    finally:
        os.close(number)


def _write_all(number: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(number, rest) :]
