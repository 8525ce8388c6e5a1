"""Updates that nobody sees are none; what takes turns in one place is seen in its turn."""

from typing import Any

import pytest

from tests.second_lap.conftest import LookAt
from tests.second_lap.small_site import SmallSite, in_frame, listing, rows

pytestmark = pytest.mark.asyncio(loop_scope="module")


def _list(style: str, first: int, day: str) -> str:
    return f"<div style='{style}'>{listing(rows(first, 2, day))}</div>"


async def test_hidden_items_of_a_home_page_do_not_count(look: LookAt) -> None:
    hidden = "".join(
        _list(style, 10 + 2 * number, "2018-07-30")
        for number, style in enumerate(("visibility:hidden", "opacity:0", "color:#fff;--a:1", "height:0;overflow:hidden"))
    ).replace("<a href", "<a style='color:inherit' href")
    pages: dict[str, Any] = {"/": in_frame("绵山市水务局", listing(rows(0, 5, "2018-05-02")) + hidden)}
    async with SmallSite(pages) as site:
        seen = await look(site)
    assert [item.days for item in seen.home_items] == [["2018-05-02"]] * 5


async def test_slides_that_fade_into_each_other_count(look: LookAt) -> None:
    slide = "position:absolute;left:0;top:0;width:600px;height:90px"
    slides = _list(slide, 10, "2018-07-28") + _list(f"{slide};opacity:0", 20, "2018-07-30")
    stage = f"<div style='position:relative;height:100px'>{slides}</div>"
    pages: dict[str, Any] = {"/": in_frame("绵山市水务局", listing(rows(0, 5, "2018-05-02")) + stage)}
    async with SmallSite(pages) as site:
        seen = await look(site)
    assert {day for item in seen.home_items for day in item.days} == {"2018-05-02", "2018-07-28", "2018-07-30"}
