"""Whatever is done to a file of a run is found and named; a sound run raises no alarm."""

import os
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.evidence.run_folder import RunFolder
from checker.evidence.verification import Verification
from checker.evidence.verify import verify
from checker.faults import ArchiveFault, UsageFault
from tests.evidence.runs import KEYS, keep_site, write_run

FILES = [
    "manifest-sha256.txt", "manifest.json", "results.jsonl", "run.json",
    *(f"sites/{key}/{name}" for key in KEYS for name in
      ("again/home.jpg", "badge-icp.png", "home.jpg", "log.jsonl", "observation.json")),
    "report/index.html", "report/manifest.json",
]  # fmt: skip


def failed(found: Verification) -> set[str]:
    return {assertion.id for assertion in found.assertions if assertion.state == "failed"}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_run(tmp_path_factory.mktemp("sound"), "night")


@pytest.fixture
def run(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "archive" / "night")
    return tmp_path / "archive" / "night"


def test_a_sound_run_is_whole_but_not_sealed(sound: Path) -> None:
    found = verify(sound)
    assert not found.altered
    assert found.files == []
    told_of_nothing = {a.id for a in found.assertions if a.state == "not_applicable"}
    seals = {"signed", "signed_by", "stamped", "stamped_by_known", "previous_run", "next_run"}
    assert told_of_nothing == {"pruned", "pruned_by", "thinned", "later_logs", "remembered", "leftovers"} | seals
    assert found.english == "The run night is whole, but not sealed."
    assert found.chinese == "批次night完整，但未封存（无签名、时间戳或后续批次可资核对）。"
    assert sorted(str(p.relative_to(sound)) for p in sound.rglob("*") if p.is_file()) == sorted(FILES)


def test_a_copy_elsewhere_under_any_name_is_sound_too(sound: Path, tmp_path: Path) -> None:
    shutil.copytree(sound, tmp_path / "对外 copy")
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "manifest.json").write_text('{"name": "of another program"}')
    assert not verify(tmp_path / "对外 copy").altered


def test_what_is_no_run_is_a_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="is not a run folder"):
        verify(tmp_path)


def flip(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def lengthen(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\n")


def empty(file: Path) -> None:
    file.write_bytes(b"")


def link(file: Path) -> None:
    shutil.move(file, file.parent.parent.parent / "elsewhere")
    file.symlink_to(file.parent.parent.parent / "elsewhere")


def pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def another_case(file: Path) -> None:
    file.rename(file.with_name(file.name.upper()))


@pytest.mark.parametrize("harm", [flip, cut, empty, Path.unlink, link, pipe, folder, another_case], ids=lambda h: h.__name__)
@pytest.mark.parametrize("name", FILES)
def test_every_harm_to_every_file_is_named(run: Path, name: str, harm: Callable[[Path], None]) -> None:
    harm(run / name)
    found = verify(run)
    assert found.altered
    assert name in found.files
    if harm in (flip, cut, empty) and name != "manifest.json":  # what a damaged list says of others is named as well
        assert found.files == [name]


@pytest.mark.parametrize("name", [f for f in FILES if f.endswith((".jsonl", ".jpg", "run.json", ".html"))])
def test_bytes_at_the_end_are_named(run: Path, name: str) -> None:
    lengthen(run / name)
    assert verify(run).files == [name]


@pytest.mark.parametrize("name", ["sites/evil.txt", f"sites/{KEYS[0]}/evil.png", "sites/new/log.jsonl", "evil.txt", "report/evil.js",
                                  f"sites/{KEYS[0]}/again/\x1b[2J\n\udcff.png", f"sites/{KEYS[0]}/HOME.jpg"])  # fmt: skip
def test_an_added_file_is_named(run: Path, name: str) -> None:
    (run / name).parent.mkdir(exist_ok=True)
    (run / name).write_bytes(b"added")
    found = verify(run)
    assert found.altered
    assert len(found.files) == 1
    assert all(text.isprintable() for a in found.assertions for text in (a.english, a.chinese, *a.files))
    if name.isprintable():
        assert found.files == [name]


def test_two_swapped_files_are_both_named(run: Path) -> None:
    one, other = run / f"sites/{KEYS[0]}/home.jpg", run / f"sites/{KEYS[1]}/home.jpg"
    first = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(first)
    found = verify(run)
    assert found.files == sorted(f"sites/{key}/home.jpg" for key in KEYS[:2])
    assert failed(found) == {"unaltered", "as_captured"}


def test_two_swapped_results_are_named_with_their_line(run: Path) -> None:
    lines = (run / "results.jsonl").read_bytes().splitlines(keepends=True)
    (run / "results.jsonl").write_bytes(b"".join([lines[0], lines[2], lines[1]]))
    found = verify(run)
    assert found.files == ["results.jsonl"]
    assert failed(found) == {"unaltered", "results"}
    assert any("results.jsonl: line 2 (3 of 3 lines, out of order)" in a.english for a in found.assertions)


def test_a_log_line_taken_out_is_named_with_its_line(run: Path) -> None:
    name = f"sites/{KEYS[0]}/log.jsonl"
    lines = (run / name).read_bytes().splitlines(keepends=True)
    (run / name).write_bytes(b"".join(lines[:1] + lines[2:]))
    found = verify(run)
    assert failed(found) == {"unaltered", "log_chain", "all_logged"}
    assert any(f"{name}: line 2" in a.english for a in found.assertions)
    assert found.files == [name]


def test_a_manifest_that_was_made_anew_does_not_cover_what_the_log_knows(run: Path) -> None:
    from checker.evidence.sealing import seal_run

    flip(run / f"sites/{KEYS[0]}/home.jpg")
    seal_run(run, KEYS, None)
    found = verify(run)
    assert failed(found) == {"as_captured", "report"}
    assert f"sites/{KEYS[0]}/home.jpg" in found.files


def test_a_manifest_that_points_outside_reads_nothing_there(run: Path) -> None:
    manifest = run / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"run.json"', '"../../../etc/passwd"'))
    found = verify(run)
    assert {"../../../etc/passwd", "run.json"} <= set(found.files)


def test_a_previous_run_that_points_outside(run: Path) -> None:
    manifest = run / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"previous": null', '"previous": {"run": "../..", "sha256": ""}'))
    assert "previous_run" in failed(verify(run))


def test_a_folder_that_is_a_link_is_not_entered(run: Path, tmp_path: Path) -> None:
    site = run / "sites" / KEYS[0]
    shutil.move(site, tmp_path / "moved")
    site.symlink_to(tmp_path / "moved")
    found = verify(run)
    assert f"sites/{KEYS[0]}" in found.files
    assert f"sites/{KEYS[0]}/home.jpg" in found.files


def test_what_cannot_be_read_is_named(sound: Path, open_folder: Path) -> None:
    run = open_folder / "archive" / "night"
    shutil.copytree(sound, run)
    run.parent.chmod(0o311)  # nor may anybody look round in the archive
    (run / f"sites/{KEYS[0]}/home.jpg").chmod(0)
    (run / f"sites/{KEYS[1]}").chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        found = verify(run)
    finally:
        os.seteuid(user)
    (run / f"sites/{KEYS[1]}").chmod(0o755)
    run.parent.chmod(0o755)
    assert {f"sites/{KEYS[0]}/home.jpg", f"sites/{KEYS[1]}"} <= set(found.files)
    assert failed(found) == {"plain", "present"}


def test_a_run_that_nobody_may_enter(sound: Path, open_folder: Path) -> None:
    run = open_folder / "night"
    shutil.copytree(sound, run)
    run.chmod(0o700 if os.geteuid() == 0 else 0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        with pytest.raises(ArchiveFault, match=rf"Cannot read {run}: the permission is missing"):
            verify(run)
    finally:
        os.seteuid(user)
        run.chmod(0o755)


def test_an_unfinished_run_says_so_and_what_it_has_is_checked(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path, "night") as unfinished:
        unfinished.write_run({})
        for key in KEYS[:2]:
            keep_site(unfinished, key)
    found = verify(unfinished.path)
    assert found.altered
    assert failed(found) == {"closed"}
    assert found.files == ["manifest.json"]
    flip(unfinished.path / f"sites/{KEYS[0]}/home.jpg")
    assert failed(verify(unfinished.path)) == {"closed", "as_captured"}


def test_every_sentence_is_there_in_both_languages(run: Path) -> None:
    shutil.rmtree(run / "sites" / KEYS[0])
    for found in (verify(run), Verification(run="x", assertions=[])):
        for assertion in found.assertions:
            assert "{" not in assertion.english + assertion.chinese
            assert assertion.english.endswith(".")
            assert assertion.chinese.endswith("。")
            assert any(unicodedata.name(c, "").startswith("CJK") for c in assertion.chinese)
