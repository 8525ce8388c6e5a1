"""Ways of spoiling a badge, and traps that are no badge at all; what each gives follows from the contract's table."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from tests.combined import marks
from tests.combined.bench import Answer, Bench, Piece, quoted
from tests.combined.drawing import error_box, shield
from tests.combined.office import Office, digits
from tests.combined.printed import Printed, only_digits, plain, right_link
from tests.combined.showing import linked


def another_number(bench: Bench, kind: str, number: str) -> str:
    """A well-formed number of the kind that is not the site's: one digit, or several, are others."""
    code = only_digits(number)
    places = [bench.chance.randrange(len(code) - 3, len(code)) if kind != "icp" else bench.chance.randrange(4, 8)]
    if bench.often(0.5):
        places.append(4)
    changed = "".join(str((int(digit) + 1 + bench.chance.randrange(8)) % 10) if at in places else digit for at, digit in enumerate(code))
    changed = changed if changed != code else f"{code[:-1]}{(int(code[-1]) + 1) % 10}"
    rest = iter(changed)
    return "".join(next(rest) if letter.isdecimal() else letter for letter in number)


def wrong_number(bench: Bench, office: Office, kind: str) -> Printed | None:
    """A number that differs from the roster's, or (police) from the one in its own link; null where neither can be."""
    own = office.number(kind)
    other = another_number(bench, kind, own)
    if kind in office.roster and not (kind == "public_security" and bench.often(0.4)):
        return plain(bench.chance, kind, other)
    if kind != "public_security":
        return None
    shown = plain(bench.chance, kind, own)
    return Printed(kind, shown.label, own, own, right_link(bench.chance, kind, other))


def malformed_number(bench: Bench, office: Office, kind: str) -> Printed:
    """A digit or two too few, crosses, or zeros, with the words of the kind."""
    own, label = office.number(kind), {"site_code": "网站标识码：", "icp": "", "public_security": ""}[kind]
    crosses = {"site_code": "XXXXXXXXXX", "icp": f"{own[0]}ICP备XXXXXXXX号", "public_security": f"{own[0]}公网安备XXXXXXXXXXXXXX号"}[kind]
    zeros = {"site_code": "0000000000", "icp": f"{own[0]}ICP备00000000号", "public_security": f"{own[0]}公网安备00000000000000号"}[kind]
    too_few = own[:5] + own[5 + bench.one([1, 2]) :] if kind != "icp" else f"{own[0]}ICP备{only_digits(own)[: bench.one([5, 6, 7])]}号"
    return Printed(kind, label, bench.one([too_few, too_few, crosses, zeros]), None)


def broken_number(bench: Bench, office: Office, kind: str) -> Piece:
    """A picture that should show the number and does not load; only its alternative text names it."""
    path = f"/images/{bench.name()}.png"
    picture = f'<img src="{bench.address(path)}" alt="{escape(_said(kind, office))}" width="20" height="20">'
    answer: Answer = {"url": path, "status": bench.one([404, 500])}
    return Piece(linked(plain(bench.chance, kind, office.number(kind)), picture), answers=(answer,))


def _said(kind: str, office: Office) -> str:
    return ("网站标识码：" if kind == "site_code" else "") + office.number(kind)


def number_in_hints_alone(bench: Bench, office: Office, kind: str) -> Piece:
    """The number stands only in the title, the alternative text or the link of its own badge: hidden."""
    said = _said(kind, office)
    link = right_link(bench.chance, kind, office.number(kind))
    emblem = bench.address("/images/ga.png")
    if kind == "public_security" and bench.often(0.5):
        return Piece(f'<a href="{link}"><img src="{emblem}" width="20" height="20"> 公安备案</a>')
    words = {"site_code": "网站信息", "icp": "工信部备案", "public_security": "公安备案"}[kind]
    if bench.often(0.5):
        return Piece(f'<a href="{link or "/about.html"}" title="{escape(said)}">{words}</a>')
    return Piece(f'<a href="{link or "/about.html"}"><img src="{emblem}" width="20" height="20" alt="{escape(said)}"></a>')


@dataclass(frozen=True)
class Spoiled:
    """A mark that is spoiled: the piece, its state by the contract, and the ingredient's name."""

    piece: Piece
    state: str
    name: str


Spoil = Callable[[Bench, Office], Spoiled | None]


def _mark(kind: str) -> tuple[bytes, str, str]:
    return (shield(), "red.png", "党政机关网站标识") if kind == "party_gov" else (error_box(), "jiucuo.png", "我为政府网站找错")


def without_link(bench: Bench, office: Office, kind: str) -> Spoiled:
    _, telling, words = _mark(kind)
    return Spoiled(Piece(f'<img src="{bench.address("/images/" + telling)}" alt="{words}" height="56">'), "mismatched", "no link")


def to_another_service(bench: Bench, office: Office, kind: str) -> Spoiled:
    drawn, telling, words = _mark(kind)
    address = bench.one(["/about/", "http://www.mianshan-szxx.gov.cn/", "https://beian.miit.gov.cn/", "javascript:void(0)", "#"])
    path = f"/images/{bench.name()}-{telling}"
    picture = f'<img src="{bench.address(path)}" alt="{words}" height="56">'
    return Spoiled(Piece(f'<a href="{address}">{picture}</a>', files={path: drawn}), "mismatched", "link to another service")


def dead_link(bench: Bench, office: Office, kind: str) -> Spoiled:
    drawn, telling, words = _mark(kind)
    party = f"https://bszs.conac.cn/sitename?method=show&id=FF{digits(bench.chance, 30)}"
    report = f"https://zfwzgl.www.gov.cn/exposure/old/jiucuo{bench.chance.randrange(90)}.html?site_code={office.site_code}"
    piece = marks.linked_picture(bench, party if kind == "party_gov" else report, drawn, telling, words)
    return Spoiled(piece, "mismatched", "dead link")


def another_sites_code(bench: Bench, office: Office, kind: str) -> Spoiled | None:
    """找错 with a code that is not the roster's, as a picture, as words, or by the platform's script."""
    if kind != "error_report" or "site_code" not in office.roster:
        return None
    code = another_number(bench, "site_code", office.site_code)
    return Spoiled(bench.one([*marks.REPORT_WAYS, marks.report_loader])(bench, code), "mismatched", "another site's code")


def warning_picture(bench: Bench, office: Office, kind: str) -> Spoiled | None:
    """red_error.png: domain and registration differ."""
    if kind != "party_gov":
        return None
    path = "/images/red_error.png"
    link = marks.certificate_address(bench, office.certificate)
    piece = Piece(f'<a href="{link}"><img id="imgConac" src="{bench.address(path)}"></a>', files={path: shield(warns=True)})
    return Spoiled(piece, "mismatched", "red_error.png")


def dead_loader(bench: Bench, office: Office, kind: str) -> Spoiled:
    """The official script answers an error, breaks off, or (党政机关) is not known to the registry."""
    trouble: dict[str, str | int | float] = bench.one([{"status": 404}, {"status": 500}, {"trouble": "reset"}])
    if kind == "party_gov":
        address = f"https://dcs.conac.cn/js/25/000/0000/{office.loader}/CA250000000{office.loader}0001.js"
        piece = marks.official_loader(bench, office.loader)
    else:
        address = "https://zfwzgl.www.gov.cn/exposure/jiucuo.js"
        piece = marks.report_loader(bench, office.site_code)
    spoiled = piece.beside(Piece("", answers=({"url": address, **trouble},)))
    return Spoiled(spoiled, "broken", "dead loader")


def broken_picture(bench: Bench, office: Office, kind: str) -> Spoiled:
    """The mark's local picture is gone, its link is right."""
    _, telling, words = _mark(kind)
    path = f"/images/{bench.name()}-{telling}"
    link = marks.certificate_address(bench, office.certificate) if kind == "party_gov" else marks.report_address(bench, office.site_code)
    alt = bench.one(["", f'alt="{words}"'])
    picture = f'<img src="{bench.address(path)}" {alt} width="56" height="56">'
    return Spoiled(Piece(f'<a href="{link}">{picture}</a>', answers=({"url": path, "status": 404},)), "broken", "broken picture")


SPOIL_MARK = (
    without_link,
    to_another_service,
    dead_link,
    another_sites_code,
    another_sites_code,
    warning_picture,
    dead_loader,
    broken_picture,
)


def nothing_of_the_kind(bench: Bench, words: str) -> Piece:
    """Words that are not in the rendered document: comment, noscript, template, script text, meta, or removed by a script."""
    name = bench.name()
    forms = [
        Piece(f"<!-- {words} -->"),
        Piece(f"<noscript><p>{words}</p></noscript>"),
        Piece(f"<template><p>{words}</p></template>"),
        Piece(f"<script>var {name}={quoted(words)};</script>"),
        Piece(f'<script type="text/html" id="{name}"><p>{words}</p></script>'),
        Piece(
            f'<div class="{name}">{words}</div>',
            scripts=(f"var q=root.querySelector('.{name}');setTimeout(function(){{q.remove()}},500)",),
            late=0.5,
        ),
    ]
    return bench.one(forms)
