"""Files that are no rosters: each is told in one sentence."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.faults import RosterFault
from checker.roster import read_roster


def fault_of(path: Path) -> str:
    with pytest.raises(RosterFault) as caught:
        read_roster(path)
    return str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "gone.csv"
    assert fault_of(path) == f'There is no roster "{path}": check the name and the folder.'


def test_a_folder(tmp_path: Path) -> None:
    assert fault_of(tmp_path) == f'The roster "{tmp_path}" is a folder: name the file in it.'


def test_a_file_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert fault_of(tmp_path / "a" / "b.csv") == f'The roster "{tmp_path / "a" / "b.csv"}" cannot be opened: Not a directory.'


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\xff\xfe\n\x00", b" \r\n\n"])
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(content)
    assert fault_of(path) == f'The roster "{path}" is empty.'


@pytest.mark.parametrize(
    "content", [bytes(range(256)), b"\x89PNG\r\n\x1a\n\x00\x00", b"\x7fELF\x02\x01\x01\x00", b"\xef\xbb\xbfa\xff", b"\xff\xfea"]
)
def test_binary_rubbish(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(content)
    assert fault_of(path) == (
        'The roster "roster.csv" is neither a spreadsheet nor a text in UTF-8, GB18030 or UTF-16: save it as .xlsx, or as .csv in UTF-8.'
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_web_page_under_the_name_of_a_workbook(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "导出.xls"
    path.write_bytes("\n<html><table><tr><td>网址</td></tr></table>".encode(encoding))
    assert fault_of(path) == (
        'The roster "导出.xls" is a web page or XML, whatever its name says: open it in an office program and save it as .xlsx.'
    )


def test_a_file_beyond_every_roster(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    path.touch()
    os.truncate(path, 65 << 20)
    assert fault_of(path) == f'The roster "{path}" is larger than 64 MB: that is no list of sites.'


def test_no_address_column(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("名单\n名称,电话,联系人\n甲,1,me@my.gov.cn\n", encoding="utf-8")
    assert fault_of(path) == (
        'The roster "roster.csv" has no address column. Headers seen: 名称, 电话, 联系人. '
        "One of them has to be url, 首页地址, 首页网址 or 网址."
    )


def test_a_workbook_without_a_cell(xlsx_roster: Callable[[object], Path]) -> None:
    assert "has no address column. Headers seen: none." in fault_of(xlsx_roster([]))


def test_a_header_without_rows(any_format: Callable[[object], Path]) -> None:
    path = any_format([["名称", "网址"], ["", None], [" ", ""]])
    assert fault_of(path) == 'The roster "roster.dat" has a header and no rows under it: there is nothing to check.'


def test_a_roster_from_a_pipe_is_read_as_well(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.write(write, "网址\nhttp://a.gov.cn\n".encode())
    os.close(write)
    try:
        assert [site.key for site in read_roster(Path(f"/dev/fd/{read}")).sites] == ["a.gov.cn"]
    finally:
        os.close(read)
