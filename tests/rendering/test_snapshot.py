"""The layout as real Chromium gives it: every frame and shadow root, pseudo elements, and boxes where the eye sees them."""

from collections.abc import AsyncIterator

import numpy as np
import pytest
import pytest_asyncio

from checker.records.base import Box
from checker.records.layout import Layout, Node
from checker.rendering.pictures import capture_page, read_pixels
from checker.rendering.snapshot import take_snapshot
from tests.rendering.live_pages import LivePages

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as opened:
        yield opened


def by_id(layout: Layout, name: str) -> Node:
    (node,) = [node for document in layout.documents for node in document.nodes if node.attributes.get("id") == name]
    return node


def texts(layout: Layout) -> list[str]:
    return [node.text.strip() for document in layout.documents for node in document.nodes if node.text and node.text.strip()]


async def test_nodes_know_their_names_attributes_and_boxes(pages: LivePages) -> None:
    body = (
        '<body style="margin:0"><div id="a" CLASS="x" data-empty=""'
        ' style="position:absolute;left:10px;top:20px;width:30px;height:40px"></div>'
        '<p id="gone" style="display:none">不在</p><i id="inline">字</i><div id="fixed" style="position:fixed;top:0">顶</div>'
        '<div id="pic" style="height:2000px;background:url(nothing.png)"></div>'
    )
    layout = await pages.layout(body)
    node = by_id(layout, "a")
    assert (node.name, node.box, node.display) == ("div", Box(10, 20, 30, 40), "block")
    assert node.attributes["class"] == "x"
    assert node.attributes["data-empty"] == ""
    assert by_id(layout, "gone").box is None
    assert by_id(layout, "inline").display == "inline"
    assert by_id(layout, "fixed").fixed
    assert "nothing.png" in by_id(layout, "pic").background
    assert not by_id(layout, "a").background
    assert (layout.width, layout.height) == (1366, by_id(layout, "pic").box.bottom)  # type: ignore[union-attr]  # it is laid out


async def test_the_chosen_source_of_a_picture_is_told(pages: LivePages) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    layout = await pages.layout('<img id="p" src="small.svg" srcset="large.svg 1x">', {"small.svg": drawing, "large.svg": drawing})
    assert (by_id(layout, "p").current_source or "").endswith("/large.svg")


async def test_pseudo_elements_and_shadow_roots_are_read(pages: LivePages) -> None:
    body = """<style>#p::before{content:"前文"attr(data-n)} #p::after{content:"后文"}</style><p id="p" data-n="77">正文</p>
    <div id="open"></div><div id="closed"></div><script>
    document.getElementById('open').attachShadow({mode: 'open'}).innerHTML = '<b id="o">开</b><slot></slot>';
    document.getElementById('closed').attachShadow({mode: 'closed'}).innerHTML = '<b id="c">闭</b>';</script>"""
    layout = await pages.layout(body)
    document = layout.documents[0]
    before = next(node for node in document.nodes if node.name == "::before")
    after = next(node for node in document.nodes if node.name == "::after")
    assert (before.text, after.text) == ("前文77", "后文")
    assert before.box is not None
    assert before.box.width > 30
    assert {"开", "闭"} <= set(texts(layout))
    assert next(node.attributes.get("id") for node in document.ancestors(by_id(layout, "c"))) == "closed"


async def test_comments_and_templates_are_no_text(pages: LivePages) -> None:
    layout = await pages.layout("<!-- 注释 --><template><p>模板</p></template><p>正文</p>")
    assert [text for text in texts(layout) if text != "正文"] == []


async def places_agree(pages: LivePages, body: str, files: dict[str, str] | None = None) -> tuple[Box, Box]:
    """The box of the element #ink in the layout, and that of the magenta pixels in the full picture."""
    async with pages.open(body, files) as (_, session):
        layout = await take_snapshot(session)
        pixels = read_pixels((await capture_page(session, 30_000)).data).astype(int)
    inked = (pixels[:, :, 0] > 200) & (pixels[:, :, 1] < 80) & (pixels[:, :, 2] > 200)
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    seen = Box(float(columns[0]), float(rows[0]), float(columns[-1] - columns[0] + 1), float(rows[-1] - rows[0] + 1))
    box = by_id(layout, "ink").box
    assert box is not None
    return box, seen


SPOT = (
    "<body style='margin:0'><div style='height:{0}px'></div>"
    "<i id=ink style='display:block;margin-left:40px;width:20px;height:10px;background:#f0f'></i>"
)
FRAMES = {
    "plain": "<div style='height:1000px'></div><iframe src='inner.html' style='width:400px;height:200px'></iframe>",
    "padded": "<iframe src='inner.html' style='margin:31px;border:7px solid #000;padding:11px 5px;width:400px;height:200px'></iframe>",
    "without border": "<iframe src='inner.html' frameborder=0 style='width:400px;height:200px;margin-left:13px'></iframe>",
    "nested": "<iframe src='outer.html' style='width:600px;height:400px;border:3px solid #000'></iframe>",
    "frame set": "<frameset rows='100,*'><frame src='blank.html'><frame src='inner.html'></frameset>",
}


@pytest.mark.parametrize("name", FRAMES)
async def test_a_frame_s_content_stands_where_the_picture_shows_it(pages: LivePages, name: str) -> None:
    files = {
        "inner.html": SPOT.format(60),
        "outer.html": "<body style='margin:9px'><iframe src='inner.html' style='margin:20px;border:5px solid #000;padding:4px'></iframe>",
        "blank.html": "<body>上",
    }
    box, seen = await places_agree(pages, FRAMES[name], files)
    assert box.rounded() == pytest.approx(seen, abs=1.5)


async def test_a_scrolled_frame_s_content_is_moved_with_it(pages: LivePages) -> None:
    inner = SPOT.format(500) + "<div style='height:900px'></div><script>scrollTo(0, 450)</script>"
    box, seen = await places_agree(pages, "<iframe src='inner.html' style='width:400px;height:200px'></iframe>", {"inner.html": inner})
    assert box.rounded() == pytest.approx(seen, abs=1.5)


async def test_a_transformed_element_stands_where_the_picture_shows_it(pages: LivePages) -> None:
    body = (
        SPOT.format(100)
        .replace("<div", "<div id=d")
        .replace("margin-left:40px", "margin-left:40px;transform:translate(300px,50px) scale(2)")
    )
    box, seen = await places_agree(pages, body)
    assert box.rounded() == pytest.approx(seen, abs=2)


async def test_frames_know_their_owner(pages: LivePages) -> None:
    layout = await pages.layout("<iframe src='inner.html'></iframe>", {"inner.html": "<p>内</p>"})
    inner = next(document for document in layout.documents if document.url.endswith("/inner.html"))
    assert inner.owner is not None
    parent, index = inner.owner
    owner = layout.documents[parent].nodes[index]
    assert owner.name == "iframe"
    assert owner.frame_document == inner.index


async def test_a_large_page_is_read_in_one_call(pages: LivePages) -> None:
    async with pages.open("<script>document.write('<p>行 <b>字</b></p>'.repeat(5000))</script>") as (_, session):
        layout = await take_snapshot(session)
    assert texts(layout).count("字") == 5000
    assert all(node.parent < node.index for node in layout.documents[0].nodes)
