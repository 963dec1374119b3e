"""The rules on chair and author: are they independent, and what have they done before?"""

from __future__ import annotations

import pytest
import regex

from dhrcheck.document.model import Submission
from tests.build import LETTER, REPORT, SUMMARY, expect, letter, review

RULES = ("report-chair-independence", "summary-chair-independence")
PART = {"report-chair-independence": REPORT, "summary-chair-independence": SUMMARY}

ONE = "# Independent Chair and Author\nAnn Example chaired the review and wrote this report. "
TWO = (
    "# Chair and Author\nThe independent chair of this review was Ann Example. The author of the"
    " report was Peter Sample. "
)


def said(rule: str, text: str) -> Submission:
    return review(parts={PART[rule]: text})


INDEPENDENT = [
    "Her only contact with the borough has been through this review.",
    "She was unknown to the families and to the professionals before her appointment.",
    "The partnership satisfied itself that she stood apart from every agency concerned.",
    "She is entirely separate from the organisations whose work is examined.",
    "She has never been on the payroll of any organisation represented here.",
    "She has never been employed by any of the agencies concerned.",
    "She has never worked for any agency in the county.",
    "Ms Example is independent of all the agencies that took part.",
    "She has no connection with the Community Safety Partnership.",
    "She had no personal or professional involvement with the family.",
    "She is not associated with any of the agencies.",
    "She retired from Avonshire Police in 2014 and has had no dealings with the area since.",
    "She left the council in 2011.",
    "She is independent of, and has no connections to, the organisations in this report.",
    "She does not work for, and has not worked for, any of the bodies on the panel.",
    "She had no prior knowledge of the victim or the perpetrator.",
    "She declared that she had no conflict of interest.",
    "She was not previously known to any of the individuals in this review.",
    "Neither she nor her company has ever held a contract with any of the services involved.",
    "She is not a current or former employee of any participating organisation.",
    "She has not had line management responsibility for any of the staff involved.",
    "Prior to this review she had not worked in Exampleshire, nor with any of its agencies.",
    "She lives and works outside the county and has no ties with its services.",
    "She has at no time been employed by, or otherwise connected with, the agencies concerned.",
    "She has had no involvement, directly or indirectly, with the members of the family.",
    "None of her earlier posts was with an agency in this review, and she knows none of the people.",
    "Other than this review she has no links with the borough's agencies.",
    "She served with a northern police force from 1982 until 2010.",
    "Ann Example had no involvement in the case before her appointment.",
    "She was chosen because she has no association with any of the organisations reviewed.",
    "She is wholly independent of the Community Safety Partnership and its member agencies.",
]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("sentence", INDEPENDENT)
def test_many_ways_of_saying_independent_are_understood(rule: str, sentence: str) -> None:
    expect(said(rule, ONE + sentence), rule).passes(page=1)


NOT_EXPLAINED = [
    "She is an independent consultant with Example Safeguarding Ltd.",
    "She was appointed as the Independent Chair in May 2021.",
    "Panel members were independent of line management for the case.",
    "The authors of the Individual Management Reviews had no involvement with the family.",
    "The family were supported by an independent advocate who was independent of all agencies.",
    "The chair should be independent of the agencies under review.",
    "She asked whether each author was independent of the case.",
    "The IOPC, which is independent of the police, held its own investigation.",
    "The perpetrator had no connection with the agencies.",
    "She has twenty years' experience of safeguarding.",
    "The review panel wishes to thank the chair for her work.",
    "An Independent Domestic Violence Advocate sat on the panel and is independent of the police.",
]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("sentence", NOT_EXPLAINED)
def test_a_title_or_the_independence_of_others_explains_nothing(rule: str, sentence: str) -> None:
    expect(said(rule, ONE + sentence), rule).fails()


@pytest.mark.parametrize(
    "sentences",
    [
        "The Chair and Author are independent of the agencies and of each other.",
        "Neither the chair nor the author has ever worked for any agency in this review.",
        "Both are independent of all agencies.",
        "They have never been employed by any of the organisations concerned.",
        "Ms Example is independent of the agencies. Mr Sample has no connection with any of them.",
        "The chair has never worked for the agencies. The author is likewise independent of them.",
    ],
)
def test_two_people_are_both_covered(sentences: str) -> None:
    expect(
        said("summary-chair-independence", TWO + sentences), "summary-chair-independence"
    ).passes()


@pytest.mark.parametrize(
    ("sentences", "missing"),
    [
        ("The chair has never been employed by any of the agencies.", "for the author"),
        ("Mr Sample has no connection with any of the agencies.", "for the chair"),
    ],
)
def test_one_of_two_people_covered_is_for_a_person(sentences: str, missing: str) -> None:
    for rule in RULES:
        expect(said(rule, TWO + sentences), rule).is_for_a_person(says=missing)


def test_a_pointer_to_the_report_is_no_explanation_and_is_shown() -> None:
    text = (
        "# The Review Process\nThe review was led by an independent chair. Details of the chair's"
        " independence are given in the overview report."
    )
    answer = expect(said("summary-chair-independence", text), "summary-chair-independence").fails(
        says="pointer"
    )
    nearest = answer.outcome.nearest
    assert nearest is not None
    assert "overview report" in nearest.quote


def test_what_the_report_explains_does_not_serve_the_summary() -> None:
    both = review(
        parts={
            SUMMARY: "# The Review Process\nThe review was led by an Independent Chair.",
            REPORT: ONE + INDEPENDENT[0],
        }
    )
    expect(both, "summary-chair-independence").fails(says="title")
    expect(both, "report-chair-independence").passes(page=2)


def test_the_letter_asking_for_independence_is_not_an_explanation() -> None:
    asked = review(
        parts={
            SUMMARY: "# The Review Process\nThe review was led by an Independent Chair.",
            LETTER: letter(points=("The chair's independence of the agencies is not explained.",)),
        }
    )
    expect(asked, "summary-chair-independence").fails()


@pytest.mark.parametrize(
    "sentence",
    [
        "She previously worked for the local authority.",
        "She was formerly employed by one of the agencies in this review.",
        "She used to work locally as a probation officer, and is independent of the agencies.",
    ],
)
def test_earlier_local_work_without_a_date_is_for_a_person(sentence: str) -> None:
    for rule in RULES:
        expect(said(rule, ONE + sentence), rule).is_for_a_person(says="when it ended")


def test_earlier_work_elsewhere_needs_no_date() -> None:
    text = ONE + "She is a former police officer from Scotland and is independent of all agencies."
    expect(said("report-chair-independence", text), "report-chair-independence").passes()


def test_an_author_named_like_the_letters_addressee_is_for_a_person() -> None:
    text = regex.sub(r"Dear [^\n]*", "Dear Ms Example,", letter(), count=1)
    both = review(parts={REPORT: ONE + INDEPENDENT[0], LETTER: text})
    expect(both, "report-chair-independence").is_for_a_person(says="same name")


def test_a_panel_table_does_not_explain_but_its_words_may() -> None:
    bare = "# The Review Panel\n| Ann Example | Independent Chair | Example Ltd |\n"
    expect(said("report-chair-independence", bare), "report-chair-independence").fails()


EXPERIENCED = [
    "She has over twenty years' experience in social care.",
    "She is a retired detective superintendent.",
    "She has chaired eleven Domestic Homicide Reviews.",
    "She has completed the Home Office online training for chairs.",
    "She is a qualified social worker.",
    "She has authored a number of DHRs and Safeguarding Adult Reviews.",
    "She holds a Master's degree in criminology.",
    "She spent her career in probation.",
    "She was previously head of safeguarding in a northern county.",
    "She has been an independent practitioner since 2012 and trained as a nurse.",
    "She completed AAFDA accredited training.",
    "From 1988 to 2015 she worked in housing.",
]


@pytest.mark.parametrize("sentence", EXPERIENCED)
def test_many_ways_of_telling_a_career_are_understood(sentence: str) -> None:
    expect(said("report-chair-independence", ONE + sentence), "report-chair-experience").passes()


@pytest.mark.parametrize(
    "sentence",
    [
        "Panel members had long experience of domestic abuse.",
        "The specialist adviser has worked in domestic abuse services for thirty years.",
        "The chair wanted to understand Maria's experience of services.",
        "She chaired this review and wrote this report.",
        "She led this Domestic Homicide Review.",
        "She led the review into the homicide of Maria.",
        "She met the family four times over two years.",
        "She held meetings with the panel between 2020 and 2021.",
        "The chair spoke to staff of the mental health services.",
        "She was advised by a lawyer with 20 years of experience in safeguarding.",
        "The chair met the family and read nine Individual Management Reviews.",
        "The chair thanked the family's advocate, who is from AAFDA.",
        "She is independent of all agencies.",
    ],
)
def test_the_experience_of_others_is_not_the_chairs(sentence: str) -> None:
    expect(said("report-chair-independence", ONE + sentence), "report-chair-experience").fails()


@pytest.mark.parametrize(
    "sentences",
    [
        "She is a former probation manager and has chaired nine reviews.",
        "She served in the police for thirty years and led a public protection unit.",
        "She is a qualified social worker with 25 years' experience in safeguarding.",
        "Until 2016 she was employed as head of community safety and she has led eighteen reviews.",
        "A midwife by training, she became a named nurse for safeguarding and now writes reviews.",
        "She was a housing association director for ten years, and this is her ninth review.",
        "She was Director of Nursing until 2011 and is on the Home Office list of chairs.",
        "She worked in housing until 2010. She has completed the Home Office training for chairs.",
    ],
)
def test_the_summary_needs_career_and_experience(sentences: str) -> None:
    expect(review(parts={SUMMARY: ONE + sentences}), "summary-chair-experience").passes()


@pytest.mark.parametrize(
    ("sentence", "lacks"),
    [
        ("She is a retired police officer.", "relevant experience"),
        ("She has chaired nine Domestic Homicide Reviews.", "career history"),
    ],
)
def test_one_of_the_two_alone_is_for_a_person(sentence: str, lacks: str) -> None:
    expect(review(parts={SUMMARY: ONE + sentence}), "summary-chair-experience").is_for_a_person(
        says=lacks
    )


def test_two_people_one_described_is_for_a_person() -> None:
    text = TWO + "Ms Example is a former nurse and has chaired nine reviews. Mr Sample is a writer."
    for rule, part in (("report-chair-experience", REPORT), ("summary-chair-experience", SUMMARY)):
        expect(review(parts={part: text}), rule).is_for_a_person(says="for the author")


def test_unread_pages_leave_the_question_open() -> None:
    text = "# The Review Process\nThe review was led by an Independent Chair.\n[unread page]\n"
    for rule in ("summary-chair-independence", "summary-chair-experience"):
        expect(review(parts={SUMMARY: text}), rule).is_unread(says="page 2")


def test_an_older_letter_that_did_not_ask_turns_a_fail_into_a_question() -> None:
    older = letter(sent="3 May 2014", points=("The panel's membership could be listed.",))
    both = review(
        parts={
            SUMMARY: "# The Review Process\nThe review was led by an Independent Chair.",
            LETTER: older,
        }
    )
    expect(both, "summary-chair-independence").is_for_a_person(says="before this was first asked")


def test_without_a_summary_the_rules_on_it_do_not_apply() -> None:
    only = review(parts={REPORT: ONE + INDEPENDENT[0]})
    for rule in ("summary-chair-independence", "summary-chair-experience"):
        expect(only, rule).does_not_apply(says="summary-present")
