"""Commands about a post or its file: links, raw record, profile, notices."""

import asyncio
import threading
from functools import partial

from tui_feed.browse.source import find_record
from tui_feed.feed.source_report import problem_groups
from tui_feed.linear.links import Address, addresses, text_with_other_host
from tui_feed.linear.lists import ListItem, NumberedList, read_in_pages
from tui_feed.linear.sentences import address_kind, excerpt, one_line, profile_lines, span_of
from tui_feed.linear.session import SLICE, Session
from tui_feed.text.numbers import counted
from tui_feed.text.sanitize import clean


class LinearPostCommands:
    """Opens links, and reads records, profiles and notices."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # Links

    def link(self) -> None:
        """Open a link of the post; with several, ask which."""
        session = self._session
        post = session.open or session.post
        found = addresses(post) if post else []
        if post is None or not found:
            cut = any(link.url is None for link in post.links) if post else False
            why = "its links were cut when it was saved" if cut else "this post has none"
            session.say([f"No link: {why}."])
        elif len(found) == 1:
            self.follow(found[0])
        else:
            choices = [
                ListItem(_shown_words(each), f"{address_kind(each.kind)}, at {each.host}", str(at))
                for at, each in enumerate(found)
            ]
            answer = NumberedList("Open which link?", choices).ask(session)
            if answer and answer.choice:
                self.follow(found[int(answer.choice.value)])

    def follow(self, address: Address) -> None:
        """Open an address; ask first if its text names another host."""
        session = self._session
        other = text_with_other_host(address)
        if other is not None:
            session.say(
                [
                    f"This link leads to {address.host}",
                    f"but its text shows {excerpt(other)}",
                    f"The whole address: {one_line(address.url)}",
                    "y opens it, any other key does not.",
                ]
            )
            if session.next_key().name != "y":
                session.say(["Not opened."])
                return
        session.say([session.open_address(address.url)])

    # The file

    def record(self) -> None:
        """Read the raw record of the post from its archive."""
        session = self._session
        post = session.open or session.post
        if post is None:
            session.say([session.selected_post_words()])
            return
        row = session.timeline.row
        around = None if row is None else session.feed.post(row).id
        find = partial(find_record, session.source, post.id, around)
        found: list[str] = []
        work = threading.Thread(target=lambda: found.append(asyncio.run(find())), daemon=True)
        work.start()
        while work.is_alive():
            work.join(SLICE)
            if session.keyboard.is_interrupted():
                session.say(["Stopped."])
                return
        record = clean(found[0]) if found else "The record could not be read."
        lines = [f"  {line}" for line in record.split("\n")]
        read_in_pages(session, [one_line(post.source or session.source.name), *lines])

    def profile(self) -> None:
        """Read the full profile."""
        session = self._session
        lines = profile_lines(session.profile, session.source.name, span_of(session.feed))
        read_in_pages(session, lines)

    def notices(self) -> None:
        """Read all notices, with left-out records first."""
        groups = problem_groups(self._session.feed.problems)
        lines = [] if groups else ["No notices: every record was read."]
        for heading, lost in (("Left out", True), ("Unclear", False)):
            chosen = [group for group in groups if group.skipped == lost]
            if chosen:
                number = sum(group.times for group in chosen)
                lines.append(f"{heading}: {counted(number, 'notices')}")
            for group in chosen:
                file = f"{group.source}: " if group.source else ""
                lines.append(one_line(f"{file}{group.where}: {group.reason}"))
        read_in_pages(self._session, lines)


def _shown_words(address: Address) -> str:
    """Return the texts shown for an address, or the address itself."""
    return excerpt("; ".join(address.shown) or address.url)
