"""Run folders for the tests of the notice: each site by what its rules say, under a real edition, with or without pictures."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from checker.judgment.edition import edition_on_record
from checker.judgment.edition_files import load_edition
from checker.records.judgment import Badge, Finding, Judgment, Needs, SiteOnLine, Verdict
from checker.records.look import Reach
from checker.records.observation import Observation, ScenarioState
from checker.records.sighting import KINDS
from checker.records.site import Level, Site

EDITION = "mianyang-2018q3"
REACH = Reach(state="reached", status=200, final_url="http://www.yunling.gov.cn/", seconds=0.8, release="quiet")
STALE = "未按时更新栏目数量>5（13个栏目未按时更新）"


@dataclass
class Truth:
    """One site: the rules that fail, each with its reason; those that could not be told, each with what they need."""

    key: str
    unit: str | None
    url: str = ""
    level: Level | None = "department"
    fails: dict[str, str] = field(default_factory=dict)
    open: dict[str, Needs | None] = field(default_factory=dict)
    verdict: Verdict | None = None
    problems: str = ""
    offline: bool = False
    picture: bool = False
    refused: bool = False  # its server refused to talk
    idle: frozenset[str] = frozenset()  # rules that do not apply to it

    @property
    def result(self) -> Verdict:
        return self.verdict or ("fail" if "columns-stale" in self.fails else "pass")


def write_run(run: Path, sites: Sequence[Truth], edition: str = EDITION, head: Mapping[str, Any] | None = None) -> Path:
    """Writes the folder as the road leaves one, but for manifest and logs, and gives its path; `head` are values of run.json."""
    run.mkdir(parents=True)
    rules = load_edition(edition)
    silent = [each["rule"] for each in (head or {}).get("rules_not_built", [])]
    record = {
        "schema": 1,
        "run_id": run.name,
        "started": "2018-08-01T00:10:00Z",
        "ended": "2018-08-01T01:25:00Z",
        "as_of": "2018-08-01",
        "edition": edition_on_record(rules),
        "options": {},
        "sites_total": len(sites),
        "offline_count": sum(site.offline for site in sites),
        "rules_not_built": [],
    }
    (run / "run.json").write_text(json.dumps(record | dict(head or {}), ensure_ascii=False, default=str), "utf-8")
    order = [rule.id for rule in rules.rules if rule.id not in silent]
    lines = [_write_site(run, site, row, order, rules.id) for row, site in enumerate(sites, 2)]
    (run / "results.jsonl").write_text("".join(lines), "utf-8")
    return run


def _write_site(run: Path, truth: Truth, row: int, order: list[str], edition: str) -> str:
    url = truth.url or f"http://site{row}.yunling.gov.cn/"
    folder = run / "sites" / truth.key
    folder.mkdir(parents=True)
    on_line = SiteOnLine(site_code=None, name=None, unit=truth.unit, url=url, level=truth.level, icp=None, public_security=None)
    site = Site(key=truth.key, row=row, status="offline" if truth.offline else "running", **on_line.model_dump())
    look = Observation(site=site, look=1, reach=REACH, started="2018-08-01T00:10:02Z", ended="2018-08-01T00:10:09Z")
    (folder / "observation.json").write_text(look.model_dump_json(by_alias=True), "utf-8")
    evidence = [_draw(folder, truth, row)] if truth.picture else []
    told = truth.fails | dict.fromkeys(truth.open, "")
    rules = [] if truth.offline else [*order, *(rule for rule in told if rule not in order)]
    judgment = Judgment(
        key=truth.key,
        site=on_line,
        reach=Reach(state="refused", because="服务器拒绝连接。") if truth.refused else REACH,
        scenario=ScenarioState(),
        badges=[Badge(kind=kind, state="shown", because="首页底部显示。") for kind in KINDS],
        findings=[_finding(truth, rule, edition, evidence) for rule in rules],
        verdict=truth.result,
        final_verdict=truth.result,
        problems=truth.problems or "；".join(truth.fails.values()),
    )
    return judgment.model_dump_json(by_alias=True) + "\n"


def _finding(truth: Truth, rule: str, edition: str, evidence: list[str]) -> Finding:
    weight: Any = "veto" if rule == "columns-stale" else "note"
    common: dict[str, Any] = {"rule": rule, "edition": edition, "weight": weight}
    if rule in truth.fails:
        return Finding(outcome="fail", because=truth.fails[rule], evidence=evidence, **common)
    if rule in truth.open:
        return Finding(outcome="cannot_tell", needs=truth.open[rule], because="证据不足。", **common)
    if rule in truth.idle:
        return Finding(outcome="not_applicable", because="不适用。", **common)
    return Finding(outcome="pass", because="符合要求。", **common)


def _draw(folder: Path, truth: Truth, row: int) -> str:
    page = Image.new("RGB", (683, 1500), "#f2f5f9")
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 683, 90), fill="#1d5fa8")
    for top in range(110, 1400, 130):
        draw.rectangle((40, top, 640, top + 110), fill="white", outline="#b0bac6")
    page.save(folder / "home.jpg", quality=70)
    return f"sites/{truth.key}/home.jpg"


OFFICES = (
    *("人社局", "教育局", "民政局", "水务局", "交通运输局", "自然资源和规划局"),
    *("应急管理局", "商务局", "农业农村局", "卫生健康委员会", "审计局", "统计局"),
)
LEVELS: tuple[Level, ...] = ("city_portal", "county_portal", "park")


def town(size: int, *, pictures: bool = False) -> list[Truth]:
    """`size` sites in which every second one has stale columns, every third no survey, every fifth no police number."""
    sites = []
    for n in range(size):
        unit = f"云岭市{OFFICES[n % len(OFFICES)]}" + (f"（{n // len(OFFICES) + 1}）" if n >= len(OFFICES) else "")
        fails = {}
        if n % 2 == 0:
            fails["columns-stale"] = STALE
        if n % 3 == 0:
            fails["survey-missing"] = "未开设调查征集类栏目"
        if n % 4 == 1:
            fails["consultation-idle"] = "政务咨询类栏目一年内没有有效信件"
        if n % 5 == 0:
            fails["mark-public_security"] = "首页未显示公安备案号"
        if n % 16 == 7:
            fails["domain"] = "域名不规范（www.yunlingjtj.com.cn）"
        doubts: dict[str, Needs | None] = {"serious-errors": "person", "site-unreachable": "history"}
        doubtful = n % 7 == 3
        if doubtful:
            doubts["letters-unanswered"] = None
        verdict: Verdict | None = "cannot_tell" if doubtful and "columns-stale" not in fails else None
        level = LEVELS[n] if n < len(LEVELS) else "department"
        sites.append(Truth(f"51990{n:05d}", unit, "", level, fails, doubts, verdict, picture=pictures))
    return sites
