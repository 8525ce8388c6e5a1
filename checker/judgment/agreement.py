"""Two looks at one site, held together so that a false accusation is impossible.

A rule fails only where both looks, each for itself, fail it for reasons of one group (the check says which belong together).
A pass beside a fail, a fail beside "cannot tell", or two fails that tell different stories are a disagreement: nobody can
tell. A pass beside "cannot tell" is a pass, for somebody saw it. The order of the looks makes no difference to any outcome.

The badge line follows: a badge that one look saw in order is `shown` (it was there to be seen, so calling it anything worse
would accuse; the finding says that the looks disagreed); an accusing state stands only where both looks bear one, and then
the better of the two; beside a look that could not tell it is `undetermined`.
"""

from dataclasses import dataclass, replace

from checker.judgment.badges import Reading
from checker.judgment.checks import CHECKS
from checker.judgment.checks.answer import Answer
from checker.judgment.columns.agreement import join_columns
from checker.judgment.columns.measured import Measured
from checker.judgment.edition import Edition
from checker.judgment.instance import state_rank
from checker.judgment.opinion import Opinion
from checker.judgment.sight import gaps
from checker.records.look import Reach
from checker.records.observation import ScenarioState

_UNREAD = Answer("cannot_tell", "另一次查看没有读取栏目。")


@dataclass(frozen=True)
class Agreed:
    """What both looks together say, or the only look alone."""

    reach: Reach
    scenario: ScenarioState
    readings: tuple[Reading, ...]
    columns: tuple[Measured, ...]
    answers: dict[str, Answer]


def alone(opinion: Opinion) -> Agreed:
    """The would-be judgment after one look."""
    return Agreed(opinion.look.reach, opinion.look.scenario, opinion.readings, opinion.columns, opinion.answers)


def agree(first: Opinion, second: Opinion, edition: Edition) -> Agreed:
    """Joins two looks at the same site under the same edition."""
    better = max(first, second, key=_worth)  # the first where both are worth the same
    drifted = next((each.look.scenario for each in (first, second) if each.look.scenario.state == "drifted"), None)
    readings = tuple(_join_readings(one, other) for one, other in zip(first.readings, second.readings, strict=True))
    checks = {rule.id: rule.check for rule in edition.rules}
    answers = {
        rule_id: answer
        if (check := CHECKS[checks[rule_id] or ""]).looks_once or check.reads_history  # the first look alone has brought what it wants
        else join_answers(answer, second.answers.get(rule_id, _UNREAD), check.grounds)
        for rule_id, answer in first.answers.items()
    }
    columns = join_columns(first.columns, second.columns)
    return Agreed(better.look.reach, drifted or better.look.scenario, readings, columns, answers)


def join_answers(first: Answer, second: Answer, grounds: tuple[tuple[str, ...], ...]) -> Answer:
    """One answer from two to the same rule; `grounds` are the check's, best first, in groups that tell the same story."""
    both = f"第一次查看：{first.because}第二次查看：{second.because}"
    evidence = tuple(dict.fromkeys((*first.evidence, *second.evidence)))
    outcomes = {first.outcome, second.outcome}
    if outcomes == {"fail"}:
        if not any(first.ground in group and second.ground in group for group in grounds):
            return Answer("cannot_tell", f"{both}两次查看的情况不一致，无法判定。", evidence=evidence, doubt=_most(first, second))
        order = [ground for group in grounds for ground in group]
        milder = min(first, second, key=lambda answer: (order.index(answer.ground or ""), answer.times))
        most = _most(first, second)
        doubt = most - milder.times if most is not None else None
        if first.because == second.because:
            return replace(milder, because=f"{first.because}两次查看结果一致。", evidence=evidence, doubt=doubt)
        return replace(milder, because=f"{both}两次查看均不符合要求。", evidence=evidence, doubt=doubt)
    if "fail" in outcomes:
        other = second if first.outcome == "fail" else first
        ending = "两次查看结果不一致，无法判定。" if other.outcome == "pass" else "另一次查看未能证实，无法判定。"
        return Answer("cannot_tell", both + ending, evidence=evidence, doubt=_most(first, second))
    if len(outcomes) == 1 and first.outcome == "cannot_tell":
        because = first.because if first.because == second.because else both
        needs = first.needs if first.needs == second.needs else None  # what this run should have told weighs more than waiting
        return Answer("cannot_tell", because, needs=needs, evidence=evidence, doubt=_most(first, second))
    return next(answer for answer in (first, second) if answer.outcome != "cannot_tell")


def _most(*answers: Answer) -> int | None:
    """How often the rule may have been broken at most, by either look; None where nobody knows."""
    most = 0
    for answer in answers:
        if answer.doubt is None:
            return None
        most = max(most, answer.doubt + (answer.times if answer.outcome == "fail" else 0))
    return most


def _join_readings(first: Reading, second: Reading) -> Reading:
    one, other = first.badge.state, second.badge.state
    if one == other == "undetermined" and first.badge.because == second.badge.because:
        return first
    better = min(first, second, key=lambda reading: state_rank(reading.badge.state))  # the first where both are equal
    if one == other == "shown":
        return better
    both = f"第一次查看：{first.badge.because}第二次查看：{second.badge.because}"
    if one == other and first.badge.because == second.badge.because:
        both = f"{first.badge.because}两次查看结果一致。"
    unconfirmed = better.badge.state != "shown" and "undetermined" in (one, other)
    state = "undetermined" if unconfirmed else better.badge.state
    return replace(better, badge=better.badge.model_copy(update={"state": state, "because": both}))


def _worth(opinion: Opinion) -> tuple[bool, bool, bool]:
    look = opinion.look
    reached = look.reach.state == "reached"
    return reached, reached and not gaps(look), look.reach.state != "our_fault"
