"""Define the kinds of operator values, with their names in the help and their completions."""

from typing import NamedTuple

from tui_feed.text.dates import MONTHS

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Days of the week as `day:` names them, Monday first."""


class Shape(NamedTuple):
    """Kind of value of an operator."""

    name: str
    """Name in the help: `DATE`."""
    offers: tuple[tuple[str, str], ...] = ()
    """Completions, each with a note; empty if the feed supplies the values."""


HANDLE = Shape("HANDLE")
DATE = Shape(
    "DATE", (("today", ""), ("yesterday", ""), ("7d", "a week ago"), ("30d", ""), ("1y", ""))
)
YEAR = Shape("YEAR")
MONTH = Shape("MONTH", tuple((month.lower(), "") for month in MONTHS))
DAY = Shape("DAY", tuple((day, "") for day in (*WEEKDAYS, "weekday", "weekend")))
TIME = Shape("TIME", (("24h", ""), ("7d", ""), ("30d", ""), ("365d", "")))
SECONDS = Shape("SECONDS")
ID = Shape("ID")
LANG = Shape("LANG")
APP = Shape("APP")
TEXT = Shape("TEXT")
DOMAIN = Shape("DOMAIN")
N = Shape("N", (("10", ""), ("100", ""), ("1K", ""), ("10K", "")))
KIND = Shape("KIND")
DEPTH = Shape("DEPTH", (("0", "quotes nothing"), (">0", ""), (">1", "a quote in a quote")))
SOURCE = Shape("SOURCE")
LABEL = Shape("LABEL")
ORDER = Shape("ORDER")
"""Sort order; completion offers the orders of the feed."""
