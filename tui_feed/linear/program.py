"""Main loop of `--linear`: takes keys and runs their commands."""

from collections.abc import Callable, Iterator

from tui_feed.browse.commands import COMMANDS, Command, Scope, key_for
from tui_feed.browse.file_watch import FileWatch
from tui_feed.browse.key_sequences import KeySequence
from tui_feed.browse.status_lines import EMPTY_RELOAD
from tui_feed.linear.bars import Bars
from tui_feed.linear.commands.filter_commands import LinearFilterCommands
from tui_feed.linear.commands.mark_commands import LinearMarkCommands
from tui_feed.linear.commands.picture_commands import LinearPictureCommands
from tui_feed.linear.commands.post_commands import LinearPostCommands
from tui_feed.linear.commands.read_commands import (
    HALF_PAGE,
    PAGE_OF_POST,
    PAGE_POSTS,
    LinearReadCommands,
)
from tui_feed.linear.commands.related_commands import LinearRelatedCommands
from tui_feed.linear.commands.search_commands import LinearSearchCommands
from tui_feed.linear.commands.take_commands import LinearTakeCommands
from tui_feed.linear.keyboard import EndOfKeysError
from tui_feed.linear.keys import PASTE, Key, action_call, command_for, spoken_key
from tui_feed.linear.lists import ListItem, NumberedList, read_in_pages
from tui_feed.linear.session import SLICE, Session
from tui_feed.query import KINDS, all_terms
from tui_feed.text.numbers import counted

LOOK = 1.0
"""Seconds between two looks at watched files."""
OWN_KEYS = {
    ".": ("period", "Repeat the last announcement"),
    "=": ("equals_sign", "Current position: file, reading progress, filter, post"),
}
"""Keys of `--linear` only, each with its Textual name and its help."""

Action = Callable[..., None]
"""Function of a command, called with its action's arguments."""


class Program:
    """Runs the command of each key until the reader quits or the keys end."""

    def __init__(
        self, session: Session, *, suspend: Callable[[], None], watch: FileWatch | None = None
    ) -> None:
        """Set up all commands; `suspend` stops the program until the shell resumes it.

        Files of `watch` are read again when they change.
        """
        self._session = session
        self._watch = watch
        self._suspend = suspend
        self._taking = LinearTakeCommands(session)
        self._reading = reading = LinearReadCommands(session)
        self._filtering = filtering = LinearFilterCommands(session, reading)
        self._searching = LinearSearchCommands(session, reading)
        self._bars = bars = Bars(session, reading, filtering)
        self._count = ""
        self._sequence = KeySequence()
        self._selected_count = -1  # posts in the feed at the last selection
        self._announces_end = False
        self._first_row_announced: int | None = None  # at the start
        self.actions: dict[Scope, dict[str, Action]] = {
            "timeline": {
                "move": lambda step: reading.move(step, self._take_count(1)),
                "page": lambda step: reading.page(step, PAGE_POSTS, self._take_count(1)),
                "half_page": lambda step: reading.page(step, HALF_PAGE, self._take_count(1)),
                "put": lambda _: session.say(["There is no window to scroll."]),
                "first": lambda: reading.first(self._take_count(1)),
                "last": lambda: reading.last(self._take_count(0) or None),
                "open": reading.open_selected,
            },
            "page": {
                "scroll": reading.scroll,
                "scroll_page": lambda step: reading.scroll_page(step, PAGE_OF_POST),
                "scroll_half_page": lambda step: reading.scroll_page(step, PAGE_OF_POST // 2),
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
            "screen": self._screen_actions(reading, filtering, bars),
        }
        """Function of each action, by the scope of its keys."""

    def _screen_actions(
        self, reading: LinearReadCommands, filtering: LinearFilterCommands, bars: Bars
    ) -> dict[str, Action]:
        about, take = LinearPostCommands(self._session), self._taking
        related = LinearRelatedCommands(self._session, reading, filtering, about)
        own = LinearMarkCommands(self._session, reading, take)
        return {
            "next_post": reading.next_post,
            "back": lambda: reading.turn(back=True),
            "forward": lambda: reading.turn(back=False),
            "before_jump": reading.before_jump,
            "escape": self._escape,
            "quote": related.quote,
            "thread": related.thread,
            "context": related.context,
            "link": about.link,
            "copy_post": take.copy_post,
            "copy_link": take.copy_link,
            "copy_citation": take.copy_citation,
            "pick_range": take.pick_range,
            "pick_post": take.pick_post,
            "pick_all": take.pick_all,
            "export": take.export,
            "pipe": take.pipe,
            "view": take.view,
            "record": about.record,
            "pictures": LinearPictureCommands(self._session).pictures,
            "profile": about.profile,
            "toggle_mark": own.toggle_mark,
            "marks": own.marks,
            "note": own.note,
            "labels": own.labels,
            "toggle_read": own.toggle_read,
            "read_all": own.read_all,
            "filter": filtering.type,
            "facets": filtering.facets,
            "dates": filtering.dates,
            "jump": filtering.jump,
            "on_this_day": filtering.on_this_day,
            "histogram": bars.open,
            "search": self._searching.type,
            "match": self._searching.match,
            "remove_last": filtering.remove_last,
            "remove_part": filtering.remove_part,
            "named_filters": filtering.saved_filters,
            "order": filtering.order,
            "reload": self._reload,
            "stop": self._stop,
            "notices": about.notices,
            "help": lambda: read_in_pages(self._session, list(help_lines())),
            "app.mouse": lambda _: self._session.say(["The terminal already has the mouse."]),
            "app.command_palette": self._palette,
            "app.suspend_process": self._suspend,
            "app.quit": self._quit,
        }

    # Keys

    def run(self) -> None:
        """Announce the opened files, then run commands until the reader quits or the keys end."""
        session = self._session
        session.read_first()
        troubles = session.own.load(session.feed, session.source.name)
        self._show_new_posts()
        self._announces_end = session.is_reading
        lead = [
            *session.status_lines(),
            *troubles,
            f"{key_for('help')} lists the keys.",
            *self._go_to_place(),
        ]
        session.say([*lead, session.selected_post_words()])
        self._first_row_announced = session.timeline.row
        try:
            while not session.is_done:
                self.press(self._next_key())
        except EndOfKeysError:
            session.voice.end_line()

    def _go_to_place(self) -> list[str]:
        """Select the post at which the reader left; return a sentence about it."""
        session = self._session
        row = None if session.filter_query.root else session.own.place()
        if row is None or row == session.timeline.row or not session.timeline.choose_row(row):
            return []
        place = f"post {session.timeline.index + 1:,}"
        return [f"Opened at {place}, where you were; g goes to the first post."]

    def _next_key(self) -> Key:
        """Wait for a key; before it, announce the end of reading, and read changed files again."""
        session, watch = self._session, self._watch
        while True:
            while session.is_reading and not session.keyboard.wait(session.source.pause):
                session.read_on(SLICE)
            if self._announces_end and not session.is_reading:
                self._announces_end = False
                self._say_read()
            if watch is None or session.is_reading or session.keyboard.wait(LOOK):
                return session.next_key()
            if watch.has_changed():
                self._reload()

    def _say_read(self) -> None:
        """Announce the end of reading, and the first post if it changed."""
        session = self._session
        self._show_new_posts()
        lead = [
            session.source.failure or f"Finished reading: {counted(len(session.feed), 'posts')}."
        ]
        is_new = (
            session.timeline.chosen_row is None
            and session.timeline.row != self._first_row_announced
        )
        session.say([*lead, session.selected_post_words()] if is_new else lead)

    def press(self, key: Key) -> None:
        """Run the command of a key."""
        session = self._session
        if key.name == PASTE:
            self._filtering.type(key.sign)
            return
        name = self._sequence.follow(key.name, self._bound_keys())
        if not name or self._collects_count(key):
            return
        self._show_new_posts()
        if not session.keyboard.is_terminal:
            session.voice.note(f"> {self._count}{spoken_key(name)}")
        own = next((sign for sign, (own, _) in OWN_KEYS.items() if own == name), key.sign)
        if own == ".":
            session.say(session.voice.last)
        elif own == "=":
            session.say([*session.status_lines(), session.selected_post_words()])
        elif command := self._command_of(name):
            self._do_and_note(command)
        else:
            session.say([f"No command on {key.words}. {key_for('help')} lists the keys."])
        self._count = ""

    def _collects_count(self, key: Key) -> bool:
        """Collect the digits of a count; return whether the key belonged to the count."""
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

    def _show_new_posts(self) -> None:
        """Show posts read since the last key."""
        session = self._session
        session.read_on(0)
        session.own.find_posts()
        if len(session.feed) != self._selected_count:
            session.select()
            self._selected_count = len(session.feed)

    @property
    def _scope(self) -> Scope:
        if self._bars.is_open:
            return "histogram"
        return "page" if self._session.open else "timeline"

    def _bound_keys(self) -> set[str]:
        scopes = (self._scope, "screen")
        return {key for each in COMMANDS if each.scope in scopes for key in each.keys}

    def _command_of(self, key: str) -> Command | None:
        """Return the command of a key; without reading to stop, Ctrl-C quits."""
        if key == "ctrl+c" and not self._session.is_reading:
            return next(command for command in COMMANDS if command.action == "app.quit")
        return command_for(key, self._scope, "screen")

    def _do_and_note(self, command: Command) -> None:
        """Run a command, and note the posts left or opened by it as read."""
        session = self._session
        row, at, rows = session.timeline.row, session.timeline.index, session.rows
        self._do(command)
        if session.timeline.row != row:
            passed = rows[at : session.timeline.index] if command.action == "page(1)" else []
            session.own.read(passed or ([] if row is None else [row]))
            session.own.set_place(session.timeline.row)
        elif command.action == "open" and row is not None:
            session.own.read([row])

    def _do(self, command: Command) -> None:
        name, parameters = action_call(command)
        if command.scope != "histogram":
            self._bars.is_open = False
        self.actions[command.scope][name](*parameters)

    # Commands about the program

    def _escape(self) -> None:
        """Close the open post; else clear the filter, or stop reading."""
        if self._session.open:
            self._reading.close()
        elif self._searching.leave() or self._taking.let_go():
            pass
        elif self._session.is_reading and not self._session.filter_query.text:
            self._stop()
        else:
            self._filtering.clear()

    def _stop(self) -> None:
        session = self._session
        if not session.is_reading:
            session.say(["Everything has been read."])
            return
        session.source.cancel()
        session.is_reading = self._announces_end = False
        session.select()
        session.say([f"Stopped reading. {counted(len(session.feed), 'posts')} so far."])

    def _reload(self) -> None:
        """Read the files again; keep the old posts until the first new post arrives."""
        session = self._session
        fresh = session.source.again()
        is_read = bool(fresh.failure)
        while not is_read and not len(fresh.feed):
            is_read = fresh.step(SLICE)
            if session.keyboard.is_interrupted():
                fresh.end()
                session.say(["Stopped; the posts read before stay."])
                return
        if not len(fresh.feed) and (fresh.failure or len(session.feed)):
            fresh.end()
            session.say([fresh.failure or EMPTY_RELOAD])
            return
        post = session.post
        session.source.end()
        session.source, session.is_reading = fresh, not is_read
        session.jump_history.clear()
        session.read_first()
        session.own.load(session.feed, session.source.name)
        session.timeline.chosen_row = fresh.feed.row_of(post.id) if post else None
        session.select()
        self._selected_count, self._announces_end = len(session.feed), session.is_reading
        words = self._taking.forget()
        self._reading.say_selected(*session.status_lines()[1:], *words)

    def _palette(self) -> None:
        """List all commands, and run the chosen command."""
        offered = [each for each in COMMANDS if each.scope in ("screen", "timeline")]
        choices = [
            ListItem(each.help, " ".join(map(spoken_key, each.keys)), str(at))
            for at, each in enumerate(offered)
        ]
        answer = NumberedList("Every command:", choices).ask(self._session)
        if answer and answer.choice:
            self._session.open = None
            self._do(offered[int(answer.choice.value)])

    def _quit(self) -> None:
        self._session.is_done = True
        self._session.say(["Bye."])


def help_lines() -> Iterator[str]:
    """Yield help lines: all keys, then the query language."""
    yield "Keys. A number before j or k repeats it; before g or G it is the number of a post."
    for group in dict.fromkeys(command.group for command in COMMANDS):
        yield f"{group}:"
        for command in COMMANDS:
            if command.group == group:
                yield f"{' or '.join(map(spoken_key, command.keys))}: {command.words}"
    yield "Only with --linear:"
    for sign, (_, words) in OWN_KEYS.items():
        yield f"{sign}: {words}"
    yield "Filter language:"
    for row in all_terms():
        yield f"{row.written}: {row.help}"
    yield "Kinds of posts, for is: has: filter: exclude:"
    for kind in KINDS:
        yield f"{kind.written}: {kind.help}"
