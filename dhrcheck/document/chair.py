"""Who is spoken of where a review describes its chair and author, sentence by sentence.

A review may be led by one person or by two; they are named by role ("the Chair"), by name ("Ms
Example") or by a pronoun. Others stand close by (panel members, authors of the agencies' own
reviews, advocates), and what is said of them must not count for the chair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from dhrcheck.document.chair_subjects import (
    AUTHOR,
    CHAIR,
    TITLES,
    Lead,
    may_lead,
    subjects,
    surname,
    tokens_of,
)
from dhrcheck.document.model import PersonRole, Submission
from dhrcheck.document.names import FULL_NAME, is_full_name
from dhrcheck.document.passage import Passage, Span
from dhrcheck.patterns import compiled

_PRONOUN = compiled(
    r"[\s\d.()\-•*]*(?:he|she|they|both|neither|i|we|his|her|hers|their|my|the\s+latter|has|have|is|"
    r"are|had|was|were|never|no|not|independent\s+of|prior\s+to|before|during|until|since|in\s+\d{4}|"
    r"currently|previously|having|over|this|these)\b",
    regex.IGNORECASE,
)
_ABOUT_OTHERS = frozenset(
    """
    family perpetrator-contact facts chronology analysis key-issues conclusions lessons
    recommendations equality dissemination parallel-reviews glossary references support definitions
    """.split()
)
"""Sections that tell what chair and author did or were told, not who they are."""


@dataclass(frozen=True, slots=True)
class About:
    """One sentence that may speak of the leads.

    ``inherited`` are the leads (by number) that it speaks of where nobody is named in it; ``tokens``
    are its named subjects in order, each with the leads that it means (empty for somebody else).
    """

    span: Span
    inherited: frozenset[int]
    tokens: tuple[tuple[Span, frozenset[int]], ...]
    in_section: bool

    def leads_at(self, start: int) -> frozenset[int]:
        """The leads of whom the words at ``start`` (offset in the passage) are said."""
        # "Neither the chair nor the author has": the subject stands inside the words.
        before = [who for span, who in self.tokens if span.start <= start + _INSIDE]
        if before:
            early = [who for span, who in self.tokens if span.start <= start]
            return early[-1] if early else before[0]
        after = self.tokens[0][1] if self.tokens else frozenset()
        return self.inherited or after


_INSIDE = len("neither the ")


def leads_of(submission: Submission, passage: Passage) -> tuple[Lead, ...]:
    """The people who lead the review, as far as ``passage`` names them; at least one."""
    times: dict[str, Counter[str]] = {}
    wanted = {PersonRole.CHAIR: CHAIR, PersonRole.AUTHOR: AUTHOR}
    for person in submission.facts.with_role(PersonRole.CHAIR, PersonRole.AUTHOR):
        key = _same_person(times, person.name)
        times.setdefault(key, Counter())[wanted[person.role]] += len(person.places)
    roles = {name: _held(name, times) for name in times}
    named = {n: r for n, r in roles.items() if _mentions(passage.text, n)}
    if not named:
        name = next(iter(roles), None) or _name_by_the_role(passage.text)
        return (Lead(name, frozenset((CHAIR, AUTHOR))),)
    if len(named) == 1:
        name = next(iter(named))
        return (Lead(name, frozenset((CHAIR, AUTHOR)), _given(name, submission)),)
    return tuple(Lead(name, r, _given(name, submission)) for name, r in named.items())


def _given(name: str, submission: Submission) -> str | None:
    """The first name of a lead, where nobody else of the review is called so."""
    words = [w for w in name.split() if not regex.fullmatch(TITLES, w)]
    others = [p.name for p in submission.facts.people if p.name != name]
    if len(words) < 2 or len(words[0]) < 3 or any(words[0] in other.split() for other in others):
        return None
    return words[0]


_NAME = rf"(?:{TITLES}\s+(?:\p{{Lu}}[\p{{L}}'-]+\s+)?\p{{Lu}}[\p{{L}}'-]+|{FULL_NAME})"
_BY_THE_ROLE = compiled(
    rf"(?i:\b(?:chair|author))[^.\n]{{0,50}}?(?:,|\bwas|\bis|:|\bby|\()\s*(?P<name>{_NAME})"
    rf"|(?P<name>{_NAME}),?\s+(?:was|is|has\s+been|who|to|chaired|as)\b[^.\n]{{0,60}}?(?i:\b(?:chair|author))",
)


def _name_by_the_role(text: str) -> str | None:
    """The name that stands beside "Chair" or "Author" where the facts give none."""
    for match in _BY_THE_ROLE.finditer(text):
        name: str = match["name"]
        if regex.match(TITLES, name) or is_full_name(name):
            return name
    return None


def _held(name: str, times: dict[str, Counter[str]]) -> frozenset[str]:
    """The roles of somebody, less one of two that somebody else alone is named for more often."""
    own = times[name]
    held = set(own)
    for role in sorted(own):
        others = [t[role] for n, t in times.items() if n != name and set(t) == {role}]
        if len(held) > 1 and others and max(others) > own[role]:
            held.discard(role)
    return frozenset(held)


def _same_person(known: Iterable[str], name: str) -> str:
    """The name under which somebody already stands ("Ms Example" and "Ann Example")."""
    last = surname(name).casefold()
    return next((k for k in known if surname(k).casefold() == last), name)


def _mentions(text: str, name: str) -> bool:
    return regex.search(rf"\b{regex.escape(surname(name))}\b", text) is not None


def sentences_about(
    passage: Passage, leads: tuple[Lead, ...], submission: Submission
) -> Iterator[About]:
    """The sentences of ``passage`` that may speak of the leads, in order."""
    everyone = frozenset(range(len(leads)))
    people = tokens_of(leads)
    may_speak = may_lead(leads, passage.text)
    # Lines as sets: a report has thousands of paragraphs, and each asks for both.
    own = {i for s in submission.sections if "chair" in s.slots for i in range(s.start, s.end)}
    elsewhere = {
        i
        for s in submission.sections
        if "chair" not in s.slots and _ABOUT_OTHERS.intersection(s.slots)
        for i in range(s.start, s.end)
    }
    headings = {i for s in submission.sections for i in range(s.start, s.body)}
    current: frozenset[int] = frozenset()
    row: tuple[int, int] | None = None
    was_inside = False
    named_at = 0
    for paragraph in _paragraphs(passage.text):
        line = passage.line_at(paragraph.start)
        inside = line.index in own
        if not inside and line.index in elsewhere:
            current = frozenset()
            continue
        same_row = line.cell is not None and (line.cell.table, line.cell.row) == row
        row = (line.cell.table, line.cell.row) if line.cell else None
        if inside and not was_inside:
            current = everyone
        elif not inside and not same_row and not _goes_on(passage.text, paragraph):
            current = frozenset()
        was_inside = inside
        if not current and not may_speak(paragraph):
            continue
        near = max(0, paragraph.start - _NEAR), paragraph.end
        agencies_own = not inside and _ON_IMRS.search(passage.text, *near) is not None
        for span in _sentences(passage, paragraph):
            tokens = subjects(passage.text, span, people, leads)
            if agencies_own:
                tokens = tuple((at, _unless_author(passage.text, at, who)) for at, who in tokens)
            # A sentence that names nobody, and does not go on speaking, is about something else.
            carried = current if inside or _goes_on(passage.text, span) or same_row else frozenset()
            if carried and _means_several(passage.text, span):
                # After a list of the panel, "they" are all of its people.
                since = Span(named_at, span.start)
                they = _THEY.match(passage.text, span.start) is not None
                listed = they and _others_in(passage.text, since, leads) >= _A_LIST
                carried = frozenset() if listed else everyone
            if line.index not in headings and (carried or any(who for _, who in tokens)):
                yield About(span, carried, tokens, inside)
            if tokens:
                current = next((who for _, who in tokens if who), tokens[0][1])
                named_at = span.start


_SEVERAL = compiled(r"[\s\d.•-]*(?:they|both|neither|their)\b", regex.IGNORECASE)
_SHE = compiled(r"\bshe\s+(?:is|was|has|had)\b", regex.IGNORECASE)
_HE = compiled(r"\bhe\s+(?:is|was|has|had)\b", regex.IGNORECASE)
_OF_THEM = compiled(r"\b(?:both|neither|either|each)\s+of\s+(?:them|us)\b", regex.IGNORECASE)


_THEY = compiled(r"[\s\d.•-]*(?:they|their)\b", regex.IGNORECASE)
_ON_IMRS = compiled(r"\bIMRs?\b|\bmanagement\s+(?:review|report)s?\b", regex.IGNORECASE)
_MERE_AUTHOR = compiled(r"authors?", regex.IGNORECASE)
_SOMEBODY = compiled(FULL_NAME)


_NEAR = 120
"""Characters before a paragraph in which the agencies' own reviews may be spoken of."""
_A_LIST = 4
"""Names after that of a lead, agencies among them, from which it is a list of the panel."""


def _unless_author(text: str, at: Span, who: frozenset[int]) -> frozenset[int]:
    """Nobody where a mere "author" stands beside the agencies' own reviews: each has one."""
    return frozenset() if _MERE_AUTHOR.fullmatch(text, *at) else who


def _others_in(text: str, span: Span, leads: tuple[Lead, ...]) -> int:
    """How many people other than the leads a stretch names in full, also over the ends of lines."""
    ours = {surname(lead.name) for lead in leads if lead.name}
    words = text[span.start : span.end].replace("-\n", "").replace("\n", " ")
    return len({name for name in _SOMEBODY.findall(words) if surname(name) not in ours})


def _means_several(text: str, span: Span) -> bool:
    if _SEVERAL.match(text, span.start) or _OF_THEM.search(text, span.start, span.end):
        return True
    # "She was a solicitor; he is a social worker": one of each.
    return bool(_SHE.search(text, *span) and _HE.search(text, *span))


def _goes_on(text: str, span: Span) -> bool:
    return _PRONOUN.match(text, span.start, span.end) is not None


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start:
            yield Span(start, end)
        start = end + 1


def _sentences(passage: Passage, paragraph: Span) -> Iterator[Span]:
    at = paragraph.start
    while at < paragraph.end:
        span = passage.sentence_at(at)
        end = min(max(span.end, at + 1), paragraph.end)
        yield Span(max(span.start, paragraph.start), end)
        at = end
        while at < paragraph.end and passage.text[at].isspace():
            at += 1


_GENERIC = frozenset(
    """
    community safety partnership council borough county city district metropolitan safer the and of
    for police constabulary nhs foundation trust service services university hospital hospitals
    health healthcare care clinical commissioning group integrated board royal national north south
    east west great domestic abuse women's womens aid housing association probation department
    adult adults children childrens children's social mental office home ambulance fire rescue
    london england wales unitary authority association general practice surgery
    """.split()
)


def local_words(submission: Submission) -> regex.Pattern[str]:
    """What says that work was done here: the area's own names, or plainly "locally"."""
    stated = [f.value for f in (*submission.facts.partnerships, *submission.facts.agencies)]
    places = {
        word
        for name in stated
        for word in regex.findall(r"\p{Lu}[\p{Ll}'-]{3,}", name)
        if word.casefold() not in _GENERIC
    }
    names = "|".join(regex.escape(p) for p in sorted(places))
    named = rf"|(?-i:\b(?:{names})\b)" if names else ""
    return regex.compile(
        r"\blocally\b|\blocal\s+(?:police|authority|council|force|agenc\w+|services?|NHS|trust|area)\b"
        r"|\b(?:one|some|several|two)\s+of\s+the\s+(?:agencies|organisations|services)"
        r"|\b(?:in|within|across)\s+(?:the|this)\s+(?:area|county|borough|city|district|partnership)\b"
        rf"|\bthe\s+(?:commissioning|same)\s+(?:council|authority|agency)\b{named}",
        regex.IGNORECASE,
    )
