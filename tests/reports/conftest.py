"""A run folder as the road leaves one, made through the records from city.toml, with pictures drawn here."""

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Page

from checker.records.base import Box
from checker.records.judgment import Badge, BadgeState, Column, Finding, Judgment, SiteOnLine, Verdict
from checker.records.look import Picture, Reach
from checker.records.observation import Observation, ScenarioState
from checker.records.sighting import KINDS, BadgeKind, Proof, Sighting
from checker.records.site import Level, Site, Status
from checker.reports import write_report

# What a page may try: to break out of the markup, to run, to turn the line round, to tower over its neighbours.
HOSTILE = "</script><img src=x onerror=\"document.title='owned'\">\u202eexe.cod\u0007{{ 7*7 }}<b>Z" + "\u0301" * 40
RULE = {"article": "国办发〔2017〕47号，标识悬挂", "source": "[S] 绵经信函〔2018〕151号", "status": "verified", "weight": "veto"}
QUOTE = "《指引》要求政府网站首页要完善网站标识码、ICP备案号、网安备案号、党政机关标识等的悬挂工作"
PLACES: dict[BadgeKind, Box] = {  # from the top of the footer, in CSS px
    "site_code": Box(420, 0, 190, 20),
    "icp": Box(640, 0, 176, 20),
    "public_security": Box(846, 0, 220, 20),
    "party_gov": Box(470, 44, 44, 56),
    "error_report": Box(820, 48, 130, 48),
}
PRINTED: dict[BadgeKind, str] = {
    "site_code": "5199000001",
    "icp": "蜀ICP备05003648号-1",
    "public_security": "川公网安备51990002110030号",
    "party_gov": "53B6CE1EF5F7411BE053022819ACE3AE",
    "error_report": "5199000001",
}
SEEN = Proof(seen=True, parts=18, parts_seen=18, contrast=7.31, glyph_height=14, changed_pixels=1204, tries=1)
UNSEEN = Proof(seen=False, why_not="no_pixels", parts=18)


@dataclass
class Plan:
    """One site to be made: the badge states that are not `shown`, and what else is unlike a good site."""

    key: str
    name: str
    host: str
    states: dict[BadgeKind, BadgeState] = field(default_factory=dict)
    because: dict[BadgeKind, str] = field(default_factory=dict)
    links: dict[BadgeKind, str] = field(default_factory=lambda: {"icp": "https://beian.miit.gov.cn/"})
    reach: dict[str, Any] = field(default_factory=dict)
    verdict: Verdict = "pass"
    final: Verdict | None = None
    problems: str = ""
    domain: str = "pass"
    twice: bool = False
    level: Level = "department"
    status: Status = "running"
    height: int = 2600
    observation: dict[str, Any] = field(default_factory=dict)
    columns: list[dict[str, Any]] = field(default_factory=list)  # as a line of results.jsonl has them

    def place(self, kind: BadgeKind) -> Box:
        return PLACES[kind].moved(0, self.height - 170)

    def draws(self, kind: BadgeKind) -> bool:
        reached = self.reach.get("state", "reached") == "reached"
        return reached and self.states.get(kind, "shown") in ("shown", "mismatched", "malformed")


@pytest.fixture(scope="session")
def city_plans() -> list[Plan]:
    return [Plan(**site) for site in _city()["site"]]


@pytest.fixture(scope="session")
def make_run(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """make_run(plans, **other values of run.json) writes a run folder and gives its path."""

    def make(plans: list[Plan], **head: Any) -> Path:
        run = tmp_path_factory.mktemp("archive") / "20261122T141800Z"
        run.mkdir()
        record = _city()["run"] | {"sites_total": len(plans)} | head
        rules = record["edition"]["rules"]
        record["edition"]["rules"] = {rule: RULE | {"quote": QUOTE} | words for rule, words in rules.items()}
        (run / "run.json").write_text(json.dumps(record, ensure_ascii=False), "utf-8")
        lines = [_write_site(run, plan, row).model_dump_json(by_alias=True) + "\n" for row, plan in enumerate(plans, 2)]
        (run / "results.jsonl").write_text("".join(lines), "utf-8")
        return run

    return make


@pytest.fixture(scope="session")
def city(make_run: Callable[..., Path], city_plans: list[Plan]) -> Path:
    """The run of all the sites of city.toml; tests read it only."""
    return make_run(city_plans)


def _city() -> dict[str, Any]:
    text = (Path(__file__).parent / "city.toml").read_text("utf-8")
    read: dict[str, Any] = tomllib.loads(text.replace("HOSTILE", json.dumps(HOSTILE)[1:-1]))
    return read


def _write_site(run: Path, plan: Plan, row: int) -> Judgment:
    good = {"state": "reached", "status": 200, "final_url": f"http://{plan.host}/", "seconds": 0.8 + row / 10, "release": "quiet"}
    reach = Reach.model_validate(plan.reach or good)
    on_line = SiteOnLine(
        site_code=plan.key if plan.key.isdigit() else None,
        name=plan.name,
        unit="云岭市人民政府办公室",
        url=f"http://{plan.host}/",
        level=plan.level,
        icp=PRINTED["icp"],
        public_security=None,
    )
    site = Site(key=plan.key, row=row, status=plan.status, **on_line.model_dump())
    for look in (1, 2) if plan.twice else (1,):
        _write_look(run, plan, site, reach, look)
    badges = [_badge(plan, kind) for kind in KINDS]
    return Judgment(
        key=plan.key,
        site=on_line,
        reach=reach,
        scenario=ScenarioState(),
        badges=badges,
        columns=[Column.model_validate(column) for column in plan.columns],
        findings=_findings(plan, badges),
        verdict=plan.verdict,
        final_verdict=plan.final or plan.verdict,
        problems=plan.problems,
    )


def _badge(plan: Plan, kind: BadgeKind) -> Badge:
    stands = plan.draws(kind)
    number = kind in ("site_code", "icp", "public_security")
    return Badge(
        kind=kind,
        state=plan.states.get(kind, "shown"),
        value=PRINTED[kind] if stands else None,
        source=("text" if number else "picture") if stands else None,
        box=plan.place(kind) if stands else None,
        box_in=f"sites/{plan.key}/settled.jpg" if stands else None,
        link=plan.links.get(kind) if stands else None,
        link_state="ok" if stands and number else None,
        because=plan.because.get(kind, "首页底部显示，清晰可见，与填报信息一致。" if stands else "首页上看不到该标识。"),
        evidence=[f"sites/{plan.key}/badge-{kind}.png"] if stands else [],
    )


def _findings(plan: Plan, badges: list[Badge]) -> list[Finding]:
    if plan.status == "offline":
        return []
    told: dict[str, Any] = {"shown": "pass", "undetermined": "cannot_tell"}
    findings = [
        Finding(
            rule=f"mark-{badge.kind}",
            edition="guideline-2017",
            outcome=told.get(badge.state, "fail"),
            weight="note" if badge.kind == "error_report" else "veto",
            because=badge.because,
            evidence=badge.evidence,
        )
        for badge in badges
    ]
    domain: Any = plan.domain
    because = f"最终地址的域名为 {plan.host}。"
    findings.append(Finding(rule="domain", edition="guideline-2017", outcome=domain, weight="veto", because=because))
    because = "须由人工核查，程序不作判断。"
    return [
        *findings,
        Finding(rule="serious-errors", edition="guideline-2017", outcome="cannot_tell", needs="person", weight="veto", because=because),
    ]


def _write_look(run: Path, plan: Plan, site: Site, reach: Reach, look: int) -> None:
    folder = f"sites/{plan.key}" + ("/again" if look == 2 else "")
    (run / folder).mkdir(parents=True)
    pictures: dict[str, Any] = {}
    if reach.state == "reached":
        page = _draw_page(plan)
        for name, picture in (("settled", page), ("untouched", page.crop((0, 0, 1366, 768))), ("marked", page)):
            pictures[name] = _keep(run, f"{folder}/{name}.jpg", picture)
        for kind in filter(plan.draws, KINDS):
            place = plan.place(kind).grown(6)
            _keep(run, f"{folder}/badge-{kind}.png", page.crop((int(place.x), int(place.y), int(place.right), int(place.bottom))))
    proof = UNSEEN if plan.states.get("icp") == "hidden" else SEEN
    sighting = Sighting(kind="icp", shape="number", source="text", raw=PRINTED["icp"], proof=proof)
    answer = {"url": site.url, "status": reach.status or 0, "seconds": reach.seconds or 0}
    told = {"title": f"{plan.name}_首页", "responses": [answer], "sightings": [sighting], **pictures} | plan.observation
    times = {"started": "2026-11-22T14:18:02Z", "ended": "2026-11-22T14:18:09Z"}
    observation = Observation.model_validate({"site": site, "look": look, "reach": reach, **times, **told})
    (run / folder / "observation.json").write_text(observation.model_dump_json(by_alias=True), "utf-8")


def _keep(run: Path, file: str, picture: Image.Image) -> Picture:
    picture.save(run / file, quality=80)
    digest = hashlib.sha256((run / file).read_bytes()).hexdigest()
    return Picture(file=file, sha256=digest, width=picture.width, height=picture.height)


def _draw_page(plan: Plan) -> Image.Image:
    """Something that looks like an office's home page, with the badges where `place` says."""
    page = Image.new("RGB", (1366, plan.height), "#f2f5f9")
    draw, foot = ImageDraw.Draw(page), plan.height - 210
    draw.rectangle((0, 0, 1366, 200), fill="#1d5fa8")
    draw.rectangle((0, 200, 1366, 248), fill="#134a86")
    draw.text((120, 70), plan.name[:20], font=_font(46), fill="white")
    draw.text((120, 211), "首页        政务公开        政务服务        政民互动        数据开放", font=_font(20), fill="white")
    for top in range(270, foot - 320, 330):
        for left in (120, 500, 880):
            draw.rectangle((left, top, left + 360, top + 300), fill="white", outline="#d3dce6")
            draw.text((left + 14, top + 10), "通知公告", font=_font(20), fill="#134a86")
            for line in range(8):
                draw.text((left + 14, top + 50 + 30 * line), "· 关于开展年度政府网站检查的通知", font=_font(15), fill="#333333")
    draw.rectangle((0, foot, 1366, plan.height), fill="#14406f")
    for kind in filter(plan.draws, KINDS):
        box = plan.place(kind)
        if kind in ("party_gov", "error_report"):
            draw.rectangle((box.x, box.y, box.right, box.bottom), fill="#c8102e" if kind == "party_gov" else "white")
        else:
            draw.text((box.x, box.y + 1), PRINTED[kind], font=_font(15), fill="white")
    return page


def _font(size: int) -> Any:
    noto = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
    return ImageFont.truetype(noto, size) if noto.exists() else ImageFont.load_default(size)


@pytest.fixture(scope="session")
def address(city: Path) -> str:
    return write_report(city).as_uri()


@pytest.fixture
def report(page: Page, address: str) -> Iterator[Page]:
    """The report, opened; afterwards: nothing but files was asked for and no script complained."""
    asked: list[str] = []
    complaints: list[str] = []
    page.context.set_offline(True)
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    yield page
    assert [url for url in asked if not url.startswith(("file://", "data:"))] == []
    assert complaints == []
