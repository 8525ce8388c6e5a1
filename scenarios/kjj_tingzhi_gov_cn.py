"""市科技局：来信列表在一个方框里，每滚到底一次再取十件。"""

from checker.scenario import Steps, scenario


@scenario("kjj.tingzhi.gov.cn")
async def steer(steps: Steps) -> None:
    await steps.open()
    await steps.look()
    await steps.follow("text=局长信箱")
    await steps.scroll_in("#list")
    await steps.column("局长信箱", category="consultation", items="#list tbody tr")
