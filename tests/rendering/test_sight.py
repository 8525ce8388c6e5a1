"""Who says "seen" or "hidden" of the numbers on real pages must say what the eye says, whatever the page does."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from checker.rendering.pictures import read_pixels
from tests.rendering.live_pages import LivePages
from tests.rendering.proofs import number, prove, rows

pytestmark = pytest.mark.asyncio(loop_scope="module")

COVER = '<b style="position:absolute;background:#fff;{}"></b>'
CLEAR = "data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>"
ROOT = '<div></div><script>document.currentScript.previousSibling.attachShadow({{mode:"{}"}}).innerHTML="<p style=margin:0>$</p>"</script>'
SEEN = {
    "plain": "$",
    "split over tags": "<b>$1</b><u></u><i>$2</i>",
    "split over lines": "$1<br>$2",
    "behind a picture character": "📞📞 电话 👨‍👩‍👧 $",
    "invisible characters within": "$1&#8203;&#65279;&#173;&#65039;&#12644;$2",
    "beneath a clear link": '$<a href="/x" style="position:absolute;left:0;top:0;right:0;bottom:0"></a>',
    "beneath a clear picture": f"$<img src='{CLEAR}' style='position:absolute;left:0;top:0;width:100%;height:100%'>",
    "grey on grey": '<span style="background:#ddd;color:#aaa">$</span>',
    "light on dark": '<span style="background:#023;color:#fff">$</span>',
    "half clear": '<span style="opacity:.6">$</span>',
    "gradient letters": '<span style="background:linear-gradient(90deg,#c00,#00c);-webkit-background-clip:text;color:transparent">$</span>',
    "outlined letters": '<span style="-webkit-text-stroke:1px #c00;color:transparent;font-size:24px">$</span>',
    "shadow": '<span style="text-shadow:1px 1px 2px #888">$</span>',
    "small": '<span style="font-size:9px">$</span>',
    "scaled": '<span style="display:inline-block;transform:scale(.7)">$</span>',
    "turned a little": '<span style="display:inline-block;transform:rotate(2deg)">$</span>',
    "wide letters": '<span style="letter-spacing:6px">$</span>',
    "a cover beside it": "$" + COVER.format("left:300px;top:0;width:200px;height:40px"),
    "a cover over its blank edge": "$" + COVER.format("left:0;top:0;width:280px;height:3px"),
    "own style attribute": '<span style="color:#333 !important">$</span>',
    "in an open shadow root": ROOT.format("open"),
    "in a closed shadow root": ROOT.format("closed"),
    "svg text": '<svg width="400" height="30"><text x="2" y="20" font-size="18">$</text></svg>',
    "appearing by animation": '<span style="display:inline-block;animation:come .9s">$</span>',
    "pulsing": '<span style="animation:pulse 1s infinite">$</span>',
    "a restless ground": '<div style="animation:hue .4s infinite">$</div>',
}
HIDDEN = {
    "visibility": '<span style="visibility:hidden">$</span>',
    "no opacity": '<span style="opacity:0">$</span>',
    "hardly any opacity": '<div style="opacity:.01">$</div>',
    "colour of the ground": '<span style="color:#fff">$</span>',
    "clear letters": '<span style="color:transparent">$</span>',
    "behind a box": "$" + COVER.format("left:0;top:0;width:600px;height:40px"),
    "behind a box that takes no clicks": "$" + COVER.format("left:0;top:0;width:600px;height:40px;pointer-events:none"),
    "below its sister": '<em style="position:absolute;z-index:-1;left:0;top:0">$</em><p style="background:#fff;margin:0;height:40px"></p>',
    "clipped to nothing": '<span style="display:inline-block;clip-path:inset(100%)">$</span>',
    "indented out": '<div style="text-indent:-9999px;overflow:hidden">$</div>',
    "placed off the page": '<span style="position:absolute;left:-9999px">$</span>',
    "placed above the page": '<span style="position:fixed;top:-200px">$</span>',
    "no font size": '<span style="font-size:0">$</span>',
    "too small": '<span style="display:inline-block;transform:scale(.2)">$</span>',
    "parent of no height": '<div style="height:0;overflow:hidden">$</div>',
    "filtered": '<span style="filter:opacity(0)">$</span>',
    "too faint": '<span style="color:#ebebeb">$</span>',
    "masked": '<div style="-webkit-mask-image:linear-gradient(transparent,transparent)">$</div>',
    "upper half covered": '<span style="position:relative">$' + COVER.format("left:0;top:-4px;width:400px;height:17px") + "</span>",
    "lower half covered": '<span style="position:relative">$' + COVER.format("left:0;top:12px;width:400px;height:17px") + "</span>",
    "left half covered": '<span style="position:relative">$' + COVER.format("left:0;top:0;width:50%;height:30px") + "</span>",
    "right half covered": '<span style="position:relative">$' + COVER.format("right:0;top:0;width:50%;height:30px") + "</span>",
    "last digit covered": '<span style="position:relative">$' + COVER.format("right:21px;top:0;width:10px;height:30px") + "</span>",
    "last digit covered behind picture characters": '<span style="position:relative">📞📞📞 $'
    + COVER.format("right:21px;top:0;width:10px;height:30px")
    + "</span>",
    "last characters cut off": '<div style="width:120px;overflow:hidden;white-space:nowrap">$</div>',
    "ends in dots": '<div style="width:120px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">$</div>',
    "not laid out": '<div style="display:none">$</div>',
    "turned away": '<div style="transform:rotateY(180deg);backface-visibility:hidden">$</div>',
}
WHY = {
    "too small": "small",
    "too faint": "faint",
    "not laid out": "no_box",
    "last digit covered": "partly",
    "left half covered": "partly",
    "right half covered": "partly",
    "behind a box": "no_pixels",
    "visibility": "no_pixels",
}


MOTION = (
    "<style>@keyframes come{from{opacity:0;transform:translateY(300px)}}"
    "@keyframes pulse{50%{opacity:.5}}@keyframes hue{50%{background:#ffd}}</style>"
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as opened:
        yield opened


# One test for each table: its cases share a page, and tests that share a page would have it made in each worker.


async def test_what_a_person_reads_is_seen(pages: LivePages) -> None:
    async with pages.open(f'<body style="background:#fff">{MOTION}{rows(SEEN)}<div style="height:900px"></div>') as (_, session):
        proofs = await prove(session, SEEN)
    assert {case: proofs.by_case[case].proof for case in SEEN if not proofs.by_case[case].proof.seen} == {}
    for case in SEEN:
        assert proofs.by_case[case].proof.parts == proofs.by_case[case].proof.parts_seen == len(number(0)), case
    contrasts = {case: proofs.by_case[case].proof.contrast for case in ("plain", "grey on grey")}
    assert contrasts == pytest.approx({"plain": 21, "grey on grey": 1.7}, abs=0.2)  # #aaa on #ddd
    heights = {case: proofs.by_case[case].proof.glyph_height for case in ("plain", "scaled", "small")}
    assert heights == pytest.approx({"plain": 20, "scaled": 14, "small": 9}, abs=0.2)


async def test_what_nobody_reads_is_not_seen(pages: LivePages) -> None:
    async with pages.open(f'<body style="background:#fff">{rows(HIDDEN)}<div style="height:900px"></div>') as (_, session):
        proofs = await prove(session, HIDDEN)
    assert {case: proofs.by_case[case].proof for case in HIDDEN if proofs.by_case[case].proof.seen} == {}
    assert {case: proofs.by_case[case].proof.why_not for case in WHY} == WHY


PAIR = {"seen": "$", "covered": HIDDEN["last digit covered"]}


async def test_evidence_of_a_seen_and_of_a_hidden_number(pages: LivePages) -> None:
    """A seen number has one picture; a hidden one the same without it. Both are named after the candidate, boxed in the page's."""
    async with pages.open(f'<body style="background:#fff">{rows(PAIR)}<div style="height:900px"></div>') as (_, session):
        proofs = await prove(session, PAIR)
    seen, covered = proofs.by_case["seen"], proofs.by_case["covered"]
    assert (seen.evidence, seen.proof.without_picture) == ([seen.proof.with_picture], None)
    assert covered.evidence == [covered.proof.with_picture, covered.proof.without_picture]
    assert sorted(proofs.files) == sorted([*seen.evidence, *covered.evidence])
    assert all(name.startswith("badge-icp-") and name.endswith(".png") for name in proofs.files)
    before, after = (read_pixels(proofs.files[name]) for name in covered.evidence)
    assert before.shape == after.shape
    assert (before < 100).any()
    assert not (after[20:30] < 100).any()
    text = next(node for node in proofs.layout.documents[0].nodes if node.text == number(0))
    assert seen.box_in == "home.jpg"
    assert seen.box == pytest.approx(text.box, abs=1)
