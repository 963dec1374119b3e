"""Names of persons in the cells of a plan, told from agencies, posts, places and programmes.

Nothing tells "Ann Example" from "Haven Light" by its shape. A name counts where its first word is a
known given name, where a title stands before it, or where a post stands beside it; and not where it
goes on as the name of something ("Stephen Lawrence Foundation", "Clare's Law").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from dhrcheck.document.model import PersonRole, Submission
from dhrcheck.document.names import is_full_name
from dhrcheck.document.passage import Span
from dhrcheck.patterns import compiled

_NAME = compiled(
    r"(?<![\p{L}'’-])(?P<first>\p{Lu}[\p{L}'’-]+)(?:[ ]\p{Lu}\.?(?=[ ]\p{Lu}))?"
    r"[ ](?P<last>\p{Lu}[\p{L}'’-]+)(?P<after>(?:[ ](?:of|and|the|for|in))?[ ]?\p{Lu}?[\p{L}'’]*)"
)
_TITLED = compiled(
    r"(?<![\p{L}'’-])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Cllr|Councillor|DCI|DI|DS|DC|DSU|PC|PS|Sgt|"
    r"Supt|Insp|ACC|DCC|T/DCI|A/DI)\.?[ ](?:\p{Lu}[ ])?(?P<last>\p{Lu}\p{Ll}[\p{L}'’-]+)"
    r"(?:[ ]\p{Lu}\p{Ll}[\p{L}'’-]+)?"
)
_INITIAL = compiled(r"(?<![\p{L}.'’-])\p{Lu}\.?[ ](?P<last>\p{Lu}\p{Ll}[\p{L}'’-]{2,})")
_SUBJECTS = (PersonRole.VICTIM, PersonRole.PERPETRATOR, PersonRole.CHILD, PersonRole.RELATIVE)


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words by which names are told: ``given_names``; ``posts`` that may stand beside a name;
    ``goes_on`` words after which, and ``opens`` words before which, it is the name of something else;
    ``no_names`` phrases that look like names and are none."""

    given_names: tuple[str, ...]
    posts: tuple[str, ...]
    goes_on: tuple[str, ...]
    opens: tuple[str, ...]
    no_names: tuple[str, ...] = ()


def personal_names(text: str, words: NameWords, alone: bool) -> Iterator[Span]:
    """Where ``text`` names a person. ``alone``: the cell is for a lead, so "J Example" counts too."""
    given, goes_on, opens = (
        _folded(words.given_names),
        _folded(words.goes_on),
        _folded(words.opens),
    )
    taken: list[Span] = []
    for match in _TITLED.finditer(text):
        if match["last"].casefold() not in goes_on and is_full_name(f"Ann {match['last']}"):
            taken.append(Span(match.start(), match.end()))
    for match in _NAME.finditer(text):
        if _is_name(match, text, given, goes_on, opens):
            taken.append(Span(match.start(), match.end("last")))
    if alone:
        for match in _INITIAL.finditer(text):
            last = match["last"]
            whole = match.end() - match.start() == len(text.strip())
            beside = _post_beside(text, match.start(), match.end(), words.posts)
            if (whole or beside) and is_full_name(f"Ann {last}") and last.casefold() not in goes_on:
                taken.append(Span(match.start(), match.end()))
        for match in _NAME.finditer(text):
            span = Span(match.start(), match.end("last"))
            name = text[span.start : span.end]
            beside = _post_beside(text, span.start, span.end, words.posts)
            if beside and is_full_name(name) and not _is_of_thing(match, text, goes_on, opens):
                taken.append(span)
    yield from _apart(taken)


def _apart(spans: list[Span]) -> Iterator[Span]:
    reached = -1
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if span.start >= reached:
            reached = span.end
            yield span


def _is_name(
    match: regex.Match[str],
    text: str,
    given: frozenset[str],
    goes_on: frozenset[str],
    opens: frozenset[str],
) -> bool:
    first = match["first"].split("-")[0].casefold()
    if first not in given or match["last"].isupper() is not match["first"].isupper():
        return False
    name = f"{match['first']} {match['last']}"
    return is_full_name(name) and not _is_of_thing(match, text, goes_on, opens)


def _is_of_thing(
    match: regex.Match[str], text: str, goes_on: frozenset[str], opens: frozenset[str]
) -> bool:
    """ "Stephen Lawrence Foundation", "Operation Grace Field", "St Mary Magdalene"."""
    before = text[: match.start()].split()[-1:]
    if before and before[0].strip("(,.'\"").casefold() in opens:
        return True
    last = match["last"].casefold()
    after = match["after"].split()
    return (
        last in goes_on
        or last.endswith(("'s", "’s"))
        or any(w.casefold() in goes_on for w in after)
        or match["first"].casefold() in opens
    )


def _post_beside(text: str, start: int, end: int, posts: tuple[str, ...]) -> bool:
    """Whether a post stands right after ("Ann Example, Head of ...") or before in brackets' manner."""
    known = _folded(posts)
    after = regex.match(r"\s*(?:[,(/:\n–-]+\s*)(?:the\s+)?(\p{L}+)", text[end:])
    if after is not None and after[1].casefold() in known:
        return True
    before = regex.search(r"(\p{L}+)\s*[,(/:\n–-]+\s*$", text[:start])
    return before is not None and before[1].casefold() in known


@lru_cache(maxsize=16)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(w.casefold() for w in words)


def known_as_others(submission: Submission, name: str) -> bool:
    """True where the review uses the name for its people, an agency or an area."""
    folded = name.casefold()
    facts = submission.facts
    if any(folded == p.name.casefold() for p in facts.people if p.role in _SUBJECTS):
        return True
    said = [f.value for f in (*facts.agencies, *facts.partnerships)]
    return any(folded in value.casefold() for value in said)
