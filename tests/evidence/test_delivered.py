"""Evidence of a visit that was made elsewhere: it arrives as it was taken, goes on in the log that stands, and nothing else is let in."""

import json
from pathlib import Path

import pytest

from checker.evidence.delivered import begin_elsewhere, pack_files, read_log_of, receive
from checker.evidence.run_folder import RunFolder
from checker.evidence.site_folder import SiteFolder
from checker.evidence.verify import verify
from checker.faults import ArchiveFault

KEY = "5107000012"
Parcel = tuple[dict[str, bytes], bytes]


def visit(scratch: Path, log: bytes, look: int = 1, *, deaths: int = 0) -> Parcel:
    """As a worker makes it; `deaths` of its browser leave what they had kept set aside."""
    evidence = begin_elsewhere(scratch, KEY, log)
    folder = SiteFolder(evidence, look)
    folder.note("visited_by", worker="w")
    for n in range(deaths + 1):
        folder.keep("home.jpg", f"picture {n} of look {look}".encode(), "picture")
        if n < deaths:
            folder.set_aside("the browser died during the visit")
    folder.keep("observation.json", b"{}", "observation")
    return pack_files(evidence), read_log_of(evidence)


def test_two_looks_of_two_workers_make_one_log(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path / "archive", "night") as run:
        run.write_run({"schema": 1})
        site = run.evidence(KEY)
        receive(site, *visit(tmp_path / "one", read_log_of(site), deaths=1))
        run.site(KEY).keep("history.json", b"{}", "kept here in between")
        receive(site, *visit(tmp_path / "two", read_log_of(site), 2, deaths=1))
        run.site(KEY).note("seen", who="here")
        kept = {name: (site.folder / name).read_bytes() for name in site.standing.files}
        run.append(json.dumps({"key": KEY}))
        run.close([KEY])
    assert kept == {
        "interrupted-1/home.jpg": b"picture 0 of look 1", "home.jpg": b"picture 1 of look 1", "observation.json": b"{}",
        "history.json": b"{}",
        "interrupted-2/again/home.jpg": b"picture 0 of look 2", "again/home.jpg": b"picture 1 of look 2", "again/observation.json": b"{}",
    }  # fmt: skip
    assert not verify(run.path).altered


def test_a_visit_that_is_made_again_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path / "archive", "night") as run:
        site = run.evidence(KEY)
        before = read_log_of(site)
        visit(tmp_path / "dead", before)
        receive(site, *visit(tmp_path / "alive", before))
        with pytest.raises(ArchiveFault, match="not whole"):
            receive(site, *visit(tmp_path / "late", before))
        assert sorted(site.standing.files) == ["home.jpg", "observation.json"]


def change(files: dict[str, bytes], **changed: bytes | None) -> dict[str, bytes]:
    return {name: data for name, data in {**files, **{k.replace("_", "."): v for k, v in changed.items()}}.items() if data is not None}


@pytest.mark.parametrize("what", ["altered", "missing", "more", "outside", "log cut", "log altered", "nothing"])
def test_what_is_not_whole_is_refused_before_anything_is_written(tmp_path: Path, what: str) -> None:
    with RunFolder.create(tmp_path / "archive", "night") as run:
        site = run.evidence(KEY)
        files, log = visit(tmp_path / "worker", read_log_of(site))
        sent: dict[str, Parcel] = {
            "altered": (change(files, home_jpg=b"another"), log),
            "missing": (change(files, home_jpg=None), log),
            "more": (change(files, more_jpg=b"more"), log),
            "outside": ({**files, "../../out.jpg": files["home.jpg"]}, log.replace(b'"home.jpg"', b'"../../out.jpg"')),
            "log cut": (files, log[:-5]),
            "log altered": (files, log.replace(b"picture", b"PICTURE")),
            "nothing": ({}, log),
        }
        with pytest.raises(ArchiveFault, match="not whole"):
            receive(site, *sent[what])
        assert list(site.folder.iterdir()) == []
        assert not (run.path / "sites" / "out.jpg").exists()
