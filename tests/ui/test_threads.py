"""Threads are read in place of the timeline, with its keys and filters, and left as they came."""

import pytest

from tests.records import made_post
from tests.ui.harbor import ELLERY, HARBOR, Held, notices, reader_of, reading, screen_of, shown
from tui_feed.models import Post
from tui_feed.ui.app import FeedApp

SIZES = [(140, 40), (80, 24), (40, 12)]


def said(number: str, text: str, day: int, answers: str | None = None, **fields: object) -> Post:
    when = f"2024-04-{day:02}"
    return made_post(id=number, text=text, created_at=when, reply_to_id=answers, **fields)


FERRY = said("1", "Bring back the ferry?", 17, author=HARBOR)
PLEASE = said("2", "Please. #Ferry", 18, "1", author=ELLERY, hashtags=("Ferry",))
BOATS = said("3", "For the boats.", 19, "1", author=HARBOR)
NINE = said("4", "Nine is fine.", 20, "2", author=HARBOR)
OTHERS = tuple(said(str(n), f"Something else {n}.", n % 28 + 1) for n in range(50, 60))
ALL = (FERRY, PLEASE, BOATS, NINE, *OTHERS)


def at(app: FeedApp) -> str:
    post = reader_of(app).post
    return post.id if post else ""


def cards(app: FeedApp) -> list[str]:
    """Return the lines of the cards that say something, with their indentation."""
    region = reader_of(app).timeline.content_region
    lines = shown(app).split("\n")[region.y : region.bottom]
    return [line[region.x : region.right].rstrip() for line in lines]


async def opened(pilot, post: str = "1") -> None:
    """Open the thread of a post, once all posts of the filter are found."""
    while not reader_of(pilot.app).rows.is_whole:
        await pilot.pause(0.01)
    reader_of(pilot.app).trail.jump_to(post)
    await pilot.pause()
    await pilot.press("t")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_t_reads_a_thread_and_t_returns_to_the_place(size: tuple[int, int]) -> None:
    app = reading(*ALL)
    async with app.run_test(size=size) as pilot:
        reader_of(app).trail.jump_to("2")
        await pilot.press("z", "t")
        await pilot.pause()
        before = cards(app)
        await pilot.press("t")
        await pilot.pause()
        assert at(app) == "2"
        assert "Thread · 4 posts" in shown(app)
        assert "Esc back" in shown(app)
        assert "◂ you are here" in shown(app)
        seen = []
        await pilot.press("g")
        for _ in range(4):
            seen.append(at(app))
            await pilot.press("j")
        assert seen == ["1", "2", "4", "3"]
        await pilot.press("t")
        await pilot.pause()
        assert cards(app) == before
        assert at(app) == "2"
        assert "Thread ·" not in shown(app)


async def test_reading_a_thread_takes_two_keys() -> None:
    app = reading(*ALL, order="captured")
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.press("t", "j")
        assert at(app) == "2"
        assert "Thread · 4 posts" in shown(app)


async def test_posts_are_indented_by_depth() -> None:
    app = reading(*ALL)
    async with app.run_test(size=SIZES[0]) as pilot:
        await opened(pilot)
        text = {line.split()[-1]: line for line in cards(app) if line.split()}
        assert text["ferry?"].index("Bring") == 3
        assert text["#Ferry"].startswith("   │ Please.")
        assert text["fine."].startswith("   │ │ Nine")
        assert text["boats."].startswith("   │ For")


async def test_escape_takes_back_the_filter_of_a_thread_and_then_the_thread() -> None:
    app = reading(*ALL, query="-Nine")
    async with app.run_test(size=SIZES[0]) as pilot:
        await opened(pilot)
        assert "Nine is fine." in shown(app)  # a thread is whole
        await pilot.press(*"/#Ferry", "enter")
        await pilot.pause()
        assert "1 of 4 · post 1 · in this thread" in shown(app)
        assert at(app) == "2"
        await pilot.press("escape")
        await pilot.pause()
        assert "of 4 · in this thread" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert reader_of(app).filter_query.text == "-Nine"
        assert at(app) == "1"


async def test_commands_act_on_the_post_selected_in_the_thread() -> None:
    app = reading(*ALL)
    async with app.run_test(size=SIZES[0]) as pilot:
        await opened(pilot)
        await pilot.press("j", "y")
        assert app.clipboard == PLEASE.text
        await pilot.press("enter")
        await pilot.pause()
        assert "Post in full" in shown(app)
        await pilot.press("escape")
        assert "Thread · 4 posts" in shown(app)
        await pilot.press("s")
        await pilot.pause()
        assert "in this thread" in shown(app)
        assert "order" not in shown(app).split("\n")[-1]


async def test_tags_and_matches_are_those_of_the_thread() -> None:
    app = reading(*ALL)
    async with app.run_test(size=SIZES[0]) as pilot:
        await opened(pilot)
        await pilot.press("number_sign", "enter")
        await pilot.pause()
        assert "1 of 4 · post 1 · in this thread" in shown(app)
        await pilot.press("escape", "g", "n")
        assert at(app) == "2"


async def test_the_brackets_lead_into_a_thread_and_out_of_it() -> None:
    app = reading(*ALL)
    async with app.run_test(size=SIZES[0]) as pilot:
        await opened(pilot)
        await pilot.press("G")
        assert at(app) == "3"
        await pilot.press("escape", "left_square_bracket")
        await pilot.pause()
        assert "Thread · 4 posts" in shown(app)
        assert at(app) == "3"
        await pilot.press("left_square_bracket", "left_square_bracket")
        await pilot.pause()
        assert "Thread ·" not in shown(app)
        assert at(app) == "1"
        await pilot.press("right_square_bracket", "right_square_bracket")
        await pilot.pause()
        assert "Thread · 4 posts" in shown(app)
        assert at(app) == "3"


async def test_a_quote_outside_the_thread_is_gone_to_and_come_back_from() -> None:
    quoting = said("5", "See this:", 21, "1", author=HARBOR, quote=OTHERS[0])
    app = reading(*ALL, quoting)
    async with app.run_test(size=SIZES[0]) as pilot:
        await opened(pilot, "5")
        await pilot.press("Q")
        await pilot.pause()
        assert at(app) == "50"
        assert "Thread ·" not in shown(app)
        await pilot.press("left_square_bracket")
        await pilot.pause()
        assert at(app) == "5"
        assert "Thread · 5 posts" in shown(app)


async def test_what_is_known_of_a_missing_post_is_told() -> None:
    lost = (
        said("7", "So did we.", 3, "6", author=HARBOR, reply_to=("Line4Fan",)),
        said("8", "And I.", 4, "6", author=ELLERY, reply_to=("Line4Fan",)),
    )
    app = reading(*lost)
    async with app.run_test(size=SIZES[0]) as pilot:
        await opened(pilot, "8")
        assert "Thread · 2 posts, 1 not in this archive" in shown(app)
        assert "answers a post of @Line4Fan, not in this archive" in shown(app)
    quoting = said("9", "Heard:", 5, quote=made_post(id="6", text="I counted it."))
    app = reading(*lost, quoting)
    async with app.run_test(size=SIZES[0]) as pilot:
        await opened(pilot, "8")
        assert "known from a quote: I counted it." in shown(app)


async def test_a_circle_of_answers_is_read_once() -> None:
    app = reading(said("1", "a", 1, "3"), said("2", "b", 2, "1"), said("3", "c", 3, "2"))
    async with app.run_test(size=SIZES[1]) as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert "Thread · 3 posts" in shown(app)
        await pilot.press("G", "g", "escape")
        assert app.is_running


@pytest.mark.parametrize("size", SIZES)
async def test_a_chain_of_a_thousand_answers_keeps_room_for_the_text(size) -> None:
    people = (HARBOR, ELLERY)
    chain = [
        said(str(n), f"word{n}", 1, str(n - 1) if n else None, author=people[n % 2])
        for n in range(1_000)
    ]
    app = reading(*chain, order="captured")
    async with app.run_test(size=size) as pilot:
        await pilot.press("t", "G")
        await pilot.pause()
        assert at(app) == "999"
        assert "999 replies deep" in shown(app)
        assert any("word999" in line for line in cards(app))
        await pilot.press(*"500g")
        assert at(app) == "499"


async def test_only_cards_in_the_window_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def draw(post, *others):
        drawn.append(post.id)
        return card(post, *others)

    from tui_feed.ui.render.posts import thread_layout

    card = thread_layout.draw_card
    monkeypatch.setattr(thread_layout, "draw_card", draw)
    answers = [said(str(n), f"Me too {n}.", 2, "1") for n in range(100, 3_000)]
    app = reading(FERRY, *answers, order="captured")
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.press("t")
        while not reader_of(app).thread:
            await pilot.pause(0.01)
        await pilot.press("G", "g", "space")
        assert "Thread · 2,901 posts" in shown(app)
        assert len(set(drawn)) < 120


async def test_a_reload_leaves_the_thread_and_keeps_the_post() -> None:
    source = Held(ALL)
    app = reading(source=source)
    async with app.run_test(size=SIZES[0]) as pilot:
        await opened(pilot)
        await pilot.press("j", "r")
        await pilot.pause()
        assert "Thread ·" not in shown(app)
        assert at(app) == "2"
        assert screen_of(app).presenter.feed is not source.feed


async def test_a_post_alone_has_no_thread() -> None:
    app = reading(*OTHERS)
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.press("t")
        await pilot.pause()
        assert "Thread ·" not in shown(app)
        assert not notices(app)
