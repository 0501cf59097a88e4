"""Dates as X prints them: `Jun 7, 2020`, `12 mars 2024`, `2024年3月5日`, `Mar 3`, `5h`.

English, French, German, Spanish, Portuguese, Italian, Dutch, Japanese and Korean. A date of the
current year is printed without it; what is younger than a day counts back from when it is read.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from tui_feed.text.dates import Moment

_MONTHS = (
    "jan january januar janner janvier janv enero ene janeiro gennaio gen januari",
    "feb february februar fevrier fevr fev febrero fevereiro febbraio febb februari",
    "mar march marz mrz mars marzo marco maart mrt",
    "apr april avril avr abril abr aprile",
    "may mai mayo maio maggio mag mei",
    "jun june juni juin junio junho giugno giu",
    "jul july juli juillet juil julio julho luglio lug",
    "aug august aout agosto ago augustus",
    "sep sept september septembre septiembre setembro set settembre sett",
    "oct october oktober okt octobre octubre outubro out ottobre ott",
    "nov november novembre noviembre novembro",
    "dec december dezember dez decembre diciembre dic dezembro dicembre",
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}

_NAME = r"(?P<name>[^\W\d_]{3,12})\.?"
# The most common form first: each is compiled when it is first needed.
_FORMS = (
    rf"{_NAME}\s+(?P<day>[0-9]{{1,2}})(?:,?\s+(?P<year>[0-9]{{4}}))?",
    (
        rf"(?P<day>[0-9]{{1,2}})(?:\.|er|º|°|ª|st|nd|rd|th)?\s+(?:de\s+)?{_NAME}"
        r"(?:,?\s+(?:de\s+)?(?P<year>[0-9]{4}))?"
    ),
    (
        r"(?:(?P<year>[0-9]{4})\s?[年년]\s?)?(?P<month>[0-9]{1,2})\s?[月월]\s?"
        r"(?P<day>[0-9]{1,2})\s?[日일]"
    ),
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})",
)
_RELATIVE = (
    r"(?i)now|just now|jetzt|gerade|maintenant|ahora|agora|ora|adesso|nu|今|지금"
    r"|[0-9]{1,3}\s?(?:s|m|h|d|u|sec|sek|min|mins|std|tg|hr|hrs|秒|分|時間|日|초|분|시간|일)\.?"
    r"|[0-9]{1,3} (?:second|minute|hour|day)s? ago"
)
_JOINED = (
    r"(?i)(?:joined|beigetreten(?: im)?|seit|bei x seit|a rejoint (?:x|twitter) en|inscrit(?:e)? en"
    r"|membre depuis|se unió(?: a (?:x|twitter))? en|ingressou em|entrou em|iscri(?:tt[oa]|zione)"
    r"(?: a| in|:)?|lid geworden (?:in|op)|lid sinds|sinds)"
    rf"\s+{_NAME}\s+(?:de\s+)?(?P<year>[0-9]{{4}})(?:\s+bei (?:x|twitter)(?: beigetreten)?)?"
    r"|(?P<year2>[0-9]{4})年(?P<month>[0-9]{1,2})月(?:から|に).{0,20}"
    r"|(?:가입일:? ?)?(?P<year3>[0-9]{4})년 ?(?P<month3>[0-9]{1,2})월(?:에 가입(?:함|했습니다)?)?"
)
_LONGEST = 40
_LEAP_YEAR = 2024


class PrintedDate(NamedTuple):
    """A date as far as a page prints it."""

    text: str
    """As printed."""
    year: int | None = None
    """None where it is left out."""
    month: int = 0
    """1 to 12; 0 where the date counts back from an unknown moment."""
    day: int = 0
    """1 to 31; 0 likewise."""

    @property
    def is_relative(self) -> bool:
        """Whether it counts back from when the page was shown."""
        return not self.month

    def resolve(self, current_year: int | None) -> Moment | None:
        """Return the day, or None where the page does not tell which it is.

        `current_year` is the year in which the page was saved, which it leaves out of its dates.
        """
        year = self.year or current_year
        return None if self.is_relative or not year else _day(year, self.month, self.day)


@lru_cache(maxsize=4096)
def read_date(text: str) -> PrintedDate | None:
    """Read a printed date, or return None where `text` is none, or one that no calendar has."""
    if len(text) > _LONGEST:
        return None
    for form in _FORMS:
        if found := re.fullmatch(form, text):
            parts = found.groupdict()
            month = int(parts.get("month") or _NUMBER_OF.get(_folded(parts.get("name", "")), 0))
            year, day = int(parts["year"] or 0) or None, int(parts["day"])
            if _exists(year, month, day):
                return PrintedDate(text, year, month, day)
    return PrintedDate(text) if re.fullmatch(_RELATIVE, text) else None


def read_joined(text: str) -> Moment | None:
    """Read `Joined November 2012`, or return None where `text` says something else."""
    found = re.fullmatch(_JOINED, text) if len(text) <= _LONGEST else None
    if not found:
        return None
    year = found["year"] or found["year2"] or found["year3"]
    month = found["month"] or found["month3"] or _NUMBER_OF.get(_folded(found["name"] or ""), 0)
    try:
        return Moment.of(int(year), int(month)) if int(month) else None
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _day(year: int, month: int, day: int) -> Moment | None:
    try:
        return Moment.of(year, month, day)
    except ValueError:  # such as 29 February of another year
        return None


def _exists(year: int | None, month: int, day: int) -> bool:
    return month > 0 and _day(year or _LEAP_YEAR, month, day) is not None


def _folded(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
