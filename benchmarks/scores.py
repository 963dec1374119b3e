"""What the answers of one rule add up to, and the lines of the page that tell of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tests.reviews.judging_rules import Answer


@dataclass
class Score:
    """How one rule did. Reviews whose truth leaves open whether there is a fault count in ``right``
    and ``wrong`` only."""

    right: int = 0
    false_alarms: int = 0
    missed: int = 0
    seen: int = 0
    """Faults that were raised, of ``faults``."""
    faults: int = 0
    blamed: int = 0
    """Times that the rule raised what has no fault."""
    on_page: int = 0
    paged: int = 0
    """Times that the page of the evidence is known, and that it was right."""

    @property
    def total(self) -> int:
        return self.right + self.false_alarms + self.missed

    def add(self, answer: Answer) -> None:
        """Counts one answer."""
        self.right += answer.kind == "right"
        self.false_alarms += answer.kind == "false alarm"
        self.missed += answer.kind == "missed"
        if answer.faulty:
            self.faults += 1
            self.seen += answer.raised
        if answer.raised and answer.kind == "false alarm":
            self.blamed += 1
        if answer.on_page is not None:
            self.paged += 1
            self.on_page += answer.on_page

    def __iadd__(self, other: Score) -> Score:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)
        return self


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share, by Wilson's formula."""
    if not total:
        return 0.0, 1.0
    z = 1.959964
    share = right / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    spread /= 1 + z * z / total
    return max(0.0, middle - spread), min(1.0, middle + spread)


def line(name: str, right: int, total: int) -> str:
    """One line of a table: name, right, total, share, interval."""
    low, high = wilson(right, total)
    share = f"{100 * right / total:.1f} %" if total else "-"
    return f"| {name} | {right} | {total} | {share} | {100 * low:.1f} to {100 * high:.1f} % |"


def rule_table(rules: dict[str, Score]) -> list[str]:
    """A line for each rule; recall is of the faults that were put in, precision of what was raised."""
    rows = [
        "| rule | right | of | share | 95 % interval | false alarms | missed | faults raised | recall "
        "| precision | page right |",
        "| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    every = Score()
    for rule, score in sorted(rules.items()):
        every += score
        rows.append(_scored(f"`{rule}`", score))
    return [*rows, _scored("all rules", every)]


def _scored(name: str, score: Score) -> str:
    raised = score.seen + score.blamed
    cells = (
        score.false_alarms,
        score.missed,
        f"{score.seen} of {score.faults}",
        _share(score.seen, score.faults),
        _share(score.seen, raised),
        f"{score.on_page} of {score.paged}" if score.paged else "-",
    )
    return f"{line(name, score.right, score.total)} {' | '.join(str(c) for c in cells)} |"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"
