"""Time that can be seen: the calendar, the bars, going to a date, on this day."""

from datetime import date

import pytest
from textual.widgets import Input

from tests.ui.harbor import PROFILE, reader_of, reading, shown
from tui_feed.feed import DateCounts, Feed
from tui_feed.models import Post
from tui_feed.text import dates
from tui_feed.ui.app import FeedApp
from tui_feed.ui.dialogs.calendar import Calendar
from tui_feed.ui.dialogs.days import Days
from tui_feed.ui.render.colours.palette import PLAIN, palette_for
from tui_feed.ui.render.colours.themes import OWN_THEMES
from tui_feed.ui.render.heat import day_at, draw_month, draw_year, limits_of, step_of
from tui_feed.ui.widgets.histogram import Histogram, bars_of, months_term, year_labels

WIDE, NARROW, SMALL = (120, 40), (80, 24), (40, 12)


def filter_of(app: FeedApp) -> str:
    return reader_of(app).filter_query.text


def calendar_of(app: FeedApp) -> Calendar:
    assert isinstance(app.screen, Calendar)
    return app.screen


def posts_on(*days: str | None) -> tuple[Post, ...]:
    return tuple(Post(id=str(n), text=f"post {n}", created_at=day) for n, day in enumerate(days))


def counts_of(*days: str | None) -> DateCounts:
    feed = Feed()
    for post in posts_on(*days):
        feed.add(post)
    return feed.dates()


def said(app: FeedApp) -> str:
    return calendar_of(app)._days.words


# The calendar


async def test_the_calendar_opens_at_the_selected_post_and_says_what_the_day_has() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert "Friday 12 January 2024: 1 post; 2 in the month" in shown(app)
        assert "Jan 2024" in shown(app)
        await pilot.press("left")
        assert "Thursday 11 January 2024: 1 post" in said(app)
        await pilot.press("up")
        assert "Thursday 4 January 2024: 0 posts; 2 in the month" in said(app)
        await pilot.press("escape")
        assert filter_of(app) == ""


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["enter"], "on:2024-01-12"),
        (["left", "enter"], "on:2024-01-11"),
        (["p", "p", "enter"], "on:2023-05-09"),
        (["g", "enter"], "on:2023-05-09"),
        (["g", "G", "enter"], "on:2024-01-12"),
        (["g", "n", "enter"], "on:2024-01-11"),
        (["m"], "on:2024-01"),
        (["y"], "year:2024"),
        (["t"], "on:01-12"),
        (["pageup", "m"], "on:2023-12"),
        (["pagedown", "m"], "on:2024-02"),
        (["left_square_bracket", "y"], "year:2023"),
        (["right_square_bracket", "y"], "year:2025"),
        (["space", "left", "enter"], "since:2024-01-11 until:2024-01-13"),
        (["left", "space", "down", "enter"], "since:2024-01-11 until:2024-01-19"),
        (["space", "space", "left", "enter"], "on:2024-01-11"),
        (["2", "0", "2", "3", "enter"], "on:2023"),
        (["0", "5", "minus", "0", "9", "enter"], "on:05-09"),
    ],
)
async def test_days_months_years_and_ranges_become_a_filter(keys: list[str], expected: str) -> None:
    app = reading(query="-ferry since:2020")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d")
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        assert filter_of(app) == f"-ferry {expected}"


async def test_any_date_takes_the_dates_out_of_the_filter() -> None:
    app = reading(query="-ferry since:2024 day:fri")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("x")
        await pilot.pause()
        assert filter_of(app) == "-ferry"


async def test_letters_are_letters_while_a_date_is_typed() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d", "9", "y", "enter")
        await pilot.pause()
        assert filter_of(app) == "since:9y"


async def test_what_is_known_only_to_the_month_is_said() -> None:
    app = reading(PROFILE, *posts_on("2024-01", "2024-01", "2024-01-05", "2024"))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert "3 in the month; 2 known only to the month" in said(app)
        assert "; 1 known only to the year" in said(app)


async def test_a_click_goes_to_a_day_and_a_second_one_takes_it() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d")
        await pilot.pause()
        for _ in range(2):  # 11 January 2024 is in the second week, a Thursday
            await pilot.click("#days", offset=(3 * 4, 4))
            await pilot.pause()
        assert filter_of(app) == "on:2024-01-11"


async def test_the_calendar_fits_a_small_terminal_with_six_weeks() -> None:
    app = reading(*posts_on("2023-07-31"))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert "31" in shown(app).split("24 ")[1]
        assert isinstance(app.focused, Input)


@pytest.mark.parametrize("plain", [False, True])
async def test_the_whole_calendar_fits_80_by_24(plain: bool) -> None:
    app = reading(*posts_on("2023-07-31"), plain=plain)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert "Show only which dates?" in shown(app)
        assert " 31" in shown(app)
        assert "2023 Jan  Feb Mar" in shown(app)
        assert any("Su " in line and "." in line for line in shown(app).split("\n")) or not plain
        assert "any year, any day" in shown(app)
        assert "Esc back" in shown(app)


async def test_the_calendar_has_a_month_in_40_by_12() -> None:
    app = reading(*posts_on("2023-07-31"))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("d")
        await pilot.pause()
        lines = shown(app).split("\n")
        assert "Show only which dates?" in lines[0]
        assert "31 Jul 2023: 1 post; 1 in the month" in lines[2]
        assert " 31 " in lines[10]
        assert "Esc back" in lines[11]
        assert "2023 Jan" not in shown(app)


async def test_one_key_draws_the_calendar_once(monkeypatch) -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d")
        await pilot.pause()
        drawn: list[date] = []
        own = Days.draw
        monkeypatch.setattr(Days, "draw", lambda self: drawn.append(self.cursor) or own(self))
        for key in ("left", "pageup", "space", "n", "left_square_bracket"):
            before = len(drawn)
            await pilot.press(key)
            await pilot.pause()
            assert len(drawn) == before + 1, key


async def test_the_cell_of_a_day_has_the_colour_of_its_posts() -> None:
    app = reading(*posts_on("2024-01-02", *["2024-01-03"] * 9, "2024-01-05"))
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("d")
        await pilot.pause()
        days, palette = calendar_of(app)._days, reader_of(app).palette
        week = days.render_line(3)
        ground = {
            part.text.strip(): part.style.bgcolor for part in week if part.text.strip().isdecimal()
        }
        assert ground["3"] == palette.heat[4].color
        assert ground["2"] in {heat.color for heat in palette.heat[1:4]}
        assert ground["4"] == palette.ground.bgcolor
        assert ground["5"] == palette.match.bgcolor, "the cursor is on the last day with posts"


async def test_escape_takes_the_typed_dates_back_first() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d", *"2023")
        await pilot.pause()
        assert "on:2023: 1 post" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Friday 12 January 2024" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert filter_of(app) == ""
        assert not isinstance(app.screen, Calendar)


async def test_a_feed_without_dates_has_a_calendar_too() -> None:
    app = reading(*posts_on(None))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("n", "p", "g", "G", "space", "right", "escape")
        await pilot.pause()
        assert filter_of(app) == ""


async def test_the_calendar_ends_with_the_calendar() -> None:
    app = reading(*posts_on("9999-12-31", "0001-01-01"))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("right", "down", "pagedown", "right_square_bracket")
        assert calendar_of(app)._days.cursor == date(9999, 12, 31)
        await pilot.press("space", "g", "left", "up", "pageup", "enter")
        await pilot.pause()
        assert filter_of(app) == "since:0001-01-01"


# Going to a date


@pytest.mark.parametrize(
    ("keys", "post"),
    [
        (["2", "0", "2", "3", "enter"], "10"),
        (["2", "0", "2", "4", "minus", "0", "1", "enter"], "30"),
        (["2", "0", "2", "1", "enter"], "10"),
        (["2", "0", "3", "0", "enter"], "30"),
        (["left", "enter"], "20"),
        (["0", "5", "minus", "0", "9", "enter"], "10"),
    ],
)
async def test_going_to_a_date_selects_the_nearest_post_and_filters_nothing(keys, post) -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D")
        await pilot.pause()
        assert "Go to which date?" in shown(app)
        await pilot.press(*keys)
        await pilot.pause()
        assert reader_of(app).post.id == post
        assert filter_of(app) == ""
        await pilot.press("left_square_bracket")
        assert reader_of(app).post.id == "30"


async def test_a_date_that_the_filter_leaves_out_is_gone_near_to_and_ends_nothing() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*"/year:2024", "enter", "D", *"2023", "enter")
        await pilot.pause()
        assert reader_of(app).post.id == "20"
        assert filter_of(app) == "year:2024"


async def test_where_one_only_goes_there_is_no_range() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("D")
        await pilot.pause()
        await pilot.press("space", "t", "x")
        await pilot.pause()
        assert calendar_of(app)._days.mark is None


async def test_on_this_day_finds_the_day_of_every_year(monkeypatch) -> None:
    monkeypatch.setattr(dates, "today", lambda: date(2026, 5, 9))
    monkeypatch.setattr(
        "tui_feed.ui.screens.commands.filter_commands.today", lambda: date(2026, 5, 9)
    )
    app = reading(query="#LateTrams since:2024")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("T")
        await pilot.pause()
        assert filter_of(app) == "#LateTrams on:05-09"
        assert "1 of 4" in shown(app)


# The bars


async def test_the_bars_are_a_picture_of_the_filter_and_narrow_it() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h")
        await pilot.pause()
        assert "Jan 2024: 2 posts" in shown(app)
        await pilot.press("home")
        await pilot.pause()
        assert "May 2023: 1 post" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert filter_of(app) == "on:2023-05"
        await pilot.press("end")
        await pilot.pause()
        assert "Jan 2024: 0 posts of 2" in shown(app)
        await pilot.press("space", "left", "left", "enter")
        await pilot.pause()
        assert filter_of(app) == "since:2023-11 until:2024-02"
        await pilot.press("up", "y")
        await pilot.pause()
        assert filter_of(app) == "year:2023"
        await pilot.press("space", "escape", "escape")
        assert app.focused is reader_of(app).timeline


async def test_the_cursor_stands_under_its_bar_with_its_value_between_the_years() -> None:
    app = reading(*posts_on("2017-02", "2020-03", "2021-04", "2024-05", "2024-05"))
    async with app.run_test(size=(92, 40)) as pilot:
        await pilot.press("h", "home")
        await pilot.pause()
        bars, axis = lines_of(app)
        assert axis.startswith(" ▲ Feb 2017: 1 post")
        assert axis.rstrip().endswith("2024")
        await pilot.press("end")
        await pilot.pause()
        bars, axis = lines_of(app)
        assert axis.rstrip().endswith("May 2024: 2 posts ▲")
        assert len(axis.rstrip()) == len(bars.rstrip()), "it stands under the last bar"
        assert "2017" in axis
        await pilot.press("space", "up")
        await pilot.pause()
        assert "May 2023 to May 2024: 2 posts" in lines_of(app)[1]


def lines_of(app: FeedApp) -> list[str]:
    """Return the bars and the axis."""
    return [app.screen.query_one(Histogram).render_line(y).text for y in (0, 1)]


def amber(app: FeedApp) -> list[int]:
    """Return the cells of the bars in the colour of the current month."""
    found, cell = [], 0
    for part in app.screen.query_one(Histogram).render_line(0):
        if part.style.color == reader_of(app).palette.current.color:
            found += range(cell, cell + len(part.text))
        cell += len(part.text)
    return found


async def test_only_the_month_of_the_selected_post_is_amber() -> None:
    app = reading(*posts_on("2024-05", "2024-05", "2024-03", "2024-02"))
    async with app.run_test(size=WIDE) as pilot:
        assert amber(app) == [13, 14, 15, 16]
        await pilot.press("j", "j")
        await pilot.pause()
        assert amber(app) == [5, 6, 7, 8]
        await pilot.press("h")
        await pilot.pause()
        assert "▲ Mar 2024: 1 post" in lines_of(app)[1], "it begins where the reader is"


async def test_a_key_draws_the_bars_once_and_only_if_they_change(monkeypatch) -> None:
    app = reading(*posts_on("2024-05-03", "2024-05-02", "2024-03-01", "2024-02-01"))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "k")
        await pilot.pause()
        drawn: list[None] = []
        own = Histogram.draw
        monkeypatch.setattr(Histogram, "draw", lambda self: drawn.append(None) or own(self))
        for keys, times in ((["j"], 0), (["j"], 1), (["h"], 1), (["left"], 1), (["space"], 1)):
            drawn.clear()
            await pilot.press(*keys)
            await pilot.pause()
            assert len(drawn) == times, keys


async def test_plain_bars_have_a_plain_cursor() -> None:
    app = reading(plain=True)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h")
        await pilot.pause()
        assert "^" in lines_of(app)[1]
        assert "".join(lines_of(app)).isascii()


async def test_a_click_on_a_bar_narrows() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.click(Histogram, offset=(1, 0))
        await pilot.pause()
        assert filter_of(app) == "on:2023-05"


async def test_in_a_low_terminal_the_bars_come_when_they_are_called() -> None:
    app = reading()
    async with app.run_test(size=NARROW) as pilot:
        bars = app.screen.query_one(Histogram)
        assert not bars.display or not bars.size.height
        await pilot.press("h")
        await pilot.pause()
        assert bars.size.height == 2
        await pilot.press("escape")
        await pilot.pause()
        assert not bars.size.height


async def test_without_a_date_the_bars_do_nothing() -> None:
    app = reading(*posts_on(None))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "left", "right", "up", "space", "y", "enter", "escape")
        assert filter_of(app) == ""


def test_a_bar_takes_several_months_where_there_are_more_than_cells() -> None:
    counts = counts_of("2000-01-15", "2009-12-31", "2005", None)
    assert [bar.months for bar in bars_of(counts, counts, 200)] == [1] * 120
    bars = bars_of(counts, counts, 40)
    assert {bar.months for bar in bars} == {3}
    assert (bars[0].found, bars[-1].found, sum(bar.found for bar in bars)) == (1, 1, 2)
    assert bars_of(counts, counts, 0) == []
    labels = year_labels(bars, 1, 40)
    assert labels.split() == ["2000", "2002", "2004", "2006", "2008"]


@pytest.mark.parametrize(
    ("first", "last", "piece"),
    [
        (2023 * 12 + 4, 2023 * 12 + 4, "on:2023-05"),
        (2023 * 12, 2023 * 12 + 11, "year:2023"),
        (2023 * 12 + 10, 2024 * 12, "since:2023-11 until:2024-02"),
        (9999 * 12, 9999 * 12 + 11, "year:9999"),
        (9998 * 12, 9999 * 12 + 11, "since:9998-01"),
    ],
)
def test_months_as_a_piece_of_a_query(first: int, last: int, piece: str) -> None:
    assert months_term(first, last) == piece


# Heat


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([0, 0], [0, 0]),
        ([0, 1, 1], [0, 2, 2]),
        ([1, 2, 3, 4], [1, 2, 3, 4]),
        ([1, 1, 1, 9], [1, 1, 1, 4]),
        ([7, 7], [4, 4]),
        (list(range(9)), [0, 1, 1, 1, 2, 2, 3, 3, 4]),
    ],
)
def test_heat_rises_with_the_posts_and_uses_what_steps_there_are(counts, expected) -> None:
    limits = limits_of(counts)
    steps = [step_of(count, limits) for count in counts]
    assert [step == 0 for step in steps] == [count == 0 for count in counts]
    pairs = sorted(zip(counts, steps, strict=True))
    assert [step for _, step in pairs] == sorted(steps)
    assert len(set(steps)) >= min(len(set(expected)), len(set(counts)))


def test_a_month_and_a_year_can_be_read_without_any_colour() -> None:
    palette = palette_for(OWN_THEMES[0], colourless=True, plain=True)
    counts = [0] * 29
    counts[4], counts[8] = 1, 9
    month = draw_month(date(2024, 2, 1), counts, limits_of(counts), palette, [])
    text = ["".join(part.text for part in line) for line in month.lines]
    assert text[0].strip() == "Feb 2024"
    assert any(f" 5{sign}" in text[3] for sign in PLAIN.heat[1:])
    assert " 9#" in text[3]
    year = draw_year(2024, lambda day: 9 * (day.day == 9), [1, 2, 3], palette, [])
    lines = ["".join(part.text for part in line) for line in year.lines]
    assert sum(line.count("#") for line in lines) == 12
    assert len({len(line) for line in lines[1:]}) == 1
    assert all(line.isascii() for line in lines)


@pytest.mark.parametrize("year", [1, 1900, 2000, 2023, 2024, 9999])
def test_every_day_of_a_year_is_drawn_once_under_its_weekday(year: int) -> None:
    palette = palette_for(OWN_THEMES[0])
    seen: list[date] = []
    drawn = draw_year(year, lambda day: seen.append(day) or 0, [0, 0, 0], palette, [])
    assert sorted(seen) == [
        date.fromordinal(n)
        for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
    ]
    assert len(drawn.lines) == 8


def test_the_day_under_a_cell() -> None:
    first = date(2024, 2, 1)  # a Thursday
    assert day_at(first, 3 * 4, 2) == first
    assert day_at(first, 2 * 4, 2) is None
    assert day_at(first, 3 * 4 + 2, 6) == date(2024, 2, 29)
    assert day_at(first, 4 * 4, 6) is None
    assert day_at(first, 0, 1) is None
    assert day_at(first, 28, 3) is None
