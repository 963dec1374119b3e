"""``passages-for-a-person``: lays out what a review says on a matter that only a person can judge."""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.document.passage import Passage, Span, page_words
from dhrcheck.document.speech import is_reference
from dhrcheck.kinds.answers import not_applicable, unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Outcome, PageRange, Status
from dhrcheck.rulebook.phrases import compile_phrases

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class PassagesForAPerson:
    """``phrases`` raise the matter; ``never`` are longer phrases that look alike and are not it.

    ``ask`` is what the person should decide. ``policy`` are words of sentences that only quote a
    policy: where nothing else is found the message says so. ``none`` completes the message where
    nothing is found at all (the rule is then not applicable; with ``always`` it is for a person
    all the same). ``beside`` are words of sentences beside the point, such as a delay of the review
    itself: they are laid out last, and where there are no others ``beside_says`` is added.
    """

    phrases: tuple[str, ...]
    ask: str
    none: str
    never: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    beside_says: str = ""
    always: bool = False


def run(parameters: PassagesForAPerson, question: Question) -> Outcome:
    """``review`` with the sentences, or ``not-applicable`` where the matter is not mentioned."""
    passage = question.passage()
    sentences = _sentences(parameters, passage)
    if not sentences:
        if passage.unread:
            return unread(parameters.none, passage.unread, question.submission, passage.searched)
        if parameters.always:
            message = f"{parameters.none} {parameters.ask}"
            return Outcome(Status.REVIEW, message, (), passage.searched)
        return not_applicable(parameters.none, passage.searched)
    pages = sorted({(ln.file, ln.page) for s in sentences for ln in [passage.line_at(s.start)]})
    listed = ", ".join(page_words(PageRange(f, n, n)).removeprefix("page ") for f, n in pages[:20])
    count = "one sentence" if len(sentences) == 1 else f"{len(sentences)} sentences"
    message = (
        f"Mentioned in {count} (page{'s' if len(pages) > 1 else ''} {listed}). {parameters.ask}"
    )
    policy = compile_phrases(parameters.policy)
    if parameters.policy and all(policy.search(passage.text, *s) for s in sentences):
        message += " Only a policy seems to be mentioned, without what was done for this person."
    beside = compile_phrases(parameters.beside)
    aside = [s for s in sentences if parameters.beside and beside.search(passage.text, *s)]
    if len(aside) == len(sentences):
        message += f" {parameters.beside_says}" if aside else ""
    ordered = [*(s for s in sentences if s not in aside), *aside]
    shown = tuple(passage.evidence(*span) for span in ordered[:_SHOWN])
    return Outcome(Status.REVIEW, message, shown, passage.searched)


def _sentences(parameters: PassagesForAPerson, passage: Passage) -> list[Span]:
    never = [(m.start, m.end) for m in compile_phrases(parameters.never).finditer(passage.text)]
    found = [
        passage.sentence_at(m.start)
        for m in compile_phrases(parameters.phrases).finditer(passage.text)
        if not any(m.start < b and a < m.end for a, b in never)
        and not is_reference(passage, m.start)
    ]
    return list(dict.fromkeys(found))


KIND = Kind("passages-for-a-person", PassagesForAPerson, run)
