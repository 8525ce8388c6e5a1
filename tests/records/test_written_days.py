"""Days as lists write them are found, and nothing else is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.records.numbers import fold
from checker.records.written_days import WrittenDay, find_day, find_days

DAYS = st.dates(date(1998, 1, 1), date(2039, 12, 31))


def read(text: str) -> list[tuple[int | None, int | None, int | None, int | None]]:
    return [(day.year, day.month, day.day, day.ago) for day in find_days(fold(text)[0])]


@pytest.mark.parametrize(
    "written",
    [
        "2018-07-28", "2018/7/28", "2018.07.28", "2018年7月28日", "2018年07月28日",
        "2018 - 07 - 28", "[2018-07-28]", "（2018-07-28）",
        "2018-07-28 10:22", "2018-07-28 10:22:05", "2018-07-28T10:22:05",
        "2018年7月28日10:22", "２０１８－０７－２８", "18-07-28", "(18/07/28)",
        "发布时间：2018-07-28", "发布日期:2018-07-28 09:00 来源：某局", "关于印发某某办法的通知...2018-07-28",
        "7/28/2018 10:22:05 AM", "2018–07–28",
        "--2018-07-28", "2018-07-28点击：12",
    ],
)  # fmt: skip
def test_a_whole_day(written: str) -> None:
    assert read(written) == [(2018, 7, 28, None)]


@pytest.mark.parametrize(
    "written",
    [
        "07-28",
        "[07-28]",
        "（07-28）",
        "07/28",
        "07.28",
        "7-28",
        "[7-28]",
        "7月28日",
        "07月28日",
        "07-28 10:22",
        "０７－２８",
        "时间:07-28",
        "07-28 点击",
    ],
)
def test_a_day_without_its_year(written: str) -> None:
    assert read(written) == [(None, 7, 28, None)]


@pytest.mark.parametrize(
    ("written", "ago"),
    [
        ("今天", 0), ("今日 10:22", 0), ("昨天", 1), ("前天", 2), ("3天前", 3), ("３天前", 3),
        ("3 天前", 3), ("2小时前", 0), ("30分钟前", 0), ("刚刚", 0),
        ("30小时前", 1), ("2周前", 14), ("发布于 昨天 08:30", 1),
    ],
)  # fmt: skip
def test_a_day_counted_back(written: str, ago: int) -> None:
    assert read(written) == [(None, None, None, ago)]


@pytest.mark.parametrize(
    "other",
    [
        "国办发〔2018〕15号", "绵府函[2018]07-28号", "V2018.07.28.1", "版本1.2.3", "v07.28",
        "0816-2223344", "0816-12-23",
        "电话：0816-07-28", "3/4", "1-2", "10:10-12:00",
        "08:30-09:30", "10:22", "2018-2020年", "2016-2018", "第07-28期", "12-15岁儿童",
        "10-12月", "10-12个", "13-28",
        "07-32", "2018-13-01", "2018-07",
        "2018年7月", "5107000012", "192.168.07.28", "今天起施行", "在今天召开", "前天下", "http://a/2018/07/28",
        "12345678-07-28", "1:100", "20180728", "A-07-28",
        "3天前后", "满意率07.28分", "",
    ],
)  # fmt: skip
def test_what_is_no_day(other: str) -> None:
    assert read(other) == []


@pytest.mark.parametrize(
    "written",
    [
        "2018-07-01-2018-09-30", "2018-07-01—2018-09-30", "2018-07-01——2018-09-30", "2018/7/1-2018/9/30", "2018.07.01-2018.09.30",
        "2018-07-01至2018-09-30", "2018-07-01 09:00-2018-09-30 17:00", "起止时间：2018-07-01 - 2018-09-30",
    ],
)  # fmt: skip
def test_both_days_of_a_period(written: str) -> None:
    assert read(written) == [(2018, 7, 1, None), (2018, 9, 30, None)]


def test_a_day_that_no_calendar_has_was_written_all_the_same() -> None:
    assert read("2018-02-30") == [(2018, 2, 30, None)]


def test_places_and_words() -> None:
    folded = fold("【2018－07－28 10:22】关于某事的通知 [07-30]")[0]
    first, second = find_days(folded)
    assert (first.text, second.text) == ("2018-07-28 10:22", "07-30")
    assert folded[first.start : first.end] == first.text
    assert find_day(folded) == first
    assert find_day("无") is None


@given(
    DAYS,
    st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "[%Y-%m-%d]", "%Y-%m-%d 23:59:59", "%y-%m-%d", "%m/%d/%Y"]),
    st.data(),
)
def test_any_day_is_found_as_it_is_written(day: date, form: str, data: st.DataObject) -> None:
    written = day.strftime(form)
    if data.draw(st.booleans()):
        written = "".join(chr(ord(letter) + 0xFEE0) if letter.isdigit() else letter for letter in written)
    before, behind = (
        data.draw(st.sampled_from(["", "关于某事的通知", "日期：", " ", "...", "\n"])),
        data.draw(st.sampled_from(["", " ", "\t浏览", "】", "来源"])),
    )
    assert read(before + written + behind) == [(day.year, day.month, day.day, None)]


@given(DAYS, st.sampled_from(["%m-%d", "%m/%d", "[%m-%d]", "%m月%d日", "%m.%d", "（%m.%d）"]))
def test_any_day_without_a_year_is_found(day: date, form: str) -> None:
    assert read(day.strftime(form)) == [(None, day.month, day.day, None)]


@given(st.text(st.sampled_from("0123456789-/.年月日:： []（）天前今昨 T第号A\n")))
def test_whatever_is_found_stands_there(text: str) -> None:
    folded = fold(text)[0]
    last = 0
    for day in find_days(folded):
        assert day.start >= last
        assert folded[day.start : day.end].strip() == day.text
        assert isinstance(day, WrittenDay)
        assert day.ago is not None or (day.month in range(1, 13) and day.day in range(1, 32))
        last = day.end


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text", ["2018-" * 40_000, "07-" * 60_000, "1 " * 100_000, "[" * 100_000, "2018年" + " " * 100_000, "3" * 100_000 + "天前"]
)
def test_a_text_made_to_be_slow_is_searched_in_bounded_time(text: str) -> None:
    assert len(find_days(text)) <= 1
