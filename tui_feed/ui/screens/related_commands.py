"""Commands to go from the selected post to others, imported at their first use."""

from collections.abc import Callable
from typing import assert_never

from tui_feed.browse.groups import tag_term
from tui_feed.models import Post
from tui_feed.query.operators import term_of
from tui_feed.query.post_facts.facets import QUOTED
from tui_feed.text.numbers import counted
from tui_feed.ui.command_context import CommandContext
from tui_feed.ui.dialogs.link_question import open_link
from tui_feed.ui.dialogs.picker import Choice, Picker
from tui_feed.ui.render.canvas import Target


class RelatedCommands:
    """Commands to go from a post to its quotes, its thread, and the items of its context."""

    def __init__(self, context: CommandContext) -> None:
        self._context = context

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
        """Let the reader choose among the posts of the thread."""
        post, feed = self._context.post, self._context.feed
        if post and feed.has_thread(post):
            posts = [feed.post(row) for row in feed.thread(post.id)]
            self._pick_post(f"Thread of {counted(len(posts), 'posts')}", posts)

    def _pick_post(self, title: str, posts: list[Post]) -> None:
        choices = [_post_choice(post) for post in posts]
        picker = Picker(title, choices, self._context.palette)
        self._context.ask(picker, self._context.trail.jump_to)

    def _go_to(self, post: Post) -> None:
        """Jump to a post; if the feed has it only as a quote, show the quoted copy."""
        if not self._context.trail.jump_to(post.id):
            self._context.open_post(post)

    # Context

    def context(self) -> None:
        """Focus the context of the post, with its first item chosen."""
        self._context.enter_pane()

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
                self.thread()
            case "link":
                open_link(self._context, target.value, target.shown)
            case _:
                assert_never(target.kind)

    def _filter(self, change: Callable[[], None]) -> None:
        """Change the filter, and show its posts."""
        change()
        self._context.close_page()

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
