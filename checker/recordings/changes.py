"""A negative fixture: the recording as it would be without a mark, or with the mark hidden."""

from collections.abc import Iterable
from pathlib import Path

from checker.faults import UsageFault
from checker.recordings.expectation import EXPECTED, Negative, line_of
from checker.recordings.questions import same_question
from checker.recordings.recording import Recording
from checker.recordings.texts import is_html, read_text

Headers = tuple[tuple[str, str], ...]


class Changed:
    """What is changed on the way from the recording to the visit; without a negative nothing is."""

    def __init__(self, folder: Path, negative: Negative | None = None) -> None:
        """Raises UsageFault where a file that is to answer instead is not there."""
        self._negative = negative
        self._instead: dict[str, bytes] = {}
        for address, name in (negative.replace if negative else {}).items():
            self._instead[same_question(address)] = _answering_file(folder, address, name).read_bytes()

    def body(self, question: str, content_type: str, body: bytes) -> bytes:
        """The answer's body as the visit gets it; `question` in the form of `same_question`."""
        if question in self._instead:
            return self._instead[question]
        negative = self._negative
        if negative is None:
            return body
        if negative.without:
            text = read_text(body, content_type)
            return text.written(text.text.replace(negative.without, "")) if text and negative.without in text.text else body
        if negative.hide and is_html(content_type, body):
            return body + f"<style>{negative.hide} {{ display: none !important }}</style>".encode()
        return body

    def headers(self, headers: Headers) -> Headers:
        """A page's policy must not keep out the rule that hides."""
        if self._negative is None or not self._negative.hide:
            return headers
        return tuple((name, value) for name, value in headers if name != "content-security-policy")


def require_files(folder: Path, negatives: Iterable[Negative]) -> None:
    """Raises UsageFault, with the line, where a negative's file is not there."""
    for negative in negatives:
        for address, name in negative.replace.items():
            _answering_file(folder, address, name)


def _answering_file(folder: Path, address: str, name: str) -> Path:
    file = folder / name
    if not file.resolve().is_relative_to(folder.resolve()) or not file.is_file():
        where = f"{folder / EXPECTED}, line {line_of(folder, name)},"
        raise UsageFault(f"{where} lets {address} answer with {name}, which is no file of that folder: put it there, or correct the name.")
    return file


def changes_something(folder: Path, recording: Recording, negative: Negative) -> bool:
    """Whether any recorded answer is another one with it. That a selector names nothing only the browser can tell."""
    changed = Changed(folder, negative)
    return any(_is_changed(folder, changed, *each) for each in _bodies(recording))


def _is_changed(folder: Path, changed: Changed, question: str, content_type: str, name: str) -> bool:
    body = (folder / name).read_bytes()
    return changed.body(question, content_type, body) != body


def _bodies(recording: Recording) -> Iterable[tuple[str, str, str]]:
    for answer in recording.answers:
        if answer.body is not None:
            content_type = next((value for name, value in answer.headers if name == "content-type"), "")
            yield same_question(answer.url), content_type, answer.body
