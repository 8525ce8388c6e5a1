"""Whether a person saw a sighting, and where, in words: the proof's measurements are told, never weighed again."""

import re
from typing import Literal

from checker.judgment.words import tell_release, tidy
from checker.records.failure_words import tell_failure
from checker.records.observation import Observation
from checker.records.sighting import Proof, Sighting, Unseen

Sight = Literal["seen", "unseen", "unproven"]

_PICTURE = re.compile(r"picture did not load: (.+)")
_IS_ADDRESS = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_ADDRESS = 160  # characters of an address that are told
_WHY_NOT: dict[Unseen, str] = {
    "no_box": "该处未在页面上排版显示",
    "no_pixels": "将其隐去前后画面没有变化",
    "partly": "只能看到一部分",
    "small": "字形过小",
    "faint": "颜色与背景过于接近",
    "unstable": "该处画面不停变化，无法比对",
    "out_of_reach": "滚动页面也无法到达该处",
    "unreadable": "虽有笔画，但重叠、模糊或者翻转，无法辨认",
    "unclear": "与其他内容重叠或者笔画不清，无法断定能否辨认",
    "covered": "被盖住整个画面、无法关闭的浮层遮挡",
    "maybe_covered": "画面被浮层盖住，浮层未能关闭，其上还有没有尝试过的按钮或者倒计时没有结束",
}


def sight_of(sighting: Sighting) -> Sight:
    """`unproven` where no pixels were compared, where the place never stood still enough to compare them, or was not clear."""
    proof = sighting.proof
    if proof is None or (not proof.seen and proof.why_not in ("unstable", "unclear", "maybe_covered")):
        return "unproven"
    return "seen" if proof.seen else "unseen"


def tell_unseen(proof: Proof) -> str:
    """Why no person reads it, as part of a sentence."""
    words = _WHY_NOT[proof.why_not or "no_pixels"]
    if proof.why_not == "partly" and proof.parts > 1:
        words = f"{words}（{proof.parts}个字中能看到{proof.parts_seen}个）" if proof.parts_seen else f"{proof.parts}个字都看不到"
    elif proof.why_not == "small" and proof.glyph_height is not None:
        words += f"（高度仅{proof.glyph_height:.1f}像素）"
    elif proof.why_not == "faint" and proof.contrast is not None:
        words += f"（对比度仅{proof.contrast:.2f}:1）"
    return words


def tell_unproven(sighting: Sighting) -> str:
    """That nobody can say whether it is seen, as part of a sentence, with the reason where there is a particular one."""
    is_covered = sighting.proof is not None and sighting.proof.why_not == "maybe_covered"
    return "未能核实肉眼能否看到" + (f"：{_WHY_NOT['maybe_covered']}" if is_covered else "")


def tell_not_seen(sighting: Sighting) -> str:
    """`肉眼看不到：…`, `看不全` where a part is seen, `看不清` where all stands there and nobody reads it; and why."""
    if sighting.folded:
        return "位于折叠内容中，须点击才能展开"
    proof = sighting.proof or Proof(seen=False)
    how = "看不到" if proof.why_not in (None, "no_box", "no_pixels", "out_of_reach") else "看不清"
    if proof.why_not == "partly":
        how = "看不全" if proof.parts_seen or proof.parts <= 1 else "看不到"
    return f"肉眼{how}：{tell_unseen(proof)}"


def tell_trouble(sighting: Sighting) -> str:
    """What of a picture or script did not come, why, and its address, as part of a sentence."""
    if not sighting.failure:
        return f"脚本已经加载，但没有写出任何内容（地址为{tidy(sighting.raw, _ADDRESS)}）"
    thing = "脚本" if sighting.shape == "loader" else "图片"
    named = _PICTURE.search(sighting.failure)
    address = named[1] if named else sighting.raw if _IS_ADDRESS.match(sighting.raw) else ""
    where = f"（地址为{tidy(address, _ADDRESS)}）" if address else ""
    return f"{thing}未能加载，{tell_failure(sighting.failure)}{where}"


def tell_contrast(sighting: Sighting) -> str:
    """The measured contrast of what is seen, in brackets; empty where it was not measured."""
    contrast = sighting.proof.contrast if sighting.proof is not None else None
    return f"（对比度{contrast:.1f}:1）" if contrast is not None else ""


def tell_place(sighting: Sighting, look: Observation) -> str:
    """`首页底部`, `首页中部` or `首页上部` where the box lies in the settled picture, else `首页`; a frame is named."""
    place = "首页"
    if sighting.box is not None and look.settled is not None and sighting.box_in == look.settled.file and look.settled.height > 0:
        share = sighting.box.y / look.settled.height
        place += "上部" if share < 1 / 3 else "中部" if share < 2 / 3 else "底部"
    return place + ("的框架页内" if sighting.frame else "")


def gaps(look: Observation) -> list[str]:
    """What kept the look from being complete, in Chinese; empty for a page that came to rest and was seen to its end."""
    found = [reason.strip().rstrip("。；") for reason in look.incomplete]
    release = look.reach.release
    if release is not None and release != "quiet":
        found.append(tell_release(release))
    return list(dict.fromkeys(found))
