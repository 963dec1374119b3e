"""The Panel's points are told from its praise and from its instructions for publishing."""

from __future__ import annotations

import pytest
from flow_builder import flow_lines
from test_letter_fields import VOCABULARY, letter, said, standard

from dhrcheck.document.letter_blocks import split_blocks
from dhrcheck.outcome import ReadAs

OLD_HINGE = (
    "There were some aspects of the report which the Panel felt could be revised, which you may wish to "
    "consider before you publish the final report:"
)


@pytest.mark.parametrize(
    "marks",
    [("- ", "- "), ("• ", "• "), ("\uf0b7 ", "\uf0b7 "), ("o ", "o "), ("– ", "– "), ("1. ", "2. "),
     ("1) ", "2) "), ("(a) ", "(b) "), ("i. ", "ii. "), ("▪ ", "▪ "), ("* ", "* ")],
)  # fmt: skip
def test_any_mark_makes_a_point(marks: tuple[str, str]) -> None:
    one, two = marks
    points = f"Areas for development\n\n{one}The plan lacks dates;\n{two}The summary should name the\nchair."
    assert said(letter(standard(points=points))) == [
        "The plan lacks dates;",
        "The summary should name the chair.",
    ]


def test_points_to_look_at_before_publishing_are_points() -> None:
    hinge = (
        "The view of the Home Office is that the report may now be published. There are some small points "
        "that you may wish to look at first:"
    )
    points = f"{hinge}\n\n- The plan lacks dates;\n- The summary should name the chair."
    assert len(letter(standard(points=points)).points) == 2


@pytest.mark.parametrize(
    "title",
    ["Areas for final development:", "Areas for further consideration", "**Areas for development**",
     "AREAS FOR FINAL DEVELOPMENT", "Areas for improvement:", "Areas of final deve1opment"],
)  # fmt: skip
def test_the_title_may_vary(title: str) -> None:
    assert (
        len(letter(standard(points=f"{title}\n\n- One is missing.\n- Two is missing.")).points) == 2
    )


def test_a_list_without_a_title_follows_the_hinge() -> None:
    found = letter(standard(hinge=OLD_HINGE, points="- The plan is thin;\n- The summary is short."))
    assert said(found) == ["The plan is thin;", "The summary is short."]


def test_bullets_under_bold_topics_keep_their_topic() -> None:
    points = (
        "Areas for final development\n\n**Structure**\n• The order should change.\n• Page 4 repeats page 2.\n"
        "**Action plan**\n• Dates are missing."
    )
    found = letter(standard(points=points))
    assert [(p.topic, p.text) for p in found.points] == [
        ("Structure", "The order should change."),
        ("Structure", "Page 4 repeats page 2."),
        ("Action plan", "Dates are missing."),
    ]


def test_numbers_with_bullets_below_are_topics() -> None:
    points = (
        "Areas for final development\n\n1. Structure\n\t• The order should change.\n2. Plan\n"
        "\t• Dates are missing."
    )
    found = letter(standard(points=points))
    assert [(p.topic, p.text) for p in found.points] == [
        ("Structure", "The order should change."),
        ("Plan", "Dates are missing."),
    ]


def test_short_items_below_a_colon_belong_to_the_point_above() -> None:
    points = (
        "Areas for final development\n\n• The summary should give:\n\to the scope\n\to the panel\n"
        "• Dates are missing."
    )
    assert said(letter(standard(points=points))) == [
        "The summary should give: the scope the panel",
        "Dates are missing.",
    ]


def test_a_point_broken_over_a_page_is_one() -> None:
    text = standard(
        points="Areas for final development\n\n- The family was asked to interpret for\n@\n"
        "her own doctor.\n- Two."
    )
    first, second = text.split("@\n")
    found = letter(first.rstrip() + "\n", second)
    assert said(found) == ["The family was asked to interpret for her own doctor.", "Two."]
    assert found.points[0].place.page == 1


def test_a_page_break_before_a_capital_inside_a_point_is_no_new_point() -> None:
    text = standard(
        points="Areas for final development\n\n- The report does not say whether anybody "
        "asked the family of@\nWillow about this.\n- Two."
    )
    first, second = text.split("@\n")
    assert said(letter(first, second))[0].endswith("the family of Willow about this.")


def test_plain_paragraphs_below_a_title_are_points() -> None:
    points = (
        "Areas for final development:\n\nThe summary should say who chaired the review.\n\n"
        "It would help to know whether the surgery asked about abuse."
    )
    assert len(letter(standard(points=points)).points) == 2


def test_closing_instructions_are_no_points() -> None:
    closing = (
        "The Panel does not need to see another version of the report, but I would be grateful if you "
        "could include our letter as an appendix.\n\nPlease ensure this letter is published.\n\n"
        "The DHR report including the executive summary and action plan should be converted to a PDF "
        "document and be smaller than 20 MB in size.\n\nOn behalf of the QA Panel, thank you."
    )
    assert len(letter(standard(closing=closing)).points) == 2


def test_praise_only_has_no_points() -> None:
    found = letter(
        standard(hinge="The Home Office is content that the DHR may be published.", points="")
    )
    assert found.points == ()
    assert found.praise is not None


def test_praise_in_bullets_is_no_list_of_points() -> None:
    found = letter(
        standard(
            praise="The QA Panel particularly commended:\n• the family's voice;\n• the use of research.",
            hinge="The Home Office is content that the DHR may be published.",
            points="",
        )
    )
    assert found.points == ()


def test_praise_in_bullets_before_the_points_is_left_out() -> None:
    praise = "The QA Panel particularly commended:\n• the family's voice;\n• the use of research."
    assert len(letter(standard(praise=praise)).points) == 2


def test_scanned_bullets_are_known() -> None:
    lines = [
        *flow_lines("Areas for fina1 deve1opment"),
        *flow_lines("e The plan lacks dates\n« The summary is short\n¢ Names are shown"),
    ]
    scanned = [
        ln.__class__(**{**_fields(ln), "read": ReadAs.OCR, "index": i})
        for i, ln in enumerate(lines)
    ]
    blocks = split_blocks(scanned, VOCABULARY.letter)
    assert [b.text for b in blocks if b.is_item] == [
        "The plan lacks dates",
        "The summary is short",
        "Names are shown",
    ]


def _fields(line: object) -> dict[str, object]:
    return {name: getattr(line, name) for name in line.__slots__}  # type: ignore[attr-defined]


def test_the_place_of_a_point_shows_its_words() -> None:
    point = letter(standard()).points[0]
    assert point.place.quote == "The first thing is missing."
    assert point.place.box is not None


@pytest.mark.parametrize(
    "hinge",
    ["Specific feedback from the Panel:", "Panel members raised the following:",
     "The Home Office would ask you to consider these matters:",
     "However, the QA Panel considered that the report would be improved by:",
     "We would be grateful if you could make the following amendments:"],
)  # fmt: skip
def test_what_opens_a_list_and_does_not_praise_opens_the_points(hinge: str) -> None:
    listed = "• Spell out the role of the GP.\n\n• The chronology is too long."
    assert len(letter(standard(hinge=hinge, points=listed)).points) == 2


@pytest.mark.parametrize(
    "praise",
    ["The Panel particularly welcomed:", "Strengths of the report included:", "The Panel commended:",
     "There was good evidence of:"],
)  # fmt: skip
def test_a_list_of_praise_is_no_list_of_points(praise: str) -> None:
    listed = "• the voice of the family;\n\n• the use of research."
    assert not letter(standard(hinge=praise, points=listed)).points


def test_any_sentence_that_speaks_of_change_may_open_the_points() -> None:
    hinge = "Some aspects could be looked at again before you publish, and this is left to you:"
    found = letter(standard(hinge=hinge, points="• shorten the chronology;\n• name the advocate."))
    assert said(found) == ["shorten the chronology;", "name the advocate."]
