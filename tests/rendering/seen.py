"""What an observation says, for short."""

from checker.records.observation import Observation


def codes_seen(observation: Observation) -> list[str | None]:
    """The site codes (网站标识码) that a person sees on the page."""
    return [s.value for s in observation.sightings if s.kind == "site_code" and s.proof is not None and s.proof.seen]


def acts(observation: Observation, what: str) -> list[str]:
    return [act.detail for act in observation.acts if act.what == what]


def ended(observation: Observation) -> tuple[str, str | None]:
    return observation.reach.state, observation.reach.release
