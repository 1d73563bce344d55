"""The rules of this place: what may not be shown here, in words that decisions and statements name."""

from __future__ import annotations

from typing import NamedTuple

from domain.errors import invalid


class Rule(NamedTuple):
    """A rule. A code means the same for ever: a rule that changes its meaning gets another code."""

    code: str
    title: str
    text: str


RULES = (
    Rule("minors", "No harm to children", "Nothing that sexualises, endangers or humiliates children."),
    Rule(
        "sexual",
        "Nudity is marked, and nobody is shown without consent",
        "Nudity and sexual pictures stand behind a label. Sexual pictures of real people are not shown.",
    ),
    Rule("violence", "No cruelty for its own sake", "Gore and cruelty stand behind a label; praise of violence goes."),
    Rule("hate", "No hate", "Nothing that attacks people for what they are or believe, and no symbols of such hate."),
    Rule("harassment", "No harassment", "Nobody is threatened, mocked or pursued here."),
    Rule("self_harm", "Nothing that invites self-harm", "Nothing that praises, teaches or shows how to harm oneself."),
    Rule("deception", "No deception", "No picture is passed off as a record of what happened."),
    Rule("likeness", "Nobody's likeness against their will", "A real person can ask that pictures of them go."),
    Rule("copyright", "Others' work stays theirs", "Copies of works that their makers have not allowed go."),
    Rule("privacy", "Nothing private of others", "Addresses, numbers and documents of others are not shown."),
    Rule("spam", "No spam", "No advertising, no bought or repeated posts, no tags that mislead."),
)
"""All of them, in the order in which they are shown."""

BY_CODE = {rule.code: rule for rule in RULES}


def known(code: str) -> Rule:
    """The rule of a code; INVALID for another."""
    if code not in BY_CODE:
        raise invalid("rule", f"There is no such rule. Choose one of: {', '.join(BY_CODE)}.")
    return BY_CODE[code]
