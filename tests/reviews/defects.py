"""Faults to put into a composed review, each with the rules that must answer otherwise for it.

A defect is a function on a ``Review``. Unrelated ones can be put into one review: they touch
different rules, and ``put_in`` refuses two that claim the same rule.
"""

from __future__ import annotations

from dataclasses import replace

from tests.reviews.content import Review
from tests.reviews.defect_tools import Defect
from tests.reviews.defects_bundle import BUNDLE
from tests.reviews.defects_file import FILES
from tests.reviews.defects_front import FRONT
from tests.reviews.defects_identity import IDENTITY
from tests.reviews.defects_inside import INSIDE
from tests.reviews.defects_parts import PARTS
from tests.reviews.defects_plan import PLANS
from tests.reviews.defects_progress import PROGRESS
from tests.reviews.defects_sections import SECTIONS
from tests.reviews.defects_silent import SILENT
from tests.reviews.defects_wording import WORDING
from tests.reviews.defects_words import WORDS

EVERY = (
    *(*BUNDLE, *PARTS, *PLANS, *PROGRESS, *SECTIONS, *FRONT, *INSIDE),
    *SILENT,
    # What is said in a section comes after what changes whole sections.
    *(*WORDS, *WORDING, *IDENTITY, *FILES),
)
DEFECTS: dict[str, Defect] = {d.name: d for d in EVERY}
"""All defects by name."""


def packed(most: int = 14) -> list[tuple[str, ...]]:
    """All defects in as few groups as may be: those of a group touch different rules."""
    groups: list[list[Defect]] = []
    for defect in EVERY:
        for group in groups:
            open_to = len(group) < most and not any(d.alone or d.shuts for d in group)
            touched = {rule for d in group for rule in d.results}
            lists = {d.names for d in group if d.names}
            if (
                open_to
                and not (defect.alone or defect.shuts)
                and not touched & set(defect.results)
                and not (defect.names and lists)
            ):
                group.append(defect)
                break
        else:
            groups.append([defect])
    return [tuple(d.name for d in group) for group in groups]


def put_in(review: Review, names: list[str]) -> Review:
    """The review with these defects; refuses two that touch the same rule."""
    taken: dict[str, str] = {}
    for name in names:
        defect = DEFECTS[name]
        for rule in defect.results:
            if rule in taken:
                raise ValueError(f"{name} and {taken[rule]} both touch {rule}")
            taken[rule] = name
        review = defect.put(review)
    return replace(review, defects=(*review.defects, *names))
