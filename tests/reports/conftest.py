"""A run folder as the road leaves one, made through the records: twelve sites in every state, with pictures drawn here."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from checker.records.base import Box
from checker.records.judgment import Badge, BadgeState, Finding, Judgment, LinkState, SiteOnLine, Verdict
from checker.records.look import Act, LoadFailure, Picture, Reach, Response
from checker.records.observation import Frame, Observation, ScenarioState
from checker.records.sighting import KINDS, BadgeKind, Proof, Sighting
from checker.records.site import Level, Site

HOSTILE = "</script><img src=x onerror=\"document.title='owned'\">\u202eexe.cod\u0007{{ 7*7 }}<b>Z" + "\u0301" * 40
RULES: dict[str, dict[str, str]] = {
    "mark-site_code": {"title": "首页未规范标注网站标识码"},
    "mark-icp": {"title": "首页未规范标注ICP备案号"},
    "mark-public_security": {"title": "首页未规范标注公安备案号"},
    "mark-party_gov": {"title": "首页未规范悬挂党政机关网站标识"},
    "mark-error_report": {"title": "首页未设置“我为政府网站找错”入口"},
    "domain": {"title": "域名不规范"},
    "home-page": {"title": "首页可供检查"},
    "serious-errors": {"title": "严重错误"},
}
MARKS_QUOTE = "《指引》要求政府网站首页要完善网站标识码、ICP备案号、网安备案号、党政机关标识等的悬挂工作"
DOMAIN_QUOTE = "使用以.gov.cn为后缀的英文域名和符合要求的中文域名，不得使用其他后缀的英文域名"
OUTCOMES: dict[BadgeState, Any] = {"shown": "pass", "undetermined": "cannot_tell"}
BOXES: dict[BadgeKind, Box] = {
    "site_code": Box(420, 0, 190, 20),
    "icp": Box(640, 0, 176, 20),
    "public_security": Box(846, 0, 220, 20),
    "party_gov": Box(470, 44, 44, 56),
    "error_report": Box(820, 48, 130, 48),
}


@dataclass
class Plan:
    """One site to be made: badge states that are not `shown`, and what else is unlike a good site."""

    key: str
    name: str
    host: str
    states: dict[BadgeKind, BadgeState] = field(default_factory=dict)
    reach: Reach | None = None
    verdict: Verdict = "pass"
    final: Verdict | None = None
    problems: str = ""
    because: dict[BadgeKind, str] = field(default_factory=dict)
    domain: str = "pass"
    twice: bool = False
    level: Level = "department"
    status: Any = "running"
    height: int = 2600
    observation: dict[str, Any] = field(default_factory=dict)


def plans() -> list[Plan]:
    refused = Reach(state="refused", seconds=0.1, because="服务器拒绝连接，首页没有打开。")
    late = Reach(state="reached", status=200, final_url="http://swj.yunling.gov.cn/", seconds=8.4, release="deadline", because="到达时限。")
    nothing: dict[BadgeKind, BadgeState] = dict.fromkeys(KINDS, "undetermined")
    hops = [Response(url="http://kfq.yunling.gov.cn/", status=412, seconds=0.21), Response(url="http://kfq.yunling.gov.cn/", status=200, seconds=0.64)]
    return [
        Plan("5199000001", "云岭市人民政府", "www.yunling.gov.cn", level="city_portal", height=4200),
        Plan("5199000012", "云岭市人力资源和社会保障局", "rsj.yunling.gov.cn", {"public_security": "missing"}, verdict="fail", twice=True,
             problems="首页未显示公安备案号", because={"public_security": "已查看首页全部文字、图片和框架，直至页尾，没有发现公安备案号。"}),
        Plan("5199000013", "云岭市教育局", "jyj.yunling.gov.cn", {"icp": "hidden"}, verdict="fail", twice=True, problems="首页ICP备案号不可见"),
        Plan("5199000014", "云岭市民政局", "mzj.yunling.gov.cn", {"party_gov": "broken"}, verdict="fail", twice=True,
             problems="党政机关网站标识未能加载",
             observation={"failures": [LoadFailure(url="https://dcs.conac.cn/js/25/000/0000/60459894/CA250000000604598940001.js",
                                                   resource="script", reason="HTTP 404", status=404)]}),
        Plan("5199000015", "云岭市水务局", "slj.yunling.gov.cn", {"icp": "mismatched"}, verdict="fail", final="pass", twice=True,
             problems="首页ICP备案号与备案信息不一致（蜀ICP备05009999号）"),
        Plan("5199000016", "云岭市交通运输局", "jtj.yunling.gov.cn", {"public_security": "malformed", "error_report": "missing"}, verdict="fail",
             twice=True, problems="首页公安备案号格式错误；首页未设置“我为政府网站找错”入口"),
        Plan("5199000017", "云岭市自然资源和规划局", "www.ylzrzy.gov.cn", domain="fail", verdict="fail", twice=True, problems="域名不规范（www.ylzrzy.gov.cn）"),
        Plan("5199000018", "云岭市应急管理局", "yjj.yunling.gov.cn", nothing, refused, "cannot_tell", domain="cannot_tell", twice=True),
        Plan("5199000019", "云岭市商务局", "swj.yunling.gov.cn", {"public_security": "undetermined", "icp": "undetermined"}, late, "cannot_tell",
             observation={"incomplete": ["框架 http://swj.yunling.gov.cn/foot.html 没有载入"],
                          "frames": [Frame(url="http://swj.yunling.gov.cn/foot.html", failure="net::ERR_TIMED_OUT")]}),
        Plan("5199000020", "云岭经济技术开发区", "kfq.yunling.gov.cn", level="park",
             observation={"responses": hops, "acts": [Act(seconds=1.2, what="closed", detail="关闭弹窗“公告” ✕"),
                                                      Act(seconds=1.4, what="dialog", detail="alert：欢迎访问")]}),
        Plan("5199000021", "云岭市旅游局（已并入）", "lyj.yunling.gov.cn", nothing, refused, status="offline"),
        Plan("127.0.0.1_8080", HOSTILE, "bad.example", {"icp": "mismatched"}, verdict="fail", problems="标题" + HOSTILE, domain="fail",
             because={"icp": HOSTILE}, observation={"title": HOSTILE, "console": [HOSTILE], "blocked": ["javascript:alert(1)"]}),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def make_run(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """make_run(plans, **run.json's other values) writes a run folder and gives its path."""

    def make(chosen: list[Plan], **head: Any) -> Path:
        run = tmp_path_factory.mktemp("archive") / "20261122T141800Z"
        run.mkdir()
        (run / "run.json").write_text(json.dumps(_head(len(chosen)) | head, ensure_ascii=False), "utf-8")
        lines = [_write_site(run, plan, row).model_dump_json(by_alias=True) + "\n" for row, plan in enumerate(chosen, 2)]
        (run / "results.jsonl").write_text("".join(lines), "utf-8")
        return run

    return make


@pytest.fixture(scope="session")
def city(make_run: Callable[..., Path]) -> Path:
    """The run of all twelve sites; tests read it only."""
    return make_run(plans())


@pytest.fixture(scope="session")
def city_plans() -> list[Plan]:
    return plans()


def _head(total: int) -> dict[str, Any]:
    rules = {
        rule: words | {"article": "国办发〔2017〕47号", "source": "[S] 绵经信函〔2018〕151号", "status": "verified", "weight": "veto",
                       "quote": DOMAIN_QUOTE if rule == "domain" else MARKS_QUOTE if rule.startswith("mark") else ""}
        for rule, words in RULES.items()
    }  # fmt: skip
    rules["mark-error_report"] |= {"quote": "", "status": "unverified", "weight": "note"}
    return {
        "schema": 1, "run_id": "20261122T141800Z", "started": "2026-11-22T14:18:00Z", "ended": "2026-11-22T14:26:31Z", "checker_version": "0.1.0",
        "browser": "HeadlessChrome/142.0.7444.59", "as_of": "2026-11-22", "options": {"jobs": 4, "proxy": None}, "vantage": "云岭市政务网（成都节点）",
        "edition": {"id": "guideline-2017", "title": "《政府网站发展指引》（国办发〔2017〕47号）", "sha256": "ab" * 32, "rules": rules},
        "machine": {"cpus": 2}, "sites_total": total, "offline_count": 1, "portals": ["www.yunling.gov.cn"],
        "refused_rows": [{"row": 14, "reason": "no_url", "because": "没有填写首页地址", "text": "云岭市档案馆,,市级部门网站"}],
        "rules_not_built": [{"rule": "home-stale", "title": "网站不更新"}, {"rule": "columns-stale", "title": "栏目不更新"},
                            {"rule": "letters-unanswered", "title": "互动回应差"}],
    }  # fmt: skip


def _write_site(run: Path, plan: Plan, row: int) -> Judgment:
    reach = plan.reach or Reach(state="reached", status=200, final_url=f"http://{plan.host}/", seconds=0.8 + row / 10, release="quiet")
    site = Site(key=plan.key, row=row, url=f"http://{plan.host}/", site_code=plan.key if plan.key.isdigit() else None, name=plan.name,
                unit="云岭市人民政府办公室", level=plan.level, icp=f"蜀ICP备0500{row:04d}号", status=plan.status)  # fmt: skip
    looks = [_observe(run, plan, site, reach, row, look) for look in ((1, 2) if plan.twice else (1,))]
    badges = [_badge(plan, kind, looks[0], row) for kind in KINDS]
    line = SiteOnLine(site_code=site.site_code, name=site.name, unit=site.unit, url=site.url, level=site.level, icp=site.icp, public_security=None)
    return Judgment(key=plan.key, site=line, reach=reach, scenario=ScenarioState(), badges=badges, findings=_findings(plan, badges),
                    verdict=plan.verdict, final_verdict=plan.final or plan.verdict, problems=plan.problems)  # fmt: skip


def _badge(plan: Plan, kind: BadgeKind, look: Observation, row: int) -> Badge:
    state = plan.states.get(kind, "shown")
    values: dict[BadgeKind, str] = {"site_code": "5199000001", "icp": f"蜀ICP备0500{row:04d}号-1", "public_security": "川公网安备51990002110030号",
                                    "party_gov": "53B6CE1EF5F7411BE053022819ACE3AE", "error_report": "5199000001"}  # fmt: skip
    stands = state not in ("missing", "undetermined", "broken", "hidden") and look.settled is not None
    words = {"shown": "首页底部显示，文字清晰可见，与填报信息一致。", "hidden": "页面代码中有该标识，但所在区域设为不显示，画面上没有任何像素。",
             "mismatched": "首页底部显示“蜀ICP备05009999号”，与填报的备案号不一致。", "undetermined": "页面没有看完整，不作结论。"}  # fmt: skip
    link: LinkState | None = ("ok" if stands else None) if kind not in ("party_gov", "error_report") else None
    links = {"icp": "https://beian.miit.gov.cn/", "party_gov": "javascript:alert(1)" if plan.host == "bad.example" else "https://bszs.conac.cn/"}
    return Badge(
        kind=kind, state=state, value=values[kind] if stands else None, source="picture" if kind in ("party_gov", "error_report") else "text",
        box=BOXES[kind].moved(0, plan.height - 170) if stands else None, box_in=look.settled.file if stands and look.settled else None,
        link=links.get(kind) if stands else None, link_state=link, because=plan.because.get(kind, words.get(state, "脚本没有载入，页面上看不到该标识。")),
        evidence=[f"sites/{plan.key}/badge-{kind}.png"] if stands else [],
    )  # fmt: skip


def _findings(plan: Plan, badges: list[Badge]) -> list[Finding]:
    def finding(rule: str, outcome: Any, because: str, **more: Any) -> Finding:
        return Finding(rule=rule, edition="guideline-2017", outcome=outcome, because=because, **({"weight": "veto"} | more))

    if plan.status == "offline":
        return []
    marks = [
        finding(f"mark-{badge.kind}", OUTCOMES.get(badge.state, "fail"), badge.because, evidence=badge.evidence,
                weight="note" if badge.kind == "error_report" else "veto") for badge in badges
    ]  # fmt: skip
    person = finding("serious-errors", "cannot_tell", "严重错误须由人工核查，程序不作判断。", needs="person")
    return [*marks, finding("domain", plan.domain, f"最终地址的域名为 {plan.host}。"), person]


def _observe(run: Path, plan: Plan, site: Site, reach: Reach, row: int, look: int) -> Observation:
    folder = f"sites/{plan.key}" + ("/again" if look == 2 else "")
    (run / folder).mkdir(parents=True)
    pictures: dict[str, Picture] = {}
    if reach.state == "reached":
        page = _draw_page(plan)
        for name, picture in (("settled", page), ("untouched", page.crop((0, 0, 1366, 768))), ("marked", page)):
            pictures[name] = _keep(run, f"{folder}/{name}.jpg", picture)
        for kind, box in BOXES.items():
            place = box.moved(0, plan.height - 170).grown(6)
            crop = page.crop((int(place.x), int(place.y), int(place.right), int(place.bottom)))
            _keep(run, f"{folder}/badge-{kind}.png", crop)
    proof = Proof(seen=True, parts=18, parts_seen=18, contrast=7.31, glyph_height=14, changed_pixels=1204, tries=1)
    hidden = Proof(seen=False, why_not="no_pixels", parts=18)
    observation = Observation(
        site=site, look=look, started="2026-11-22T14:18:02Z", ended="2026-11-22T14:18:09Z", reach=reach, **pictures,
        sightings=[Sighting(kind="icp", shape="number", source="text", raw=f"蜀ICP备0500{row:04d}号-1", box=BOXES["icp"], box_in=f"{folder}/settled.jpg",
                            proof=hidden if plan.states.get("icp") == "hidden" else proof)],
        **({"title": plan.name + "_首页", "responses": [Response(url=site.url, status=reach.status or 0, seconds=reach.seconds or 0)]} | plan.observation),
    )  # fmt: skip
    (run / folder / "observation.json").write_text(observation.model_dump_json(by_alias=True), "utf-8")
    return observation


def _keep(run: Path, file: str, picture: Image.Image) -> Picture:
    picture.save(run / file, quality=80)
    digest = hashlib.sha256((run / file).read_bytes()).hexdigest()
    return Picture(file=file, sha256=digest, width=picture.width, height=picture.height)


def _draw_page(plan: Plan) -> Image.Image:
    """Something that looks like an office's home page; the boxes of BOXES are where the badges are drawn."""
    page = Image.new("RGB", (1366, plan.height), "#f2f5f9")
    draw, foot = ImageDraw.Draw(page), plan.height - 170
    draw.rectangle((0, 0, 1366, 200), fill="#1d5fa8")
    draw.text((120, 70), plan.name[:20], font=_font(46), fill="white")
    draw.rectangle((0, 200, 1366, 248), fill="#134a86")
    draw.text((120, 211), "首页        政务公开        政务服务        政民互动        数据开放", font=_font(20), fill="white")
    for block in range(270, foot - 300, 330):
        for left in (120, 500, 880):
            draw.rectangle((left, block, left + 360, block + 300), fill="white", outline="#d3dce6")
            draw.text((left + 14, block + 10), "通知公告", font=_font(20), fill="#134a86")
            for line in range(8):
                draw.text((left + 14, block + 50 + 30 * line), "· 关于开展年度政府网站检查工作的通知", font=_font(15), fill="#333333")
    draw.rectangle((0, foot - 40, 1366, plan.height), fill="#14406f")
    words: dict[BadgeKind, str] = {"site_code": f"网站标识码：{plan.key[:10]}", "icp": "蜀ICP备05003648号-1", "public_security": "川公网安备51990002110030号"}
    for kind, box in BOXES.items():
        if plan.states.get(kind) in ("missing", "hidden", "broken"):
            continue
        place = box.moved(0, foot)
        if kind in words:
            draw.text((place.x, place.y + 1), words[kind], font=_font(15), fill="white")
        else:
            draw.rectangle((place.x, place.y, place.right, place.bottom), fill="#c8102e" if kind == "party_gov" else "white", outline="#ffd76a", width=3)
    return page


def _font(size: int) -> Any:
    noto = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
    return ImageFont.truetype(noto, size) if noto.exists() else ImageFont.load_default(size)
