"""Whoever wrote to an office stays unnamed, in titles that scripts write and on pages of columns that are no letter boxes."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from checker.locating.columns import mask_title
from tests.second_lap.conftest import LookAt
from tests.second_lap.small_site import SmallSite, by_name, home, in_frame, listing, rows

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("公众留言 轩辕若水", "公众留言 〔已隐去〕"),
        ("公众留言_绵山市水务局", "公众留言_绵山市水务局"),
        ("留言选登-夏侯未晞-绵山市人民政府门户网站", "留言选登-〔已隐去〕-绵山市人民政府门户网站"),
    ],
)
async def test_a_title_names_columns_and_offices_alone(title: str, kept: str) -> None:
    assert mask_title(title, "公众留言") == kept


async def test_the_newest_opinion_below_a_survey_is_grey_in_the_picture(look: LookAt, tmp_path: Path) -> None:
    opinion = "<p id=o style='position:absolute;left:20px;top:300px;margin:0'>姓名：尉迟未晞　手机：18116009090　意见：多种树</p>"
    pages: dict[str, Any] = {
        "/": home(("民意征集", "/zj/")),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
        "/zj/": in_frame("民意征集", listing(rows(6, 3)) + opinion),
    }
    async with SmallSite(pages) as site:
        seen = await look(site)
    assert "18116009090" not in seen.model_dump_json()
    picture = by_name(seen)["民意征集"].pages[0].picture
    assert picture is not None
    pixels = Image.open(io.BytesIO((tmp_path / "run" / picture.file).read_bytes())).convert("L").crop((20, 302, 260, 318))
    grey = sum(pixels.histogram()[188:213])
    assert grey > 0.4 * pixels.width * pixels.height


async def test_a_letter_s_subject_on_the_home_page_keeps_no_telephone_in_the_record(look: LookAt) -> None:
    newest = "<h2>最新来信</h2><ul>" + "".join(
        f"<li><a href='/xin/{n}.html'>来信人：尉迟未晞 电话18116009090 反映路灯不亮{n}</a><span>2018-07-2{n}</span></li>" for n in range(4)
    )
    pages: dict[str, Any] = {
        "/": home(("水务要闻", "/yw/"), more=newest + "</ul>"),
        "/yw/": in_frame("水务要闻", listing(rows(0, 3))),
    }
    async with SmallSite(pages) as site:
        seen = await look(site)
    told = seen.model_dump_json(include={"home_items", "links", "columns"})
    assert sum("反映路灯不亮" in item.title for item in seen.home_items) == 4
    assert "18116009090" not in told
    assert "未晞" not in told
