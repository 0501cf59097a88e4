"""What is being typed at the cursor."""

import pytest

from tui_feed.query.completion import operators_for, stub_at
from tui_feed.query.operators import as_value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#La", ("tag", 1, "La")),
        ("tram #La", ("tag", 6, "La")),
        ("-#La", ("tag", 2, "La")),
        ("(＃La", ("tag", 2, "La")),
        ("@", ("mention", 1, "")),
        ("$E", ("cashtag", 1, "E")),
        ("sin", ("operator", 0, "sin")),
        ("tram -fr", ("operator", 6, "fr")),
        ("from:Ha", ("from", 5, "Ha")),
        ("FROM:", ("from", 5, "")),
        ("to:Ha", ("to", 3, "Ha")),
        ("exclude:re", ("is", 8, "re")),
        ("on:", ("DATE", 3, "")),
        ("min_likes:", ("N", 10, "")),
        ("nothing:x", None),
        ("", None),
        ("tram ", None),
        ('"late #La', None),
        ('"late" #La', ("tag", 8, "La")),
        ("https://x.example/a", None),
        ("/tra", None),
        ("電", None),
    ],
)
def test_the_word_at_the_cursor(text, expected):
    assert named(stub_at(text, len(text))) == expected


def named(stub):
    """Return a stub with the name of what would end it."""
    return stub and (getattr(stub.wanted, "name", stub.wanted), stub.start, stub.typed)


def test_only_what_stands_before_the_cursor_counts():
    assert named(stub_at("#La tram", 3)) == ("tag", 1, "La")


def test_operators_begin_with_what_was_typed():
    assert [name for name, _ in operators_for("since")] == ["since:", "since_time:", "since_id:"]


@pytest.mark.parametrize(
    ("value", "typed"), [("en", "en"), ("Web App", '"Web App"'), ("a:b", '"a:b"'), ("é-x", "é-x")]
)
def test_a_value_is_quoted_where_it_would_be_read_as_several(value, typed):
    assert as_value(value) == typed
