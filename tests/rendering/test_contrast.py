"""The WCAG contrast of a change, held against known values, and what a restless page may say."""

import numpy as np
import pytest

from checker.records.base import Box
from checker.rendering.contrast import compare, contrast_within, luminance, quantile
from checker.rendering.pictures import Pixels


def plain(colour: tuple[int, int, int], height: int = 20, width: int = 40) -> Pixels:
    return np.full((height, width, 3), colour, dtype=np.uint8)


WHITE, BLACK = (255, 255, 255), (0, 0, 0)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [(WHITE, 1.0), (BLACK, 0.0), ((255, 0, 0), 0.2126), ((0, 255, 0), 0.7152), ((0, 0, 255), 0.0722), ((119, 119, 119), 0.1845)],
)
def test_luminance_is_that_of_wcag(colour: tuple[int, int, int], expected: float) -> None:
    assert luminance(plain(colour)).max() == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    ("ink", "ground", "expected"),
    [
        (BLACK, WHITE, 21.0),
        (WHITE, BLACK, 21.0),
        ((119, 119, 119), WHITE, 4.48),  # #777 on white, the best known near miss of 4.5
        ((118, 118, 118), WHITE, 4.54),
        ((255, 0, 0), WHITE, 4.0),
        ((0, 0, 255), WHITE, 8.59),
        ((255, 255, 0), (0, 0, 255), 8.0),
        ((224, 224, 224), WHITE, 1.32),
        ((226, 226, 226), WHITE, 1.3),
        ((230, 230, 230), WHITE, 1.25),
    ],
)
def test_ratios_are_those_of_wcag(ink: tuple[int, int, int], ground: tuple[int, int, int], expected: float) -> None:
    with_it = plain(ground)
    with_it[5:15, 10:20] = ink
    change = compare(with_it, plain(ground), with_it)
    count, ratio, box = contrast_within(change, Box(0, 0, 40, 20))
    assert count == 100
    assert ratio == pytest.approx(expected, abs=0.011)
    assert box == Box(10, 5, 10, 10)


def test_no_change_is_no_contrast() -> None:
    change = compare(plain(WHITE), plain(WHITE), plain(WHITE))
    assert contrast_within(change, Box(0, 0, 40, 20)) == (0, 1.0, None)
    assert change.restless == 0


def test_rounding_is_no_change() -> None:
    """Antialiasing and colour conversion differ by a few steps of 255 from picture to picture."""
    noise = np.random.default_rng(7).integers(-3, 4, (20, 40, 3))
    shaken = np.clip(plain((120, 130, 140)).astype(int) + noise, 0, 255).astype(np.uint8)
    change = compare(shaken, plain((120, 130, 140)), shaken)
    assert not change.changed.any()
    assert change.restless == 0


def test_what_moves_by_itself_says_nothing() -> None:
    """A carousel behind the text: its pixels differ between the first picture and the third, with the text there both times."""
    first, without, again = plain(WHITE), plain((200, 0, 0)), plain((0, 0, 200))
    first[5:15, 10:20] = again[5:15, 10:20] = BLACK
    change = compare(first, without, again)
    count, _, box = contrast_within(change, Box(0, 0, 40, 20))
    assert (count, box) == (100, Box(10, 5, 10, 10))
    assert change.restless == pytest.approx(1 - 100 / 800)


def test_only_the_pixels_of_the_box_count() -> None:
    with_it = plain(WHITE)
    with_it[:, 30:] = BLACK
    change = compare(with_it, plain(WHITE), with_it)
    assert contrast_within(change, Box(0, 0, 20, 20))[0] == 0
    assert contrast_within(change, Box(29.5, 9.5, 2, 1))[2] == Box(30, 9, 2, 2)
    assert contrast_within(change, Box(-10, -10, 5, 5)) == (0, 1.0, None)
    assert contrast_within(change, Box(100, 100, 5, 5)) == (0, 1.0, None)


def test_the_ratio_is_that_of_the_strongest_tenth() -> None:
    """A thin stroke is grey at its edges; the core of it tells how legible it is."""
    with_it = plain(WHITE)
    with_it[0, :10] = BLACK
    with_it[1, :40] = (235, 235, 235)
    change = compare(with_it, plain(WHITE), with_it)
    assert contrast_within(change, Box(0, 0, 40, 20))[1] == pytest.approx(21.0)


@pytest.mark.parametrize("size", [1, 2, 3, 57, 1000])
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_quantile_is_what_numpy_makes_it(size: int, share: float) -> None:
    values = np.random.default_rng(size).random(size)
    assert quantile(values, share) == pytest.approx(float(np.quantile(values, share)))
