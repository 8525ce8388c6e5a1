"""Which sites are visited again, what is kept of their earlier state, and which runs are refused; no browser."""

import json
from pathlib import Path

import pytest

from checker.evidence.run_folder import RunFolder
from checker.evidence.verify import verify
from checker.faults import ArchiveFault, UsageFault
from checker.judgment import load_edition
from checker.records.mending import Before
from checker.running.front import make_plan
from checker.running.judging import line_of
from checker.running.publishing import publish_report
from checker.running.recheck import Recheck, plan_recheck, roster_of
from checker.running.reviewing import Asked, review_site
from checker.settings import Settings
from tests.running.kept import CZJ, RSJ, SLJ, judged, keep_run, looks_of, town

OVERTURN = Asked(rule="mark-icp", decision="overturn", by="李明", why="看过")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    return tmp_path / "archive"


@pytest.fixture
def run(archive: Path) -> RunFolder:
    return RunFolder.open(keep_run(archive))


def planned(run: RunFolder, *, all_problems: bool = False) -> Recheck:
    plan = plan_recheck(run, all_problems=all_problems)
    assert plan is not None
    return plan


def test_only_what_fails_with_decisions_counted_is_visited_again(run: RunFolder) -> None:
    assert planned(run).keys == (CZJ, SLJ)
    review_site(run, CZJ, OVERTURN)
    assert planned(run).keys == (SLJ,)


def test_sites_that_pass_and_have_problems_on_request(archive: Path) -> None:
    run = RunFolder.open(keep_run(archive, edition=load_edition("mianyang-2018q3")))
    failed = {line["key"] for line in map(json.loads, run.lines()) if line["verdict"] == "fail"}
    assert {*(plan_recheck(run, all_problems=False) or planned(run, all_problems=True)).keys} >= failed
    assert {CZJ, SLJ} <= set(planned(run, all_problems=True).keys)


def test_nothing_to_recheck(archive: Path) -> None:
    run = RunFolder.open(keep_run(archive, sites=[looks_of(RSJ, "rsj.yunling.gov.cn", "云岭市人社局")]))
    assert plan_recheck(run, all_problems=True) is None


def test_sites_edition_and_portals_are_the_run_s_own(run: RunFolder) -> None:
    recheck = planned(run)
    roster = roster_of(run, recheck.record)
    plan = make_plan(roster, Settings(), {"as_of": "2026-04-01"}, {}, recheck)
    assert list(plan.sites) == [first.site for first, _ in town()[1:]]
    assert plan.edition == load_edition("guideline-2017") and plan.as_of.isoformat() == "2026-04-01"
    described = plan.recheck.describe(plan.sites) if plan.recheck else {}
    assert described["run"] == "night" and described["sites"] == [CZJ, SLJ] and len(described["manifest_sha256"]) == 64


def test_what_decides_is_as_in_the_run(archive: Path) -> None:
    plain = planned(RunFolder.open(keep_run(archive)))
    with pytest.raises(UsageFault, match="without --include-unverified"):
        plain.settings_from(Settings(include_unverified=True))
    assert plain.settings_from(Settings()).include_unverified is False
    circumstances = {"as_of": "2026-03-01", "include_unverified": True}
    unverified = planned(RunFolder.open(keep_run(archive, "other", circumstances=circumstances)))
    assert unverified.settings_from(Settings()).include_unverified is True


def test_an_interrupted_recheck_goes_on_with_its_own_sites(run: RunFolder) -> None:
    begun = {"recheck_of": planned(run).describe([first.site for first, _ in town()[1:]]), "as_of": "2026-04-02"}
    review_site(run, CZJ, OVERTURN)
    recheck = planned(run)
    plan = make_plan(roster_of(run, recheck.record), Settings(), {}, begun, recheck)
    assert [site.key for site in plan.sites] == [CZJ, SLJ] and plan.as_of.isoformat() == "2026-04-02"
    with pytest.raises(UsageFault, match="is no recheck of night"):
        make_plan(roster_of(run, recheck.record), Settings(), {}, {"recheck_of": None}, recheck)


def test_an_interrupted_run_is_refused(archive: Path) -> None:
    with pytest.raises(UsageFault, match="--resume"):
        plan_recheck(RunFolder.open(keep_run(archive, close=False)), all_problems=False)


@pytest.mark.parametrize("name", ["results.jsonl", "run.json", "manifest.json", f"sites/{CZJ}/home.jpg", f"sites/{RSJ}/observation.json"])
def test_an_altered_run_is_refused(run: RunFolder, name: str) -> None:
    file = run.path / name
    file.write_bytes(file.read_bytes().replace(b"2026", b"2027") + b" ")
    with pytest.raises(ArchiveFault, match="`checker verify`"):
        plan_recheck(run, all_problems=False)


def test_altered_decisions_are_refused(run: RunFolder) -> None:
    review_site(run, CZJ, OVERTURN)
    log = run.path / "after" / "reviews.jsonl"
    log.write_bytes(log.read_bytes()[:-3] + b'"}\n')
    with pytest.raises(ArchiveFault, match="was altered"):
        plan_recheck(run, all_problems=False)


def test_a_report_that_is_gone_or_touched_refuses_no_recheck(run: RunFolder) -> None:
    publish_report(run.path)
    (run.path / "report" / "index.html").write_text("x")
    assert planned(run).keys == (CZJ, SLJ)


def test_the_earlier_state_lies_in_the_recheck_and_the_report_needs_no_other_run(run: RunFolder, archive: Path) -> None:
    """A recheck in which one site has mended and one has not; afterwards the earlier run is taken away."""
    review_site(run, SLJ, Asked(due="2026-03-31"))
    review_site(run, CZJ, Asked(due="2026-03-31"))
    recheck = planned(run)
    mended = looks_of(CZJ, "czj.yunling.gov.cn", "云岭市财政局")
    still = town()[2]
    with RunFolder.create(archive, "again") as later:
        record = json.loads((run.path / "run.json").read_text())
        sites = [first.site for first, _ in (mended, still)]
        later.write_run({**record, "run_id": "again", "as_of": "2026-04-01", "recheck_of": recheck.describe(sites), "sites_total": 2})
        for looks in (mended, still):
            folder = later.site(looks[0].site.key)
            folder.keep("observation.json", looks[0].model_dump_json(by_alias=True).encode(), "observation")
            folder.keep("home.jpg", (run.path / f"sites/{CZJ}/home.jpg").read_bytes(), "settled full-page picture")
            recheck.keep_before(folder, looks[0].site.key)
            later.append(line_of(judged(looks)))
        later.close([CZJ, SLJ])
    before = Before.model_validate_json((later.path / f"sites/{SLJ}/before/line.json").read_bytes())
    assert before.run == "night" and before.final.due is not None and before.judgment.verdict == "fail"
    assert before.settled is not None and before.settled.file == f"sites/{SLJ}/before/0.jpg"
    assert (later.path / before.settled.file).read_bytes() == (run.path / f"sites/{SLJ}/home.jpg").read_bytes()
    publish_report(later.path)
    assert not verify(later.path).altered
    run.path.rename(archive.parent / "elsewhere")
    page = publish_report(later.path).read_text("utf-8")
    top, _, rest = page.partition('id="site-view"')
    assert "对批次 night 中 <strong>2</strong> 家网站的整改复查" in top and "已超过整改期限 <strong" in top
    first, second = (rest.split(f'id="site-{key}"')[1].split("</article>")[0] for key in (CZJ, SLJ))
    assert "已整改" in first and "超期未整改" not in first and "合格" in first
    assert second.count("超期未整改") == 1 and "整改期限 2026年3月31日，已超期" in second
    assert f"../sites/{SLJ}/before/0.jpg" in second and f"../sites/{SLJ}/home.jpg" in second
