"""The scripts that come with the checker: they steer and look, and reach no other room; each file is what its host is."""

import ast
from pathlib import Path

import pytest

from checker.scenario.register import foreign_imports, read_scripts, script_files
from tests.house.tree import ROOT

FOLDER = ROOT / "scenarios"
# what a step is there for, done past the record: Playwright's own hand on the page
_PAST_THE_RECORD = {
    "evaluate",
    "evaluate_handle",
    "eval_on_selector",
    "add_init_script",
    "add_script_tag",
    "set_content",
    "fill",
    "type",
    "press",
    "route",
}


def _calls(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)}


def test_every_script_can_be_read_and_no_host_has_two() -> None:
    assert len(read_scripts(FOLDER).all) >= len(script_files(FOLDER))


def test_scripts_import_no_room_of_ours_and_change_no_page() -> None:
    for path in script_files(FOLDER):
        assert not foreign_imports(ast.parse(path.read_text(encoding="utf-8"))), path
        assert not _calls(path) & _PAST_THE_RECORD, path


@pytest.mark.parametrize(
    "source", ["import checker", "import checker.judgment.line", "from checker import pipeline", "from checker.scenario.steps import Steps"]
)
def test_a_foreign_import_is_seen(source: str) -> None:
    assert foreign_imports(ast.parse(source))


@pytest.mark.parametrize(
    "source", ["import re", "from checker.scenario import Steps, scenario", "import checker.scenario", "from checker import scenario"]
)
def test_what_a_script_may_import(source: str) -> None:
    assert not foreign_imports(ast.parse(source))
