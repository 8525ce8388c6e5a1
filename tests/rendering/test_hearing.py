"""What Playwright asks of a listener at every event is at hand, and true."""

import inspect

from checker.rendering.hearing import listener


def test_a_listener_takes_one_event_and_says_so_without_being_read() -> None:
    heard: list[str] = []
    first, second = listener(heard.append), listener(heard.remove)
    first("a")
    first("b")
    second("a")
    assert heard == ["b"]
    assert len(inspect.signature(first).parameters) == 1
    assert inspect.signature(first) is inspect.signature(second)  # read out of neither
