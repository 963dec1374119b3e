"""The recommendations of the report, the summary and the plan, each with its number and group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from dhrcheck.document.courts import NUMBER
from dhrcheck.document.model import FlowLine, PlanColumn, Recommendation, Role, Section, Submission
from dhrcheck.document.passage import passage_of

_WORDED = rf"(?:\d{{1,3}}(?:\.\d{{1,2}})?[a-z]?|{NUMBER}|\p{{Lu}})"
_LABEL = regex.compile(
    rf"^(?P<label>(?i:recommendation)s?\s*(?:(?i:no|number)\.?\s*)?(?P<n>{_WORDED})"
    r"|(?:(?:Rec|REC|R)\.?\s?(?P<m>\d{1,3}(?:\.\d{1,2})?[a-z]?)))(?![\p{L}\d])\s*[.:)-]*\s*",
    regex.IGNORECASE,
)
_SIMPLE = regex.compile(r"^(?P<label>\(?(?P<n>\d{1,2})[.)]|(?P<m>\d{1,2})(?=\s+\p{Lu}))\s+")
_DOTTED = regex.compile(r"^(?P<label>(?P<n>\d{1,2}(?:\.\d{1,3}){1,3})\.?)\s+")
_LETTERED = regex.compile(r"^(?P<label>\(?(?P<n>[a-z]|[ivx]{1,5})[.)])\s+")
_BULLET = regex.compile(r"^(?P<label>[•·*]|o(?=\s)|-(?=\s))\s*")
_FORMS = (_LABEL, _SIMPLE, _DOTTED, _LETTERED, _BULLET)
_ASKS = regex.compile(
    r"\b(?:should|must|shall|needs? to|recommend\w*|to (?:ensure|review|develop|provide|consider|work|make"
    r"|promote|establish|raise|include|seek|audit|assure|be|have))\b"
    r"|^(?:\w+ly )?(?:that|all|ensure|review|develop|provide|consider|undertake|establish|promote|raise"
    r"|audit|seek|update|create|introduce|improve|work|remind|share|strengthen|commission|deliver|explore"
    r"|write|use|adopt)\b",
    regex.IGNORECASE,
)
_INTRODUCES = regex.compile(
    r"(?:\bfollowing\b.*|\b(?:recommendations?|set out|listed|below)\b.*):$"
    r"|\b(?:the following recommendations|recommendations (?:are|were|have been|below)|can be found"
    r"|(?:makes?|made|making) (?:the )?(?:following|\w+) recommendations|action plan)\b",
    regex.IGNORECASE,
)
_HEADLINE = 90
_TOO_LONG = 1500


@dataclass(slots=True)
class _Block:
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


def find_recommendations(submission: Submission) -> tuple[Recommendation, ...]:
    """All recommendations: the report's and the summary's by section, the plan's by row."""
    found: list[Recommendation] = []
    for role in (Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY):
        for sections in _outermost(submission.sections_in("recommendations", role)):
            found += _in_section(submission, sections, role)
    found += _in_plan(submission)
    return tuple(found)


def _outermost(sections: tuple[Section, ...]) -> list[Section]:
    return [
        s
        for s in sections
        if not any(o is not s and o.start <= s.start and s.end <= o.end for o in sections)
    ]


def _in_plan(submission: Submission) -> Iterator[Recommendation]:
    if submission.plan is None:
        return
    seen: set[tuple[str | None, str]] = set()
    for row in submission.plan.rows:
        cell = row.cell(PlanColumn.RECOMMENDATION)
        if cell is None or not cell.text.strip():
            continue
        label = _LABEL.match(cell.text)
        stated = row.number or ((label["n"] or label["m"]) if label else None)
        text = " ".join(cell.text[label.end() if label else 0 :].split())
        if (key := (stated, text)) not in seen and text:
            seen.add(key)
            yield Recommendation(stated, text, cell.place, Role.ACTION_PLAN, row.group)


def _in_section(submission: Submission, section: Section, role: Role) -> Iterator[Recommendation]:
    lines = [
        ln
        for ln in submission.flow[section.body : section.end]
        if not ln.furniture and not ln.contents and not ln.footnote
    ]
    headings = {
        i
        for s in submission.sections
        if section.start < s.start < section.end
        for i in range(s.start, s.body)
    }
    blocks = _blocks(lines, headings)
    form = _form(blocks)
    group: str | None = None
    current: _Block | None = None
    for block in blocks:
        heads = any(ln.index in headings for ln in block.lines) or (
            block.bold and len(block.text) <= _HEADLINE and not _ASKS.search(block.text)
        )
        if form is not None and block.form == form and _is_recommendation(block, form):
            if current is not None:
                yield from _made(current, role, group)
            current = block
        elif heads:
            if current is not None:
                yield from _made(current, role, group)
            current, group = None, block.text.strip(" :") or group
        elif current is not None and (_goes_on(current, block, form) or not current.text):
            current.lines += block.lines
        elif current is not None:
            yield from _made(current, role, group)
            current = None
    if current is not None:
        yield from _made(current, role, group)


def _blocks(lines: Sequence[FlowLine], headings: set[int]) -> list[_Block]:
    blocks: list[_Block] = []
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
            blocks.append(_Block([line], form, number, label))
        else:
            blocks[-1].lines.append(line)
    return blocks


def _numbering(line: FlowLine) -> tuple[int | None, str | None, int]:
    """Which form numbers a line, the number as printed, and the length of its label."""
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


def _form(blocks: Sequence[_Block]) -> int | None:
    """The form that numbers the recommendations: a label where there is one, else the first that
    numbers blocks which ask for something."""
    if sum(1 for b in blocks if b.form == 0) >= 1:
        return 0
    for form in range(1, len(_FORMS)):
        asking = [b for b in blocks if b.form == form and _is_recommendation(b, form)]
        if len(asking) >= 2 or (asking and form < 3):
            return form
    if any(b.form is None and b.lines[0].cell is None and _ASKS.search(b.text) for b in blocks):
        return None
    return None


def _is_recommendation(block: _Block, form: int) -> bool:
    if form == 0:
        return True
    text = block.text
    if len(text.split()) < 4 or _INTRODUCES.search(text) or text.endswith(":"):
        return False
    return _ASKS.search(text) is not None


def _goes_on(current: _Block, block: _Block, form: int | None) -> bool:
    """Whether a block continues the recommendation above it."""
    if len(current.text) > _TOO_LONG or _INTRODUCES.search(block.text):
        return False
    if form == 0:
        # Below a label everything up to the next label or heading belongs to it.
        return True
    if block.form is None:
        return block.text[:1].islower() or not current.text.endswith((".", "!", "?"))
    return block.form > (form or 0) and current.text.endswith((":", ";"))


def _made(block: _Block, role: Role, group: str | None) -> Iterator[Recommendation]:
    text = block.text
    if len(text.split()) < 3:
        return
    passage = passage_of(tuple(block.lines))
    number = _as_figure(block.number)
    yield Recommendation(number, text, passage.place(0, len(passage.text)), role, group)


def _as_figure(printed: str | None) -> str | None:
    """A number in words as figures ("Recommendation Two"); anything else as printed."""
    from dhrcheck.document.courts import number

    if printed is None or len(printed) < 3 or not printed.isalpha():
        return printed
    figure = number(printed)
    return str(figure) if figure is not None else printed
