"""The rule on words that call a killing an accident."""

from __future__ import annotations

import pytest

from dhrcheck.document.model import Submission
from tests.build import APPENDIX, LETTER, PLAN, REPORT, SUMMARY, expect, letter, review

RULE = "wording-accident"


def report(text: str) -> Submission:
    return review(parts={REPORT: text})


@pytest.mark.parametrize(
    "sentence",
    [
        "The panel reflected on this tragic accident.",
        "Maria's death was a terrible accident that nobody could have foreseen.",
        "Since the freak accident the family has received support.",
        "After the fatal accident, the scene was secured.",
        "The panel offers its condolences to all who were touched by this unfortunate accident.",
        "Her colleagues have not got over the tragic accident.",
        "Tragic accidents such as this one leave deep marks.",
        "The review was held because of the awful accident in the flat.",
        "It is hoped that no family will have to live through such a tragic\naccident again.",
        "the tragic acci\u00ad\ndent of that night",
        "The tragic\u00a0accident has been felt throughout the community.",
        "The tragic\u2011accident has been felt throughout the community.",
    ],
)
def test_the_review_calling_it_an_accident_fails(sentence: str) -> None:
    expect(report(sentence), RULE).fails(page=1)


@pytest.mark.parametrize(
    "sentence",
    [
        "Such tragedies can be prevented.",
        "The judge called it a tragic case for two families.",
        "The panel was struck by the tragic loss of a young life.",
        "This was not a tragic accident.",
        "It was never an accident: he killed her.",
        "The killing must not be described as a tragic accident.",
        "She was treated in the Accident and Emergency department for a stab wound.",
        "She died in A&E an hour later.",
        "Accident & Emergency staff asked about the injury.",
        "His father was killed in a road accident in 1998.",
        "The trust's accident book was not seen by the panel.",
        "The council's accident prevention officer sat on the panel.",
        "The homicide was the end of years of control.",
        "The panel speaks of a murder rather than a tragic accident.",
        "The strategic accident plan was read.",
    ],
)
def test_other_words_and_denials_pass(sentence: str) -> None:
    expect(report(sentence), RULE).passes()


@pytest.mark.parametrize(
    "sentence",
    [
        'He told the police that it was "a tragic accident".',
        "He told the police that it was a tragic accident.",
        "The defence case was that the stabbing was a tragic accident, which the jury rejected.",
        "A neighbour described the death as a terrible accident.",
        "The panel was saddened by this tragic incident.",
        "The tragic events of that night are set out below.",
        "We offer our condolences on this sad loss.",
        "The coroner recorded a verdict of accidental death.",
        "The inquest reached a conclusion of misadventure.",
        "Maria was accidentally injured in the kitchen.",
        "Her brother died in a tragic accident at work some years before.",
        "His uncle was killed in a tragic road accident in 1998.",
        "The accident that led to her death was reported at once.",
    ],
)
def test_quoted_reported_and_doubtful_words_are_for_a_person(sentence: str) -> None:
    expect(report(sentence), RULE).is_for_a_person(page=1)


def test_real_accidents_in_the_victims_history_are_never_a_fail() -> None:
    text = "In 2012 Maria was hurt in a tragic road traffic accident and lost her job."
    expect(report(text), RULE).is_for_a_person()


def test_a_death_by_suicide_makes_it_a_question() -> None:
    text = (
        "# Introduction\nThis review examines the circumstances of the death of Maria in March 2021."
        " Maria died by suicide.\n"
        "The panel reflected on this tragic accident.\n"
    )
    expect(report(text), RULE).is_for_a_person(says="homicide")


def test_every_part_but_the_letter_is_read() -> None:
    for part in (SUMMARY, APPENDIX, PLAN):
        expect(review(parts={part: "Learning from this tragic accident."}), RULE).fails()
    asked = review(
        parts={
            REPORT: "The report speaks of a homicide.",
            LETTER: letter(points=("The report uses words such as 'tragic accident'.",)),
        }
    )
    expect(asked, RULE).passes()


def test_all_places_are_shown_and_failing_ones_come_first() -> None:
    text = (
        'He said it was "a tragic accident".\n[page]\nThis tragic accident shocked us.\n[page]\n'
        "The fatal accident was on a Sunday.\n"
    )
    answer = expect(report(text), RULE).fails(says="pages 2, 3")
    assert [e.page for e in answer.outcome.evidence] == [2, 3, 1]


def test_an_almost_equal_word_is_for_a_person_with_its_score() -> None:
    answer = expect(report("The panel reflected on this tragic acident."), RULE).is_for_a_person()
    assert 92 <= (answer.outcome.evidence[0].score or 0) < 100


def test_unread_pages_leave_it_open_but_do_not_hide_a_hit() -> None:
    expect(report("A homicide.\n[unread page]\n"), RULE).is_unread(says="page 2")
    expect(report("A tragic accident.\n[unread page]\n"), RULE).fails(page=1)


def test_a_letter_older_than_the_request_makes_it_a_question() -> None:
    older = letter(sent="3 May 2017", points=("The panel's membership could be listed.",))
    both = review(parts={REPORT: "This tragic accident shocked us.", LETTER: older})
    expect(both, RULE).is_for_a_person(says="before this was first asked")
    asked = letter(sent="3 May 2017", points=("Please do not call the killing an accident.",))
    both = review(parts={REPORT: "This tragic accident shocked us.", LETTER: asked})
    expect(both, RULE).fails()
