"""Cells as office programs leave them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.roster.cells import blot_passwords, clean_text, half_width, restore_digits, says_nothing


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (" \u3000甲\u00a0局 \n", "甲 局"),
        ("\ufeff甲\u200b局\u200d\u2060", "甲局"),
        ("甲\r\n局", "甲 局"),
        ("甲（局）", "甲（局）"),
        ('="5107000012"', "5107000012"),
        ("\udcff", "\ufffd"),
    ],
)
def test_text_is_cleaned(written: str, read: str) -> None:
    assert clean_text(written) == read


@given(st.text(st.characters()))
def test_clean_text_is_one_line_of_visible_characters(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned == cleaned.strip()
    assert not {unicodedata.category(char) for char in cleaned} & {"Cc", "Cf", "Cs"}
    cleaned.encode()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("5107000012.0", "5107000012"),
        ("５１０７０００００１２", "51070000012"),
        ("5.107000012E+09", "5107000012"),
        ("5.107000012e9", "5107000012"),
        ("5.107E+09", "5.107E+09"),
        ("'5107000012", "5107000012"),
        ("bm12345678", "bm12345678"),
        ("5107000012.5", "5107000012.5"),
    ],
)
def test_digits_come_back_only_where_none_was_lost(written: str, read: str) -> None:
    assert restore_digits(written) == read


@given(st.integers(1_000_000_000, 9_999_999_999))
def test_every_code_survives_a_spreadsheet(code: int) -> None:
    assert restore_digits(str(float(code))) == str(code)
    assert restore_digits(f"{code:.9E}") == str(code)


@pytest.mark.parametrize("word", ["", " ", "无", "/", "——", "－", "N/A", "暂无", "null"])
def test_words_for_nothing(word: str) -> None:
    assert says_nothing(word)


def test_words_that_only_begin_like_nothing() -> None:
    assert not says_nothing("无锡市政府")


def test_full_width_letters_become_ascii_and_nothing_else_changes() -> None:
    assert half_width("ｈｔｔｐ：／／Ａ　甲。") == "http://A 甲。"


def test_passwords_are_blotted_and_long_texts_cut() -> None:
    assert blot_passwords("甲局 | http://me:a/b@c.gov.cn/") == "甲局 | ***@c.gov.cn/"
    assert blot_passwords("x" * 1000) == "x" * 299 + "…"
