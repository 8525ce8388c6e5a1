"""Where a visit has arrived, decided from plain facts: one state of CONTRACT.md, section 4."""

from dataclasses import dataclass

from checker.records.look import Reach, ReachState, Release
from checker.rendering.failures import state_of_error, state_of_guard, tell_release, tell_state
from checker.rendering.walls import is_challenge, is_wall

_SHOWN: frozenset[ReachState] = frozenset({"reached", "http_error", "blocked", "empty", "redirect_loop"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when the way to the home page has ended. `words`, `scripts`, `things`: what the document shows and runs."""

    address: str  # of the document that stands there
    asked: str  # what the main frame asked for last
    status: int | None = None  # of the newest answer
    media_type: str = ""
    seconds: float | None = None  # until the first document was committed
    release: Release = "quiet"
    guard_kind: str | None = None  # the guard's word on the newest answer, or on the host that was asked last
    error: str | None = None  # the browser's word, where no document came
    is_download: bool = False
    is_broken: bool = False  # the document's body broke off
    words: str = ""
    scripts: int = 0
    things: int = 1  # pictures, frames and the like that take up room


def without_document(facts: Facts) -> Reach:
    """No document was committed in the place of what was asked for."""
    message = facts.error or ""
    if facts.is_download or "Download is starting" in message:
        return _reach("download", facts)
    if "ERR_ABORTED" in message:  # 204, 205, 304: answers that leave the browser where it was
        return _reach("empty", facts)
    if "HTTP_RESPONSE_CODE_FAILURE" in message and facts.status in (412, 429):
        return _reach("blocked", facts)
    return _reach(state_of_error(message, facts.guard_kind), facts)


def with_document(facts: Facts) -> Reach:
    """A document stands there, and the wait for its rest has ended."""
    return _reach(_state_of_document(facts), facts)


def _state_of_document(facts: Facts) -> ReachState:
    """The first that holds, in this order."""
    status = facts.status or 0
    decisions: list[tuple[bool, ReachState]] = [
        (facts.guard_kind is not None, state_of_guard(facts.guard_kind or "")),
        (facts.release == "navigation_limit", "blocked" if is_challenge(status) else "redirect_loop"),
        (facts.release == "closed", "empty"),
        (is_wall(facts.words, facts.scripts, status), "blocked"),
        (status >= 400, "http_error"),
        (facts.is_broken and not facts.words and not facts.things, "reset"),
        (facts.media_type == "application/pdf", "download"),
    ]
    return next((state for holds, state in decisions if holds), "reached")


def _reach(state: ReachState, facts: Facts) -> Reach:
    shown = state in _SHOWN and facts.address.startswith("http")
    status = facts.status if facts.guard_kind is None else None
    because = tell_state(state, status)
    if state == "empty" and facts.release == "closed":
        because = "首页打开后自行关闭，未能看到内容"
    return Reach(
        state=state,
        status=status,
        final_url=facts.address if shown else (facts.asked or None) if status else None,
        seconds=None if state in ("dns", "not_allowed") and not shown else facts.seconds,
        release=facts.release if shown else None,
        because=because if state != "reached" else tell_release(facts.release),
    )
