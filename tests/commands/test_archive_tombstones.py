"""What takes the place of files that were pruned: a tombstone for its own run, signed where the run is."""

import json
from pathlib import Path
from typing import Any

import pytest

from checker.evidence.blobs import BLOBS
from checker.evidence.tombstones import TOMBSTONES
from tests.commands.conftest import Enter, state_of
from tests.running.kept import CZJ, RSJ, SLJ, keep_run

WHO = ("--by", "李明", "--why", "单位提出异议")
POLICY = ("--keep-passes", "30", "--keep-fails", "100")


def test_what_is_pruned_leaves_a_tombstone_and_a_chain_that_verifies(archive: Path, enter: Enter) -> None:
    status, out, _ = enter("archive", "prune", "--out", archive, *POLICY, "--yes", "--json")
    going = {(each["run"], each["site"]) for each in json.loads(out)["going"]}
    assert status == 0 and going == {("march", RSJ), ("march", CZJ), ("march", SLJ), ("may", RSJ)}
    for name in ("march", "may"):
        assert not list((archive / name).rglob("*.jpg"))
        assert state_of(enter, archive / name, "pruned") == (0, "passed")
    assert state_of(enter, archive / "may", "previous_run")[1] == "passed"
    assert not list((archive / BLOBS).glob("??/*")) or all(b.stat().st_nlink > 1 for b in (archive / BLOBS).glob("??/*"))
    assert len(enter("judge", archive / "march")[1].splitlines()) == 3  # in words, all is there still
    assert json.loads(enter("archive", "prune", "--out", archive, *POLICY, "--yes", "--json")[1])["going"] == []
    keep_run(archive, "june")
    assert state_of(enter, archive / "june", "previous_run") == (0, "passed")


def forged(archive: Path, change: dict[str, Any]) -> None:
    from checker.evidence.after_folder import AfterFolder
    from checker.evidence.manifest import MANIFEST, Manifest, read_manifest
    from checker.evidence.plain_files import seal
    from checker.evidence.tombstones import record_tombstone

    raw = (archive / "march" / MANIFEST).read_bytes()
    files = read_manifest(raw, Manifest)[0].files
    with AfterFolder(archive / "march") as after:
        named = {name: files[name].model_copy(update=change) for name in (f"sites/{CZJ}/home.jpg", "results.jsonl")}
        record_tombstone(after, seal(raw).sha256, CZJ, named)


def test_a_tombstone_covers_no_results_and_no_other_file_than_was_sealed(archive: Path, enter: Enter) -> None:
    forged(archive, {})
    assert state_of(enter, archive / "march", "pruned") == (0, "passed")
    (archive / "march/results.jsonl").unlink()
    status, out, _ = enter("verify", archive / "march")
    assert status == 4 and "results.jsonl" in out


def test_a_tombstone_that_tells_another_file_is_named(archive: Path, enter: Enter) -> None:
    forged(archive, {"size": 1})
    assert state_of(enter, archive / "march", "pruned") == (4, "failed")


def test_a_tombstone_is_signed_where_there_is_a_key(archive: Path, enter: Enter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.evidence.signing_key import make_key

    key = make_key(tmp_path / "key.pem", None)
    monkeypatch.setenv("CHECKER_SIGNING_KEY", str(tmp_path / "key.pem"))
    assert enter("archive", "prune", "--out", archive, *POLICY, "--yes")[0] == 0
    status, out, _ = enter("verify", archive / "march")
    assert status == 0 and f"signed by {key.public.fingerprint}" in out
    forge_line(archive / "march", "pass")
    status, out, _ = enter("verify", archive / "march")
    assert status == 4 and "its signature does not hold" in out


def test_whoever_takes_files_away_must_have_the_key_that_is_named(
    archive: Path, enter: Enter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    from checker.evidence.signing_key import make_key, write_public_key

    def signer_of(run: str, *more: object) -> tuple[str, str]:
        out = enter("verify", archive / run, "--json", "--key", tmp_path / "own.pub", *more)[1]
        return next((a["state"], a["english"]) for a in json.loads(out)["assertions"] if a["id"] == "pruned_by")

    write_public_key(tmp_path / "own.pub", make_key(tmp_path / "own.pem", None).public)
    write_public_key(tmp_path / "other.pub", make_key(tmp_path / "other.pem", None).public)
    forged(archive, {})
    assert signer_of("march")[0] == "failed" and "line 1 (not signed)" in signer_of("march")[1]
    monkeypatch.setenv("CHECKER_SIGNING_KEY", str(tmp_path / "own.pem"))
    assert enter("archive", "prune", "--out", archive, "--keep-fails", "0", "--yes")[0] == 0
    assert signer_of("may")[0] == "passed"
    monkeypatch.setenv("CHECKER_SIGNING_KEY", str(tmp_path / "other.pem"))
    assert enter("archive", "prune", "--out", archive, "--keep-passes", "0", "--yes")[0] == 0
    state, said = signer_of("march")
    assert state == "failed" and "line 2" not in said and "line 4 (signed by the key" in said
    _, said = signer_of("march", "--key", tmp_path / "other.pub")
    assert "line 1 (not signed)" in said and "line 2" not in said and "line 4" not in said, "either of two keys will do, and none will not"


def test_a_signed_run_loses_nothing_without_a_key_and_nothing_by_another_night_s_tombstone(
    tmp_path: Path, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    from checker.evidence.manifest import seal_after, seal_report
    from checker.evidence.signing_key import make_key

    archive, key = tmp_path / "archive", make_key(tmp_path / "key.pem", None)
    archive.mkdir()
    for night in ("march", "april"):
        keep_run(archive, night, key=key)
    plan = json.loads(enter("archive", "prune", "--out", archive, *POLICY, "--yes", "--json")[1])
    assert not plan["going"] and {each["stays"] for each in plan["staying"]} == {
        "the run is signed, and so must be its tombstone: name the key (setting signing_key)"
    }
    forged(archive, {})
    assert state_of(enter, archive / "march", "pruned") == (4, "failed"), "nobody signed it"

    monkeypatch.setenv("CHECKER_SIGNING_KEY", str(tmp_path / "key.pem"))
    assert enter("archive", "prune", "--out", archive, "--keep-fails", "0", "--yes")[0] == 0
    replayed = (archive / "april" / TOMBSTONES).read_bytes()
    again = keep_run(archive, "may", key=key)
    (again / "after").mkdir()
    (again / TOMBSTONES).write_bytes(replayed)
    lost = sorted(str(file.relative_to(again)) for file in again.glob(f"sites/{CZJ}/**/*.jpg"))
    for name in lost:
        (again / name).unlink()
    seal_after(again)
    seal_report(again)
    status, out, _ = enter("verify", again, "--json")
    assert status == 4 and lost and set(lost) <= set(json.loads(out)["files"])


def forge_line(run: Path, verdict: str) -> None:
    """Alters the last tombstone and makes the manifest over it anew: only the signature tells."""
    from checker.evidence.chained_log import read_log
    from checker.evidence.json_lines import write_object
    from checker.evidence.manifest import seal_after

    raw = (run / TOMBSTONES).read_bytes()
    last = read_log(raw).lines[-1]
    assert last["verdict"] != verdict
    (run / TOMBSTONES).write_bytes(raw[: raw[:-1].rfind(b"\n") + 1] + write_object({**last, "verdict": verdict}) + b"\n")
    seal_after(run)


def test_a_tombstone_that_was_altered_covers_nothing(archive: Path, enter: Enter) -> None:
    enter("archive", "prune", "--out", archive, *POLICY, "--yes")
    tombstones = archive / "march" / TOMBSTONES
    tombstones.write_bytes(tombstones.read_bytes().replace(b'"verdict":"fail"', b'"verdict":"pass"'))
    status, out, _ = enter("verify", archive / "march")
    assert status == 4 and TOMBSTONES in out and f"sites/{CZJ}/home.jpg" in out
