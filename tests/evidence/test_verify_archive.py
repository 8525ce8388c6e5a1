"""A whole archive: a night that is removed, replaced, remade, swapped or set back in time is named; a sound archive raises no alarm."""

import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.commands import cli
from checker.evidence.archive_verification import ArchiveVerification, verify_archive
from checker.evidence.blobs import BLOBS
from checker.evidence.manifest import Previous, seal_report
from checker.evidence.run_folder import RunFolder
from checker.evidence.sealing import seal_run
from checker.faults import UsageFault
from tests.evidence.runs import KEYS, keep_site, write_run

NIGHTS = ["n1", "n2", "n3", "n4"]


def failed(found: ArchiveVerification) -> dict[str, tuple[str, ...]]:
    return {assertion.id: assertion.files for assertion in found.assertions if assertion.state == "failed"}


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = tmp_path_factory.mktemp("nights")
    for night in NIGHTS:
        write_run(archive, night)
    return archive


@pytest.fixture
def archive(nights: Path, tmp_path: Path) -> Path:
    shutil.copytree(nights, tmp_path / "archive")
    return tmp_path / "archive"


def test_a_sound_archive_is_whole_also_in_another_place_with_other_times(archive: Path, tmp_path: Path) -> None:
    for file in archive.rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    shutil.copytree(archive, tmp_path / "对外 copy", copy_function=shutil.copy)
    shutil.rmtree(archive)
    shutil.copytree(tmp_path / "对外 copy", archive, copy_function=shutil.copy)
    for place in (archive, tmp_path / "对外 copy"):
        found = verify_archive(place)
        assert not found.altered, failed(found)
        assert [run.state for run in found.runs] == ["sealed", "sealed", "sealed", "whole"]
        assert found.english == f"The archive {place} is whole: 4 runs (3 sealed, 1 whole but not sealed)."
        assert found.chinese == f"档案库{place}完整：共4个批次（已封存3个、完整但未封存1个）。"
        end = next(each for each in found.assertions if each.id == "end_of_the_chain")
        assert "n4 manifest.json SHA-256" in end.english


@pytest.mark.parametrize("night", NIGHTS[:-1])
def test_a_night_that_was_removed_is_named(archive: Path, night: str) -> None:
    shutil.rmtree(archive / night)
    assert failed(verify_archive(archive)) == {"no_night_missing": (night,)}


def test_a_night_that_was_removed_and_written_again_is_named(archive: Path) -> None:
    previous = json.loads((archive / "n2" / "manifest.json").read_text())["previous"]
    (archive / "n2" / "run.json").write_text('{"schema": 1, "run_id": "n2", "tampered": true}')
    seal_run(archive / "n2", KEYS, Previous(**previous))
    seal_report(archive / "n2")
    assert failed(verify_archive(archive)) == {"no_night_replaced": ("n2/manifest.json",), "runs": ("n2", "n3")}


def test_a_night_in_another_night_s_place_is_named(archive: Path) -> None:
    shutil.rmtree(archive / "n3")
    shutil.copytree(archive / "n2", archive / "n3")
    found = failed(verify_archive(archive))
    assert found["in_their_places"] == ("n3",)


def test_two_nights_that_changed_places_are_both_named(archive: Path) -> None:
    (archive / "n2").rename(archive / "x")
    (archive / "n3").rename(archive / "n2")
    (archive / "x").rename(archive / "n3")
    assert failed(verify_archive(archive))["in_their_places"] == ("n2", "n3")


def seal_as(night: Path, previous: Path) -> None:
    """What somebody does who alters a night on purpose and knows how its papers are made."""
    from checker.evidence.plain_files import measure

    seal_run(night, KEYS, Previous(run=previous.name, sha256=measure(previous / "manifest.json").sha256))
    seal_report(night)


def test_nights_that_follow_the_same_one_are_named(archive: Path) -> None:
    seal_as(archive / "n4", archive / "n2")
    assert failed(verify_archive(archive)) == {"in_order": ("n3", "n4")}


def test_nights_in_a_circle_are_named(archive: Path) -> None:
    seal_as(archive / "n1", archive / "n4")
    assert failed(verify_archive(archive))["in_order"] == tuple(NIGHTS)


def test_a_night_that_closed_before_the_one_it_follows_is_named(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.evidence.manifest.utc_now", lambda: "2020-01-01T00:00:00.000000Z")
    seal_as(archive / "n4", archive / "n3")
    found = verify_archive(archive)
    assert failed(found)["in_order"] == ("n4/manifest.json",)
    [night] = [run for run in found.runs if run.run == "n4"]
    [moments] = [each for each in night.assertions if each.state == "failed"]
    assert moments.id == "moments" and {thing.kind for thing in moments.things} == {"back_dated"}


def test_an_unfinished_run_says_so_and_is_no_alteration(archive: Path) -> None:
    with RunFolder.create(archive, "n5") as run:
        run.write_run({"schema": 1})
        keep_site(run, KEYS[0])
    found = verify_archive(archive)
    assert not found.altered
    assert [each.english for each in found.assertions if each.id == "unfinished"] == [
        "Runs that are not finished, and go on with --resume: n5."
    ]
    picture = archive / "n5" / "sites" / KEYS[0] / "home.jpg"
    picture.write_bytes(picture.read_bytes()[:-1])
    assert failed(verify_archive(archive)) == {"runs": ("n5",)}


@pytest.mark.parametrize("night", NIGHTS)
def test_a_manifest_that_was_taken_away_makes_no_unfinished_run(archive: Path, night: str) -> None:
    (archive / night / "manifest.json").unlink()
    assert failed(verify_archive(archive))["runs"][0] == night
    shutil.rmtree(archive / night / "report")
    if night != NIGHTS[-1]:
        assert night in failed(verify_archive(archive))["runs"], "the next night knows that it was closed"


def test_an_archive_without_runs_is_a_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    for place in (tmp_path, tmp_path / "none"):
        with pytest.raises(UsageFault, match="There is no run in"):
            verify_archive(place)


def test_the_command_over_an_archive(archive: Path) -> None:
    whole = CliRunner().invoke(cli, ["verify", "--all", "--out", str(archive), "--lang", "zh"])
    assert whole.exit_code == 0, whole.output
    assert "通过　 ✓ 各批次" in whole.output and "批次n1完整且自封存以来未被改动，依据：后续批次的记载。" in whole.output
    (archive / "n2" / "results.jsonl").unlink()
    shutil.rmtree(archive / "n3")
    harmed = CliRunner().invoke(cli, ["verify", "--all", "--out", str(archive), "--json"])
    assert harmed.exit_code == 4
    said = json.loads(harmed.stdout)
    assert said["schema"] == 1 and said["state"] == "altered"
    assert {run["run"]: run["state"] for run in said["runs"]} == {"n1": "sealed", "n2": "altered", "n4": "whole"}
    [missing] = next(each["things"] for each in said["assertions"] if each["id"] == "no_night_missing")
    assert (missing["file"], missing["kind"]) == ("n3", "missing")
    told = CliRunner().invoke(cli, ["verify", "--all", "--out", str(archive)])
    assert "    results.jsonl (missing)" in told.stdout and "    n3 (missing; n4 names it)" in told.stdout


def test_one_run_or_all_of_them() -> None:
    for words in (["verify"], ["verify", "night", "--all"]):
        done = CliRunner().invoke(cli, words)
        assert isinstance(done.exception, UsageFault)


def test_a_blob_that_is_not_what_its_name_says_is_named(archive: Path) -> None:
    [*blobs] = sorted((archive / BLOBS).glob("??/*"))
    assert blobs
    blobs[0].chmod(0o644)
    raw = blobs[0].read_bytes()
    blobs[0].unlink()  # a copy of its own, as `cp -r` leaves them
    blobs[0].write_bytes(raw[:-1])
    assert failed(verify_archive(archive)) == {"blobs": (str(blobs[0].relative_to(archive)),)}
