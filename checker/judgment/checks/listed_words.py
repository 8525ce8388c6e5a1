"""Words of the office's own list: where they stand is told; whether they are wrong there a person decides, unless the edition does."""

from checker.judgment.checks.answer import Answer, Case, Check, Params
from checker.judgment.sight import gaps
from checker.judgment.words import quoted, tell_reach, tidy
from checker.records.word_list import WordHit, WordSearch

_NAMED = 20  # places that read differently; the observation has them all


def judge_listed_words(_: Params, case: Case) -> Answer:
    """A suspicion: a person looks at it."""
    return _judge(case, accuses=False)


def judge_wrong_words(_: Params, case: Case) -> Answer:
    """For an office whose list holds what is wrong wherever it stands: what a person sees of it is a fault."""
    return _judge(case, accuses=True)


def _judge(case: Case, *, accuses: bool) -> Answer:
    search = case.look.words
    if search is None:
        return Answer("cannot_tell", "本次检查没有使用单位词表，没有查找词语；错别字须由人工核查。", needs="person")
    if case.look.reach.state != "reached":
        return Answer("cannot_tell", f"首页未能打开（{tell_reach(case.look.reach)}），没有查找词表所列词语。")
    searched = f"在已打开的{search.pages}个页面（共{search.letters}字）中查找词表所列{search.words}个词语"
    if not search.hits and not search.left_out:
        return _judge_absence(case, searched)
    seen = [hit for hit in search.hits if hit.is_seen]
    # those that a person sees first
    hits = sorted(search.hits, key=lambda hit: (hit.is_seen is False, hit.is_seen is None))
    evidence = tuple(file for hit in hits[:_NAMED] for file in hit.evidence)
    told = f"{searched}，{_tell(search, hits)}"
    if seen and accuses:
        count = sum(hit.times for hit in seen)
        because = f"{told}其中{count}处已核实肉眼可见。"
        return Answer("fail", because, ground="found", words={"count": str(count)}, evidence=evidence, times=count)
    return Answer("cannot_tell", f"{told}是否错误须由人工核实。", needs="person", evidence=evidence)


def _judge_absence(case: Case, searched: str) -> Answer:
    missed = list(dict.fromkeys([*gaps(case.look), *case.look.columns_unseen]))
    if missed:
        because = f"{searched}，没有发现，但没有看全（{'；'.join(missed)}），不能断定别处没有。"
        return Answer("cannot_tell", because, evidence=case.pictures)
    return Answer("pass", f"{searched}，没有发现。", evidence=case.pictures)


def _tell(search: WordSearch, hits: list[WordHit]) -> str:
    named = "；".join(map(_tell_hit, hits[:_NAMED]))
    more = f"；另有{len(hits) - _NAMED}种，见网站留存记录observation.json" if len(hits) > _NAMED else ""
    beside = f"另有{search.left_out}处因数量过多或者位于已隐去的内容中，没有列出。" if search.left_out else ""
    found = f"发现{sum(hit.times for hit in hits)}处：{named}{more}。" if hits else ""
    return found + beside


def _tell_hit(hit: WordHit) -> str:
    instead = f"（应为{quoted(hit.instead, 30)}）" if hit.instead else ""
    where = "首页" if hit.column is None else f"栏目{quoted(hit.column, 20)}（{tidy(hit.page, 80)}）"
    around = f"“…{tidy(hit.around, 60)}…”" if hit.around else "前后文字不予留存"
    sight = {True: "", False: "，肉眼看不到", None: "，未能核实肉眼能否看到"}[hit.is_seen]
    times = f"，同样的共{hit.times}处" if hit.times > 1 else ""
    return f"{quoted(hit.word, 30)}{instead}见于{where}，{around}{sight}{times}"


LISTED_WORDS = Check("listed-words", judge_listed_words, looks_once=True)
WRONG_WORDS = Check("wrong-words", judge_wrong_words, Params, (("found",),), frozenset({"count"}), looks_once=True)
