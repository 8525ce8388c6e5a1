"""What settings and options of a command are called in a paper that an office reads; the name that one types stands behind it."""

from collections.abc import Mapping
from typing import Any

_SETTINGS: dict[str, str] = {
    "out": "档案库文件夹",
    "scenarios": "专用步骤文件夹",
    "edition": "判定规则版本",
    "include_unverified": "计入未经核实的条文",
    "jobs": "同时检查的网站数",
    "jobs_least": "自动调节时同时检查网站数的下限",
    "jobs_most": "自动调节时同时检查网站数的上限",
    "spare_memory": "自动调节时为其他程序保留的内存（字节）",
    "browser": "浏览器程序",
    "browser_user": "运行浏览器的系统用户",
    "headed": "浏览器是否显示窗口",
    "page_memory": "单个页面可用的内存（字节）",
    "user_agent_suffix": "浏览器标识后缀",
    "proxy": "代理服务器",
    "trust_ca": "另行信任的证书颁发机构",
    "allow_private": "允许访问内部网络地址",
    "words": "词表",
    "signing_key": "签名密钥文件",
    "signing_passphrase": "签名密钥口令",
    "stamp_authorities": "时间戳服务机构",
    "time_source": "时间源",
    "vantage": "检查地点",
    "answer_timeout": "等待网站应答的时限（秒）",
    "site_deadline": "单次访问总时限（秒）",
    "load_timeout": "等待页面载入的时限（秒）",
    "late_content": "迟现内容的等待时间（秒）",
    "navigation_limit": "单次访问跳转次数上限",
    "byte_limit": "单次访问接收字节数上限",
    "request_limit": "单次访问请求数上限",
    "body_bytes": "留存应答正文的字节数上限",
    "page_archive": "网页存档范围",
    "page_archive_bytes": "网页存档字节数上限",
    "page_archive_parts": "网页存档文件数上限",
    "console_lines": "留存控制台消息条数",
    "dialog_limit": "对话框与弹出页面数上限",
    "page_height_limit": "页面取图高度上限（CSS像素）",
    "host_pace": "同一主机相邻页面的访问间隔（秒）",
    "column_pages": "单个网站打开栏目页面数上限",
    "column_seconds": "单个网站栏目检查时限（秒）",
    "column_jobs": "单个网站同时打开的栏目数",
    "link_limit": "首页链接检查条数上限",
    "notice_template": "通报模板",
    "notice_fields": "通报填写内容",
    "superior_domains": "上级部门域名",
    "database_url": "档案库索引数据库",
    "keep_passes": "合格网站图片保存天数",
    "keep_fails": "其他网站图片保存天数",
    "plain_nights": "图片以原文件存放的最近批次天数",
    "store": "存储库地址",
    "store_endpoint": "存储服务地址",
    "store_key": "存储库访问密钥标识",
    "store_secret": "存储库访问密钥",
    "own_failure_share": "认定检查方网络故障的比例",
    "engine_wait": "等待分布式调度器和工作节点的时间（秒）",
    "browser_sites": "更换浏览器前检查的网站数",
}
_OPTIONS: dict[str, str] = {
    "command_line": "命令行",
    "roster": "网站名单",
    "run_id": "批次名称",
    "as_of": "判定基准日",
    "resume": "接续中断的批次",
    "verbose": "详细日志",
    "against": "对照的较早批次",
    "error_reports": "“我为政府网站找错”导出文件",
    "canaries": "已知结论的校验网站",
    "only_canaries": "仅检查已知结论的校验网站",
    "shard": "分片",
    "engine": "分布式调度器地址",
    "fail_on": "以退出状态报告不合格",
    "strict_roster": "名单有误即不检查",
    "city": "模拟城市",
    "plan": "仅预估用时和存储空间",
    "timings": "显示各阶段用时",
    "serve": "仅提供模拟城市",
    "city_version": "模拟城市的版本",
    "url": "网址",
    "as_json": "以JSON输出",
    "run_folder": "批次文件夹",
    "run_folders": "批次文件夹",
    "run": "复查的批次",
    "all_problems": "存在突出问题的网站一并复查",
}
_NAMES = _SETTINGS | _OPTIONS
_VALUES: dict[tuple[str, str], str] = {
    ("page_archive", "accused"): "拟认定存在问题的网站",
    ("page_archive", "every"): "全部网站",
    ("page_archive", "none"): "不存档",
    ("jobs", "auto"): "自动调节",
}


def named(values: Mapping[str, Any]) -> str:
    """All of them on one line; what is not known here yet stands under its own name."""
    return "；".join(f"{name_of(name)} = {_value(name, value)}" for name, value in values.items())


def name_of(name: str) -> str:
    return f"{_NAMES[name]}（{name}）" if name in _NAMES else name


def _value(name: str, value: Any) -> str:
    if value is None or value in ([], {}, ""):
        return "无"
    if isinstance(value, bool) or value in ("True", "False"):  # options stand in run.json as text
        return "是" if value in (True, "True") else "否"
    if isinstance(value, Mapping):
        return "，".join(f"{key}：{_value('', each)}" for key, each in value.items())
    if isinstance(value, list):
        between = " " if name == "command_line" else "，"
        return between.join(_value("", each) for each in value)
    return _VALUES.get((name, str(value)), str(value))
