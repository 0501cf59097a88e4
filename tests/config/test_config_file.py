"""The config file: what it may say, and what is said where it is wrong."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.theme import BUILTIN_THEMES

from tests.config.configs import config, problems, read
from tui_feed.config.schema import faults_of
from tui_feed.config.settings import TEXTUAL_THEMES, OrderName, Settings
from tui_feed.config.theme_files import ThemeColours, read_theme
from tui_feed.config.toml_file import TomlFile
from tui_feed.feed import ORDERS


def test_what_a_file_does_not_say_is_as_it_was(tmp_path: Path) -> None:
    assert config(tmp_path, "").settings == Settings()
    found = config(tmp_path, 'order = "views"\ncard-width = 60\n').settings
    assert found == Settings(order="views", card_width=60)


QUIT = """line 2: keys.quit is 'q'; it must be a list of keys such as ["j", "down"]"""
CHOICES = f"{', '.join([*ORDERS][:-1])} or bookmarks"
ZONE = (
    'line 1: timezone: there is no time zone "Europe/Berln" on this machine: '
    "did you mean Europe/Berlin?"
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('\ntheme = "drak"', "line 2: theme 'drak' is not known; did you mean dark?"),
        ('theme = "../x"', "line 1: theme '../x' is not known"),
        ('order = "newst"', "line 1: order 'newst' is not known; did you mean newest?"),
        ("order = 7", f"line 1: order 7 is not known; choose {CHOICES}"),
        ('mouse = "yes"', "line 1: mouse is 'yes'; it must be true or false"),
        ("mouse = 1", "line 1: mouse is 1; it must be true or false"),
        ("card-width = 10", "line 1: card-width is 10; it must be from 40 to 200"),
        ("card-width = 60.0", "line 1: card-width is 60.0; it must be a whole number"),
        ("card-width = true", "line 1: card-width is true; it must be a whole number"),
        ('them = "dark"', "line 1: there is no setting 'them'; did you mean theme?"),
        ("# theme\n[key]\nquit = []", "line 2: there is no setting 'key'; did you mean keys?"),
        ("keys = 3", "line 1: keys is 3; it must be a table"),
        ('[keys]\nquit = "q"', QUIT),
        ("[keys]\n'quit' = [7]", "line 2: keys.quit is 7; it must be a text in quotes"),
        ('timezone = "Europe/Berln"', ZONE),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_its_line_and_the_default_holds(
    tmp_path: Path, text: str, words: str
) -> None:
    found = config(tmp_path, f"{text}\n")
    assert found.problems() == [f"config.toml {words}"]
    assert found.settings == Settings()


def test_a_wrong_value_leaves_the_others_in_force(tmp_path: Path) -> None:
    found = config(
        tmp_path, 'mouse = "yes"\norder = "views"\n[keys]\nquit = [1]\nthread = ["ctrl+t"]\n'
    )
    assert found.settings.order == "views"
    assert found.settings.mouse
    assert found.settings.keys == {"thread": ["ctrl+t"]}
    assert len(found.problems()) == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"theme = \n", "config.toml line 1: not TOML: Invalid value, column 9; nothing"),
        (b"theme = 'x'\ntheme = 'y'\n", "config.toml line 2: not TOML: Cannot overwrite a value"),
        (b"\xff\xfe", "config.toml: it is not UTF-8; nothing in it is used"),
        (b"#" * 2**21, "config.toml: it is too long; nothing in it is used"),
        (b"x = " + b"[" * 100_000, "config.toml: not TOML: maximum recursion"),
        (b"theme = 'a\x1b[2J'\n", "config.toml line 1: not TOML: Found invalid character"),
    ],
    ids=["syntax", "twice", "bytes", "long", "deep", "control"],
)  # fmt: skip
def test_a_file_that_is_none_is_one_problem(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "config.toml").write_bytes(data)
    file = read(tmp_path)
    [found] = problems(file)
    assert found.startswith(words)
    assert file.values == {}


def test_no_control_of_a_file_is_in_a_message(tmp_path: Path) -> None:
    [found] = config(tmp_path, 'theme = "a\\u001b[2J\\u202e"\n').problems()
    assert found.isprintable()


TYPED = {
    "theme": st.text(), "order": st.sampled_from([*ORDERS, "x"]), "mouse": st.booleans(),
    "card-width": st.integers(30, 210), "page-width": st.integers(10, 80),
    "keys": st.dictionaries(st.text(), st.lists(st.text())),
}  # fmt: skip
ANYTHING = st.one_of(
    st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.integers()), *TYPED.values()
)


@given(
    st.dictionaries(st.sampled_from([*TYPED, "x"]), ANYTHING)
    | st.fixed_dictionaries({}, optional=TYPED)
)
def test_the_quick_look_and_pydantic_agree_on_what_is_right(stated: dict[str, object]) -> None:
    file = TomlFile(Path("config.toml"), Settings)
    file._stated = stated
    file.take()
    assert file.has_problems == bool(list(faults_of(Settings, stated)))


@pytest.mark.parametrize("colour", ["#12345", "red", "#1234567", 7])
def test_a_colour_is_six_digits(tmp_path: Path, colour: object) -> None:
    (tmp_path / "mine.toml").write_text(f"dark = false\nlink = {colour!r}\ntext = '#102030'\n")
    file = read_theme("mine", tmp_path)
    assert file.values == {"dark": False, "text": "#102030"}
    [problem] = file.problems()
    assert problem.line == 2
    assert problem.reason.startswith("link is ")


def test_an_unknown_colour_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("links = '#102030'\n")
    [problem] = read_theme("mine", tmp_path).problems()
    assert problem.reason == "there is no setting 'links'; did you mean link?"
    assert "text" in ThemeColours.__struct_fields__


def test_the_names_known_here_are_those_of_textual_and_of_the_feed() -> None:
    assert sorted(TEXTUAL_THEMES) == sorted(BUILTIN_THEMES)
    assert OrderName.__args__ == tuple(ORDERS)
