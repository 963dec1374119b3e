"""Template text, gaps and broken fields: what is one, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.build import LETTER, REPORT, expect, review

GAP = "file-no-placeholders"
BROKEN = "file-no-broken-references"


@pytest.mark.parametrize(
    "text",
    [
        "The chair [insert name] has no connection with the area.",
        "[INSERT LOGO]",
        "This review concerns the death of <name of victim>.",
        "It was chaired by {insert chair’s name}.",
        "The partnership (insert name of CSP) held the review.",
        "The panel met on [date of first meeting].",
        "The report was sent on [XX] May.",
        "Date of death: XX/XX/XXXX",
        "The review began on xx.xx.2021.",
        "The review began on DD.MM.YYYY.",
        "The inquest is [TBC].",
        "The inquest date is TBC.",
        "Publication: tbc",
        "Date of inquest – to be confirmed",
        "Panel members: to be added later.",
        "He was ??? years old.",
        "Age: (???)",
        "Choose an item.",
        "<<Client name>>",
        "[Add summary of findings here]",
        "[to be completed by the author]",
        "[Type here]",
        "[Agency name]",
        "[please check]",
        "[confirm with police]",
    ],
)
def test_gaps_and_template_text_are_found(text: str) -> None:
    expect(review({REPORT: text}), GAP).fails(page=1)


@pytest.mark.parametrize(
    "text",
    [
        "He told the officer, “[name] was there on [date]”.",
        "The victim [sic] was said to be well.",
        "The note reads: “[Mother] is tired [and] cannot cope”.",
        "The review by [1] and [12] was considered.",
        "In World War II and in Part XX of the Act the words differ.",
        "Ms X and Mr Y were neighbours; X had moved in 2015.",
        "Adult XX was seen by her doctor.",
        "An appointment was to be confirmed by letter.",
        "The plan was to be completed by the trust within a month.",
        "The cause of death had yet to be confirmed.",
        "What was to be added to the record was not agreed.",
        "The referral form asks the worker to delete the entry.",
        "She was told to insert her card.",
        "Housing to be updated when she moves was the advice given to staff.",
        "Signed ………………………… Date ………………",
        "Where is she?? asked his text.",
        "Blood group A (Rh+) [normal].",
        "The score was < 14 and > 9.",
        "Guidance to follow is on the website.",
        "His size was XXL.",
        "The officer used code 20XXA.",
        "“Call me xxx” she wrote.",
        "The letter said […] that he would come.",
        "Recommendation 3 [complete]",
    ],
)
def test_other_brackets_letters_and_sentences_are_no_gap(text: str) -> None:
    expect(review({REPORT: text}), GAP).passes()


def test_a_letter_may_be_blanked() -> None:
    blanked = review({REPORT: "The panel met.", LETTER: "Dear [name],\n\n[insert] XX TBC"})
    expect(blanked, GAP).passes()


def test_crosses_used_throughout_are_the_way_of_this_review() -> None:
    text = " ".join(f"In {year} she lived in XX with her son." for year in range(2009, 2019))
    expect(review({REPORT: text}), GAP).passes()


def test_an_abbreviation_that_is_explained_is_no_gap() -> None:
    text = "The Thornbury Benefits Agency (TBA) wrote to her. TBA closed the claim."
    expect(review({REPORT: text}), GAP).passes()


def test_a_table_of_actions_in_the_report_is_judged_as_a_plan() -> None:
    table = "| Action | Lead | Target date |\n| Train staff | Police | To be confirmed |"
    expect(review({REPORT: table}), GAP).passes()


@pytest.mark.parametrize(
    "text",
    [
        "See Error! Reference source not found.",
        "See Error!Reference source not found.",
        "see ERROR! BOOKMARK NOT DEFINED.",
        "Error! Hyperlink reference not valid.",
        "{ REF _Ref512345678 \\h }",
        "{PAGEREF _Toc1234567 \\h}",
        "HYPERLINK \\l _Toc99887766",
        "The total was #VALUE!",
        "#DIV/0!",
        "Error: Reference source not found",
    ],
)
def test_broken_fields_are_found(text: str) -> None:
    expect(review({REPORT: f"One sentence.\n\n{text}"}), BROKEN).fails(page=1)


@pytest.mark.parametrize(
    "text",
    [
        "It showed “Error!” and closed.",
        "A reference was not found in the records.",
        "The source was not found.",
        "No link was defined between the two records.",
        "The page and the total are {not} shown.",
        "N/A",
        "Crime reference #12/345",
        "The index, {table of cases}, is kept.",
    ],
)
def test_other_errors_are_no_broken_field(text: str) -> None:
    expect(review({REPORT: text}), BROKEN).passes()
