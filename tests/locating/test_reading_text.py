"""A document's text as a person reads it: what stands together is one word, what stands apart is not."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from checker.locating.reading_text import ReadingText, has_hidden_text, read_text
from tests.rendering.live_pages import LivePages

pytestmark = pytest.mark.asyncio(loop_scope="module")

# the markup, and what of its text must stand together in the reading
TOGETHER = {
    "plain": ("<p>蜀ICP备05003648号</p>", "蜀ICP备05003648号"),
    "inline tags": ("<p>蜀<b>ICP</b><i>备</i><a href=x>05003648</a><span>号</span></p>", "蜀ICP备05003648号"),
    "comments between": ("<p>蜀ICP<!-- x -->备05003648号</p>", "蜀ICP备05003648号"),
    "full width": ("<p>网站标识码：５１０７００００１２</p>", "网站标识码:5107000012"),
    "invisible characters": ("<p>5107&#8203;00&shy;0012&#65279;</p>", "5107000012"),
    "blanks are one": ("<p>蜀ICP备 \n\t 05003648号</p>", "蜀ICP备 05003648号"),
    "line break": ("<p>网站标识码：<br>5107000012</p>", "网站标识码:\n5107000012"),
    "cells": ("<table><tr><td>网站标识码</td><td>5107000012</td></tr></table>", "网站标识码\t5107000012"),
    "blocks": ("<div>主办</div><div>承办</div>", "主办\n承办"),
    "list": ("<ul><li>主办</li><li>承办</li></ul>", "主办\n承办"),
    "flex items side by side": ("<div style='display:flex'><div>蜀ICP备</div><div>05003648号</div></div>", "蜀ICP备05003648号"),
    "floats side by side": ("<div style='float:left'>蜀ICP备</div><div style='float:left'>05003648号</div>", "蜀ICP备05003648号"),
    "flex items apart": ("<div style='display:flex;gap:40px'><div>标识码</div><div>5107000012</div></div>", "标识码\n5107000012"),
    "before and after": (
        "<style>#p::before{content:'标识码：'}#p::after{content:'号'}</style><p id=p>5107000012</p>",
        "标识码:5107000012号",
    ),
    "shadow root": (
        "<p>主办</p><div></div><script>document.querySelector('div').attachShadow({mode:'closed'}).innerHTML='<b>蜀ICP</b>备05003648号'</script>",
        "蜀ICP备05003648号",
    ),
    "svg": ("<svg width=300 height=30><text y=20>蜀ICP备<tspan>05003648</tspan>号</text></svg>", "蜀ICP备05003648号"),
    "inline blocks": ("<b style='display:inline-block'>蜀ICP备</b><b style='display:inline-block'>05003648号</b>", "蜀ICP备05003648号"),
    "button": ("<button>蜀ICP备05003648号</button>", "蜀ICP备05003648号"),
}
SILENT = {
    "script": "<script>'蜀ICP备05003648号'</script>",
    "style": "<style>/* 蜀ICP备05003648号 */</style>",
    "noscript": "<noscript>蜀ICP备05003648号</noscript>",
    "template": "<template>蜀ICP备05003648号</template>",
    "comment": "<!-- 蜀ICP备05003648号 -->",
    "title": "<title>蜀ICP备05003648号</title>",
    "meta": "<meta name=x content=蜀ICP备05003648号>",
    "option": "<select><option>甲<option>蜀ICP备05003648号</select>",
    "attribute": "<p title=蜀ICP备05003648号>甲</p>",
    "not laid out": "<p style='display:none'>蜀ICP备05003648号</p>",
    "removed": "<p id=r>蜀ICP备05003648号</p><script>document.getElementById('r').remove()</script>",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as opened:
        yield opened


async def reading(pages: LivePages, body: str, *, laid_out_only: bool = True) -> ReadingText:
    return read_text((await pages.layout(body)).documents[0], laid_out_only=laid_out_only)


@pytest.mark.parametrize("case", TOGETHER)
async def test_what_a_person_reads_in_one_stands_in_one(pages: LivePages, case: str) -> None:
    body, expected = TOGETHER[case]
    assert expected in (await reading(pages, body)).text


@pytest.mark.parametrize("case", SILENT)
async def test_what_is_no_text_of_the_page_is_not_read(pages: LivePages, case: str) -> None:
    assert "05003648" not in (await reading(pages, SILENT[case])).text


async def test_what_is_not_laid_out_is_read_when_asked_for(pages: LivePages) -> None:
    assert "05003648" in (await reading(pages, SILENT["not laid out"], laid_out_only=False)).text
    assert "05003648" not in (await reading(pages, SILENT["template"], laid_out_only=False)).text


async def test_pieces_lead_back_to_the_nodes_that_the_text_came_from(pages: LivePages) -> None:
    text = await reading(pages, "<p>📞 主办 蜀&#8203;ICP<b>备０５</b>003648号 完</p>")
    start = text.text.index("蜀")
    pieces = text.pieces(start, start + len("蜀ICP备05003648号"))
    assert [piece.text[piece.start : piece.end] for piece in pieces] == ["蜀\u200bICP", "备０５", "003648号"]
    assert all(piece.form == "text" and piece.box is not None for piece in pieces)
    assert text.line(start, start + 3).endswith("完")


async def test_a_pseudo_element_s_piece_names_its_element(pages: LivePages) -> None:
    text = await reading(pages, "<style>#p::before{content:'标识码：'}</style><p id=p>5107000012</p>")
    first, second = text.pieces(text.text.index("标"), text.text.index("12") + 2)
    assert (first.form, second.form) == ("pseudo", "text")
    owner = text.document.node_of(first.backend_id)
    assert owner is not None
    assert owner.attributes.get("id") == "p"


async def test_surroundings_are_told_on_one_line(pages: LivePages) -> None:
    text = await reading(pages, "<p>主办：某局</p><p>蜀ICP备05003648号</p><p>电话</p>")
    start = text.text.index("蜀")
    assert text.around(start, start + 14) == "主办:某局 蜀ICP备05003648号 电话"
    assert text.line(start, start + 14) == "蜀ICP备05003648号"


@pytest.mark.parametrize(
    ("body", "hidden"),
    [
        ("<p>网站标识码</p>\n<script>var a = '蜀ICP备05003648号'</script><style>p { margin: 0 }</style>", False),
        ("<p>网站标识码</p><p style='display:none'>蜀ICP备05003648号</p>", True),
        ("<p>网站标识码</p><details><summary>更多</summary><b hidden>蜀ICP备05003648号</b></details>", True),
    ],
    ids=["scripts alone", "display none", "hidden attribute"],
)
async def test_a_second_reading_is_worth_while_only_for_hidden_text(pages: LivePages, body: str, hidden: bool) -> None:
    shown = await reading(pages, body)
    whole = await reading(pages, body, laid_out_only=False)
    assert has_hidden_text(shown.document) is hidden
    assert ("05003648" in whole.text) is hidden
