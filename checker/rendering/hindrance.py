"""What keeps a document from being whole although nothing moves any more: a parser that waits, a page that is not drawn for want of a
style sheet, and either of them in a frame."""

from typing import NamedTuple

from checker.rendering.lifecycle import Lifecycle
from checker.rendering.session import Session
from checker.rendering.traffic import Traffic

_DRAWING = 3000  # ms in which a page that is drawn at all draws its next frame
_ANSWER = 8.0  # seconds


class Hindrance(NamedTuple):
    """`sentence` is in Chinese, for the observation; `act` for the log. `is_undrawn`: nobody saw anything of the page at all."""

    sentence: str
    act: str
    is_undrawn: bool


async def find_hindrance(session: Session, life: Lifecycle, traffic: Traffic) -> Hindrance | None:
    """What holds up the main document; null where it was read to its end and is drawn. Raises PageTrouble."""
    waited = traffic.waited_for_by(main=True)
    sheets = [request.url for request in waited if request.resource_type == "stylesheet"]
    is_undrawn = bool(sheets) and not await session.run("is_drawn", _DRAWING, seconds=_ANSWER)
    if is_undrawn:
        sentence = f"样式表“{sheets[0]}”一直没有应答，页面没有显示出来"
        return Hindrance(sentence, f"nothing is drawn, the style sheet hangs: {sheets[0]}", True)
    is_half_written = life.is_written_over and bool(waited) and await _is_half_written(session, [request.url for request in waited])
    if life.parsed is not None and not traffic.is_document_under_way and not is_half_written:
        return None
    if traffic.is_document_under_way:
        return Hindrance("网页的内容没有传送完毕", "the document did not end", False)
    if not waited:
        return Hindrance("网页没有解析完毕", "the document was not parsed to its end", False)
    return Hindrance(f"网页停在“{waited[0].url}”的加载上，其后的内容没有出现", f"the parser waits for {waited[0].url}", False)


async def _is_half_written(session: Session, waited: list[str]) -> bool:
    """Of a document that a script wrote over another; `waited` are the addresses that it waits for."""
    ready = (await session.run("probe", seconds=_ANSWER))["ready"]
    return ready != "complete" or bool(await session.run("defers", waited, seconds=_ANSWER))


async def note_unfinished_frames(session: Session, traffic: Traffic) -> None:
    """Frames that stand half read, or undrawn, are failures like frames that did not come. Raises PageSilent."""
    waiting = traffic.waited_for_by(main=False)
    for request in waiting:
        if request.resource_type == "stylesheet":
            traffic.note_frame(request.frame.url, request)
    if not waiting:
        return

    async def note(frame: str) -> None:
        is_whole = await session.run("stands_whole", frame_id=frame)
        if not is_whole or await session.run("defers", [request.url for request in waiting], frame_id=frame):
            traffic.note_frame(await session.run("address", frame_id=frame), waiting[0])

    await session.in_frames(await session.frame_ids(), note)
