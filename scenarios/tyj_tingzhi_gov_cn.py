"""市体育局：宣传片盖住首页，播放二十五秒后才出现“观看完毕”。"""

from checker.scenario import Steps, scenario


@scenario("tyj.tingzhi.gov.cn")
async def steer(steps: Steps) -> None:
    await steps.open()
    await steps.wait_for("#film .skip", within=40)
    await steps.click("#film .skip")
    await steps.look()
