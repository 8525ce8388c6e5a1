"""Whether the home page's domain is regular (国办发〔2017〕47号: `www.□□□.gov.cn` for portals, `○○○.□□□.gov.cn` for departments).

The final address is judged, the roster's is noted where it differs.
"""

from checker.judgment.checks.answer import Answer, Case, Check, Params
from checker.judgment.hosts import bare_domain, host_of, is_chinese_name, is_ip_literal, readable_name
from checker.judgment.words import LEVELS, tell_reach, tidy
from checker.records.judgment import Outcome
from checker.records.site import Level

_CENTRAL_PORTAL = "www.gov.cn"
_GOVERNMENT = "gov.cn"


def judge_domain(_: Params, case: Case) -> Answer:
    look, site = case.look, case.look.site
    if look.reach.state != "reached":
        return Answer("cannot_tell", f"首页未能打开（{tell_reach(look.reach)}），没有最终地址可供判断。")
    host = host_of(look.reach.final_url)
    if host is None:
        return Answer("cannot_tell", f"首页的最终地址（{tidy(look.reach.final_url or '无')}）中没有域名，无法判断。")
    parents = {bare_domain(name) for name in (*case.circumstances.portals, *case.circumstances.superior_domains)}
    outcome, reason = judge_host(host, site.level, parents)
    rostered = host_of(site.url)
    moved = f"名单所填地址的域名为{tidy(rostered)}，打开后转到该域名。" if rostered and rostered != host else ""
    pictures = tuple(picture.file for picture in (look.untouched,) if picture is not None)
    name = tidy(readable_name(host))
    because = f"首页最终域名为{name}：{reason}。{moved}"
    if outcome == "fail":
        return Answer("fail", because, ground="irregular", words={"host": name}, evidence=pictures)
    return Answer(outcome, because, evidence=pictures)


def judge_host(host: str, level: Level | None, parents: set[str]) -> tuple[Outcome, str]:
    """`host` in lower case without port; `parents` are domains whose sub-domains are regular. The reason is part of a sentence."""
    if is_ip_literal(host):
        return "fail", "以IP地址作首页地址，没有使用域名"
    if is_chinese_name(host):
        return "cannot_tell", "属于中文域名，是否符合要求无法由系统判定"
    if host != _GOVERNMENT and not host.endswith(f".{_GOVERNMENT}"):
        return "fail", "英文域名不以.gov.cn为后缀"
    match level:
        case None:
            answer = _judge_without_level(host)
        case "department":
            answer = _judge_department(host, parents)
        case "park":
            answer = _judge_park(host, parents)
        case "city_portal" | "county_portal":
            answer = _judge_portal(host, level)
    return answer


def _judge_without_level(host: str) -> tuple[Outcome, str]:
    if host == _CENTRAL_PORTAL:
        return "pass", "为中央人民政府门户网站域名"
    return "cannot_tell", "名单未注明网站类型，无法判断应当使用门户网站域名还是部门网站域名"


def _judge_portal(host: str, level: Level) -> tuple[Outcome, str]:
    labels = host.split(".")
    if host == _CENTRAL_PORTAL or _is_portal_form(host):
        return "pass", "符合门户网站域名www.□□□.gov.cn的形式"
    if labels[0] == "www" and len(labels) > 4:
        return "cannot_tell", "以www开头但层级多于www.□□□.gov.cn，无法判断是否规范"
    return "fail", f"{LEVELS[level]}应当使用www.□□□.gov.cn形式的域名"


def _judge_department(host: str, parents: set[str]) -> tuple[Outcome, str]:
    if _is_portal_form(host):
        return "fail", "部门网站使用了门户网站形式的域名www.□□□.gov.cn，而不是本级政府或上级部门门户网站的下级域名"
    parent = _parent_of(host, parents)
    if parent is not None:
        return "pass", f"为{parent}的下级域名"
    return "cannot_tell", "不是名单内门户网站或已设定的上级部门网站的下级域名，无法判断其上级是否为本级政府或上级部门"


def _judge_park(host: str, parents: set[str]) -> tuple[Outcome, str]:
    if _is_portal_form(host):
        return "pass", "符合门户网站域名www.□□□.gov.cn的形式"
    parent = _parent_of(host, parents)
    if parent is not None:
        return "pass", f"为{parent}的下级域名"
    return "cannot_tell", "以.gov.cn为后缀，但既非www.□□□.gov.cn形式，也不是已知门户网站的下级域名"


def _is_portal_form(host: str) -> bool:
    labels = host.split(".")
    return len(labels) == 4 and labels[0] == "www" and labels[1] != ""


def _parent_of(host: str, parents: set[str]) -> str | None:
    # every government name lies under gov.cn: it is nobody's own domain, the central portal's neither
    fitting = [parent for parent in parents if parent and parent != _GOVERNMENT and host.endswith(f".{parent}")]
    return max(fitting, key=len, default=None)


DOMAIN = Check(name="domain", judge=judge_domain, grounds=(("irregular",),), words=frozenset({"host"}))
