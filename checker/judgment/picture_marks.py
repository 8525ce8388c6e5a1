"""Reading one sighting of a picture mark (党政机关网站标识, “我为政府网站找错”): is it seen, and does it lead where it must?"""

from checker.judgment.hosts import host_of
from checker.judgment.instance import Instance
from checker.judgment.official_services import carried_site_code, conac_id, is_official_script, leads_to_service
from checker.judgment.sight import sight_of, tell_contrast, tell_not_seen, tell_place, tell_trouble, tell_unproven
from checker.judgment.words import MARKS, quoted, tidy
from checker.records.numbers import same_site_code
from checker.records.observation import Observation
from checker.records.sighting import OPENED_BY_SCRIPT, Sighting


def read_picture(sighting: Sighting, look: Observation, site_code: str | None) -> Instance:
    """`site_code` is what an error report link must carry: the roster's code, else the one that the page shows, else None."""
    sight, place, mark = sight_of(sighting), tell_place(sighting, look), MARKS[sighting.kind]
    value = _value(sighting)
    if sighting.shape == "loader" or sighting.failure:
        return _broken(sighting, place, value)
    if sighting.shape in ("hint", "other"):
        return _not_drawn(sighting, place, value)
    if unclear := _tell_unclear(sighting, place):
        return Instance("undetermined", unclear, sighting, value)
    if sight == "unseen":
        because = f"{place}的网页代码中有{mark}，但{tell_not_seen(sighting)}。"
        return Instance("hidden", because, sighting, value)
    wrong = _contradiction(sighting, site_code)
    if wrong is not None:
        hosts = tuple(host for host in (host_of(sighting.link),) if host and sighting.link_answer == "dead")
        return Instance("mismatched", f"{place}显示{mark}，但{wrong}。", sighting, value, detail=wrong, fault_hosts=hosts)
    return Instance("shown", f"{place}显示{mark}，清晰可见{tell_contrast(sighting)}，{_praise(sighting, site_code)}。", sighting, value)


def _tell_unclear(sighting: Sighting, place: str) -> str | None:
    """Why nobody can say what stands there or what a click on it does; None where that is clear."""
    sight, mark = sight_of(sighting), MARKS[sighting.kind]
    if sight == "seen":
        is_heard = sighting.doubt == OPENED_BY_SCRIPT and host_of(sighting.link) is None
        return f"{place}显示{mark}，但{sighting.doubt}。" if is_heard else None
    if sighting.doubt and sighting.doubt != OPENED_BY_SCRIPT:
        return f"{place}有一处可能是{mark}，但{sighting.doubt}，不能确定。"
    return f"{place}有{mark}，但{tell_unproven(sighting)}。" if sight == "unproven" else None


def _not_drawn(sighting: Sighting, place: str, value: str | None) -> Instance:
    mark = MARKS[sighting.kind]
    if sighting.shape == "hint":
        return Instance("hidden", f"{mark}只在{place}的替代文字、提示文字或链接中出现，页面上看不到。", sighting, value)
    return Instance("missing", f"{place}指向{mark}官方网站的链接上是其他图片或者单一颜色的色块，不是该标识。", sighting, value)


def _broken(sighting: Sighting, place: str, value: str | None) -> Instance:
    detail = tell_trouble(sighting)
    hosts = tuple(host for host in (host_of(sighting.script), host_of(sighting.raw)) if host)
    because = f"{place}的{MARKS[sighting.kind]}看不到：{detail}。"
    return Instance("broken", because, sighting, value, detail=detail, fault_hosts=hosts)


def _contradiction(sighting: Sighting, site_code: str | None) -> str | None:
    """What is wrong with a mark that is seen, as part of a sentence; None where it is right."""
    if sighting.kind == "party_gov" and "red_error.png" in sighting.raw.lower():
        return "图片是登记信息有误时的警示图red_error.png"
    host = host_of(sighting.link)
    if host is None and not is_official_script(sighting.kind, sighting.script):
        return "没有链接，背后也没有官方脚本"
    if host is not None and not leads_to_service(sighting.kind, sighting.link):
        return f"链接指向其他网站{tidy(host)}"
    if sighting.link_answer == "dead":
        return f"{tidy(host or '')}的链接打不开"
    code = sighting.link_value or carried_site_code(sighting.link)
    if sighting.kind == "error_report" and code and site_code and not same_site_code(code, site_code):
        return f"链接中的网站标识码为{quoted(code)}，与本网站的{quoted(site_code)}不符"
    return None


def _value(sighting: Sighting) -> str | None:
    if sighting.kind == "party_gov":
        return sighting.link_value or conac_id(sighting.link)
    return sighting.link_value


def _praise(sighting: Sighting, site_code: str | None) -> str:
    if host_of(sighting.link) is None:
        words = "由官方脚本提供"
    elif sighting.link_answer == "alive":
        words = "链接指向官方网站，可以打开"
    else:
        words = "链接指向官方网站，未核实能否打开"
    if sighting.kind == "party_gov" and "blue.png" in sighting.raw.lower():
        words += "；图片为蓝色的事业单位标识"
    if sighting.kind == "error_report":
        code = sighting.link_value or carried_site_code(sighting.link)
        if not code:
            words += "；链接未带网站标识码"
        elif site_code:
            words += "；所带网站标识码与本网站一致"
        else:
            words += f"；所带网站标识码{quoted(code)}无可比对"
    return words
