"""Completion for shells, and the manual page."""

import shutil
import subprocess
import sys

import pytest

from tui_feed.cli.options import EXAMPLES, SHELLS, parser
from tui_feed.cli.shell import completion, manual

OPTIONS = [action.option_strings[-1] for action in parser()._actions if action.option_strings]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_completion_script_knows_every_option_and_its_choices(shell: str) -> None:
    script = completion(shell)
    for word in (*OPTIONS, "newest", "jsonl"):
        assert word.removeprefix("--").removeprefix("no-") in script, word
    program = shutil.which(shell)
    if program and shell != "tcsh":
        done = subprocess.run([program, "-n"], input=script, text=True, capture_output=True)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [("--or", "--order"), ("--print-completion z", "zsh"), ("--order ol", "oldest")],
)
def test_bash_completes(typed: str, offered: str) -> None:
    words = ["tui-feed", *typed.split()]
    code = (
        f"{completion('bash')}\nCOMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}\n"
        '_shtab_tui_feed; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", code], text=True, capture_output=True, check=True)
    assert offered in done.stdout.split(), done.stderr


def test_the_manual_page_has_every_option_and_example() -> None:
    page = manual()
    shown = page.replace("\\-", "-").replace("\\fB", "").replace("\\fR", "").replace("\\e", "\\")
    for word in (*OPTIONS, *(command for command, _ in EXAMPLES)):
        assert word in shown, word
    assert not [line for line in page.splitlines() if line.startswith(("'", ". "))]


@pytest.mark.skipif(not shutil.which("man"), reason="there is no man")
def test_man_shows_the_page_without_a_warning() -> None:
    command = ["man", "--warnings", "-l", "-"]
    done = subprocess.run(command, input=manual(), text=True, capture_output=True, check=True)
    assert done.stderr == ""
    assert "--print-completion SHELL" in done.stdout


def test_shtab_is_imported_for_a_script_only() -> None:
    code = (
        "import sys\nfrom tui_feed.cli.main import main\n"
        "main(['--print-man'])\nprint('shtab' in sys.modules)\n"
        "main(['--print-completion', 'zsh'])\nprint('shtab' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert [line for line in lines if line in ("True", "False")] == ["False", "True"]
