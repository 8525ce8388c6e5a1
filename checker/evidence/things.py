"""What is wrong with one file, in a word that programs rely on and in words for people."""

from collections.abc import Iterable
from typing import Literal

from checker.evidence.names import shown
from checker.records.base import Record

Kind = Literal["altered", "missing", "extra", "reordered", "back_dated", "torn", "unreadable", "strange", "mismatched"]

_WORDS: dict[Kind, tuple[str, str]] = {
    "altered": ("altered", "被改动"),
    "missing": ("missing", "缺失"),
    "extra": ("does not belong there", "多余文件"),
    "reordered": ("out of order", "顺序有误"),
    "back_dated": ("back-dated", "时间倒置"),
    "torn": ("torn", "残缺"),
    "unreadable": ("unreadable", "无法读取"),
    "strange": ("not a plain file", "非普通文件"),
    "mismatched": ("belongs to something else", "互不对应"),
}


class Thing(Record):
    """`file` is relative to the run folder (of an archive's things: to the archive), in letters that are safe to print.

    `line` counts from 1, None where the whole file is meant. `english` and `chinese` say what is wrong, without the file's name.
    """

    file: str
    kind: Kind
    line: int | None = None
    english: str
    chinese: str

    @property
    def where(self) -> str:
        return f"{self.file}: line {self.line}" if self.line else self.file

    @property
    def told(self) -> str:
        """In English, with its place."""
        return f"{self.where} ({self.english})"

    @property
    def told_in_chinese(self) -> str:
        return f"{self.file}{f'第{self.line}行' if self.line else ''}（{self.chinese}）"


def thing(kind: Kind, file: str, *, line: int | None = None, english: str | None = None, chinese: str | None = None) -> Thing:
    """A thing of that kind; `english` and `chinese` say it more closely than the kind's own words."""
    words = _WORDS[kind]
    return Thing(file=shown(file), kind=kind, line=line, english=shown(english or words[0]), chinese=shown(chinese or words[1]))


def things(kind: Kind, files: Iterable[str]) -> list[Thing]:
    """One thing of that kind for each of `files`, in order of name."""
    return [thing(kind, file) for file in sorted(set(files))]


def odd_things(odd: dict[str, str]) -> list[Thing]:
    """Of what a listing found that is no readable plain file (`plain_files.Listing.odd`)."""
    return [_odd(file, what) for file, what in sorted(odd.items())]


def _odd(file: str, what: str) -> Thing:
    if what.startswith("unreadable"):
        return thing("unreadable", file, english=what)
    return thing("strange", file, english=what, chinese="符号链接" if what == "symbolic link" else None)
