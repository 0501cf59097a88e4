from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui_feed.text import domains
from tui_feed.text.entities import find_entities

KINDS = {
    "mentions": ("mention", "screen_name"),
    "replies": ("mention", "screen_name"),
    "urls": ("link", "url"),
    "tco": ("link", "url"),
    "hashtags": ("hashtag", "hashtag"),
    "cashtags": ("cashtag", "cashtag"),
}
"""First word of a category of the suite: the kind of entity, and its name in the suite."""


def found(text, kind=None):
    return [entity.text for entity in find_entities(text) if kind in (None, entity.kind)]


def as_in_suite(category, text):
    """Return the found entities in the words of the suite's category."""
    kind, name = KINDS[category.split("_")[0]]
    entities = [entity for entity in find_entities(text) if entity.kind == kind]
    if category == "replies":
        leading = [entity.text for entity in entities if not text[: entity.start].strip()]
        return leading[0] if leading else None
    if "lists" in category:
        slugs = [text[e.start + 1 + len(e.text) : e.end] for e in entities]
        return [
            {name: e.text, "list_slug": slug, "indices": [e.start, e.end]}
            for e, slug in zip(entities, slugs, strict=True)
        ]
    if "indices" in category or "directional" in category:
        return [{name: e.text, "indices": [e.start, e.end]} for e in entities]
    return [entity.text for entity in entities]


def suite(shared: Path, name: str):
    path = shared / "samples" / "twitter-text" / name
    if not path.is_file():
        pytest.skip("the twitter-text suite is not here")
    tests = yaml.safe_load(path.read_text(encoding="utf-8"))["tests"]
    return [(category, case) for category, cases in tests.items() for case in cases]


def test_the_whole_twitter_text_suite_is_followed(shared, record_property):
    cases = suite(shared, "extract.yml")
    wrong = [
        f"{category}: {case['description']}: {as_in_suite(category, case['text'])}"
        for category, case in cases
        if as_in_suite(category, case["text"]) != case["expected"]
    ]
    record_property("twitter-text", f"{len(cases) - len(wrong)} of {len(cases)} cases pass")
    assert len(cases) == 238
    assert not wrong, "\n".join(wrong)


def test_every_top_level_domain_of_the_suite_makes_a_link(shared):
    cases = suite(shared, "tlds.yml")
    assert len(domains.top_level_domains()) >= len(cases)
    for _, case in cases:
        assert found(case["text"]) == case["expected"]
        name = case["text"].removeprefix("https://")
        assert found(f"see {name}/x") == [f"{name}/x"]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#LateTrams", ["LateTrams"]),
        ("#été #Straße #naïve_2", ["été", "Straße", "naïve_2"]),
        ("＃全角", ["全角"]),
        ("#قطار", ["قطار"]),
        ("#می‌خواهم", ["می‌خواهم"]),
        ("#2fast", ["2fast"]),
        ("(#one),#two", ["one", "two"]),
        ("##twice", ["twice"]),
        ("#tag's #tag-end", ["tag", "tag"]),
        ("tram #late\n#later", ["late", "later"]),
        ("#e\u0301te\u0301", ["e\u0301te\u0301"]),
        ("\u2764\ufe0f#love", ["love"]),
    ],
)
def test_a_hashtag_is_a_word_with_a_letter_in_any_script(text, tags):
    assert found(text, "hashtag") == tags


@pytest.mark.parametrize(
    "text",
    [
        "#12",
        "# space",
        "#",
        "C#",
        "a#b",
        "_#b",
        "é#b",
        "日#b",
        "&#x27;",
        "#a#b",
        "#http://x.org",
        "#\ufe0f\u20e3",
        "#_",
        "#\u00bd",
        "#!",
    ],
    ids=ascii,
)
def test_what_is_no_hashtag(text):
    assert found(text, "hashtag") == []


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("@HarborRiders hi", ["HarborRiders"]),
        ("＠HarborRiders", ["HarborRiders"]),
        (".@a (@b) “@c” の@d", ["a", "b", "c", "d"]),
        ("RT @a: RT@b", ["a", "b"]),
        ("@a/lines is a list", ["a"]),
        ("@" + "a" * 25, ["a" * 20]),
        ("me@mail.example", []),
        ("@a@mail.example", []),
        ("@éa @aé a@b START@b $@a", []),
    ],
)
def test_mentions(text, handles):
    assert found(text, "mention") == handles


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("$TRAM and $brk.b, $X_YZ.", ["TRAM", "brk.b", "X_YZ"]),
        ("$TOOLONG $1 $A1 US$A $été $A$B", ["A"]),
        ("$", []),
    ],
)
def test_cashtags(text, symbols):
    assert found(text, "cashtag") == symbols


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("localprog.org/x", ["localprog.org/x"]),
        ("See localprog.org.", ["localprog.org"]),
        ("(localprog.org/a_(b)), done", ["localprog.org/a_(b)"]),
        ("localprog.org:8080/x?y=1#z!", ["localprog.org:8080/x?y=1#z"]),
        ("localprog.org?x=1", ["localprog.org?x=1"]),
        ("LOCALPROG.ORG", ["LOCALPROG.ORG"]),
        ("a.example.com b.co.uk", ["a.example.com", "b.co.uk"]),
        ("HTTPS://Harbor.Example/Riders", ["HTTPS://Harbor.Example/Riders"]),
        ("https://harbor.co.example/x", ["https://harbor.co.example/x"]),
        ("https://harbor.example.", ["https://harbor.example"]),
        ('<a href="https://harbor.example">', ["https://harbor.example"]),
        ("詳しくはhttps://harbor.example/冬", ["https://harbor.example/"]),
        ("a.com\nb.com\u3000c.com", ["a.com", "b.com", "c.com"]),
    ],
)
def test_links_with_a_scheme_and_without(text, links):
    assert found(text, "link") == links


@pytest.mark.parametrize(
    "text",
    [
        "harbor.example",
        "end.Then",
        "e.g. this, 3.14, 10.30",
        "me@localprog.org",
        "..localprog.org",
        "sub_domain.localprog.org",
        "#localprog.org",
        "$localprog.org",
        "http://",
        "http://tram",
        "http://me@localprog.org",
        "http://me:pass@localprog.org",
        "http://-tram.example",
        "http://a..example",
        "http://tram.x",
        "ftp://localprog.org",
        "javascript://localprog.org",
        "http://" + "a" * 64 + ".org",
        "http://" + "a." * 130 + "org",
    ],
)
def test_what_is_no_link(text):
    assert found(text, "link") == []


@pytest.mark.parametrize(
    "link",
    [
        "medicare4allresolutions.org/thank-you-for-…",
        "localprog.org…",
        "localprog.org/…",
        "localprog.org/a.…",
        "localprog.org/wiki/Tram_(lat…",
        "localprog.org/a?b=%…",
        "https://t.co/abc…",
        "https://t.co…",
        "https://harbor.example/rid…",
    ],
)
def test_a_link_that_was_cut_is_one_link_and_shows_its_cut(link):
    assert found(f"Sign up: {link} now") == [link]


def test_a_cut_that_does_not_touch_the_link_is_not_part_of_it():
    assert found("localprog.org/a … and (localprog.org/b)…") == [
        "localprog.org/a",
        "localprog.org/b",
    ]


def test_positions_are_code_points_and_include_the_mark():
    text = "\U0001f68b #late @rider $TRAM localprog.org"
    assert [(e.kind, text[e.start : e.end]) for e in find_entities(text)] == [
        ("hashtag", "#late"),
        ("mention", "@rider"),
        ("cashtag", "$TRAM"),
        ("link", "localprog.org"),
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("https://harbor.example/#late/@rider", ["link"]),
        ("localprog.org/@rider#late", ["link"]),
        ("#tag.com", ["hashtag"]),
        ("#日本localprog.org", ["hashtag"]),
    ],
)
def test_where_two_overlap_the_first_one_counts(text, kinds):
    assert [entity.kind for entity in find_entities(text)] == kinds


def test_an_ordinary_text_reads_no_list_of_domains():
    domains.top_level_domains.cache_clear()
    find_entities("Nine evenings. Four stops: #LateTrams https://harbor.example/x @rider")
    assert domains.top_level_domains.cache_info().currsize == 0
    find_entities("localprog.org")
    assert domains.top_level_domains.cache_info().currsize == 1


pieces = st.sampled_from(
    "#＃@＠$aBé日1_-./:…()?&!% \n\u3000\u0301\ufe0f\u200d\u202e"
) | st.sampled_from(("com", ".org", "http://", "https://t.co/", "localprog.org", "RT", "xn--"))


@settings(max_examples=300)
@given(st.lists(pieces, max_size=25).map("".join) | st.text(max_size=40))
@example("#a.com @b/c.com")
def test_entities_are_in_order_apart_and_pieces_of_the_text(text):
    end = 0
    for entity in find_entities(text):
        assert end <= entity.start < entity.end <= len(text)
        piece = text[entity.start : entity.end]
        marks = {"hashtag": "#＃", "mention": "@＠", "cashtag": "$", "link": ""}[entity.kind]
        if marks:
            assert piece[0] in marks
            assert piece[1:].startswith(entity.text)
        else:
            assert piece == entity.text
        end = entity.end


@pytest.mark.parametrize(
    "unit",
    [
        "a", "#", "@", "a.", "$A", "#a", "@a", "RT@", "http://", "http://a.", "https://あ.", "é.",
        "a.com", "a.com ", "x.co/(", "x.co/()", "x.co/(a(", "x.co?!", "x.co/!?", "x.co/…",
        "x.co/(…", "http://t.co/a", "#\u0301", "(", "…", "-a", "xn--.", "a.xn--", "한국.한", "\n.a",
    ],
    ids=ascii,
)  # fmt: skip
def test_a_hundred_kilobytes_of_one_thing_come_to_an_end(unit):
    text = (unit * 100_000)[:100_000]
    assert all(entity.end <= len(text) for entity in find_entities(text))


def test_a_hundred_kilobytes_of_beginnings_before_one_end_come_to_an_end():
    assert found("http://a," * 11_000 + ".b") == []
    assert found("localprog.org/(" * 7_000 + "…", "link")[-1] == "localprog.org/(…"
