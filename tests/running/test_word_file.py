"""The office's own word list: what people save is read, and what is wrong in it is named with its line."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.faults import UsageFault
from checker.locating.words import plain
from checker.records.word_list import ListedWord
from checker.running.word_file import read_line, read_word_list

LIST = "# 词表\n以经\t已经\n\n布署\t部署 \n  人大！全国人大，市人大\n发展观!科学发展观、新发展观\t发展理念\n单独一个\r\n"
WORDS = (
    ListedWord(word="以经", instead="已经"),
    ListedWord(word="布署", instead="部署"),
    ListedWord(word="人大", exceptions=("全国人大", "市人大")),
    ListedWord(word="发展观", instead="发展理念", exceptions=("科学发展观", "新发展观")),
    ListedWord(word="单独一个"),
)


@pytest.mark.parametrize(
    "data",
    [
        LIST.encode(),
        codecs.BOM_UTF8 + LIST.encode(),
        LIST.encode("gb18030"),
        LIST.replace("\n", "\r\n").encode("gb18030"),
        codecs.BOM_UTF16_LE + LIST.encode("utf-16-le"),
    ],
    ids=["utf-8", "bom", "gb18030", "crlf", "utf-16"],
)
def test_a_list_in_whatever_encoding(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "词表.txt"
    file.write_bytes(data)
    read = read_word_list(file)
    assert read.words == WORDS
    assert read.file == "词表.txt"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "has no word in it"),
        ("# 只有说明\n\n", "has no word in it"),
        ("以经\n\t已经\n", "line 2: there is no word"),
        ("以经\n!例外\n", "line 2: there is no word"),
        ("以经\t已经\t曾经\n", "line 1: it has more than two columns"),
        ("以经\t以经\n", "line 1: '以经' is what it should be"),
        ("以经\t以 经\n", "line 1: '以经' is what it should be"),
        ("以经\n布署\n以　经\n", "line 3: '以\\u3000经' stands in line 1 already"),
        ("以经!\n", "line 1: behind the exclamation mark stand no exceptions"),
        ("以经!已经\n", "line 1: the exception '已经' is no longer word that holds '以经'"),
        ("以经!以经\n", "line 1: the exception '以经' is no longer word"),
        ("甲" * 51 + "\n", "line 1: it is 51 characters long"),
        ("甲\x00乙\n", "line 1: it holds control characters"),
        ("以经\n\x1b[31m\n", "line 2: it holds control characters"),
        ("\u200b\n", "line 1: there is no word"),
    ],
)
def test_a_wrong_line_is_named_with_its_reason(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "词表.txt"
    file.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(UsageFault) as refused:
        read_word_list(file)
    assert says in str(refused.value)
    assert "词表.txt" in str(refused.value)


def test_what_is_no_text_and_what_is_not_there(tmp_path: Path) -> None:
    binary = tmp_path / "picture.jpg"
    binary.write_bytes("以经\n".encode() + bytes([0xFF, 0xD8, 0xFF, 0xE0]) * 9)
    with pytest.raises(UsageFault, match="line 2: this is neither UTF-8 nor GB18030"):
        read_word_list(binary)
    with pytest.raises(UsageFault, match="is a folder"):
        read_word_list(tmp_path)
    with pytest.raises(UsageFault, match="cannot be read: No such file"):
        read_word_list(tmp_path / "nowhere.txt")


@given(st.text(max_size=60).filter(lambda line: "\n" not in line))
def test_a_line_is_read_or_refused_with_a_reason(line: str) -> None:
    try:
        entry = read_line(line)
    except ValueError as refused:
        assert str(refused)
    else:
        assert plain(entry.word) and entry.word in line
        assert all(plain(entry.word) in plain(each) for each in entry.exceptions)
