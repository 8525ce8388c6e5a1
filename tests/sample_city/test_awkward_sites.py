"""The city whose sites need a hand: what each asks of its visitor, its spoiled fixtures, and its second version."""

import re
from collections.abc import AsyncIterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from checker.sample_city import SampleCity, Truth
from checker.sample_city.pages import Pages
from checker.sample_city.site import AWKWARD_DAY, AWKWARD_SITES, known_versions, read_sites

SITES = read_sites("first", AWKWARD_SITES)
SPOILED = read_sites("spoiled", AWKWARD_SITES)
PLATFORM = "wz.tingzhi.gov.cn"
WATCHED = [host for host in SITES if host != PLATFORM]
FOOTS = {"slj.tingzhi.gov.cn": "/frames/foot.html"}
REDESIGNED = {"wlj.tingzhi.gov.cn", "zjj.tingzhi.gov.cn", "rsj.tingzhi.gov.cn"}


def awkward(version: str) -> SampleCity:
    return SampleCity(version=version, today=AWKWARD_DAY, sites=AWKWARD_SITES)


def foot_of(version: str, host: str) -> str:
    return awkward(version).page(host, FOOTS.get(host, "/index.html"))


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with awkward("first") as city, httpx.AsyncClient(proxy=city.proxy, timeout=5, trust_env=False) as open_client:
        yield open_client


def test_eight_sites_are_watched_and_all_is_in_order_there() -> None:
    assert known_versions(AWKWARD_SITES) == ["first", "redesigned", "spoiled"]
    truths = awkward("first").truth
    assert [truth.host for truth in truths] == WATCHED
    assert len({truth.about for truth in truths}) == 8
    for truth in truths:
        assert (truth.reach, truth.verdict, truth.problems) == ("reached", "pass", ())
        assert {badge.state for badge in truth.badges.values()} == {"shown"}


async def test_the_platform_of_letters_is_in_no_roster() -> None:
    async with awkward("first") as city:
        rows = city.roster.read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 9
    assert not any(PLATFORM in row for row in rows)


@pytest.mark.parametrize("host", WATCHED)
@pytest.mark.parametrize("version", ["first", "redesigned"])
def test_the_numbers_of_the_truth_stand_in_the_foot(version: str, host: str) -> None:
    foot, site = foot_of(version, host), SITES[host]
    row, badges = site.file.roster, site.truth.badges
    assert f"网站标识码：{badges['site_code'].value}" in foot and badges["site_code"].value == row.site_code
    assert badges["icp"].value in (row.icp,) and row.icp in foot
    assert badges["public_security"].value == row.public_security
    assert site.file.printed.conac in foot and badges["party_gov"].value == site.file.printed.conac_page
    assert f'sitecode="{badges["error_report"].value}"' in foot


@pytest.mark.parametrize("truth", [SPOILED[host].truth for host in WATCHED], ids=WATCHED)
def test_a_spoiled_site_lacks_one_mark_and_nothing_else(truth: Truth) -> None:
    good = SITES[truth.host].truth
    [kind] = [kind for kind, badge in truth.badges.items() if badge != good.badges[kind]]
    spoiled = truth.badges[kind]
    assert spoiled.state in ("missing", "hidden")
    assert spoiled.value == (good.badges[kind].value if spoiled.state == "hidden" else None)
    assert truth.verdict == "fail" and len(truth.problems) == 1
    assert foot_of("spoiled", truth.host) != foot_of("first", truth.host)


def test_three_sites_were_redesigned_and_what_led_on_is_gone_there() -> None:
    first, second = awkward("first"), awkward("redesigned")
    homes = {host: (first.page(host, "/"), second.page(host, "/")) for host in WATCHED}
    assert {host for host, (before, after) in homes.items() if before != after} == REDESIGNED
    assert second.truth == first.truth
    for host, gone in (("wlj", "进入网站"), ("zjj", "data-menu"), ("rsj", 'data-part="letters"')):
        before, after = homes[f"{host}.tingzhi.gov.cn"]
        assert gone in before and gone not in after


@pytest.mark.parametrize("version", ["first", "redesigned"])
@pytest.mark.parametrize("host", WATCHED)
def test_no_address_of_a_home_page_is_dead_within_the_site(version: str, host: str) -> None:
    city = awkward(version)
    addresses = re.findall(r"""(?:href|src|poster)=["']([^"'#{]+)["']|url\(([^)]+)\)""", city.page(host, "/") + foot_of(version, host))
    inner = {urljoin(f"http://{host}/", unescape(a or b)) for a, b in addresses}
    pages = {each: Pages(site, AWKWARD_DAY) for each, site in city.sites.items()}
    paths = [(parts.hostname, parts.path) for parts in map(urlsplit, sorted(inner)) if parts.hostname in pages]
    assert len(paths) > 5
    assert [path for at, path in paths if at and pages[at].render(pages[at].canonical(path)) is None] == []


async def test_what_is_fetched_on_the_way_is_there(client: httpx.AsyncClient) -> None:
    for menu in re.findall(r'data-menu="(\w+)"', awkward("first").page("zjj.tingzhi.gov.cn", "/")):
        entries = (await client.get(f"http://zjj.tingzhi.gov.cn/data/menu_{menu}.json")).json()
        for entry in entries:
            assert (await client.get(f"http://zjj.tingzhi.gov.cn{entry['url']}")).status_code == 200
    for part in re.findall(r'data-part="(\w+)"', awkward("first").page("rsj.tingzhi.gov.cn", "/")):
        assert (await client.get(f"http://rsj.tingzhi.gov.cn/parts/{part}.html")).status_code == 200


async def test_the_letters_come_ten_by_ten(client: httpx.AsyncClient) -> None:
    parts = [(await client.get(f"http://kjj.tingzhi.gov.cn/data/letters_{number}.json")).json() for number in range(5)]
    assert [len(part) for part in parts] == [10, 10, 10, 6, 0]
    days = [row[2] for part in parts for row in part]
    assert days[0] == "2018-07-30" and days == sorted(days, reverse=True)
    assert (await client.get("http://kjj.tingzhi.gov.cn/data/letters_5.json")).status_code == 404


async def test_the_film_is_a_film_and_nothing_else_is_read_from_its_folder(client: httpx.AsyncClient) -> None:
    film = await client.get("http://tyj.tingzhi.gov.cn/media/film.webm")
    assert (film.status_code, film.headers["content-type"]) == (200, "video/webm")
    assert film.content.startswith(b"\x1a\x45\xdf\xa3") and len(film.content) < 20_000
    for path in ("/media/none.webm", "/media/../site.toml", "/media/site.toml"):
        assert (await client.get(f"http://tyj.tingzhi.gov.cn{path}")).status_code == 404
