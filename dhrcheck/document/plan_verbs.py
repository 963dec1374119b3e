"""The verb that opens an action of the plan."""

from __future__ import annotations

import regex

from dhrcheck.document.model import PlanColumn, PlanRow
from dhrcheck.patterns import compiled

_MARK = compiled(
    r"\s*(?:(?:action|step|recommendation)\s+)?"
    r"(?:\d{1,3}(?:\.\d{1,3})+\.?|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.):]|[•-]|\d{1,2}\s)\s*",
    regex.IGNORECASE,
)
_MODAL = compiled(
    r"\b(?:should|will|must|shall|is to|are to|needs? to|agrees? to|to)\s+"
    r"(?:(?:also|now|jointly|then)\s+)?(?P<verb>\p{L}+)",
    regex.IGNORECASE,
)
_OPENING = compiled(r"(?:to\s+)?(?P<verb>\p{L}[\p{L}-]*)", regex.IGNORECASE)
_SUBJECT = compiled(
    # Somebody who acts: "The partnership", "All agencies", or two and more capitalised words.
    r"(?:(?:the|a|an|all|each|every|both|that|it|we|they|local|partner|health|staff|agenc\p{L}+)\s"
    r"|(?-i:[A-Z][\w'&-]*\s+(?:(?:and|of|for|the)\s+)*[A-Z]))",
    regex.IGNORECASE,
)
_ONE_WORD_SUBJECT = compiled(
    r"[A-Z][\w'&-]*\s+(?:should|will|must|shall|to|is to|are to)\s+(?P<verb>\p{L}+)"
)


def first_verb(row: PlanRow) -> str:
    """The verb that opens the row's action, lower case; empty where there is no action.

    Numbers, lettered steps, "to", and a subject with "should", "will" or "to" are stepped over.
    """
    text = row.text(PlanColumn.ACTION) or row.text(PlanColumn.RECOMMENDATION)
    text = _MARK.sub("", text, count=1) if _MARK.match(text) else text.lstrip()
    alone = _ONE_WORD_SUBJECT.match(text)
    if alone is not None:
        return str(alone["verb"]).lower()
    if _SUBJECT.match(text) is not None:
        sentence = regex.split(r"[.;:\n]", text[:200], maxsplit=1)[0]
        modal = _MODAL.search(sentence)
        if modal is not None:
            return str(modal["verb"]).lower()
    opening = _OPENING.match(text)
    return str(opening["verb"]).lower() if opening else ""
