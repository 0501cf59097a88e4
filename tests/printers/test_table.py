"""A table of posts: every program reads it, no spreadsheet runs it."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given

from tests.printers.printing import printed_post, printed_records
from tests.records import made_post, posts
from tui_feed.ingest import open_feed
from tui_feed.models import Metrics, Post, Profile
from tui_feed.printers.table import FORMULA_SIGNS
from tui_feed.text.sanitize import clean


def row_of(post: Post) -> dict[str, str]:
    """Return the cells of a post by the names of their columns."""
    (row,) = csv.DictReader(StringIO(printed_post("csv", post), newline=""), strict=True)
    return row


def test_a_post_is_a_row_with_its_quote_in_columns() -> None:
    post = made_post(
        id="2",
        url="https://social.example/2",
        author={"name": "Harbor Riders", "handle": "HarborRiders"},
        created_at="2024-01",
        text='He said "no",\nthen left',
        hashtags=("LateTrams", "Line4"),
        links=({"url": "https://a.example/x", "display": "a.example"}, {"display": "b.exam…"}),
        media=({"kind": "photo", "alt": "A box"}, {"kind": "video"}),
        poll={"options": [{"label": "Yes", "percent": 62.5, "votes": 5}, {"label": "No"}]},
        quote={"id": "1", "author": {"handle": "ElleryWorks"}, "text": "New signals."},
        metrics={"views": 5_000, "likes": 0, "approximate": ["views"]},
        pinned=True,
    )
    row = row_of(post)
    stated = {name: value for name, value in row.items() if value}
    assert stated == {
        "id": "2",
        "url": "https://social.example/2",
        "created_at": "2024-01",
        "author_name": "Harbor Riders",
        "author_handle": "HarborRiders",
        "text": 'He said "no",\nthen left',
        "quote_id": "1",
        "quote_author_handle": "ElleryWorks",
        "quote_text": "New signals.",
        "hashtags": "LateTrams Line4",
        "links": "https://a.example/x",
        "media": "photo video",
        "media_alts": "A box\n",
        "poll": "Yes · 62.5% · 5 votes\nNo",
        "views": "5000",
        "likes": "0",
        "approximate": "views",
        "pinned": "true",
    }


def test_lines_end_as_the_standard_says() -> None:
    text = printed_records("csv", Post(id="1", text="a\nb"), Post(id="2"))
    assert text.count("\r\n") == 3
    assert '"a\nb"' in text


@pytest.mark.parametrize("sign", [*FORMULA_SIGNS, "  =", "\t=", "\n-"])
def test_no_text_is_a_formula(sign: str) -> None:
    row = row_of(Post(id="1", text=f"{sign}HYPERLINK(1)"))
    assert row["text"] == f"'{clean(sign)}HYPERLINK(1)"


@given(post=posts)
def test_no_cell_of_any_post_is_a_formula(post: Post) -> None:
    assert not any(cell.lstrip().startswith(FORMULA_SIGNS) for cell in row_of(post).values())


def test_an_absent_count_is_an_empty_cell() -> None:
    row = row_of(Post(id="1", metrics=Metrics(likes=0)))
    assert (row["likes"], row["views"]) == ("0", "")


def test_without_posts_the_names_of_the_columns_are_there_unless_a_filter_asked() -> None:
    assert printed_records("csv", Profile(name="A")).startswith("id,url,")
    assert printed_records("csv", Profile(name="A"), query="zebra") == ""


def test_the_program_reads_its_own_table(tmp_path: Path) -> None:
    post = made_post(
        id="1742000000000000001",
        url="https://social.example/rider/status/1742000000000000001",
        author={"name": "A Rider", "handle": "rider"},
        created_at="2024-01-02T03:04:05Z",
        text="Line 4,\nagain #LateTrams",
        client="an app",
        reply_to_id="1741000000000000001",
        quote={
            "id": "1740000000000000001",
            "author": {"handle": "other"},
            "created_at": "2024-01-01T00:00:00Z",
            "text": "Line 5",
        },
        metrics={"likes": 3},
    )
    path = tmp_path / "posts.csv"
    path.write_text("\ufeff" + printed_records("csv", post), newline="")
    (again,) = open_feed(str(path))
    assert (again.id, again.url, again.text) == (post.id, post.url, post.text)
    assert (again.author, again.created_at) == (post.author, post.created_at)
    assert (again.client, again.reply_to_id, again.metrics.likes) == (
        post.client,
        post.reply_to_id,
        3,
    )
    assert again.quote
    assert post.quote
    assert (again.quote.id, again.quote.text) == (post.quote.id, post.quote.text)
    assert again.quote.created_at == post.quote.created_at
