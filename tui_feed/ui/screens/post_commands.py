"""Commands on the selected post, imported at their first use."""

from functools import partial

from tui_feed.browse.groups import tag_term
from tui_feed.browse.source import find_record
from tui_feed.models import Post
from tui_feed.text.numbers import counted
from tui_feed.ui.command_context import CommandContext
from tui_feed.ui.dialogs.link_question import link_choices, open_link, shown_for
from tui_feed.ui.dialogs.media_opening import chosen_file, file_choices, open_media
from tui_feed.ui.dialogs.notices import draw_record
from tui_feed.ui.dialogs.picker import Choice, Picker
from tui_feed.ui.dialogs.text_dialog import TextDialog
from tui_feed.ui.render.canvas import Target

SLOW = 0.7
"""Seconds of searching for a record before the reader is told."""
LOOKING = "Looking for the record; Esc stops."


class PostCommands:
    """Commands to go from a post to others, open its links and show its record."""

    def __init__(self, context: CommandContext) -> None:
        self._context = context

    # Other posts

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

    # Links

    def follow(self, target: Target) -> None:
        """Follow a clicked target of a post."""
        if target.kind == "tag":
            self._context.narrow(tag_term(target.value))
        elif target.kind == "mention":
            self._context.narrow(f"@{target.value}")
        elif target.kind == "post":
            self._follow_post(target.value)
        else:
            open_link(self._context, target.value, target.shown)

    def _follow_post(self, post_id: str) -> None:
        post = self._context.post
        quote = post.quote if post else None
        while quote and quote.id != post_id:
            quote = quote.quote
        if quote:
            self._go_to(quote)
        else:
            self._context.trail.jump_to(post_id)

    def link(self) -> None:
        """Open the only link of the post, or let the reader choose."""
        post = self._context.post
        if post is None:
            return
        files = file_choices(post)
        choices = link_choices(post, self._context.palette.glyphs.cut) + files
        if len(choices) > 1:
            labels = {choice.value: choice.label for choice in choices}
            self._context.ask(
                Picker(
                    f"Open which link{' or file' * bool(files)}?", choices, self._context.palette
                ),
                lambda value: self._take(post, value, labels[value]),
            )
        elif choices:
            self._take(post, choices[0].value, shown_for(post, choices[0].value))
        else:
            cut = any(link.url is None for link in post.links)
            why = "its links were cut when it was saved" if cut else "it has no usable link"
            self._context.notify(f"No link to open: {why}.")

    def _take(self, post: Post, value: str, shown: str) -> None:
        """Open an address in the browser, or a file in the system's program for it."""
        if item := chosen_file(post, value):
            open_media(self._context, item)
        else:
            open_link(self._context, value, shown)

    # The record

    def record(self) -> None:
        """Show the record of the post; a large file is searched in the background."""
        if post := self._context.post:
            self._context.run_worker(self._show_record(post), exclusive=True, group="record")

    async def _show_record(self, post: Post) -> None:
        context = self._context
        tell = partial(context.notify, LOOKING)
        timer = context.set_timer(SLOW, tell)
        try:
            record = await find_record(context.source, post.id, context.selected_id)
        finally:
            timer.stop()
        draw = partial(draw_record, post.source or context.source.name, record)
        context.show_dialog(TextDialog("Where it came from", draw, context.palette))


def _post_choice(post: Post) -> Choice:
    text = post.text.replace("\n", " ") or post.unavailable or "(no text)"
    return Choice(text, post.created_date.day if post.created_date else "", post.id)
