"""Five badges from one look: order, states, precedence, and what is told of each."""

import itertools

import pytest

from checker.judgment.badges import read_badges
from checker.records.judgment import Badge, BadgeState
from checker.records.observation import Frame, Observation
from checker.records.sighting import KINDS, BadgeKind, Sighting
from tests.judgment import looks

WRONG = "蜀ICP备19007388号"
INSTANCES: dict[BadgeState, Sighting] = {
    "shown": looks.mark("icp"),
    "mismatched": looks.mark("icp", raw=WRONG, value=WRONG),
    "malformed": looks.mark("icp", shape="label", raw="蜀ICP备XXXXXXXX号", value=None),
    "broken": looks.mark("icp", shape="hint", source="picture", failure="HTTP 404", proof=None),
    "hidden": looks.mark("icp", proof=looks.unseen("no_box")),
}


def badge(observation: Observation, kind: BadgeKind) -> Badge:
    return next(reading.badge for reading in read_badges(observation) if reading.badge.kind == kind)


def icp(*sightings: Sighting, incomplete: list[str] | None = None) -> Badge:
    return badge(looks.look(looks.marks(icp=list(sightings)), incomplete=incomplete or []), "icp")


def test_a_site_in_order_shows_all_five_in_the_order_of_the_contract() -> None:
    badges = [reading.badge for reading in read_badges(looks.look())]
    assert [each.kind for each in badges] == ["site_code", "icp", "public_security", "party_gov", "error_report"] == list(KINDS)
    assert {each.state for each in badges} == {"shown"}
    assert [each.value for each in badges] == [looks.SITE_CODE, looks.ICP, looks.POLICE, looks.CONAC_ID, looks.SITE_CODE]
    assert [each.link_state for each in badges] == ["missing", "ok", "ok", None, None]
    assert all(each.box_in and each.evidence and each.because.endswith("。") for each in badges)


@pytest.mark.parametrize("state", INSTANCES)
def test_each_state_stands_for_its_instance(state: BadgeState) -> None:
    assert icp(INSTANCES[state]).state == state


@pytest.mark.parametrize(("better", "worse"), list(itertools.combinations(INSTANCES, 2)))
def test_the_best_instance_counts_wherever_it_stands(better: BadgeState, worse: BadgeState) -> None:
    assert icp(INSTANCES[better], INSTANCES[worse]).state == better
    assert icp(INSTANCES[worse], INSTANCES[better]).state == better


def test_what_is_absent_is_missing_and_says_what_was_searched() -> None:
    frames = [Frame(url=looks.HOME), Frame(url=f"{looks.HOME}foot.html", parent=looks.HOME)]
    found = badge(looks.look(looks.marks(icp=None), frames=frames), "icp")
    assert found.state == "missing"
    assert "含1个框架页" in found.because and "填报号码为蜀ICP备05003648号" in found.because
    assert (found.value, found.box, found.box_in, found.source, found.link, found.link_state) == (None,) * 6
    assert found.evidence == ["sites/5107000012/home.jpg"]


@pytest.mark.parametrize(("state", "expected"), [("hidden", "undetermined"), ("mismatched", "mismatched"), ("broken", "broken")])
def test_an_incomplete_look_spares_only_what_might_stand_elsewhere(state: BadgeState, expected: BadgeState) -> None:
    assert icp(INSTANCES[state], incomplete=["框架页面未能加载"]).state == expected


@pytest.mark.parametrize("release", ["deadline", "endless", "byte_limit", "script_loop", "navigation_limit", "closed"])
def test_a_page_that_never_came_to_rest_misses_nothing(release: str) -> None:
    assert badge(looks.look(looks.marks(icp=None), reach=looks.reach(release=release)), "icp").state == "undetermined"


@pytest.mark.parametrize("state", [state for state in INSTANCES if state != "shown"])
def test_nothing_accuses_beside_an_instance_whose_sight_was_not_proven(state: BadgeState) -> None:
    for unproven in (looks.mark("icp", proof=None), looks.mark("icp", proof=looks.unseen("unstable"))):
        assert icp(INSTANCES[state], unproven).state == "undetermined"
        assert icp(unproven, INSTANCES["shown"]).state == "shown"


@pytest.mark.parametrize("why", ["no_box", "no_pixels", "partly", "small", "faint", "out_of_reach"])
def test_every_way_of_not_being_seen_hides_and_says_so(why: str) -> None:
    proof = looks.unseen(why, parts=20, parts_seen=13, contrast=1.08, glyph_height=3.5)  # type: ignore[arg-type]  # the words above
    found = icp(looks.mark("icp", proof=proof))
    assert found.state == "hidden"
    measured = {"partly": "20个字中能看到13个", "small": "3.5像素", "faint": "1.08:1"}.get(why, "看")
    assert measured in found.because


def test_a_number_of_which_nothing_is_seen_is_not_said_to_be_seen_in_part() -> None:
    found = icp(looks.mark("icp", proof=looks.unseen("partly", parts=14, parts_seen=0)))
    assert (found.state, "肉眼看不到：14个字都看不到" in found.because, "一部分" in found.because) == ("hidden", True, False)


def test_a_label_that_nobody_sees_is_nothing() -> None:
    label = looks.mark("icp", shape="label", raw="ICP备案号：", value=None, proof=looks.unseen("no_box"))
    assert icp(label).state == "missing"


def test_of_two_equal_instances_the_one_with_a_good_link_is_told() -> None:
    assert icp(looks.mark("icp", link=None), looks.mark("icp")).link_state == "ok"


@pytest.mark.parametrize("kind", KINDS)
def test_what_could_not_be_measured_is_nobodys_fault(kind: BadgeKind) -> None:
    for proof in (None, looks.unseen("unstable")):
        assert badge(looks.look(looks.marks(**{kind: looks.mark(kind, proof=proof)})), kind).state == "undetermined"


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_picture_is_broken_though_a_person_sees_its_alternative_text(kind: BadgeKind) -> None:
    shape = "hint" if kind in looks.NUMBERS else "picture"
    broken = looks.mark(kind, shape=shape, failure="HTTP 404", proof=looks.SEEN)
    found = badge(looks.look(looks.marks(**{kind: broken})), kind)
    assert found.state == "broken" and "服务器返回错误状态码404" in found.because and found.evidence


def test_a_number_that_is_read_is_shown_though_a_picture_beside_it_failed() -> None:
    assert icp(looks.mark("icp", failure="HTTP 404")).state == "shown"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("failure", "told"), [("net::ERR_CONNECTION_RESET", "连接被中断"), (None, "没有写出任何内容")])
def test_a_loader_that_wrote_nothing_leaves_the_badge_broken(kind: BadgeKind, failure: str | None, told: str) -> None:
    loader = looks.mark(kind, shape="loader", script="https://dcs.conac.cn/js/25/CA25.js", failure=failure, proof=None)
    found = badge(looks.look(looks.marks(**{kind: loader})), kind)
    assert found.state == "broken" and told in found.because


@pytest.mark.parametrize(
    ("link", "answer", "state"),
    [
        ("https://beian.miit.gov.cn/", "alive", "ok"),
        ("HTTP://WWW.MIITBEIAN.GOV.CN", "alive", "ok"),
        ("http://www.miibeian.gov.cn/", "dead", "dead"),
        ("https://beian.miit.gov.cn/#/Integrated/index", None, "unproven"),
        ("https://beian.miit.gov.cn.evil.example/", "alive", "wrong"),
        ("javascript:void(0)", None, "missing"),
        ("http://[broken", None, "missing"),
        (None, None, "missing"),
    ],
)
def test_the_link_of_a_number_never_spoils_it(link: str | None, answer: str | None, state: str) -> None:
    found = icp(looks.mark("icp", link=link, link_answer=answer))
    assert (found.state, found.link_state) == ("shown", state)


def test_the_error_report_is_held_against_the_page_where_the_roster_has_no_code() -> None:
    other = looks.mark("error_report", link="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=5107000099", link_value="5107000099")
    without_code = looks.site(site_code=None)
    assert badge(looks.look(looks.marks(error_report=other), site=without_code), "error_report").state == "mismatched"
    nothing_to_compare = looks.look(looks.marks(error_report=other, site_code=None), site=without_code)
    assert badge(nothing_to_compare, "error_report").state == "shown"


def test_a_script_may_stand_behind_a_picture_in_the_place_of_a_link() -> None:
    written = looks.mark("error_report", link=None, link_answer=None, script="http://rsj.yunling.gov.cn/js/jiucuo.js")
    assert badge(looks.look(looks.marks(error_report=written)), "error_report").state == "shown"
    footer = looks.mark("party_gov", link=None, link_answer=None, script="http://rsj.yunling.gov.cn/js/footer.js")
    assert badge(looks.look(looks.marks(party_gov=footer)), "party_gov").state == "mismatched"


def test_another_witness_in_the_metadata_is_told_and_decides_nothing() -> None:
    found = badge(looks.look(meta_site_code="5107000077"), "site_code")
    assert found.state == "shown" and "5107000077" in found.because


def test_a_site_that_was_not_reached_has_five_undetermined_badges_whatever_was_sighted() -> None:
    badges = [reading.badge for reading in read_badges(looks.look(reach=looks.reach("http_error", status=404)))]
    assert [each.state for each in badges] == ["undetermined"] * 5
    assert "404" in badges[0].because


@pytest.mark.parametrize(("y", "word"), [(100.0, "首页上部"), (1500.0, "首页中部"), (2800.0, "首页底部")])
def test_the_place_is_told(y: float, word: str) -> None:
    assert word in icp(looks.mark("icp", box=(400.0, y, 160.0, 20.0))).because


def test_text_of_the_page_cannot_break_out_of_the_sentence() -> None:
    hostile = looks.mark("icp", shape="label", raw="蜀ICP备\n\u202e\x07XX号" + "长" * 500, value=None)
    because = icp(hostile).because
    assert "\n" not in because and "\u202e" not in because and "\x07" not in because and len(because) < 200
