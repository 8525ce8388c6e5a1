"""Header words and the row in which they stand."""

import pytest

from checker.roster.cells import fold_word
from checker.roster.headers import HEADERS, Field, Row, find_header, is_address_header

CONTRACT: dict[Field, list[str]] = {
    "site_code": ["site_code", "网站标识码", "标识码"],
    "name": ["name", "网站名称"],
    "unit": ["unit", "填报单位", "主办单位"],
    "url": ["url", "首页地址", "首页网址", "网址"],
    "level": ["level", "网站类型", "层级"],
    "icp": ["icp", "ICP备案号"],
    "public_security": ["public_security", "公安备案号", "网安备案号"],
    "status": ["status", "状态", "运行状态"],
}


@pytest.mark.parametrize(("field", "word"), [(field, word) for field, words in CONTRACT.items() for word in words])
@pytest.mark.parametrize("written", ["{}", " {} ", "*{}（必填）", "{}：", "\u200b{}"])
def test_every_promised_header_is_known(field: Field, word: str, written: str) -> None:
    header = find_header([Row(1, ["首页地址", written.format(word)] if field != "url" else [written.format(word)])])
    assert header is not None
    assert header.columns[field] == (0 if field == "url" else 1)


def test_no_word_names_two_fields() -> None:
    folded = [fold_word(word) for words in HEADERS.values() for word in words]
    assert len(folded) == len(set(folded))


def test_the_header_is_found_below_titles_and_not_in_them() -> None:
    rows = [Row(1, ["网址"]), Row(2, ["填表日期", "2018"]), Row(4, ["网站名称", "网 址"]), Row(5, ["甲", "a.gov.cn"])]
    header = find_header(rows)
    assert header is not None
    assert (header.columns, header.data) == ({"name": 0, "url": 1}, 3)


def test_a_second_header_line_names_the_columns_under_the_first() -> None:
    rows = [Row(1, ["网站名称", "网址", "备案情况"]), Row(2, ["", "", "ICP备案号", "公安备案号", "备注"]), Row(3, ["甲", "a.gov.cn"])]
    header = find_header(rows)
    assert header is not None
    assert header.columns == {"name": 0, "url": 1, "icp": 2, "public_security": 3}
    assert header.names == ["网站名称", "网址", "ICP备案号", "公安备案号", "备注"]
    assert header.data == 2


@pytest.mark.parametrize("cells", [["", "b.gov.cn", "ICP备案号"], ["乙", "", "ICP备案号"], ["", "", "蜀ICP备05003648号"]])
def test_a_row_of_a_site_is_no_second_header_line(cells: list[str]) -> None:
    header = find_header([Row(1, ["网站名称", "网址", "备案情况"]), Row(2, cells)])
    assert header is not None
    assert header.data == 1


def test_no_address_column_is_no_header() -> None:
    assert find_header([Row(1, ["网站名称", "单位"]), Row(2, ["甲", "乙"])]) is None


def test_an_address_is_no_header() -> None:
    assert is_address_header("首页 网址")
    assert not is_address_header("http://a.gov.cn/")
    assert not is_address_header("网站名称")
