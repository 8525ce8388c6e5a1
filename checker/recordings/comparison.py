"""What was seen, held against what is expected: each difference in one plain sentence."""

from collections.abc import Sequence

from checker.recordings.expectation import Expectation, ExpectedColumn, Negative
from checker.records.judgment import Column, Judgment
from checker.records.step import Step

_IDLE = {"not_seen": "nothing of the kind was seen", "not_closed": "what it pressed did not close"}


def tell_differences(expectation: Expectation, judgment: Judgment) -> list[str]:
    """Nothing where the site was seen as expected, with its script followed to its end."""
    return tell_way(judgment) or tell_otherwise(expectation, judgment)  # after a drift what was seen is the plain visit's


def tell_otherwise(expectation: Expectation, judgment: Judgment) -> list[str]:
    """Marks and columns that were seen otherwise than expected, by whatever way the page was seen."""
    seen = {badge.kind: badge for badge in judgment.badges}
    told = [
        f"{kind}: expected {state}, seen {seen[kind].state} ({seen[kind].because})"
        for kind, state in expectation.badges.items()
        if seen[kind].state != state
    ]
    for column in expectation.columns:
        told += _of_a_column(column, judgment.columns)
    return told


def tell_unnoticed(negative: Negative, judgment: Judgment) -> list[str]:
    """Nothing where the change was seen for what it is."""
    told = tell_way(judgment)
    if told:
        return told
    badge = next(badge for badge in judgment.badges if badge.kind == negative.badge)
    if badge.state != negative.state:
        return [f"{negative.badge}: expected {negative.state} ({negative.change}), seen {badge.state} ({badge.because})"]
    return []


def tell_drift(steps: Sequence[Step]) -> list[str]:
    """Why a script went no further."""
    return [f"step {step.number} stood on {step.url}: {step.because}" for step in steps if step.outcome == "drifted"]


def tell_idle(steps: Sequence[Step]) -> list[str]:
    """Steps that never apply: on the pages that were recorded for it a script has no step in vain."""
    return [f"step {step.number}, {step.words}, never applies: {_IDLE[step.outcome]}" for step in steps if step.outcome in _IDLE]


def tell_way(judgment: Judgment) -> list[str]:
    """Nothing where the page was reached and its script followed to the end."""
    if judgment.reach.state != "reached":
        return [f"the page was not reached: {judgment.reach.state}"]
    scenario = judgment.scenario
    if scenario.state == "followed":
        return []
    return [f"the script drifted: {scenario.step}" if scenario.state == "drifted" else "no script was followed"]


def _of_a_column(expected: ExpectedColumn, seen: list[Column]) -> list[str]:
    named = [column for column in seen if column.name == expected.name]
    if not named:
        names = "、".join(column.name for column in seen if column.name) or "none"
        return [f"column {expected.name}: expected {expected.state}, not among those found ({names})"]
    column = next((each for each in named if each.category == expected.category), named[0])
    wanted: dict[str, str | int] = {"category": expected.category, "state": expected.state, **expected.measures}
    return [
        f"column {expected.name}: {field} expected {value}, seen {getattr(column, field)}"
        for field, value in wanted.items()
        if getattr(column, field) != value
    ]
