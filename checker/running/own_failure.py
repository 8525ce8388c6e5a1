"""When too many sites of one run fail in the network, the network is ours: nobody is accused (CONTRACT.md, `our_fault`)."""

from collections.abc import Iterable

from checker.records.look import Reach, ReachState
from checker.records.observation import Observation

NETWORK: frozenset[ReachState] = frozenset({"timeout", "dns", "refused", "reset"})
_FEWEST = 3  # sites: one or two that are down are two sites that are down
_BECAUSE = "本次检查中网络失败的网站过多，疑为检查工具所在网络的故障，不作为网站问题"


def is_own_network(reaches: Iterable[ReachState], share: float) -> bool:
    """Whether more than `share` of the sites ended in a network failure."""
    states = list(reaches)
    failed = sum(state in NETWORK for state in states)
    return failed >= _FEWEST and failed > share * len(states)


def blame_ourselves(observation: Observation) -> Observation:
    """The same look with its network failure taken on ourselves; any other look as it is."""
    if observation.reach.state not in NETWORK or observation.site.status == "offline":
        return observation
    reach = Reach(**{**observation.reach.model_dump(), "state": "our_fault", "because": f"{_BECAUSE}（{observation.reach.because}）"})
    return observation.model_copy(update={"reach": reach})
