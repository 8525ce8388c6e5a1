"""The tables of drawn cities: what cannot be true is refused by row and field, and ages are fresh or stale to the day."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.commands import cli
from checker.faults import UsageFault
from checker.records.days import months_before
from checker.sample_city.drawn_cities import known_cities, read_drawn_city
from checker.sample_city.drawn_cities.ages import Ages

TOWN = Path(__file__).parents[1] / "end_to_end" / "drawn_town"


def changed(tmp_path: Path, old: str, new: str) -> Path:
    folder = tmp_path / "town"
    shutil.copytree(TOWN, folder)
    table = folder / "sites.csv"
    text = table.read_text(encoding="utf-8")
    assert old in text
    table.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


WRONG = [
    ("http,3,1,2,2,2,2", "http,3,3,2,2,2,2", "row 3", "news is fresh"),
    ("http,3,1,2,2,2,2", "http,3,1,2,3,2,2", "row 3", "more columns of notice are stale"),
    ("局长信箱,3,0,调查征集", "局长信箱,,0,调查征集", "row 3", "counted where there is a column"),
    ("局长信箱,3,0,调查征集", "局长信箱,3,4,调查征集", "row 3", "more than of what it is a part"),
    ("park,running", "town,running", "row 10", "level"),
    ("icp=missing", "icp=lost", "row 7", "marks"),
    ("http,3,1,2,2,2,2", "http,9,1,2,2,2,2", "row 3", "names for 6 columns"),
    ("局长信箱,3,0,调查征集", "局长信箱,400,0,调查征集", "row 3", "less than or equal to 360"),
    ("mzj.yunting.gov.cn", "swj.yunting.gov.cn", "sites.csv", "names a host twice"),
]


@pytest.mark.parametrize(("old", "new", "where", "why"), WRONG, ids=[why for *_, why in WRONG])
def test_a_table_that_cannot_be_true_is_refused(tmp_path: Path, old: str, new: str, where: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as refusal:
        read_drawn_city(changed(tmp_path, old, new))
    assert where in str(refusal.value)


def test_a_city_that_there_is_not_is_named_with_those_that_there_are() -> None:
    assert known_cities() == ["mianyang-2018q3"]
    with pytest.raises(UsageFault, match=r"--city Nowhere cannot be used.*mianyang-2018q3"):
        cli(["demo", "--city", "Nowhere"], standalone_mode=False)


@given(seed=st.integers(0, 10_000), day=st.dates(date(2012, 3, 1), date(2030, 1, 1)), stale=st.booleans())
def test_columns_are_fresh_or_stale_by_the_contracts_clocks(seed: int, day: date, stale: bool) -> None:
    ages = Ages(Random(seed), day)
    for drawn, since in (
        (ages.news(stale=stale), day - timedelta(days=14)),
        (ages.documents(stale=stale), months_before(day, 6)),
        (ages.others(stale=stale), months_before(day, 12)),
    ):
        assert list(drawn) == sorted(drawn)
        assert (day - timedelta(days=drawn[0]) < since) == stale


@given(seed=st.integers(0, 10_000), day=st.dates(date(2012, 3, 1), date(2030, 1, 1)), within=st.integers(0, 12), before=st.integers(0, 4))
def test_a_year_holds_as_many_as_were_asked_for(seed: int, day: date, within: int, before: int) -> None:
    drawn = Ages(Random(seed), day).yearly(within, before=before)
    days = [day - timedelta(days=age) for age in drawn]
    assert len(days) == within + before
    assert sum(months_before(day, 12) < one <= day for one in days) == within
