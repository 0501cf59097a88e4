"""The program without a screen: which key does what, and the loop that takes keys."""

from collections.abc import Callable, Iterator

from tui_feed.browse.commands import COMMANDS, Command, Scope
from tui_feed.linear.bars import Bars
from tui_feed.linear.filter_commands import Filtering
from tui_feed.linear.keyboard import EndOfKeysError
from tui_feed.linear.keys import Key, call_of, command_of, spoken_key
from tui_feed.linear.lists import Choice, Listing, read_sheet
from tui_feed.linear.post_commands import About
from tui_feed.linear.read_commands import Reading
from tui_feed.linear.state import SLICE, Session
from tui_feed.query import KINDS, all_terms
from tui_feed.text.numbers import counted

OWN_KEYS = {
    ".": ("period", "Say the last announcement again"),
    "=": ("equals_sign", "Where am I: the file, how far it is read, the filter, the post"),
}
"""Keys that only make sense here, each with Textual's name for it and what it does."""

Form = Callable[..., None]
"""A command as it works here, called with the parameters of its action."""


class Program:
    """Announces one thing a key, until the reader quits or there are no more keys."""

    def __init__(self, session: Session, *, suspend: Callable[[], None]) -> None:
        """`suspend` gives the terminal back to the shell until the reader returns."""
        self._session = session
        self._suspend = suspend
        self._reading = reading = Reading(session)
        self._filtering = filtering = Filtering(session, reading)
        self._bars = bars = Bars(session, reading, filtering)
        self._count = ""
        self._known = -1  # posts that the selection is of
        self._awaits_end = False
        self._heard: int | None = None  # the row that was said first
        self.forms: dict[Scope, dict[str, Form]] = {
            "timeline": {
                "move": lambda step: reading.move(step, self._take_count(1)),
                "page": lambda step: reading.page(step, self._take_count(1)),
                "first": lambda: reading.first(self._take_count(1)),
                "last": lambda: reading.last(self._take_count(0) or None),
                "open": reading.open_selected,
            },
            "page": {
                "scroll": reading.scroll,
                "scroll_page": reading.scroll_page,
                "scroll_top": lambda: reading.scroll_to(end=False),
                "scroll_bottom": lambda: reading.scroll_to(end=True),
            },
            "histogram": {
                "move": bars.move,
                "year": bars.year,
                "end": bars.end,
                "mark": bars.mark,
                "narrow": bars.narrow,
                "narrow_year": bars.narrow_year,
                "leave": bars.leave,
            },
            "screen": self._screen_forms(reading, filtering, bars),
        }
        """What each action does, by where its keys work."""

    def _screen_forms(self, reading: Reading, filtering: Filtering, bars: Bars) -> dict[str, Form]:
        about = About(self._session)
        return {
            "next_post": reading.next_post,
            "back": lambda: reading.turn(back=True),
            "forward": lambda: reading.turn(back=False),
            "escape": self._escape,
            "quote": reading.quote,
            "thread": reading.thread,
            "link": about.link,
            "copy_text": lambda: about.copy("text"),
            "copy_link": lambda: about.copy("address"),
            "record": about.record,
            "profile": about.profile,
            "filter": filtering.type,
            "facets": filtering.facets,
            "dates": filtering.dates,
            "jump": filtering.jump,
            "on_this_day": filtering.on_this_day,
            "histogram": bars.open,
            "match": reading.match,
            "remove_last": filtering.remove_last,
            "remove_part": filtering.remove_part,
            "named_filters": filtering.named,
            "order": filtering.order,
            "reload": self._reload,
            "stop": self._stop,
            "notices": about.notices,
            "help": lambda: read_sheet(self._session, list(help_lines())),
            "app.mouse": lambda _: self._session.say(["The mouse is the terminal's here."]),
            "app.command_palette": self._palette,
            "app.suspend_process": self._suspend,
            "app.quit": self._quit,
        }

    # Keys

    def run(self) -> None:
        """Say what was opened, and take keys. Ends where the reader quits or keys do."""
        session = self._session
        session.read_first()
        self._look_at_what_came()
        self._awaits_end = session.is_reading
        session.say([*session.standing_words(), "? lists the keys.", session.here_words()])
        self._heard = session.timeline.row
        try:
            while not session.is_done:
                self.press(self._next_key())
        except EndOfKeysError:
            session.voice.end_line()

    def _next_key(self) -> Key:
        """Wait for a key; where all has been read meanwhile, say so."""
        session = self._session
        while session.is_reading and not session.keyboard.wait(session.source.pause):
            session.read_on(SLICE)
        if self._awaits_end and not session.is_reading:
            self._awaits_end = False
            self._say_read()
        return session.next_key()

    def _say_read(self) -> None:
        """Say that all is read, and the first post where another one than before is first."""
        session = self._session
        self._look_at_what_came()
        lead = [session.source.failure or f"All is read: {counted(len(session.feed), 'posts')}."]
        is_new = session.timeline.home is None and session.timeline.row != self._heard
        session.say([*lead, session.here_words()] if is_new else lead)

    def press(self, key: Key) -> None:
        """Do what a key stands for, and make its announcement."""
        session = self._session
        if self._counts(key):
            return
        self._look_at_what_came()
        if not session.keyboard.is_terminal:
            session.voice.note(f"> {self._count}{key.words}")
        own = next((sign for sign, (name, _) in OWN_KEYS.items() if key.name == name), key.sign)
        if own == ".":
            session.say(session.voice.last)
        elif own == "=":
            session.say([*session.standing_words(), session.here_words()])
        elif command := self._command_of(key.name):
            self._do(command)
        else:
            session.say([f"No command on {key.words}. ? lists the keys."])
        self._count = ""

    def _counts(self, key: Key) -> bool:
        """Collect the digits of a count; return whether a key was one, or took the count back."""
        if self._scope != "timeline":
            return False
        if key.sign and key.sign in "123456789" + "0" * bool(self._count):
            self._count = (self._count + key.sign)[-9:]
            return True
        if key.name == "escape" and self._count:
            self._count = ""
            self._session.say(["no count"])
            return True
        return False

    def _take_count(self, default: int) -> int:
        count, self._count = self._count, ""
        return int(count) if count else default

    def _look_at_what_came(self) -> None:
        """Take in what was read since the last key."""
        session = self._session
        session.read_on(0)
        if len(session.feed) != self._known:
            session.select()
            self._known = len(session.feed)

    @property
    def _scope(self) -> Scope:
        if self._bars.is_open:
            return "histogram"
        return "page" if self._session.open else "timeline"

    def _command_of(self, key: str) -> Command | None:
        """Return the command of a key; one that stops nothing leaves its key to the next."""
        if key == "ctrl+c" and not self._session.is_reading:
            return next(command for command in COMMANDS if command.action == "app.quit")
        return command_of(key, self._scope, "screen")

    def _do(self, command: Command) -> None:
        name, parameters = call_of(command)
        if command.scope != "histogram":
            self._bars.is_open = False
        self.forms[command.scope][name](*parameters)

    # Commands about the program

    def _escape(self) -> None:
        """Go back from the open post; else clear the filter, or stop reading."""
        session = self._session
        if self._session.open:
            self._reading.close()
        elif session.is_reading and not session.filter_query.text:
            self._stop()
        else:
            self._filtering.clear()

    def _stop(self) -> None:
        session = self._session
        if not session.is_reading:
            session.say(["Everything has been read."])
            return
        session.source.cancel()
        session.is_reading = self._awaits_end = False
        session.select()
        session.say([f"Stopped reading. {counted(len(session.feed), 'posts')} are here."])

    def _reload(self) -> None:
        """Read the file again; until its first posts are here, what was read stays."""
        session = self._session
        fresh = session.source.again()
        is_read = bool(fresh.failure)
        while not is_read and not len(fresh.feed):
            is_read = fresh.step(SLICE)
            if session.keyboard.is_interrupted():
                fresh.end()
                session.say(["Stopped; what was read before stays."])
                return
        if fresh.failure and not len(fresh.feed):
            fresh.end()
            session.say([fresh.failure])
            return
        post = session.post
        session.source.end()
        session.source, session.is_reading = fresh, not is_read
        session.trail.clear()
        session.read_first()
        session.timeline.home = fresh.feed.row_of(post.id) if post else None
        session.select()
        self._known, self._awaits_end = len(session.feed), session.is_reading
        self._reading.say_here(*session.standing_words()[1:])

    def _palette(self) -> None:
        """List every command, and do the one whose number is typed."""
        offered = [each for each in COMMANDS if each.scope in ("screen", "timeline")]
        choices = [
            Choice(each.help, " ".join(map(spoken_key, each.keys)), str(at))
            for at, each in enumerate(offered)
        ]
        answer = Listing("Every command:", choices).ask(self._session)
        if answer and answer.choice:
            self._session.open = None
            self._do(offered[int(answer.choice.value)])

    def _quit(self) -> None:
        self._session.is_done = True
        self._session.say(["Bye."])


def help_lines() -> Iterator[str]:
    """Yield every key and the query language, in words."""
    yield "Keys. A number before j, k, g or G says how far, or where."
    for group in dict.fromkeys(command.group for command in COMMANDS):
        yield f"{group}:"
        for command in COMMANDS:
            if command.group == group:
                yield f"{' or '.join(map(spoken_key, command.keys))}: {command.words}"
    yield "Only here:"
    for sign, (_, words) in OWN_KEYS.items():
        yield f"{sign}: {words}"
    yield "Filter language:"
    for row in all_terms():
        yield f"{row.written}: {row.help}"
    yield "Kinds of posts, for is: has: filter: exclude:"
    for kind in KINDS:
        yield f"{kind.written}: {kind.help}"
