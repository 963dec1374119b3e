"""Letters of the Quality Assurance Panel from 2011 to today are read as fields."""

from __future__ import annotations

import pytest
from flow_builder import Written, shipped_vocabulary, submission

from dhrcheck.document.letter import read_letters
from dhrcheck.document.letter_subject import names_in_subject
from dhrcheck.document.model import Letter, PartialDate, Role

VOCABULARY = shipped_vocabulary()


def letters(*pages: str) -> tuple[Letter, ...]:
    made = submission(Written(Role.FEEDBACK_LETTER, pages), vocabulary=VOCABULARY)
    return read_letters(made.flow, made.pages, made.parts, VOCABULARY)


def letter(*pages: str) -> Letter:
    (only,) = letters(*pages)
    return only


def standard(
    *,
    head: str = "Interpersonal Abuse Unit\n2 Marsham Street\nLondon SW1P 4DF\n\n14 March 2024",
    dear: str = "Dear Ms Sample,",
    thanks: str = "Thank you for submitting the Domestic Homicide Review (DHR) report (Willow) for the "
    "Exampleton Community Safety Partnership (CSP) to the Home Office Quality Assurance (QA) Panel.",
    met: str = "The report was considered at the QA Panel meeting on 21st February 2024.",
    praise: str = "The QA Panel felt this was a warm report with a strong sense of who Willow was.",
    hinge: str = "The QA Panel felt that there are some aspects of the report which may benefit from "
    "further revision, but the Home Office is content that on completion of these changes, the DHR "
    "may be published.",
    points: str = "Areas for final development:\n\n- The first thing is missing.\n- The second is not clear.",
    closing: str = "Once completed the Home Office would be grateful for a digital copy.\n\nPlease send it "
    "to DHREnquiries@homeoffice.gov.uk",
    end: str = "Yours sincerely,\n\nHome Office DHR Quality Assurance Panel",
) -> str:
    return "\n\n".join((head, dear, f"{thanks} {met}", praise, hinge, points, closing, end))


def said(found: Letter) -> list[str]:
    return [point.text for point in found.points]


def test_a_whole_letter_gives_every_field() -> None:
    found = letter(standard())
    assert found.letter_date is not None
    assert found.letter_date.when == PartialDate(2024, 3, 14)
    assert found.meeting_date is not None
    assert found.meeting_date.when == PartialDate(2024, 2, 21)
    assert found.addressee == "Ms Sample"
    assert not found.blanked
    assert found.sender_unit == "Interpersonal Abuse Unit"
    assert found.partnership == "Exampleton Community Safety Partnership"
    assert found.pseudonyms == ("Willow",)
    assert found.opening is not None
    assert found.opening.quote.startswith("The report was considered")
    assert found.praise is not None
    assert said(found) == ["The first thing is missing.", "The second is not clear."]
    assert found.sign_off is not None
    assert found.signatory is None
    assert found.emails == ("DHREnquiries@homeoffice.gov.uk",)
    assert not found.resubmission


@pytest.mark.parametrize(
    "dear",
    [
        "Dear _____,",
        "Dear",
        "Dear ,",
        "Dear [redacted],",
        "Dear Ms ████",
        "Dear XXXX",
        "Dear [Name],",
    ],
)
def test_a_blanked_recipient_is_nobody(dear: str) -> None:
    found = letter(standard(dear=dear))
    assert found.blanked
    assert found.addressee is None
    assert found.salutation is not None


@pytest.mark.parametrize(
    ("head", "when"),
    [
        ("2 Marsham Street\n\n3rd May 2012", PartialDate(2012, 5, 3)),
        ("2 Marsham Street\n03/05/2012\n\nMs A Sample\nNorthmere Council", PartialDate(2012, 5, 3)),
        ("Community Safety Team 3 May 2012", PartialDate(2012, 5, 3)),
        ("Date: 3 May 2012\nYour ref: letter of 1 May 2012", PartialDate(2012, 5, 3)),
        ("2 Marsham Street\n\nMay 2012", PartialDate(2012, 5)),
    ],
)
def test_the_letter_s_date_stands_in_its_head(head: str, when: PartialDate) -> None:
    found = letter(standard(head=head))
    assert found.letter_date is not None
    assert found.letter_date.when == when


def test_a_letter_without_a_date_has_none() -> None:
    assert letter(standard(head="2 Marsham Street")).letter_date is None


@pytest.mark.parametrize(
    ("met", "when"),
    [
        ("The report was considered at the QA Panel meeting on 21 February.", PartialDate(None, 2, 21)),
        (
            "Due to the COVID-19 situation the report was considered at the virtual QA Panel meeting "
            "held on 9th September 2020.",
            PartialDate(2020, 9, 9),
        ),
        ("The report was reassessed in April 2023.", PartialDate(2023, 4)),
        (
            "The report was considered by the Quality Assurance Panel on 11/01/2017.",
            PartialDate(2017, 1, 11),
        ),
        ("The report was then reassessed in January 2023.", PartialDate(2023, 1)),
        ("The review was kindly considered out of committee by the Panel on 3 May 2018.",
         PartialDate(2018, 5, 3)),
        ("Your report was assessed by the Home Office Quality Assurance Group on 5 June 2013.",
         PartialDate(2013, 6, 5)),
        (
            "The report was first considered at the QA Panel meeting on 3 May 2022. The revised report "
            "was considered at the QA Panel meeting on 7 September 2022.",
            PartialDate(2022, 9, 7),
        ),
    ],
)  # fmt: skip
def test_the_meeting_s_date(met: str, when: PartialDate) -> None:
    found = letter(standard(met=met))
    assert found.meeting_date is not None
    assert found.meeting_date.when == when


@pytest.mark.parametrize(
    ("thanks", "partnership", "pseudonyms"),
    [
        (
            "Thank you for submitting the Domestic Homicide Review report for Northmere to the Home "
            "Office Quality Assurance Panel.",
            "Northmere",
            (),
        ),
        (
            "Thank you for submitting the report into the death of Adult A on behalf of the Safer "
            "Northmere Partnership.",
            "Safer Northmere Partnership",
            ("Adult A",),
        ),
        (
            "Thank you for submitting the DHR (Rowan and Hazel) for Northmere and Eastwold CSP.",
            "Northmere and Eastwold CSP",
            ("Rowan", "Hazel"),
        ),
        (
            "Thank you for submitting the DHR report, ‘Rowan’/2019, for Northmere County Council.",
            "Northmere County Council",
            ("Rowan",),
        ),
        (
            "Thank you for resubmitting the report (DHR 7) submitted by Exampleton Community Safety "
            "Partnership (CSP) to the Home Office Quality Assurance (QA) Panel.",
            "Exampleton Community Safety Partnership",
            (),
        ),
        (
            "Thank you for submitting the Domestic Abuse Related Death Review (DARDR) report (Mrs J) for "
            "Northmere Public Services Board to the Home Office Quality Assurance (QA) Panel.",
            "Northmere Public Services Board",
            ("Mrs J",),
        ),
        (
            "Thank you for your submission of the DHR overview report regarding Subject B from the "
            "Northmere Safer Communities Board.",
            "Northmere Safer Communities Board",
            ("Subject B",),
        ),
    ],
)  # fmt: skip
def test_whose_review_it_is(thanks: str, partnership: str, pseudonyms: tuple[str, ...]) -> None:
    found = letter(standard(thanks=thanks))
    assert found.partnership == partnership
    assert found.pseudonyms == pseudonyms


def test_a_resubmission_is_known() -> None:
    thanks = "Thank you for re-submitting the report (Willow) for Exampleton CSP to the QA Panel."
    assert letter(standard(thanks=thanks)).resubmission


def test_the_signatory_s_name() -> None:
    end = "Yours sincerely\n\nKit Sample\n\nChair of the Home Office DHR Quality Assurance Panel"
    assert letter(standard(end=end)).signatory == "Kit Sample"


def test_a_letter_that_stops_early_has_no_sign_off() -> None:
    assert letter(standard(end="")).sign_off is None


def test_a_letter_over_three_pages_is_one() -> None:
    text = standard()
    first, rest = text.split("Areas for final", 1)
    middle, last = rest.split("Once completed", 1)
    found = letter(first, "Areas for final" + middle, "Once completed" + last)
    assert len(found.points) == 2
    assert found.points[0].place.page == 2
    assert found.sign_off is not None
    assert found.sign_off.page == 3


def test_two_letters_in_one_part_are_two() -> None:
    again = standard(
        head="2 Marsham Street\n\n2 July 2024",
        thanks="Thank you for resubmitting the report (Willow) for Exampleton CSP to the QA Panel.",
        met="The report was reassessed in June 2024.",
    )
    first, second = letters(standard(), again)
    assert not first.resubmission
    assert second.resubmission
    assert second.letter_date is not None
    assert second.letter_date.when == PartialDate(2024, 7, 2)


def test_two_letters_on_one_page_are_two() -> None:
    first, second = letters(standard() + "\n\n" + standard(dear="Dear Mr Example"))
    assert first.addressee == "Ms Sample"
    assert second.addressee == "Mr Example"
    assert len(first.points) == len(second.points) == 2


@pytest.mark.parametrize(
    ("subject", "names"),
    [
        ("Re: Domestic Homicide Review - Adult A", ("Adult A",)),
        ("RE: DOMESTIC HOMICIDE REVIEW - ADULT A", ("Adult A",)),
        ("Re: DHR Ruth", ("Ruth",)),
        ("DHR/Ruth/2012", ("Ruth",)),
        ("Subject: Domestic Homicide Review report - Ruth and Martin", ("Ruth", "Martin")),
        (
            "Domestic Homicide Review: Marigold - Exampleton Community Safety Partnership",
            ("Marigold",),
        ),
        ("Re: Domestic Homicide Review in respect of Mrs L and Miss T", ("Mrs L", "Miss T")),
        ("Home Office feedback - DHR Adult A/2013", ("Adult A",)),
        ("Your DHR ref: Adult A", ("Adult A",)),
        ("DHR overview report - AB", ("AB",)),
        ("Re: Domestic Homicide Review - Exampleton", ()),
        ("Re: Domestic Homicide Review, case 4 of June 2013", ()),
        ("Re: Exampleton Community Safety Partnership", ()),
    ],
)
def test_the_subject_line_names_the_case(subject: str, names: tuple[str, ...]) -> None:
    elsewhere = ["Exampleton Council", "Thank you for submitting the report for Exampleton."]
    assert names_in_subject([subject], elsewhere) == names


def test_a_subject_line_is_read_where_the_opening_names_nobody() -> None:
    subject = "Re: Domestic Homicide Review - Adult A"
    plain = "Thank you for submitting the report of the Exampleton Community Safety Partnership."
    below = letter(standard(dear=f"Dear Ms Sample,\n\n{subject}", thanks=plain))
    above = letter(standard(dear=f"{subject}\n\nDear Ms Sample,", thanks=plain))
    assert below.pseudonyms == above.pseudonyms == ("Adult A",)
    assert letter(standard(dear=f"Dear Ms Sample,\n\n{subject}")).pseudonyms == ("Willow",)
