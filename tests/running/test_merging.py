"""Shards become one run: whole, verifiable, in the roster's order, and with the same lines; or they are refused in one sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from checker.evidence.after_folder import AfterFolder
from checker.evidence.results import RESULTS
from checker.evidence.run_folder import RunFolder
from checker.evidence.verify import verify
from checker.faults import ArchiveFault, NightCanaryFault, UsageFault
from checker.judgment import load_edition
from checker.records.look import Reach
from checker.running.judging import judge_again, line_of
from checker.running.merging import merge_shards
from checker.running.night_canary import NightCanaries, read_canaries
from checker.running.shards import read_shards
from checker.settings import Settings
from tests.judgment.looks import circumstances
from tests.running.kept import Looks
from tests.running.shards import district, keep_shard


def merge(archive: Path, *parts: Path, canaries: NightCanaries | None = None) -> RunFolder:
    shards = read_shards([RunFolder.open(part) for part in parts])
    return merge_shards(shards, archive, "night", Settings(), {}, canaries=canaries)


def lines_of(run: Path) -> dict[str, str]:
    return {json.loads(line)["key"]: line for line in (run / RESULTS).read_text().splitlines()}


def unreached(looks: Looks) -> Looks:
    down = Reach(state="timeout", because="15秒内没有应答")
    first, second = (look.model_copy(update={"reach": down, "settled": None, "sightings": []}) for look in looks)
    return first, second


@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_a_merged_run_is_whole_and_in_the_rosters_order(tmp_path: Path, n: int) -> None:
    parts = [keep_shard(tmp_path / "parts", k, n) for k in range(1, n + 1)]
    run = merge(tmp_path, *reversed(parts))
    assert verify(run.path).state == "whole"
    assert list(lines_of(run.path)) == [first.site.key for first, _ in district()]
    of_shards = {key: line for part in parts for key, line in lines_of(part).items()}
    assert lines_of(run.path) == of_shards
    assert [line_of(judgment) for judgment in judge_again(run, None, None)] == list(lines_of(run.path).values())
    for part in parts:  # every file that the shard sealed of its sites lies in the run as it was
        for file in (part / "sites").rglob("*.*"):
            assert (run.path / file.relative_to(part)).read_bytes() == file.read_bytes()
        assert not verify(part).altered


def test_the_run_tells_of_its_shards(tmp_path: Path) -> None:
    parts = [keep_shard(tmp_path / "parts", k) for k in (1, 2)]
    record = merge(tmp_path, *parts).read_run()
    assert record["vantage"] == "机房1号机、机房2号机" and record["browser"] == "Chromium 140.0"
    assert record["machine"] == {"processors": 4} and record["shard"] is None and record["complete"]
    assert record["sites_total"] == 5 and record["browser_restarts"] == 3 and len(record["visits"]) == 5
    assert [visit["at"] for visit in record["visits"]] == sorted(visit["at"] for visit in record["visits"])
    told = record["merged"]["shards"]
    assert [(each["shard"], each["run"], each["record"]["machine"]["host"]) for each in told] == [
        ("1/2", "part-1", "machine-1"), ("2/2", "part-2", "machine-2"),
    ]  # fmt: skip
    assert [each["manifest_sha256"] for each in told] == [_sha256(part / "manifest.json") for part in parts]
    assert [each["file"] for each in record["canary_pictures"]] == ["canary/1.jpg", "canary/2.jpg"]
    assert told[1]["record"]["canary_pictures"][0]["file"] == "canary/2.jpg"
    assert told[1]["sites"] == ["5107000022", "5107000024"]


def test_what_only_the_whole_run_knows_is_judged_again(tmp_path: Path) -> None:
    """An official service that one machine could not reach was down in this run: its broken badges are nobody's fault."""
    down = circumstances().model_copy(update={"official_hosts_down": ["dcs.conac.cn"]}).model_dump()
    parts = [keep_shard(tmp_path / "parts", 1), keep_shard(tmp_path / "parts", 2, circumstances=down)]
    run = merge(tmp_path, *parts)
    assert run.read_run()["circumstances"]["official_hosts_down"] == ["dcs.conac.cn"]
    assert [line_of(judgment) for judgment in judge_again(run, None, None)] == list(lines_of(run.path).values())


def test_a_network_that_failed_at_one_machine_accuses_nobody(tmp_path: Path) -> None:
    """Both of its sites failed in the network there: less than the share of the whole run, and that machine's all the same."""
    sites = [*district(), *(_renamed(looks, at) for at, looks in enumerate(district()))]
    sites[1], sites[6] = unreached(sites[1]), unreached(sites[6])
    n = 5
    parts = [keep_shard(tmp_path / "parts", k, n, sites, own_network_failure=k == 2) for k in range(1, n + 1)]
    record = (run := merge(tmp_path, *parts)).read_run()
    assert not record["own_network_failure"]
    assert record["own_network_sites"] == [sites[1][0].site.key, sites[6][0].site.key]
    lines = [json.loads(line_of(judgment)) for judgment in judge_again(run, None, None)]
    assert {lines[1]["reach"]["state"], lines[6]["reach"]["state"]} == {"our_fault"}
    assert [visit["state"] for visit in record["visits"]].count("our_fault") == 2


def test_a_network_that_failed_over_the_whole_run_is_seen_when_it_is_whole(tmp_path: Path) -> None:
    """One site of each part: too few for any of them to tell, and together more than the share."""
    sites = [unreached(looks) if at < 2 else looks for at, looks in enumerate(district())]
    run = merge(tmp_path, *(keep_shard(tmp_path / "parts", k, 2, sites) for k in (1, 2)))
    record = run.read_run()
    assert record["own_network_failure"] and record["merged"]["lines_judged_again"] == 2
    states = [json.loads(line)["reach"]["state"] for line in lines_of(run.path).values()]
    assert states == ["our_fault", "our_fault", "reached", "reached", "reached"]
    assert [line_of(judgment) for judgment in judge_again(run, None, None)] == list(lines_of(run.path).values())


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ({"k": 1, "run_id": "other"}, r"The shard 1/2 is there 2 times \(part-1 and other\)"),
        ({"k": 2, "n": 3}, "it was cut into 2 and into 3 parts"),
        ({"roster": {"file": "other.csv", "sha256": "b" * 64, "sites": 5}}, "they differ in the roster"),
        ({"as_of": "2026-03-02", "circumstances": {**circumstances().model_dump(), "as_of": "2026-03-02"}}, "they differ in the as-of day"),
        ({"edition": load_edition("2019-19")}, "they differ in the edition"),
        ({"scenarios": [{"file": "a.py", "sha256": "e" * 64}]}, "they differ in the per-site scripts"),
        ({"checker_sha256": "d" * 64}, "they differ in the checker itself"),
        ({"shard": None}, "part-2 is no shard of a roster"),
        ({"circumstances": {**circumstances().model_dump(), "include_unverified": True}}, "they differ in what their judging rests on"),
    ],
)
def test_what_are_no_parts_of_one_run_is_refused(tmp_path: Path, second: dict[str, Any], told: str) -> None:
    parts = keep_shard(tmp_path / "parts", 1), keep_shard(tmp_path / "parts", **({"k": 2} | second))
    with pytest.raises(UsageFault, match=told):
        merge(tmp_path, *parts)
    assert not (tmp_path / "night").exists()


def test_missing_parts_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match=r"The shards 1/4, 3/4 are missing"):
        merge(tmp_path, *(keep_shard(tmp_path / "parts", k, 4) for k in (4, 2)))


def test_parts_with_the_same_site_are_refused(tmp_path: Path) -> None:
    parts = keep_shard(tmp_path / "parts", 1), keep_shard(tmp_path / "parts", 2, 2, [district()[0], district()[0], *district()[2:]])
    with pytest.raises(UsageFault, match="stands in more than one of the shards"):
        merge(tmp_path, *parts)


def test_an_altered_part_is_refused(tmp_path: Path) -> None:
    parts = [keep_shard(tmp_path / "parts", k) for k in (1, 2)]
    picture = next((parts[1] / "sites").rglob("home.jpg"))
    picture.chmod(0o644)
    picture.write_bytes(b"another page")
    with pytest.raises(ArchiveFault, match=r"part-2 was altered since it closed.*`checker verify` names every file"):
        merge(tmp_path, *parts)
    assert not (tmp_path / "night").exists()


def test_what_people_decided_on_a_part_is_not_lost_unseen(tmp_path: Path) -> None:
    parts = [keep_shard(tmp_path / "parts", k) for k in (1, 2)]
    with AfterFolder(parts[0]) as after:
        after.append("after/reviews.jsonl", "review", site="5107000021")
    with pytest.raises(UsageFault, match=r"recorded on the shard part-1 after it closed \(after/reviews.jsonl\)"):
        merge(tmp_path, *parts)


def test_an_interrupted_merge_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [keep_shard(tmp_path / "parts", k) for k in (1, 2)]

    def die(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying, pytest.raises(KeyboardInterrupt):
        dying.setattr(RunFolder, "close", die)
        merge(tmp_path, *parts)
    assert not (tmp_path / "night" / "manifest.json").exists()
    assert verify(merge(tmp_path, *parts).path).state == "whole"
    with pytest.raises(UsageFault, match="There is a run night in"):
        merge(tmp_path, *parts)


def test_an_unfinished_run_of_something_else_is_left_alone(tmp_path: Path) -> None:
    parts = [keep_shard(tmp_path / "parts", k) for k in (1, 2)]
    with RunFolder.create(tmp_path, "night") as run:
        run.write_run({"schema": 1, "started": "2026-03-01T01:00:00Z"})
    with pytest.raises(UsageFault, match="an unfinished run night that is no merge of these shards"):
        merge(tmp_path, *parts)
    assert (tmp_path / "night" / "run.json").exists()


def test_a_wrong_canary_leaves_the_run_open(tmp_path: Path) -> None:
    parts = [keep_shard(tmp_path / "parts", k) for k in (1, 2)]
    file = tmp_path / "canaries.csv"
    file.write_text("首页地址,应有结论\nhttp://czj.yunling.gov.cn/,fail mark-icp\nhttp://slj.yunling.gov.cn/,合格\n")
    canaries = read_canaries(file)
    run = merge(tmp_path, *parts, canaries=canaries)
    assert run.closed and run.read_run()["night_canaries"]["sites"]["5107000022"]["found"] == "fail"
    file.write_text("首页地址,应有结论\nhttp://czj.yunling.gov.cn/,合格\n")
    with pytest.raises(NightCanaryFault, match="5107000022 is fail, should be pass"):
        merge(tmp_path / "other", *parts, canaries=read_canaries(file))
    assert not (tmp_path / "other" / "night" / "manifest.json").exists()


def _renamed(looks: Looks, at: int) -> Looks:
    key, url = f"510800002{at}", f"http://s{at}.yunling.gov.cn/"
    first, second = (
        look.model_copy(update={"site": look.site.model_copy(update={"key": key, "url": url, "site_code": key})}) for look in looks
    )
    return first, second


def _sha256(file: Path) -> str:
    import hashlib

    return hashlib.sha256(file.read_bytes()).hexdigest()
