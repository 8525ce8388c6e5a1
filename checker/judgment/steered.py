"""What a look can tell that a script has steered: what the script did is held against no site, and speaks for none."""

from dataclasses import replace

from checker.judgment.badges import Reading
from checker.judgment.checks.answer import Answer
from checker.judgment.words import tidy
from checker.records.observation import Observation
from checker.records.step import Step


def spare_answer(answer: Answer, look: Observation, *, reads_columns: bool) -> Answer:
    """A would-be fail cannot be told after a drift (CONTRACT.md: a pass stands), and where the script's visit had to do without a request.

    What a script may have changed speaks neither against the site nor for it.
    """
    doubts = _doubts(look, behind_look=reads_columns)
    if answer.outcome == "pass" and "changed" in doubts:
        return replace(answer, outcome="cannot_tell", because=f"{answer.because}{doubts['changed']}")
    if answer.outcome == "fail" and doubts:
        return replace(answer, outcome="cannot_tell", because=answer.because + next(iter(doubts.values())), ground=None)
    return answer


def spare_reading(reading: Reading, look: Observation) -> Reading:
    """A mark is undetermined where it is not in order and the fault need not be the site's; after a change by the script in any case."""
    doubts = _doubts(look, behind_look=False)
    badge = reading.badge
    if badge.state == "undetermined" or not doubts or (badge.state == "shown" and "changed" not in doubts):
        return reading
    told = badge.model_copy(update={"state": "undetermined", "because": badge.because + next(iter(doubts.values()))})
    return replace(reading, badge=told)


def _doubts(look: Observation, *, behind_look: bool) -> dict[str, str]:
    """Each kind with its sentence, gravest first. What a script did behind its look touches no more than the columns (`behind_look`)."""
    steps = look.steps if behind_look else _to_the_look(look.steps)
    doubts: dict[str, str] = {}
    changed = "、".join(dict.fromkeys(step.words for step in steps if step.doubt == "changed"))
    if changed:
        doubts["changed"] = f"但该网站的专用步骤直接操作过页面（{tidy(changed)}），看到的可能不是网站原来的样子，无法判定。"
    if look.scenario.state == "drifted":
        step = f"在“{tidy(look.scenario.step)}”一步" if look.scenario.step else ""
        doubts["drifted"] = f"但该网站的专用步骤{step}已与页面不符，看到的可能不是应当查看的页面，无法判定。"
    refused = next((step.words if not step.words.startswith("page:") else "page" for step in steps if step.doubt == "refused"), None)
    if refused:
        doubts["refused"] = f"但该网站的专用步骤在“{tidy(refused)}”一步时，页面提交的数据未予发送，看到的页面可能不完整，无法判定。"
    return doubts


def _to_the_look(steps: list[Step]) -> list[Step]:
    """All, of a script that never came to its look."""
    place = next((place for place, step in enumerate(steps) if step.words == "look"), len(steps))
    return steps[: place + 1]
