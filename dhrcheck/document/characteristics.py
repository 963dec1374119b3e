"""What a text says of the protected characteristics, told apart from a list copied out of the Act."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dhrcheck.document.model import PersonRole, Submission
from dhrcheck.document.paragraph_spans import paragraph_spans
from dhrcheck.document.passage import Passage, Span
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import compile_phrases

_AGE = compiled(
    r"\b(?:was|were|is|being|of|aged|and|male|female|man|woman)[\s,(]+(?:1[6-9]|[2-9]\d)\b"
    r"(?!\s*(?:%|per\b|years?\s+(?:before|later|ago)|times|days|weeks|months|hours|minutes|[\p{L}]+s\b))"
)
_LIST_FROM = 5
"""Characteristics in one sentence from which it is a list, unless it speaks of somebody."""
_LABEL = 7
"""Words of the longest paragraph that only names a characteristic."""
_SUBJECTS = (PersonRole.VICTIM, PersonRole.PERPETRATOR, PersonRole.CHILD, PersonRole.RELATIVE)


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One protected characteristic: its name in messages, and the words that speak of it."""

    name: str
    words: tuple[str, ...]
    never: tuple[str, ...] = ()
    """Longer phrases in which the words speak of something else."""
    ages: bool = False
    """True: "Raj was 45" and "a woman of 68" speak of it too."""


@dataclass(slots=True)
class Considered:
    """The characteristics that are considered, each with its first words, and a bare list of them."""

    by_name: dict[str, Span] = field(default_factory=dict)
    listed: Span | None = None


def considered_in(
    passage: Passage,
    regions: Iterable[Span],
    characteristics: tuple[Characteristic, ...],
    people: tuple[str, ...],
    general: tuple[str, ...],
    submission: Submission,
) -> Considered:
    """What ``regions`` say of somebody: by pseudonym or by one of the words ``people``.

    Sentences with words of ``general`` quote the law, unless a pseudonym stands in them.
    """
    heard = Considered()
    names = tuple(p.name for p in submission.facts.people if p.role in _SUBJECTS)
    for region in regions:
        spoken_of = _starts((*people, *names), passage, region)
        law, own = (_starts(words, passage, region) for words in (general, names))
        spoken = _spoken(characteristics, passage, region)
        pending: list[str] = []
        for sentence in _sentences(passage, region):
            quotes_law = _any_in(law, sentence)
            somebody = _any_in(spoken_of, sentence) and (not quotes_law or _any_in(own, sentence))
            there = [name for name, starts in spoken.items() if _any_in(starts, sentence)]
            short = len(passage.text[sentence.start : sentence.end].split()) <= _LABEL
            if there and short and not somebody and not _in_table(passage, submission, sentence):
                # A heading or an item: what follows it may speak of somebody.
                heard.listed = heard.listed or sentence
                pending = there
                continue
            if len(there) >= _LIST_FROM and not somebody:
                heard.listed = heard.listed or sentence
            elif not quotes_law or somebody:
                for name in (*there, *(pending if somebody or not there else ())):
                    heard.by_name.setdefault(name, sentence)
            pending = []
    return heard


def _in_table(passage: Passage, submission: Submission, where: Span) -> bool:
    """True in a row of several cells: the others say what it meant, or that it is not known."""
    cell = passage.line_at(where.start).cell
    return (
        cell is not None
        and cell.table < len(submission.tables)
        and submission.tables[cell.table].columns > 1
    )


def _sentences(passage: Passage, region: Span) -> Iterator[Span]:
    """The sentences of a region, those of one paragraph never joined with the next."""
    for paragraph in paragraph_spans(passage.text, region.start, region.end):
        at = paragraph.start
        while at < paragraph.end:
            sentence = passage.sentence_at(at)
            end = min(paragraph.end, max(sentence.end, at + 1))
            yield Span(at, end)
            at = end + 1


def _starts(words: tuple[str, ...], passage: Passage, where: Span) -> list[int]:
    return [m.start for m in compile_phrases(words).finditer(passage.text, *where)]


def _any_in(starts: list[int], where: Span) -> bool:
    """True where one of ``starts`` (rising) lies in ``where``."""
    at = bisect_left(starts, where.start)
    return at < len(starts) and starts[at] < where.end


def _spoken(
    characteristics: tuple[Characteristic, ...], passage: Passage, where: Span
) -> dict[str, list[int]]:
    """Where each characteristic is spoken of, in the order of the rule."""
    spoken: dict[str, list[int]] = {}
    for one in characteristics:
        never = [
            (m.start, m.end) for m in compile_phrases(one.never).finditer(passage.text, *where)
        ]
        starts = [
            m.start
            for m in compile_phrases(one.words).finditer(passage.text, *where)
            if not any(m.start < b and a < m.end for a, b in never)
        ]
        if one.ages:
            starts += [m.start() for m in _AGE.finditer(passage.text, *where)]
        spoken[one.name] = sorted(starts)
    return spoken
