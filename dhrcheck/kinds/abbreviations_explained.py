"""``abbreviations-explained``: a glossary, or words in full beside each abbreviation."""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.document.passage import Passage
from dhrcheck.document.section_spans import SectionSpan, section_spans
from dhrcheck.kinds.answers import found, unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import listed
from dhrcheck.outcome import Evidence, Outcome, Status

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class AbbreviationsExplained:
    """``known`` need no explaining. ``often`` is from how many uses on one is asked for; one in
    ``share`` of these may lack it. ``glossary_words``: from how many words on a glossary is one.
    """

    known: tuple[str, ...]
    often: int = 3
    share: int = 10
    glossary_words: int = 12


def run(parameters: AbbreviationsExplained, question: Question) -> Outcome:
    """Looks for a glossary anywhere in the files, then at each abbreviation that is used often."""
    submission = question.submission
    whole = submission.passage()
    glossary = _glossary(parameters, question, whole)
    if glossary is not None:
        section = glossary.section
        heading = Evidence(section.file, section.page, section.title)
        return found("There is a glossary.", (heading,), whole)
    # Only this rule needs these patterns, and only where there is no glossary.
    from dhrcheck.document.abbreviations import explained_abbreviations, used_abbreviations

    passage = question.passage()
    explained = explained_abbreviations(submission, (whole.text,))
    known = frozenset(parameters.known)
    used = [
        u
        for u in used_abbreviations(passage, submission)
        if u.count >= parameters.often and u.short not in known
    ]
    open_ = [u for u in used if u.short not in explained]
    if whole.unread and (open_ or not used):
        message = "Not every abbreviation was found explained."
        return unread(message, whole.unread, submission, passage.searched)
    if not used:
        return found("No abbreviation is used often that needs explaining.", (), passage)
    if len(open_) * parameters.share <= len(used):
        shown = tuple(passage.evidence(u.start, u.end, around=60) for u in used[:3])
        rest = f" Only {open_[0].short} was not found in full." if open_ else ""
        return found(f"The abbreviations are given in full.{rest}", shown, passage)
    names = [u.short for u in open_]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return Outcome(
        Status.REVIEW,
        f"There is no glossary, and no words in full were found for {listed(names[:_SHOWN])}{more}.",
        tuple(passage.evidence(u.start, u.end, around=60) for u in open_[:_SHOWN]),
        passage.searched,
    )


def _glossary(
    parameters: AbbreviationsExplained, question: Question, whole: Passage
) -> SectionSpan | None:
    for span in section_spans(question.submission, whole, question.where.section):
        if len(whole.text[span.start : span.end].split()) >= parameters.glossary_words:
            return span
    return None


KIND = Kind("abbreviations-explained", AbbreviationsExplained, run)
