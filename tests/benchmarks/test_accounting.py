"""The accounting sees all CPU time of a command: its own, a grandchild's, an orphan's and a renderer's; and tells what it cannot tell."""

import os
import sys
from pathlib import Path

import pytest

from benchmarks.accounting import AccountingFault, measure
from checker.rendering.chromium import find_chromium, plan_start
from checker.settings import Settings

BURN = "import time\nwhile time.process_time() < 0.6: pass\n"  # s of CPU, however long the machine takes for it


def test_a_burner_is_counted() -> None:
    assert measure([sys.executable, "-c", BURN]).cpu >= 0.6


def test_a_grandchild_is_counted() -> None:
    middle = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BURN!r}], check=True)\n{BURN}"
    assert measure([sys.executable, "-c", middle]).cpu >= 1.2


def test_an_orphan_is_waited_for_and_counted() -> None:
    """Its parent ends at once; a session of its own, as Playwright gives to browsers, does not let it slip away."""
    middle = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {BURN!r}], start_new_session=True)"
    assert measure([sys.executable, "-c", middle]).cpu >= 0.6


def test_sleeping_costs_time_alone() -> None:
    cost = measure([sys.executable, "-c", "import time; time.sleep(1)"])
    assert cost.wall >= 1
    assert cost.cpu < 0.9


def test_a_renderer_is_counted(tmp_path: Path) -> None:
    """Sandboxed as in a run: the renderer is a zygote's child, in a PID namespace of its own where the machine has them."""
    tmp_path.chmod(0o755)
    page = tmp_path / "page.html"
    script = tmp_path / "open.py"
    chromium = find_chromium(Settings())
    start = plan_start(chromium, Settings(), tmp_path)
    script.write_text(
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright:\n"
        f"    browser = playwright.chromium.launch(executable_path={str(start.command)!r}, chromium_sandbox={start.sandbox})\n"
        f"    page = browser.new_page()\n    page.set_content(open({str(page)!r}).read())\n    browser.close()\n"
    )
    costs = []
    for rounds in (0, 150):
        page.write_text(f"<script>var x = 0; for (var i = 0; i < {rounds} * 1e6; i++) x = (x * 31 + i) | 0; document.title = x</script>")
        costs.append(measure([sys.executable, str(script)]).cpu)
    assert costs[1] - costs[0] >= 0.1, f"150 million rounds of a loop cost {costs[1] - costs[0]:.2f} s"


def test_a_command_that_fails_is_told_with_its_words() -> None:
    with pytest.raises(AccountingFault, match="nothing came of it"):
        measure([sys.executable, "-c", "raise SystemExit('nothing came of it')"])


def test_a_command_without_an_end_is_ended_with_all_its_kin(tmp_path: Path) -> None:
    numbers = tmp_path / "pids"
    sleeper = f"import os, time\nopen({str(numbers)!r}, 'a').write(f'{{os.getpid()}}\\n')\ntime.sleep(600)"
    middle = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {sleeper!r}], start_new_session=True)\n{sleeper}"
    with pytest.raises(AccountingFault, match="longer than 3 s"):
        measure([sys.executable, "-c", middle], limit=3)
    pids = [int(pid) for pid in numbers.read_text().split()]
    assert len(pids) == 2
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
