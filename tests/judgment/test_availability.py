"""How a week of visits is counted, whatever the visits are: nothing counts twice, and what says nothing helps nobody."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from checker.judgment import judge, load_edition
from checker.judgment.availability import how_it_counts, watch
from checker.records.judgment import Finding
from checker.records.visit_history import SiteVisit, VisitHistory
from tests.judgment import looks

AS_OF = date(2026, 3, 1)
FIRST = datetime(2026, 2, 20, 16, tzinfo=UTC)  # midnight of the offices, a day before the week
STATES = ["reached", "timeout", "dns", "refused", "reset", "tls", "http_error", "blocked", "redirect_loop", "download", "empty", "crashed"]


def visit(at: datetime, state: str = "reached", seconds: float | None = 1.0, status: int | None = 200, waited: float = 15) -> SiteVisit:
    return SiteVisit.model_validate(
        {
            "url": "http://a.gov.cn/",
            "at": at.isoformat(),
            "state": state,
            "status": status,
            "seconds": seconds,
            "waited": waited,
            "by": "probe",
        }
    )


def kept(visits: list[SiteVisit]) -> VisitHistory:
    until = AS_OF - timedelta(days=1)
    return VisitHistory(read="2026-03-01T01:00:00Z", since=AS_OF - timedelta(days=21), until=until, visits=visits)


ANY_VISIT = st.builds(
    visit,
    at=st.integers(0, 9 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes)),
    state=st.sampled_from([*STATES, "not_allowed", "our_fault"]),
    seconds=st.none() | st.floats(0, 40),
    status=st.sampled_from([None, 200, 401, 403, 404, 500, 503]),
    waited=st.sampled_from([5.0, 15.0, 30.0]),
)


@given(st.lists(ANY_VISIT, max_size=60), st.sampled_from([0.0, 15.0, 60.0]))
def test_every_visit_of_the_week_is_told_once_and_none_of_another_day(visits: list[SiteVisit], apart: float) -> None:
    watched = watch(kept(visits), AS_OF, 7, 15, apart)
    week = {each.moment for each in visits if AS_OF - timedelta(days=7) <= each.day < AS_OF}
    assert watched.counted + watched.uncounted.total() == len(week)
    assert watched.counted == watched.opened + watched.failures
    assert list(watched.days) == [AS_OF - timedelta(days=7 - n) for n in range(7)]


@given(st.lists(ANY_VISIT, max_size=60))
def test_the_order_in_which_they_were_written_down_does_not_matter(visits: list[SiteVisit]) -> None:
    by_moment = {each.moment: each for each in visits}  # two at once that differ cannot be of one probe
    alike = list(by_moment.values())
    assert watch(kept(alike), AS_OF, 7, 15, 15) == watch(kept(alike[::-1] + alike), AS_OF, 7, 15, 15)


@given(st.lists(ANY_VISIT, max_size=60))
def test_visits_that_count_are_so_far_apart(visits: list[SiteVisit]) -> None:
    opened = [visit(each.moment) for each in visits]
    moments = sorted({each.moment for each in opened if AS_OF - timedelta(days=7) <= each.day < AS_OF})
    watched = watch(kept(opened), AS_OF, 7, 15, 15)
    if all(later - earlier >= timedelta(minutes=15) for earlier, later in pairwise(moments)):
        assert watched.counted == len(moments)
    assert watched.counted <= 7 * 24 * 4 + 1


@given(st.integers(20, 24), st.integers(0, 140))
def test_the_limit_is_the_limit_and_no_rounding_moves_it(each_day: int, failing: int) -> None:
    moments = [FIRST + timedelta(days=1 + day, minutes=50 * n) for day in range(7) for n in range(each_day)]
    visits = [visit(at, "timeout", 15.001) if n < failing else visit(at) for n, at in enumerate(moments)]
    finding = held(visits)
    assert finding.outcome == ("fail" if failing * 100 >= 5 * len(moments) else "pass")
    assert watch(kept(visits), AS_OF, 7, 15, 15).percent == Fraction(100 * failing, len(moments))


def held(visits: list[SiteVisit]) -> Finding:
    look = looks.look().model_copy(update={"history": kept(visits)})
    judgment = judge(look, None, load_edition("2015-15"), looks.circumstances())
    return next(finding for finding in judgment.findings if finding.rule == "site-unreachable")


def test_a_second_look_neither_accuses_nor_acquits() -> None:
    """The week is the week: a site that opens in both looks of a run fails by it all the same, and is not looked at again for it."""
    moments = [FIRST + timedelta(days=1 + day, minutes=60 * n) for day in range(7) for n in range(20)]
    bad = kept([visit(at, "dns", 0.1, None) for at in moments])
    first = looks.look().model_copy(update={"history": bad})
    alone = judge(first, None, load_edition("2015-15"), looks.circumstances())
    both = judge(first, looks.look(number=2), load_edition("2015-15"), looks.circumstances())
    for judgment in (alone, both):
        finding = next(finding for finding in judgment.findings if finding.rule == "site-unreachable")
        assert (finding.outcome, judgment.verdict) == ("fail", "fail")
        assert finding.evidence == [f"sites/{looks.SITE_CODE}/visits.json"]
        assert "第一次查看" not in finding.because


def test_how_one_visit_counts() -> None:
    at = FIRST
    opened = [visit(at), visit(at, seconds=0), visit(at, seconds=14.999)]
    not_opened = [visit(at, seconds=15.0), visit(at, "timeout", 15.0), visit(at, "timeout", 14.998), visit(at, "timeout", 20, waited=5)]
    not_opened += [visit(at, state, 0.1, None) for state in ("dns", "refused", "reset", "tls", "redirect_loop", "download", "empty")]
    not_opened += [visit(at, "http_error", 0.1, status) for status in (404, 500, 503)]
    nothing = [visit(at, state, 0.1) for state in ("blocked", "our_fault", "not_allowed", "crashed")]
    nothing += [visit(at, "http_error", 0.1, status) for status in (401, 403)]
    nothing += [visit(at, "timeout", 5, waited=5), visit(at, seconds=None)]
    assert [how_it_counts(each, 15) for each in opened] == [True] * len(opened)
    assert [how_it_counts(each, 15) for each in not_opened] == [False] * len(not_opened)
    assert [how_it_counts(each, 15) for each in nothing] == [None] * len(nothing)
