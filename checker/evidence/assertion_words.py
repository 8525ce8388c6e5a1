"""The sentences of a verification: one for each thing that is looked at, as it passed, failed or did not apply."""

from typing import Literal

State = Literal["passed", "failed", "not_applicable"]

# id -> state -> (English, Chinese); `{detail}` says what, and where
SENTENCES: dict[str, dict[State, tuple[str, str]]] = {
    "closed": {
        "passed": ("The run {detail}, and its manifest can be read.", "{detail}，清单文件可读取。"),
        "failed": ("The run has no manifest that can be relied on: {detail}.", "本批次没有可信的清单文件：{detail}。"),
    },
    "plain": {
        "passed": ("All that lies there is plain, readable files.", "所有内容均为可读取的普通文件。"),
        "failed": (
            "Something lies there that is not a plain, readable file, and was not followed: {detail}.",
            "存在非普通文件或无法读取的文件，未读取其内容：{detail}。",
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
    "pruned": {
        "passed": (
            "Files were taken away under the archive's policy; their tombstones name them as they were sealed: {detail}.",
            "部分文件已按保存期限清理，清理记录与清单所载一致：{detail}。",
        ),
        "failed": (
            "Tombstones name files otherwise than they were sealed: {detail}.",
            "清理记录与清单所载不一致：{detail}。",
        ),
        "not_applicable": ("Nothing was taken away under the archive's policy.", "没有按保存期限清理过的文件。"),
    },
    "pruned_by": {
        "passed": ("A key that was named has signed every tombstone: {detail}.", "各条清理记录均由指定公钥对应的密钥签名：{detail}。"),
        "failed": (
            "Files were taken away by somebody who had not the key that was named: {detail}.",
            "有文件的清理记录并非由指定公钥对应的密钥签名：{detail}。",
        ),
        "not_applicable": ("Whose key signed the tombstones was not looked at: {detail}.", "未核对清理记录由谁签名：{detail}。"),
    },
    "thinned": {
        "passed": (
            "Pictures stand as differences from earlier ones, not as files; put together again, each is what the manifest says: {detail}.",
            "部分图片以差分方式存放，已逐一还原并与清单核对一致：{detail}。",
        ),
        "failed": (
            "Pictures stand as differences, and what they rest on was altered or is not in this archive: {detail}.",
            "部分图片以差分方式存放，其底图已改动或不在本档案库中，无法还原：{detail}。",
        ),
        "not_applicable": ("No picture stands as a difference.", "没有以差分方式存放的图片。"),
    },
    "log_chain": {
        "passed": ("In every log each line follows from the line before it.", "各日志逐行衔接，未见增删改动。"),
        "failed": (
            "Lines of a log were altered, taken out, added or torn: {detail}.",
            "日志存在被改动、删除、添加或残缺的行：{detail}。",
        ),
    },
    "moments": {
        "passed": (
            "No moment lies before one that came earlier: in the logs, at the closing, and from the previous run to this one.",
            "各日志、归档以及与上一批次之间的时间先后一致，未见时间倒置。",
        ),
        "failed": (
            "Moments lie before others that came earlier, so something was back-dated or the clock was set back: {detail}.",
            "存在时间倒置，记录时间被提前或时钟曾被回拨：{detail}。",
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
        "not_applicable": ("There is no whole report: {detail}.", "没有完整的报告：{detail}。"),
    },
    "later_logs": {
        "passed": ("What was written after the run closed follows line from line.", "归档后追加的记录逐行衔接。"),
        "failed": (
            "What was written after the run closed is altered or torn: {detail}.",
            "归档后追加的记录被改动或残缺：{detail}。",
        ),
        "not_applicable": ("Nothing was written after the run closed.", "归档后没有追加记录。"),
    },
    "remembered": {
        "passed": (
            "What was written after the run closed is, as far as a later run remembers it, still there: {detail}.",
            "归档后追加的记录与后续批次归档时所记一致：{detail}。",
        ),
        "failed": (
            "What a later run remembers as written after the run closed was altered or is gone: {detail}.",
            "归档后追加的记录与后续批次归档时所记不一致或已缺失：{detail}。",
        ),
        "not_applicable": (
            "No later run remembers anything written after the run closed: such records are chained, and not sealed.",
            "没有后续批次记载归档后追加的记录：此类记录仅逐行衔接，未封存。",
        ),
    },
    "leftovers": {
        "passed": (
            "A process that ended early left files half written, which count for nothing and will be cleared away: {detail}.",
            "有进程中途退出留下的未写完文件，不计入任何结果，将自动清理：{detail}。",
        ),
        "not_applicable": ("Nothing is half written.", "没有未写完的文件。"),
    },
    "plain_list": {
        "passed": (
            "manifest-sha256.txt says what the manifest says, so that sha256sum checks the same.",
            "manifest-sha256.txt与清单一致，可用sha256sum核对。",
        ),
        "failed": ("manifest-sha256.txt does not say what the manifest says: {detail}.", "manifest-sha256.txt与清单不一致：{detail}。"),
        "not_applicable": ("There is no manifest-sha256.txt to hold against the manifest.", "没有可与清单核对的manifest-sha256.txt。"),
    },
    "signed": {
        "passed": ("The manifest is signed, by the key {detail}.", "清单已签名，密钥指纹为{detail}。"),
        "failed": ("The signature of the manifest does not hold: {detail}.", "清单的签名无效：{detail}。"),
        "not_applicable": (
            "Nobody signed the manifest: who can write here could have made it anew.",
            "清单未经签名：有写入权限的人有可能整体重新制作。",
        ),
    },
    "signed_by": {
        "passed": ("A key that was named has signed it: {detail}.", "签名密钥为所指定的密钥：{detail}。"),
        "failed": ("No key that was named has signed this manifest: {detail}.", "所指定的密钥未对本清单签名：{detail}。"),
        "not_applicable": (
            "No key was named: a signature then says that somebody signed, and not who (--key FILE).",
            "未指定密钥：签名只说明有人签过，不说明签名人（可用--key指定公钥文件）。",
        ),
    },
    "stamped": {
        "passed": ("Every time-stamp is of this manifest, and holds: {detail}.", "时间戳均对应本清单且有效：{detail}。"),
        "failed": ("Time-stamps do not hold: {detail}.", "时间戳验证不通过：{detail}。"),
        "not_applicable": ("Nobody stamped the manifest with a time of their own.", "清单没有时间戳。"),
    },
    "stamped_by_known": {
        "passed": (
            "An authority that is trusted here stood for the time: the manifest was as it is by {detail}.",
            "时间戳由可信机构签发，证明清单至迟在该时刻已是现状：{detail}。",
        ),
        "not_applicable": (
            "No stamp is by an authority that is known here (--stamp-ca FILE names one).",
            "没有已知可信机构的时间戳（可用--stamp-ca指定其根证书）。",
        ),
    },
}
