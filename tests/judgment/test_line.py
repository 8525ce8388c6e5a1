"""One site's line: whole, the same every time, whatever the page wrote into it; off-line sites; bugs; drift; levels."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.judgment import OFFLINE_RULE, edition_ids, judge, load_edition, needs_second_look
from checker.judgment.checks import CHECKS
from checker.judgment.checks.answer import Answer, Case, Params
from checker.records.judgment import Judgment
from checker.records.look import ReachState
from checker.records.observation import Observation
from checker.records.sighting import KINDS, Sighting
from tests.judgment import looks

GUIDELINE = load_edition("guideline-2017")
CIRCUMSTANCES = looks.circumstances()
EVERY_REACH: list[ReachState] = [
    "timeout", "dns", "refused", "reset", "tls", "http_error", "blocked",
    "redirect_loop", "download", "empty", "crashed", "not_allowed", "our_fault",
]  # fmt: skip


@pytest.mark.parametrize("edition_id", edition_ids())
def test_a_site_in_order_passes_with_nothing_to_report(edition_id: str) -> None:
    judgment = judge(looks.look(), None, load_edition(edition_id), CIRCUMSTANCES)
    assert (judgment.verdict, judgment.final_verdict, judgment.problems) == ("pass", "pass", "")
    assert judgment.score in (None, 100)
    assert judgment.key == looks.SITE_CODE and judgment.site.icp == "蜀ICP备05003648号"
    assert not any(finding.outcome == "fail" for finding in judgment.findings)
    assert {finding.edition for finding in judgment.findings} == {edition_id}


def test_the_line_has_the_contracts_fields_and_comes_back_from_json() -> None:
    judgment = judge(looks.look(), None, GUIDELINE, CIRCUMSTANCES)
    line = json.loads(judgment.model_dump_json(by_alias=True))
    assert list(line) == [
        "schema", "key", "site", "reach", "scenario", "badges", "columns", "findings", "score", "score_lines",
        "verdict", "final_verdict", "problems", "reviews",
    ]  # fmt: skip
    assert Judgment.model_validate(line) == judgment


@pytest.mark.parametrize("edition_id", edition_ids())
def test_rules_that_are_not_built_yield_no_finding(edition_id: str) -> None:
    edition = load_edition(edition_id)
    judgment = judge(looks.look(), None, edition, CIRCUMSTANCES)
    assert [finding.rule for finding in judgment.findings] == [rule.id for rule in edition.rules if rule.check is not None]


@pytest.mark.parametrize("edition_id", edition_ids())
@pytest.mark.parametrize("state", EVERY_REACH)
def test_a_site_that_was_not_reached_is_neither_passed_nor_accused(edition_id: str, state: ReachState) -> None:
    unreached = looks.not_reached(state)
    for second in (None, unreached):
        judgment = judge(unreached, second, load_edition(edition_id), CIRCUMSTANCES)
        assert judgment.verdict == "cannot_tell" and judgment.problems == ""
        assert all(finding.outcome in ("cannot_tell", "not_applicable") and finding.because for finding in judgment.findings)
        assert judgment.score is None
        assert [badge.state for badge in judgment.badges] == ["undetermined"] * 5


def test_the_same_looks_give_the_same_bytes() -> None:
    first, second = looks.look(looks.marks(icp=None)), looks.look(looks.marks(icp=None), number=2)
    kept = [Observation.model_validate_json(look.model_dump_json(by_alias=True)) for look in (first, second)]
    line = judge(first, second, GUIDELINE, CIRCUMSTANCES).model_dump_json(by_alias=True)
    assert judge(kept[0], kept[1], GUIDELINE, CIRCUMSTANCES).model_dump_json(by_alias=True) == line


def test_several_problems_stand_in_one_sentence() -> None:
    bad = looks.look(looks.marks(icp=None, public_security=None), reach=looks.reach(final_url="http://www.ylrsj.gov.cn/"))
    judgment = judge(bad, bad, GUIDELINE, CIRCUMSTANCES)
    assert judgment.problems == "首页未显示ICP备案号；首页未显示公安备案号；域名不规范（www.ylrsj.gov.cn）"
    assert judgment.verdict == "fail"


def test_a_bug_in_a_check_costs_its_own_finding_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(_: Params, __: Case) -> Answer:
        raise ZeroDivisionError("the check's own mistake")

    monkeypatch.setitem(CHECKS, "domain", replace(CHECKS["domain"], judge=stumble))
    bugs: list[str] = []
    judgment = judge(looks.look(), None, GUIDELINE, CIRCUMSTANCES, bugs.append)
    [finding] = [each for each in judgment.findings if each.rule == "domain"]
    assert (finding.outcome, finding.needs) == ("cannot_tell", None)
    assert "ZeroDivisionError" in finding.because and judgment.verdict == "cannot_tell"
    assert len(bugs) == 1 and "the check's own mistake" in bugs[0] and "Traceback" in bugs[0]
    assert all(each.outcome == "pass" for each in judgment.findings if each.rule.startswith("mark-"))


def test_after_a_drift_a_pass_stands_and_a_fail_cannot_be_told() -> None:
    strayed = looks.look(looks.marks(icp=None), scenario=looks.drifted("进入首页"))
    judgment = judge(strayed, strayed, GUIDELINE, CIRCUMSTANCES)
    outcomes = {finding.rule: finding.outcome for finding in judgment.findings}
    assert outcomes["mark-icp"] == "cannot_tell" and outcomes["mark-site_code"] == "pass" and judgment.verdict == "cannot_tell"
    assert judge(looks.look(looks.marks(icp=None)), strayed, GUIDELINE, CIRCUMSTANCES).scenario.state == "drifted"
    badges = {badge.kind: badge for badge in judgment.badges}
    assert (badges["icp"].state, badges["site_code"].state) == ("undetermined", "shown") and "进入首页" in badges["icp"].because
    assert needs_second_look(judge(strayed, None, GUIDELINE, CIRCUMSTANCES)), "a script may have strayed by chance"
    seen_again = judge(strayed, looks.look(looks.marks(icp=None)), GUIDELINE, CIRCUMSTANCES)
    assert [badge.state for badge in seen_again.badges if badge.kind == "icp"] == ["undetermined"]


def test_a_rule_holds_only_for_the_levels_that_it_names(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'id = "own"\ntitle = "办法"\nlocal = true\nextends = "guideline-2017"\n[rules.mark-icp]\napplies = ["park", "city_portal"]\n',
        encoding="utf-8",
    )
    edition = load_edition(str(own))
    absent = looks.marks(icp=None)
    expected = {"department": "not_applicable", "park": "fail", None: "cannot_tell"}
    for level, outcome in expected.items():
        judgment = judge(looks.look(absent, site=looks.site(level=level)), None, edition, CIRCUMSTANCES)
        assert next(finding.outcome for finding in judgment.findings if finding.rule == "mark-icp") == outcome


OFFLINE = looks.site(status="offline")


def offline(state: ReachState) -> Observation:
    return looks.look(site=OFFLINE) if state == "reached" else looks.not_reached(state, site=OFFLINE)


@pytest.mark.parametrize("edition_id", edition_ids())
@pytest.mark.parametrize("state", ["dns", "refused", "timeout", "reset"])
def test_a_site_that_is_permanently_offline_and_silent_is_in_order(edition_id: str, state: ReachState) -> None:
    judgment = judge(offline(state), None, load_edition(edition_id), CIRCUMSTANCES)
    assert [(finding.rule, finding.outcome, finding.weight) for finding in judgment.findings] == [(OFFLINE_RULE, "pass", "note")]
    assert (judgment.verdict, judgment.problems) == ("pass", "") and not needs_second_look(judgment)
    assert [badge.kind for badge in judgment.badges] == list(KINDS)
    assert all(badge.state == "undetermined" and "永久下线" in badge.because for badge in judgment.badges)


def test_a_site_that_is_permanently_offline_and_answers_is_reported_once_both_looks_saw_it() -> None:
    provisional = judge(offline("reached"), None, GUIDELINE, CIRCUMSTANCES)
    assert needs_second_look(provisional)
    judgment = judge(offline("reached"), offline("reached"), GUIDELINE, CIRCUMSTANCES)
    assert [finding.outcome for finding in judgment.findings] == ["fail"]
    assert judgment.problems == "名单标明永久下线，但首页仍可打开" and judgment.verdict == "pass"
    gone_again = judge(offline("reached"), offline("dns"), GUIDELINE, CIRCUMSTANCES)
    assert [finding.outcome for finding in gone_again.findings] == ["cannot_tell"] and gone_again.problems == ""


@pytest.mark.parametrize(("state", "needs"), [("http_error", "person"), ("tls", "person"), ("our_fault", None), ("not_allowed", None)])
def test_an_offline_site_of_which_nobody_knows_is_said_to_be_so(state: ReachState, needs: str | None) -> None:
    judgment = judge(offline(state), None, GUIDELINE, CIRCUMSTANCES)
    assert [(finding.outcome, finding.needs) for finding in judgment.findings] == [("cannot_tell", needs)]


words = st.text(max_size=40)
maybe = st.none() | words
sightings = st.builds(
    Sighting,
    kind=st.sampled_from(KINDS),
    shape=st.sampled_from(["number", "label", "picture", "loader", "hint"]),
    source=st.sampled_from(["text", "picture", "link"]),
    raw=words,
    value=maybe,
    link=maybe | words.map("https://zfwzgl.www.gov.cn/x?site_code={}".format) | words.map("http://[{}".format),
    link_value=maybe,
    link_answer=st.sampled_from(["alive", "dead", "unproven", None]),
    script=maybe,
    proof=st.sampled_from([None, looks.SEEN, looks.unseen("partly"), looks.unseen("unstable"), looks.unseen("faint")]),
    failure=maybe,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(sightings, max_size=6), st.lists(sightings, max_size=6), maybe, words, st.lists(words, max_size=2))
def test_whatever_a_page_writes_two_looks_give_a_line_that_accuses_only_where_both_do(
    one: list[Sighting], other: list[Sighting], final_url: str | None, roster: str, gaps: list[str]
) -> None:
    fields: dict[str, Any] = {"site": looks.site(icp=roster, public_security=roster), "reach": looks.reach(final_url=final_url)}
    first, second = looks.look(one, incomplete=gaps, **fields), looks.look(other, number=2, **fields)
    alone = [judge(look, None, GUIDELINE, CIRCUMSTANCES) for look in (first, second)]
    together = judge(first, second, GUIDELINE, CIRCUMSTANCES)
    assert [badge.kind for badge in together.badges] == list(KINDS)
    for finding, *each in zip(together.findings, *(judgment.findings for judgment in alone), strict=True):
        assert finding.because
        assert finding.outcome != "fail" or [look.outcome for look in each] == ["fail", "fail"]
    assert "\n" not in together.problems
    turned = judge(second, first, GUIDELINE, CIRCUMSTANCES)
    assert [finding.outcome for finding in turned.findings] == [finding.outcome for finding in together.findings]
    assert (turned.verdict, [badge.state for badge in turned.badges]) == (together.verdict, [badge.state for badge in together.badges])


@pytest.mark.parametrize(("services", "state"), [(True, ["missing"]), (None, ["missing"]), (False, [])])
def test_services_are_not_asked_of_a_site_that_has_none_to_offer(services: bool | None, state: list[str]) -> None:
    columns = [seen for seen in looks.look().columns if seen.category != "service"]
    judgment = judge(looks.look(site=looks.site(services=services), columns=columns), None, load_edition("2019-19"), CIRCUMSTANCES)
    assert [column.state for column in judgment.columns if column.category == "service"] == state
    assert judgment.site.services is services
