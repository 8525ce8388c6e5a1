"""市住建局：鼠标移到导航上，菜单才取来；信箱和征集只在菜单里。"""

from checker.scenario import Column, Steps, scenario


@scenario(
    "zjj.tingzhi.gov.cn",
    columns=[
        Column("新闻动态", category="news", url="/xwzx/bmdt/"),
        Column("通知公告", category="notice", url="/zwgk/tzgg/"),
        Column("政策文件", category="policy", url="/zwgk/zcwj/"),
        Column("办事服务", category="service", url="/bsfw/bszn/"),
    ],
)
async def steer(steps: Steps) -> None:
    await steps.open()
    await steps.look()
    await steps.hover("[data-menu=zxts]")
    await steps.follow("text=局长信箱")
    await steps.column("咨询投诉", category="consultation")
    await steps.open()
    await steps.hover("[data-menu=dczj]")
    await steps.follow("text=意见征集")
    await steps.column("调查征集", category="survey")
