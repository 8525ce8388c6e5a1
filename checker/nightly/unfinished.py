"""Which issue says that a night did not become a run, until it does. Pure: what GitHub says of the night's jobs goes in, acts come out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.nightly.changes import Act, plain

_MARKER = re.compile(r"<!-- checker unfinished night=([\w.-]+) at=([\w:.+-]+) -->")
_SHARD = re.compile(r"shard (\d+)/(\d+)")
_JOBS = {"canary": "已知结论的网站", "merge": "合并"}
_ENDS = {"failure": "失败", "cancelled": "被取消", "timed_out": "超时"}


@dataclass(frozen=True)
class Job:
    """One of the night's jobs, its name and how it ended, in GitHub's words."""

    name: str
    end: str

    @property
    def told(self) -> str:
        shard = _SHARD.fullmatch(self.name)
        return f"分片{shard[1]}/{shard[2]}" if shard else _JOBS.get(self.name, self.name)


@dataclass(frozen=True)
class OpenNight:
    """An open issue of ours on a night that is not finished; `at` is when it was opened (UTC, ISO 8601)."""

    number: int
    night: str
    at: str


def read_unfinished(number: int, body: str) -> OpenNight | None:
    found = _MARKER.search(body)
    return OpenNight(number, found[1], found[2]) if found else None


def tell_unfinished(night: str, now: str, address: str, jobs: Sequence[Job], issues: Iterable[OpenNight]) -> Act:
    """Opens the night's issue, or brings it up to date after another attempt."""
    standing = next((issue for issue in issues if issue.night == night), None)
    lines = list(lines_of(night, address, jobs))
    body = "\n".join([f"<!-- checker unfinished night={night} at={standing.at if standing else now} -->", *lines]) + "\n"
    title = f"夜间检查未完成：{night}"
    if standing is None:
        return Act("open", night, None, title, body)
    return Act("update", night, standing.number, title, body, f"再次执行后仍未完成：{plain(lacking(jobs))}。")


def settle_unfinished(night: str, started: str, issues: Iterable[OpenNight]) -> list[Act]:
    """Closes what the night settles that became a run now: its own issue, and those opened before its first visit."""
    acts = []
    for issue in issues:
        if issue.night == night:
            acts.append(Act("close", night, issue.number, comment=f"批次{plain(night)}已完整合并。"))
        elif issue.at < started:
            told = f"此后的批次{plain(night)}已完整合并。批次{plain(issue.night)}未合并，档案中没有该夜的结果。"
            acts.append(Act("close", issue.night, issue.number, comment=told))
    return acts


def lacking(jobs: Sequence[Job]) -> str:
    """What has to be done once more, in the order of the workflow; what was only not begun for it is not named."""
    ended = [f"{job.told}（{_ENDS[job.end]}）" for job in jobs if job.end in _ENDS]
    return "、".join(ended) or "未能确定，见工作流日志"


def lines_of(night: str, address: str, jobs: Sequence[Job]) -> Iterable[str]:
    """For the issue and for the page of the workflow, in Markdown."""
    done = [job.told for job in jobs if _SHARD.fullmatch(job.name) and job.end == "success"]
    yield f"- 批次：{plain(night)}（[工作流]({address})）"
    yield f"- 未完成：{plain(lacking(jobs))}"
    if done:
        yield f"- 已完成：{plain('、'.join(done))}"
    yield "- 影响：该批次不合并、不存档，不出报告，也不据此通知结论变化。缺少分片的结果不代表全部网站，故不作部分合并。"
    yield f"- 处理：{_what_to_do(jobs)}"


def _what_to_do(jobs: Sequence[Job]) -> str:
    failed: Mapping[str, Job] = {job.name: job for job in jobs if job.end in _ENDS}
    if "canary" in failed:
        return "查看工作流中 canary 一步的日志和构件 canary；查明原因后点“Re-run all jobs”，另成一个批次。"
    return (
        "7日内在工作流页面点“Re-run failed jobs”：已完成的分片不重新检查，中断的分片从未检查的网站继续，随后合并。"
        "点“Re-run all jobs”则全部重新检查，另成一个批次。"
    )
