"""Threads, quotes and the context of a post as numbered lists and jumps."""

from tests.linear.hearing import hear
from tests.records import made_post
from tests.ui.harbor import HARBOR, REPORT, SIGNALS, TIMELINE
from tui_feed.models import Post

DEEPEST = made_post(id="200", author=HARBOR, text="The deepest of all.")
BETWEEN = made_post(id="201", author=HARBOR, text="About the deepest.", quote=DEEPEST)
QUOTING = made_post(id="7", author=HARBOR, text="Look:", quote=BETWEEN)
CHAIN = tuple(
    made_post(id=str(n), text=f"Part {n}.", reply_to_id=str(n - 1) if n else None) for n in range(6)
)
MANY = tuple(made_post(id=str(n), text=f"Post {n}.") for n in range(1, 31))


def test_a_thread_tells_depth_and_the_answered_post_in_words() -> None:
    heard = hear("t6\r", records=CHAIN, order="captured")
    assert "Thread of 6 posts:" in heard.text
    assert "1. author not stated: Part 0., begins the thread, you are here" in heard.text
    assert "Part 3., answers 3, depth 3" in heard.text
    assert heard.last.startswith("post 6 of 6:")


def test_a_missing_post_of_a_thread_is_told_by_what_is_known() -> None:
    replies = tuple(
        made_post(id=each, text=each, reply_to_id="6", reply_to=("Line4Fan",)) for each in "78"
    )
    heard = hear("t\x1b", records=replies, order="captured")
    assert "7, answers a post of @Line4Fan, not in this archive, depth 1" in heard.text
    known = made_post(id="9", text="Heard:", quote=made_post(id="6", text="I counted it."))
    heard = hear("t\x1b", records=(*replies, known), order="captured")
    assert "answers a post known from a quote: author not stated: I counted it." in heard.text


def test_quotes_are_followed_to_any_depth_and_the_brackets_retrace() -> None:
    heard = hear("QQ", records=(QUOTING,))
    assert "The deepest of all." in heard.last
    assert "About the deepest." in hear("QQ[", records=(QUOTING,)).last
    assert "Look:" in hear("QQ[[", records=(QUOTING,)).last
    assert "The deepest of all." in hear("QQ[[]]", records=(QUOTING,)).last
    assert "Nothing to go forward to." in hear("QQ[[]]]", records=(QUOTING,)).last


def test_the_context_is_a_numbered_list_of_all_that_can_be_gone_to() -> None:
    heard = hear("\t\x1b", records=TIMELINE)
    for line in (
        "1. quotes: Ellery Works @ElleryWorks, 11 January 2024: New signals went live today.",
        "2. tag #LateTrams, 2 posts",
        "3. @ElleryWorks",
        "4. link: https://harborriders.com/signals",
        "5. this post: https://social.example/HarborRiders/30",
    ):
        assert line in heard.text


def test_a_number_in_the_context_goes_to_a_post_or_filters() -> None:
    assert "New signals went live" in hear("\t1\r", records=TIMELINE).last
    assert "We wrote it up" in hear("\t1\r[", records=TIMELINE).last
    assert "filter #LateTrams: 2 of 4 posts" in hear("\t2\r", records=TIMELINE).last
    assert "quoted by: Harbor Riders" in hear("j\t\x1b", records=(REPORT, SIGNALS)).text


def test_a_post_without_context_says_so() -> None:
    heard = hear("\t", records=(Post(id="1", text="Alone."),))
    assert heard.last == "Nothing to go to: no related post, no tag, no link."


def test_far_moves_are_taken_back() -> None:
    for keys in ("G[", "5gG[", "9g[", "12G["):
        heard = hear(f"jj{keys}", records=MANY, order="captured")
        expected = "post 5 of 30" if keys.startswith("5g") else "post 3 of 30"
        assert heard.last.startswith(expected), keys
    heard = hear("nn[", records=MANY, query="Post", order="captured")
    assert heard.last.startswith("post 2 of 30")
