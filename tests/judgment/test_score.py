"""The score and its arithmetic: what is certain, what is doubtful, who is spared, and every step told in Chinese."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checker.judgment import Edition, FailLine, Rule
from checker.judgment.checks.answer import Answer
from checker.judgment.edition import Bonus, WithoutServices
from checker.judgment.held import Held, hold
from checker.judgment.score import Score, ScoredSite, count_score
from checker.judgment.verdict import decide_verdict

LINE = FailLine(points=60, full=100, source="[F]", status="verified")
ANY = ScoredSite()
FRAME = LINE.model_copy(
    update={
        "without_services": WithoutServices(levels=["department"], skipped=25, times=4, over=3),
        "bonus": Bonus(levels=["city_portal"], above=80, full=30, status="verified"),
    }
)


def edition(line: FailLine | None = LINE) -> Edition:
    return Edition(id="own", title="办法", local=True, fail_line=line, rules=())


def rule(points: float | None = -5, **fields: Any) -> Rule:
    given = {"id": "r", "title": "某条", "article": "一", "quote": "原文", "source": "[F]", "status": "verified", "weight": "deduct"}
    return Rule.model_validate(given | {"points": points, "problem": {"g": "有问题"}} | fields)


def held(points: float | None = -5, answer: Answer | None = None, **fields: Any) -> Held:
    answer = answer or Answer("fail", "理由。", ground="g")
    return hold(rule(points, **fields), answer, edition(), include_unverified=bool(fields.pop("include_unverified", False)))


def count(*found: Held, line: FailLine | None = LINE, site: ScoredSite = ANY, unverified: bool = False) -> Score | None:
    return count_score(list(found), edition(line), site, include_unverified=unverified)


def counted(*found: Held, **more: Any) -> Score:
    score = count(*found, **more)
    assert score is not None
    return score


def test_the_arithmetic_is_told_line_by_line() -> None:
    thrice = Answer("fail", "理由。", ground="g", times=3)
    score = counted(held(-5, title="政策文件"), held(-0.1, thrice, title="链接"), held(-2, Answer("pass", "理由。")))
    assert (score.points, score.least) == (94.7, 94.7)
    assert score.lines == (
        "满分100分，低于60分为不合格。",
        "政策文件：扣5分，余95分。",
        "链接：扣0.1×3＝0.3分，余94.7分。",
        "得分94.7分，不低于60分。",
    )


def test_nobody_counts_where_nothing_can_be_counted() -> None:
    assert count(held(), line=None) is None
    assert count() is None
    veto = held(None, weight="veto")
    assert count(held(), veto) is None
    unseen = held(None, Answer("cannot_tell", "首页未能打开。"), weight="veto", precondition=True, quote="", status="unverified")
    assert count(held(), unseen) is None
    from_memory = LINE.model_copy(update={"status": "unverified"})
    assert count(held(), line=from_memory) is None
    assert counted(held(), line=from_memory, unverified=True).points == 95


def test_points_that_nobody_found_in_print_are_named_and_not_counted() -> None:
    score = counted(held(-5), held(-50, status="unverified", quote="", title="凭记忆"), held(None, title="无分值"))
    assert score.points == 95
    assert "文件原文尚未核实，未计分：凭记忆。" in score.lines
    assert "分值不详，未计分：无分值。" in score.lines


def test_what_waits_for_a_person_is_named_and_holds_nothing_back() -> None:
    score = counted(held(-50, Answer("cannot_tell", "须由人工核查。", needs="person"), title="办事统计"))
    assert (score.points, score.least) == (100, 100)
    assert "须由人工核查或者持续监测，未扣分：办事统计。" in score.lines


def test_doubts_are_held_against_nobody_and_decide_only_where_they_could() -> None:
    doubt = held(-10, Answer("cannot_tell", "无法判定。", doubt=4), title="链接")
    score = counted(doubt)
    assert (score.points, score.least) == (100, 60)
    assert "链接：未能全部判定，最多还可能扣40分，未扣。" in score.lines
    assert decide_verdict([doubt], score, edition()) == "pass"
    lower = [doubt, held(-1)]
    assert decide_verdict(lower, counted(*lower), edition()) == "cannot_tell"
    unknown = held(-1, Answer("fail", "理由。", ground="g", doubt=None), title="链接")
    score = counted(unknown)
    assert (score.points, score.least) == (99, 0)
    assert "链接：未能全部判定，还可能扣多少分无法得知，未扣。" in score.lines
    assert decide_verdict([unknown], score, edition()) == "cannot_tell"


def test_the_line_itself_passes_and_one_point_less_fails() -> None:
    for lost, verdict in ((-40, "pass"), (-41, "fail")):
        found = [held(lost)]
        assert decide_verdict(found, counted(*found), edition()) == verdict


def test_a_department_without_services_is_not_asked_for_what_it_cannot_have() -> None:
    score = counted(held(-15), line=FRAME, site=ScoredSite("department", has_services=False))
    assert (score.points, score.least) == (80, 80)
    assert "该网站没有办事服务，不计其中25分：（85－25）×4/3＝80分。" in score.lines
    for site in (ScoredSite("department", has_services=True), ScoredSite("county_portal", has_services=False)):
        assert counted(held(-15), line=FRAME, site=site).points == 85


def test_where_nobody_knows_of_services_the_better_score_counts_and_the_worse_is_a_doubt() -> None:
    found = [held(-38)]
    score = counted(*found, line=FRAME, site=ScoredSite("department"))
    assert (score.points, score.least) == (62, 49.33)
    assert decide_verdict(found, score, edition(FRAME)) == "cannot_tell"
    assert any("如有，为62分；如无，不计其中25分，为（62－25）×4/3＝49.33分" in line for line in score.lines)


def test_the_bonus_is_for_portals_above_its_line_and_is_not_made_up() -> None:
    for lost, level, told in ((-19, "city_portal", True), (-20, "city_portal", False), (-19, "park", False)):
        site = ScoredSite(level, has_services=True)  # type: ignore[arg-type]  # words of the table above
        score = counted(held(lost), line=FRAME, site=site)
        assert score.points == 100 + lost
        assert any("进入加分项" in line for line in score.lines) is told


points = st.integers(min_value=-40, max_value=-1).map(float)
answers = st.builds(
    Answer, st.sampled_from(["pass", "fail", "cannot_tell"]), st.just("理由。"), needs=st.sampled_from([None, "person"]),
    ground=st.just("g"), times=st.integers(1, 5), doubt=st.none() | st.integers(0, 5),
)  # fmt: skip


@given(st.lists(st.tuples(points, answers), min_size=1, max_size=6), st.sampled_from([True, False, None]))
def test_the_score_lies_between_its_bounds_and_a_certain_fail_needs_certain_points(
    rows: list[tuple[float, Answer]], services: bool | None
) -> None:
    found = [held(lost, answer) for lost, answer in rows]
    score = counted(*found, line=FRAME, site=ScoredSite("department", services))
    assert 0 <= score.least <= score.points <= 100
    certain = sum(-lost * answer.times for lost, answer in rows if answer.outcome == "fail")
    if services is True:
        assert score.points == max(100 - certain, 0)
    assert score.lines[0] == "满分100分，低于60分为不合格。"
    assert all(line.endswith("。") for line in score.lines)
