"""View of posts in the reader's editor or pager: it takes the terminal until it ends.

The posts are in a file that only the reader may read, removed at the end of the program.
"""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from tui_feed.browse.signals import ENDING

_VARIABLES = ("VISUAL", "EDITOR", "PAGER")
_TERMINAL = "/dev/tty"
_USUAL = ("less", "more", "vi")
_QUIET = {signal.SIGINT, signal.SIGQUIT, signal.SIGCONT}
"""Signals of the keyboard and the shell, which the child gets, too."""


class ViewError(Exception):
    """Raised if no program can show a file; the message is one line for people."""


def viewer(env: Mapping[str, str]) -> list[str]:
    """Return the command line of the reader's editor, else pager. Raises `ViewError`.

    The variables may hold arguments (`code --wait`); no shell reads them.
    """
    path = env.get("PATH")
    missing = []
    for name in _VARIABLES:
        stated = env.get(name, "").strip()
        if not stated:
            continue
        try:
            argv = shlex.split(stated)
        except ValueError:  # an open quotation mark
            argv = [stated]
        if argv and shutil.which(argv[0], path=path):
            return argv
        missing.append(f"{stated} (from {name})")
    for name in _USUAL:
        if shutil.which(name, path=path):
            return [name]
    raise ViewError(f"not found: {', '.join((*missing, *_USUAL))}; set EDITOR or PAGER")


class PrivateFile:
    """Temporary file for the reader alone."""

    def __init__(self, suffix: str) -> None:
        """Make an empty file. Raises `OSError`."""
        number, path = tempfile.mkstemp(suffix, "tui-feed-", dir=_folder())
        self.path = Path(path)
        """Path of the file."""
        self._number = number

    def write(self, data: bytes) -> None:
        """Append bytes. Raises `OSError`."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._number, rest) :]

    def close(self) -> None:
        """End writing."""
        if self._number >= 0:
            os.close(self._number)
            self._number = -1

    def remove(self) -> None:
        """Close and remove the file."""
        self.close()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def _folder() -> str | None:
    """Return the reader's own folder of the session, which is emptied at its end; else None."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return folder if folder.startswith("/") and os.access(folder, os.W_OK | os.X_OK) else None


def view(argv: Sequence[str], file: PrivateFile) -> str:
    """Run a viewer in the foreground and wait for its end; return an error in words, or "".

    Keys such as Ctrl-C are for the viewer. A signal to end this program ends the viewer first.
    """
    name = Path(argv[0]).name
    try:
        with _signals_for_child() as children:
            child = _started([*argv, str(file.path)])
            children.append(child)
            code = child.wait()
            file.remove()  # before a signal ends the program
    except OSError as error:
        return f"{name} could not be run: {error.strerror}"
    finally:
        file.remove()
    return f"{name} failed with exit code {code}" if code > 0 else ""


def _started(argv: list[str]) -> "subprocess.Popen[bytes]":
    """Start a program with the terminal's keys, whatever standard input is. Raises `OSError`."""
    try:
        keys = os.open(_TERMINAL, os.O_RDWR)
    except OSError:  # there is no terminal
        return subprocess.Popen(argv)  # noqa: S603 - no shell
    try:
        return subprocess.Popen(argv, stdin=keys)  # noqa: S603 - no shell
    finally:
        os.close(keys)


@contextmanager
def _signals_for_child() -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Leave the terminal's signals to a child; pass signals of the end on, and repeat them after.

    A handler in Python, unlike an ignored signal, is not inherited by the child.
    """
    children: list[subprocess.Popen[bytes]] = []
    late: list[int] = []

    def pass_on(number: int, frame: FrameType | None) -> None:
        del frame
        late.append(number)
        for child in children:
            child.terminate()

    def leave(number: int, frame: FrameType | None) -> None:
        """Do nothing: the child gets the signal, too."""
        del number, frame

    before = {}
    for number in map(int, {*ENDING, *_QUIET, signal.SIGTSTP}):
        present = signal.getsignal(number)
        if present is None or present is signal.SIG_IGN:  # set in C, or ignored on purpose
            continue
        before[number] = present
        if number == signal.SIGTSTP:
            signal.signal(number, signal.SIG_DFL)
        else:
            signal.signal(number, leave if number in _QUIET else pass_on)
    try:
        yield children
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in late:
            os.kill(os.getpid(), number)
