"""What one visit saw: how far it came, the pictures that it took, what failed and what was done."""

from typing import Literal

from checker.records.base import Record

ReachState = Literal[
    "reached", "timeout", "dns", "refused", "reset", "tls", "http_error", "blocked",
    "redirect_loop", "download", "empty", "crashed", "not_allowed", "our_fault",
]  # fmt: skip
Release = Literal["quiet", "deadline", "endless", "navigation_limit", "script_loop", "byte_limit", "closed"]


class Reach(Record):
    """How the visit to the home page ended; `seconds` until the document was committed."""

    state: ReachState
    status: int | None = None
    final_url: str | None = None
    seconds: float | None = None
    release: Release | None = None  # why the page was held to be at rest
    because: str | None = None  # in Chinese; null for a site that was reached and came to rest


class Picture(Record):
    """A picture file of the run folder; `width` and `height` in CSS px, which are its pixels (scale 1)."""

    file: str
    sha256: str
    width: int
    height: int


class Act(Record):
    """Something that was done to or by the page and that a reader of the evidence should know."""

    seconds: float  # since the visit began
    what: str  # navigated, dialog, closed, opened_page, download, blocked, scrolled, restarted, …
    detail: str
    picture: str | None = None


class LoadFailure(Record):
    """A request that brought nothing; `reason` as the network or the server said it."""

    url: str
    resource: str  # document, script, image, stylesheet, font, xhr, …
    reason: str
    status: int | None = None
    main: bool = False


class Response(Record):
    """One answer to the main frame, in order: redirects, challenges and the document itself."""

    url: str
    status: int
    seconds: float
