import pytest
from msgspec.structs import replace

from tests.loaders.captures import FIXTURES, PAGES, load, load_as, page, posts_of, problems_of
from tui_feed.models import LinkCard, Media

TITLE = "What the new signals change for riders"
DOMAIN = "trams.example.org"
UNDATED = "it is shown without a date"


def read(name):
    return posts_of(load(PAGES / f"{name}.txt"))


def reasons(name):
    return [(problem.place, problem.reason) for problem in problems_of(load(PAGES / f"{name}.txt"))]


def test_a_post_names_its_place():
    assert [post.source for post in read("replies")] == [
        f"replies.txt, post {number}" for number in (1, 2, 3, 4)
    ]


def test_cards_have_two_shapes():
    a, b, short, none, below_quote, only, picture = read("cards")
    assert a.card == replace(only.card, title=TITLE)
    assert b.card == LinkCard(
        title=TITLE, domain=DOMAIN, description="Six weeks of measurements, line by line."
    )
    assert b.metrics.views == 1024
    assert short.card == a.card == LinkCard(title=TITLE, domain=DOMAIN)
    assert (only.text, only.card.title) == ("", "Only a link was posted here")
    assert picture.card == LinkCard(domain=DOMAIN)
    assert picture.media[0].alt == "A signal box at dusk."
    assert (none.card, none.metrics.views) == (None, 88)
    assert none.text == f"A domain that ends a text is no card:\n{DOMAIN}"
    assert (below_quote.card, below_quote.quote.card) == (a.card, None)


def test_a_lone_count_at_the_end_is_how_often_the_outer_post_was_seen():
    text, rounded, labelled, quoting = read("counts")
    assert (text.text, text.metrics.views, text.metrics.approximate) == ("14K", 453_000, ("views",))
    assert (rounded.metrics.views, labelled.metrics.views) == (1_200_000, 5120)
    assert labelled.metrics.approximate == ()
    assert (quoting.metrics.views, quoting.quote.metrics.views) == (27_000, None)
    assert quoting.quote.text == "9,515"


def test_replies_name_whom_they_answer():
    two, more, split, text = read("replies")
    assert two.reply_to == more.reply_to == split.reply_to == ("ElleryWorks", "quiet_pier")
    assert split.text == "Thirteen minutes."
    assert text.reply_to == ()
    assert text.text == "Replying to @ElleryWorks is no use: they never answer."
    assert reasons("replies") == [("post 2", "it replies to more accounts than the page names")]


def test_a_post_may_be_pinned_or_passed_on():
    pinned, plain, passed, other = read("pinned_and_reposted")
    assert (pinned.pinned, pinned.reposted_by) == (True, None)
    assert (plain.pinned, plain.reposted_by, plain.text) == (False, None, "Line 4 again.")
    assert (passed.reposted_by, passed.author.handle) == ("HarborRiders", "ElleryWorks")
    assert (other.reposted_by, other.author.name, other.text) == ("Ann Other", "Pinned", "reposted")
    assert not other.pinned


def test_polls_have_answers_shares_and_an_end():
    final, running, bare, none = read("polls")
    assert [(option.label, option.percent) for option in final.poll.options] == [
        ("Line 4", 62),
        ("The pier line", 38),
    ]
    assert (final.poll.total_votes, final.poll.closed) == (1234, True)
    assert (final.text, final.metrics.views) == ("Which line is the worst?", 20_000)
    assert [option.percent for option in running.poll.options] == [61.5, 38.5]
    assert (running.poll.closed, bare.poll.closed) == (False, None)
    assert [option.label for option in bare.poll.options] == ["Yes", "Yes, please", "No"]
    assert (none.poll, none.text) == (None, "It won by\n12 votes")


def test_marks_on_pictures_say_what_they_are():
    still, described, bare, mixed = read("moving_pictures")
    assert [(item.kind, item.alt) for item in still.media] == [
        ("photo", "A stop in the rain, seen through glass."),
        ("gif", "A gull on the rails, bobbing."),
    ]
    assert described.media == (Media(kind="video", duration=42),)
    assert bare.media == (Media(kind="video", duration=3723),)
    assert mixed.media == (
        Media(kind="gif", alt="A tram door that opens and shuts."),
        Media(kind="photo"),
        Media(kind="photo"),
    )
    assert (mixed.text, mixed.metrics.views) == ("", 40)


def test_a_quote_that_is_gone_leaves_its_notice():
    deleted, suspended, text, alone, last = read("unavailable_quotes")
    assert deleted.quote.unavailable == "This Post was deleted by the Post author."
    assert suspended.quote.unavailable == "This Post is from a suspended account."
    assert deleted.quote.id != suspended.quote.id
    assert text.quote is None
    assert text.text == "You’re unable to view this Post because nobody wrote it."
    assert (alone.unavailable, alone.author.handle) == ("This Post is unavailable.", None)
    assert last.source == "unavailable_quotes.txt, post 5"


def test_what_a_page_warns_of_is_a_content_warning():
    fish, flagged = read("sensitive")
    assert fish.content_warning == ("The following media includes potentially sensitive content.")
    assert (fish.text, fish.media[0].alt) == (
        "What the wheel did to the fish.",
        "A herring across a rail.",
    )
    assert flagged.content_warning.startswith("Content warning: Violence The post author")
    assert flagged.text == ""


def test_buttons_are_no_part_of_a_post_and_a_cut_text_is_said():
    long, german, button, sign, bullets = read("chrome")
    assert long.text.endswith("the page shows the beginning")
    assert long.metrics.views == 5120
    assert (german.text, german.quote.text) == (
        "Die Linie 4 kommt nicht.",
        "Line 4 runs as planned.",
    )
    assert button.text == "Show more"
    assert reasons("chrome") == [
        ("post 1", "the page shows only the beginning of its text (Show more)"),
        ("post 2, what it quotes", "the page shows only the beginning of its text (Show more)"),
    ]
    assert sign.quote is None
    assert sign.text.split("\n")[1:] == [
        "user avatar", "and nobody knows whose.", "user avatar", "Nobody",
    ]  # fmt: skip
    assert bullets.text == "It was a list:\n• user avatar\n• a bench"


def test_dates_are_as_precise_and_as_certain_as_the_page():
    assert [str(post.created_at) for post in read("dates")] == [
        "2026-03-03", "None", "2020-06-07", "2019-12-31", "None", "None", "2031-01-05", "None",
    ]  # fmt: skip
    assert reasons("dates") == [
        ("post 2", f"'5h' counts back from a moment that the capture does not state; {UNDATED}"),
        ("post 5", "its date '7 liepos 2020' is not understood; it is shown without one"),
        ("post 6", f"2026 has no 'Feb 29'; {UNDATED}"),
        ("post 7", "its date, Jan 5, 2031, is later than the page, of 2026"),
        ("post 8", "no date stands below its handle; it is shown without one"),
    ]  # fmt: skip


def test_without_the_year_of_the_page_a_date_may_be_unknown():
    assert read("dates_of_an_unknown_year")[0].created_at is None
    assert reasons("dates_of_an_unknown_year")[0] == (
        "post 1",
        f"the capture does not tell the year of 'Mar 3'; {UNDATED}",
    )


def test_posts_in_other_languages_are_read():
    pinned, poll = read("french")
    assert (pinned.pinned, pinned.reply_to) == (True, ("ElleryWorks", "quiet_pier"))
    assert (str(pinned.created_at), pinned.hashtags, pinned.metrics.views) == (
        "2024-03-12", ("été",), 14_800,
    )  # fmt: skip
    assert (str(poll.created_at), poll.poll.total_votes, poll.poll.closed) == (
        "2023-08-01", 1234, True,
    )  # fmt: skip
    passed, quoting = read("german")
    assert (passed.reposted_by, passed.reply_to) == ("hafenbahn", ("hafenbahn",))
    assert (passed.card.domain, passed.metrics.views) == ("bahn.example.org", 1_200_000)
    assert (str(quoting.created_at), str(quoting.quote.created_at)) == ("2026-06-03", "2023-12-28")
    pinned, plain = read("japanese")
    assert (pinned.pinned, pinned.reply_to, pinned.metrics.views) == (
        True,
        ("ElleryWorks",),
        12_000,
    )
    assert [str(post.created_at) for post in (pinned, plain)] == ["2024-03-05", "2026-03-05"]


POST = """\
  • user avatar
    Harbor Riders
    @HarborRiders
    Jan 12, 2024
"""
FOOT = "\n\nNew to X?\n© 2026 X Corp.\n"


def read_one(tmp_path, *lines):
    body = "".join(f"    {line}\n" for line in lines)
    (post,) = posts_of(load_as(tmp_path / "x.txt", POST + body + FOOT))
    return post


def test_links_are_found_in_texts_and_in_descriptions(tmp_path):
    wrapped = "https://proxy.example/api/grab?url=https://example.org/letter"
    post = read_one(
        tmp_path,
        "Read example.org/letter and example.org/a-long-on… or http://example.org",
        f"IMAGE: Page one, see {wrapped}",
        "IMAGE: Page two, see https://example.org/other",
    )
    assert [(link.display, link.url) for link in post.links] == [
        ("example.org/letter", "https://example.org/letter"),
        ("example.org/a-long-on…", None),
        ("http://example.org", "http://example.org"),
        ("https://example.org/other", "https://example.org/other"),
    ]
    assert post.media[0].alt == "Page one, see https://example.org/letter"


def test_the_same_statement_has_the_same_id_and_posts_are_counted(tmp_path):
    quoting = (
        f"{POST}    Look:\n    user avatar\n    H\n    @harborriders\n    Jan 12, 2024\n    Late.\n"
    )
    text = f"{POST}    Late.\n{POST}    Late.\n{quoting}{FOOT}"
    first, second, third = posts_of(load_as(tmp_path / "x.txt", text))
    assert first.id.startswith("~")
    assert second.id == f"{first.id}-2"
    assert third.quote.id == first.id
    assert third.quote.source == third.source


def test_pictures_tell_posts_without_a_text_apart(tmp_path):
    text = f"{POST}    IMAGE: One.\n{POST}    IMAGE: Two.\n{FOOT}"
    one, two = posts_of(load_as(tmp_path / "x.txt", text))
    assert "-" not in one.id + two.id
    assert one.id != two.id


def test_a_quote_may_hold_a_quote_but_not_a_thousand(tmp_path):
    head = ("user avatar", "Ellery Works", "@ElleryWorks", "Jan 11, 2024")
    post = read_one(tmp_path, "Look:", *head, "Once.", *head, "Twice.")
    assert post.quote.quote.text == "Twice."
    text = POST + "".join(f"    {line}\n" for line in head * 1000) + FOOT
    records = load_as(tmp_path / "x.txt", text)
    assert "quotes inside each other" in problems_of(records)[1].reason
    assert len(posts_of(records)) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("    ", "\t").replace("  •", "\t•"),
        lambda text: text.replace("    ", "\u00a0" * 4).replace("  •", "\u00a0\u00a0•"),
        lambda text: text.replace("\n", " \t\u00a0\n"),
        lambda text: "\n".join(line.lstrip() for line in text.split("\n")),
        lambda text: text.replace("•", "*"),
        lambda text: text.replace("@HarborRiders\n", "\u2066@HarborRiders\u2069\n"),
    ],
    ids=[
        "CRLF",
        "CR",
        "BOM",
        "tabs",
        "NBSP",
        "trailing space",
        "no indentation",
        "asterisks",
        "isolates",
    ],
)
@pytest.mark.parametrize("name", ["cards", "counts", "polls", "replies", "sensitive", "french"])
def test_white_space_makes_no_difference(tmp_path, name, change):
    path = tmp_path / f"{name}.txt"
    assert load_as(path, change(page(name))) == load(PAGES / f"{name}.txt")


def test_lines_between_posts_that_belong_to_none_are_said(tmp_path):
    text = f"{POST}    One.\n\nWho to follow\nEllery Works\n{POST}    Two.\n{FOOT}"
    records = load_as(tmp_path / "x.txt", text)
    assert [post.text for post in posts_of(records)] == ["One.", "Two."]
    assert problems_of(records)[1].reason == (
        "2 lines below it belong to no post and are left out: 'Who to follow'"
    )


def test_a_bullet_without_an_author_is_a_problem(tmp_path):
    text = f"{POST}    One.\n  • Promoted\n    Buy trams.\n{POST}    Two.\n{FOOT}"
    records = load_as(tmp_path / "x.txt", text)
    assert [post.source for post in posts_of(records)] == ["x.txt, post 1", "x.txt, post 3"]
    assert problems_of(records)[1].place == "post 2"
    assert problems_of(records)[1].reason == "it has no name and handle; the post is left out"


@pytest.mark.parametrize("name", ["@nick", "Follow", "Quote", "user avatar", "14K", "IMAGE: x"])
def test_a_name_may_look_like_anything(tmp_path, name):
    quoted = ("user avatar", name, "@ElleryWorks", "Jan 11, 2024", "Said.")
    post = read_one(tmp_path, "Look:", *quoted)
    assert (post.text, post.quote.author.name, post.quote.text) == ("Look:", name, "Said.")


def test_a_missing_name_is_absent(tmp_path):
    text = f"  • user avatar\n    @HarborRiders\n    Jan 12, 2024\n    Said.\n{FOOT}"
    (post,) = posts_of(load_as(tmp_path / "x.txt", text))
    assert (post.author.name, post.author.handle, post.text) == (None, "HarborRiders", "Said.")


SEED = (FIXTURES / "local_progress.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "converted",
    [
        "".join(f"> {line}\n" for line in SEED.split("\n")),
        SEED.replace("  • ", "  – "),
        SEED.replace("  • ", "  o "),
        SEED.replace("\n", "\u2028"),
        f"{SEED}\n{SEED}",
    ],
    ids=["quoted", "dash", "letter", "separators", "twice"],
)
def test_a_capture_that_a_program_converted_shows_the_same_posts(tmp_path, converted):
    found = posts_of(load_as(tmp_path / "page.txt", converted))
    assert [(post.id, post.text) for post in found] == [
        (post.id, post.text) for post in posts_of(load(FIXTURES / "local_progress.txt"))
    ]


def test_a_capture_without_bullets_says_so(tmp_path):
    records = load_as(tmp_path / "page.txt", SEED.replace("  • ", "    "))
    assert [each.reason for each in problems_of(records)] == [
        "its posts have no bullets, which tell them from quotes; they are not read"
    ]
