"""The Chinese words for every state that a report shows, each with the tone in which it is coloured."""

from typing import NamedTuple

from checker.records.judgment import BadgeState, ColumnState, Outcome
from checker.records.review import Decision, ReviewedOutcome
from checker.records.sighting import BadgeKind


class Word(NamedTuple):
    """A state as people read it: `text` fits a chip, `full` a sentence; `tone` names the colour in the style sheet."""

    text: str
    full: str
    tone: str


KIND_NAMES: dict[BadgeKind, str] = {
    "site_code": "网站标识码",
    "icp": "ICP备案号",
    "public_security": "公安备案号",
    "party_gov": "党政机关网站标识",
    "error_report": "“我为政府网站找错”入口",
}
KIND_SHORT: dict[BadgeKind, str] = {
    "site_code": "标识码",
    "icp": "ICP备案",
    "public_security": "公安备案",
    "party_gov": "党政机关",
    "error_report": "找错入口",
}

# In the order of the contract's table, which is also the order of sorting.
BADGE_STATES: dict[BadgeState, Word] = {
    "shown": Word("显示", "规范显示", "shown"),
    "mismatched": Word("不符", "显示但内容不符", "mismatched"),
    "malformed": Word("格式错", "显示但格式错误", "malformed"),
    "broken": Word("未加载", "未能加载", "broken"),
    "hidden": Word("不可见", "存在但不可见", "hidden"),
    "missing": Word("缺失", "缺失", "missing"),
    "undetermined": Word("未判定", "未能判定", "undetermined"),
}

VERDICTS: dict[str, Word] = {
    "fail": Word("不合格", "不合格", "bad"),
    "cannot_tell": Word("无法判定", "无法判定", "doubt"),
    "pass": Word("合格", "合格", "good"),
    "offline": Word("永久下线", "永久下线，不参与评判", "plain"),
}

COLUMN_STATES: dict[ColumnState, Word] = {
    "found": Word("已读", "已打开并读取", "good"),
    "undated": Word("无日期", "信息均未注明时间", "bad"),
    "blank": Word("空白", "空白栏目", "bad"),
    "unreachable": Word("打不开", "栏目打不开", "doubt"),
    "missing": Word("未开设", "没有找到", "bad"),
    "undetermined": Word("未判定", "未能判定", "doubt"),
}
OUTCOMES: dict[Outcome, Word] = {
    "fail": Word("不符合", "不符合", "bad"),
    "cannot_tell": Word("无法判定", "无法判定", "doubt"),
    "pass": Word("符合", "符合", "good"),
    "not_applicable": Word("不适用", "不适用", "plain"),
}

DOMAINS: dict[Outcome | None, Word] = {
    "pass": Word("规范", "域名规范", "good"),
    "fail": Word("不规范", "域名不规范", "bad"),
    "cannot_tell": Word("未判定", "域名是否规范无法判定", "doubt"),
    "not_applicable": Word("不适用", "域名规则不适用", "plain"),
    None: Word("未检查", "本次未检查域名", "plain"),
}

# What stands in no edition, since no document asks for it.
OWN_RULES: dict[str, str] = {"site-offline": "永久下线核实"}

DECISIONS: dict[tuple[Decision, ReviewedOutcome], str] = {
    ("uphold", "fail"): "维持：问题成立",
    ("overturn", "pass"): "撤销：问题不成立",
    ("settle", "pass"): "核定为符合",
    ("settle", "fail"): "核定为不符合",
}

MENDED: dict[str, Word] = {
    "mended": Word("已整改", "整改前的问题均已不存在", "good"),
    "not_mended": Word("未整改", "整改前的问题仍然存在", "bad"),
    "cannot_tell": Word("无法判定", "本次未能查明是否已整改", "doubt"),
    "overdue": Word("超期未整改", "已过整改期限，整改前的问题仍然存在", "bad"),
}

WEIGHTS: dict[str, str] = {"veto": "单项否决", "deduct": "扣分", "note": "提示"}


def problem_name(rule: str, title: str) -> str:
    """The problem where a rule is failed: editions name marks and domain by the thing, the other rules by the fault."""
    named = {"domain": "域名不规范", "site-offline": "永久下线网站仍可打开"}
    if rule in named:
        return named[rule]
    return f"{title}未规范显示" if rule.startswith("mark-") else title


def source_words(source: str) -> str:
    """An edition's source with its marks in words: [F] found in the text, [S] stated in the notice, [M] from memory."""
    for mark, words in (("[F]", "（原文核对）"), ("[S]", "（通报所述）"), ("[M]", "（未经核实）")):
        source = source.replace(f"{mark} ", mark).replace(mark, words)
    return source


LINK_STATES: dict[str, Word] = {
    "ok": Word("链接正确", "链接正确", "good"),
    "missing": Word("未加链接", "未加链接", "plain"),
    "wrong": Word("指向其他网站", "链接指向其他网站", "bad"),
    "dead": Word("链接打不开", "链接打不开", "bad"),
    "unproven": Word("链接未核实", "链接是否有效未核实", "doubt"),
}

LEVELS: dict[str, str] = {
    "city_portal": "市级门户网站",
    "county_portal": "县市区门户网站",
    "department": "市级部门网站",
    "park": "园区网站",
}

REACH_STATES: dict[str, str] = {
    "reached": "正常打开",
    "timeout": "打开超时",
    "dns": "域名无法解析",
    "refused": "拒绝连接",
    "reset": "连接中断",
    "tls": "安全连接失败（证书或握手）",
    "http_error": "返回错误状态",
    "blocked": "被访问防护拦截",
    "redirect_loop": "循环跳转",
    "download": "返回文件而非网页",
    "empty": "页面没有可见内容",
    "crashed": "页面致浏览器崩溃",
    "not_allowed": "地址不在允许访问范围",
    "our_fault": "检查程序或检查网络故障",
}

RELEASES: dict[str, str] = {
    "quiet": "页面已静止",
    "deadline": "到达时限",
    "endless": "滚动到底后仍不断增加内容",
    "navigation_limit": "跳转次数达到上限",
    "script_loop": "页面脚本陷入循环",
    "byte_limit": "下载量达到上限",
    "closed": "页面自行关闭",
}

SOURCES: dict[str, str] = {
    "text": "页面文字",
    "picture": "图片",
    "canvas": "画布",
    "pseudo": "样式生成的文字",
    "svg": "矢量图",
    "script": "脚本",
    "link": "链接",
}

SHAPES: dict[str, str] = {
    "number": "号码",
    "label": "仅有名称",
    "picture": "标识图片",
    "loader": "加载脚本",
    "hint": "仅在属性或链接中",
    "other": "其他单位的号码",
}

UNSEEN: dict[str, str] = {
    "no_box": "在页面上不占位置",
    "no_pixels": "不产生任何可见像素",
    "partly": "只能看到一部分",
    "small": "字形过小",
    "faint": "与背景反差过低",
    "unstable": "画面变动不定，无法比对",
    "out_of_reach": "滚动无法到达",
    "unreadable": "重叠、模糊或者翻转，无法辨认",
    "unclear": "重叠或者笔画不清，无法断定",
    "covered": "被盖住整个画面的浮层遮挡",
    "maybe_covered": "画面被浮层盖住，浮层未能关闭",
}

ACTS: dict[str, str] = {  # an act that is not listed here is shown by its own name
    "navigated": "打开页面",
    "not opened": "未能打开",
    "tried https": "改用https重试",
    "loaded again": "重新载入",
    "dialog": "应答对话框",
    "dialogs ended": "终止反复弹窗",
    "closed": "关闭弹窗",
    "opened page closed": "关闭新窗口",
    "download refused": "拒绝下载",
    "context not closed": "浏览环境未能关闭",
}

RESOURCES: dict[str, str] = {
    "document": "网页",
    "script": "脚本",
    "image": "图片",
    "stylesheet": "样式表",
    "font": "字体",
    "xhr": "数据请求",
    "fetch": "数据请求",
    "media": "音视频",
    "websocket": "长连接",
}

SCENARIOS: dict[str, str] = {"none": "无专用步骤", "followed": "按专用步骤检查", "drifted": "专用步骤与网站现状不符"}
