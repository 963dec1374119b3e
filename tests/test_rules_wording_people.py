"""Wording rules that ask who speaks and of whom: with names of many schemes and words of others."""

from __future__ import annotations

import pytest

from dhrcheck.document.cast import Spoken, cast_of
from dhrcheck.document.model import Submission
from dhrcheck.document.spoken import spoken_of
from tests.build import LETTER, PLAN, REPORT, expect, review

NAMED = {
    "first names": """# Pseudonyms

| Name | Who | Age |
| Ellen | The woman who was killed | 42 |
| Martin | Ellen's husband and the perpetrator | 45 |
| Carol | Ellen's sister | adult |

Martin was convicted of murder and sentenced to life imprisonment.

# Analysis

""",
    "adults": "Adult A was killed by her former partner, Adult B. Adult B pleaded guilty to manslaughter."
    "\n\n# Chronology\n\n",
    "a son": "Mrs J was killed by her son, Mr F. Mr F was convicted of manslaughter.\n\n# Chronology\n\n",
    "a man": "Rowan was murdered by his wife, Hazel. Hazel was found guilty of murder.\n\n# Chronology\n\n",
    "initials": "KL was killed by her husband, DM, who was convicted of murder.\n\n# Chronology\n\n",
}


def told(scheme: str, sentence: str) -> Submission:
    return review(parts={REPORT: NAMED[scheme] + sentence})


@pytest.mark.parametrize(
    ("scheme", "rule", "sentence"),
    [
        (
            "first names",
            "engagement",
            "The IDVA rang in June but Ellen disengaged shortly afterwards.",
        ),
        ("first names", "engagement", "Ellen's case was closed due to non-engagement."),
        ("first names", "engagement", "When contacted by the IDVA, Ellen refused support."),
        ("adults", "engagement", "Adult A had a history of non-engagement."),
        ("initials", "engagement", "There was a pattern of non-engagement by KL."),
        ("initials", "engagement", "She failed to engage with the IDVA."),
        ("a son", "engagement", "Mrs J would not engage with carers and refused help."),
        ("a man", "engagement", "He was reluctant to engage with services."),
        ("first names", "blame", "She went back to Martin in the spring of 2019."),
        ("adults", "blame", "Adult A took him back in August."),
        ("adults", "blame", "She allowed Adult B to return to the home."),
        ("a man", "blame", "Rowan chose to stay with Hazel."),
        (
            "first names",
            "relationship",
            "The relationship between Ellen and Martin was acrimonious.",
        ),
        ("adults", "argument", "After an argument Adult B strangled Adult A."),
        ("first names", "passion", "On that night Martin lost control."),
        ("initials", "passion", "DM lost his temper and strangled her."),
        ("adults", "alleged", "Adult A alleged that Adult B had punched her."),
        ("adults", "labels", "Adult A led a chaotic lifestyle."),
        ("a man", "labels", "As a man he should have been able to leave."),
        ("a man", "praise", "Hazel was a loving mother."),
        ("a son", "praise", "Mr F was a caring son who did the shopping."),
        (
            "first names",
            "inevitable",
            "Sadly, nothing would have prevented Martin from killing her.",
        ),
    ],
)
def test_the_reviews_own_words_of_that_person_are_for_a_person_to_weigh(
    scheme: str, rule: str, sentence: str
) -> None:
    expect(told(scheme, sentence), f"wording-{rule}").is_for_a_person()


@pytest.mark.parametrize(
    ("scheme", "rule", "sentence"),
    [
        ("first names", "engagement", "Police officers failed to engage with Ellen alone."),
        (
            "first names",
            "engagement",
            "Ellen's brother, who lived in Spain, did not engage with us.",
        ),
        ("first names", "engagement", "There is no evidence that Ellen refused support."),
        (
            "first names",
            "engagement",
            "Some professionals held the view that Ellen would not engage.",
        ),
        ("first names", "engagement", "If Ellen did not engage, the worker was to call again."),
        ("adults", "engagement", "Adult B disengaged and Adult A was not told."),
        ("a man", "engagement", "Hazel refused support from the mental health team."),
        ("first names", "blame", "Ellen returned to Martin's mother the money that she had lent."),
        ("first names", "blame", "Martin chose to stay in the area and returned to her street."),
        ("first names", "blame", "Her mother could not understand why she stayed."),
        ("first names", "relationship", "Ellen's relationship with her daughter was volatile."),
        ("first names", "argument", "Carol heard an argument on the night on which Ellen died."),
        ("first names", "incident", "Each call was treated as an isolated incident."),
        ("first names", "passion", "Domestic homicide is seldom a crime of passion."),
        ("first names", "passion", "It was out of character for Ellen to miss work."),
        ("first names", "alleged", "Martin alleged that Ellen had hit him."),
        ("first names", "labels", "Contact with Ellen was difficult."),
        ("first names", "labels", "Martin was manipulative and controlling."),
        ("a man", "praise", "Rowan was a family man and a hard-working father."),
        ("first names", "praise", "Martin was arrested by a kind and gentle officer."),
        ("first names", "praise", "Martin was no loving husband."),
        (
            "first names",
            "inevitable",
            "The IMR states that the death could not have been predicted.",
        ),
        ("first names", "ethnicity-lumps", "BAME women may face barriers to services."),
        ("first names", "person-first", "Ellen suffered from Martin's abuse for many years."),
    ],
)
def test_words_of_others_and_words_of_somebody_else_are_no_matter(
    scheme: str, rule: str, sentence: str
) -> None:
    expect(told(scheme, sentence), f"wording-{rule}").passes()


@pytest.mark.parametrize(
    ("sentence", "words", "who"),
    [
        ("Ellen, who had moved away, did not engage.", "did not engage", Spoken.VICTIM),
        ("She did not engage.", "did not engage", Spoken.VICTIM),
        ("He did not engage.", "did not engage", Spoken.PERPETRATOR),
        ("Her husband did not engage.", "did not engage", Spoken.PERPETRATOR),
        ("Her mother did not engage.", "did not engage", Spoken.OTHER),
        ("Carol rang twice. She did not engage.", "did not engage", Spoken.OTHER),
        ("The police did not engage.", "did not engage", Spoken.OTHER),
        ("They did not engage.", "did not engage", None),
        ("Letters were sent and did not engage.", "did not engage", None),
    ],
)
def test_who_acts_is_told_from_names_and_pronouns_or_left_open(
    sentence: str, words: str, who: Spoken | None
) -> None:
    submission = told("first names", sentence)
    passage = submission.passage()
    start = passage.text.index(words)
    assert spoken_of(passage, start, start + len(words), cast_of(submission)) is who


def test_more_than_five_hits_are_one_item_with_all_pages() -> None:
    page = "Ellen failed to engage. She refused support. Ellen disengaged."
    found = expect(
        told("first names", f"{page}\n[page]\n{page}\n[page]\nNothing.\n[page]\n{page}"),
        "wording-engagement",
    ).is_for_a_person(says="9 places, pages 1 to 2 and 4")
    assert [e.page for e in found.outcome.evidence] == [1, 2, 4]


def test_up_to_five_hits_are_shown_each() -> None:
    found = expect(
        told("first names", "Ellen failed to engage. She refused support."), "wording-engagement"
    ).is_for_a_person(says="2 places, page 1")
    assert len(found.outcome.evidence) == 2


def test_the_letters_words_are_not_the_reviews() -> None:
    submission = review(
        parts={
            REPORT: "Ellen was killed.",
            LETTER: "Do not write that the victim failed to engage.",
        }
    )
    expect(submission, "wording-engagement").passes()


@pytest.mark.parametrize(
    "rule", ["engagement", "suicide", "honour", "deceased", "domestic-violence"]
)
def test_an_unread_page_is_never_a_pass(rule: str) -> None:
    expect(
        review(parts={REPORT: "Ellen was killed.\n[unread page]"}), f"wording-{rule}"
    ).is_unread()


def test_a_heading_or_a_term_of_reference_is_no_statement() -> None:
    text = (
        "# Terms of reference\n\n- Whether the victim failed to engage\n\n"
        "# Details of the incident\n\nEllen was killed by Martin.\n\n"
        "# Could not have been predicted?\n\nThe panel sets out what was known."
    )
    for rule in ("engagement", "incident", "inevitable"):
        expect(review(parts={REPORT: text}), f"wording-{rule}").passes()


def test_words_in_the_plan_count_too() -> None:
    submission = review(
        parts={REPORT: "Ellen was killed.", PLAN: "The victim committed suicide in May."}
    )
    expect(submission, "wording-suicide").fails(page=2)


def test_a_code_instead_of_a_name_is_noted_and_passes() -> None:
    text = "Adult A rang. Adult A called. The victim left. The victim came. The victim slept. Adult A ate."
    expect(told("adults", text), "wording-deceased").passes(says="letter or code")
