"""A picture is decoded within limits; everything else is a reason on a line."""

import io
from contextlib import suppress

import pytest
from PIL import Image

from tests.pictures.made import asked, picture, png_of, saved
from tui_feed.pictures.decoding import decoded
from tui_feed.pictures.encoding import encoded_for
from tui_feed.pictures.errors import PictureError

NEAR = (400, 400)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "BMP"])
def test_formats_that_browsers_show_are_decoded(form):
    found = decoded(picture((60, 30), form), NEAR)
    assert (found.format, found.width, found.height, found.moves) == (form, 60, 30, False)


def test_of_an_animation_the_first_frame_is_shown_and_it_is_said():
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    found = decoded(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]), NEAR)
    assert found.moves
    assert found.image.convert("RGB").getpixel((0, 0)) == (255, 0, 0)


def test_a_picture_turned_by_its_camera_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn to the right
    found = decoded(picture((60, 30), exif=exif), NEAR)
    assert (found.width, found.height, found.image.size) == (30, 60, (30, 60))


@pytest.mark.parametrize("size", [(10_000, 10_000), (2**31 - 1, 2**31 - 1), (70_000_000, 1)])
def test_a_picture_of_a_hundred_megapixels_is_refused_before_its_pixels_are_decoded(size):
    with pytest.raises(PictureError, match="megapixels, more than 64; another program can show it"):
        decoded(png_of(*size), NEAR)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"Not a picture at all.\n" * 9, "it is text, no picture"),
        (b"<?xml version='1.0'?><svg xmlns='x'><script/></svg>", "it is an SVG"),
        (b"%PDF-1.4 and so on", "it is a PDF, which is not drawn"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "it is text, no picture"),
        (b"\x00\x01\x02\x03" * 50, "it is no picture of a known format"),
        (b"II*\x00" + b"\x00" * 60, "it is no picture of a known format"),
        (picture()[:300], "it is cut or damaged"),
        (b"\xff\xd8\xff\xe0" + b"x" * 90, "it is cut or damaged"),
        (png_of(300, 300, b"\0" * 9), "it is cut or damaged"),
        (picture(form="PNG")[:60], "it is cut or damaged"),
    ],
)
def test_other_bytes_are_a_reason(data, reason):
    with pytest.raises(PictureError) as raised:
        decoded(data, NEAR)
    assert str(raised.value).startswith(reason)


def test_no_change_of_a_byte_makes_anything_but_a_picture_or_a_reason():
    whole = bytearray(picture((16, 16), "PNG"))
    for at in range(len(whole)):
        changed = bytearray(whole)
        changed[at] ^= 0xFF
        with suppress(PictureError):  # and no other
            decoded(bytes(changed), NEAR)


def test_half_blocks_are_three_bytes_a_pixel_and_two_pixels_a_cell():
    found = decoded(picture((400, 200)), NEAR)
    drawn = encoded_for(found.image, (400, 200), asked(room=(20, 20)))
    assert drawn.room == (20, 5), "in proportion, with cells twice as high as wide"
    assert len(drawn.data) == 20 * 5 * 2 * 3
    assert drawn.data[0] > 150, "red"
    assert drawn.data[-1] > 150, "blue"


def test_a_small_picture_is_not_enlarged():
    found = decoded(picture((40, 40)), NEAR)
    assert encoded_for(found.image, (40, 40), asked()).room == (4, 2)


def test_a_transparent_picture_lies_on_the_ground_of_the_theme():
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    found = decoded(saved(clear, "PNG"), NEAR)
    drawn = encoded_for(found.image, (40, 40), asked(ground=(1, 2, 3)))
    assert set(zip(*[iter(drawn.data)] * 3, strict=True)) == {(1, 2, 3)}


def test_kitty_gets_a_png_and_a_placeholder_for_each_cell():
    found = decoded(picture((400, 200)), NEAR)
    drawn = encoded_for(found.image, (400, 200), asked(drawing="kitty", room=(20, 20)))
    assert Image.open(io.BytesIO(drawn.data)).size == (200, 100)
    assert [line.count("\U0010eeee") for line in drawn.marks] == [20] * 5
    assert len(set(drawn.marks)) == 5


def test_sixel_never_reaches_below_its_lines():
    found = decoded(picture((400, 200)), NEAR)
    drawn = encoded_for(found.image, (400, 200), asked(drawing="sixel", room=(20, 20)))
    assert drawn.data.startswith(b"\x1bP")
    assert drawn.data.endswith(b"\x1b\\")
    assert b'"1;1;200;96' in drawn.data, "a multiple of six, at most the 100 of its lines"
    assert b"\n" not in drawn.data
