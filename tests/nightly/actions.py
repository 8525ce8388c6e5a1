"""Walks a workflow here as GitHub would: jobs in order, each on a machine of its own, `run:` lines by bash, the few actions by hand."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.house.tree import ROOT

_LINKED = ("Makefile", "checker", "setup", "pyproject.toml", "requirements", "README.md", "scenarios")
_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
_NAME = re.compile(r"\b(?:vars|secrets|needs|steps|matrix|github|runner|env)(?:\.[\w-]+)+")
_BESIDE = Path(__file__).parent
# what this machine needs (fonts, a browser's place), and nobody's own settings
_OURS = {name: word for name, word in os.environ.items() if not name.startswith(("CHECKER_", "GITHUB_", "MAKE", "GH_", "ARGS"))}


@dataclass
class Walked:
    """One `run:` line that was given: its job, the line, its exit status and all that it said."""

    job: str
    line: str
    status: int
    said: str


@dataclass(frozen=True)
class Done:
    """One job that ended, or one of a matrix; `well` is null where it was skipped."""

    name: str
    well: bool | None
    outputs: dict[str, str]


@dataclass
class Runner:
    """`place` holds machines and artifacts; `vars` and `secrets` as they are set at GitHub; `settings` are laid into every checkout.

    `done` are the jobs of the last attempt, by the names that the workflow has for them.
    """

    place: Path
    vars: dict[str, str]
    secrets: dict[str, str]
    settings: dict[str, Path]
    surroundings: dict[str, str]
    walked: list[Walked] = field(default_factory=list)
    done: dict[str, list[Done]] = field(default_factory=dict)
    ended_when: Callable[[str, Path], bool] | None = None  # asked with job and machine until it says that this step is ended now

    @property
    def artifacts(self) -> Path:
        return self.place / "artifacts"

    @property
    def summary(self) -> str:
        return (self.place / "summary.md").read_text() if (self.place / "summary.md").exists() else ""

    def walk(self, file: str, *, again: bool = False) -> dict[str, str]:
        """The whole workflow, or what "Re-run failed jobs" does `again`; gives each job's result, and the summary is that of this walk.

        Artifacts stay from one attempt to the next, and no other is taken under the same name unless it may overwrite.
        """
        if not again:
            shutil.rmtree(self.artifacts, ignore_errors=True)
            self.done.clear()
        (self.place / "summary.md").unlink(missing_ok=True)
        workflow = yaml.safe_load((ROOT / ".github" / "workflows" / file).read_text())
        jobs = dict(workflow["jobs"])
        needs: dict[str, Any] = {}
        moved: set[str] = set()  # what this attempt did: whatever needs it is done again
        while jobs:
            name = next(name for name, job in jobs.items() if not set(_listed(job.get("needs"))) & jobs.keys())
            job = jobs.pop(name)
            known: dict[str, Any] = {"vars": self.vars, "secrets": self.secrets, "needs": needs, "github": _GITHUB}
            known["runner"] = {"os": "Linux"}
            known["well"] = all(needs[need]["result"] == "success" for need in _listed(job.get("needs")))
            if not _wanted(job.get("if"), known):
                self.done[name] = []
                needs[name] = {"outputs": {}, "result": "skipped"}
                continue
            before = {each.name: each for each in self.done.get(name, ())}
            told = []
            for part in _matrix(job, known):
                title = _fill(job.get("name", name), {**known, "matrix": part})
                if title in before and before[title].well and not moved & set(_listed(job.get("needs"))):
                    told.append(before[title])
                    continue
                moved.add(name)
                told.append(Done(title, *self._do(name, job, workflow.get("env", {}), {**known, "matrix": part})))
            self.done[name] = told
            needs[name] = {"outputs": told[0].outputs, "result": "success" if all(each.well for each in told) else "failure"}
        return {name: need["result"] for name, need in needs.items()}

    def _do(self, name: str, job: dict[str, Any], workflow_env: dict[str, str], known: dict[str, Any]) -> tuple[bool, dict[str, str]]:
        machine = self.place / "machines" / f"{name}-{len(list((self.place / 'machines').glob('*')))}"
        machine.mkdir(parents=True)
        for part in _LINKED:
            (machine / part).symlink_to(ROOT / part)
        for at, file in self.settings.items():
            shutil.copyfile(file, machine / at)
        assert _fill(job["runs-on"], known) and "${{" not in _fill(job["runs-on"], known)
        words = {key: _fill(value, known) for key, value in {**workflow_env, **job.get("env", {})}.items()}
        steps: dict[str, Any] = {}
        well = True
        for step in job["steps"]:
            now = {**known, "steps": steps, "env": words, "well": well}
            if not _wanted(step.get("if"), now):
                steps[step.get("id", "")] = {"outputs": {}, "outcome": "skipped"}
            elif "run" in step:
                own = {key: _fill(value, now) for key, value in step.get("env", {}).items()}
                output = machine / "output"
                output.write_text("")
                done = self._run(name, step["run"], machine, {**words, **own, "GITHUB_OUTPUT": str(output)})
                outputs = dict(line.split("=", 1) for line in output.read_text().splitlines())
                steps[step.get("id", "")] = {"outputs": outputs, "outcome": "success" if done else "failure"}
                well = well and done
            else:
                self._act(step["uses"].partition("@")[0], {key: _fill(value, now) for key, value in step.get("with", {}).items()}, machine)
        return well, {key: _fill(value, {**known, "steps": steps}) for key, value in job.get("outputs", {}).items()}

    def _run(self, job: str, script: str, machine: Path, words: dict[str, str]) -> bool:
        (self.place / "jobs.json").write_text(json.dumps(self._jobs(), ensure_ascii=False))
        beside = {
            "PATH": f"{_BESIDE / 'programs'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
            "REAL_MAKE": str(shutil.which("make")), "NIGHT_BIN": str(Path(sys.executable).parent), "GH_JOBS": str(self.place / "jobs.json"),
            "GITHUB_STEP_SUMMARY": str(self.place / "summary.md"), "GITHUB_RUN_NUMBER": "57", "GITHUB_RUN_ID": _GITHUB["run_id"],
        }  # fmt: skip
        said = machine / "said"
        with said.open("w+") as log:
            given = subprocess.Popen(
                ["bash", "-e", "-c", script], cwd=machine, env={**_OURS, **beside, **self.surroundings, **words}, text=True,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
            end = time.monotonic() + 280
            while given.poll() is None:
                assert time.monotonic() < end, said.read_text()
                if self.ended_when is not None and self.ended_when(job, machine):
                    self.ended_when = None
                    os.killpg(given.pid, signal.SIGTERM)
                time.sleep(0.05)
        self.walked.append(Walked(job, script.strip(), given.returncode, said.read_text()))
        return given.returncode == 0

    def _jobs(self) -> list[dict[str, str]]:
        """As `gh run view --json jobs` has them; a matrix that was never made is one job that was skipped."""
        told = {name: done or [Done(name, None, {})] for name, done in self.done.items()}
        ends = {True: "success", False: "failure", None: "skipped"}
        return [{"name": each.name, "conclusion": ends[each.well]} for done in told.values() for each in done]

    def _act(self, action: str, given: dict[str, str], machine: Path) -> None:
        match action:
            case "actions/checkout" | "actions/setup-python" | "actions/cache":
                return  # the checkout is there, Python too; nothing is remembered from one machine to another
            case "actions/upload-artifact":
                source = machine / given["path"]
                if not source.exists():
                    assert given.get("if-no-files-found") != "error", f"nothing at {given['path']}"
                    return
                target = self.artifacts / given["name"]
                assert not target.exists() or given.get("overwrite") == "True", f"two artifacts are called {given['name']}"
                shutil.rmtree(target, ignore_errors=True)
                shutil.copytree(source, target, ignore=_hidden) if source.is_dir() else _copy(source, target / source.name)
            case "actions/download-artifact":
                names = [given["name"]] if "name" in given else [found.name for found in self.artifacts.glob(given["pattern"])]
                for name in names:
                    # one that is alone is laid out without a folder of its own, also where a pattern found it
                    place = machine / given["path"] / ("" if len(names) == 1 or given.get("merge-multiple") == "True" else name)
                    shutil.copytree(self.artifacts / name, place, dirs_exist_ok=True)
            case _:
                raise AssertionError(f"nobody knows the action {action}")


_hidden = shutil.ignore_patterns(".*")
_GITHUB = {"token": "x", "repository": "office/checker", "run_id": "1", "ref": "refs/heads/main"}


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True)
    shutil.copyfile(source, target)


def _listed(needs: str | list[str] | None) -> list[str]:
    return [needs] if isinstance(needs, str) else needs or []


def _matrix(job: dict[str, Any], known: dict[str, Any]) -> Iterator[dict[str, Any]]:
    axes = job.get("strategy", {}).get("matrix", {})
    if not axes:
        yield {}
    for axis, values in axes.items():
        for value in _value(values, known) if isinstance(values, str) else values:
            yield {axis: str(value)}


def _fill(value: Any, known: dict[str, Any]) -> str:
    return _EXPRESSION.sub(lambda found: str(_evaluate(found[1], known)), str(value))


def _value(text: str, known: dict[str, Any]) -> Any:
    whole = _EXPRESSION.fullmatch(text.strip())
    assert whole
    return _evaluate(whole[1], known)


def _wanted(text: str | None, known: dict[str, Any]) -> bool:
    """Whether a job or a step is done: what does not ask how the others ended is done where they ended well."""
    whole = _EXPRESSION.fullmatch(str(text or "success()").strip())
    asked = whole[1] if whole else str(text or "success()")
    if not re.search(r"\b(always|failure|success|cancelled)\(\)", asked):
        asked = f"success() && ({asked})"
    return bool(_evaluate(asked, known))


def _evaluate(expression: str, known: dict[str, Any]) -> Any:
    """The few words of GitHub's expressions that our workflows use, as Python."""

    def look_up(found: re.Match[str]) -> str:
        value: Any = known
        for part in found[0].split("."):
            value = value.get(part, "") if isinstance(value, dict) else ""
        return repr(value)

    well = known.get("well", True)
    words = re.sub(r"!(?!=)", " not ", _NAME.sub(look_up, expression)).replace("||", " or ").replace("&&", " and ")
    functions = {
        "fromJSON": json.loads, "hashFiles": lambda *_: "hash",
        "always": lambda: True, "failure": lambda: not well, "success": lambda: well, "cancelled": lambda: False,
    }  # fmt: skip
    return eval(words.strip(), {"__builtins__": {}}, functions)
