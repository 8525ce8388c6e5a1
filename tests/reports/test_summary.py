"""summary.md: figures, changes and failing sites; nothing from a page becomes markup."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from checker.reports.figures_change import compare
from checker.reports.figures_notice import count_notice
from checker.reports.kept_run import read_run
from checker.reports.summary import ROWS, plain, write_summary
from tests.reports.notice_runs import Truth, town, write_run


def summary(run: Path, older: Path | None = None) -> str:
    figures = count_notice(read_run(run))
    return write_summary(figures, compare(figures, read_run(older)) if older else None)


def test_the_figures_stand_in_a_table(tmp_path: Path) -> None:
    text = summary(write_run(tmp_path / "run", town(16)))
    assert "共检查网站 16 家" in text
    assert "| 不合格 | 8 | 50% | — |" in text
    assert "| 未按时更新栏目数量≥5 | 8 | 50% | 0 |" in text.replace("\\", "")
    assert "| 无法访问 | — | — | 16 |" in text


def test_with_an_older_run_each_figure_has_its_change(tmp_path: Path) -> None:
    older = write_run(tmp_path / "older", [Truth("519900000", "x"), *town(10)])
    text = summary(write_run(tmp_path / "run", town(16)), older)
    assert "| 不合格 | 8 | 50% | 5 | +3 | — |" in text
    assert "## 与上次比较（older（判定基准日2018年8月1日））" in text


def test_an_unfinished_run_says_so_first(tmp_path: Path) -> None:
    text = summary(write_run(tmp_path / "run", town(2), head={"ended": None, "sites_total": 9, "own_network_failure": True}))
    assert "检查尚未结束" in text and "还有 7 家网站没有检查结果" in text and "检查方网络故障" in text


def test_nobody_failed_and_nobody_was_there(tmp_path: Path) -> None:
    assert "没有不合格网站" in summary(write_run(tmp_path / "good", [Truth("a", "甲")]))
    assert "共检查网站 0 家。" in summary(write_run(tmp_path / "none", []))


def test_a_long_list_is_cut_and_says_so(tmp_path: Path) -> None:
    sites = [Truth(f"k{n}", f"单位{n}", fails={"columns-stale": "x"}) for n in range(ROWS + 3)]
    text = summary(write_run(tmp_path / "run", sites))
    assert f"单位{ROWS - 1} |" in text and f"单位{ROWS} |" not in text
    assert "其余 3 家见附件.xlsx" in text


def test_hostile_names_make_no_markup(tmp_path: Path) -> None:
    name = "a|b\n# <img src=x onerror=1> [k](javascript:1) `x` @all www.evil.example https://evil.example/ **b**"
    text = summary(write_run(tmp_path / "run", [Truth("a", name, fails={"columns-stale": name})]))
    [row] = [line for line in text.splitlines() if "onerror" in line and line.startswith("|")]
    assert len(re.findall(r"(?<!\\)\|", row)) == 4
    assert not re.findall(r"(?<!\\)[<>\[\]`@*#:]", row)


@given(st.text())
def test_plain_text_stays_one_line_and_every_mark_is_escaped(text: str) -> None:
    line = plain(text)
    assert "\n" not in line
    assert not re.search(r"(?<!\\)(?:\\\\)*[|<>`*_#\[\]@:!~&$]", line)
