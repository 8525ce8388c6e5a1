"""市水利局：四个框架拼成的门户，菜单用脚本更换中间一框；其余栏目地址固定，写在这里即可。"""

from checker.scenario import Column, Steps, scenario


@scenario(
    "slj.tingzhi.gov.cn",
    columns=[
        Column("工作动态", category="news", url="/xwzx/bmdt/"),
        Column("通知公告", category="notice", url="/zwgk/tzgg/"),
        Column("政策文件", category="policy", url="/zwgk/zcwj/"),
        Column("办事指南", category="service", url="/bsfw/bszn/"),
        Column("调查征集", category="survey", url="/hdjl/dczj/"),
    ],
)
async def steer(steps: Steps) -> None:
    await steps.open()
    await steps.look()
    await steps.click("text=局长信箱", frame="menu")
    await steps.wait_for("text=来信主题", frame="main")
    await steps.column("局长信箱", category="consultation")
