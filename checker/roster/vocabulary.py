"""The words of the level, status and services columns."""

from checker.records.site import Level, Status
from checker.roster.cells import fold_word

_LEVELS: dict[Level, tuple[str, ...]] = {
    "city_portal": ("city_portal", "市级门户网站", "市级门户", "市政府门户网站", "市门户网站"),
    "county_portal": ("county_portal", "县市区门户网站", "县市区门户", "县级门户网站", "县级门户", "区县门户网站"),
    "department": ("department", "市级部门网站", "市级部门", "市直部门网站", "市直部门", "部门网站", "部门"),
    "park": ("park", "园区", "园区网站", "园区门户网站"),
}
_STATUSES: dict[Status, tuple[str, ...]] = {
    "running": ("running", "正常运行", "正常", "运行", "在运行", "运行中", "normal", "online"),
    "offline": ("offline", "永久下线", "已永久下线", "关停", "已关停", "永久关停", "closed"),
}
_SERVICES: dict[bool, tuple[str, ...]] = {
    True: ("有", "是", "有办事服务", "提供", "yes", "true", "1"),
    False: ("无", "否", "没有", "无办事服务", "不提供", "no", "false", "0"),
}
_LEVEL_OF = {fold_word(word): level for level, words in _LEVELS.items() for word in words}
_STATUS_OF = {fold_word(word): status for status, words in _STATUSES.items() for word in words}
_SERVICES_OF = {fold_word(word): has for has, words in _SERVICES.items() for word in words}


def level_named(word: str) -> Level | None:
    return _LEVEL_OF.get(fold_word(word))


def status_named(word: str) -> Status | None:
    return _STATUS_OF.get(fold_word(word))


def services_named(word: str) -> bool | None:
    """Whether the word says that there are services; None for what says neither."""
    return _SERVICES_OF.get(fold_word(word))
