"""The wire: what reaches a real terminal of hostile files, names, words and settings.

Every view is walked in the real program. Each kind of escape sequence that arrives must be one that
the same walk on harmless text brings as well, and no text may hold a control.
`python -m tests.tty.wire` walks every format; with words it takes the forms that have one of them.
"""

import os
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tests.tty.fields import in_turn
from tests.tty.forms import Form, forms
from tests.tty.payloads import MEASURED, PAYLOADS, PIECES, harmless
from tests.tty.sequences import Written, written
from tests.tty.terminal import Terminal

ANSI = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]")
_KEY = re.compile(r"\x1b\[200~.*?\x1b\[201~|\x1b\[[<\d;]*[A-Za-z]|.", re.DOTALL)
QUIET = 0.15
"""Seconds without a byte after which a view is taken to be drawn."""
PATIENCE = 1.5
"""Seconds in which something is drawn after a key, if anything is."""


class View(NamedTuple):
    """Something to look at, and how to get there and back."""

    name: str
    """What it is."""
    keys: str
    """What opens it."""
    sign: str = ""
    """Words of the program in it; none where the frame alone tells."""
    leave: str = ""
    """What leads back."""


ESC = "\x1b"
PASTE = "\x1b[200~{}\x1b[201~"
VIEWS = (
    View("timeline", "jjG"),
    View("first", "g"),
    View("page", "\r", "", ESC),
    View("page to its end", "\rG", "", ESC),
    View("profile", "p", "Profile", ESC),
    View("tags", "#", "In ", ESC),
    View("people", "@", "In ", ESC),
    View("kinds", "f", "In ", ESC),
    View("kinds, all groups", "f\t\t\t\t\t", "In ", ESC),
    View("calendar", "d", "Show only which dates?", ESC),
    View("jump", "D", "Go to which date?", ESC),
    View("record", "w", "Where it came from", ESC),
    View("notices", "!", "Notices", ESC),
    View("thread", "t", "", ESC),
    View("quote", "Q", "", ESC),
    View("link", "o", "", ESC),
    View("link, taken", "o\r", "", ESC),
    View("link, asked", "jo\r", "", "n" + ESC),
    View("copied", "yYc"),
    View("picked", "V+*+V", "", ESC),
    View("export", "e", "Save ", ESC),
    View("command for a post", "|", "to a command", ESC),
    View("help", "?", "Move", ESC),
    View("palette", "\x10", "Commands", ESC),
    View("palette, typed", "\x10the q", "Keys and", ESC),
    View("saved filters", "F", "Saved filters", ESC),
    View("histogram", "h", "", ESC),
    View("completion of a tag", "/#", "", ESC),
    View("completion of a handle", "/from:", "", ESC),
    View("completion of a source", "/in:\t", "", ESC),
    View("completion of an app", "/source:\t\r", "", ESC),
    View("history", "/\x1b[A\x1b[A", "", ESC),
    View("what was pasted", "/" + PASTE.format(MEASURED[:900].replace(ESC, "\u241b")), "", ESC),
    View("a query that is none", "/" + PASTE.format("(since:\x9b2J\u202e\x07"), "", "\r" + ESC),
    View("a part to take out", "/a b\rx", "", ESC),
    View("a name pasted", "/a\rF" + PASTE.format("n\x9b2J\u202e\x07") + "\x13", "", ESC),
    View("mouse", "\x1b[<35;9;9M\x1b[<0;9;9M\x1b[<0;9;9m\x1b[<65;9;9M"),
    View("order", "s", "Sort by", "v"),
    View("again", "r"),
)
"""Every view that there is."""


class Wire(Terminal):
    """A terminal that looks at the bytes only, which is faster than to draw them."""

    def settle(self, sign: str = "", start: int = 0, seconds: float = 30) -> bool:
        """Read until something has come since a byte, and then nothing more.

        With words: until they have; False where they never did.
        """
        end = time.monotonic() + seconds
        while len(self.output) <= start and time.monotonic() < end - seconds + PATIENCE:
            self.read(0.05)
        wanted = sign.encode()
        while wanted and wanted not in ANSI.sub(b"", self.output[start:]):
            if time.monotonic() > end or self._has_ended():
                return False
            self.read(0.05)
        while self.read(QUIET) and time.monotonic() < end:
            pass
        return True

    def opens(self, view: View) -> bool:
        """Press the keys of a view; return whether it came."""
        start = len(self.output)
        for key in _KEY.findall(view.keys):
            self.press(key)
            self.read(0.05)
        if self.settle(view.sign, start, 20):
            return True
        self.leave(ESC, is_sure=False)
        return False

    def leave(self, key: str, *, is_sure: bool) -> None:
        """Press a key that leads back, and wait for the screen behind what it closes."""
        start = len(self.output)
        self.press(key)
        self.settle("quit" if is_sure else "", start, 15)

    def _has_ended(self) -> bool:
        with suppress(ChildProcessError):
            ended, _ = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self.pid = 0
        return not self.pid


def _is_read(text: str) -> bool:
    header = "\n".join(text.split("\n")[:8])
    return "newest" in header and "no posts" not in header and "reading" not in header


def walked(
    paths: Sequence[str],
    folder: Path,
    env: dict[str, str] | None = None,
    views: Sequence[View] = VIEWS,
) -> tuple[Written, list[str]]:
    """Walk the views of the program on some files; return what was written and what is wrong."""
    usual = {
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "BROWSER": "true",
    }
    missing = []
    with Wire(paths, size=(110, 45), env=usual | (env or {})) as wire:
        if not wire.settle("quit"):
            return written(wire.output), [f"no screen: {wire.output[-300:]!r}"]
        wire.wait(_is_read, 120)
        for view in views:
            # On a busy machine a key may come before the last dialog is gone: then once more.
            if not any(wire.opens(view) for _ in range(3)):
                missing.append(f"{view.name} did not come")
            for key in _KEY.findall(view.leave):
                wire.leave(key, is_sure=bool(view.sign))
            if not wire.pid or wire._has_ended():
                missing.append(f"{view.name} ended the program: {wire.output[-1500:]!r}")
                return written(wire.output), missing
        wire.press("\x11")
        with suppress(AssertionError):
            wire.finish()
    return written(wire.output), missing


def run(arguments: Sequence[str | bytes], env: dict[str, str] | None = None) -> Written:
    """Run the program to its end on a terminal, and return what it wrote there."""
    with Terminal([os.fsdecode(each) for each in arguments], env=env) as terminal:
        terminal.finish(60)
    return written(terminal.output)


def write_saved_state(folder: Path, text: str) -> None:
    """Write a history and named filters that hold a text."""
    import json

    for name, data in (
        ("state/tui-feed/queries.jsonl", json.dumps(f'"{text}"') + "\n" + json.dumps(text) + "\n"),
        ("config/tui-feed/filters.json", json.dumps({f"name {text}": f'"q" {text}', "b": text})),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data, encoding="utf-8")


def baseline(folder: Path, of: Sequence[Form]) -> tuple[Written, list[str]]:
    """Return what the walk brings on the same forms with harmless text."""
    paths = []
    for number, form in enumerate(of):
        files = in_turn(form, [*map(harmless, PIECES)])
        paths.append(str(form.write(files, folder / f"h{number}")))
    write_saved_state(folder / "harmless", "tram")
    return walked(paths, folder / "harmless")


def hostile(
    folder: Path, of: Sequence[Form], views: Sequence[View] = VIEWS, start: int = 0
) -> tuple[Written, list[str]]:
    """Walk the forms with payloads in every field, in what is kept, and in the names of files."""
    paths = []
    for number, form in enumerate(of):
        files = in_turn(form, PIECES, start)
        if not form.is_folder:
            files = {f"{number}{NAME}{file}": data for file, data in files.items()}
        paths.append(str(form.write(files, folder / f"x{number}{NAME}")))
    write_saved_state(folder, MEASURED)
    return walked(paths, folder, {"TZ": "\x1b[2J", "LANG": "\x1b[2J"}, views)


NAME = os.fsdecode("x\x1b]0;PWN\x07\x9b2J\u202e\n[@click=app.quit]".encode() + b"\xff")
"""A name that a file may have."""


def faults(usual: Written, found: Written) -> list[str]:
    """Return what a hostile walk brought that the harmless one did not."""
    known = USUAL | usual.kinds.keys()
    new = [f"{kind}, {times} times" for kind, times in found.kinds.items() if kind not in known]
    return new + [f"{sign} in the text" for sign in found.unsafe]


USUAL = frozenset(
    [
        f"CSI '?{n}{end}'"
        for n in (7, 25, 1000, 1003, 1004, 1006, 1015, 1049, 2004, 2026)
        for end in "hl"
    ]
    + ["CSI '<u'", "CSI '>25u'", "CSI '?2026$p'", "CSI '?2048$p'", "CSI 'nH'", "CSI 'nm'"]
    + [
        "OSC b'22;pointer'",
        "OSC b'52;c;base64'",
        "OSC b'2;title'",
        "OSC b'11;?'",
        "OSC b'8;link'",
        "bell",
    ]
    + ["CSI '22;0t'", "CSI '23;0t'"]
)
"""Every kind of sequence that the walks of harmless text bring, on all formats together."""
SETTINGS = (
    "TERM", "COLORTERM", "LANG", "LC_ALL", "BROWSER", "TZ", "XDG_STATE_HOME", "XDG_CONFIG_HOME",
    "TERM_PROGRAM", "NO_COLOR", "HOME", "TUI_FEED", "TEXTUAL_THEME", "COLUMNS", "LINES",
)  # fmt: skip
"""What the program and its libraries read of the environment."""


def settings(*, but: Sequence[str] = ()) -> dict[str, str]:
    """Return an environment in which every setting holds a payload."""
    return {name: "x\x1b]0;PWN\x07\x9b2J\u202e" for name in SETTINGS if name not in but}


def main(argv: list[str]) -> int:
    """Walk every form with everything in it, and print what was found."""
    wanted = argv[1:]
    chosen = [each for each in forms() if each.module]
    if wanted:
        chosen = [each for each in chosen if any(word in each.name for word in wanted)]
    total = 0
    print(f"{len(PAYLOADS)} classes, {len(VIEWS)} views, in every field at once")
    print("format                                  fields  sequences  kinds  new  seconds")
    for form in chosen:
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            usual, lost = baseline(folder, [form])
            found, missing = hostile(folder / "hostile", [form])
        wrong = faults(usual, found) + missing + [f"harmless: {each}" for each in lost]
        total += len(wrong)
        seconds = time.perf_counter() - began
        count = sum(found.kinds.values())
        print(
            f"{form.name:40} {len(form.fields()):5} {count:10} {len(found.kinds):6} {len(wrong):4}"
            f" {seconds:8.1f}"
        )
        print("".join(f"    {each}\n" for each in wrong), end="", flush=True)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
