"""Convert the values of operators to nodes, or report why they cannot."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from tui_feed.models import CountName
from tui_feed.query.date_ranges import read_date, read_day_of_any_year
from tui_feed.query.errors import excerpt
from tui_feed.query.folding import searchable
from tui_feed.query.nodes import CountRange, Dates, Ids, Node, Phrase, Recurring, Sort, Span
from tui_feed.query.post_facts.orders import ORDERS
from tui_feed.query.shapes import WEEKDAYS
from tui_feed.text.dates import MONTHS
from tui_feed.text.numbers import parse_count
from tui_feed.text.zones import reader_zone

ValueReader = Callable[[str, Span, date | None], Node]
"""Makes a node from a value, its span, and today; raises `ValueError` with a sentence."""

_WITHIN = re.compile(r"(\d{1,6})([wdhms])", re.IGNORECASE | re.ASCII)
_SECONDS = {"w": 7 * 86_400, "d": 86_400, "h": 3_600, "m": 60, "s": 1}
_SECONDS_SINCE_1970 = re.compile(r"\d{1,11}", re.ASCII)
_ID = re.compile(r"\d{1,19}", re.ASCII)
_DEPTH = re.compile(r"(?P<sign>[<>]=?)?(?P<low>\d{1,3})(?:\.\.(?P<high>\d{1,3}))?", re.ASCII)
_DAYS_OF = {"weekday": (0, 1, 2, 3, 4), "weekend": (5, 6)}


def since(value: str, span: Span, today: date | None) -> Node:
    """Read the date of a beginning."""
    moment = read_date(value, today)
    return _between(span, moment.start, None, is_instant=moment.is_instant)


def until(value: str, span: Span, today: date | None) -> Node:
    """Read the date of an end, which is not included."""
    moment = read_date(value, today)
    return _between(span, None, moment.start, is_instant=moment.is_instant)


def on(value: str, span: Span, today: date | None) -> Node:
    """Read a date of any precision, or a day of any year (`06-07`)."""
    if found := read_day_of_any_year(value):
        return Recurring(span, "date", found)
    moment = read_date(value, today)
    return _between(span, moment.start, moment.stop, is_instant=moment.is_instant)


def _between(span: Span, start: int | None, stop: int | None, *, is_instant: bool) -> Dates:
    """Return a span of time, of instants or on the reader's clock."""
    zone = reader_zone()
    if zone.is_utc:
        return Dates(span, start, stop)
    turned = zone.local if is_instant else zone.moment
    first, last = (None if each is None else turned(each) for each in (start, stop))
    if is_instant:
        return Dates(span, start, stop, (first, last))
    return Dates(span, first, last, (start, stop))


def year(value: str, span: Span, today: date | None) -> Node:
    """Read a year of four digits."""
    if not (len(value) == 4 and value.isascii() and value.isdecimal()):
        raise ValueError(f'"{excerpt(value)}" is not a year: write year:2024')
    return on(value, span, today)


def month(value: str, span: Span, today: date | None) -> Node:
    """Read a month of any year (number or English name), or of a single year (`2024-06`)."""
    names = [name.lower() for name in MONTHS]
    if value[:3].lower() in names and value.isalpha():
        return Recurring(span, "month", (names.index(value[:3].lower()) + 1,))
    if len(value) <= 2 and value.isascii() and value.isdecimal() and 1 <= int(value) <= 12:
        return Recurring(span, "month", (int(value),))
    if re.fullmatch(r"\d{4}-\d\d", value, re.ASCII):
        return on(value, span, today)
    raise ValueError(f'"{excerpt(value)}" is not a month: write month:6, month:jun or 2024-06')


def day(value: str, span: Span, _today: date | None) -> Node:
    """Read a day of the week."""
    typed = value.lower()
    days = _DAYS_OF.get(typed, ())
    if typed[:3] in WEEKDAYS and not days:
        days = (WEEKDAYS.index(typed[:3]),)
    if not days:
        wanted = f"{', '.join(WEEKDAYS)}, weekday or weekend"
        raise ValueError(f'"{excerpt(value)}" is not a day of the week: write {wanted}')
    return Recurring(span, "weekday", days)


def within_time(value: str, span: Span, today: date | None) -> Node:
    """Read the maximum age of a post, to the second."""
    if not (found := _WITHIN.fullmatch(value.strip())):
        raise ValueError(f'"{excerpt(value)}" is not a time: write 30d, 12h, 90m or 45s')
    now = datetime.now(UTC)
    if today:
        now = datetime(today.year, today.month, today.day, tzinfo=UTC) + timedelta(days=1)
    seconds = int(found[1]) * _SECONDS[found[2].lower()]
    return _between(span, (int(now.timestamp()) - seconds) * 1000, None, is_instant=True)


def seconds(*, until: bool) -> ValueReader:
    """Return a reader of seconds since 1970."""

    def read(value: str, span: Span, _today: date | None) -> Node:
        if not _SECONDS_SINCE_1970.fullmatch(value):
            raise ValueError(f'"{excerpt(value)}" is not a number of seconds since 1970')
        moment = int(value) * 1000
        start, stop = (None, moment) if until else (moment, None)
        return _between(span, start, stop, is_instant=True)

    return read


def number_of_id(*, above: bool) -> ValueReader:
    """Return a reader of ids as numbers."""

    def read(value: str, span: Span, _today: date | None) -> Node:
        if not _ID.fullmatch(value):
            raise ValueError(f'"{excerpt(value)}" is not the number of a post')
        return Ids(span, above=int(value)) if above else Ids(span, most=int(value))

    return read


def least(kind: CountName) -> ValueReader:
    """Return a reader of the smallest matching count."""

    def read(value: str, span: Span, _today: date | None) -> Node:
        count = parse_count(value)
        if count is None:
            raise ValueError(f'"{excerpt(value)}" is not a number: write 100, 10,000 or 10K')
        return CountRange(span, kind, count.value)

    return read


def depth(value: str, span: Span, _today: date | None) -> Node:
    """Read a depth of quotes, or a range of depths."""
    found = _DEPTH.fullmatch(value)
    if not found or (found["sign"] and found["high"]):
        raise ValueError(f'"{excerpt(value)}" is not a depth: write 1, >1, <2 or 1..3')
    low = int(found["low"])
    if found["high"] and int(found["high"]) < low:
        raise ValueError("this range ends before it begins: swap its ends")
    if (sign := found["sign"]) == "<" and low == 0:
        raise ValueError("nothing is less than 0 deep")
    ranges: dict[str | None, tuple[int, int | None]] = {
        ">": (low + 1, None),
        ">=": (low, None),
        "<": (0, low - 1),
        "<=": (0, low),
        None: (low, int(found["high"] or low)),
    }
    return CountRange(span, "depth", *ranges[sign])


def link(value: str, span: Span, _today: date | None) -> Node:
    """Read a part of an address; `_` also matches a hyphen, as on X."""
    if not (needle := searchable(value)):
        raise ValueError("url: needs a part of an address, such as url:signals")
    return Phrase(span, needle, in_links=True)


def sort(value: str, span: Span, _today: date | None) -> Node:
    """Read an order."""
    for order in ORDERS:
        if value.lower() == order:
            return Sort(span, order)
    raise ValueError(f'"{excerpt(value)}" is not an order: write {", ".join(ORDERS)}')
