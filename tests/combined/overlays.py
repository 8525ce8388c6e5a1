"""What lies in front of a page and hides nothing for good: pop-ups, couplets, helpers at the edge, bars that go by themselves."""

from dataclasses import dataclass

from tests.combined.bench import Bench


@dataclass(frozen=True)
class Overlay:
    """Something in front of the page that hides nothing: it can be closed, or lies where no badge is."""

    name: str
    html: str


def overlay(bench: Bench) -> Overlay:
    """A pop-up that can be closed, a pair of couplets, a helper at the edge, or a bar that goes by itself."""
    close = bench.one(["×", "关闭", "✕"])
    veil = "position:fixed;left:0;top:0;width:100%;height:100%;background:rgba(0,0,0,.7);z-index:900"
    box = "position:relative;width:520px;margin:140px auto;background:#fff;color:#222;padding:30px;height:240px"
    click = "this.closest('.veil').style.display='none'"
    couplet = (
        '<div class="veil" style="position:fixed;bottom:0;{}:0;width:300px;height:180px;background:#c8161d;color:#ff0;z-index:99">'
        "文明城市 你我共建"
        f'<span style="position:absolute;right:6px;top:4px;cursor:pointer" onclick="{click}">关闭</span></div>'
    )
    return bench.one(
        [
            Overlay(
                "pop-up that can be closed",
                f'<div class="veil" style="{veil}"><div style="{box}"><a href="javascript:void(0)" onclick="{click}" '
                f'style="position:absolute;right:12px;top:8px;text-decoration:none;font-size:20px">{close}</a>'
                "<h3>公告</h3>系统将于周末停机维护。</div></div>",
            ),
            Overlay("couplets that can be closed", couplet.format("left") + couplet.format("right")),
            Overlay(
                "helper at the edge",
                '<div style="position:fixed;right:4px;top:260px;width:50px;height:150px;background:#fc6;z-index:60;font-size:12px">'
                "智能问答<br>返回顶部</div>",
            ),
            Overlay(
                "bar that goes by itself",
                '<div id="bar" style="position:fixed;left:0;bottom:0;width:100%;height:120px;background:#fe9;z-index:99">'
                "本站已支持无障碍浏览</div>"
                "<script>setTimeout(function(){document.getElementById('bar').remove()},1500)</script>",
            ),
        ]
    )
