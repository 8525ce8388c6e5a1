"""Text tables as office programs and systems export them."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.faults import RosterFault
from checker.roster import read_roster
from checker.roster.cells import clean_text
from checker.roster.delimited import read_delimited


def test_a_line_that_names_the_delimiter_is_no_row() -> None:
    rows = read_delimited(b"sep=;\r\nname,unit;url\r\na,b;http://a.gov.cn\r\n", "x")
    assert [(row.number, row.cells) for row in rows] == [(1, ["name,unit", "url"]), (2, ["a,b", "http://a.gov.cn"])]


def test_commas_inside_quotes_and_line_breaks_count_as_one_row(csv_roster: Callable[[str], Path]) -> None:
    roster = read_roster(csv_roster('名称,网址\n"甲,\n乙",a.gov.cn\n\n丙,b.gov.cn\n'))
    assert [(site.row, site.name) for site in roster.sites] == [(2, "甲, 乙"), (4, "丙")]


def test_line_ends_of_an_old_macintosh() -> None:
    assert [row.cells for row in read_delimited(b"url\ra.gov.cn\r", "x")] == [["url"], ["a.gov.cn"]]


@pytest.mark.parametrize("swallowed", ["b.gov.cn\n", "b.gov.cn\n" * 20_000])
def test_an_open_quotation_mark_is_told_before_it_swallows_rows(swallowed: str) -> None:
    with pytest.raises(RosterFault) as caught:
        read_delimited(f'name,url\n甲,a.gov.cn\n"乙,{swallowed}'.encode(), "名单.csv")
    assert str(caught.value) == (
        'The roster "名单.csv" has a quotation mark in row 3 that is never closed and would swallow the rows after it: close or delete it.'
    )


def test_numbers_that_exporters_guard_from_excel(csv_roster: Callable[[str], Path]) -> None:
    roster = read_roster(csv_roster('标识码,网址\n"=""5107000012""",a.gov.cn\n\'5107000013,b.gov.cn\n\t5107000014,c.gov.cn\n'))
    assert [site.key for site in roster.sites] == ["5107000012", "5107000013", "5107000014"]


def test_rows_without_anything_and_headers_printed_again_are_no_rows(csv_roster: Callable[[str], Path]) -> None:
    roster = read_roster(csv_roster("名称,网址\n,\n甲,a.gov.cn\n　,\u200b\n名称,网址\n乙,b.gov.cn\n"))
    assert [site.row for site in roster.sites] == [3, 6]
    assert roster.refused == ()


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=12)


@given(st.lists(st.tuples(words, words), max_size=8), st.sampled_from(",;\t"), st.sampled_from(["utf-8-sig", "utf-16", "utf-8"]))
def test_whatever_a_writer_wrote_is_read(pairs: list[tuple[str, str]], delimiter: str, encoding: str) -> None:
    table = io.StringIO()
    writer = csv.writer(table, delimiter=delimiter)
    writer.writerows([("url", "name", "unit"), *((first, second, "x") for first, second in pairs)])
    rows = read_delimited(table.getvalue().encode(encoding), "x")
    assert [row.cells for row in rows[1:]] == [[clean_text(first), clean_text(second), "x"] for first, second in pairs]
