"""Pages of a Home Office letter are told from prose that quotes, dates or promises the letter."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dhrcheck.document.letter_marks import LetterMarks, letter_score
from dhrcheck.document.vocabulary import LetterWords, Vocabulary

RULES = Path(__file__).parent.parent / "rules" / "vocabulary"


def vocabulary() -> Vocabulary:
    words = yaml.safe_load((RULES / "letter.yaml").read_text(encoding="utf-8"))
    return Vocabulary(letter=LetterWords(**{key: tuple(value) for key, value in words.items()}))


def marks(text: str) -> LetterMarks:
    return letter_score([line.strip() for line in text.splitlines() if line.strip()], vocabulary())


FIRST = """
    Interpersonal Abuse Unit
    2 Marsham Street
    London SW1P 4DF
    Tel: 020 7035 4848
    Community Safety Team
    Exampleton Council
    12 May 2024
    Dear Ms Sample,
    Thank you for submitting the Domestic Homicide Review (DHR) report (Willow) for the Exampleton
    Community Safety Partnership (CSP) to the Home Office Quality Assurance (QA) Panel. The report
    was considered at the QA Panel meeting on 17th April 2024.
    The QA Panel commended the panel on a warm and careful report.
"""
OLD_FIRST = """
    Home Office
    Public Protection Unit
    2 Marsham Street, London
    T: 020 7035 4848
    Dear Mr Sample
    Thank you for submitting the overview report for Northmere to the Home Office Quality Assurance
    Panel. The report was considered at the Quality Assurance (QA) Panel meeting on 3 June 2015.
"""
BLANKED = """
    3rd October 2022
    Thank you for resubmitting the report (Adult B) for Northmere Community Safety Partnership to
    the Home Office Quality Assurance (QA) Panel. The report was reassessed in September 2022.
    Yours sincerely
    Home Office DHR Quality Assurance Panel
"""
BADLY_SCANNED = """
    lnterpersona1 Abuse Unit 2 Marsharn Street
    Dear Ms Samp1e
    Thank you for subm itting the Dornestic Hornicide Review report to the Home 0ffice Qua1ity
    Assurance (QA) Panel. The report was considered at the QA Pane1 meeting on 11 May 2023.
"""
MIDDLE = """
    - The review would have gained from the voice of a specialist service;
    - The QA Panel queried why the equality section is so short.
    Please ensure this letter is published alongside the report.
"""
LAST = """
    On behalf of the QA Panel, I would like to thank you and the report chair.
    Yours sincerely
    Alex Sample
    Chair of the Home Office DHR Quality Assurance Panel
"""


@pytest.mark.parametrize("page", [FIRST, OLD_FIRST, BLANKED, BADLY_SCANNED])
def test_a_first_page_is_known_by_itself(page: str) -> None:
    assert marks(page).is_first


def test_a_one_page_letter_is_whole() -> None:
    assert marks(FIRST + LAST).is_whole
    assert not marks(FIRST).is_whole


def test_a_middle_page_continues_but_does_not_begin() -> None:
    found = marks(MIDDLE)
    assert found.may_continue
    assert not found.is_first
    assert not found.is_last


def test_a_last_page_ends_the_letter() -> None:
    found = marks(LAST)
    assert found.is_last
    assert not found.is_first


def test_a_sign_off_and_signatory_on_one_line_end_the_letter() -> None:
    assert marks("Yours sincerely, Home Office DHR Quality Assurance Panel").is_last


@pytest.mark.parametrize(
    "prose",
    [
        "The Home Office letter will be attached at Appendix D once received.",
        "The report was considered at the QA Panel meeting on 17 April 2024, and its letter\n"
        "thanked the partnership for its careful work. The letter is at Annex C.",
        "The completed report was sent to DHREnquiries@homeoffice.gov.uk, Interpersonal Abuse \n"
        "Unit, 2 Marsham Street, London SW1P 4DF. It was considered by the QA Panel in May.",
        "Appendix D: Home Office QA Panel feedback letter",
        "Dear Mum,\nThank you for everything. Yours, with love",
        "Dear Ms Sample\nI write as chair of the domestic homicide review into the death of your\n"
        "sister. A leaflet of the Home Office is enclosed. Yours sincerely\nAlex Example\nChair",
        "Once completed, the action plan will be monitored by the partnership. Please send any\n"
        "comments to the community safety team. Thank you for submitting your views.",
    ],
)
def test_prose_about_the_letter_or_another_letter_is_not_the_letter(prose: str) -> None:
    found = marks(prose)
    assert not found.is_first
    assert not found.stands_alone


def test_the_partnership_s_answer_is_not_the_letter() -> None:
    answer = """
        To: 2 Marsham Street, London SW1P 4DF
        Dear QA Panel
        Thank you for submitting your comments. The report was considered at the QA Panel meeting
        on 17 April 2024 and we have made the changes that you asked for.
        Yours sincerely
        Alex Example, Exampleton Community Safety Partnership
    """
    assert not marks(answer).is_first


def test_a_page_of_a_report_has_no_marks() -> None:
    assert marks("Willow met Rowan at school.\nThey moved to Northmere in 2016.").score == 0
