"""The measured pages are what docs/performance.md says of them."""

import re

from benchmarks.pages import Office, answer_of, draw_page
from checker.records.numbers import normal_icp, normal_public_security, normal_site_code


def _parts(office: Office) -> dict[str, bytes]:
    page = draw_page(office)
    parts = {"/": page}
    for address in re.findall(r'(?:src|href)="(/[a-z]+(?:-\d+)?\.(?:jpg|png|js|css))"', page.decode()):
        answer = answer_of(address)
        assert answer is not None, address
        parts[address] = answer[0]
    return parts


def test_the_heavy_page_is_as_heavy_as_told() -> None:
    parts = _parts(Office("heavy", 1))
    assert len(parts) == 48
    assert 2.0e6 < sum(map(len, parts.values())) < 2.2e6


def test_the_small_page_has_its_two_pictures() -> None:
    assert set(_parts(Office("small", 1))) == {"/", "/jiucuo.png", "/red.png"}


def test_only_the_unmarked_page_lacks_a_mark() -> None:
    assert {page for page in ("heavy", "small", "moving", "unmarked") if "conac.cn" not in draw_page(Office(page, 0)).decode()} == {
        "unmarked"
    }


def test_only_the_pictured_page_has_its_numbers_in_a_picture() -> None:
    office = Office("pictured", 3)
    assert office.icp in draw_page(Office("heavy", 3)).decode()
    assert office.icp not in draw_page(office).decode()
    assert "/foot-3.png" in _parts(office)
    assert "/foot-3.png" not in _parts(Office("heavy", 3))


def test_numbers_are_well_formed_and_each_site_has_its_own() -> None:
    offices = [Office("heavy", number) for number in range(200)]
    for read, name in ((normal_site_code, "site_code"), (normal_icp, "icp"), (normal_public_security, "public_security")):
        assert len({read(getattr(office, name)) for office in offices} - {None}) == 200, name
        assert all(read(getattr(office, name)) == getattr(office, name) for office in offices), name


def test_a_path_that_no_page_asks_for_is_not_there() -> None:
    assert answer_of("/photo-999.jpg") is None
    assert answer_of("/etc/passwd") is None
