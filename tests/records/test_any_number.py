"""Any well-formed number, as loosely written as pages write them, is found; none is made up; and no text takes for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.records.numbers import (
    PROVINCES,
    Found,
    find_icp,
    find_public_security,
    find_site_code,
    fold,
)

INVISIBLE = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\ufe0f", "\u3164", "\U000e0100"]
DASHES = ["-", "－", "—", "–", "‐", "−"]


COUNTING = ["12345678", "1234567890", "12345678901234"]


def is_filled_in(digits: str) -> bool:
    return len(set(digits)) > 1 and digits not in COUNTING


def widened(character: str) -> str:
    return chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character


@st.composite
def loosely(draw: st.DrawFn, text: str) -> str:
    """`text` with some characters in full width or lower case, and invisible ones strewn between them."""
    letters = []
    for character in text:
        changed = draw(st.sampled_from([character, character.lower(), widened(character)]))
        letters.append(changed + draw(st.sampled_from(["", "", "", *INVISIBLE])))
    return "".join(letters)


@st.composite
def icp_numbers(draw: st.DrawFn) -> tuple[str, str]:
    """(normal form, as it is printed)."""
    province = draw(st.sampled_from(PROVINCES))
    count = draw(st.sampled_from([8, 10]))
    digits = draw(st.text("0123456789", min_size=count, max_size=count).filter(is_filled_in))
    suffix = draw(st.sampled_from(["", "1", "12", "54"]))
    blank, colon = draw(st.sampled_from(["", " ", "\u00a0", "\n"])), draw(st.sampled_from(["", ":", "："]))
    hao = draw(st.sampled_from(["号", ""]))
    tail = draw(st.sampled_from(DASHES)) + suffix if suffix else ""
    printed = f"{province}{blank}ICP{blank}备{colon}{digits}{hao}{tail}"
    return f"{province}ICP备{digits}号" + (f"-{suffix}" if suffix else ""), draw(loosely(printed))


BEFORE = st.sampled_from(["", "ICP备案号：", "主办：某局 ", "Copyright 2018 ", "网站标识码：5107000012 "])
BEHIND = st.sampled_from(["", " 电话", "\n2018年", "；", "）"])


@given(icp_numbers(), BEFORE, BEHIND)
def test_any_icp_number_is_found_where_it_stands(number: tuple[str, str], before: str, behind: str) -> None:
    normal, printed = number
    text = before + printed + behind
    folded, places = fold(text)
    (found,) = find_icp(folded)
    assert found.value == normal
    assert places[found.start] == len(before)
    assert not text[places[found.end - 1] + 1 : len(before) + len(printed)].strip("".join(INVISIBLE))


@given(
    st.sampled_from(PROVINCES),
    st.text("0123456789", min_size=14, max_size=14).filter(is_filled_in),
    st.sampled_from(["公网安备", "公 网 安 备", "公网安备：", "公网安备\n", "公网安备 ", "公网安备号"]),
    st.data(),
)
def test_any_police_number_is_found(province: str, digits: str, words: str, data: st.DataObject) -> None:
    text = data.draw(loosely(f"{province}{words}{digits}")) + data.draw(st.sampled_from(["号", "", " 号", " 主办"]))
    assert [number.value for number in find_public_security(fold(text)[0])] == [f"{province}公网安备{digits}号"]


@given(
    st.one_of(st.from_regex(r"bm[0-9]{8}", fullmatch=True), st.from_regex(r"[0-9]{10}", fullmatch=True)),
    st.sampled_from(["网站标识码", "政府网站标识码", "网站标识编码", "标识码"]),
    st.sampled_from(["", "：", ":", " ", "\n", "\t", "：\n"]),
    st.data(),
)
def test_any_site_code_is_found(code: str, label: str, between: str, data: st.DataObject) -> None:
    text = data.draw(loosely(label)) + between + data.draw(loosely(code)) + data.draw(st.sampled_from(["", " 主办", "\n0816-1234567"]))
    expected = [] if set(code.removeprefix("bm")) == {"0"} or code.removeprefix("bm") in COUNTING else [code]
    assert [number.value for number in find_site_code(fold(text)[0])] == expected


@given(st.text())
def test_folding_tells_the_origin_of_each_character(text: str) -> None:
    folded, places = fold(text)
    assert len(folded) == len(places)
    assert places == sorted(places)
    for letter, place in zip(folded, places, strict=True):
        assert letter in fold(text[place])[0]
    assert fold(folded)[0] == "".join(fold(letter)[0] for letter in folded)


@given(st.text(st.sampled_from("川蜀ICP备案公网安号标识码：: -0123456789\n\tbm年")))
def test_no_number_is_made_up(text: str) -> None:
    """Whatever is found stands in the text: its digits, in their order, side by side but for blanks."""
    folded = fold(text)[0]
    for find in (find_icp, find_public_security, find_site_code):
        for number in find(folded):
            printed = "".join(folded[number.start : number.end].split()).lower()
            digits = "".join(letter for letter in number.value if letter.isdigit())
            assert "".join(letter for letter in printed if letter.isdigit()) == digits
            assert any(mark in printed for mark in ("备", "码"))


HARD = [
    "备" + " " * 200_000,
    "蜀ICP备" + " " * 200_000 + "x",
    "蜀ICP备05003648号" + " " * 200_000 + "x",
    "蜀 " * 100_000,
    "蜀ICP备" + "1 " * 100_000,
    "标识码 " * 50_000,
    "网站标识" * 50_000,
    "川公网安备" + "1" * 200_000,
    "公安" * 100_000,
    "网安备案编号 " * 30_000,
    "蜀ICP备0500364" * 15_000,
]


@pytest.mark.timeout(30)
@pytest.mark.parametrize("text", HARD, ids=range(len(HARD)))
def test_a_text_made_to_be_slow_is_searched_in_bounded_time(text: str) -> None:
    folded = fold(text)[0]
    found: list[Found] = [*find_icp(folded), *find_public_security(folded), *find_site_code(folded)]
    assert len(found) <= 1
