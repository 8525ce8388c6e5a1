"""The report's part on scripts, and the week of ticks."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from checker.records.beyond import Beyond, LastGood, VisitDay
from checker.records.look import Picture
from checker.records.observation import ScenarioState
from checker.records.script_night import UnprovenScript
from checker.records.step import Step
from checker.reports.figures_notice import count_notice
from checker.reports.kept_run import KeptRun, read_run
from checker.reports.scripts import script_figures
from checker.reports.visit_weeks import visit_weeks
from checker.reports.web_page import render_page
from tests.running.kept import CZJ, RSJ, SLJ, Looks, keep_run, town

LAST = date(2026, 3, 1)


def scripted(looks: Looks, state: str, step: str | None = None) -> Looks:
    """Both looks with a script of two steps, the second of which may have drifted."""
    key = looks[0].site.key
    picture = Picture(file=f"sites/{key}/home.jpg", sha256="0" * 64, width=1366, height=900)
    steps = [
        Step(number=1, words="open", url="http://x.gov.cn/", picture=picture),
        Step(number=2, words='click "#in"', url="http://x.gov.cn/", picture=picture, outcome="drifted" if step else "done"),
    ]
    scenario = ScenarioState(file=f"scenarios/{key}.py", state=state, step=step)
    one, two = (look.model_copy(update={"scenario": scenario, "steps": steps}) for look in looks)
    return one, two


def kept(archive: Path) -> KeptRun:
    rsj, czj, slj = town()
    return read_run(keep_run(archive, "night-1", [scripted(rsj, "followed"), scripted(czj, "drifted", 'click "#in"'), slj]))


def jpeg() -> bytes:
    out = BytesIO()
    Image.new("RGB", (1366, 768), "green").save(out, "JPEG")
    return out.getvalue()


def page_of(run: KeptRun, beyond: Beyond) -> str:
    return render_page(count_notice(replace(run, beyond=beyond)))


def test_a_drift_stands_beside_its_last_good_picture(tmp_path: Path) -> None:
    run, beyond = kept(tmp_path), Beyond(last_good={CZJ: LastGood(run="night-0", picture=jpeg())})
    figures = script_figures(run, beyond, {CZJ: f"#site-{CZJ}"})
    assert figures is not None and (figures.total, figures.followed) == (2, 1)
    (drift,) = figures.drifts
    assert (drift.file, drift.step, drift.then_run) == (f"scenarios/{CZJ}.py", 'click "#in"', "night-0")
    assert drift.now is not None and drift.now.href == f"../sites/{CZJ}/home.jpg"
    assert drift.then is not None and drift.then.startswith("data:image/jpeg;base64,") and len(drift.then) < 40_000
    page = page_of(run, beyond)
    assert f'<img src="{drift.then}"' in page, "whole: a text of a page would be cut at its length"
    assert '<section id="scripts"' in page and "与网站现状不符" in page and "上次成功时（批次 night-0）" in page
    assert "click &#34;#in&#34;" in page


def test_a_script_that_touched_the_page_is_named(tmp_path: Path) -> None:
    rsj, czj, slj = town()
    one, two = scripted(rsj, "followed")
    steps = [*one.steps, Step(number=3, words="page.evaluate", doubt="changed"), Step(number=4, words="look")]
    touched = (one.model_copy(update={"steps": steps}), two)
    run = read_run(keep_run(tmp_path, "night-1", [touched, scripted(czj, "followed"), slj]))
    figures = script_figures(run, Beyond(), {RSJ: "#rsj", CZJ: "#czj"})
    assert figures is not None and [(each.file, each.calls) for each in figures.changed] == [(f"scenarios/{RSJ}.py", ("page.evaluate",))]
    page = page_of(run, Beyond())
    assert "直接操作过页面的步骤" in page and "<code>page.evaluate</code>" in page
    assert "直接操作过页面的步骤" not in page_of(kept(tmp_path / "other"), Beyond())


def test_a_script_whose_form_was_refused_is_named(tmp_path: Path) -> None:
    rsj, czj, slj = town()
    one, two = scripted(rsj, "followed")
    steps = [*one.steps, Step(number=3, words='click "#vote"', posts=["refused POST http://a.cn/vote"], doubt="refused")]
    run = read_run(keep_run(tmp_path, "night-1", [(one.model_copy(update={"steps": steps}), two), scripted(czj, "followed"), slj]))
    page = page_of(run, Beyond())
    assert "有提交未予发送的步骤" in page and "<code>click &#34;#vote&#34;</code>" in page and "直接操作过页面的步骤" not in page


def test_no_earlier_picture_is_said(tmp_path: Path) -> None:
    for beyond in (Beyond(), Beyond(last_good={CZJ: LastGood(run="night-0", picture=b"no picture")})):
        assert "归档中没有该步骤以往成功时的画面" in page_of(kept(tmp_path / str(len(beyond.last_good))), beyond)


def test_what_is_unproven_is_listed_though_no_site_drifted(tmp_path: Path) -> None:
    amber = UnprovenScript(
        file="scenarios/a.py", nights=9, since=LAST, last_followed=None, drifted=["follow <b>"], never_applied=["hover #m"]
    )
    page = page_of(read_run(keep_run(tmp_path)), Beyond(unproven=[amber]))
    assert "长期未经验证的步骤" in page and "连续9次" in page and "follow &lt;b&gt;" in page and "从未用到的步骤" in page


def test_a_run_without_scripts_and_visits_says_nothing_of_them(tmp_path: Path) -> None:
    page = page_of(read_run(keep_run(tmp_path)), Beyond())
    assert 'id="scripts"' not in page and 'id="visits"' not in page and "#scripts" not in page


@pytest.mark.parametrize(
    ("day", "text", "tone"),
    [
        ({"opened": 20}, "✓", "good"),
        ({"not_opened": 3}, "✗", "bad"),
        ({"opened": 19, "not_opened": 1}, "△ 19/20", "doubt"),
        ({"uncounted": 4}, "—", "plain"),
        ({}, "—", "plain"),
        ({"opened": 20, "damaged": True}, "!", "doubt"),
    ],
)
def test_a_day_is_a_tick(tmp_path: Path, day: dict[str, Any], text: str, tone: str) -> None:
    week = [VisitDay(day=LAST - timedelta(days=6 - n), **(day if n == 6 else {"opened": 1})) for n in range(7)]
    beyond, run = Beyond(weeks={RSJ: week, SLJ: week}), kept(tmp_path)
    weeks = visit_weeks(run, beyond, {RSJ: "#a", SLJ: "#b"})
    assert weeks is not None and weeks.days == ("2月23日", "2月24日", "2月25日", "2月26日", "2月27日", "2月28日", "3月1日")
    assert [row.reference for row in weeks.rows] == ["#a", "#b"]
    tick = weeks.rows[0].ticks[-1]
    assert (tick.text, tick.word.tone) == (text, tone)
    assert '<section id="visits"' in page_of(run, beyond)
