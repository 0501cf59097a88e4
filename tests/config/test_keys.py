"""Keys of the config file: how they are written, and keys that two commands want."""

import pytest

from tui_feed.browse import commands
from tui_feed.browse.command_names import name_of
from tui_feed.browse.commands import COMMANDS
from tui_feed.config.keys import choose_keys, key_named
from tui_feed.config.printing import key_word


def faults(stated: dict[str, list[str]]) -> list[str]:
    return [f"{fault.command}: {fault.reason}" for fault in choose_keys(stated).faults]


def test_every_command_has_a_name_of_its_own() -> None:
    names = [name_of(command) for command in COMMANDS]
    assert len(set(names)) == len(names)
    assert all(name.replace("-", "").isalpha() and name.islower() for name in names)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("j", "j"), ("J", "J"), ("/", "slash"), ("slash", "slash"), ("Esc", "escape"),
        ("PgDn", "pagedown"), ("ctrl+p", "ctrl+p"), ("Ctrl+P", "ctrl+P"), ("+", "plus"),
        ("ctrl++", "ctrl+plus"), ("shift+tab", "shift+tab"), ("↓", "down"), ("F5", "f5"),
        ("alt+enter", "alt+enter"), ('"', "quotation_mark"), ("ß", "ß"), (" ", "space"),
        ("|", "vertical_line"), ("'", "apostrophe"), ("zz", "z z"), ("''", "apostrophe apostrophe"),
    ],
)  # fmt: skip
def test_a_key_is_written_as_people_write_it(written: str, key: str) -> None:
    assert key_named(written) == key


@pytest.mark.parametrize("written", ["", "jjj", "hyper", "cmd+j", "\x1b", "ctrl+", "f99", "+j"])
def test_what_is_no_key_is_none(written: str) -> None:
    assert key_named(written) is None


def test_every_key_of_the_program_can_be_written_in_a_config_file() -> None:
    for command in COMMANDS:
        for key in command.keys:
            assert choose_keys({name_of(command): [key_word(key)]}).of(command) == (key,)


def test_a_command_has_the_keys_that_the_file_gives_it_and_no_others() -> None:
    chosen = choose_keys({"thread": ["é", "ctrl+t"], "next-post": []})
    by_name = {name_of(command): command for command in COMMANDS}
    assert chosen.of(by_name["thread"]) == ("é", "ctrl+t")
    assert chosen.of(by_name["next-post"]) == ()
    assert chosen.of(by_name["previous-post"]) == ("k", "up")
    assert not chosen.faults


def test_a_key_taken_from_another_command_is_told() -> None:
    chosen = choose_keys({"thread": ["o"]})
    link = next(command for command in COMMANDS if command.action == "link")
    assert chosen.of(link) == ()
    assert faults({"thread": ["o"]}) == ["thread: o is taken from link"]
    assert faults({"thread": ["o"], "link": ["t"]}) == []


def test_of_two_commands_with_one_key_the_first_in_the_file_has_it() -> None:
    stated = {"thread": ["é"], "link": ["é"]}
    assert faults(stated) == ["link: é is already the key of thread"]
    assert choose_keys(stated).keys["link"] == ()


def test_commands_of_two_situations_may_share_a_key() -> None:
    assert faults({"release-mouse": ["f9"], "take-mouse": ["f9"]}) == []
    assert faults({"stop": ["f8"], "quit": ["q", "f8"]}) == []


def test_a_key_that_the_timeline_takes_first_is_told() -> None:
    assert faults({"thread": ["j"]}) == ["thread: in the timeline, j is the key of next-post"]


def test_a_key_with_which_another_begins_is_told() -> None:
    assert faults({"thread": ["é"], "before-jump": ["éa"]}) == [
        "thread: é leaves no second key for éa, the key of before-jump"
    ]
    assert faults({"thread": ["é"], "before-jump": []}) == []


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ({"next-pst": ["j"]}, "there is no command 'next-pst'; did you mean next-post?"),
        ({"thread": ["zz9"]}, "'zz9' is not a key; write j, J, /, enter or ctrl+p"),
        ({"thread": ["5"]}, "'5' is a digit, for counts such as 5j"),
        ({"typing-done": ["a"]}, "'a' is a sign to type"),
        ({"typing-done": ["space"]}, "'space' is a sign to type"),
        ({"quit": []}, "the program could not be left; it keeps its keys"),
    ],
)
def test_keys_that_cannot_be_used_are_told(stated: dict[str, list[str]], words: str) -> None:
    assert faults(stated) == [f"{next(iter(stated))}: {words}"]


def test_a_command_with_wrong_keys_alone_keeps_its_own() -> None:
    chosen = choose_keys({"thread": ["zz9"], "link": ["zz9", "é"]})
    assert chosen.keys["thread"] == ("t",)
    assert chosen.keys["link"] == ("é",)


def test_all_keys_written_out_are_the_keys_of_the_program() -> None:
    stated = {name_of(each): [key_word(key) for key in each.keys] for each in COMMANDS}
    chosen = choose_keys(stated)
    assert not chosen.faults
    assert all(chosen.of(command) == command.keys for command in commands.COMMANDS)
