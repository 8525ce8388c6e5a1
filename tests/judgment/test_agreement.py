"""Two looks: a rule fails only where both say so, in whatever order they came."""

import itertools

import pytest

from checker.judgment import judge, load_edition, needs_second_look
from checker.records.judgment import Badge, Finding, Judgment
from checker.records.observation import Observation
from tests.judgment import looks

EDITION = load_edition("guideline-2017")
CIRCUMSTANCES = looks.circumstances()

SHOWN = looks.look()
MISSING = looks.look(looks.marks(icp=None))
HIDDEN = looks.look(looks.marks(icp=looks.mark("icp", proof=looks.unseen("no_pixels"))))
BROKEN = looks.look(looks.marks(icp=looks.mark("icp", shape="hint", failure="HTTP 404", proof=None)))
MISMATCHED = looks.look(looks.marks(icp=looks.mark("icp", value="蜀ICP备19007388号")))
MALFORMED = looks.look(looks.marks(icp=looks.mark("icp", shape="label", raw="蜀ICP备XX号", value=None)))
UNDETERMINED = looks.look(looks.marks(icp=None), incomplete=["框架页面未能加载"])
UNREACHED = looks.not_reached()


def both(first: Observation, second: Observation | None) -> Judgment:
    return judge(first, second, EDITION, CIRCUMSTANCES)


def icp(judgment: Judgment) -> tuple[Finding, Badge]:
    finding = next(each for each in judgment.findings if each.rule == "mark-icp")
    return finding, judgment.badges[1]


@pytest.mark.parametrize(
    ("first", "second", "outcome", "state"),
    [
        (MISSING, MISSING, "fail", "missing"),
        (MISSING, HIDDEN, "fail", "hidden"),
        (BROKEN, MISSING, "fail", "broken"),
        (MISMATCHED, MALFORMED, "fail", "mismatched"),
        (MISMATCHED, MISSING, "cannot_tell", "mismatched"),
        (MALFORMED, BROKEN, "cannot_tell", "malformed"),
        (MISSING, SHOWN, "cannot_tell", "shown"),
        (MISMATCHED, SHOWN, "cannot_tell", "shown"),
        (MISSING, UNDETERMINED, "cannot_tell", "undetermined"),
        (MISMATCHED, UNREACHED, "cannot_tell", "undetermined"),
        (SHOWN, UNDETERMINED, "pass", "shown"),
        (SHOWN, UNREACHED, "pass", "shown"),
        (SHOWN, SHOWN, "pass", "shown"),
        (UNREACHED, UNREACHED, "cannot_tell", "undetermined"),
    ],
)
def test_two_looks(first: Observation, second: Observation, outcome: str, state: str) -> None:
    for one, other in ((first, second), (second, first)):
        finding, badge = icp(both(one, other))
        assert (finding.outcome, badge.state) == (outcome, state)


def test_no_pair_of_looks_accuses_unless_each_does() -> None:
    everything = [SHOWN, MISSING, HIDDEN, BROKEN, MISMATCHED, MALFORMED, UNDETERMINED, UNREACHED]
    for first, second in itertools.product(everything, repeat=2):
        judgment = both(first, second)
        accusing = icp(both(first, None))[0].outcome == icp(both(second, None))[0].outcome == "fail"
        assert accusing or (icp(judgment)[0].outcome != "fail" and judgment.verdict != "fail" and judgment.problems == "")
        assert icp(judgment)[1].state not in ("missing", "hidden", "broken", "mismatched", "malformed") or accusing


def test_the_better_look_tells_how_the_site_was_reached() -> None:
    judgment = both(UNREACHED, SHOWN)
    assert judgment.reach.state == "reached" and judgment.verdict == "pass"
    assert both(SHOWN, UNREACHED).reach == SHOWN.reach
    own_fault = looks.not_reached("our_fault")
    assert both(own_fault, UNREACHED).reach.state == "timeout" == both(UNREACHED, own_fault).reach.state


def test_a_flaw_that_only_the_second_look_could_see_is_not_held_against_the_site() -> None:
    judgment = both(UNREACHED, MISSING)
    assert icp(judgment)[0].outcome == "cannot_tell" and judgment.verdict == "cannot_tell"


def test_both_looks_stay_in_the_words_and_in_the_evidence() -> None:
    again = looks.look(looks.marks(icp=looks.mark("icp", proof=looks.unseen("small"), evidence=["sites/x/again/badge-icp.png"])))
    finding, badge = icp(both(HIDDEN, again))
    assert "第一次查看：" in finding.because and "第二次查看：" in finding.because
    assert finding.evidence == ["sites/5107000012/badge-icp.png", "sites/x/again/badge-icp.png"]
    assert "第二次查看：" in badge.because


def test_what_official_hosts_did_to_one_look_is_nobodys_fault() -> None:
    loader = "https://dcs.conac.cn/js/25/000/0000/60459894/CA250000000604598940001.js"
    broken = looks.look(looks.marks(party_gov=looks.mark("party_gov", shape="loader", script=loader, failure="timed out", proof=None)))
    absent = looks.look(looks.marks(party_gov=None))
    down = looks.circumstances(official_hosts_down=["dcs.conac.cn"])
    judgment = judge(broken, absent, EDITION, down)
    assert judgment.findings[3].outcome == "cannot_tell" and judgment.findings[3].needs is None
    assert judge(broken, broken, EDITION, down).findings[3].needs == "history"
    unseen_to_its_end = looks.look(looks.marks(party_gov=None), incomplete=["框架页面未能加载"])
    for pair in ((broken, unseen_to_its_end), (unseen_to_its_end, broken)):
        assert judge(*pair, EDITION, down).findings[3].needs is None


@pytest.mark.parametrize("look", [MISSING, HIDDEN, BROKEN, MISMATCHED, MALFORMED, UNREACHED])
def test_what_would_accuse_is_looked_at_once_more(look: Observation) -> None:
    assert needs_second_look(both(look, None))


def test_a_bad_badge_is_looked_at_once_more_though_the_edition_does_not_punish_it() -> None:
    assert needs_second_look(judge(MISSING, None, load_edition("2015-15"), CIRCUMSTANCES))


def test_an_irregular_domain_is_looked_at_once_more() -> None:
    assert needs_second_look(both(looks.look(reach=looks.reach(final_url="http://www.ylrsj.gov.cn/")), None))


@pytest.mark.parametrize("look", [SHOWN, UNDETERMINED])
def test_what_accuses_nobody_is_not(look: Observation) -> None:
    assert not needs_second_look(both(look, None))
