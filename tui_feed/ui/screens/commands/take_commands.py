"""Commands to take posts along: select, copy, cite, save, pipe, view; imported at first use."""

import asyncio
import os
from collections.abc import AsyncIterator, Coroutine
from functools import partial
from typing import Any

from tui_feed.browse.clipboard import LONGEST_COPY
from tui_feed.browse.taking.citation import Archive, citation
from tui_feed.browse.taking.digests import Digests
from tui_feed.browse.taking.export import Export, ExportError
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
from tui_feed.models import Post
from tui_feed.printers import FORMATS, Format, Printout
from tui_feed.text.numbers import counted
from tui_feed.ui.command_context import CommandContext
from tui_feed.ui.dialogs.base.text_dialog import TextDialog
from tui_feed.ui.dialogs.export_dialog import ExportChoice, ExportDialog
from tui_feed.ui.dialogs.pipe_dialog import PipeChoice, PipeDialog, draw_result
from tui_feed.ui.screens.filtering.slices import PAUSE, SLICE, in_slices, in_thread

SLOW = 0.5
"""Seconds before the progress of a digest or a command is shown."""
_EMPTY = "There is no post here."


class TakeCommands:
    """Commands on the picked posts, the post in full, or all posts shown."""

    def __init__(self, context: CommandContext) -> None:
        self._context = context
        self._digests = Digests()
        self._commands: list[str] = []  # of this run, the latest last
        self._form = "text"  # given to the last command

    def _taken(self) -> TakenPosts | None:
        """Return the picked posts; without any or in an open post, the post in full."""
        context = self._context
        if context.taking.has_picked and not context.is_page_open:
            return self._picked()
        return single(context.post) if context.post else None

    def _taken_or_shown(self) -> TakenPosts:
        context = self._context
        if context.taking.has_picked:
            return self._picked()
        return all_shown(context.feed, context.rows, context.source.name, context.filter_query)

    def _picked(self) -> TakenPosts:
        context = self._context
        return all_picked(context.taking.picked, context.feed, context.rows, context.source.name)

    def _printout(self, found: TakenPosts) -> Printout:
        """Return posts to print for another program, in the signs of the screen."""
        return found.printout._replace(plain=self._context.palette.is_plain)

    # Selecting

    def pick_range(self) -> None:
        """Begin a range at the cursor, or end it."""
        context, taking = self._context, self._context.taking
        if taking.row is None:
            return
        if taking.picked.has_range:
            taking.picked.end_range()
            taking.show()
            count = counted(len(taking.picked), "posts")
            context.notify(f"{count} selected; Esc lets them go.")
        else:
            taking.start_range()
            context.notify("Move to the other end of the range; V ends it.")

    def pick_post(self) -> None:
        """Pick the post under the cursor, or let it go."""
        taking = self._context.taking
        if taking.row is not None:
            taking.picked.toggle(taking.row)
            taking.show()

    def pick_all(self) -> None:
        """Pick all posts shown, or let them go."""
        if self._context.rows:
            self._context.taking.picked.pick_all(self._context.rows)
            self._context.taking.show()

    # Copying

    def copy_post(self) -> None:
        """Copy the text of the post, or of the picked posts."""
        self._copy(TEXT)

    def copy_link(self) -> None:
        """Copy the address of the post, or of the picked posts."""
        self._copy(ADDRESS)

    def _copy(self, part: CopiedPart) -> None:
        found = self._taken()
        if found is None:
            self._context.notify(_EMPTY)
        elif not found.is_single:
            self._start(self._copy_several(found, part), "gather")
        elif text := part.of(next(found.posts())):
            self._context.copy(text, part.noun)
        else:
            self._context.notify(f"Nothing to copy: {part.missing}.")

    async def _copy_several(self, found: TakenPosts, part: CopiedPart) -> None:
        """Join the parts of posts, up to the longest text for a clipboard."""
        texts: list[str] = []
        size = 0
        async for some in in_slices(part.of(post) or "" for post in found.posts()):
            texts += filter(None, some)
            size += sum(map(len, some))
            if size > LONGEST_COPY:
                break
        if texts:
            self._context.copy(part.between.join(texts), f"{part.nouns} of {found.words}")
        else:
            self._context.notify(f"Nothing to copy: the posts have no {part.nouns}.")

    def copy_citation(self) -> None:
        """Copy a citation of the post, or of the picked posts."""
        if found := self._taken():
            self._start(self._cite(found), "gather")
        else:
            self._context.notify(_EMPTY)

    async def _cite(self, found: TakenPosts) -> None:
        context, texts, size = self._context, list[str](), 0
        for number, post in enumerate(found.posts()):
            texts.append(citation(post, await self._archive(post)))
            size += len(texts[-1])
            if size > LONGEST_COPY:
                break
            if number % 20 == 0:
                await asyncio.sleep(PAUSE)
        noun = "citation" if found.is_single else f"citations of {found.words}"
        context.copy("\n\n".join(texts), noun)

    async def _archive(self, post: Post) -> Archive:
        """Return the archive of a post; its digest is computed in a thread, and this is told."""
        context, is_over = self._context, False
        row = context.feed.row_of(post.id)
        row = context.taking.row if row is None else row
        path = None if row is None else context.source.path_of(row)
        tell = partial(context.taking.tell_progress, "computing SHA-256; Esc stops ")
        timer = context.set_timer(SLOW, tell)
        try:
            digest = partial(self._digests.archive, path, post.source, lambda: is_over)
            return await asyncio.to_thread(digest)
        finally:
            is_over = True
            timer.stop()
            context.taking.tell_progress("")

    # Saving

    def export(self) -> None:
        """Ask for a format and a file, and save the posts shown, or the picked posts."""
        context, found = self._context, self._taken_or_shown()
        if not found.printout.total:
            context.notify("Nothing to save: no post is shown.")
            return
        dialog = ExportDialog(found.words, found.printout, context.palette)
        context.ask(dialog, lambda choice: self._start(self._save(found, choice), "export"))

    async def _save(self, found: TakenPosts, choice: ExportChoice) -> None:
        context = self._context
        export = Export(choice.path, choice.form, found.printout, replaces=choice.replaces)
        try:
            while (data := export.chunk(SLICE)) is not None:
                await in_thread(partial(export.write, data))
                context.taking.tell_progress(f"saving {export.percent}%; Esc stops ")
                await asyncio.sleep(PAUSE)
            await in_thread(export.finish)
        except ExportError as error:
            context.notify(f"Not saved: {error}.", severity="error")
        else:
            trouble = f" {context.source.trouble}." if context.source.trouble else ""
            context.notify(f"Saved {found.words} to {choice.shown}.{trouble}")
        finally:
            export.abandon()
            context.taking.tell_progress("")

    # Other programs

    def pipe(self) -> None:
        """Ask for a command, and give it the post or the picked posts."""
        if found := self._taken():
            dialog = PipeDialog(found.words, self._commands, self._form, self._context.palette)
            self._context.ask(dialog, partial(self._run, found))
        else:
            self._context.notify(_EMPTY)

    def _run(self, found: TakenPosts, choice: PipeChoice) -> None:
        self._commands = [*(each for each in self._commands if each != choice.command)]
        self._commands.append(choice.command)
        self._form = choice.form
        self._start(self._pipe(found, choice), "pipe")

    async def _pipe(self, found: TakenPosts, choice: PipeChoice) -> None:
        context = self._context
        tell = partial(context.taking.tell_progress, "the command runs; Esc stops it ")
        timer = context.set_timer(SLOW, tell)
        try:
            posts: AsyncIterator[bytes] = chunks(self._printout(found), FORMATS[choice.form])
            result: PipeResult = await pipe(choice.command, posts)
        finally:
            timer.stop()
            context.taking.tell_progress("")
        draw = partial(draw_result, choice.command, result)
        context.show_dialog(TextDialog(result.end.capitalize(), draw, context.palette))

    def view(self) -> None:
        """Open the post or the picked posts in the reader's editor or pager."""
        if found := self._taken():
            self._start(self._view(found), "gather")
        else:
            self._context.notify(_EMPTY)

    async def _view(self, found: TakenPosts) -> None:
        context = self._context
        try:
            argv = viewer(os.environ)
            file = await in_thread(partial(PrivateFile, ".txt"))
        except (ViewError, OSError) as error:
            context.notify(f"Not opened: {error}", severity="error")
            return
        try:
            async for chunk in chunks(self._printout(found), FORMATS["text"]):
                await in_thread(partial(file.write, chunk))
            file.close()
            if words := context.taking.outside(partial(view, argv, file)):
                context.notify(words, severity="error")
        except OSError as error:
            context.notify(f"Not opened: {error.strerror}", severity="error")
        finally:
            file.remove()

    def _start(self, work: Coroutine[Any, Any, None], group: str) -> None:
        self._context.run_worker(work, group=group, exclusive=True)


async def chunks(printout: Printout, form: Format) -> AsyncIterator[bytes]:
    """Yield printed posts; keys are answered between two chunks."""
    async for some in in_slices(form.pieces(printout)):
        yield "".join(some).encode()
