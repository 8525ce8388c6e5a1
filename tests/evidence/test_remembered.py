"""What people recorded after a run closed is remembered by the runs that close later, so that no forger rewrites it unseen."""

import json
import shutil
from pathlib import Path

import pytest

from checker.evidence.after_folder import AfterFolder
from checker.evidence.archive_verification import verify_archive
from checker.evidence.chained_log import ChainedLog, read_log
from checker.evidence.manifest import MANIFEST, Manifest, seal_after, seal_report
from checker.evidence.reviews import record
from checker.evidence.verification import Verification
from checker.evidence.verify import verify
from checker.records.review import Review
from tests.evidence.attacked import FIRST, LAST, MIDDLE, write_night
from tests.evidence.runs import KEYS

REVIEWS = "after/reviews.jsonl"


def failed(found: Verification) -> dict[str, tuple[str, ...]]:
    return {each.id: each.files for each in found.assertions if each.state == "failed"}


def state_of(found: Verification, name: str) -> str:
    return next(each.state for each in found.assertions if each.id == name)


def rewrite(run: Path, keep: slice, **said: str) -> None:
    """A forger's decisions: the lines of `keep` with other words, and every paper over them made anew."""
    log = run / REVIEWS
    lines = read_log(log.read_bytes()).lines[keep]
    log.unlink()
    again = ChainedLog(log)
    for line in lines:
        again.append_in_one_step(line["event"], **{n: v for n, v in line.items() if n not in ("at", "event", "prev")} | said)
    seal_after(run)
    seal_report(run)


def decide(run: Path, why: str) -> None:
    with AfterFolder(run) as after:
        record(after, Review(at="", site=KEYS[1], rule="mark-icp", decision="uphold", outcome="fail", by="李明", why=why))


@pytest.mark.parametrize(
    ("keep", "said"), [(slice(None), {"why": "另一说法"}), (slice(-1), {}), (slice(1, None), {}), (slice(None, None, -1), {})],
    ids=["edited", "the last cut", "the first cut", "reordered"],
)  # fmt: skip
def test_decisions_that_were_forged_with_all_their_papers_are_found(attacked: Path, keep: slice, said: dict[str, str]) -> None:
    rewrite(attacked / MIDDLE, keep, **said)
    assert failed(verify(attacked / MIDDLE)) == {"remembered": (REVIEWS,)}
    assert verify_archive(attacked).altered


def test_all_decisions_and_the_report_taken_away_are_missed(attacked: Path) -> None:
    shutil.rmtree(attacked / FIRST / "report")
    assert failed(verify(attacked / FIRST)) == {"remembered": ("report/manifest.json",)}
    shutil.rmtree(attacked / FIRST / "after")
    assert failed(verify(attacked / FIRST)) == {"remembered": (REVIEWS, "report/manifest.json")}


def test_of_the_last_night_nobody_can_tell_and_it_is_said(attacked: Path) -> None:
    rewrite(attacked / LAST, slice(None), why="另一说法")
    found = verify(attacked / LAST)
    assert not found.altered and state_of(found, "remembered") == "not_applicable"
    assert found.english.endswith("; what was recorded later is chained, and not sealed.")
    assert found.chinese.endswith("；归档后追加的记录仅逐行衔接，未封存。")


def test_what_is_added_later_is_no_alteration_and_is_held_by_the_next_night(attacked: Path) -> None:
    decide(attacked / MIDDLE, "后来的决定")
    found = verify(attacked / MIDDLE)
    assert not found.altered and found.is_recorded_since
    night = write_night(attacked, "n4", None)
    remembered = Manifest.model_validate_json((night / MANIFEST).read_bytes()).remembered
    assert {run: sorted(files) for run, files in remembered.items()} == {
        MIDDLE: [REVIEWS], LAST: [REVIEWS, "report/manifest.json"],
    }, "what an earlier night remembers already is not said twice"  # fmt: skip
    assert not verify(attacked / MIDDLE).is_recorded_since
    rewrite(attacked / MIDDLE, slice(-1))
    assert failed(verify(attacked / MIDDLE)) == {"remembered": (REVIEWS,)}


def test_what_was_forged_before_a_night_closes_is_not_believed_by_it(attacked: Path) -> None:
    rewrite(attacked / FIRST, slice(None), why="另一说法")
    night = write_night(attacked, "n4", None)
    assert FIRST not in Manifest.model_validate_json((night / MANIFEST).read_bytes()).remembered
    assert failed(verify(attacked / FIRST)) == {"remembered": (REVIEWS,)}


def test_a_paper_that_a_decision_names_is_missed(attacked: Path) -> None:
    [paper] = (attacked / LAST / "after/attachments").iterdir()
    paper.unlink()
    seal_after(attacked / LAST)
    seal_report(attacked / LAST)
    assert failed(verify(attacked / LAST)) == {"later_logs": (f"after/attachments/{paper.name}",)}
    assert json.loads((attacked / LAST / REVIEWS).read_bytes().splitlines()[0])["attachments"], "the decision stands"
