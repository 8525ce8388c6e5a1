"""One of the five marks on the home page: shown and right, or not."""

from typing import cast

from checker.judgment.checks.answer import Answer, Case, Check, Params
from checker.judgment.official_services import service_is_down
from checker.judgment.words import MARKS
from checker.records.sighting import BadgeKind


class MarkParams(Params):
    kind: BadgeKind


def judge_mark(params: Params, case: Case) -> Answer:
    """Passes what is shown; what is seen to be wrong, not seen or not there fails; an official service that is down accuses nobody."""
    kind = cast(MarkParams, params).kind
    reading = case.readings[kind]
    badge = reading.badge
    evidence = tuple(badge.evidence)
    match badge.state:
        case "shown":
            return Answer("pass", badge.because, evidence=evidence)
        case "undetermined":
            return Answer("cannot_tell", badge.because, evidence=evidence)
        case _:
            faults = dict.fromkeys(reading.fault_hosts)
            down = [host for host in faults if service_is_down(host, case.circumstances.official_hosts_down)]
            if down:
                because = f"{badge.because}检查时官方服务（{'、'.join(down)}）自身无法访问，不能归责于网站，须由以后的检查判定。"
                return Answer("cannot_tell", because, needs="history", evidence=evidence)
            words = {"mark": MARKS[kind], "detail": reading.detail}
            return Answer("fail", badge.because, ground=badge.state, words=words, evidence=evidence)


MARK = Check(
    name="mark",
    judge=judge_mark,
    params=MarkParams,
    grounds=(("mismatched", "malformed"), ("broken", "hidden", "missing")),
    words=frozenset({"mark", "detail"}),
)
