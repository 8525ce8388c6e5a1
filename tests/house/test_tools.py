"""Lint, form, types and import contracts hold over the whole house; here so that `pytest` alone says so."""

import subprocess
from pathlib import Path

import pytest

from tests.house.tree import ROOT


def _program(name: str) -> str:
    import shutil
    import sys

    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else shutil.which(name) or name


@pytest.mark.parametrize(
    "words",
    [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",), ("lint-imports",)],
    ids=["ruff", "form", "types", "contracts"],
)
def test_the_house_is_in_order(words: tuple[str, ...]) -> None:
    done = subprocess.run([_program(words[0]), *words[1:]], cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-6000:]


@pytest.mark.parametrize("wrong", ["room", "playwright", "clock"])
def test_the_contracts_notice(wrong: str, tmp_path: Path) -> None:
    """Each contract is broken once on purpose in a copy: a contract that nothing breaks is worth nothing."""
    import shutil

    shutil.copytree(ROOT / "checker", tmp_path / "checker", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    line = {"room": "import checker.reports", "playwright": "import playwright", "clock": "import time"}[wrong]
    (tmp_path / "checker" / "locating" / "slipped_in.py").write_text(f'"""Breaks a contract."""\n\n{line}\n')
    done = subprocess.run(
        [_program("lint-imports"), "--no-cache"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "slipped_in" in done.stdout
