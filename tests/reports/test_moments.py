"""Times are told in Beijing time."""

from checker.reports.moments import beijing, day, span


def test_utc_becomes_beijing() -> None:
    assert beijing("2026-11-22T16:18:05Z") == "2026年11月23日 00:18:05"
    assert beijing("2026-11-22T14:18:05") == "2026年11月22日 22:18:05"
    assert beijing("2026-11-22T14:18:05+08:00") == "2026年11月22日 14:18:05"


def test_the_day_of_the_end_stands_only_where_it_differs() -> None:
    assert span("2026-11-22T14:18:00Z", "2026-11-22T14:41:00Z") == "2026年11月22日 22:18 至 22:41"
    assert span("2026-11-22T15:50:00Z", "2026-11-22T16:10:00Z") == "2026年11月22日 23:50 至 2026年11月23日 00:10"


def test_a_run_that_goes_on_says_so() -> None:
    assert span("2026-11-22T14:18:00Z", None) == "2026年11月22日 22:18 起，尚未结束"
    assert span(None, None) == "未记录"


def test_what_is_no_time_is_given_back() -> None:
    assert beijing("gestern") == "gestern"
    assert beijing(None) == ""
    assert day("2026-08-01") == "2026年8月1日"
    assert day("soon") == "soon"
