"""What a script did to its page is held against no site, and speaks for none; behind its look it touches the columns alone."""

import pytest

from checker.judgment import judge, load_edition
from checker.judgment.edition import Edition
from checker.records.judgment import Judgment
from checker.records.observation import ScenarioState
from checker.records.step import Doubt, Step
from tests.judgment import looks

EDITION = load_edition("guideline-2017")
FOLLOWED = ScenarioState(file="scenarios/rsj.py", state="followed")
OPEN, LOOK = Step(number=1, words="open"), Step(number=2, words="look")


def _judge(*steps: Step, state: ScenarioState = FOLLOWED, icp: bool = True, edition: Edition = EDITION) -> Judgment:
    marks = looks.marks() if icp else looks.marks(icp=None)
    seen = looks.look(marks, scenario=state, steps=list(steps))
    return judge(seen, seen, edition, looks.circumstances())


def _step(words: str, doubt: Doubt) -> Step:
    return Step(number=3, words=words, doubt=doubt)


def _outcomes(judgment: Judgment) -> dict[str, str]:
    return {finding.rule: finding.outcome for finding in judgment.findings}


def test_steps_that_only_steer_take_nothing_back() -> None:
    clean, missing = _judge(OPEN, LOOK), _judge(OPEN, LOOK, icp=False)
    assert clean.verdict == "pass" and _outcomes(missing)["mark-icp"] == "fail"


def test_a_page_that_the_script_may_have_changed_neither_fails_nor_passes() -> None:
    for icp in (True, False):
        judged = _judge(OPEN, _step("page.evaluate", "changed"), LOOK, icp=icp)
        assert {"pass", "fail"}.isdisjoint(_outcomes(judged).values()), "of a look alone nothing is told"
        assert {badge.state for badge in judged.badges} == {"undetermined"} and judged.verdict == "cannot_tell" and judged.problems == ""
        finding = next(finding for finding in judged.findings if finding.rule == "mark-icp")
        assert finding.needs is None and "专用步骤直接操作过页面（page.evaluate）" in finding.because


def test_behind_the_look_a_change_reaches_the_columns_alone() -> None:
    told, plain = _judge(OPEN, LOOK, _step("page.evaluate", "changed"), icp=False), _judge(OPEN, LOOK, icp=False)
    outcomes = _outcomes(told)
    assert (outcomes["mark-icp"], outcomes["mark-site_code"]) == ("fail", "pass") and told.badges == plain.badges
    columns = _outcomes(_judge(OPEN, LOOK, _step("page.evaluate", "changed"), edition=load_edition("2015-15")))
    assert (columns["home-page"], columns["columns-stale"], columns["consultation-missing"]) == ("pass", "cannot_tell", "cannot_tell")


def test_what_was_refused_may_be_missing_and_what_was_seen_stands() -> None:
    told = _judge(OPEN, _step('click "#in"', "refused"), LOOK, icp=False)
    outcomes = _outcomes(told)
    assert (outcomes["mark-icp"], outcomes["mark-site_code"]) == ("cannot_tell", "pass")
    assert [badge.state for badge in told.badges[:2]] == ["shown", "undetermined"] and "未予发送" in told.badges[1].because


@pytest.mark.parametrize("doubt", ["changed", "refused"])
def test_a_script_without_a_look_of_its_own_is_in_doubt_as_a_whole(doubt: Doubt) -> None:
    assert _outcomes(_judge(OPEN, _step("page.evaluate", doubt), icp=False))["mark-icp"] == "cannot_tell"


def test_after_a_drift_and_a_change_nothing_is_told() -> None:
    """A column that is not where the script has it: the home page was steered all the same."""
    strayed = looks.drifted('column "局长信箱"')
    assert _outcomes(_judge(OPEN, _step("page.evaluate", "changed"), LOOK, state=strayed))["mark-icp"] == "cannot_tell"
    assert _outcomes(_judge(OPEN, LOOK, state=strayed))["mark-icp"] == "pass"
