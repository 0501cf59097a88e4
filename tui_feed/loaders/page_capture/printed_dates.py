"""Parse dates as printed by X: `Jun 7, 2020`, `12 mars 2024`, `2024年3月5日`, `Mar 3`, `5h`.

Forms and month names come from CLDR, for 31 languages. X omits the current year, and prints a date
of the last 24 hours relative to the time of reading.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from tui_feed.loaders.common.month_names import month_of
from tui_feed.loaders.page_capture.vocabulary import joined_month
from tui_feed.text.dates import Moment

_NAME = r"(?P<name>[^\s\d,/]{2,14})"
_OF = r"(?:de\s+|del\s+|d['’])?"
_MARKS = str.maketrans("", "", "\u200b\u200e\u200f\u061c\ufeff")
# Most frequent form first: each is compiled at its first use.
_FORMS = (
    rf"{_NAME}\s+(?P<day>\d{{1,2}})(?:,?\s+(?P<year>\d{{4}}))?",
    (
        rf"(?P<day>\d{{1,2}})(?:\.|er|º|°|ª|st|nd|rd|th)?\s+{_OF}{_NAME}"
        rf"(?:,?\s+{_OF}(?P<year>\d{{4}})(?:\s?[гр]\.)?)?"
    ),
    (r"(?:(?P<year>\d{4})\s?[年년]\s?)?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"),
    r"(?P<year>\d{4})(?P<mark>[-/.])\s?(?P<month>\d{1,2})(?P=mark)\s?(?P<day>\d{1,2})\.?",
    r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})?",
    r"(?P<day>\d{1,2})\s+(?:thg|tháng)\s+(?P<month>\d{1,2})(?:(?:,|\s+năm)?\s+(?P<year>\d{4}))?",
    rf"(?:(?P<year>\d{{4}})\.\s+)?{_NAME}\s+(?P<day>\d{{1,2}})\.",
)
_ARABIC_SLASHES = r"(?P<day>\d{1,2})\u200f/(?P<month>\d{1,2})\u200f/(?P<year>\d{4})"
_UNITS = (
    r"s|m|h|d|u|sec|sek|min|mins|std|tg|hr|hrs|秒|分|時間|日|초|분|시간|일|sn|dk|sa|g|dtk|mnt|jam"
    r"|с|сек|мин|ч|д|дн|год|хв|godz|dni|tim|วินาที|นาที|ชม|ชั่วโมง|วัน|分钟|分鐘|小时|小時|天|ث|د|س|ي|ثانیه"
    r"|دقیقه|ساعت|روز|से॰|मि॰|घं॰|दि॰|giây|phút|giờ|ngày"
)
_RELATIVE = (
    r"(?i)now|just now|jetzt|gerade|maintenant|ahora|agora|ora|adesso|nu|今|지금|şimdi|сейчас|зараз"
    rf"|teraz|สักครู่|刚刚|剛剛|الآن|اکنون|अभी|vừa xong|\d{{1,3}}\s?(?:{_UNITS})\.?"
    r"|\d{1,3} (?:second|minute|hour|day)s? ago"
)
_MONTH = (
    rf"{_OF}{_NAME}\s+{_OF}(?P<year>\d{{4}})(?:\s?[гр]\.?)?",
    r"(?P<year>\d{4})\s?[年년.]\s?(?P<month>\d{1,2})\s?[月월]?",
    r"(?:thg|tháng)\s+(?P<month>\d{1,2})(?:,|\s+năm)?\s+(?P<year>\d{4})",
    rf"(?P<year>\d{{4}})\.?\s+{_NAME}",
)
_KOREAN_MONTH = r"\d{4}년 ?\d{1,2}월"
_CLOCK = re.compile(
    r"(?:(?P<before>上午|下午|午前|午後|오전|오후)\s?)?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)"
    r"(?:\s?(?P<half>[AaPp]\.?\s?[Mm]\.?))?"
)
_AFTERNOON = ("下午", "午後", "오후")
_LONGEST = 48
_LEAP_YEAR = 2024
_THAI = re.compile("[\u0e00-\u0e7f]")
_FIRST_YEAR_OF_BUDDHA = 2400
_YEARS_BEFORE = 543


class PrintedDate(NamedTuple):
    """Date as printed on a page, possibly without a year."""

    text: str
    """Text as printed."""
    year: int | None = None
    """Year; None if it is omitted."""
    month: int = 0
    """Month, 1 to 12; 0 for a relative date."""
    day: int = 0
    """Day, 1 to 31; 0 for a relative date."""

    @property
    def is_relative(self) -> bool:
        """True for a date relative to the time of capture, such as `5h`."""
        return not self.month

    def resolve(self, current_year: int | None) -> Moment | None:
        """Return the day; None if the page does not determine it.

        `current_year` is the year of the capture, omitted in the page's dates.
        """
        year = self.year or current_year
        return None if self.is_relative or not year else _day(year, self.month, self.day)


@lru_cache(maxsize=4096)
def read_date(text: str) -> PrintedDate | None:
    """Parse a printed date; None if `text` is not a date, or not a day of any calendar."""
    if len(text) > _LONGEST:
        return None
    if slashed := re.fullmatch(_ARABIC_SLASHES, _in_ascii(text)):  # day first, by CLDR
        day = PrintedDate(text, int(slashed["year"]), int(slashed["month"]), int(slashed["day"]))
        return day if _exists(day.year, day.month, day.day) else None
    line = _plain(text)
    for form in _FORMS:
        if found := re.fullmatch(form, line):
            parts = found.groupdict()
            month = int(parts.get("month") or 0) or month_of(parts.get("name") or "") or 0
            year = _gregorian(int(parts["year"] or 0), text) or None
            if _exists(year, month, int(parts["day"])):
                return PrintedDate(text, year, month, int(parts["day"]))
    return PrintedDate(text) if re.fullmatch(_RELATIVE, line) else None


def read_joined(text: str) -> Moment | None:
    """Parse `Joined November 2012`; None for any other text."""
    if len(text) > _LONGEST:
        return None
    inside = joined_month(_plain(text))
    return read_month(inside or text) if inside or re.fullmatch(_KOREAN_MONTH, text) else None


def read_month(text: str) -> Moment | None:
    """Parse a month with its year: `November 2012`, `2012年11月`; None for any other text."""
    line = _plain(text)
    for form in _MONTH:
        if found := re.fullmatch(form, line):
            parts = found.groupdict()
            month = int(parts.get("month") or 0) or month_of(parts.get("name") or "")
            try:
                if month:
                    return Moment.of(_gregorian(int(parts["year"]), text), month)
            except ValueError:
                return None
    return None


def read_clock(text: str) -> str | None:
    """Parse a time of day, `9:14 PM` or `21:14`, and return it as `21:14`; None for other texts."""
    found = _CLOCK.fullmatch(_plain(text))
    if not found:
        return None
    hour, half = int(found["hour"]), (found["half"] or "")[:1].lower()
    if half or found["before"]:
        hour = hour % 12 + 12 * (half == "p" or found["before"] in _AFTERNOON)
    is_time = hour < 24 and int(found["minute"]) < 60
    return f"{hour:02}:{found['minute']}" if is_time else None


def _in_ascii(text: str) -> str:
    """Return a text with the digits of all scripts as ASCII digits."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _plain(text: str) -> str:
    """Return a text without direction marks, with ASCII digits and single spaces."""
    return " ".join(_in_ascii(text).translate(_MARKS).split())


def _gregorian(year: int, text: str) -> int:
    """Return a Gregorian year; Thai pages may use the Buddhist era (543 years more)."""
    is_thai = year > _FIRST_YEAR_OF_BUDDHA and _THAI.search(text)
    return year - _YEARS_BEFORE if is_thai else year


@lru_cache(maxsize=4096)
def _day(year: int, month: int, day: int) -> Moment | None:
    try:
        return Moment.of(year, month, day)
    except ValueError:  # such as 29 February in a common year
        return None


def _exists(year: int | None, month: int, day: int) -> bool:
    return month > 0 and _day(year or _LEAP_YEAR, month, day) is not None
