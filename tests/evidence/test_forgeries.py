"""A forger who makes every paper of a run anew: found by the key that is named, by the next night, and by clocks that go back."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checker.evidence.after_folder import AfterFolder
from checker.evidence.archive_verification import verify_archive
from checker.evidence.reviews import record
from checker.evidence.seal_assertions import Trusted
from checker.evidence.signing_key import SigningKey
from checker.evidence.verification import Verification
from checker.evidence.verify import verify
from checker.records.review import Review
from tests.evidence.attacked import LAST, MIDDLE, files_of, forge, write_night
from tests.evidence.runs import KEYS


def failed(found: Verification) -> list[str]:
    return [each.id for each in found.assertions if each.state == "failed"]


def sealed_files(run: Path) -> list[str]:
    names = [name for name in files_of(run) if name.startswith(("sites/", "run.json", "results.jsonl"))]
    return [name for name in names if not name.endswith("/log.jsonl")]


def edit(file: Path) -> None:
    """Another picture, another answer; what has to be JSON stays so."""
    raw = file.read_bytes()
    file.unlink()
    file.write_bytes(raw.replace(b"pass", b"fail") if file.suffix == ".jsonl" else raw + b" ")


@pytest.mark.parametrize("signs", [False, True], ids=["not signed", "signed by the forger"])
def test_each_file_edited_with_all_papers_made_anew_is_found_by_the_named_key(
    three_nights: Path, attacked: Path, own: Path, foreign: SigningKey, *, signs: bool
) -> None:
    run = attacked / LAST
    for name in sealed_files(run):
        shutil.rmtree(run)
        shutil.copytree(three_nights / LAST, run)
        edit(run / name)
        forge(run, foreign if signs else None)
        alone = verify(run)
        assert alone.state == "whole" and "unaltered" not in alone.english, "nobody can tell it from the run alone, and nobody says so"
        found = verify(run, trusted=Trusted([own]))
        assert failed(found) == ["signed_by"] and "manifest.sig" in found.files, name
        assert found.altered and "no key that was named has signed it" in found.english and "未由所指定的密钥签名" in found.chinese


def test_each_file_edited_with_all_papers_made_anew_is_found_by_the_next_night(three_nights: Path, attacked: Path) -> None:
    run = attacked / MIDDLE
    for name in sealed_files(run):
        shutil.rmtree(run)
        shutil.copytree(three_nights / MIDDLE, run)
        edit(run / name)
        forge(run, None)
        found = verify(run)
        assert failed(found) == ["next_run"] and found.files == ["manifest.json"], name
        over_all = verify_archive(attacked)
        assert {"no_night_replaced", "runs"} == {each.id for each in over_all.assertions if each.state == "failed"}


def test_a_run_signed_again_by_another_key_is_found(attacked: Path, own: Path, foreign: SigningKey) -> None:
    forge(attacked / LAST, foreign)
    found = verify(attacked / LAST, trusted=Trusted([own]))
    [failure] = [each for each in found.assertions if each.state == "failed"]
    assert failure.id == "signed_by" and {thing.kind for thing in failure.things} == {"mismatched"}
    assert verify_archive(attacked, Trusted([own])).altered and not verify_archive(attacked).altered


def test_a_signature_that_was_taken_away_is_missed(attacked: Path, own: Path) -> None:
    for name in ("manifest.sig", "signature.json"):
        (attacked / LAST / name).unlink()
    assert {"manifest.sig", "signature.json"} <= set(verify(attacked / LAST).files)
    assert "signed_by" in failed(verify(attacked / LAST, trusted=Trusted([own])))


def set_clock(patch: pytest.MonkeyPatch, by: timedelta) -> None:
    def now() -> str:
        return (datetime.now(UTC) + by).isoformat(timespec="microseconds").replace("+00:00", "Z")

    for module in ("chained_log", "manifest"):
        patch.setattr(f"checker.evidence.{module}.utc_now", now)


def back_dated(found: Verification) -> set[str]:
    return {thing.file for each in found.assertions if each.id == "moments" for thing in each.things if thing.kind == "back_dated"}


HOUR, YEAR = timedelta(hours=1), timedelta(days=365)


@pytest.mark.parametrize("by", [HOUR, YEAR])
def test_a_night_under_a_clock_that_was_set_back_is_named(attacked: Path, monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    set_clock(monkeypatch, -by)
    night = write_night(attacked, "n4", None)
    assert back_dated(verify(night)) == {"manifest.json"}
    monkeypatch.undo()
    found = verify_archive(attacked)
    assert "n4/manifest.json" in next(each for each in found.assertions if each.id == "in_order").files


def test_a_clock_that_is_set_right_by_the_network_is_no_alarm(attacked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, timedelta(seconds=-20))
    assert not verify(write_night(attacked, "n4", None)).altered


def test_a_closing_that_was_back_dated_is_named(attacked: Path) -> None:
    forge(attacked / LAST, None, closed=(datetime.now(UTC) - HOUR).isoformat(timespec="microseconds").replace("+00:00", "Z"))
    assert back_dated(verify(attacked / LAST)) >= {"manifest.json"}


@pytest.mark.parametrize("line", [1, 2])
def test_a_line_of_a_log_that_was_back_dated_is_named_with_its_number(attacked: Path, line: int) -> None:
    name = f"sites/{KEYS[0]}/log.jsonl"
    log = attacked / LAST / name
    lines = log.read_bytes().splitlines(keepends=True)
    before = json.loads(lines[line])["at"]
    lines[line] = lines[line].replace(before.encode(), b"2020-01-01T00:00:00.000000Z")
    log.write_bytes(b"".join(lines))
    forge(attacked / LAST, None)
    found = verify(attacked / LAST)
    [told] = [thing for each in found.assertions if each.id == "moments" for thing in each.things]
    assert (told.file, told.line, told.kind) == (name, line + 1, "back_dated")
    assert told.english.startswith("2020-01-01T00:00:00.000000Z comes after 20")


def test_a_decision_that_was_back_dated_is_named(attacked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with AfterFolder(attacked / LAST) as after:
        set_clock(monkeypatch, -YEAR)
        record(after, Review(at="", site=KEYS[1], rule="mark-icp", decision="overturn", outcome="pass", by="李明", why="倒签"))
        monkeypatch.undo()
    found = verify(attacked / LAST)
    assert failed(found) == ["moments"] and back_dated(found) == {"after/reviews.jsonl"}


def test_a_report_from_before_the_run_closed_is_named(attacked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.evidence.manifest import seal_report

    set_clock(monkeypatch, -YEAR)
    seal_report(attacked / LAST)
    assert back_dated(verify(attacked / LAST)) == {"report/manifest.json"}
