"""Context of a post: conversation, facts and links beside the timeline, each a key away."""

import pytest

from tests.records import made_post
from tests.ui.harbor import HARBOR, TIMELINE, notices, reader_of, reading, shown
from tui_feed.browse.browser import Outcome
from tui_feed.models import Post
from tui_feed.ui.app import FeedApp

WIDE, NARROW, SMALL = (140, 40), (80, 24), (40, 12)

QUESTION = made_post(id="50", author=HARBOR, created_at="2024-02-01T08:00:00Z", text="Who rides?")
ANSWER = made_post(
    id="51", author={"handle": "QuayNews"}, created_at="2024-02-01T09:00:00Z", text="We do.",
    reply_to=("HarborRiders",), reply_to_id="50",
)  # fmt: skip
LATER = made_post(
    id="52", author=HARBOR, created_at="2024-02-02", text="Thanks.", reply_to_id="51",
)  # fmt: skip
CONVERSATION = (QUESTION, ANSWER, LATER)


def pane(app: FeedApp) -> str:
    """Return the text of the pane."""
    region = reader_of(app).page.region
    lines = shown(app).split("\n")[region.y : region.bottom]
    return "\n".join(line[region.x : region.right].strip() for line in lines)


def chosen(app: FeedApp) -> str:
    target = reader_of(app).page.target
    return f"{target.kind} {target.value}" if target else ""


async def test_the_pane_says_what_a_post_answers_and_who_answers_it() -> None:
    app = reading(*CONVERSATION)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j")
        text = pane(app)
    assert "reply to   1 Feb  Harbor Riders: Who rides?" in text
    assert "reply      2 Feb  Harbor Riders: Thanks." in text
    assert "thread     read it in order" in text
    assert "We do." not in text  # the card says it


async def test_a_long_name_leaves_room_for_the_beginning_of_the_text() -> None:
    author = {"name": "The Harbor Riders of Port Ellery and Surroundings"}
    posts = (
        made_post(id="1", author=author, text="Begins here."),
        made_post(id="2", text="Yes.", reply_to_id="1"),
    )
    app = reading(*posts, order="captured")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("j")
        assert "Begins" in pane(app)


async def test_an_answered_post_that_no_file_has_is_told_by_what_is_known() -> None:
    app = reading(made_post(id="2", text="Yes!", reply_to=("Line4Fan",), reply_to_id="1"))
    async with app.run_test(size=WIDE):
        assert "reply to   a post of @Line4Fan, not in this" in pane(app)


async def test_an_answered_post_known_from_a_quote_is_shown_from_the_copy() -> None:
    quoted = made_post(id="1", text="Only in a quote.")
    records = (
        made_post(id="3", created_at="2024-01-03", text="Look:", quote=quoted),
        made_post(id="2", created_at="2024-01-02", text="Yes!", reply_to_id="1"),
    )
    app = reading(*records)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "tab", "enter")
        assert reader_of(app).post == reader_of(app).feed.quoted_copy("1")
        assert "Post in full" in pane(app)
        assert "Only in a quote." in pane(app)


async def test_tab_goes_from_item_to_item_and_shift_tab_back_to_the_posts() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        found = []
        for _ in range(5):
            await pilot.press("tab")
            await pilot.pause()
            found.append(chosen(app))
        assert found == [
            "post 20",
            "tag #LateTrams",
            "mention ElleryWorks",
            "link https://harborriders.com/signals",
            "link https://social.example/HarborRiders/30",
        ]
        await pilot.press("tab")
        assert chosen(app) == "post 20"
        assert app.focused is reader_of(app).page
        await pilot.press("shift+tab")
        await pilot.pause()
        assert app.focused is reader_of(app).timeline
        assert chosen(app) == ""


async def test_enter_goes_to_the_post_of_an_item_and_the_brackets_retrace() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert reader_of(app).post.id == "20"
        await pilot.press("left_square_bracket")
        assert reader_of(app).post.id == "30"


async def test_enter_on_a_tag_filters_and_shows_the_posts() -> None:
    app = reading()
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("tab")
        await pilot.pause()
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert reader_of(app).filter_query.text == "#LateTrams"
        assert app.focused is reader_of(app).timeline
        assert "Line 4 again" in shown(app)


async def test_enter_on_a_link_opens_it_like_o(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    async def browser(address: str) -> Outcome:
        opened.append(address)
        return Outcome("firefox")

    monkeypatch.setattr("tui_feed.ui.dialogs.link_question.open_in_browser", browser)
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*["tab"] * 4, "enter")
        await pilot.pause()
        assert opened == ["https://harborriders.com/signals"]
        assert notices(app)[-1].startswith("Opened with firefox")


async def test_a_click_on_an_item_goes_there() -> None:
    app = reading()
    async with app.run_test(size=WIDE) as pilot:
        region = reader_of(app).page.region
        lines = shown(app).split("\n")
        row = next(at for at, line in enumerate(lines) if "quotes " in line[region.x :])
        await pilot.click(offset=(region.x + 20, row))
        await pilot.pause()
        assert reader_of(app).post.id == "20"


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL])
async def test_every_fact_is_reached_at_every_size(size: tuple[int, int]) -> None:
    post = made_post(
        id="1",
        url="https://social.example/1",
        author=HARBOR,
        text="Long. " * 200 + "Finis.",
        lang="en",
        client="Trams for All",
        hashtags=("LateTrams",),
        media=({"kind": "photo", "alt": "A tram at dusk.", "file": "media/1.jpg"},),
        metrics={"views": 12},
    )
    app = reading(post, *TIMELINE, order="captured")
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        seen = ""
        for _ in range(60):
            seen += pane(app)
            await pilot.press("space")
        for fact in (
            "Finis.", "A tram at dusk.", "12 views", "likes", "#LateTrams  3 posts", "en",
            "Trams for All", "media/1.jpg", "harbor.jsonl", "https://social.example/1",
        ):  # fmt: skip
            assert fact in seen


async def test_what_a_warning_covers_is_not_in_the_context() -> None:
    covered = made_post(
        id="1", text="The tram wins.", content_warning="spoiler",
        media=({"kind": "photo", "alt": "The winner."},), reply_to_id="2",
    )  # fmt: skip
    other = made_post(id="2", text="Who won?")
    app = reading(other, covered, order="captured")
    async with app.run_test(size=WIDE) as pilot:
        assert "content warning: spoiler" in pane(app)
        assert "tram wins" not in shown(app)
        await pilot.press("j")
        assert "winner" not in shown(app)
        await pilot.press("enter")
        assert "The winner." in pane(app)


async def test_ten_thousand_answers_are_counted_and_the_first_ones_listed() -> None:
    answers = [made_post(id=str(n), text=f"Me too, {n}", reply_to_id="1") for n in range(2, 12)]
    app = reading(made_post(id="1", text="Who?"), *answers, order="captured")
    async with app.run_test(size=WIDE):
        text = pane(app)
    assert "Me too, 6" in text
    assert "Me too, 7" not in text
    assert "and 5 more" in text


async def test_a_post_without_relations_says_so() -> None:
    app = reading(Post(id="1", text="Alone."))
    async with app.run_test(size=WIDE):
        assert "nothing here answers it or quotes it" in pane(app)
