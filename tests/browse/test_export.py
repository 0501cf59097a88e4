"""A file of posts is there whole or not at all, and takes no other file's place unasked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.printers.printing import printed_records
from tui_feed.browse.taking import export as module
from tui_feed.browse.taking.export import Export, ExportError
from tui_feed.browse.taking.file_names import suggested_path, typed_path, with_suffix
from tui_feed.models import Post, Profile
from tui_feed.models.admission import admit
from tui_feed.printers import FORMATS, Printout

POSTS = tuple(admit(Post(id=str(number), text=f"post {number}")) for number in range(50))
PRINTOUT = Printout((), lambda: POSTS, len(POSTS))


@pytest.fixture(params=["without a name", "hidden"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "hidden":
        monkeypatch.setattr(module, "_NAMELESS", 0)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def saved(path: Path, form: str = "text", *, replaces: bool = False) -> None:
    export = Export(path, FORMATS[form], PRINTOUT, replaces=replaces)
    while (data := export.chunk(0)) is not None:
        export.write(data)
    export.finish()


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_what_is_printed(tmp_path: Path, form: str) -> None:
    path = tmp_path / "posts"
    saved(path, form)
    mark = "\ufeff" if form == "csv" else ""
    assert path.read_bytes().decode() == mark + printed_records(form, *POSTS)
    assert names(tmp_path) == ["posts"]


@pytest.mark.usefixtures("_way")
def test_until_it_is_complete_there_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "posts.txt"
    export = Export(path, FORMATS["text"], PRINTOUT)
    export.write(export.chunk(0) or b"")
    assert not path.exists()
    export.abandon()
    assert names(tmp_path) == []


@pytest.mark.usefixtures("_way")
def test_another_file_is_replaced_only_if_that_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "posts.txt"
    path.write_text("mine")
    with pytest.raises(ExportError, match=r"posts\.txt exists already"):
        saved(path)
    assert path.read_text() == "mine"
    assert names(tmp_path) == ["posts.txt"]
    saved(path, replaces=True)
    assert path.read_text().startswith("post 0\n")
    assert names(tmp_path) == ["posts.txt"]


@pytest.mark.usefixtures("_way")
def test_the_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    saved(tmp_path / "posts.txt")
    assert (tmp_path / "posts.txt").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.usefixtures("_way")
def test_a_link_leads_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    saved(tmp_path / "link", replaces=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text().startswith("post 0\n")


@pytest.mark.parametrize(
    ("path", "words"),
    [("no/posts.txt", "there is no folder"), ("file/posts.txt", "there is no folder")],
)
def test_what_cannot_be_written_is_said_in_a_line(tmp_path: Path, path: str, words: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match=words) as caught:
        saved(tmp_path / path)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to try")
def test_a_full_disk_is_said_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export = Export(tmp_path / "posts.txt", FORMATS["text"], PRINTOUT)
    monkeypatch.setattr(export, "_open", lambda: None)
    export._number = os.open("/dev/full", os.O_WRONLY)
    with pytest.raises(ExportError, match="No space left"):
        export.write(b"x")


def test_a_program_that_is_killed_leaves_nothing_behind(tmp_path: Path) -> None:
    if not module._NAMELESS:
        pytest.skip("files have names here from the start")
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from tui_feed.browse.taking.export import Export\n"
        "from tui_feed.printers import FORMATS, Printout\n"
        "export = Export(Path(sys.argv[1]) / 'x', FORMATS['text'], Printout())\n"
        "export.write(b'half a file'); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert names(tmp_path) == []


def test_progress_is_told_in_percent() -> None:
    export = Export(Path("x"), FORMATS["text"], PRINTOUT)
    assert export.percent == 0
    for _ in range(25):
        export.chunk(0)
    assert export.percent == 50


# Names


def test_the_suggested_name_is_of_the_account_and_the_filter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    profile = Profile(handle="HarborRiders")
    assert suggested_path([profile], "x.zip", "", ".md").name == "HarborRiders.md"
    name = suggested_path([profile], "x.zip", "#LateTrams since:2024", ".md").name
    assert name == "HarborRiders-LateTrams-since-2024.md"
    assert suggested_path([], "my posts.zip", "", ".md").name == "my-posts.md"
    assert suggested_path([], "", "/../", ".md").name == "posts.md"
    (tmp_path / "HarborRiders.md").touch()
    assert suggested_path([profile], "x.zip", "", ".md") == tmp_path / "HarborRiders-2.md"


def test_a_folder_that_cannot_be_written_is_not_suggested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Downloads").mkdir()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "here")
    assert suggested_path([], "x", "", ".md") == tmp_path / "Downloads" / "x.md"


def test_a_typed_path_is_meant_as_in_a_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert typed_path(" ~/posts.md ") == tmp_path / "posts.md"
    for text in ("", "  ", "~/", str(tmp_path), "a\0b", "~nobody-of-that-name/x"):
        with pytest.raises(ValueError, match=r"^[^\n]+$"):
            typed_path(text)


def test_the_suffix_follows_the_format_unless_another_was_typed() -> None:
    assert with_suffix("~/a.html", ".html", ".md") == "~/a.md"
    assert with_suffix("~/a.htm", ".html", ".md") == "~/a.htm"
