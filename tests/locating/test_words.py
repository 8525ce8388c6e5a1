"""Listed words in the text of a page: found however the page writes them, and not where they are part of what is right."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from checker.locating.words import WordFinder, plain
from checker.records.word_list import ListedWord, WordList
from tests.rendering.live_pages import LivePages

LETTERS = "部布署以经人大 aB１\u3000\n\u200b"


def finder(*words: str, **instead: str) -> WordFinder:
    """Words, some with exceptions behind `!`; by name what they should be."""
    listed = [ListedWord(word=word.split("!")[0], exceptions=tuple(word.split("!")[1:])) for word in words]
    listed += [ListedWord(word=word, instead=right) for word, right in instead.items()]
    return WordFinder(WordList(file="词表.txt", sha256="0" * 64, words=tuple(listed)))


def found(text: str, words: WordFinder) -> list[str]:
    ready = plain(text)
    return [ready[start:end] for start, end, _ in words.find(ready)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全面布署工作", ["布署"]),
        ("全面 布 署 工作", ["布署"]),
        ("布\u200b署　布\u3000署", ["布署", "布署"]),
        ("ＷｅＣｈａｔ号", ["WeChat"]),
        ("myWeChat", []),
        ("WeChat2", []),
        ("My WeChat", ["WeChat"]),
        ("We Chat", []),
        ("wechat", []),
        ("全国人大代表和人大", ["人大"]),
        ("全国人大", []),
        ("科学发展观", []),
        ("科学发展观与发展观", ["发展观"]),
        ("新发展理念", []),
        ("市委书记处理", ["市委书记处"]),
        ("市委书记", ["市委书记"]),
        ("", []),
    ],
)
def test_a_word_is_found_however_it_is_written_and_not_within_what_is_right(text: str, expected: list[str]) -> None:
    words = finder("布署", "WeChat", "发展观!科学发展观", "市委书记", "市委书记处", 人大="全国人大")
    assert found(text, words) == expected


def test_two_that_overlap_are_both_told_and_the_shorter_one_inside_is_not() -> None:
    assert found("甲乙丙丁", finder("甲乙", "乙丙丁", "丙丁")) == ["甲乙", "乙丙丁"]


@given(st.text(LETTERS, max_size=60), st.lists(st.text("部布署以经人大aB1", min_size=1, max_size=4), min_size=1, max_size=8))
def test_nothing_is_overlooked_and_nothing_made_up(text: str, words: list[str]) -> None:
    ready = plain(text)
    hits = finder(*words).find(ready)
    wanted = {plain(word) for word in words}
    assert all(ready[start:end] in wanted for start, end, _ in hits)
    assert len({(start, end) for start, end, _ in hits}) == len(hits)
    for word in wanted:
        start = ready.find(word)
        while start >= 0:
            end = start + len(word)
            latin = [ready[place - 1 : place + 1] for place in (start, end) if 0 < place < len(ready)]
            stands_alone = not any(pair.isascii() and pair.isalnum() for pair in latin)
            assert not stands_alone or any(one <= start and end <= other for one, other, _ in hits), (word, hits)
            start = ready.find(word, start + 1)


@given(st.text(LETTERS, max_size=60))
def test_what_is_plain_stays_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


SEEN = {
    "plain": "<p>全面布署工作</p>",
    "inline tags": "<p>全面<b>布</b><i><span>署</span></i>工作</p>",
    "blanks": "<p>全面布 \n 署工作</p>",
    "from a link to the words behind it": "<p><a href=x>全面布</a>署工作</p>",
    "full width of the page": "<table><tr><td>全面布署工作</td></tr></table>",
    "pseudo": "<style>p::before{content:'全面布'}</style><p>署工作</p>",
    "frame": "<iframe srcdoc='<p>全面布署工作</p>'></iframe>",
    "shadow root": "<div></div><script>document.querySelector('div').attachShadow({mode:'closed'}).innerHTML='布<b>署</b>'</script>",
}
UNSEEN = {
    "two lines": "<p>发布</p><p>署名</p>",
    "two cells": "<table><tr><td>发布</td><td>署名</td></tr></table>",
    "two links": "<p><a href=x>发布</a><a href=y>署名</a></p>",
    "two links with a blank": "<p><a href=x>发布</a> <a href=y>署名</a></p>",
    "not laid out": "<p style='display:none'>布署</p>",
    "invisible": "<p style='visibility:hidden'>布署</p>",
    "script": "<script>'布署'</script>",
    "comment": "<!-- 布署 -->",
    "attribute": "<p title=布署>甲</p>",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as opened:
        yield opened


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("case", SEEN)
async def test_on_a_page(pages: LivePages, case: str) -> None:
    hits, letters = finder("布署").search(await pages.layout(SEEN[case]))
    assert [hit.text for hit in hits] == ["布署"]
    assert hits[0].box is not None and hits[0].box.width > 10
    assert hits[0].pieces and letters >= 2


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("case", UNSEEN)
async def test_what_no_person_reads_in_one_is_no_word(pages: LivePages, case: str) -> None:
    assert finder("布署").search(await pages.layout(UNSEEN[case]))[0] == []


@pytest.mark.asyncio(loop_scope="module")
async def test_the_words_around_are_those_of_the_line_and_the_characters_those_of_the_page(pages: LivePages) -> None:
    page = "<p>上一行</p><p>國家機關關於全面布署安全生產工作的通知</p><p>下一行</p>"
    hits, _ = finder("布署", "機關").search(await pages.layout(page))
    assert [hit.entry.word for hit in hits] == ["機關", "布署"]
    assert hits[1].around == "國家機關關於全面布署安全生產工作的通知"
    assert finder("机关").search(await pages.layout(page))[0] == []


@pytest.mark.asyncio(loop_scope="module")
async def test_the_box_is_where_the_word_stands(pages: LivePages) -> None:
    body = "<body style='margin:0;font:20px monospace'><p style='margin:0'>一二三四五六七八九十布署</p><p style='margin:0'>布署</p></body>"
    hits, _ = finder("布署").search(await pages.layout(body))
    first, second = (hit.box for hit in hits)
    assert first is not None and second is not None
    assert first.x > 150 and second.x < 10 and second.y > first.y
