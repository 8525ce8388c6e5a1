"""The sentences of an archive's verification, beside those of each of its runs (`assertion_words`)."""

from checker.evidence.assertion_words import State

ARCHIVE_SENTENCES: dict[str, dict[State, tuple[str, str]]] = {
    "runs": {
        "passed": ("No run of the archive was altered: {detail}.", "档案库中没有被改动的批次：{detail}。"),
        "failed": ("Runs of the archive were altered or are not whole: {detail}.", "档案库中有批次不完整或被改动：{detail}。"),
    },
    "unfinished": {
        "passed": ("Runs that are not finished, and go on with --resume: {detail}.", "尚未完成、可用--resume继续的批次：{detail}。"),
        "not_applicable": ("Every run was finished.", "所有批次均已完成。"),
    },
    "in_their_places": {
        "passed": ("Every run lies in the folder of its own name.", "各批次均位于与其名称一致的目录。"),
        "failed": (
            "Folders hold another run than the one that they are named after: {detail}.",
            "目录中存放的并非其名称所指的批次：{detail}。",
        ),
    },
    "no_night_missing": {
        "passed": ("Every run that a later one names as the run before it is there.", "后续批次所记的上一批次均存在。"),
        "failed": (
            "Runs that later ones name as the run before them were taken away: {detail}.",
            "后续批次所记的上一批次已被移走：{detail}。",
        ),
        "not_applicable": ("No run names one before it.", "没有批次记载上一批次。"),
    },
    "no_night_replaced": {
        "passed": ("Every run has the manifest that the next one names.", "各批次的清单与下一批次的记载一致。"),
        "failed": ("Runs do not have the manifest that the next one names: {detail}.", "批次的清单与下一批次的记载不一致：{detail}。"),
        "not_applicable": ("No run names one before it.", "没有批次记载上一批次。"),
    },
    "in_order": {
        "passed": ("The runs follow one another in one order, and in time: {detail}.", "各批次前后相续，时间先后一致：{detail}。"),
        "failed": ("The runs do not follow one another: {detail}.", "批次前后顺序不一致：{detail}。"),
        "not_applicable": ("There is no finished run.", "没有已完成的批次。"),
    },
    "end_of_the_chain": {
        "not_applicable": (
            "Whether runs after the last one were taken away, the archive alone cannot tell. Note elsewhere: {detail}.",
            "最后一个批次之后是否有批次被移走，仅凭档案库无法判断。请另行记录：{detail}。",
        ),
    },
    "blobs": {
        "passed": ("What runs share lies under its own hash.", "各批次共用的文件与其校验值一致。"),
        "failed": (
            "What runs share, or thinned pictures rest on, is not what its name says: {detail}.",
            "各批次共用的文件与其文件名所示校验值不符：{detail}。",
        ),
        "not_applicable": ("Runs of this archive share nothing.", "本档案库各批次没有共用的文件。"),
    },
    "pushes": {
        "passed": (
            "Every push to the store follows the one before it, and none took anything away: {detail}.",
            "各次上传前后相续，均未移除内容：{detail}。",
        ),
        "failed": ("Pushes to the store were altered, or do not follow one another: {detail}.", "上传记录被改动或前后不相续：{detail}。"),
        "not_applicable": ("Nothing was pushed to the store yet.", "存储库中尚无上传内容。"),
    },
    "objects": {
        "passed": ("Every object of the store is what its name says: {detail}.", "存储库中各对象的内容均与其名称一致：{detail}。"),
        "failed": ("Objects of the store are not what they were: {detail}.", "存储库中的对象与原内容不一致：{detail}。"),
    },
    "end_of_the_pushes": {
        "not_applicable": (
            "Whether pushes after the last one were taken away, the store alone cannot tell. Note elsewhere: {detail}.",
            "最后一次上传之后是否有上传记录被移走，仅凭存储库无法判断。请另行记录：{detail}。",
        ),
    },
    "visits": {
        "passed": ("The visit history follows line from line.", "访问记录逐行衔接。"),
        "failed": ("The visit history was altered: {detail}.", "访问记录被改动：{detail}。"),
        "not_applicable": ("There is no visit history.", "没有访问记录。"),
    },
}
