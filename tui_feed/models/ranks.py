"""Ranks of values in two copies of a post: the value with the higher rank is kept."""

import re
from typing import Any, Final, get_args

from msgspec.structs import replace

from tui_feed.models.lines import ENCODER
from tui_feed.models.post import CountName, Poll
from tui_feed.text.dates import IsoDate, moment_of

COUNT_NAMES: Final = get_args(CountName)
"""Names of all counts."""
AUDIENCE_RANK: Final = {"public": 0, "unlisted": 1, "followers": 2, "direct": 3}
"""Ranks of audiences, strictest last."""
_SHORT_LINK = re.compile(r"https?://t\.co/\w", re.ASCII)
_NAMELESS = re.compile(r"https?://(?:x|twitter)\.com/i/(?:web/)?status/")
_CUT = re.compile(r"(?:…|\.\.\.)(?:\s+https?://\S+)*\s*\Z")


def is_cut(text: str) -> bool:
    """Tell whether a text ends like a cut text: with three dots, and perhaps a link after them."""
    return bool(_CUT.search(text))


def by_text(text: str) -> tuple[Any, ...]:
    """Rank a text: whole before cut, with whole links before shortened links, then by length."""
    is_short = bool(_SHORT_LINK.search(text))
    return bool(text), not is_cut(text), not is_short, len(text), text.count("\n"), text


def by_size(value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a text, a list
    """Rank a text or a list: by length, then by its encoding."""
    return len(value), ENCODER.encode(value)


def url_rank(url: str) -> tuple[Any, ...]:
    """Rank an address: encrypted before other, with an author before without, then by length."""
    return url.startswith("https:"), not _NAMELESS.match(url), len(url), url


def date_rank(date: IsoDate) -> tuple[Any, ...]:
    """Rank a date: precise before coarse, with a zone before without."""
    moment = moment_of(date)
    length = moment.stop - moment.start if moment else 0
    return -length, len(date), date


def poll_rank(poll: Poll) -> tuple[Any, ...]:
    """Rank a poll: by number of answers, then closed before open, then by number of votes.

    The end is left out: it is merged by itself, and must not change the rank of a merged poll.
    """
    counted = [option.votes for option in poll.options if option.votes is not None]
    total = -1 if poll.total_votes is None else poll.total_votes
    encoded = ENCODER.encode(replace(poll, ends=None))
    return len(poll.options), bool(poll.closed), total, len(counted), encoded
