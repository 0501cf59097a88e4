"""Terminal driver: sets the terminal's modes, and restores them at any end of the program.

Textual's own driver waits for ever for its thread if the terminal vanishes, keeps reading from a
closed terminal, and leaves modes on after unexpected signals. This driver ends the program at any
moment, on a signal and on a vanished terminal.
"""

import asyncio
import os
import selectors
import signal
import termios
import tty
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread
from time import sleep
from types import FrameType
from typing import TYPE_CHECKING, Any

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from tui_feed.browse.signals import ENDING, GONE, is_foreground
from tui_feed.ui.terminal.anchoring import anchored
from tui_feed.ui.terminal.background import ASK, BackgroundAnswers, BackgroundTold
from tui_feed.ui.terminal.window_title import POP, PUSH, title_sequence
from tui_feed.ui.terminal.writer import Writer, put_at_once

if TYPE_CHECKING:
    from textual.app import App

KITTY = 0b00001 | 0b01000 | 0b10000
"""Flags of the keyboard protocol: unambiguous escape codes, all keys, and their text."""
_MOUSE = (1000, 1003, 1015, 1006)
_PATIENCE = 0.25
"""Seconds for restoring the terminal; the program ends within a second."""
_SLOW = 5.0
"""Seconds for writing earlier output, unless a signal ends the program."""
_TICK = 0.1
"""Seconds before a lone escape counts as the Esc key."""


def _modes(numbers: tuple[int, ...], sign: str) -> str:
    return "".join(f"\x1b[?{number}{sign}" for number in numbers)


class TerminalDriver(LinuxDriver):
    """Driver for drawing on a terminal and reading its keys."""

    def __init__(
        self,
        app: "App[Any]",
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._screen = self._file.fileno() if self._file else 2
        self._encoding = self._file.encoding if self._file else "utf-8"
        self._writer: Writer | None = None
        self._is_on = False
        self._is_busy = False
        self._late: list[int] = []  # signals delayed while modes are set or restored
        self._before: dict[int, Any] = {}  # earlier handlers of signals
        self._leaving = Lock()
        self._is_ending = False
        self._wake, self._woken = -1, -1  # pipe to end the thread reading keys
        self._has_pointer = False
        self.last_act: Callable[[], None] | None = None
        """Function called before the program ends at once."""
        self.parting = ""
        """Sequences before the terminal is restored, at any end of the program."""
        self._title = ""
        self._background = BackgroundAnswers(lambda told: self._post(BackgroundTold(told)))

    # Setting and restoring modes

    @contextmanager
    def _undisturbed(self) -> Iterator[None]:
        """Delay signals until the terminal's modes are all set or all restored."""
        self._is_busy = True
        try:
            yield
        finally:
            self._is_busy = False
            late, self._late = self._late, []
            for number in late:
                os.kill(os.getpid(), number)

    def start_application_mode(self) -> None:
        """Set the modes of the terminal."""
        with self._undisturbed():
            self._listen()
            self._is_on = True
            try:
                self.attrs_before = termios.tcgetattr(self.fileno)
                self._set_keyboard()
                put_at_once(self._screen, self._on(pushes=True).encode(), _PATIENCE)
            except (termios.error, OSError):
                self.leave(GONE)
            self._writer = Writer(self._screen, self._encoding, self._vanished)
            self._writer.start()
            self._start_reading()
            self._request_terminal_sync_mode_support()
            self._query_in_band_window_resize()
            signal.signal(signal.SIGWINCH, self._resized)
            self._send_size()
        if self._must_signal_resume:
            self._must_signal_resume = False
            self._post(self.SignalResume())

    def _set_keyboard(self) -> None:
        """Make keys arrive singly and unchanged."""
        wanted = termios.tcgetattr(self.fileno)
        wanted[tty.LFLAG] = self._patch_lflag(wanted[tty.LFLAG])
        wanted[tty.IFLAG] = self._patch_iflag(wanted[tty.IFLAG])
        wanted[tty.CC][termios.VMIN] = 1
        termios.tcsetattr(self.fileno, termios.TCSANOW, wanted)

    def _on(self, *, pushes: bool) -> str:
        """Return the sequences for setting the modes; the keyboard's flags are pushed, or set."""
        mouse = _modes(_MOUSE, "h") if self._mouse else ""
        keyboard = f"\x1b[>{KITTY}u" if pushes else f"\x1b[={KITTY};1u"
        if constants.DISABLE_KITTY_KEY:
            keyboard = ""
        title = f"{PUSH * pushes}{self._title}" if self._title else ""
        return f"{title}\x1b[?1049h{mouse}\x1b[?25l\x1b[?1004h{keyboard}\x1b[?2004h\x1b[?7l{mouse}"

    def _off(self) -> str:
        """Return the sequences for restoring the terminal, valid even inside another sequence."""
        frame = "\x1b[?2026l" if self._app._sync_available else ""
        size = "\x1b[?2048l" if self._in_band_window_resize else ""
        keyboard = "" if constants.DISABLE_KITTY_KEY else "\x1b[<u"
        mouse = _modes((*reversed(_MOUSE), *[1016] * self._mouse_pixels), "l")
        pointer = "\x1b]22;default\x07" if self._has_pointer else ""
        title = POP if self._title else ""
        modes = f"\x1b[?2004l\x1b[?7h{size}{mouse}{pointer}{keyboard}"
        return f"\x1b\\{frame}{self.parting}\x1b[0m{modes}\x1b[?1049l\x1b[?25h\x1b[?1004l{title}"

    def stop_application_mode(self) -> None:
        """Restore the terminal."""
        self.disable_input()
        if self._writer:
            self._writer.stop(_SLOW)
        with self._undisturbed():
            self._give_back()

    def _give_back(self) -> None:
        """Restore all modes without waiting for other threads."""
        if not self._is_on:
            return
        self._is_on = False
        if self._writer:
            self._writer.stop_at_once(_PATIENCE)
        with suppress(OSError):
            put_at_once(self._screen, self._off().encode(), _PATIENCE)
        if self.attrs_before and is_foreground(self.fileno):  # else another program has set them
            with suppress(termios.error):
                termios.tcflush(self.fileno, termios.TCIFLUSH)
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def close(self) -> None:
        """Restore the signal handlers."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()

    def leave(self, code: int) -> None:
        """Restore the terminal and end the program at once, from any thread."""
        if self._leaving.acquire(blocking=False):
            self._give_back()
            if self.last_act:
                self.last_act()
        else:
            sleep(2 * _PATIENCE)  # another thread is ending the program
        os._exit(code)

    def _vanished(self) -> None:
        self.leave(GONE)

    # Signals

    def _listen(self) -> None:
        for number in ENDING:
            before = signal.getsignal(number)
            if before is None:  # a handler in C, as of faulthandler: it could not be restored
                continue
            if number not in self._before and before is not signal.SIG_IGN:
                self._before[number] = before
                signal.signal(number, self._ended)

    def _ended(self, number: int, frame: FrameType | None) -> None:
        del frame
        if self._is_busy:
            self._late.append(number)
        elif not self._is_ending:  # after an earlier signal
            self._is_ending = True
            self.leave(128 + number)

    def _between(self, act: Callable[[], None]) -> None:
        """Call a function between two messages: a signal may come while locks are held."""
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(act)

    def _sigtstp_application(self, *_: object) -> None:
        self._between(self._stop_here)

    def _sigcont_application(self, *_: object) -> None:
        self._between(self._go_on)

    def _stop_here(self) -> None:
        """Restore the terminal, and stop for the shell."""
        if self._auto_restart and self._is_on:
            self.suspend_application_mode()
            self._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self) -> None:
        """Set the modes again after a stop, even if they were not restored before it."""
        if not self._auto_restart:
            return
        if not is_foreground(self.fileno):
            os.kill(os.getpid(), signal.SIGTTOU)  # stops, as any program drawing in the background
        elif self._must_signal_resume:
            self.resume_application_mode()
        elif self._is_on:
            with suppress(termios.error):
                self._set_keyboard()
            self.write(self._on(pushes=False))
            self._post(self.SignalResume())

    def _resized(self, *_: object) -> None:
        if not self._in_band_window_resize:
            self._send_size()

    def _send_size(self) -> None:
        size = Size(*self._get_terminal_size())
        self._post(events.Resize(size, size))

    def _post(self, message: events.Event) -> None:
        asyncio.run_coroutine_threadsafe(self._app._post_message(message), loop=self._loop)

    # Writing

    def write(self, data: str) -> None:
        """Write to the terminal; after it is restored, nothing is written."""
        if self._is_on and self._writer:
            self._has_pointer |= data.startswith("\x1b]22;")
            self._writer.write(anchored(data))

    def set_title(self, text: str) -> None:
        """Set the title of the window; the title before it comes back at the end."""
        before, self._title = self._title, title_sequence(text)
        self.write(self._title if before else f"{PUSH}{self._title}")

    def ask_background(self) -> None:
        """Ask the terminal whether it is light or dark; the app gets the answer, if any."""
        self._background.expect()
        self.write(ASK)

    # Reading

    def _start_reading(self) -> None:
        self._woken, self._wake = os.pipe()
        self._key_thread = Thread(target=self._run_input_thread, name="textual-input", daemon=True)
        self._key_thread.start()

    def disable_input(self) -> None:
        """Stop reading keys."""
        if self._wake < 0:
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        os.close(self._wake)
        self._wake = -1
        if self._key_thread:
            self._key_thread.join(_PATIENCE)

    def run_input_thread(self) -> None:
        """Read keys and pass them on, until input is disabled."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        # `select` fails for file descriptors over 1,023; `kqueue` cannot wait for a terminal.
        woken = self._woken
        with getattr(selectors, "EpollSelector", selectors.SelectSelector)() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(woken, selectors.EVENT_READ)
            while True:
                ready = [key.fd for key, _ in selector.select(_TICK)]
                if woken in ready:
                    break
                typed = decode(self._read()) if ready else ""
                answers = self._background
                text = answers.without(typed) if typed else answers.overdue()
                for event in parser.feed(text) if text else ():  # "" would end the parser
                    self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
        os.close(woken)

    def _read(self) -> bytes:
        """Return the typed bytes."""
        try:
            data = os.read(self.fileno, 4096)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data and not os.isatty(self.fileno):
            self._vanished()
        return data
