"""What a verification found: one plain sentence for each thing that was looked at, in English and in Chinese."""

from collections.abc import Iterable
from typing import Literal

from checker.evidence.names import shown
from checker.records.base import Record

State = Literal["passed", "failed", "not_applicable"]

# id -> state -> (English, Chinese); `{detail}` says where, in figures that both languages share
_SENTENCES: dict[str, dict[State, tuple[str, str]]] = {
    "closed": {
        "passed": ("The run was closed and its manifest can be read.", "本批次已结束归档，清单文件可读取。"),
        "failed": (
            "The run is not closed, or its manifest was taken away or damaged: {detail}.",
            "本批次尚未结束归档，或清单文件缺失、损坏：{detail}。",
        ),
    },
    "plain": {
        "passed": ("All that lies there is plain, readable files.", "所有内容均为可读取的普通文件。"),
        "failed": (
            "Something lies there that is not a plain, readable file, and was not followed: {detail}.",
            "存在非普通文件或无法读取的文件，未予跟随：{detail}。",
        ),
    },
    "present": {
        "passed": ("No file of the manifest is missing.", "清单所列文件无一缺失。"),
        "failed": ("Files of the manifest are missing: {detail}.", "清单所列文件缺失：{detail}。"),
        "not_applicable": ("Without a manifest nobody can say what is missing.", "没有可用清单，无法判断文件是否缺失。"),
    },
    "unaltered": {
        "passed": ("Every file has the size and the SHA-256 of the manifest.", "所有文件的大小和SHA-256值与清单一致。"),
        "failed": ("Files were altered since the run closed: {detail}.", "归档后文件被改动：{detail}。"),
        "not_applicable": ("Without a manifest nobody can say what was altered since.", "没有可用清单，无法判断文件是否被改动。"),
    },
    "nothing_added": {
        "passed": ("No file was added to the run.", "没有多出的文件。"),
        "failed": ("Files are there that do not belong to the run: {detail}.", "存在不属于本批次的文件：{detail}。"),
        "not_applicable": ("Without a manifest nobody can say what was added.", "没有可用清单，无法判断是否有多出的文件。"),
    },
    "as_captured": {
        "passed": ("Every artefact is what its site's log says it was when it was taken.", "所有留存材料与采集时日志记录一致。"),
        "failed": (
            "Artefacts differ from what their site's log says was taken, or are gone: {detail}.",
            "留存材料与采集时日志记录不一致或已缺失：{detail}。",
        ),
    },
    "all_logged": {
        "passed": ("Every file of a site stands in that site's log.", "各网站的所有文件均有日志记录。"),
        "failed": ("Files stand in no site's log: {detail}.", "存在没有日志记录的文件：{detail}。"),
        "not_applicable": (
            "The run is not closed: its last files may not have reached their logs.",
            "本批次尚未结束归档，最后的文件可能还未记入日志。",
        ),
    },
    "log_chain": {
        "passed": ("In every log each line follows from the line before it.", "各日志逐行衔接，未见增删改动。"),
        "failed": (
            "Lines of a log were altered, taken out, added or torn: {detail}.",
            "日志存在被改动、删除、添加或残缺的行：{detail}。",
        ),
    },
    "results": {
        "passed": (
            "results.jsonl has exactly one line for each site, in the roster's order.",
            "results.jsonl中每个网站恰有一行，顺序与名单一致。",
        ),
        "failed": (
            "results.jsonl does not have exactly one whole line for each site in the roster's order: {detail}.",
            "results.jsonl并非每个网站恰有完整的一行，或顺序与名单不一致：{detail}。",
        ),
        "not_applicable": (
            "Without a manifest there is no list of sites to hold results.jsonl against.",
            "没有可用清单，无法核对results.jsonl中的网站。",
        ),
    },
    "previous_run": {
        "passed": (
            "The previous run, {detail}, has the manifest that this run names.",
            "上一批次{detail}的清单与本批次的记载一致。",
        ),
        "failed": (
            "The previous run does not have the manifest that this run names: {detail}.",
            "上一批次的清单与本批次的记载不一致：{detail}。",
        ),
        "not_applicable": (
            "There is no previous run here to hold against this one: {detail}.",
            "此处没有可供核对的上一批次：{detail}。",
        ),
    },
    "next_run": {
        "passed": ("A later run, {detail}, names this run's manifest as it is.", "后续批次{detail}记载的本批次清单与现状一致。"),
        "failed": (
            "A later run names another manifest of this run than the one that is here: {detail}.",
            "后续批次记载的本批次清单与现状不一致：{detail}。",
        ),
        "not_applicable": ("No later run here names this one.", "此处没有记载本批次的后续批次。"),
    },
    "report": {
        "passed": ("The report is as it was last written.", "报告与最近一次生成时一致。"),
        "failed": ("The report is not as it was last written: {detail}.", "报告与最近一次生成时不一致：{detail}。"),
        "not_applicable": ("No report has been written.", "尚未生成报告。"),
    },
    "later_logs": {
        "passed": ("What was written after the run closed follows line from line.", "归档后追加的记录逐行衔接。"),
        "failed": (
            "What was written after the run closed is altered or torn: {detail}.",
            "归档后追加的记录被改动或残缺：{detail}。",
        ),
        "not_applicable": ("Nothing was written after the run closed.", "归档后没有追加记录。"),
    },
    "signed": {
        "not_applicable": (
            "Nobody signed or time-stamped the manifest: who can write here could have made it anew.",
            "清单未经签名，也没有时间戳：有写入权限的人有可能整体重新制作。",
        ),
    },
}
_MOST = 5  # names that a sentence holds; `files` has them all


class Assertion(Record):
    """One thing that was looked at. `files` names all files it is about, relative to the run folder, where it failed."""

    id: str
    state: State
    english: str
    chinese: str
    files: tuple[str, ...] = ()


class Verification(Record):
    """The whole checklist of one run."""

    run: str
    assertions: list[Assertion]

    @property
    def altered(self) -> bool:
        """Whether anything is not as it must be; an unfinished run is not either."""
        return any(assertion.state == "failed" for assertion in self.assertions)

    @property
    def files(self) -> list[str]:
        """Every file that some assertion names, once, in order of name."""
        return sorted({file for assertion in self.assertions for file in assertion.files})

    @property
    def english(self) -> str:
        if self.altered:
            return f"The run {self.run} is not whole: {len(self.files)} files are named."
        return f"The run {self.run} is whole, but not sealed."

    @property
    def chinese(self) -> str:
        if self.altered:
            return f"批次{self.run}不完整或被改动，涉及文件{len(self.files)}个。"
        return f"批次{self.run}完整，但未加封（无签名和时间戳）。"


def assert_that(name: str, state: State, files: Iterable[str] = (), detail: Iterable[str] | None = None) -> Assertion:
    """The assertion `name` with its sentences; `detail` says where and why, else the files' names do."""
    named = sorted({shown(file) for file in files})
    wheres = [shown(where) for where in detail] if detail is not None else named
    text = ", ".join(wheres[:_MOST]) + (f" … (+{len(wheres) - _MOST})" if len(wheres) > _MOST else "")
    english, chinese = _SENTENCES[name][state]
    return Assertion(
        id=name,
        state=state,
        english=english.replace("{detail}", text),
        chinese=chinese.replace("{detail}", text.replace(", ", "、")),
        files=tuple(named),
    )


def judge_files(name: str, bad: Iterable[str], detail: Iterable[str] | None = None) -> Assertion:
    """`failed` where any file is bad, else `passed`."""
    bad = list(bad)
    return assert_that(name, "failed" if bad else "passed", bad, detail if bad else None)
