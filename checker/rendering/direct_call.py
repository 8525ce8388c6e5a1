"""A shorter way from us to the browser than Playwright's public object, where this version of Playwright has it as we know it.

The public one looks through our own stack at every call, for an inspector's eyes, and through every answer, a snapshot's many thousand
values too, for objects of Playwright's own, of which there are none. What stands behind it is nobody's promise: a version in which it
is otherwise is spoken to by the public one.
"""

import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import CDPSession

Call = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]  # takes method and parameters; raises Playwright's Error
_KNOWN = ["object", "method", "params", "options"]
_UNTOLD = {"internal": True, "timeout": 0}  # of a call that no inspector is told of


def caller_of(raw: CDPSession) -> Call:
    """What calls the browser in that session."""
    return _direct(raw) or raw.send


def _direct(raw: object) -> Call | None:
    owner = getattr(raw, "_impl_obj", None)
    send = getattr(getattr(owner, "_connection", None), "send_message_to_server", None)
    if send is None or list(inspect.signature(send).parameters) != _KNOWN:
        return None

    async def call(method: str, words: dict[str, Any]) -> dict[str, Any]:
        answer = await send(owner, "send", {"method": method, "params": words}, _UNTOLD)
        result: dict[str, Any] = answer["result"]
        return result

    return call
