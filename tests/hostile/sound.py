"""Twenty sound sites among the hostile ones: what stands on each is known, and so is what a person sees there."""

from dataclasses import dataclass, field

from tests.hostile.server import Kind
from tests.rendering.servers import page

_ALL = ("site_code", "icp", "public_security", "party_gov", "error_report")
_ICP, _POLICE = "蜀ICP备05003648号-1", "51070302110030"
_WORDS = '<path d="M20 15h60v6H20zM30 28h40v8H30z" fill="#fff"/>'
_DRAWING = f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><rect width="100" height="50" fill="#c8102e"/>{_WORDS}</svg>'
_RECORD = f"http://www.beian.gov.cn/portal/registerSystemInfo?recordcode={_POLICE}"
_CONAC = "https://bszs.conac.cn/sitename?method=show&amp;id=0123456789ABCDEF0123456789ABCDEF"


@dataclass(frozen=True)
class Sound:
    """`wrong` names the marks that are not `shown`, with their state."""

    kind: Kind
    code: str
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def row(self) -> tuple[str, str, str]:
        """The roster's site code, ICP number and police number."""
        return self.code, _ICP, f"川公网安备{_POLICE}号"

    @property
    def badges(self) -> dict[str, str]:
        return {kind: self.wrong.get(kind, "shown") for kind in _ALL}


def _home(code: str, parts: dict[str, str]) -> str:
    footer = {
        "site_code": f"<p>网站标识码：{code}</p>",
        "icp": f"<p><a href=https://beian.miit.gov.cn/>{_ICP}</a></p>",
        "public_security": f"<p><a href={_RECORD}>川公网安备 {_POLICE}号</a></p>",
        "party_gov": f"<a href='{_CONAC}'><img id=imgConac width=50 height=50 src=/mark.svg></a>",
        "error_report": f"<a href='https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={code}'>"
        "<img width=100 height=40 src=/jiucuo.svg alt=政府网站找错></a>",
        **parts,
    }
    style = "<style>footer{background:#1f5fa8;color:#fff;padding:20px}a{color:#fff}</style>"
    return page(f"<h1>网站{code}</h1><p>要闻动态</p><footer>{''.join(footer.values())}</footer>", style)


def _sound(number: int, wrong: dict[str, str] | None = None, **parts: str) -> Sound:
    code = f"51{number:08d}"
    files = {"/mark.svg": _DRAWING, "/jiucuo.svg": _DRAWING}
    return Sound(Kind(_home(code, parts), seen=True, files=files), code, wrong or {})


_OTHERS = [
    _sound(15, {"site_code": "mismatched"}, site_code="<p>网站标识码：5199999999</p>"),
    _sound(16, {"icp": "missing"}, icp=""),
    _sound(17, {"icp": "hidden"}, icp=f"<p style='opacity:0'>{_ICP}</p>"),
    _sound(18, {"icp": "malformed"}, icp="<p>蜀ICP备XXXXXXXX号</p>"),
    _sound(19, {"public_security": "mismatched"}, public_security="<p>川公网安备 51070302119999号</p>"),
    _sound(20, {"party_gov": "broken"}, party_gov=f"<a href='{_CONAC}'><img id=imgConac width=50 height=50 src=/gone.png></a>"),
]
SOUND = {f"sound {number}": site for number, site in enumerate([*(_sound(n) for n in range(1, 15)), *_OTHERS], start=1)}
