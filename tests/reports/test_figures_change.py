"""A run beside an older one: figures, sites that fail anew or no more, and what makes the two hard to compare."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from checker.faults import UsageFault
from checker.records.final import machine_alone
from checker.records.review import Due
from checker.reports.figures_change import Comparison, compare, sign
from checker.reports.figures_notice import count_notice, unit_of
from checker.reports.kept_run import read_run
from checker.reports.mending import overdue_since
from checker.reports.sentences import change_sentences
from tests.reports.notice_runs import STALE, Truth, write_run

BAD = {"columns-stale": STALE}
THEN = [Truth("a", "甲", fails=BAD), Truth("b", "乙"), Truth("c", "丙", fails=BAD), Truth("d", "丁"), Truth("f", "己", fails=BAD)]
NOW = [
    Truth("a", "甲"),
    Truth("b", "乙", fails=BAD),
    Truth("c", "丙", fails=BAD),
    Truth("e", "戊", fails=BAD),
    Truth("f", "己", verdict="cannot_tell"),
]


def held(tmp_path: Path, then: Sequence[Truth] = THEN, now: Sequence[Truth] = NOW, **older: Any) -> Comparison:
    edition = older.pop("edition", "mianyang-2018q3")
    before = write_run(tmp_path / "older", then, edition=edition, head=older)
    return compare(count_notice(read_run(write_run(tmp_path / "newer", now))), read_run(before))


def test_sites_are_told_by_their_keys(tmp_path: Path) -> None:
    found = held(tmp_path)
    groups = (found.failing_anew, found.mended, found.doubtful_now, found.added, found.gone)
    assert [[unit_of(site) for site in group] for group in groups] == [["乙"], ["甲"], ["己"], ["戊"], ["丁"]]


def test_figures_before_and_after(tmp_path: Path) -> None:
    found = held(tmp_path)
    change = found.figure(found.newer.by_id["columns-stale"])
    assert (change.before, change.after.count, change.signed) == (found.older.by_id["columns-stale"].share, 3, "0")
    assert change.words == "与上次持平（上次3家、60%）"
    assert found.verdict("fail").words == "与上次持平（上次3家、60%）"
    assert found.verdict("pass").signed == "−1"
    assert found.verdict("cannot_tell").words == "较上次增加1家（上次0家、0%）"


def test_the_sentences_name_them(tmp_path: Path) -> None:
    told = change_sentences(held(tmp_path))
    assert "上次合格或者待核实、本次不合格的网站1家：乙。" in told
    assert "上次不合格、本次合格的网站1家：甲。" in told
    assert any("本次新增1家，上次检查而本次未检查1家" in sentence for sentence in told)


def test_another_edition_is_said_and_its_missing_figures_are_not_nought(tmp_path: Path) -> None:
    found = held(tmp_path, then=[Truth("a", "甲", fails={"domain": "x"})], edition="guideline-2017")
    assert any("两次检查依据不同（上次为《政府网站发展指引》" in note for note in found.notes)
    assert found.figure(found.newer.by_id["columns-stale"]).signed == "—"
    assert found.figure(found.newer.by_id["columns-stale"]).words == ""
    assert found.figure(found.newer.by_id["domain"]).signed == "−1"


def test_the_same_edition_changed_is_said(tmp_path: Path) -> None:
    found = held(tmp_path)
    older = found.older.run
    changed = write_run(tmp_path / "changed", THEN, head={"edition": {"id": older.head.edition.id, "sha256": "0" * 64, "rules": {}}})
    assert any("内容有修改" in note for note in compare(found.newer, read_run(changed)).notes)


def test_an_unfinished_or_later_run_is_said(tmp_path: Path) -> None:
    found = held(tmp_path, ended=None, as_of="2018-09-01")
    assert any("没有完成" in note for note in found.notes) and any("晚于本次" in note for note in found.notes)


def test_the_same_roster_and_edition_need_no_note(tmp_path: Path) -> None:
    assert held(tmp_path, then=NOW).notes == ()
    assert change_sentences(held(tmp_path / "again", then=NOW)) == ["没有新增的不合格网站，也没有由不合格转为合格的网站。"]


def test_a_run_is_not_held_against_itself(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", NOW)
    with pytest.raises(UsageFault, match="is the run itself"):
        compare(count_notice(read_run(run)), read_run(run))


def test_what_nobody_could_tell_then_is_no_nought(tmp_path: Path) -> None:
    then = [Truth("a", "甲", open={"columns-stale": None}), Truth("b", "乙", open={"columns-stale": "person"})]
    found = held(tmp_path, then=then, now=[Truth("a", "甲", fails=BAD), Truth("b", "乙")])
    change = found.figure(found.newer.by_id["columns-stale"])
    assert (change.before, change.signed, change.words) == (None, "—", "")


def test_a_rule_outside_of_the_table(tmp_path: Path) -> None:
    found = held(tmp_path, then=NOW, now=[Truth("a", "甲", fails={"own-rule": "x"})])
    [own] = found.newer.others
    assert found.figure(own).signed == "—"  # nobody knows whether the older run looked for it


@pytest.mark.parametrize(("number", "words"), [(3, "+3"), (0, "0"), (-2, "−2")])
def test_signs(number: int, words: str) -> None:
    assert sign(number) == words


@pytest.mark.parametrize(("as_of", "overdue"), [("2018-08-31", []), ("2018-09-01", ["丙"])])
def test_what_was_due_since_and_is_not_mended_is_overdue(tmp_path: Path, as_of: str, overdue: list[str]) -> None:
    older = read_run(write_run(tmp_path / "older", THEN))
    due = Due(at="2018-08-02T00:00:00Z", site="", day="2018-08-31")
    finals = {site.judgment.key: machine_alone(site.judgment).model_copy(update={"due": due}) for site in older.sites}
    older = read_run(older.folder, finals)
    newer = read_run(write_run(tmp_path / "newer", NOW, head={"as_of": as_of}))
    assert [unit_of(site) for site in overdue_since(older, newer)] == overdue
    told = change_sentences(compare(count_notice(newer), older))
    assert ("上次问题的整改期限已过、至今仍未完成整改的网站1家：丙。" in told) is bool(overdue)
