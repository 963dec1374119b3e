"""``chair-statement``: what is said of the chair and author: independence, or experience."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from dhrcheck.document.chair import About, leads_of, local_words, sentences_about
from dhrcheck.document.chair_subjects import Lead
from dhrcheck.document.chair_words import POINTER, TITLE_ONLY, Said, Saying, sayings
from dhrcheck.document.model import Submission
from dhrcheck.document.passage import Passage, Span
from dhrcheck.kinds.answers import found, not_found
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, NearMiss, Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_SHOWN = 4
"""How many sentences are shown as evidence."""


@dataclass(frozen=True, slots=True)
class ChairStatement:
    """``about``: what must be said of each person who leads the review.

    For experience, ``both_kinds`` asks for career history and relevant experience (one alone is
    ``review``); otherwise either is enough. ``also`` are further phrases that count when said of
    the chair or author. ``addressee`` turns a pass into ``review`` where the chair or author bears
    the name of the officer to whom the annexed letter is written.
    """

    about: Literal["independence", "experience"]
    both_kinds: bool = False
    also: tuple[str, ...] = ()
    addressee: bool = True


@dataclass(frozen=True, slots=True)
class _Heard:
    """One thing said of some leads (by number), and the sentence that says it."""

    said: Said
    who: frozenset[int]
    sentence: Span


def run(parameters: ChairStatement, question: Question) -> Outcome:
    """Reads the sentences about the chair and author wherever they stand in the part."""
    passage = question.passage()
    submission = question.submission
    leads, about = submission.once(
        ("chair", question.where.part, question.where.not_in),
        lambda: _told_of_leads(passage, submission),
    )
    heard = list(_listen(parameters, passage, about))
    if parameters.about == "independence":
        outcome = _independence(question, passage, leads, heard, about)
    else:
        outcome = _experience(parameters, question, passage, leads, heard, about)
    if outcome.status is Status.PASS and parameters.addressee and parameters.about != "experience":
        return _not_the_addressee(outcome, leads, question)
    return outcome


def _told_of_leads(
    passage: Passage, submission: Submission
) -> tuple[tuple[Lead, ...], list[About]]:
    leads = leads_of(submission, passage)
    return leads, list(sentences_about(passage, leads, submission))


def _listen(parameters: ChairStatement, passage: Passage, about: list[About]) -> Iterable[_Heard]:
    independence = parameters.about == "independence"
    wanted = frozenset(
        (Said.INDEPENDENT, Said.LEFT, Said.WORKED)
        if independence
        else (Said.CAREER, Said.EXPERIENCE)
    )
    also = compile_phrases(parameters.also)
    for sentence in about:
        start, end = sentence.span
        said = list(sayings(passage.text, start, end, wanted))
        said += [
            Saying(m.start, m.end, Said.INDEPENDENT if independence else Said.EXPERIENCE)
            for m in also.finditer(passage.text, start, end)
        ]
        for saying in said:
            who = sentence.leads_at(saying.start)
            if who:
                yield _Heard(saying.said, who, sentence.span)


def _independence(
    question: Question,
    passage: Passage,
    leads: tuple[Lead, ...],
    heard: list[_Heard],
    about: list[About],
) -> Outcome:
    explained = [h for h in heard if h.said in (Said.INDEPENDENT, Said.LEFT)]
    missing = _missing(leads, explained)
    local = local_words(question.submission)
    undated = [
        h
        for h in heard
        if h.said is Said.WORKED and local.search(passage.text, h.sentence.start, h.sentence.end)
    ]
    if undated:
        return Outcome(
            Status.REVIEW,
            "Earlier work in this area is mentioned without saying when it ended. Please check that"
            " the explanation of independence holds.",
            _shown(passage, [*undated, *explained]),
            passage.searched,
        )
    if not explained:
        return _nothing(question, passage, about, "how the chair and author are independent")
    if missing:
        return _only_some(passage, leads, explained, missing, "independence is explained")
    who = _together(leads)
    return found(f"The independence of {who} is explained.", _shown(passage, explained), passage)


def _experience(
    parameters: ChairStatement,
    question: Question,
    passage: Passage,
    leads: tuple[Lead, ...],
    heard: list[_Heard],
    about: list[About],
) -> Outcome:
    if not heard:
        return _nothing(
            question, passage, about, "the career history and experience of the chair and author"
        )
    missing = _missing(leads, heard)
    if missing:
        return _only_some(passage, leads, heard, missing, "career or experience is described")
    kinds = {h.said for h in heard}
    if parameters.both_kinds and len(kinds) == 1:
        one, other = "relevant experience", "a career history (former roles, employers or years)"
        if kinds == {Said.CAREER}:
            one, other = (
                "a career history",
                "relevant experience (domestic abuse or safeguarding work, reviews chaired, training)",
            )
        return Outcome(
            Status.REVIEW,
            f"There is {one} of {_together(leads)}, but {other} was not recognised.",
            _shown(passage, heard),
            passage.searched,
        )
    return found(
        f"The career or experience of {_together(leads)} is described.",
        _shown(passage, heard),
        passage,
    )


def _missing(leads: tuple[Lead, ...], heard: list[_Heard]) -> list[Lead]:
    covered = frozenset[int]().union(*(h.who for h in heard))
    return [lead for i, lead in enumerate(leads) if i not in covered]


def _together(leads: tuple[Lead, ...]) -> str:
    return "the chair and author"


def _only_some(
    passage: Passage,
    leads: tuple[Lead, ...],
    heard: list[_Heard],
    missing: list[Lead],
    what: str,
) -> Outcome:
    named = " and ".join(lead.said for lead in missing)
    others = " and ".join(lead.said for lead in leads if lead not in missing)
    return Outcome(
        Status.REVIEW,
        f"For {others} {what}, but no such words were recognised for {named}.",
        _shown(passage, heard),
        passage.searched,
    )


def _nothing(question: Question, passage: Passage, about: list[About], what: str) -> Outcome:
    """Not found: the nearest words are a pointer to elsewhere, or the bare title."""
    pointer = _first(passage, about, POINTER)
    title = pointer or _first(passage, about, TITLE_ONLY)
    message = (
        f"No explanation was found of {what}." if "how" in what else f"Nothing was found on {what}."
    )
    if pointer:
        message += " There is only a pointer to another part of the review."
    elif title:
        message += " There is only the title or name."
    near = None
    if title:
        place = passage.place(*title)
        near = NearMiss(place.file, place.page, place.quote, 50.0 if pointer else 40.0)
    return not_found(message, passage, question.submission, nearest=near)


def _first(passage: Passage, about: list[About], pattern: object) -> Span | None:
    import regex

    assert isinstance(pattern, regex.Pattern)
    for sentence in about:
        if pattern.search(passage.text, *sentence.span):
            return sentence.span
    return None


def _shown(passage: Passage, heard: list[_Heard]) -> tuple[Evidence, ...]:
    spans = dict.fromkeys(h.sentence for h in heard)
    return tuple(passage.evidence(*span) for span in list(spans)[:_SHOWN])


def _not_the_addressee(outcome: Outcome, leads: tuple[Lead, ...], question: Question) -> Outcome:
    names = {lead.name.split()[-1].casefold(): lead for lead in leads if lead.name}
    for letter in question.submission.letters:
        words = (letter.addressee or "").replace(",", " ").casefold().split()
        lead = next((names[w] for w in words if w in names), None)
        if lead is not None:
            return replace(
                outcome,
                status=Status.REVIEW,
                message=f"{outcome.message} But the annexed letter is written to somebody of the same"
                f" name as {lead.said}: please check that this is not the same person.",
            )
    return outcome


KIND = Kind("chair-statement", ChairStatement, run, wants=True)
