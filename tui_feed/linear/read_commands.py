"""Commands that read: posts in short and in full, where they lead, what the file has of them."""

from collections.abc import Sequence

from tui_feed.linear.lists import Choice, Listing
from tui_feed.linear.sentences import excerpt, in_full, in_short, one_line, when
from tui_feed.linear.state import Session
from tui_feed.models import Post
from tui_feed.text.numbers import counted

PAGE_POSTS = 5
"""Posts that a page down reads."""
PAGE_OF_POST = 10
"""Lines that a page down reads in an open post."""


class Reading:
    """Reads posts. While one is open, it can be gone through line by line."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lines: list[str] = []
        self._at = -1  # the line of it that was read last

    # The timeline

    def move(self, step: int, times: int) -> None:
        """Read the next post, or the one so many further."""
        timeline = self._session.timeline
        is_moved = timeline.choose(timeline.index + step * times)
        self.say_here(*([] if is_moved else self._edge(step)))

    def _edge(self, step: int) -> list[str]:
        """Say that there is no further post in a direction; nothing where there is none at all."""
        if not self._session.rows:
            return []
        return ["last post" if step > 0 else "first post"]

    def page(self, step: int, times: int) -> None:
        """Read some posts at once, and stay at the last of them."""
        timeline = self._session.timeline
        lines = []
        for _ in range(PAGE_POSTS * min(times, PAGE_POSTS)):
            if not timeline.choose(timeline.index + step):
                break
            lines.append(self._session.here_words())
        if lines:
            self._session.say(lines)
        else:
            self.say_here(*self._edge(step))

    def first(self, number: int) -> None:
        """Read the first post, or the one with a number."""
        self._session.timeline.choose(number - 1)
        self.say_here()

    def last(self, number: int | None) -> None:
        """Read the last post, or the one with a number."""
        timeline = self._session.timeline
        timeline.choose((number or len(timeline.rows)) - 1)
        self.say_here()

    def next_post(self, step: int) -> None:
        """Read the next post: in full, where one is open."""
        timeline = self._session.timeline
        if not timeline.choose(timeline.index + step):
            self._session.say(self._edge(step) or [self._session.here_words()])
        elif self._session.open:
            self.open_selected()
        else:
            self.say_here()

    def say_here(self, *lead: str) -> None:
        """Read the selected post in short, after other words."""
        self._session.open = None
        self._session.say([*lead, self._session.here_words()])

    # A post in full

    def open_selected(self) -> None:
        """Read the selected post in full."""
        session = self._session
        if post := session.post:
            place = f"post {session.timeline.index + 1:,} of {len(session.rows):,}, in full"
            self._open(post, place)
        else:
            self.say_here()

    def _open(self, post: Post, title: str) -> None:
        self._session.open, self._at = post, -1
        self._lines = in_full(post, self._session.feed, self._session.source.name)
        self._session.say([f"{title}:", *self._lines, "end of post"])

    def scroll(self, step: int) -> None:
        """Read the next line of the open post, or the one before."""
        self._read_lines(self._at + step, 1)

    def scroll_page(self, step: int) -> None:
        """Read some lines of the open post."""
        start = self._at + 1 if step > 0 else self._at - 2 * PAGE_OF_POST + 1
        self._read_lines(start, PAGE_OF_POST)

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
        self.say_here("back")

    # Matches

    def match(self, step: int) -> None:
        """Read the next place that the filter met: in the open post, else the next post."""
        session = self._session
        if self._session.open and (line := self._next_line_met(step)) is not None:
            self._read_lines(line, 1)
            return
        from tui_feed.browse.jumps import next_match  # not before somebody asks

        sought = (session.filter_query, session.sought, session.own_order)
        row = next_match(session.feed, session.rows, session.timeline.index, sought, step)
        if row is None:
            where = "below" if step > 0 else "above"
            session.say([f"The filter met nothing more {where}."])
            return
        session.timeline.choose_row(row)
        self.say_here(*self._met_elsewhere())

    def _next_line_met(self, step: int) -> int | None:
        marker = self._session.sought.marker
        stop = len(self._lines) if step > 0 else -1
        ahead = range(self._at + step, stop, step)
        return next((at for at in ahead if marker.spans(self._lines[at])), None)

    def _met_elsewhere(self) -> list[str]:
        """Return what the filter met of the selected post, where that is not in its own text."""
        session, marker = self._session, self._session.sought.marker
        post = session.post
        if post is None or not marker or marker.spans(one_line(post.text)):
            return []
        lines = in_full(post, session.feed, session.source.name)
        found = next((line for line in lines if marker.spans(line)), None)
        return [f"met: {excerpt(found, marker)}"] if found else []

    # Jumps

    def _jumped(self, before: str) -> None:
        """Read where a jump ended; a filter that hid it was dropped."""
        changed = self._session.filter_query.text != before
        self.say_here(*([self._session.result_words()] if changed else []))

    def jump(self, row: int) -> None:
        """Go to a row, remembering this place."""
        before = self._session.filter_query.text
        self._session.trail.jump(row)
        self._jumped(before)

    def turn(self, *, back: bool) -> None:
        """Return to where a jump began, or undo that."""
        session = self._session
        before = session.filter_query.text
        if session.trail.back() if back else session.trail.forward():
            self._jumped(before)
        else:
            session.say(["Nothing to go back to." if back else "Nothing to go forward to."])

    def quote(self) -> None:
        """Go to the quoted post, or else to one that quotes this one."""
        session = self._session
        post = session.open or session.post
        if post is None:
            self.say_here()
        elif post.quote:
            row = session.feed.row_of(post.quote.id)
            if row is None:
                self._open(post.quote, "quoted post, of which there is only this copy")
            else:
                self.jump(row)
        else:
            self._go_to_quoting(list(session.feed.quoted_by(post.id)))

    def _go_to_quoting(self, rows: list[int]) -> None:
        if not rows:
            self._session.say(["It quotes nothing, and nothing here quotes it."])
        elif len(rows) == 1:
            self.jump(rows[0])
        else:
            self._go_to_one_of("Quoted by:", [(row, "") for row in rows])

    def thread(self) -> None:
        """Choose among the posts that reply to each other around this one."""
        session = self._session
        post = session.open or session.post
        if post is None or not session.feed.has_thread(post):
            session.say(["No thread here: it replies to no post of this file, and none to it."])
            return
        rows = session.feed.thread(post.id)
        numbers = {session.feed.post(row).id: at for at, row in enumerate(rows, 1)}
        self._go_to_one_of(
            f"Thread of {counted(len(rows), 'posts')}:",
            [(row, self._place_in_thread(row, numbers, post)) for row in rows],
        )

    def _place_in_thread(self, row: int, numbers: dict[str, int], here: Post) -> str:
        post = self._session.feed.post(row)
        above = numbers.get(post.reply_to_id or "")
        parts = ["begins the thread" if above is None else f"answers {above}"]
        if post.id == here.id:
            parts.append("you are here")
        return ", ".join(parts)

    def _go_to_one_of(self, title: str, rows: Sequence[tuple[int, str]]) -> None:
        """Let the reader choose among posts, each with words on it, and go there."""
        choices = []
        for row, note in rows:
            post = self._session.feed.post(row)
            date = when(post.created_date) if post.created_date else ""
            parts = [part for part in (note, date) if part]
            choices.append(Choice(in_short(post), "; ".join(parts) if note else "", str(row)))
        answer = Listing(title, choices).ask(self._session)
        if answer and answer.choice:
            self.jump(int(answer.choice.value))
