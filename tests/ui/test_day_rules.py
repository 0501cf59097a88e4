"""Rules between days: they say the day and its posts, and every card stands under its own."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.feed.test_time_zones import WHEN, feed_of
from tests.records import made_post
from tests.ui.harbor import HARBOR, reader_of, reading, shown
from tui_feed.models import Post
from tui_feed.ui.widgets.card_cursor import CardCursor
from tui_feed.ui.widgets.timeline_drawing import TimelineDrawing

NARROW, SMALL = (80, 24), (40, 12)
DATES = (
    "2024-01-12T09:30:00Z", "2024-01-12T07:05:00Z", "2024-01-11", "2024-01", "2019", None,
)  # fmt: skip


def posts(*dates: str | None, **facts: object) -> list[Post]:
    return [
        made_post(id=str(number), author=HARBOR, text=f"number {number}", created_at=date, **facts)
        for number, date in enumerate(dates)
    ]


def rules(text: str) -> list[str]:
    """Return the words of all rules on a screen."""
    lines = (line.rstrip(" ▐█") for line in text.split("\n"))
    return [line.strip("─ ") for line in lines if line.startswith("─ ")]


async def test_a_rule_says_the_day_and_its_number_of_posts_and_a_card_the_time() -> None:
    async with (app := reading(*posts(*DATES))).run_test(size=(80, 40)):
        text = shown(app)
        found = [" ".join(rule.replace("─", " ").split()) for rule in rules(text)]
        assert found == [
            "Friday 12 January 2024 2 posts",
            "Thursday 11 January 2024 1 post",
            "January 2024 1 post",
            "2019 1 post",
            "no date 1 post",
        ]
        lines = text.split("\n")
        heads = [line for line in lines if "Harbor Riders @" in line and not line.startswith(" H")]
        assert [head.split()[-1] for head in heads[:3]] == ["09:30", "07:05", "@HarborRiders"]


async def test_the_days_of_a_filter_are_counted_not_those_of_the_file() -> None:
    tagged = posts(DATES[1], hashtags=("LateTrams",))
    other = made_post(id="other", author=HARBOR, text="Other.", created_at=DATES[0])
    app = reading(*tagged, other, query="#LateTrams")
    async with app.run_test(size=NARROW):
        assert "─ 1 post ─" in shown(app)
        assert "07:05" in shown(app)


async def test_the_rule_of_the_top_card_stays_while_its_day_is_scrolled() -> None:
    many = posts(*["2024-01-12"] * 30, "2024-01-11")
    async with (app := reading(*many)).run_test(size=NARROW) as pilot:
        await pilot.press(*"20jj")
        assert rules(shown(app))[0].startswith("Friday 12 January 2024")
        assert "30 posts" in rules(shown(app))[0]
        await pilot.press("G")
        assert len(rules(shown(app))) == 2


async def test_orders_by_a_count_have_a_rule_with_the_order_and_dates_on_the_cards() -> None:
    app = reading(*posts(*DATES, metrics={"views": 5}), order="views")
    async with app.run_test(size=NARROW):
        assert [rule.split(" ─")[0] for rule in rules(shown(app))] == ["most viewed first"]
        assert "12 Jan 2024 09:30" in shown(app)


async def test_a_small_window_has_no_rules_but_dates_on_the_cards() -> None:
    async with (app := reading(*posts(*DATES))).run_test(size=SMALL):
        assert rules(shown(app)) == []
        assert "… 12 Jan 2024" in shown(app)


async def test_a_repost_stands_under_the_day_of_the_repost_and_has_its_own_date() -> None:
    post = made_post(
        id="1", author=HARBOR, text="Old.", created_at="2023-12-30T23:10:00Z",
        reposted_by="Quay News", reposted_at="2024-01-12T08:00:00Z",
    )  # fmt: skip
    async with (app := reading(post)).run_test(size=NARROW):
        assert rules(shown(app))[0].startswith("Friday 12 January 2024")
        assert "Quay News reposted · 08:00" in shown(app)
        assert "30 Dec 2023 23:10" in shown(app)


async def test_clicks_and_the_cursor_find_the_card_under_a_rule() -> None:
    async with (app := reading(*posts(*DATES))).run_test(size=NARROW) as pilot:
        timeline = reader_of(app).timeline
        lines = shown(app).split("\n")
        top = timeline.content_region.y
        line = next(at for at, text in enumerate(lines) if "number 2" in text)
        await pilot.click("#timeline", offset=(6, line - top))
        await pilot.pause()
        assert timeline.index == 2
        lines = shown(app).split("\n")
        cell = timeline.cursor_cell
        assert "┃" in lines[timeline.content_region.y + cell.y]
        assert "┃" not in lines[timeline.content_region.y + cell.y - 1]


async def test_rules_are_plain_where_everything_is() -> None:
    async with (app := reading(*posts(*DATES), plain=True)).run_test(size=NARROW):
        assert "- Friday 12 January 2024 ---" in shown(app)
        assert shown(app).isascii()


@given(st.integers(0, 10_000), st.sampled_from(["newest", "oldest"]))
def test_wherever_the_window_is_each_card_stands_under_its_own_day(seed: int, order: str) -> None:
    chance = random.Random(seed)
    feed = feed_of(chance.choices(WHEN, k=chance.randint(1, 30)))
    rows = feed.select(None, order)
    drawing = TimelineDrawing(feed, rows, reading().palette)
    drawing.fit(60, 40)
    cursor = CardCursor(drawing)
    cursor.show(rows, None, ())
    cursor.resize(chance.randint(1, 12), 0)
    periods = feed.periods(rows)
    for _ in range(12):
        places = cursor.viewport.places()
        rule = "".join(piece.text for piece in drawing.heading(places[0])).strip("─ ")
        for place in places:
            words = "".join(piece.text for piece in drawing.line(place, None))
            if words.startswith("─ "):
                rule = words.strip("─ ")
            if drawing.is_card(place):
                assert rule.startswith(periods.of(rows[place.card]).name)
        cursor.scroll(chance.choice([1, 2, 3, -1, -5]))


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_a_rule_looks_at_a_few_posts_of_very_many(order: str) -> None:
    feed = feed_of([f"2024-{1 + n // 280:02}-{1 + n // 10 % 28:02}" for n in range(3_000)])
    rows = feed.select(None, order)
    looked: list[int] = []

    class Rows(list[int]):
        def __getitem__(self, at):  # type: ignore[no-untyped-def]
            looked.append(at)
            return super().__getitem__(at)

    periods = feed.periods(rows)
    periods._rows = Rows(rows)
    assert periods.count(periods.of(rows[1_500])) == 10
    assert len(looked) < 40
