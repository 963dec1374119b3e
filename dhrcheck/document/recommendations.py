"""The recommendations of the report, the summary and the plan, each with its number and group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from dhrcheck.document.courts import NUMBER
from dhrcheck.document.model import FlowLine, PlanColumn, Recommendation, Role, Section, Submission
from dhrcheck.document.passage import passage_of
from dhrcheck.document.recommendations_told import told

_WORDED = rf"(?:\d{{1,3}}(?:\.\d{{1,2}})?[a-z]?|{NUMBER}|(?-i:\p{{Lu}}))"
_LABEL = regex.compile(
    r"^(?:[•·*]\s*|[o-]\s+)?"
    rf"(?P<label>(?i:recommendation)s?\s*(?:(?i:no|number)\.?\s*)?(?P<n>{_WORDED})"
    r"|(?:(?:Rec|REC|R)\.?\s?(?P<m>\d{1,3}(?:\.\d{1,2})?[a-z]?)))(?![\p{L}\d])\s*[.:)-]*\s*",
    regex.IGNORECASE,
)
_SIMPLE = regex.compile(r"^(?P<label>\(?(?P<n>\d{1,2})[.)]|(?P<m>\d{1,2})(?=\s+\p{Lu}))\s+")
_DOTTED = regex.compile(r"^(?P<label>(?P<n>\d{1,2}(?:\.\d{1,3}){1,3})\.?)\s+")
_LETTERED = regex.compile(r"^(?P<label>\(?(?P<n>[a-z]|[ivx]{1,5})[.)])\s+")
_BULLET = regex.compile(r"^(?P<label>[•·*]|o(?=\s)|-(?=\s))\s*")
_FORMS = (_LABEL, _SIMPLE, _DOTTED, _LETTERED, _BULLET)
_DOTTED_FORM = 2
_NUMBER_CELL = regex.compile(r"^\(?(?:R|Rec\.?)?\s?(?P<n>\d{1,2}(?:\.\d{1,2})?)[.)]?$", regex.I)
_MODAL = regex.compile(r"\b(?:should|must|shall|needs? to|ought to)\b", regex.IGNORECASE)
_ASKS = regex.compile(
    r"\b(?:should|must|shall|needs? to|recommend\w*"
    r"|to (?!(?:the|a|an|be able|this|that|these|their|her|his|its|whom|which|date|all|any|it|them)\b)"
    r"\p{Ll}{2,}(?! of\b))\b"
    r"|^(?:\w+ly )?(?:that|all|ensure|review|develop|provide|consider|undertake|establish|promote|raise"
    r"|audit|seek|update|create|introduce|improve|work|remind|share|strengthen|commission|deliver|explore"
    r"|write|use|adopt|train|record|see|give|offer|bring|set|make|hold|run|fund|build|extend)\b"
    r"|^\p{Lu}[^:.]{2,80}:\s*(?:to\s+)?\p{Ll}",
    regex.IGNORECASE,
)
_INTRODUCES = regex.compile(
    r"(?:\bfollowing\b.*|\b(?:recommendations?|set out|listed|below)\b.*):$"
    r"|\b(?:the following recommendations|recommendations (?:are|were|have been|below)|can be found"
    r"|(?:makes?|made|making) (?:the )?(?:following|\w+) recommendations"
    r"|(?:the|an) action plan (?:is|has|was|will|can|at|in|sets|shows)\b)",
    regex.IGNORECASE,
)
_TELLS = regex.compile(
    r"\b(?:was|were|had|has been|have been|is at|panel (?:has|agreed|considered|heard|found))\b",
    regex.IGNORECASE,
)
_NEXT_INLINE = regex.compile(r"(?<=[.;)])\s+\(?(?P<n>\d{1,2})[.)]\s+(?=\p{Lu})")
_OF_AGENCIES = regex.compile(r"\b(?:single|individual|IMRs?|agency's)\b", regex.IGNORECASE)
_HEADLINE = 90
_TOO_LONG = 1500
_SHORT_STATEMENT = 30
"""Words up to which a numbered paragraph that asks nothing may be a shortened recommendation."""


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
    """All recommendations: the report's and the summary's by section, the plan's by row.

    Where the sections hold no list, the sentences are taken that recommend (``listed`` is False);
    where there is no such section, paragraphs labelled "Recommendation 1" wherever they stand.
    """
    found: list[Recommendation] = []
    for role in (Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY):
        found += _in_part(submission, role)
    found += _in_plan(submission)
    return tuple(found)


def _in_part(submission: Submission, role: Role) -> list[Recommendation]:
    sections = _outermost(submission.sections_in("recommendations", role))
    listed = [r for section in sections for r in _in_section(submission, section, role)]
    if listed:
        return listed
    if sections:
        return [r for s in sections for r in told(_lines(submission, s.body, s.end), role)]
    parts = submission.parts_of(role)
    return _labelled(
        [ln for part in parts for ln in _lines(submission, part.start, part.end)], role
    )


def _lines(submission: Submission, start: int, end: int) -> list[FlowLine]:
    return [
        ln
        for ln in submission.flow[start:end]
        if not ln.furniture and not ln.contents and not ln.footnote
    ]


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


def _labelled(lines: Sequence[FlowLine], role: Role) -> list[Recommendation]:
    """Paragraphs "Recommendation 1: ..." outside any section of that name; one said twice is one."""
    blocks = _blocks(lines, set())
    found: dict[str | None, Recommendation] = {}
    for i, block in enumerate(blocks):
        if block.form != 0 or "recommendation" not in block.lines[0].text[:18].casefold():
            continue
        if not block.text and i + 1 < len(blocks):
            block.lines += blocks[i + 1].lines
        if not _asks(block.text):
            continue
        for made in _made(block, role, None):
            found.setdefault(made.number, made)
    return list(found.values()) if len(found) > 1 else []


def _in_section(submission: Submission, section: Section, role: Role) -> Iterator[Recommendation]:
    lines = _lines(submission, section.body, section.end)
    headings = {
        i
        for s in submission.sections
        if section.start < s.start < section.end
        for i in range(s.start, s.body)
    }
    blocks = _blocks(lines, headings)
    form = _form(blocks)
    if form is None:
        return
    every = _takes_every(blocks, form, section)
    group = section.title if _OF_AGENCIES.search(section.title) else None
    current: _Block | None = None
    for block in blocks:
        heads = any(ln.index in headings for ln in block.lines) or (
            block.bold and len(block.text) <= _HEADLINE and not _ASKS.search(block.text)
        )
        if block.form == form and _is_recommendation(block, form, every):
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


def _form(blocks: Sequence[_Block]) -> int | None:
    """The form that numbers the recommendations: a label where there is one, else the first that
    numbers blocks which ask for something. None where nothing is numbered."""
    if sum(1 for b in blocks if b.form == 0) >= 1:
        return 0
    for form in range(1, len(_FORMS)):
        asking = [b for b in blocks if b.form == form and _is_recommendation(b, form, False)]
        if len(asking) >= 2 or (asking and form < 3):
            return form
    for form in (1, 3, 4):
        # "4. A named lead for each applicant": shortened until nothing in them asks.
        if sum(1 for b in blocks if b.form == form and _is_recommendation(b, form, True)) >= 2:
            return form
    return None


def _takes_every(blocks: Sequence[_Block], form: int, section: Section) -> bool:
    """Whether each item of the list counts, also one that asks nothing by its words."""
    if section.slots[:1] == ("recommendations",):
        return True
    items = [b for b in blocks if b.form == form and len(b.text.split()) >= 3]
    asking = sum(1 for b in items if _is_recommendation(b, form, False))
    return form == 1 and asking * 2 >= len(items)


def _asks(text: str) -> bool:
    return _ASKS.search(text) is not None


def _is_recommendation(block: _Block, form: int, every: bool) -> bool:
    if form == 0:
        return True
    text = block.text
    count = len(text.split())
    if count < (3 if every else 4) or text.endswith(":"):
        return False
    first = regex.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    if _INTRODUCES.search(first) and not (_MODAL.search(first) and "following" not in first):
        return False
    if _asks(text):
        return True
    return every and (form != _DOTTED_FORM or count <= _SHORT_STATEMENT) and not _TELLS.search(text)


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
    if len(text.split()) < 2:
        return
    passage = passage_of(tuple(block.lines))
    number = _as_figure(block.number)
    whole = Recommendation(number, text, passage.place(0, len(passage.text)), role, group)
    yield from _inline(whole)


def _inline(whole: Recommendation) -> Iterator[Recommendation]:
    """ "1. Record strangulation. 2. See children alone." in one paragraph are two."""
    number = whole.number
    if number is None or not number.isdigit():
        yield whole
        return
    text, start = whole.text, 0
    wanted = int(number) + 1
    for match in _NEXT_INLINE.finditer(text):
        if int(match["n"]) == wanted:
            yield replace(whole, number=str(wanted - 1), text=text[start : match.start()].strip())
            start, wanted = match.end(), wanted + 1
    yield replace(whole, number=str(wanted - 1), text=text[start:].strip()) if start else whole


def _as_figure(printed: str | None) -> str | None:
    """A number in words as figures ("Recommendation Two"); anything else as printed."""
    from dhrcheck.document.courts import number

    if printed is None or len(printed) < 3 or not printed.isalpha():
        return printed
    figure = number(printed)
    return str(figure) if figure is not None else printed
