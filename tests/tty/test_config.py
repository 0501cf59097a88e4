"""The config file in a real terminal: keys, themes, problems, choices that last."""

from pathlib import Path

from tests.tty.terminal import Terminal

PAPER = b"48;2;251;250;247"
"""Background of the light theme."""
HARBOR = "\n".join(
    f'{{"type": "post", "id": "{n}", "created_at": "2024-01-0{n}", "text": "post {n}"'
    f', "author": {{"name": "Harbor", "handle": "harbor"}}, "metrics": {{"views": {n}}}}}'
    for n in (3, 1, 2)
)


def opened(folder: Path, config: str = "", *options: str, size=(100, 30)) -> Terminal:
    """Open a small timeline with a config file and folders of its own."""
    (folder / "harbor.jsonl").write_text(HARBOR + "\n")
    path = folder / "tui-feed" / "config.toml"
    path.parent.mkdir(exist_ok=True)
    if config:
        path.write_text(config)
    env = {"XDG_CONFIG_HOME": str(folder), "XDG_STATE_HOME": str(folder / "state")}
    return Terminal([str(folder / "harbor.jsonl"), *options], size=size, env=env)


def modules(terminal: Terminal) -> str:
    """Return what a running program has loaded, as the system knows it."""
    return Path(f"/proc/{terminal.pid}/maps").read_text()


def test_keys_of_the_file_are_those_of_the_program_its_footer_and_its_help(tmp_path: Path) -> None:
    config = "[keys]\nquit = ['ctrl+x']\nhelp = ['f2']\nlast-post = ['é']\nnext-post = []\n"
    with opened(tmp_path, config) as terminal:
        terminal.wait(lambda text: "ctrl+x quit" in text and "F2 help" in text)
        terminal.press("qjé")
        terminal.wait(lambda text: "┃ post 1" in text)
        terminal.press("\x1bOQ")
        terminal.wait(lambda text: "ctrl+x" in text and "Last post" in text)
        terminal.press("\x1b")
        terminal.wait(lambda text: "Last post" not in text)
        terminal.press("\x18")
        assert terminal.finish() == 0


def test_keys_of_the_file_hold_for_plain_text_too(tmp_path: Path) -> None:
    config = "[keys]\nquit = ['ctrl+x', 'Z']\nlast-post = ['é']\n"
    with opened(tmp_path, config, "--linear", size=(100, 60)) as terminal:
        terminal.wait("lists the keys")
        terminal.press("é")
        terminal.wait("post 1")
        terminal.press("?")
        terminal.wait("é: Last post")
        terminal.press("\x1bZ")
        assert terminal.finish() == 0


def test_a_wrong_value_is_told_and_the_program_opens(tmp_path: Path) -> None:
    with opened(tmp_path, "order = 'oldest'\ntheme = 'drak'\n") as terminal:
        terminal.wait(
            lambda text: (
                "config.toml line 2: theme 'drak'" in " ".join(text.split()) and "quit" in text
            )
        )
        terminal.press("q")
        assert terminal.finish() == 0


def test_a_right_file_needs_no_pydantic_at_all(tmp_path: Path) -> None:
    with opened(tmp_path, "theme = 'light'\n[keys]\nthread = ['ctrl+t']\n") as terminal:
        terminal.wait("quit")
        terminal.press("j")
        terminal.read(0.3)
        assert "pydantic_core" not in modules(terminal)
        terminal.press("q")
        terminal.finish()


def test_a_theme_of_the_reader_colours_the_screen(tmp_path: Path) -> None:
    folder = tmp_path / "tui-feed" / "themes"
    folder.mkdir(parents=True)
    (folder / "harbor.toml").write_text('background = "#0a141e"\ntext = "#102030"\n')
    with opened(tmp_path, "theme = 'harbor'\n") as terminal:
        terminal.wait("theme harbor: text on")
        terminal.press("q")
        terminal.finish()
    assert b"48;2;10;20;30" in terminal.output


def test_a_theme_and_an_order_chosen_by_keys_are_there_at_the_next_start(tmp_path: Path) -> None:
    with opened(tmp_path) as terminal:
        terminal.wait("newest")
        terminal.press("s")
        terminal.wait("Sort by")
        terminal.press("o")
        terminal.wait("oldest")
        terminal.press("\x10colours\r")
        terminal.wait("Which colours?")
        terminal.press("light\r")
        terminal.wait(lambda _: PAPER in terminal.output)
        terminal.press("q")
        assert terminal.finish() == 0
    with opened(tmp_path) as terminal:
        terminal.wait("oldest")
        terminal.press("q")
        assert terminal.finish() == 0
    assert PAPER in terminal.output
    with opened(tmp_path, "", "--no-config") as terminal:
        terminal.wait("newest")
        terminal.press("q")
        assert terminal.finish() == 0
    assert PAPER not in terminal.output


def test_the_order_chosen_in_plain_text_is_remembered_too(tmp_path: Path) -> None:
    with opened(tmp_path, "", "--linear") as terminal:
        terminal.wait("lists the keys")
        terminal.press("s")
        terminal.wait("Enter")
        terminal.press("o\r")
        terminal.wait("post 1")
        terminal.press("q")
        assert terminal.finish() == 0
    with opened(tmp_path, "", "--linear") as terminal:
        terminal.wait("oldest")
        terminal.press("q")
        terminal.finish()


def test_widths_are_those_of_the_file(tmp_path: Path) -> None:
    edges = {}
    for percent in (40, 60):
        config = f"page-width = {percent}\n"
        with opened(tmp_path, config, size=(140, 30)) as terminal:
            text = terminal.wait(lambda text: "│" in text and "quit" in text)
            edges[percent] = text.split("\n")[8].index("│")
            terminal.press("q")
            terminal.finish()
    assert edges == {40: 84, 60: 56}


def test_the_widest_card_is_that_of_the_file(tmp_path: Path) -> None:
    with opened(tmp_path, "card-width = 40\npage-width = 20\n", size=(160, 30)) as terminal:
        text = terminal.wait(lambda text: "┃ Harbor" in text and "quit" in text)
        line = next(line for line in text.split("\n") if "┃ Harbor" in line)
        assert len(line.partition("│")[0].rstrip()) <= 43
        terminal.press("q")
        terminal.finish()


def test_nothing_moves_and_no_cursor_blinks_unless_the_file_says_so(tmp_path: Path) -> None:
    frames = {}
    for motion in ("false", "true"):
        with opened(tmp_path, f"motion = {motion}\n") as terminal:
            terminal.wait("quit")
            terminal.press("/")
            terminal.wait("complete")
            terminal.read(0.3)
            start = len(terminal.output)
            for _ in range(30):
                terminal.read(0.05)
            frames[motion] = len(terminal.output) > start
            terminal.press("\x11")
            terminal.finish()
    assert frames == {"false": False, "true": True}


def test_hints_name_the_keys_of_the_file(tmp_path: Path) -> None:
    config = "[keys]\nremove-last = ['ctrl+y']\nnext-post = ['é']\nrelease-mouse = ['F9']\n"
    config += "take-mouse = ['F9']\nhelp = ['F2']\n"
    with opened(tmp_path, config, "--filter", "nothing") as terminal:
        terminal.wait(lambda text: "ctrl+y removes the last part" in text)
        terminal.press("\x1b")
        terminal.wait("é/k move")
        terminal.press("\x1b[20~")
        terminal.wait("F9 takes it back")
        terminal.press("q")
        assert terminal.finish() == 0
    with opened(tmp_path, config, "--linear") as terminal:
        terminal.wait("F2 lists the keys.")
        terminal.press("q")
        terminal.finish()
