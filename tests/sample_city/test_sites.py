"""The sites of the city: each has its own trouble, all the rest of it is in order, and all of it can be asked for."""

import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

import checker.sample_city
from checker.sample_city import SampleCity, Truth
from checker.sample_city.pages import Pages
from checker.sample_city.site import read_sites

DAY = date(2018, 8, 1)
SITES = read_sites("first")
STANDING = [host for host, site in SITES.items() if site.file.trouble is None]
FOOTER_PLACES = {
    "rsj.chenglan.gov.cn": "/script/footer.js",
    "jyj.chenglan.gov.cn": "/public/foot.html",
    "www.qingwu.gov.cn": "/data/footer.json",
}


def served_words(city: SampleCity, host: str) -> str:
    """All that a site serves for its home page, without tags, comments and blanks."""
    source = city.page(host, "/index.html") + (city.page(host, FOOTER_PLACES[host]) if host in FOOTER_PLACES else "")
    return re.sub(r"\s|&nbsp;", "", re.sub(r"<[^>]*>", "", source))


async def test_the_city_has_sites_of_every_level_and_state(city: SampleCity) -> None:
    assert len(city.truth) >= 16
    assert {truth.level for truth in city.truth} == {"city_portal", "county_portal", "department", "park"}
    assert {truth.reach for truth in city.truth} >= {"reached", "refused", "timeout", "dns"}
    states = {badge.state for truth in city.truth for badge in truth.badges.values()}
    assert states == {"shown", "mismatched", "malformed", "broken", "hidden", "missing", "undetermined"}


@pytest.mark.parametrize("truth", [site.truth for site in SITES.values()], ids=lambda truth: truth.host)
def test_the_truth_is_complete_and_in_itself_consistent(truth: Truth) -> None:
    assert list(truth.badges) == ["site_code", "icp", "public_security", "party_gov", "error_report"]
    states = {badge.state for badge in truth.badges.values()}
    if truth.reach != "reached":
        assert states == {"undetermined"}
        assert truth.verdict == ("pass" if truth.status == "offline" else "cannot_tell")
    elif truth.verdict == "pass":
        assert states == {"shown"}
    assert bool(truth.problems) == (truth.verdict == "fail")
    for badge in truth.badges.values():
        assert (badge.value is None) == (badge.state in {"malformed", "broken", "missing", "undetermined"})


@pytest.mark.parametrize("host", STANDING)
async def test_the_numbers_of_the_truth_stand_in_what_the_site_serves(city: SampleCity, host: str) -> None:
    words = served_words(city, host)
    badges = city.sites[host].truth.badges
    row = city.sites[host].file.roster
    code = badges["site_code"].value
    assert code == row.site_code == badges["error_report"].value
    assert code in words
    printed = set(re.findall(r"蜀icp备:?：?(\d{8})号", words.lower()))
    icp = badges["icp"].value
    assert printed == {re.sub(r"\D", "", icp.split("号")[0])} if icp else not printed
    police = badges["public_security"].value
    assert set(re.findall(r"(?:公网安备|公安机关备案号：)(\d{14})", words)) == ({re.sub(r"\D", "", police)} if police else set())


@pytest.mark.parametrize("host", STANDING)
def test_the_roster_agrees_with_the_truth_but_for_the_wrong_number(host: str) -> None:
    row, badges = SITES[host].file.roster, SITES[host].truth.badges
    agrees = {state.state for state in (badges["icp"],)} <= {"shown", "hidden"}
    assert (badges["icp"].value == row.icp) is agrees
    police = badges["public_security"]
    if police.state == "shown" and police.value:
        assert re.sub(r"\D", "", police.value) == re.sub(r"\D", "", row.public_security)


@pytest.mark.parametrize("host", STANDING)
async def test_the_registry_knows_the_site_unless_its_mark_is_broken(client: httpx.AsyncClient, host: str) -> None:
    printed, badge = SITES[host].file.printed, SITES[host].truth.badges["party_gov"]
    loader = await client.get(f"https://dcs.conac.cn/js/25/000/0000/{printed.conac}/CA250000000{printed.conac}0001.js")
    if badge.state == "broken":
        assert loader.status_code == 404
        return
    assert f"https://bszs.conac.cn/sitename?method=show&id={badge.value}" in loader.text
    page = await client.get(f"https://bszs.conac.cn/sitename?method=show&id={badge.value}")
    assert SITES[host].file.roster.name in page.text


@pytest.mark.parametrize("host", STANDING)
async def test_no_address_of_a_home_page_is_dead_within_the_site(city: SampleCity, host: str) -> None:
    home = f"http://{host}/index.html"
    addresses = re.findall(r"""(?:href|src|data-src)=["']([^"'#]+)["']|url\(([^)]+)\)""", city.page(host, "/index.html"))
    inner = {urljoin(home, unescape(a or b)) for a, b in addresses}
    pages = Pages(city.sites[host], DAY)
    paths = {urlsplit(address).path for address in inner if urlsplit(address).hostname == host}
    assert len(paths) > 20
    assert [path for path in sorted(paths) if pages.render(pages.canonical(path)) is None] == []


@pytest.mark.parametrize("host", STANDING)
def test_nothing_is_published_twice_on_one_site(host: str) -> None:
    columns = Pages(SITES[host], DAY).columns
    titles = [item.title for column in columns for item in column.items]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


async def test_gb18030_comes_without_a_charset_in_the_header(client: httpx.AsyncClient) -> None:
    answer = await client.get("http://czj.chenglan.gov.cn/")
    assert answer.headers["content-type"] == "text/html"
    with pytest.raises(UnicodeDecodeError):
        answer.content.decode("utf-8")
    text = answer.content.decode("gb18030")
    assert "charset=gb2312" in text
    assert "㙍上村" in text  # four bytes in GB18030, unknown to GBK


async def test_the_park_asks_for_a_script_first(client: httpx.AsyncClient) -> None:
    first = await client.get("http://gxq.chenglan.gov.cn/")
    assert first.status_code == 412
    token = re.search(r'content="([0-9a-f]{8})"', first.text)
    assert token is not None
    second = await client.get("http://gxq.chenglan.gov.cn/", headers={"Cookie": f"wzfw_t={token[1][::-1]}"})
    assert second.status_code == 200
    assert "5139000041" in second.text


async def test_the_county_leads_to_https_and_on_by_meta_refresh(client: httpx.AsyncClient) -> None:
    moved = await client.get("http://www.qingwu.gov.cn/")
    assert (moved.status_code, moved.headers["location"]) == (301, "https://www.qingwu.gov.cn/")
    root = await client.get("https://www.qingwu.gov.cn/")
    assert "url=/index.html" in root.text
    assert "5139220001" not in (await client.get("https://www.qingwu.gov.cn/index.html")).text.split("<body>")[1]


async def test_the_portal_is_heavy(city: SampleCity) -> None:
    assert city.page("www.chenglan.gov.cn", "/").count("<a ") >= 200


async def test_lists_have_pages_articles_and_dates(client: httpx.AsyncClient) -> None:
    first = await client.get("http://rsj.chenglan.gov.cn/zwgk/tzgg/index.html")
    second = await client.get("http://rsj.chenglan.gov.cn/zwgk/tzgg/index_1.html")
    assert 'href="index_1.html"' in first.text
    days = re.findall(r"<li><span>(\d{4}-\d\d-\d\d)</span>", first.text + second.text)
    assert len(days) == 40
    assert days == sorted(days, reverse=True)
    assert days[0] == "2018-07-30"
    article = re.search(r'<a href="(/zwgk/tzgg/\d{6}/t\d{8}_\d+\.html)"', first.text)
    assert article is not None
    text = (await client.get(f"http://rsj.chenglan.gov.cn{article[1]}")).text
    assert '<meta name="PubDate" content="2018-07-30 09:30">' in text
    assert (await client.get("http://rsj.chenglan.gov.cn/zwgk/tzgg/index_9.html")).status_code == 404


async def test_the_letter_box_shows_when_letters_were_asked_and_answered(client: httpx.AsyncClient) -> None:
    page = (await client.get("http://rsj.chenglan.gov.cn/hdjl/jzxx/index.html")).text
    assert all(word in page for word in ("来信主题", "来信时间", "状态", "回复时间"))
    rows = re.findall(r"<td>(\d{4}-\d\d-\d\d)</td><td>(处理中|已办结)</td><td>(\S+)</td>", page)
    assert rows[0] == ("2018-07-30", "处理中", "—")
    assert rows[1] == ("2018-07-21", "已办结", "2018-07-26")
    letter = re.search(r'href="(/hdjl/jzxx/x_\d+\.html)"', page)
    assert letter is not None
    assert "来信内容" in (await client.get(f"http://rsj.chenglan.gov.cn{letter[1]}")).text


def test_the_city_stays_small() -> None:
    folder = Path(checker.sample_city.__file__).parent
    kinds = {".py", ".toml", ".html", ".js", ".json", ".css"}
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.suffix in kinds]
    assert len(sizes) > 60
    assert sum(sizes) < 1_000_000


def test_an_article_speaks_of_what_its_title_names() -> None:
    site = SITES["rsj.chenglan.gov.cn"]
    for column in Pages(site, DAY).columns:
        for item in column.items:
            named = [topic for topic in site.file.topics if topic in item.title]
            assert named
            assert any(topic in paragraph for topic in named for paragraph in column.text(item)[:1])
