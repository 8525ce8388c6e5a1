"""Whatever is done to any file of a kept run is found, and the file named; nothing is found in a sound archive, wherever it lies."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.evidence.archive_verification import verify_archive
from checker.evidence.seal_assertions import Trusted
from checker.evidence.verify import verify
from tests.evidence.attacked import LAST, MIDDLE, files_of


@contextmanager
def harmed(*files: Path) -> Iterator[None]:
    """Puts the files back as they were."""
    before = {file: file.read_bytes() for file in files}
    try:
        yield
    finally:
        for file, raw in before.items():
            file.unlink(missing_ok=True)
            file.write_bytes(raw)


def flip(at: Callable[[int], int]) -> Callable[[bytes], bytes]:
    def harm(raw: bytes) -> bytes:
        place = at(len(raw))
        return raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]

    return harm


HARMS: dict[str, Callable[[bytes], bytes]] = {
    "the first byte flipped": flip(lambda size: 0),
    "a byte in the middle flipped": flip(lambda size: size // 2),
    "the last byte flipped": flip(lambda size: size - 1),
    "the last byte cut": lambda raw: raw[:-1],
    "a byte added": lambda raw: raw + b"\n",
    "emptied": lambda _: b"",
}


def test_a_report_s_name_that_was_spoiled_by_unpacking_is_told_with_what_it_should_be(attacked: Path) -> None:
    report = attacked / MIDDLE / "report"
    (report / "通报.docx").rename(report / "通报.docx".encode().decode("cp437"))
    (report / "other.docx").write_bytes(b"PK")
    found = next(each for each in verify(attacked / MIDDLE).assertions if each.id == "report")
    assert [thing.kind for thing in found.things if "通报.docx, as a program misread it" in thing.english] == ["extra"]
    assert "应为report/通报.docx，解压时文件名成了乱码" in found.chinese and "other.docx (does not belong there)" in found.english


def test_a_sound_archive_raises_no_alarm_wherever_it_is_copied(three_nights: Path, own: Path, tmp_path: Path) -> None:
    places = [three_nights, tmp_path / "另一处 copy", tmp_path / "back"]
    shutil.copytree(places[0], places[1], copy_function=shutil.copy)
    for number, file in enumerate(sorted(places[1].rglob("*"))):
        os.utime(file, (1_000_000_000 + number, 1_500_000_000 - number))
    shutil.copytree(places[1], places[2], copy_function=shutil.copy)
    since = "what was recorded later is chained, and not sealed"
    for place in places:
        for keys in ([own], []):
            found = verify_archive(place, Trusted(keys))
            assert not found.altered, [each for each in found.assertions if each.state == "failed"]
        assert [run.state for run in found.runs] == ["sealed", "sealed", "whole"]
        assert found.runs[-1].english == f"The run {LAST} is whole, but not sealed: signed, and no key was named; {since}."
        assert (
            verify(place / LAST, trusted=Trusted([own])).english
            == f"The run {LAST} is whole and unaltered since it was sealed, by the signature of the named key; {since}."
        )


@pytest.mark.parametrize("harm", HARMS)
def test_every_harm_to_every_file_is_found_and_the_file_named(attacked: Path, harm: str) -> None:
    for name in files_of(attacked / LAST):
        file = attacked / LAST / name
        with harmed(file):
            raw = HARMS[harm](file.read_bytes())
            file.unlink()
            file.write_bytes(raw)
            found = verify(attacked / LAST)
            assert found.state == "altered" and name in found.files, name
    assert not verify(attacked / LAST).altered


def test_every_file_that_is_taken_away_is_missed(attacked: Path) -> None:
    for name in files_of(attacked / LAST):
        with harmed(attacked / LAST / name):
            (attacked / LAST / name).unlink()
            found = verify(attacked / LAST)
            assert name in found.files and found.state == "altered", name
            kinds = {thing.kind for each in found.assertions for thing in each.things if thing.file == name}
            assert kinds & {"missing", "mismatched"}, (name, kinds)


def test_whatever_is_added_beside_a_file_is_named(attacked: Path) -> None:
    for name in files_of(attacked / LAST):
        added = (attacked / LAST / name).with_name("added.png")
        added.write_bytes(b"added")
        found = verify(attacked / LAST)
        assert str(added.relative_to(attacked / LAST)) in found.files, name
        added.unlink()


def test_two_files_that_changed_places_are_both_named(attacked: Path) -> None:
    run = attacked / LAST
    names = files_of(run)
    for one, other in zip(names, names[1:] + names[:1], strict=True):
        with harmed(run / one, run / other):
            first, second = (run / one).read_bytes(), (run / other).read_bytes()
            for name, raw in ((one, second), (other, first)):
                (run / name).unlink()
                (run / name).write_bytes(raw)
            assert {one, other} <= set(verify(run).files), (one, other)


def test_each_file_of_another_night_in_its_place_is_named(attacked: Path) -> None:
    run = attacked / LAST
    for name in files_of(run):
        if not (attacked / MIDDLE / name).exists():  # a paper under its own hash
            continue
        with harmed(run / name):
            (run / name).unlink()
            shutil.copy(attacked / MIDDLE / name, run / name)
            found = verify(run)
            assert name in found.files, name


def test_papers_of_another_night_in_their_place_are_named(attacked: Path) -> None:
    for folder, named in (("report", "report/manifest.json"), ("after", "after/manifest.json")):
        shutil.rmtree(attacked / LAST / folder)
        shutil.copytree(attacked / MIDDLE / folder, attacked / LAST / folder)
        assert named in verify(attacked / LAST).files


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_bit_of_any_file(three_nights: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    run = three_nights / LAST
    name = data.draw(st.sampled_from(files_of(run)))
    raw = (run / name).read_bytes()
    place, bit = data.draw(st.integers(0, len(raw) - 1)), data.draw(st.integers(0, 7))
    with harmed(run / name):
        (run / name).unlink()
        (run / name).write_bytes(raw[:place] + bytes([raw[place] ^ 1 << bit]) + raw[place + 1 :])
        found = verify(run)
        assert name in found.files, (name, place, bit)
