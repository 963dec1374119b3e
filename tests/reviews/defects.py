"""Faults to put into a composed review, each with the rules that must answer otherwise for it.

A defect is a function on a ``Review``. Unrelated ones can be put into one review: they touch
different rules, and ``put_in`` refuses two that claim the same rule.
"""

from __future__ import annotations

from dataclasses import replace

from tests.reviews.content import Review
from tests.reviews.defect_tools import Defect
from tests.reviews.defects_bundle import BUNDLE
from tests.reviews.defects_plan import PLANS
from tests.reviews.defects_sections import SECTIONS
from tests.reviews.defects_words import WORDS

DEFECTS: dict[str, Defect] = {d.name: d for d in (*BUNDLE, *PLANS, *SECTIONS, *WORDS)}
"""All defects by name."""


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
