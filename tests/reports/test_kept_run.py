"""A run folder is read back whole, or it is said what is wrong with it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.faults import UsageFault
from checker.reports.kept_run import read_run
from tests.reports.notice_runs import Truth, write_run


@pytest.fixture
def copy(city: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(city, tmp_path / "run"))


def test_a_whole_run(city: Path, city_plans: list[Any]) -> None:
    run = read_run(city)
    assert [site.judgment.key for site in run.sites] == [plan.key for plan in city_plans]
    assert [site.judgment.key for site in run.sites if site.again] == [plan.key for plan in city_plans if plan.twice]
    assert [site.judgment.key for site in run.sites if site.is_offline] == ["5199000021"]
    assert run.head.edition.rules["domain"].title == "网站域名"
    assert run.notes == ()


def test_a_folder_that_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match=r"is not a run folder: run\.json cannot be read"):
        read_run(tmp_path)


def test_a_spoiled_run_record(copy: Path) -> None:
    (copy / "run.json").write_text('{"run_id": 7}')
    with pytest.raises(UsageFault, match=r"run_id: .* `checker verify`"):
        read_run(copy)


def test_a_run_without_results_yet(copy: Path) -> None:
    (copy / "results.jsonl").unlink()
    assert read_run(copy).sites == ()


def test_a_torn_last_line_is_told_and_left_out(copy: Path, city_plans: list[Any]) -> None:
    results = copy / "results.jsonl"
    results.write_bytes(results.read_bytes()[:-40])
    run = read_run(copy)
    assert len(run.sites) == len(city_plans) - 1
    assert run.notes == (f"结果文件的最后一行（第{len(city_plans)}行）不完整，未计入本报告。",)


def test_a_spoiled_line_between_others_is_named(copy: Path) -> None:
    results = copy / "results.jsonl"
    lines = results.read_text("utf-8").splitlines(keepends=True)
    lines[2] = lines[2].replace('"verdict":"fail"', '"verdict":"maybe"')
    results.write_text("".join(lines), "utf-8")
    with pytest.raises(UsageFault, match=r"results\.jsonl, line 3, .*verdict"):
        read_run(copy)


@pytest.mark.parametrize("key", ["..", "", "a/../../b", "a\\\\b"])
def test_a_key_that_leads_elsewhere_is_refused(copy: Path, key: str) -> None:
    results = copy / "results.jsonl"
    results.write_text(results.read_text("utf-8").replace('"key":"5199000012"', f'"key":"{key}"'), "utf-8")
    with pytest.raises(UsageFault, match=r"line 2: .* is not a site key"):
        read_run(copy)


def test_an_unreadable_observation_is_told(copy: Path) -> None:
    (copy / "sites/5199000012/observation.json").write_text('{"schema": 1}')
    run = read_run(copy)
    assert run.sites[1].first is None
    assert run.sites[1].again is not None
    assert "sites/5199000012/observation.json 无法读取" in run.notes[0]


def test_only_files_of_the_sites_are_shown(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"x")
    (copy / "sites/link.png").symlink_to(tmp_path / "secret.png")
    run = read_run(copy)
    assert run.has("sites/5199000001/settled.jpg")
    for file in ("run.json", "sites/../run.json", "/etc/passwd", "sites/link.png", "sites/none.png", "sites/5199000001", "sites/\x00"):
        assert not run.has(file)


def test_an_old_run_without_the_rules_words(make_run: Callable[..., Path], city_plans: list[Any]) -> None:
    run = make_run(city_plans[:1], edition={"id": "2015-15", "title": None, "sha256": None, "rules": {}})
    assert read_run(run).head.edition.rules == {}


@pytest.mark.parametrize(("as_of", "notes"), [("2018-08-01", 0), ("2018-08-02", 1), ("2019-01-01", 1)])
def test_a_day_to_come_proves_nothing(tmp_path: Path, as_of: str, notes: int) -> None:
    head = {"as_of": as_of, "started": "2018-08-01T02:00:00Z", "ended": "2018-08-01T03:00:00Z"}
    run = read_run(write_run(tmp_path / "run", [Truth("a", "甲")], head=head))
    assert len(run.notes) == notes and all("晚于访问网站的日期" in note for note in run.notes)
