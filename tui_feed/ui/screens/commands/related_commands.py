"""Commands to go from the selected post to others, imported at their first use."""

import asyncio
from collections.abc import Callable
from typing import assert_never

from tui_feed.browse.filtering.groups import tag_term
from tui_feed.browse.moving.shown_thread import ShownThread
from tui_feed.feed.thread import ThreadSearch
from tui_feed.models import Post
from tui_feed.query.operators import term_of
from tui_feed.query.post_facts.facets import QUOTED
from tui_feed.ui.command_context import CommandContext
from tui_feed.ui.dialogs.link_question import open_link
from tui_feed.ui.dialogs.picker import Choice, Picker
from tui_feed.ui.render.canvas import Target
from tui_feed.ui.screens.post_pane import PostPane
from tui_feed.ui.screens.thread_view import ThreadView

AT_ONCE = 0.03
"""Seconds of searching for a thread before keys are answered again."""
SLICE, PAUSE = 0.004, 0.001
"""Seconds of searching between two looks at the keyboard, and of waiting."""


class RelatedCommands:
    """Commands to go from a post to its quotes, its thread, and the items of its context."""

    def __init__(self, context: CommandContext, pane: PostPane, threads: ThreadView) -> None:
        self._context = context
        self._pane = pane
        self._threads = threads

    def quote(self) -> None:
        """Go to the quoted post; without a quote, to a quoting post."""
        post, feed = self._context.post, self._context.feed
        if post and post.quote:
            self._go_to(post.quote)
        elif post:
            rows = feed.quoted_by(post.id)
            if len(rows) == 1:
                self._context.trail.jump(rows[0])
            elif rows:
                self._pick_post("Quoted by", [feed.post(row) for row in rows])

    def thread(self) -> None:
        """Show the thread of the post in the place of the timeline; in a thread, go back."""
        if self._threads.shown:
            self._threads.leave()
        elif self._context.post:
            self._open_thread(self._context.post.id)

    def _open_thread(self, post_id: str) -> None:
        """Find a thread; a long search goes on between keys."""
        search = self._context.feed.find_thread(post_id)
        if search.advance(AT_ONCE):
            self._show_thread(search, post_id)
        else:
            work = self._find_thread(search, post_id)
            self._context.run_worker(work, group="thread", exclusive=True)

    async def _find_thread(self, search: ThreadSearch, post_id: str) -> None:
        while not search.advance(SLICE):
            await asyncio.sleep(PAUSE)
        post = self._context.post
        if post and post.id == post_id:  # nobody has moved on
            self._show_thread(search, post_id)

    def _show_thread(self, search: ThreadSearch, post_id: str) -> None:
        """Show a thread, with the post selected."""
        rows = search.thread.rows
        here = self._context.feed.row_of(post_id)
        if rows:
            shown = ShownThread(search.thread, here)
            self._context.trail.open_thread(shown, rows[0] if here is None else here)
            self._pane.close()

    def _pick_post(self, title: str, posts: list[Post]) -> None:
        choices = [_post_choice(post) for post in posts]
        picker = Picker(title, choices, self._context.palette)
        self._context.ask(picker, self._context.trail.jump_to)

    def _go_to(self, post: Post) -> None:
        """Jump to a post; if the feed has it only as a quote, show the quoted copy."""
        if not self._context.trail.jump_to(post.id):
            self._context.trail.read_copy(post)

    # Context

    def context(self) -> None:
        """Focus the context of the post, with its first item chosen."""
        self._pane.enter()

    def follow(self, target: Target) -> None:
        """Follow a target of a post: an item chosen by key, or a click."""
        match target.kind:
            case "tag":
                self._filter(lambda: self._context.narrow(tag_term(target.value)))
            case "mention":
                self._filter(lambda: self._context.narrow(f"@{target.value}"))
            case "quoted":
                term = term_of(QUOTED, target.value)
                self._filter(lambda: self._context.set_filter(term))
            case "post":
                self._follow_post(target.value)
            case "thread":
                self._open_thread(target.value)
            case "link":
                open_link(self._context, target.value, target.shown)
            case "picture":
                pass  # for the commands on pictures
            case _:
                assert_never(target.kind)

    def _filter(self, change: Callable[[], None]) -> None:
        """Change the filter, and show its posts."""
        change()
        self._pane.close()

    def _follow_post(self, post_id: str) -> None:
        post = self._context.post
        quote = post.quote if post else None
        while quote and quote.id != post_id:
            quote = quote.quote
        if quote := quote or self._context.feed.quoted_copy(post_id):
            self._go_to(quote)
        else:
            self._context.trail.jump_to(post_id)


def _post_choice(post: Post) -> Choice:
    text = post.text.replace("\n", " ") or post.unavailable or "(no text)"
    return Choice(text, post.created_date.day if post.created_date else "", post.id)
