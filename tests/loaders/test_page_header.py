import pytest

from tests.loaders.captures import PAGES, load, load_as, page, problems_of, profile_of


def header(tmp_path, *lines):
    above = ("Log inSign up", "3,912 posts", "user avatar", "Harbor Riders", "@HarborRiders")
    below = ("412", "Following", "9,515", "Followers", "")
    profile = profile_of(load_as(tmp_path / "x.txt", "\n".join((*above, *lines, *below))))
    return profile.bio, profile.location, profile.website


def test_every_part_of_a_header_is_read():
    profile = profile_of(load(PAGES / "header_of_several_lines.txt"))
    assert profile.name == "Harbor Riders"
    assert profile.handle == "HarborRiders"
    assert profile.bio.split("\n") == [
        "Volunteers measuring every late tram.", "Nobody pays us.", "Write to us: log@example.org",
    ]  # fmt: skip
    assert (profile.location, profile.website) == ("📍 Port Ellery", "trams.example.org/about…")
    assert str(profile.joined) == "2015-03"
    assert (profile.following, profile.followers, profile.post_count) == (412, 1_200_000, 3912)
    assert profile.approximate == ("followers",)
    assert profile.verified is True


def test_what_a_header_does_not_say_is_absent():
    profile = profile_of(load(PAGES / "header_with_nothing_but_counts.txt"))
    assert (profile.bio, profile.location, profile.website, profile.joined) == (None,) * 4
    assert (profile.following, profile.followers, profile.post_count) == (7, 1, 0)
    assert profile.verified is None


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((), (None, None, None)),
        (("We count trams.",), ("We count trams.", None, None)),
        (("Writer",), ("Writer", None, None)),
        (("Port Ellery, Northshire",), (None, "Port Ellery, Northshire", None)),
        (("📍Port Ellery",), (None, "📍Port Ellery", None)),
        (("trams.example.org",), (None, None, "trams.example.org")),
        (("We count trams.", "Nationwide"), ("We count trams.", "Nationwide", None)),
        (("We count trams.", "51.5, -0.1"), ("We count trams.", "51.5, -0.1", None)),
        (
            ("We count trams.", "trams.example.org/a…"),
            ("We count trams.", None, "trams.example.org/a…"),
        ),
        (("We count trams.", "Views my own"), ("We count trams.\nViews my own", None, None)),
        (("We count trams.", "she/her"), ("We count trams.\nshe/her", None, None)),
        (("We count trams.", "#LateTrams @all"), ("We count trams.\n#LateTrams @all", None, None)),
        (("A line.", "x" * 31), ("A line.\n" + "x" * 31, None, None)),
        (("A", "B", "Port", "https://example.org"), ("A\nB", "Port", "https://example.org")),
        (
            ("A bio.", "Port", "example.org", "Born May 5"),
            ("A bio.\nBorn May 5", "Port", "example.org"),
        ),
    ],
)
def test_bio_place_and_website_are_told_apart_without_labels(tmp_path, lines, expected):
    assert header(tmp_path, *lines) == expected
    assert header(tmp_path, *lines, "Joined March 2015") == expected


def test_a_bio_may_speak_of_followers(tmp_path):
    bio, *_ = header(tmp_path, "100", "Followers", "is all we ask for.", "Joined March 2015")
    assert bio == "100\nFollowers\nis all we ask for."


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("french", ("Les Quais", "Port-Ellery", "2012-11", 2227, 1_200_000, 1200)),
        ("german", ("Hafenbahn", "Port Ellery", "2012-11", 412, 9515, 3912)),
        ("japanese", ("港の電車", "港町", "2012-11", 412, 12_000, 12_000)),
    ],
)
def test_headers_in_other_languages_are_read(name, expected):
    profile = profile_of(load(PAGES / f"{name}.txt"))
    counts = (profile.following, profile.followers, profile.post_count)
    assert (profile.name, profile.location, str(profile.joined), *counts) == expected


@pytest.mark.parametrize(
    ("name", "handle", "reason"),
    [
        ("protected", "HarborRiders", "the account is protected"),
        ("suspended", "gone_riders", "the account was suspended"),
        ("no_such_account", "never_riders", "the account did not exist"),
        ("header_with_nothing_but_counts", "quiet_pier", "the page shows no posts"),
    ],
)
def test_a_page_without_posts_says_why(name, handle, reason):
    profile, problem = load(PAGES / f"{name}.txt")
    assert profile.handle == handle
    assert problem.reason.startswith(reason)


def test_an_account_that_never_posted_is_no_problem():
    (profile,) = load(PAGES / "no_posts.txt")
    assert profile.post_count == 0


def test_posts_may_stand_without_a_header(tmp_path):
    text = page("cards").partition("Followers\n")[2]
    records = load_as(tmp_path / "x.txt", text)
    assert profile_of(records) is None
    assert problems_of(records)[0].reason == "the capture names no account at its top"
    assert len(records) == 8
