"""The checker's own precondition: a site whose home page nobody looked at cannot pass. It can hold a verdict back, never fail."""

from checker.judgment.checks.answer import Answer, Case, Check, Params
from checker.judgment.sight import gaps
from checker.judgment.words import tell_reach


def judge_home_page(_: Params, case: Case) -> Answer:
    look = case.look
    pictures = look.page_pictures
    if look.reach.state != "reached":
        because = f"首页未能打开（{tell_reach(look.reach)}），没有看到首页，不能作出合格的结论。"
        return Answer("cannot_tell", because, evidence=pictures)
    missed = gaps(look)
    rest = f"，但没有看全（{'；'.join(missed)}）" if missed else ""
    return Answer("pass", f"首页已打开并留存画面{rest}。本项是检查的前提条件，不是文件条款。", evidence=pictures)


HOME_PAGE = Check(name="home-page", judge=judge_home_page)
