"""Finding the forms of a list in one text, with what stands around them weighed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dhrcheck.document.full_dates import full_dates
from dhrcheck.document.names import NOT_SUBJECTS
from dhrcheck.patterns import compiled
from dhrcheck.protected.folding import Tokens, tokens_of
from dhrcheck.protected.forms import Form, Forms
from dhrcheck.protected.ordinary import PLACES, TITLES

_LONGEST_GAP = 4
_JOINING = compiled(r"[\s'’\"“”().,_/\\+&-]{0,4}")
_BROKEN = compiled(r"-\s?")
_SENTENCE_END = compiled(r"(?:^|[.!?:;•\n]|\d[.)])[\s\"'“‘(•-]*$")
_LAW = compiled(r"['’]s\s+(?:Law|Rule|Act|Legacy|Charter|Code|Clause)\b")
_CITED = compiled(
    r"[,\s]*(?:et al|(?:and|&)\s+\p{Lu}[\p{L}'-]+\s*[,(]|\(?(?:19|20)\d\d[a-z]?\)?[.,)])"
)
_DOINGS = frozenset(
    """said told stated reported disclosed denied admitted pleaded asked replied claimed attended
    moved lived went wanted felt thought believed visited phoned texted contacted called refused
    killed attacked""".split()
)
"""What a person does: after them an ordinary word that opens a sentence is a name."""
_FIGURES = compiled(r"\d")


class Match(NamedTuple):
    """``text[start:end]`` is a form of entry number ``entry``; ``why`` it is not certain, or empty."""

    start: int
    end: int
    entry: int
    why: str = ""
    word: str = ""
    """The single word found, folded, where it was a surname or first name alone."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """``everywhere`` is True for file names, links and the like, where capitals tell nothing."""

    forms: Forms
    everywhere: bool = False

    def find(self, text: str) -> list[Match]:
        """All that stands in ``text``, by place; of overlapping finds the longest."""
        tokens = tokens_of(text)
        found = list(self._words(tokens))
        found += self._patterns(tokens)
        if self.everywhere:
            found += glued_in(tokens, self.forms)
        if self.forms.days and _FIGURES.search(text):
            found += _days(text, self.forms.days)
        found.sort(key=lambda m: (m.start, -m.end, bool(m.why)))
        kept: list[Match] = []
        for match in found:
            if not kept or match.start >= kept[-1].end:
                kept.append(match)
            elif match.end > kept[-1].end and not match.why:
                kept[-1] = match._replace(start=kept[-1].start)
        return kept

    def _words(self, tokens: Tokens) -> Iterator[Match]:
        by_word = self.forms.by_word
        for at, word in enumerate(tokens.words):
            candidates = by_word.get(word, ())
            if word.endswith("s") and tokens.is_capital(at):
                # "the Examples": the whole family.
                candidates += by_word.get(word[:-1], ())
            if at + 1 < len(tokens.words) and _BROKEN.fullmatch(tokens.gap(at)):
                candidates += by_word.get(word + tokens.words[at + 1], ())
            for form in candidates:
                last = _reach(tokens, at, form.words)
                if last is None:
                    continue
                match = self._judged(tokens, at, last, form)
                if match is not None:
                    yield match
                    break

    def _judged(self, tokens: Tokens, at: int, last: int, form: Form) -> Match | None:
        start, end = tokens.starts[at], tokens.end(last)
        if len(form.words) > 1 and not form.first_name:
            # "will power" in small letters is no Will Power.
            words = form.words
            if not self.everywhere and _all_ordinary(words) and not tokens.is_capital(at):
                return None
            surname_only = form.surname
            why = "" if form.certain else "only a part of a listed name"
            return Match(start, end, form.entry, why, " ".join(words) if surname_only else "")
        text = tokens.text
        if _LAW.match(text, end):
            return None
        if self.everywhere:
            sure = form.certain and not form.ordinary
            if not sure and not _beside_name(tokens, at, last, self.everywhere):
                return None
            why = "" if sure else "only a part of a listed name, or another word"
            return Match(start, end, form.entry, why, form.words[0])
        if form.ordinary or form.first_name:
            if not tokens.is_capital(at):
                return None
            doubt = _why_ordinary(tokens, at, last, form)
            return None if doubt is None else Match(start, end, form.entry, doubt, form.words[0])
        why = "" if form.certain else "only a part of a listed name"
        following = tokens.words[last + 1] if last + 1 < len(tokens.words) else ""
        if following in PLACES and tokens.is_capital(last + 1) and len(tokens.gap(last)) <= 2:
            why = "it may be the name of a place, a body or a law"
        elif _CITED.match(text, end):
            why = "it may be a researcher's name"
        return Match(start, end, form.entry, why, form.words[0])

    def _patterns(self, tokens: Tokens) -> Iterator[Match]:
        if not self.forms.patterns:
            return
        from dhrcheck.protected.folding import folded

        low = folded(tokens.text)
        for pattern in self.forms.patterns:
            for hit in pattern.pattern.finditer(low):
                why = "" if pattern.certain else "only a part of a listed address"
                yield Match(hit.start(), hit.end(), pattern.entry, why)


def glued_in(tokens: Tokens, forms: Forms) -> Iterator[Match]:
    """Words that hold a listed first name and surname as one ("dhrannaexamplefinal")."""
    for at, word in enumerate(tokens.words):
        for glued, entry in forms.glued.items() if len(word) > 6 else ():
            place = word.find(glued)
            if place >= 0:
                start = tokens.starts[at] + place
                yield Match(start, start + len(glued), entry)


def _reach(tokens: Tokens, at: int, words: tuple[str, ...]) -> int | None:
    """The number of the last token of a form that begins at token ``at``, or None."""
    number = at
    for position, word in enumerate(words):
        if position:
            if number + 1 >= len(tokens.words) or not _joins(tokens, number):
                return None
            number += 1
            initial = len(tokens.words[number]) == 1 and word != tokens.words[number]
            if (
                initial
                and len(words) < 4
                and number + 1 < len(tokens.words)
                and _joins(tokens, number)
            ):
                # "Anna M. Example" where the list has no middle name.
                number += 1
        if tokens.words[number] == word:
            continue
        broken = (
            number + 1 < len(tokens.words)
            and tokens.words[number] + tokens.words[number + 1] == word
            and _BROKEN.fullmatch(tokens.gap(number)) is not None
        )
        if not broken:
            if position == len(words) - 1 and tokens.words[number] == word + "s":
                continue
            return None
        number += 1
    return number


def _joins(tokens: Tokens, number: int) -> bool:
    gap = tokens.gap(number)
    return len(gap) <= _LONGEST_GAP and _JOINING.fullmatch(gap) is not None


def _all_ordinary(words: tuple[str, ...]) -> bool:
    from dhrcheck.protected.ordinary import ORDINARY

    return all(word in ORDINARY or len(word) == 1 for word in words)


def _why_ordinary(tokens: Tokens, at: int, last: int, form: Form) -> str | None:
    """Why an ordinary word or a first name is not certain; empty where it is, None where it is no name."""
    text, start, end = tokens.text, tokens.starts[at], tokens.end(last)
    before = tokens.words[at - 1] if at and len(tokens.gap(at - 1)) <= 2 else ""
    following = last + 1 < len(tokens.words) and len(tokens.gap(last)) <= 2
    after = tokens.words[last + 1] if following else ""
    if form.surname and before in TITLES and tokens.is_capital(at - 1):
        return ""
    if following and after in PLACES and tokens.is_capital(last + 1):
        return None
    if _CITED.match(text, end) or (form.ordinary and after.isdigit()):
        return None
    other_name = (
        following
        and tokens.is_capital(last + 1)
        and tokens.gap(last) in (" ", "-", "\n")
        and after not in NOT_SUBJECTS
    )
    if form.first_name:
        # "Anna Brown" is another Anna where the list has Anna Example.
        if other_name or (form.ordinary and _SENTENCE_END.search(text[:start][-12:])):
            return None
        return "a listed first name alone"
    named = at > 0 and before and tokens.is_capital(at - 1) and before not in NOT_SUBJECTS
    if (named and not text[start:end].isupper()) or (other_name and form.certain):
        return "a listed name that is an ordinary word too"
    if text[start:end].isupper():
        return None
    if _SENTENCE_END.search(text[:start][-12:]) and after not in _DOINGS:
        return None
    if form.words[0] in NOT_SUBJECTS or len(form.words[0]) < 3:
        return None
    return "a listed name that is an ordinary word too"


def _beside_name(tokens: Tokens, at: int, last: int, everywhere: bool) -> bool:
    near = [tokens.words[n] for n in (at - 1, last + 1) if 0 <= n < len(tokens.words)]
    return any(word in TITLES for word in near)


def _days(text: str, days: dict[date, int]) -> Iterator[Match]:
    for found in full_dates(text):
        if found.day in days:
            yield Match(found.start, found.end, days[found.day])
