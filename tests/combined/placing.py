"""What stands around the badges: the page's length and make, its footer's look, and the things that are no badges."""

from collections.abc import Sequence
from html import escape

from tests.combined.bench import Band, Bench, Piece, join
from tests.combined.office import digits

BANDS = (
    Band("#ffffff", "#333333", "white footer"),
    Band("#eef2f7", "#444c58", "light footer"),
    Band("#16181d", "#c0c8d4", "dark footer"),
    Band("#b01018", "#fff2e0", "red footer"),
    Band("#0b3d91", "#ffffff", "blue footer"),
)
FOREIGN = {  # words around the badges in other languages; the badges' own labels are Chinese everywhere
    "zh": ("首页 | 政务公开 | 办事服务 | 互动交流", "主办单位", "地址", "联系电话", "技术支持"),
    "zh-Hant": ("首頁 | 政務公開 | 辦事服務 | 互動交流", "主辦單位", "地址", "聯繫電話", "技術支援"),
    "en": ("Home | News | Services | Contact", "Hosted by", "Address", "Telephone", "Powered by"),
    "bo": ("གཙོ་ངོས། | གསར་འགྱུར། | ཞབས་ཞུ།", "主办单位 གཙོ་སྐྱོང་ལས་ཁུངས།", "地址", "联系电话", "技术支持"),
}


def styles(band: Band, size: int) -> str:
    """What holds within the footer, in whatever document it stands."""
    return (
        f".footer{{background:{band.ground};color:{band.ink};font:{size}px/1.9 'Microsoft YaHei',sans-serif}}"
        ".footer{padding:18px 70px;text-align:center}"
        ".footer a{color:inherit}.footer.left{text-align:left}.footer .item{margin:4px 10px}"
        ".footer .line .item{display:inline-block;vertical-align:middle}.footer table{margin:0 auto}"
        ".footer .grid{display:grid;grid-template-columns:1fr 1fr;gap:6px 40px}"
    )


def arranged(bench: Bench, pieces: Sequence[Piece]) -> tuple[Piece, str]:
    """The pieces in a block each, side by side in lines, in two columns, in a table, or in a list; and the word for it."""
    how = bench.one(["blocks", "lines", "columns", "table", "list"])
    row = bench.one([1, 2]) if how == "table" else 1
    if how == "blocks":
        return join([piece.around('<div class="item">', "</div>") for piece in pieces]), how
    if how == "lines":
        between = bench.one(["", "　", " | "])
        items = [piece.around('<div class="item">', "</div>") for piece in pieces]
        return join(
            [join(items[start : start + 2], between).around('<div class="line">', "</div>") for start in range(0, len(items), 2)]
        ), how
    if how == "columns":
        return join([piece.around('<div class="item">', "</div>") for piece in pieces]).around('<div class="grid">', "</div>"), how
    if how == "table":
        cells = [piece.around("<td>", "</td>") for piece in pieces]
        rows = [join(cells[start : start + row]).around("<tr>", "</tr>") for start in range(0, len(cells), row)]
        return join(rows).around('<table cellpadding="6">', "</table>"), how
    return join([piece.around("<li>", "</li>") for piece in pieces]).around('<ul style="list-style:none;margin:0;padding:0">', "</ul>"), how


def footer_words(bench: Bench, name: str, language: str) -> list[Piece]:
    """Host, address, telephone and the company behind the site, each a piece of its own."""
    _, host, place, phone, supplier = FOREIGN[language]
    lines = [f"{host}：{escape(name)}", f"{place}：文明路{bench.chance.randint(1, 300)}号　邮编：{digits(bench.chance, 6)}"]
    if bench.often(0.6):
        lines.append(f"{phone}：0{digits(bench.chance, 3)}-{digits(bench.chance, 7)}")
    if bench.often(0.3):
        lines.append(f"版权所有 © 2012-2018 {escape(name)}　您是第 {digits(bench.chance, 8)} 位访客")
    if bench.often(0.4):
        lines.append(f"{supplier}：{_company(bench)}")
    return [Piece(f"<div>{line}</div>") for line in lines]


def _company(bench: Bench) -> str:
    return bench.one(["蓝岭", "云渡", "北辰"]) + bench.one(["科技有限公司", "信息技术有限公司", "网络有限责任公司"])


def supplier_with_number(bench: Bench, kind: str) -> Piece:
    """The company behind the site prints a number of its own."""
    number = f"京ICP备3899{digits(bench.chance, 4)}号" if kind == "icp" else f"京公网安备119977020{digits(bench.chance, 5)}号"
    word = bench.one(["技术支持", "网站建设", "技术开发"])
    return Piece(f"<div>{word}：{_company(bench)}　{number}</div>")


def news_with_number(bench: Bench, kind: str) -> Piece:
    """A sentence of an article that names another site's number."""
    number = {
        "icp": f"粤ICP备3898{digits(bench.chance, 4)}号",
        "public_security": f"粤公网安备449966020{digits(bench.chance, 5)}号",
        "site_code": f"网站标识码为4499{digits(bench.chance, 6)}",
    }[kind]
    sentence = bench.one(
        [
            "日前，网信部门依法查处一批假冒政府机关的网站，其中一家（{}）长期发布虚假办事信息，已被责令关闭，负责人被处以罚款。",
            "记者从发布会上获悉，一网站冒用机关名义，在页面上标注“{}”骗取群众信任，公安机关已立案侦查，请广大群众提高警惕。",
        ]
    )
    return Piece(f'<p style="width:820px;line-height:2">{sentence.format(number)}</p>')


def friendly_links(bench: Bench, with_numbers: bool) -> Piece:
    """Rows of partners, as links or as drop-down lists; partners may print their ICP numbers."""
    names = ["绵山在线", "岚河新闻网", "青梧生活", "川北经济网", "云渡论坛"]
    if with_numbers:
        items = "".join(
            f"<li style='display:inline-block;width:240px'>{name} 蜀ICP备3897{digits(bench.chance, 4)}号</li>" for name in names
        )
        return Piece(f"<div style='font-size:12px;color:#555'><h4>友情链接</h4><ul>{items}</ul></div>")
    if bench.often(0.5):
        options = "".join(f"<option>{name}</option>" for name in names)
        return Piece(
            f"<div>友情链接：<select>{options}</select> <select><option>国务院部门</option><option>省市政府</option></select></div>"
        )
    links = " ".join(f'<a href="http://www.yq{number}.cn/">{name}</a>' for number, name in enumerate(names))
    return Piece(f"<div>友情链接：{links}</div>")


def content(bench: Bench, name: str, language: str, length: int) -> str:
    """Banner, menu, news and pictures down to about `length` px."""
    menu = FOREIGN[language][0]
    shade = "background:linear-gradient(90deg,#eef4ff,#fff)"
    rows, used = (
        [f'<h1 style="margin:0;padding:24px 70px;background:#f3e9dc">{escape(name)}</h1><nav style="padding:8px 70px">{menu}</nav>'],
        130,
    )
    while used < length:
        news = "".join(
            f'<li><a href="/news/{used}{at}.html">{words}</a> <span>2018-07-{10 + at}</span></li>' for at, words in enumerate(_NEWS)
        )
        photo = f'<img src="/photo-{bench.chance.randint(1, 9)}-320x180.jpg" width="320" height="180" alt="">'
        block = bench.one(
            [
                f'<div style="display:flex;gap:30px;padding:10px 70px">{photo}<ul>{news}</ul></div>',
                f'<table width="1100" align="center"><tr><td>{photo}</td><td><ul>{news}</ul></td></tr></table>',
                f'<div style="padding:10px 70px;height:200px;{shade}"><h3>专题专栏</h3><ul>{news}</ul></div>',
            ]
        )
        rows.append(block)
        used += 210
    return "".join(rows)


_NEWS = ("市政府召开常务会议研究防汛工作", "关于做好2018年秋季开学工作的通知", "我市举行重点项目集中开工仪式", "全市脱贫攻坚推进会召开")
