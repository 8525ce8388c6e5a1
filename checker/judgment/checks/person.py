"""Rules that are a person's work: they stand in the result, so that nobody thinks they were checked."""

from typing import cast

from checker.judgment.checks.answer import Answer, Case, Check, Params


class PersonParams(Params):
    """`subject`: what a person has to look for, in Chinese."""

    subject: str


def judge_nothing(params: Params, _: Case) -> Answer:
    return Answer("cannot_tell", f"{cast(PersonParams, params).subject}须由人工核查，系统没有检查。", needs="person")


PERSON = Check(name="person", judge=judge_nothing, params=PersonParams)
