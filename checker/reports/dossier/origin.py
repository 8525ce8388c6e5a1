"""Where a run's results come from: run.json as rows of label and value. What is not known here yet is shown by its own name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checker.records.sighting import KINDS
from checker.reports.dossier.setting_names import named
from checker.reports.moments import beijing, day
from checker.reports.words import BADGE_STATES, KIND_NAMES, VERDICTS

_LEFT_OUT = {  # told elsewhere in the dossier, or of other sites
    "schema", "edition", "visits", "refused_rows", "offline_count", "rules_not_built", "portals", "recheck_of", "sites_total",
    "canary_pictures", "merged", "own_network_sites", "night_canaries", "timings",
}  # fmt: skip
_GROUPS: dict[str, str] = {
    "libraries": "程序组件版本",
    "options": "命令选项",
    "settings": "程序设置",
    "machine": "检查机器",
    "clock": "时钟",
    "roster": "名单",
    "circumstances": "判定条件",
    "canary": "自检页面结果（程序自带页面，与预期一致方可开展检查）",
    "words": "词表",
    "browser_hash": "浏览器程序文件",
    "profile": "清洁性检查：浏览器用户数据",
}
_LABELS: dict[str, str] = {
    "run_id": "检查批次",
    "started": "开始时间（北京时间）",
    "ended": "结束时间（北京时间）",
    "complete": "批次是否完成",
    "checker_version": "检查程序版本",
    "checker_sha256": "检查程序SHA-256",
    "browser": "浏览器",
    "browser_binary": "浏览器程序",
    "sandbox": "浏览器沙箱",
    "as_of": "判定基准日",
    "own_network_failure": "检查方网络故障",
    "vantage": "检查地点",
    "shard": "分片",
    "shard_run": "分片原批次",
    "shard_manifest_sha256": "分片清单SHA-256",
    "resumed": "中断后继续检查的时间（UTC）",
    "scenarios": "专用步骤",
    "command_line": "命令行",
    "system": "操作系统",
    "host": "主机名",
    "processors": "处理器数",
    "zone": "判定时区",
    "utc_at_start": "开始时刻（UTC）",
    "machine_zone": "机器时区",
    "file": "文件",
    "sha256": "SHA-256",
    "proxy": "代理服务器",
    "superior_domains": "上级部门域名",
    "official_hosts_down": "官方服务故障",
    "include_unverified": "计入未经核实的条文",
    "verdict": "结论",
    "words": "词表",
    "browser_arguments": "浏览器启动参数",
    "hosts_file": "hosts文件",
    "name_servers": "域名服务器",
    "servers": "地址",
    "lines": "有效行数",
    "size": "字节数",
    "hashed": "计算时间（北京时间）",
    "source": "时间源",
    "asked": "询问时间（北京时间）",
    "date": "时间源所报时间",
    "offset_seconds": "本机时钟偏差（秒，正数为偏快）",
    "unsure_seconds": "偏差的误差范围（秒）",
    "fresh": "是否为全新用户数据",
    "because": "说明",
    "trouble": "无法读取的原因",
    "browser_restarts": "浏览器重新启动次数",
    "python": "Python版本",
    "portals": "名单内门户网站域名",
    "address": "地址",
    "sites": "网站数",
    "remarks": "备注",
    **{str(kind): name for kind, name in KIND_NAMES.items()},
}
_ON_ONE_LINE = {"options", "settings", "libraries"}  # many, and known by the names that one types
_STATES: dict[str, str] = {name: word.full for name, word in (*VERDICTS.items(), *BADGE_STATES.items())}
_SENTENCES: dict[str, str] = {  # what run.json says in English, by how it begins
    "no time source is set": "没有设置时间源，以机器自身时钟为准",
    "the first request to the checker's own page brought no cookie": "首次访问自检页面的请求没有携带以往访问留下的Cookie和条件请求头",
    "the time source told no time": "时间源没有给出可用的时间",
}
_LONGEST = 600  # characters of one value


@dataclass(frozen=True)
class OriginGroup:
    """`title` is empty for what stands at the top of run.json. `line` instead of `rows`: names of the program with their values."""

    title: str
    rows: tuple[tuple[str, str], ...] = ()
    line: str = ""


def record_of(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """run.json, or of a run that was put together from shards what it says of the machine that saw the site."""
    merged = record.get("merged") or {}
    shard = next((each for each in merged.get("shards", ()) if key in each["sites"]), None)
    if shard is None:
        return record
    own = bool(record.get("own_network_failure")) or key in record.get("own_network_sites", ())
    told = {**record, **shard["record"], "run_id": record["run_id"], "own_network_failure": own}
    return {**told, "circumstances": record["circumstances"], "shard_run": shard["run"], "shard_manifest_sha256": shard["manifest_sha256"]}


def origin_groups(record: Mapping[str, Any]) -> list[OriginGroup]:
    """In the order of run.json, the single values first."""
    single: list[tuple[str, str]] = []
    groups: list[OriginGroup] = []
    for name, value in record.items():
        if name in _LEFT_OUT:
            continue
        if isinstance(value, Mapping) and name in _ON_ONE_LINE:
            groups.append(OriginGroup(_GROUPS[name], line=named(value)))
        elif isinstance(value, Mapping):
            groups.append(OriginGroup(_GROUPS.get(name, name), tuple(_rows(value))))
        else:
            single.append((_LABELS.get(name, name), _words(name, value)))
    return [OriginGroup("", tuple(single)), *(group for group in groups if group.rows or group.line)]


def _rows(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        label = f"{before}{_LABELS.get(name, name)}"
        if isinstance(value, Mapping) and value:
            yield from _rows(value, f"{label} / ")
        else:
            yield label, _words(name, value)


def _words(name: str, value: Any) -> str:
    """A value as text; times and days as an office reads them."""
    if value is None or value in ([], {}, ""):
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        words = "，".join(_words("", each) if not isinstance(each, Mapping) else _flat(each) for each in value)
    else:
        words = _known_words(name, str(value))
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…（全文见run.json）"


def _known_words(name: str, value: str) -> str:
    if name in ("verdict", *KINDS):
        return _STATES.get(value, value)
    if name == "because":
        return next((words for begin, words in _SENTENCES.items() if value.startswith(begin)), value)
    if name in ("started", "ended", "hashed", "asked"):
        return beijing(value)
    return day(value) if name == "as_of" else value


def _flat(value: Mapping[str, Any]) -> str:
    return "；".join(f"{label}：{words}" for label, words in _rows(value))
