"""What stands in a tab that is not open is not read, and not held against the site either."""

from typing import Any

import pytest

from checker.judgment import judge, load_edition
from tests.judgment import looks
from tests.second_lap.conftest import LookAt
from tests.second_lap.small_site import SmallSite, by_name, home, in_frame, listing, rows

pytestmark = pytest.mark.asyncio(loop_scope="module")

_HEADS = "<div><b style='cursor:pointer'>要闻</b>　<b style='cursor:pointer'>快讯</b></div>"
_OLD, _NEW = listing(rows(0, 5, "2018-05-02")), listing(rows(10, 5, "2018-07-30"))
_FORMS = {
    "panels side by side": f"{_HEADS}<div>{_OLD}</div><div style='display:none'>{_NEW}</div>",
    "a panel in each entry": "<style>dl{list-style:none}dl>dd>div{display:none}dl>dd.on>div{display:block}</style>"
    f"<dl><dd class=on><b>要闻</b><div>{_OLD}</div></dd><dd><b>快讯</b><div>{_NEW}</div></dd></dl>",
    "lists without frames": f"{_HEADS}{_OLD}{_NEW.replace('<ul style=', '<ul hidden class=')}",
}


def _outcomes(seen: Any) -> dict[str, str]:
    judged = judge(seen, None, load_edition("2015-15"), looks.circumstances(as_of="2018-08-01"))
    return {finding.rule: finding.outcome for finding in judged.findings}


@pytest.mark.parametrize("form", _FORMS)
async def test_an_update_in_a_closed_tab_of_the_home_page_is_a_doubt(look: LookAt, form: str) -> None:
    async with SmallSite({"/": in_frame("绵山市水务局", _FORMS[form])}) as site:
        seen = await look(site)
    assert sorted(seen.home_kept_back) == ["2018-07-30"] * 5
    assert _outcomes(seen)["home-stale"] == "cannot_tell"


async def test_what_no_tab_keeps_is_no_doubt(look: LookAt) -> None:
    alone = f"<div>{_OLD}</div><section style='display:none'>{_NEW}</section>"
    async with SmallSite({"/": in_frame("绵山市水务局", alone)}) as site:
        seen = await look(site)
    assert seen.home_kept_back == []
    assert _outcomes(seen)["home-stale"] == "fail"


@pytest.mark.parametrize("form", _FORMS)
async def test_a_column_whose_closed_tab_is_newer_is_a_doubt(look: LookAt, form: str) -> None:
    names = [(f"{name}动态", f"/{n}/") for n, name in enumerate(("部门", "街道", "社区", "基层", "工作"))]
    pages: dict[str, Any] = {url: in_frame(name, listing(rows(n * 5, 5, "2018-01-05"))) for n, (name, url) in enumerate(names)}
    pages |= {
        "/": home(*names),
        "/4/": in_frame("工作动态", _FORMS[form]),
        "/yw/": in_frame("水务要闻", listing(rows(40, 5, "2018-07-30"))),
    }
    async with SmallSite(pages) as site:
        seen = await look(site)
    assert by_name(seen)["工作动态"].pages[0].kept_back == ["2018-07-30"] * 5
    assert _outcomes(seen)["columns-stale"] == "cannot_tell"
