"""高新区：整屏翻页，滚轮翻到最后一屏才是页脚。"""

from checker.scenario import Steps, scenario


@scenario("gxq.tingzhi.gov.cn")
async def steer(steps: Steps) -> None:
    await steps.open()
    await steps.scroll_in("#deck")
    await steps.wait_for(".dots i:last-child.on")
    await steps.open()
    await steps.look()
