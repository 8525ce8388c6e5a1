"""Walks a workflow here as GitHub would: jobs in order, each on a machine of its own, `run:` lines by bash, the few actions by hand."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
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
_OURS = {name: word for name, word in os.environ.items() if not name.startswith(("CHECKER_", "GITHUB_", "MAKE", "GH_"))}


@dataclass
class Walked:
    """One `run:` line that was given: its job, the line, its exit status and all that it said."""

    job: str
    line: str
    status: int
    said: str


@dataclass
class Runner:
    """`place` holds machines and artifacts; `vars` and `secrets` as they are set at GitHub; `settings` are laid into every checkout."""

    place: Path
    vars: dict[str, str]
    secrets: dict[str, str]
    settings: dict[str, Path]
    surroundings: dict[str, str]
    walked: list[Walked] = field(default_factory=list)

    @property
    def artifacts(self) -> Path:
        return self.place / "artifacts"

    @property
    def summary(self) -> str:
        return (self.place / "summary.md").read_text() if (self.place / "summary.md").exists() else ""

    def walk(self, file: str) -> dict[str, str]:
        """The whole workflow; gives each job's result. Its artifacts and summary are those of this walk alone."""
        shutil.rmtree(self.artifacts, ignore_errors=True)
        (self.place / "summary.md").unlink(missing_ok=True)
        workflow = yaml.safe_load((ROOT / ".github" / "workflows" / file).read_text())
        jobs = dict(workflow["jobs"])
        results: dict[str, str] = {}
        needs: dict[str, Any] = {}
        while jobs:
            name = next(name for name, job in jobs.items() if not set(_listed(job.get("needs"))) & jobs.keys())
            job = jobs.pop(name)
            known = {"vars": self.vars, "secrets": self.secrets, "needs": needs, "github": _GITHUB, "runner": {"os": "Linux"}}
            wanted = all(results[need] == "success" for need in _listed(job.get("needs")))
            if not wanted or not _truth(job.get("if", "true"), known):
                results[name] = "skipped"
                continue
            outcomes = [self._do(name, job, workflow.get("env", {}), {**known, "matrix": part}) for part in _matrix(job, known)]
            results[name] = "success" if all(well for well, _ in outcomes) else "failure"
            needs[name] = {"outputs": outcomes[0][1], "result": results[name]}
        return results

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
            if not _truth(step.get("if", "success()"), now):
                continue
            if "run" in step:
                own = {key: _fill(value, now) for key, value in step.get("env", {}).items()}
                output = machine / "output"
                output.write_text("")
                done = self._run(name, step["run"], machine, {**words, **own, "GITHUB_OUTPUT": str(output)})
                steps[step.get("id", "")] = {"outputs": dict(line.split("=", 1) for line in output.read_text().splitlines())}
                well = well and done
            else:
                self._act(step["uses"].partition("@")[0], {key: _fill(value, now) for key, value in step.get("with", {}).items()}, machine)
        return well, {key: _fill(value, {**known, "steps": steps}) for key, value in job.get("outputs", {}).items()}

    def _run(self, job: str, script: str, machine: Path, words: dict[str, str]) -> bool:
        beside = {
            "PATH": f"{_BESIDE / 'programs'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
            "REAL_MAKE": str(shutil.which("make")), "NIGHT_BIN": str(Path(sys.executable).parent),
            "GITHUB_STEP_SUMMARY": str(self.place / "summary.md"), "GITHUB_RUN_NUMBER": "57",
        }  # fmt: skip
        done = subprocess.run(
            ["bash", "-e", "-c", script], cwd=machine, env={**_OURS, **beside, **self.surroundings, **words}, text=True, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=280,
        )  # fmt: skip
        self.walked.append(Walked(job, script.strip(), done.returncode, done.stdout))
        return done.returncode == 0

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
                assert not target.exists(), f"two artifacts are called {given['name']}"
                shutil.copytree(source, target) if source.is_dir() else _copy(source, target / source.name)
            case "actions/download-artifact":
                names = [given["name"]] if "name" in given else [found.name for found in self.artifacts.glob(given["pattern"])]
                for name in names:
                    place = machine / given["path"] / ("" if "name" in given else name)
                    shutil.copytree(self.artifacts / name, place, dirs_exist_ok=True)
            case _:
                raise AssertionError(f"nobody knows the action {action}")


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


def _truth(text: str, known: dict[str, Any]) -> bool:
    whole = _EXPRESSION.fullmatch(str(text).strip())
    return bool(_evaluate(whole[1] if whole else str(text), known))


def _evaluate(expression: str, known: dict[str, Any]) -> Any:
    """The few words of GitHub's expressions that our workflows use, as Python."""

    def look_up(found: re.Match[str]) -> str:
        value: Any = known
        for part in found[0].split("."):
            value = value.get(part, "") if isinstance(value, dict) else ""
        return repr(value)

    well = known.get("well", True)
    words = re.sub(r"!(?!=)", " not ", _NAME.sub(look_up, expression)).replace("||", " or ").replace("&&", " and ").replace("true", "True")
    functions = {
        "fromJSON": json.loads, "hashFiles": lambda *_: "hash",
        "always": lambda: True, "failure": lambda: not well, "success": lambda: well, "cancelled": lambda: False,
    }  # fmt: skip
    return eval(words.strip(), {"__builtins__": {}}, functions)
