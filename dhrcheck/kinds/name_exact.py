"""``name-exact``: a name, such as that of an Act, that must be written right wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import regex

from dhrcheck.document.passage import Passage
from dhrcheck.kinds.answers import found, not_applicable, unread
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Outcome, ReadAs, Status
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

_LETTERS = compiled(r"[^\p{L}&]+")
_SMALL = ("and", "&", "of", "the")
_MISREAD = 92
"""How alike (0 to 100) a name on a recognised page must be to count as the right one misread."""
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class NameExact:
    """``name`` is the right one, ``year`` the number that may follow it.

    A stretch of words is taken for the name where it begins and ends with the same words and holds
    ``telling`` of those between. ``others`` are names that look alike and are something else.
    """

    name: str
    year: int
    others: tuple[str, ...] = ()
    telling: int = 2


class _Mention(NamedTuple):
    start: int
    end: int
    right: bool


def run(parameters: NameExact, question: Question) -> Outcome:
    """``fail`` with every wrong mention; one in quotation marks is for a person."""
    passage = question.passage()
    mentions = list(_mentions(parameters, passage))
    if not mentions:
        message = f"The {parameters.name} is not named."
        if passage.unread:
            return unread(message, passage.unread, question.submission, passage.searched)
        return not_applicable(message, passage.searched)
    wrong = [m for m in mentions if not m.right]
    own = [m for m in wrong if not passage.is_quoted(m.start, m.end)]
    if not wrong:
        if passage.unread:
            message = "Every mention that could be read is right."
            return unread(message, passage.unread, question.submission, passage.searched)
        first = mentions[0]
        count = "once" if len(mentions) == 1 else f"{len(mentions)} times"
        return found(
            f"The {parameters.name} {parameters.year} is named {count}, and rightly.",
            (passage.evidence(first.start, first.end),),
            passage,
        )
    shown = own or wrong
    said = "; ".join(dict.fromkeys(" ".join(passage.text[m.start : m.end].split()) for m in shown))
    message = f"The Act is the {parameters.name} {parameters.year}, and is written “{said}”."
    if not own:
        message += " The words are quoted: please check whether the slip is the source's own."
    return Outcome(
        Status.FAIL if own else Status.REVIEW,
        message,
        tuple(passage.evidence(m.start, m.end) for m in shown[:_SHOWN]),
        passage.searched,
    )


def _mentions(parameters: NameExact, passage: Passage) -> Iterator[_Mention]:
    pattern = _pattern(parameters.name)
    wanted = _bare(parameters.name)
    stems = _stems(parameters.name)
    for opening in compile_phrases((f"{parameters.name.split()[0].strip(',')}*",)).finditer(
        passage.text
    ):
        match = pattern.match(passage.text, opening.start)
        if match is None:
            continue
        bare = _bare(match["name"])
        year = int(match["year"]) if match["year"] else None
        if sum(stem in bare for stem in stems) < parameters.telling:
            continue
        if year != parameters.year and compile_phrases(parameters.others).search(match["name"]):
            continue
        right = bare == wanted or _is_misread(bare, wanted, passage, match.start())
        right = right and year in (None, parameters.year)
        yield _Mention(match.start(), match.end("year") if year else match.end("name"), right)


@lru_cache(maxsize=16)
def _pattern(name: str) -> regex.Pattern[str]:
    """From the name's first word to its last, over words with capitals, its own and small ones."""
    first, *middle, last = (regex.escape(w.strip(",")) for w in name.split())
    own = "|".join([*middle, *_SMALL])
    plural = r"(?:s|'s|s')?"
    return regex.compile(
        rf"(?P<name>(?i:{first})(?:[^\S\n]|[,&()/'-])*"
        rf"(?:(?:\p{{Lu}}[\p{{L}}']*|(?i:{own}){plural})(?:[^\S\n]|[,&()/-])*){{1,8}}?"
        rf"(?<=[\s,)-])(?:{last}|{last.upper()}|(?i:{last})(?=[^\S\n]*[,(]?[^\S\n]*\d{{4}})))"
        r"(?!\p{L})(?:[^\S\n]*[,(\[]?[^\S\n]*(?P<year>(?:19|20)\d\d)(?!\d))?",
    )


def _bare(name: str) -> str:
    return _LETTERS.sub("", name).casefold().replace("&", "and")


@lru_cache(maxsize=16)
def _stems(name: str) -> tuple[str, ...]:
    """The beginnings of the telling words between the first and the last."""
    middle = (w.strip(",").casefold() for w in name.split()[1:-1])
    return tuple(w[: max(4, len(w) - 2)] for w in middle if w not in _SMALL)


def _is_misread(bare: str, wanted: str, passage: Passage, at: int) -> bool:
    if passage.line_at(at).read is not ReadAs.OCR:
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(bare, wanted) >= _MISREAD


KIND = Kind("name-exact", NameExact, run)
