"""Chains of visits that parted become one: whoever wrote what, in whatever order they meet, each visit stands there once."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checker.evidence.chained_log import chain, read_log
from checker.evidence.json_lines import write_object
from checker.evidence.visit_joining import JOINED, follow_visits, join_logs

NOW = "2026-03-01T20:00:00.000Z"
BEGIN = datetime(2026, 3, 1, 8, tzinfo=UTC)


def visit(machine: str, minute: int, took: int = 0) -> dict[str, Any]:
    """Begun at that minute of the day, and written down when its probe ended."""
    begun, ended = ((BEGIN + timedelta(minutes=m)).isoformat().replace("+00:00", "Z") for m in (minute, minute + took))
    return {"at": begun, "event": "visit", "url": f"http://{machine}.gov.cn/", "recorded": ended}


def visits(log: bytes) -> list[str]:
    return sorted(json.dumps([line["url"], line["at"]]) for line in read_log(log).lines if line["event"] == "visit")


def back_dated(log: bytes) -> list[int | None]:
    return [thing.line for thing in follow_visits("day", read_log(log).lines)]


def test_the_stored_chain_stays_and_the_other_follows_behind_a_line_that_says_so() -> None:
    common = chain(b"", [visit("a", 0)])
    stored, own = chain(common, [visit("a", 60)]), chain(common, [visit("b", 30), visit("b", 90)])
    joined = join_logs(stored, own, NOW)
    lines = read_log(joined).lines
    assert joined.startswith(stored) and not read_log(joined).breaks
    assert [line["event"] for line in lines] == ["visit", "visit", JOINED, "visit", "visit"]
    assert (lines[2]["lines"], lines[2]["after"]) == (2, read_log(common).last_hash)
    assert back_dated(joined) == []
    assert join_logs(joined, own, NOW) == join_logs(joined, stored, NOW) == joined, "a second time there is nothing more to join"


def test_what_was_recorded_before_what_precedes_it_is_named() -> None:
    early, late = chain(b"", [visit("a", 60), visit("a", 0)]), chain(b"", [visit("a", 0)])
    assert back_dated(early) == [2]
    assert back_dated(chain(b"", [visit("a", 0, took=50), visit("b", 1, took=49)])) == [], "begun in any order, written down in this one"
    forged = join_logs(late, chain(b"", [visit("b", 90)]), NOW)
    assert back_dated(chain(forged, [visit("b", 30)])) == [4], "behind what was joined the day goes on"
    common = chain(b"", [visit("a", 30)])
    assert back_dated(join_logs(chain(common, [visit("a", 60)]), chain(common, [visit("b", 0)]), NOW)) == [4], "before they parted"


PROBES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["probe", "push"])), max_size=30)


@given(PROBES)
def test_machines_that_push_in_any_order_lose_and_double_nothing(acts: list[tuple[str, str]]) -> None:
    """Each machine has a copy of its own; a push joins it to the store's."""
    store, copies, written = b"", dict.fromkeys("abc", b""), []
    for minute, (machine, act) in enumerate(acts):
        if act == "probe":
            copies[machine] = chain(copies[machine], [visit(machine, minute)])
            written.append(visit(machine, minute))
        elif copies[machine].startswith(store):
            store = copies[machine]
        else:
            store = copies[machine] = join_logs(store, copies[machine], (BEGIN + timedelta(minutes=minute)).isoformat())
    for machine in copies:
        store = join_logs(store, copies[machine], NOW)
    assert visits(store) == visits(b"".join(write_object({**each, "prev": None}) + b"\n" for each in written))
    assert not read_log(store).breaks and back_dated(store) == []
