"""Mastodon's archive: HTML as text, boosts, warnings, polls, and who may see what."""

import json

import pytest

from tests.loaders.captures import FIXTURES, load, posts_of, problems_of, profile_of
from tests.loaders.damage import file_of
from tui_feed.feed.build.visibility import Privacy
from tui_feed.ingest import open_feed
from tui_feed.loaders import Container, InputError, mastodon, open_inputs
from tui_feed.loaders.mastodon import lone_notes
from tui_feed.models import Post, Record
from tui_feed.models.lines import native_line
from tui_feed.query import Query

FOLDER = FIXTURES / "mastodon"
ACTOR = "https://social.example/users/maraquill"


def posts() -> dict[str, Post]:
    return {post.id.split("/")[6]: post for post in posts_of(load(FOLDER))}


def read(*activities: object) -> list[Record]:
    text = json.dumps({"type": "OrderedCollection", "orderedItems": activities})
    return list(mastodon.read(Container.of_file(file_of(text.encode(), "outbox.json"))))


def note(**more: object) -> dict:
    return {"type": "Create", "object": {"id": "https://a.example/1", "type": "Note", **more}}


def test_the_account_is_named_across_servers():
    profile = profile_of(load(FOLDER))
    assert profile
    assert (profile.name, profile.handle) == ("Mara Quill", "maraquill@social.example")
    assert profile.bio == "I draw harbors. #harbors"
    assert profile.website == "https://maraquill.example"
    assert str(profile.joined) == "2019-04-02T00:00:00Z"


def test_html_is_text_with_links_and_pictures_with_their_descriptions():
    post = posts()["1"]
    assert post.text == (
        "First drawing of the #OldHarbor is up & dry.\n\nMore at maraquill.example/drawings/old…"
    )
    (link,) = post.links
    assert link.url == "https://maraquill.example/drawings/old-harbor-2024"
    assert link.display == "maraquill.example/drawings/old…"
    assert post.hashtags == ("OldHarbor",)
    (picture,) = post.media
    assert picture.alt == "Ink drawing of a harbor with two cranes."
    assert picture.file == "media_attachments/files/harbor.png"
    assert (post.metrics.likes, post.metrics.reposts, post.metrics.replies) == (12, 4, None)
    assert (post.lang, post.visibility) == ("en", "public")


def test_a_summary_is_a_content_warning():
    assert posts()["2"].content_warning == "food"
    assert posts()["1"].content_warning is None


def test_visibility_follows_from_whom_a_post_is_addressed_to():
    found = {key: post.visibility for key, post in posts().items()}
    assert (found["1"], found["3"], found["4"], found["8"]) == (
        "public", "followers", "direct", "unlisted",
    )  # fmt: skip


def test_posts_that_are_not_public_are_hidden_unless_asked_for_and_said_to_be():
    feed = open_feed(str(FOLDER))
    texts = {feed.post(row).text for row in range(len(feed))}
    assert not any("third stone" in text or "thank you" in text for text in texts)
    assert any("--include-private shows them" in problem.reason for problem in feed.problems)
    whole = open_feed(str(FOLDER), include_private=True)
    assert len(whole) == len(feed) + 2


def test_a_quote_of_a_private_post_does_not_show_it():
    items = [
        note(content="<p>secret</p>", attributedTo=ACTOR, to=[ACTOR], id=f"{ACTOR}/statuses/1"),
        note(id=f"{ACTOR}/statuses/2", quote=f"{ACTOR}/statuses/1", to=["as:Public"]),
    ]
    items.append(note(id=f"{ACTOR}/statuses/3", quote=f"{ACTOR}/statuses/2", to=["as:Public"]))
    text = json.dumps({"type": "OrderedCollection", "orderedItems": items})
    records = mastodon.read(Container.of_file(file_of(text.encode(), "outbox.json")))
    public = [Privacy().public_part(post) for post in posts_of(list(records))]
    assert public[0] is None
    assert "secret" not in native_line(public[1])
    assert "not public" in public[1].quote.unavailable
    assert "secret" not in native_line(public[2])
    assert "not public" in public[2].quote.quote.unavailable


def test_replies_mentions_and_emoji():
    post = posts()["3"]
    assert post.text == "@bo thank you!\nSee you :wave:"
    assert post.mentions == ("bo@other.example",)
    assert post.reply_to == ("bo@other.example",)
    assert post.reply_to_id == "https://other.example/users/bo/statuses/77"


def test_a_question_is_a_poll():
    poll = posts()["5"].poll
    assert poll
    assert [(option.label, option.votes) for option in poll.options] == [
        ("Chain bridge", 7), ("Swing bridge", 3),
    ]  # fmt: skip
    assert (poll.total_votes, poll.closed) == (10, True)


def test_a_boost_of_a_bare_address_is_a_stub_that_keeps_it():
    post = posts()["6"]
    assert post.url == "https://other.example/users/bo/statuses/90"
    assert post.unavailable == "the boosted post is not in this archive"
    assert (post.author.handle, post.author.name) == ("bo@other.example", None)
    assert (post.reposted_by, post.created_at) == ("maraquill@social.example", None)
    assert str(post.reposted_at) == "2024-02-06T10:00:00Z"


def test_an_own_post_is_quoted_whole_without_the_repeated_link():
    post = posts()["7"]
    assert post.text == "Still my favourite."
    assert post.edited
    assert post.quote
    assert post.quote.hashtags == ("OldHarbor",)


def test_other_activities_are_counted_and_not_shown():
    reasons = [problem.reason for problem in problems_of(load(FOLDER))]
    assert reasons == ["1 of the type Like are no posts; not shown"]


@pytest.mark.parametrize("bad", [3, "x", None, [], {"type": "Create", "object": 3}])
def test_an_activity_of_another_shape_never_ends_the_reading(bad):
    records = read(bad, note(id="https://a.example/2", content="<p>fine</p>"))
    assert posts_of(records)[-1].text == "fine"


@pytest.mark.parametrize(
    "strange",
    [
        {"content": 3}, {"tag": 3}, {"tag": ["x", 3]}, {"attachment": {"type": "Image"}},
        {"to": 3}, {"to": [3]}, {"published": "yesterday"}, {"likes": {"totalItems": -1}},
        {"oneOf": [{"name": None}]}, {"quote": "https://a.example/1"}, {"contentMap": {"en": 3}},
        {"attachment": [{"mediaType": "image/png", "url": "x", "duration": 1e300}]},
    ],
    ids=str,
)  # fmt: skip
def test_strange_values_are_absent_and_nothing_more(strange):
    (post,) = posts_of(read(note(**strange)))
    assert post.id == "https://a.example/1"


def test_a_post_without_an_id_gets_a_derived_one():
    (post,) = posts_of(read({"type": "Create", "object": {"type": "Note", "content": "<p>x</p>"}}))
    assert post.id.startswith("~")


def archive_of(likes: object, bookmarks: object = (), **files: object) -> Container:
    """Return an archive with one post and these lists of addresses."""
    said = {"outbox": [note(to=["as:Public"])], "likes": likes, "bookmarks": bookmarks}
    found = {
        f"{name}.json": json.dumps({"type": "OrderedCollection", "orderedItems": listed})
        for name, listed in said.items()
    }
    found |= {name: json.dumps(value) for name, value in files.items()}
    return Container(
        "archive", {name: file_of(text.encode(), name) for name, text in found.items()}
    )


def test_likes_and_bookmarks_are_addresses_with_the_time_in_their_ids():
    timed = "https://other.example/users/bo/statuses/111710400000000000"
    others = ["https://other.example/users/bo/statuses/91", "https://a.example/objects/1-2"]
    found = posts_of(list(mastodon.read(archive_of([timed, *others], [timed]))))[1:]
    assert [(post.id, post.liked, post.bookmarked, post.apart) for post in found] == [
        (timed, True, False, True),
        *((address, True, False, True) for address in others),
        (timed, False, True, True),
    ]
    assert [post.created_at for post in found[:3]] == ["2024-01-06T18:23:49Z", None, None]
    assert {post.unavailable for post in found} == {"only its address is in this archive"}
    assert found[0].author.handle == "bo@other.example"


@pytest.mark.parametrize("bad", [None, 3, {}, "", "javascript:x", ["https://a.example/1"]])
def test_what_is_no_address_in_a_list_of_likes_is_named(bad):
    records = list(mastodon.read(archive_of([bad, "https://a.example/9"])))
    assert [post.id for post in posts_of(records)][1:] == ["https://a.example/9"]
    assert [problem.place for problem in problems_of(records)] == ["item 1"]


def test_likes_are_shown_where_they_are_asked_for_and_own_posts_stay_in_place(tmp_path):
    container = archive_of(["https://a.example/1", "https://a.example/9"])
    for name, file in container.files.items():
        (tmp_path / name).write_bytes(b"".join(file.chunks()))
    feed = open_feed(str(tmp_path))
    assert [(post.id, post.liked) for post in feed] == [("https://a.example/1", True)]
    rows = feed.select(Query.parse("is:liked"), "captured")
    assert {feed.post(row).id for row in rows} == {"https://a.example/1", "https://a.example/9"}


def test_likes_hold_no_timeline():
    with pytest.raises(
        InputError, match=r"likes.json of a Mastodon archive that holds no timeline"
    ):
        open_inputs([str(FOLDER / "likes.json")])


def own(number: int, **more: object) -> dict:
    return note(id=f"{ACTOR}/statuses/{number}", attributedTo=ACTOR, **more) | {"actor": ACTOR}


def boost(number: int, **more: object) -> dict:
    target = f"{ACTOR}/statuses/{number}"
    return {"type": "Announce", "actor": ACTOR, "id": f"{target}/boost", "object": target, **more}


def test_own_posts_are_quoted_and_passed_on_whole_in_whatever_order_they_come():
    items = [
        boost(2, published="2024-02-06T10:00:00Z"),
        own(3, content="c", quote=f"{ACTOR}/statuses/2"),
        own(2, content="b", quote=f"{ACTOR}/statuses/1"),
        own(1, content="a"),
    ]
    for order in (items, items[::-1]):
        found = {post.id.removeprefix(ACTOR): post for post in posts_of(read(*order))}
        assert len(found) == 4
        assert found["/statuses/3"].quote.quote.text == "a"
        assert found["/statuses/2/boost"].text == "b"
        assert found["/statuses/2/boost"].quote.text == "a"


def test_quotes_in_a_circle_and_of_what_is_gone_are_named():
    first, second = (f"{ACTOR}/statuses/{n}" for n in (1, 2))
    found = posts_of(
        read(own(1, quote=second), own(2, quote=first), own(3, quote=f"{ACTOR}/statuses/9"))
    )
    reasons = {post.id[-1]: post.quote.unavailable for post in found}
    assert reasons == {
        "3": "not in this archive", "1": "it quotes the post that quotes it", "2": None,
    }  # fmt: skip
    assert found[0].quote.author.handle == "maraquill@social.example"


def test_a_chain_of_quotes_has_an_end():
    chain = [own(n, quote=f"{ACTOR}/statuses/{n - 1}") for n in range(2, 3_000)]
    found = posts_of(read(own(1), *chain))
    assert len(found) == 2_999
    assert all(len(native_line(post)) < 10_000 for post in found)


@pytest.mark.parametrize(
    ("address", "handle"),
    [
        (f"{ACTOR}/statuses/1", "maraquill@social.example"),
        ("https://other.example/users/cy.d-e/statuses/1", "cy.d-e@other.example"),
        ("https://third.example/notes/1", "di@third.example"),
        ("https://fourth.example/notes/1", None),
    ],
)
def test_who_is_answered_is_not_just_who_is_mentioned_first(address, handle):
    tags = [
        {"type": "Mention", "name": "@bo@other.example", "href": "https://other.example/users/bo"},
        {"type": "Mention", "name": "@di@third.example", "href": "https://third.example/users/1"},
    ]
    (post,) = posts_of(read(own(2, inReplyTo=address, tag=tags)))
    assert post.reply_to == ((handle,) if handle else ())
    assert post.reply_to_id == address


def test_an_outbox_alone_names_its_owner():
    written, passed_on = posts_of(read(boost(9), own(1, content="x")))
    assert passed_on.reposted_by == written.author.handle == "maraquill@social.example"
    number = "https://social.example/ap/users/115"
    (nameless,) = posts_of(read(note(attributedTo=number)))
    assert (nameless.author.id, nameless.author.handle) == (number, None)


def test_what_only_the_activity_states_is_the_posts():
    stated = {"to": [f"{ACTOR}/followers"], "published": "2024-02-01T10:00:00Z"}
    (post,) = posts_of(read({**own(1, content="x"), **stated}))
    assert (post.visibility, str(post.created_at)) == ("followers", "2024-02-01T10:00:00Z")


def test_a_private_post_stays_private_where_it_is_passed_on():
    private = own(1, content="x", to=[f"{ACTOR}/followers"])
    _, passed_on = posts_of(read(private, boost(1, to=["as:Public"])))
    assert passed_on.visibility == "followers"


def test_attachments_with_several_addresses_are_kept_and_other_documents_are_no_pictures():
    link = {"type": "Link", "href": "https://a.example/x.png", "mediaType": "image/png"}
    picture = {"type": "Document", "mediaType": "image/png", "url": [link]}
    paper = {"type": "Document", "mediaType": "application/pdf", "url": "https://a.example/x.pdf"}
    (post,) = posts_of(read(note(attachment=[picture, paper])))
    assert [(each.kind, each.url) for each in post.media] == [("photo", "https://a.example/x.png")]
    assert [link.url for link in post.links] == ["https://a.example/x.pdf"]


def test_voters_are_not_votes_where_each_may_have_several():
    answers = [{"name": name, "replies": {"totalItems": n}} for name, n in (("a", 7), ("b", 6))]
    several, one = posts_of(
        read(
            note(anyOf=answers, votersCount=10, closed="2024-02-08T10:00:00Z"),
            note(oneOf=[{"name": "a"}], votersCount=10, id="https://a.example/2"),
        )
    )
    assert (several.poll.total_votes, several.poll.voters) == (13, 10)
    assert several.poll.share(several.poll.options[0]) == 70
    assert str(several.poll.ends) == "2024-02-08T10:00:00Z"
    assert one.poll.total_votes == 10


def test_a_post_of_which_there_is_only_the_address_and_an_account_are_no_empty_posts():
    records = read(
        {"type": "Create", "id": "c", "actor": ACTOR, "object": "https://a.example/9"},
        {"type": "Update", "id": "u", "object": {"type": "Person", "id": ACTOR, "name": "Mara"}},
        {"type": "Create", "id": "d", "object": 3},
    )
    (post,) = posts_of(records)
    assert (post.id, post.unavailable) == (
        "https://a.example/9", "only its address is in this archive",
    )  # fmt: skip
    assert [problem.reason for problem in problems_of(records)] == [
        "no post in it; it is left out",
        "1 of the type Update of a Person are no posts; not shown",
    ]


def test_a_post_is_edited_where_its_dates_differ():
    day = "2024-02-01T10:00:00Z"
    same, later = (note(published=day, updated=each) for each in (day, "2024-02-02T10:00:00Z"))
    assert [posts_of(read(each))[0].edited for each in (same, later)] == [False, True]


def test_the_record_of_a_post_is_not_that_of_its_boost():
    activity = own(1, content="x")
    passed_on = boost(1, object={**activity["object"]})
    text = json.dumps({"type": "OrderedCollection", "orderedItems": [passed_on, activity]})
    container = Container.of_file(file_of(text.encode(), "outbox.json"))
    assert json.loads(mastodon.raw(container, f"{ACTOR}/statuses/1"))["type"] == "Create"
    assert json.loads(mastodon.raw(container, f"{ACTOR}/statuses/1/boost"))["type"] == "Announce"


def test_an_archive_of_mastodon_4_3_whose_first_list_is_empty_shows_its_posts():
    items = json.dumps([own(1, content="<p>a</p>"), own(2, content="<p>b</p>")])
    text = f'{{"type": "OrderedCollection", "orderedItems": [], "orderedItems": {items}}}'
    file = file_of(text.encode(), "outbox.json")
    assert [post.text for post in posts_of(list(mastodon.read(Container.of_file(file))))] == [
        "a",
        "b",
    ]


def test_a_quote_of_a_post_that_is_gone_says_so():
    (post,) = posts_of(read(note(content="<p>Still true</p>", quote={"type": "Tombstone"})))
    assert post.text == "Still true"
    assert (
        post.quote.unavailable == "it is gone: deleted, or its author let nobody quote it any more"
    )


def test_the_repeated_link_of_a_quote_is_no_words_of_the_post():
    quoted = "https://other.example/notes/9"
    content = f'<p>Look<br><br>RE: <a href="{quoted}">{quoted}</a></p>'
    (post,) = posts_of(read(note(content=content, _misskey_quote=quoted)))
    assert (post.text, post.quote.id, post.links) == ("Look", quoted, ())


def test_files_are_found_by_what_follows_their_folder_wherever_that_lies():
    picture = {"type": "Document", "mediaType": "image/png", "url": "/s3/media_attachments/a/1.png"}
    text = json.dumps({"type": "OrderedCollection", "orderedItems": [note(attachment=[picture])]})
    names = ("outbox.json", "opt/mastodon/public/system/media_attachments/a/1.png")
    files = {name: file_of(text.encode(), name) for name in names}
    (post,) = posts_of(list(mastodon.read(Container("a", files))))
    assert post.media[0].file == names[1]


def test_a_note_that_was_saved_by_itself_is_a_post():
    saved = {"@context": "https://www.w3.org/ns/activitystreams", **own(1, content="a")["object"]}
    lone = file_of(json.dumps(saved, indent=1).encode(), "note.json")
    assert lone_notes.sniff(lone)
    (post,) = posts_of(list(lone_notes.read(lone)))
    assert (post.text, post.author.handle) == ("a", "maraquill@social.example")
    lines = "\n".join(json.dumps({**saved, "id": f"https://a.example/{n}"}) for n in range(3))
    assert len(posts_of(list(lone_notes.read(file_of(lines.encode(), "notes.jsonl"))))) == 3
    assert json.loads(lone_notes.raw(lone, post.id))["content"] == "a"


def test_a_list_of_one_may_be_written_as_the_one():
    """As JSON-LD compacts lists."""
    picture = {"type": "Image", "mediaType": "image/png", "url": "https://a.example/a.png"}
    tag = {"type": "Hashtag", "name": "#Mill", "href": "https://a.example/tags/mill"}
    answered = {"type": "Note", "id": "https://b.example/users/bo/statuses/7"}
    option = {"type": "Note", "name": "Yes", "replies": {"totalItems": 2}}
    (post,) = posts_of(
        read(
            note(
                attachment={**picture, "name": "A mill"}, tag=tag, inReplyTo=answered, oneOf=option
            )
        )
    )
    assert [(each.url, each.alt) for each in post.media] == [("https://a.example/a.png", "A mill")]
    assert post.hashtags == ("Mill",)
    assert (post.reply_to_id, post.reply_to) == (answered["id"], ("bo@b.example",))
    assert post.poll
    assert [each.label for each in post.poll.options] == ["Yes"]


def test_a_post_that_was_deleted_is_no_empty_post():
    records = read(note(), {"type": "Create", "object": {"type": "Tombstone", "id": "https://a/2"}})
    assert [post.id for post in posts_of(records)] == ["https://a.example/1"]
    assert [each.reason for each in problems_of(records)] == [
        "1 of the type Create of a Tombstone are no posts; not shown"
    ]


def _activity(number: int) -> dict:
    by, to = "https://a.example/users/mara", ["https://www.w3.org/ns/activitystreams#Public"]
    held = {"id": f"https://a.example/{number}", "type": "Note", "content": "x", "to": to}
    return {"type": "Create", "actor": by, "to": to, "object": {**held, "attributedTo": by}}


def _page(*activities: dict, key: str = "orderedItems") -> dict:
    return {"type": "OrderedCollectionPage", key: list(activities)}


@pytest.mark.parametrize(
    "written",
    [
        [[_activity(1), _activity(2)]],
        [_activity(1), _activity(2)],
        [_page(_activity(1)), _page(_activity(2))],
        [_page(_activity(1), _activity(2), key="items")],
        [
            {
                "type": "OrderedCollection",
                "totalItems": 2,
                "first": _page(_activity(1), _activity(2)),
            }
        ],
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_activities_are_read_in_any_collection(tmp_path, written, indent):
    path = tmp_path / "saved.json"
    path.write_text("\n".join(json.dumps(each, indent=indent) for each in written))
    assert [post.id for post in posts_of(load(path))] == [
        "https://a.example/1",
        "https://a.example/2",
    ]


def test_one_item_may_stand_without_a_list_as_json_ld_has_it():
    link = {"type": "Link", "href": "https://a.example/x.png", "mediaType": "image/png"}
    (post,) = posts_of(
        read(
            note(
                tag={"type": "Hashtag", "name": "#mill"},
                attachment={"type": "Document", "mediaType": "image/png", "url": link},
                oneOf={"name": "Yes", "replies": {"totalItems": 2}},
                inReplyTo={"id": "https://b.example/users/bo/statuses/5", "type": "Note"},
            )
        )
    )
    assert post.hashtags == ("mill",)
    assert [each.url for each in post.media] == ["https://a.example/x.png"]
    assert post.poll
    assert [(each.label, each.votes) for each in post.poll.options] == [("Yes", 2)]
    assert post.reply_to_id == "https://b.example/users/bo/statuses/5"
    assert post.reply_to == ("bo@b.example",)


def test_files_are_found_though_their_address_is_encoded_or_has_a_query():
    folder = "media_attachments/files/1/original/"
    pictures = [
        {"type": "Document", "mediaType": "image/png", "url": f"/{folder}{name}"}
        for name in ("a%20b.png", "c.png?v=1")
    ]
    text = json.dumps({"type": "OrderedCollection", "orderedItems": [note(attachment=pictures)]})
    names = ("outbox.json", f"{folder}a b.png", f"{folder}c.png")
    files = {name: file_of(text.encode(), name) for name in names}
    (post,) = posts_of(list(mastodon.read(Container("a", files))))
    assert [each.file for each in post.media] == list(names[1:])


def test_counts_of_pleroma_and_lines_without_tags_are_read():
    (post,) = posts_of(
        read(note(content="a &amp; b\nc", likes=["x"], like_count=1, announcement_count=0))
    )
    assert post.text == "a & b\nc"
    assert (post.metrics.likes, post.metrics.reposts, post.metrics.replies) == (1, 0, None)
