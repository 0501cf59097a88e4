"""What a reader sees of a link is what opens, wherever it is seen; else a question names it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.records import made_post
from tests.ui.harbor import reader_of, reading, shown
from tui_feed.browse.browser import Outcome
from tui_feed.feed import Feed
from tui_feed.models import Post
from tui_feed.text.links import openable
from tui_feed.text.shown_hosts import shown_host_differs
from tui_feed.ui.app import FeedApp
from tui_feed.ui.dialogs.base.dialog import LinkQuestion
from tui_feed.ui.dialogs.link_question import link_choices, open_link
from tui_feed.ui.render.canvas import Canvas, Target
from tui_feed.ui.render.colours.palette import Palette
from tui_feed.ui.render.posts.card import draw_card
from tui_feed.ui.render.posts.page import draw_page
from tui_feed.ui.render.posts.post_parts import LONGEST_PAGE
from tui_feed.ui.render.widths import steady

EVIL = "https://evil.example/a"
PALETTE = reading().palette


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what was handed to the browser."""
    addresses: list[str] = []

    async def browser(address: str) -> Outcome:
        addresses.append(address)
        return Outcome("firefox")

    monkeypatch.setattr("tui_feed.ui.dialogs.link_question.open_in_browser", browser)
    return addresses


def page(post: Post, width: int = 60, palette: Palette = PALETTE) -> Canvas:
    return draw_page(post, Feed(), "harbor.jsonl", width, palette)


def links(canvas: Canvas) -> list[Target]:
    return [target for target in canvas.targets if target.kind == "link"]


def is_asked(target: Target) -> bool:
    return any(shown_host_differs(line, target.value) for line in target.shown.splitlines())


def question(app: FeedApp) -> list[str]:
    """Return the lines of the question that is asked: its title, its text and its keys."""
    assert isinstance(app.screen, LinkQuestion)
    x, y, width, height = app.screen.query_one(".dialog").region
    assert y >= 0
    assert y + height <= app.size.height
    lines = [line[x + 1 : x + width - 1].strip(" ─-") for line in shown(app).splitlines()]
    return [line for line in lines[y : y + height] if line]


def test_two_labels_of_one_address_are_each_judged_by_themselves() -> None:
    both = ({"url": EVIL, "display": "here"}, {"url": EVIL, "display": "good.org/a"})
    post = made_post(id="1", text="Look here or at good.org/a now", links=both)
    for canvas in (draw_card(post, 60, PALETTE), page(post)):
        here, good = links(canvas)[:2]
        assert (here.shown, good.shown) == ("here", "good.org/a")
        assert (is_asked(here), is_asked(good)) == (False, True)


def test_one_label_of_two_addresses_leads_to_each_in_turn() -> None:
    both = (
        {"url": "https://good.org/1", "display": "good.org/…"},
        {"url": "https://good.org/2", "display": "good.org/…"},
    )
    post = made_post(id="1", text="good.org/… and good.org/… again good.org/…", links=both)
    assert [target.value[-1] for target in links(draw_card(post, 60, PALETTE))] == ["1", "2", "2"]


def test_a_label_is_judged_with_the_word_that_it_stands_in() -> None:
    post = made_post(id="1", text="good。org！", links=({"url": EVIL, "display": "org"},))
    assert is_asked(links(draw_card(post, 60, PALETTE))[0])


@pytest.mark.parametrize("width", range(20, 61))
def test_what_a_fold_hides_of_a_link_does_not_speak_for_it(width: int) -> None:
    """The end of a host that is not on the screen cannot tell whose it is."""
    host = "good.org." + "x" * 40 + ".evil.example"
    text = "word " * (width // 5 * 12 - 2) + f"https://{host}/"
    post = made_post(
        id="1", text=text, links=({"url": f"https://{host}/", "display": f"https://{host}/"},)
    )
    for target in links(draw_card(post, width, PALETTE)):
        if target.shown.endswith("…") and "good.org" in target.shown:
            assert is_asked(target)
    assert not any(map(is_asked, links(page(post, width))[:1]))


@pytest.mark.parametrize(
    "card",
    [
        {"title": "Signals", "domain": "good.org", "url": EVIL},
        {"title": "good.org/signals", "domain": "evil.example", "url": EVIL},
        {"title": "Signals", "description": "On https://good.org", "url": EVIL},
        {"title": "Signals", "domain": "good。org", "url": EVIL},
    ],
)
def test_a_card_that_shows_another_site_than_it_leads_to_is_asked_about(
    card: dict[str, str],
) -> None:
    post = made_post(id="1", text="a", card=card)
    quoting = made_post(id="2", text="b", quote=post)
    for canvas in (draw_card(post, 60, PALETTE), draw_card(quoting, 60, PALETTE), page(quoting)):
        assert all(map(is_asked, links(canvas)))
        assert links(canvas)


def test_a_card_that_shows_the_site_that_it_leads_to_is_not() -> None:
    card = {"title": "Signals", "domain": "www.evil.example", "url": EVIL}
    assert not any(
        map(is_asked, links(draw_card(made_post(id="1", text="a", card=card), 60, PALETTE)))
    )


def test_of_a_long_site_the_end_is_shown() -> None:
    card = {"title": "Signals", "domain": "good.org." + "x" * 60 + ".evil.example", "url": EVIL}
    canvas = draw_card(made_post(id="1", text="a", card=card), 30, PALETTE)
    lines = ["".join(segment.text for segment in line) for line in canvas.lines]
    assert any(line.endswith("xxx.evil.example") for line in lines)
    assert not any("good.org" in line for line in lines)


def test_the_list_of_links_says_which_host_each_leads_to() -> None:
    post = made_post(
        id="1",
        text="a",
        url="https://social.example/1",
        links=({"url": EVIL, "display": "good.org"}, {"url": EVIL, "display": "here"}),
        media=({"kind": "photo", "alt": "good.org at dusk", "url": "https://media.example/1"},),
        card={"title": "Signals", "url": "https://" + "x" * 60 + ".evil.example/"},
        quote=made_post(id="2", text="b", url="https://social.example/2"),
    )
    assert [choice.note for choice in link_choices(post)] == [
        "link: evil.example",
        "card: …xxxxxxxxxxxxxxxxxx.evil.example",
        "photo: media.example",
        "post: social.example",
        "post (quoted): social.example",
    ]


@pytest.mark.parametrize(
    "post",
    [
        {"links": ({"url": EVIL, "display": "here"}, {"url": EVIL, "display": "good.org"})},
        {"card": {"title": "Signals", "domain": "good.org", "url": EVIL}},
        {"media": ({"kind": "photo", "alt": "see good.org", "url": EVIL},)},
        {"quote": {"id": "2", "text": "b", "links": ({"url": EVIL, "display": "good.org"},)}},
        {"quote": {"id": "2", "text": "b", "card": {"domain": "good.org", "url": EVIL}}},
    ],
)
async def test_the_only_address_is_judged_by_all_that_leads_to_it(
    post: dict[str, object], opened: list[str]
) -> None:
    app = reading(made_post(id="1", text="here good.org", **post))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert "evil.example" in question(app)
        assert not opened


async def test_a_choice_is_judged_by_its_words(opened: list[str]) -> None:
    media = ({"kind": "photo", "alt": "good.org", "url": EVIL},)
    app = reading(made_post(id="1", text="a", url="https://social.example/1", media=media))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert "photo: evil.example" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "evil.example" in question(app)
        assert not opened


async def test_a_click_on_a_link_of_a_quote_is_judged_by_its_words(opened: list[str]) -> None:
    quote = made_post(id="2", text="see good.org", links=({"url": EVIL, "display": "good.org"},))
    app = reading(made_post(id="1", text="a", quote=quote))
    async with app.run_test(size=(80, 24)) as pilot:
        lines = shown(app).splitlines()
        row = next(number for number, line in enumerate(lines) if "see good.org" in line)
        await pilot.click(offset=(lines[row].index("good.org") + 1, row))
        await pilot.pause()
        assert "evil.example" in question(app)
        await pilot.press("y")
        await pilot.pause()
        assert opened == [EVIL]


LABELS = [
    "good.org",
    "good.org\n\n\nevil2.example\n" * 40,
    "good.org " + "x" * 7_500,
    "good.org" + " " * 7_500 + "y yes   n no",
    "good.org y yes n no\n\nOpen this link?\nhttps://good.org/",
    "good.org " + "\U0001f3fd漢字 क्षि " * 300,
    "\u200fgood.org \u05d0" * 90,
]
ADDRESSES = [
    EVIL,
    "https://evil.example/" + "a" * 2_000,
    "https://" + ".".join(["x" * 60] * 3) + ".evil.example/?" + "b" * 1_500,
    "https://evil.example/\u6f22" * 1 + "%0A" * 400,
]


QUESTIONS = [
    *((label, ADDRESSES[-1]) for label in LABELS),
    *((LABELS[1], address) for address in ADDRESSES),
]


@pytest.mark.parametrize("size", [(40, 12), (100, 40)])
async def test_the_question_shows_the_real_host_first_and_the_keys(
    size: tuple[int, int], opened: list[str]
) -> None:
    app = reading()
    async with app.run_test(size=size) as pilot:
        for label, address in QUESTIONS:
            open_link(reader_of(app), address, label)
            await pilot.pause()
            title, host, words, *rest, keys = question(app)
            assert title == "Open this link?"
            assert host.strip("….x") == "evil.example"
            assert words.startswith("shown as: good.org")
            assert keys == "y yes · n no"
            whole = "".join(rest)
            assert whole.startswith("https://")
            assert " characters more" in rest[-1] or whole == openable(address)
            await pilot.press("n")
        assert not opened


HOSTS = ["good.org", "a.good.com", "good.co.uk"]
CUTS = st.sampled_from(["", "x", " ", "\n", "x" * 30, "漢字", "\u200d", "…", "/", "."])
GOOD = st.builds("{}{} {}{}".format, CUTS, CUTS, st.sampled_from(HOSTS), CUTS)
LINKED = st.fixed_dictionaries({"url": st.just(EVIL), "display": GOOD})
POSTS = st.fixed_dictionaries(
    {
        "id": st.just("1"),
        "text": GOOD,
        "links": st.lists(LINKED, max_size=2).map(tuple),
        "card": st.none()
        | st.fixed_dictionaries({"title": GOOD, "domain": GOOD, "url": st.just(EVIL)}),
    }
)


GLUED = {"id": "1", "text": " good.orgx", "card": None}
"""A link's words with a letter after them that another link has too."""
GLUED["links"] = ({"url": EVIL, "display": " good.org"},)


@settings(max_examples=150, deadline=None)
@given(POSTS, st.none() | POSTS, st.integers(20, 100))
@example(GLUED, None, 20)
def test_no_words_that_lead_elsewhere_name_a_good_host_without_a_question(
    fields: dict[str, object], quoted: dict[str, object] | None, width: int
) -> None:
    """Judged by what is drawn: the cells of one target, joined over its lines."""
    shown_links = tuple(fields["links"]) + tuple(
        {"url": EVIL, "display": steady(str(fields["text"]))} for _ in range(1)
    )
    post = made_post(**{**fields, "links": shown_links, "quote": quoted and {**quoted, "id": "2"}})
    for canvas in (draw_card(post, width, PALETTE), page(post, width)):
        drawn: dict[str, str] = {}
        asked: dict[str, bool] = {}
        for target in links(canvas):
            line = "".join(segment.text for segment in canvas.lines[target.line])
            drawn[target.shown] = drawn.get(target.shown, "") + line[target.start : target.end]
            asked[target.shown] = is_asked(target)
        for words, text in drawn.items():
            if any(host in text.split() for host in HOSTS):
                assert asked[words], (words, text)


@pytest.mark.parametrize("letter", ["a ", "👩‍👩‍👧 ", "متأخر "])
def test_of_a_text_of_any_length_a_page_draws_a_part_and_says_so(letter) -> None:
    text = letter * 200_000
    canvas = page(made_post(id="1", text=text))
    words = " ".join("".join(part.text for part in line).strip() for line in canvas.lines)
    left = len(text) - LONGEST_PAGE
    assert f"{left:,} more characters are not drawn; --format text has all" in words
    assert len(draw_card(made_post(id="1", text=text), 60, PALETTE).lines) < 20
