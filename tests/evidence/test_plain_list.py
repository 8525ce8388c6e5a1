"""manifest-sha256.txt: checked by the real `sha256sum`, and held against manifest.json."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.evidence.json_lines import json_page
from checker.evidence.manifest import Manifest, read_manifest
from checker.evidence.plain_files import Sealed, seal
from checker.evidence.plain_list import PLAIN_LIST, check_plain_manifest, write_plain_list
from checker.evidence.run_folder import RunFolder
from checker.evidence.sealing import seal_run
from tests.evidence.runs import KEYS, keep_site, write_run


def sha256sum(folder: Path, name: str = PLAIN_LIST) -> subprocess.CompletedProcess[str]:
    words = ["sha256sum", "--check", "--strict", "--quiet", name]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


def found(run: Path) -> list[tuple[str, str, int | None]]:
    return [(blame.kind, blame.file, blame.line) for blame in check_plain_manifest(run).blames]


def write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def test_it_covers_the_run_and_is_checked_with_nothing_installed(tmp_path: Path) -> None:
    run = write_run(tmp_path, "night")
    assert sha256sum(run).returncode == 0
    listed = {line.split("  ", 1)[1] for line in (run / PLAIN_LIST).read_text().splitlines()}
    sealed = {str(file.relative_to(run)) for file in (run / "sites").rglob("*") if file.is_file()}
    assert listed == {"manifest.json", "run.json", "results.jsonl", *sealed}
    assert check_plain_manifest(run).state == "passed"
    (run / "sites" / KEYS[0] / "home.jpg").write_bytes(b"another picture")
    told = sha256sum(run)
    assert told.returncode == 1 and f"sites/{KEYS[0]}/home.jpg: FAILED" in told.stdout


def test_a_file_of_an_office_with_blanks_and_chinese_in_its_name(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path, "night") as run:
        run.write_run({"schema": 1, "run_id": run.run_id})
        for key in KEYS:
            keep_site(run, key)
        for name in ("截图 一.png", " -c", "back\\slash", "two\nlines", "\\n"):  # laid there by hand, and kept as found
            (run.path / "sites" / KEYS[0] / name).write_bytes(name.encode())
        run.close(KEYS)
    assert sha256sum(run.path).returncode == 0
    assert check_plain_manifest(run.path).state == "passed"


_NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1, max_size=30)


@given(st.dictionaries(_NAMES.filter(lambda n: n not in (".", "..") and len(n.encode()) < 200), st.binary(max_size=9), max_size=5))
def test_sha256sum_reads_every_name(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> None:
    folder = tmp_path_factory.mktemp("names")
    listed: dict[str, Sealed] = {}
    for name, content in files.items():
        write(folder / "sites" / name, content)
        listed[f"sites/{name}"] = seal(content)
    write(folder / "manifest.json", b"{}")
    write(folder / PLAIN_LIST, write_plain_list(b"{}", listed))
    told = sha256sum(folder)
    assert told.returncode == 0, told.stderr
    assert (folder / PLAIN_LIST).read_bytes().count(b"\n") == len(files) + 1


def test_every_byte_of_it_counts(tmp_path: Path) -> None:
    run = write_run(tmp_path, "night")
    whole = (run / PLAIN_LIST).read_bytes()
    for place in range(0, len(whole), 7):
        (run / PLAIN_LIST).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        line = whole[:place].count(b"\n") + 1
        assert found(run) == [("altered", PLAIN_LIST, line)]
    (run / PLAIN_LIST).write_bytes(whole[:-1])
    assert [blame[:2] for blame in found(run)] == [("altered", PLAIN_LIST)]


def test_lines_that_were_taken_out_or_put_elsewhere_or_all_of_it(tmp_path: Path) -> None:
    run = write_run(tmp_path, "night")
    lines = (run / PLAIN_LIST).read_bytes().splitlines(keepends=True)
    (run / PLAIN_LIST).write_bytes(b"".join([lines[0], lines[2], lines[1], *lines[3:]]))
    assert sha256sum(run).returncode == 0, "for sha256sum the order is all the same"
    assert found(run) == [("reordered", PLAIN_LIST, 2)]
    (run / PLAIN_LIST).write_bytes(b"".join(lines[:4]))
    assert found(run) == [("altered", PLAIN_LIST, 5)]
    (run / PLAIN_LIST).unlink()
    assert found(run) == [("missing", PLAIN_LIST, None)]
    (run / PLAIN_LIST).mkdir()
    assert found(run) == [("unreadable", PLAIN_LIST, None)]


def test_a_damaged_manifest_is_blamed_itself(tmp_path: Path) -> None:
    run = write_run(tmp_path, "night")
    manifest = run / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"closed": "2', b'"closed": "1'))
    assert found(run) == [("altered", "manifest.json", None)]
    manifest.unlink()
    assert check_plain_manifest(run).state == "not_applicable"


def test_a_run_from_before_there_was_such_a_list_stays_sound(tmp_path: Path) -> None:
    run = write_run(tmp_path, "night")
    manifest, _ = read_manifest((run / "manifest.json").read_bytes(), Manifest)
    content = manifest.model_dump(mode="json", by_alias=True, exclude={"self_sha256", "beside", "signer"})
    content["self_sha256"] = seal(json_page(content)).sha256
    (run / "manifest.json").write_bytes(json_page(content))
    (run / PLAIN_LIST).unlink()
    assert check_plain_manifest(run).state == "not_applicable"
    assert read_manifest((run / "manifest.json").read_bytes(), Manifest)[1], "and its manifest is as it was written"


def test_closing_again_writes_it_again(tmp_path: Path) -> None:
    run = write_run(tmp_path, "night", report=False)
    (run / "manifest.json").unlink()  # a process that died just before its last step
    (run / "manifest.sig").write_bytes(b"of an attempt with a key")
    assert check_plain_manifest(run).state == "not_applicable"
    with RunFolder.create(tmp_path, "night", resume=True) as again:
        again.close(KEYS)
    assert check_plain_manifest(run).state == "passed" and sha256sum(run).returncode == 0
    assert not (run / "manifest.sig").exists()


def test_a_disk_that_refuses_leaves_the_run_open(tmp_path: Path) -> None:
    from checker.faults import ArchiveFault

    with RunFolder.create(tmp_path, "night") as run:
        run.write_run({"schema": 1, "run_id": run.run_id})
        for key in KEYS:
            keep_site(run, key)
        (run.path / PLAIN_LIST).mkdir()
        with pytest.raises(ArchiveFault, match=r"manifest-sha256\.txt"):
            seal_run(run.path, KEYS, None)
        assert not run.closed
