"""Ways of showing a printed number as pixels: pictures, SVG files, canvas. Only who reads pictures can tell them."""

from html import escape

from tests.combined.bench import Bench, Piece, quoted
from tests.combined.drawing import written_picture
from tests.combined.printed import Printed
from tests.combined.showing import Way, linked

PIXELS = frozenset({"pixels"})


def in_a_picture(bench: Bench, given: Printed) -> Piece:
    """A picture of 16 to 24 px letters, plain, lazy, or as a background; PNG or JPEG."""
    kind, suffix = bench.one([("PNG", "png"), ("JPEG", "jpg")])
    path = f"/images/{bench.name()}.{suffix}"
    drawn, width, height = written_picture([given.text], bench.band.ground, bench.band.ink, bench.one([18, 20, 24]), kind)
    size = f'width="{width}" height="{height}"'
    form = bench.one(
        [
            f'<img src="{{}}" {size}>',
            f'<img src="{{}}" {size} loading="lazy">',
            f'<div style="width:{width}px;height:{height}px;background:url({{}}) no-repeat;display:inline-block"></div>',
            f'<object data="{{}}" type="image/{kind.lower()}" {size}></object>',
        ]
    )
    return Piece(linked(given, form.format(bench.address(path))), files={path: drawn}, traits=PIXELS)


def in_an_svg_file(bench: Bench, given: Printed) -> Piece:
    """An SVG file as a picture: its text is no text of the page."""
    path = f"/images/{bench.name()}.svg"
    ground, ink = bench.band.ground, bench.band.ink
    text = f'<text x="10" y="28" font-size="20" font-family="sans-serif" fill="{ink}">{escape(given.text)}</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="480" height="44"><rect width="480" height="44" fill="{ground}"/>{text}</svg>'
    return Piece(linked(given, f'<img src="{bench.address(path)}" width="480" height="44">'), files={path: svg.encode()}, traits=PIXELS)


def on_a_canvas(bench: Bench, given: Printed) -> Piece:
    """A canvas, drawn by a script on its own ground."""
    name = bench.name()
    draw = (
        f"var c=root.querySelector('.{name}').getContext('2d');c.fillStyle='{bench.band.ground}';c.fillRect(0,0,520,44);"
        f"c.fillStyle='{bench.band.ink}';c.font='20px sans-serif';c.fillText({quoted(given.text)},14,29)"
    )
    return Piece(f'<canvas class="{name}" width="520" height="44"></canvas>', scripts=(draw,), traits=PIXELS)


PIXEL_WAYS: tuple[Way, ...] = (in_a_picture, in_a_picture, in_an_svg_file, on_a_canvas)
