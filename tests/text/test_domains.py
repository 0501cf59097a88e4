"""The list of top-level domains states its source, and is renewed from IANA's."""

import pytest

from tests.text import renew_domains
from tests.text.renew_domains import FormError, main, page, published
from tui_feed.text import domains

HEAD = "# Version 2026112600, Last Updated Thu Nov 26 07:07:01 2026 UTC\n"


def iana(*names, head=HEAD):
    """Return an invented list in IANA's form, of sufficient length, with these names."""
    letters = "ABCDEFGHIJ"
    invented = [
        f"ZZ{letters[n // 100]}{letters[n // 10 % 10]}{letters[n % 10]}" for n in range(1000)
    ]
    return head + "".join(f"{name}\n" for name in (*names, *invented))


def test_the_list_names_its_source_and_its_date():
    heads = [line for line in renew_domains.LIST.read_text("utf-8").splitlines() if "#" in line]
    assert [head.partition(": ")[0] for head in heads if ": " in head] == [
        "# Source", "# Date", "# Renewed by",
    ]  # fmt: skip


def test_comments_of_the_list_are_no_domains_and_every_name_can_end_a_host():
    names = domains.top_level_domains()
    assert {"com", "org", "한국", "vermögensberater"} <= names
    for name in names:
        assert domains.known_host_end(f"harbor.{name}", 0, 99) == len(f"harbor.{name}"), name


def test_names_are_read_in_lower_case_and_in_their_own_script():
    read = published(iana("COM", "XN--3E0B707E", "XN--VERMGENSBERATER-CTB"))
    assert {"com", "한국", "vermögensberater"} <= read.names
    assert read.version == "Version 2026112600, Last Updated Thu Nov 26 07:07:01 2026 UTC"


def test_a_renewed_list_has_the_new_names_and_keeps_those_that_were_taken_away(
    tmp_path, monkeypatch, capsys
):
    given = tmp_path / "tlds-alpha-by-domain.txt"
    given.write_text(iana("COM", "XN--3E0B707E"), "utf-8")
    monkeypatch.setattr(renew_domains, "LIST", tmp_path / "list.txt")
    assert main([str(given)]) is None
    written = (tmp_path / "list.txt").read_text("utf-8")
    assert "\n# Date: Version 2026112600, " in written
    assert {"zzaaa", "com", "an", "한국"} <= set(written.split("\n"))
    assert "1000 names are new" in capsys.readouterr().out
    assert page(published(given.read_text("utf-8")), domains.top_level_domains()) == written


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("", "line 1", id="empty"),
        pytest.param("<!DOCTYPE html>\n", "line 1", id="a page instead"),
        pytest.param(iana("COM", head=""), "line 1", id="no version"),
        pytest.param(iana("COM") + "ZO", "line 1003: cut off", id="cut"),
        pytest.param(HEAD + "COM\n", "only 1 names", id="too short"),
        pytest.param(iana("COM", "two words"), "line 3: 'two words'", id="no name"),
        pytest.param(iana("COM", ""), "line 3: ''", id="an empty line"),
        pytest.param(iana("XN--99999999"), "line 2: 'XN--99999999'", id="no punycode"),
    ],
)
def test_a_file_of_another_form_changes_nothing(tmp_path, monkeypatch, text, why):
    given = tmp_path / "given.txt"
    given.write_text(text, "utf-8")
    monkeypatch.setattr(renew_domains, "LIST", tmp_path / "list.txt")
    with pytest.raises(FormError, match=why):
        published(text)
    assert why in (main([str(given)]) or "")
    assert not (tmp_path / "list.txt").exists()
