"""The elements that a CSS selector finds in a page or in one of its frames, by the numbers that the layout knows them by."""

import json
from typing import Any

from checker.rendering.session import PageTrouble, Session

_MOST = 300  # rows


async def select_rows(session: Session, items: str, date: str | None, frame: str | None) -> list[tuple[int, int | None]]:
    """Each row that `items` finds, and the element within it that `date` finds; empty where there is none. `frame` is a name or a part
    of an address. Raises PageTrouble, also for a selector that no browser reads."""
    frame_id = await _frame_id(session, frame)
    if frame is not None and frame_id is None:
        return []
    words = {"expression": f"({_SELECT})(...{json.dumps([items, date, _MOST])})", "contextId": await session.world(frame_id)}
    answer = await session.send("Runtime.evaluate", words)
    if "exceptionDetails" in answer:
        raise PageTrouble(f"{items}: {answer['exceptionDetails'].get('exception', {}).get('description', 'no selector')}".splitlines()[0])
    listed = await session.send("Runtime.getProperties", {"objectId": answer["result"]["objectId"], "ownProperties": True})
    found = {int(one["name"]): one["value"] for one in listed["result"] if one["name"].isdigit()}
    numbers = [await _number(session, found[place]) for place in sorted(found)]
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return [(row, day) for row, day in pairs if row is not None]


# rows and days in turn; null where a row has none
_SELECT = """(items, date, most) => [...document.querySelectorAll(items)].slice(0, most)
  .flatMap((row) => [row, date ? row.querySelector(date) : null])"""


async def _number(session: Session, value: dict[str, Any]) -> int | None:
    if "objectId" not in value:
        return None
    described = await session.send("DOM.describeNode", {"objectId": value["objectId"]})
    number: int = described["node"]["backendNodeId"]
    return number


async def _frame_id(session: Session, wanted: str | None) -> str | None:
    if wanted is None:
        return None
    waiting = [(await session.send("Page.getFrameTree"))["frameTree"]]
    frames = []
    while waiting:
        tree = waiting.pop(0)
        frames.append(tree["frame"])
        waiting += tree.get("childFrames", [])
    named = [one for one in frames[1:] if one.get("name") == wanted] or [one for one in frames[1:] if wanted in one["url"]]
    return named[0]["id"] if named else None
