"""Each run names the run before it, so that a removed or replaced night shows; the report has a list of its own."""

import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from checker.evidence.manifest import INTERRUPTIONS, seal_report
from checker.evidence.run_folder import RunFolder
from checker.evidence.sealing import seal_run
from checker.evidence.verification import Assertion
from checker.evidence.verify import verify
from tests.evidence.runs import KEYS, keep_site, write_run


def manifest_of(run: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((run / "manifest.json").read_bytes())
    return loaded


def assertion(run: Path, name: str) -> Assertion:
    return next(a for a in verify(run).assertions if a.id == name)


def test_nights_follow_each_other(tmp_path: Path) -> None:
    nights = [write_run(tmp_path, name) for name in ("c", "a", "b")]
    assert [(manifest_of(n)["previous"] or {}).get("run") for n in nights] == [None, "c", "a"]
    assert [assertion(n, "previous_run").state for n in nights] == ["not_applicable", "passed", "passed"]
    assert [assertion(n, "next_run").state for n in nights] == ["passed", "passed", "not_applicable"]
    assert not any(verify(n).altered for n in nights)


def test_a_replaced_night_shows_from_both_sides(tmp_path: Path) -> None:
    first, second = write_run(tmp_path, "first"), write_run(tmp_path, "second")
    (first / "run.json").write_text("{}")
    seal_run(first, KEYS, None)
    seal_report(first)
    assert verify(first).files == ["manifest.json"], "only the later night knows"
    assert assertion(first, "next_run").state == "failed"
    assert assertion(second, "previous_run").files == ("../first/manifest.json",)
    (first / "manifest.json").unlink()
    assert assertion(second, "previous_run").state == "failed"
    shutil.rmtree(first)
    gone = assertion(second, "previous_run")
    assert (gone.state, "first" in gone.english) == ("not_applicable", True)


def test_a_clock_that_was_set_back_does_not_break_the_chain(tmp_path: Path) -> None:
    first = write_run(tmp_path, "first", report=False)
    future = manifest_of(first) | {"closed": "2099-01-01T00:00:00Z"}
    (first / "manifest.json").write_text(json.dumps(future))
    write_run(tmp_path, "second")
    third = write_run(tmp_path, "third")
    assert manifest_of(third)["previous"]["run"] == "second"


def test_an_interrupted_night_takes_its_place_when_it_closes(tmp_path: Path) -> None:
    write_run(tmp_path, "first")
    with RunFolder.create(tmp_path, "begun") as run:
        run.write_run({"schema": 1, "run_id": run.run_id})
        for key in KEYS:
            keep_site(run, key)
    write_run(tmp_path, "second")
    with RunFolder.create(tmp_path, "begun", resume=True) as run:
        run.close(KEYS)
    last = write_run(tmp_path, "third")
    named = [manifest_of(tmp_path / name)["previous"]["run"] for name in ("second", "begun", "third")]
    assert named == ["first", "second", "begun"]
    assert not any(verify(run).altered for run in (tmp_path / "begun", last))


def test_shards_that_close_at_once_in_processes_of_their_own_stand_in_one_row(tmp_path: Path) -> None:
    words = "import sys; from pathlib import Path; from tests.evidence.runs import write_run; write_run(Path(sys.argv[1]), sys.argv[2])"
    shards = [f"shard-{n}" for n in range(1, 5)]
    processes = [subprocess.Popen([sys.executable, "-c", words, str(tmp_path), shard]) for shard in shards]
    assert [process.wait(60) for process in processes] == [0] * len(shards)
    named = [(manifest_of(tmp_path / shard)["previous"] or {}).get("run") for shard in shards]
    assert len(set(named)) == len(shards) and None in named, "each follows another, and one is the first"
    assert not any(verify(tmp_path / shard).altered for shard in shards)


def test_runs_that_close_at_once_stand_in_one_row(tmp_path: Path) -> None:
    closing = [threading.Thread(target=write_run, args=(tmp_path, f"shard-{n}")) for n in range(5)]
    for thread in closing:
        thread.start()
    for thread in closing:
        thread.join()
    before = [(manifest_of(run)["previous"] or {}).get("run") for run in tmp_path.glob("shard-*")]
    assert len(set(before)) == 5
    assert None in before


def test_the_manifest_is_what_a_stranger_can_read(tmp_path: Path) -> None:
    import hashlib

    run = write_run(tmp_path, "night")
    manifest = manifest_of(run)
    assert manifest["sites"] == KEYS
    on_disk = {str(p.relative_to(run)) for p in run.rglob("*") if p.is_file()}
    assert set(manifest["files"]) == {f for f in on_disk if f in ("run.json", "results.jsonl") or f.startswith("sites/")}
    for name, sealed in manifest["files"].items():
        raw = (run / name).read_bytes()
        assert sealed == {"sha256": hashlib.sha256(raw).hexdigest(), "size": len(raw)}


def test_a_report_may_be_written_again_and_an_old_manifest_stays(tmp_path: Path) -> None:
    run = write_run(tmp_path, "night")
    before = (run / "manifest.json").read_bytes()
    (run / "report" / "index.html").write_text("written again")
    assert assertion(run, "report").files == ("report/index.html",)
    seal_report(run)
    assert not verify(run).altered
    assert (run / "manifest.json").read_bytes() == before


def test_a_log_from_before_the_run_closed_is_checked(tmp_path: Path) -> None:
    from checker.evidence.chained_log import ChainedLog

    run = write_run(tmp_path, "night")
    log = ChainedLog(run / INTERRUPTIONS)
    for word in ("one", "two", "three"):
        log.append("broken_line_cut", because=word)
    assert assertion(run, "later_logs").state == "passed"
    raw = log.path.read_bytes()
    log.path.write_bytes(raw.replace(b"two", b"owt"))
    assert assertion(run, "later_logs").files == (INTERRUPTIONS,)
    log.path.write_bytes(raw[:-1])
    assert assertion(run, "later_logs").files == (INTERRUPTIONS,)
