"""Facts about a poll in words: votes, voters, state and end."""

from collections.abc import Callable

from tui_feed.models import Poll
from tui_feed.text.dates import Moment
from tui_feed.text.numbers import counted


def poll_facts(poll: Poll, date_words: Callable[[Moment], str]) -> list[str]:
    """Return the stated facts about a poll as a whole; `date_words` prints its end."""
    facts = []
    if poll.total_votes is not None:
        facts.append(counted(poll.total_votes, "votes"))
    if poll.voters not in (None, poll.total_votes):
        facts.append(counted(poll.voters, "voters"))
    if poll.closed is not None:
        facts.append("final results" if poll.closed else "open when it was saved")
    if poll.ends_date is not None:
        facts.append(f"until {date_words(poll.ends_date)}")
    return facts
