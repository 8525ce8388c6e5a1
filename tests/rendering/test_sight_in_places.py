"""Numbers in scrollers, frames and under boxes that float or move; and a page that is afterwards as it was."""

from collections.abc import AsyncIterator

import numpy as np
import pytest
import pytest_asyncio

from checker.records.base import Box
from checker.rendering.pictures import Pixels, capture_page, read_pixels
from tests.rendering.live_pages import LivePages
from tests.rendering.proofs import Proofs, number, prove

pytestmark = pytest.mark.asyncio(loop_scope="module")
TALL = '<div style="height:1500px"></div>'
INK = "font:20px/24px sans-serif;color:#c0f"  # a colour that nothing else has


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as opened:
        yield opened


async def proven(pages: LivePages, body: str, files: dict[str, str] | None = None) -> tuple[Proofs, Pixels]:
    """The proof of the one number `$` of a page, and the page's full picture from before."""
    written = {name: content.replace("$", number(0)) for name, content in (files or {}).items()}
    async with pages.open(body.replace("$", number(0)), written) as (_, session):
        whole = read_pixels((await capture_page(session, 30_000)).data)
        return await prove(session, {"it": ""}), whole


def box_is_inked(pixels: Pixels, box: Box) -> bool:
    """Whether the ink of `INK` lies in that box, reaching from its left end to its right."""
    cut = pixels[int(box.y) : int(box.bottom) + 1, int(box.x) : int(box.right) + 1].astype(int)
    inked = (cut[:, :, 0] > 120) & (cut[:, :, 1] < 110) & (cut[:, :, 2] > 170)
    columns = np.flatnonzero(inked.any(axis=0))
    return columns.size > 0 and columns[0] < 25 and columns[-1] > cut.shape[1] - 25


IN_THE_PAGE = {
    "far below": TALL + f'<p style="{INK}">$</p>' + TALL,
    "at the very end": TALL + f'<footer style="{INK}">$</footer>',
    "in a frame": TALL + '<iframe src="inner.html" style="width:500px;height:80px;border:3px solid;padding:6px"></iframe>',
    "in a nested frame": TALL + '<iframe src="outer.html" style="width:600px;height:300px"></iframe>',
    "right of the viewport": f'<div style="width:2400px;height:900px"><p style="position:absolute;left:1900px;top:300px;{INK}">$</p></div>',
    "under a helper at the screen's foot": TALL + f'<p style="{INK}">$</p>{TALL}'
    '<div style="position:fixed;left:0;right:0;bottom:0;height:300px;background:#eee"></div>',
    "under a helper a little above the screen's foot": TALL + f'<div style="position:relative;height:340px"><p style="position:absolute;'
    f'right:20px;bottom:130px;margin:0;{INK}">$</p></div>'
    '<div style="position:fixed;right:0;bottom:100px;width:300px;height:150px;background:#2a6">客服</div>',
    "under two helpers with room between them": TALL + f'<p style="margin:0 0 60px 30px;{INK}">$</p>'
    '<div style="position:fixed;left:0;bottom:0;width:0"><i style="position:absolute;bottom:40px;width:500px;height:260px;background:#eee">'
    '</i></div><div style="position:fixed;left:0;top:0;width:500px;height:390px;background:#eee"></div>',
    "under a header that stays": f'<p style="{INK};margin-top:200px">$</p>{TALL}'
    '<div style="position:fixed;left:0;right:0;top:0;height:180px;background:#eee"></div>',
    "in an overflowing box that needs no scrolling": f'<div style="overflow:auto;height:100px;{INK}">$</div>',
}
INNER = {"inner.html": f'<body style="margin:4px;{INK}">$', "outer.html": '<iframe src="inner.html" style="margin:20px;border:0"></iframe>'}


@pytest.mark.parametrize("case", IN_THE_PAGE)
async def test_a_number_that_stands_in_the_page_is_seen_and_boxed_in_its_picture(pages: LivePages, case: str) -> None:
    proofs, whole = await proven(pages, IN_THE_PAGE[case], INNER)
    it = proofs.by_case["it"]
    assert it.proof.seen, it.proof
    assert it.box_in == "home.jpg"
    assert it.box is not None
    assert box_is_inked(whole, it.box)


IN_A_SCREEN = {
    "in a scroller": f'<div style="height:300px;overflow:auto">{TALL}<p style="{INK}">$</p>{TALL}</div>',
    "in a scroller within a scroller": f'<div style="height:500px;overflow-y:scroll">{TALL}<div style="height:200px;overflow:auto">'
    f'{TALL}<p style="{INK}">$</p></div>{TALL}</div>',
    "sideways in a scroller": f'<div style="width:500px;overflow-x:auto"><p style="margin-left:1500px;width:600px;{INK}">$</p></div>',
    "in a scroller that fills the page": '<body style="margin:0;overflow:hidden;height:100vh"><div style="height:100vh;overflow:auto">'
    f"{TALL}"
    f'<p style="{INK}">$</p></div>',
    "in a frame that scrolls": '<iframe src="long.html" style="width:500px;height:200px"></iframe>',
    "fixed at the foot": TALL + f'<div style="position:fixed;left:30px;bottom:0;{INK}">$</div>',
    "fixed above a white page": f'<div style="position:fixed;left:30px;top:300px;{INK}">$</div>{TALL}',
}
LONG = {"long.html": f'{TALL}<p style="{INK}">$</p>{TALL}'}


@pytest.mark.parametrize("case", IN_A_SCREEN)
async def test_a_number_that_the_page_s_picture_does_not_show_has_a_screen_of_its_own(pages: LivePages, case: str) -> None:
    proofs, _ = await proven(pages, IN_A_SCREEN[case], LONG)
    it = proofs.by_case["it"]
    assert it.proof.seen, it.proof
    assert it.box_in is not None
    assert it.box_in.startswith("screen-icp-")
    screen = read_pixels(proofs.files[it.box_in])
    assert screen.shape == (768, 1366, 3)
    assert it.box is not None
    assert box_is_inked(screen, it.box)


OUT_OF_SIGHT = {
    "a cover that lasts": TALL + '<p>$</p><div style="position:fixed;left:0;top:0;right:0;bottom:0;background:#fff"></div>',
    "a frame that is too low": '<iframe src="inner.html" scrolling="no" style="height:12px"></iframe>' + TALL,
    "a frame that does not scroll": '<iframe src="long.html" scrolling="no" style="height:200px"></iframe>' + TALL,
    "a box that does not scroll": f'<div style="height:100px;overflow:hidden">{TALL}$</div>{TALL}',
    "a page that does not scroll": f'<body style="overflow:hidden;margin:0">{TALL}$',
    "left of the page": TALL + '<p style="position:absolute;left:-60px;white-space:nowrap">$</p>',
    "a helper that stays over the page's end": TALL
    + '<p>$</p><div style="position:fixed;left:0;right:0;bottom:0;height:200px;background:#eee"></div>',
    "a helper at the page's end and a bar all the way down": TALL + '<p>$</p><div style="position:fixed;left:0;top:0;bottom:0;width:40px;'
    'background:#fff"></div><div style="position:fixed;left:0;bottom:0;width:500px;height:200px;background:#eee"></div>',
    "a covered frame": TALL + '<div style="position:relative"><iframe src="inner.html"></iframe>'
    '<div style="position:absolute;left:0;top:0;width:400px;height:200px;background:#fff"></div></div>',
}


@pytest.mark.parametrize("case", OUT_OF_SIGHT)
async def test_what_no_scrolling_brings_into_sight_is_not_seen(pages: LivePages, case: str) -> None:
    proofs, _ = await proven(pages, OUT_OF_SIGHT[case], {**INNER, **LONG})
    proof = proofs.by_case["it"].proof
    assert not proof.seen
    assert proof.why_not in ("no_pixels", "partly", "out_of_reach")


DRIFTING = """<p style="position:absolute;left:100px;top:700px">$</p><div style="height:2000px"></div>
<div id="d" style="position:fixed;left:60px;top:0;width:500px;height:100vh;background:#fdd"></div>
<script>const d = document.getElementById('d');
setInterval(() => { d.style.left = Date.now() % 2400 < 1500 ? '60px' : '800px' }, 50)</script>"""


async def test_a_box_that_moves_away_hides_nothing(pages: LivePages) -> None:
    proofs, _ = await proven(pages, DRIFTING)
    assert proofs.by_case["it"].proof.seen


DRESSED = """<style>#c::after{content:"\\8700ICP备05993648号"}</style><p id="a" style="color: #333">$ <b>字</b></p><p id="b">$1</p>
<p id="c"></p><p style="animation:x 3s infinite" id="e">$2</p><style>@keyframes x{50%{opacity:.4}}</style><div id="host"></div>
<iframe srcdoc="<p style='margin:0'>$3</p>"></iframe>
<script>document.getElementById('host').attachShadow({mode: 'open'}).innerHTML = '<p>$4</p>'</script>"""
STATE = """() => [document.documentElement.outerHTML, document.getElementById('host').shadowRoot.innerHTML,
  document.querySelector('iframe').contentDocument.documentElement.outerHTML, document.adoptedStyleSheets.length,
  document.getAnimations().map((a) => a.playState), Object.keys(window).filter((k) => /conceal|checker|still|sheets/.test(k))]"""


async def test_the_page_is_afterwards_as_it_was(pages: LivePages) -> None:
    """No attribute, style sheet, paused animation or name of ours is left, in the page, its frames and its shadow roots."""
    body = (
        DRESSED.replace("$1", number(1)).replace("$2", number(2)).replace("$3", number(3)).replace("$4", number(4)).replace("$", number(0))
    )
    async with pages.open(body) as (page, session):
        before = await page.evaluate(STATE)
        proofs = await prove(session, {str(place): "" for place in range(5)} | {"pseudo": ""})
        assert len(proofs.by_case) == 5
        assert await page.evaluate(STATE) == before
    assert all(one.proof.seen for one in proofs.by_case.values())


async def test_a_page_that_changes_under_the_proof_is_no_proof_of_anything(pages: LivePages) -> None:
    """The nodes of the snapshot are gone: that is no sign that nobody sees the number that stands there now."""
    body = f"<p id=p>{number(0)}</p><script>setInterval(() => {{ const p = document.getElementById('p');"
    body += " p.replaceWith(Object.assign(document.createElement('p'), {id: 'p', textContent: p.textContent})) }, 5)</script>"
    async with pages.open(body) as (_, session):
        proof = (await prove(session, {"it": ""})).by_case["it"].proof
    assert (proof.seen, proof.why_not) == (False, "unstable")
