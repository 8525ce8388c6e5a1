"""A picture put together again from another one is the same byte for byte, whatever the two are."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from checker.evidence.jpeg_delta import apply_delta, make_delta


def page(clock: str, counter: str = "102233", *, seed: int = 0, **how: object) -> bytes:
    """A page of lines and a photograph's noise, with a clock at its head and a counter at its foot."""
    picture = Image.effect_noise((800, 900), 40 + seed).convert("RGB")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 200, 800, 820), fill="white")
    for line in range(30):
        draw.text((20, 210 + 20 * line), f"{line} notice of the office, the same every night", fill="black")
    draw.rectangle((500, 10, 780, 40), fill="#1d5fa8")
    draw.text((505, 15), clock, fill="white")
    draw.text((300, 800), counter, fill="black")
    out = io.BytesIO()
    picture.save(out, "JPEG", **{"quality": 85, **how})
    return out.getvalue()


def same_noise(clock: str, counter: str) -> bytes:
    ground = Image.open(io.BytesIO(GROUND)).convert("RGB")
    draw = ImageDraw.Draw(ground)
    draw.rectangle((500, 10, 780, 40), fill="#1d5fa8")
    draw.text((505, 15), clock, fill="white")
    draw.text((300, 800), counter, fill="black")
    out = io.BytesIO()
    ground.save(out, "JPEG", quality=85)
    return out.getvalue()


GROUND = page("2026-11-22 08:01:22")
FIRST = same_noise("2026-11-22 08:01:22", "102233")


def test_another_clock_and_another_counter_cost_little() -> None:
    second = same_noise("2026-11-23 09:12:44", "103391")
    delta = make_delta(FIRST, second)
    assert delta is not None and len(delta) < len(second) / 20
    assert apply_delta(FIRST, delta) == second


def test_the_same_picture_is_nearly_nothing() -> None:
    delta = make_delta(FIRST, FIRST)
    assert delta is not None and len(delta) < 100
    assert apply_delta(FIRST, delta) == FIRST


def test_what_has_little_in_common_is_left_alone() -> None:
    assert make_delta(FIRST, page("x", seed=30)) is None
    for other in (b"", b"\xff\xd8", b"no picture", FIRST[:-40], FIRST[:200], page("x", progressive=True), b"\x89PNG" + FIRST):
        assert make_delta(FIRST, other) is None
        assert make_delta(other, FIRST) is None


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_bytes_changed_anywhere_come_back(data: st.DataObject) -> None:
    changed = bytearray(FIRST)
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=6))
    delta = make_delta(FIRST, bytes(changed))
    assert delta is None or apply_delta(FIRST, delta) == bytes(changed)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 400), st.integers(1, 255))
def test_a_damaged_delta_gives_another_picture_or_says_so(at: int, flip: int) -> None:
    second = same_noise("2026-11-23 09:12:44", "103391")
    delta = bytearray(make_delta(FIRST, second) or b"")
    delta[at % len(delta)] ^= flip
    try:
        assert apply_delta(FIRST, bytes(delta)) != b""
    except ValueError as error:
        assert str(error)


def test_without_its_ground_there_is_no_picture() -> None:
    delta = make_delta(FIRST, same_noise("2026-11-23", "1")) or b""
    with pytest.raises(ValueError, match="no difference"):
        apply_delta(b"", delta)
