"""What was pushed comes back byte for byte, and costs a store little more than what is new."""

from datetime import date
from pathlib import Path

import pytest

from checker.archive.store.blobs import name_of
from checker.archive.store.fetching import choose_runs, fetch_run
from checker.archive.store.packing import is_difference, read_difference
from checker.archive.store.place import Place
from checker.archive.store.pushes import Push, last_push
from checker.archive.store.pushing import Pushed, push_run
from checker.archive.store.visits import fetch_visits, push_visits
from checker.evidence.after_folder import AfterFolder
from checker.evidence.archive_verification import verify_archive
from checker.evidence.blobs import blob_of
from checker.evidence.jpeg_delta import make_delta
from checker.evidence.plain_files import measure, read_plain, seal
from checker.evidence.run_folder import RunFolder
from checker.evidence.thinned import Difference, Ground, record_thinned
from checker.evidence.verify import verify
from checker.evidence.visit_log import read_visits
from checker.faults import ArchiveFault, UsageFault
from tests.archive.store.nights import SITES, bytes_of, decide, keep_night, probe, write_report
from tests.archive.store.shelf import Shelf

pytestmark = pytest.mark.usefixtures("quick")


def push(shelf: Shelf, archive: Path, *runs: str) -> list[Pushed]:
    with shelf.place() as place:
        pushed = [push_run(place, RunFolder.open(archive / run)) for run in runs]
        push_visits(place, archive)
    return pushed


def last(place: Place) -> Push:
    found = last_push(place)
    assert found and found.push
    return found.push


def fetch(shelf: Shelf, to: Path, *named: str, newest: int | None = None) -> list[str]:
    to.mkdir(exist_ok=True)
    with shelf.place() as place:
        runs = choose_runs(place, last(place), named, newest)
        for run in runs:
            fetch_run(place, last(place), run, to)
        fetch_visits(place, last(place).visits, to)
    return runs


def test_there_and_back_it_is_the_same_and_no_alarm_is_raised(shelf: Shelf, archive: Path, tmp_path: Path) -> None:
    push(shelf, archive, "n1", "n2")
    assert fetch(shelf, tmp_path / "back") == ["n1", "n2"]
    assert bytes_of(tmp_path / "back") == bytes_of(archive)
    assert not verify_archive(tmp_path / "back").altered
    assert shelf.bad() == set()
    # and from there to another place and back once more
    elsewhere = Shelf(str(tmp_path / "elsewhere"), shelf.settings, None, "")
    push(elsewhere, tmp_path / "back", "n1", "n2")
    fetch(elsewhere, tmp_path / "again")
    assert bytes_of(tmp_path / "again") == bytes_of(archive)


def test_a_second_night_with_clocks_adds_little_and_its_pictures_rest_on_whole_ones(folder: Shelf, archive: Path, tmp_path: Path) -> None:
    push(folder, archive, "n1")
    first = folder.size()
    push(folder, archive, "n2")
    keep_night(archive, "n3")
    push(folder, archive, "n3")
    assert folder.size() - first < 2 * 0.2 * first
    for night in ("n2", "n3"):
        picture = measure(next((archive / night).glob("sites/*/home.jpg")))
        blob = folder.read(name_of(picture.sha256))
        assert is_difference(blob) and len(blob) < picture.size / 10
        assert not is_difference(folder.read(name_of(read_difference(blob).ground.sha256)))
    fetch(folder, tmp_path / "back")
    assert bytes_of(tmp_path / "back") == bytes_of(archive)


def test_a_second_push_adds_what_is_new_beside_the_run_and_nothing_else(folder: Shelf, archive: Path, tmp_path: Path) -> None:
    push(folder, archive, "n1", "n2")
    before = folder.names()
    assert [each.push for each in push(folder, archive, "n1", "n2")] == [None, None]
    assert folder.names() == before
    decide(archive / "n1", "再看一遍")
    write_report(archive / "n1", "第二次")
    (again,) = push(folder, archive, "n1")
    # the paper, the reviews, two lists, two papers of the report, the map; and the push
    assert again.push is not None and again.files == 7
    assert len(set(folder.names()) - set(before)) == 8
    fetch(folder, tmp_path / "back", "n1")
    assert bytes_of(tmp_path / "back" / "n1") == bytes_of(archive / "n1")
    assert folder.bad() == set()


def test_the_newest_runs_alone_with_all_visits(folder: Shelf, archive: Path, tmp_path: Path) -> None:
    push(folder, archive, "n1", "n2")
    assert fetch(folder, tmp_path / "one", newest=1) == ["n2"]
    assert fetch(folder, tmp_path / "none", newest=0) == []
    assert fetch(folder, tmp_path / "more", newest=9) == ["n1", "n2"]
    for to in ("one", "none"):
        assert len([*(tmp_path / to / "visits").iterdir()]) == 2
    # the chain of nights goes on from there
    keep_night(tmp_path / "one", "n3")
    push(folder, tmp_path / "one", "n3")
    assert folder.bad() == set()
    fetch(folder, tmp_path / "all")
    assert not verify_archive(tmp_path / "all").altered
    with folder.place() as place, pytest.raises(UsageFault, match="has no run n9"):
        choose_runs(place, last(place), ["n9"], None)


def test_what_is_there_already_is_left_and_another_run_of_that_name_is_refused(folder: Shelf, archive: Path, tmp_path: Path) -> None:
    push(folder, archive, "n1")
    fetch(folder, tmp_path / "back")
    decide(tmp_path / "back" / "n1", "后来")
    before = bytes_of(tmp_path / "back")
    fetch(folder, tmp_path / "back")
    assert bytes_of(tmp_path / "back") == before
    (tmp_path / "other").mkdir()
    keep_night(tmp_path / "other", "n1")
    with pytest.raises(UsageFault, match="is another run"):
        fetch(folder, tmp_path / "other")
    with pytest.raises(UsageFault, match="another run of the name n1"):
        push(folder, tmp_path / "other", "n1")
    # who decided on an older copy would lose what the store knows
    push(folder, tmp_path / "back", "n1")
    with pytest.raises(ArchiveFault, match="records of the run n1 that this archive lacks"):
        push(folder, archive, "n1")


def test_an_altered_or_unfinished_run_is_not_pushed(folder: Shelf, archive: Path) -> None:
    push(folder, archive, "n1")
    before = folder.names()
    picture = next((archive / "n2").glob("sites/*/badge-icp.png"))
    picture.chmod(0o644)
    picture.write_bytes(picture.read_bytes() + b".")
    with pytest.raises(ArchiveFault, match="was altered, and is not pushed"):
        push(folder, archive, "n2")
    with RunFolder.create(archive, "n3") as run:
        run.write_run({"schema": 1})
    with pytest.raises(UsageFault, match="not complete"):
        push(folder, archive, "n3")
    assert folder.names() == before


def test_visits_grow_from_both_sides_and_are_joined_where_they_parted(folder: Shelf, archive: Path, tmp_path: Path) -> None:
    push(folder, archive, "n1")
    fetch(folder, tmp_path / "probing", newest=0)
    probe(tmp_path / "probing", 2, 5)
    probe(tmp_path / "probing", 3, 1)
    push(folder, tmp_path / "probing")
    fetch(folder, archive, newest=0)
    assert bytes_of(archive)["visits/2026-03-02.jsonl"].count(b"\n") == 2
    assert (archive / "visits" / "2026-03-03.jsonl").exists()
    push(folder, archive)
    probe(archive, 3, 2)
    probe(tmp_path / "probing", 3, 3)
    push(folder, archive)
    fetch(folder, tmp_path / "probing", newest=0)
    probe(archive, 3, 4)
    push(folder, archive)
    push(folder, tmp_path / "probing")  # parted once more, and joined by the push itself
    fetch(folder, archive, newest=0)
    day = "visits/2026-03-03.jsonl"
    assert bytes_of(archive)[day] == bytes_of(tmp_path / "probing")[day]
    found, damaged = read_visits(archive, date(2026, 3, 3), date(2026, 3, 3))
    assert [visit.moment.hour for visit in found] == [1, 2, 4, 3] and not damaged
    before = folder.names()
    for one in (archive, tmp_path / "probing"):
        push(folder, one)
    assert folder.names() == before, "who has all of it pushes nothing"
    assert not verify_archive(archive).altered
    assert folder.bad() == set()


def test_thinned_pictures_are_put_together_before_they_are_pushed(folder: Shelf, archive: Path, tmp_path: Path) -> None:
    plain = bytes_of(archive / "n2")
    name = f"sites/{SITES[0]}/home.jpg"
    ground, delta = read_plain(archive / "n1" / name), make_delta(read_plain(archive / "n1" / name), plain[name])
    assert delta
    with AfterFolder(archive / "n2") as after:
        of = Ground(run="n1", file=name, sealed=seal(ground))
        record_thinned(after, {name: Difference(sealed=seal(plain[name]), ground=of, delta=delta)})
    (archive / "n2" / name).unlink()
    push(folder, archive, "n2")
    fetch(folder, tmp_path / "back")
    back = bytes_of(tmp_path / "back" / "n2")
    assert {name: back[name] for name in plain} == plain
    assert not verify(tmp_path / "back" / "n2").altered


def test_without_the_ground_at_hand_it_is_had_from_the_store(folder: Shelf, archive: Path, tmp_path: Path) -> None:
    push(folder, archive, "n1")
    ground = measure(next((archive / "n1").glob("sites/*/home.jpg")))
    blob_of(archive, ground.sha256).unlink()
    push(folder, archive, "n2")
    picture = measure(next((archive / "n2").glob("sites/*/home.jpg")))
    assert is_difference(folder.read(name_of(picture.sha256)))
    fetch(folder, tmp_path / "back")
    assert bytes_of(tmp_path / "back" / "n2") == bytes_of(archive / "n2")


def test_slides_that_take_turns_rest_each_on_the_picture_that_showed_it(folder: Shelf, tmp_path: Path) -> None:
    """A carousel shows one of two photographs; a page that is another every night is put whole, and nothing grows without end."""
    archive = tmp_path / "archive"
    archive.mkdir()
    for number, slide in enumerate("ABAB", 1):
        keep_night(archive, f"n{number}", photograph=slide)
        push(folder, archive, f"n{number}")
    blobs = [folder.read(name_of(measure(archive / f"n{number}" / "sites" / SITES[0] / "home.jpg").sha256)) for number in (1, 2, 3, 4)]
    assert [is_difference(blob) for blob in blobs] == [False, False, True, True]
    assert [each.push for each in push(folder, archive, "n1", "n4")] == [None, None]
    fetch(folder, tmp_path / "back")
    assert bytes_of(tmp_path / "back") == bytes_of(archive)
