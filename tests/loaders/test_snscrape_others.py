"""JSON Lines of snscrape from other networks than X."""

from tests.loaders.captures import FIXTURES, load, posts_of


def test_posts_of_every_network_keep_their_author_their_links_and_their_pictures():
    toot, boost, telegram, submission, comment, picture = posts_of(
        load(FIXTURES / "scrapes/snscrape_others.jsonl")
    )
    assert (toot.author.handle, toot.text, toot.content_warning) == (
        "piercafe@social.example",
        "Low tide",
        "water",
    )
    assert [each.alt for each in toot.media] == ["A tide gauge"]
    assert (boost.author.handle, boost.reposted_by) == (
        "quay@other.example",
        "piercafe@social.example",
    )
    assert boost.reposted_at is None
    assert (telegram.author.handle, telegram.text) == ("piercafe", "Open\nagain")
    assert telegram.card
    assert telegram.card.title == "The tide now"
    assert (submission.text, submission.unavailable) == (
        "How tides work",
        "removed by a moderator",
    )
    assert (comment.text, comment.reply_to_id) == ("Thanks", submission.id)
    assert (picture.metrics.likes, picture.metrics.replies) == (3, 1)
    assert [each.url for each in picture.media] == ["https://pictures.example/1.jpg"]
