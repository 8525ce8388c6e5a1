"""Where a piece may stand so that it is seen all the same: shadow roots, frames, written late, in a box that scrolls."""

from collections.abc import Callable
from dataclasses import replace

from tests.combined.bench import Bench, Piece, quoted, running, whole_document

Place = Callable[[Bench, Piece], Piece]
_FRAME = 'frameborder="0" width="560" height="{height}"'


def in_a_shadow_root(bench: Bench, piece: Piece) -> Piece:
    """Open or closed."""
    name, mode = bench.name(), bench.one(["open", "closed"])
    # the page's style does not reach in here, and a blue link on a blue ground would be unreadable
    markup = quoted(f"<style>a{{color:inherit}}{piece.css}</style>{piece.html}")
    script = f"var s=root.querySelector('.{name}').attachShadow({{mode:'{mode}'}});s.innerHTML={markup};{running(piece.scripts, 's')}"
    return replace(piece, html=f'<div class="{name}"></div>', css="", scripts=(script,), traits=frozenset({"shadow"}))


def _styles(bench: Bench) -> str:
    colours = f"background:{bench.band.ground};color:{bench.band.ink}"
    return f"body{{margin:8px;{colours};font:14px/1.8 sans-serif;text-align:center}}a{{color:inherit}}"


def in_a_frame(bench: Bench, piece: Piece) -> Piece:
    """A frame of the same host, by file or by srcdoc."""
    document = whole_document(piece, _styles(bench))
    size = _FRAME.format(height=150)
    if bench.often(0.3):
        source = document.decode().replace("&", "&amp;").replace('"', "&quot;")
        return replace(piece, html=f'<iframe srcdoc="{source}" {size}></iframe>', css="", scripts=(), traits=frozenset({"frame"}))
    path = f"/{bench.name()}.html"
    frame = f'<iframe src="{bench.address(path)}" {size}></iframe>'
    return replace(piece, html=frame, css="", scripts=(), files={**piece.files, path: document}, traits=frozenset({"frame"}))


def in_nested_frames(bench: Bench, piece: Piece) -> Piece:
    inner = in_a_frame(bench, piece)
    path = f"/{bench.name()}.html"
    outer = f'<iframe src="{bench.address(path)}" {_FRAME.format(height=190)}></iframe>'
    return replace(inner, html=outer, files={**inner.files, path: whole_document(replace(inner, files={}), _styles(bench))})


def written_late(bench: Bench, piece: Piece) -> Piece:
    """Empty at first; a script fills it after at most 1.2 s."""
    name, wait = bench.name(), bench.one([0.0, 0.4, 1.2])
    fill = f"h.innerHTML={quoted(piece.html)};{running(piece.scripts, 'root')}"
    script = f"var h=root.querySelector('.{name}');setTimeout(function(){{{fill}}},{round(wait * 1000)})"
    return replace(piece, html=f'<div class="{name}"></div>', scripts=(script,), late=piece.late + wait)


def in_a_small_scroller(bench: Bench, piece: Piece) -> Piece:
    """A box of its own that scrolls; the piece stands below its first lines."""
    lines = "".join(f"<p>{words}</p>" for words in ("网站声明", "使用帮助", "隐私保护", "联系我们"))
    how = bench.one(["overflow-y:auto", "overflow:scroll", "overflow-y:auto;scroll-behavior:smooth"])
    box = f'<div style="height:{bench.one([110, 130])}px;{how};border:1px solid #999">{lines}'
    return replace(piece.around(box, "</div>"), traits=frozenset({"scroller"}))


def in_open_details(bench: Bench, piece: Piece) -> Piece:
    summary = bench.one(["网站信息", "备案信息"])
    return piece.around(f"<details open><summary>{summary}</summary>", "</details>")


def under_a_half_clear_veil(bench: Bench, piece: Piece) -> Piece:
    """A veil through which two thirds of the contrast pass."""
    veil = f'<i style="position:absolute;left:0;top:0;right:0;bottom:0;background:rgba(128,128,128,{bench.one([0.15, 0.3])})"></i>'
    return replace(piece.around('<div style="position:relative;display:inline-block">', f"{veil}</div>"), traits=piece.traits - {"line"})


def in_motion_at_first(bench: Bench, piece: Piece) -> Piece:
    """Fades or slides in once, and stands."""
    name = bench.name()
    start = bench.one(["opacity:0", "transform:translateX(-300px)", "opacity:0;transform:translateY(40px)"])
    css = f"@keyframes {name}{{from{{{start}}}}}.{name}{{animation:{name} .8s ease-out}}"
    return replace(piece.around(f'<div class="{name}">', "</div>", css), late=max(piece.late, 0.8), traits=piece.traits - {"line"})


PLACES: tuple[Place, ...] = (
    *(in_a_shadow_root, in_a_shadow_root, in_a_frame, in_nested_frames, written_late, in_a_small_scroller),
    *(in_open_details, under_a_half_clear_veil, in_motion_at_first),
)
# the piece keeps its own document, so that scripts that look for ids find them
PLACES_IN_THE_DOCUMENT: tuple[Place, ...] = (in_a_small_scroller, in_open_details, under_a_half_clear_veil, in_motion_at_first)
