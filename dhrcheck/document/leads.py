"""Who chairs the review and who writes it, by name, and who sits on its panel."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from dhrcheck.document.model import Person, PersonRole, Place, TableCell, TableRef
from dhrcheck.document.names import FULL_NAME, is_full_name
from dhrcheck.document.passage import Span
from dhrcheck.document.voices import Voice
from dhrcheck.patterns import compiled

_WORDS = (
    r"independent|DHR|DARDR|SUSR|review|panel|report|overview|lead|joint|domestic|homicide|abuse"
    r"|related|death|the|this|an?|of|and|&|/|co"
)
_HEADS = r"chair(?:person|man|woman|s)?|authors?|(?:report )?writer|reviewer"
_ROLE = rf"(?i:(?:(?:{_WORDS})[ \n-]+)*(?:{_HEADS})\b(?:[ \n]*(?:{_WORDS}|{_HEADS})(?![\p{{L}}]))*)"
_BY = r"(?i:(?:chaired|written|authored|prepared|produced|compiled)(?: and (?:chaired|written|authored))? by)"
_LABEL = compiled(
    rf"^[ ]*(?P<label>{_ROLE}|(?i:(?:report )?){_BY})[ ]*[:,=-]?[ \n]*(?P<name>{FULL_NAME})",
    regex.MULTILINE,
)
_AFTER = compiled(rf"(?P<name>{FULL_NAME})[ \n]*[,(\n-][ \n]*(?P<label>{_ROLE})(?=[\s,.;)]|$)")
_APPOINTED = compiled(
    rf"(?P<name>{FULL_NAME})(?:,[^.\n]{{1,80}}?,)?[ \n]+(?P<label>"
    r"(?i:was|were|has been|is|acted|served)\b[^.\n]{0,90}?\b"
    rf"(?:{_ROLE}|(?i:to (?:chair|write|author|lead))\b)"
    r"|(?i:(?:chaired|wrote|authored|led)(?: and (?:chaired|wrote|authored))? (?:the|this) (?:\w+ )?"
    r"(?:review|panel|report)(?: and (?:wrote|authored|chaired))?)\b)"
)
_AND_WRITES = compiled(r"[^.\n]{0,30}?\b(?:to )?(?:write|author|produce)\b", regex.IGNORECASE)
_IS = compiled(
    rf"\b(?P<label>(?i:the ){_ROLE})(?:,|:| -|[ \n]+(?i:is|was|were)(?i: appointed:?)?)?[ \n]+"
    rf"(?P<name>{FULL_NAME})"
)
_DONE_BY = compiled(rf"\b(?P<label>{_BY})[ \n]+(?P<name>{FULL_NAME})")
_NOT_THE_REVIEW = compiled(
    r"\b(?:IMR|individual management|agency|inquest|MARAC|court|previous|chapter|guidance|toolkit"
    r"|research|letter)\b|\bchair of (?:the )?(?:governors|trustees|board|CSP|home office"
    r"|(?:\p{L}+ ){0,3}community safety)",
    regex.IGNORECASE,
)
_OF_PARTNERSHIPS = frozenset(("safe", "safer", "stronger"))
"""Words that open the name of a partnership ("Safer Exampleton"), which has a chair too."""
_NAME_HEAD = compiled(
    r"^(?:(?:panel )?members?|names?|panel member name|name of .*|attendee)\b", regex.IGNORECASE
)
_AGENCY_HEAD = compiled(
    r"\b(?:agenc(?:y|ies)|organi[sz]ations?|representing|employer|service)\b", regex.IGNORECASE
)
_JOB_HEAD = compiled(r"\b(?:role|job|title|position|designation|capacity|post)\b", regex.IGNORECASE)
_MARK = r"(?:[•·*o-]\s+|\(?\w{1,2}[.)]\s+)?"
_ITEM = compiled(rf"^{_MARK}(?P<name>{FULL_NAME})\s*(?:[,:(-]|\s-\s)\s*(?P<rest>.+)$")
_REVERSED = compiled(
    rf"^{_MARK}(?P<rest>[^\n]{{4,90}}?)\s*(?:[:,(-]|\s-\s)\s*(?P<name>{FULL_NAME})\)?$"
)
_TELLS = compiled(r"\b(?:was|were|is|has|had|met)\b")
_CHAIRS = compiled(r"\bchair|\b(?:lead|led) (?:the|this) (?:\w+ )?review\b", regex.IGNORECASE)
_WRITES = compiled(
    r"\b(?:author|writer|reviewer|written|authored|prepared|produced|compiled|write|wrote)",
    regex.IGNORECASE,
)
_LEADS_IT = compiled(
    r"\b(?:independent|panel|review|DHR|report|overview)\b.*\b(?:chair|author|writer)|^(?:chair|author)\b",
    regex.IGNORECASE,
)
_LEADS_ELSE = compiled(r"\b(?:vice|deputy|IMR|chair of)\b", regex.IGNORECASE)


def find_leads(voice: Voice) -> Iterator[Person]:
    """Chair and author as ``voice`` names them; one person may come under both roles."""
    zones = voice.zones("chair", "process", "panel", "introduction", "methodology")
    yield from _on_cover(voice)
    for pattern in (_APPOINTED, _IS, _DONE_BY):
        for match in voice.search(pattern, zones):
            words = voice.words(voice.sentence(match.start(), match.end()))
            if not _NOT_THE_REVIEW.search(words):
                then = _AND_WRITES.match(voice.text, match.end())
                yield from _lead(voice, match, match["label"] + (then.group() if then else ""))


def _on_cover(voice: Voice) -> Iterator[Person]:
    """ "Author: Ann Sample", "Author" above "Ann Sample", or "Ann Sample, Author"."""
    cover = voice.cover
    labels = [
        m
        for m in _LABEL.finditer(voice.lined, cover.start, cover.end)
        if is_full_name(_clean(m["name"]))
    ]
    for match in labels:
        yield from _lead(voice, match, match["label"])
    for match in _AFTER.finditer(voice.lined, cover.start, cover.end):
        if not any(m.start() < match.end() and match.start() < m.end() for m in labels):
            yield from _lead(voice, match, match["label"])


def _lead(voice: Voice, match: regex.Match[str], label: str) -> Iterator[Person]:
    name = _clean(match["name"])
    if is_full_name(name) and name.split()[0].casefold() not in _OF_PARTNERSHIPS:
        start = match.start("name")
        yield from _as_leads(name, label, voice.place(start, start + len(name)))


def _clean(name: str) -> str:
    return " ".join(name.split()).strip(" ,.")


def _as_leads(name: str, words: str, place: Place, detail: str | None = None) -> Iterator[Person]:
    if _CHAIRS.search(words):
        yield Person(name, PersonRole.CHAIR, (place,), detail=detail)
    if _WRITES.search(words):
        yield Person(name, PersonRole.AUTHOR, (place,), detail=detail)


def find_panel(voice: Voice) -> Iterator[Person]:
    """The members of the panel with role and agency, from tables and lists of the panel section.

    A row that calls its person chair or author gives that role instead.
    """
    tables = {ln.cell.table for ln in voice.passage.lines if ln.cell is not None}
    zones = voice.sections("panel")
    inside = {ln.cell.table for z in zones for ln in voice.lines_in(z) if ln.cell is not None}
    for number in sorted(tables):
        yield from _table_members(voice.submission.tables[number], number in inside)
    for zone in zones:
        yield from _listed_members(voice, zone)


def _listed_members(voice: Voice, zone: Span) -> Iterator[Person]:
    start = zone.start
    for words in voice.lined[zone.start : zone.end].split("\n"):
        if len(words) < 220 and voice.passage.line_at(start).cell is None:
            yield from _listed_member(voice, start, words)
        start += len(words) + 1


def _listed_member(voice: Voice, start: int, words: str) -> Iterator[Person]:
    for form in (_ITEM, _REVERSED):
        match = form.match(words)
        if match is None:
            continue
        name, rest = _clean(match["name"]), match["rest"].strip(" ().,")
        if is_full_name(name) and not _TELLS.search(rest):
            at = start + match.start("name")
            yield from _member(name, rest, None, voice.place(at, at + len(name)))
            return


def _member(name: str, job: str, agency: str | None, place: Place) -> Iterator[Person]:
    leads = list(_as_leads(name, job, place, job)) if _leads_it(job) else []
    if leads:
        yield from leads
        return
    if agency is None and "," in job:
        job, agency = (part.strip() for part in job.rsplit(",", 1))
    yield Person(name, PersonRole.PANEL_MEMBER, (place,), detail=job or None, agency=agency)


def _leads_it(job: str) -> bool:
    return _LEADS_IT.search(job) is not None and _LEADS_ELSE.search(job) is None


def _table_members(table: TableRef, in_panel_section: bool) -> Iterator[Person]:
    rows: dict[int, dict[int, TableCell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    columns = _columns(rows, in_panel_section)
    if columns is None:
        return
    name, job, agency, first = columns
    for number in sorted(rows):
        at = rows[number].get(name)
        if number < first or at is None:
            continue
        person = _clean(regex.sub(r"\s*\(.*$", "", at.text.split("\n")[0]))
        if is_full_name(person):
            place = Place(table.file, table.page, person, at.box, line=at.first_line)
            body = _text(rows[number], agency) or None
            yield from _member(person, _text(rows[number], job), body, place)


def _columns(
    rows: dict[int, dict[int, TableCell]], in_panel_section: bool
) -> tuple[int, int | None, int | None, int] | None:
    """Columns of name, job and agency, and the first row below the header; None for other tables."""
    head = {c: " ".join(cell.text.split()) for c, cell in sorted(rows.get(0, {}).items())}
    name = next((c for c, t in head.items() if _NAME_HEAD.search(t)), None)
    agency = next((c for c, t in head.items() if _AGENCY_HEAD.search(t) and c != name), None)
    job = next(
        (c for c, t in head.items() if _JOB_HEAD.search(t) and c not in (name, agency)), None
    )
    if name is not None and (agency is not None or job is not None):
        return name, job, agency, 1
    name = _name_column(rows) if in_panel_section else None
    if name is None:
        return None
    others = [c for c in head if c != name]
    if len(others) > 1:
        return name, others[0], others[1], 0
    return name, None, others[0] if others else None, 0


def _text(row: dict[int, TableCell], column: int | None) -> str:
    cell = row.get(column) if column is not None else None
    return " ".join(cell.text.split()) if cell is not None else ""


def _name_column(rows: dict[int, dict[int, TableCell]]) -> int | None:
    counted: dict[int, int] = {}
    for row in rows.values():
        for column, cell in row.items():
            counted[column] = counted.get(column, 0) + is_full_name(_clean(cell.text))
    best = max(counted, key=lambda c: counted[c], default=None)
    return best if best is not None and counted[best] >= 3 else None
