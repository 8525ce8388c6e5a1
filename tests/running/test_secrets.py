"""Passwords in addresses are told nowhere, whatever they look like."""

import pytest

from checker.running.secrets import blot, blot_all


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("http://clerk:Geheim42@10.0.0.1:3128", "http://***@10.0.0.1:3128"),
        ("http://clerk:Ge@he/im@10.0.0.1:3128/", "http://***@10.0.0.1:3128/"),
        ("clerk:Geheim42@10.0.0.1:3128", "***@10.0.0.1:3128"),
        ("http://10.0.0.1:3128", "http://10.0.0.1:3128"),
        ("10.0.0.1:3128", "10.0.0.1:3128"),
        ("http://clerk:Geheim42@tsa.example/a?token=Geheim43&x=1#y", "http://***@tsa.example/a?***"),
        ("http://tsa.example/?", "http://tsa.example/?"),
        ("https://tsa.example/?t=a b", "https://tsa.example/?*** b"),
        ("screenshots/nightly", "screenshots/nightly"),
    ],
)
def test_what_stands_before_the_at_sign_is_gone(text: str, shown: str) -> None:
    assert blot(text) == shown


def test_options_are_blotted_however_they_were_given() -> None:
    options = {
        "command_line": ["run", "r.csv", "--proxy", "http://u:Geheim42@p:1", "--proxy=http://u:Geheim42@p:1", "--proxy=u:Geheim42@p:1"],
        "jobs": 4,
        "nothing": None,
    }
    shown = blot_all(options)
    assert "Geheim42" not in str(shown)
    assert shown["command_line"][:2] == ["run", "r.csv"] and shown["jobs"] == 4 and shown["nothing"] is None
