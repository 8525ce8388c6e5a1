"""The drawn pictures are pictures, and the same each time."""

from io import BytesIO

import pytest
from PIL import Image

from checker.sample_city.pictures import PAINTERS, draw


@pytest.mark.parametrize("name", sorted(PAINTERS))
def test_each_named_picture_is_a_png_with_more_than_one_colour(name: str) -> None:
    drawn = draw(name)
    assert drawn is not None
    picture = Image.open(BytesIO(drawn))
    assert picture.format == "PNG"
    assert len(picture.convert("RGB").getcolors(100_000) or []) > 1


def test_a_landscape_has_the_size_that_its_name_says_and_differs_by_seed() -> None:
    first, again, other = draw("photo-7-320x200.jpg"), draw("photo-7-320x200.jpg"), draw("photo-8-320x200.jpg")
    assert first is not None
    assert first == again != other
    picture = Image.open(BytesIO(first))
    assert (picture.format, picture.size) == ("JPEG", (320, 200))


@pytest.mark.parametrize("name", ["nothing.png", "photo-1-5x5.jpg", "../site.toml"])
def test_an_unknown_name_is_no_picture(name: str) -> None:
    assert draw(name) is None
