"""Ways of hiding: each takes a piece that would be seen and leaves it in the rendered document where no person sees it.

Every way brings its own ground or box along, so that nothing around it changes what is seen. `RENDERED` keep the piece's
boxes; `NOT_RENDERED` make none, so that what stands only in a style sheet or in a frame's own document would be arguable.
"""

from collections.abc import Callable
from dataclasses import replace

from tests.combined.bench import Bench, Piece

Hide = Callable[[Bench, Piece], Piece]
_FILL = "position:absolute;left:-2px;top:-2px;right:-2px;bottom:-2px"


def _styled(piece: Piece, style: str) -> Piece:
    return piece.around(f'<div style="{style}">', "</div>")


def _one_of(bench: Bench, piece: Piece, *styles: str) -> Piece:
    return _styled(piece, bench.one(list(styles)))


def invisible(bench: Bench, piece: Piece) -> Piece:
    return _styled(piece, "visibility:hidden")


def clear(bench: Bench, piece: Piece) -> Piece:
    """Opacity, of the box, of an ancestor, of several that multiply, or as a filter."""
    if bench.often(0.3):
        return _styled(_styled(piece, "opacity:.1"), "opacity:.06")
    return _styled(piece, bench.one(["opacity:0", "opacity:.01", "opacity:0.005", "filter:opacity(0)", "filter:opacity(1%)"]))


def blurred(bench: Bench, piece: Piece) -> Piece:
    return _one_of(bench, piece, "filter:blur(20px)", "filter:blur(30px)")


def masked(bench: Bench, piece: Piece) -> Piece:
    no_ink = "linear-gradient(transparent,transparent)"
    no_room = "linear-gradient(#000,#000) no-repeat 0 0/0 0"
    return _one_of(bench, piece, f"-webkit-mask-image:{no_ink};mask-image:{no_ink}", f"-webkit-mask:{no_room};mask:{no_room}")


def clipped(bench: Bench, piece: Piece) -> Piece:
    return _one_of(bench, piece, "clip-path:inset(50%)", "clip-path:circle(0)", "position:absolute;clip:rect(0,0,0,0)")


def of_no_size(bench: Bench, piece: Piece) -> Piece:
    none, one_px = "width:0;height:0;overflow:hidden", "width:1px;height:1px;overflow:hidden"
    return _one_of(bench, piece, none, "height:0;overflow:hidden", "max-height:0;overflow:clip", one_px)


def scaled_away(bench: Bench, piece: Piece) -> Piece:
    return _styled(piece, bench.one(["transform:scale(0)", "transform:scaleX(0)", "transform:rotateY(90deg)", "transform:scale(.02)"]))


def off_the_page(bench: Bench, piece: Piece) -> Piece:
    places = ["position:absolute;left:-9999px", "position:absolute;top:-99999px", "margin-left:-9999px;width:600px"]
    return _one_of(bench, piece, *places, "transform:translateX(-9999px)", "position:relative;left:-5000px;width:600px")


def clipped_by_a_parent(bench: Bench, piece: Piece) -> Piece:
    """Moved out of a parent that cuts off, and does not scroll for a person."""
    shift = bench.one(["margin-top:300px", "position:relative;top:300px", "transform:translateY(300px)"])
    return _styled(_styled(piece, shift), "height:30px;overflow:hidden")


def behind_a_box(bench: Bench, piece: Piece) -> Piece:
    """Behind an opaque box, also one that lets the mouse through."""
    look = bench.one(["background:#fff", "background:#333;pointer-events:none", f"background:{bench.band.ground};z-index:5"])
    return piece.around('<div style="position:relative">', f'<div style="{_FILL};{look}"></div></div>')


def behind_a_picture(bench: Bench, piece: Piece) -> Piece:
    photo = bench.address(f"/photo-{bench.chance.randint(1, 9)}-800x200.jpg")
    through = bench.one(["", ";pointer-events:none"])
    picture = f'<img src="{photo}" style="position:absolute;left:-4px;top:-4px;width:calc(100% + 8px);height:calc(100% + 8px){through}">'
    return piece.around('<div style="position:relative;overflow:hidden">', f"{picture}</div>")


def below_everything(bench: Bench, piece: Piece) -> Piece:
    """A negative z-index beneath the opaque ground of what follows."""
    inner = piece.around('<div style="position:absolute;left:0;top:0;z-index:-1;height:60px;overflow:hidden">', "</div>")
    return inner.around(
        '<div style="position:relative;z-index:0;overflow:hidden">',
        f'<div style="background:{bench.one(["#fff", bench.band.ground])};height:70px">版权所有　未经许可不得转载</div></div>',
    )


def slide_that_never_shows(bench: Bench, piece: Piece) -> Piece:
    """The third slide of a row that stands still on its first."""
    cell = '<div style="flex:0 0 600px">'
    row = '<div style="width:600px;max-width:100%;margin:0 auto;overflow:hidden"><div style="display:flex;width:1800px">'
    return piece.around(f"{row}{cell}政务服务</div>{cell}互动交流</div>{cell}", "</div></div></div>")


RENDERED: tuple[Hide, ...] = (
    *(invisible, clear, clear, blurred, masked, clipped, of_no_size, scaled_away, off_the_page, clipped_by_a_parent),
    *(behind_a_box, behind_a_box, behind_a_picture, below_everything, slide_that_never_shows),
)


def not_displayed(bench: Bench, piece: Piece) -> Piece:
    return piece.around(bench.one(['<div style="display:none">', "<div hidden>", '<div style="content-visibility:hidden">']), "</div>")


def closed_details(bench: Bench, piece: Piece) -> Piece:
    name = bench.one(["网站信息", "展开", "备案信息"])
    return piece.around(f"<details><summary>{name}</summary>", "</details>")


def tab_not_chosen(bench: Bench, piece: Piece) -> Piece:
    name = bench.name()
    css = f".{name} div{{display:none}}.{name} div.on{{display:block}}"
    return piece.around(f'<div class="{name}"><div class="on">联系我们</div><div>', "</div></div>", css)


def closed_dialog(bench: Bench, piece: Piece) -> Piece:
    name = bench.one(["dialog", "div popover"])
    return piece.around(f"<{name}>", f"</{name.split()[0]}>")


def taken_from_display(bench: Bench, piece: Piece) -> Piece:
    """Seen for a moment, then a script hides it: it stays in the document."""
    name = bench.name()
    act = bench.one(["style.display='none'", "style.visibility='hidden'", "style.opacity=0"])
    wait = bench.one([300, 700])
    script = f"var g=root.querySelector('.{name}');setTimeout(function(){{g.{act}}},{wait})"
    return replace(piece.around(f'<div class="{name}">', "</div>", "", script), late=max(piece.late, 0.7))


NOT_RENDERED: tuple[Hide, ...] = (not_displayed, not_displayed, closed_details, tab_not_chosen, closed_dialog, taken_from_display)


def without_colour(bench: Bench, piece: Piece) -> Piece:
    """Letters transparent, or in the colour of their ground, or at a contrast under 1.2:1."""
    name, all_of_it = bench.name(), ".{0},.{0} *{{{1}}}"
    look = bench.one(
        [
            "color:transparent!important;fill:transparent!important",
            "-webkit-text-fill-color:transparent!important",
            "color:#eeeeee!important;background:#eeeeee!important;text-decoration:none!important",
            "color:#f3f3f3!important;background:#ffffff!important;text-decoration:none!important",
            "color:#223345!important;background:#203040!important;text-decoration:none!important",
            "color:rgba(0,0,0,.02)!important;background:#ffffff!important",
        ]
    )
    return piece.around(f'<div class="{name}">', "</div>", all_of_it.format(name, look))


def too_small(bench: Bench, piece: Piece) -> Piece:
    """Letters of 3 px at most."""
    name = bench.name()
    look = bench.one(["font-size:0!important", "font-size:1px!important", "font-size:3px!important"])
    if bench.often(0.3):
        return _styled(piece, "transform:scale(.15)")
    return piece.around(f'<div class="{name}">', "</div>", f".{name},.{name} *{{{look}}}")


def indented_away(bench: Bench, piece: Piece) -> Piece:
    left = "text-align:left"
    return _one_of(bench, piece, "text-indent:-9999px;overflow:hidden", f"text-indent:-9999px;{left}", f"text-indent:-3000px;{left}")


LETTERS: tuple[Hide, ...] = (without_colour, without_colour, too_small)


def end_covered(bench: Bench, piece: Piece) -> Piece:
    """The last three characters' width lies behind an opaque box: the last digits are not seen."""
    ground = bench.one(["#fff", bench.band.ground, "#c00"])
    cover = f'<i style="position:absolute;right:0;top:-2px;bottom:-2px;width:3em;background:{ground}"></i>'
    return piece.around('<span style="position:relative;display:inline-block;white-space:nowrap">', f"{cover}</span>")


def cut_off(bench: Bench, piece: Piece) -> Piece:
    """A line too narrow for its text, with dots or without, or too low for its letters. (A <wbr> breaks a line also where
    none should break: hence the height.)"""
    one_line = "height:1.6em;line-height:1.6em;overflow:hidden;white-space:nowrap;text-align:left"
    too_low = "height:8px;line-height:24px;font-size:14px;overflow:hidden"
    lower_part = "clip-path:inset(0 0 65% 0);line-height:20px;display:inline-block"
    return _one_of(bench, piece, f"width:6em;text-overflow:ellipsis;{one_line}", f"width:6em;{one_line}", too_low, lower_part)


ONE_LINE: tuple[Hide, ...] = (end_covered, end_covered, cut_off, indented_away)


def ways_for(piece: Piece) -> list[Hide]:
    """The ways whose result is certain for a piece of these traits."""
    traits = piece.traits
    ways = list(RENDERED)
    if not traits & {"glyphs", "svg", "shadow", "frame", "field"}:
        ways.remove(blurred)  # a blurred red shield might be guessed
    if not traits & {"pseudo", "frame", "field"}:
        ways += NOT_RENDERED
    if "glyphs" in traits:
        ways += LETTERS
    if "line" in traits:
        ways += ONE_LINE
    return ways
