"""What is said of two lists of recommendations that were held against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dhrcheck.document.model import Recommendation, Role
from dhrcheck.document.passage import clip
from dhrcheck.document.recommendation_pairs import Pairing, bare_number
from dhrcheck.kinds.whereabouts import listed

PLAIN = {
    Role.EXECUTIVE_SUMMARY: "the summary",
    Role.OVERVIEW_REPORT: "the report",
    Role.ACTION_PLAN: "the action plan",
}
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Findings:
    """``gone`` are missing, ``left_out`` missing but of single agencies, ``elsewhere`` near the list,
    ``extra`` only in the second list. ``ones`` and ``others`` say how many each list has."""

    pairing: Pairing
    gone: list[Recommendation]
    left_out: list[Recommendation]
    elsewhere: list[Recommendation]
    extra: list[Recommendation]
    ones: int
    others: int


def differences(part: Role, with_part: Role, in_order: bool, found: Findings) -> list[str]:
    """What differs, a sentence for each way of differing."""
    here, there = PLAIN[part], PLAIN[with_part]
    said = []
    if found.gone:
        verb = "is" if len(found.gone) == 1 else "are"
        said.append(
            f"{_named(found.gone)} of {there} {verb} not in {here}"
            f" ({found.ones} in {there}, {found.others} in {here})."
        )
    if found.left_out:
        said.append(f"{_named(found.left_out)} (of single agencies) left out in {here}.")
    if found.elsewhere:
        said.append(
            f"{_named(found.elsewhere)} of {there} not in the list of {here}, only near it."
        )
    if found.extra:
        said.append(f"Only in {here}: {_named(found.extra, quoted=True)}.")
    if in_order and found.pairing.moved:
        moved = [
            f"{_number(p.one)} (page {p.one.place.page}) is {_number(p.other)} in {here}"
            f" (page {p.other.place.page})"
            for p in found.pairing.moved[:_NAMED]
        ]
        said.append(f"Other order: {listed(moved)}.")
    for p in found.pairing.reworded[:_NAMED]:
        pages = f"page {p.one.place.page} and page {p.other.place.page}"
        if p.changed:
            said.append(
                f"{_number(p.one)} says “{p.changed[0]}” in {there} and “{p.changed[1]}” in {here}"
                f" ({pages})."
            )
        else:
            said.append(
                f"{_number(p.one)} has other words in {here} ({pages}, {p.score:.0f} of 100)."
            )
    return said


def _number(one: Recommendation) -> str:
    number = bare_number(one.number)
    return f"Recommendation {number}" if number else f"“{clip(one.text, 50)}”"


def _named(ones: Sequence[Recommendation], quoted: bool = False) -> str:
    names = [
        f"{_number(r)} (page {r.place.page}{f', “{clip(r.text, 40)}”' if quoted and r.number else ''})"
        for r in ones[:_NAMED]
    ]
    if len(ones) > _NAMED:
        names.append(f"{len(ones) - _NAMED} more")
    return listed(names)
