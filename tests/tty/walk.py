"""Random walks on the real program: `python -m tests.tty.walk [--seeds N] [--events N]`.

A fault is a death other than by a key that quits, a traceback, silence, a mode that is left on, a
child that is left over, or a screen that is not what a fresh start shows at that place. Each is
printed with its seed and the last events; the same seed walks the same way again.
"""

import argparse
import os
import re
import shutil
import signal
import sys
import tempfile
import termios
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.tty.events import ESCAPE, Event, events
from tests.tty.modes import modes_left
from tests.tty.sources import SOURCES, Files
from tests.tty.terminal import PROGRAM, Terminal

LIMIT = 2.0
"""Seconds of computing after which a program that has not answered is silent."""
PATIENCE = 40.0
"""Seconds after which it is, whatever it does: other programs may have the processor."""
LONGEST_READING = 300.0
"""Seconds after which a reading of the longest file has ended, on a busy machine too."""
QUIET = 0.12
"""Seconds of idleness without a byte after which a screen is at rest."""
PLACE = (100, 30)
"""The window in which the end of a walk is compared with a fresh start."""
TRUE = shutil.which("true") or "/bin/true"
"""Program that does nothing."""
PROBE = 25
"""Events between two looks at whether the program still answers."""
SCREEN = b"\x1b[?1049h"
"""Shows the alternate screen."""
STOP = "\x13"
"""Ctrl+S, by which a terminal itself stops all output until a program has taken it."""
ESCAPE_ALL = (ESCAPE,) * 8
"""More than can be open at a time."""
STEPS = (
    ("/the\r", ESCAPE, "g"),
    ("3g",),
    ("/the\r", "g", "G"),
    ("\r",),
    (ESCAPE,),
    ("h", "\x1b[F"),
)
"""Keys after each of which it is compared."""
_SEQUENCE = re.compile(rb"\x1b(?:\[[\d;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_TOAST = re.compile(r"(?m)^.{4,}▌")
_COUNT = re.compile(r" of [\d,]+ · |no posts · ")


_UNREAD = re.compile(r" · [\d,]+ unread|● ")
"""Signs of unread posts: they come from the second visit on, and go with time."""


class WalkError(AssertionError):
    """Something that must not happen."""


class Frame(NamedTuple):
    """A screen as a person sees it."""

    lines: tuple[str, ...]
    """Its text."""
    looks: tuple[tuple[object, ...], ...]
    """Its cells with their colours."""

    def differs(self, other: "Frame") -> str:
        """Return the lines that are not the same, of both; empty where all are."""
        pairs = zip(self.lines, other.lines, strict=True)
        lines = [f"{at:3} {a}\n    {b}" for at, (a, b) in enumerate(pairs) if not _is_same(a, b)]
        return "\n".join(lines)

    def recoloured(self, other: "Frame") -> int:
        """Return how many cells have other colours."""
        pairs = zip(self.looks, other.looks, strict=True)
        return sum(a != b for ours, theirs in pairs for a, b in zip(ours, theirs, strict=True))


class Walk:
    """One stranger at one program; `run` raises `WalkError`."""

    def __init__(self, seed: int, count: int, files: Files, *, compares: bool = True) -> None:
        """Walk so many events; `compares`: go on until the end is that of a fresh start."""
        self._compares = compares
        self.seed = seed
        """What all of it is drawn from."""
        self.count = count
        """How many events there are."""
        self.source = SOURCES[seed % len(SOURCES)]
        """What is read."""
        self.done = 0
        """How many events have happened."""
        self.slowest = 0.0
        """The longest wait for an answer, in seconds."""
        self.last: deque[Event] = deque(maxlen=25)
        """The last events."""
        self._has_changed = False  # the file, since the program was started
        self._is_shown = False  # its screen
        self._files = files
        self._paths = files.paths(self.source, seed)
        self._home = files.folder / f"home-{seed}"
        self._random = Random(seed)

    def run(self) -> None:
        """Walk to the end. Raises `WalkError`."""
        coming = list(events(self._random, self.count, can_change=self.source == "changing"))
        terminal = self._start(self._home)
        try:
            while coming:
                terminal = self._go(terminal, coming)
            self._look_at_the_end(terminal)
        finally:
            terminal.__exit__(None, None, None)

    def _start(self, home: Path) -> Terminal:
        self._has_changed = self._is_shown = False
        home.mkdir(exist_ok=True)
        places = ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME")
        env = dict.fromkeys(places, str(home)) | {"BROWSER": "true", "DISPLAY": "", "TMUX": ""}
        env["PYTHONFAULTHANDLER"] = "1"
        # Random keys must not run a command or write a file anywhere else.
        env |= dict.fromkeys(("SHELL", "VISUAL", "EDITOR", "PAGER"), TRUE)
        program = ["/bin/sh", "-c", 'cd "$0" && exec "$@"', str(home), *PROGRAM]
        terminal = Terminal(self._paths, env=env, size=PLACE, program=program)
        if self._random.random() < 0.7:  # else it walks off while the program starts
            self._until(terminal, lambda: "q quit" in terminal.text, "the first frame")
        return terminal

    def _look_at_the_end(self, terminal: Terminal) -> None:
        """Compare, leave, and look at what is left. Raises `WalkError`."""
        try:
            self._rest(terminal)
            self._compare_with_a_redraw(terminal)
        except HasEndedError as error:  # by one of the last keys
            self._bury(terminal, "the program has ended", error.code)
            return
        try:
            if self._compares:
                self._compare_with_a_fresh_start(terminal)
            self._leave(terminal)
        except (OSError, HasEndedError) as error:
            code = error.code if isinstance(error, HasEndedError) else None
            self._bury(terminal, "the program is gone", code)
            raise WalkError(f"the program has left by itself: {error!r}") from error

    # Walking

    def _go(self, terminal: Terminal, coming: list[Event]) -> Terminal:
        """Do the next events; return the terminal, another one after the program was left."""
        try:
            for _ in range(min(PROBE, len(coming))):
                self._do(terminal, coming.pop(0))
            self._answers(terminal)
        except OSError as error:
            self._bury(terminal, f"the program is gone ({error!r})")
        except HasEndedError as gone:
            self._bury(terminal, "the program has ended", gone.code)
        else:
            return terminal
        terminal.__exit__(None, None, None)
        if self.source == "changing":  # what cannot be read is not opened again
            self._files.change(self._paths[0], "restore", self._random)
        return self._start(self._home)

    def _do(self, terminal: Terminal, event: Event) -> None:
        self.done += 1
        self.last.append(event)
        if event.size:
            self._resize(terminal, *event.size)
        self._is_shown = self._is_shown or SCREEN in terminal.output
        sent = event.sent if self._is_shown else event.sent.replace(STOP, "")
        if sent:
            terminal.press(sent)
        if event.file:
            self._has_changed = True
            self._files.change(self._paths[0], event.file, self._random)
        self._look(terminal)
        end = time.monotonic() + event.rest
        while terminal.read(end - time.monotonic()) and time.monotonic() < end:
            pass

    def _resize(self, terminal: Terminal, columns: int, lines: int) -> None:
        terminal.forget()  # the program draws everything anew
        terminal.resize(columns, lines)

    def _look(self, terminal: Terminal) -> None:
        """Wake the program where a key has sent it to the background. Raises `HasEndedError`."""
        done, status = os.waitpid(terminal.pid, os.WNOHANG | os.WUNTRACED)
        if done and os.WIFSTOPPED(status):
            os.kill(terminal.pid, signal.SIGCONT)
        elif done:
            terminal.pid = 0
            raise HasEndedError(os.waitstatus_to_exitcode(status))

    def _answers(self, terminal: Terminal) -> None:
        """Give the window another size, and wait for something to be drawn. Raises `WalkError`."""
        while terminal.read(0):
            pass
        columns, lines = terminal.columns, terminal.lines
        size = (columns + 1 if columns < 300 else columns - 1, lines)
        self.last.append(Event(size=size))
        self._resize(terminal, *size)
        began, computed = time.monotonic(), cpu_of(terminal.pid)
        while not terminal.read(0.05):
            self._look(terminal)
            waited = time.monotonic() - began
            if waited > PATIENCE or cpu_of(terminal.pid) - computed > LIMIT:
                raise WalkError(f"silent for {waited:.1f} s\n{_where(terminal)}")
        self.slowest = max(self.slowest, time.monotonic() - began)

    # At the end

    def _until(
        self,
        terminal: Terminal,
        met: Callable[[], bool],
        what: str,
        patience: float = PATIENCE,
    ) -> None:
        """Read until something is so. Raises `WalkError` where it does not come."""
        end = time.monotonic() + patience
        while not met():
            if time.monotonic() > end:
                others = {one: _stats().get(one, [""])[0] for one in session_of(terminal.pid)}
                raise WalkError(f"never came: {what}; processes: {others}\n{terminal.text}")
            waits = 0.05
            while terminal.read(waits):  # all of it, or a program that draws more would wait
                waits = 0.0
            self._look(terminal)

    def _settle(self, terminal: Terminal) -> Frame:
        """Read until nothing more is drawn; return what the screen shows then."""
        self._rest(terminal)
        return frame_of(terminal)

    def _rest(self, terminal: Terminal) -> None:
        """Read until nothing more is drawn."""
        last, end = time.monotonic(), time.monotonic() + PATIENCE
        while time.monotonic() - last < QUIET and time.monotonic() < end:
            if terminal.read(0.02) or is_busy(terminal.pid):
                last = time.monotonic()
            self._look(terminal)

    def _compare_with_a_redraw(self, terminal: Terminal) -> None:
        """Compare what many small changes have made of the screen with all of it drawn at once."""
        self._wait_for_the_end_of_reading(terminal)
        before = self._settle(terminal)
        os.kill(terminal.pid, signal.SIGTSTP)
        end = time.monotonic() + PATIENCE
        while not _has_stopped(terminal.pid):
            terminal.read(0.02)
            if time.monotonic() > end:
                raise WalkError("it did not go to the background")
        terminal.forget()
        start = len(terminal.output)
        os.kill(terminal.pid, signal.SIGCONT)
        self._until(terminal, lambda: terminal.output.find(SCREEN, start) >= 0, "a screen")
        after = self._settle(terminal)
        if _is_passing("\n".join((*before.lines, *after.lines))):
            return  # a note has come or gone in between
        if difference := before.differs(after):
            raise WalkError(f"drawn in small steps, and at once:\n{difference}")
        if before.lines != after.lines:
            return  # a post was read in between
        if (cells := before.recoloured(after)) > 1:  # one may be a cursor that blinks
            raise WalkError(f"{cells} cells have other colours when all is drawn at once")

    def _compare_with_a_fresh_start(self, terminal: Terminal) -> None:
        """Bring it and a fresh start to the same places, and compare what both show."""
        if self.source == "changing":
            self._files.change(self._paths[0], "restore", self._random)
        self._go_home(terminal)
        fresh = self._start(self._home)  # with its marks, and what was read
        try:
            self._until(fresh, lambda: bool(_COUNT.search(fresh.text)), "a fresh start")
            self._wait_for_the_end_of_reading(fresh)
            for keys in STEPS:
                for key in keys:
                    terminal.press(key)
                    fresh.press(key)
                    self._rest(terminal)
                    self._rest(fresh)
                self._same(terminal, fresh, keys)
            self._leave(fresh)
        finally:
            fresh.__exit__(None, None, None)

    def _go_home(self, terminal: Terminal) -> None:
        """Close what is open, and read everything anew, in the order of a fresh start."""
        terminal.press("\x1b[I\x1b[<0;1;1m")
        self._resize(terminal, *PLACE)
        for key in (*ESCAPE_ALL, "h", ESCAPE):  # bars that were called stay until they are left
            terminal.press(key)
            self._rest(terminal)
        if "mouse back" in terminal.text:
            terminal.press("M")
        terminal.press("r")
        self._rest(terminal)
        self._wait_for_the_end_of_reading(terminal)
        for _ in range(12):
            if "newest ▾" in self._settle(terminal).lines[-1] or _has_order(terminal.text):
                break
            terminal.press("sn")

    def _wait_for_the_end_of_reading(self, terminal: Terminal) -> None:
        readers, passing = "the end of its readers", "the end of what passes"
        self._until(terminal, lambda: not children_of(terminal.pid), readers, LONGEST_READING)
        self._until(terminal, lambda: not _is_passing(terminal.text), passing)

    def _same(self, terminal: Terminal, fresh: Terminal, keys: str) -> None:
        """Wait until both show the same. Raises `WalkError` where they do not."""
        end, difference = time.monotonic() + PATIENCE / 4, ""
        while time.monotonic() < end:
            difference = self._settle(terminal).differs(self._settle(fresh))
            if not difference:
                return
        raise WalkError(
            f"after {keys!r} at the end of the walk, and after a fresh start:\n{difference}"
        )

    def _leave(self, terminal: Terminal) -> None:
        """Leave, and look at what is left. Raises `WalkError`."""
        terminal.press("\x11")
        self._bury(terminal, "left", session=terminal.pid)

    def _is_refusal(self, output: bytes) -> bool:
        """Tell whether a program refused a file that was broken or removed before its screen."""
        words = f"tui-feed: {self._paths[0]}: " if self._paths else ""
        return self._has_changed and SCREEN not in output and words in _words(output)

    def _bury(
        self, terminal: Terminal, how: str, code: int | None = None, session: int = 0
    ) -> None:
        """Look at what a program that has ended leaves behind. Raises `WalkError`."""
        session = session or terminal.session
        if code is None and terminal.pid:
            try:
                code = terminal.finish(PATIENCE)
            except AssertionError:
                raise WalkError(f"{how}, and runs\n{_where(terminal)}") from None
        while terminal.read(0.05):
            pass
        if code == 1 and self._is_refusal(terminal.output):
            code = 0
        if code not in (None, 0, 128 + signal.SIGINT) or b"Traceback" in terminal.output:
            raise WalkError(f"{how}, code {code}\n{_last_words(terminal.output)}")
        if left := modes_left(bytes(terminal.output)):
            raise WalkError(f"{how}, but {', '.join(left)}")
        end = time.monotonic() + PATIENCE / 4
        while found := session_of(session):
            if time.monotonic() > end:
                raise WalkError(f"{how}, but processes are left: {found}")
            time.sleep(0.02)


class HasEndedError(Exception):
    """The program has ended."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code
        """Its exit code."""


def _is_same(ours: str, theirs: str) -> bool:
    """Tell whether two lines are the same but for signs of unread posts, and their room."""
    if ours == theirs or not _UNREAD.search(ours + theirs):
        return ours == theirs
    return _UNREAD.sub("", ours).split() == _UNREAD.sub("", theirs).split()


def _is_passing(text: str) -> bool:
    """Tell whether a screen shows what goes by itself: a note, or how far the reading has come."""
    head = text.split("\n", 4)[:4]
    is_working = any(re.search(r"\breading\b|searching|sorting|Reading ", line) for line in head)
    return is_working or bool(_TOAST.search(text)) or "Reading " in text


def _has_order(text: str) -> bool:
    return "newest ▾" in text or not _COUNT.search(text)


def _words(output: bytes) -> str:
    return _SEQUENCE.sub(b"", bytes(output)).decode(errors="replace").replace("\r\n", "\n")


def _last_words(output: bytes) -> str:
    """Return what a program said last: of where each thread was, the main one's innermost calls."""
    words = _words(output)
    before, mark, calls = words.rpartition("Current thread ")
    return f"{before[-500:]}{mark}{calls[:3_000]}" if mark else words[-2_500:]


def _where(terminal: Terminal) -> str:
    """End a program that does not answer; return what it and its terminal were doing."""
    modes = [hex(each) for each in termios.tcgetattr(terminal.fd)[:4] if isinstance(each, int)]
    threads = []
    for path in Path(f"/proc/{terminal.pid}/task").glob("*"):
        with suppress(OSError):
            state = (path / "stat").read_text().rpartition(")")[2].split()[0]
            threads.append(f"{(path / 'comm').read_text().strip()} {state}")
    os.kill(terminal.pid, signal.SIGABRT)  # Python says then where it is
    with suppress(AssertionError):
        terminal.finish()
    return f"threads {threads}, modes {modes}\n{_last_words(terminal.output)}"


def frame_of(terminal: Terminal) -> Frame:
    """Return what a terminal shows now."""
    screen = terminal.screen
    looks = tuple(
        tuple(screen.buffer[line][column] for column in range(screen.columns))
        for line in range(screen.lines)
    )
    return Frame(tuple(screen.display), looks)


# Processes


def _stats() -> dict[int, list[str]]:
    """Return what the system knows of every process, by its id; nothing where it does not say."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended
            found[int(path.parent.name)] = path.read_text().rpartition(")")[2].split()
    return found


def session_of(pid: int) -> list[int]:
    """Return the processes that live in the session of one."""
    return [one for one, stat in _stats().items() if int(stat[3]) == pid and stat[0] != "Z"]


def children_of(pid: int) -> list[int]:
    """Return the processes that one has started."""
    return [one for one, stat in _stats().items() if int(stat[1]) == pid and stat[0] != "Z"]


def is_busy(pid: int) -> bool:
    """Tell whether a thread of a process computes, or waits for a processor."""
    states = []
    for path in Path(f"/proc/{pid}/task").glob("*/stat"):
        with suppress(OSError):
            states.append(path.read_text().rpartition(")")[2].split()[0])
    return "R" in states or "D" in states


def _has_stopped(pid: int) -> bool:
    return _stats().get(pid, ["T"])[0] == "T"


def cpu_of(pid: int) -> float:
    """Return the seconds that a process has computed."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Walk many times; return 1 where there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--events", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--posts", type=int, default=200_000, help="posts of the long file")
    parser.add_argument("--only", help="walk on this source alone", choices=SOURCES)
    args = parser.parse_args()
    faults, done, slowest = 0, 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        files = Files(Path(folder), args.posts)
        for seed in range(args.first, args.first + args.seeds):
            walk = Walk(seed, args.events, files)
            if args.only and walk.source != args.only:
                continue
            try:
                walk.run()
            except AssertionError as error:
                faults += 1
                print(f"seed {seed}, {walk.source}, event {walk.done}: {error}")  # noqa: T201
                print("  last events:", *walk.last, sep="\n    ", flush=True)  # noqa: T201
            done, slowest = done + walk.done, max(slowest, walk.slowest)
    print(f"{args.seeds - faults} of {args.seeds} walks survived, {done:,} events in all;")  # noqa: T201
    print(f"the slowest answer took {slowest:.2f} s")  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
