"""The comparison: rows of costs, and a run whose result is wrong is no measurement."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import serve, spread, tell_case, tell_row
from benchmarks.accounting import AccountingFault, Cost
from benchmarks.pages import Office
from benchmarks.sides import run_naive
from tests.house.tree import ROOT


def test_a_row_tells_medians_and_ratios_of_pairs() -> None:
    # the second pair was measured while the machine was busy: its ratio holds all the same
    row = tell_row("a page", [(Cost(2.0, 6.0), Cost(1.0, 2.0)), (Cost(9.0, 30.0), Cost(4.5, 10.0)), (Cost(3.0, 6.0), Cost(1.0, 2.0))])
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells == [
        "a page",
        "3.00 (2.00–9.00)",
        "1.00 (1.00–4.50)",
        "**2.00 (2.00–3.00)**",
        "6.00 (6.00–30.00)",
        "2.00 (2.00–10.00)",
        "3.00 (3.00–3.00)",
    ]


def test_what_a_run_costs_once_stands_beside_and_is_not_taken_off() -> None:
    # ten pages: ours 4 s once and 2 s a page, plain 1 s and 1 s
    turn, alone = [Cost(2.4, 3.0), Cost(1.1, 1.0)], [Cost(6.0, 8.0), Cost(2.0, 2.0)]
    whole, one, further = tell_case("a page", [turn], [alone], 10)
    assert whole == tell_row("a page", [(turn[0], turn[1])])
    assert "**2.18 (2.18–2.18)**" in whole
    assert "one alone" in one
    assert "**3.00 (3.00–3.00)**" in one
    assert "each further one of 10" in further
    assert "| 2.00 (2.00–2.00) | 1.00 (1.00–1.00) | **2.00 (2.00–2.00)** |" in further


def test_a_third_side_has_a_row_of_its_own() -> None:
    *_, row = tell_case("a page", [[Cost(3.0, 6.0), Cost(1.0, 2.0), Cost(2.0, 4.0)]], [], 8)
    assert "beside shot-scraper" in row
    assert "| 3.00 (3.00–3.00) | 2.00 (2.00–2.00) | **1.50 (1.50–1.50)** |" in row


def test_a_single_figure_is_its_own_spread() -> None:
    assert spread([1.234]) == "1.23 (1.23–1.23)"


def test_the_plain_side_takes_whole_pictures(tmp_path: Path) -> None:
    with serve() as proxy:
        assert run_naive([Office("small", 0), Office("small", 1)], proxy, 2, tmp_path).cpu > 0.1
    assert {picture.name for picture in tmp_path.glob("*.png")} == {"0.png", "1.png"}


def test_a_picture_of_another_page_is_no_measurement(tmp_path: Path) -> None:
    class Elsewhere(Office):
        host = "www.nowhere.gov.cn"

    with serve() as proxy, pytest.raises(AccountingFault, match="heights"):
        run_naive([Elsewhere("heavy", 0)], proxy, 1, tmp_path)


@pytest.mark.long
def test_the_command_compares_a_whole_run() -> None:
    words = [sys.executable, "-m", "benchmarks", "--case", "small", "--sites", "1", "--repeats", "1"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^\| small page \|( [*\d.]+ \([\d.–]+\)\**( \||$)){6}", done.stdout, re.MULTILINE), done.stdout
