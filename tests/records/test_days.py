"""Months back, days in addresses, titles to compare."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.records.days import day_in_address, folded_title, months_before


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2018, 8, 1), 6, date(2018, 2, 1)),
        (date(2018, 8, 31), 6, date(2018, 2, 28)),
        (date(2020, 8, 31), 6, date(2020, 2, 29)),
        (date(2018, 1, 15), 1, date(2017, 12, 15)),
        (date(2018, 3, 31), 12, date(2017, 3, 31)),
        (date(2020, 2, 29), 12, date(2019, 2, 28)),
        (date(2018, 8, 1), 0, date(2018, 8, 1)),
    ],
)
def test_months_before(day: date, months: int, earlier: date) -> None:
    assert months_before(day, months) == earlier


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 240))
def test_months_before_is_so_many_months_and_no_later_day(day: date, months: int) -> None:
    earlier = months_before(day, months)
    assert (day.year - earlier.year) * 12 + day.month - earlier.month == months
    assert earlier.day <= day.day


@pytest.mark.parametrize(
    "address",
    [
        "http://a.gov.cn/xwzx/201807/t20180728_123456.html",
        "./t20180728_12.shtml",
        "/2018/07/28/content_5300.htm",
        "/content/2018-07/28/content_123.htm",
        "http://a.gov.cn/art/2018/7/28/art_1232_98765.html",
        "/20180728/1234.html",
        "/info/20180728102233.html",
        "/201807/28/c_1.htm",
        "/c_20180728.html",
        "/news/2018-07-28/1.html?t=20190101",
    ],
)
def test_a_day_in_an_address(address: str) -> None:
    assert day_in_address(address) == date(2018, 7, 28)


@pytest.mark.parametrize(
    "address",
    [
        None, "", "http://a.gov.cn/", "/xwzx/201807/1.html", "/t20180732_1.html", "/t20181301_1.html",
        "/show.aspx?date=20180728", "/1532000020180728.html",
        "/art_20180728123.html", "/2018/13/01/", "/18660728_1.html", "/20180230/a.html", "/20180728/t20170101_1.html",
    ],
)  # fmt: skip
def test_no_day_in_an_address(address: str | None) -> None:
    assert day_in_address(address) is None


@given(
    st.dates(date(1990, 1, 1), date(2039, 12, 31)),
    st.sampled_from(["/t{:%Y%m%d}_9.html", "/{:%Y/%m/%d}/1.html", "/art/{0.year}/{0.month}/{0.day}/art_1_2.html"]),
)
def test_any_day_in_an_address(day: date, form: str) -> None:
    assert day_in_address("http://a.gov.cn" + form.format(day)) == day


def test_titles_are_the_same_but_for_dress() -> None:
    assert folded_title("关于印发《某办法》的通知（试行）") == folded_title(" 关于印发 <某办法> 的通知(试行)…… ")
    assert folded_title("２０１８年ABC工作") == folded_title("2018年abc工作")
    assert folded_title("某县召开会议") != folded_title("某区召开会议")
