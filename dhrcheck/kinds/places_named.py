"""``places-named``: surgeries, schools, refuges and the like are not named where the story is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import regex

from dhrcheck.document.model import Role, Submission
from dhrcheck.document.passage import Passage
from dhrcheck.document.speech import is_reference
from dhrcheck.kinds.private_answers import nothing_private, on_pages
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Outcome, Status
from dhrcheck.patterns import compiled
from dhrcheck.protected.ordinary import TITLES
from dhrcheck.rulebook.phrases import compile_phrases, word_index

_LISTS = frozenset(
    """contributors panel methodology dissemination glossary references pseudonyms confidentiality chair
    review-panel contents distribution support definitions introduction-panel""".split()
)
_CAPITAL = compiled(r"(?:\p{Lu}[\p{L}'.-]*|of|the|and|&)$")
_STAYED = compiled(
    r"\b(?:moved|stay(?:ed|ing)|placed|fled|went|liv(?:ed|ing)|resid(?:ed|ing|ent)|admitted|accommodat\w+"
    r"|housed|rehoused|taken|returned|arrived|left)\b",
    regex.IGNORECASE,
)
_CODE = compiled(r"[ -](?:[A-Z]{1,2}|\d{1,2}|[IVX]{1,4})(?!\w)")
_GOES_ON = compiled(r"\s+(?:and|&)\s+(?:Outreach|Support|Advice|Advocacy|Housing|Services?)\b")
_REFUGE_NAMED = compiled(
    r"(?<=\brefuge,?\s+(?:called|named|known\s+as)\s+[\"']?)(?P<after>\p{Lu}[\p{L}'-]+)"
    r"|\b(?P<name>\p{Lu}[\p{L}'-]+?\s*(?:House|Court|Lodge|Place|Hall|Cottage|Villa|Grange|Manor|View|Gardens))"
    r"(?:,?\s+(?:an?\s+|the\s+)?(?:(?:local|women's|specialist)\s+)*)"
)
_ALSO_OF = compiled(
    r"\b(?:village|hamlet)\s+of\s+(?P<place>(?:\p{Lu}[\p{L}'-]{2,}(?:[\s-](?:on|in|under|by|the|le|upon)(?=[\s-]))*[\s-]?)+)"
    r"|(?P<school>(?<!\p{L})Ysgol\s+(?:\p{Lu}[\p{L}'-]+\s?){1,4})"
)
"""A village by name, and a school whose name begins with the Welsh word."""


class _Named(NamedTuple):
    start: int
    end: int
    refuge: bool


@dataclass(frozen=True, slots=True)
class PlacesNamed:
    """``kinds`` are words that end such a name ("Surgery"), ``refuges`` those of a refuge.

    ``small`` are such words in small letters ("pub"), which count after a name in capitals.
    ``general`` are words before them that name nothing ("Primary", "Local"); ``never`` are names of
    bodies, schemes and sayings that only look alike. ``sections`` are lists in which names are wanted.
    """

    kinds: tuple[str, ...]
    refuges: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


def run(parameters: PlacesNamed, question: Question) -> Outcome:
    """``review`` on a named place, ``fail`` on a named refuge where somebody stayed."""
    passage = question.passage()
    found = list(_places(parameters, passage, question.submission))
    if not found:
        return nothing_private(
            "No named surgery, school, home or other such place was found.", passage, question
        )
    refuges = [f for f in found if f.refuge]
    shown = refuges or found
    evidence = tuple(passage.evidence(f.start, f.end, around=40) for f in shown)
    if refuges:
        return Outcome(
            Status.FAIL,
            f"A refuge is named on {on_pages(evidence)}. Its name puts those who live there at risk.",
            evidence,
            passage.searched,
        )
    names = list(dict.fromkeys(" ".join(passage.text[f.start : f.end].split()) for f in found))
    said = ", ".join(f"“{name}”" for name in names[:5])
    return Outcome(
        Status.REVIEW,
        f"Named on {on_pages(evidence)}: {said}. Please look whether a general description would do.",
        evidence,
        passage.searched,
    )


@lru_cache(maxsize=8)
def _low(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(w.casefold() for w in words)


def _places(parameters: PlacesNamed, passage: Passage, submission: Submission) -> Iterator[_Named]:
    text = passage.text
    never = [(m.start, m.end) for m in compile_phrases(parameters.never).finditer(text)]
    ends = compile_phrases((*parameters.kinds, *parameters.refuges, *parameters.small))
    small = _low(parameters.small)
    refuges = _low(parameters.refuges)
    seen: set[int] = set()
    people = frozenset(p.name for p in submission.facts.people)
    yield from _glued(passage, parameters.refuges)
    yield from _otherwise_named(passage, submission, parameters)
    for match in ends.finditer(text):
        in_small = text[match.start : match.end].islower() and match.phrase.casefold() in small
        capital = text[match.start].isupper() and text[match.end - 1].islower()
        if not capital and not in_small:
            continue
        start = _opens(text, match.start, _low(parameters.general))
        if start is None or start in seen or _CODE.match(text, match.end):
            continue
        if in_small and text[start : match.start].split()[-1].isupper():
            # "NHS health centre": a body, not a name.
            continue
        if any(start < b and a < match.end for a, b in never) or text[start : match.end] in people:
            continue
        if text[match.end : match.end + 2].lstrip(" ")[:1].isupper() and text[match.end] == " ":
            # "Church Road", "School Lane": the name goes on.
            continue
        if _GOES_ON.match(text, match.end):
            continue
        if is_reference(passage, start) or _is_listed(passage, start, submission, parameters):
            continue
        seen.add(start)
        sentence = passage.sentence_at(start)
        refuge = match.phrase.casefold() in refuges
        stayed = _STAYED.search(text, sentence.start, sentence.end) is not None
        yield _Named(start, match.end, refuge and stayed)


def _otherwise_named(
    passage: Passage, submission: Submission, parameters: PlacesNamed
) -> Iterator[_Named]:
    """ "Rowan House refuge", "a refuge called Rowan House", "the village of Nether Overton"."""
    text, index = passage.text, word_index(passage.text)
    for number in index.numbers_of("refuge"):
        at = index.starts[number]
        sentence = passage.sentence_at(at)
        for match in _REFUGE_NAMED.finditer(text, max(sentence.start, at - 70), sentence.end):
            group = "name" if match["name"] else "after"
            near = match.end() == at if match["name"] else 0 < match.start() - at < 40
            if near and not _is_listed(passage, at, submission, parameters):
                yield _Named(match.start(group), match.end(group), True)
    for word in ("village", "hamlet", "ysgol"):
        for number in index.numbers_of(word):
            found = _ALSO_OF.match(text, index.starts[number])
            if found is None or _is_listed(passage, found.start(), submission, parameters):
                continue
            if not is_reference(passage, found.start()):
                group = "place" if found["place"] else "school"
                name = found[group].rstrip()
                yield _Named(found.start(group), found.start(group) + len(name), False)


def _glued(passage: Passage, refuges: tuple[str, ...]) -> Iterator[_Named]:
    """A refuge's name whose last space was lost: "HollowRefuge"."""
    text = passage.text
    for word in refuges:
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if at and text[at - 1].islower() and not text[end : end + 1].isalpha():
                start = text.rfind(" ", 0, at) + 1
                sentence = passage.sentence_at(at)
                if text[start].isupper() and _STAYED.search(text, *sentence):
                    yield _Named(start, end, True)
            at = text.find(word, end)


def _opens(text: str, at: int, general: frozenset[str]) -> int | None:
    """Where the capitalised name before ``at`` begins; None where only general words stand there."""
    start, telling = at, False
    while True:
        left = text[max(0, start - 30) : start]
        gap = len(left) - len(left.rstrip(" "))
        if not gap or not left.strip():
            break
        word = left.rstrip(" ").rsplit(None, 1)[-1] if left.strip() else ""
        if not _CAPITAL.match(word) or (word.endswith((".", ",")) and len(word) > 3):
            break
        if word.casefold().strip(".") in TITLES:
            return None
        begin = start - gap - len(word)
        if word.islower() and not telling:
            break
        low = word.casefold().strip("'.,")
        if word.islower():
            # "the" and "of" belong to a name only between its capitals.
            before = text[max(0, begin - 20) : begin].rstrip(" ").rsplit(None, 1)[-1:]
            if low == "the" or not before or not before[0][:1].isupper():
                break
        if low not in general:
            telling = telling or not _opens_sentence(text, begin) or not _is_plain(word, text)
        start = begin
    return start if telling else None


def _opens_sentence(text: str, at: int) -> bool:
    return at == 0 or text[:at].rstrip(" ")[-1:] in ".!?:\n•;"


def _is_plain(word: str, text: str) -> bool:
    """True where the text also has the word in small letters."""
    index = word_index(text)
    return any(
        text[index.starts[n]].islower() for n in index.numbers_of(word.casefold().strip("'."))
    )


def _is_listed(
    passage: Passage, offset: int, submission: Submission, parameters: PlacesNamed
) -> bool:
    """True in headings and in the lists of those who gave to the review."""
    line = passage.line_at(offset)
    # A plan names who leads, and a cover who hands in.
    if any(
        p.start <= line.index < p.end for p in submission.parts_of(Role.ACTION_PLAN, Role.COVER)
    ):
        return True
    lists = _LISTS.union(parameters.sections)
    return any(
        lists.intersection(section.slots) or line.index < section.body
        for section in submission.sections
        if section.start <= line.index < section.end
    )


KIND = Kind("places-named", PlacesNamed, run)
