"""Messages of a reader process: none keeps a key waiting."""

from tui_feed.feed.build.record_batch import FeedUpdate, PostCopy
from tui_feed.ingest.messages import MOST_COPIES, OpenedFile, ReaderMessage, in_steps


def test_many_copies_travel_in_several_messages_and_all_else_in_the_first() -> None:
    copies = [PostCopy(key, 0, b"{}") for key in range(2 * MOST_COPIES + 1)]
    part = FeedUpdate(["a"], also=[(1, 0)], copies=copies)
    opened = [OpenedFile(0, 0, b"a", None)]
    found = list(in_steps(ReaderMessage(part, [], opened, 5, 9, "why", is_last=True)))
    assert [len(each.part.copies) for each in found] == [MOST_COPIES, MOST_COPIES, 1]
    assert [copy for each in found for copy in each.part.copies] == copies
    assert [len(each.part.also) for each in found] == [1, 0, 0]
    assert [len(each.opened) for each in found] == [1, 0, 0]
    assert [each.is_last for each in found] == [False, False, True]
    assert [each.failure for each in found] == [None, None, "why"]
    assert all(each.part.sources == ["a"] for each in found)


def test_a_message_without_copies_is_one_message() -> None:
    message = ReaderMessage(FeedUpdate(["a"], also=[(1, 0)]), is_last=True)
    assert list(in_steps(message)) == [message]
