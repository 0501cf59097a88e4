"""Real archives, where they are at hand: what is found is what a count without the loader finds."""

import json
import re
from pathlib import Path

import pytest

from tests.loaders.captures import posts_of, problems_of
from tui_feed.loaders import InputError, open_inputs
from tui_feed.models import Record

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not here")


def read(name: str) -> list[Record]:
    (opened,) = open_inputs([str(SAMPLES / name)])
    return list(opened.read())


def lines(name: str) -> list[dict]:
    found = []
    for line in (SAMPLES / name).read_text("utf-8").splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


def tweets(name: str) -> list[dict]:
    """Return the posts of twarc's lines, by their shape alone."""
    found = []
    for page in lines(name):
        data = page.get("data", page)
        found += data if isinstance(data, list) else [data]
    return found


def kinds(tweet: dict) -> set[str]:
    return {each["type"] for each in tweet.get("referenced_tweets", ())}


@pytest.mark.parametrize(
    "name",
    ["cashtags", "edited", "edited_after", "flat", "media_tweet", "mentions_tweet", "noflat"],
)
def test_twarc_counts(name):
    counted = tweets(f"twarc-v2/{name}.jsonl")
    posts = posts_of(read(f"twarc-v2/{name}.jsonl"))
    assert {post.id for post in posts} == {tweet["id"] for tweet in counted}
    assert len(posts) == len(counted)
    passed_on = {tweet["id"] for tweet in counted if "retweeted" in kinds(tweet)}
    assert {post.id for post in posts if post.reposted_by} == passed_on
    quoting = {tweet["id"] for tweet in counted if kinds(tweet) == {"quoted"}}
    assert quoting <= {post.id for post in posts if post.quote}


def clients_stated(value: object) -> dict[str, str | None]:
    """Return the app of each post by id, in X's own formats; a repost's is its original's."""
    found: dict[str, str | None] = {}
    if isinstance(value, list):
        for each in value:
            found |= clients_stated(each)
    elif isinstance(value, dict):
        legacy = value["legacy"] if isinstance(value.get("legacy"), dict) else value
        found |= clients_stated(list(value.values()))
        if "full_text" in legacy and ("rest_id" in value or "id_str" in value):
            source = re.sub("<[^>]*>", "", value.get("source") or "") or None
            passed_on = legacy.get("retweeted_status") or legacy.get("retweeted_status_result")
            if passed_on:
                (source,) = set(clients_stated(passed_on).values())
            found[value.get("rest_id") or value["id_str"]] = source
    return found


@pytest.mark.parametrize(
    "name", ["x-graphql/card_poll", "x-graphql/card_summary", "x-graphql/raw_tweet_details",
             "x-v1/tweets"],
)  # fmt: skip
def test_x_names_the_app_of_every_post(name):
    stated = clients_stated(json.loads((SAMPLES / f"{name}.json").read_text("utf-8")))
    posts = posts_of(read(f"{name}.json"))
    posts += [post.quote for post in posts if post.quote and not post.quote.unavailable]
    assert {post.id: post.client for post in posts}.items() <= stated.items()
    assert {post.client for post in posts} - {None}


@pytest.mark.parametrize("name", ["edited", "edited_after", "flat", "mentions_tweet", "noflat"])
def test_twarc_names_the_app_of_every_post(name):
    pages = lines(f"twarc-v2/{name}.jsonl")
    found = [*tweets(f"twarc-v2/{name}.jsonl")]
    found += [each for page in pages for each in page.get("includes", {}).get("tweets", ())]
    found += [each for tweet in found for each in tweet.get("referenced_tweets", ())]
    named = {tweet["id"]: tweet.get("source") for tweet in found if "text" in tweet}

    def stated(tweet: dict) -> str | None:
        passed_on = [
            ref for ref in tweet.get("referenced_tweets", ()) if ref["type"] == "retweeted"
        ]
        return named.get(passed_on[0]["id"]) if passed_on else named[tweet["id"]]

    counted = {tweet["id"]: stated(tweet) for tweet in tweets(f"twarc-v2/{name}.jsonl")}
    posts = posts_of(read(f"twarc-v2/{name}.jsonl"))
    assert {post.id: post.client for post in posts} == counted


def test_a_stream_that_ends_in_an_error_gives_its_posts():
    records = read("twarc-v2/streaming_output_with_error.jsonl")
    assert len(posts_of(records)) == len(lines("twarc-v2/streaming_output_with_error.jsonl")) == 7
    assert [problem.skipped for problem in problems_of(records)] == [True]


@pytest.mark.parametrize(
    "name",
    ["twarc-v2/users.jsonl", "twarc-v2/counts.jsonl", "twarc-v2/users_compliance.jsonl",
     "x-graphql/raw_user_by_login.json"],
)  # fmt: skip
def test_files_without_a_timeline_say_so(name):
    with pytest.raises(InputError, match=r"no timeline|without posts"):
        read(name)


def rest_ids(value: object) -> set[str]:
    """Return the ids of all posts in a response, quoted ones included."""
    if isinstance(value, list):
        return set().union(*map(rest_ids, value)) if value else set()
    if not isinstance(value, dict):
        return set()
    inner = rest_ids(list(value.values()))
    is_post = "full_text" in value.get("legacy", {}) if isinstance(value.get("legacy"), dict) else 0
    return inner | ({value["rest_id"]} if is_post else set())


@pytest.mark.parametrize("name", ["card_poll", "card_summary", "raw_tweet_details"])
def test_web_responses_give_every_post_in_them(name):
    found = set()
    for post in posts_of(read(f"x-graphql/{name}.json")):
        found |= {post.id} | ({post.quote.id} if post.quote else set())
    text = (SAMPLES / f"x-graphql/{name}.json").read_text("utf-8")
    assert found >= rest_ids(json.loads(text))


def test_the_posts_of_api_v1_are_a_repost_a_picture_and_a_quote():
    repost, picture, quote = posts_of(read("x-v1/tweets.json"))
    assert repost.reposted_by
    assert picture.media
    assert quote.quote


def test_a_repository_gives_its_live_posts_only():
    posts = posts_of(read("bluesky/paul_staging.repo.car"))
    assert len([post for post in posts if not post.reposted_by]) == 101
    assert len([post for post in posts if post.reposted_by]) == 15


def test_a_slice_of_a_repository_names_what_is_missing():
    records = read("bluesky/repo_slice.car")
    assert posts_of(records)
    counted = "records that are no posts, not shown"
    problems = [each for each in problems_of(records) if not each.reason.startswith(counted)]
    assert all(problem.skipped for problem in problems)
    assert problems_of(records)


@pytest.mark.parametrize("name", ["author-feed", "thread"])
def test_bluesky_json_gives_every_feed_item(name):
    text = (SAMPLES / f"bluesky/{name}.json").read_text("utf-8")

    def nodes(value: object) -> int:
        if isinstance(value, list):
            return sum(map(nodes, value))
        if not isinstance(value, dict):
            return 0
        here = "post" in value or str(value.get("$type")).endswith(
            ("#notFoundPost", "#blockedPost")
        )
        below = [value.get("parent"), value.get("replies")] if "post" in value else value.values()
        return here + sum(map(nodes, below))

    assert len(posts_of(read(f"bluesky/{name}.json"))) == nodes(json.loads(text))


FEEDS = sorted(path.name for path in (SAMPLES / "feeds").glob("*")) if SAMPLES.exists() else []


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_gives_as_many_posts_as_it_has_entries(name):
    data = (SAMPLES / "feeds" / name).read_text("utf-8", "replace")
    without = re.sub(r"<!--.*?-->", "", data, flags=re.DOTALL)
    counted = len(re.findall(r"<(?:\w+:)?(?:item|entry)[\s>]", without))
    if name == "rss_empty_document.xml":  # not even an element
        with pytest.raises(InputError):
            read(f"feeds/{name}")
        return
    assert len(posts_of(read(f"feeds/{name}"))) == counted
