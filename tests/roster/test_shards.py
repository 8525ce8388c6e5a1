"""Parts of a roster."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.faults import UsageFault
from checker.records.site import Site
from checker.roster import parse_shard, take_shard


def sites(count: int) -> list[Site]:
    return [Site(key=f"site-{number}", url=f"http://site-{number}.gov.cn/") for number in range(count)]


@given(st.integers(0, 60), st.integers(1, 20))
def test_parts_differ_by_at_most_one_and_cover_every_site_once(count: int, n: int) -> None:
    whole = sites(count)
    parts = [take_shard(whole, k, n) for k in range(1, n + 1)]
    sizes = [len(part) for part in parts]
    assert max(sizes) - min(sizes) <= 1
    assert sorted(site.key for part in parts for site in part) == sorted(site.key for site in whole)
    assert all(list(part) == [site for site in whole if site in part] for part in parts)


def test_there_is_no_part_beyond_the_last() -> None:
    with pytest.raises(UsageFault, match=r"There is no part 4 of 3: K goes from 1 to N\."):
        take_shard(sites(5), 4, 3)


@pytest.mark.parametrize(("text", "shard"), [("1/1", (1, 1)), (" 2 / 5 ", (2, 5)), ("05/10", (5, 10))])
def test_a_shard_is_read(text: str, shard: tuple[int, int]) -> None:
    assert parse_shard(text) == shard


@pytest.mark.parametrize("text", ["", "2", "0/3", "4/3", "1/0", "-1/3", "a/b", "1/2/3", "1.5/3", "１/２", "1/" + "9" * 5000])
def test_what_is_no_shard_is_told(text: str) -> None:
    with pytest.raises(UsageFault, match=r"is not K/N with K from 1 to N: write --shard 2/5 for the second of five parts\."):
        parse_shard(text)
