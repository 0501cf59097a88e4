"""Downloads of Threads, Instagram, Facebook, Telegram and Misskey; private messages never show."""

import json

import pytest

from tests.loaders.captures import FIXTURES, load, posts_of, problems_of
from tests.loaders.damage import file_of
from tui_feed.loaders import InputError, misskey, open_inputs, telegram
from tui_feed.models import Post


def posts(name: str) -> list[Post]:
    return posts_of(load(FIXTURES / "downloads" / name))


def reasons(name: str) -> list[str]:
    return [each.reason for each in problems_of(load(FIXTURES / "downloads" / name))]


# Threads, Instagram, Facebook


def test_letters_that_were_taken_for_latin_1_are_themselves_again():
    first, second = posts("threads.json")
    assert (first.text, first.media, first.created_at) == (
        "Low tide – it’s quiet 🌊",
        (),
        "2025-08-06T07:54:19Z",
    )
    assert (second.text, second.created_at) == ("Two boats é", "2025-08-06T07:55:01Z")
    assert [(each.kind, each.file) for each in second.media] == [
        ("photo", "media/posts/1.jpg"),
        ("video", "media/posts/2.mp4"),
    ]


def test_a_post_of_one_picture_has_its_text_there():
    (post,) = posts("instagram.json")
    assert (post.text, post.hashtags) == ("The pier 🌊 #tide", ("tide",))
    assert [each.file for each in post.media] == ["media/posts/1.jpg"]


@pytest.mark.parametrize(
    "value",
    [
        {"media": [{"uri": "", "creation_timestamp": 1700000000, "title": ""}]},
        {"timestamp": 1700000000, "data": [{"update_timestamp": 1700000001}]},
        {"timestamp": 1700000000, "attachments": [{"data": [{"place": {"name": "Quay"}}]}]},
    ],
)
def test_a_post_of_which_nothing_can_be_shown_says_so(value, tmp_path):
    (tmp_path / "posts.json").write_text(json.dumps([value]))
    (post,) = posts_of(load(tmp_path))
    assert (post.text, post.unavailable) == ("", "no text in the archive")


def test_posts_of_facebook_have_cards_and_pictures():
    linking, pictured = posts("facebook.json")
    assert linking.text == "So früh war’s nie"
    assert linking.card
    assert (linking.card.title, linking.card.domain) == ("Tides of January", "tides.example")
    assert (pictured.text, [each.file for each in pictured.media]) == ("At night", ["photos/1.jpg"])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("messages.json", "private messages, which are never shown"),
        ("likes.json", "likes, accounts or settings of a download of Meta"),
        ("telegram_private.json", "a private chat of Telegram, which is never shown"),
    ],
)
def test_a_file_of_other_records_is_refused_and_shows_nothing_of_them(name, reason):
    with pytest.raises(InputError, match=reason) as raised:
        open_inputs([str(FIXTURES / "downloads" / name)])
    assert "Quay" not in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        '{"participants": [{"name": "Quay News"}], "messages": [], "title": "Quay News"}',
        '{"participants": [], "messages": []}',
        '{"participants": [{"name": "Quay News"}], "messages": null, "thread_path": "inbox/quay"}',
    ],
)
def test_a_private_chat_without_a_message_is_refused_as_private_too(tmp_path, text):
    path = tmp_path / "message_1.json"
    path.write_text(text)
    with pytest.raises(InputError, match="private messages, which are never shown") as raised:
        open_inputs([str(path)])
    assert "Quay" not in str(raised.value)


# Telegram


def test_messages_have_pieces_polls_forwards_and_files():
    first, passed_on, poll, answer, paper = posts("telegram.json")
    assert first.text == "Low tide again #tide here"
    assert [(each.url, each.display) for each in first.links] == [
        ("https://tides.example/now", "here")
    ]
    assert (first.created_at, first.edited, first.visibility) == (
        "2024-01-05T10:00:00Z",
        True,
        "public",
    )
    assert (passed_on.author.name, passed_on.reposted_by) == ("Quay News", "Pier Café")
    assert (passed_on.created_at, passed_on.reposted_at) == (None, "2024-01-05T10:00:00Z")
    assert poll.poll
    assert (poll.text, [each.votes for each in poll.poll.options]) == ("Which?", [6, 4])
    assert answer.reply_to_id == first.id
    assert [(each.kind, each.file) for each in answer.media] == [("video", None)]
    assert [each.display for each in paper.links] == ["menu.pdf"]
    assert reasons("telegram.json") == [
        "messages of Telegram itself are not shown: 1 record",
        "reactions are not shown: 4 to 1 post",
    ]


def test_of_all_chats_private_ones_are_only_counted_and_closed_groups_are_not_public():
    group, channel = posts("telegram_all.json")
    assert (group.text, group.visibility) == ("Shift at six", "followers")
    assert channel.visibility == "public"
    assert reasons("telegram_all.json") == ["private chats are never shown: 1"]


@pytest.mark.parametrize("padding", range(0, 70_000, 9_999))
def test_control_signs_that_are_not_json_are_read(padding):
    text = "x" * padding + r"a\x1fb \\x1f \u00e9"
    chat = {"name": "P", "type": "public_channel", "id": 1}
    message = json.dumps({"id": 2, "type": "message", "date": "2024-01-05T12:00:00"})
    message = f'{message[:-1]}, "text": "{text}"}}'
    data = f'{json.dumps(chat)[:-1]}, "messages": [{message}]}}'
    file = file_of(data.encode())
    assert telegram.sniff(file)
    (post,) = posts_of(list(telegram.read(file)))
    assert post.text[padding:] == "a\ufffdb \\x1f é"


# Misskey


def test_notes_have_quotes_renotes_polls_and_audiences():
    first, renote, quoting, direct, poll = posts("misskey.json")
    assert first.text == "Low tide again, see the table"
    assert [each.url for each in first.links] == ["https://tides.example/now"]
    assert (renote.unavailable, renote.visibility, renote.reposted_by) == (
        "not in this archive",
        "unlisted",
        "somebody",
    )
    assert quoting.quote
    assert (quoting.quote.id, quoting.quote.text) == (first.id, first.text)
    assert (quoting.content_warning, [each.alt for each in quoting.media]) == (
        "tides",
        ["A tide gauge"],
    )
    assert (direct.visibility, direct.reply_to_id) == ("direct", first.id)
    assert poll.poll
    assert [(each.label, each.votes) for each in poll.poll.options] == [("Tea", 6), ("Coffee", 4)]
    assert reasons("misskey.json") == [
        "files of 1 post are not named in this export and cannot be shown"
    ]


def test_an_edit_is_stated_by_its_date_and_an_old_audience_is_public():
    note = {
        "id": "9abcdefgh1", "text": "Low tide", "createdAt": "2024-01-05T10:00:00.000Z",
        "fileIds": [], "localOnly": False, "visibility": "public_non_ltl", "updatedAt": None,
    }  # fmt: skip
    later = {**note, "id": "9abcdefgh2", "updatedAt": "2024-01-06T10:00:00.000Z"}
    found = posts_of(list(misskey.read(file_of(json.dumps([note, later]).encode()))))
    assert [(each.visibility, each.edited) for each in found] == [
        ("public", False), ("public", True),
    ]  # fmt: skip
