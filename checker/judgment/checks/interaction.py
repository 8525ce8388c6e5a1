"""Interaction columns: letters without an answer, columns that are not there or idle, too few surveys and interviews, results kept back."""

from collections.abc import Sequence
from typing import Annotated, cast

from pydantic import Field

from checker.judgment.checks.answer import Answer, Case, Check, Params
from checker.judgment.columns.counting import tell_names
from checker.judgment.columns.measured import Measured
from checker.judgment.words import LEVELS
from checker.records.column import CATEGORIES, Category
from checker.records.days import folded_title
from checker.records.site import Level

Count = Annotated[int, Field(gt=0)]


class LettersParams(Params):
    """Letters of the last `years` are read; unanswered for more than `months` is a veto. The year and the months are the contract's too."""

    years: Annotated[int, Field(ge=1, le=1)]
    months: Annotated[int, Field(ge=3, le=3)]


class MissingParams(Params):
    category: Category


class IdleParams(Params):
    category: Category
    years: Annotated[int, Field(ge=1, le=1)]


class FewParams(IdleParams):
    times: dict[Level, Count]


class OftenParams(IdleParams):
    times: Count


def judge_letters(_: Params, case: Case) -> Answer:
    boxes = _of(case, "consultation")
    overdue = [each for each in boxes if each.column.overdue]
    evidence = _evidence(overdue or boxes)
    count = sum(each.column.overdue or 0 for each in boxes)
    if count:
        because = f"政务咨询类栏目一年内来信中有{count}件超过三个月未答复（{tell_names(overdue)}）。"
        return Answer("fail", because, ground="unanswered", words={"count": str(count)}, evidence=evidence)
    if not boxes:
        if case.unseen:
            return _nothing_to_count(CATEGORIES["consultation"], case, "")
        return Answer("pass", "没有找到政务咨询类栏目，不存在超过三个月未答复的来信。", evidence=case.pictures)
    doubtful = [
        each for each in boxes if not each.is_whole or each.doubtful or each.column.state in ("undetermined", "unreachable", "undated")
    ]
    if doubtful or case.unseen:
        return Answer(
            "cannot_tell", f"已读到的来信没有超过三个月未答复的，{_not_whole(doubtful, case.unseen)}，无法判定。", evidence=evidence
        )
    asked = sum(each.column.items_last_year or 0 for each in boxes)
    late = sum(each.late for each in boxes)
    note = f"其中{late}件的答复用时超过三个月。" if late else ""
    return Answer("pass", f"一年内来信{asked}件，没有超过三个月未答复的。{note}", evidence=evidence)


def judge_missing(params: Params, case: Case) -> Answer:
    category = cast(MissingParams, params).category
    name, there = CATEGORIES[category], _of(case, category)
    if there:
        return Answer("pass", f"已开设{name}类栏目：{tell_names(there)}。", evidence=_evidence(there))
    if unseen := case.unseen_of(category):
        return Answer("cannot_tell", f"没有找到{name}类栏目，{_not_whole((), unseen)}，无法判定。", evidence=case.pictures)
    searched = "已查看首页的导航、栏目、图片按钮和互动类栏目的下级页面"
    return Answer("fail", f"{searched}，没有找到{name}类栏目。", ground="missing", evidence=case.pictures)


def judge_idle(params: Params, case: Case) -> Answer:
    category = cast(IdleParams, params).category
    name, there = CATEGORIES[category], _of(case, category)
    if not there:
        return _nothing_to_count(name, case, "另按未开设判定")
    count = sum(each.column.items_last_year or 0 for each in there)
    if count:
        return Answer("pass", f"{name}类栏目一年内有{count}件有效来信。", evidence=_evidence(there))
    doubtful = _doubtful(there)
    if doubtful or case.unseen:
        return Answer("cannot_tell", f"没有读到一年内的来信，{_not_whole(doubtful, case.unseen)}，无法判定。", evidence=_evidence(there))
    return Answer("fail", f"{name}类栏目一年内没有有效来信（{tell_names(there)}）。", ground="idle", evidence=_evidence(there))


def judge_few(params: Params, case: Case) -> Answer:
    """Interviews may be left out altogether; surveys that are not there are judged as missing."""
    few, level = cast(FewParams, params), case.look.site.level
    if level is None:
        return Answer("cannot_tell", "名单未注明网站类型，无法判断一年应当开展的次数。")
    if level not in few.times:
        return Answer("not_applicable", f"没有规定{LEVELS[level]}一年应当开展的次数。")
    return _judge_times(few.category, few.times[level], case)


def _judge_times(category: Category, wanted: int, case: Case) -> Answer:
    name, there = CATEGORIES[category], _of(case, category)
    if not there:
        return _nothing_to_count(name, case, "不按次数判定")
    held = _count_once(there)
    if held >= wanted:
        return Answer("pass", f"{name}一年内开展{held}次，不少于{wanted}次。", evidence=_evidence(there))
    doubtful = _doubtful(there)
    if doubtful or case.unseen:
        because = f"读到{name}一年内开展{held}次，{_not_whole(doubtful, case.unseen)}，无法判定是否不足{wanted}次。"
        return Answer("cannot_tell", because, evidence=_evidence(there))
    words = {"count": str(held), "wanted": str(wanted), "held": f"仅开展{held}次" if held else "未开展"}
    return Answer("fail", f"{name}一年内开展{held}次，少于{wanted}次。", ground="few", words=words, evidence=_evidence(there))


def judge_often(params: Params, case: Case) -> Answer:
    """A bonus: who held that many earns it; who did not loses nothing."""
    often = cast(OftenParams, params)
    answer = _judge_times(often.category, often.times, case)
    if answer.outcome != "fail":
        return answer
    held = answer.words["count"]
    return Answer("not_applicable", f"{CATEGORIES[often.category]}一年内开展{held}次，未达到加分所需的{often.times}次，不加分也不扣分。")


def _count_once(there: Sequence[Measured]) -> int:
    """What stands in two columns (在线访谈 and 访谈实录) was held once: the same address, or the same title on the same day."""
    known: set[object] = set()
    count = 0
    for each in there:
        marks = [{(folded_title(item.item.title), item.day), *([item.item.url] if item.item.url else [])} for item in each.held]
        count += sum(not own & known for own in marks)
        known.update(*marks)
    return count


def judge_unpublished(_: Params, case: Case) -> Answer:
    there = _of(case, "survey")
    if not there:
        return _nothing_to_count(CATEGORIES["survey"], case, "没有结果需要公布")
    count = sum(each.column.unpublished or 0 for each in there)
    doubtful = [*_doubtful(there), *(each for each in there if each.doubtful)]
    doubt = None if _doubtful(there) else sum(each.doubtful for each in there)
    if count:
        because = f"一年内有{count}次调查征集已结束而没有公布结果。"
        words = {"count": str(count)}
        return Answer("fail", because, ground="unpublished", words=words, evidence=_evidence(there), times=count, doubt=doubt)
    if doubtful:
        because = f"没有读到已结束而未公布结果的调查征集，{_not_whole(doubtful)}，无法判定。"
        return Answer("cannot_tell", because, evidence=_evidence(there), doubt=doubt)
    return Answer("pass", "一年内已结束的调查征集都公布了结果。", evidence=_evidence(there))


def _nothing_to_count(name: str, case: Case, otherwise: str) -> Answer:
    if case.unseen:
        return Answer("cannot_tell", f"没有找到{name}类栏目，{_not_whole((), case.unseen)}，无法判定。", evidence=case.pictures)
    return Answer("not_applicable", f"没有找到{name}类栏目，{otherwise}。")


def _not_whole(doubtful: Sequence[Measured], unseen: Sequence[str] = ()) -> str:
    """What leaves a doubt, as part of a sentence: three columns at most, and what of the site was not seen."""
    why = dict.fromkeys([*(each.column.because.rstrip("。") for each in doubtful[:3]), *unseen])
    return f"但没有看全（{'；'.join(why)}）"


def _of(case: Case, category: Category) -> list[Measured]:
    """Columns of the category that are there; a directory and its only sub-column are not counted twice."""
    return [each for each in case.columns if each.column.category == category and each.column.state != "missing" and each.seen is not None]


def _doubtful(there: Sequence[Measured]) -> list[Measured]:
    return [each for each in there if not each.is_whole or each.column.state in ("undetermined", "unreachable", "undated")]


def _evidence(there: Sequence[Measured]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(file for each in there for file in each.column.evidence))


LETTERS_UNANSWERED = Check("letters-unanswered", judge_letters, LettersParams, (("unanswered",),), frozenset({"count"}), reads_columns=True)
COLUMN_MISSING = Check("column-missing", judge_missing, MissingParams, (("missing",),), reads_columns=True)
COLUMN_IDLE = Check("column-idle", judge_idle, IdleParams, (("idle",),), reads_columns=True)
HELD_TOO_FEW = Check("held-too-few", judge_few, FewParams, (("few",),), frozenset({"count", "wanted", "held"}), reads_columns=True)
HELD_OFTEN = Check("held-often", judge_often, OftenParams, reads_columns=True)
RESULTS_UNPUBLISHED = Check("results-unpublished", judge_unpublished, Params, (("unpublished",),), frozenset({"count"}), reads_columns=True)
