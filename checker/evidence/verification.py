"""What a verification found: one plain sentence for each thing that was looked at, in English and in Chinese."""

from collections.abc import Iterable
from typing import Any, Literal

from checker.evidence.archive_words import ARCHIVE_SENTENCES
from checker.evidence.assertion_words import SENTENCES, State
from checker.evidence.names import shown
from checker.evidence.things import Thing
from checker.records.base import Record

_SENTENCES = SENTENCES | ARCHIVE_SENTENCES
_MOST = 5  # things that a sentence holds; `things` has them all
# assertion that passed -> what holds the run
_SEALS = {
    "signed_by": "signature",
    "stamped_by_known": "time_stamp",
    "next_run": "later_run",
}
_HOLDERS = {
    "signature": ("the signature of the named key", "指定密钥的签名"),
    "time_stamp": ("a time-stamp of a known authority", "可信机构的时间戳"),
    "later_run": ("the next run's record of it", "后续批次的记载"),
}
Outcome = Literal["altered", "unfinished", "whole", "sealed"]


class Assertion(Record):
    """One thing that was looked at. Where it failed, `files` names all files it is about, and `things` says what of each."""

    id: str
    state: State
    english: str
    chinese: str
    files: tuple[str, ...] = ()
    things: tuple[Thing, ...] = ()


class Verification(Record):
    """The whole checklist of one run. `unfinished`: it was never closed, and nothing says that it once was.

    `is_recorded_since`: something was recorded after it closed that nothing holds but its own chain.
    """

    run: str
    assertions: list[Assertion]
    unfinished: bool = False
    is_recorded_since: bool = False

    @property
    def altered(self) -> bool:
        """Whether anything is not as it must be; an unfinished run is not either."""
        return any(assertion.state == "failed" for assertion in self.assertions)

    @property
    def state(self) -> Outcome:
        """`sealed`: whole, and something that who may write here cannot make anew says so."""
        failed = {assertion.id for assertion in self.assertions if assertion.state == "failed"}
        if failed:
            return "unfinished" if self.unfinished and failed == {"closed"} else "altered"
        return "sealed" if self.sealed_by else "whole"

    @property
    def sealed_by(self) -> list[str]:
        return [_SEALS[each.id] for each in self.assertions if each.id in _SEALS and each.state == "passed"]

    @property
    def files(self) -> list[str]:
        """Every file that some assertion names, once, in order of name."""
        return sorted({file for assertion in self.assertions for file in assertion.files})

    @property
    def english(self) -> str:
        if self.state == "altered":
            if self._is_itself_whole:
                return f"The run {self.run} is as it was, but what lies beside it is not: {', '.join(self.files)}."
            if self._is_by_another:
                return f"The run {self.run} fits its own lists, but no key that was named has signed it: all of it may have been made anew."
            return f"The run {self.run} is not whole: {count_files(len(self.files))} named."
        if self.state == "unfinished":
            return f"The run {self.run} is not finished: what it has is as it was logged. It goes on with --resume."
        since = "; what was recorded later is chained, and not sealed" if self.is_recorded_since else ""
        return f"The run {self.run} is whole{self._held(chinese=False)}{since}."

    @property
    def chinese(self) -> str:
        if self.state == "altered":
            if self._is_itself_whole:
                return f"批次{self.run}本身未见改动，但与之相邻的批次有改动：{'、'.join(self.files)}。"
            if self._is_by_another:
                return f"批次{self.run}与自身清单一致，但未由所指定的密钥签名，不能排除整体重新制作。"
            return f"批次{self.run}不完整或被改动，涉及文件{len(self.files)}个。"
        if self.state == "unfinished":
            return f"批次{self.run}尚未完成，已留存内容与采集日志一致，可用--resume继续。"
        since = "；归档后追加的记录仅逐行衔接，未封存" if self.is_recorded_since else ""
        return f"批次{self.run}完整{self._held(chinese=True)}{since}。"

    @property
    def _is_itself_whole(self) -> bool:
        """Whether all that is named lies in other runs."""
        return all(file.startswith("../") for file in self.files)

    @property
    def _is_by_another(self) -> bool:
        """Whether all that is wrong is who signed it."""
        failed = {assertion.id for assertion in self.assertions if assertion.state == "failed"}
        return "signed_by" in failed and failed <= {"signed_by", "pruned_by"}

    def _held(self, *, chinese: bool) -> str:
        names = [_HOLDERS[seal][chinese] for seal in self.sealed_by]
        if names and chinese:
            return f"且自封存以来未被改动，依据：{'、'.join(names)}"
        if names:
            return f" and unaltered since it was sealed, by {', '.join(names)}"
        if any(each.id == "signed" and each.state == "passed" for each in self.assertions):
            return "，但未封存（有签名，但未指定密钥核对）" if chinese else ", but not sealed: signed, and no key was named"
        return "，但未封存（无签名、时间戳或后续批次可资核对）" if chinese else ", but not sealed"

    def as_json(self) -> dict[str, Any]:
        """What `checker verify --json` prints; docs/commands.md has the schema."""
        said = {"state": self.state, "sealed_by": self.sealed_by, "english": self.english, "chinese": self.chinese, "files": self.files}
        return {"schema": 1, "run": self.run, **said, "assertions": [each.model_dump(mode="json") for each in self.assertions]}


def assert_that(
    name: str, state: State, found: Iterable[Thing] = (), *, detail: tuple[str, str] | str = "", also: Iterable[str] = ()
) -> Assertion:
    """The assertion `name` with its sentences, which tell of the things found; else of `detail`, (English, Chinese) or a name.

    `also` are further files that it is about.
    """
    told = tuple(found)
    spoken = (_some([t.told for t in told], ", "), _some([t.told_in_chinese for t in told], "、")) if told else detail
    texts = (spoken, spoken) if isinstance(spoken, str) else spoken
    english, chinese = (text.replace("{detail}", shown(of)) for text, of in zip(_SENTENCES[name][state], texts, strict=True))
    files = {thing.file for thing in told} | {shown(file) for file in also}
    return Assertion(id=name, state=state, english=english, chinese=chinese, files=tuple(sorted(files)), things=told)


def judge_things(name: str, bad: Iterable[Thing], also: Iterable[str] = ()) -> Assertion:
    """`failed` where anything is bad, else `passed`."""
    bad = list(bad)
    return assert_that(name, "failed" if bad else "passed", bad, also=also if bad else ())


def count_files(number: int) -> str:
    return "1 file is" if number == 1 else f"{number} files are"


def _some(told: list[str], comma: str) -> str:
    return comma.join(told[:_MOST]) + (f" … (+{len(told) - _MOST})" if len(told) > _MOST else "")
