"""``letter-matches``: the area and the pseudonym that the letter names are this review's."""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.document.model import Letter, Role, Submission
from dhrcheck.document.passage import Passage, passage_of
from dhrcheck.kinds.answers import for_a_person, not_applicable
from dhrcheck.kinds.letter_names import (
    Match,
    ReviewNames,
    area_words,
    folded,
    is_label,
    quoted,
)
from dhrcheck.kinds.letters_read import only_pictures, seen_letters
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import body_lines, opening, where
from dhrcheck.outcome import Evidence, Outcome, Status

_OPENING = 900
"""Characters of a letter's address block and first paragraph."""


@dataclass(frozen=True, slots=True)
class LetterMatches:
    """Nothing to set."""


def run(parameters: LetterMatches, question: Question) -> Outcome:
    """Fails where nothing that the letter names is found in the report."""
    submission = question.submission
    pictures = only_pictures(submission)
    if pictures is not None:
        return pictures
    letters = seen_letters(submission)
    if not letters:
        return not_applicable(
            "There is no letter whose text could be made out. See letter-annexed."
        )
    names = ReviewNames(submission)
    judged = [_judge(letter, names, submission) for letter in letters]
    for status in (Status.FAIL, Status.UNREAD, Status.REVIEW, Status.PASS):
        deciding = [o for o in judged if o.status is status]
        if deciding:
            return Outcome(
                status,
                " ".join(dict.fromkeys(o.message for o in deciding)),
                tuple(dict.fromkeys(e for o in deciding for e in o.evidence)),
                names.passage.searched,
            )
    return judged[0]


def _judge(letter: Letter, names: ReviewNames, submission: Submission) -> Outcome:
    part = submission.parts[letter.part]
    text = passage_of(tuple(body_lines(part, submission)))
    pages = where([part], submission)
    area, person = _area(letter, text, names), _person(letter, text, names)
    evidence = (
        *quoted(letter.partnership_place or letter.opening),
        *_in_review(letter, names, area, person),
    ) or (opening(part, submission),)
    said = _said(letter)
    agreeing = [m for m in (area, person) if m is Match.AGREES]
    differing = [m for m in (area, person) if m is Match.DIFFERS]
    if agreeing and not differing:
        shared = [
            words
            for words, match in (("the area", area), ("the pseudonym", person))
            if match is Match.AGREES
        ]
        return Outcome(
            Status.PASS,
            f"The letter ({pages}) belongs to this review: {' and '.join(shared)} agree"
            f"{'' if len(shared) > 1 else 's'}.",
            evidence,
        )
    if differing and not agreeing and Match.UNCERTAIN not in (area, person):
        lost = submission.unread(Role.OVERVIEW_REPORT, Role.EXECUTIVE_SUMMARY, Role.COVER)
        if lost:
            return Outcome(
                Status.UNREAD,
                f"The letter ({pages}) names {said}, which was not found in the report. But"
                f" {lost.words(submission)} could not be read.",
                evidence,
            )
        return Outcome(
            Status.FAIL,
            f"The letter ({pages}) names {said}; the report does not.",
            evidence,
        )
    if Match.DIFFERS in (area, person) or Match.UNCERTAIN in (area, person):
        doubt = "area" if area in (Match.DIFFERS, Match.UNCERTAIN) else "pseudonym"
        return for_a_person(
            f"The letter ({pages}) names {said}, and its {doubt} could not be matched with the"
            " report's. Please check that it is the letter on this review (a name may have changed"
            " since).",
            evidence,
        )
    return for_a_person(
        f"The letter ({pages}) names too little to tell whether it is on this review. Please look.",
        evidence,
    )


def _area(letter: Letter, text: Passage, names: ReviewNames) -> Match:
    match = names.area(letter.partnership) if letter.partnership else Match.UNSAID
    if match is Match.AGREES or (letter.partnership and names.is_other_end(letter.partnership)):
        return match
    # The letter may name the council in its address only, or the county where the report names
    # the district: the report's own area in the letter's words serves as well.
    words = f" {folded(_opening_words(text))} "
    if any(f" {word} " in words for word in names.own_area_words):
        return Match.AGREES
    return match


def _person(letter: Letter, text: Passage, names: ReviewNames) -> Match:
    given = letter.pseudonyms
    if any(names.pseudonym(name) for name in given):
        # Many reviews have an "Adult A": such a label alone does not tell.
        certain = any(names.pseudonym(name) and not is_label(name) for name in given)
        return Match.AGREES if certain or letter.partnership else Match.UNSAID
    words = f" {folded(_opening_words(text))} "
    people = [p for p in names.own_people() if not is_label(p)]
    if any(f" {folded(person)} " in words for person in people):
        return Match.AGREES
    return Match.DIFFERS if given else Match.UNSAID


def _opening_words(text: Passage) -> str:
    """The address and the first paragraph: further on a letter may speak of other reviews."""
    return text.text[:_OPENING]


def _in_review(
    letter: Letter, names: ReviewNames, area: Match, person: Match
) -> tuple[Evidence, ...]:
    """Where the report says what the letter says; where it differs, what the report says instead."""
    found: list[Evidence | None] = []
    if area is Match.AGREES and letter.partnership:
        found += [names.evidence(word) for word in area_words(letter.partnership)[:1]]
    elif area is Match.DIFFERS:
        found += [e for fact in names.own_areas[:1] for e in quoted(fact.place)]
    if person is Match.AGREES:
        found += [names.evidence(name) for name in letter.pseudonyms[:1]]
    return tuple(e for e in found if e is not None)


def _said(letter: Letter) -> str:
    named = [f"“{letter.partnership}”"] if letter.partnership else []
    named += [f"“{name}”" for name in letter.pseudonyms]
    return " and ".join(named) or "nothing"


KIND = Kind("letter-matches", LetterMatches, run, wants=True)
