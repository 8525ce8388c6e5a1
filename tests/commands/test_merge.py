"""`checker merge` through the front door."""

import json
import shutil
from pathlib import Path

import pytest

from checker.evidence.signatures import check_signature
from tests.commands.conftest import Enter
from tests.running.shards import keep_shard


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody's own key and settings have a say."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHECKER_SIGNING_KEY", raising=False)
    return tmp_path


def test_shards_become_a_run_with_its_report_signed_by_the_key(enter: Enter, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [keep_shard(place, k) for k in (1, 2)]
    assert enter("keys", "new", "--out", place / "keys" / "office.pem")[0] == 0
    monkeypatch.setenv("CHECKER_SIGNING_KEY", str(place / "keys" / "office.pem"))
    status, out, err = enter("merge", *parts, "--out", "archive", "--run-id", "night")
    assert status == 0 and "5 sites: 2 pass, 3 fail" in out, err
    night = place / "archive" / "night"
    assert check_signature(night, [place / "keys" / "office.pub.pem"]).is_vouched
    assert {"index.html", "通报.docx", "附件.xlsx", "junit.xml", "summary.md"} <= {file.name for file in (night / "report").iterdir()}
    assert enter("verify", night, "--key", place / "keys" / "office.pub.pem")[0] == 0
    assert enter("judge", night)[1] == (night / "results.jsonl").read_text()
    assert enter("dossier", night, "5107000022")[0] == 0
    assert enter("merge", *parts, "--out", "archive", "--run-id", "second", "--against", "night", "--fail-on", "fail")[0] == 1
    assert json.loads((place / "archive" / "second" / "manifest.json").read_text())["previous"]["run"] == "night"
    assert enter("verify", "--all", "--out", "archive")[0] == 0


def test_a_merge_that_was_done_is_gone_on_with_where_the_shards_are_the_same(enter: Enter, place: Path) -> None:
    parts = [keep_shard(place, k) for k in (1, 2)]
    words = ("--out", "archive", "--run-id", "night")
    assert enter("merge", *parts, "--resume", *words)[0] == 0, "with nothing to go on with, it merges"
    night = place / "archive" / "night"
    before = {path: path.read_bytes() for path in night.rglob("*") if path.is_file()}
    status, out, err = enter("merge", *parts, *words)
    assert status == 2 and "There is a run night" in err
    status, out, err = enter("merge", *reversed(parts), "--resume", *words)
    assert status == 0 and "5 sites: 2 pass, 3 fail" in out and "merged from these shards already" in err
    assert {path: path.read_bytes() for path in night.rglob("*") if path.is_file()} == before
    shutil.rmtree(night / "report")  # as a merge leaves it that died after the run had closed
    assert enter("merge", *parts, "--resume", *words)[0] == 0 and (night / "report" / "index.html").exists()
    other = keep_shard(place / "again", 2)
    status, _, err = enter("merge", parts[0], other, "--resume", *words)
    assert status == 2 and "2/2: merged was closed" in err and "given is part-2 closed" in err and "1/2" not in err
    assert enter("merge", *parts, "--resume", "--out", "archive")[0] == 2, "which run?"
    (night / "results.jsonl").write_text("{}")
    assert enter("merge", *parts, "--resume", *words)[0] == 3


@pytest.mark.parametrize(("parts", "told"), [((1,), "The shards 2/2 are missing"), ((1, 1), "is there 2 times")])
def test_what_is_no_whole_run_ends_with_2(enter: Enter, place: Path, parts: tuple[int, ...], told: str) -> None:
    shards = [keep_shard(place, k, run_id=f"part-{k}-{at}") for at, k in enumerate(parts)]
    status, _, err = enter("merge", *shards, "--out", "archive", "--run-id", "night")
    assert status == 2 and told in err
    assert not (place / "archive" / "night").exists()


def test_a_canary_ends_with_3_and_nothing_is_published(enter: Enter, place: Path) -> None:
    parts = [keep_shard(place, k) for k in (1, 2)]
    (place / "canaries.csv").write_text("url,canary\nhttp://czj.yunling.gov.cn/,pass\n")
    status, _, err = enter("merge", *parts, "--out", "archive", "--run-id", "night", "--canaries", "canaries.csv")
    assert status == 3 and "The night canary is wrong (5107000022 is fail, should be pass)" in err
    night = place / "archive" / "night"
    assert not (night / "report").exists() and not (night / "manifest.json").exists()
    (place / "canaries.csv").write_text("url,canary\nhttp://elsewhere.gov.cn/,pass\n")
    assert enter("merge", *parts, "--out", "archive", "--run-id", "other", "--canaries", "canaries.csv")[0] == 2
