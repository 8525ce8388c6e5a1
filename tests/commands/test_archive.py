"""`checker archive` as people call it: what is found, what is exported, and what the policy takes away."""

import json
import sqlite3
from pathlib import Path

import pytest

from checker.archive.place import INDEX
from tests.commands.conftest import Enter, state_of
from tests.running.kept import CZJ, RSJ, SLJ, keep_run

WHO = ("--by", "李明", "--why", "单位提出异议")
POLICY = ("--keep-passes", "30", "--keep-fails", "100")


def found(enter: Enter, archive: Path, *words: str) -> list[tuple[str, str, str]]:
    status, out, err = enter("archive", "find", "--out", archive, "--json", *words)
    assert status == 0, err
    return [(row["run"], row["key"], row["final_verdict"]) for row in json.loads(out)]


def test_a_site_is_found_by_whatever_people_call_it(archive: Path, enter: Enter) -> None:
    both = [("march", RSJ, "pass"), ("may", RSJ, "fail")]
    for name in (RSJ, "rsj.yunling.gov.cn", "http://RSJ.yunling.gov.cn/", "人力资源"):
        assert found(enter, archive, "--site", name)[0] == both[0], name
    assert found(enter, archive, "--site", RSJ) == both
    assert found(enter, archive, "--site", "市水利") == [("march", SLJ, "fail")]
    assert found(enter, archive, "--site", "%") == found(enter, archive, "--site", "yunling") == []


def test_days_are_the_offices_own_and_include_both_ends(archive: Path, enter: Enter) -> None:
    assert {run for run, *_ in found(enter, archive, "--from", "2026-05-04", "--to", "2026-05-04")} == {"may"}  # 01:00 in Shanghai
    assert found(enter, archive, "--from", "2026-05-05") == []
    assert {run for run, *_ in found(enter, archive, "--to", "2026-05-03")} == {"march"}
    assert enter("archive", "find", "--out", archive, "--from", "yesterday")[0] == 2


def test_the_verdict_is_the_one_that_holds_and_follows_what_people_decide(archive: Path, enter: Enter) -> None:
    assert found(enter, archive, "--verdict", "fail", "--to", "2026-03-31") == [("march", CZJ, "fail"), ("march", SLJ, "fail")]
    enter("review", archive / "march", CZJ, "--rule", "mark-icp", "--decision", "overturn", *WHO)
    assert found(enter, archive, "--verdict", "fail", "--to", "2026-03-31") == [("march", SLJ, "fail")]
    row = json.loads(enter("archive", "find", "--out", archive, "--site", CZJ, "--json")[1])[0]
    assert row["problems"] == "", "what was overturned is no problem any more"
    _, out, err = enter("archive", "find", "--out", archive, "--site", CZJ)
    assert "pass (machine: fail)" in out
    assert "1 found in 2 runs" in err


def test_the_index_is_made_from_the_files_alone(archive: Path, enter: Enter) -> None:
    before = found(enter, archive)
    (archive / INDEX).write_bytes(b"no database at all" * 100)
    status, _, err = enter("archive", "find", "--out", archive)
    assert status == 3 and "checker archive reindex" in err
    assert enter("archive", "reindex", "--out", archive)[0] == 0
    assert found(enter, archive) == before
    (archive / INDEX).unlink()
    assert found(enter, archive) == before


def test_runs_that_come_and_go_are_followed(archive: Path, enter: Enter, tmp_path: Path) -> None:
    found(enter, archive)
    (archive / "may").rename(tmp_path / "away")
    keep_run(archive, "june", started="2026-06-01T01:00:00Z")
    assert {run for run, *_ in found(enter, archive)} == {"march", "june"}
    keep_run(archive, "open", started="2026-06-02T01:00:00Z", close=False)
    assert "open" not in {run for run, *_ in found(enter, archive)}


def test_a_run_that_cannot_be_read_is_named_and_hides_no_other(archive: Path, enter: Enter) -> None:
    (archive / "may/results.jsonl").write_text('{"key": "x"}\n')
    status, out, err = enter("archive", "find", "--out", archive, "--json")
    assert status == 0 and "may has no row" in err and len(json.loads(out)) == 3
    assert enter("archive", "reindex", "--out", archive)[0] == 3


def test_an_export_is_plain_whole_and_shares_nothing(archive: Path, enter: Enter, tmp_path: Path) -> None:
    status, out, _ = enter("archive", "export", "march", "--out", archive, "--to", tmp_path / "out")
    place = Path(out.strip())
    assert status == 0 and place == tmp_path / "out/march"
    assert enter("verify", place)[0] == 0
    assert all(file.stat().st_nlink == 1 for file in place.rglob("*") if file.is_file())
    assert enter("archive", "export", "march", "--out", archive, "--to", tmp_path / "out")[0] == 2
    home = archive / f"march/sites/{RSJ}/home.jpg"
    home.chmod(0o644)
    home.write_bytes(b"x")
    status, _, err = enter("archive", "export", "march", "--out", archive, "--to", tmp_path / "again")
    assert status == 4 and "checker verify" in err
    assert not list((tmp_path / "again").glob(".part-*"))


def test_nothing_goes_without_yes_and_without_a_policy(archive: Path, enter: Enter) -> None:
    before = sorted(archive.rglob("*"))
    assert enter("archive", "prune", "--out", archive)[0] == 2
    status, out, err = enter("archive", "prune", "--out", archive, *POLICY)
    assert status == 0 and "goes" in out and "--yes" in err
    assert sorted(archive.rglob("*")) == before


def test_the_policy_tells_passes_from_the_others(archive: Path, enter: Enter) -> None:
    out = enter("archive", "prune", "--out", archive, "--keep-passes", "30", "--json")[1]
    assert [(each["run"], each["site"]) for each in json.loads(out)["going"]] == [("march", RSJ)]
    assert json.loads(enter("archive", "prune", "--out", archive, "--keep-fails", "9999", "--json")[1])["going"] == []


def test_what_people_care_for_stays(archive: Path, enter: Enter) -> None:
    enter("review", archive / "march", CZJ, "--rule", "mark-icp", "--decision", "uphold", *WHO)
    enter("review", archive / "march", SLJ, "--due", "2026-04-01")
    assert enter("archive", "hold", "march", "人社", "--out", archive, *WHO)[0] == 2  # a whole name, as everywhere
    assert enter("archive", "hold", "march", RSJ, "--out", archive, *WHO)[0] == 0
    assert enter("archive", "hold", "may", "--out", archive, *WHO)[0] == 0
    plan = json.loads(enter("archive", "prune", "--out", archive, *POLICY, "--yes", "--json")[1])
    stays = {(each["run"], each["site"]): each["stays"] for each in plan["staying"]}
    assert plan["going"] == []
    assert stays[("march", RSJ)] == stays[("may", RSJ)] == "on hold by 李明: 单位提出异议"
    assert "decided" in stays[("march", CZJ)] and "2026-04-01" in stays[("march", SLJ)]
    assert enter("archive", "release", "may", "--out", archive, *WHO)[0] == 0
    assert enter("archive", "release", "may", "--out", archive, *WHO)[0] == 2
    plan = json.loads(enter("archive", "prune", "--out", archive, *POLICY, "--yes", "--json")[1])
    assert [(each["run"], each["site"]) for each in plan["going"]] == [("may", RSJ)]
    assert [enter("verify", archive / name)[0] for name in ("march", "may")] == [0, 0]


def test_traces_are_not_removed(archive: Path, enter: Enter) -> None:
    home = archive / f"march/sites/{CZJ}/home.jpg"
    home.unlink()
    home.write_bytes(b"another picture")
    plan = json.loads(enter("archive", "prune", "--out", archive, *POLICY, "--yes", "--json")[1])
    assert {each["site"] for each in plan["staying"]} == {CZJ}
    status, out, _ = enter("verify", archive / "march")
    assert status == 4 and f"sites/{CZJ}/home.jpg" in out


def test_what_a_killed_prune_left_goes_the_next_time(archive: Path, enter: Enter) -> None:
    kept = {file: file.read_bytes() for file in (archive / "march").rglob("*.jpg")}
    enter("archive", "prune", "--out", archive, *POLICY, "--yes")
    for file, data in list(kept.items())[:2]:
        file.write_bytes(data)
    assert state_of(enter, archive / "march", "pruned") == (0, "passed")
    enter("archive", "prune", "--out", archive, *POLICY, "--yes")
    assert not list((archive / "march").rglob("*.jpg"))
    assert enter("verify", archive / "march")[0] == 0


def test_an_index_of_another_form_does_not_stand_in_the_way(archive: Path, enter: Enter) -> None:
    with sqlite3.connect(archive / INDEX) as other:
        other.execute("create table checker_runs_0 (run text)")
    assert len(found(enter, archive)) == 4


def test_an_address_that_is_none_is_refused(archive: Path, enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    for address in ("nowhere", "mysql://localhost/x", "oracle+nothing://x"):
        monkeypatch.setenv("CHECKER_DATABASE_URL", address)
        status, _, err = enter("archive", "find", "--out", archive)
        assert status == 2 and "database_url" in err, err
    monkeypatch.setenv("CHECKER_DATABASE_URL", "postgresql://someone:secret@127.0.0.1:1/none")
    status, _, err = enter("archive", "find", "--out", archive)
    assert status == 3 and "secret" not in err
    assert enter("archive", "find", "--out", archive / "none")[0] == 2


def test_nothing_is_exported_into_any_run(archive: Path, enter: Enter) -> None:
    status, _, err = enter("archive", "export", "may", "--out", archive, "--to", archive / "march" / "sites")
    assert status == 2 and "lies in the run folder" in err
    assert enter("verify", archive / "march")[0] == 0
