"""When too many sites of one run fail in the network, the network is ours: nobody is accused (CONTRACT.md, `our_fault`)."""

from collections.abc import Iterable

from checker.records.look import Reach, ReachState
from checker.records.observation import Observation

NETWORK: frozenset[ReachState] = frozenset({"timeout", "dns", "refused", "reset"})
_FEWEST = 2  # sites: a single one that is down is a site that is down
_NETWORK_BECAUSE = "本次检查中网络失败的网站过多，疑为检查工具所在网络的故障，不作为网站问题"
_TROUBLE_BECAUSE = "检查工具自身原因，未能完成判定"

Looks = tuple[Observation, Observation | None]


def is_own_network(looks: Iterable[Looks], share: float) -> bool:
    """Whether more than `share` of the sites failed in the network in each of their looks. Sites that should be off-line count not."""
    asked = [both for both in looks if both[0].site.status != "offline"]
    failed = sum(all(look is None or look.reach.state in NETWORK for look in both) for both in asked)
    return are_too_many(failed, len(asked), share)


def are_too_many(failed: int, asked: int, share: float) -> bool:
    """Of the sites that were asked, those that failed in the network."""
    return failed >= _FEWEST and failed > share * asked


def blame_ourselves(observation: Observation) -> Observation:
    """The same look with its network failure taken on ourselves; any other look as it is.

    A site that should be off-line is then not shown to be: a network that reaches nobody proves nothing of it either.
    """
    if observation.reach.state not in NETWORK:
        return observation
    because = f"{_NETWORK_BECAUSE}（{observation.reach.because}）"
    reach = observation.reach.model_copy(update={"state": "our_fault", "because": because})
    return observation.model_copy(update={"reach": reach})


def own_trouble(observation: Observation) -> Observation:
    """What is left of a look that we could not judge: nothing is held against the site."""
    return Observation(
        site=observation.site,
        look=observation.look,
        started=observation.started,
        ended=observation.ended,
        reach=Reach(state="our_fault", because=_TROUBLE_BECAUSE),
        incomplete=[_TROUBLE_BECAUSE],
        history=observation.history,
    )
