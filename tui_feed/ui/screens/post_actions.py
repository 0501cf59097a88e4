"""What keys do with the selected post, and what opens over the timeline."""

from functools import partial

from textual import on

from tui_feed.browse.source import find_record
from tui_feed.models import Post
from tui_feed.text.links import openable
from tui_feed.ui.messages import Followed, Opened
from tui_feed.ui.render.canvas import Target
from tui_feed.ui.screens.desk import Desk
from tui_feed.ui.screens.later import asking, clipboard, facets

SLOW = 0.7
"""Seconds after which it is said that a record is looked for."""
LOOKING = "Looking for the record; Esc stops."


class PostActions(Desk):
    """What is done with a post, and where it leads."""

    @on(Opened)
    def _opened(self) -> None:
        self.open_post(self.post)

    def action_escape(self) -> None:
        """Go back from the page to the timeline; from there, clear the filter, or stop reading.

        Where a record is looked for, that is what ends.
        """
        if self.is_looking:
            self.workers.cancel_group(self, "record")
            self.app.notify("No record is looked for any more.", markup=False)
        elif self.has_class("-reading") or self.focused is self.page:
            self.remove_class("-reading")
            self.show_selected()
            self.set_focus(self.timeline)
        elif self.is_reading and not self.filter_query.text:
            self.stop()
        else:
            self.filtering.set("", remember=False)

    def action_next_post(self, step: int) -> None:
        """Select the next or previous post, also while one is open."""
        self.timeline.choose(self.timeline.index + step)

    @on(Followed)
    def _followed(self, event: Followed) -> None:
        target = event.target
        if target.kind == "tag":
            self.narrow(facets().tag_term(target.value))
        elif target.kind == "mention":
            self.narrow(f"@{target.value}")
        elif target.kind == "post":
            self._followed_post(target)
        else:
            asking().follow(self, target.value, target.shown)

    def _followed_post(self, target: Target) -> None:
        quote = self.post.quote if self.post else None
        while quote and quote.id != target.value:
            quote = quote.quote
        if not self.trail.jump_to(target.value) and quote:
            self.go_to(quote)

    def action_quote(self) -> None:
        """Go to the quoted post, or else to one that quotes this one."""
        post = self.post
        if post and post.quote:
            self.go_to(post.quote)
        elif post:
            rows = list(self.feed.quoted_by(post.id))
            if len(rows) == 1:
                self.trail.jump(rows[0])
            elif rows:
                asking().ask_which_quoting(self, rows)

    def go_to(self, post: Post) -> None:
        """Jump to a post where the feed holds it on its own; else show the quoted copy."""
        if not self.trail.jump_to(post.id):
            self.open_post(post)

    def action_thread(self) -> None:
        """Choose among the posts that reply to each other around this one."""
        if self.post and self.feed.has_thread(self.post):
            asking().ask_which_of_thread(self, self.post)

    def action_link(self) -> None:
        """Open a link of the post."""
        if self.post:
            asking().ask_which_link(self, self.post)

    def action_copy_text(self) -> None:
        """Copy the text of the post."""
        if self.post and self.post.text:
            self._copy(self.post.text, "text")
        elif self.post:
            self._say("Nothing to copy: no text.")

    def action_copy_link(self) -> None:
        """Copy the address of the post."""
        if not self.post:
            return
        url = self.post.url
        if not url:
            self._say("Nothing to copy: no address stated for this post.")
        elif exact := openable(url):
            self._copy(exact, "address")
        else:
            self._say("Not copied: what is stated as the address of this post is not one.")

    def _copy(self, what: str, noun: str) -> None:
        """Copy beside the keyboard: a program may take its time."""
        self.run_worker(clipboard().copy_text(self.app, what, noun), group="copy")

    def _say(self, words: str) -> None:
        self.app.notify(words, markup=False)

    def action_back(self) -> None:
        """Return to where the reader jumped from."""
        self.trail.back()

    def action_forward(self) -> None:
        """Undo going back."""
        self.trail.forward()

    def action_help(self) -> None:
        """Show every key and the query language."""
        asking().show_help(self)

    def action_profile(self) -> None:
        """Show the account in full."""
        asking().show_profile(self)

    def action_record(self) -> None:
        """Show the post as its archive has it."""
        if self.post:
            self.run_worker(self._show_record(self.post), exclusive=True, group="record")

    @property
    def is_looking(self) -> bool:
        """Whether a record is being looked for."""
        return any(worker.group == "record" and worker.is_running for worker in self.workers)

    async def _show_record(self, post: Post) -> None:
        """Look the record up beside the keyboard: a large file takes its time."""
        row = self.timeline.row
        around = None if row is None else self.feed.post(row).id
        told = self.set_timer(SLOW, partial(self.app.notify, LOOKING, markup=False))
        try:
            record = await find_record(self.source, post.id, around)
        finally:
            told.stop()
        asking().show_record(self, post, record)

    def action_notices(self) -> None:
        """Show what was unclear in the file."""
        asking().show_notices(self)
