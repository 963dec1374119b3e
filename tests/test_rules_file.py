"""The rules on files: what they are, how large, whether they open, whether everything is there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dhrcheck.document.appendix_names import find_namings, printed
from dhrcheck.outcome import ReadAs, Stage, Status
from dhrcheck.reading.model import FileOutcome
from tests.build import (
    APPENDIX,
    LETTER,
    OTHER,
    PLAN,
    PLAN_TABLE,
    REPORT,
    SUMMARY,
    bundle,
    expect,
    letter,
    pdf,
    review,
    unopened,
    with_picture,
    word_file,
)

# --- file-is-pdf


def test_the_bytes_decide_and_not_the_name() -> None:
    expect(bundle(word_file("review.pdf")), "file-is-pdf").fails(says="a Word document")
    expect(bundle(pdf("REVIEW.PDF")), "file-is-pdf").passes()
    expect(bundle(pdf("review")), "file-is-pdf").passes(says="does not end in .pdf")


def test_a_pdf_that_does_not_open_is_still_a_pdf() -> None:
    for outcome in (FileOutcome.PASSWORD, FileOutcome.DAMAGED, FileOutcome.TIMED_OUT):
        expect(bundle(unopened("review.pdf", outcome)), "file-is-pdf").passes()


def test_word_files_are_usual_at_submission() -> None:
    expect(bundle(word_file()), "file-is-pdf", stage=Stage.SUBMISSION).does_not_apply()


# --- file-size


@pytest.mark.parametrize(("size", "said"), [(0, "0 bytes"), (19_999_999, "19,999,999 bytes")])
def test_a_file_below_20_million_bytes_passes(size: int, said: str) -> None:
    expect(bundle(pdf(size=size)), "file-size").passes(says=said)


@pytest.mark.parametrize("size", [20_000_000, 20_971_519])
def test_between_the_two_readings_of_20_mb_a_person_decides(size: int) -> None:
    expect(bundle(pdf(size=size)), "file-size").is_for_a_person(says=f"{size:,} bytes")


def test_at_20_times_1048576_bytes_it_fails() -> None:
    expect(bundle(pdf(size=20_971_520)), "file-size").fails(says="20,971,520 bytes")


def test_the_size_of_a_file_that_does_not_open_counts_too() -> None:
    locked = unopened("plan.pdf", size=30_000_000)
    expect(bundle(pdf("report.pdf"), locked), "file-size").fails(says="“plan.pdf”")


def test_several_files_are_added_up() -> None:
    both = bundle(pdf("report.pdf", size=10_000_000), pdf("plan.pdf", size=10_000_000))
    expect(both, "file-size").is_for_a_person(says="together they have 20,000,000 bytes")


def test_the_page_with_the_largest_picture_is_named() -> None:
    large = with_picture(review(text="One.\n[page]\nTwo.", size=25_000_000), 2, 4000, 3000)
    expect(large, "file-size").fails(page=2, says="page 2")


# --- file-opens


def test_a_password_and_damage_fail() -> None:
    expect(bundle(unopened("a.pdf")), "file-opens").fails(says="Please remove the password")
    expect(bundle(unopened("a.pdf", FileOutcome.DAMAGED)), "file-opens").fails(says="damaged")
    expect(bundle(unopened("a.pdf", FileOutcome.NO_PAGES)), "file-opens").fails(says="no pages")


def test_one_bad_file_among_three_is_the_one_named() -> None:
    three = bundle(pdf("report.pdf"), unopened("plan.pdf", FileOutcome.DAMAGED), pdf("letter.pdf"))
    answer = expect(three, "file-opens").fails(says="“plan.pdf”")
    assert "report.pdf" not in answer.outcome.message
    expect(three, "report-present").passes()


@pytest.mark.parametrize(
    "outcome",
    [
        FileOutcome.TIMED_OUT,
        FileOutcome.OUT_OF_MEMORY,
        FileOutcome.TOO_LARGE,
        FileOutcome.CRASHED,
    ],
)
def test_our_own_limit_is_not_the_files_fault(outcome: FileOutcome) -> None:
    expect(bundle(unopened("review.pdf", outcome)), "file-opens").is_unread()


def test_a_word_file_is_unread_at_submission_and_no_matter_at_publication() -> None:
    word = bundle(word_file())
    expect(word, "file-opens", stage=Stage.SUBMISSION).is_unread(says="save it as a PDF")
    expect(word, "file-opens").does_not_apply(says="file-is-pdf")


def test_restrictions_and_repairs_are_notes() -> None:
    noted = review(text="A report.", encrypted=True, notes=["Printing is restricted."])
    expect(noted, "file-opens").passes(says="Printing is restricted.")


# --- file-text-readable


def test_pictures_of_text_are_listed_with_what_became_of_them() -> None:
    pages = [ReadAs.IMAGE_ONLY, ReadAs.IMAGE_ONLY]
    expect(review(text="A report.", pages=pages), "file-text-readable").fails(
        page=3, says="Pages 2 to 3 are pictures without text and could not be read"
    )
    recognised = review(text="A report.\n[ocr page]\nA page that was scanned.")
    expect(recognised, "file-text-readable").fails(page=2, says="read by text recognition")


def test_blank_pages_dividers_and_photographs_are_readable() -> None:
    expect(
        review(text="A report.\n[blank page]\n[page]\nAppendix A"), "file-text-readable"
    ).passes()
    # Text recognition that finds no words has looked at a photograph.
    expect(review(text="A report.", pages=[ReadAs.EMPTY]), "file-text-readable").passes()


def test_a_photograph_with_a_short_title_on_the_cover_is_no_scan() -> None:
    scanned = review(text="A report.", pages=[ReadAs.IMAGE_ONLY])
    cover, rest = scanned.files[0].pages[1], scanned.files[0].pages[0]
    for letters, expected in ((19, Status.PASS), (0, Status.FAIL)):
        first = replace(cover, number=1, letters=letters)
        file = replace(scanned.files[0], pages=(first, replace(rest, number=2)))
        pages = (
            replace(scanned.pages[1], number=1),
            replace(scanned.pages[0], number=2),
        )
        found = expect(replace(scanned, files=(file,), pages=pages), "file-text-readable")
        assert found.outcome.status is expected


def test_a_font_without_letters_is_said_so() -> None:
    text = review(text="A report.")
    page = replace(text.files[0].pages[0], unmapped=0.6)
    garbled = replace(text, files=(replace(text.files[0], pages=(page,)),))
    expect(garbled, "file-text-readable").fails(page=1, says="font whose letters cannot be told")


def test_a_damaged_page_is_unread() -> None:
    expect(review(text="A report.", pages=[ReadAs.BROKEN]), "file-text-readable").is_unread()


# --- the names of appendices


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("see Appendix A.", "A"),
        ("Appendices A to D and F", "A B C D F"),
        ("Appendices 1-3", "1 2 3"),
        ("Annexes A, B and C", "A B C"),
        ("Appendix 1 and 2", "1 2"),
        ("appendix One", "1"),
        ("APPENDIX TWO: Terms", "2"),
        ("Appendix II", "2"),
        ("Appendix 'B'", "B"),
        ("Appendix A1", "A1"),
        ("SeeAppendix C", "C"),
        ("Appendix C(ii)", "C"),
        ("Appendix 2 to 5 people", "2"),
        ("Appendix 3, 12 people", "3"),
        ("the appendix I wrote", ""),
        ("attachment theory", ""),
        ("an appendix to the report", ""),
        ("he was seen to append a note", ""),
    ],
)
def test_names_of_appendices_as_they_are_written(text: str, names: str) -> None:
    found = [printed(name) for naming in find_namings(text) for name, _ in naming.names]
    assert " ".join(found) == names


# --- file-appendices-complete


def _report(text: str, *headings: str) -> str:
    """A report with this text, and an appendix under each heading."""
    return text + "".join(f"\n[page]\n# {h}\nWhat the appendix holds." for h in headings)


def complete(text: str, *headings: str):  # type: ignore[no-untyped-def]
    return expect(review({REPORT: _report(text, *headings)}), "file-appendices-complete")


def test_each_way_of_naming_finds_its_heading() -> None:
    complete("See Appendix A and Annex B.", "Appendix A: Terms", "ANNEX B").passes()
    complete("See Appendix One.", "Appendix 1 – Terms of reference").passes()
    complete("See Appendices A to C.", "Appendix A", "Appendix B", "Appendix C").passes()
    complete("See Appendix 1.", "12. Appendix 1: Glossary").passes()


def test_a_missing_one_is_named_with_where_it_is_mentioned() -> None:
    answer = complete("See Appendix A.\n\nThe plan is in Appendix D.", "Appendix A")
    answer.fails(page=1, quote="Appendix D", says="Headings found: A (page 2)")
    complete("See Appendices 1-3.", "Appendix 1", "Appendix 3").fails(says="Appendix 2")


@pytest.mark.parametrize(
    "sentence",
    [
        "The panel followed Appendix 4 of the guidance.",
        "The panel followed Appendix 4 of the Home Office Multi-agency Statutory Guidance.",
        "This is defined in Appendix C of the Act.",
        "Home Office guidance, appendix 3, gives the layout.",
        "The list is in Appendix A of the IMR.",
        "The Trust's IMR (appendix 2) has the list.",
        "It is set out at Appendix B to the Trust's interpreting policy.",
        "Appendix 2 of the Serious Case Review holds the same table.",
        "The policy and its Appendix 7 were read.",
        'The notes said: "the risk form is to be filled in as laid down in Appendix 9 and kept".',
    ],
)
def test_appendices_of_other_documents_are_not_ours(sentence: str) -> None:
    complete(f"# Methodology\n{sentence}").passes()


@pytest.mark.parametrize(
    "sentence",
    [
        "It is attached as Appendix B to this report.",
        "It is Appendix B of the overview report.",
        "It follows the statutory guidance (see Appendix B).",
        "The terms of reference (Appendix B) were agreed in May.",
        "Appendix B shows the agencies.",
        "Details are given in appendix B of this review.",
    ],
)
def test_our_own_appendix_is_ours_beside_another_document(sentence: str) -> None:
    complete(f"# Methodology\n{sentence}").fails(says="Appendix B")


@pytest.mark.parametrize(
    "sentence",
    [
        "The chronology (Appendix B) is withheld to protect the family.",
        "Appendix B is not for publication.",
        "Appendix B has been removed from the published version.",
        "The appendices have been withheld from publication. The chronology is Appendix B.",
    ],
)
def test_what_is_said_to_be_withheld_is_not_missed(sentence: str) -> None:
    complete(f"# Methodology\n{sentence}").passes(says="withheld")


def test_a_list_of_appendices_opens_none() -> None:
    listed = "# Appendices\nAppendix A: Terms of reference\n\nAppendix B: Glossary\n"
    complete(listed, "Appendix A: Terms of reference").fails(says="Appendix B")


def test_a_contents_list_opens_none() -> None:
    contents = (
        "# Contents\n\n1 Introduction ........ 2\n\n2 Analysis ........ 3\n\n"
        "Appendix A Terms of reference ........ 4\n\nAppendix B Glossary ........ 5\n\n[page]\n"
    )
    body = "# 1 Introduction\nWhy the review was held.\n"
    one = review({REPORT: contents + _report(body, "Appendix A Terms of reference")})
    expect(one, "file-appendices-complete").fails(page=1, says="Appendix B")
    both = review({REPORT: contents + _report(body, "Appendix A", "Appendix B Glossary")})
    expect(both, "file-appendices-complete").passes()


def test_a_sentence_at_the_top_of_a_page_opens_none() -> None:
    complete("It is in\n[page]\nAppendix B. The panel then met again in May.").fails()


def test_an_appendix_may_be_a_file_or_a_running_header() -> None:
    own_file = bundle(
        pdf("report.pdf", {REPORT: "See Appendix B."}),
        pdf("Appendix_B_glossary.pdf", {APPENDIX: "Words explained."}),
    )
    expect(own_file, "file-appendices-complete").passes()


def test_the_letter_neither_mentions_nor_lacks_an_appendix() -> None:
    asked = letter(points=["Appendix F should be added, and Annex G brought up to date."])
    expect(review({REPORT: "A report.", LETTER: asked}), "file-appendices-complete").passes()


def test_a_letter_or_plan_without_its_appendix_heading_is_there_all_the_same() -> None:
    text = "The action plan is at Appendix B. The Home Office feedback letter is at Appendix C."
    there = review({REPORT: text, LETTER: letter()}, plan=PLAN_TABLE)
    expect(there, "file-appendices-complete").passes()
    expect(review({REPORT: text}), "file-appendices-complete").fails(says="Appendix C")


def test_the_summarys_and_the_reports_appendices_both_count() -> None:
    two = review({REPORT: _report("See Appendix A.", "Appendix A"), SUMMARY: "See Appendix A."})
    expect(two, "file-appendices-complete").passes()


def test_mixed_schemes_and_unread_pages_are_for_a_person() -> None:
    complete("See Appendix A.", "Appendix 1: Terms").is_for_a_person(says="mixed")
    lost = review({REPORT: "See Appendix A.", OTHER: "[unread page]"})
    expect(lost, "file-appendices-complete").is_for_a_person(says="page 2")


def test_an_unread_plan_may_mention_an_appendix_but_a_scanned_letter_does_not() -> None:
    scanned = {REPORT: "A report.", LETTER: "# Home Office letter\n[unread page]"}
    expect(review(scanned), "file-appendices-complete").passes()
    picture = {REPORT: "A report.", PLAN: "# Action plan\n[unread page]"}
    expect(review(picture), "file-appendices-complete").is_unread()
