"""Headings are found by tag, type, number and vocabulary; contents lines and paragraphs are none."""

from __future__ import annotations

import pytest

from dhrcheck.document.model import Role, Section
from dhrcheck.document.named_headings import slots_by_name
from dhrcheck.document.slots import build_slots, split_number
from dhrcheck.document.understand import KnownPart, understand
from dhrcheck.reading.model import Bookmark, Properties, TaggedHeading
from dhrcheck.rulebook.loader import load_vocabulary
from tests.page_builder import a_file

TEXT = """The panel heard from every agency and from the family, and weighed what each had said
with care before it came to its view of how services had worked together."""


def sections(*pages: str, properties: Properties | None = None) -> list[Section]:
    file = a_file(*pages, properties=properties)
    known = (KnownPart(Role.OVERVIEW_REPORT, 0, 1, len(pages)),)
    return list(understand((file,), load_vocabulary(), known_parts=known).sections)


def titles(*pages: str, properties: Properties | None = None) -> list[str]:
    return [s.title for s in sections(*pages, properties=properties)]


def test_large_and_bold_lines_are_headings_with_levels() -> None:
    found = sections(
        f"# Part one\n{TEXT}\n## Analysis\n{TEXT}\n### Asking\n{TEXT}\n## Conclusions\n{TEXT}"
    )
    assert [(s.title, s.level) for s in found] == [
        ("Part one", 1),
        ("Analysis", 2),
        ("Asking", 3),
        ("Conclusions", 2),
    ]


def test_a_section_ends_at_the_next_heading_as_high() -> None:
    found = sections(f"## Analysis\n{TEXT}\n### Asking\n{TEXT}\n## Conclusions\n{TEXT}")
    analysis, _, conclusions = found
    assert analysis.end == conclusions.start


def test_a_heading_over_two_lines_is_one_heading() -> None:
    found = titles(
        "## 5. Involvement of family, friends, work colleagues,\n## neighbours and wider community\n"
        + TEXT
    )
    assert found == [
        "Involvement of family, friends, work colleagues, neighbours and wider community"
    ]


def test_numbered_paragraphs_are_no_headings() -> None:
    assert titles(
        f"## 1. Introduction\n1.1 {TEXT}\n\n1.2 The police were called twice.\n\n1.3 {TEXT}"
    ) == ["Introduction"]


def test_plain_headings_of_the_vocabulary_are_found_without_type() -> None:
    assert titles(f"{TEXT}\n\nTerms of Reference\n\n{TEXT}\n\n4. Methodology\n\n{TEXT}") == [
        "Terms of Reference",
        "Methodology",
    ]


def test_contents_lines_are_no_headings() -> None:
    contents = "## Contents\n\nIntroduction ..... 2\nAnalysis ..... 5\nConclusions ..... 9"
    assert titles(contents, f"## Introduction\n{TEXT}") == ["Introduction"]


def test_tagged_headings_are_found_and_blank_or_long_tags_dropped() -> None:
    tags = (
        TaggedHeading(1, 1, " "),
        TaggedHeading(2, 1, "Voices of the children"),
        TaggedHeading(2, 1, TEXT.replace("\n", " ")),
    )
    found = sections(
        f"Voices of the children\n\n{TEXT}", properties=Properties(tagged=True, headings=tags)
    )
    assert [(s.title, s.found_by) for s in found] == [("Voices of the children", "structure")]


def test_bookmarks_help_where_the_line_is_bold() -> None:
    marks = (Bookmark(1, 1, "A quiet word"),)
    assert titles(f"### A quiet word\n{TEXT}", properties=Properties(bookmarks=marks)) == [
        "A quiet word"
    ]


def test_captions_and_rows_of_figures_are_no_headings() -> None:
    assert titles(f"### Table 1: Calls by year\n{TEXT}\n\n### Total 67 (100%)\n{TEXT}") == []


def test_table_header_cells_are_no_headings() -> None:
    table = "| Name | Role | Agency |\n| J. Lark | Head of Safety | Council |"
    assert titles(f"## The review panel\n{table}\n{TEXT}") == ["The review panel"]


@pytest.mark.parametrize(
    ("title", "slot"),
    [
        ("3. TERMS OF REFERENCE", "terms-of-reference"),
        ("Section 4: Key Lines of Enquiry (KLOE)", "terms-of-reference"),
        ("Appendix One - Terms of Reference", "terms-of-reference"),
        ("Conclusions and Recommendations", "recommendations"),
        ("Conclusions and Recommendations", "conclusions"),
        ("Coroner’s Inquest", "parallel-reviews"),
        ("Lessons to be Learnt", "lessons"),
        ("THE CHAIR OF THE REVIEW", "chair"),
        ("Equality & Diversity", "equality"),
        ("12.1 The death of Rowan", "facts"),
    ],
)
def test_headings_serve_slots(title: str, slot: str) -> None:
    assert slot in build_slots(load_vocabulary()).of_heading(title)


@pytest.mark.parametrize(
    ("title", "slot"),
    [
        ("Learning disability services", "lessons"),
        ("Panel recommendations", "panel"),
        ("Conclusion of the inquest", "conclusions"),
        ("Addressing the terms of reference", "terms-of-reference"),
        ("Westhale Police", "chronology"),
    ],
)
def test_headings_that_only_look_alike_do_not(title: str, slot: str) -> None:
    assert slot not in build_slots(load_vocabulary()).of_heading(title)


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("3.2 Analysis", "3.2", "Analysis"),
        ("Section 4: Scope", "4", "Scope"),
        ("IV. Findings", "IV", "Findings"),
        ("2018 was a hard year", None, "2018 was a hard year"),
        ("A message of condolence", None, "A message of condolence"),
        ("Individual Management Reviews", None, "Individual Management Reviews"),
    ],
)
def test_numbers_are_told_from_words(text: str, number: str | None, title: str) -> None:
    assert split_number(text) == (number, title)


ASKED = "The chair wrote to him in prison. He did not reply."


@pytest.mark.parametrize(
    "title",
    [
        "Contact with Adult B", "Contact with LS", "L Contact with Mr F", "Approach to Hazel",
        "Interview with Mr F",
        "Did DM take part?", "CONTACT WITH MARTIN", "Hazel and the review", "Mr F's involvement",
    ],
)  # fmt: skip
def test_a_heading_that_names_who_was_asked_is_on_the_perpetrators_part(title: str) -> None:
    assert slots_by_name(title, ASKED) == ("perpetrator-contact",)
    assert slots_by_name(title, "She saw her doctor nine times.") == ()


@pytest.mark.parametrize(
    "title",
    ["Contact with Agencies", "Contact with GP", "Contact with Rowan's mother", "Who Chaired"],
)
def test_a_heading_that_names_no_person_is_not(title: str) -> None:
    assert slots_by_name(title, ASKED) == ()


@pytest.mark.parametrize("title", ["Who Rowan was", "How did Subject A die?", "About Ellen"])
def test_a_heading_on_somebodys_life_or_death_is_on_the_facts(title: str) -> None:
    assert slots_by_name(title, "") == ("facts",)


def test_a_heading_of_several_known_names_serves_all_of_them() -> None:
    slots = build_slots(load_vocabulary())
    assert slots.of_heading("Statutory basis, purpose and definitions") == (
        "purpose",
        "definitions",
    )
    assert set(slots.of_heading("4. Timescales and confidentiality")) == {
        "timescales",
        "confidentiality",
    }
    assert slots.of_heading("Recommendations and action plan") == ()


def test_years_over_a_narrative_are_headings_within_its_section() -> None:
    said = "The police were called to the flat in the spring of that year."
    told = "\n\n".join(f"{year}\n\n{said}" for year in (2009, 2010, 2011))
    found = sections(f"CHRONOLOGY\n\n{told}\n\nANALYSIS\n\n{TEXT}")
    years = [s for s in found if s.title.isdigit()]
    whole = next(s for s in found if s.title == "CHRONOLOGY")
    assert [s.title for s in years] == ["2009", "2010", "2011"]
    assert all(whole.start < s.start and s.end <= whole.end for s in years)


def test_one_year_alone_is_no_heading() -> None:
    assert "2021" not in titles(f"# Domestic Homicide Review\n\n2021\n\n{TEXT}")
