"""``details-to-weigh``: what, put together, could tell local people who is meant; a person weighs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from dhrcheck.document.doubtful import unread_or_doubtful
from dhrcheck.document.passage import Passage
from dhrcheck.document.speech import is_reference
from dhrcheck.kinds.private_answers import on_pages
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

_SUM = compiled(
    r"£\s?(?!\d{1,3}\b(?![,.]\d))\d{1,3}(?:,?\d{3})*(?:\.\d\d)?(?!\d|\s?(?:m\b|bn\b|million|billion))"
)
_SHOWN = 4
"""How many places of each kind are shown."""


class _Found(NamedTuple):
    what: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DetailsToWeigh:
    """``ask`` is the question; ``none`` is said where nothing was found. ``phrases`` are, under a plain
    name of each kind of detail, the words that raise it; ``never`` longer phrases that do not.
    ``hosts`` are web hosts of news and social media; ``sums`` names exact sums of money where wanted.
    """

    ask: str
    none: str
    phrases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    sums: str = ""


def run(parameters: DetailsToWeigh, question: Question) -> Outcome:
    """Always ``review``: the details laid out by kind, or a reminder where none was found."""
    passage = question.passage()
    found = [*_links(parameters, question), *_details(parameters, passage)]
    kinds = list(dict.fromkeys(f.what for f in found))
    doubt = unread_or_doubtful(question.submission, question.where.part, question.where.not_in)
    not_seen = f" {doubt.words(question.submission)} could not be read." if doubt else ""
    if not found:
        message = f"{parameters.none} {parameters.ask}{not_seen}"
        return Outcome(Status.REVIEW, " ".join(message.split()), searched=passage.searched)
    said = []
    for kind in kinds:
        places = [f.evidence for f in found if f.what == kind]
        said.append(f"{kind} ({on_pages(places)})")
    shown = [f.evidence for kind in kinds for f in [f for f in found if f.what == kind][:_SHOWN]]
    message = f"The review holds {', '.join(said)}. {parameters.ask}{not_seen}"
    return Outcome(
        Status.REVIEW,
        " ".join(message.split()),
        tuple(dict.fromkeys(shown)),
        passage.searched,
    )


def _links(parameters: DetailsToWeigh, question: Question) -> Iterator[_Found]:
    """Links whose address is that of a news site or a social network."""
    for number, reading in enumerate(question.submission.files):
        for page in reading.pages:
            for link in page.annotations:
                host = _host(link.target)
                if any(host == h or host.endswith("." + h) for h in parameters.hosts):
                    yield _Found(
                        "a link to a news site or social network",
                        Evidence(number, page.number, host, link.box),
                    )


def _host(address: str) -> str:
    match = regex.match(r"\w+://(?:[^/@\s]*@)?([^/:?#\s]+)", address)
    return match.group(1).casefold() if match is not None else ""


def _details(parameters: DetailsToWeigh, passage: Passage) -> Iterator[_Found]:
    text = passage.text
    never = [(m.start, m.end) for m in compile_phrases(parameters.never).finditer(text)]
    hosts = compile_phrases(parameters.hosts)
    for match in hosts.finditer(text):
        yield _Found(
            "a news site's or social network's address", passage.evidence(match.start, match.end)
        )
    for what, phrases in parameters.phrases.items():
        for match in compile_phrases(phrases).finditer(text):
            clear = not any(match.start < b and a < match.end for a, b in never)
            if clear and not is_reference(passage, match.start):
                yield _Found(what, passage.evidence(match.start, match.end, around=50))
    if parameters.sums:
        for money in _SUM.finditer(text):
            if not is_reference(passage, money.start()):
                yield _Found(parameters.sums, passage.evidence(*money.span(), around=50))


KIND = Kind("details-to-weigh", DetailsToWeigh, run)
