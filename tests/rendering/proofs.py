"""Cases that stand together on one page, each with an ICP number of its own, and the proof that each one gets."""

from collections.abc import Mapping
from dataclasses import dataclass

from checker.locating.badges import find_badges
from checker.records.candidate import Proven
from checker.records.layout import Layout
from checker.rendering.pictures import PagePicture, capture_page, read_picture
from checker.rendering.session import Session
from checker.rendering.sight import prove_all
from checker.rendering.snapshot import take_snapshot


@dataclass
class Proofs:
    """By case: what was proven; by file name: the evidence that was kept."""

    by_case: dict[str, Proven]
    files: dict[str, bytes]
    layout: Layout


def number(place: int) -> str:
    return f"蜀ICP备05{place:02d}3648号"


def rows(cases: Mapping[str, str]) -> str:
    """A line for each case."""
    style = "position:relative;height:40px;margin:6px 20px;font:20px/24px sans-serif;color:#000"
    return "".join(f'<div style="{style}">{written(markup, place)}</div>' for place, markup in enumerate(cases.values()))


def written(markup: str, place: int) -> str:
    """`$` is the case's number; `$1` and `$2` are its first six characters and the others."""
    whole = number(place)
    return markup.replace("$1", whole[:6]).replace("$2", whole[6:]).replace("$", whole)


async def _settled(session: Session) -> PagePicture:
    return PagePicture("home.jpg", read_picture((await capture_page(session, 30_000)).data))


async def prove(session: Session, cases: Mapping[str, str]) -> Proofs:
    """Proves all numbers of the page that is open; a case whose number is not found is missing."""
    files: dict[str, bytes] = {}

    async def keep(name: str, data: bytes, what: str) -> str:
        assert name not in files, f"{name} ({what}) is written twice"
        files[name] = data
        return name

    layout = await take_snapshot(session)
    candidates = [c for c in find_badges(layout, []) if c.kind == "icp" and c.shape == "number"]
    proven = await prove_all(session, layout, candidates, await _settled(session), keep)
    names = {number(place): name for place, name in enumerate(cases)}
    by_case = {names[c.value]: p for c, p in zip(candidates, proven, strict=True) if c.value in names}
    return Proofs(by_case, files, layout)
