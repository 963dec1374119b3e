"""The members of the review panel as the report lists them: a name, a job and an agency each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from dhrcheck.document.listing import Entry, entries_in, table_entries
from dhrcheck.document.model import Role, Submission
from dhrcheck.document.names import is_full_name
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import section_spans
from dhrcheck.patterns import compiled

_SEPARATOR = compiled(r"\s*(?:[|,;:()/]|\s[-–—]\s)\s*")
_RANK = compiled(
    r"^(?:(?:det(?:ective|\.)?|temporary|acting|t/|a/|chief|group|station|watch|area|police|prison|staff"
    r"|independent)\s+)*"
    r"(?:(?:supt|insp|sgt|con)\b\.?|inspector|superintendent|sergeant|constable|manager|sister|matron|dci|dsi"
    r"|ds|di|dc|pc|ps|ch\s?insp|councillor|cllr|revd?|canon|commander|lieutenant|colonel|major|captain)\b\.?\s+",
    regex.IGNORECASE,
)
AGENCY = compiled(
    r"\b(?:council|trust|police|constabulary|nhs|services?|board|women'?s|aid|partnership|network|homes|housing"
    r"|group|ltd|limited|charity|centre|center|probation|university|college|school|hospitals?|ambulance|fire"
    r"|foundation|association|ccg|icb|care|refuge|team|department|directorate|authority|commission\w*|cps|dwp"
    r"|society|project|support|advocacy|health|agency|practice|surgery|prison|court|office|csp|dhr|aafda"
    r"|independent|cic|mind|respect|safelives|idva|borough|county|city|government|gwasanaeth|heddlu|cyngor"
    r"|forum|alliance|mission|haven|safe|chwarae|tai|ministry|army|cafcass|outreach|together)\b",
    regex.IGNORECASE,
)
_JOB = compiled(
    r"\b(?:manager|officer|head|director|nurse|lead|inspector|superintendent|sergeant|chief|doctor|gp|dr"
    r"|co-?ordinator|advis[eo]r|chair\w*|author|representative|practitioner|trustee|consultant|commissioner"
    r"|specialist|worker|solicitor|midwife|deputy|assistant|reviewer|leader|secretary|advocate|principal"
    r"|safeguarding|clinician|psychiatrist|psychologist|supervisor|administrator|executive|partner|dci|dsi"
    r"|ds|di|member|professional|public protection|vulnerability|prevention|housing options|community safety"
    r"|strategic|idva|councillor|policy|quality|development|operations?|governance|review)\b",
    regex.IGNORECASE,
)
_NAME_HEAD = compiled(r"\b(?:name|members?|attendee|who)\b|\brepresentatives?$", regex.I)
_AGENCY_HEAD = compiled(
    r"\bagenc|\borgani[sz]|\bservice|\bemployer|\brepresenting|\bbody|^from$", regex.I
)
_JOB_HEAD = compiled(r"\brole|\btitle|\bposition|\bdesignation|\bpost\b|\bcapacity|^as$", regex.I)
_ANOTHER = frozenset(
    """network women's women men's group homes service services centre project advocacy aid ltd limited
    together housing tai heddlu cyngor haven refuge chwarae community respect mind shelter hope probation
    prevention protection vulnerability""".split()
)
_TELLS = compiled(
    r"\b(?:was|were|had|has|have|met|did|is|are|brought|advised|confirmed|agreed)\b", regex.I
)


@dataclass(frozen=True, slots=True)
class Seat:
    """One place on the panel; a field is None where the list does not give it."""

    name: str | None
    job: str | None
    agency: str | None
    entry: Entry

    @property
    def is_full(self) -> bool:
        """True where name, job and agency are all given."""
        return None not in (self.name, self.job, self.agency)


def panel_seats(
    submission: Submission, passage: Passage, openers: Span | None, roles: tuple[Role, ...]
) -> tuple[Seat, ...]:
    """The seats that the panel's sections list; where none do, what follows ``openers`` (the place
    of a sentence that announces the members), or a table with columns for names and agencies."""
    spans = section_spans(submission, passage, ("panel",), roles)
    best: tuple[Seat, ...] = ()
    for span in [Span(s.start, s.end) for s in spans] + ([openers] if openers else []):
        seats = _seats(entries_in(submission, passage, span))
        best = max(best, seats, key=_weight)
    if _weight(best) < 3:
        best = max(best, _seats(_panel_tables(submission, passage)), key=_weight)
    return best


def _weight(seats: tuple[Seat, ...]) -> int:
    return sum(1 for s in seats if s.name) * 2 + len(seats)


def _seats(entries: Iterator[Entry]) -> tuple[Seat, ...]:
    seats = [seat for entry in entries if (seat := _seat(entry)) is not None]
    return tuple(seats)


def _panel_tables(submission: Submission, passage: Passage) -> Iterator[Entry]:
    """Rows of tables anywhere in the part that have a column for names and one for agencies."""
    for entry in table_entries(submission, passage):
        heads = entry.header
        if (
            any(_NAME_HEAD.search(h) for h in heads)
            and any(_AGENCY_HEAD.search(h) for h in heads)
            and any(_JOB_HEAD.search(h) for h in heads)
        ):
            yield entry


def _seat(entry: Entry) -> Seat | None:
    if len(entry.cells) > 1:
        return _from_row(entry)
    text = entry.cells[0]
    pieces = [p for p in _SEPARATOR.split(text) if p]
    if _TELLS.search(text) or not pieces or len(text) > 220:
        return None
    name = next((n for p in pieces if (n := name_in(p))), None)
    rest = " ".join(p for p in pieces if name is None or name not in p)
    ranked = any(_RANK.match(p) for p in pieces)
    agency = rest if AGENCY.search(rest) else None
    job = rest if _JOB.search(rest) or len(pieces) >= 3 else (text if ranked else None)
    if name is None and agency is None:
        return None
    if name is not None and agency is None and len(pieces) >= 3:
        agency = pieces[-1]
    return Seat(name, job, agency, entry)


def _from_row(entry: Entry) -> Seat | None:
    """A table row, by its header where there is one, else by what its cells look like."""
    cells = entry.cells
    by = {
        kind: _column(entry, head)
        for kind, head in (("name", _NAME_HEAD), ("agency", _AGENCY_HEAD), ("job", _JOB_HEAD))
    }
    name = name_in(cells[by["name"]]) if by["name"] is not None else None
    if name is None:
        name = next((n for c in cells for p in _SEPARATOR.split(c) if (n := name_in(p))), None)
    others = [c for c in cells if c and (name is None or name not in c)]
    agency = cells[by["agency"]] if by["agency"] is not None else None
    agency = agency or next((c for c in reversed(others) if AGENCY.search(c)), None)
    job = cells[by["job"]] if by["job"] is not None else None
    job = job or next(
        (c for c in others if _JOB.search(c) and (c != agency or len(others) < 2)), None
    )
    if job is None and name is not None and len(others) >= 2:
        job = others[0]
    if job is None and any(_RANK.match(c) for c in cells):
        job = next(c for c in cells if _RANK.match(c))
    if name is None and agency is None:
        return None
    return Seat(name, job or None, agency or None, entry)


def _column(entry: Entry, head: regex.Pattern[str]) -> int | None:
    return next((i for i, h in enumerate(entry.header) if head.search(h)), None)


def name_in(piece: str) -> str | None:
    """The name of a person that a cell or piece holds after ranks and titles, or None."""
    bare = regex.sub(r"\s*\(.*$", "", piece).strip(" .,•*")
    bare = _RANK.sub("", bare).strip()
    bare = regex.sub(r"\s+(?:OBE|MBE|CBE|QPM|BEM|JP|DL|FRCGP|MRCGP|RN|RGN)\b.*$", "", bare)
    if not is_full_name(bare) or any(w.casefold() in _ANOTHER for w in bare.split()):
        return None
    return bare
