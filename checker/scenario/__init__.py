"""All that a site's script imports. A script steers and looks; it cannot judge, and it changes nothing on the page.

    from checker.scenario import Column, Steps, scenario

    @scenario("rsj.my.gov.cn")                                  # the host (and port) of the roster's address; several may be given
    async def steer(steps: Steps) -> None:
        await steps.open()                                      # the roster's address
        await steps.close_if_seen("#notice .close", within=12)  # seconds; where it is not seen, that is recorded
        await steps.follow("text=进入首页")                       # leads to another page
        await steps.look()                                      # what stands here is the home page that is judged

    scenario("tjj.my.gov.cn", columns=[Column("统计公报", category="notice", url="/tjgb/")])    # data alone, without code

docs/scenarios.md has an example of each step.
"""

from checker.scenario.column import Column
from checker.scenario.declaring import Scenario, scenario
from checker.scenario.drift import Drifted
from checker.scenario.steps import Steps

__all__ = ["Column", "Drifted", "Scenario", "Steps", "scenario"]
