"""A link of the home page that a reader can click on, before anybody asked whether it answers; and what it takes for one to be gone."""

from typing import NamedTuple

from checker.records.base import Box

# 404 and 410 say so; of 5xx those that a server gives by itself (521 and the like are walls and networks of others)
_GONE = {404, 410, *range(500, 506)}
_NOBODY_THERE = {"dns", "refused"}


class HomeLink(NamedTuple):
    """`url` is absolute and without fragment, `words` what a reader clicks on (text, else alt or title), `box` in CSS px of the page."""

    url: str
    words: str
    box: Box


def is_gone(status: int | None, trouble: str | None) -> bool:
    """Whether one answer says that nothing is there. A wall against robots, a silent host or a broken connection says nothing."""
    return status in _GONE if status is not None else trouble in _NOBODY_THERE
