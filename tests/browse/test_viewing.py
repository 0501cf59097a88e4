"""Posts are shown by the reader's own program, in a file for nobody else that does not stay."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.programs import environment, install
from tui_feed.browse.taking.viewing import PrivateFile, ViewError, view, viewer

NONE = dict.fromkeys(("VISUAL", "EDITOR", "PAGER"), "")


def test_editors_come_before_pagers_and_may_have_arguments(tmp_path: Path) -> None:
    for name in ("mine", "edit", "page"):
        install(tmp_path, name, "exit 0")
    stated = {"VISUAL": "mine --wait 'a b'", "EDITOR": "edit", "PAGER": "page"}
    found = []
    while stated:
        found.append(
            viewer(
                environment(tmp_path, **dict.fromkeys(("VISUAL", "EDITOR", "PAGER"), "") | stated)
            )
        )
        stated.pop(next(iter(stated)))
    assert found == [["mine", "--wait", "a b"], ["edit"], ["page"]]


def test_what_is_not_installed_is_passed_over_and_named(tmp_path: Path) -> None:
    env = environment(tmp_path, VISUAL="gone -x", EDITOR="'open", PAGER="")
    with pytest.raises(ViewError, match=r"^not found: gone -x \(from VISUAL\), 'open"):
        viewer(env)
    install(tmp_path, "less", "exit 0")
    assert viewer(env) == ["less"]


def test_the_file_is_for_the_reader_alone_and_goes(tmp_path: Path) -> None:
    kept = install(tmp_path, "mine", 'cat "$2" > "{kept}"; ls -l "$2" >> "{kept}"')
    file = PrivateFile(".txt")
    file.write("電車".encode())
    file.close()
    assert view([str(tmp_path / "mine"), "-x"], file) == ""
    assert kept.read_text().startswith("電車-rw-------")
    assert not file.path.exists()


def test_a_viewer_that_fails_is_named(tmp_path: Path) -> None:
    install(tmp_path, "mine", "exit 4")
    assert view([str(tmp_path / "mine")], PrivateFile("")) == "mine failed with exit code 4"
    assert "could not be run" in view([str(tmp_path / "gone")], PrivateFile(""))


def test_an_interrupt_is_for_the_viewer(tmp_path: Path) -> None:
    install(tmp_path, "mine", "kill -INT $PPID; kill -QUIT $PPID; kill -CONT $PPID; exit 0")
    before = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP)]
    assert view([str(tmp_path / "mine")], PrivateFile("")) == ""
    after = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP)]
    assert after == before


def test_the_end_of_the_program_ends_the_viewer_and_removes_the_file(tmp_path: Path) -> None:
    kept = install(tmp_path, "mine", 'echo "$1" > "{kept}"; kill -TERM $PPID; exec sleep 60')
    code = (
        "import sys; from tui_feed.browse.taking.viewing import PrivateFile, view\n"
        "view([sys.argv[1]], PrivateFile('.txt'))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "mine")], check=False)
    assert done.returncode == -signal.SIGTERM
    assert not Path(kept.read_text().strip()).exists()
