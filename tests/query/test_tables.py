"""The tables of the language agree with the posts that they are about, and with each other."""

import subprocess
import sys
from typing import get_args

import pytest

from tui_feed.feed.build.visibility import NOT_PUBLIC
from tui_feed.feed.index.columns_index import SOURCE, Index
from tui_feed.models import CountName, Metrics, Post
from tui_feed.query import KINDS, OPERATORS, ORDERS, SYNTAX, all_terms
from tui_feed.query.operators import all_facets, term_of
from tui_feed.query.post_facts import facets
from tui_feed.query.post_facts.counts import COUNTS
from tui_feed.query.post_facts.kinds import kind_named

POST = Post(id="1")
FIELDS = [(facet.name, field) for facet in all_facets().values() for field in facet.fields]
FIELDS += [(kind.name, field) for kind in KINDS for field in kind.fields]


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_what_a_facet_or_a_kind_is_read_off_is_a_field_of_a_post(name, field):
    assert hasattr(POST, field)


def test_a_post_that_states_nothing_states_no_field_of_a_facet():
    assert not any(getattr(POST, field) for _, field in FIELDS if field != "author")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_is_read_off_posts_except_threads_and_the_readers_own(kind):
    assert bool(kind.fields or kind.counts) == (kind.name != "thread" and not kind.is_own)
    assert not (kind.fields and kind.counts)
    assert len(kind.fields) == 1 or kind.test is None


def test_every_word_for_a_kind_means_one_kind():
    words = [word for kind in KINDS for word in (kind.name, *kind.aliases)]
    assert len(set(words)) == len(words)
    assert all(kind_named(word.upper()) in KINDS for word in words)


def test_private_is_what_is_kept_out_of_a_feed():
    is_private = kind_named("private").test
    assert [each for each in ("public", "unlisted", "followers", "direct") if is_private(each)] == [
        each for each in ("followers", "direct") if each in NOT_PUBLIC
    ]


def test_every_facet_has_a_name_of_its_own_and_a_term_that_finds_it():
    described = [each for each in vars(facets).values() if isinstance(each, facets.FacetType)]
    assert sorted(each.name for each in described) == sorted(all_facets())
    for facet in described:
        assert term_of(facet, "images")
        assert all_facets()[facet.name] is facet


def test_every_operator_is_read_or_looks_up_a_facet():
    assert all(each.reader or each.facet for each in OPERATORS)
    signs = [sign for form in SYNTAX for sign in form.signs]
    assert len(set(signs)) == len(signs)
    assert all(form.facet for form in SYNTAX if form.signs)
    names = [name for each in OPERATORS for name in (each.name, *each.aliases)]
    assert len(set(names)) == len(names)
    assert all(term.help and term.example for term in all_terms())


def test_every_count_of_a_post_has_an_operator_an_order_and_a_column():
    names = [count.name for count in COUNTS]
    assert names == list(get_args(CountName)) == list(Index().counts)
    assert list(ORDERS)[-len(names) :] == names
    assert all(hasattr(Metrics(), name) for name in names)


def test_the_facet_of_sources_is_the_one_that_a_feed_enters():
    assert all_facets()[SOURCE] is facets.SOURCE
    assert "tag" in all_facets()  # which `Feed.tag_count` counts


def test_a_screen_without_a_filter_does_without_the_tables():
    code = (
        "import sys, tui_feed.feed.feed, tui_feed.ui.render.colours.palette\n"
        "print(*(each for each in sys.modules if each.startswith('tui_feed.query.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "tui_feed.query.highlighting" in done.stdout
    assert "operators" not in done.stdout
    assert "facets" not in done.stdout
