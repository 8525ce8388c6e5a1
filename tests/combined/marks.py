"""Ways of showing the two marks that are pictures, each with the link or script that makes it right."""

from collections.abc import Callable

from tests.combined.bench import Bench, Piece
from tests.combined.drawing import error_box, shield

ShowMark = Callable[[Bench, str], Piece]  # the second: certificate of 党政机关, or site code of 找错
IN_DOCUMENT = frozenset({"document"})
PARSED = frozenset({"parser", "document"})


def certificate_address(bench: Bench, certificate: str) -> str:
    scheme, amp = bench.one(["https", "https", "http"]), bench.one(["&", "&amp;"])
    return f"{scheme}://bszs.conac.cn/sitename?method=show{amp}id={certificate}"


def report_address(bench: Bench, code: str) -> str:
    host = bench.one(["https://zfwzgl.www.gov.cn", "https://zfwzgl.www.gov.cn", "http://121.43.68.40", "http://pucha.kaipuyun.cn"])
    return f"{host}/exposure/jiucuo.html?site_code={code}&amp;url=http%3A%2F%2F{bench.host}%2F"


def _picture(bench: Bench, drawn: bytes, telling: str, words: str) -> tuple[str, dict[str, bytes]]:
    """The address of a picture, drawn by the server under its telling name or our own under one that tells nothing."""
    if bench.often(0.5):
        return bench.address(f"/images/{telling}"), {}
    path = f"/uploads/{bench.name()}.png"
    return bench.address(path), {path: drawn}


def linked_picture(bench: Bench, address: str, drawn: bytes, telling: str, words: str) -> Piece:
    """A linked picture: as <img>, as a background, as <input type=image>, as a picture element, or as data in the page."""
    source, files = _picture(bench, drawn, telling, words)
    alt = bench.one(["", f' alt="{words}"', f' title="{words}"'])
    height = bench.one([44, 48, 60])
    box = f"display:inline-block;width:116px;height:96px;background:url({source}) center no-repeat"
    form = bench.one(
        [
            f'<a href="{address}" target="_blank"><img src="{source}"{alt} height="{height}" border="0"></a>',
            f'<a href="{address}" target="_blank"><img src="{source}"{alt} height="{height}" border="0"></a>',
            f'<a href="{address}"><picture><source srcset="{source}"><img src="{source}" height="{height}"></picture></a>',
            f'<a href="{address}" style="{box}"{alt}></a>',
            f'<a href="{address}"><i style="{box}"></i></a>',
            f'<input type="image" src="{source}" height="{height}" onclick="window.open(\'{address}\');return false">',
        ]
    )
    return Piece(form, files=files)


def official_loader(bench: Bench, loader: str) -> Piece:
    """The registry's own script, written by the parser, or put in by a script afterwards."""
    address = f"https://dcs.conac.cn/js/25/000/0000/{loader}/CA250000000{loader}0001.js"
    place = '<span id="_ideConac"></span>'
    script = f'<script src="{address}"></script>'
    if bench.often(0.25):
        name = bench.name()
        insert = f"var l=document.createElement('script');l.src='{address}';root.querySelector('.{name}').appendChild(l)"
        return Piece(f'<span class="{name}">{place}</span>', scripts=(insert,), needs=IN_DOCUMENT)
    if bench.often(0.5):
        return Piece(place + script, needs=PARSED)
    escaped = "".join(f"%{ord(letter):02X}" if letter in "<>\" '" else letter for letter in place + script)
    return Piece(f'<script type="text/javascript">document.write(unescape("{escaped}"));</script>', needs=PARSED)


def report_loader(bench: Bench, code: str) -> Piece:
    """The platform's own script with the site's code, parsed or put in afterwards."""
    address = "https://zfwzgl.www.gov.cn/exposure/jiucuo.js"
    if bench.often(0.25):
        name = bench.name()
        insert = (
            f"var l=document.createElement('script');l.id='_jiucuo_';l.setAttribute('sitecode','{code}');"
            f"l.src='{address}';root.querySelector('.{name}').appendChild(l)"
        )
        return Piece(f'<span class="{name}"></span>', scripts=(insert,), needs=IN_DOCUMENT)
    return Piece(f'<script id="_jiucuo_" type="text/javascript" sitecode="{code}" src="{address}"></script>', needs=PARSED)


def party_picture(bench: Bench, certificate: str) -> Piece:
    return linked_picture(bench, certificate_address(bench, certificate), shield(), "red.png", "党政机关")


def party_drawing(bench: Bench, certificate: str) -> Piece:
    """The shield as inline SVG within the registry's link."""
    path = '<path d="M24 2 46 12v26L24 54 2 38V12z" fill="#c8102e"/><text x="7" y="32" font-size="9" fill="#fff">党政机关</text>'
    return Piece(f'<a href="{certificate_address(bench, certificate)}"><svg width="60" height="70" viewBox="0 0 48 56">{path}</svg></a>')


def report_picture(bench: Bench, code: str) -> Piece:
    return linked_picture(bench, report_address(bench, code), error_box(), "jiucuo.png", "我为政府网站找错")


def report_words(bench: Bench, code: str) -> Piece:
    """Words with a link, no picture."""
    words = bench.one(["我为政府网站找错", "“我为政府网站找错”监督举报平台", "政府网站找错"])
    return Piece(f'<a href="{report_address(bench, code)}" target="_blank">{words}</a>', traits=frozenset({"glyphs", "line"}))


def report_by_script(bench: Bench, code: str) -> Piece:
    """What the platform's script leaves behind, kept as a copy: a picture that opens the platform by its own script."""
    source, files = _picture(bench, error_box(), "jiucuo.png", "找错")
    link = f"window.open('https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={code}&amp;url='+encodeURIComponent(location.href))"
    return Piece(f'<span id="_span_jiucuo"><img onclick="{link}" style="cursor:pointer" src="{source}" height="48"></span>', files=files)


PARTY_WAYS: tuple[ShowMark, ...] = (party_picture, party_picture, party_drawing)
REPORT_WAYS: tuple[ShowMark, ...] = (report_picture, report_picture, report_words, report_by_script)
