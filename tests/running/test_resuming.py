"""A run goes on only with what it was begun with; what was not said again is as it was."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checker.faults import UsageFault
from checker.roster import Roster, read_roster, site_from_address
from checker.running.front import make_plan
from checker.running.plan import Plan
from checker.running.resuming import require_same
from checker.settings import Settings


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    return roster_of(tmp_path / "roster.csv", "http://a.gov.cn\nhttp://b.gov.cn\n")


def roster_of(file: Path, rows: str) -> Roster:
    file.write_text(f"url\n{rows}")
    return read_roster(file)


def record_of(plan: Plan) -> dict[str, Any]:
    """What run.json keeps of a plan."""
    return {
        "roster": plan.describe_roster(),
        "edition": {"id": plan.edition.id, "sha256": plan.edition.sha256, "file": plan.edition_file},
        "as_of": plan.as_of.isoformat(),
        "shard": plan.shard,
        "words": plan.describe_words(),
        "scenarios": plan.scripts.describe(),
        "circumstances": {"include_unverified": plan.settings.include_unverified},
    }


def plan_of(roster: Roster, begun: dict[str, Any] | None = None, **given: Any) -> Plan:
    own = {name: given.pop(name) for name in ("edition", "include_unverified") if name in given}
    return make_plan(roster, Settings(**own), given, begun or {})


def test_the_same_words_go_on(roster: Roster) -> None:
    begun = plan_of(roster, as_of="2018-08-01", edition="mianyang-2018q3", shard="1/2")
    require_same(record_of(begun), plan_of(roster, as_of="2018-08-01", edition="mianyang-2018q3", shard=" 1 / 2 "), "r1")


def test_a_run_that_was_interrupted_before_it_said_anything_goes_on(roster: Roster) -> None:
    require_same({}, plan_of(roster), "r1")


def test_day_and_edition_that_were_not_named_are_those_of_the_run(roster: Roster) -> None:
    """Midnight passes, and the run still stands under one day."""
    begun = record_of(plan_of(roster, as_of="2016-01-02"))
    plan = plan_of(roster, begun)
    assert plan.as_of == date(2016, 1, 2) and plan.edition.id == "2015-15"
    require_same(begun, plan, "r1")


def test_rules_that_nobody_found_in_print_decide_in_all_of_a_run_or_in_none(roster: Roster) -> None:
    begun = record_of(plan_of(roster, include_unverified=True))
    plan = plan_of(roster, begun)
    assert plan.settings.include_unverified
    require_same(begun, plan, "r1")
    without = record_of(plan_of(roster))
    with pytest.raises(UsageFault, match="begun without --include-unverified"):
        require_same(without, plan_of(roster, without, include_unverified=True), "r1")


def test_an_office_s_own_edition_is_found_again_from_another_folder(
    roster: Roster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.toml"
    own.write_text('id = "own"\ntitle = "本单位"\nextends = "2015-15"\nlocal = true\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    begun = record_of(plan_of(roster, edition="own.toml"))
    monkeypatch.chdir("/")
    require_same(begun, plan_of(roster, begun), "r1")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"as_of": "2018-08-02"}, "the as-of day was 2018-08-01, now it is 2018-08-02"),
        ({"edition": "2015-15"}, "the edition was guideline-2017, now it is 2015-15"),
        ({"shard": "1/2"}, "the shard was the whole roster, now it is 1/2"),
    ],
)
def test_other_words_are_refused_by_name(roster: Roster, given: dict[str, str], says: str) -> None:
    begun = record_of(plan_of(roster, as_of="2018-08-01", edition="guideline-2017"))
    words = {"as_of": "2018-08-01", "edition": "guideline-2017", **given}
    with pytest.raises(UsageFault, match=says):
        require_same(begun, plan_of(roster, begun, **words), "r1")


def test_another_roster_or_a_changed_one_is_refused(roster: Roster, tmp_path: Path) -> None:
    begun = record_of(plan_of(roster))
    other = roster_of(tmp_path / "other.csv", "http://a.gov.cn\n")
    with pytest.raises(UsageFault, match=r"the roster was roster\.csv, now it is other\.csv"):
        require_same(begun, plan_of(other, begun), "r1")
    changed = roster_of(tmp_path / "roster.csv", "http://a.gov.cn\nhttp://c.gov.cn\n")
    with pytest.raises(UsageFault, match="changed since"):
        require_same(begun, plan_of(changed, begun), "r1")


def test_inspect_goes_on_with_the_same_address_alone() -> None:
    one, other = (
        Roster(file="", sites=(site_from_address(url),), refused=(), remarks=(), portals=())
        for url in ("http://a.gov.cn/", "http://b.gov.cn/" + "x" * 5000)  # longer than any file name may be
    )
    begun = record_of(plan_of(one))
    require_same(begun, plan_of(one, begun), "r1")
    with pytest.raises(UsageFault, match=r"the roster was http://a\.gov\.cn/"):
        require_same(begun, plan_of(other, begun), "r1")


def test_the_office_s_words_are_the_same_or_the_run_is_not(roster: Roster, tmp_path: Path) -> None:
    file = tmp_path / "词表.txt"
    file.write_text("以经\t已经\n", encoding="utf-8")
    with_words = make_plan(roster, Settings(words=file), {}, {})
    begun, without = record_of(with_words), plan_of(roster)
    require_same(begun, with_words, "r1")
    with pytest.raises(UsageFault, match=r"words that are looked for were the list 词表\.txt, now they are none"):
        require_same(begun, without, "r1")
    with pytest.raises(UsageFault, match=r"were none, now they are the list 词表\.txt"):
        require_same(record_of(without), with_words, "r1")
    file.write_text("布署\t部署\n", encoding="utf-8")
    with pytest.raises(UsageFault, match=r"were the list 词表\.txt, now they are the list 词表\.txt"):
        require_same(begun, make_plan(roster, Settings(words=file), {}, {}), "r1")
