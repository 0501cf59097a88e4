"""Ends the program in every way at random moments, and looks what outlives it.

    python -m tests.tty.vanish [--times N] [--seed N]

A terminal that closes, every signal, and the death of the screen, of the reader, or of a worker;
while it starts, reads a large file, draws, leaves.
Every process of the session must be gone within a
second, the terminal be as it was, and the exit code say why. Times are reported, and only judged by
a generous guard: the machine may be busy.
"""

import argparse
import os
import random
import re
import signal
import statistics
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tests.tty.terminal import Terminal
from tui_feed.cli.generate import invented

POSTS = 60_000
"""Posts of the file that is read: enough for workers."""
GUARD = 15.0
"""Seconds after which a process is said to have stayed."""
STAGES = ("starting", "reading", "drawing", "leaving")
SIGNALS = tuple(
    getattr(signal, name)
    for name in (
        "SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGABRT",
    )
)  # fmt: skip
CAUSES = ("close", *SIGNALS, "screen", "reader", "worker", "stop", "shell")
"""What happens: the terminal closes, a signal, a death (SIGKILL), SIGSTOP, ctrl+z."""

_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])|\x1b\[([<>])\d*u")
_ESCAPE = re.compile(rb"\x1b\[[\d;?<>=]*[a-zA-Z]")
_HIDES = {"25", "7"}
"""Modes that are on where nothing has happened: the cursor, and long lines that go on below."""


class FaultError(AssertionError):
    """The program outlived something, or left the terminal in a state."""


class Trial(NamedTuple):
    """One end of the program."""

    cause: str
    stage: str
    seconds: float
    """How long it took until every process was gone."""


def modes_left(output: bytes) -> set[str]:
    """Return the modes that are not as they were, after all that was written to a terminal."""
    changed: set[str] = set()
    pushes = 0
    for numbers, sign, push in _MODE.findall(output):
        pushes += {b">": 1, b"<": -1, b"": 0}[push]
        for number in filter(None, numbers.decode().split(";")):
            is_changed = (sign == b"h") is not (number in _HIDES)
            changed = changed | {number} if is_changed else changed - {number}
    return changed | ({f"{pushes} keyboard pushes"} if pushes else set())


def processes_of(session: int) -> dict[int, str]:
    """Return the processes of a session that still do something, and what they are."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = path.read_text().rpartition(")")
            state, parent, _, its, *_ = rest.split()
            if int(its) == session and state not in "ZX":
                found[int(path.parent.name)] = f"{name}), {state}, child of {parent}"
    return found


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    with suppress(OSError):
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    return []


def until(terminal: Terminal, seconds: float) -> None:
    """Read for so long."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        terminal.read(min(left, 0.02))


def reach(terminal: Terminal, stage: str, chance: random.Random) -> None:
    """Go on to a random moment of a stage."""
    if stage == "starting":
        until(terminal, chance.uniform(0.0, 1.2))
        return
    terminal.wait("first post", 60)
    if stage == "reading":
        until(terminal, chance.uniform(0.0, 0.6))
        return
    for _ in range(chance.randrange(1, 12)):
        terminal.press(chance.choice(["j", "k", "G", "g", "\r", "\x1b", "#", "/tram\r", "s", "?"]))
        until(terminal, chance.choice([0.0, 0.005, 0.05]))
    if stage == "leaving":
        terminal.press("\x11")  # works in every view
        until(terminal, chance.uniform(0.0, 0.25))


def code_of(terminal: Terminal) -> int | None:
    """Return the exit code of the program; None while it runs. It can be asked again."""
    how = os.WEXITED | os.WNOHANG | os.WNOWAIT
    found = os.waitid(os.P_PID, terminal.pid, how)
    if found is None:
        return None
    return found.si_status if found.si_code == os.CLD_EXITED else 128 + found.si_status


def gone(terminal: Terminal, *, reads: bool = True) -> tuple[float, int]:
    """Wait until no process of the session is left; return for how long, and the exit code."""
    began = time.monotonic()
    while (code := code_of(terminal)) is None or processes_of(terminal.pid):
        if time.monotonic() - began > GUARD:
            shown = terminal.text if reads else ""
            raise FaultError(f"still there: {processes_of(terminal.pid)}\n{shown}")
        until(terminal, 0.005) if reads else time.sleep(0.005)
    seconds = time.monotonic() - began
    while reads and terminal.read(0.02):
        pass
    return seconds, code


def is_as_it_was(terminal: Terminal, before: list[object]) -> None:
    """Raise `FaultError` where a mode is left on."""
    if left := modes_left(terminal.output):
        raise FaultError(f"left on: {sorted(left)}")
    if termios.tcgetattr(terminal.fd) != before:
        raise FaultError("the keyboard is not as it was")


def one(cause: str, stage: str, path: str, chance: random.Random) -> Trial | None:
    """End the program once. None where there was nothing to end. Raises `FaultError`."""
    with Terminal([path], size=(100, 30)) as terminal:
        session = terminal.pid
        before = termios.tcgetattr(terminal.fd)
        try:
            reach(terminal, stage, chance)
            seconds = _END.get(cause, _signalled)(terminal, cause, stage, before)
        finally:
            for pid in processes_of(session):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(session, 0)
            terminal.pid = 0
        if (at := terminal.output.find(b"Traceback")) >= 0:
            raise FaultError(f"a traceback\n{_ESCAPE.sub(b'', terminal.output[at:]).decode()}")
    return None if seconds is None else Trial(cause, stage, seconds)


def _closed(terminal: Terminal, cause: str, stage: str, before: list[object]) -> float:
    del cause, stage, before
    os.close(terminal.fd)
    terminal.fd = os.open(os.devnull, os.O_RDWR)  # what is closed at the end
    return gone(terminal, reads=False)[0]


def _signalled(terminal: Terminal, cause: str, stage: str, before: list[object]) -> float:
    number = signal.Signals[cause]
    if code_of(terminal) is not None:
        return 0.0
    os.kill(terminal.pid, number)
    seconds, code = gone(terminal)
    if code != 128 + number and not (stage == "leaving" and code == 0):
        raise FaultError(f"exit code {code} after {cause}")
    is_as_it_was(terminal, before)
    return seconds


def _killed(terminal: Terminal, cause: str, stage: str, before: list[object]) -> float | None:
    if code_of(terminal) is not None:
        return None
    victims = [terminal.pid]
    if cause != "screen":
        victims = children_of(terminal.pid)
    if cause == "worker":
        victims = [worker for reader in victims for worker in children_of(reader)]
    if not victims:
        return None
    with suppress(ProcessLookupError):
        os.kill(victims[0], signal.SIGKILL)
    if cause == "screen":
        return gone(terminal)[0]
    return _left(terminal, stage, before)


def _left(terminal: Terminal, stage: str, before: list[object]) -> float:
    """Leave by key, and look at what that leaves."""
    if stage != "leaving":
        terminal.wait(lambda text: "Harbor Riders" in text or "ended early" in text, 60)
    if b"\x1b[?1049h" not in terminal.output:  # the reader died before there was a screen
        return gone(terminal)[0]
    end = time.monotonic() + GUARD
    while termios.tcgetattr(terminal.fd) == before and code_of(terminal) is None:
        until(terminal, 0.01)  # a shell's terminal would keep the key for itself
        if time.monotonic() > end:
            raise FaultError(f"it did not come back: {processes_of(terminal.pid)}")
    terminal.press("\x11")  # works in every view; once more, as one stopped forgets what was typed
    seconds, _ = gone(terminal)
    is_as_it_was(terminal, before)
    return seconds


def _stopped(terminal: Terminal, cause: str, stage: str, before: list[object]) -> float | None:
    """Stop it and let it go on, as a shell or another program does; then leave."""
    if code_of(terminal) is not None:
        return None
    for number in (signal.SIGTSTP if cause == "shell" else signal.SIGSTOP, signal.SIGCONT):
        with suppress(ProcessLookupError):
            os.kill(terminal.pid, number)
        until(terminal, 0.1)
    if cause == "shell":  # it may have stopped only then
        with suppress(ProcessLookupError):
            os.kill(terminal.pid, signal.SIGCONT)
    return _left(terminal, stage, before)


_END = {
    "close": _closed,
    "screen": _killed,
    "reader": _killed,
    "worker": _killed,
    "stop": _stopped,
    "shell": _stopped,
}


def trials(
    path: str, times: int, seed: int, causes: Sequence[str] = ()
) -> Iterator[Trial | tuple[str, str, FaultError | AssertionError]]:
    """End the program so often; yield what came of each, or its fault."""
    names = causes or [c.name if isinstance(c, signal.Signals) else c for c in CAUSES]
    for number in range(times):
        chance = random.Random(seed * 1_000_003 + number)
        cause = names[number % len(names)]
        stage = STAGES[(number // len(names) + number) % len(STAGES)]
        try:
            trial = one(cause, stage, path, chance)
        except AssertionError as fault:
            yield cause, stage, fault
        else:
            if trial:
                yield trial


def write_file(folder: Path, posts: int = POSTS) -> str:
    """Write the file that is read meanwhile."""
    path = folder / "many.jsonl"
    with path.open("wb") as out:
        out.writelines(invented(posts))
    return str(path)


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)  # noqa: T201


def main() -> int:
    """Run it, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cause", action="append", default=[])
    args = parser.parse_args()
    found: dict[str, list[float]] = {}
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        path = write_file(Path(folder))
        for trial in trials(path, args.times, args.seed, args.cause):
            if isinstance(trial, Trial):
                found.setdefault(trial.cause, []).append(trial.seconds)
            else:
                faults += 1
                cause, stage, fault = trial
                say(f"{cause} while {stage}: {fault}")
    for cause, seconds in found.items():
        longest, middle = max(seconds), statistics.median(seconds)
        late = f"{sum(each > 1 for each in seconds)} over 1 s"
        say(f"{cause:8} {len(seconds):4} times, {middle:.3f} s, {longest:.3f} s at most, {late}")
    say(f"{faults} faults of {args.times}")
    return bool(faults)


if __name__ == "__main__":
    for ignored in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        if signal.getsignal(ignored) is signal.SIG_IGN:  # started in the background of a script
            signal.signal(ignored, signal.SIG_DFL)
    sys.exit(main())
