"""Whoever tests with the city can change it: a page, a host's state, a later version; and the roster follows the sites."""

import csv

import httpx
import pytest

from checker.sample_city import SampleCity
from checker.sample_city.site import SITES, known_versions, read_sites


async def test_a_page_can_be_changed_and_is_served_in_the_sites_charset(city: SampleCity, client: httpx.AsyncClient) -> None:
    changed = city.page("czj.chenglan.gov.cn", "/").replace("蜀icp备39000411号", "")
    city.replace("czj.chenglan.gov.cn", "/", changed)
    body = (await client.get("http://czj.chenglan.gov.cn/index.html")).content.decode("gb18030")
    assert "澄岚市财政局" in body
    assert "蜀icp备" not in body


async def test_bytes_go_out_as_they_are_and_new_paths_appear(city: SampleCity, client: httpx.AsyncClient) -> None:
    city.replace("rsj.chenglan.gov.cn", "/extra/new.html", b"\xff\x00raw")
    assert (await client.get("http://rsj.chenglan.gov.cn/extra/new.html")).content == b"\xff\x00raw"


async def test_the_root_of_the_county_is_a_page_of_its_own(city: SampleCity, client: httpx.AsyncClient) -> None:
    city.replace("www.qingwu.gov.cn", "/index.html", "home")
    assert (await client.get("https://www.qingwu.gov.cn/index.html")).text == "home"
    assert "refresh" in (await client.get("https://www.qingwu.gov.cn/")).text


async def test_an_official_script_can_be_changed(city: SampleCity, client: httpx.AsyncClient) -> None:
    city.replace("zfwzgl.www.gov.cn", "/exposure/jiucuo.js", "void 0;")
    answer = await client.get("https://zfwzgl.www.gov.cn/exposure/jiucuo.js")
    assert (answer.text, answer.headers["content-type"]) == ("void 0;", "application/javascript")


async def test_an_official_host_can_fail_and_come_back(city: SampleCity, client: httpx.AsyncClient) -> None:
    city.fail("dcs.conac.cn", "refused")
    with pytest.raises(httpx.ProxyError):
        await client.get("https://dcs.conac.cn/image/red.png")
    city.fail("dcs.conac.cn", None)
    assert (await client.get("https://dcs.conac.cn/image/red.png")).status_code == 200


async def test_a_site_that_was_down_can_come_up(city: SampleCity, client: httpx.AsyncClient) -> None:
    city.fail("slj.chenglan.gov.cn", None)
    city.replace("slj.chenglan.gov.cn", "/", "<p>open again</p>")
    assert (await client.get("http://slj.chenglan.gov.cn/")).text == "<p>open again</p>"


async def test_what_is_not_there_cannot_be_changed(city: SampleCity) -> None:
    with pytest.raises(KeyError, match="no host"):
        city.replace("www.example.gov.cn", "/", "x")
    with pytest.raises(KeyError, match="no page"):
        city.page("rsj.chenglan.gov.cn", "/nothing.html")


async def test_templates_and_descriptions_are_not_served(client: httpx.AsyncClient) -> None:
    for path in ("/_footer.html", "/site.toml", "/truth.toml", "/versions/mended/_numbers.html", "/../www.chenglan.gov.cn/index.html"):
        assert (await client.get(f"http://zjj.chenglan.gov.cn{path}")).status_code == 404


async def test_after_mending_the_number_is_there() -> None:
    first, mended = read_sites("first")["zjj.chenglan.gov.cn"], read_sites("mended")["zjj.chenglan.gov.cn"]
    assert (first.truth.verdict, mended.truth.verdict) == ("fail", "pass")
    assert "川公网安备" not in SampleCity().page("zjj.chenglan.gov.cn", "/")
    assert "川公网安备 51390002000015号" in SampleCity(version="mended").page("zjj.chenglan.gov.cn", "/")
    assert read_sites("mended")["rsj.chenglan.gov.cn"].truth == read_sites("first")["rsj.chenglan.gov.cn"].truth


def test_an_unknown_version_is_named_with_those_that_exist() -> None:
    with pytest.raises(ValueError, match=r"'second'.*first, mended"):
        SampleCity(version="second")
    assert known_versions() == ["first", "mended"]


async def test_the_roster_has_every_site_in_order(city: SampleCity) -> None:
    raw = city.roster.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert [row["网站标识码"] for row in rows] == [truth.key for truth in city.truth]
    assert len(rows) == len([folder for folder in SITES.iterdir() if folder.is_dir()])
    assert rows[0]["网站类型"] == "市级门户网站"
    assert {row["运行状态"] for row in rows} == {"正常运行", "永久下线"}
