"""How an office prints a number: label, form and link. A printed number is plain words; showing.py puts them on the page."""

import random
from dataclasses import dataclass, replace

_LABELS = {
    "site_code": ("网站标识码：", "政府网站标识码：", "网站标识码:", "网站标识编码：", "标识码：", "网站标识码", "网站标识码 "),
    "icp": ("", "", "ICP备案号：", "备案序号：", "ICP备案编号：", "网站备案号："),
    "public_security": ("", "", "公安备案号：", "公安机关备案号：", "公安备案编号："),
}
_DESKS = {
    "icp": ("https://beian.miit.gov.cn/", "http://www.miitbeian.gov.cn/", "https://beian.miit.gov.cn/#/Integrated/index"),
    "public_security": (
        "http://www.beian.gov.cn/portal/registerSystemInfo?recordcode={}",
        "https://www.beian.gov.cn/portal/registerSystemInfo?recordcode={}",
        "https://beian.mps.gov.cn/#/query/webSearch?code={}",
    ),
}


@dataclass(frozen=True)
class Printed:
    """`label` and `body` as they stand on the page; `value` in normal form, null where the form leaves that open."""

    kind: str
    label: str
    body: str
    value: str | None
    link: str | None = None

    @property
    def text(self) -> str:
        return self.label + self.body

    def with_body(self, body: str) -> "Printed":
        return replace(self, body=body, value=None)


def only_digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdecimal())


def plain(chance: random.Random, kind: str, number: str) -> Printed:
    """Label and normal form, as most pages have it; linked to the right service in two of three cases."""
    label = chance.choice(_LABELS[kind])
    return Printed(kind, label, number, number, right_link(chance, kind, number) if chance.random() < 0.67 else None)


def right_link(chance: random.Random, kind: str, number: str) -> str | None:
    return chance.choice(_DESKS[kind]).format(only_digits(number)) if kind in _DESKS else None


def varied(chance: random.Random, kind: str, number: str) -> Printed:
    """The same number in one of the forms that are right on real pages."""
    given = plain(chance, kind, number)
    if kind == "site_code":
        return chance.choice([given, given, replace(given, body=number.upper()), replace(given, body=f" {number} ")])
    if kind == "icp":
        head, tail = number.split("备")
        forms = [
            number,
            number.lower(),
            f"{head}备：{tail}",
            f"{head[0]} {head[1:]}备 {tail}",
            f"{head}备{tail.replace('号', ' 号 ', 1)}".strip(),
        ]
        without_hao = f"{head}备{tail.replace('号', '')}"
        return replace(given, body=chance.choice([*forms, without_hao, without_hao.lower()]))
    code = only_digits(number)
    head = number[:5]
    forms = [number, f"{head} {code}号", f"{head}{code}", f"{head}：{code}", f"{head}：{code} 号"]
    if chance.random() < 0.15:
        return replace(given, label="公安机关备案号：", body=code, value=code)
    return replace(given, body=chance.choice(forms))
