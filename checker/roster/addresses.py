"""The address of a home page, from what people type into a cell to what a browser asks."""

import re
from typing import NamedTuple
from urllib.parse import quote

from checker.roster.cells import blot_passwords, clean_text, half_width, says_nothing
from checker.roster.hosts import read_host
from checker.roster.troubles import Trouble

_DEFAULT_PORTS = {"http": 80, "https": 443}
_QUOTES = "\"'“”‘’<>《》〈〉「」【】 "
_REMARK_AT_END = re.compile(r"(.+?)（[^（）]*）")
# http:\\ and http;// are slips of the hand, and a form that offered http:// at first gives http://https://
_SCHEME = re.compile(r"(?:(https?)(?:\s*[:;]\s*[/\\]*|[/\\]{2,})\s*)+", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+-]*:(?!\d{1,5}(?:[/?#\\]|$))", re.IGNORECASE)
_SECOND_ADDRESS = re.compile(r"[^?#]*[^/?#]https?:[/\\]", re.IGNORECASE)
_PARTS = re.compile(r"(?P<authority>[^/\\?#]*)(?P<path>[^?#]*)(?P<rest>.*)")
_AUTHORITY = re.compile(r"(?P<host>\[[^\]]*\]|[^:\[\]]*)(?::(?P<port>\d{0,5}))?", re.ASCII)
_SAFE_IN_PATH = "/:@!$&'()*+,;=~%|^[]"
_SAFE_AFTER_PATH = _SAFE_IN_PATH + "?#{}`\\"


class Address(NamedTuple):
    """`url` as http asks it (a fragment stays: hash routes matter); `host` canonical; `port` null for the scheme's own."""

    url: str
    host: str
    port: int | None
    scheme_assumed: bool


def read_address(raw: str) -> Address | Trouble:
    """Cleans the address of a home page and takes it apart; a Trouble says why it cannot be one."""
    cell = clean_text(raw)
    shown = blot_passwords(cell)
    text = _strip_decoration(cell)
    scheme = _SCHEME.match(text)
    rest = text[scheme.end() :] if scheme else text
    if says_nothing(rest):
        return Trouble("no address", "未填写首页地址")
    if scheme is None and _OTHER_SCHEME.match(text):
        return Trouble(f'the address "{shown}" is not http(s)', f"首页地址“{shown}”不是http(s)地址")
    if " " in rest or _SECOND_ADDRESS.match(rest):
        return Trouble(
            f'the address "{shown}" has a space or a second address in it: one row, one address',
            f"首页地址“{shown}”含有空格或多个地址，一行只能填写一个地址",
        )
    return _take_apart(scheme[1].lower() if scheme else None, rest, shown)


def _strip_decoration(cell: str) -> str:
    remark = _REMARK_AT_END.fullmatch(cell)
    text = half_width(remark[1] if remark else cell).strip(_QUOTES)
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    return text.lstrip(_QUOTES).rstrip(_QUOTES + "。｡、,;")


def _take_apart(scheme: str | None, rest: str, shown: str) -> Address | Trouble:
    unusable = Trouble(f'the address "{shown}" has no usable host', f"首页地址“{shown}”中的域名或IP地址无效")
    parts = _PARTS.fullmatch(rest.lstrip("/\\") if rest.startswith(("//", "\\\\")) else rest)
    if parts is None:
        return unusable
    if "@" in parts["authority"]:
        return Trouble("the address carries a user name or password: write it without", "首页地址含有用户名或密码，请删去")
    authority = _AUTHORITY.fullmatch(parts["authority"])
    if authority is None or not _looks_like_host(authority["host"], scheme):
        return unusable
    host, port = read_host(authority["host"]), int(authority["port"]) if authority["port"] else None
    if host is None or port == 0 or (port or 0) > 65535:
        return unusable
    asked = scheme or "http"
    if port == _DEFAULT_PORTS[asked]:
        port = None
    netloc = host if port is None else f"{host}:{port}"
    path = quote(parts["path"].replace("\\", "/"), _SAFE_IN_PATH) or "/"
    url = f"{asked}://{netloc}{path}{quote(parts['rest'], _SAFE_AFTER_PATH)}"
    return Address(url, host, port, scheme_assumed=scheme is None)


def _looks_like_host(text: str, scheme: str | None) -> bool:
    """Words such as 建设中 must not pass as a name, which would then "not be found"; a bare word needs a scheme before it."""
    typed_dots = text.replace("。", ".")
    dotted = typed_dots if scheme is not None or typed_dots.isascii() else text
    if "." in dotted.strip(".") or text.startswith("["):
        return True
    return text.isascii() and (scheme is not None or text.casefold() == "localhost")
