"""``pseudonyms-consistent``: each person has one name, in the same form and spelling everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.document.agreement import Said
from dhrcheck.document.model import Role
from dhrcheck.document.passage import Passage
from dhrcheck.document.pseudonym_use import (
    Use,
    misspelt,
    other_labels,
    other_titles,
    stray_codes,
    subjects,
    unlisted,
)
from dhrcheck.kinds.answers import not_applicable
from dhrcheck.kinds.private_answers import nothing_private, on_pages
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status


@dataclass(frozen=True, slots=True)
class PseudonymsConsistent:
    """``often``: how many times a label of another scheme must stand before it fails."""

    often: int = 2


def run(parameters: PseudonymsConsistent, question: Question) -> Outcome:
    """``fail`` on a second, unexplained label; ``review`` on near spellings and names not listed."""
    submission = question.submission
    passage = question.passage()
    people = subjects(submission)
    if not people:
        return not_applicable(
            "The names used for victim and perpetrator could not be made out (see report-pseudonyms), so"
            " their use was not compared."
        )
    clashes = list(
        other_labels(submission, submission.passage((), without=(Role.FEEDBACK_LETTER,)))
    )
    codes = list(stray_codes(submission, passage))
    doubtful = [*other_titles(submission, passage), *misspelt(submission, passage)]
    strangers = list(unlisted(submission, passage))
    if clashes or len(codes) >= parameters.often:
        said = [
            f"the summary writes {_names(c.one)} where the report writes {_names(c.other)}"
            for c in clashes
        ]
        places = [
            Evidence(s.place.file, s.place.page, s.value, s.place.box, s.place.read)
            for c in clashes
            for s in (*c.one[:1], *c.other[:1])
        ]
        if codes:
            places += [passage.evidence(*use.span, around=40) for use in codes]
            said.append(
                f"“{_words(passage, codes[0])}” stands on {on_pages(places[-len(codes) :])}, and the"
                " review's list gives other names"
            )
        return Outcome(
            Status.FAIL,
            f"One person seems to have two names: {'; '.join(said)}.",
            tuple(dict.fromkeys(places)),
            passage.searched,
        )
    odd = [*doubtful, *codes, *strangers]
    if not odd:
        return nothing_private(
            f"The names of the review ({', '.join(p.name for p in people[:6])}) stand in the same form"
            " wherever they are used.",
            passage,
            question,
        )
    evidence = tuple(dict.fromkeys(passage.evidence(*use.span, around=40) for use in odd))
    near = [f"“{_words(passage, u)}” beside “{u.name}”" for u in doubtful]
    other = [f"“{_words(passage, u)}”" for u in (*codes, *strangers)]
    said = list(dict.fromkeys(near))
    if other:
        said.append(f"{', '.join(dict.fromkeys(other))}, which no list explains")
    return Outcome(
        Status.REVIEW,
        f"On {on_pages(evidence)}: {'; '.join(said)}. Please look whether the same person is meant.",
        evidence,
        passage.searched,
    )


def _names(said: tuple[Said, ...]) -> str:
    return " and ".join(f"“{s.value}”" for s in said[:3])


def _words(passage: Passage, use: Use) -> str:
    return " ".join(passage.text[use.span.start : use.span.end].split())


KIND = Kind("pseudonyms-consistent", PseudonymsConsistent, run)
