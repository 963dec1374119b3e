"""Further faults of the rules on wording: the same rule in other words than ``defects_words``."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.reviews.content import Heading, Items, Para, Part, Review
from tests.reviews.defect_tools import (
    REPORT,
    SUMMARY,
    Defect,
    Put,
    in_parts,
    is_suicide,
    say_in,
    where,
)
from tests.reviews.defects_words import FACTS
from tests.reviews.prose import case

# Rule, then a defect's name, status and words each.
_SAID: dict[str, tuple[tuple[str, str, str], ...]] = {
    "wording-accident": (
        ("freak-accident", "fail", "The panel heard how this freak accident came about."),
        (
            "accidentally",
            "review",
            "{perpetrator} accidentally caused the injury from which {victim} died.",
        ),
    ),
    "wording-domestic-violence": (
        ("dv", "review|fail", "A history of DV was noted by the nurse and not taken further."),
        (
            "violence-figures",
            "review|fail",
            "Nothing was asked about domestic violence at that appointment.",
        ),
    ),
    "wording-suicide": (
        ("suicide-bid", "fail", "A suicide bid some years earlier had led to a short admission."),
        (
            "unsuccessful",
            "fail",
            "After an unsuccessful suicide attempt {perpetrator} was seen by the crisis team.",
        ),
        (
            "committed-quoted",
            "review",
            "A relative told the panel that a cousin “had committed suicide” as a young man.",
        ),
    ),
    "wording-engagement": (
        ("hard-to-reach", "review", "{victim} was hard to reach throughout that year."),
        ("disengaged", "review", "{victim} disengaged from the support worker after a month."),
        ("refused", "review", "{victim} refused support from the specialist service."),
    ),
    "wording-blame": (
        ("returned", "review", "In the summer {victim} returned to {perpetrator}."),
        ("own-risk", "review", "By staying in contact {victim} put herself at risk."),
        ("not-disclosing", "review", "{victim} failed to disclose what was happening at home."),
    ),
    "wording-relationship": (
        ("toxic", "review", "By that winter it had become a toxic relationship."),
        ("domestic-dispute", "review", "Officers attended a domestic dispute at the address."),
        ("marital", "review", "By then the couple were having marital problems."),
    ),
    "wording-argument": (
        (
            "altercation",
            "review",
            "{perpetrator} killed {victim} following an altercation in the kitchen.",
        ),
        ("fight", "review", "{victim} had been hurt in a fight with {perpetrator}."),
        ("a-domestic", "review", "Officers were sent to a domestic and found {victim} injured."),
    ),
    "wording-incident": (
        ("isolated", "review", "This was an isolated incident, and {victim} died in it."),
    ),
    "wording-passion": (
        ("rage", "review", "In a fit of rage {perpetrator} attacked {victim}."),
        ("mist", "review", "The red mist came down and {perpetrator} did not stop."),
        ("character", "review", "What {perpetrator} did that night was out of character."),
    ),
    "wording-honour": (
        ("honour-killing", "fail", "There was nothing to suggest an honour killing."),
        ("honour-violence", "fail", "Staff are now trained to recognise honour-based violence."),
    ),
    "wording-labels": (
        ("chaotic", "review", "At that time {victim} led a chaotic lifestyle."),
        ("demanding", "review", "{victim} was seen by the ward as difficult and demanding."),
        ("feisty", "review", "{victim} was feisty and stood up for her friends."),
    ),
    "wording-praise": (
        ("hard-working", "review", "{perpetrator} was a gentle and hard-working man."),
        ("good-father", "review", "{perpetrator} had always been a good father."),
        ("pillar", "review", "{perpetrator} was a pillar of the community."),
    ),
    "wording-person-first": (
        ("addict", "review", "{perpetrator} was a drug addict when the two of them met."),
        ("wheelchair", "review", "An aunt of {victim}, who was wheelchair-bound, lived nearby."),
        ("suffers", "review", "{perpetrator} suffers from depression and had been in hospital."),
    ),
    "wording-ethnicity-lumps": (
        ("asian-community", "review", "{victim} belonged to the Asian community and was shy."),
        ("bme", "review", "{victim} was from a BME background."),
        ("non-white", "review", "{perpetrator} was one of few non-white residents of the road."),
    ),
}
_CONCLUDED: tuple[tuple[str, str], ...] = (
    ("inevitable", "With hindsight the death of {victim} was inevitable."),
    ("no-one-knew", "No one could have known what {perpetrator} was about to do."),
    ("nothing-done", "Nothing could have been done by any agency to save {victim}."),
)
_ALLEGED: tuple[tuple[str, str], ...] = (
    ("alleged", "{victim} alleged that {perpetrator} had held her by the throat."),
    ("allegedly", "On the night of the death {perpetrator} allegedly struck {victim} twice."),
    ("claimed", "{victim} claimed that {perpetrator} was hurting her."),
)


def _convicted(review: Review) -> bool:
    return case(review.facts["case"]).get("verdict") in ("murder", "manslaughter")


def _called(other: str) -> Put:
    """The person who died by another word than the pseudonym, throughout the narrative."""

    def put(review: Review) -> Review:
        name = re.compile(rf"\b{re.escape(review.facts['victim'])}\b")

        def told(text: str) -> str:
            said = name.sub(other, text)
            return re.sub(rf"(^|[.?!] ){other}", lambda m: m[0].replace("the", "The"), said)

        def change(part: Part) -> Part:
            inside, made = False, []
            for block in part.blocks:
                if isinstance(block, Heading) and block.slot:
                    inside = block.slot in _NARRATIVE
                if inside and isinstance(block, Para):
                    block = replace(block, text=told(block.text))
                elif inside and isinstance(block, Items):
                    items = tuple(told(i) if isinstance(i, str) else i for i in block.items)
                    block = replace(block, items=items)
                made.append(block)
            return replace(part, blocks=tuple(made))

        return in_parts(SUMMARY, change)(in_parts(REPORT, change)(review))

    return put


_NARRATIVE = (
    "introduction opening facts portrait circumstances chronology agency-involvement analysis "
    "conclusions lessons key-issues family-involvement family-and-perpetrator equality methodology"
).split()

WORDING = (
    *(
        Defect(name, say_in(REPORT, FACTS, text), {rule: status}, shows=text)
        for rule, said in _SAID.items()
        for name, status, text in said
    ),
    *(
        Defect(name, say_in(REPORT, ("conclusions",), text), {"wording-inevitable": "review"}, text)
        for name, text in _CONCLUDED
    ),
    *(
        Defect(
            name,
            where(_convicted, say_in(REPORT, FACTS, text)),
            {"wording-alleged": "review"},
            shows=text,
        )
        for name, text in _ALLEGED
    ),
    Defect(
        "fatal-incident",
        say_in(REPORT, FACTS, "The fatal incident happened in the home of the couple."),
        {"wording-incident": "review", "wording-accident": "review"},
        shows="The fatal incident happened in the home of the couple.",
    ),
    Defect("the-deceased", _called("the deceased"), {"wording-deceased": "review"}, alone=True),
    Defect("the-victim", _called("the victim"), {"wording-deceased": "review"}, alone=True),
    Defect(
        "murder-of-suicide",
        where(is_suicide, say_in(REPORT, FACTS, "Nobody foresaw the murder of {victim}.")),
        {"analysis-suicide-named": "review"},
        shows="Nobody foresaw the murder of {victim}.",
    ),
)
"""All of them."""
