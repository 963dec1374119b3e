"""The facts a panel asks for: people, dates, chair and author, panel, agencies, family, equality.

What a rule looked for is told in the rule's own words, with its pages; what was not found says where
it was looked for. Nothing is filled in.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from dhrcheck.brief.model import Entry, Standing
from dhrcheck.brief.pages import on, plain, where_of
from dhrcheck.brief.subject import by_value, not_found, person_words, told
from dhrcheck.document.fact_words import period_words
from dhrcheck.document.model import Person, PersonRole, Role, Submission
from dhrcheck.engine import Report, Result
from dhrcheck.outcome import Status

_MOST_NAMED = 12
_STANDING = {
    Status.PASS: Standing.FOUND,
    Status.FAIL: Standing.NOT_FOUND,
    Status.REVIEW: Standing.OPEN,
    Status.UNREAD: Standing.UNREAD,
}
_QUOTED = 150
_SHORTEST = 40
_SENTENCE = regex.compile(r"[.;:]\s+(?=\p{Lu}|\d)")
_PARAGRAPH = regex.compile(r"(?:^|(?<=\s))(?:\d{1,2}(?:\.\d{1,3})+\.?|[A-Z]\d{1,2})\s+(?=\p{Lu})")
_TOLD = (
    ("Timescales", "report-timescales", "timescales"),
    ("Independence of chair and author", "report-chair-independence", "chair"),
    ("Career and experience", "report-chair-experience", "chair"),
    ("Specialist on the panel", "report-panel-specialist", "panel"),
    ("Independence of the agencies' authors", "report-imr-independence", "contributors"),
    ("Family, friends and others", "report-family-involvement", "family"),
    ("Perpetrator's part", "report-perpetrator-involvement", "perpetrator-contact"),
    ("Equality and diversity", "report-equality", "equality"),
    ("Terms of reference", "report-terms-of-reference", "terms-of-reference"),
    ("Parallel reviews", "report-parallel-reviews", "parallel-reviews"),
)
_IN_ITS_WORDS = (
    "report-timescales",
    "report-chair-independence",
    "report-chair-experience",
    "report-imr-independence",
    "report-perpetrator-involvement",
)
"""Rules whose finding says no more than that it is there: the review's own words say more."""


def gathered_entries(report: Report) -> tuple[Entry, ...]:
    """The entries of the chapter on facts, in the order of a panel's reading."""
    submission = report.submission
    by_rule = {label: _told(label, rule, slot, report) for label, rule, slot in _TOLD}
    entries = [
        _others(submission),
        _period(submission),
        by_rule.pop("Timescales"),
        _leads(submission),
        by_rule.pop("Independence of chair and author"),
        by_rule.pop("Career and experience"),
        _panel(report),
        by_rule.pop("Specialist on the panel"),
        _agencies(submission),
        *by_rule.values(),
    ]
    return tuple(entry for entry in entries if entry is not None)


def _others(submission: Submission) -> Entry | None:
    """Relatives, children and others who are named in the review, as they are called there."""
    facts = submission.facts
    people = facts.with_role(PersonRole.RELATIVE, PersonRole.CHILD, PersonRole.UNKNOWN)
    if not people:
        return None
    return told("Others named", _named(people, 8), _places(people), submission)


def _period(submission: Submission) -> Entry:
    said, pages = by_value(submission.facts.periods, submission, period_words)
    if not said:
        return not_found("Period reviewed", submission)
    return told("Period reviewed", "; ".join(said[:3]), pages, submission)


def _leads(submission: Submission) -> Entry:
    facts = submission.facts
    chairs, authors = facts.with_role(PersonRole.CHAIR), facts.with_role(PersonRole.AUTHOR)
    if not chairs and not authors:
        return not_found("Chair and author", submission)
    if {p.name for p in chairs} == {p.name for p in authors}:
        said = f"{_names(chairs)} (chair and author)"
    else:
        both = (("chair", chairs), ("author", authors))
        said = "; ".join(f"{what}: {_names(p) or 'not found'}" for what, p in both)
    return told("Chair and author", said, _places((*chairs, *authors)), submission)


def _panel(report: Report) -> Entry | None:
    """What the rule on the panel says, and the bodies from which its members came."""
    submission = report.submission
    members = submission.facts.with_role(PersonRole.PANEL_MEMBER)
    entry = _told("Panel", "report-panel", "panel", report)
    agencies = dict.fromkeys(plain(p.agency, 80) for p in members if p.agency)
    if entry is None or not agencies:
        return entry
    wordless = entry.wordless or entry.text
    return replace(entry, text=f"{entry.text} From: {_listed(list(agencies))}.", wordless=wordless)


def _agencies(submission: Submission) -> Entry:
    found = submission.facts.agencies
    names = dict.fromkeys(plain(fact.value, 80) for fact in found)
    if not names:
        return not_found("Agencies that contributed", submission)
    said = f"{len(names)}: {_listed(list(names))}"
    pages = ((f.place.file, f.place.page) for f in found)
    entry = told("Agencies that contributed", said, pages, submission)
    return replace(entry, wordless=f"{len(names)}; their names are left out here.")


def _told(label: str, rule_id: str, slot: str, report: Report) -> Entry | None:
    """What the rule on a section says of it; the section itself where no rule was asked."""
    result = next((r for r in report.results if r.rule.id == rule_id), None)
    submission = report.submission
    if result is None or result.outcome.status is Status.NOT_APPLICABLE:
        other_stage = result is not None and report.stage not in result.rule.stages
        return _section(label, slot, submission, must=not other_stage)
    standing = _STANDING.get(result.outcome.status)
    if standing is None:
        return Entry(label, "The check on this broke; please look by eye.", standing=Standing.OPEN)
    said = plain(result.outcome.message)
    where = where_of(result, submission)
    if standing is Standing.NOT_FOUND:
        return Entry(label, _not_met(said), where, standing)
    if standing is Standing.FOUND and rule_id in _IN_ITS_WORDS:
        said = _quote(result) or said
    return Entry(label, said, where, standing)


def _not_met(message: str) -> str:
    """The rule's sentence, so that it reads as a finding beside "not found"."""
    said_already = "not found" in message or message.lower().startswith(("no ", "not", "nothing"))
    return message if said_already else f"Open: {message}"


def _quote(result: Result) -> str:
    """The first words that were found, where they are a sentence and not a heading or a table's row."""
    quote = next((e.quote for e in result.outcome.evidence if e.quote), "")
    if "|" in quote:
        return ""
    # The words found stand in the middle of the quote; what leads up to them may be another paragraph.
    begun = [m.end() for m in _PARAGRAPH.finditer(quote, 0, len(quote) * 2 // 3)]
    if not begun and not quote[:1].isupper():
        begun = [m.end() for m in _SENTENCE.finditer(quote, 0, len(quote) // 2)][:1]
    quote = quote[begun[-1] :] if begun else quote
    if len(quote) < _SHORTEST:
        return ""
    opening = "" if quote[0].isupper() else "…"
    quote = plain(quote, _QUOTED)
    ending = "" if quote.endswith((".", "?", "!", "…")) else "…"
    return f"“{opening}{quote}{ending}”"


def _section(label: str, slot: str, submission: Submission, *, must: bool) -> Entry | None:
    found = submission.sections_in(slot, Role.OVERVIEW_REPORT) or submission.sections_in(slot)
    if found:
        titles = "; ".join(f"“{plain(s.title, 80)}”" for s in found[:2])
        where = on(((s.file, s.page) for s in found[:2]), submission)
        return Entry(label, f"See the section {titles}.", where, wordless="See the section there.")
    return not_found(label, submission) if must else None


def _named(people: tuple[Person, ...], most: int) -> str:
    said = [person_words(p) for p in people[:most]]
    more = len(people) - most
    return "; ".join(said) + (f"; and {more} more" if more > 0 else "")


def _names(people: tuple[Person, ...]) -> str:
    return ", ".join(plain(p.name, 80) for p in people[:3])


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return "; ".join(names[:_MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _places(people: tuple[Person, ...]) -> list[tuple[int, int]]:
    return [(place.file, place.page) for person in people for place in person.places]
