"""Commands about the pictures of a post: descriptions, files, and other programs for them."""

import asyncio

from tui_feed.browse.file_opener import open_file
from tui_feed.browse.pictures import PostMedia, description, facts, file_name, media_of
from tui_feed.linear.lists import ListItem, NumberedList
from tui_feed.linear.sentences import one_line
from tui_feed.linear.session import Session
from tui_feed.pictures.requests import Picture, PictureRequest


class LinearPictureCommands:
    """Says what is known of pictures, and opens their files."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def pictures(self) -> None:
        """Say description, file, kind and size of each medium, and offer to open it."""
        session = self._session
        items = media_of(session.open or session.post)
        if not items:
            session.say(["No pictures: this post has none."])
            return
        words = [
            f"{_KINDS[item.media.kind]} {at} of {len(items)}: {self._words(item)}"
            for at, item in enumerate(items, 1)
        ]
        there = [item for item in items if item.media.file]
        if len(there) == 1:
            session.say([*words, "y opens it in another program, any other key does not."])
            if session.next_key().name == "y":
                self._open(there[0])
            else:
                session.say(["Not opened."])
        elif there:
            choices = [ListItem(file_name(item), "", str(at)) for at, item in enumerate(there)]
            answer = NumberedList("Open which in another program?", choices).ask(
                session, lead=words
            )
            if answer and answer.choice:
                self._open(there[int(answer.choice.value)])
        else:
            session.say(words)

    @property
    def _source(self) -> int:
        """Number of the input of the selected post."""
        row = self._session.timeline.row
        return 0 if row is None else self._session.feed.source_of(row)

    def _words(self, item: PostMedia) -> str:
        """Return description, file name, kind, format and size of a medium."""
        name = item.media.file
        found = self._facts(name) if name else None
        parts = [one_line(description(item)), file_name(item), *facts(item, found)]
        parts += [found.failure] if found and found.failure else []
        return "; ".join(parts)

    def _facts(self, name: str) -> Picture:
        request = PictureRequest(0, name, self._source, None, (1, 1), (1, 1), (0, 0, 0))
        return asyncio.run(self._session.source.pictures.picture(request))

    def _open(self, item: PostMedia) -> None:
        session = self._session
        pictures = session.source.pictures
        original = asyncio.run(pictures.original(item.media.file or "", self._source))
        session.keyboard.release()
        try:
            session.say([asyncio.run(open_file(original))])
        finally:
            session.keyboard.claim()


_KINDS = {"photo": "picture", "video": "video", "gif": "moving picture", "audio": "sound"}
