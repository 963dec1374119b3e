"""The list of names that a review gives for the people in it: a table, a list, or sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from dhrcheck.document.model import PersonRole, Place, TableCell, TableRef
from dhrcheck.document.names import CODE, SUBJECT_NAME, is_subject_name
from dhrcheck.document.relations import role_of, tells_a_role
from dhrcheck.document.voices import Voice
from dhrcheck.patterns import compiled

_NAME_HEAD = compiled(
    r"^(?:the\s+)?(?:pseudonyms?|names?|person|people|individual|subject|identity|identifier"
    r"|known (?:in (?:the|this) re(?:port|view) )?as|in th(?:e|is) re(?:port|view)(?: as)?"
    r"|called(?: in th(?:e|is) re(?:port|view))?"
    r"|referred to(?: as)?|initials?|family member|name used|name in (?:the |this )?report|who|label"
    r"|pseudonym used.*|designation|reference)(?:\s*\(.*\))?$",
    regex.IGNORECASE,
)
_ROLE_HEAD = compiled(
    r"\b(?:relation(?:ship)?|who (?:(?:they|these) are|(?:(?:this|that|it|s?he) )?is)|connection"
    r"|description|role in|status|link)\b|^role$|^who$",
    regex.IGNORECASE,
)
_AGE_HEAD = compiled(r"^age\b", regex.IGNORECASE)
_AGE_LATER = compiled(r"\b(?:now|current|today|review|report|trial|senten\w+)\b", regex.IGNORECASE)
_ETHNICITY_HEAD = compiled(r"\bethnic|\bheritage\b|\bnationality\b", regex.IGNORECASE)
_PROFESSIONAL_HEAD = compiled(
    r"\b(?:agenc|organi[sz]ation|job|title|employer|representing|service|lead|action|date)\b|\bagencies",
    regex.IGNORECASE,
)
_QUOTES = " \"'.,:;-"
_DASH = r"\s*(?:-|:|=|,|\(|\bis\b|\bwas\b)\s*"
_LISTED = compiled(
    rf"^(?:[•·*o-]\s+|\(?\w{{1,2}}[.)]\s+)?[\"']?(?P<name>{SUBJECT_NAME})[\"']?"
    rf"(?:\s*\((?P<age>\d{{1,3}}[^()]*)\))?\s*(?:-|:|=|,|\(|\bis\b|\bwas\b)\s*(?P<who>[^\n]{{3,160}})$",
    regex.MULTILINE,
)
_LABELLED = compiled(
    r"^(?:[•·*o-]\s+)?(?:the\s+)?(?P<who>(?i:victim|deceased|perpetrator|alleged perpetrator|offender"
    r"|convicted person|subject of the review)[^\n:=-]{0,40})\s*(?::|=|-)\s*[\"']?"
    rf"(?P<name>{SUBJECT_NAME})[\"']?(?=\s*(?:$|[,(;.]|-|aged))",
    regex.MULTILINE,
)
_KNOWN = (
    r"(?:known|referred to|called|named|given (?:the|a) (?:pseudonym|name)|identified|described)"
    r"(?: (?:as|to|by|of|in this (?:report|review)))*(?: the (?:pseudonym|name))?(?: of)?"
)
_SAID = compiled(
    r"(?i:\b(?P<who>victim|deceased|perpetrator|offender|suspect|killer)\b[^.\n]{0,50}?\b"
    rf"{_KNOWN})\s+[\"']?(?P<name>{SUBJECT_NAME})(?![\p{{L}}])[\"']?"
)
_WHO_IT_IS = (
    r"(?:the\s+)?(?P<who>(?:alleged\s+)?(?:victim|deceased|perpetrator|offender)(?!')(?!\s+(?:of|in|when|at)\b"
    r"(?!\s+(?:this|the)\s+(?:homicide|murder|killing|review|report|death)))"
    r"|(?:person|(?:wo)?man)\s+(?:who\s+(?:died|was\s+(?:killed|convicted)|killed\s+\w+)|convicted"
    r"|responsible\s+for\s+\w+\s+(?:death|killing|murder|homicide)))"
)
_IS = compiled(
    rf"(?<![\p{{L}}'-])[\"']?(?P<name>{SUBJECT_NAME})[\"']?\s+(?:is|refers\s+to|stands\s+for|denotes|means|is\s+the"
    rf"\s+(?:name|pseudonym)\s+(?:given\s+to|used\s+for|of))\s+{_WHO_IT_IS}",
)
_IS_CALLED = compiled(
    r"(?i:\b(?:the|her|his|whose)\s+(?P<who>victim|deceased|perpetrator|offender|killer)\s+(?:is|was))\s+[\"']?"
    rf"(?P<name>{SUBJECT_NAME})(?![\p{{L}}'])"
)
_FOR = compiled(
    r"(?i:\((?:the )?(?P<who>(?:alleged )?(?:victim|deceased|perpetrator))\)"
    r"|\bfor the (?P<who2>victim|deceased|perpetrator|offender)\b(?!'s))"
)
_BEFORE = compiled(rf"(?<![\p{{L}}'-])(?P<name>{SUBJECT_NAME})[\"']?\s*$")
_ROW_AGE = compiled(r"\b(?:aged?\s*)?(\d{1,3})\b(?:\s*years)?", regex.IGNORECASE)
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Named:
    """One name as one place gives it. ``listed`` is True where a list or table of names does."""

    name: str
    role: PersonRole
    place: Place
    listed: bool
    detail: str | None = None
    age: str | None = None
    ethnicity: str | None = None


def find_names(voice: Voice) -> Iterator[Named]:
    """The names that ``voice`` gives with who they are, lists first."""
    yield from _from_tables(voice)
    for zone in voice.sections("pseudonyms", "confidentiality"):
        for pattern in (_LISTED, _LABELLED):
            yield from _from_lines(voice, pattern, zone.start, zone.end)
    front = voice.front
    yield from _from_lines(voice, _LABELLED, front.start, front.end)
    for zone in voice.zones("pseudonyms", "confidentiality", "introduction", "process"):
        yield from _from_sentences(voice, zone.start, zone.end)


def _from_lines(voice: Voice, pattern: regex.Pattern[str], start: int, end: int) -> Iterator[Named]:
    for match in pattern.finditer(voice.lined, start, end):
        name, who = match["name"], match["who"].strip(" ()")
        if not is_subject_name(name) or not tells_a_role(who) or _is_running_text(who):
            continue
        age = match.groupdict().get("age")
        yield Named(
            name,
            role_of(who, age),
            voice.place(match.start("name"), match.end("name")),
            listed=True,
            detail=who,
            age=age,
        )


def _is_running_text(who: str) -> bool:
    """True for a sentence about somebody rather than who somebody is."""
    return (
        len(who.split()) > 22
        or regex.search(r"\b(?:said|told|had|were|would|did)\b", who) is not None
    )


def _from_sentences(voice: Voice, start: int, end: int) -> Iterator[Named]:
    """ "The victim will be known as Ellen", "Ellen (the victim)", "Ellen for the victim"."""
    for pattern in (_SAID, _IS, _IS_CALLED):
        for match in pattern.finditer(voice.text, start, end):
            yield from _said_to_be(voice, match["who"], match["name"], match.start("name"))
    for match in _FOR.finditer(voice.text, start, end):
        left = max(start, match.start() - 50)
        name = _BEFORE.search(voice.text[left : match.start()])
        if name is not None:
            at = left + name.start("name")
            yield from _said_to_be(voice, match["who"] or match["who2"], name["name"], at)


def _said_to_be(voice: Voice, who: str, name: str, at: int) -> Iterator[Named]:
    if is_subject_name(name):
        place = voice.place(at, at + len(name))
        yield Named(name, role_of(who), place, listed=False, detail=who)


def _from_tables(voice: Voice) -> Iterator[Named]:
    lines = voice.passage.lines
    own = {ln.cell.table for ln in lines if ln.cell is not None}
    for number in sorted(own):
        table = voice.submission.tables[number]
        columns = _columns(table)
        if columns is not None:
            yield from _rows(table, columns, voice)


def ages_in_tables(voice: Voice) -> Iterator[Named]:
    """The names that tables of ``voice`` give with an age in figures, as it was at the death."""
    for number in sorted({ln.cell.table for ln in voice.passage.lines if ln.cell is not None}):
        table = voice.submission.tables[number]
        columns = _columns(table)
        if columns is None or columns.age is None:
            continue
        head = [c.text for c in table.cells if c.row == 0 and c.column == columns.age]
        if any(_AGE_LATER.search(text) for text in head):
            continue
        rows = _rows(table, columns, voice)
        yield from (n for n in rows if n.age is not None and regex.fullmatch(r"\d{2,3}", n.age))


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    who: int | None
    age: int | None
    ethnicity: int | None
    first_row: int


def _columns(table: TableRef) -> _Columns | None:
    """Which columns of a table give names and who they are; None where it is another table."""
    if table.columns < 2 or table.rows < 2:
        return None
    head = {c.column: " ".join(c.text.split()) for c in table.cells if c.row == 0}
    if any(_PROFESSIONAL_HEAD.search(text) for text in head.values()):
        return None
    name = next((c for c, text in sorted(head.items()) if _NAME_HEAD.match(text)), None)
    who = next(
        (c for c, text in sorted(head.items()) if _ROLE_HEAD.search(text) and c != name), None
    )
    if name is not None and who is None:
        name, who = _told_by_cells(table, name)
    if name is not None and who is not None:
        return _Columns(
            name,
            who,
            next((c for c, text in head.items() if _AGE_HEAD.search(text)), None),
            next((c for c, text in head.items() if _ETHNICITY_HEAD.search(text)), None),
            1,
        )
    return _without_header(table) if table.columns <= 4 else None


def _told_by_cells(table: TableRef, named: int) -> tuple[int, int | None]:
    """The columns of names and of who they are, where the words over the second are not known
    ("Initials | Person", "Person | Initials")."""
    below = _column_texts(table, 1)
    names = [c for c, texts in below.items() if _mostly(texts, _cell_name)]
    name = named if named in names or not names else names[0]
    who = (c for c in sorted(below) if c != name and _mostly(below[c], tells_a_role))
    return name, next(who, None)


def _column_texts(table: TableRef, first_row: int) -> dict[int, list[str]]:
    texts: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.row >= first_row:
            texts.setdefault(cell.column, []).append(" ".join(cell.text.split()))
    return texts


def _without_header(table: TableRef) -> _Columns | None:
    """Columns of a table whose first row is no header: one of names, one that tells who they are."""
    texts = _column_texts(table, 0)
    names = [c for c, t in texts.items() if _mostly(t, _cell_name)]
    roles = [c for c, t in texts.items() if c not in names and _mostly(t, tells_a_role)]
    if len(names) == 1 and roles:
        return _Columns(names[0], roles[0], None, None, 0)
    return None


def _mostly(texts: list[str], test: Callable[[str], object]) -> bool:
    return len(texts) >= 2 and sum(1 for t in texts if test(t)) >= 0.75 * len(texts)


def _cell_name(text: str) -> str | None:
    """The name in a cell ("Ellen", "'Ellen'", "Adult A (victim)"), or None."""
    bare = regex.sub(r"\s*\(.*$", "", " ".join(text.split())).strip(_QUOTES)
    if len(bare) > _LONGEST:
        return None
    if is_subject_name(bare):
        return bare
    match = regex.match(rf"{CODE}", bare)
    return match.group() if match else None


def _rows(table: TableRef, columns: _Columns, voice: Voice) -> Iterator[Named]:
    rows: dict[int, dict[int, TableCell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    for number in sorted(rows):
        row = rows[number]
        at = row.get(columns.name)
        if number < columns.first_row or at is None:
            continue
        name = _cell_name(at.text)
        who = _text(row, columns.who) or ""
        inside = regex.search(r"\(([^()]+)\)", at.text)
        if name is None:
            continue
        age = _age(_text(row, columns.age))
        said = f"{who} {inside.group(1)}" if inside and not role_is_known(who) else who
        yield Named(
            name,
            role_of(said, _text(row, columns.age)),
            Place(
                table.file,
                table.page,
                name,
                at.box,
                line=at.first_line,
            ),
            listed=True,
            detail=who or None,
            age=age,
            ethnicity=_text(row, columns.ethnicity),
        )


def role_is_known(words: str) -> bool:
    return role_of(words) is not PersonRole.UNKNOWN


def _text(row: dict[int, TableCell], column: int | None) -> str | None:
    cell = row.get(column) if column is not None else None
    text = " ".join(cell.text.split()) if cell is not None else ""
    return text if regex.search(r"\w", text) else None


def _age(text: str | None) -> str | None:
    found = _ROW_AGE.search(text or "")
    return found.group(1) if found else text
