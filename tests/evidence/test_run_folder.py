"""Runs are begun, interrupted, gone on with and closed; nothing that was finished is lost."""

import json
import os
import re
from pathlib import Path

import pytest

from checker.evidence.run_folder import RunFolder
from checker.evidence.verify import verify
from checker.faults import ArchiveFault, UsageFault
from tests.evidence.runs import KEYS, keep_site, line_of, write_run


def test_the_name_is_the_start_in_utc_and_never_taken_twice(tmp_path: Path) -> None:
    runs = [RunFolder.create(tmp_path) for _ in range(4)]
    assert len({run.run_id for run in runs}) == 4
    assert all(re.fullmatch(r"\d{8}T\d{6}Z(-\d)?", run.run_id) for run in runs)


def test_an_existing_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "night").mkdir()
    with pytest.raises(UsageFault, match=r"There is a run night .* already.*--resume"):
        RunFolder.create(tmp_path, "night")


def test_it_is_opened_by_path_or_by_name(tmp_path: Path) -> None:
    run = write_run(tmp_path, "night")
    assert RunFolder.open(run).path == RunFolder.open("night", tmp_path).path == run
    for wrong in (tmp_path, tmp_path / "nothing", run / "run.json"):
        with pytest.raises(UsageFault, match="is not a run folder"):
            RunFolder.open(wrong)
    with pytest.raises(UsageFault, match="nor a run of that name"):
        RunFolder.open("morning", tmp_path)


def test_closing_puts_the_roster_order_and_fixes_the_run(tmp_path: Path) -> None:
    run = RunFolder.open(write_run(tmp_path))
    assert [json.loads(line)["key"] for line in run.lines()] == KEYS
    assert run.closed
    assert sorted(p.name for p in run.path.iterdir()) == [
        "manifest-sha256.txt", "manifest.json", "report", "results.jsonl", "run.json", "sites",
    ]  # fmt: skip
    assert sorted(p.name for p in tmp_path.iterdir()) == [run.run_id, "blobs"]
    for write in (
        lambda: run.append(line_of("x")), lambda: run.site("x"), lambda: run.write_run({}), lambda: run.close(KEYS),
    ):  # fmt: skip
        with pytest.raises(UsageFault, match="nothing can be written"):
            write()


def test_a_run_without_all_its_lines_is_not_closed(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path) as run:
        keep_site(run, KEYS[0])
        with pytest.raises(ValueError, match="write_run"):
            run.close(KEYS)
        run.write_run({})
        with pytest.raises(ValueError, match="no line yet"):
            run.close(KEYS)
    assert not run.closed


def test_an_interrupted_run_goes_on(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path, "night") as run:
        run.write_run({"started": "then"})
        keep_site(run, KEYS[1])
        run.site(KEYS[0]).keep("home.jpg", b"first try", "picture")
    with (run.path / "results.jsonl").open("ab") as results:
        results.write(b'{"schema": 1, "key": "5107')
    with RunFolder.create(tmp_path, resume=True) as again:
        assert again.path == run.path
        assert again.read_run() == {"started": "then"}
        assert again.finished_keys() == {KEYS[1]}
        for key in (KEYS[0], KEYS[2]):
            keep_site(again, key)
        again.close(KEYS)
    first = run.path / "sites" / KEYS[0]
    assert (first / "interrupted-1" / "home.jpg").read_bytes() == b"first try"
    assert b"eyJzY2hlbWEiOiAxLCAia2V5IjogIjUxMDc=" in (run.path / "after" / "interruptions.jsonl").read_bytes()
    found = verify(run.path)
    assert not found.altered, found


def test_a_broken_line_in_the_middle_is_taken_out_too(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path, "night") as run:
        run.write_run({})
        run.append(line_of(KEYS[0]))
    with (run.path / "results.jsonl").open("ab") as results:
        results.write(b"\0\0\0\n" + line_of(KEYS[1]).encode() + b"\n")
    with RunFolder.create(tmp_path, "night", resume=True) as again:
        assert again.finished_keys() == set(KEYS[:2])
        assert (run.path / "results.jsonl").read_text() == line_of(KEYS[0]) + "\n" + line_of(KEYS[1]) + "\n"


def test_what_cannot_be_resumed(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="There is no interrupted run"):
        RunFolder.create(tmp_path, resume=True)
    run = write_run(tmp_path, "closed")
    with pytest.raises(UsageFault, match="There is no interrupted run"):
        RunFolder.create(tmp_path, resume=True)
    assert RunFolder.create(tmp_path, "closed", resume=True).closed
    assert not verify(run).altered
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "holiday.jpg").write_bytes(b"mine")
    with pytest.raises(UsageFault, match="photos is not a run folder"):
        RunFolder.create(tmp_path, "photos", resume=True)
    assert [p.name for p in (tmp_path / "photos").iterdir()] == ["holiday.jpg"]


def test_a_run_that_died_before_it_began_is_begun(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path, "night", resume=True) as run:
        assert run.read_run() == {}
        assert run.finished_keys() == set()


def test_one_run_has_one_writer(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path, "night"), pytest.raises(UsageFault, match=f"process {os.getpid()}"):
        RunFolder.create(tmp_path, "night", resume=True)
    RunFolder.create(tmp_path, "night", resume=True).release()


def test_a_file_that_nobody_logged_is_found_at_closing(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path, "night") as run:
        run.write_run({})
        keep_site(run, KEYS[0])
        (run.path / "sites" / KEYS[0] / "stray.txt").write_text("written past the log")
        run.close(KEYS[:1])
    assert not verify(run.path).altered
    assert b'"event":"found","file":"stray.txt"' in (run.path / "sites" / KEYS[0] / "log.jsonl").read_bytes()


def test_a_link_is_not_sealed(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path, "night") as run:
        run.write_run({})
        keep_site(run, KEYS[0])
        (run.path / "sites" / KEYS[0] / "link").symlink_to("/etc/hostname")
        with pytest.raises(ArchiveFault, match=r"link cannot be kept as evidence: symbolic link"):
            run.close(KEYS[:1])


def test_words_of_a_page_with_half_a_letter(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path, "night") as run:
        run.write_run({"options": {"argument": "\udcff"}})
        run.append('{"key": "a", "title": "\ud83d"}')
        assert json.loads(run.lines()[0])["title"] == "\ud83d"
        assert run.read_run()["options"]["argument"] == "\udcff"
