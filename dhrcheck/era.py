"""Letters and guidance are asked of their own time.

Where the annexed letter is older than the first dated source of a requirement, and does not itself
ask for it, a ``fail`` becomes a ``review`` that says so: nobody asked for it then.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from dhrcheck.document.model import Role, Submission
from dhrcheck.outcome import Outcome, Status
from dhrcheck.rulebook.model import Rule

BEFORE_ITS_TIME = "before this was first asked for"
"""Words of every message that such a review has."""


def in_its_own_time(rule: Rule, submission: Submission, outcome: Outcome) -> Outcome:
    """``outcome``, or a review in place of a fail that the review's own letter could not know of."""
    if outcome.status is not Status.FAIL:
        return outcome
    dated = [s.date for s in rule.source if s.date is not None]
    if not dated or len(dated) < len(rule.source):
        # A source without a date may be older than any letter.
        return outcome
    letters = [
        latest
        for letter in submission.letters
        if letter.letter_date is not None
        and (latest := letter.letter_date.when.latest()) is not None
    ]
    if not letters or max(letters) >= min(dated):
        return outcome
    asked = submission.passage((Role.FEEDBACK_LETTER,)).text
    if any(_mentions(asked, phrase) for phrase in rule.asked_in_letter):
        return outcome
    first = min(dated)
    return replace(
        outcome,
        status=Status.REVIEW,
        message=outcome.message
        + f" The annexed letter is from {max(letters):%B %Y}, {BEFORE_ITS_TIME}"
        f" ({first:%B %Y}), and does not ask for it: a person should decide whether to follow it.",
    )


def _mentions(text: str, phrase: str) -> bool:
    words = r"[\s-]+".join(regex.escape(w) for w in phrase.split())
    return regex.search(rf"\b{words}\b", text, regex.IGNORECASE) is not None
