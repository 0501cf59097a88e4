"""What people type into X's search box, understood without a network."""

from datetime import date

import pytest

from tui_feed.query import (
    OPERATORS,
    SYNTAX,
    And,
    Dates,
    Facet,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    QueryError,
)
from tui_feed.text.dates import Moment


def said(node: Node | None) -> str:
    """Write a tree with every group in brackets, so that a test can show it in one line."""
    match node:
        case None:
            return "everything"
        case Phrase():
            return node.needle.replace(" ", "_")
        case Facet():
            return f"{node.kind}={node.value}"
        case Dates():
            return f"{node.start}..{node.stop}"
        case Not():
            return f"not {said(node.node)}"
        case And() | Or():
            joint = " & " if isinstance(node, And) else " | "
            return f"[{joint.join(map(said, node.nodes))}]"


def meaning(text: str) -> str:
    return said(Query.parse(text, today=date(2024, 3, 31)).root)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "everything"),
        ("  \n ", "everything"),
        ("tram", "tram"),
        ("late tram", "[late & tram]"),
        ("tram OR ferry", "[tram | ferry]"),
        ("late tram OR slow ferry bus", "[[late & tram] | [slow & ferry & bus]]"),
        ("late (tram OR ferry)", "[late & [tram | ferry]]"),
        ("late(tram)", "[late & tram]"),
        ("OR(tram)", None),
        ("tram OR(ferry)", "[tram | ferry]"),
        ("-tram", "not tram"),
        ("late -tram", "[late & not tram]"),
        ("-(tram OR ferry)", "not [tram | ferry]"),
        ("--tram", "not not tram"),
        ("((tram))", "tram"),
        ("tram or ferry", "[tram & or & ferry]"),
        ('"OR"', "or"),
        ('"late  tram\nagain"', "late_tram_again"),
        ('tram"line 4"', "[tram & line_4]"),
        ('-"line 4"', "not line_4"),
    ],
)
def test_space_is_and_and_binds_tighter_than_or(text, expected):
    if expected is None:
        with pytest.raises(QueryError):
            meaning(text)
    else:
        assert meaning(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#LateTrams", "tag=latetrams"),
        ("＃LateTrams", "tag=latetrams"),
        ("#été,", "tag=ete"),
        ("#قطار", "tag=قطار"),
        ("#Straße", "tag=strasse"),
        ("-#LateTrams", "not tag=latetrams"),
        ("@ElleryWorks", "mention=elleryworks"),
        ("＠ElleryWorks!", "mention=elleryworks"),
        ("@rider@social.example", "mention=rider@social.example"),
        ("@007", "mention=007"),
        ("$ELWK", "cashtag=elwk"),
        ("+#LateTrams", "tag=latetrams"),
        ("from:HarborRiders", "from=harborriders"),
        ("FROM:@HarborRiders", "from=harborriders"),
        ('from:"HarborRiders"', "from=harborriders"),
        ("-from:HarborRiders", "not from=harborriders"),
    ],
)
def test_tags_mentions_symbols_and_authors_are_found_whatever_their_case(text, expected):
    assert meaning(text) == expected


@pytest.mark.parametrize(
    "word",
    [
        "https://x.example/a:b",
        "https://wiki.example/Line_(tram)",
        "HTTP://x.example",
        "12:30",
        "C#",
        "a#b",
        "#12",
        "$5",
        "late-tram",
        "x.example:80",
        "rider@mail.example",
        "注意:電車",
        "🚋",
        ":)",
        ";-(",
    ],
)
def test_links_times_and_signs_inside_words_are_plain_words(word):
    assert meaning(word) == word.casefold()


def test_a_smile_in_a_group_leaves_the_closing_parenthesis_to_the_group():
    assert meaning("(tram :)) OR :(") == "[[tram & :)] | :(]"


def test_a_link_in_a_group_leaves_the_closing_parenthesis_to_the_group():
    assert meaning("(tram OR https://x.example/a)") == "[tram | https://x.example/a]"


def stretch(start: str | None, stop: str | None) -> str:
    return "..".join(str(iso and Moment.parse(iso).start) for iso in (start, stop))


@pytest.mark.parametrize(
    ("text", "start", "stop"),
    [
        ("since:2023", "2023-01-01", None),
        ("until:2023", None, "2023-01-01"),
        ("since:2023-05", "2023-05-01", None),
        ("Since:2023-05-04", "2023-05-04", None),
        ("on:2023", "2023-01-01", "2024-01-01"),
        ("on:2023-12", "2023-12-01", "2024-01-01"),
        ("on:2024-02-29", "2024-02-29", "2024-03-01"),
        ("on:2024-01-05T17:03", "2024-01-05T17:03Z", "2024-01-05T17:04Z"),
        ("year:2023", "2023-01-01", "2024-01-01"),
        ("on:today", "2024-03-31", "2024-04-01"),
        ("on:Yesterday", "2024-03-30", "2024-03-31"),
        ("since:30d", "2024-03-01", None),
        ("since:2W", "2024-03-17", None),
        ("since:1m", "2024-02-29", None),
        ("since:13m", "2023-02-28", None),
        ("until:1y", None, "2023-03-31"),
        ("since:0d", "2024-03-31", None),
        ('since:"2023-05"', "2023-05-01", None),
        ("since:2023-09-08_05:00:00_UTC", "2023-09-08T05:00:00Z", None),
        ("until:2023-09-08_05:00_est", None, "2023-09-08T10:00Z"),
        ("since:2023-09-08_05:00:00", "2023-09-08T05:00:00Z", None),
    ],
)
def test_since_includes_its_date_and_until_excludes_it(text, start, stop):
    assert meaning(text) == stretch(start, stop)


def test_dates_that_leave_room_for_a_day_are_one_query():
    assert meaning("since:2023 until:2024 on:2023-05-04").startswith("[")
    assert meaning("since:2024 OR until:2023").startswith("[")
    assert meaning("since:2024 -until:2023").startswith("[")


def test_every_node_knows_its_place_in_the_text():
    query = Query.parse('late  -"line 4" (#tram OR from:x)')
    assert isinstance(query.root, And)
    parts = [query.text[slice(*node.span)] for node in query.root.nodes]
    assert parts == ["late", '-"line 4"', "(#tram OR from:x)"]
    assert query.text[slice(*query.root.span)] == query.text


def test_the_words_to_highlight_are_those_that_are_wanted():
    query = Query.parse('Late "Line  4" -ferry -(bus -tram) #Été @X $ELWK from:me since:2020 late')
    text = "late, line 4 by ferry or bus; a tram #été @x $elwk of me in 2020"
    marked = [text[slice(*span)] for span in query.marker.spans(text)]
    assert marked == ["late", "line 4", "tram", "#été", "@x", "$elwk"]
    assert not Query.parse("").marker


def test_controls_are_cleaned_on_the_way_in():
    query = Query.parse("tram\x1b[2J\u202e")
    assert query.text == "tram\ufffd[2J"
    assert query.marker.spans("a tram\ufffd[2j") == [(2, 10)]


@pytest.mark.parametrize("row", [*SYNTAX, *OPERATORS], ids=lambda row: row.written)
def test_the_example_of_every_operator_and_form_is_a_query_that_uses_it(row):
    assert Query.parse(row.example).root is not None
    if row in OPERATORS:
        assert f"{row.name}:" in row.example


def test_operators_are_named_in_lower_case():
    assert all(operator.name == operator.name.lower() for operator in OPERATORS)
