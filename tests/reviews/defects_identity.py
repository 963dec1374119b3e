"""Faults of the rules on identity: what could tell who the people are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.reviews.content import Items, Para, Part, Review
from tests.reviews.defect_tools import (
    ANY,
    REPORT,
    SUMMARY,
    Defect,
    Put,
    in_parts,
    say_in,
    unchanged,
    words_of,
)
from tests.reviews.defects_words import FACTS
from tests.reviews.finishing_steps import in_report

_SAID: tuple[tuple[str, str, str, str], ...] = (
    (
        "born-on",
        "identity-birth-dates",
        "fail",
        "{perpetrator} was born on 4 September 1969 and grew up in another county.",
    ),
    ("dob-short", "identity-birth-dates", "fail", "Patient {victim}, DOB 21.07.84, was seen."),
    (
        "found-dead",
        "identity-death-date",
        "fail",
        "Neighbours raised the alarm and {victim} was found dead on 9th {death}.",
    ),
    (
        "pronounced",
        "identity-death-date",
        "fail",
        "Paramedics pronounced {victim} dead shortly after nine on the evening of 21 {death}.",
    ),
    (
        "sentenced-on",
        "identity-hearing-dates",
        "review",
        "{perpetrator} was sentenced on 3rd March 2017 for an earlier assault.",
    ),
    (
        "inquest-opened",
        "identity-hearing-dates",
        "review",
        "The coroner opened the inquest on 21/11/2018.",
    ),
    (
        "son-in-brackets",
        "identity-children",
        "review",
        "Their son (7) was asleep in the next room.",
    ),
    (
        "two-year-old",
        "identity-children",
        "review",
        "The health visitor saw the couple's two-year-old daughter, who had asthma.",
    ),
    ("four-daughters", "identity-children", "review", "{victim} had four daughters by then."),
    (
        "house-number",
        "identity-contact-details",
        "fail",
        "{victim} moved to 27 Larkspur Avenue in the spring.",
    ),
    (
        "private-mail",
        "identity-contact-details",
        "fail",
        "Messages came from j.brackley71@hotmail.co.uk for some months.",
    ),
    (
        "nhs-number",
        "identity-contact-details",
        "fail",
        "The record (NHS number 943 476 5919) was closed.",
    ),
    (
        "crime-number",
        "identity-contact-details",
        "review",
        "The report was filed under crime reference number 42/118305/17.",
    ),
    (
        "surgery",
        "identity-places",
        "review",
        "{victim} was registered at Fernhill Medical Centre.",
    ),
    ("pub", "identity-places", "review", "They met at the Dog and Partridge public house."),
    (
        "refuge",
        "identity-places",
        "fail",
        "{victim} stayed for three weeks at Rosewood Refuge.",
    ),
    (
        "press",
        "identity-unique-details",
        "review",
        "The death was widely reported in the press, with a photograph of the house.",
    ),
)


def _renamed(label: str, *slots: str) -> Put:
    """Another name for the person who died throughout the summary."""

    def put(review: Review) -> Review:
        old, new = review.facts["victim"], label.format_map(words_of(review))

        def told(value: Any) -> Any:
            if isinstance(value, str):
                return value.replace(old, new)
            return tuple(told(v) for v in value) if isinstance(value, tuple) else value

        def change(part: Part) -> Part:
            made = [
                replace(b, text=told(b.text))
                if isinstance(b, Para)
                else replace(b, items=told(b.items))
                if isinstance(b, Items)
                else b
                for b in part.blocks
            ]
            return replace(part, blocks=tuple(made))

        return in_parts(SUMMARY, change)(review)

    return put


def _spelt(review: Review) -> Review:
    """The pseudonym with one letter more, three times in the report."""
    if " " in review.facts["victim"]:
        return review
    text = "{victim}e told her GP. {victim}e was heard. {victim}e said so to two friends."
    return say_in(REPORT, FACTS, text)(review)


LISTED = ("Jacqueline Arbuthnot", "Desmond Kilbracken")
TERMS = "What did agencies know of the relationship of Jacqueline Arbuthnot with others?"
SURNAME = "The records of Kilbracken’s employer were not asked for."


def _bookmark(writer: Any) -> None:
    writer.add_outline_item("Chronology of J Arbuthnot", page_number=0)


def _protected(name: str, put: Put, **more: Any) -> Defect:
    results = {
        "identity-protected-names": more.pop("status", "fail"),
        "identity-pseudonyms-consistent": "pass|review",
        **more.pop("results", {}),
    }
    return Defect(name, put, results, names=LISTED, **more)


IDENTITY = (
    *(
        Defect(name, say_in(REPORT, FACTS, text), {rule: status}, shows=text)
        for name, rule, status, text in _SAID
    ),
    _protected("real-name-in-terms", say_in(REPORT, ("terms-of-reference",), TERMS), shows=TERMS),
    _protected("surname-left", say_in(REPORT, FACTS, SURNAME), shows=SURNAME),
    _protected(
        "name-in-bookmark",
        unchanged,
        finish=in_report(_bookmark),
        results={"file-metadata-clean": "fail"},
    ),
    _protected("names-all-gone", unchanged, status="pass"),
    Defect(
        "two-labels",
        _renamed("Adult Q"),
        {
            "identity-pseudonyms-consistent": "fail",
            "summary-agrees-with-report": ANY,
            "summary-terms-of-reference": "pass|review",
        },
        alone=True,
    ),
    Defect("spelt-otherwise", _spelt, {"identity-pseudonyms-consistent": "review"}),
)
"""All of them."""
