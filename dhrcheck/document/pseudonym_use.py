"""How the names that a review gives its people are used: in one form, spelt alike, and all explained."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from dhrcheck.document.agreement import Comparison, compare
from dhrcheck.document.misspelt import is_slip
from dhrcheck.document.model import Person, PersonRole, Role, Submission
from dhrcheck.document.names import NOT_SUBJECTS, is_code
from dhrcheck.document.passage import Passage, Span
from dhrcheck.document.speech import is_reference
from dhrcheck.document.voices import is_of_others
from dhrcheck.patterns import compiled
from dhrcheck.rulebook.phrases import WordIndex, compile_phrases, word_index

_SUBJECTS = (PersonRole.VICTIM, PersonRole.PERPETRATOR)
_CODE_WORDS = ("adult", "subject", "victim", "perpetrator", "person", "male", "female")
_TITLES = ("mr", "mrs", "ms", "miss", "mx")
_KIN = (
    "mother father parents sister brother friend friends partner husband wife son daughter children family "
    "aunt uncle neighbour colleague death body"
).split()
_EXPLAINS = compile_phrases(
    (
        "known as",
        "also known",
        "referred to as",
        "referred to",
        "formerly",
        "previously",
        "pseudonym*",
        "earlier draft",
        "the name",
        "is called",
        "are called",
        "instead of",
        "in place of",
        "real name",
    )
)
_SHORTEST = 5
_LETTER = compiled(r"[ -]?(?P<code>\p{Lu}\d?|\d)(?![\p{L}\d'])(?![.]\d)")


class Use(NamedTuple):
    """A word in the text, what is odd about it, and the listed name it stands beside ("" for none)."""

    span: Span
    name: str


def subjects(submission: Submission) -> tuple[Person, ...]:
    """The victims and perpetrators that the review names."""
    return submission.facts.with_role(*_SUBJECTS)


def other_labels(submission: Submission, passage: Passage) -> Iterator[Comparison]:
    """Subjects whom report and summary call by plainly different names, with no word of explanation."""
    for compared in compare(submission, Role.EXECUTIVE_SUMMARY, Role.OVERVIEW_REPORT):
        if compared.finding == "clash" and compared.what.startswith("name used for"):
            names = [(a.value, b.value) for a in compared.one for b in compared.other]
            if not any(_is_explained(passage, a, b) for a, b in names):
                yield compared


def _is_explained(passage: Passage, one: str, other: str) -> bool:
    """True where a sentence, or a row of a table, holds both names."""
    text = passage.text
    for match in compile_phrases((one,)).finditer(text):
        sentence = passage.sentence_at(match.start)
        near = Span(max(0, sentence.start - 80), min(len(text), sentence.end + 80))
        if compile_phrases((other,)).search(text, *near):
            said = _EXPLAINS.search(text, *near) is not None
            return (
                said
                or passage.line_at(match.start).cell is not None
                or "(" in text[near[0] : near[1]]
            )
    return False


def stray_codes(submission: Submission, passage: Passage) -> Iterator[Use]:
    """ "Adult A" where the review's people have other names, and no list gives the code."""
    people = submission.facts.people
    if any(is_code(p.name) and p.name.split()[0].casefold() in _CODE_WORDS for p in people):
        return
    text, index = passage.text, word_index(passage.text)
    for word in _CODE_WORDS:
        for number in index.numbers_of(word):
            start = index.starts[number]
            match = _LETTER.match(text, start + len(word))
            if match is None or not text[start].isupper():
                continue
            sentence = passage.sentence_at(start)
            said = text[sentence.start : sentence.end]
            if is_of_others(said) or is_reference(passage, start) or _OTHER_CASE.search(said):
                continue
            if _EXPLAINS.search(text, *sentence):
                continue
            yield Use(Span(start, match.end("code")), "")


_OTHER_CASE = compiled(
    r"\b(?:another|other|previous|earlier|different)\s+(?:\w+\s+)?(?:review|case|DHR|SAR|SCR)"
    r"|\bSAR\b|\bSerious Case Review\b",
    regex.IGNORECASE,
)


def other_titles(submission: Submission, passage: Passage) -> Iterator[Use]:
    """ "Ms J" where the list has only "Mrs J".

    "Mr L" beside "Mrs L" is a husband or a son rather than a slip, where he is named more than once or
    in one sentence with her.
    """
    listed = {p.name.replace(".", "") for p in submission.facts.people}
    letters = {
        n.split()[1]: n
        for n in listed
        if n.split()[0].casefold() in _TITLES and len(n.split()) == 2
    }
    uses: dict[str, list[Use]] = {}
    for used, span in _titled(passage.text) if letters else ():
        letter = used.split()[1]
        if letter in letters and used not in listed:
            uses.setdefault(used, []).append(Use(span, letters[letter]))
    for used, found in uses.items():
        if _are_two(used, found, passage):
            continue
        yield from found


def _titled(text: str) -> Iterator[tuple[str, Span]]:
    """Each "Ms J" with its place."""
    index = word_index(text)
    for title in _TITLES:
        for number in index.numbers_of(title):
            if number + 1 >= len(index.words):
                continue
            start, at = index.starts[number], index.starts[number + 1]
            letter = text[at : at + len(index.words[number + 1])]
            if len(letter) == 1 and at - start - len(title) <= 2:
                yield f"{text[start : start + len(title)]} {letter}", Span(start, at + 1)


def _are_two(used: str, found: list[Use], passage: Passage) -> bool:
    """Whether a man and a woman of one letter are two people of the review."""
    man = used.startswith("Mr ")
    if man == found[0].name.startswith("Mr ") or used.startswith("Mx") or "Mx" in found[0].name:
        return False
    if len(found) > 1:
        return True
    sentence = passage.sentence_at(found[0].span.start)
    said = passage.text[sentence.start : sentence.end].replace(".", "")
    return found[0].name in said or regex.search(r"\bM(?:r|rs|s|iss) (?:and|&) M", said) is not None


def misspelt(submission: Submission, passage: Passage) -> Iterator[Use]:
    """Capitalised words a letter or two from a name of the review's people, that are no other word."""
    names = {p.name for p in submission.facts.people if not is_code(p.name)}
    known = _known_words(submission)
    text, index = passage.text, word_index(passage.text)
    for name in sorted(n for n in names if len(n) >= _SHORTEST and n.isalpha()):
        if not _is_subject(submission, name):
            continue
        numbers: dict[str, int] = {}
        for number in index.beginning(name[:2].lower()):
            numbers.setdefault(index.words[number], number)
        for word, number in sorted(numbers.items(), key=lambda pair: pair[1]):
            start = index.starts[number]
            if abs(len(word) - len(name)) > 2 or word in known or not text[start].isupper():
                continue
            if (
                word == name.lower() + "s"
                or not is_slip(name.lower(), word)
                or _is_word(word, index, text)
            ):
                continue
            yield Use(Span(start, start + len(word)), name)


def unlisted(submission: Submission, passage: Passage) -> Iterator[Use]:
    """Names of relatives and friends ("Tom's mother") that no list of the review gives."""
    known = _known_words(submission)
    text, index = passage.text, word_index(passage.text)
    seen: set[str] = set()
    for kin in _KIN:
        for number in index.numbers_of(kin):
            if number < 2 or index.words[number - 1] != "s":
                continue
            word, start = index.words[number - 2], index.starts[number - 2]
            gap = text[start + len(word) : index.starts[number - 1]]
            if gap != "'" or not text[start].isupper() or not text[start + 1 : start + 2].islower():
                continue
            if word in known or word in seen or word in NOT_SUBJECTS or _is_word(word, index, text):
                continue
            if is_reference(passage, start) or len(word) < 3:
                continue
            seen.add(word)
            yield Use(Span(start, start + len(word)), "")


def _is_subject(submission: Submission, name: str) -> bool:
    professional = (PersonRole.CHAIR, PersonRole.AUTHOR, PersonRole.PANEL_MEMBER)
    return any(p.name == name and p.role not in professional for p in submission.facts.people)


def _known_words(submission: Submission) -> frozenset[str]:
    facts = submission.facts
    said = [p.name for p in facts.people] + [p.agency or "" for p in facts.people]
    said += [f.value for f in (*facts.partnerships, *facts.agencies)]
    return _words(tuple(said))


@lru_cache(maxsize=8)
def _words(said: tuple[str, ...]) -> frozenset[str]:
    return frozenset(w for text in said for w in regex.findall(r"\p{L}+", text.casefold()))


def _is_word(word: str, index: WordIndex, text: str) -> bool:
    """True where the text also has the word in small letters."""
    return any(text[index.starts[n]].islower() for n in index.numbers_of(word))
