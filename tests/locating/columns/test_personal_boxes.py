"""Every letter of what is personal on a page of letters lies in a box, in real Chromium, and what has to stay readable does not."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Frame

from checker.locating.columns.personal import personal_boxes
from checker.records.base import Box
from checker.rendering.snapshot import take_snapshot
from tests.locating.columns.letter_forms import LETTER_FORMS, SUBJECT, LetterForm
from tests.rendering.live_pages import LivePages

pytestmark = pytest.mark.asyncio(loop_scope="module")
# the places of all characters of some words on a page, blanks left out, whatever tags they are split over
PLACES = """words => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), letters = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (/^(SCRIPT|STYLE)$/.test(node.parentNode.nodeName)) continue;
    [...node.data].forEach((letter, place) => { if (letter.trim()) letters.push([letter, node, place]); });
  }
  const text = letters.map(one => one[0]).join(""), found = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    for (const [, node, place] of letters.slice(at, at + [...words].length)) {
      const range = document.createRange();
      range.setStart(node, place); range.setEnd(node, place + 1);
      const box = range.getBoundingClientRect();
      found.push([box.x + scrollX, box.y + scrollY, box.width, box.height]);
    }
  return found;
}"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as opened:
        yield opened


async def places_of(frame: Any, words: str) -> list[Box]:
    """The boxes of the words' letters, in the frame's own CSS px."""
    found = [Box(*sides) for sides in await frame.evaluate(PLACES, words)]
    assert found, f"{words} stands nowhere on the page"
    return found


def share_covered(letter: Box, boxes: list[Box]) -> float:
    """How much of a letter's width lies in boxes that take in at least 90% of its height."""
    spans = sorted((cut.x, cut.right) for box in boxes if (cut := box.cut_to(letter)).height >= 0.9 * letter.height)
    covered, reached = 0.0, letter.x
    for left, right in spans:
        covered += max(0.0, right - max(left, reached))
        reached = max(reached, right)
    return covered / letter.width if letter.width else 1.0


@pytest.mark.parametrize("form", LETTER_FORMS, ids=lambda form: form.name)
@pytest.mark.parametrize("font", ["16px 'Noto Sans CJK SC'", "12px serif", "14px/1.8 'Microsoft YaHei',sans-serif"])
async def test_what_is_personal_is_boxed(form: LetterForm, font: str, pages: LivePages) -> None:
    async with pages.open(f'<body style="font:{font}">{form.html}</body>') as (page, session):
        boxes = personal_boxes(await take_snapshot(session))
        wrong = [
            f"{words}: {share_covered(letter, boxes):.2f} of {letter} is covered"
            for words in form.personal
            for letter in await places_of(page, words)
            if share_covered(letter, boxes) < 0.97
        ]
        wrong += [
            f"{words}: {letter} should be read"
            for words in form.kept
            for letter in await places_of(page, words)
            if share_covered(letter, boxes) > 0.35
        ]
    assert not wrong, "\n".join([form.html, *wrong])


async def test_what_a_style_sheet_writes_is_boxed(pages: LivePages) -> None:
    layout = await pages.layout("<style>b::before{content:'来信人：刘某国'}</style><p><b></b></p>")
    (box,) = personal_boxes(layout)
    assert box.width > 30


async def test_letters_in_a_frame_are_boxed_where_the_frame_shows_them(pages: LivePages) -> None:
    inner = f'<meta charset="utf-8"><p>来信人：刘某国</p><p>{SUBJECT}</p><div style="height:900px"></div><p>电话：13900001111</p>'
    style = "margin:120px 0 0 200px;width:400px;height:200px;border:3px solid"
    outer = f'<iframe src="inner.html" style="{style}"></iframe>'
    async with pages.open(outer, {"inner.html": inner}) as (page, session):
        boxes = personal_boxes(await take_snapshot(session))
        frame: Frame = page.frames[1]
        element = await (await frame.frame_element()).bounding_box()
        assert element is not None
        for letter in await places_of(frame, "刘某国"):
            assert share_covered(letter.moved(element["x"] + 3, element["y"] + 3), boxes) > 0.97
    assert all(box.bottom <= element["y"] + 210 for box in boxes), "what the frame does not show is not on the picture"


async def test_letters_that_run_past_are_boxed_with_their_window(pages: LivePages) -> None:
    rows = "".join(f"<p>来信人：{name} 标题：水压不足</p>" for name in ("刘某国", "陈小满", "赵一禾", "孙知夏") * 4)
    run = "setInterval(() => { w.scrollTop = (w.scrollTop + 3) % 400; }, 20)"
    html = f"<p>{SUBJECT}</p><p>姓名：王某</p><div id=w style='height:80px;width:400px;overflow:hidden'>{rows}</div><script>{run}</script>"
    async with pages.open(html) as (page, session):
        before = await take_snapshot(session)
        await page.wait_for_timeout(150)
        boxes = personal_boxes(before, await take_snapshot(session))
        window = await page.locator("#w").bounding_box()
        subject = await places_of(page, SUBJECT)
    assert window is not None
    assert any(box.cut_to(Box(**window)) == Box(**window) for box in boxes)
    assert all(share_covered(letter, boxes) == 0 for letter in subject)


async def test_what_is_pushed_down_is_boxed_at_both_places(pages: LivePages) -> None:
    async with pages.open(f"<div id=d></div><p>来信人：刘某国</p><p>{SUBJECT}</p>") as (page, session):
        before = await take_snapshot(session)
        high = await places_of(page, "刘某国")
        await page.evaluate("d.style.height = '300px'")
        low = await places_of(page, "刘某国")
        boxes = personal_boxes(before, await take_snapshot(session))
        subject = await places_of(page, SUBJECT)
    assert all(share_covered(letter, boxes) > 0.97 for letter in (*high, *low))
    assert all(share_covered(letter, boxes) == 0 for letter in subject)


FIELDS = {
    "labelled": '姓名：<input value="">',
    "labelled_in_a_table": "<table><tr><td>联系电话</td><td><input></td></tr></table>",
    "named": '<input name="letter.userName" value="x">',
    "hinted": '<input placeholder="请输入手机号码">',
    "written": '<input name="q" value="13900001111">',
    "typed": "<input id=q><script>q.value = '刘某国 13900001111'</script>",
    "text": "<textarea rows=3>我叫刘某国，电话13900001111。</textarea>",
    "text_by_script": "<textarea id=t></textarea><script>t.value = '手机 13900001111'</script>",
    "choice": "证件号码：<select><option>无<option selected>5107</select>",
}


@pytest.mark.parametrize("field", FIELDS)
async def test_fields_of_forms(field: str, pages: LivePages) -> None:
    async with pages.open(
        f'<p>{SUBJECT}</p>{FIELDS[field]}<p><input name="title" value="{SUBJECT}"><input type=submit value="查询"></p>'
    ) as (page, session):
        boxes = personal_boxes(await take_snapshot(session))
        wanted = await page.locator("input, textarea, select").first.bounding_box()
        title = await page.locator("[name=title]").bounding_box()
    assert wanted is not None
    assert title is not None
    assert any(box.cut_to(Box(**wanted)) == Box(**wanted) for box in boxes)
    assert not any(box.cut_to(Box(**title)).width > 0 and box.cut_to(Box(**title)).height > 0 for box in boxes)


LETTER = f"""<div style="height:90px"><img src="logo.png" width=300 height=80></div>
<p>当前位置：<a href="/">首页</a> &gt; 局长信箱</p><h2>{SUBJECT}</h2>
<table width=700><tr><td>编号</td><td>20180730001</td></tr><tr><td>来信时间</td><td>2018-07-30</td></tr>
<tr><td>受理单位</td><td>县住建局</td></tr>
<tr><td>办理状态</td><td>已办结</td></tr><tr><td>来信人</td><td>刘某国</td></tr></table>
<p>您好，路灯不亮已经很久了，附上照片。</p><p><img id=scan src="scan.png" width=500 height=260>
<img id=icon src="i.png" width=16 height=16></p>
<div class="page-foot"><img id=mark src="mark.png" width=60 height=60></div>
<p>版权所有：岚河县住建局 蜀ICP备05009998号</p><p><img id=foot src="red.png" width=60 height=60></p>"""


async def test_pictures_inside_a_letter_are_boxed_whole(pages: LivePages) -> None:
    async with pages.open(LETTER) as (page, session):
        boxes = personal_boxes(await take_snapshot(session))
        places = {name: await page.locator(f"#{name}").bounding_box() for name in ("scan", "icon", "foot", "mark")}
    scan, icon, foot, mark = (Box(**place) for place in places.values() if place is not None)
    assert scan in boxes
    assert icon not in boxes
    assert foot not in boxes
    assert mark not in boxes
    assert all(box.y > 90 for box in boxes), "the head's picture stays"


HEADS = ("来信主题", "来信时间", "状态"), ("投诉主题", "投诉时间", "状态", "办结时间")


@pytest.mark.parametrize("heads", HEADS, ids=len)
async def test_pictures_on_a_list_of_letters_stay(heads: tuple[str, ...], pages: LivePages) -> None:
    last = "<td>2018-07-28</td>" * (len(heads) - 3)
    picture = "<img src='p.png' width=60 height=60>"
    rows = "".join(
        f"<tr><td>{picture}<a href='{n}.html'>{SUBJECT}{n}</a></td><td>2018-07-{n}</td><td>已办结</td>{last}</tr>" for n in range(10, 20)
    )
    head = "".join(f"<th>{words}</th>" for words in heads)
    layout = await pages.layout(f"<table width=900><tr>{head}</tr>{rows}</table><img src=mark.png width=60 height=60>")
    assert personal_boxes(layout) == []
