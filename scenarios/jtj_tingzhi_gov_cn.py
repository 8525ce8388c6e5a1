"""市交通局：公告盖住首页，倒计时三十秒后才能关闭。"""

from checker.scenario import Steps, scenario


@scenario("jtj.tingzhi.gov.cn")
async def steer(steps: Steps) -> None:
    await steps.open()
    await steps.close_if_seen("#notice .close.ready", within=40)
    await steps.look()
