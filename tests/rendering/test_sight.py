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
BAR = "repeating-linear-gradient({})"
OVER = '<span style="position:relative">$<i style="position:absolute;left:0;top:0;font-style:normal;white-space:nowrap;{}">{}</i></span>'
OF_ONE = '$1<span style="position:relative">$2' + COVER.format("left:0;width:11px;{}") + "</span>"
FENCE = "position:absolute;inset:0;background:" + BAR.format("#fff 0 3px,#fff0 3px 5px")
LEGIBLE = {
    "a light watermark over it": OVER.format("color:#ddd", "绵山市农业局主管单位"),
    "a clear watermark aslant": OVER.format("color:rgba(0,0,0,.1);font-size:34px;transform:rotate(-15deg)", "绵山市政府"),
    "another line above it": OVER.format("top:-22px", "绵山市农业局主管单位"),
    "its own shadow as a text": OVER.format("left:1px;top:1px;color:#888;z-index:-1", "$"),
    "underlined": "<u>$</u>",
    "struck through thinly": "<s>$</s>",
    "a line drawn tightly around": '<span style="outline:1px dashed #000;outline-offset:-3px">$</span>',
    "on stripes": f'<span style="background:{BAR.format("37deg,#cdd 0 9px,#bcb 9px 23px,#dcc 23px 31px")}">$</span>',
    "on a gradient": '<span style="background:linear-gradient(90deg,#024,#48c);color:#fff">$</span>',
    "a thin bar of the ground's colour": '<span style="position:relative">$'
    + COVER.format("left:0;top:11px;width:400px;height:3px")
    + "</span>",
    "the top of one digit covered": OF_ONE.format("top:0;height:7px"),
    "a fifth cut off below": '<div style="height:19.5px;overflow:hidden">$</div>',
    "a fifth cut off above": '<div style="height:20px;overflow:hidden"><div style="margin-top:-4px">$</div></div>',
    "hardly blurred": '<div style="filter:blur(.6px)">$</div>',
    "letters a little close": '<span style="letter-spacing:-1px">$</span>',
    "shadow alone": '<span style="color:transparent;text-shadow:0 0 0 #000">$</span>',
    "white with a dark rim": '<span style="color:#fff;text-shadow:0 0 2px #000,0 0 2px #000,1px 1px 1px #000">$</span>',
    "a thick rim": '<span style="-webkit-text-stroke:2px #000;color:#fff;font-size:24px">$</span>',
    "in justified lines": '<div style="width:500px;text-align-last:justify">$1 $2</div>',
    "first letter": '<style>.f::first-letter{font-size:30px;color:red}</style><div class="f">$</div>',
    "seen from aside": '<span style="display:inline-block;transform:perspective(600px) rotateY(25deg)">$</span>',
    "narrow": '<span style="display:inline-block;transform:scaleX(.5)">$</span>',
    "turned dark for light": '<div style="background:#fff;filter:invert(1)">$</div>',
    "in a scaled drawing": '<svg width="250" height="30" viewBox="0 0 500 60"><text x="2" y="40" font-size="30">$</text></svg>',
    "in a narrowed drawing": '<svg width="300" height="30" viewBox="0 0 500 30" preserveAspectRatio="none">'
    '<text x="2" y="20" font-size="20">$</text></svg>',
    "squeezed in a drawing": '<svg width="500" height="30"><text x="2" y="20" font-size="16" textLength="120" '
    'lengthAdjust="spacingAndGlyphs">$</text></svg>',
    "zoomed out": '<span style="zoom:.5">$</span>',
}
ILLEGIBLE = {
    "another line over it": OVER.format("", "绵山市农业局主管单位联系"),
    "another number over it": OVER.format("", "川公网安备51991002001017号"),
    "another line half over it": OVER.format("top:-8px", "绵山市农业局主管单位联系"),
    "a stamp over it": OVER.format("color:#c00;font-weight:900", "作废作废作废作废"),
    "a square over one digit": OVER.format("left:137px", "■"),
    "another digit over one": OVER.format("left:116px;font-weight:bold", "8"),
    "letters on one spot": '<span style="letter-spacing:-1em;margin-left:2em">$</span>',
    "letters half in one another": '<span style="letter-spacing:-.45em">$</span>',
    "its own lines over one another": '<div style="line-height:0;width:125px;padding-top:10px;word-break:break-all">$</div>',
    "upper half of one digit covered": OF_ONE.format("top:0;height:12.5px"),
    "lower half of one digit covered": OF_ONE.format("top:12.5px;height:12px"),
    "left half of one digit covered": '$1<span style="position:relative">$2'
    + COVER.format("left:0;top:0;width:5.6px;height:30px")
    + "</span>",
    "a thick bar": '<span style="position:relative">$' + COVER.format("left:0;top:8px;width:400px;height:9px") + "</span>",
    "a fence before it": f'<span style="position:relative">$<b style="{FENCE}"></b></span>',
    "a veil": '<span style="position:relative">$' + COVER.format("left:0;top:0;width:400px;height:30px;opacity:.95") + "</span>",
    "cut by a path": '<span style="display:inline-block;clip-path:polygon(0 0,88% 0,88% 100%,0 100%)">$</span>',
    "half cut off below": '<div style="height:12px;overflow:clip">$</div>',
    "half cut off above": '<div style="height:12px;overflow:hidden"><div style="margin-top:-12px">$</div></div>',
    "half masked": '<div style="-webkit-mask-image:linear-gradient(#000 50%,transparent 50%)">$</div>',
    "upside down in a mirror": '<span style="display:inline-block;transform:rotateX(180deg)">$</span>',
    "in a mirror": '<span style="display:inline-block;scale:-1 1">$</span>',
    "seen from the edge": '<span style="display:inline-block;transform:rotateY(90deg)">$</span>',
    "blurred": '<span style="filter:blur(4px)">$</span>',
    "behind frosted glass": '<span style="position:relative">$<b style="position:absolute;inset:0;backdrop-filter:blur(6px)"></b></span>',
    "a wide shadow alone": '<span style="color:transparent;text-shadow:0 0 9px #000">$</span>',
    "dots for letters": '<span style="-webkit-text-security:disc">$</span>',
    "stopped while clear": '<span style="animation:gone 4s infinite paused">$</span>',
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
    "@keyframes gone{0%{opacity:0}60%{opacity:1}}@keyframes pulse{50%{opacity:.5}}@keyframes hue{50%{background:#ffd}}</style>"
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


async def test_what_lies_over_a_legible_number_does_not_take_it_away(pages: LivePages) -> None:
    async with pages.open(f'<body style="background:#fff">{rows(LEGIBLE)}<div style="height:900px"></div>') as (_, session):
        proofs = await prove(session, LEGIBLE)
    assert {case: proofs.by_case[case].proof for case in LEGIBLE if not proofs.by_case[case].proof.seen} == {}


async def test_what_is_drawn_but_cannot_be_read_is_not_seen(pages: LivePages) -> None:
    """Each changes pixels of its own; with a reader at hand nothing of this remains unclear."""
    async with pages.open(f'<body style="background:#fff">{MOTION}{rows(ILLEGIBLE)}<div style="height:900px"></div>') as (_, session):
        proofs = await prove(session, ILLEGIBLE)
    seen = {case: proofs.by_case[case].proof for case in ILLEGIBLE if proofs.by_case[case].proof.seen}
    assert seen == {}
    assert {case for case in ILLEGIBLE if proofs.by_case[case].proof.why_not in ("unclear", "unstable")} == set()


async def test_without_a_reader_an_overdrawn_number_is_unclear(pages: LivePages, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither seen nor hidden: nobody can tell, so nobody is accused. What lies below a watermark needs no reader."""
    monkeypatch.setattr("checker.rendering.sight.can_read", lambda: False)
    both = {case: ILLEGIBLE[case] for case in ("another line over it", "blurred")} | {"marked": LEGIBLE["a light watermark over it"]}
    async with pages.open(f'<body style="background:#fff">{rows(both)}<div style="height:900px"></div>') as (_, session):
        proofs = await prove(session, both)
    assert {case: proofs.by_case[case].proof.why_not for case in both} == {
        "another line over it": "unclear",
        "blurred": "unclear",
        "marked": None,
    }


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
