"""Days as exports write them."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.error_reports.written_moment import read_moment

DAY = date(2018, 7, 23)
WRITINGS = [
    "2018-07-23", "2018-7-23", "2018/7/23", "2018/07/23 9:05", "2018.07.23", "2018年7月23日", "2018年07月23日 09时05分",
    "2018年7月23日9点", "2018-07-23 09:05:11", "2018-07-23T09:05:11", "2018-07-23 09:05:11.0", "20180723", "20180723090511",
    "43304", "43304.378", "'2018-07-23", "２０１８－０７－２３", "2018－07－23", " 2018-07-23 ", "2018-07-23 星期一 09:05",
    "2018年7月23日（星期一）", "2018-07-23 上午 9:05", "2018-07-23 下午 3:05", "1532308000", "1532308000000",
    "2018-07-22T17:30:00Z", "2018-07-23T00:30:00+08:00", "2018-07-22 17:30:00+00:00", "二〇一八年七月二十三日",
    "2018-07-23 2018-07-23", "7/23/2018", "2018 年 7 月 23 日", "18-07-23",
]  # fmt: skip
UNTOLD = [
    ("7月23日", "没有写明年份"), ("昨天", "没有写明年份"), ("2018-02-30", "没有这一天"), ("2018年2月29日", "没有这一天"),
    ("07/08/2018", "分不清月和日"), ("2018-07-23至2018-07-25", "有不止一个日期"), ("张三", "不是日期"), ("", "不是日期"),
    ("13800000000", "不是日期"), ("5107000012", "不是日期"), ("12345", "不是日期"), ("99999", "不是日期"), ("已受理", "不是日期"),
    ("20181323", "不是日期"), ("2018-13-45T00:00:00Z", "不是日期"), ("9999-12-31T23:00:00Z", "不是日期"), ("0000-01-01T00:00Z", "不是日期"),
]  # fmt: skip


@pytest.mark.parametrize("text", WRITINGS)
def test_a_writing(text: str) -> None:
    assert read_moment(text) == DAY


@pytest.mark.parametrize(("text", "says"), UNTOLD)
def test_what_tells_no_day_says_why(text: str, says: str) -> None:
    told = read_moment(text)
    assert isinstance(told, str) and says in told


@given(st.dates(date(1991, 1, 1), date(2039, 12, 31)), st.times())
def test_every_day_in_every_usual_writing(day: date, clock: time) -> None:
    moment = datetime.combine(day, clock, timezone(timedelta(hours=8)))
    serial = (day - date(1899, 12, 30)).days + moment.hour / 24
    compact = [f"{moment:%Y%m%d}", f"{moment:%Y%m%d%H%M%S}", f"{serial:.5f}"]
    spelled = [f"{day.year}年{day.month}月{day.day}日", f"{day.year}.{day.month}.{day.day}", f"{moment:%Y/%m/%d %H:%M}"]
    zoned = [moment.isoformat(), moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), f"{moment:%Y-%m-%d %H:%M:%S}"]
    for text in (*compact, *spelled, *zoned):
        assert read_moment(text) == day, text


@given(st.text(max_size=30))
def test_no_cell_breaks_it(text: str) -> None:
    assert isinstance(read_moment(text), date | str)
