"""People's part, from a run to its recheck: what was decided, what was reported, what was mended, each step as it is called."""

import json
from pathlib import Path
from typing import Any

import pytest

from checker.demo import serve_city
from checker.sample_city import SampleCity
from tests.end_to_end.calling import call, lines_of, record_of

pytestmark = pytest.mark.long
ZJJ, NYJ = "5139000015", "5139000018"  # without a police number; with another's ICP number
POLICE = '<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=51390002000015">川公网安备 51390002000015号</a>'
EXPORT = f"""“我为政府网站找错”平台留言导出
网站标识码,网站名称,留言编号,受理时间,答复时间
{ZJJ},澄岚市住房和城乡建设局,Z001,2026-09-24 16:20,2026-09-29 09:00
{NYJ},澄岚市农业农村局,Z002,2026-09-24 16:20,2026-09-30 09:00
,澄岚市没有的局,Z003,2026-09-24,
"""
# 24 September 2026 is a Thursday before 中秋节: the third working day behind it is the 30th


def asked(*words: str | Path) -> str:
    """The command's stdout; it must end well."""
    done = call(*words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def judged(run: Path) -> dict[str, dict[str, Any]]:
    return {line["key"]: line for line in map(json.loads, asked("judge", run).splitlines())}


def site_of(run: Path, key: str) -> str:
    """What the page shows of one site."""
    return (run / "report" / "index.html").read_text("utf-8").split(f'id="site-{key}"')[1].split("</article>")[0]


def test_a_demo_with_its_error_reports_is_reviewed_judged_reported_and_whole(tmp_path: Path) -> None:
    export, paper, run = tmp_path / "导出.csv", tmp_path / "情况说明.pdf", tmp_path / "demo"
    export.write_text(EXPORT, encoding="gb18030")
    paper.write_bytes(b"%PDF-1.4")
    asked("demo", "--out", tmp_path, "--run-id", "demo", "--as-of", "2026-10-08", "--error-reports", export)
    assert "共收到“我为政府网站找错”平台留言2条，涉及市级部门网站2家" in (run / "report" / "index.html").read_text("utf-8")
    assert "收到留言1条，按期答复1条，无逾期" in site_of(run, NYJ)
    sealed = (run / "results.jsonl").read_bytes()
    before = judged(run)
    assert before[ZJJ]["final_verdict"] == before[NYJ]["final_verdict"] == "fail"
    words = ("--by", "李明", "--why", "现场核查，号码已补挂")
    asked("review", run, "澄岚市住房和城乡建设局", "--rule", "mark-public_security", "--decision", "overturn", *words, "--attach", paper)
    asked("review", run, "nyj.chenglan.gov.cn", "--rule", "mark-icp", "--decision", "uphold", *words, "--due", "2026-10-31")
    after = judged(run)
    assert (after[ZJJ]["verdict"], after[ZJJ]["final_verdict"], after[ZJJ]["problems"]) == ("fail", "pass", "")
    assert after[NYJ]["final_verdict"] == "fail"
    assert [line["findings"] for line in after.values()] == [line["findings"] for line in before.values()]
    assert (run / "results.jsonl").read_bytes() == sealed
    asked("report", run)
    assert "撤销：问题不成立" in site_of(run, ZJJ) and "情况说明.pdf" in site_of(run, ZJJ) and "机器结论：不合格" in site_of(run, ZJJ)
    assert "维持：问题成立" in site_of(run, NYJ) and "2026年10月31日" in site_of(run, NYJ)
    assert "What was written after the run closed follows line from line." in asked("verify", run)
    log = run / "after" / "reviews.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"overturn"', b'"uphold"'))
    assert call("verify", run).returncode == 4


def test_failed_sites_are_rechecked_after_a_change_and_the_older_run_may_be_gone(tmp_path: Path) -> None:
    city = SampleCity()
    with serve_city(city):
        header, *rows = city.roster.read_text(encoding="utf-8-sig").splitlines()
        some = tmp_path / "some.csv"
        hosts = ("www.chenglan", "czj.chenglan", "zjj.chenglan", "nyj.chenglan")
        some.write_text("\n".join([header, *(row for row in rows if any(f"//{host}" in row for host in hosts))]), encoding="utf-8")
        words = ("--out", tmp_path, "--proxy", city.proxy, "--trust-ca", city.authority)
        asked("run", some, "--run-id", "first", "--edition", "guideline-2017", "--as-of", "2026-10-08", *words)
        assert {line["key"] for line in lines_of(tmp_path / "first") if line["verdict"] == "fail"} == {ZJJ, NYJ}
        asked("review", tmp_path / "first", "--due", "2026-10-31", "--by", "市政府办公室")
        home = city.page("zjj.chenglan.gov.cn", "/")
        assert "　版权所有" in home
        city.replace("zjj.chenglan.gov.cn", "/", home.replace("　版权所有", f"　{POLICE}"))
        told = asked("recheck", "first", "--run-id", "second", "--as-of", "2026-11-01", *words)
        assert told.startswith("recheck of first: 1 mended, 1 not mended (1 overdue), 0 cannot be told\n")
        done = call("recheck", "second", "--run-id", "third", "--edition", "2015-15", *words)
        assert done.returncode == 2 and "leave out --edition" in done.stderr and not (tmp_path / "third").exists()
    second = tmp_path / "second"
    record = record_of(second)
    assert (record["recheck_of"]["run"], record["recheck_of"]["sites"]) == ("first", [ZJJ, NYJ])
    assert record["edition"]["id"] == "guideline-2017" and record["as_of"] == "2026-11-01"
    assert {line["key"]: line["verdict"] for line in lines_of(second)} == {ZJJ: "pass", NYJ: "fail"}
    assert "is whole" in asked("verify", second)
    (tmp_path / "first").rename(tmp_path.parent / f"{tmp_path.name}-elsewhere")
    asked("report", second)
    page = (second / "report" / "index.html").read_text("utf-8")
    assert '已整改 <strong class="ink-good">1</strong> 家，未整改 <strong class="ink-bad">1</strong> 家' in page
    assert "已整改" in site_of(second, ZJJ) and "超期未整改" in site_of(second, NYJ)
    for key in (ZJJ, NYJ):
        kept = json.loads((second / "sites" / key / "before" / "line.json").read_text("utf-8"))
        assert (second / kept["settled"]["file"]).exists() and f"../{kept['settled']['file']}" in site_of(second, key)
