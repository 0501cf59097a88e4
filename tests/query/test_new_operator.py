"""How to add an operator or a kind of post: one entry, and all of the program knows it."""

import pytest

from tui_feed.browse.filtering.completions import completions
from tui_feed.browse.filtering.groups import facet_lists, values_of
from tui_feed.feed import Feed
from tui_feed.linear.program import help_lines
from tui_feed.models import Poll, PollOption, Post
from tui_feed.query import KINDS, OPERATORS, Operator, PostKind, Query, QueryError
from tui_feed.query.post_facts.facets import DerivedValues, FacetType
from tui_feed.query.shapes import Shape

ANSWER = Operator(
    "answer",
    Shape("ANSWER"),
    "has a poll with this answer",
    "answer:ferry",
    facet=FacetType(
        name="answer",
        stated_in=DerivedValues(("poll",), lambda poll: [option.label for option in poll.options]),
        needs="an answer of a poll",
        list_name="answers",
    ),
)
LOUD = PostKind(
    "loud", "is", "all in capitals", ("text",), ("shouted",), test=lambda text: text.isupper()
)


@pytest.fixture(autouse=True)
def _added():
    OPERATORS.append(ANSWER)
    KINDS.append(LOUD)
    yield
    OPERATORS.remove(ANSWER)
    KINDS.remove(LOUD)


@pytest.fixture
def feed() -> Feed:
    feed = Feed()
    for number, labels in enumerate((("Ferry", "Tram"), ("FERRY", "Bus stop"), ())):
        poll = Poll(options=tuple(PollOption(label=label) for label in labels)) if labels else None
        feed.add(Post(id=str(number), text="LATE" if number else "late", poll=poll))
    return feed


def found(feed: Feed, text: str) -> list[int]:
    return list(feed.select(Query.parse(text), "captured"))


def test_a_new_operator_finds_posts_by_what_they_state(feed):
    assert found(feed, "answer:ferry") == [0, 1]
    assert found(feed, '-answer:"bus stop"') == [0, 2]
    assert found(feed, "answer:Tram OR ANSWER:none") == [0]


def test_a_new_operator_explains_itself_where_its_value_is_missing():
    with pytest.raises(QueryError, match="such as answer:ferry"):
        Query.parse("answer:")
    with pytest.raises(QueryError, match="did you mean answer:"):
        Query.parse("anwser:x")


def test_a_new_operator_is_completed_and_so_are_its_values(feed):
    assert ("answer:", "has a poll with this answer") in [
        (each.label, each.note) for each in completions(feed, "an", 2)
    ]
    words = [(each.label, each.note, each.text) for each in completions(feed, "answer:b", 8)]
    assert words[0] == ("Bus stop", "1", 'answer:"Bus stop" ')


def test_a_new_operator_is_in_the_help():
    assert "answer:ANSWER: has a poll with this answer" in list(help_lines())


def test_values_of_a_new_facet_are_counted_and_listed(feed):
    assert feed.values("answer") == [("Ferry", 2), ("Bus stop", 1), ("Tram", 1)]
    (answers,) = [each for each in facet_lists() if each.name == "answers"]
    terms = [answers.term(value) for value, _ in values_of(feed, answers, None)]
    assert [found(feed, term) for term in terms] == [[0, 1], [1], [0]]


def test_a_new_kind_is_found_under_each_of_its_names_listed_and_explained(feed):
    for text in ("is:loud", "has:shouted", "filter:loud", "-exclude:loud"):
        assert found(feed, text) == [1, 2]
    assert ("loud", 2) in feed.values("is")
    (kinds,) = [each for each in facet_lists() if each.name == "kinds"]
    assert (kinds.label("loud"), kinds.term("loud")) == ("loud: all in capitals", "is:loud")
    assert "is:loud: all in capitals" in list(help_lines())
    assert [each.label for each in completions(feed, "is:lou", 6)] == ["loud"]
