"""Commands that read posts, in short and in full, and go to other posts."""

from tui_feed.linear.sentences import excerpt, in_full, one_line
from tui_feed.linear.session import Session
from tui_feed.models import Post

PAGE_POSTS = 5
"""Posts read by a page down."""
HALF_PAGE = 2
"""Posts read by half a page down."""
PAGE_OF_POST = 10
"""Lines of an open post read by a page down."""


class LinearReadCommands:
    """Reads posts; an open post can be read line by line."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lines: list[str] = []
        self._at = -1  # last line read of the open post

    # The timeline

    def move(self, step: int, times: int) -> None:
        """Read the next post, or go `times` posts further."""
        timeline = self._session.timeline
        is_moved = timeline.choose(timeline.index + step * times)
        self.say_selected(*([] if is_moved else self._edge(step)))

    def _edge(self, step: int) -> list[str]:
        """Return the announcement of an end of the timeline; nothing in an empty one."""
        if not self._session.rows:
            return []
        return ["last post" if step > 0 else "first post"]

    def page(self, step: int, posts: int, times: int) -> None:
        """Read some posts, and move to the last of them."""
        timeline = self._session.timeline
        lines = []
        for _ in range(posts * min(times, PAGE_POSTS)):
            if not timeline.choose(timeline.index + step):
                break
            lines.append(self._session.selected_post_words())
        if lines:
            self._session.say(lines)
        else:
            self.say_selected(*self._edge(step))

    def first(self, number: int) -> None:
        """Read the first post, or the post with a number."""
        self._session.jump_history.remember()
        self._session.timeline.choose(number - 1)
        self.say_selected()

    def last(self, number: int | None) -> None:
        """Read the last post, or the post with a number."""
        timeline = self._session.timeline
        self._session.jump_history.remember()
        timeline.choose((number or len(timeline.rows)) - 1)
        self.say_selected()

    def next_post(self, step: int) -> None:
        """Read the next post; in full if a post is open."""
        timeline = self._session.timeline
        if not timeline.choose(timeline.index + step):
            self._session.say(self._edge(step) or [self._session.selected_post_words()])
        elif self._session.open:
            self.open_selected()
        else:
            self.say_selected()

    def say_selected(self, *lead: str) -> None:
        """Read the selected post in short, after some lead lines."""
        self._session.open = None
        self._session.say([*lead, self._session.selected_post_words()])

    # A post in full

    def open_selected(self) -> None:
        """Read the selected post in full; without posts, leave out the term in the way."""
        session = self._session
        if post := session.post:
            place = f"post {session.timeline.index + 1:,} of {len(session.rows):,}, in full"
            self.open_post(post, place)
        elif reason := session.empty_reason():
            session.apply(reason.query)
            self.say_selected(session.result_words())
        else:
            self.say_selected()

    def open_post(self, post: Post, title: str) -> None:
        """Read a post in full, after a title."""
        self._session.open, self._at = post, -1
        self._lines = in_full(post, self._session.feed, self._session.source.name)
        self._session.say([f"{title}:", *self._lines, "end of post"])

    def open_copy(self, post: Post) -> None:
        """Read a quoted post in full, from its copy."""
        self.open_post(post, "quoted post, from the copy inside this post")

    def scroll(self, step: int) -> None:
        """Read the next or previous line of the open post."""
        self._read_lines(self._at + step, 1)

    def scroll_page(self, step: int, lines: int) -> None:
        """Read the next or previous lines of the open post."""
        start = self._at + 1 if step > 0 else self._at - 2 * lines + 1
        self._read_lines(start, lines)

    def scroll_to(self, *, end: bool) -> None:
        """Read the first line of the open post, or the last."""
        self._read_lines(len(self._lines) - 1 if end else 0, 1)

    def _read_lines(self, start: int, count: int) -> None:
        if start >= len(self._lines):
            self._session.say(["end of post"])
            return
        start = max(0, start)
        lines = self._lines[start : start + count]
        self._at = start + len(lines) - 1
        self._session.say(line or "empty line" for line in lines)

    def close(self) -> None:
        """Go back to the timeline."""
        self.say_selected("back")

    # Matches

    def match(self, step: int) -> None:
        """Read the next match: in the open post, else in the next matching post."""
        session = self._session
        if self._session.open and (line := self._next_matching_line(step)) is not None:
            self._read_lines(line, 1)
            return
        from tui_feed.browse.moving.jumps import next_match  # imported on first use

        queries = (session.filter_query, session.last_search, session.own_order)
        row = next_match(session.feed, session.rows, session.timeline.index, queries, step)
        if row is None:
            where = "below" if step > 0 else "above"
            session.say([f"No match {where}."])
            return
        session.jump_history.jump(row)
        self.say_selected(*self._match_outside_text())

    def _next_matching_line(self, step: int) -> int | None:
        marker = self._session.last_search.marker
        stop = len(self._lines) if step > 0 else -1
        ahead = range(self._at + step, stop, step)
        return next((at for at in ahead if marker.spans(self._lines[at])), None)

    def _match_outside_text(self) -> list[str]:
        """Return a match outside the text of the selected post, such as in its quote."""
        session, marker = self._session, self._session.last_search.marker
        post = session.post
        if post is None or not marker or marker.spans(one_line(post.text)):
            return []
        lines = in_full(post, session.feed, session.source.name)
        found = next((line for line in lines if marker.spans(line)), None)
        return [f"match: {excerpt(found, marker)}"] if found else []

    # Jumps

    def _announce_jump(self, before: str) -> None:
        """Read the post at the end of a jump, and announce a changed filter."""
        if copy := self._session.copy_read:
            self.open_copy(copy)
            return
        changed = self._session.filter_query.text != before
        self.say_selected(*([self._session.result_words()] if changed else []))

    def jump(self, row: int) -> None:
        """Jump to a row, and remember the current position."""
        before = self._session.filter_query.text
        self._session.jump_history.jump(row)
        self._session.open = None
        self._announce_jump(before)

    def turn(self, *, back: bool) -> None:
        """Go back to the start of the last jump, or forward again."""
        session = self._session
        before = session.filter_query.text
        if session.jump_history.back() if back else session.jump_history.forward():
            self._announce_jump(before)
        else:
            session.say(["Nothing to go back to." if back else "Nothing to go forward to."])

    def before_jump(self) -> None:
        """Go to the place before the last jump; again, back to here."""
        before = self._session.filter_query.text
        if self._session.jump_history.before_jump():
            self._announce_jump(before)
        else:
            self._session.say(["No jump yet."])
