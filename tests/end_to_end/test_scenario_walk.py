"""docs/scenarios.md, followed to the letter: every command of it, the scripts as they stand there, and what it says comes of them."""

import re
import signal
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.recordings.expectation import Expectation
from tests.end_to_end.calling import WITH_COLUMNS, command, environment
from tests.house.tree import text

BLOCK = re.compile(r"^```(sh|text|python|toml)\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS = [(match[1], match[2]) for match in BLOCK.finditer(text("docs/scenarios.md"))]
SCRIPT = "scenarios/wlj_tingzhi_gov_cn.py"
ENDS = re.compile(r" +# ends with (\d)$")


class Terminals:
    """One in which the city is served, and one for everything else."""

    def __init__(self, folder: Path) -> None:
        self._home = self.folder = folder
        self._city: subprocess.Popen[str] | None = None
        self.said = ""

    def do(self, line: str) -> None:
        words = ENDS.sub("", line).split()
        if words[0] == "cd":
            self.folder = self.folder / words[1]
        elif "--serve" in words:
            self.end_city()
            self._serve(words[1:])
        else:
            assert words[0] == "checker", line
            done = subprocess.run(
                command(*words[1:]), cwd=self.folder, env=_environment(), capture_output=True, text=True, timeout=250, check=False
            )
            expected = ENDS.search(line)
            assert done.returncode == int(expected[1] if expected else 0), (line, done.stdout, done.stderr)
            self.said += done.stdout + done.stderr

    def _serve(self, words: list[str]) -> None:
        self._city = subprocess.Popen(command(*words), cwd=self._home, env=_environment(), stdout=subprocess.PIPE, text=True)
        assert self._city.stdout is not None
        assert any("Ctrl-C" in line for line in iter(self._city.stdout.readline, ""))

    def end_city(self) -> None:
        if self._city is not None:
            self._city.send_signal(signal.SIGINT)
            assert self._city.wait(timeout=60) == 0
            self._city = None


def _environment() -> dict[str, str]:
    return environment(WITH_COLUMNS, fast=True)


@pytest.fixture
def terminals(tmp_path: Path) -> Iterator[Terminals]:
    both = Terminals(tmp_path)
    yield both
    both.end_city()


@pytest.mark.long
@pytest.mark.timeout(1500)  # some twenty visits, one after the other
def test_the_walk(terminals: Terminals) -> None:
    for kind, words in BLOCKS:
        if kind == "sh":
            terminals.said = ""
            for line in words.splitlines():
                terminals.do(line)
        elif kind == "python":
            (terminals.folder / SCRIPT).write_text(words, encoding="utf-8")
        elif kind == "text":
            said = _plain(terminals.said)
            assert [line for line in words.splitlines() if _plain(line) not in said] == [], terminals.said
    assert (terminals.folder / "test-results/scenarios/index.html").is_file()


def test_what_is_shown_of_an_expectation_is_one() -> None:
    shown = [words for kind, words in BLOCKS if kind == "toml"]
    assert len(shown) == 1
    assert Expectation.model_validate(tomllib.loads(shown[0])).negatives[0].without == "蜀ICP备38000111号"


def _plain(words: str) -> str:
    """Without blanks: a terminal breaks lines where it likes."""
    return re.sub(r"\s", "", words)
