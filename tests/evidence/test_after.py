"""What is added after a run closed: append-only, with attachments, and whatever is done to it is found."""

import os
import shutil
from pathlib import Path

import pytest

from checker.evidence.after_folder import ATTACHMENTS, AfterFolder
from checker.evidence.chained_log import ChainedLog
from checker.evidence.manifest import AFTER_MANIFEST, INTERRUPTIONS, seal_report
from checker.evidence.reviews import REVIEWS, read_decisions, record
from checker.evidence.run_folder import RunFolder
from checker.evidence.verify import verify
from checker.faults import ArchiveFault, UsageFault
from checker.records.review import Due, Review
from tests.evidence.runs import KEYS, write_run


def decision(why: str = "看过原件") -> Review:
    return Review(at="", site=KEYS[0], rule="mark-icp", decision="overturn", outcome="pass", by="李明", why=why)


def later(run: Path) -> tuple[str, tuple[str, ...]]:
    found = next(each for each in verify(run).assertions if each.id == "later_logs")
    return found.state, found.files


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "情况 说明.PDF"
    file.write_bytes(b"%PDF-1.4 scan")
    return file


@pytest.fixture
def run(tmp_path: Path, paper: Path) -> Path:
    """A run with two decisions, one with an attachment, and a day."""
    made = write_run(tmp_path / "archive", "night")
    with AfterFolder(made) as after:
        record(after, decision().model_copy(update={"attachments": (after.attach(paper),)}))
    with AfterFolder(made) as after:
        record(after, decision("再次\u2028核对"))
        record(after, Due(at="", site=KEYS[0], day="2026-03-31"))
    return made


@pytest.fixture(autouse=True)
def archive(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()


def test_what_is_recorded_comes_back_in_order_and_the_run_is_whole(run: Path, paper: Path) -> None:
    decisions = read_decisions(run)
    assert [review.why for review in decisions.reviews] == ["看过原件", "再次\u2028核对"]
    assert decisions.due_of(KEYS[0]) == decisions.dues[0] and decisions.due_of(KEYS[1]) is None
    [kept] = decisions.reviews[0].attachments
    assert (kept.name, kept.size) == ("情况 说明.PDF", 13)
    assert kept.file == f"{ATTACHMENTS}/{kept.sha256}.pdf" and (run / kept.file).read_bytes() == paper.read_bytes()
    assert not verify(run).altered and later(run)[0] == "passed"
    assert not (run / ".lock").exists()


FILES = [REVIEWS, AFTER_MANIFEST, "attachment"]


@pytest.mark.parametrize("name", FILES)
def test_every_byte_counts(run: Path, name: str) -> None:
    file = next((run / ATTACHMENTS).iterdir()) if name == "attachment" else run / name
    whole = file.read_bytes()
    for place in {0, len(whole) // 3, len(whole) // 2, len(whole) - 2}:
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        state, files = later(run)
        assert state == "failed" and str(file.relative_to(run)) in files, place
    file.write_bytes(whole)
    assert later(run)[0] == "passed"


@pytest.mark.parametrize("name", FILES)
def test_what_is_taken_away_is_missed(run: Path, name: str) -> None:
    file = next((run / ATTACHMENTS).iterdir()) if name == "attachment" else run / name
    file.unlink()
    assert later(run) == ("failed", (str(file.relative_to(run)),))


def test_a_last_line_that_was_taken_away_or_altered_is_missed_though_the_chain_holds(run: Path) -> None:
    log = run / REVIEWS
    whole = log.read_bytes()
    lines = whole.splitlines(keepends=True)
    log.write_bytes(b"".join(lines[:-1]))
    assert later(run) == ("failed", (REVIEWS,))
    log.write_bytes(whole.replace(b"2026-03-31", b"2026-12-31"))
    assert later(run) == ("failed", (REVIEWS,))


def test_a_decision_that_was_altered_decides_nothing_and_nothing_is_put_on_top(run: Path) -> None:
    log = run / REVIEWS
    log.write_bytes(log.read_bytes().replace("李明".encode(), "李强".encode()))
    with pytest.raises(ArchiveFault, match=r"altered \(after/reviews.jsonl"):
        read_decisions(run)
    with pytest.raises(ArchiveFault, match="`checker verify`"):
        AfterFolder(run)
    assert not (run / ".lock").exists()


@pytest.mark.parametrize("name", ["after/note.txt", f"{ATTACHMENTS}/other.pdf", "after/sub/x"])
def test_what_was_laid_beside_is_named(run: Path, name: str) -> None:
    (run / name).parent.mkdir(exist_ok=True)
    (run / name).write_text("x")
    assert later(run) == ("failed", (name,))


def test_a_link_is_not_followed(run: Path, paper: Path) -> None:
    (run / ATTACHMENTS / "x.pdf").symlink_to(paper)
    assert later(run) == ("failed", (f"{ATTACHMENTS}/x.pdf",))


def test_decisions_of_another_run_do_not_pass_for_this_one_s(run: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    other = write_run(tmp_path / "elsewhere", "night")
    shutil.copytree(run / "after", other / "after")
    assert later(other) == ("failed", (AFTER_MANIFEST,))


def test_all_of_it_taken_away_is_missed_where_a_report_counted_it(run: Path) -> None:
    seal_report(run)
    assert not verify(run).altered
    shutil.rmtree(run / "after")
    assert verify(run).files == [AFTER_MANIFEST]


@pytest.mark.parametrize("moment", ["before the log", "before the manifest", "in the log"])
def test_a_process_that_died_leaves_nothing_that_looks_altered_for_long(run: Path, moment: str) -> None:
    if moment == "before the log":
        import hashlib

        name = hashlib.sha256(b"scan").hexdigest()
        (run / ATTACHMENTS / f"{name}.pdf").write_bytes(b"scan")
    elif moment == "before the manifest":
        ChainedLog(run / REVIEWS).append("review", **decision("未封存").model_dump(mode="json", exclude={"at"}))
        assert later(run)[0] == "passed"
    else:
        with (run / REVIEWS).open("ab") as log:
            log.write(b'{"at":"2026')
    with AfterFolder(run) as after:
        record(after, decision("接着"))
    assert later(run)[0] == "passed"
    assert read_decisions(run).reviews[-1].why == "接着"
    assert len(list((run / ATTACHMENTS).iterdir())) == 1


def test_a_run_that_was_once_interrupted_takes_decisions_too(tmp_path: Path) -> None:
    made = write_run(tmp_path / "archive", "resumed")
    ChainedLog(made / INTERRUPTIONS).append("broken_line_cut", file="results.jsonl")
    assert later(made)[0] == "passed"
    with AfterFolder(made) as after:
        record(after, decision())
    assert later(made)[0] == "passed"
    (made / INTERRUPTIONS).unlink()
    assert later(made) == ("failed", (INTERRUPTIONS,))


def test_a_run_that_goes_on_takes_no_decision(tmp_path: Path) -> None:
    with RunFolder.create(tmp_path / "archive", "open") as run:
        run.write_run({"schema": 1})
    with pytest.raises(UsageFault, match="is not complete"):
        AfterFolder(run.path)
    assert not (run.path / "after").exists()


def test_what_cannot_be_attached_is_told(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with AfterFolder(run) as after:
        for file, says in ((tmp_path / "none.pdf", "is not a file"), (tmp_path, "is not a file"), (Path("a\0b"), "is not a file")):
            with pytest.raises(UsageFault, match=says):
                after.attach(file)
        monkeypatch.setattr("checker.evidence.after_folder._LARGEST", 3)
        (tmp_path / "large.mp4").write_bytes(b"1234")
        with pytest.raises(UsageFault, match="is larger than"):
            after.attach(tmp_path / "large.mp4")
        (tmp_path / "page.html").write_bytes(b"<s>")
        assert after.attach(tmp_path / "page.html").file == f"{ATTACHMENTS}/{after.attach(tmp_path / 'page.html').sha256}"


def test_two_who_decide_at_once_wait_for_each_other(run: Path) -> None:
    import threading

    def decide(number: int) -> None:
        with AfterFolder(run) as after:
            record(after, decision(f"第{number}人"))

    threads = [threading.Thread(target=decide, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {review.why for review in read_decisions(run).reviews} >= {f"第{number}人" for number in range(6)}
    assert later(run)[0] == "passed"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_archive_that_cannot_be_written_is_told(run: Path) -> None:
    (run / "after").chmod(0o500)
    try:
        with pytest.raises(ArchiveFault), AfterFolder(run) as after:
            record(after, decision())
    finally:
        (run / "after").chmod(0o700)


def test_taking_all_decisions_away_is_noticed_where_a_report_was_written(run: Path) -> None:
    (run / "report").mkdir(exist_ok=True)
    seal_report(run)
    shutil.rmtree(run / "after")
    with pytest.raises(ArchiveFault, match="after/ is gone"):
        read_decisions(run)
    with pytest.raises(ArchiveFault, match="after/ is gone"), AfterFolder(run):
        pass


def test_an_older_state_put_back_is_noticed(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older = run.parent / "older"
    shutil.copytree(run / "after", older)
    monkeypatch.setattr("checker.evidence.manifest.utc_now", lambda: "2999-01-01T00:00:00Z")
    with AfterFolder(run) as after:
        record(after, decision("第三次"))
    (run / "report").mkdir(exist_ok=True)
    seal_report(run)
    assert len(read_decisions(run).reviews) == 3
    shutil.rmtree(run / "after")
    shutil.copytree(older, run / "after")
    with pytest.raises(ArchiveFault, match="an older state"):
        read_decisions(run)


def test_what_is_decided_after_a_report_is_no_loss(run: Path) -> None:
    (run / "report").mkdir(exist_ok=True)
    seal_report(run)
    with AfterFolder(run) as after:
        record(after, decision("第三次"))
    assert len(read_decisions(run).reviews) == 3
