"""Commands on the reader's own marks, notes, labels and read posts."""

from tui_feed.browse.moving.mark_lists import marked_posts
from tui_feed.linear.commands.read_commands import LinearReadCommands
from tui_feed.linear.commands.take_commands import LinearTakeCommands
from tui_feed.linear.lists import ListItem, NumberedList
from tui_feed.linear.prompt import Completer
from tui_feed.linear.session import Session
from tui_feed.query import fold
from tui_feed.text.numbers import counted

_NOT_SAVED = "Not saved yet; it lasts until you quit."
_ONLY_QUOTED = "Marks are for posts of the timeline; this post is only here as a quote."


class LinearMarkCommands:
    """Marks posts, writes notes and labels, and sets posts as read."""

    def __init__(
        self, session: Session, reading: LinearReadCommands, taking: LinearTakeCommands
    ) -> None:
        self._session = session
        self._reading = reading
        self._taking = taking

    def _row(self) -> int | None:
        """Return the row of the post; else announce why it cannot be marked."""
        session = self._session
        post = session.open or session.post
        row = session.feed.row_of(post.id) if post else None
        if row is None:
            session.say([_ONLY_QUOTED if post else session.selected_post_words()])
        return row

    def _rows(self) -> list[int]:
        """Return the rows of the picked posts; without any, the row of the post."""
        if picked := self._taking.picked_rows():
            return picked
        row = self._row()
        return [] if row is None else [row]

    def _say_saved(self, words: str) -> None:
        """Announce a change once it is saved, or announce the failure."""
        own = self._session.own
        troubles = own.saved()
        self._session.say([words, *([] if own.is_saved else [_NOT_SAVED]), *troubles])

    def toggle_mark(self) -> None:
        """Mark the post or the picked posts; if all are marked, remove their marks."""
        rows = self._rows()
        if not rows:
            return
        is_on = not all(row in self._session.feed.own.marked for row in rows)
        for row in rows:
            self._session.own.marks.set_mark(row, is_on=is_on)
        if len(rows) > 1:
            self._say_saved(f"{counted(len(rows), 'posts')} {'' if is_on else 'un'}marked.")
        else:
            self._say_saved("Marked." if is_on else "Mark removed.")

    def marks(self) -> None:
        """List the posts with marks, notes or labels, and go to the chosen post."""
        session = self._session
        found = marked_posts(session.feed)
        choices = [ListItem(each.words, each.date, str(each.row)) for each in found]
        title = "Marks:" if found else "Nothing is marked here."
        hint = "' goes to the place before the last jump, "
        answer = NumberedList(title, choices, hint=hint).ask(session, end_keys=("apostrophe",))
        if answer and answer.key:
            self._reading.before_jump()
        elif answer and answer.choice:
            self._reading.jump(int(answer.choice.value))

    def note(self) -> None:
        """Write a note of one line for the post; an empty line removes it."""
        row, session = self._row(), self._session
        if row is None:
            return
        typed = session.prompt.line("note: ", session.feed.own.notes.get(row, ""))
        if typed.is_cancelled:
            session.say(["The note stays as it was."])
            return
        kept = session.own.marks.set_note(row, typed.text)
        self._say_saved("Note kept." if kept else "No note.")

    def labels(self) -> None:
        """Give the post labels, separated by commas."""
        row, session = self._row(), self._session
        if row is None:
            return
        before = ", ".join(session.feed.own.labels.get(row, ()))
        completer = LabelCompleter(session.own.marks.all_labels())
        typed = session.prompt.line("labels, with commas: ", before, completer=completer)
        if typed.is_cancelled:
            session.say(["The labels stay as they were."])
            return
        kept = session.own.marks.set_labels(row, typed.text)
        self._say_saved(f"Labels: {', '.join(kept)}." if kept else "No labels.")

    def toggle_read(self) -> None:
        """Set the post or the picked posts to unread; if all are unread, to read."""
        rows, own = self._rows(), self._session.own
        if not rows:
            return
        is_read = any(row in self._session.feed.own.read for row in rows)
        (own.marks.set_unread if is_read else own.marks.set_read)(rows)
        own.marks.save_read()
        own.set_visited()
        words = "Set to unread" if is_read else "Set to read"
        self._say_saved(f"{words}{f': {len(rows):,} posts' if len(rows) > 1 else ''}.")

    def read_all(self) -> None:
        """Set all posts shown to read, after a question."""
        session = self._session
        rows = session.rows.as_set()
        unread = rows - session.feed.own.read
        posts = counted(len(unread), "posts")
        session.say([f"Set all unread posts shown to read: {posts}. y does, any other key not."])
        if session.next_key().name != "y":
            session.say(["Nothing changed."])
            return
        for _ in session.own.marks.read_all(rows):
            session.read_on(0)
        session.own.set_visited()
        self._say_saved(f"{counted(len(rows), 'posts')} set to read.")


class LabelCompleter(Completer):
    """Completion of the label after the last comma."""

    def __init__(self, known: list[str]) -> None:
        self._known = known

    def complete(self, text: str, step: int) -> tuple[str, str]:
        """Return the line with its last label completed, and an announcement."""
        del step
        head, comma, begun = text.rpartition(",")
        wanted = fold(begun.strip())
        found = [label for label in self._known if fold(label).startswith(wanted)]
        if not found:
            return text, "No completion."
        return f"{head}{comma}{' ' * bool(comma)}{found[0]}", found[0]
