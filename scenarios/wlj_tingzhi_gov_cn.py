"""市文旅局：首页前有一幅画，点“进入网站”才到首页。"""

from checker.scenario import Steps, scenario


@scenario("wlj.tingzhi.gov.cn")
async def steer(steps: Steps) -> None:
    await steps.open()
    await steps.follow("text=进入网站")
    await steps.wait_for("h3:has-text('通知公告')")
    await steps.look()
