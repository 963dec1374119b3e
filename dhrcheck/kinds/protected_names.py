"""``protected-names``: the names of the user's own list stand nowhere in the files.

Without a list a person must look: words that may be real names are laid out on the screen only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dhrcheck.document.doubtful import unread_or_doubtful
from dhrcheck.kinds.answers import unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.whereabouts import listed, readable_pages
from dhrcheck.outcome import Evidence, Outcome, Status

if TYPE_CHECKING:
    from dhrcheck.protected.finding import Hit, Search

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class ProtectedNamesAbsent:
    """``without_list`` is what is said where no list of names was given, and what to do then."""

    without_list: str
    advice_without_list: str


def run(parameters: ProtectedNamesAbsent, question: Question) -> Outcome:
    """``fail`` on a certain find, ``review`` on an uncertain one or where there is no list."""
    if question.protected is None:
        return _without_list(parameters, question)
    search = question.protected
    searched = readable_pages(question.submission)
    certain = [h for h in search.hits if not h.why]
    if certain:
        return Outcome(Status.FAIL, _found(search, certain), _evidence(search.hits), searched)
    doubt = unread_or_doubtful(question.submission)
    if doubt:
        said = "None of the listed names was found for certain in what could be read well."
        outcome = unread(said, doubt, question.submission, searched)
        return replace(outcome, evidence=_evidence(search.hits))
    if search.hits:
        reasons = listed(list(dict.fromkeys(h.why for h in search.hits)))
        message = (
            f"{_places(len(search.hits))} may hold a listed name ({reasons}). Please look whether"
            " they do."
        )
        return Outcome(Status.REVIEW, message, _evidence(search.hits), searched)
    number = len(search.names)
    names = "1 name" if number == 1 else f"{number:,} names"
    return Outcome(
        Status.PASS,
        f"Nothing on your list ({names}) was found: not in the text, the letter, headers and"
        " contents, nor in properties, bookmarks, links, comments, forms and file names.",
        searched=searched,
    )


def _found(search: Search, certain: list[Hit]) -> str:
    names = len({h.entry for h in certain})
    where = listed(list(dict.fromkeys(h.where for h in certain))[:6])
    said = "One name" if names == 1 else f"{names} names"
    more = len(search.hits) - len(certain)
    message = f"{said} of your list: found in {_places(len(certain)).lower()}, in {where}."
    if more:
        message += f" {_places(more)} more may hold one."
    return message


def _places(number: int) -> str:
    return "One place" if number == 1 else f"{number} places"


def _evidence(hits: tuple[Hit, ...]) -> tuple[Evidence, ...]:
    ordered = sorted(hits, key=lambda h: bool(h.why))
    return tuple(dict.fromkeys(_shown(hit) for hit in ordered))


def _shown(hit: Hit) -> Evidence:
    if hit.evidence.quote is not None and not hit.where.startswith("text that is covered"):
        return hit.evidence
    return replace(hit.evidence, quote=f"[in {hit.where}]")


def _without_list(parameters: ProtectedNamesAbsent, question: Question) -> Outcome:
    from dhrcheck.document.candidates import candidate_names

    submission = question.submission
    found = candidate_names(submission)[:_SHOWN]
    shown = tuple(passage.evidence(*span, around=30) for passage, span in found)
    message = " ".join(parameters.without_list.split())
    if shown:
        message += (
            f" Words that may be names, and that nothing in the review explains, stand in"
            f" {_places(len(shown)).lower()}; they are shown on the screen only."
        )
    places = tuple(replace(e, quote=None) for e in shown)
    return Outcome(
        Status.REVIEW,
        message,
        places,
        readable_pages(submission),
        fix=" ".join(parameters.advice_without_list.split()),
        on_screen=shown,
    )


KIND = Kind("protected-names", ProtectedNamesAbsent, run, needs_part=False)
