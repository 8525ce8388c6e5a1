"""How a script ends before its end. It is no Exception, so that no script catches it by the way."""

from checker.records.step import Step


class Drifted(BaseException):
    """The site is no longer as the script has it: `step` is the step's words, `because` says why in English, `steps` are all so far."""

    def __init__(self, step: str, because: str) -> None:
        super().__init__(step)
        self.step = step
        self.because = because
        self.steps: list[Step] = []
