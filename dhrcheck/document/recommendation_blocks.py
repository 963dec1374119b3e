"""Paragraphs of a section on recommendations: how they are numbered, and which of them ask for something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from dhrcheck.document.courts import NUMBER
from dhrcheck.document.model import FlowLine
from dhrcheck.document.passage import passage_of
from dhrcheck.patterns import compiled

_WORDED = rf"(?:\d{{1,3}}(?:\.\d{{1,2}})?[a-z]?|{NUMBER}|(?-i:\p{{Lu}}))"
LABEL = compiled(
    r"^(?:[•·*]\s*|[o-]\s+)?"
    rf"(?P<label>(?i:recommendation)s?\s*(?:(?i:no|number)\.?\s*)?(?P<n>{_WORDED})"
    r"|(?:(?:Rec|REC|R)\.?\s?(?P<m>\d{1,3}(?:\.\d{1,2})?[a-z]?)))(?![\p{L}\d])\s*[.:)-]*\s*",
    regex.IGNORECASE,
)
_SIMPLE = compiled(r"^(?P<label>\(?(?P<n>\d{1,2})[.)]|(?P<m>\d{1,2})(?=\s+\p{Lu}))\s+")
# "4.2", and "E1." or "C12" of a report whose sections are letters.
_DOTTED = compiled(
    r"^(?P<label>(?P<n>\p{Lu}?\d{1,2}(?:\.\d{1,3}){1,3}|\p{Lu}\d{1,2})[.:)]?)\s+(?=[\p{Lu}'\"])"
    r"|^(?P<m>\d{1,2}(?:\.\d{1,3}){1,3})\.?\s+"
)
_LETTERED = compiled(r"^(?P<label>\(?(?P<n>[a-z]|[ivx]{1,5})[.)])\s+")
_BULLET = compiled(r"^(?P<label>[•·*]|o(?=\s)|-(?=\s))\s*")
_FORMS = (LABEL, _SIMPLE, _DOTTED, _LETTERED, _BULLET)
_DOTTED_FORM = 2
_NUMBER_CELL = compiled(r"^\(?(?:R|Rec\.?)?\s?(?P<n>\d{1,2}(?:\.\d{1,2})?)[.)]?$", regex.I)
_MODAL = compiled(r"\b(?:should|must|shall|needs? to|ought to)\b", regex.IGNORECASE)
_ASKS = compiled(
    r"\b(?:should|must|shall|needs? to|recommend\w*"
    r"|to (?!(?:the|a|an|be able|this|that|these|their|her|his|its|whom|which|date|all|any|it|them)\b)"
    r"\p{Ll}{2,}(?! of\b))\b"
    r"|^(?:\w+ly )?(?:that|all|ensure|review|develop|provide|consider|undertake|establish|promote|raise"
    r"|audit|seek|update|create|introduce|improve|work|remind|share|strengthen|commission|deliver|explore"
    r"|write|use|adopt|train|record|see|give|offer|bring|set|make|hold|run|fund|build|extend)\b"
    r"|^\p{Lu}[^:.]{2,80}:\s*(?:to\s+)?\p{Ll}",
    regex.IGNORECASE,
)
INTRODUCES = compiled(
    r"(?:\bfollowing\b.*|\b(?:recommendations?|set out|listed|below)\b.*):$"
    r"|\b(?:the following recommendations|recommendations (?:are|were|have been|below)"
    r"|\brecommendations?\b[^.]{0,60}can be found|can be found (?:at|in|on|within|under) (?:the )?"
    r"(?:appendi\w+|annex\w*|sections?|pages?|chapters?|parts?|overview|main|full|report|action|summary)\b"
    r"|(?:makes?|made|making) (?:the )?(?:following|\w+) recommendations"
    r"|(?:the|an) action plan (?:is|has|was|will|can|at|in|sets|shows)\b)",
    regex.IGNORECASE,
)
_TELLS = compiled(
    r"\b(?:was|were|had|has been|have been|is at|panel (?:has|agreed|considered|heard|found))\b",
    regex.IGNORECASE,
)
_SHORT_STATEMENT = 30
"""Words up to which a numbered paragraph that asks nothing may be a shortened recommendation."""


@dataclass(slots=True)
class Block:
    """Lines that belong together, and what numbers them."""

    lines: list[FlowLine]
    form: int | None
    number: str | None
    label: int

    @property
    def text(self) -> str:
        return passage_of(tuple(self.lines)).text.replace("\n", " ")[self.label :].strip()

    @property
    def bold(self) -> bool:
        return all(ln.bold for ln in self.lines)


def find_blocks(lines: Sequence[FlowLine], headings: set[int]) -> list[Block]:
    blocks: list[Block] = []
    for line in lines:
        form, number, label = _numbering(line)
        last = blocks[-1].lines[-1] if blocks else None
        opens = (
            last is None
            or line.paragraph
            or line.cell != last.cell
            or (line.index in headings) != (last.index in headings)
            or form == 0
        )
        if opens:
            blocks.append(Block([line], form, number, label))
        else:
            blocks[-1].lines.append(line)
    return blocks


def _numbering(line: FlowLine) -> tuple[int | None, str | None, int]:
    """Which form numbers a line, the number as printed, and the length of its label."""
    alone = _NUMBER_CELL.match(line.text) if line.cell is not None else None
    if alone is not None:
        return 0, alone["n"], len(line.text)
    for i, form in enumerate(_FORMS):
        match = form.match(line.text)
        if match is None:
            continue
        groups = match.groupdict()
        number = groups.get("n") or groups.get("m")
        if i == 0 and number is not None and match["label"][:1].upper() == "R" and groups.get("m"):
            number = match["label"].strip(" .:)-")
        return i, number, match.end()
    return None, None, 0


def form_of(blocks: Sequence[Block]) -> int | None:
    """The form that numbers the recommendations: a label where there is one, else the first that
    numbers blocks which ask for something. None where nothing is numbered."""
    if sum(1 for b in blocks if b.form == 0) >= 1:
        return 0
    for form in range(1, len(_FORMS)):
        asking = [b for b in blocks if b.form == form and is_recommendation(b, form, False)]
        if len(asking) >= 2 or (asking and form < 3):
            return form
    for form in (1, 3, 4):
        # "4. A named lead for each applicant": shortened until nothing in them asks.
        if sum(1 for b in blocks if b.form == form and is_recommendation(b, form, True)) >= 2:
            return form
    return None


def asks(text: str) -> bool:
    return _ASKS.search(text) is not None


def is_recommendation(block: Block, form: int, every: bool) -> bool:
    if form == 0:
        return True
    text = block.text
    count = len(text.split())
    if count < (3 if every else 4):
        return False
    if text.endswith(":") and (INTRODUCES.search(text) or not _MODAL.search(text)):
        return False
    first = regex.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    if INTRODUCES.search(first) and not (_MODAL.search(first) and "following" not in first):
        return False
    if asks(text):
        return True
    return every and (form != _DOTTED_FORM or count <= _SHORT_STATEMENT) and not _TELLS.search(text)
