"""Commands on the reader's own marks, notes, labels and read posts."""

from functools import partial

from pyroaring import BitMap

from tui_feed.browse.moving.mark_lists import marked_posts
from tui_feed.text.numbers import counted
from tui_feed.ui.command_context import CommandContext
from tui_feed.ui.dialogs.base.choice_list import Choice
from tui_feed.ui.dialogs.base.dialog import Question
from tui_feed.ui.dialogs.base.line_dialog import LineDialog
from tui_feed.ui.dialogs.mark_list import BACK, MarkList
from tui_feed.ui.screens.marks.reader_state import ReaderState

MOST_AT_ONCE = 2_000
"""Most picked posts that a key marks: a second of work."""
SLICE = 0.008
"""Seconds of noting posts as read between two looks at the keyboard."""
_ONLY_QUOTED = "Marks are for posts of the timeline; this post is only here as a quote."


class MarkCommands:
    """Commands to mark posts, write notes and labels, and set posts as read."""

    def __init__(self, context: CommandContext, state: ReaderState) -> None:
        self._context = context
        self._state = state
        self._has_told = False

    def _row(self) -> int | None:
        """Return the row of the post in full; else tell why it cannot be marked."""
        post, feed = self._context.post, self._context.feed
        row = feed.row_of(post.id) if post else None
        if post and row is None:
            self._context.notify(_ONLY_QUOTED)
        return row

    def _rows(self) -> list[int]:
        """Return the rows of the picked posts; without any or in an open post, of the post."""
        context = self._context
        if not context.taking.has_picked or context.is_page_open:
            row = self._row()
            return [] if row is None else [row]
        picked = context.taking.picked
        if len(picked) > MOST_AT_ONCE:
            context.notify(f"At most {MOST_AT_ONCE:,} posts can be marked at once.")
            return []
        return list(picked.in_order(context.rows))

    # Marks

    def toggle_mark(self) -> None:
        """Mark the post or the picked posts; if all are marked, remove their marks."""
        rows = self._rows()
        if not rows:
            return
        is_on = not all(row in self._context.feed.own.marked for row in rows)
        for row in rows:
            self._state.marks.set_mark(row, is_on=is_on)
            self._state.await_sign(row)
        if len(rows) > 1:
            self._context.notify(f"{counted(len(rows), 'posts')} {'' if is_on else 'un'}marked.")
        elif is_on and not self._has_told:
            self._has_told = True
            self._context.notify("Marked. The key ' lists the marks.")

    def marks(self) -> None:
        """List the posts with marks, notes or labels, and go to the chosen post."""
        found = marked_posts(self._context.feed)
        choices = [Choice(each.words, each.date, str(each.row)) for each in found]
        self._context.ask(MarkList(choices, self._context.palette), self._go)

    def _go(self, value: str) -> None:
        if value != BACK:
            self._context.trail.jump(int(value))
        elif not self._context.trail.before_jump():
            self._context.notify("No jump yet.")

    # Notes and labels

    def note(self) -> None:
        """Write a note of one line for the post; an empty line removes it."""
        row = self._row()
        if row is not None:
            before = self._context.feed.own.notes.get(row, "")
            dialog = LineDialog("Note", before, ("Enter keep", "empty removes", "Esc back"))
            self._context.ask(dialog, partial(self._set_note, row))

    def _set_note(self, row: int, text: str) -> None:
        self._state.marks.set_note(row, text)
        self._state.await_sign(row)

    def labels(self) -> None:
        """Give the post labels, separated by commas."""
        row = self._row()
        if row is None:
            return
        before = ", ".join(self._context.feed.own.labels.get(row, ()))
        dialog = LineDialog(
            "Labels, separated by commas",
            f"{before}, " if before else "",
            ("Enter keep", "Tab complete", "Esc back"),
            self._state.marks.all_labels(),
        )
        self._context.ask(dialog, partial(self._set_labels, row))

    def _set_labels(self, row: int, text: str) -> None:
        self._state.marks.set_labels(row, text)
        self._state.await_sign(row)

    # Read posts

    def toggle_read(self) -> None:
        """Set the post or the picked posts to unread; if all are unread, to read."""
        rows, marks = self._rows(), self._state.marks
        if not rows:
            return
        if not any(row in self._context.feed.own.read for row in rows):
            marks.set_read(rows)
            words = "Set to read"
        else:
            marks.set_unread(rows)
            words = "Set to unread"
        self._state.visited()
        self._context.notify(f"{words}{f': {len(rows):,} posts' if len(rows) > 1 else ''}.")

    def read_all(self) -> None:
        """Set all posts shown to read, after a question."""
        rows = self._context.rows.as_set()
        unread = rows - self._context.feed.own.read
        if not unread:
            self._context.notify("All posts shown are read.")
            return
        posts = counted(len(unread), "posts")
        question = Question("All read?", f"Set all unread posts shown to read: {posts}.")
        self._context.ask(question, partial(self._begin_reading, rows))

    def _begin_reading(self, rows: BitMap, is_wanted: bool) -> None:
        if is_wanted:
            self._context.run_worker(self._read(rows), group="read all", exclusive=True)

    async def _read(self, rows: BitMap) -> None:
        """Note the posts as read in slices; of a million, this may take seconds."""
        from asyncio import sleep
        from time import perf_counter

        marks, until = self._state.marks, perf_counter() + SLICE
        for _ in marks.read_all(rows):
            if perf_counter() > until:
                await sleep(0.001)
                until = perf_counter() + SLICE
        self._state.visited()
        self._context.notify(f"{counted(len(rows), 'posts')} set to read.")
