"""How the HTML report names a result, files it, and puts it in its place."""

from __future__ import annotations

from collections.abc import Iterable

from dhrcheck.engine import Result
from dhrcheck.outcome import Severity, Status
from dhrcheck.output.proof import FAMILIES
from dhrcheck.output.proof import family as family_of
from dhrcheck.rulebook.model import Rule

DECIDED = "decided"
OWN_FAMILY = "own"
OWN_FAMILY_WORDS = "Your own rules"

_BADGES = {
    Status.PASS: "Met",
    Status.UNREAD: "Could not be read",
    Status.NOT_APPLICABLE: "Does not concern these files",
    Status.ERROR: "Broke",
}

_LAST = (1_000_000, 0)


def family(rule: Rule) -> str:
    """The family of the rule in the checklist; one word for all rules of the user's own."""
    name = family_of(rule.id)
    return name if name in FAMILIES else OWN_FAMILY


def badge(result: Result) -> str:
    """In a few words, what is to be done about a result."""
    if result.decision is not None:
        return "Decided by a person"
    required = result.rule.severity is Severity.REQUIRED
    if result.counts_as is Status.FAIL:
        return "Must be put right" if required else "Better put right"
    if result.counts_as is Status.REVIEW:
        return "A person must decide" if required else "A person should look"
    return _BADGES[result.counts_as] + ("" if required else " (advised)")


def state(result: Result) -> str:
    """The word by which a result is filtered: its status as it counts, or that a person settled it."""
    return DECIDED if result.decision is not None else result.counts_as.value


def in_page_order(results: Iterable[Result]) -> list[Result]:
    """Results by the first page that they speak of; those of whole files first, of none last."""
    return sorted(results, key=_first_page)


def _first_page(result: Result) -> tuple[int, int]:
    outcome = result.outcome
    found = [(e.file, e.page) for e in outcome.evidence if e.page is not None]
    looked = [(r.file, r.first_page) for r in outcome.searched]
    whole = (0, 0) if family(result.rule) == "file" else _LAST
    return min(found or looked, default=whole)
