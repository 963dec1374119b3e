"""``pseudonym-prevails``: the narrative calls the person who died by name, not by a general word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import regex

from dhrcheck.document.cast import cast_of
from dhrcheck.document.model import Role, Submission
from dhrcheck.document.names import NOT_SUBJECTS, SUBJECT_NAME, is_subject_name
from dhrcheck.document.own_voice import is_heading, is_in_part, is_in_section
from dhrcheck.document.passage import Passage
from dhrcheck.document.speech import is_in_title, is_reference
from dhrcheck.kinds.answers import found, none_found
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.wording_hits import hits_in_words, one_each_page
from dhrcheck.outcome import Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_CODES = ("adult-letter", "subject-letter", "title-and-letter", "initials")


@dataclass(frozen=True, slots=True)
class PseudonymPrevails:
    """``words`` are general ones for the person who died ("the deceased").

    They count, less ``never``, in the review's own narrative (``parts``), not in ``leave_out`` (sections)
    and not in sentences with one of ``general`` (what holds for any victim). Fewer than ``at_least`` are
    no matter.
    """

    words: tuple[str, ...]
    never: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = (
        "terms-of-reference",
        "scope",
        "purpose",
        "definitions",
        "glossary",
    )
    at_least: int = 3
    parts: tuple[Role, ...] = (Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY)


def run(parameters: PseudonymPrevails, question: Question) -> Outcome:
    """``review`` where the general words are the more frequent ones."""
    passage, submission = question.passage(), question.submission
    hits = _general_words(parameters, passage, submission)
    if len(hits) < parameters.at_least:
        return none_found(
            "The person who died is seldom or never called by a general word such as “the deceased”.",
            passage,
            submission,
        )
    names = cast_of(submission).victims
    if names:
        called = " or ".join(f"“{name}”" for name, _ in names)
        count = sum(
            is_in_part(submission, passage, m.start, parameters.parts)
            for m in compile_phrases(tuple(n for n, _ in names)).finditer(passage.text)
        )
    else:
        called, count = "any pseudonym", _most_frequent_name(passage)
    if len(hits) > count:
        said = hits_in_words(passage, hits)
        message = (
            f"{said}. {called[:1].upper() + called[1:]} stands {count} times in all, so a general word"
            " is the usual way of naming. Please check whether the pseudonym should be used instead."
        )
        shown = one_each_page(passage, hits)
        return Outcome(Status.REVIEW, message, shown, passage.searched)
    message = f"General words stand {len(hits)} times, {called} {count} times."
    if submission.facts.naming in _CODES:
        message += (
            " A letter or code in place of a name is allowed; families often prefer a pseudonym."
        )
    if passage.unread:
        return none_found(message, passage, submission)
    return found(message, (), passage)


def _general_words(
    parameters: PseudonymPrevails, passage: Passage, submission: Submission
) -> list[tuple[int, int]]:
    """Where general words stand for this person in the review's own narrative."""
    text = passage.text
    general = compile_phrases(parameters.general)
    apart = [(m.start, m.end) for m in compile_phrases(parameters.never).finditer(text)]
    hits = [
        (m.start, m.end)
        for m in compile_phrases(parameters.words).finditer(text)
        if not any(m.start < b and a < m.end for a, b in apart)
        and not passage.is_quoted(m.start, m.end)
        and not general.search(text, *passage.sentence_at(m.start))
        and is_in_part(submission, passage, m.start, parameters.parts)
        and not is_heading(submission, passage, m.start)
        and not is_reference(passage, m.start)
        and not is_in_title(passage, m.start, m.end)
    ]
    return [h for h in hits if not is_in_section(submission, passage, h[0], parameters.leave_out)]


def _most_frequent_name(passage: Passage) -> int:
    """How often the most frequent name-like word stands inside sentences."""
    counted: Counter[str] = Counter()
    for match in regex.finditer(rf"(?<=[\p{{Ll}},] ){SUBJECT_NAME}(?!\p{{L}})", passage.text):
        name = match.group()
        if is_subject_name(name) and name.casefold() not in NOT_SUBJECTS:
            counted[name] += 1
    return max(counted.values(), default=0)


KIND = Kind("pseudonym-prevails", PseudonymPrevails, run)
