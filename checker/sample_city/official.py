"""The official hosts whose scripts, pictures and query pages government sites lean on, as far as a footer needs them."""

from collections.abc import Iterable
from urllib.parse import parse_qs

from jinja2 import Environment

from checker.sample_city import pictures
from checker.sample_city.wire import Answer, Request

PNG = "image/png"
SCRIPT = "application/javascript"
NOT_FOUND = Answer(b"<!DOCTYPE html><title>404 Not Found</title><h1>404 Not Found</h1>", "text/html", 404)
POLICE_DESK = "全国互联网安全管理服务平台"
# The front pages behind links in footers: host → title, sentence.
DESKS = {
    "beian.miit.gov.cn": ("ICP/IP地址/域名信息备案管理系统", "请在查询框中输入网站名称、域名或备案许可证号。"),
    "www.miitbeian.gov.cn": ("ICP/IP地址/域名信息备案管理系统", "系统已迁移，请使用新地址访问。"),
    "beian.mps.gov.cn": (POLICE_DESK, "联网备案信息查询：请输入备案编号。"),
}


class OfficialHosts:
    """Answers for dcs.conac.cn, bszs.conac.cn, zfwzgl.www.gov.cn and the filing desks.

    `registered` are the identifiers that the registry of 党政机关 knows: loader number → the number of its certificate
    page (32 hex digits) and the name of the site.
    """

    HOSTS = frozenset({"dcs.conac.cn", "bszs.conac.cn", "zfwzgl.www.gov.cn", "www.beian.gov.cn", *DESKS})

    def __init__(self, templates: Environment, registered: Iterable[tuple[str, str, str]]) -> None:
        self._templates = templates
        self._loaders = {loader: certificate for loader, certificate, _ in registered}
        self._certificates = {certificate: name for _, certificate, name in registered}

    def answer(self, request: Request) -> Answer:
        asked = {name: values[0] for name, values in parse_qs(request.query).items()}
        match request.host:
            case "dcs.conac.cn":
                return _picture("red.png") if request.path == "/image/red.png" else self._conac_loader(request.path)
            case "bszs.conac.cn":
                return self._certificate(asked.get("id", "")) if request.path == "/sitename" else NOT_FOUND
            case "zfwzgl.www.gov.cn":
                return self._find_error(request.path, asked)
        return self._desk(request.host, request.path, asked)

    def _find_error(self, path: str, asked: dict[str, str]) -> Answer:
        match path:
            case "/exposure/jiucuo.js":
                return self._page("jiucuo.js", content_type=SCRIPT)
            case "/exposure/images/jiucuo.png":
                return _picture("jiucuo.png")
            case "/exposure/jiucuo.html":
                return self._page("jiucuo.html", code=asked.get("site_code", ""), url=asked.get("url", ""))
        return NOT_FOUND

    def _desk(self, host: str, path: str, asked: dict[str, str]) -> Answer:
        if host == "www.beian.gov.cn" and path == "/portal/registerSystemInfo":
            return self._page("desk.html", title=POLICE_DESK, words=f"备案编号：{asked.get('recordcode', '')}")
        if host in DESKS and path == "/":
            title, words = DESKS[host]
            return self._page("desk.html", title=title, words=words)
        return NOT_FOUND

    def _conac_loader(self, path: str) -> Answer:
        """`/js/25/000/0000/<number>/CA250000000<number>0001.js`, for registered numbers only."""
        number = path.removeprefix("/js/25/000/0000/").split("/")[0]
        if number not in self._loaders or path != f"/js/25/000/0000/{number}/CA250000000{number}0001.js":
            return NOT_FOUND
        return self._page("conac.js", content_type=SCRIPT, certificate=self._loaders[number])

    def _certificate(self, certificate: str) -> Answer:
        if certificate not in self._certificates:
            return NOT_FOUND
        return self._page("desk.html", title="网上名称管理服务", words=f"党政机关网站：{self._certificates[certificate]}")

    def _page(self, template: str, *, content_type: str = "text/html; charset=utf-8", **facts: str) -> Answer:
        return Answer(self._templates.get_template(f"official/{template}").render(**facts).encode(), content_type)


def _picture(name: str) -> Answer:
    drawn = pictures.draw(name)
    assert drawn is not None
    return Answer(drawn, PNG)
