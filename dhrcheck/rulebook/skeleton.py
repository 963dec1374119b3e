"""A rule to begin with: in order as a file, and wrong in its examples until somebody fills it in."""

from __future__ import annotations

from pathlib import Path

from dhrcheck.files import WrongUsage
from dhrcheck.rulebook.form import RuleId
from dhrcheck.rulebook.loader import catalogue
from dhrcheck.rulebook.problems import shown

_HEAD = """\
# What a rule may hold: docs/writing-rules.md. Replace everything that stands in capitals.
id: {id}
title: WHAT IS ASKED FOR, AS A SENTENCE
severity: advised
stages: [submission, publication]
decided-by: {decided_by}
source:
  - ref: WHO ASKS FOR IT
    seen: false
why: WHY IT IS ASKED FOR.
fix: Please WHAT THE AUTHOR SHOULD DO.
in:
  part: {part}
check:
  {check}
"""
_CHECKS = {
    "phrase-absent": (
        "evidence",
        "whole\n  not: [feedback-letter, contents]",
        """\
phrase-absent:
    phrases: [WORDS THAT SHOULD NOT STAND HERE]
examples:
  fail:
    - "ONE SENTENCE that the rule must catch."
    - "ANOTHER in other words."
    - "A THIRD, split over two\\nlines."
  review:
    - 'HE SAID that it was "ONE SENTENCE in quotation marks".'
    - "IT WAS CALLED so by somebody else."
    - "ONE MORE that a person should look at."
  pass:
    - A sentence that is right.
    - Another one that looks alike and is right.
    - A third one.
""",
    ),
    "statement-present": (
        "evidence",
        "overview-report",
        """\
statement-present:
    statement: STATEMENT THAT IS LOOKED FOR
    phrases: [WORDS THAT SAY IT]
examples:
  pass:
    - "ONE SENTENCE that says it."
    - "ANOTHER in other words."
    - "A THIRD one."
  fail:
    - A text that does not say it.
    - Another one that comes near and does not say it.
    - A third one.
""",
    ),
    "passages-for-a-person": (
        "person",
        "overview-report",
        """\
passages-for-a-person:
    phrases: [WORDS THAT RAISE THE MATTER]
    ask: WHAT A PERSON SHOULD DECIDE.
    none: The matter is not mentioned.
examples:
  review:
    - "ONE SENTENCE that raises the matter."
    - "ANOTHER in other words."
    - "A THIRD one."
  not-applicable:
    - A text without it.
    - Another one that looks alike.
    - A third one.
""",
    ),
}


def write_skeleton(rule: str, kind: str, folder: Path) -> Path:
    """Writes ``folder/rule.yaml`` and gives its path.

    Raises WrongUsage where the id is none or is taken, the folder is not there, or the file is.
    """
    try:
        RuleId.from_text(rule)
    except ValueError as wrong:
        raise WrongUsage(f"{wrong}.") from None
    if any(rule in family for family in catalogue().values()):
        raise WrongUsage(f"There is a standard rule {shown(rule)} already: choose another id.")
    if not folder.is_dir():
        raise WrongUsage(f"There is no folder {shown(str(folder))}.")
    decided_by, part, check = _CHECKS[kind]
    path = folder / f"{rule}.yaml"
    text = _HEAD.format(id=rule, decided_by=decided_by, part=part, check=check.rstrip("\n"))
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise WrongUsage(f"{path} is there already; nothing was written.") from None
    except OSError as wrong:
        raise WrongUsage(f"{path} cannot be written ({wrong.strerror}).") from None
    return path
