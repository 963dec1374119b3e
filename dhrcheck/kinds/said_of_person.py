"""``said-of-person``: something that must be said of the people of one role, such as an invitation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dhrcheck.document.marks import Marks
from dhrcheck.document.model import PersonRole
from dhrcheck.document.names import SUBJECT_NAME, is_subject_name
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.section_spans import heading_spans, section_spans
from dhrcheck.document.speech import is_reference
from dhrcheck.document.standing import introduced_people
from dhrcheck.kinds.answers import found, not_applicable, not_found
from dhrcheck.kinds.nearest import nearest_miss
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.said import inside_of
from dhrcheck.outcome import Evidence, Outcome
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

_CALLED_SO = compiled(
    rf"(?<![\p{{L}}'-])(?P<name>{SUBJECT_NAME})\s*(?:[,:;|(–—-]|\bis\b|\bwas\b)[^.;\n]{{0,40}}?\bperpetrator\b"
)
WHO = "WHO"
"""Stands in a phrase for the person's name or what the person is called."""


@dataclass(frozen=True, slots=True)
class SaidOfPerson:
    """``phrases`` say it, with WHO for the person; ``always`` say it without a name. Both count in
    the sections that ``in: section`` names; elsewhere ``always`` does, and ``phrases`` in a sentence
    with one of ``about``. ``anywhere`` are phrases (with WHO) that count everywhere. Under a heading
    of ``own`` slots any of ``under_heading`` is enough. ``roles`` and ``called`` say who it is,
    ``called_if_suicide`` what counts as one where the death was a suicide. ``unknown`` are phrases
    that say nobody knows who it is. Where nobody has such a role, people whose description holds one
    of ``kin`` ("former partner") count as well. ``never`` and ``others`` (with WHO: "family of WHO")
    are longer phrases that tell of something or somebody else. ``statement`` and ``none`` complete
    the messages.
    """

    statement: str
    none: str
    roles: tuple[PersonRole, ...]
    phrases: tuple[str, ...]
    called: tuple[str, ...] = ()
    called_if_suicide: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    under_heading: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()


def run(parameters: SaidOfPerson, question: Question) -> Outcome:
    """Found is a pass; not applicable where no such person is named at all."""
    passage = question.passage()
    said = next(_under_heading(parameters, question, passage), None)
    if said is None:
        said = next(_sentences(parameters, question, passage), None)
    if said is not None:
        return found(f"The report says {parameters.statement}.", (said,), passage)
    if not passage.unread and _nobody(parameters, question, passage):
        return not_applicable(parameters.none, passage.searched)
    templates = [p for p in (*parameters.phrases, *parameters.always) if "..." not in p]
    words = [p.replace(WHO, "the perpetrator") for p in templates]
    return not_found(
        f"It was not found {parameters.statement}.",
        passage,
        question.submission,
        nearest=nearest_miss(words, passage, at_least=85.0),
    )


def _names(parameters: SaidOfPerson, question: Question) -> list[str]:
    people = introduced_people(question.submission)
    return [p.name for p in people if p.role in parameters.roles]


def _called_so(parameters: SaidOfPerson, passage: Passage) -> list[str]:
    """ "Marek - perpetrator", "Ray, her partner and the perpetrator": names where no list has them."""
    if PersonRole.PERPETRATOR not in parameters.roles:
        return []
    found = (m["name"] for m in _CALLED_SO.finditer(passage.text))
    return list(dict.fromkeys(name for name in found if is_subject_name(name)))


def _kin(parameters: SaidOfPerson, question: Question) -> list[str]:
    kin = compile_phrases(parameters.kin)
    people = question.submission.facts.people
    return [p.name for p in people if p.detail and kin.search(p.detail) is not None]


def _nobody(parameters: SaidOfPerson, question: Question, passage: Passage) -> bool:
    if parameters.unknown and compile_phrases(parameters.unknown).search(passage.text):
        return True
    facts = question.submission.facts
    if not facts.suicide or facts.with_role(*parameters.roles):
        return False
    return compile_phrases(parameters.called_if_suicide).search(passage.text) is None


def _under_heading(
    parameters: SaidOfPerson, question: Question, passage: Passage
) -> Iterator[Evidence]:
    spans = section_spans(question.submission, passage, parameters.own, question.where.part)
    for span in spans:
        for match in compile_phrases(parameters.under_heading).finditer(
            passage.text, span.start, span.end
        ):
            yield passage.evidence(match.start, match.end, around=80)


def _sentences(
    parameters: SaidOfPerson, question: Question, passage: Passage
) -> Iterator[Evidence]:
    text, submission = passage.text, question.submission
    named = section_spans(submission, passage, question.where.section, question.where.part)
    spans = tuple(Span(s.start, s.end) for s in named)
    names = [*_names(parameters, question), *_called_so(parameters, passage)]
    names = list(dict.fromkeys(names)) or _kin(parameters, question)
    who = [*names, *_used(parameters.called, text)]
    strong = (*parameters.always, *_filled(parameters.anywhere, who))
    certain = frozenset(strong)
    # "The family of Adult B was approached": somebody else was.
    never = Marks((*parameters.never, *_filled(parameters.others, who)), text)
    about = Marks(parameters.about, text)
    headings = Marks.of(heading_spans(submission, passage))
    for match in compile_phrases((*strong, *_filled(parameters.phrases, who))).finditer(text):
        if never.overlap(match.start, match.end) or headings.overlap(match.start, match.end):
            continue
        anywhere = match.phrase in certain or inside_of(spans, match.start)
        if not anywhere and not about.within(*passage.sentence_at(match.start)):
            continue
        if not is_reference(passage, match.start):
            yield passage.evidence(match.start, match.end, around=80)


def _used(called: tuple[str, ...], text: str) -> list[str]:
    """The words of ``called`` that the text has at all; the others need not be looked for."""
    return [w for w in called if compile_phrases((w,)).search(text) is not None]


def _filled(templates: tuple[str, ...], who: list[str]) -> tuple[str, ...]:
    return tuple(t.replace(WHO, name) for t in templates for name in who)


KIND = Kind("said-of-person", SaidOfPerson, run, wants=True)
