"""A site that the roster calls permanently off-line: it is not judged, only asked whether it is really gone.

No document makes such a site 不合格, so its one finding is a note, and its verdict `pass`; where its home page still opens in
both looks, the finding fails and the notice says so.
"""

from checker.judgment.checks.answer import Answer
from checker.judgment.words import tell_reach, tidy
from checker.records.judgment import Badge
from checker.records.look import ReachState
from checker.records.observation import Observation
from checker.records.sighting import KINDS

OFFLINE_RULE = "site-offline"
OFFLINE_PROBLEM = "名单标明永久下线，但首页仍可打开"
_NO_ANSWER: tuple[ReachState, ...] = ("dns", "refused", "timeout", "reset")
_NOBODY_ASKED: tuple[ReachState, ...] = ("our_fault", "not_allowed")


def read_offline_badges() -> list[Badge]:
    return [Badge(kind=kind, state="undetermined", because="名单标明该网站永久下线，不检查标识。") for kind in KINDS]


def judge_offline(look: Observation) -> Answer:
    """Whether a site that must not answer does so in this look."""
    reach = look.reach
    if reach.state in _NO_ANSWER:
        return Answer("pass", f"名单标明永久下线，访问时确无应答（{tell_reach(reach)}）。")
    if reach.state in _NOBODY_ASKED:
        return Answer("cannot_tell", f"名单标明永久下线，但本次未能查实（{tell_reach(reach)}）。")
    pictures = look.page_pictures
    if reach.state == "reached":
        because = f"名单标明永久下线，但首页仍可打开（{tidy(reach.final_url or look.site.url, 120)}）。"
        return Answer("fail", because, ground="answers", evidence=pictures)
    because = f"名单标明永久下线，服务器仍有应答，但没有打开正常的首页（{tell_reach(reach)}），须由人工确认。"
    return Answer("cannot_tell", because, needs="person", evidence=pictures)
