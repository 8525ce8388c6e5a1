"""Numbers that stand on their side, and those that a style sheet writes in a size of their own."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.rendering.live_pages import LivePages
from tests.rendering.proofs import prove, written

pytestmark = pytest.mark.asyncio(loop_scope="module")
TURNED = '<span style="position:absolute;left:20px;top:110px;transform:{};white-space:nowrap">{}</span>'
COVER = '<b style="position:absolute;background:#fff;{}"></b>'
DRAWN = '<svg width="240" height="240"><text transform="{}" font-size="18">$</text>{}</svg>'
OF_ELEMENT = '<style>.{0}{{font-size:{1}}}.{0}::{2}{{content:"$";{3}}}</style><p class="{0}">备案</p>'
SEEN = {
    "to the left": TURNED.format("rotate(-90deg)", "$"),
    "to the right": TURNED.format("rotate(90deg)", "$"),
    "turned and made smaller": TURNED.format("rotate(90deg) scale(.7)", "$"),
    "turned by a property of its own": TURNED.format("none;rotate:-90deg", "$"),
    "aslant": TURNED.format("rotate(-40deg)", "$"),
    "within what is turned": '<div style="transform:rotate(-90deg);width:240px;height:240px"><p><a href="/x">$</a></p></div>',
    "in a drawing": DRAWN.format("translate(60,230) rotate(-90)", ""),
    "in a drawing to the right": DRAWN.format("translate(60,10) rotate(90)", ""),
    "written before nothing": OF_ELEMENT.format("a", "0", "before", "font-size:18px"),
    "written after nothing": OF_ELEMENT.format("b", "0", "after", "font-size:18px"),
    "written larger": OF_ELEMENT.format("c", "3px", "after", "font-size:600%"),
}
HIDDEN = {
    "turned and very small": TURNED.format("rotate(90deg) scale(.2)", "$"),
    "turned and narrow": TURNED.format("rotate(90deg) scaleX(.1)", "$"),
    "turned and flat": TURNED.format("rotate(90deg) scaleY(.1)", "$"),
    "upper half covered": TURNED.format("rotate(90deg)", "$" + COVER.format("left:0;right:0;top:0;height:12px")),
    "lower half covered": TURNED.format("rotate(-90deg)", "$" + COVER.format("left:0;right:0;bottom:0;height:12px")),
    "last digits covered": TURNED.format("rotate(-90deg)", "$" + COVER.format("right:14px;top:0;bottom:0;width:30px")),
    "half covered in a drawing": DRAWN.format("translate(60,230) rotate(-90)", '<rect x="54" y="0" width="16" height="240" fill="#fff"/>'),
    "written small": OF_ELEMENT.format("d", "18px", "before", "font-size:3px"),
    "written by scale": OF_ELEMENT.format("e", "18px", "after", "display:inline-block;transform:scale(.1)"),
    "written in no size": OF_ELEMENT.format("f", "18px", "after", "font-size:0"),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pages() -> AsyncIterator[LivePages]:
    async with LivePages() as opened:
        yield opened


def cells(cases: dict[str, str]) -> str:
    style = "position:relative;float:left;width:250px;height:250px;overflow:hidden;font:18px/24px sans-serif"
    cell = '<body style="background:#fff">' + '<div style="{}">{}</div>' * len(cases)
    return cell.format(*(part for place, markup in enumerate(cases.values()) for part in (style, written(markup, place))))


async def test_what_stands_on_its_side_or_in_a_size_of_its_own_is_read(pages: LivePages) -> None:
    async with pages.open(cells(SEEN)) as (_, session):
        proofs = await prove(session, SEEN)
    assert set(proofs.by_case) == set(SEEN)
    assert {case: it.proof for case, it in proofs.by_case.items() if not it.proof.seen} == {}


async def test_what_stands_on_its_side_and_is_spoiled_is_not_seen(pages: LivePages) -> None:
    async with pages.open(cells(HIDDEN)) as (_, session):
        proofs = await prove(session, HIDDEN)
    assert set(proofs.by_case) == set(HIDDEN)
    assert {case: it.proof for case, it in proofs.by_case.items() if it.proof.seen} == {}
