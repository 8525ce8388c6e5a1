"""How the whole footer comes onto the page, and how it may fail to come."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.combined.bench import Bench, Piece, quoted, running, whole_document

PARSER, DOCUMENT = "parser", "document"


@dataclass(frozen=True)
class Vehicle:
    """`offers` is what a piece may need in it; `styles` are those that a frame's document gets too."""

    bring: Callable[[Bench, Piece, str], Piece]
    offers: frozenset[str]
    tall_page: bool = False  # wants a page that scrolls


def _with_scripts(piece: Piece) -> str:
    script = f"<script>{running(piece.scripts)}</script>" if piece.scripts else ""
    return f"<style>{piece.css}</style>{piece.html}{script}"


def _kept(piece: Piece, html: str, **more: object) -> Piece:
    return replace(piece, html=html, css="", scripts=(), **more)  # type: ignore[arg-type]  # fields of Piece by name


def in_the_page(bench: Bench, piece: Piece, styles: str) -> Piece:
    return _kept(piece, _with_scripts(piece))


def by_document_write(bench: Bench, piece: Piece, styles: str) -> Piece:
    """In one call, or in one for each half line of the markup's text."""
    markup = _with_scripts(piece)
    if bench.often(0.5):
        return _kept(piece, f"<script>document.write({quoted(markup)})</script>")
    escaped = "".join(f"%u{ord(letter):04X}" if not letter.isalnum() or not letter.isascii() else letter for letter in markup)
    return _kept(piece, f"<script>document.write(unescape('{escaped}'))</script>")


def by_script_file(bench: Bench, piece: Piece, styles: str) -> Piece:
    """A script file that writes the footer, as eleven of 56 real pages have it."""
    path = f"/js/{bench.one(['footer', 'foot', 'bottom'])}.js"
    script = f"document.write({quoted(_with_scripts(piece))});".encode()
    return _kept(piece, f'<script src="{path}"></script>', files={**piece.files, path: script})


def by_fetch(bench: Bench, piece: Piece, styles: str) -> Piece:
    """Fetched as a fragment after half a second at most, by fetch or by XMLHttpRequest."""
    path, name, delay = "/inc/footer.html", bench.name(), bench.one([0.0, 0.5])
    put = f"h.innerHTML=t;{running(piece.scripts)}"
    ask = bench.one(
        [
            f"fetch('{path}').then(function(r){{return r.ok?r.text():''}}).then(function(t){{{put}}})",
            f"var x=new XMLHttpRequest;x.open('GET','{path}');x.onload=function(){{var t=x.status==200?x.responseText:'';{put}}};x.send()",
        ]
    )
    fragment = f"<style>{piece.css}</style>{piece.html}".encode()
    answers = (*piece.answers, {"url": path, "delay": delay, "content_type": "text/html; charset=utf-8"})
    html = f'<div id="{name}"></div><script>var h=document.getElementById("{name}");{ask}</script>'
    return _kept(piece, html, files={**piece.files, path: fragment}, answers=answers, late=piece.late + delay + 0.5)


def by_timer(bench: Bench, piece: Piece, styles: str) -> Piece:
    name, wait = bench.name(), bench.one([0.2, 1.0])
    put = f"document.getElementById('{name}').innerHTML={quoted(f'<style>{piece.css}</style>{piece.html}')};{running(piece.scripts)}"
    script = f"setTimeout(function(){{{put}}},{round(wait * 1000)})"
    return _kept(piece, f'<div id="{name}"></div><script>{script}</script>', late=piece.late + wait)


def on_scroll(bench: Bench, piece: Piece, styles: str) -> Piece:
    """Written when its place comes into view, or when the page has been scrolled near its end."""
    name = bench.name()
    put = f"h.innerHTML={quoted(f'<style>{piece.css}</style>{piece.html}')};{running(piece.scripts)}"
    if bench.often(0.5):
        watch = f"new IntersectionObserver(function(s,o){{if(s[0].isIntersecting){{o.disconnect();{put}}}}}).observe(h)"
    else:
        near = "h.getBoundingClientRect().top<innerHeight+100"
        watch = f"var once;addEventListener('scroll',function(){{if(!once&&{near}){{once=1;{put}}}}},true)"
    html = (
        f'<div id="{name}" style="min-height:60px"></div><script>(function(){{var h=document.getElementById("{name}");{watch}}})()</script>'
    )
    return _kept(piece, html, late=piece.late + 0.5)


def _frame(address: str, height: int) -> str:
    return f'<iframe src="{address}" style="width:100%;height:{height}px;border:0;display:block"></iframe>'


def in_a_frame(bench: Bench, piece: Piece, styles: str) -> Piece:
    """A frame of the same host; it may be lower than its content, and scrolls then."""
    path = "/foot.html"
    return _kept(piece, _frame(path, bench.one([200, 420])), files={**piece.files, path: whole_document(piece, styles)})


def in_another_sites_frame(bench: Bench, piece: Piece, styles: str) -> Piece:
    host = f"foot-{bench.host.split('.')[0]}.jqpt.cn"
    files = {**piece.files, f"hosts/{host}/foot.html": whole_document(piece, styles)}
    return _kept(piece, _frame(f"http://{host}/foot.html", 420), files=files)


def in_nested_frames(bench: Bench, piece: Piece, styles: str) -> Piece:
    """A frame in a frame, the outer or the inner one of another site in half the cases."""
    inner = bench.one([in_a_frame, in_another_sites_frame])(bench, piece, styles)
    outer = f'<!doctype html><meta charset="utf-8"><body style="margin:0">{inner.html}</body>'.encode()
    return replace(inner, html=_frame("/frame.html", 430), files={**inner.files, "/frame.html": outer})


def in_a_shadow_root(bench: Bench, piece: Piece, styles: str) -> Piece:
    """A footer element of the page's own making, its root open or closed."""
    mode, tag = bench.one(["open", "closed"]), bench.one(["gov-footer", "site-bottom"])
    markup = quoted(f"<style>{styles}{piece.css}</style>{piece.html}")
    build = f"constructor(){{super();var s=this.attachShadow({{mode:'{mode}'}});s.innerHTML={markup};{running(piece.scripts, 's')}}}"
    return _kept(
        piece, f"<{tag} style='display:block'></{tag}><script>customElements.define('{tag}',class extends HTMLElement{{{build}}})</script>"
    )


def never_in_a_frame(bench: Bench, piece: Piece, styles: str) -> Piece:
    """The frame of the footer answers an error: nobody knows what would have stood there."""
    return Piece(_frame("/foot.html", 200), answers=({"url": "/foot.html", "status": bench.one([500, 503])},))


def never_by_script(bench: Bench, piece: Piece, styles: str) -> Piece:
    path = "/js/footer.js"
    trouble: dict[str, str | int | float] = bench.one([{"status": 500}, {"status": 502}, {"trouble": "reset"}])
    return Piece(f'<script src="{path}"></script>', answers=({"url": path, **trouble},))


_ALL, _SCRIPTED, _APART = frozenset({PARSER, DOCUMENT}), frozenset({DOCUMENT}), frozenset[str]()
VEHICLES: dict[str, Vehicle] = {
    "in the page": Vehicle(in_the_page, _ALL),
    "document.write": Vehicle(by_document_write, _ALL),
    "script file": Vehicle(by_script_file, _ALL),
    "fetch": Vehicle(by_fetch, _SCRIPTED),
    "timer": Vehicle(by_timer, _SCRIPTED),
    "on scroll": Vehicle(on_scroll, _SCRIPTED, tall_page=True),
    "frame": Vehicle(in_a_frame, _ALL),
    "frame of another site": Vehicle(in_another_sites_frame, _ALL),
    "nested frames": Vehicle(in_nested_frames, _ALL),
    "shadow root": Vehicle(in_a_shadow_root, _APART),
}
FAILING = {"frame that fails": never_in_a_frame, "script that fails": never_by_script}
