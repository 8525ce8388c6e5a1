"""From the sightings of one look to its five badges (CONTRACT.md, section 4): the best instance counts.

Two states need a complete look, for else the right badge may stand in what was not seen: `missing`, and `hidden` (a phone
footer that is hidden while the frame with the desktop footer did not come). An instance whose sight was not proven may be
right too, so that nothing less than `shown` stands beside it. What was seen to be wrong, and a badge's own picture or
loader that did not come, stand whatever else failed.
"""

from dataclasses import dataclass

from checker.judgment.instance import Instance, state_rank
from checker.judgment.number_marks import is_number_kind, read_number
from checker.judgment.picture_marks import read_picture
from checker.judgment.sight import gaps
from checker.judgment.words import MARKS, quoted, tell_reach, tidy
from checker.records.judgment import Badge, BadgeState
from checker.records.observation import Observation
from checker.records.sighting import KINDS, BadgeKind


@dataclass(frozen=True)
class Reading:
    """A badge, with what the notice says of it in brackets and the hosts whose failing made its state."""

    badge: Badge
    detail: str = ""
    fault_hosts: tuple[str, ...] = ()


def read_badges(look: Observation) -> tuple[Reading, ...]:
    """Exactly five, in the order of KINDS."""
    if look.reach.state != "reached":
        because = f"首页未能打开（{tell_reach(look.reach)}），没有查看标识。"
        return tuple(Reading(Badge(kind=kind, state="undetermined", because=because)) for kind in KINDS)
    readings: dict[BadgeKind, Reading] = {}
    for kind in KINDS:  # the site code comes first: the error report's link is compared with it
        code = look.site.site_code or _shown_code(readings.get("site_code")) if kind == "error_report" else None
        readings[kind] = _choose(kind, look, _read(kind, look, code))
    return tuple(readings[kind] for kind in KINDS)


def _read(kind: BadgeKind, look: Observation, code: str | None) -> list[Instance]:
    sightings = [sighting for sighting in look.sightings if sighting.kind == kind]
    if is_number_kind(kind):
        return [instance for sighting in sightings if (instance := read_number(sighting, look)) is not None]
    return [read_picture(sighting, look, code) for sighting in sightings]


def _choose(kind: BadgeKind, look: Observation, instances: list[Instance]) -> Reading:
    if not instances:
        return _absent(kind, look)
    best = min(instances, key=_preference)
    unproven = next((instance for instance in instances if instance.state == "undetermined"), None)
    if best.state == "shown" or best is unproven:
        return _reading(best, best.state, best.because, look)
    if unproven is not None:
        because = unproven.because if best.sighting.shape == "hint" else f"{unproven.because}另外，{best.because}"
        return _reading(unproven, "undetermined", because, look)
    missed = gaps(look)
    if best.state in ("hidden", "missing") and missed:
        because = f"{best.because}但页面没有看全（{'；'.join(missed)}），不能断定别处没有显示{MARKS[kind]}。"
        return _reading(best, "undetermined", because, look)
    return _reading(best, best.state, best.because, look)


def _preference(instance: Instance) -> tuple[int, bool, bool]:
    """What stands as text or picture tells more than the words of its link."""
    return state_rank(instance.state), instance.sighting.shape == "hint", instance.link_state != "ok"


def _reading(instance: Instance, state: BadgeState, because: str, look: Observation) -> Reading:
    sighting = instance.sighting
    badge = Badge(
        kind=sighting.kind,
        state=state,
        value=instance.value,
        box=sighting.box,
        box_in=sighting.box_in,
        source=sighting.source,
        link=sighting.link,
        link_state=instance.link_state,
        because=because,
        evidence=sighting.evidence or list(look.page_pictures),
    )
    return Reading(badge, instance.detail, instance.fault_hosts)


def _absent(kind: BadgeKind, look: Observation) -> Reading:
    evidence = list(look.page_pictures)
    missed = gaps(look)
    if missed:
        because = f"没有发现{MARKS[kind]}，但页面没有看全（{'；'.join(missed)}），不能断定没有显示。"
        return Reading(Badge(kind=kind, state="undetermined", because=because, evidence=evidence))
    inner = sum(frame.parent is not None for frame in look.frames)
    frames = f"（含{inner}个框架页）" if inner else ""
    searched = f"已将首页滚动到底，查看全部文字、图片、链接和脚本写出的内容{frames}"
    wanted = look.site.expected_number(kind)
    number = f"（填报号码为{tidy(wanted)}）" if wanted else ""
    because = f"{searched}，没有发现{MARKS[kind]}{number}。{_tell_others(kind, look)}"
    return Reading(Badge(kind=kind, state="missing", because=because, evidence=evidence))


def _tell_others(kind: BadgeKind, look: Observation) -> str:
    """Numbers that stand in the page and are not the site's own, so that nobody need wonder why they do not count."""
    others = {s.value: s.doubt for s in look.sightings if s.kind == kind and s.shape == "other" and s.value}
    told = [f"{quoted(value)}{doubt or '不属于本网站'}" for value, doubt in others.items()]
    return f"页面上的{'；'.join(told)}，不算本网站的{MARKS[kind]}。" if told else ""


def _shown_code(reading: Reading | None) -> str | None:
    return reading.badge.value if reading is not None and reading.badge.state == "shown" else None
