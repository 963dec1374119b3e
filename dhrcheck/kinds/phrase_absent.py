"""``phrase-absent``: words that a review should not use in its own voice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dhrcheck.document.passage import Passage, page_words
from dhrcheck.document.speech import (
    is_attributed,
    is_definition,
    is_in_title,
    is_reference,
)
from dhrcheck.document.surroundings import (
    another_time_or_person,
    is_denied,
    near,
    of_somebody_else,
    others_only,
    says_no_killing,
)
from dhrcheck.kinds.answers import none_found
from dhrcheck.kinds.nearest import nearest_window
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Outcome, PageRange, Status
from dhrcheck.rulebook.phrases import compile_phrases

_NO_FUZZY_UNDER = 8
"""Characters below which an almost equal phrase is too often another word."""


@dataclass(frozen=True, slots=True)
class PhraseAbsent:
    """``phrases`` fail in the review's own voice, ``doubtful`` ones are for a person.

    ``words`` are for a person where one of ``near`` (or, with ``near_victim``, the victim's name)
    stands within ``within`` words in the same sentence. ``never`` are longer phrases in which none
    of this counts. ``history`` are words by which a sentence tells of another matter: with them a
    phrase is for a person, and ``words`` count only where the victim may be meant.
    ``inside_quotation``, ``attributed`` and ``negated`` say what becomes of a phrase that is not the
    review's own. ``open_verdict`` says what becomes of one where the death was a suicide or no court
    found a killing. ``fuzzy`` is how alike (0 to 100, 0 for off) words must be that are not exactly a
    phrase; they are always for a person. ``calling`` completes the message.
    """

    phrases: tuple[str, ...]
    doubtful: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    near_victim: bool = False
    within: int = 10
    never: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    inside_quotation: Literal["review", "ignore", "same"] = "review"
    attributed: Literal["review", "ignore", "same"] = "review"
    negated: Literal["review", "ignore", "same"] = "ignore"
    open_verdict: Literal["review", "same"] = "same"
    fuzzy: int = 92
    calling: str = "words that should not be used"


class _Hit(NamedTuple):
    """Words found, whether they fail (or are for a person), and why a person should look."""

    start: int
    end: int
    fails: bool
    why: str
    score: float = 100.0


def run(parameters: PhraseAbsent, question: Question) -> Outcome:
    """All hits with page and words; nothing found is ``pass``, or ``unread`` with unread pages."""
    passage = question.passage()
    hits = sorted(_hits(parameters, question, passage), key=lambda h: (not h.fails, h.start))
    if not hits:
        return none_found(
            f"No {parameters.calling} were found in the review's own voice.",
            passage,
            question.submission,
        )
    failing = [h for h in hits if h.fails]
    status = Status.FAIL if failing else Status.REVIEW
    shown = failing or hits
    said = "; ".join(dict.fromkeys(f"“{passage.text[h.start : h.end]}”" for h in shown[:4]))
    message = f"{_places(passage, shown)}: {' '.join(said.split())}."
    if not failing:
        message += " Please check: " + "; ".join(dict.fromkeys(h.why for h in hits)) + "."
    elif len(failing) < len(hits):
        message += f" {len(hits) - len(failing)} more for a person to look at."
    evidence = tuple(passage.evidence(h.start, h.end, score=h.score, around=70) for h in hits)
    return Outcome(status, message, evidence, passage.searched)


def _places(passage: Passage, hits: list[_Hit]) -> str:
    pages = sorted({(p.file, p.page) for h in hits for p in [passage.line_at(h.start)]})
    listed = ", ".join(page_words(PageRange(f, n, n)).removeprefix("page ") for f, n in pages[:12])
    count = "One place" if len(hits) == 1 else f"{len(hits)} places"
    return f"{count}, {'page' if len(pages) == 1 else 'pages'} {listed}"


def _hits(parameters: PhraseAbsent, question: Question, passage: Passage) -> Iterator[_Hit]:
    never = [(m.start, m.end) for m in compile_phrases(parameters.never).finditer(passage.text)]
    taken: list[tuple[int, int]] = list(never)
    for phrases, fails, why in (
        (parameters.phrases, True, ""),
        (parameters.doubtful, False, "whether these words fit"),
    ):
        for match in compile_phrases(phrases).finditer(passage.text):
            if _clear(match.start, match.end, taken):
                taken.append((match.start, match.end))
                hit = _Hit(match.start, match.end, fails, why)
                yield from _judged(hit, parameters, question, passage)
    for match in compile_phrases(parameters.words).finditer(passage.text):
        if _clear(match.start, match.end, taken) and _near_enough(
            match.start, match.end, parameters, question, passage
        ):
            hit = _Hit(match.start, match.end, False, "whether this speaks of the death")
            yield from _judged(hit, parameters, question, passage)
    if parameters.fuzzy and len(taken) == len(never):
        yield from _alike(parameters, question, passage)


def _clear(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return not any(start < b and a < end for a, b in taken)


def _alike(parameters: PhraseAbsent, question: Question, passage: Passage) -> Iterator[_Hit]:
    """The most alike words, where nothing stands there exactly."""
    long = [p for p in parameters.phrases if len(p) >= _NO_FUZZY_UNDER and "..." not in p]
    window = nearest_window(long, passage.text, at_least=float(parameters.fuzzy))
    if window is not None:
        why = f"whether this is “{window.phrase}”"
        hit = _Hit(window.start, window.end, False, why, round(window.score, 1))
        yield from _judged(hit, parameters, question, passage)


def _near_enough(
    start: int, end: int, parameters: PhraseAbsent, question: Question, passage: Passage
) -> bool:
    victims, others = _names(question)
    close = near(passage, start, end, parameters.near, parameters.within)
    if not close and parameters.near_victim:
        close = near(passage, start, end, victims, parameters.within)
    return close and not (
        another_time_or_person(passage, start, parameters.history, question.submission)
        and (
            others_only(passage, start, victims, others)
            or of_somebody_else(passage, start, victims)
        )
    )


def _names(question: Question) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The victims' names, and those of the other people of the review."""
    from dhrcheck.document.model import PersonRole

    facts = question.submission.facts
    victims = tuple(p.name for p in facts.with_role(PersonRole.VICTIM) if _usable(p.name))
    others = tuple(
        p.name
        for p in facts.with_role(PersonRole.PERPETRATOR, PersonRole.RELATIVE, PersonRole.CHILD)
        if _usable(p.name)
    )
    return (*victims, "the victim", "the deceased"), (*others, "the perpetrator")


def _usable(name: str) -> bool:
    return len(name) > 2 and "*" not in name and "..." not in name


def _judged(
    hit: _Hit, parameters: PhraseAbsent, question: Question, passage: Passage
) -> Iterator[_Hit]:
    """The hit as it counts where it stands; nothing where it does not count."""
    start, end = hit.start, hit.end
    if is_in_title(passage, start, end) or is_reference(passage, start):
        return
    if is_definition(passage, start):
        return
    softened = [
        (passage.is_quoted(start, end), parameters.inside_quotation, "the words are quoted"),
        (is_denied(passage, start, end), parameters.negated, "the words are denied"),
        (
            is_attributed(passage, start, end),
            parameters.attributed,
            "the words are somebody else's",
        ),
    ]
    for applies, becomes, why in softened:
        if applies and becomes == "ignore":
            return
        if applies and becomes == "review":
            yield hit._replace(fails=False, why=why)
            return
    if hit.fails and another_time_or_person(
        passage, start, parameters.history, question.submission
    ):
        hit = hit._replace(fails=False, why="whether this tells of another matter")
    if hit.fails and parameters.open_verdict == "review" and says_no_killing(question.submission):
        hit = hit._replace(
            fails=False,
            why="the death was a suicide or its cause is open, so “homicide” may not fit",
        )
    yield hit


KIND = Kind("phrase-absent", PhraseAbsent, run)
