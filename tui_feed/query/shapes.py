"""Define the kinds of operator values, with their names in the help and their completions."""

from typing import NamedTuple

from tui_feed.text.dates import MONTHS

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Days of the week as `day:` names them, Monday first."""


class Shape(NamedTuple):
    """Kind of value of an operator."""

    name: str
    """Name in the help: `DATE`."""
    noun: str = "a value"
    """Words for a value that is still to be typed: `a date`."""
    offers: tuple[tuple[str, str], ...] = ()
    """Completions, each with a note; empty if the feed supplies the values."""


HANDLE = Shape("HANDLE", "a handle")
DATE = Shape(
    "DATE",
    "a date",
    (("today", ""), ("yesterday", ""), ("7d", "a week ago"), ("30d", ""), ("1y", "")),
)
YEAR = Shape("YEAR", "a year")
MONTH = Shape("MONTH", "a month", tuple((month.lower(), "") for month in MONTHS))
DAY = Shape(
    "DAY", "a day of the week", tuple((day, "") for day in (*WEEKDAYS, "weekday", "weekend"))
)
TIME = Shape("TIME", "a time such as 30d", (("24h", ""), ("7d", ""), ("30d", ""), ("365d", "")))
SECONDS = Shape("SECONDS", "seconds since 1970")
ID = Shape("ID", "the id of a post")
LANG = Shape("LANG", "a language")
APP = Shape("APP", "an app")
TEXT = Shape("TEXT", "a text")
DOMAIN = Shape("DOMAIN", "a site")
N = Shape("N", "a number", (("10", ""), ("100", ""), ("1K", ""), ("10K", "")))
KIND = Shape("KIND", "a kind of post")
DEPTH = Shape(
    "DEPTH", "a depth", (("0", "quotes nothing"), (">0", ""), (">1", "a quote in a quote"))
)
SOURCE = Shape("SOURCE", "a source")
LABEL = Shape("LABEL", "a label")
ORDER = Shape("ORDER", "an order")
"""Sort order; completion offers the orders of the feed."""
