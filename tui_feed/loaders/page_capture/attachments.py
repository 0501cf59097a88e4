"""Read the parts below the text of a post: link card, poll, number of views."""

import re

from tui_feed.loaders.page_capture.pictures import is_mark, is_picture
from tui_feed.loaders.page_capture.printed_counts import read_count
from tui_feed.loaders.page_capture.vocabulary import VIEWS, label, plain
from tui_feed.models import LinkCard, Poll, PollOption
from tui_feed.text.numbers import PrintedCount

_HOST = r"(?:[^\W_A-Z](?:[^\W_A-Z]|-)*\.)+[a-z]{2,24}"
_FROM = re.compile(
    r"(?:From|Von|De|Da|Van|Par|Från|Dari|Từ|Z|Из|З|Источник:|Джерело:|Kaynak:|Źródło:|من|از|จาก"
    rf"|来自|來自|提供元[:：]|출처:?)\s*(?P<domain>{_HOST})"
)
_DOMAIN = re.compile(_HOST)
_STRANGE = re.compile(r"\d{1,3}[.,]\d[ \xa0\u202f]?[^\W\d_]{1,6}\.?")
_VOTES = (
    r"(?i)(?P<count>[0-9][^·]{0,20}?)\s*(?:votes?|stimmen?|votos?|voti|voto|stemmen|stem|票|표)"
    r"(?:\s*·\s*(?P<state>.{1,60}))?"
)
_FINAL = (
    r"(?i)final|endergebnis|définitifs|finales|finais|finali|definitieve|eindresultaat|最終結果|최종"
    r"|closed"
)
_PERCENT = r"(?:(?P<label>.*\S)\s+)?(?P<share>[0-9]{1,3}(?:[.,][0-9])?)\s?%"
_MOST_OPTIONS = 4
_LONGEST_COUNT = 32
_LINES_BELOW_DOMAIN = 2


def take_views(lines: list[str], language: str | None) -> tuple[list[str], PrintedCount | None]:
    """Remove the number of views from the end of a post's lines: `453K` or `453K views`."""
    last = lines[-1] if lines else ""
    if not last or len(last) > _LONGEST_COUNT:
        return lines, None
    count = read_count(last, language) or _named_count(last, language)
    return (lines, None) if count is None else (lines[:-1], count)


def _named_count(line: str, language: str | None) -> PrintedCount | None:
    for word in VIEWS:
        if label(line).endswith(word):
            return read_count(plain(line)[: -len(word)], language)
    return None


def has_strange_count(lines: list[str]) -> bool:
    """Tell whether the last line of a post looks like a count with an unknown unit."""
    return len(lines) > 1 and _STRANGE.fullmatch(lines[-1]) is not None


def take_card(lines: list[str], *, below_quote: bool) -> tuple[list[str], LinkCard | None]:
    """Remove a link card from the end of a post's lines.

    Form A is a title and `From domain`; form B is a domain, a title and an optional description. A
    domain at the end of a text is not a card; a domain alone below pictures is. Below a quote the
    first line is the quote's text.
    """
    first = 1 if below_quote else 0
    if len(lines) > first and len(lines[-1]) < 300 and (found := _FROM.fullmatch(lines[-1])):
        at = len(lines) - 2
        titled = at >= first and not is_picture(lines[at]) and not is_mark(lines, at)
        card = LinkCard(title=lines[at] if titled else None, domain=found["domain"])
        return lines[: at if titled else at + 1], card
    for below in (_LINES_BELOW_DOMAIN, 1, 0):
        at = len(lines) - 1 - below
        if at >= first and _is_domain(lines[at]) and _may_be_card(lines, at):
            title, description, *_ = *lines[at + 1 :], None, None
            card = LinkCard(title=title, description=description, domain=lines[at])
            return lines[:at], card
    return lines, None


def _is_domain(line: str) -> bool:
    return "." in line and " " not in line and _DOMAIN.fullmatch(line) is not None


def _may_be_card(lines: list[str], at: int) -> bool:
    """Tell whether a domain is a card's, by the lines after it or the picture before it."""
    below = range(at + 1, len(lines))
    if any(is_picture(lines[row]) or is_mark(lines, row) for row in below):
        return False
    return bool(below) or (at > 0 and is_picture(lines[at - 1]))


def take_poll(lines: list[str], language: str | None) -> tuple[list[str], Poll | None]:
    """Remove a poll from the end of a post's lines: options, shares, `1,234 votes · Final results`.

    Without shares, the first line is the text of the post: X requires a text with a poll.
    """
    found = re.fullmatch(_VOTES, lines[-1]) if lines and len(lines[-1]) < 100 else None
    total = read_count(found["count"], language) if found else None
    if not found or not total:
        return lines, None
    options: list[PollOption] = []
    rest = lines[:-1]
    while rest and len(options) < _MOST_OPTIONS and (share := re.fullmatch(_PERCENT, rest[-1])):
        words = share["label"] or (rest[-2] if len(rest) > 1 else "")
        rest = rest[: -1 if share["label"] else -2]
        options.insert(0, PollOption(label=words, percent=_share(share["share"])))
    if not options:
        rest, labels = rest[:1], rest[1:]
        options = [PollOption(label=words) for words in labels]
        if not 1 < len(options) <= _MOST_OPTIONS:
            return lines, None
    closed = bool(re.search(_FINAL, found["state"])) if found["state"] else None
    return rest, Poll(options=tuple(options), total_votes=total.value, closed=closed)


def _share(text: str) -> float | None:
    value = float(text.replace(",", "."))
    return value if value <= 100 else None
