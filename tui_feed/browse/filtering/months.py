"""Months as numbers counted from January of year 0, and date terms for them."""

from tui_feed.feed.index.date_counts import LAST_MONTH


def month_name(month: int) -> str:
    """Return a month number as `2023-05`."""
    return f"{month // 12:04}-{month % 12 + 1:02}"


def months_term(first: int, last: int) -> str:
    """Return the date term for a range of months, both ends included."""
    if first == last:
        return f"on:{month_name(first)}"
    if first % 12 == 0 and last == first + 11:
        return f"year:{first // 12:04}"
    until = f" until:{month_name(last + 1)}" if last + 1 < LAST_MONTH else ""
    return f"since:{month_name(first)}{until}"
