"""Commands that go from a post to related posts, tags and links, chosen by number."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from tui_feed.browse.filtering.groups import tag_term
from tui_feed.browse.moving.relations import relations
from tui_feed.feed.thread import Thread
from tui_feed.linear.commands.filter_commands import LinearFilterCommands
from tui_feed.linear.commands.post_commands import LinearPostCommands
from tui_feed.linear.commands.read_commands import LinearReadCommands
from tui_feed.linear.links import addresses
from tui_feed.linear.lists import ListItem, NumberedList
from tui_feed.linear.sentences import address_kind, in_short, missing_post, one_line
from tui_feed.linear.session import SLICE, Session
from tui_feed.models import Post
from tui_feed.query.operators import term_of
from tui_feed.query.post_facts.facets import QUOTED
from tui_feed.text.numbers import counted


class _Item(NamedTuple):
    """Item of a post's context."""

    words: str
    """Announcement."""
    follow: Callable[[], None]
    """Function to go there."""


class LinearRelatedCommands:
    """Goes to quotes, to posts of the thread, and to everything in the context of a post."""

    def __init__(
        self,
        session: Session,
        reading: LinearReadCommands,
        filtering: LinearFilterCommands,
        about: LinearPostCommands,
    ) -> None:
        self._session = session
        self._reading = reading
        self._filtering = filtering
        self._about = about

    @property
    def _post(self) -> Post | None:
        return self._session.open or self._session.post

    # Quotes

    def quote(self) -> None:
        """Go to the quoted post, or to a post quoting this post."""
        session, post = self._session, self._post
        if post is None:
            self._reading.say_selected()
        elif post.quote:
            self._go_to(post.quote)
        else:
            self._go_to_quoting_post(list(session.feed.quoted_by(post.id)))

    def _go_to(self, post: Post) -> None:
        """Go to a post of the feed; of any other post, read the copy in a quote."""
        row = self._session.feed.row_of(post.id)
        if row is None:
            self._session.jump_history.read_copy(post)
            self._reading.open_copy(post)
        else:
            self._reading.jump(row)

    def _go_to_quoting_post(self, rows: list[int]) -> None:
        if not rows:
            self._session.say(["This post has no quote, and no post quotes it."])
        elif len(rows) == 1:
            self._reading.jump(rows[0])
        else:
            self._choose_post("Quoted by:", [(row, "") for row in rows])

    # Threads

    def thread(self) -> None:
        """List the posts of the thread in reading order, and go to the chosen post."""
        session, post = self._session, self._post
        if post is None or not session.feed.has_thread(post):
            session.say(["No thread: this post is no reply, and has no replies in this file."])
            return
        search = session.feed.find_thread(post.id)
        while not search.advance(SLICE):
            if session.keyboard.is_interrupted():
                session.say(["Stopped."])
                return
        thread = search.thread
        numbers = {row: at for at, row in enumerate(thread.rows, 1)}
        notes = [(row, self._thread_note(row, numbers, thread)) for row in thread.rows]
        self._choose_post(f"Thread of {counted(len(thread), 'posts')}:", notes)

    def _thread_note(self, row: int, numbers: dict[int, int], thread: Thread) -> str:
        """Return the place of a post in its thread: its depth, and the post it answers."""
        feed = self._session.feed
        post, depth = feed.post(row), thread.depths[row]
        answered = feed.row_of(post.reply_to_id) if post.reply_to_id else None
        if answered in numbers:
            parts = [f"answers {numbers[answered]}, depth {depth}"]
        elif post.reply_to_id:
            parts = [f"answers {missing_post(post, feed)}, depth {depth}"]
        else:
            parts = ["begins the thread"]
        if self._post and post.id == self._post.id:
            parts.append("you are here")
        return ", ".join(parts)

    def _choose_post(self, title: str, rows: Sequence[tuple[int, str]]) -> None:
        """List posts with notes, and go to the chosen post."""
        feed = self._session.feed
        choices = [ListItem(in_short(feed.post(row)), note, str(row)) for row, note in rows]
        answer = NumberedList(title, choices).ask(self._session)
        if answer and answer.choice:
            self._reading.jump(int(answer.choice.value))

    # Context

    def context(self) -> None:
        """List related posts, tags, people and links of the post, and go to the chosen item."""
        session, post = self._session, self._post
        items = list(self._items(post)) if post else []
        if not items:
            session.say(["Nothing to go to: no related post, no tag, no link."])
            return
        choices = [ListItem(item.words, "", str(at)) for at, item in enumerate(items)]
        shown = NumberedList("Context of this post:", choices)
        answer = shown.ask(session, end_keys=("tab", "shift+tab"))
        while answer and answer.key == "tab":
            answer = shown.ask(session, end_keys=("tab", "shift+tab"))
        if answer and answer.key == "shift+tab":
            session.say_return()
        elif answer and answer.choice:
            items[int(answer.choice.value)].follow()

    def _items(self, post: Post) -> Iterator[_Item]:
        yield from self._relation_items(post)
        if self._session.feed.has_thread(post):
            yield _Item("thread, in reading order", self.thread)
        narrowed = self._session.filter_query.narrowed
        for tag in post.hashtags:
            count = self._session.feed.tag_count(tag)
            words = f"tag #{tag}, {counted(count, 'posts')}" if count else f"tag #{tag}"
            query = narrowed(tag_term(f"#{tag}"))
            yield _Item(one_line(words), partial(self._filtering.set, query))
        for name in post.mentions:
            query = narrowed(f"@{name}")
            yield _Item(one_line(f"@{name}"), partial(self._filtering.set, query))
        for address in addresses(post):
            words = f"{address_kind(address.kind)}: {address.url}"
            yield _Item(one_line(words), partial(self._about.follow, address))

    def _relation_items(self, post: Post) -> Iterator[_Item]:
        for relation in relations(post, self._session.feed):
            other = relation.post
            if other:
                words = f"{relation.kind}: {in_short(other)}"
                yield _Item(words, partial(self._go_to, other))
            elif relation.kind == "quoted by":
                term = term_of(QUOTED, relation.post_id)
                words = f"{relation.kind}: {relation.words}"
                yield _Item(words, partial(self._filtering.set, term))
