"""Front matter: the law, the purposes, condolences, definitions, the cover, the review's name."""

from __future__ import annotations

import pytest

from dhrcheck.document.model import Submission
from dhrcheck.outcome import Stage
from tests.build import APPENDIX, COVER, REPORT, expect, review


def report(text: str, heading: str = "Introduction") -> Submission:
    return review(parts={REPORT: f"# {heading}\n{text}"})


@pytest.mark.parametrize(
    "sentence",
    [
        "The Review Panel expresses its sincere condolences to the family of Maria for their loss.",
        "The panel wishes to offer its condolences to all who have been affected by the death.",
        "Our thoughts remain with her children, her parents and everyone who knew her.",
        "The panel and I would like to express our sorrow at the death of Jan to her sons.",
        "The members of the Board send their condolences.",
        "We extend our heartfelt sympathies to the bereaved.",
        "The thoughts of the Review Panel are with the family and friends of Maria.",
    ],
)
def test_condolences_are_found_however_they_are_worded(sentence: str) -> None:
    expect(report(sentence), "report-condolences").passes()


@pytest.mark.parametrize(
    "sentence",
    [
        "The GP practice sent a condolence card to his wife after her mother died in 2011.",
        "A condolence visit was made by the police family liaison officer.",
        "The officer showed sympathy to the perpetrator and his mother.",
    ],
)
def test_what_an_agency_once_sent_is_no_condolence_of_the_panel(sentence: str) -> None:
    expect(report(sentence), "report-condolences").fails()


@pytest.mark.parametrize(
    "sentence",
    [
        "This is a statutory review under Section 9 (3) Domestic Violence, Crime and Victims Act 2004.",
        "The Domestic Violence, Crime and Victims Act 2004 (section 9(3)) is the basis for a DHR.",
        "The DVCVA 2004, s.9, places the duty on the partnership.",
        "It was held in line with section 9 of The Domestic Violence Crime and Victims Act 2004.",
        "Section 9(1) DVCV Act 2004 says what a review is.",
        "It is held under sections 8A and 9 of the Domestic Violence, Crime and Victims Act 2004.",
    ],
)
def test_any_way_of_citing_the_section_will_do(sentence: str) -> None:
    expect(report(sentence), "report-legal-basis").passes()


@pytest.mark.parametrize(
    "sentence",
    [
        "A DHR is not designed to reinvestigate the case or to apportion blame.",
        "This review is neither an investigation nor a means to lay blame.",
        "It is not the role of the panel to determine how Maria died; the coroner has done so.",
        "The purpose is learning rather than apportioning blame.",
        "DHRs are not specifically part of any disciplinary inquiry or process.",
        "These are matters that fall to the Coroner and to the criminal courts respectively.",
    ],
)
def test_a_review_may_say_in_many_ways_what_it_is_not(sentence: str) -> None:
    expect(report(sentence), "report-not-inquiry").passes()


@pytest.mark.parametrize(
    "sentence",
    [
        "Her mother does not blame the social worker.",
        "He blamed her for losing his job.",
        "A disciplinary process led to a warning, not dismissal.",
        "The criminal court convicted him, and the coroner did not resume the inquest.",
    ],
)
def test_blame_within_the_story_is_not_what_the_review_says_of_itself(sentence: str) -> None:
    expect(report(sentence), "report-not-inquiry").fails()


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("It follows the Home Office Multi-Agency Statutory Guidance (revised 2016).", "passes"),
        ("In line with the 2016 Home Office guidance the panel met.", "passes"),
        ("The Revised Statutory Guidance came into effect in August 2013.", "passes"),
        ("As the statutory guidance requires, an independent chair was named.", "is_for_a_person"),
        ("The trust's guidance was revised in 2016.", "fails"),
    ],
)
def test_the_edition_of_the_guidance_is_wanted(sentence: str, status: str) -> None:
    answer = expect(report(sentence), "report-guidance-cited", stage=Stage.SUBMISSION)
    getattr(answer, status)()


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The DA Act 2021 created the first statutory definition of domestic abuse.", "passes"),
        ("Section 1 of the Domestic Abuse Act 2021 defines what is abusive.", "passes"),
        ("The review adopted the cross-Government definition.", "passes"),
        ("The Domestic Abuse Act 2021 made non-fatal strangulation an offence.", "fails"),
        ("Children are victims in their own right under the Domestic Abuse Act 2021.", "fails"),
        ("Definition of terms: IMR means Individual Management Review.", "fails"),
    ],
)
def test_an_act_that_is_merely_named_defines_nothing(sentence: str, status: str) -> None:
    getattr(expect(report(sentence), "report-abuse-defined"), status)()


@pytest.mark.parametrize(
    "cover",
    [
        "Safer Norville Partnership\n\nDOMESTIC HOMICIDE REVIEW\n\nOverview Report into the death of"
        " Mary\n\nAugust 2017\n\nAuthor: Ann Example\n\nReport completed: May 2019",
        "Northby Borough Council\n\nDomestic Homicide Review DHR 5\n\nAdult F who died 12 March 2016"
        "\n\nOverview report author: Ann Example",
        "Domestic Homicide Review Overview Report\n\nThe murder of Bella, October 2018\n\nCommissioned"
        " by Safer Southby Partnership\n\nReport produced by Ann Example",
        "Exampleton CSP\n\nDHR\n\nOverview report\n\nMr and Mrs B\n\nDied: July 2015\n\nChair and"
        " author - Ann Example - March 2017",
    ],
)
def test_covers_of_many_kinds_name_all_five(cover: str) -> None:
    submission = review(parts={COVER: cover, REPORT: "# Introduction\nThe panel met four times."})
    expect(submission, "report-cover").passes(page=1)


def test_the_date_of_the_report_is_not_the_month_of_death() -> None:
    cover = (
        "Exampleton Community Safety Partnership\n\nDomestic Homicide Review into the death of"
        " Maria\n\nAuthor: Ann Example\n\nCompleted in May 2019"
    )
    text = "# Introduction\nMaria, the victim, was killed in June 2017. The victim was 41."
    expect(review(parts={COVER: cover, REPORT: text}), "report-cover").is_for_a_person(
        says="the month and year of death"
    )


def test_words_of_the_report_itself_do_not_fill_a_poor_cover() -> None:
    text = (
        "# Introduction\nThe Exampleton Community Safety Partnership held this Domestic Homicide"
        " Review into the death of Maria in May 2020. The author was Ann Example."
    )
    expect(review(parts={COVER: "Overview Report", REPORT: text}), "report-cover").fails()


def test_two_names_on_the_covers_of_two_files_are_for_a_person() -> None:
    submission = review(
        parts={
            COVER: "Domestic Abuse Related Death Review\n\nDHR 12",
            REPORT: "# Introduction\nThe DARDR panel met four times.",
        }
    )
    expect(submission, "report-review-name").is_for_a_person(says="nothing was found that explains")


def test_a_safeguarding_adults_review_beside_it_is_no_second_name() -> None:
    submission = review(
        parts={
            COVER: "Domestic Homicide Review and Safeguarding Adults Review",
            REPORT: "# Introduction\nThe panel met four times.",
        }
    )
    expect(submission, "report-review-name").passes()


def test_purposes_in_the_report_and_in_an_appendix_count_together() -> None:
    submission = review(
        parts={
            REPORT: "# Purpose\nTo establish what lessons are to be learned, and to highlight good"
            " practice.",
            APPENDIX: "# Terms of reference\nTo apply these lessons, and to prevent domestic homicide.",
        }
    )
    expect(submission, "report-purpose").passes()


def test_the_wrong_name_of_the_act_is_shown_where_it_stands() -> None:
    text = "# Introduction\nOne.\n[page]\nThe Domestic Violence, Crime and Adults Act 2004 applies."
    expect(review(parts={REPORT: text}), "report-act-named").fails(page=2, quote="Crime and Adults")


def test_the_panels_own_video_meetings_are_laid_out_after_what_touched_the_people() -> None:
    text = (
        "# Introduction\nThis review is into the death of Maria, who was killed in June 2020."
        " Because of Covid-19 the panel met remotely. In lockdown she could not leave the house."
    )
    answer = expect(report(text.removeprefix("# Introduction\n")), "analysis-pandemic")
    answer.is_for_a_person(quote="In lockdown she could not leave")
    assert "own meetings" not in answer.outcome.message


def test_a_suicide_is_known_where_no_names_are_listed() -> None:
    said = "This review concerns the death by suicide of Adult A in May 2019."
    assert report(said).facts.suicide
    assert report("Maria's death was recorded as suicide at the inquest.").facts.suicide


@pytest.mark.parametrize(
    "said",
    [
        "Maria was killed by her husband John in March 2020. He then took his own life.",
        "Maria was stabbed to death. Her husband took his own life. The inquest on him came to a"
        " conclusion of suicide.",
        "Deaths by suicide after domestic abuse are reviewed too. Maria died in May 2020.",
        "Maria died in May 2020. Her brother had died by suicide in 2010.",
        "Maria was found hanged in March 2020. The inquest has not been held.",
    ],
)
def test_the_suicide_of_somebody_else_is_not_the_death_reviewed(said: str) -> None:
    assert not report(said).facts.suicide
