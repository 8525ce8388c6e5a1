"""Every script of this project, without the network: the site as it was recorded, and each change that must not go unnoticed.

`pytest tests/scenario/test_scripts.py --headed -k rsj` shows one in a window; what was seen stays in pytest's `--output` folder.
"""

import os
from pathlib import Path

import pytest

from checker.recordings.listing import Listed, list_scripts
from checker.recordings.places import recording_of
from checker.recordings.trials import Case, read_tested, try_offline
from checker.scenario.register import read_scripts
from checker.settings import Settings
from tests.house.tree import ROOT

SCENARIOS = ROOT / "scenarios"
LISTED = list_scripts(SCENARIOS)
TESTED = {entry.host: read_tested(recording_of(SCENARIOS, entry.host)) for entry in LISTED if entry.host and not entry.untested}
CASES = [pytest.param(case, id=f"{host}-{case.name}") for host, tested in TESTED.items() for case in tested.cases()]


@pytest.fixture
def results(output_path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is seen is kept in the test's own folder of pytest-playwright's `--output`.

    Each of several workers clears that folder when it begins, under the others' feet: there it is kept where all tests keep theirs.
    """
    place = tmp_path if "PYTEST_XDIST_WORKER" in os.environ else Path(output_path)
    place.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(place)


@pytest.mark.long
@pytest.mark.usefixtures("results")
@pytest.mark.parametrize("case", CASES)
async def test_a_script_on_its_recording(case: Case, pytestconfig: pytest.Config) -> None:
    result = await try_offline(case, Settings(headed=bool(pytestconfig.getoption("--headed"))), read_scripts(SCENARIOS))
    assert result.passed, [*result.differences, *result.unknown]


def test_every_script_is_right_and_has_its_test() -> None:
    assert len(LISTED) >= 8 and len(TESTED) == len(LISTED)
    assert all(any(case.name for case in tested.cases()) for tested in TESTED.values())
    assert [(entry.file.name, entry.wrong, entry.untested) for entry in LISTED if entry.state != "ready"] == []


@pytest.mark.parametrize("entry", LISTED, ids=lambda entry: entry.file.name)
def test_a_script_is_short(entry: Listed) -> None:
    assert len(entry.file.read_text(encoding="utf-8").splitlines()) <= 25
