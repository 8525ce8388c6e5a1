"""What one look alone says of a site under an edition: five badges, and an answer for each rule that is built."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from checker.judgment.badges import Reading, read_badges
from checker.judgment.checks import CHECKS
from checker.judgment.checks.answer import Answer, Case
from checker.judgment.checks.person import PERSON
from checker.judgment.circumstances import Circumstances
from checker.judgment.columns.measured import Measured
from checker.judgment.columns.site_columns import days_in_tabs, measure_columns, settle_home
from checker.judgment.edition import Edition, Rule
from checker.judgment.steered import spare_answer, spare_reading
from checker.judgment.words import LEVELS
from checker.records.observation import Observation

NoteBug = Callable[[str], None]  # takes the traceback of a bug in a check, for the bundle


@dataclass(frozen=True)
class Opinion:
    """`answers` by rule id, in the edition's order."""

    look: Observation
    readings: tuple[Reading, ...]
    columns: tuple[Measured, ...]
    answers: dict[str, Answer]


def form_opinion(look: Observation, edition: Edition, circumstances: Circumstances, note_bug: NoteBug | None = None) -> Opinion:
    """Holds every built rule of the edition against one look."""
    readings = read_badges(look)
    columns = measure_columns(look, date.fromisoformat(circumstances.as_of), edition.required_columns)
    badges = {reading.badge.kind: reading for reading in readings}
    case = Case(look, badges, circumstances, columns, settle_home(look), days_in_tabs(look))
    answers = {rule.id: _answer(rule, case, note_bug) for rule in edition.rules if _speaks_of(rule, look)}
    return Opinion(look, tuple(spare_reading(reading, look) for reading in readings), columns, answers)


def _speaks_of(rule: Rule, look: Observation) -> bool:
    """Not a rule that is not built, nor one on columns where the look read none."""
    return rule.check is not None and not (CHECKS[rule.check].reads_columns and look.day is None)


def _answer(rule: Rule, case: Case, note_bug: NoteBug | None) -> Answer:
    assert rule.check is not None  # the caller leaves out the rules that are not built
    if rule.applies:
        level = case.look.site.level
        held = "、".join(LEVELS[each] for each in rule.applies)
        if level is None:
            return Answer("cannot_tell", f"本条只适用于{held}，名单未注明网站类型，无法判断是否适用。")
        if level not in rule.applies:
            return Answer("not_applicable", f"本条只适用于{held}，该网站为{LEVELS[level]}。")
    if rule.services is not None:
        refused = _refuse_services(rule.services == "with", case.has_services)
        if refused is not None and not (refused.outcome == "cannot_tell" and rule.check == PERSON.name):
            return refused
    check = CHECKS[rule.check]
    try:
        params = check.params.model_validate(rule.params)
        answer = check.judge(params, case)
    except Exception as bug:  # noqa: BLE001 - a bug in one check must not cost the site its line, and never accuses
        if note_bug is not None:
            note_bug(traceback.format_exc())
        return Answer("cannot_tell", f"检查系统判定本条时自身出错（{type(bug).__name__}），未能得出结论。")
    answer = replace(answer, words={**params.words(), **answer.words})
    return answer if check.reads_history else spare_answer(answer, case.look, reads_columns=check.reads_columns)


def _refuse_services(wanted: bool, has_services: bool | None) -> Answer | None:
    """Where the rule holds only with, or only without, services and the site has it otherwise; None where the rule holds."""
    if has_services is None:
        because = "名单未注明该网站有无办事服务，网站上也没有看到办事服务类栏目，无法判断本条是否适用。"
        return Answer("cannot_tell", because)
    if has_services is not wanted:
        return Answer("not_applicable", "本条只适用于提供办事服务的网站。" if wanted else "本条只适用于没有办事服务的网站。")
    return None
