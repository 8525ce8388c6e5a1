"""One day's visits of two machines that wrote without knowing of each other become one chain: nothing is lost, nothing told twice.

Pure. The stored chain stays as it is, byte for byte; behind it comes a line `joined`, and behind that what only the other machine has,
each line's content as it was, chained anew.
"""

from collections.abc import Generator
from typing import Any

from checker.evidence.chained_log import chain, read_log
from checker.evidence.json_lines import write_object
from checker.evidence.moments import follow_moments
from checker.evidence.things import Thing

JOINED = "joined"  # event of the line before what was joined: `lines` of them, written behind the line whose hash is `after`


def join_logs(stored: bytes, own: bytes, now: str) -> bytes:
    """`stored` with what only `own` has behind it. Both are whole chains; they are the same up to some line, maybe from the first on."""
    there, here = read_log(stored), read_log(own)
    pairs = enumerate(zip(there.lines, here.lines, strict=False))
    same = next((n for n, (one, other) in pairs if one != other), min(len(there.lines), len(here.lines)))
    known = {write_object(_content(line)) for line in there.lines}
    missing = [_content(line) for line in here.lines[same:] if line.get("event") != JOINED]
    missing = sorted((content for content in missing if write_object(content) not in known), key=_moment)
    if not missing:
        return stored
    after = here.lines[same]["prev"]
    return chain(stored, [{"at": now, "event": JOINED, "after": after, "lines": len(missing)}, *missing])


def follow_visits(name: str, lines: list[dict[str, Any]]) -> Generator[Thing, None, None]:
    """Names lines that were recorded before what precedes them; what was joined goes on from where the two machines parted."""
    latest: str | None = None
    other: str | None = None  # of the machine whose lines were joined, of which `left` are still to come
    left = 0
    upto: dict[object, str | None] = {}  # by a line's hash, the latest moment up to it
    for number, line in enumerate(lines, start=1):
        upto.setdefault(line.get("prev"), latest)
        told = [{"at": _moment(line)}]
        if left:
            other = yield from follow_moments(name, told, other, first=number)
            left -= 1
            continue
        latest = yield from follow_moments(name, told, latest, first=number)
        count = line.get("lines")
        if line.get("event") == JOINED and isinstance(count, int):
            other, left = upto.get(line.get("after")), max(count, 0)


def _content(line: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != "prev"}


def _moment(line: dict[str, Any]) -> str:
    """When the line was written: of a visit `at` is when it began, and several machines' visits begin in any order."""
    told = line.get("recorded") or line.get("at")
    return told if isinstance(told, str) else ""
