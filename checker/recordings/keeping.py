"""From what came over the network to what a recording keeps: few headers, masked texts, small pictures, a limit for all of it."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from checker.locating.columns.masked_words import mask_address
from checker.recordings.known_names import KnownNames, names_in_html, names_in_json
from checker.recordings.privacy import mask_data, mask_html
from checker.recordings.questions import same_question
from checker.recordings.recorder import Taken
from checker.recordings.recording import LeftOut, RecordedAnswer, name_body
from checker.recordings.small_pictures import make_small
from checker.recordings.texts import BodyText, is_html, read_text

LARGEST_TEXT = 1_500_000  # bytes of one text
LARGEST_OTHER = 300_000  # … of a font, a film, a picture that cannot be drawn again
LARGEST_RECORDING = 8_000_000  # … of all bodies
_ANSWERS = 8  # different ones to the same question
# what decides how a page is shown; no cookie, no date, nothing of the server
_KEPT_HEADERS = {
    "content-type", "location", "refresh", "content-disposition", "content-security-policy", "x-frame-options", "x-content-type-options",
    "cross-origin-resource-policy", "cross-origin-opener-policy", "cross-origin-embedder-policy",
}  # fmt: skip
_ENDINGS = {
    "html": "html", "css": "css", "javascript": "js", "json": "json", "xml": "xml", "svg": "svg", "png": "png", "jpeg": "jpg", "gif": "gif",
    "webp": "webp", "icon": "ico", "woff2": "woff2", "woff": "woff",
}  # fmt: skip


@dataclass
class Kept:
    """The answers of a recording in the order of their addresses, and the bodies by name."""

    names: KnownNames = field(default_factory=lambda: KnownNames(()))
    answers: list[RecordedAnswer] = field(default_factory=list)
    bodies: dict[str, bytes] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    size: int = 0

    def keep(self, taken: Taken, own: Collection[str]) -> None:
        """Keeps the answer, unless it is as the last one to the same question, or there is no more room for it.

        `own` are the names of people that it tells itself.
        """
        before = [each for each in self.answers if _question(each) == (taken.method, same_question(taken.url), taken.asked)]
        content_type, body, changed = _reduced(taken, self.names, own)
        because = _too_large(body, content_type) or ("there were more answers to this question" if len(before) >= _ANSWERS else None)
        name = name_body(body, _ending(content_type, body)) if body else None
        if because is None and name not in self.bodies and self.size + len(body) > LARGEST_RECORDING:
            because = f"the recording is full: {LARGEST_RECORDING} bytes"
        if because is not None:
            self._leave_out(taken, because)
            return
        headers = [(key, value) for key, value in taken.headers if _is_kept(key) and key != "content-type"]
        answer = RecordedAnswer(
            method=taken.method,
            url=self.names.mask(mask_address(taken.url)),
            asked=taken.asked,
            status=taken.status,
            headers=[*([("content-type", content_type)] if content_type else []), *sorted(headers)],
            body=name,
            size=len(body),
            changed=changed,
        )
        if before and before[-1].model_copy(update={"url": answer.url}) == answer:
            return
        self.answers.append(answer)
        if name is not None and name not in self.bodies:
            self.bodies[name] = body
            self.size += len(body)

    def _leave_out(self, taken: Taken, because: str) -> None:
        entry = LeftOut(method=taken.method, url=self.names.mask(mask_address(taken.url)), because=because)
        if entry not in self.left_out:
            self.left_out.append(entry)


def keep_all(taken: Iterable[Taken], failed: Iterable[LeftOut]) -> Kept:
    """Whatever came first goes first where room is short; the index is in the order of addresses, whatever came first."""
    told = [(answer, _names_in(answer)) for answer in taken]
    kept = Kept(KnownNames({name for _, own in told for name in own}))
    for answer, own in told:
        kept.keep(answer, own)
    answered = {same_question(answer.url) for answer in kept.answers}
    for failure in failed:
        entry = failure.model_copy(update={"url": kept.names.mask(mask_address(failure.url))})
        if same_question(failure.url) not in answered and entry not in kept.left_out:
            kept.left_out.append(entry)
    kept.answers.sort(key=lambda answer: (*reversed(_question(answer)[:2]), answer.asked or ""))
    kept.left_out.sort(key=lambda entry: (entry.url, entry.method))
    return kept


def _question(answer: RecordedAnswer) -> tuple[str, str, str | None]:
    return answer.method, same_question(answer.url), answer.asked


def _is_kept(header: str) -> bool:
    return header in _KEPT_HEADERS or header.startswith("access-control-")


def _reduced(taken: Taken, names: KnownNames, own: Collection[str]) -> tuple[str, bytes, list[str]]:
    """Media type, body, and what was done to it."""
    content_type, body = taken.content_type, taken.body if taken.method != "HEAD" else b""
    if smaller := make_small(body):
        return smaller[1], smaller[0], ["drawn smaller"]
    text = _told(content_type, body)
    if text is not None:
        mask, _ = _ways(content_type, body)
        masked = names.mask(mask(text.text), own)
        if masked != text.text:
            return content_type, text.written(masked), ["masked"]
    return content_type, body, []


def _told(content_type: str, body: bytes) -> BodyText | None:
    """A text that may tell of people; null for pictures, fonts and style sheets."""
    return None if re.search("svg|css", content_type) else read_text(body, content_type)


def _names_in(taken: Taken) -> set[str]:
    """Of those who wrote, as this answer tells them."""
    text = _told(taken.content_type, taken.body)
    return _ways(taken.content_type, taken.body)[1](text.text) if text is not None else set()


def _ways(content_type: str, body: bytes) -> tuple[Callable[[str], str], Callable[[str], set[str]]]:
    """How such a text is masked, and how it tells names."""
    if is_html(content_type, body) or ("xml" in content_type):
        return mask_html, names_in_html
    return mask_data, names_in_json


def _too_large(body: bytes, content_type: str) -> str | None:
    limit = LARGEST_OTHER if read_text(body, content_type) is None else LARGEST_TEXT
    return f"{len(body)} bytes: more than the {limit} of one answer" if len(body) > limit else None


def _ending(content_type: str, body: bytes) -> str:
    """Tells editors what it is; `bin` for what nobody opens."""
    if is_html(content_type, body):
        return "html"
    return next((ending for word, ending in _ENDINGS.items() if word in content_type.lower()), "txt" if "text/" in content_type else "bin")
