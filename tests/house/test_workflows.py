"""What machines run is what people run: workflows and `.ci/run` call the Makefile, with as few rights and foreign parts as can be."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.house.tree import ROOT, files, text

BIN = Path(sys.executable).parent
WORKFLOWS = [path for path in files() if path.parts[:2] == (".github", "workflows")]
ACTION = re.compile(r"actions/(checkout|setup-python|cache|upload-artifact|download-artifact)@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
# Ubuntu's own switch, without which Chromium's sandbox stays off there
BESIDE_MAKE = {"sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"}


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))


@pytest.fixture(params=WORKFLOWS, ids=str)
def workflow(request: pytest.FixtureRequest) -> Any:
    path: Path = request.param
    return yaml.safe_load(text(path))


def test_there_is_a_workflow() -> None:
    assert Path(".github/workflows/ci.yml") in WORKFLOWS


def test_every_job_is_bounded_and_may_only_read(workflow: Any) -> None:
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["concurrency"]["group"]
    for name, job in workflow["jobs"].items():
        assert 0 < job["timeout-minutes"] <= (180 if name == "shard" else 60), name
        of_issues = {"contents": "read", "actions": "read", "issues": "write"}
        assert job.get("permissions", {}) == (of_issues if name == "issues" else {}), name
        assert "latest" not in job["runs-on"], f"{name}: name the system's version"


@pytest.mark.parametrize("file", WORKFLOWS, ids=str)
def test_foreign_parts_are_few_and_pinned(file: Path) -> None:
    used = re.findall(r"^ *(?:- )?uses: (.*)$", text(file), re.MULTILINE)
    assert used and all(ACTION.match(action) for action in used), used


def test_one_action_has_one_pin() -> None:
    used = {action for file in WORKFLOWS for action in re.findall(r"uses: (.*)$", text(file), re.MULTILINE)}
    assert len({action.partition("@")[0] for action in used}) == len(used), used


def test_a_job_can_be_started_again() -> None:
    """What an attempt uploaded is there for the next one, and refuses another of its name unless that may take its place."""
    workflow = yaml.safe_load(text(".github/workflows/nightly.yml"))
    uploads = [step for job in workflow["jobs"].values() for step in job["steps"] if "upload-artifact" in step.get("uses", "")]
    assert uploads and all(step["with"]["overwrite"] is True for step in uploads)


def test_zizmor_finds_nothing() -> None:
    """Offline: what it would ask of GitHub itself it leaves out."""
    found = subprocess.run([BIN / "zizmor", "--offline", "--no-config", *WORKFLOWS], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def test_workflows_keep_to_their_schema() -> None:
    words = [str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows", *map(str, WORKFLOWS)]
    found = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def test_what_a_job_runs_is_in_the_makefile(workflow: Any) -> None:
    for name, job in workflow["jobs"].items():
        runs = [line for step in job["steps"] if "run" in step for line in step["run"].splitlines()]
        assert any(line.startswith("make ") for line in runs), name
        for line in set(runs) - BESIDE_MAKE:
            assert line.split()[0] == "make", line
            assert line.split()[1] in make_targets(), line


def test_oldest_and_newest_python_are_tested() -> None:
    ci = yaml.safe_load(text(".github/workflows/ci.yml"))
    oldest = re.search(r'requires-python = ">=([\d.]+)"', text("pyproject.toml"))
    assert oldest
    versions = ci["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert oldest.group(1) in versions
    assert len(versions) > 1


def test_the_makefile_says_what_can_be_made() -> None:
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^make ([a-z-]+)", said, re.MULTILINE)) == make_targets()
    assert {"setup", "demo", "test", "test-long", "lint", "lock", "clean"} <= make_targets()


def test_ci_run_calls_both_and_fails_with_them(tmp_path: Path) -> None:
    """A copy of the script in a tree whose `make` is ours: it runs both, shows the last lines, and fails where one fails."""
    script = tmp_path / ".ci" / "run"
    script.parent.mkdir()
    script.write_text(text(".ci/run"))

    def run(makefile: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "Makefile").write_text(makefile)
        surroundings = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
        return subprocess.run(["bash", script], capture_output=True, text=True, env=surroundings, check=False)

    passed, none = "==== 12 passed, 1 skipped in 3.1s ====", "==== no tests ran in 0.1s ===="
    well = run(f"test:\n\t@echo '{passed}'\ntest-long:\n\t@echo '{none}'\n")
    assert well.returncode == 0, well.stderr
    assert well.stdout.splitlines()[-2:] == [none, passed]
    assert run(f"test:\n\t@echo '{passed}'; false\ntest-long:\n\t@echo '{none}'\n").returncode != 0
    assert run(f"test:\n\t@echo '{passed}'\ntest-long:\n\t@echo '==== 1 failed in 1s ===='; false\n").returncode != 0
    assert run(f"test:\n\t@echo nothing was tested\ntest-long:\n\t@echo '{none}'\n").returncode != 0


def test_ci_run_can_be_executed() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
