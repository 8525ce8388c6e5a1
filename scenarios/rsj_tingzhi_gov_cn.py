"""市人社局：局长信箱在全市问政平台上，链接在首页的标签页里，点击后才取来。"""

from checker.scenario import Steps, scenario


@scenario("rsj.tingzhi.gov.cn")
async def steer(steps: Steps) -> None:
    await steps.open()
    await steps.look()
    await steps.click("#tabs [data-part=letters]")
    await steps.follow("text=问政汀芷")
    await steps.follow("text=市人社局")
    await steps.column("局长信箱", category="consultation")
