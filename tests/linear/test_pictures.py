"""Pictures in words: description, file, kind and size, and an offer to open them."""

import pytest

from tests.linear.hearing import hear
from tests.records import made_post
from tests.ui.harbor import Held
from tui_feed.pictures.requests import Original, Picture


class Shelf:
    def __init__(self) -> None:
        self.opened: list[str] = []

    async def picture(self, request):
        if "none" in request.name:
            return Picture(failure="it is not in the archive")
        return Picture(format="JPG", size=240_000)

    async def original(self, name, source):
        self.opened.append(name)
        return Original(path=f"/archive/{name}".encode())


def source_of(*media):
    source = Held((made_post(id="1", text="New trams", media=media),))
    source.pictures = Shelf()
    return source


TRAM = {"kind": "photo", "file": "media/tram.jpg", "alt": "A yellow tram."}
FILM = {"kind": "video", "file": "media/none.mp4", "duration": 65}


@pytest.fixture(autouse=True)
def _opened(monkeypatch):
    async def opener(original):
        return f"Handed {original.path.decode()}."

    monkeypatch.setattr("tui_feed.linear.commands.picture_commands.open_file", opener)


def test_a_picture_is_described_and_opened_only_after_a_yes():
    heard = hear("iy", source=source_of(TRAM))
    assert "picture 1 of 1: A yellow tram.; tram.jpg; JPG; 240 KB" in heard.text
    assert "y opens it in another program" in heard.text
    assert "Handed /archive/media/tram.jpg." in heard.text
    heard = hear("in", source=source_of(TRAM))
    assert "Not opened." in heard.text
    assert not heard.session.source.pictures.opened


def test_of_several_one_is_chosen_by_number():
    heard = hear("i2\r", source=source_of(TRAM, FILM))
    assert "video 2 of 2: without a description; none.mp4; video; 1:05; it is not in" in heard.text
    assert heard.session.source.pictures.opened == ["media/none.mp4"]


def test_a_post_without_pictures_and_pictures_that_are_not_saved():
    assert "No pictures: this post has none." in hear("i", source=source_of()).text
    web = {"kind": "photo", "url": "https://x.example/a.jpg", "alt": "Far away."}
    assert "Far away.; not saved in the archive" in hear("i", source=source_of(web)).text
