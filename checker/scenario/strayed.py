"""What stands in an observation of a script that drifted: the plain visit saw the rest."""

from collections.abc import Mapping
from dataclasses import dataclass

from checker.records.look import Picture, Reach
from checker.records.observation import Observation, ScenarioState
from checker.records.step import Step
from checker.scenario.declaring import Scenario


@dataclass(frozen=True)
class Strayed:
    """`file` drifted at `step`; `steps` are all that were taken."""

    file: str
    step: str
    steps: list[Step]

    def told_in(self, observation: Observation) -> Observation:
        """Where the plain visit did not open the site either, it has moved away from no script: nobody can tell whether it fits."""
        is_reached = observation.reach.state == "reached"
        state = ScenarioState(file=self.file, state="drifted", step=self.step) if is_reached else ScenarioState(file=self.file)
        steps = [step.model_copy(update={"doubt": None}) for step in self.steps]  # the plain visit saw nothing of what they did
        return observation.model_copy(update={"scenario": state, "steps": steps})


def stood(script: Scenario, reach: Reach, steps: list[Step], columns: Mapping[str, str]) -> tuple[ScenarioState, list[Step]]:
    """What became of a script that did not drift on its way. `columns` are those that it names and that are not as it says: words, why.

    A column that moved takes nothing back of what was seen; a script that could not be tried is neither.
    """
    if reach.state != "reached":
        return ScenarioState(file=script.file), steps
    if not columns:
        return ScenarioState(file=script.file, state="followed"), steps
    more = [Step(number=len(steps) + n, words=words, outcome="drifted", because=why) for n, (words, why) in enumerate(columns.items(), 1)]
    return ScenarioState(file=script.file, state="drifted", step=more[0].words), [*steps, *more]


def moved(steps: list[Step], folder: str | None) -> list[Step]:
    """The steps with their pictures in the folder that they were moved into, as in `sites/<key>/interrupted-1`."""
    if folder is None:
        return steps
    site = folder.rpartition("/")[0]

    def put(picture: Picture) -> Picture:
        return picture.model_copy(update={"file": folder + picture.file.removeprefix(site)})

    return [step.model_copy(update={"picture": put(step.picture)}) if step.picture else step for step in steps]
