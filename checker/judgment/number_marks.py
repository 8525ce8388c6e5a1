"""Reading one sighting of a number (网站标识码, ICP备案号, 公安备案号): is it seen, is it one, and does anything contradict it?"""

from collections.abc import Callable

from checker.judgment.hosts import host_of
from checker.judgment.instance import Instance
from checker.judgment.official_services import leads_to_service
from checker.judgment.sight import sight_of, tell_contrast, tell_not_seen, tell_place, tell_trouble, tell_unproven
from checker.judgment.words import MARKS, quoted, tidy
from checker.records.judgment import LinkState
from checker.records.numbers import (
    normal_icp,
    normal_public_security,
    normal_site_code,
    same_number,
)
from checker.records.observation import Observation
from checker.records.sighting import BadgeKind, Sighting

_NORMAL: dict[BadgeKind, Callable[[str], str | None]] = {
    "site_code": normal_site_code,
    "icp": normal_icp,
    "public_security": normal_public_security,
}


def is_number_kind(kind: BadgeKind) -> bool:
    return kind in _NORMAL


def read_number(sighting: Sighting, look: Observation) -> Instance | None:
    """None for what is neither the number nor a claim to it: another's number, or a label that nobody sees and nothing behind it failed."""
    sight = sight_of(sighting)
    if sighting.shape == "loader" or (sighting.failure and (sight != "seen" or sighting.shape in ("hint", "picture"))):
        return _broken(sighting, look)
    if sighting.shape == "other" or (sight == "unseen" and sighting.shape == "label"):
        return None
    if sight != "seen" or sighting.shape == "hint":
        return _not_seen(sighting, look)
    if sighting.doubt:
        because = f"{tell_place(sighting, look)}有{MARKS[sighting.kind]}{quoted(sighting.raw)}，但{sighting.doubt}，不能确定看到的是什么。"
        return Instance("undetermined", because, sighting, sighting.value, _link_state(sighting))
    if sighting.shape != "number" or sighting.value is None:
        because = f"{tell_place(sighting, look)}显示{quoted(sighting.raw)}，但不是完整规范的{MARKS[sighting.kind]}。"
        return Instance("malformed", because, sighting, None, _link_state(sighting), tidy(sighting.raw))
    return _compare(sighting, sighting.value, look, _link_state(sighting))


def _broken(sighting: Sighting, look: Observation) -> Instance:
    trouble = tell_trouble(sighting)
    because = f"{tell_place(sighting, look)}的{MARKS[sighting.kind]}看不到：{trouble}。"
    hosts = tuple(host for host in (host_of(sighting.script), host_of(sighting.raw)) if host)
    return Instance("broken", because, sighting, sighting.value, _link_state(sighting), trouble, hosts)


def _not_seen(sighting: Sighting, look: Observation) -> Instance:
    place, mark, text = tell_place(sighting, look), MARKS[sighting.kind], quoted(sighting.value or sighting.raw)
    if sighting.shape == "hint" and sighting.doubt and sight_of(sighting) != "unseen":
        because = f"{place}可能显示{mark}{text}，但{sighting.doubt}，不能确定。"
        return Instance("undetermined", because, sighting, sighting.value, _link_state(sighting))
    if sighting.shape == "hint":
        thing = "表单项" if sighting.doubt else "图片的替代文字、提示文字或链接"
        because = f"{text}只写在{place}{thing}中，页面上看不到。"
    elif sighting.proof is None or sight_of(sighting) == "unproven":
        because = f"{place}有{mark}{text}，但{tell_unproven(sighting)}。"
        return Instance("undetermined", because, sighting, sighting.value, _link_state(sighting))
    else:
        because = f"{place}的网页代码中有{mark}{text}，但{tell_not_seen(sighting)}。"
    return Instance("hidden", because, sighting, sighting.value, _link_state(sighting))


def _compare(sighting: Sighting, value: str, look: Observation, link: LinkState) -> Instance:
    kind = sighting.kind
    seen = f"{tell_place(sighting, look)}显示{quoted(value)}，清晰可见{tell_contrast(sighting)}"
    written = look.site.expected_number(kind)
    expected = _NORMAL[kind](written) if written else None
    if expected is not None and not same_number(kind, value, expected):
        detail = f"页面为{tidy(value)}，备案为{tidy(expected)}"
        return Instance("mismatched", f"{seen}，但与填报的{quoted(expected)}不一致。", sighting, value, link, detail)
    carried = sighting.link_value
    if carried and leads_to_service(kind, sighting.link) and not same_number(kind, value, carried):
        detail = f"页面为{tidy(value)}，链接中为{tidy(carried)}"
        return Instance("mismatched", f"{seen}，但其链接中的号码是{quoted(carried)}，两者不一致。", sighting, value, link, detail)
    if expected is not None:
        compared = "与填报一致"
    elif written:
        compared = f"名单所填的{quoted(written)}不是规范的{MARKS[kind]}，未作比对"
    else:
        compared = f"名单未填{MARKS[kind]}，未作比对"
    more = [compared, _tell_link(link, sighting), _tell_meta(sighting, value, look)]
    because = f"{seen}，{'；'.join(words for words in more if words)}。"
    return Instance("shown", because, sighting, value, link)


def _link_state(sighting: Sighting) -> LinkState:
    if host_of(sighting.link) is None:
        return "missing"
    if not leads_to_service(sighting.kind, sighting.link):
        return "wrong"
    return {"alive": "ok", "dead": "dead"}.get(sighting.link_answer or "", "unproven")  # type: ignore[return-value]  # literal values


def _tell_link(state: LinkState, sighting: Sighting) -> str:
    match state:
        case "ok":
            return "链接指向官方查询网站，可以打开"
        case "missing":
            return "" if sighting.kind == "site_code" else "未加链接"  # no rule asks a site code to lead anywhere
        case "wrong":
            return f"链接指向其他网站（{tidy(host_of(sighting.link) or '')}）"
        case "dead":
            return "链接指向官方查询网站，但打不开"
        case "unproven":
            return "链接指向官方查询网站，未核实能否打开"


def _tell_meta(sighting: Sighting, value: str, look: Observation) -> str:
    if sighting.kind != "site_code" or not look.meta_site_code or same_number("site_code", value, look.meta_site_code):
        return ""
    return f"页面元数据SiteIDCode写的是{quoted(look.meta_site_code)}，供参考"
