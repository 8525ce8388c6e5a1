"""`checker editions`, and `--edition` and `--include-unverified` where a kept run is judged again: as people call them."""

import json
from pathlib import Path
from typing import Any

import pytest

from checker.judgment import default_edition, edition_ids, load_edition
from checker.records.office_time import today
from tests.commands.conftest import Enter
from tests.running.kept import CZJ, RSJ, keep_run

OWN = 'id = "our-2026"\ntitle = "本市检查办法"\nlocal = true\nextends = "2019-19"\n'


@pytest.fixture
def run(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    return keep_run(tmp_path / "archive")


def lines(out: str) -> dict[str, dict[str, Any]]:
    return {line["key"]: line for line in map(json.loads, out.splitlines())}


def finding(line: dict[str, Any], rule: str) -> dict[str, Any]:
    return next(each for each in line["findings"] if each["rule"] == rule)


def test_the_list_names_every_edition_and_the_one_of_today(enter: Enter) -> None:
    status, out, err = enter("editions")
    assert (status, err) == (0, "")
    rows = {line.split()[0]: line for line in out.splitlines()[1:]}
    assert list(rows) == edition_ids()
    assert [name for name, row in rows.items() if " today " in row] == [default_edition(today())]


def test_the_list_as_json_counts_what_was_found_in_print(enter: Enter) -> None:
    told = {each["id"]: each for each in json.loads(enter("editions", "--json")[1])}
    assert list(told) == edition_ids()
    for name, each in told.items():
        rules = [rule for rule in load_edition(name).rules if not rule.precondition]
        assert each["rules"] == len(rules) == each["verified"] + each["unverified"]
        assert each["for_a_person"] == sum(rule.check == "person" for rule in rules)
    assert told["2019-19"]["in_force_from"] == told["2019-19"]["default_from"] == "2019-04-01"
    assert told["mianyang-2018q3"]["local"] is True


@pytest.mark.parametrize("name", edition_ids())
def test_show_prints_every_rule_with_its_words(enter: Enter, name: str) -> None:
    status, out, _ = enter("editions", "show", name)
    assert status == 0
    flat = "".join(out.split())
    for rule in load_edition(name).rules:
        assert rule.id in out
        assert all("".join(line.split()) in flat for line in (*rule.quote.splitlines(), rule.stated, rule.source))


def test_show_as_json_is_the_whole_edition(enter: Enter) -> None:
    told = json.loads(enter("editions", "show", "mianyang-2018q3", "--json")[1])
    assert told == load_edition("mianyang-2018q3").model_dump(mode="json")


def test_an_office_s_own_file_is_shown_or_refused_with_its_place(enter: Enter, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(OWN + "[rules.columns-stale]\nparams = { columns = 3 }\n", encoding="utf-8")
    status, out, _ = enter("editions", "show", own)
    assert status == 0 and "our-2026" in out and "columns 3; days news 14" in out
    own.write_text(OWN + '[rules.columns-stale]\nservices = "some"\n', encoding="utf-8")
    status, out, err = enter("editions", "show", own)
    assert (status, out) == (2, "")
    assert "rule columns-stale, field services: Input should be 'with' or 'without'" in err and "own.toml" in err
    assert enter("editions", "show", "1999-01")[0] == 2


def test_the_documented_example_of_an_own_edition_is_one(enter: Enter, tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text(page.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    status, out, err = enter("editions", "show", own)
    assert (status, err) == (0, "")
    assert "visit-days" in out


def test_a_kept_run_is_judged_under_another_edition_and_scored(enter: Enter, run: Path) -> None:
    told = lines(enter("judge", run, "--edition", "2019-19")[1])
    assert told[RSJ]["score"] == 100 and told[RSJ]["score_lines"][-1] == "得分100分，不低于60分。"
    icp = finding(told[CZJ], "mark-icp")
    assert (icp["outcome"], icp["weight"], icp["points"]) == ("fail", "note", None)
    assert (told[CZJ]["verdict"], told[CZJ]["score"], told[CZJ]["problems"]) == ("pass", 100, "")


def test_what_nobody_found_in_print_decides_when_it_is_asked_for(enter: Enter, run: Path) -> None:
    told = lines(enter("judge", run, "--edition", "2019-19", "--include-unverified")[1])
    icp = finding(told[CZJ], "mark-icp")
    assert (icp["outcome"], icp["weight"], icp["points"]) == ("fail", "deduct", -1)
    assert (told[CZJ]["score"], told[CZJ]["problems"]) == (99, "首页未显示ICP备案号")
    assert "ICP备案号：扣1分，余99分。" in told[CZJ]["score_lines"]


def test_decisions_are_not_counted_under_rules_that_decided_nothing_then(enter: Enter, run: Path) -> None:
    decided = ("--rule", "mark-icp", "--decision", "overturn", "--by", "李明", "--why", "页脚确有备案号")
    assert enter("review", run, CZJ, *decided)[0] == 0
    assert lines(enter("judge", run)[1])[CZJ]["final_verdict"] == "pass"
    status, out, _ = enter("judge", run, "--include-unverified")
    assert status == 0 and lines(out)[CZJ]["final_verdict"] == "fail"


def test_a_report_of_altered_results_is_not_written(run: Path, enter: Enter) -> None:
    results = run / "results.jsonl"
    results.write_text(results.read_text("utf-8").replace('"verdict":"fail"', '"verdict":"pass"'), "utf-8")
    status, out, err = enter("report", run)
    assert (status, out) == (3, "") and "was altered since it closed (results.jsonl)" in err
