"""``one-name``: titles should call the review by one name, or say once that the name has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dhrcheck.document.front_pages import titles_passage
from dhrcheck.document.passage import Passage, Span
from dhrcheck.kinds.answers import found, unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import listed
from dhrcheck.outcome import Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases


@dataclass(frozen=True, slots=True)
class OneName:
    """``names`` are the names, each with all its spellings; ``never`` are longer titles that hold one.

    ``bridges`` are words by which a sentence that holds two names explains them.
    """

    names: dict[str, tuple[str, ...]]
    bridges: tuple[str, ...]
    never: tuple[str, ...] = ()


def run(parameters: OneName, question: Question) -> Outcome:
    """``pass`` with one name or a bridge; two names without one are for a person."""
    submission = question.submission
    titles = titles_passage(submission)
    used = _used(parameters, titles)
    if len(used) < 2:
        if titles.unread:
            message = "The covers and titles that could be read use one name."
            return unread(message, titles.unread, submission, titles.searched)
        said = (
            f"The titles use one name, {next(iter(used))}."
            if used
            else "No title names the review."
        )
        shown = tuple(titles.evidence(*span) for span in used.values())
        return found(said, shown, titles)
    shown = tuple(titles.evidence(*span, around=60) for span in used.values())
    for passage in (titles, question.passage()):
        bridge = _bridge(parameters, passage, used)
        if bridge is not None:
            message = f"The titles use {listed(list(used))}, and the report explains it."
            return found(message, (*shown, passage.evidence(*bridge, around=60)), titles)
    message = (
        f"The titles use {listed(list(used))}, and nothing was found that explains the change."
    )
    return Outcome(Status.REVIEW, message, shown, titles.searched)


def _used(parameters: OneName, passage: Passage, within: Span | None = None) -> dict[str, Span]:
    """The first place of each name in the passage, or in a part of it."""
    start, end = within or Span(0, len(passage.text))
    barred = [
        (m.start, m.end)
        for m in compile_phrases(parameters.never).finditer(passage.text, start, end)
    ]
    used: dict[str, Span] = {}
    for name, spellings in parameters.names.items():
        for match in compile_phrases(spellings).finditer(passage.text, start, end):
            if not any(match.start < b and a < match.end for a, b in barred):
                used[name] = Span(match.start, match.end)
                break
    return used


def _bridge(parameters: OneName, passage: Passage, titled: Iterable[str]) -> Span | None:
    """A sentence with two of the titles' names and words that join them, or two side by side."""
    names = sorted(titled, key=lambda n: _count(parameters.names[n], passage))
    bridges = compile_phrases(parameters.bridges)
    # A sentence with two names holds one that is not the commonest.
    for name in names[:-1]:
        for match in compile_phrases(parameters.names[name]).finditer(passage.text):
            sentence = _round(passage, match.start)
            used = _used(parameters, passage, sentence)
            spans = sorted(used[n] for n in names if n in used)
            if len(spans) < 2:
                continue
            gap = passage.text[spans[0].end : spans[1].start]
            joined = len(gap) <= 4 and any(c in gap for c in "/(&+")
            if joined or bridges.search(passage.text, *sentence):
                return Span(spans[0].start, spans[1].end)
    return None


def _round(passage: Passage, at: int) -> Span:
    """The sentence at ``at`` with the ones beside it: a change is often told in two sentences."""
    here = passage.sentence_at(at)
    before = passage.sentence_at(max(0, here.start - 2))
    after = passage.sentence_at(min(len(passage.text) - 1, here.end + 2))
    return Span(min(before.start, here.start), max(here.end, after.end))


def _count(spellings: tuple[str, ...], passage: Passage) -> int:
    return sum(1 for _ in compile_phrases(spellings).finditer(passage.text))


KIND = Kind("one-name", OneName, run, wants=True)
