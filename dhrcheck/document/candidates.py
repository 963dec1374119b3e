"""Capitalised words that may be somebody's real name: nothing in the review explains them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from dhrcheck.document.model import Role, Submission
from dhrcheck.document.names import NOT_SUBJECTS, is_full_name
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.speech import is_reference
from dhrcheck.patterns import compiled
from dhrcheck.protected.ordinary import PLACES
from dhrcheck.rulebook.phrases import WordIndex, word_index

_PAIR = compiled(
    r"(?<![\p{L}'’.-][ ]?)(?<!\p{Lu}\p{Ll}+ )"
    r"\p{Lu}\p{Ll}[\p{L}'-]*+(?: \p{Lu}\p{Ll}[\p{L}'-]*+){1,2}(?! ?\p{Lu}\p{Ll})"
)
_WORD = compiled(r"[\p{L}'-]+")
_POSSESSIVE = compiled(r"'s?$")
_FULL_LINE = 40
"""Letters from which a line may have been broken by its width, in the middle of a name."""
_NO_NAMES = frozenset(
    """operation project model tool law rule act bill scheme programme strategy campaign week day month group
    forum network line number line helpline charity society institute ministry minister justice affairs
    royal national international european latin african asian caribbean muslim christian jewish hindu sikh
    bank holiday new year eve boxing good friday facebook whatsapp instagram snapchat google teams zoom
    microsoft word adobe windows acrobat living well great saint mount port upper lower""".split()
)


def candidate_names(submission: Submission) -> list[tuple[Passage, Span]]:
    """Where such names first stand, each once, in the order of the text.

    The letter is left out: it names those who sent and got it.
    """
    passage = submission.passage((), without=(Role.FEEDBACK_LETTER, Role.CONTENTS))
    index = word_index(passage.text)
    known = _known(submission)
    found: dict[str, tuple[Passage, Span]] = {}
    for span in _spans(passage.text):
        words = [_POSSESSIVE.sub("", w) for w in _WORD.findall(passage.text[span.start : span.end])]
        name = " ".join(words)
        if name in found or not _is_candidate(words, known, index, passage, span):
            continue
        found[name] = (passage, span)
    return list(found.values())


def _spans(text: str) -> Iterator[Span]:
    for match in _PAIR.finditer(text):
        yield Span(match.start(), match.end())


def _known(submission: Submission) -> frozenset[str]:
    """The words of all names that the review explains: people, professionals, areas, agencies."""
    facts = submission.facts
    said = [p.name for p in facts.people]
    said += [f.value for f in (*facts.partnerships, *facts.agencies)]
    said += [p.agency or "" for p in facts.people]
    said += [letter.signatory or "" for letter in submission.letters]
    said += [letter.addressee or "" for letter in submission.letters]
    said += [letter.partnership or "" for letter in submission.letters]
    return frozenset(word.casefold() for text in said for word in _WORD.findall(text))


def _is_candidate(
    words: list[str], known: frozenset[str], index: WordIndex, passage: Passage, span: Span
) -> bool:
    low = [w.casefold() for w in words]
    if any(w in NOT_SUBJECTS or w in _NO_NAMES or w in known or w in PLACES for w in low):
        return False
    if any(len(w) < 3 or _is_word(w, index, passage.text) for w in low):
        return False
    if not is_full_name(" ".join(words)):
        return False
    line = passage.line_at(span.start)
    return not line.bold and not _crosses(passage, span) and not is_reference(passage, span.start)


def _crosses(passage: Passage, span: Span) -> bool:
    """Whether the words stand in two columns of a line, or in two lines of which the first is short:
    an address, a list of posts, the cells of a table without rules."""
    first = bisect_right(passage.starts, span.start) - 1
    last = bisect_right(passage.starts, span.end - 1) - 1
    line, start = passage.lines[first], passage.starts[first]
    if first != last:
        return len(line.text) < _FULL_LINE or line.cell != passage.lines[last].cell
    return any(span.start < start + offset < span.end for offset, _ in line.gaps)


def _is_word(word: str, index: WordIndex, text: str) -> bool:
    """True where the text also has the word in small letters: then it is one."""
    first = _WORD.match(word)
    return first is not None and any(
        text[index.starts[n]].islower() for n in index.numbers_of(word.partition("'")[0])
    )
