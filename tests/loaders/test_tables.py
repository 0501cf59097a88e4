"""Tables of posts and flat JSON: whatever a tool calls its columns, each field is found."""

import csv
import json

import pytest

from tests.loaders.captures import FIXTURES, load, posts_of, problems_of
from tests.loaders.damage import file_of
from tui_feed import Query, open_feed
from tui_feed.loaders import InputError, open_inputs, tables
from tui_feed.loaders.tables import flat_json
from tui_feed.models import Post, Record

PAGE = "https://x.com/PierCafe/status/"


def fixture(name: str) -> list[Post]:
    return posts_of(load(FIXTURES / "tables" / name))


def read(text: str, encoding: str = "utf-8") -> list[Record]:
    return list(tables.read(file_of(text.encode(encoding), "x.csv")))


def post_of(text: str) -> Post:
    (post,) = posts_of(read(text))
    return post


def notices(text: str) -> list[str]:
    return [f"{each.place}: {each.reason}" for each in problems_of(read(text))]


# Fields


def test_a_table_of_a_collector_has_posts_reposts_and_quotes():
    first, passed_on, quoting = fixture("collector.csv")
    assert (
        first.text == "The pier café opens & closes,\nas the tide says https://tides.example/pier"
    )
    assert [(each.kind, each.alt) for each in first.media] == [("photo", "A pier at low tide")]
    assert (first.metrics.views, first.metrics.replies) == (1410, 2)
    assert (passed_on.author.handle, passed_on.reposted_by) == ("QuayNews", "PierCafe")
    assert passed_on.text == "Tide tables for February"
    assert quoting.quote
    assert (quoting.quote.id, quoting.quote.author.handle) == (
        "1619000000000000003",
        "HarborRiders",
    )
    assert (quoting.text, quoting.reply_to) == ("@PierCafe Look", ("PierCafe",))


def test_the_old_table_of_an_archive_of_x_names_no_account():
    passed_on, first = fixture("tweets.csv")
    assert passed_on.author.handle == "QuayNews"
    assert (passed_on.created_at, passed_on.reposted_at) == (
        "2013-11-10T08:00:00Z",
        "2013-11-11T12:07:56Z",
    )
    assert (first.author.handle, first.reply_to_id) == (None, "399000000000000001")
    assert first.text == "See http://tides.example/november"


@pytest.mark.parametrize(
    ("header", "row", "handle", "likes", "date"),
    [
        (
            "id,date,time,timezone,username,name,tweet,likes_count,link",
            f"1340000000000000001,2020-12-18,19:00:00,+0100,piercafe,Pier,Hello,2,{PAGE}1340000000000000001",
            "PierCafe",
            2,
            "2020-12-18T19:00:00+0100",
        ),
        (
            "Post id,Date,Post text,Post Link,Likes",
            f'1855945552359546980,"Mon, Nov 11, 2024",Hello,{PAGE}1855945552359546980,"1,234"',
            "PierCafe",
            1234,
            "2024-11-11",
        ),
        (
            "id,timestamp_utc,local_time,user_screen_name,user_name,text,like_count",
            "1620000000000000001,1675072800,2023-01-30T11:00:00,PierCafe,Pier,Hello,5",
            "PierCafe",
            5,
            "2023-01-30T10:00:00Z",
        ),
        (
            ",Datetime,Tweet Id,Text,Username,Like Count",
            "0,2022-10-17 00:00:43+00:00,1581797315601346561,Hello,PierCafe,3.0",
            "PierCafe",
            3,
            "2022-10-17T00:00:43Z",
        ),
        (
            "id,from_user_name,text,time,favorite_count",
            "1620000000000000001,PierCafe,Hello,1675072800,",
            "PierCafe",
            None,
            "2023-01-30T10:00:00Z",
        ),
    ],
)
def test_each_tool_has_names_of_its_own(header, row, handle, likes, date):
    post = post_of(f"{header}\r\n{row}\r\n")
    assert (post.author.handle, post.text) == (handle, "Hello")
    assert (post.metrics.likes, post.created_at) == (likes, date)


def test_what_a_cell_does_not_state_is_absent_and_not_zero():
    post = post_of(
        "tweet_id,screen_name,text,lang,retweet_count,favorite_count,in_reply_to_status_id,media\n"
        "1620000000000000001,PierCafe,Hello,nan,NA,None,null,[]\n"
    )
    assert (post.lang, post.reply_to_id, post.media) == (None, None, ())
    assert (post.metrics.reposts, post.metrics.likes) == (None, None)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("https://a.example/1.jpg|https://a.example/2.jpg,photo|video,A mill|", ["A mill", None]),
        (r'"https://a.example/1.jpg|https://a.example/2.jpg",,', [None, None]),
    ],
)
def test_parallel_lists_keep_the_places_of_what_is_empty(cells, expected):
    head = "tweet_id,screen_name,text,media_urls,media_types,media_alt_texts"
    post = post_of(f"{head}\n1620000000000000001,PierCafe,Hello,{cells}\n")
    assert [each.alt for each in post.media] == expected


@pytest.mark.parametrize(
    "cell",
    [
        "\"['https://a.example/1.jpg', 'https://a.example/2.jpg']\"",
        '"[""https://a.example/1.jpg"", ""https://a.example/2.jpg""]"',
        '"https://a.example/1.jpg,https://a.example/2.jpg"',
        "https://a.example/1.jpg|https://a.example/2.jpg",
    ],
)
def test_lists_are_json_literals_of_python_or_split(cell):
    post = post_of(f"tweet_id,username,tweet,photos\n1620000000000000001,PierCafe,Hi,{cell}\n")
    assert [each.url for each in post.media] == [
        "https://a.example/1.jpg",
        "https://a.example/2.jpg",
    ]


def test_a_table_of_reddit_has_titles_and_never_shows_addresses_of_machines():
    text = (
        "id,permalink,date,ip,subreddit,gildings,title,url,body\n"
        "abc12,https://www.reddit.com/r/mills/comments/abc12/x/,2023-01-15 12:34:56 UTC,"
        "203.0.113.9,mills,0,How mills work,https://mill.example/how,[removed]\n"
    )
    post = post_of(text)
    assert (post.text, post.unavailable) == ("How mills work", "removed by a moderator")
    assert post.card
    assert post.card.url == "https://mill.example/how"
    original = tables.raw(file_of(text.encode()), "abc12")
    assert original
    assert "203.0.113.9" not in original


def test_stated_links_that_the_text_does_not_hold_are_its_links_all_the_same():
    head = "tweet_id,timestamp,text,expanded_urls\n"
    row = '1620000000000000001,2023-01-30T10:00:00Z,{},"{}"\n'
    first, second = "https://tides.example/a", "https://tides.example/?at=1,2"
    cut = post_of(head + row.format("RT @QuayNews: Tide tab…", f"{first},{second}"))
    assert [link.url for link in cut.links] == [first, second]
    also = f"https://x.com/a/status/1620000000000000001/photo/1,{first}"
    there = post_of(head + row.format(f"See {first}/ here", also))
    assert [link.url for link in there.links] == [f"{first}/"]
    paired = post_of(head + row.format("See http://t.co/a", second))
    assert (paired.text, [link.url for link in paired.links]) == (f"See {second}", [second])


# Ids and dates


def test_ids_that_a_spreadsheet_rounded_are_taken_from_links_or_are_none():
    first, second, third = fixture("spreadsheet.csv")
    assert first.id == "1264260000000000001"
    assert second.id.startswith("~")
    assert third.id.startswith("~")
    assert second.id != third.id
    assert (second.url, third.url) == (None, None)
    told = [each.reason for each in problems_of(load(FIXTURES / "tables/spreadsheet.csv"))]
    assert told[0] == (
        "the ids of 3 posts were rounded by a spreadsheet or a tool; "
        "taken from links: 1, not used: 2"
    )


def test_ids_that_end_in_zeros_in_most_rows_were_rounded_and_one_alone_was_not():
    head = "tweet_id,screen_name,text\n"
    rows = [f"12642600000{number:04}0000,PierCafe,Hello {number}\n" for number in range(1, 4)]
    assert all(post.id.startswith("~") for post in posts_of(read(head + "".join(rows))))
    assert post_of(head + rows[0]).id == "1264260000000010000"


@pytest.mark.parametrize("written", ['"=""{}"""', "'{}", "x{}", "{}.0"])
def test_ids_kept_as_text_are_ids(written):
    stated = written.format("1620000000000000001" if "0" not in written else "20")
    post = post_of(f"tweet_id,screen_name,text\n{stated},PierCafe,Hello\n")
    assert post.id == ("20" if "0" in written else "1620000000000000001")


def test_the_time_in_an_id_tells_day_from_month_and_the_zone():
    head = "tweet_id,screen_name,text,date\n"
    post = post_of(f"{head}1620000000000000001,PierCafe,Hello,01/30/2023 10:04\n")
    assert post.created_at == "2023-01-30T10:04Z"
    rows = [
        "1621000000000000001,PierCafe,a,2/1/2023 04:00\n",
        "1622000000000000001,PierCafe,b,2/4/2023 22:28:40\n",
    ]
    found = posts_of(read(head + "".join(rows)))
    assert [str(post.created_at)[:10] for post in found] == ["2023-02-01", "2023-02-04"]


def test_dates_that_may_begin_with_the_day_or_the_month_are_left_out_and_told():
    text = "id,author,text,date\n7,PierCafe,Hello,1/2/2023 04:00\n"
    assert post_of(text).created_at is None
    assert notices(text) == [
        "the whole file: the dates of 1 post may begin with the day or the month; left out"
    ]


# Rows


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_columns_may_be_apart_by_any_sign_in_any_encoding(sign, encoding):
    text = sign.join(("tweet_id", "screen_name", "text"))
    text += "\r\n" + sign.join(("1620000000000000001", "PierCafe", '"é; | , ""so""\r\nhere"'))
    (post,) = posts_of(read(text, encoding))
    assert post.text == 'é; | , "so"\nhere'


def test_lines_may_end_as_old_programs_for_the_mac_end_them():
    text = "tweet_id,screen_name,text\r1620000000000000001,PierCafe,Hello\r"
    assert (post_of(text).text, notices(text)) == ("Hello", [])


def test_a_row_without_an_end_in_the_first_rows_leaves_the_file_a_table():
    text = 'tweet_id,screen_name,text\n1620000000000000001,PierCafe,Hello\n1,"x' + "x\n" * 40_000
    assert tables.sniff(file_of(text.encode()))


def test_a_table_is_one_though_all_its_ids_were_rounded():
    assert post_of("tweet_id,screen_name,text\n1.2E+18,PierCafe,Hello\n").id.startswith("~")


def test_a_bad_row_is_a_problem_with_its_line_and_the_reading_goes_on():
    text = (
        "tweet_id,screen_name,text\n"
        '1620000000000000001,PierCafe,"Hello\nthere"\n'
        "1620000000000000002,PierCafe,Hello,more,than,that\n"
        "1620000000000000003,\n"
        "\n"
        "1620000000000000004,PierCafe,Bye\n"
    )
    assert [post.id[-1] for post in posts_of(read(text))] == ["1", "3", "4"]
    assert notices(text) == ["line 4: 6 cells, not 3 as the header has; the row is left out"]


def test_a_quotation_mark_without_an_end_costs_one_row():
    head = "tweet_id,screen_name,text\n"
    rows = [f"162000000000000012{number},PierCafe,Hello\n" for number in range(5)]
    rows[1] = '1620000000000000121,PierCafe,"Hello\n'
    text = head + "".join(rows)
    assert [post.id[-1] for post in posts_of(read(text))] == ["0", "2", "3", "4"]
    assert notices(text) == ["line 3: a quotation mark without an end; the row is left out"]
    many = head + "".join(rows) + rows[0] * (csv.field_size_limit() // 20)
    assert len(posts_of(read(many))) > 1000
    assert notices(many) == [
        "line 3: a cell without an end, or longer than 131,072 characters; the row is left out"
    ]


def test_columns_that_are_not_shown_are_named_once():
    text = "tweet_id,screen_name,text,mood\n" + "1620000000000000001,PierCafe,Hello,good\n" * 3
    assert notices(text) == ["the whole file: columns that are not shown: mood"]


def test_a_collection_without_a_header_is_known_by_its_first_row():
    text = (
        '"0","1467810369","Mon Apr 06 22:19:45 PDT 2009","NO_QUERY","PierCafe","Is it open?"\n'
        '"4","1467810672","Mon Apr 06 22:19:49 PDT 2009","NO_QUERY","QuayNews","It is"\n'
    )
    first, second = posts_of(read(text))
    assert (first.author.handle, first.created_at) == ("PierCafe", "2009-04-06T22:19:45-0700")
    assert (second.id, second.text, notices(text)) == ("1467810672", "It is", [])


def test_a_line_that_names_the_separator_may_stand_above_the_header():
    text = "sep=;\ntweet_id;screen_name;text\n1620000000000000001;PierCafe;Hello\n"
    assert (post_of(text).text, notices(text)) == ("Hello", [])


# Reposts


def test_a_row_that_is_marked_as_a_repost_is_not_by_its_account():
    text = (
        "tweet_id,author,content,publish_date,retweet\n"
        "914621840496189440,PierCafe,Tide is high,10/1/2017 22:43,1\n"
        "914580356430536707,PierCafe,Tide is low,10/1/2017 19:58,0\n"
    )
    passed_on, own = posts_of(read(text))
    assert (passed_on.author.handle, passed_on.reposted_by) == (None, "PierCafe")
    assert (own.author.handle, own.reposted_by) == ("PierCafe", None)


def test_a_repost_is_whole_where_a_column_has_its_text():
    post = post_of(
        "status_id,screen_name,text,retweet_status_id,retweet_text,retweet_screen_name\n"
        "x1620000000000000009,PierCafe,RT @QuayNews: Ti…,x1610000000000000001,Tides,QuayNews\n"
    )
    assert (post.author.handle, post.text) == ("QuayNews", "Tides")
    assert post.url == "https://x.com/QuayNews/status/1610000000000000001"


def test_what_no_column_states_is_unknown():
    post = post_of("tweet_id,screen_name,text\n1620000000000000001,PierCafe,Hello\n")
    assert post.unstated == ("alt", "card", "edited", "media", "pinned", "quote", "reply")
    described, *_ = fixture("collector.csv")
    assert "alt" not in described.unstated


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("-is:reply", "reply"), ("-is:quote", "quote"), ("-has:media", "picture"),
        ("-has:images", "picture"), ("has:noalt", "description"), ("-has:alt", "description"),
        ("-min_faves:5", "likes"), ("-min_replies:5", "replies"),
    ],
)  # fmt: skip
def test_a_query_about_what_no_column_states_is_not_answered(tmp_path, query, unknown):
    path = tmp_path / "posts.csv"
    path.write_text("tweet_id,screen_name,text\n1620000000000000001,PierCafe,Hello\n")
    found = open_feed(str(path)).select(Query.parse(query))
    assert (len(found), found.unstated) == (0, {unknown: 1})


def test_a_column_that_is_empty_in_a_row_says_no(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_text(
        "tweet_id,screen_name,text,in_reply_to_status_id,quoted_status_id,photos\n"
        "1620000000000000001,PierCafe,Hello,,,\n"
    )
    feed = open_feed(str(path))
    for query in ("-is:reply", "-is:quote", "-has:images"):
        found = feed.select(Query.parse(query))
        assert (len(found), found.unstated) == (1, {})


def test_texts_that_are_html_or_bytes_of_python_are_read_as_people_saw_them():
    post = post_of(
        "id,url,created_at,account,content,favourites_count,reblogs_count\n"
        "109000000000000001,https://social.example/@mill/1,2023-01-30,mill@social.example,"
        '"<p>Grist &amp; <a href=""https://mill.example/long"">flour</a></p><p>Two</p>",5,1\n'
    )
    assert post.text == "Grist & flour\n\nTwo"
    assert [link.url for link in post.links] == ["https://mill.example/long"]
    assert (post.metrics.likes, post.metrics.reposts) == (5, 1)
    post = post_of(
        "id,created_at,username,text\n"
        "b'1620000000000000001',2023-01-30,mill,\"b'Caf\\xc3\\xa9, \\xf0\\x9f\\x9a\\x8b'\"\n"
    )
    assert (post.id, post.text) == ("1620000000000000001", "Café, 🚋")


def test_a_table_of_bluesky_has_accounts_by_their_handles():
    address = "at://did:plc:harbor/app.bsky.feed.post/3l3qo2vuowo2b"
    post = post_of(
        f"uri,author_did,author_handle,text,created_at\n{address},did:plc:harbor,mill.example,Hi,"
        "2024-09-09T19:46:02Z\n"
    )
    assert (post.id, post.url) == (address, None)
    assert (post.author.id, post.author.handle) == ("did:plc:harbor", "mill.example")


def test_a_column_that_is_there_twice_is_named():
    header = "id,text,text,username,created_at\n"
    assert notices(f"{header}1620000000000000001,first,second,mill,2023-01-30\n") == [
        "the whole file: columns that are not shown: text"
    ]


@pytest.mark.parametrize(
    ("stated", "visibility"),
    [("public", "public"), ("Unlisted", "unlisted"), ("private", "followers"), ("", None),
     ("direct", "direct"), ("circle", "followers")],
)  # fmt: skip
def test_a_column_with_the_audience_keeps_posts_private(stated, visibility):
    post = post_of(f"id,username,text,visibility\n1620000000000000001,mill,Hello,{stated}\n")
    assert post.visibility == visibility


# Other tables


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("id,username,name,followers_count\n1,PierCafe,Pier,3\n", "a table of accounts, which"),
        ("start,end,tweet_count\na,b,3\n", "a table of counts of posts, which holds no timeline"),
        ("id,name,text,price,date\n1,Flour,Fine,2.50,2024-01-05\n", "nothing tells the account"),
        ("tweet_id\n1620000000000000001\n1620000000000000002\n", "a list of ids of posts, which"),
        ("name,price\nFlour,2\n", "it looks like a table .name, price.;"),
    ],
)
def test_a_table_without_posts_is_refused_with_its_own_words(tmp_path, text, reason):
    path = tmp_path / "x.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=reason):
        open_inputs([str(path)])


# Flat JSON


def test_json_of_a_web_exporter_is_unescaped_and_loses_the_link_of_its_picture():
    first, passed_on = fixture("exporter.json")
    assert first.text == "Grinding beans & more"
    assert [each.alt for each in first.media] == ["A coffee mill"]
    assert first.quote
    assert (first.quote.id, first.quote.unavailable) == (
        "1855000000000000001",
        "not in this archive",
    )
    assert (passed_on.author.handle, passed_on.metrics.views) == ("QuayNews", None)
    assert passed_on.reposted_at == "2024-11-11T14:07:57+02:00"


def test_json_of_a_scraper_nests_posts_and_views_of_zero_are_not_stated():
    first, passed_on = fixture("scraper.jsonl")
    assert first.pinned
    assert first.metrics.views is None
    assert first.quote
    assert (first.quote.author.handle, first.quote.text) == ("QuayNews", "The tide turns")
    assert (passed_on.author.handle, passed_on.text) == ("QuayNews", "The tide turns")
    assert (passed_on.reposted_by, passed_on.id) == ("PierCafe", "1655000000000000002")


def test_numbers_that_went_through_floats_are_no_ids():
    rows = [
        {"id": 894082981534384100, "full_text": "One", "user": {"screen_name": "PierCafe"}},
        {"id": 894082981534384100, "full_text": "Two", "user": {"screen_name": "PierCafe"}},
    ]
    for row in rows:
        row["created_at"] = "Fri Sep 08 05:00:00 +0000 2023"
    records = list(flat_json.read(file_of(json.dumps(rows).encode())))
    first, second = posts_of(records)
    assert first.id.startswith("~")
    assert first.id != second.id
    assert "the ids of 2 posts were rounded" in problems_of(records)[0].reason


def test_a_capture_without_a_text_is_a_stub_dated_by_its_id():
    row = {
        "archived_timestamp": "20230908050000",
        "original_tweet_url": "https://twitter.com/PierCafe/status/1655000000000000001",
        "available_tweet_text": "Grinding",
        "available_tweet_is_RT": "False",
    }
    second = {**row, "available_tweet_text": None}
    second["original_tweet_url"] = "https://twitter.com/PierCafe/status/1655000000000000002"
    file = file_of(json.dumps([row, second]).encode())
    assert flat_json.sniff(file)
    found = posts_of(list(flat_json.read(file)))
    assert [str(post.created_at)[:10] for post in found] == ["2023-05-07", "2023-05-07"]
    assert [post.unavailable for post in found] == [None, "its text was not saved"]


@pytest.mark.parametrize(
    "value",
    [
        {"id": 1, "text": "Fine", "price": 3, "date": "2024-01-05"},
        {"category": "tumblr", "subcategory": "post", "author": "a", "date": "2024", "text": "x"},
        {"_type": "snscrape.modules.vkontakte.Post", "url": "", "date": "2024", "content": "x"},
    ],
)
def test_other_flat_json_is_left_to_others(value):
    assert not flat_json.sniff(file_of(json.dumps([value, value]).encode()))


TWEETS_CSV = (
    "tweet_id,in_reply_to_status_id,in_reply_to_user_id,timestamp,source,text,retweeted_status_id,"
    "retweeted_status_user_id,retweeted_status_timestamp,expanded_urls\n"
)


@pytest.mark.parametrize(
    ("written", "read_as"), [("12345", "12345"), ("1710003450", "1710003450"), ("4E+17", None)]
)
def test_the_table_of_an_archive_is_known_by_its_columns_whatever_its_ids(
    written, read_as, tmp_path
):
    path = tmp_path / "tweets.csv"
    path.write_text(TWEETS_CSV + f"{written},,,2009-05-07 10:00:00 +0000,web,First words,,,,\n")
    (post,) = posts_of(load(path))
    assert (post.text, str(post.created_at)) == ("First words", "2009-05-07T10:00:00Z")
    assert post.id == read_as or (read_as is None and post.id.startswith("~"))


def test_a_table_without_rows_is_called_one(tmp_path):
    (tmp_path / "t.csv").write_text("id,text,created_at,author_username\n")
    with pytest.raises(InputError, match=r"a table \(id, text, created_at.*without rows"):
        open_inputs([str(tmp_path / "t.csv")])
