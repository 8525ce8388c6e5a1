"""What an archive tells of scripts: closed runs, by day, of those scripts that the newest one still knows."""

import json
from pathlib import Path
from typing import Any

from checker.records.observation import ScenarioState
from checker.records.step import Step, StepOutcome
from checker.reports.unproven import unproven_scripts
from checker.running.script_nights import read_script_nights
from tests.running.kept import RSJ, Looks, keep_run, looks_of

FILE = "scenarios/rsj.py"
SCRIPTS = [{"file": FILE, "hosts": ["rsj.yunling.gov.cn"], "sha256": "a" * 64}]


def _looks(state: str, step: str | None, closing: StepOutcome) -> Looks:
    scenario = ScenarioState(file=FILE, state=state, step=step)
    steps = [Step(number=1, words="open"), Step(number=2, words='close_if_seen "#x"', outcome=closing)]
    first, second = looks_of(RSJ, "rsj.yunling.gov.cn", "云岭市人力资源和社会保障局")
    changed: dict[str, Any] = {"scenario": scenario, "steps": steps}
    return first.model_copy(update=changed), second.model_copy(update=changed)


def _night(archive: Path, number: int, state: str, step: str | None = None, closing: StepOutcome = "not_seen", **head: Any) -> Path:
    started = f"2026-03-0{number}T17:00:00Z"  # the night of the next day in China
    given = {"started": started, "scenarios": SCRIPTS, **head}
    return keep_run(archive, f"night-{number}", [_looks(state, step, closing)], **given)


def test_nights_are_read_from_closed_runs_up_to_the_one_that_asks(tmp_path: Path) -> None:
    _night(tmp_path, 1, "followed", closing="done")
    _night(tmp_path, 2, "drifted", 'click "#a"')
    _night(tmp_path, 3, "drifted", 'click "#a"')
    _night(tmp_path, 4, "followed")
    nights = read_script_nights(tmp_path, "night-3")
    assert [(night.run, night.day.isoformat(), night.states, night.drifted) for night in nights] == [
        ("night-1", "2026-03-02", ["followed"], []),
        ("night-2", "2026-03-03", ["drifted"], ['click "#a"']),
        ("night-3", "2026-03-04", ["drifted"], ['click "#a"']),
    ]
    assert nights[0].applied == ['close_if_seen "#x"'] * 2 and nights[1].not_seen == ['close_if_seen "#x"'] * 2
    assert nights[0].sha256 == "a" * 64
    [amber] = unproven_scripts(nights, 2)
    assert (amber.nights, amber.last_followed, amber.never_applied) == (2, "night-1", ['close_if_seen "#x"'])


def test_a_script_that_is_gone_and_a_run_that_cannot_be_read_say_nothing(tmp_path: Path) -> None:
    _night(tmp_path, 1, "drifted", 'click "#a"')
    damaged = _night(tmp_path, 2, "drifted", 'click "#a"')
    (damaged / "run.json").chmod(0o644)
    (damaged / "run.json").write_text("{")
    newest = _night(tmp_path, 3, "followed", scenarios=[])
    assert json.loads((newest / "run.json").read_bytes())["scenarios"] == []
    assert read_script_nights(tmp_path, "night-3") == []
    assert [night.run for night in read_script_nights(tmp_path)] == ["night-1", "night-3"]
    (tmp_path / "not-a-run").mkdir()
    (tmp_path / "a-file").write_text("x")
    assert len(read_script_nights(tmp_path)) == 2
