"""Colours as the browser computes them, and how well one is told from another."""

import re

Colour = tuple[float, float, float, float]  # red, green, blue from 0 to 255, opacity from 0 to 1
WHITE: Colour = (255.0, 255.0, 255.0, 1.0)
_NUMBER = re.compile(r"[\d.]+")


def read_colour(text: str) -> Colour | None:
    """From `rgb(51, 51, 51)` or `rgba(…)`; None for every other way of writing one."""
    numbers = [float(number) for number in _NUMBER.findall(text)] if text.startswith("rgb") else []
    if len(numbers) not in (3, 4):
        return None
    return numbers[0], numbers[1], numbers[2], numbers[3] if len(numbers) == 4 else 1.0


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of WCAG 2, from 1 to 21; opacity is not asked."""
    lights = sorted(_light(colour) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: Colour) -> float:
    parts = [part / 255 for part in colour[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
