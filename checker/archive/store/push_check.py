"""Whether the pushes of a store follow one another, and none of them took anything away."""

from collections.abc import Iterator, Sequence

from checker.archive.store.pushes import Found, Push, push_name
from checker.evidence.moments import back_dated, is_before
from checker.evidence.things import Thing, thing
from checker.evidence.verification import Assertion, assert_that, judge_things


def check_pushes(found: Sequence[Found]) -> Iterator[Assertion]:
    """`found` are all that lie there, in order of name."""
    if not found:
        yield assert_that("pushes", "not_applicable")
        return
    wrong = [*_missing(found), *_altered(found), *_parted(found)]
    count = f"{len(found)} pushes", f"共{len(found)}次"
    yield judge_things("pushes", wrong) if wrong else assert_that("pushes", "passed", detail=count)
    yield assert_that("end_of_the_pushes", "not_applicable", detail=f"{found[-1].name} SHA-256 {found[-1].sha256}")


def _missing(found: Sequence[Found]) -> list[Thing]:
    there = {each.name for each in found}
    last = max(int(name.partition("/")[2].removesuffix(".json")) for name in there)
    return [thing("missing", name) for name in map(push_name, range(1, last + 1)) if name not in there]


def _altered(found: Sequence[Found]) -> list[Thing]:
    return [thing("altered", each.name) for each in found if each.push is None]


def _parted(found: Sequence[Found]) -> Iterator[Thing]:
    """What a push says of the one before it, where both can be read."""
    by_number = {each.push.number: each for each in found if each.push}
    for each in found:
        now = each.push
        if now is None:
            continue
        before = by_number.get(now.number - 1)
        if before is None or before.push is None:
            if now.number == 1 and now.previous is not None:
                yield thing("mismatched", each.name, english="the first, and names one before it", chinese="首次上传却记有上一次")
            continue
        if now.previous != before.sha256:
            yield thing("mismatched", before.name, english=f"not the one that {each.name} names", chinese=f"与{each.name}的记载不一致")
        if is_before(now.at, before.push.at):
            yield back_dated(each.name, now.at, f"{before.name} {before.push.at}")
        yield from _taken_away(each.name, before.push, now)


def _taken_away(name: str, before: Push, now: Push) -> Iterator[Thing]:
    for run, stored in before.runs.items():
        if run not in now.runs or now.runs[run].manifest != stored.manifest:
            yield thing("altered", name, english=f"no longer has the run {run} as it was", chinese=f"未保留批次{run}的原内容")
    if before.visits is not None and now.visits is None:
        yield thing("altered", name, english="no longer has the visit history", chinese="未保留访问记录")
