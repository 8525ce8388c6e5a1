"""The same states with one site in flight and with eight: `checker run` twice over pages of tests/sites and combined ones."""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest

from checker.sample_city.authority import Authority
from tests.combined.page import make_page
from tests.end_to_end.calling import call, lines_of
from tests.sites.page import SitePage, read_pages
from tests.sites.server import PageServer
from tests.sites.visits import Loop

pytestmark = pytest.mark.long
_LATE = 1.2  # seconds of waiting for late content; pages that need more are left out
_COLUMNS = ("url", "site_code", "icp", "public_security")


def _sample(archive: Path) -> list[SitePage]:
    """Every sixteenth page of tests/sites and 12 combined ones, no site code twice (a roster refuses that)."""
    given: Iterator[SitePage] = iter([*read_pages()[::16], *(make_page(seed).write(archive) for seed in range(7000, 7040))])
    codes: set[str] = set()
    pages: list[SitePage] = []
    for page in given:
        code = page.expected.site.site_code
        if page.expected.late_content > _LATE or (code is not None and code in codes):
            continue
        codes |= {code} if code else set()
        pages.append(page)
    ours = list(islice((page for page in pages if page.name.startswith("combined/")), 12))
    return [page for page in pages if not page.name.startswith("combined/")] + ours


def _write_roster(file: Path, pages: Sequence[SitePage]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(_COLUMNS)
        for page in pages:
            site = page.expected.site
            rows.writerow([f"http://{page.host}/", site.site_code or "", site.icp or "", site.public_security or ""])


@pytest.mark.timeout(3000)
def test_one_and_eight_in_flight_give_the_same_states(tmp_path: Path) -> None:
    pages = _sample(tmp_path / "made")
    assert len(pages) >= 25
    _write_roster(tmp_path / "roster.csv", pages)
    authority, server, loop = Authority(tmp_path), PageServer(pages), Loop()
    door = server.door(authority)
    loop.begin(door.__aenter__()).result(timeout=30)
    states = {}
    try:
        for jobs in (8, 1):
            words = ("--run-id", f"jobs{jobs}", "--jobs", str(jobs), "--edition", "2015-15", "--allow-private")
            ways = ("--proxy", door.address, "--trust-ca", authority.file)
            plain = {"CHECKER_LATE_CONTENT": str(_LATE), "CHECKER_COLUMN_PAGES": "0"}
            done = call("run", tmp_path / "roster.csv", "--out", tmp_path, *words, *ways, env=plain, seconds=1500)
            assert done.returncode == 0, done.stderr[-3000:]
            states[jobs] = {
                line["site"]["url"]: [
                    line["reach"]["state"],
                    *(f"{badge['kind']}: {badge['state']} {badge['value']}" for badge in line["badges"]),
                ]
                for line in lines_of(tmp_path / f"jobs{jobs}")
            }
    finally:
        server.closing.set()
        loop.begin(door.__aexit__()).result(timeout=60)
        loop.close()
    assert states[1].keys() == {f"http://{page.host}/" for page in pages}
    differ = [
        f"{url}: with 1 {one}, with 8 {eight}"
        for url in states[1]
        for one, eight in zip(states[1][url], states[8][url], strict=True)
        if one != eight
    ]
    assert not differ, "\n".join([*differ, f"runs: {tmp_path}"])
