"""Every command works as plain text, and each key has one announcement."""

import random
from pathlib import Path

import pytest

from tests.linear.hearing import ALL_KEYS, UNSAFE, hear
from tests.ui.harbor import HARBOR, NIGHT, REPORT, TIMELINE, Held
from tui_feed.browse.browser import Outcome
from tui_feed.browse.commands import COMMANDS, Command
from tui_feed.ingest import Loading
from tui_feed.linear.keys import _NAMES, action_call
from tui_feed.models import Post

BYTES = {name: f"\x1b{sequence}" for sequence, name in reversed(_NAMES.items())} | {
    "enter": "\r", "escape": "\x1b", "space": " ", "tab": "\t", "backspace": "\x7f", "slash": "/",
    "number_sign": "#", "question_mark": "?", "at": "@", "exclamation_mark": "!",
    "left_square_bracket": "[", "right_square_bracket": "]", "apostrophe": "'", "plus": "+",
    "asterisk": "*", "vertical_line": "|",
}  # fmt: skip
QUESTIONS = {
    "search": "search: \n",
    "filter": "filter: tram\n",
    "note": "note: \n",
    "labels": "labels, with commas: \n",
}
OPENERS = {
    "screen": "",
    "timeline": "",
    "page": "\r",
    "context": "\t",
    "filter": "/",
    "histogram": "h",
}
THREAD = tuple(
    Post(id=str(30 + at), author=HARBOR, text=text, created_at="2024-02-01", reply_to_id=above)
    for at, (text, above) in enumerate((("First?", None), ("Second.", "30"), ("Third!", "31")))
)


def typed(key: str) -> str:
    """Return the characters sent by a terminal for a key."""
    if key.startswith("ctrl+"):
        return chr(ord(key[5:].upper()) - 64)
    return "".join(BYTES.get(each, each) for each in key.split(" "))


KEYS = [(command, key) for command in COMMANDS for key in command.keys]


def test_half_a_page_reads_two_posts() -> None:
    heard = hear("\x04")
    assert heard.last.count("post ") >= 2
    assert heard.session.timeline.index == 2


def test_two_apostrophes_go_to_the_place_before_the_jump_and_back() -> None:
    assert hear("''").last == "No jump yet."
    assert hear("Q" + "''").session.post == REPORT
    assert hear("Q" + "''" * 2).session.post.id == "20"


def test_every_command_has_an_action_and_every_action_a_command() -> None:
    program = hear("").program
    known = {(command.scope, action_call(command)[0]) for command in COMMANDS}
    actions = {(scope, name) for scope, actions in program.actions.items() for name in actions}
    in_prompt = {("filter", name) for name in ("done", "complete", "recall", "cancel", "interrupt")}
    in_prompt |= {("context", name) for name in ("walk", "follow")}
    assert actions | in_prompt == known


@pytest.mark.parametrize(("command", "key"), KEYS, ids=lambda it: getattr(it, "action", it))
def test_a_key_has_one_announcement(command: Command, key: str) -> None:
    opener = OPENERS[command.scope]
    heard = hear(opener + typed(key), query="tram", source=Held(TIMELINE))
    presses = len(opener) + len(key.split(" "))
    said = heard.turns[presses : presses + 1]
    if command.scope == "filter" and action_call(command)[0] not in ("done", "cancel", "interrupt"):
        assert "filter: tram\n" in heard.text  # the line, once more
    elif command.action in QUESTIONS:
        assert heard.text.endswith(QUESTIONS[command.action])
    else:
        assert [len(announcements) for announcements in said] == [1]
        assert said[0][0]
    assert "No command" not in heard.text


def test_the_start_says_whose_timeline_it_is_how_much_there_is_and_the_first_post() -> None:
    [[profile, file, result, keys, post]] = hear("").turns[0]
    assert profile.startswith("Harbor Riders @HarborRiders; Port Ellery; harborriders.example; ")
    assert profile.endswith("joined March 2015; 412 following; 1.2M followers; 3,912 posts")
    assert file == "harbor.jsonl: 4 posts from 9 May 2023 to 12 January 2024"
    assert (result, keys) == ("4 posts, newest first", "? lists the keys.")
    assert post.startswith("post 1 of 4: Harbor Riders, 12 January 2024: We wrote it up: #LateTra")
    assert post.endswith(
        "harborriders.com/signals. quotes Ellery Works @ElleryWorks; "
        "link to What the new signals change; 5,120 views"
    )


def test_a_post_in_full_nests_its_quote_in_words_and_numbers_its_links() -> None:
    assert hear("\r").last.split("\n") == [
        "post 1 of 4, in full:",
        "Harbor Riders @HarborRiders",
        "Friday 12 January 2024 (day only)",
        "  We wrote it up: #LateTrams @ElleryWorks harborriders.com/signals",
        "quoted post by Ellery Works @ElleryWorks, 11 January 2024:",
        "    New signals went live today.",
        "  picture 1 of 1: A signal box at dusk.",
        "end of quote",
        "link card: What the new signals change; harborriders.com",
        "5,120 views",
        "not stated: likes, reposts, replies, quotes, bookmarks",
        "link 1: https://harborriders.com/signals",
        "link 2, this post: https://social.example/HarborRiders/30",
        "tags: #LateTrams, 2 posts",
        "from harbor.jsonl",
        "id 30",
        "end of post",
    ]


def test_no_text_of_a_post_can_pass_for_the_end_of_a_quote() -> None:
    inner = Post(id="2", text="a\nend of quote\nend of post\n5 views")
    lines = hear("\r", records=(Post(id="1", text="end of quote", quote=inner),)).last.split("\n")
    assert lines.count("end of quote") == lines.count("end of post") == 1
    assert lines.index("    5 views") < lines.index("end of quote")


def test_a_poll_is_read_answer_by_answer() -> None:
    text = hear("j\r", query="from:HarborRiders").last
    assert "poll of 1 answers, 1,234 votes, final results\nanswer 1: Yes, 62%" in text


@pytest.mark.parametrize(
    ("keys", "place"),
    [("j", 2), ("jj", 3), ("2j", 3), ("jk", 1), ("G", 4), ("3G", 3), ("4g", 4), ("Gg", 1),
     ("9j", 4), ("k", 1), (" ", 4), ("\x1b[B", 2), ("\x1b[F", 4), ("J", 2), ("JK", 1)],
)  # fmt: skip
def test_keys_move_as_on_the_screen(keys: str, place: int) -> None:
    assert f"post {place} of 4: " in hear(keys).last


def test_an_open_post_is_read_line_by_line() -> None:
    assert hear("\rj").last == "Harbor Riders @HarborRiders"
    assert hear("\rjj").last == "Friday 12 January 2024 (day only)"
    assert hear("\rjjk").last == "Harbor Riders @HarborRiders"
    assert hear("\rG").last == "id 30"
    assert hear("\rJ").last.startswith("post 2 of 4, in full:")
    assert hear("\r\x1b").last.startswith("back\npost 1 of 4: ")


def test_a_filter_is_typed_on_a_line_and_its_result_is_said() -> None:
    heard = hear("/#latetrams\r")
    assert "filter: #latetrams\n" in heard.text
    assert heard.last.startswith("filter #latetrams: 2 of 4 posts, newest first\npost 1 of 2: ")
    assert heard.session.saved.queries() == ["#latetrams"]


def test_a_wrong_filter_is_reported_with_its_column_and_typing_goes_on() -> None:
    heard = hear("/tram fromm:x\r\x15line\r")
    assert "column 6: " in heard.text
    assert heard.session.filter_query.text == "line"


def test_a_typed_line_is_corrected_without_erasing() -> None:
    heard = hear("/trax\x7fm\r")
    assert "filter: trax\nfilter: tram\n" in heard.text
    assert heard.session.filter_query.text == "tram"


def test_tab_ends_a_word_and_says_which() -> None:
    heard = hear("/#late\t\r")
    assert "1 of 1: LateTrams, 2\nfilter: #LateTrams \n" in heard.text


def test_up_brings_back_what_was_typed_before() -> None:
    heard = hear("/tram\r\x7f/\x1b[A\r")
    assert heard.session.filter_query.text == "tram"


def test_lists_are_numbered_and_a_number_picks() -> None:
    heard = hear("#1\r")
    assert "tags in 4 posts\n1. #LateTrams, 2 posts\n2. #Line4, 1 post\n" in heard.text
    assert "number: 1\n" in heard.text
    assert heard.session.filter_query.text == "#LateTrams"


def test_a_facet_can_be_left_out_added_or_narrowed_by_words() -> None:
    assert hear("#-1\rq").session.filter_query.text == "-#LateTrams"
    assert hear("#+2\r\x1b").session.filter_query.text == "#Line4"
    assert hear("#line\r1\r").session.filter_query.text == "#Line4"
    assert "authors in 4 posts" in hear("#\t\x1b").text
    assert hear("#nonsense\rq").text.count("Nothing matches nonsense.") == 1


def test_a_long_list_is_said_a_page_at_a_time() -> None:
    records = [Post(id=str(at), text=f"#Tag{at:02}", hashtags=(f"Tag{at:02}",)) for at in range(45)]
    heard = hear("#\r\r\r45\r", records=records)
    assert "20 of 45. Number and Enter chooses, Enter for more, " in heard.text
    assert "41. #Tag40, 1 post" in heard.text
    assert heard.session.filter_query.text == "#Tag44"


def test_dates_are_typed_or_picked_from_years_and_months() -> None:
    assert hear("d2023\r").session.filter_query.text == "on:2023"
    assert hear("d2020..2023\r").session.filter_query.text == "since:2020 until:2024"
    heard = hear("d1\r2\r")
    assert "1. 2024, 2 posts\n2. 2023, 1 post\n" in heard.text
    assert "1. all of 2024, 2 posts\n2. January 2024, 2 posts\n" in heard.text
    assert heard.session.filter_query.text == "on:2024-01"
    assert hear("dx\r", query="tram on:2023").session.filter_query.text == "tram"
    assert "column 1: " in hear("dnever\r").text


def test_a_jump_to_a_date_filters_nothing_and_can_be_taken_back() -> None:
    heard = hear("D2023-05\r[]")
    assert heard.session.filter_query.text == ""
    assert [turn[-1][-1][:11] for turn in heard.turns[-4:-1]] == [
        "post 3 of 4", "post 1 of 4", "post 3 of 4",
    ]  # fmt: skip


def test_bars_are_a_list_of_months() -> None:
    heard = hear("h")
    assert heard.last.split("\n")[:4] == [
        "4 posts by month; 1 post undated",
        "2023: May 1",
        "2024: January 2",
        "January 2024: 2 posts",
    ]
    assert hear("h\x1b[D").last == "December 2023: 0 posts"
    assert hear("hg").last == "May 2023: 1 post"
    assert hear("hg\r").session.filter_query.text == "on:2023-05"
    assert hear("hy").session.filter_query.text == "year:2024"
    assert hear("h lg\r").session.filter_query.text == "since:2023-05 until:2024-02"
    assert hear("hh").last.startswith("to the posts\npost 1 of 4")


def test_matches_are_gone_through_and_the_end_is_said() -> None:
    assert (
        hear("n", query="dusk").last.split("\n")[0]
        == "match: picture 1 of 1: A signal box at dusk."
    )
    assert hear("nn", query="dusk").last == "No match below."
    assert hear("\rn", query="dusk").last == "  picture 1 of 1: A signal box at dusk."


def test_a_quote_is_gone_to_or_its_copy_is_read() -> None:
    assert "post 2 of 4: Ellery Works" in hear("Q").last
    copy = hear("Q", records=(REPORT,)).last
    assert copy.startswith("quoted post, from the copy inside this post:\nEllery Works")
    assert "post 1 of 4" in hear("jQ").last  # the one that quotes it


def test_a_thread_is_a_numbered_list_with_its_nesting_in_words() -> None:
    heard = hear("t3\r", records=THREAD)
    assert (
        "1. Harbor Riders @HarborRiders, 1 February 2024: First?, begins the thread" in heard.text
    )
    assert ": Second., answers 1" in heard.text
    assert ": Third!" in heard.last


def test_a_link_that_shows_another_host_asks_host_first(opened: list[str]) -> None:
    link = {"url": "https://evil.example/x", "display": "bank.com"}
    post = Post(id="1", text="bank.com", links=(link,))
    heard = hear("on", records=(post,))
    assert "This link leads to evil.example\nbut its text shows bank.com\n" in heard.text
    assert heard.last == "Not opened."
    assert not opened
    assert hear("oy", records=(post,)).last == "Opened with browser: https://evil.example/x"
    assert opened == ["https://evil.example/x"]


def test_every_text_of_an_address_is_compared_with_it(opened: list[str]) -> None:
    links = tuple(
        {"url": "https://evil.example/x", "display": text}
        for text in ("evil.example/x", "bank.com")
    )
    heard = hear("on", records=(Post(id="1", text="evil.example/x bank.com", links=links),))
    assert "This link leads to evil.example\nbut its text shows bank.com\n" in heard.text
    assert not opened


def test_only_an_address_is_copied_as_one() -> None:
    post = Post(id="1", text="x", url="javascript:alert(1)")
    assert hear("Y", records=(post,)).last.startswith("Nothing to copy: no valid address")


def test_one_of_several_links_is_opened_by_its_number(opened: list[str]) -> None:
    heard = hear("o2\r")
    assert "2. https://social.example/HarborRiders/30, this post, at social.example" in heard.text
    assert opened == ["https://social.example/HarborRiders/30"]


async def refusing(url: str) -> Outcome:
    return Outcome(why="no display")


def test_nothing_is_said_to_be_opened_or_copied_that_was_not(monkeypatch) -> None:
    monkeypatch.setattr("tui_feed.linear.links.open_in_browser", refusing)
    for variable in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    assert hear("o1\r").last.startswith(
        "Not opened: no display. The address is https://harborriders"
    )
    assert "was not copied" in hear("y").last
    assert "was not copied" in hear("Y").last
    assert (
        hear("Y", records=(NIGHT,)).last
        == "Nothing to copy: no valid address is stated for this post."
    )


def test_a_filter_is_kept_under_a_name_used_and_forgotten() -> None:
    assert hear("Ftrams\r", query="tram").last == "Saved as trams."
    assert hear("F1\r").session.filter_query.text == "tram"
    assert hear("F-1\r").last == "Deleted trams."
    assert hear("Fx\r").last == "No saved filter is named x, and no filter is set."


def test_parts_are_taken_out_of_the_filter() -> None:
    assert hear("\x7f", query="tram line").session.filter_query.text == "tram"
    assert hear("x1\r", query="tram line").session.filter_query.text == "line"
    assert hear("x", query="tram").session.filter_query.text == ""
    assert hear("x").last == "There is no filter."


def test_an_order_is_chosen_by_letter_or_number_and_the_place_is_kept() -> None:
    assert hear("jso\r").last.startswith("4 posts, oldest first\npost 2 of 4: Ellery Works")
    assert hear("js2\r").last.startswith("4 posts, oldest first\npost 2 of 4: Ellery Works")
    assert "most viewed first, 3 unknown" in hear("s").last
    assert hear("sz\r").last == "No order has the letter z."


def test_a_reader_at_the_first_post_stays_at_the_first_in_another_order() -> None:
    assert "\npost 1 of 4: Harbor Riders, 9 May 2023" in hear("so\r").last


def test_esc_while_typing_keeps_the_filter() -> None:
    heard = hear("/ zzz\x1b", query="#LateTrams")
    assert heard.last.startswith("Cancelled.\nfilter #LateTrams: 2 of 4 posts")
    assert heard.session.filter_query.text == "#LateTrams"


def test_a_tag_that_no_post_has_is_named_with_the_offered_one() -> None:
    assert hear("/#la\r").last.startswith("no #la; #LateTrams is offered.")


def test_long_texts_wait_at_the_end_of_a_page() -> None:
    heard = hear("?\rq")
    assert "j or Down: Next post (5j: five on)" in heard.text
    assert "40 of " in heard.text
    assert heard.last.startswith("post 1 of 4")
    assert "fish" not in hear("p").last
    assert "  Volunteers measuring every late tram since 2015." in hear("p").last
    assert hear("!").last == "No notices: every record was read."


def test_the_record_of_a_post_is_read_as_its_archive_has_it() -> None:
    assert '"id":"30"' in hear("w").last


def test_reading_again_keeps_the_place_and_failing_to_keeps_everything() -> None:
    assert "post 2 of 4: Ellery Works" in hear("jr").last
    source = Held()
    source.next = Held((), failure="harbor.jsonl: no such file")
    heard = hear("rj", source=source)
    assert "harbor.jsonl: no such file\n" in heard.text
    assert "post 2 of 4" in heard.last


def test_an_early_end_of_reading_is_said_beside_the_posts_that_came() -> None:
    said = "harbor.jsonl: the reader process ended early: it was killed"
    assert said in hear("", source=Held(failure=said)).turns[0][0]
    source = Held()
    source.next = Held()
    source.next.step(0)
    source.next.failure = said
    assert said in hear("r", source=source).last.split("\n")


def test_a_command_is_found_by_its_name() -> None:
    heard = hear("\x10views\r\x15first\r1\r")
    assert "1. First post (5g: fifth), g Home" in heard.text
    assert "post 1 of 4" in heard.last


def test_the_last_announcement_can_be_had_again_and_the_place_be_asked_for() -> None:
    first = hear("j").last
    assert hear("j.").last == first
    assert hear("j=").last.startswith("Harbor Riders @HarborRiders; ")


def test_unknown_keys_say_so_in_one_line() -> None:
    assert hear("Z").last == "No command on Z. ? lists the keys."
    assert hear("\x1b[15~").last == "No command on that key. ? lists the keys."


def test_a_content_warning_is_said_first_and_the_text_on_enter() -> None:
    post = Post(id="1", author=HARBOR, text="A crash.", content_warning="crash")
    assert "content warning: crash; Enter reads it" in hear("", records=(post,)).last
    assert "A crash." not in hear("", records=(post,)).text
    assert "  A crash." in hear("\r", records=(post,)).last


def test_nothing_but_printable_text_and_line_ends_is_ever_written() -> None:
    hostile = "\x1b]0;PWN\x07\x9b2J\r\n\u202eabc\u2066 \x00 [@click=app.quit]x[/]"
    post = {
        "id": "1", "text": hostile, "author": {"name": hostile, "handle": hostile},
        "reposted_by": hostile, "content_warning": hostile, "client": hostile, "source": hostile,
        "media": ({"kind": "photo", "alt": hostile},), "card": {"title": hostile, "url": hostile},
        "poll": {"options": [{"label": hostile}]}, "links": ({"display": hostile},),
    }  # fmt: skip
    records = (Post(**post, quote=Post(**post | {"id": "2"})), NIGHT)
    keys = "\rjjjjG\x1bhh#\x1bpw!o\x1b@\x1bt/\x1b\x00\x9b\x7fé\r" + hostile
    assert not UNSAFE.search(hear(keys, records=records).text)


@pytest.mark.parametrize("seed", range(12))
def test_random_keys_end_in_no_fault_and_no_control(seed: int) -> None:
    chance = random.Random(seed)
    alphabet = [typed(key) for _, key in KEYS if key not in ("q", "ctrl+q", "ctrl+c", "o")]
    alphabet += [*'0123456789abc#@:-+"(/ .=', "\x1b[", "\x1bO", "\x1b[99~", "é"]
    keys = "".join(chance.choice(alphabet) for _ in range(250))
    heard = hear(keys, records=(*TIMELINE, *THREAD[1:]))
    assert not UNSAFE.search(heard.text)
    assert all(len(turn) <= 1 for turn in heard.turns)


class Arriving(Held):
    """Source with a new post at every step."""

    def step(self, seconds: float) -> bool:
        self.feed.add(Post(id=f"new{len(self.feed)}", text="one more"))
        return False


def test_keys_work_while_posts_arrive_and_reading_can_be_stopped() -> None:
    heard = hear("jG\x03G\x03k", source=Arriving(), is_terminal=True)
    assert "post 2 of 3: " in heard.text
    assert "post 4 of 4: " in heard.text
    assert "Stopped reading. 5 posts so far." in heard.text
    assert "post 4 of 4: " in heard.text
    assert heard.last == "Bye."  # the second one quits, and no key counts after that


FILES = sorted(
    path
    for path in (Path(__file__).resolve().parents[2] / "fixtures").rglob("*")
    if path.suffix in (".txt", ".json", ".jsonl", ".xml", ".car", ".js", ".zip")
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_walk_through_any_fixture_is_one_printable_announcement_a_key(
    path: Path, monkeypatch
) -> None:
    monkeypatch.setattr("tui_feed.linear.links.open_in_browser", refusing)
    source = Loading((str(path),), include_private=True)
    if source.failure:
        pytest.skip("no timeline")
    heard = hear(ALL_KEYS, source=source)
    assert not UNSAFE.search(heard.text)
    assert all(len(turn) <= 1 for turn in heard.turns)
    assert heard.last == "Bye."


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    found: list[str] = []

    async def browser(url: str) -> Outcome:
        found.append(url)
        return Outcome(by="browser")

    monkeypatch.setattr("tui_feed.linear.links.open_in_browser", browser)
    return found


def test_a_search_reads_match_after_match_and_leaves_all_posts_there() -> None:
    posts = [
        Post(id=str(n), text=f"number {n}.", created_at=f"2024-01-{n:02}") for n in range(9, 0, -1)
    ]
    heard = hear("S/[258]/\rn", records=posts)
    assert heard.last.startswith("match 2 of 3\npost 5 of 9")
    heard = hear("S/[258]/\rnnn", records=posts)
    assert heard.last.startswith(
        "After the last match: the first again.\nmatch 1 of 3\npost 2 of 9"
    )
    heard = hear("S/[258]/\r" + "''", records=posts)
    assert heard.last.startswith("post 1 of 9")
    heard = hear("S/[258]/\r\x1b", records=posts, query="number")
    assert heard.last.startswith("The search has ended.\npost 2 of 9")
    assert heard.session.filter_query.text == "number"
    assert hear("Szebra\r", records=posts).last.startswith("no match\npost 1 of 9")


def test_a_paste_is_offered_as_a_filter_and_runs_no_command() -> None:
    heard = hear("\x1b[200~line\nqqq\x1b[201~", query="#LateTrams")
    assert heard.text.endswith("filter: #LateTrams line qqq\n")
    heard = hear("\x1b[200~line\r\x1b[201~\r", query="#LateTrams")
    assert heard.session.filter_query.text == "#LateTrams line"
    assert hear("/\x1b[200~line\n4\x1b[201~\r").session.filter_query.text == "line 4"


def test_an_empty_result_names_the_term_in_the_way_and_enter_leaves_it_out() -> None:
    heard = hear("\r", query="#foo line")
    assert "No post has #foo. Enter: without it: 1 post" in heard.text
    assert heard.session.filter_query.text == "line"
    assert heard.last.startswith("filter line: 1 of 4 posts")
