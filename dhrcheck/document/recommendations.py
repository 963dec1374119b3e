"""The recommendations of the report, the summary and the plan, each with its number and group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from dhrcheck.document.model import FlowLine, PlanColumn, Recommendation, Role, Section, Submission
from dhrcheck.document.passage import passage_of
from dhrcheck.document.recommendation_blocks import (
    INTRODUCES,
    LABEL,
    Block,
    asks,
    find_blocks,
    form_of,
    is_recommendation,
)
from dhrcheck.document.recommendation_rows import in_rows
from dhrcheck.document.recommendations_told import told, told_by_letters, told_by_ordinals
from dhrcheck.document.text import fold
from dhrcheck.patterns import compiled

_NEXT_INLINE = compiled(r"(?<=[.;)])\s+\(?(?P<n>\d{1,2})[.)]\s+(?=\p{Lu})")
_OF_AGENCIES = compiled(r"\b(?:single|individual|IMRs?|agency's)\b", regex.IGNORECASE)
_HEADLINE = 90
_TOO_LONG = 1500


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
        return _once(listed)
    if sections:
        return [r for s in sections for r in _told(_lines(submission, s.body, s.end), role)]
    parts = submission.parts_of(role)
    lines = [ln for part in parts for ln in _lines(submission, part.start, part.end)]
    return _labelled(lines, role) or told_by_ordinals(lines, role)


def _told(lines: Sequence[FlowLine], role: Role) -> list[Recommendation]:
    counted = told_by_ordinals(lines, role) or told_by_letters(lines, role)
    return counted or list(told(lines, role))


def _once(listed: list[Recommendation]) -> list[Recommendation]:
    """Said among the lessons and again in the list of all, a recommendation is one: the last counts."""
    kept: dict[tuple[str, str | None], Recommendation] = {}
    for one in listed:
        key = fold(one.text), one.group
        # What is said again takes its place in the list of all.
        kept.pop(key, None)
        kept[key] = one
    return list(kept.values())


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
        label = LABEL.match(cell.text)
        stated = row.number or ((label["n"] or label["m"]) if label else None)
        text = " ".join(cell.text[label.end() if label else 0 :].split())
        if (key := (stated, text)) not in seen and text:
            seen.add(key)
            yield Recommendation(stated, text, cell.place, Role.ACTION_PLAN, row.group)


def _labelled(lines: Sequence[FlowLine], role: Role) -> list[Recommendation]:
    """Paragraphs "Recommendation 1: ..." outside any section of that name; one said twice is one."""
    blocks = find_blocks(lines, set())
    found: dict[str | None, Recommendation] = {}
    for i, block in enumerate(blocks):
        if block.form != 0 or "recommendation" not in block.lines[0].text[:18].casefold():
            continue
        if not block.text and i + 1 < len(blocks):
            block.lines += blocks[i + 1].lines
        if not asks(block.text):
            continue
        for made in _made(block, role, None):
            found.setdefault(made.number, made)
    return list(found.values()) if len(found) > 1 else []


def _in_section(submission: Submission, section: Section, role: Role) -> Iterator[Recommendation]:
    lines = _lines(submission, section.body, section.end)
    rows = list(in_rows(submission, lines, role))
    if len(rows) > 1:
        yield from rows
        return
    headings = {
        i
        for s in submission.sections
        if section.start < s.start < section.end
        for i in range(s.start, s.body)
    }
    blocks = find_blocks(lines, headings)
    form = form_of(blocks)
    if form is None:
        return
    every = _takes_every(blocks, form, section)
    group = section.title if _OF_AGENCIES.search(section.title) else None
    current: Block | None = None
    for block in blocks:
        heads = any(ln.index in headings for ln in block.lines) or (
            block.bold and len(block.text) <= _HEADLINE and not asks(block.text)
        )
        if block.form == form and is_recommendation(block, form, every):
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


def _takes_every(blocks: Sequence[Block], form: int, section: Section) -> bool:
    """Whether each item of the list counts, also one that asks nothing by its words."""
    if section.slots[:1] == ("recommendations",):
        return True
    items = [b for b in blocks if b.form == form and len(b.text.split()) >= 3]
    asking = sum(1 for b in items if is_recommendation(b, form, False))
    return form == 1 and asking * 2 >= len(items)


def _goes_on(current: Block, block: Block, form: int | None) -> bool:
    """Whether a block continues the recommendation above it."""
    if len(current.text) > _TOO_LONG or INTRODUCES.search(block.text):
        return False
    if form == 0:
        # Below a label everything up to the next label or heading belongs to it, but for plain text
        # after a full stop: among lessons it tells of the next one.
        return block.form is not None or not _has_ended(current.text) or asks(block.text)
    if block.form is None:
        return block.text[:1].islower() or not _has_ended(current.text)
    return block.form > (form or 0) and current.text.endswith((":", ";"))


def _has_ended(text: str) -> bool:
    return text.endswith((".", "!", "?"))


def _made(block: Block, role: Role, group: str | None) -> Iterator[Recommendation]:
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
