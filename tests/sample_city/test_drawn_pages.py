"""The pages of a drawn city without any browser: they follow from the table, lead somewhere, and are dated as the table says."""

import json
import re
from collections import Counter
from datetime import date
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest

from checker.records.days import months_before
from checker.records.sighting import BadgeKind
from checker.sample_city.drawn_cities import Row, read_drawn_city
from checker.sample_city.drawn_cities.makes import BLANKS, FOOTERS, HOMES, INTERVIEWS, LETTERS, LISTS, SURVEYS
from checker.sample_city.pages import Pages

CITY = read_drawn_city("mianyang-2018q3")
DAY = CITY.file.day
RUNNING = [row for row in CITY.rows if row.status == "running"]
PAGES = {row.host: Pages(CITY.sites[row.host], DAY) for row in RUNNING}
each_site = pytest.mark.parametrize("row", [pytest.param(row, id=row.host) for row in RUNNING])


def words_of(host: str, path: str) -> str:
    page = PAGES[host].render(PAGES[host].canonical(path))
    assert page is not None, f"there is no page {path} on {host}"
    return page.decode(CITY.sites[host].file.charset)


def addresses_in(host: str, path: str) -> set[str]:
    """Paths on the same host that a page names."""
    found = re.findall(r"""(?:href|src)=["']([^"'#]+)["']|url\(([^)]+)\)|url: "([^"]+)\"""", words_of(host, path))
    addresses = {urlsplit(urljoin(f"http://{host}{path}", unescape(next(filter(None, one))))) for one in found}
    return {address.path for address in addresses if address.hostname == host}


@pytest.mark.long
@each_site
def test_every_address_on_a_site_leads_to_a_page(row: Row) -> None:
    seen: set[str] = set()
    ahead = ["/"]
    while ahead:
        path = ahead.pop()
        seen.add(path)
        assert PAGES[row.host].render(PAGES[row.host].canonical(path)) is not None, path
        if path.endswith(("/", ".html")):
            ahead += [one for one in addresses_in(row.host, path) if one not in seen and one not in ahead]
    site = CITY.sites[row.host].file
    assert {plan.path for plan in site.columns} <= seen
    assert site.letters is None or site.letters.path in seen
    assert len(seen) > 30


@each_site
def test_columns_are_as_many_and_as_old_as_the_table_says(row: Row) -> None:
    since = {"news": date.fromordinal(DAY.toordinal() - 14), "notice": months_before(DAY, 6), "policy": months_before(DAY, 6)}
    counts: Counter[str] = Counter()
    stale: Counter[str] = Counter()
    undated = 0
    for column in PAGES[row.host].columns:
        counts[column.plan.kind] += 1
        days = re.findall(r"20\d\d[-/.]\d\d?[-/.]\d\d?", words_of(row.host, column.path))
        is_silent = column.plan.page == "_undated_list.html"
        undated += is_silent
        if column.plan.kind in since:
            assert not (is_silent and days)
            stale[column.plan.kind] += column.items[0].day < since[column.plan.kind]
    assert (counts["news"], counts["notice"], counts["policy"]) == (row.news, row.notice, row.policy)
    assert (stale["news"], stale["notice"], stale["policy"], undated) == (row.news_stale, row.notice_stale, row.policy_stale, row.undated)
    assert sum(not column.items for column in PAGES[row.host].columns if column.plan.kind not in ("survey", "interview")) == row.blank


@each_site
def test_a_year_of_letters_surveys_and_interviews_is_as_full_as_the_table_says(row: Row) -> None:
    begin = months_before(DAY, 12)
    by_kind = {column.plan.kind: column for column in PAGES[row.host].columns}
    for kind, wanted in (("survey", row.surveys), ("interview", row.interviews)):
        assert (kind in by_kind) == (wanted is not None)
        if wanted is not None:
            assert sum(begin < item.day <= DAY for item in by_kind[kind].items) == wanted
    plan = CITY.sites[row.host].file.letters
    assert (plan is not None) == (row.letters is not None)
    if plan is not None:
        asked = [date.fromordinal(DAY.toordinal() - age) for age in plan.days_old]
        assert sum(begin < day <= DAY for day in asked) == row.letters
        late = [asked[place] for place in plan.forgotten]
        assert len(late) == row.overdue and all(begin < day < months_before(DAY, 3) for day in late)
        assert words_of(row.host, plan.path).count("/hdjl/zxxx/x_") == len(asked)


@each_site
def test_marks_stand_on_the_page_as_the_table_says(row: Row) -> None:
    places = {"written_by_script": "/script/footer.js", "in_a_frame": "/foot.html"}
    words = words_of(row.host, "/").partition("<body")[2]
    if row.footer in places:
        foot = words_of(row.host, places[row.footer])
        written = re.search(r"document\.write\((\".*\")\);", foot)
        words += json.loads(written[1]) if written and row.footer == "written_by_script" else foot
    printed: dict[BadgeKind, str] = {
        "site_code": row.code,
        "icp": row.icp,
        "public_security": row.police.removeprefix("川公网安备").rstrip("号"),
    }
    text = re.sub(r"<[^>]*>", " ", words)
    for kind, number in printed.items():
        assert (number in text) == (row.marks.get(kind, "shown") in ("shown", "hidden", "broken")), kind
    assert ("conac.cn" in words) == (row.marks.get("party_gov") != "missing")


@each_site
def test_nothing_is_published_twice_on_one_site(row: Row) -> None:
    titles = Counter(item.title for column in PAGES[row.host].columns for item in column.items)
    assert [title for title, count in titles.items() if count > 1] == []


def test_all_makes_are_drawn_from_and_there_are_twelve_of_lists_and_of_footers() -> None:
    assert len(LISTS) >= 12 and {row.lists for row in RUNNING} == set(LISTS)
    assert len(FOOTERS) >= 12 and {row.footer for row in RUNNING} == set(FOOTERS)
    assert {row.home for row in RUNNING} == set(HOMES)
    pages = [column.plan.page for pages in PAGES.values() for column in pages.columns]
    letters = [site.file.letters.page for site in CITY.sites.values() if site.file.letters]
    for folder, makes in (("_surveys", SURVEYS), ("_interviews", INTERVIEWS), ("_blank", BLANKS), ("_letters", LETTERS)):
        assert {f"{folder}/{make}.html" for make in makes} <= {*pages, *letters}


def test_the_same_table_gives_the_same_pages() -> None:
    again = read_drawn_city("mianyang-2018q3")
    for row in RUNNING[:5]:
        assert Pages(again.sites[row.host], DAY).render("/index.html") == PAGES[row.host].render("/index.html")
