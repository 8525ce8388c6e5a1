"""The office's own words on a whole small site: told with place, sight and crop, and without anything of who wrote a letter."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from checker.judgment import judge, load_edition
from checker.records.judgment import Finding
from checker.records.observation import Observation
from checker.records.word_list import WordHit, WordSearch
from tests.judgment import looks
from tests.locating.test_words import finder
from tests.second_lap.conftest import LookAt
from tests.second_lap.small_site import SmallSite, home, in_frame, listing, rows

pytestmark = pytest.mark.asyncio(loop_scope="module")
WORDS = finder("以经", "尉迟未晞", 布署="部署")


def hits_of(seen: Observation) -> list[WordHit]:
    assert seen.words is not None
    return seen.words.hits


async def test_on_the_home_page_with_its_sight_and_its_crop(look: LookAt, tmp_path: Path) -> None:
    more = "<p>全面<b>布</b> 署防汛工作</p><p style='color:#fff'>以经完成</p><p style='display:none'>以经没有</p>"
    async with SmallSite({"/": home(more=more)}) as site:
        seen = await look(site, words=WORDS, column_pages=0)
    seen_one, unseen = hits_of(seen)
    assert (seen_one.word, seen_one.instead, seen_one.text, seen_one.around) == ("布署", "部署", "布署", "全面布署防汛工作")
    assert (seen_one.page, seen_one.column, seen_one.is_seen, seen_one.times) == (f"{site.url}/", None, True, 1)
    assert (unseen.word, unseen.is_seen) == ("以经", False)
    assert seen.settled is not None and seen_one.box_in == seen.settled.file and seen_one.box is not None
    crop = Image.open(io.BytesIO((tmp_path / "run" / seen_one.evidence[0]).read_bytes()))
    assert crop.width > seen_one.box.width and crop.height > seen_one.box.height
    shades = crop.convert("L").histogram()
    assert sum(shades[:80]) and sum(shades[200:]), "letters stand on the crop"
    assert seen.words is not None and (seen.words.pages, seen.words.words, seen.words.left_out) == (1, 3, 0)


async def test_without_a_list_nothing_is_searched(look: LookAt) -> None:
    async with SmallSite({"/": home(more="<p>布署</p>")}) as site:
        assert (await look(site, column_pages=0)).words is None


async def test_in_lists_and_articles_and_what_reads_alike_once(look: LookAt) -> None:
    foot = "<p>全面布署年</p>"
    undated = listing([(f"/a/{n}.html", f"关于布署第{n}项防汛抗旱工作的通知", "") for n in range(3)])
    article = in_frame(
        "通知", "<h1>通知</h1><p>发布时间：2018-07-20</p><p>各单位以经完成。</p>" + "<p>防汛抗旱值班值守工作安排。</p>" * 8 + foot
    )
    pages: dict[str, Any] = {
        "/": home(("通知公告", "/tz/"), more=foot),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3)) + foot),
        "/tz/": in_frame("通知公告", undated + foot),
        **{f"/a/{n}.html": article for n in range(3)},
    }
    async with SmallSite(pages) as site:
        seen = await look(site, words=WORDS)
    by_text = {hit.around: hit for hit in hits_of(seen)}
    assert by_text["全面布署年"].column is None, "the home page was the first"
    assert by_text["全面布署年"].times >= 4
    title = by_text["关于布署第0项防汛抗旱工作的通知"]
    assert (title.column, title.page, title.is_seen) == ("通知公告", f"{site.url}/tz/", True)
    assert title.box is not None and title.evidence, "the list's first page is pictured"
    told = by_text["各单位以经完成。"]
    assert (told.column, told.box, told.times) == ("通知公告", None, 3)
    assert told.page.startswith(f"{site.url}/a/")
    assert seen.words is not None and seen.words.pages >= 6


async def test_nothing_of_who_wrote_a_letter_is_told(look: LookAt, tmp_path: Path) -> None:
    letters = "".join(
        f"<tr><td>{n}</td><td><a href='/x/{n}.html'>请问以经办理第{n}件事项多久答复</a></td><td>尉迟未晞</td><td>18116009090</td>"
        f"<td>2018-07-1{n}</td><td>已办结</td></tr>"
        for n in range(4)
    )
    head = "<tr><th>编号</th><th>来信主题</th><th>来信人</th><th>手机</th><th>来信时间</th><th>状态</th></tr>"
    table = f"<table style='width:900px;border-spacing:20px'>{head}{letters}</table>"
    pages: dict[str, Any] = {
        "/": home(("局长信箱", "/xx/")),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/xx/": in_frame("局长信箱", table),
    }
    async with SmallSite(pages) as site:
        seen = await look(site, required=("consultation",), words=WORDS)
    text = seen.model_dump_json()
    assert "尉迟" not in text and "18116009090" not in text
    assert seen.words is not None and seen.words.left_out == 4
    assert {(hit.word, hit.column, hit.around) for hit in hits_of(seen)} == {("以经", "局长信箱", "")}
    for hit in hits_of(seen):
        for file in hit.evidence:
            pixels = Image.open(io.BytesIO((tmp_path / "run" / file).read_bytes())).convert("L")
            assert pixels.width < 400, "a crop shows what stands around the word, and no whole row"


async def test_a_block_of_letters_on_the_home_page_names_nobody(look: LookAt) -> None:
    letter = "<p>来信人：尉迟未晞　手机：18116009090</p><p>尉迟未晞反映路灯以经损坏</p>"
    async with SmallSite({"/": home(more=letter)}) as site:
        seen = await look(site, words=finder("以经"), column_pages=0)
    assert [hit.around for hit in hits_of(seen)] == ["〔已隐去〕反映路灯以经损坏"]
    assert seen.words is not None and "尉迟" not in seen.words.model_dump_json()


async def test_a_page_that_hides_its_words_behind_a_cover_accuses_nobody(look: LookAt) -> None:
    cover = "<div style='position:fixed;left:0;top:0;width:100%;height:100%;background:#135;z-index:99'></div>"
    async with SmallSite({"/": home(more="<p>全面布署</p>" + cover)}) as site:
        seen = await look(site, words=WORDS, column_pages=0)
    assert [hit.is_seen for hit in hits_of(seen)] != [True]


# -- an office's own edition may accuse ------------------------------------------------------------------------------

EDITION = """
id = "own"
title = "本单位"
local = true
extends = "2015-15"
[rules.words-found]
title = "错别字"
article = "本单位规定第3条"
quote = "页面不得出现词表所列错别字"
source = "[S] 本单位规定"
status = "verified"
weight = "veto"
check = "wrong-words"
[rules.words-found.problem]
found = "页面出现错别字（{count}处）"
"""


def judged(tmp_path: Path, *hits: dict[str, Any], second: bool = True) -> tuple[Finding, str, str]:
    (tmp_path / "own.toml").write_text(EDITION, encoding="utf-8")
    told = [WordHit.model_validate({"word": "布署", "text": "布署", "page": looks.HOME, **hit}) for hit in hits]
    words = WordSearch(file="词表.txt", sha256="0" * 64, words=3, pages=2, letters=900, hits=told)
    first = looks.look().model_copy(update={"words": words})
    again = looks.look(number=2)
    judgment = judge(first, again if second else None, load_edition(str(tmp_path / "own.toml")), looks.circumstances())
    finding = next(finding for finding in judgment.findings if finding.rule == "words-found")
    return finding, judgment.verdict, judgment.problems


async def test_an_office_may_say_that_its_list_accuses(tmp_path: Path) -> None:
    finding, verdict, problems = judged(tmp_path, {"is_seen": True, "times": 2, "evidence": ["sites/a/word-1.png"]}, {"is_seen": False})
    assert (finding.outcome, verdict, problems) == ("fail", "fail", "页面出现错别字（2处）")
    assert finding.evidence == ["sites/a/word-1.png"]


@pytest.mark.parametrize("is_seen", [False, None])
async def test_what_nobody_was_proven_to_see_accuses_nobody(tmp_path: Path, is_seen: bool | None) -> None:
    finding, verdict, problems = judged(tmp_path, {"is_seen": is_seen})
    assert (finding.outcome, finding.needs, verdict, problems) == ("cannot_tell", "person", "pass", "")
