"""Which issues a night opens, brings up to date and closes. Pure: what the night found and what stands open goes in, acts come out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WORDS = {"pass": "合格", "fail": "不合格", "cannot_tell": "无法判定"}
_MARKER = re.compile(r"<!-- checker site=([\w.-]+) verdict=(pass|fail|cannot_tell) -->")
_MARKUP = re.compile(r"([!-/:-?\[-`{-~])")
_LONGEST = 2_000  # characters of the problems in one issue


@dataclass(frozen=True)
class SiteTonight:
    """What holds of one site, people's decisions counted in; `ours`: we did not get through to it, so nothing changed at the site."""

    key: str
    name: str
    url: str
    verdict: str
    problems: str
    ours: bool = False


@dataclass(frozen=True)
class OpenIssue:
    """An open issue of ours: the site that it is about, and the verdict that it tells."""

    number: int
    key: str
    verdict: str


@dataclass(frozen=True)
class Act:
    """`kind` is open, update or close; `body` with its marker replaces the issue's text, `comment` is added to it."""

    kind: str
    key: str
    number: int | None = None
    title: str = ""
    body: str = ""
    comment: str = ""


def read_issue(number: int, body: str) -> OpenIssue | None:
    """Null for an issue that is none of ours: somebody took our marker out, or it was written by hand."""
    found = _MARKER.search(body)
    return OpenIssue(number, found[1], found[2]) if found else None


def decide(night: str, tonight: Iterable[SiteTonight], before: Mapping[str, str], issues: Iterable[OpenIssue]) -> list[Act]:
    """One open issue for each site whose verdict changed, until it is `pass` again.

    `before` are last night's verdicts by key; the first night has none, and opens nothing. A change is told once: an open issue
    knows the verdict that it tells.
    """
    open_by_key: dict[str, OpenIssue] = {}
    acts = []
    for issue in sorted(issues, key=lambda each: each.number):
        if issue.key in open_by_key:
            acts.append(Act("close", issue.key, issue.number, comment=f"与 #{open_by_key[issue.key].number} 重复。"))
        else:
            open_by_key[issue.key] = issue
    sites = {site.key: site for site in tonight}
    for site in sites.values():
        if not site.ours:
            acts += _follow(night, site, before.get(site.key), open_by_key.get(site.key))
    for key, issue in open_by_key.items():
        if key not in sites:
            acts.append(Act("close", key, issue.number, comment=f"{night}：名单中已没有该网站，不再跟踪。"))
    return acts


def _follow(night: str, site: SiteTonight, before: str | None, issue: OpenIssue | None) -> list[Act]:
    told = issue.verdict if issue else before
    if issue and told == site.verdict == "pass":  # whoever brought its text up to date was interrupted before it was closed
        return [Act("close", site.key, issue.number)]
    if told is None or told == site.verdict:
        return []
    change = f"{night}：{WORDS[told]} → {WORDS[site.verdict]}。"
    if issue is None:
        return [] if site.verdict == "pass" else [Act("open", site.key, None, _title(site, told), _body(night, site, told))]
    if site.verdict == "pass":
        return [Act("close", site.key, issue.number, _title(site, told), _body(night, site, told), change)]
    return [Act("update", site.key, issue.number, _title(site, told), _body(night, site, told), f"{change}{plain(site.problems)}")]


def _title(site: SiteTonight, before: str) -> str:
    return f"{' '.join(site.name.split())[:80].replace('@', '＠')}：{WORDS[before]} → {WORDS[site.verdict]}"


def _body(night: str, site: SiteTonight, before: str) -> str:
    lines = [
        f"<!-- checker site={site.key} verdict={site.verdict} -->",
        f"- 网站：{plain(site.name)}（{plain(site.key)}）",
        f"- 首页地址：{plain(site.url)}",
        f"- 结论变化：{WORDS[before]} → {WORDS[site.verdict]}（批次 {plain(night)}）",
    ]
    if site.problems:
        lines.append(f"- 突出问题：{plain(site.problems)}")
    return "\n".join([*lines, "", "证据见该批次的检查报告。结论恢复为合格后自动关闭。"]) + "\n"


def plain(text: str) -> str:
    """A site's words as words: no markup, no marker of ours, nobody called."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split())[:_LONGEST]).replace("@", "＠")
