"""``appendices-cited``: every appendix that is mentioned is in the files, or said to be withheld."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from dhrcheck.document.appendices import Appendices, Mention, find_appendices
from dhrcheck.document.appendix_names import AppendixName, printed
from dhrcheck.document.model import Role, Submission
from dhrcheck.document.passage import page_ranges
from dhrcheck.document.text import fold
from dhrcheck.kinds.answers import for_a_person, unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import in_words
from dhrcheck.outcome import Outcome, Status
from dhrcheck.patterns import compiled

_SHOWN = 3
_PLAN = compiled(r"\baction plan|\bimprovement plan", regex.IGNORECASE)
_LETTER = compiled(
    r"\b(?:home office|feedback|qa|quality assurance|ho|panel)\b.{0,50}\b(?:letter|feedback|response)\b"
    r"|\bletter\b.{0,30}\bhome office",
    regex.IGNORECASE,
)
_BACK = frozenset({Role.APPENDIX, Role.ACTION_PLAN, Role.FEEDBACK_LETTER, Role.OTHER})


@dataclass(frozen=True, slots=True)
class AppendicesCited:
    """Nothing to set."""


def run(parameters: AppendicesCited, question: Question) -> Outcome:
    """Fails where an appendix is mentioned and no heading opens it."""
    submission = question.submission
    found = find_appendices(submission)
    mentions = _by_name(found.mentions)
    opened = {o.name for o in found.openings}
    missing: list[AppendixName] = []
    mixed: list[AppendixName] = []
    for name, places in mentions.items():
        if _is_there(name, opened) or _is_excused(places, found, submission):
            continue
        other = _other_scheme(name, opened)
        (missing if other is None else mixed).append(name)
    searched = found.passage.searched
    lost = found.passage.unread or submission.unread()
    if missing:
        said = " ".join(_say(name, mentions[name], submission) for name in missing)
        there = _openings(found, submission)
        evidence = [m.evidence for name in missing for m in mentions[name][:_SHOWN]]
        if lost:
            return for_a_person(
                f"{said} {there} The heading may be on {lost.words(submission)}, which could not be"
                " read. Please look.",
                evidence,
                searched,
            )
        return Outcome(Status.FAIL, f"{said} {there}", tuple(evidence), searched)
    if mixed:
        said = " ".join(
            f"{_title(mentions[name][0])} may be what a heading calls {printed(other)}."
            for name in mixed
            if (other := _other_scheme(name, opened)) is not None
        )
        return for_a_person(
            f"Letters and numbers are mixed in naming the appendices. {said} Please check that each"
            " is the one meant.",
            [m.evidence for name in mixed for m in mentions[name][:_SHOWN]],
            searched,
        )
    message = _met(mentions, found)
    if found.passage.unread:
        return unread(message, found.passage.unread, submission, searched)
    evidence = [m[0].evidence for m in mentions.values()]
    return Outcome(Status.PASS, message, tuple(evidence), searched)


def _by_name(mentions: Iterable[Mention]) -> dict[AppendixName, list[Mention]]:
    grouped: dict[AppendixName, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(mention.name, []).append(mention)
    return dict(sorted(grouped.items()))


def _is_there(name: AppendixName, opened: set[AppendixName]) -> bool:
    """An appendix is there with its whole, and a whole with any of its pieces."""
    return name.whole in opened or any(o == name or o.whole == name for o in opened)


def _is_excused(places: list[Mention], found: Appendices, submission: Submission) -> bool:
    """True where it is said to be withheld, or the part that it names is there without a heading."""
    if found.all_withheld or any(m.withheld for m in places):
        return True
    return any(_named_part_is_there(m, submission) for m in places)


def _named_part_is_there(mention: Mention, submission: Submission) -> bool:
    if _PLAN.search(mention.about) and submission.has(Role.ACTION_PLAN):
        return True
    if _LETTER.search(mention.about) and submission.has(Role.FEEDBACK_LETTER):
        return True
    title = fold(mention.about)
    if not mention.listed or not title:
        return False
    return any(s.role in _BACK and fold(s.title) == title for s in submission.sections)


def _other_scheme(name: AppendixName, opened: set[AppendixName]) -> AppendixName | None:
    other = AppendixName("number" if name.scheme == "letter" else "letter", name.ordinal)
    return other if other in opened else None


def _title(mention: Mention) -> str:
    return f"Appendix {mention.printed}"


def _say(name: AppendixName, places: list[Mention], submission: Submission) -> str:
    pages = page_ranges((m.evidence.file, m.evidence.page or 1) for m in places)
    only = " (in the contents list)" if all(m.listed for m in places) else ""
    return (
        f"Appendix {printed(name)} is mentioned on {in_words(pages, submission)}{only}, but no"
        " heading opens it."
    )


def _openings(found: Appendices, submission: Submission) -> str:
    firsts: dict[AppendixName, str] = {}
    for o in found.openings:
        at = f"page {o.page}" if o.page else f"“{submission.files[o.file].name}”"
        firsts.setdefault(o.name, f"{printed(o.name)} ({at})")
    if not firsts:
        return "No heading of an appendix was found."
    return f"Headings found: {', '.join(firsts.values())}."


def _met(mentions: dict[AppendixName, list[Mention]], found: Appendices) -> str:
    if not mentions:
        return "No appendix is mentioned."
    names = ", ".join(printed(name) for name in mentions)
    withheld = any(m.withheld for places in mentions.values() for m in places)
    tail = " or is said to be withheld" if withheld or found.all_withheld else ""
    return f"Every appendix that is mentioned ({names}) is there{tail}."


KIND = Kind("appendices-cited", AppendicesCited, run, needs_part=False)
