"""Every artefact is logged with its hash at once, and nothing is ever overwritten."""

import asyncio
import hashlib
from pathlib import Path

import pytest

from checker.evidence.chained_log import read_log
from checker.evidence.run_folder import RunFolder
from checker.evidence.site_folder import SiteFolder
from checker.evidence.site_log import follow
from checker.faults import ArchiveFault, UsageFault

KEY = "5107000012"


def start(archive: Path) -> tuple[RunFolder, SiteFolder]:
    run = RunFolder.create(archive, "night")
    return run, run.site(KEY)


def logged(run: RunFolder) -> list[dict[str, object]]:
    read = read_log((run.path / "sites" / KEY / "log.jsonl").read_bytes())
    assert not read.breaks
    return read.lines


def test_what_is_kept_is_on_the_disk_and_in_the_log(tmp_path: Path) -> None:
    run, site = start(tmp_path)
    kept = site.keep("home.jpg", b"pixels", "settled full-page picture")
    assert kept.file == site.file("home.jpg") == f"sites/{KEY}/home.jpg"
    assert (run.path / kept.file).read_bytes() == b"pixels"
    assert (kept.sha256, kept.size) == (hashlib.sha256(b"pixels").hexdigest(), 6)
    (line,) = logged(run)
    assert line | {"at": "", "prev": ""} == {
        "at": "", "event": "kept", "file": "home.jpg", "sha256": kept.sha256, "size": 6, "what": "settled full-page picture", "prev": "",
    }  # fmt: skip
    assert str(line["at"]).endswith("Z")


def test_the_second_look_has_a_place_of_its_own_and_the_same_log(tmp_path: Path) -> None:
    run, site = start(tmp_path)
    site.keep("home.jpg", b"one", "picture")
    again = run.site(KEY, look=2)
    assert again.keep("home.jpg", b"two", "picture").file == f"sites/{KEY}/again/home.jpg"
    again.note("closed", what="pop-up")
    assert [line.get("file") for line in logged(run)] == ["home.jpg", "again/home.jpg", None]
    assert logged(run)[2]["look"] == 2
    with pytest.raises(ValueError, match="3 times"):
        run.site(KEY, look=3)


@pytest.mark.parametrize("name", ["home.jpg", "HOME.jpg"])
def test_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    run, site = start(tmp_path)
    site.keep("home.jpg", b"one", "picture")
    with pytest.raises(ValueError, match="is kept already"):
        site.keep(name, b"two", "picture")
    assert (run.path / "sites" / KEY / "home.jpg").read_bytes() == b"one"


def test_names_and_notes_are_checked(tmp_path: Path) -> None:
    run, site = start(tmp_path)
    with pytest.raises(UsageFault):
        site.keep("../other/home.jpg", b"", "picture")
    with pytest.raises(UsageFault):
        run.site("../other")
    for event, fields in (("kept", {}), ("interrupted", {}), ("mine", {"prev": None}), ("mine", {"at": "1999"})):
        with pytest.raises(ValueError, match="the log itself uses"):
            site.note(event, **fields)
    assert not (run.path / "sites" / "other").exists()


def test_a_visit_that_begins_anew_sets_the_first_one_aside(tmp_path: Path) -> None:
    run, site = start(tmp_path)
    assert site.set_aside("nothing yet") is None
    for round_ in (1, 2):
        site.keep("home.jpg", f"visit {round_}".encode(), "picture")
        run.site(KEY, look=2).keep("columns/1.jpg", f"visit {round_}".encode(), "picture")
        assert site.set_aside("the browser died") == f"sites/{KEY}/interrupted-{round_}"
    site.keep("home.jpg", b"visit 3", "picture")
    folder = run.path / "sites" / KEY
    standing = follow(read_log((folder / "log.jsonl").read_bytes())).files
    assert {name: (folder / name).read_bytes() for name in standing} == {
        "interrupted-1/home.jpg": b"visit 1", "interrupted-1/again/columns/1.jpg": b"visit 1",
        "interrupted-2/home.jpg": b"visit 2", "interrupted-2/again/columns/1.jpg": b"visit 2",
        "home.jpg": b"visit 3",
    }  # fmt: skip


def test_the_second_look_alone_can_be_set_aside(tmp_path: Path) -> None:
    run, site = start(tmp_path)
    site.keep("home.jpg", b"one", "picture")
    again = run.site(KEY, look=2)
    again.keep("home.jpg", b"two", "picture")
    assert again.set_aside("interrupted") == f"sites/{KEY}/interrupted-1"
    assert (run.path / "sites" / KEY / "home.jpg").read_bytes() == b"one"
    assert (run.path / "sites" / KEY / "interrupted-1" / "again" / "home.jpg").read_bytes() == b"two"


def test_a_move_that_was_announced_but_not_done_is_done_by_the_next_process(tmp_path: Path) -> None:
    run, site = start(tmp_path)
    folder = run.path / "sites" / KEY
    for name in ("a.png", "b.png"):
        site.keep(name, name.encode(), "picture")
    site.set_aside("interrupted")
    (folder / "interrupted-1" / "b.png").rename(folder / "b.png")  # as if the process had died between the two moves
    (folder / "stray.png").write_bytes(b"whole, but not logged any more")
    (folder / ".part-00").write_bytes(b"half")
    run.release()
    with RunFolder.create(tmp_path, "night", resume=True) as again:
        again.site(KEY).keep("b.png", b"new", "picture")
        standing = follow(read_log((folder / "log.jsonl").read_bytes())).files
    assert {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()} == {*standing, "log.jsonl"}
    assert set(standing) == {"interrupted-1/a.png", "interrupted-1/b.png", "interrupted-2/stray.png", "b.png"}


def test_a_log_that_was_meddled_with_moves_nothing_out_of_the_folder(tmp_path: Path) -> None:
    run, site = start(tmp_path)
    site.keep("home.jpg", b"one", "picture")
    run.release()
    log = run.path / "sites" / KEY / "log.jsonl"
    log.write_bytes(log.read_bytes() + b'{"event":"interrupted","moved_to":"../../..","files":["home.jpg"],"prev":null}\n')
    with RunFolder.create(tmp_path, "night", resume=True) as again:
        again.site(KEY)
    assert not (tmp_path / "home.jpg").exists()
    assert (run.path / "sites" / KEY / "interrupted-1" / "home.jpg").read_bytes() == b"one"


async def test_many_columns_at_once(tmp_path: Path) -> None:
    run, site = start(tmp_path)
    await asyncio.gather(*(asyncio.to_thread(site.keep, f"column-{n}.jpg", str(n).encode(), "picture") for n in range(25)))
    assert {line["file"] for line in logged(run)} == {f"column-{n}.jpg" for n in range(25)}


def test_a_full_disk_loses_nothing_that_was_kept(small_disk: Path) -> None:
    run, site = start(small_disk)
    kept: list[str] = []
    with pytest.raises(ArchiveFault, match="the disk is full"):
        for number in range(1000):
            kept.append(site.keep(f"{number}.png", b"\0" * 20_000, "picture").file)
    assert kept
    run.release()
    (run.path / kept[0]).unlink()  # somebody makes room: on this disk there is nothing else
    with RunFolder.create(small_disk, "night", resume=True) as again:
        folder = run.path / "sites" / KEY
        standing = follow(read_log((folder / "log.jsonl").read_bytes())).files
        assert {f"sites/{KEY}/{name.removeprefix('interrupted-1/')}" for name in standing} >= set(kept)
        again.site(KEY).keep("0.png", b"small", "picture")
