"""Text and addresses from pages do no harm, and honest ones stay as they are."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.reports.hostile_text import LONGEST, calm, clickable, path_reference


@pytest.mark.parametrize("text", ["云岭市人民政府_首页", "蜀ICP备05003648号-1", "a\tb\nc", "“我为政府网站找错”—é"])
def test_honest_text_stays(text: str) -> None:
    assert calm(text) == text


def test_what_turns_the_line_is_written_out() -> None:
    assert calm("a\u202ecod.exe") == "a⟨U+202E⟩cod.exe"
    assert calm("51\u200b07\x00") == "51⟨U+200B⟩07⟨U+0000⟩"


def test_marks_do_not_pile_up() -> None:
    assert calm("Z" + "\u0301" * 40) == "Z\u0301\u0301\u0301"


def test_a_long_text_is_cut_and_says_so() -> None:
    assert calm("字" * 5000) == "字" * LONGEST + "…（共5000字）"


@given(st.text(st.characters(codec=None)))
def test_nothing_invisible_is_left(text: str) -> None:
    left = calm(text)
    assert not [c for c in left if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\t\n" and _turns_or_hides(c)]
    left.encode()  # lone surrogates are gone, so the page can be written


@given(st.text(st.characters(codec=None)))
def test_calm_text_stays_as_it_is(text: str) -> None:
    once = calm(text)
    assert len(once) > LONGEST or calm(once) == once


def _turns_or_hides(character: str) -> bool:
    """Formats that have a glyph of their own (Arabic number signs and the like) hide nothing."""
    return unicodedata.bidirectional(character) in ("BN", "B", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI") or ord(
        character
    ) in (0x200E, 0x200F, 0x61C)


@pytest.mark.parametrize(
    "address",
    ["https://beian.miit.gov.cn/", "http://rsj.example.gov.cn:8080/a?b=c#/d", "http://www.xn--example.cn/", "HTTP://云岭.政务/"],
)
def test_web_addresses_are_clickable(address: str) -> None:
    assert clickable(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "//example.cn/",
        "http://",
        "http:///path",
        "http://example.cn:port/",
        "http://a b.cn/",
        "https://example.cn/\u202efdp.exe",
        'http://example.cn/" onclick="alert(1)',
        "http://example.cn\\@evil.cn/",
        "http://[::1/",
        "http://example.cn/" + "a" * 3000,
        "ｊavascript:alert(1)",
    ],
)
def test_other_addresses_are_text(address: str | None) -> None:
    assert clickable(address) is None


@given(st.text())
def test_only_web_addresses_are_ever_clickable(address: str) -> None:
    found = clickable(address)
    assert found is None or found.lower().startswith(("http://", "https://"))


def test_a_reference_escapes_what_a_path_may_hold() -> None:
    assert path_reference('sites/a_80/图 1#"?.png') == "../sites/a_80/%E5%9B%BE%201%23%22%3F.png"
