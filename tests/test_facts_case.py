"""What is said of the death, the court, the period and the review itself, and of nothing else."""

from __future__ import annotations

import pytest
from flow_builder import Written, submission
from test_facts_people import SLOTS, facts, named

from dhrcheck.document.facts import gather_facts
from dhrcheck.document.model import Fact, PersonRole, Role

NAMES = (
    "**Pseudonyms**\n| Pseudonym | Relationship |\n| Willow | Victim |\n| Rowan | Perpetrator |\n"
)


def values(found: tuple[Fact, ...]) -> list[str]:
    return [fact.value for fact in found]


def told(text: str):  # type: ignore[no-untyped-def]
    return facts(NAMES + f"**Introduction**\n\n{text}")


@pytest.mark.parametrize(
    "text",
    [
        "This review is about Willow, who died in March 2021.",
        "Willow was killed by her husband, Rowan, at home in March 2021.",
        "In March 2021 Willow was found dead at her home.",
        "This report concerns the death of Willow in March 2021.",
        "The victim was murdered on 4 March 2021.",
        "Date of death: March 2021",
    ],
)
def test_the_month_of_death(text: str) -> None:
    assert values(told(text).months_of_death) == ["2021-03"]


def test_the_month_of_death_on_a_cover() -> None:
    found = facts(
        "**Introduction**\n\nThe panel met.",
        cover="Domestic Homicide Review\nRegarding Adult B who died in June 2019\n"
        "Author: Kit Example\nMay 2022",
    )
    assert values(found.months_of_death) == ["2019-06"]
    assert [m.text for m in found.cover_dates] == ["May 2022"]


@pytest.mark.parametrize(
    "text",
    [
        "Willow's mother died in May 2009 and Willow moved to Northmere.",
        "Research published in May 2019 found that most victims were killed at home.",
        "The Domestic Violence, Crime and Victims Act 2004 asks for a review of each death.",
        "The Home Office Guidance for Domestic Homicide Reviews of December 2016 was followed.",
        "The panel met in May 2022 to consider the death of Willow.",
        "Willow was killed by Rowan, who was convicted in May 2022.",
        "Willow rang the police in May 2018 because Rowan had threatened to kill her.",
    ],
)
def test_other_dates_are_not_the_month_of_death(text: str) -> None:
    assert values(told(text).months_of_death) == []


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Willow was 41 years old when she was killed by Rowan.", "41"),
        ("Willow, aged 41, was killed in May 2021.", "41"),
        ("Rowan killed Willow, aged 41.", "41"),
        ("Willow (41) was killed in May 2021 by Rowan (44).", "41"),
        ("Willow died by suicide in May 2021, when she was 41.", "41"),
        ("At the time of her death Willow was 41 years old.", "41"),
        ("The death of Willow, a woman of 41 who lived in Northmere, is reviewed.", "41"),
    ],
)
def test_the_age_at_death(text: str, age: str) -> None:
    assert values(told(text).ages_at_death) == [age]


def test_an_age_that_no_sentence_gives_is_read_from_the_table_of_names() -> None:
    rows = "| Willow | Victim | 41 |\n| Rowan | Perpetrator | 44 |"
    found = told(f"**Pseudonyms**\n| Pseudonym | Relationship | Age in May 2021 |\n{rows}")
    assert values(found.ages_at_death) == ["41"]
    assert values(found.perpetrator_ages) == ["44"]
    later = told(f"**Pseudonyms**\n| Pseudonym | Relationship | Age at trial |\n{rows}")
    assert values(later.ages_at_death) == []


def test_the_age_of_the_perpetrator() -> None:
    assert values(told("Willow was killed in May 2021 by Rowan, aged 44.").perpetrator_ages) == [
        "44"
    ]
    assert values(told("Rowan was 19 when he met Willow.").perpetrator_ages) == []


@pytest.mark.parametrize(
    "text",
    [
        "Willow was 19 when she met Rowan.",
        "Rowan, aged 44, killed Willow in May 2021.",
        "Willow had 41 contacts with services before her death.",
        "Willow's mother was 70 when she died.",
    ],
)
def test_other_ages_are_not_the_age_at_death(text: str) -> None:
    assert values(told(text).ages_at_death) == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Rowan was convicted of murder in May 2022.", ["murder"]),
        ("Rowan pleaded guilty to manslaughter at Northmere Crown Court.", ["manslaughter"]),
        ("Rowan was found guilty of the murder of Willow.", ["murder"]),
        (
            "Rowan pleaded guilty to manslaughter, which was not accepted. He was convicted of murder.",
            ["murder"],
        ),
        ("Rowan was acquitted of murder and convicted of manslaughter.", ["manslaughter"]),
        ("Rowan was convicted of her manslaughter in May 2022.", ["manslaughter"]),
        ("In May 2022 Rowan was found guilty of murdering her.", ["murder"]),
        ("Rowan was convicted of murdering Willow and jailed for life.", ["murder"]),
        ("The jury found him guilty of Willow's murder.", ["murder"]),
        ("Rowan was sentenced to life imprisonment for the murder of Willow.", ["murder"]),
        ("He is serving a life sentence for murdering Willow.", ["murder"]),
        ("He entered a guilty plea to manslaughter, which was accepted.", ["manslaughter"]),
        ("He pleaded guilty to killing Willow by reason of loss of control.", ["manslaughter"]),
        ("Rowan was convicted of killing Willow.", ["unlawful-killing"]),
        ("He was found not guilty of murder and guilty of manslaughter.", ["manslaughter"]),
        ("Rowan was acquitted of murdering Willow.", []),
        ("Rowan was charged with murdering Willow.", []),
        ("The coroner concluded that Willow was unlawfully killed.", ["unlawful-killing"]),
        ("The inquest returned a conclusion of suicide.", ["suicide"]),
        ("The coroner gave an open verdict.", ["open"]),
        ("Rowan was charged with murder. He denied murder.", []),
        ("Rowan pleaded not guilty to murder.", []),
        ("Rowan had previously been convicted of manslaughter in 2003.", []),
        ("The inquest was opened and adjourned; suicide is one possible conclusion.", []),
    ],
)
def test_the_verdict(text: str, verdict: list[str]) -> None:
    assert values(told(text).verdicts) == verdict


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Rowan was convicted of murder. He was sentenced to life imprisonment with a minimum "
            "term of 18 years.",
            ["life/18"],
        ),
        (
            "Rowan was sentenced to life imprisonment for murder and must serve at least eighteen years.",
            ["life/18"],
        ),
        ("Rowan was given a life sentence for the murder, with a tariff of 22 years.", ["life/22"]),
        ("Rowan was convicted of manslaughter and sentenced to 12 years' imprisonment.", ["12"]),
        (
            "Rowan was convicted of manslaughter and made subject to a hospital order.",
            ["hospital-order"],
        ),
        ("In 2014 Rowan was sentenced to 12 weeks in prison for theft.", []),
        ("Rowan received a suspended sentence of two years for assault.", []),
    ],
)
def test_the_sentence(text: str, sentence: list[str]) -> None:
    assert values(told(text).sentences) == sentence


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("The period under review is from January 2019 to March 2021.", "2019-01/2021-03"),
        ("The review covers the time between 1 January 2019 and 4 March 2021.", "2019-01/2021-03"),
        (
            "Willow died in March 2021. The panel looked at the period from January 2019 to her death.",
            "2019-01/2021-03",
        ),
        (
            "The period under review runs from January 2019, when the two met, to "
            "Willow's death in March 2021.",
            "2019-01/2021-03",
        ),
        ("Timeframe: 2019 to 2021", "2019/2021"),
    ],
)
def test_the_period_under_review(text: str, period: str) -> None:
    assert values(told(text).periods) == [period]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The review makes seven recommendations.", ["recommendations=7"]),
        ("There are 12 recommendations.", ["recommendations=12"]),
        ("Seven recommendations were made.", ["recommendations=7"]),
        ("The seven recommendations of this review are set out below.", ["recommendations=7"]),
        ("The panel made five multi-agency recommendations.", ["multi agency recommendations=5"]),
        ("The panel met on six occasions.", ["panel meetings=6"]),
        ("The author of the police IMR made three recommendations.", []),
        ("An earlier review made nine recommendations.", []),
        ("Two of the recommendations have been completed.", []),
    ],
)
def test_the_numbers_that_a_review_states(text: str, counts: list[str]) -> None:
    assert values(told(text).counts) == counts


@pytest.mark.parametrize(
    ("text", "suicide"),
    [
        ("This review is about Willow, who died by suicide in May 2021.", True),
        ("Willow took her own life in May 2021.", True),
        ("The coroner gave a conclusion of suicide in the case of Willow.", True),
        ("Rowan killed Willow and took his own life.", False),
        ("Rowan later died by suicide in prison.", False),
        ("Willow had attempted suicide in 2016. She was killed in May 2021.", False),
        ("The council has a strategy to prevent death by suicide.", False),
        ("Willow's father died by suicide in 1999.", False),
    ],
)
def test_whether_the_death_was_by_suicide(text: str, suicide: bool) -> None:
    assert told(text).suicide is suicide


@pytest.mark.parametrize(
    ("cover", "names"),
    [
        (
            "Exampleton Community Safety Partnership\nDomestic Homicide Review",
            ["Exampleton Community Safety Partnership"],
        ),
        ("SAFER NORTHMERE PARTNERSHIP\nOVERVIEW REPORT", ["Safer Northmere Partnership"]),
        (
            "Domestic Homicide Review\nNorthmere and Eastwold Community Safety Partnership",
            ["Northmere and Eastwold Community Safety Partnership"],
        ),
        (
            "Exampleton Community Safety Partnership\nand\nSafer Northmere\nOverview Report",
            ["Exampleton Community Safety Partnership", "Safer Northmere"],
        ),
        ("Overview Report\ncommissioned by Northmere City Council", ["Northmere City Council"]),
        ("Overview Report of the Exampleton CSP", ["Exampleton CSP"]),
    ],
)
def test_the_partnerships_of_a_cover(cover: str, names: list[str]) -> None:
    found = facts("**Introduction**\n\nThe panel met.", cover=cover + "\nMay 2024")
    assert values(found.partnerships) == names


def test_the_partnership_of_the_text_where_no_cover_names_one() -> None:
    found = told(
        "The Exampleton Community Safety Partnership commissioned this review in May 2021."
    )
    assert values(found.partnerships) == ["Exampleton Community Safety Partnership"]


def test_another_partnership_in_the_text_is_not_the_review_s() -> None:
    found = told("A worker had once been employed by the Eastwold Community Safety Partnership.")
    assert found.partnerships == ()


def test_contributing_agencies_come_from_their_section() -> None:
    found = facts(
        "**Contributors**\n\nThe following agencies contributed:\n• Northmere Police (IMR)\n"
        "• Northmere Hospitals NHS Trust - IMR and chronology\n• Sunlight Women's Aid: summary report\n"
        "The panel is grateful to all."
    )
    assert values(found.agencies) == [
        "Northmere Police",
        "Northmere Hospitals NHS Trust",
        "Sunlight Women's Aid",
    ]


def test_abbreviations_with_what_they_stand_for() -> None:
    found = told(
        "The Multi-Agency Risk Assessment Conference (MARAC) met. The Integrated Care Board (ICB) wrote. "
        "Some (ABC) are not explained."
    )
    assert found.abbreviations == (
        ("ICB", "Integrated Care Board"),
        ("MARAC", "Multi-Agency Risk Assessment Conference"),
    )


def test_facts_of_report_and_summary_are_told_apart() -> None:
    found = facts(
        NAMES + "**Introduction**\n\nWillow was killed in March 2021.",
        summary="**Introduction**\n\nWillow was killed in April 2021.",
    )
    assert [(f.value, f.role) for f in found.months_of_death] == [
        ("2021-03", Role.OVERVIEW_REPORT),
        ("2021-04", Role.EXECUTIVE_SUMMARY),
    ]
    assert found.months_of_death[1].place.page == 2


def test_a_review_without_words_has_no_facts() -> None:
    assert gather_facts(submission(Written(Role.OTHER, ("Hello.",)), slots=SLOTS)).people == ()


def test_the_one_who_died_may_have_been_the_abuser() -> None:
    found = facts(
        "**Pseudonyms**\n| Pseudonym | Relationship |\n| Rowan | The deceased, who had abused Willow |\n"
        "| Willow | Wife of Rowan, convicted of his murder |"
    )
    assert named(found, PersonRole.VICTIM) == ["Rowan"]
    assert named(found, PersonRole.PERPETRATOR) == ["Willow"]
