"""Every `run:` line of the workflows, given here over the sample city: what the night does is known to work."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.house.tree import ROOT
from tests.nightly.actions import Runner
from tests.running.kept import keep_run, looks_of

WORKFLOWS = ROOT / ".github" / "workflows"
CHANGED, FINE, FAILING = "zjj.chenglan.gov.cn", "www.chenglan.gov.cn", "swj.chenglan.gov.cn"


@contextmanager
def served(folder: Path, version: str) -> Iterator[None]:
    """The city, for commands that find the folder's checker.toml."""
    words = [sys.executable, "-m", "checker", "demo", "--serve", str(folder), "--city-version", version]
    server = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None and "is served at" in server.stdout.readline()
        yield
    finally:
        server.terminate()
        server.wait(timeout=30)


def lay_rosters(city: Path) -> None:
    """Three sites of the city, and of them the one whose verdict is known."""
    header, *rows = (city / "roster.csv").read_text(encoding="utf-8-sig").splitlines()
    some = [next(row for row in rows if f"//{host}" in row) for host in (FINE, CHANGED, FAILING)]
    (city / "sites.csv").write_text("\n".join([header, *some]) + "\n", encoding="utf-8")
    (city / "canaries.csv").write_text(f"{header},应有结论\n{some[0]},合格\n", encoding="utf-8")
    with (city / "checker.toml").open("a", encoding="utf-8") as settings:
        settings.write("column_pages = 0\nlink_limit = 0\n")


def night_runner(tmp_path: Path, city: Path) -> Runner:
    return Runner(
        place=tmp_path / "github",
        vars={
            "ROSTER": "sites.csv", "CANARIES": "canaries.csv", "SHARDS": "2", "VANTAGE": "云岭市机房", "JOBS": "1",
            "CHECKER_STORE": str(tmp_path / "store"),
        },
        secrets={},
        settings={name: city / name for name in ("sites.csv", "canaries.csv", "checker.toml")},
        surroundings={"GH_ISSUES": str(tmp_path / "issues.json"), "ISSUE_PACE": "0"},
    )  # fmt: skip


def in_the_midst_of_the_first_part(job: str, machine: Path) -> bool:
    """One of its two sites has its line, and the other has none."""
    return job == "shard" and any(line.read_bytes().count(b"\n") == 1 for line in machine.glob("screenshots/*-part-1/results.jsonl"))


def issues_of(tmp_path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((tmp_path / "issues.json").read_text())
    return found


def walk(runner: Runner, file: str, *, again: bool = False) -> dict[str, str]:
    begun = len(runner.walked)
    results = runner.walk(file, again=again)
    failed = [f"{each.job}: {each.line}\n{each.said[-3000:]}" for each in runner.walked[begun:] if each.status]
    assert not failed, "\n".join(failed)
    return results


def push(tmp_path: Path, archive: Path, *what: str) -> None:
    words = ["archive", "push", *what, "--to", str(tmp_path / "store"), "--out", str(archive)]
    subprocess.run([sys.executable, "-m", "checker", *words], cwd=ROOT, check=True, capture_output=True)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_a_night_and_a_probe_over_the_sample_city(tmp_path: Path) -> None:
    """After an earlier night, which knew nothing of one site's domain and missed no mark of it."""
    city, before = tmp_path / "city", "night-20261101-56"
    jobs = yaml.safe_load((WORKFLOWS / "nightly.yml").read_text())["jobs"]
    with served(city, "first"):
        lay_rosters(city)
        row = next(row for row in (city / "sites.csv").read_text().splitlines() if CHANGED in row)
        keep_run(tmp_path / "earlier", before, [looks_of(re.findall(r"\d{10}", row)[0], CHANGED, "澄岚市住房和城乡建设局")])
        push(tmp_path, tmp_path / "earlier", before)
        runner = night_runner(tmp_path, city)
        runner.ended_when = in_the_midst_of_the_first_part
        assert runner.walk("nightly.yml") == dict.fromkeys(jobs, "success") | {"shard": "failure", "merge": "skipped"}
        assert "# 夜间检查未完成" in runner.summary and "分片1\\/2（失败）" in runner.summary and "已完成：分片2\\/2" in runner.summary
        (lacking,) = issues_of(tmp_path)
        assert lacking["state"] == "open" and lacking["title"].startswith("夜间检查未完成：night-")
        (half,) = runner.artifacts.glob("*-part-1")
        (seen,) = [half / "sites" / json.loads(line)["key"] / "log.jsonl" for line in (half / "results.jsonl").read_text().splitlines()]
        visited, begun = seen.read_bytes(), len(runner.walked)
        assert walk(runner, "nightly.yml", again=True) == dict.fromkeys(jobs, "success")
        assert {each.job for each in runner.walked[begun:]} == {"shard", "merge", "issues"}
        assert sum(each.line == "make night STEP=shard" for each in runner.walked[begun:]) == 1
        assert next(runner.artifacts.glob(f"evidence-night-*/sites/{seen.parent.name}/log.jsonl")).read_bytes() == visited
        closed, opened = issues_of(tmp_path)
        assert closed["state"] == "closed" and closed["number"] == lacking["number"]
        assert opened["state"] == "open" and CHANGED in opened["body"].replace("\\", "") and opened["title"].endswith("无法判定 → 不合格")
        assert "与上次比较" in runner.summary and "缩略图" in runner.summary
        evidence = next(runner.artifacts.glob("evidence-night-*"))
        record = json.loads((evidence / "run.json").read_text())
        assert [each["shard"] for each in record["merged"]["shards"]] == ["1/2", "2/2"] and record["vantage"].startswith("云岭市机房")
        assert json.loads((evidence / "manifest.json").read_text())["previous"]["run"] == before
        assert {"thumbnails", "changes"} < {found.name for found in runner.artifacts.iterdir()}
        pushed, told = sorted((tmp_path / "store" / "pushes").iterdir()), issues_of(tmp_path)
        runner.done["merge"] = [replace(runner.done["merge"][0], well=False)]  # as where its last upload failed
        assert walk(runner, "nightly.yml", again=True) == dict.fromkeys(jobs, "success")
        assert any("merged from these shards already" in each.said for each in runner.walked)
        assert sorted((tmp_path / "store" / "pushes").iterdir()) == pushed and issues_of(tmp_path) == told
        assert walk(runner, "probe.yml") == {"probe": "success"}
        runner.settings["canaries.csv"] = city / "wrong.csv"
        (city / "wrong.csv").write_text((city / "canaries.csv").read_text().replace("合格", "不合格"))
        assert runner.walk("nightly.yml") == dict.fromkeys(jobs, "skipped") | {"canary": "failure", "issues": "success"}
        assert "The night canary is wrong" in runner.walked[-2].said and "已知结论的网站（失败）" in runner.summary
        assert [found.name for found in runner.artifacts.iterdir()] == ["canary"]
        assert [each["state"] for each in issues_of(tmp_path)] == ["closed", "open", "open"]
    walked = {line for each in runner.walked for line in each.line.splitlines()}
    assert run_lines("nightly.yml") | run_lines("probe.yml") <= walked


def run_lines(file: str) -> set[str]:
    jobs = yaml.safe_load((WORKFLOWS / file).read_text())["jobs"].values()
    return {line for job in jobs for step in job["steps"] if "run" in step for line in step["run"].strip().splitlines()}


def test_what_ci_runs_is_what_make_would_do() -> None:
    """Its lines are tests and builds themselves: make knows each of them, and says what it would do."""
    for line in run_lines("ci.yml"):
        if line.startswith("make "):
            said = subprocess.run([*line.split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False)
            assert said.returncode == 0 and re.search(r"pytest|ruff|checker", said.stdout), line
        else:
            assert line.startswith("sudo sysctl -w kernel."), line
