"""Faults of the rules on identity and wording: one sentence each, in the review's own voice."""

from __future__ import annotations

from tests.reviews.defect_tools import REPORT, Defect, say_in

FACTS = ("facts", "circumstances", "chronology")

_SAID: tuple[tuple[str, str, str, str], ...] = (
    ("death-date", "identity-death-date", "fail", "{victim} died on 14 {death}."),
    (
        "birth-date",
        "identity-birth-dates",
        "fail",
        "{victim} (date of birth 12/03/1971) was known to three agencies at that time.",
    ),
    (
        "hearing-date",
        "identity-hearing-dates",
        "review",
        "The matter came before the Crown Court on 12 June 2015, when a trial was fixed.",
    ),
    (
        "child",
        "identity-children",
        "review",
        "A nephew aged 4, who was in Year R at school, was staying in the house that week.",
    ),
    (
        "mobile-number",
        "identity-contact-details",
        "fail",
        "The family can be reached on 07700 900123.",
    ),
    (
        "school",
        "identity-places",
        "review",
        "{victim} had helped at St Brannock's Primary School for some years.",
    ),
    (
        "general-term",
        "wording-domestic-violence",
        "review|fail",
        "Staff had been trained to recognise domestic violence and to ask about it.",
    ),
    (
        "committed",
        "wording-suicide",
        "fail",
        "A relative of {perpetrator} had committed suicide some years before.",
    ),
    (
        "not-engaging",
        "wording-engagement",
        "review",
        "{victim} failed to engage with the support that was offered.",
    ),
    ("staying", "wording-blame", "review", "{victim} chose to stay with {perpetrator}."),
    (
        "volatile",
        "wording-relationship",
        "review",
        "Theirs was a volatile relationship from the beginning.",
    ),
    (
        "row",
        "wording-argument",
        "review",
        "During an argument that evening {perpetrator} struck {victim} in the face.",
    ),
    (
        "incident",
        "wording-incident",
        "review",
        "The incident in which {victim} died was reported to the partnership.",
    ),
    (
        "snapped",
        "wording-passion",
        "review",
        "It seems that {perpetrator} snapped when the letter came.",
    ),
    (
        "plain-honour",
        "wording-honour",
        "fail",
        "The panel considered honour based abuse and found no sign of it.",
    ),
    (
        "label",
        "wording-labels",
        "review",
        "{victim} could be manipulative and attention seeking.",
    ),
    (
        "praise",
        "wording-praise",
        "review",
        "{perpetrator} was a loving husband and a family man.",
    ),
    (
        "condition-first",
        "wording-person-first",
        "review",
        "{perpetrator} was an alcoholic for much of that time.",
    ),
    (
        "lump",
        "wording-ethnicity-lumps",
        "review",
        "{victim} was BAME and this was recorded.",
    ),
    (
        "unpredictable",
        "wording-inevitable",
        "review",
        "The death of {victim} could not have been predicted or prevented.",
    ),
)

WORDS = tuple(
    Defect(
        name,
        say_in(REPORT, ("conclusions",) if rule == "wording-inevitable" else FACTS, text),
        {rule: statuses},
        shows=text,
    )
    for name, rule, statuses, text in _SAID
)
"""All of them."""
