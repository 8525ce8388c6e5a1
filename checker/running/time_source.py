"""How far this machine's clock is off, held against the Date of a web server that an office trusts."""

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import structlog

from checker.rendering.plain_http import PlainHttp
from checker.running.secrets import blot
from checker.settings import Settings

_PATIENCE = 5.0  # seconds
_WORTH_TELLING = 5.0  # seconds that a clock may be off before it is told on the terminal

log = structlog.get_logger()


async def ask_time(settings: Settings) -> dict[str, Any]:
    """`offset_seconds` (ours less theirs) and how unsure it is, or why there is none. Asks nobody where no source is set."""
    source = settings.time_source
    if source is None:
        return {"source": None, "because": "no time source is set (setting time_source): the machine's own clock is all there is"}
    told: dict[str, Any] = {"source": blot(source)}
    async with PlainHttp(settings, _PATIENCE) as http:
        before = time.time()
        answer = await http.ask("HEAD", source)
        after = time.time()
    if answer.date is None:
        trouble = answer.trouble or f"status {answer.status} without a Date of its own"
        log.warning("the time source told no time", source=told["source"], because=trouble)
        return {**told, "because": f"the time source told no time: {trouble}"}
    found = tell_offset(before, after, answer.date)
    if found is None:
        log.warning("the time source told no time", source=told["source"], because=f"its Date is {answer.date!r}")
        return {**told, "because": "the time source told no time that can be read"}
    if abs(found["offset_seconds"]) > found["unsure_seconds"] + _WORTH_TELLING:
        log.warning("this machine's clock is off", seconds=found["offset_seconds"], against=told["source"])
    return {**told, **found}


def tell_offset(before: float, after: float, date: str) -> dict[str, Any] | None:
    """From our clock before and after the question (Unix seconds) and the answer's Date, which has whole seconds; null for no date.

    The server wrote `date` at some moment between both, in the second that it names: the truth lies within `unsure_seconds`.
    """
    try:
        theirs = parsedate_to_datetime(date)
    except ValueError:
        return None
    second = theirs.replace(tzinfo=theirs.tzinfo or UTC).timestamp()
    least, most = before - (second + 1), after - second
    asked = datetime.fromtimestamp(after, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"asked": asked, "offset_seconds": round((least + most) / 2, 3), "unsure_seconds": round((most - least) / 2, 3), "date": date}
