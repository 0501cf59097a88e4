"""Commands to take posts along: select, copy, cite, save, pipe, view."""

import asyncio
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import TypeVar

from tui_feed.browse.taking.citation import Archive, citation
from tui_feed.browse.taking.digests import Digests
from tui_feed.browse.taking.export import Export, ExportError
from tui_feed.browse.taking.file_names import in_short, shown_path, suggested_path, typed_path
from tui_feed.browse.taking.picked_posts import PickedPosts
from tui_feed.browse.taking.piping import PipeResult, pipe
from tui_feed.browse.taking.taken_posts import (
    ADDRESS,
    TEXT,
    CopiedPart,
    TakenPosts,
    all_picked,
    all_shown,
    single,
)
from tui_feed.browse.taking.viewing import PrivateFile, ViewError, view, viewer
from tui_feed.linear.lists import ListItem, NumberedList, read_in_pages
from tui_feed.linear.session import SLICE, Session
from tui_feed.models import Post
from tui_feed.printers import FORMATS, Format, Printout
from tui_feed.text.numbers import counted

MOST_JOINED = 5_000
"""Posts of the longest text for the clipboard."""
_STOPPED = "Stopped."

Result = TypeVar("Result")


class StoppedError(Exception):
    """Raised if the reader stops some work."""


class LinearTakeCommands:
    """Commands on the picked posts, the post at the cursor, or all posts shown."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._picked = PickedPosts()
        self._digests = Digests()

    # Selecting

    def _up_to_date(self) -> PickedPosts:
        """Return the picked posts, with the range up to the cursor."""
        session = self._session
        self._picked.follow(session.rows, session.timeline.index, self._view)
        return self._picked

    @property
    def _view(self) -> object:
        return self._session.filter_query.text, self._session.order

    def _count(self) -> str:
        return f"{counted(len(self._picked), 'posts')} selected"

    def pick_range(self) -> None:
        """Begin a range at the cursor, or end it."""
        session, picked = self._session, self._up_to_date()
        if session.timeline.row is None:
            session.say([session.selected_post_words()])
        elif picked.has_range:
            picked.end_range()
            session.say([f"{self._count()}; Esc lets them go."])
        else:
            picked.start_range(session.rows, session.timeline.index, self._view)
            session.say(["range begins here; move to its other end, V ends it"])

    def pick_post(self) -> None:
        """Pick the post at the cursor, or let it go."""
        row = self._session.timeline.row
        if row is None:
            self._session.say([self._session.selected_post_words()])
            return
        is_picked = self._up_to_date().toggle(row)
        self._session.say([f"{'selected' if is_picked else 'let go'}; {self._count()}"])

    def pick_all(self) -> None:
        """Pick all posts shown, or let them go."""
        self._up_to_date().pick_all(self._session.rows)
        self._session.say([self._count()])

    def forget(self) -> list[str]:
        """Let go of the posts of an earlier reading; return words about it, if there were any."""
        had, self._picked = bool(self._picked), PickedPosts()
        return ["The selected posts were let go."] if had else []

    def let_go(self) -> bool:
        """Let go of the picked posts; return True if there were any."""
        picked = self._up_to_date()
        if not picked:
            return False
        picked.clear()
        self._session.say(["No post is selected now."])
        return True

    def picked_rows(self) -> list[int]:
        """Return the rows of the picked posts; none in an open post."""
        picked = self._up_to_date()
        return [] if self._session.open else list(picked.in_order(self._session.rows))

    def _taken(self) -> TakenPosts | None:
        """Return the picked posts; without any or in an open post, the post at the cursor."""
        session, picked = self._session, self._up_to_date()
        if picked and not session.open:
            return all_picked(picked, session.feed, session.rows, session.source.name)
        post = session.open or session.post
        if post is None:
            session.say([session.selected_post_words()])
        return single(post) if post else None

    # Copying

    def copy_post(self) -> None:
        """Copy the text of the post, or of the picked posts."""
        self._copy(TEXT)

    def copy_link(self) -> None:
        """Copy the address of the post, or of the picked posts."""
        self._copy(ADDRESS)

    def _copy(self, part: CopiedPart) -> None:
        if not (found := self._taken()):
            return
        posts = [post for post, _ in zip(found.posts(), range(MOST_JOINED), strict=False)]
        texts = list(filter(None, map(part.of, posts)))
        noun = part.noun if found.is_single else f"{part.nouns} of {counted(len(posts), 'posts')}"
        if texts:
            self._session.say([self._session.copy(part.between.join(texts), noun)])
        else:
            self._session.say([f"Nothing to copy: {part.missing}."])

    def copy_citation(self) -> None:
        """Copy a citation of the post, or of the picked posts."""
        if not (found := self._taken()):
            return
        posts = [post for post, _ in zip(found.posts(), range(MOST_JOINED), strict=False)]
        try:
            texts = [citation(post, self._archive(post)) for post in posts]
        except StoppedError:
            self._session.say([_STOPPED])
            return
        noun = "citation" if found.is_single else f"citations of {counted(len(posts), 'posts')}"
        lines = texts[0].split("\n") if found.is_single else []
        self._session.say([*lines, self._session.copy("\n\n".join(texts), noun)])

    def _archive(self, post: Post) -> Archive:
        """Return the archive of a post. Raises `StoppedError`."""
        session, is_over = self._session, False
        row = session.feed.row_of(post.id)
        row = session.timeline.row if row is None else row
        path = None if row is None else session.source.path_of(row)
        try:
            digest = partial(self._digests.archive, path, post.source, lambda: is_over)
            return self._in_thread(digest, "Computing the SHA-256 of the file; Esc stops.")
        finally:
            is_over = True

    def _in_thread(self, work: Callable[[], Result], slow: str) -> Result:
        """Run a function in a thread while keys are looked at. Raises `StoppedError`."""
        found: list[Result] = []
        thread = threading.Thread(target=lambda: found.append(work()), daemon=True)
        thread.start()
        thread.join(0.5)
        if thread.is_alive():
            self._session.voice.note(slow)
        while thread.is_alive():
            thread.join(SLICE)
            if self._session.keyboard.is_interrupted():
                raise StoppedError
        return found[0]

    # Saving

    def export(self) -> None:
        """Ask for a format and a file, and save the posts shown, or the picked posts."""
        session, picked = self._session, self._up_to_date()
        if picked:
            found = all_picked(picked, session.feed, session.rows, session.source.name)
        else:
            name, query = session.source.name, session.filter_query
            found = all_shown(session.feed, session.rows, name, query)
        if not found.printout.total:
            session.say(["Nothing to save: no post is shown."])
            return
        items = [ListItem(each.label, each.suffix, each.name) for each in FORMATS.values()]
        answer = NumberedList(f"Save {found.words} as which format?", items).ask(session)
        if answer and answer.choice:
            self._save(found, FORMATS[answer.choice.value])

    def _save(self, found: TakenPosts, form: Format) -> None:
        facts = (found.printout.profiles, found.printout.name, found.printout.query)
        typed = self._session.prompt.line("file: ", in_short(suggested_path(*facts, form.suffix)))
        if typed.is_cancelled:
            self._session.say_return()
            return
        try:
            path = typed_path(typed.text)
            if replaces := os.path.lexists(path):
                self._session.say(["This file exists. y replaces it, any other key does not."])
                if self._session.next_key().name != "y":
                    self._session.say(["Not saved."])
                    return
            shown = shown_path(path.absolute())
            self._write(Export(path, form, found.printout, replaces=replaces), found, shown)
        except ValueError as error:
            self._session.say([f"Not saved: {error}."])

    def _write(self, export: Export, found: TakenPosts, shown: str) -> None:
        try:
            while (data := export.chunk(SLICE)) is not None:
                export.write(data)
                if self._session.keyboard.is_interrupted():
                    self._session.say(["Saving has stopped; there is no file."])
                    return
            export.finish()
            self._session.say([f"Saved {found.words} to {shown}."])
        except ExportError as error:
            self._session.say([f"Not saved: {error}."])
        finally:
            export.abandon()

    # Other programs

    def pipe(self) -> None:
        """Ask for a command, and give it the post or the picked posts."""
        session = self._session
        if not (found := self._taken()):
            return
        forms = [ListItem(FORMATS[name].label, "", name) for name in ("text", "jsonl")]
        answer = NumberedList(f"Hand {found.words} to a command, as what?", forms).ask(session)
        if not answer or not answer.choice:
            return
        typed = session.prompt.line("command: ")
        if typed.is_cancelled or not typed.text.strip():
            session.say_return()
            return
        posts = _chunks(found.printout, FORMATS[answer.choice.value])
        try:
            result = asyncio.run(self._watched(pipe(typed.text, posts)))
        except asyncio.CancelledError:
            session.say(["The command has been stopped."])
            return
        read_in_pages(session, [result.end, *result.output.rstrip("\n").split("\n")])

    async def _watched(self, work: Coroutine[object, object, PipeResult]) -> PipeResult:
        """Wait for a command; Esc ends it. Raises `CancelledError`."""
        task = asyncio.ensure_future(work)
        while not task.done():
            await asyncio.wait([task], timeout=SLICE)
            if self._session.keyboard.is_interrupted():
                task.cancel()
        return await task

    def view(self) -> None:
        """Open the post or the picked posts in the reader's editor or pager."""
        session = self._session
        if not (session.keyboard.is_terminal and sys.stdout.isatty()):
            session.say(["Not opened: there is no terminal for an editor."])
            return
        if not (found := self._taken()):
            return
        try:
            argv = viewer(os.environ)
            file = PrivateFile(".txt")
            try:
                for piece in FORMATS["text"].pieces(found.printout):
                    file.write(piece.encode())
                file.close()
                session.keyboard.release()
                words = view(argv, file)
            finally:
                file.remove()
                session.keyboard.claim()
        except (ViewError, OSError) as error:
            session.say([f"Not opened: {error}"])
            return
        session.say([words or f"{Path(argv[0]).name} has ended.", session.selected_post_words()])


async def _chunks(printout: Printout, form: Format) -> AsyncIterator[bytes]:
    for piece in form.pieces(printout):
        yield piece.encode()
