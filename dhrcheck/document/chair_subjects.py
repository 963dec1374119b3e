"""Who acts in a sentence about chair and author: the leads by role or name, or somebody else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from dhrcheck.document.passage import Span
from dhrcheck.patterns import compiled

CHAIR = "chair"
AUTHOR = "author"

_CHAIR = (
    r"(?:co-)?chair(?:person|man|woman)?\b(?!\s+(?:of|for)\s+(?:the\s+|its\s+|a\s+)?(?:\w+\s+){0,4}?"
    r"(?:CSP|partnership|safer|board|MARAC|trust|governors|committee|council|charity|inquest|conference))"
    r"|chaired\s+by\b"
)
_AUTHOR = (
    r"(?<!IMR )(?<!IMR report )(?<!IMRs )(?<!management review )(?<!agency )(?<!agency report )"
    r"(?<!each )(?<!every )"
    r"(?:author\b(?!s?\s+of\s+(?:the|each|every|an|its|their|one|two|any|another|that|some)\s+(?:\w+\s+){0,2}?"
    r"(?:IMRs?|individual|internal|agency|management))"
    r"|(?<=and )authors\b(?!\s+of\s+(?:the\s+)?(?:IMR|individual))"
    r"|(?<=overview report |joint |both |the report )authors\b"
    r"|report\s+writer|(?:lead|independent)\s+reviewer|(?:authored|written|produced)\s+by\b)"
)
_OTHER = (
    r"(?:each|every)\s+(?:author|writer)\b|IMR\s+(?:report\s+)?(?:authors?|writers?)|authors?\s+of\s+(?:the\s+|each\s+|all\s+)?(?:\w+\s+)?"
    r"(?:IMRs?|individual\s+management\s+reviews?|agency\s+reports?)|(?:agency|IMR)\s+authors?"
    r"|management\s+review\s+authors?|(?:review\s+)?panel(?!\s+(?:chair|and\s+chair)|'s\s+chair)"
    r"(?:\s+members?)?|members?\s+of\s+the\s+(?:review\s+)?panel|members\b|representatives?\b"
    r"|advocates?\b|IDVAs?\b|IOPC\b|IPCC\b|(?:specialist|expert)\s+(?:panel\s+)?(?:advis[eo]r|member)"
    r"|advis[eo]rs?\b|victim(?!s?'?\s+of)\b|perpetrator\b|coroner\b|officers?\b(?!\s+in\b)"
    r"|(?<=^|[.\n]\s*)the\s+famil(?:y|ies)\b"
    r"|none\s+of\s+the\s+(?:agencies|services|organisations)|agencies(?=\s+(?:had|have|were|did))"
    r"|(?:sub-?)?contributors\b|neighbours?\b|solicitor\b(?=\s+for\b)|judge\b"
)
_OURSELVES = (
    r"(?:both|neither|either|each|the\s+two|two)\s+of\s+us\b|we\s+(?:two|both)\b|us\s+both\b"
    r"|ourselves\b"
)
_BEFORE_OBJECT = compiled(
    r"(?<!\b(?:all|none|each|any|most|some|both|one|many)\s)\b(?:of|by|with|from|to|for|on|in|between|"
    r"alongside|against|into|about|than|as)\s+(?:(?:the|all|any|each|other|its|his|her|their|both|"
    r"this|these|those|an?|our|local|independent|domestic|abuse|specialist|review|overall|DHR)\s+)*$"
    # "who chaired the panel": what follows is said of whoever did.
    r"|\b(?:chair(?:ed|s|ing)|led|leads|leading|headed|convened)\s+(?:the|this|our|its)\s+(?:\w+\s+)?$"
    # "He was a chief officer": that is what he was, not somebody else.
    r"|(?<=\w[\s,]+)(?:an?|as|became|former|retired|then|later|latterly|previously|subsequently)\s+(?:[\w'-]+\s+){0,4}$",
    regex.IGNORECASE,
)
TITLES = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Sir|Dame|Rev|Cllr)\.?"


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody who leads the review; ``name`` is None where the text gives only the role.

    ``given`` is a first name by which the text may call them, where nobody else has it.
    """

    name: str | None
    roles: frozenset[str]
    given: str | None = None

    @property
    def said(self) -> str:
        """How a message speaks of this person."""
        if self.roles == {CHAIR}:
            return "the chair"
        if self.roles == {AUTHOR}:
            return "the author"
        return "the chair and author"


def surname(name: str) -> str:
    words = regex.findall(r"[\p{L}'-]+", name.split(",")[0])
    return words[-1] if words else name


_ROLES = compiled(
    rf"(?P<us>\b(?:{_OURSELVES}))|(?P<other>\b(?:{_OTHER}))|(?P<chair>\b(?:{_CHAIR}))|(?P<author>\b(?:{_AUTHOR}))",
    regex.IGNORECASE,
)


@dataclass(frozen=True)
class Tokens:
    """Finds people by role and by name. The long pattern of roles is compiled once for all."""

    names: regex.Pattern[str] | None

    def finditer(self, text: str, span: Span) -> Iterator[regex.Match[str]]:
        """Who is named in ``text[span]``, in order; a name wins over a role that overlaps it."""
        named = list(self.names.finditer(text, *span)) if self.names is not None else []
        by_role = [
            m
            for m in _ROLES.finditer(text, *span)
            if not any(m.start() < n.end() and n.start() < m.end() for n in named)
        ]
        yield from sorted([*named, *by_role], key=lambda m: m.start())


# Every role that leads holds one of these.
_LEADING = ("chair", "author", "writer", "reviewer", "written", "produced", " us", "ourselves")


def may_lead(leads: tuple[Lead, ...], text: str) -> Callable[[Span], bool]:
    """Tells quickly of a stretch of ``text`` that it names no lead: most of a report names none."""
    low = text.lower()
    if len(low) != len(text):
        return lambda span: True
    words = {*_LEADING, *(surname(lead.name).lower() for lead in leads if lead.name)}
    words |= {lead.given.lower() for lead in leads if lead.given}
    places = sorted(place for word in words for place in _places_of(word, low))

    def may(span: Span) -> bool:
        at = bisect_left(places, span.start)
        return at < len(places) and places[at] < span.end

    return may


def _places_of(word: str, low: str) -> Iterator[int]:
    at = low.find(word)
    while at >= 0:
        yield at
        at = low.find(word, at + 1)


def tokens_of(leads: tuple[Lead, ...]) -> Tokens:
    names = [
        rf"(?P<lead{i}>\b(?:{TITLES}\s+)?(?:\p{{Lu}}[\p{{L}}'-]+\s+){{0,2}}"
        rf"{regex.escape(surname(lead.name))}\b"
        + (rf"|\b{regex.escape(lead.given)}\b(?!\s+\p{{Lu}})" if lead.given else "")
        + ")"
        for i, lead in enumerate(leads)
        if lead.name
    ]
    return Tokens(regex.compile("|".join(names)) if names else None)


def subjects(
    text: str, span: Span, tokens: Tokens, leads: tuple[Lead, ...]
) -> tuple[tuple[Span, frozenset[int]], ...]:
    """Who is named as acting in a sentence; neighbours joined by "and", "or", "nor", "/" act together."""
    found: list[tuple[Span, frozenset[int]]] = []
    was_name = False
    for match in tokens.finditer(text, span):
        who = _meant(match, leads)
        goes_on = _RELATIVE.match(text, match.end(), span.end) is not None
        if (
            not who
            and not goes_on
            and _BEFORE_OBJECT.search(text[max(span.start, match.start() - 60) : match.start()])
        ):
            continue
        if _TOLD.search(text[max(span.start, match.start() - 40) : match.start()]):
            continue
        here = Span(*match.span())
        is_name = (match.lastgroup or "").startswith("lead")
        between = text[found[-1][0].end : here.start] if found else "."
        if found and _JOINS.fullmatch(between):
            before, others = found.pop()
            # "The author, Ann Example": one person, by role and by name.
            if _APPOSED.fullmatch(between) and is_name != was_name:
                who = who if is_name else others
            else:
                who = who | others
            here = Span(before.start, here.end)
            is_name = is_name or was_name
        was_name = is_name
        found.append((here, who))
    return tuple(found)


# "by an advocate who is independent": what follows is said of the advocate.
_RELATIVE = compiled(r"\s*,?\s*(?:who|which|that|whose)\b", regex.IGNORECASE)
# "She told the chair that she had never ...": what follows is not said of the chair.
_TOLD = compiled(
    r"\b(?:told|informed|asked|met(?:\s+with)?|thank\w*|wrote\s+to|written\s+to|spoke\s+(?:to|with)|spoken\s+"
    r"(?:to|with)|advised|contacted|assured|reminded|gave|sent|showed|helped|assisted|interviews?\s+with|"
    r"letters?\s+to|meetings?\s+with)\s+(?:(?:the|both|our|this|independent|review|panel)\s+)*$",
    regex.IGNORECASE,
)
_APPOSED = compiled(
    r"\s*[,(:]?\s*(?:(?:the|our|an?|was|is|of|review|independent|report|overview)\s+)*",
    regex.IGNORECASE,
)


_JOINS = compiled(
    r"(?:\s*(?:,|and|or|nor|/|&|\(|\))\s*(?:(?:the|any|his|her|their|report|overview|independent|of|"
    r"review|DHR|DARDR|other|also|an?|was|is|then)\s+)*)+",
    regex.IGNORECASE,
)


def _meant(match: regex.Match[str], leads: tuple[Lead, ...]) -> frozenset[int]:
    kind = match.lastgroup or ""
    if kind.startswith("lead"):
        return frozenset((int(kind[4:]),))
    if kind == "us":
        return frozenset(range(len(leads)))
    if kind == "other":
        return frozenset()
    holding = frozenset(i for i, lead in enumerate(leads) if kind in lead.roles)
    return holding or frozenset(range(len(leads)))
