"""The numbers at the top, counted by hand from city.toml."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.records.final import machine_alone
from checker.records.judgment import Finding
from checker.reports.figures import Figures, Tally, count_run
from checker.reports.kept_run import read_run
from checker.reports.words import VERDICTS


@pytest.fixture(scope="module")
def figures(city: Path) -> Figures:
    return count_run(read_run(city))


def test_offline_sites_are_counted_apart(figures: Figures) -> None:
    assert (figures.checked, figures.offline, figures.offline_answering) == (11, 1, 0)


def test_verdicts_are_the_final_ones(figures: Figures) -> None:
    assert [(tally.key, tally.count, tally.percent) for tally in figures.verdicts] == [
        ("pass", 3, "27%"),
        ("fail", 6, "55%"),
        ("cannot_tell", 2, "18%"),
    ]


def test_problems_are_counted_once_a_site_and_the_heavy_ones_stand_first(figures: Figures) -> None:
    assert [(problem.rule, problem.title, problem.weight, problem.tally.count) for problem in figures.problems] == [
        ("mark-icp", "ICP备案号未规范显示", "单项否决", 3),
        ("domain", "域名不规范", "单项否决", 2),
        ("mark-public_security", "公安（网安）备案号未规范显示", "单项否决", 2),
        ("mark-party_gov", "党政机关网站标识未规范显示", "单项否决", 1),
        ("mark-error_report", "“我为政府网站找错”入口未规范显示", "提示", 1),
    ]


def test_states_of_each_kind(figures: Figures) -> None:
    states = {kind.kind: {tally.key: tally.count for tally in kind.states} for kind in figures.kinds}
    assert states["icp"] == {"shown": 6, "mismatched": 2, "hidden": 1, "undetermined": 2}
    assert states["public_security"] == {"shown": 7, "malformed": 1, "missing": 1, "undetermined": 2}
    assert all(sum(counts.values()) == figures.checked for counts in states.values())


def test_what_was_not_reached_refused_or_looked_at_twice(figures: Figures) -> None:
    assert [(tally.word.text, tally.count) for tally in figures.unreached] == [("拒绝连接", 1)]
    assert (figures.refused, figures.pending, figures.second_looks) == (1, 0, 7)


def test_a_run_of_nothing(make_run: Callable[..., Path]) -> None:
    figures = count_run(read_run(make_run([], offline_count=0)))
    assert figures.checked == 0
    assert [tally.percent for tally in figures.verdicts] == ["0%", "0%", "0%"]


def test_sites_that_are_still_to_come(make_run: Callable[..., Path], city_plans: list[Any]) -> None:
    assert count_run(read_run(make_run(city_plans[:1], sites_total=40))).pending == 39


def test_little_is_not_nothing() -> None:
    tally = Tally("fail", VERDICTS["fail"], 1, 100 / 900)
    assert tally.percent == "不足1%"
    assert dataclasses.replace(tally, count=0, share=0.0).percent == "0%"


def test_an_offline_site_that_answers_is_a_problem_of_its_own(make_run: Callable[..., Path], city_plans: list[Any]) -> None:
    run = read_run(make_run([plan for plan in city_plans if plan.status == "offline"]))
    site = run.sites[0]
    told = Finding(rule="site-offline", edition="guideline-2017", outcome="fail", weight="note", because="首页仍可打开。")
    line = site.judgment.model_copy(update={"findings": [told]})
    answering = dataclasses.replace(site, judgment=line, final=machine_alone(line))
    figures = count_run(dataclasses.replace(run, sites=(answering,)))
    assert (figures.checked, figures.offline, figures.offline_answering) == (0, 1, 1)
    assert [(problem.title, problem.weight, problem.tally.count) for problem in figures.problems] == [("永久下线网站仍可打开", "提示", 1)]
