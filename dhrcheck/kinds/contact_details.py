"""``contact-details-absent``: no private address, telephone number, e-mail or case number is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import regex

from dhrcheck.document.contact_forms import (
    ALONE,
    BELONGS,
    CASE,
    DIGITS,
    FAMOUS,
    INWARD,
    MAIL,
    NHS,
    NO_POSTCODE,
    NOT_PHONE,
    PERSONAL_BOX,
    PHONE,
    POSTCODE,
    STREETS,
    TOLD,
    WITH_NUMBER,
    WRITE_TO,
    is_case_number,
    told_addresses,
)
from dhrcheck.document.model import FlowLine, Role, Submission
from dhrcheck.document.passage import Passage, roles_of
from dhrcheck.document.speech import is_reference
from dhrcheck.kinds.private_answers import nothing_private, on_pages
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_BLOCK = 5
"""Lines before an address in which a body's name makes it that body's."""
_LONG_LINE = 70


class _Find(NamedTuple):
    start: int
    end: int
    what: str
    fails: bool


@dataclass(frozen=True, slots=True)
class ContactDetailsAbsent:
    """``public`` are numbers, addresses and postcodes that anybody may know, ``public-domains`` the
    ends of e-mail addresses of bodies, ``public-boxes`` what stands before the @ of a shared one,
    ``private-mail`` the providers of personal mail. ``free-numbers`` are beginnings of helplines.
    ``bodies`` are words of a body to whom a printed address or telephone belongs; ``support`` are words
    of a page or line that tells readers where to find help.
    """

    public: tuple[str, ...]
    public_domains: tuple[str, ...]
    public_boxes: tuple[str, ...]
    private_mail: tuple[str, ...]
    free_numbers: tuple[str, ...]
    bodies: tuple[str, ...]
    support: tuple[str, ...]


def run(parameters: ContactDetailsAbsent, question: Question) -> Outcome:
    """``fail`` on what is surely private, ``review`` on what may be; all masked, with page and box."""
    submission = question.submission
    review = submission.passage((), without=(Role.FEEDBACK_LETTER, Role.CONTENTS))
    letters = submission.passage((Role.FEEDBACK_LETTER,))
    finds = [
        (passage, found)
        for passage in (review, letters)
        for found in sorted(set(_Seeker(parameters, passage, submission).all()))
    ]
    if not finds:
        return nothing_private(
            "No private address, telephone number, e-mail or case number was found.",
            review,
            question,
        )
    failing = [f for f in finds if f[1].fails]
    shown = failing or finds
    evidence = tuple(_masked(*f) for f in sorted(finds, key=lambda f: not f[1].fails))
    said = ", ".join(dict.fromkeys(f.what for _, f in shown))
    verb = "stands" if failing else "may stand"
    pages = on_pages(passage.evidence(f.start, f.end) for passage, f in shown)
    return Outcome(
        Status.FAIL if failing else Status.REVIEW,
        f"What {verb} on {pages}: {said}."
        + ("" if failing else " Please look whether it is private."),
        evidence,
        (*review.searched, *letters.searched),
    )


def _masked(passage: Passage, found: _Find) -> Evidence:
    """The words before a detail; the detail itself is not shown."""
    line = passage.text.rfind("\n", 0, found.start) + 1
    before = " ".join(passage.text[max(line, found.start - 60) : found.start].split()[1:])
    evidence = passage.evidence(found.start, found.end)
    return replace(evidence, quote=f"{before} [{found.what}]".strip())


@lru_cache(maxsize=4)
def _bare(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset("".join(c for c in w.casefold() if c.isalnum() or c == "@") for w in words)


class _Seeker:
    """One search; every kind of detail is led to by what few words of a report hold."""

    def __init__(
        self, given: ContactDetailsAbsent, passage: Passage, submission: Submission
    ) -> None:
        self.given, self.passage, self.submission = given, passage, submission
        self.text = passage.text

    def all(self) -> Iterator[_Find]:
        """Every find that is not a body's own or a helpline."""
        yield from self._mails()
        yield from self._phones()
        addresses = list(self._addresses())
        yield from addresses
        yield from self._postcodes(addresses)
        yield from self._numbers()

    def _is_public(self, words: str) -> bool:
        low = "".join(c for c in words.casefold() if c.isalnum() or c == "@")
        return any(public in low for public in _bare(self.given.public))

    def _mails(self) -> Iterator[_Find]:
        at = self.text.find("@")
        while at >= 0:
            match = MAIL.search(self.text, max(0, at - 66), min(len(self.text), at + 100))
            if match is not None and match.start() < at < match.end():
                yield from self._mail(match)
            at = self.text.find("@", at + 1)

    def _mail(self, match: regex.Match[str]) -> Iterator[_Find]:
        box, _, domain = match.group().casefold().partition("@")
        if self._is_public(match.group()):
            return
        if any(domain == p or domain.endswith("." + p) for p in self.given.private_mail):
            if not self._is_support(match.start()):
                yield _Find(match.start(), match.end(), "personal e-mail address", True)
            return
        shared = any(word in box for word in self.given.public_boxes)
        body = any(domain.endswith(end) for end in self.given.public_domains)
        if shared or (body and not PERSONAL_BOX.fullmatch(box)) or self._is_support(match.start()):
            return
        yield _Find(match.start(), match.end(), "e-mail address", False)

    def _phones(self) -> Iterator[_Find]:
        for match in PHONE.finditer(self.text):
            figures = "".join(c for c in match.group().replace("(0)", "") if c.isdigit())
            figures = "0" + figures[2:] if match.group().startswith("+44") else figures
            if not 10 <= len(figures) <= 11 or self._is_public(figures):
                continue
            if figures.startswith(tuple(self.given.free_numbers)):
                continue
            before = self.text[max(0, match.start() - 40) : match.start()]
            if NOT_PHONE.search(before) or self._is_support(match.start()):
                continue
            if figures.startswith("07") and len(figures) == 11:
                in_letter = self._role(match.start()) is Role.FEEDBACK_LETTER
                yield _Find(match.start(), match.end(), "mobile number", not in_letter)
            elif not self._is_bodys(match.start(), match.end()):
                yield _Find(match.start(), match.end(), "telephone number", False)

    def _addresses(self) -> Iterator[_Find]:
        seen: set[int] = set()
        for word in STREETS:
            at = self.text.find(word)
            while at >= 0:
                end = at + len(word)
                found = None if self.text[end : end + 1].isalpha() else self._street(end)
                if found is not None and found.start not in seen:
                    seen.add(found.start)
                    yield found
                at = self.text.find(word, end)

        for start, end in told_addresses(self.text):
            if start not in seen and not self._is_bodys(start, end):
                seen.add(start)
                letter = self._role(start) is Role.FEEDBACK_LETTER
                yield _Find(start, end, "address", not letter)

    def _street(self, end: int) -> _Find | None:
        """The private address or street whose name ends at ``end``."""
        left = max(0, end - 70)
        window = self.text[left:end]
        match = next((m for m in WITH_NUMBER.finditer(window) if m.end() == len(window)), None)
        start = left + match.start() if match is not None else -1
        if match is None:
            alone = next((m for m in ALONE.finditer(window) if m.end() == len(window)), None)
            if alone is None or regex.match(r" \p{Lu}", self.text[end : end + 2]):
                return None
            start = left + alone.start("street")
        if self._is_public(self.text[start:end]) or self._is_bodys(start, end):
            return None
        if is_reference(self.passage, start) or FAMOUS.search(self.text[start:end]):
            return None
        in_letter = self._role(start) is Role.FEEDBACK_LETTER
        what = "street" if match is None else "address"
        return _Find(start, end, what, match is not None and not in_letter)

    def _postcodes(self, addresses: list[_Find]) -> Iterator[_Find]:
        for inward in INWARD.finditer(self.text):
            match = POSTCODE.search(self.text, max(0, inward.start() - 5), inward.end())
            if match is None or match.end() != inward.end():
                continue
            if self._is_public(match.group()) or self._is_bodys(match.start(), match.end()):
                continue
            before = self.text[max(0, match.start() - 30) : match.start()]
            if NO_POSTCODE.search(before) or is_reference(self.passage, match.start()):
                continue
            if any(0 <= match.start() - a.end < 60 and a.what == "address" for a in addresses):
                continue
            with_number = regex.search(r"\b\d{1,4}[a-z]?\b[^.\n]{0,40}$", before) is not None
            letter = self._role(match.start()) is Role.FEEDBACK_LETTER
            yield _Find(match.start(), match.end(), "postcode", with_number and not letter)

    def _numbers(self) -> Iterator[_Find]:
        for start in self._each("NHS"):
            match = NHS.match(self.text, start)
            if match is not None:
                yield _Find(*match.span("n"), "NHS number", True)
        seen: set[int] = set()
        for word in ("umber", "ef", " no", " No", "og ", "ecord", " ID", " id "):
            for start in self._each(word):
                if not DIGITS.search(self.text, start, start + 40):
                    continue
                opening = max(0, self.text.rfind(" ", 0, max(0, start - 2)) - 24)
                for match in CASE.finditer(self.text, opening, min(len(self.text), start + 60)):
                    new = match.start("n") not in seen and match.start() <= start < match.end()
                    if new and is_case_number(match["n"]):
                        seen.add(match.start("n"))
                        yield _Find(*match.span("n"), "case number", False)

    def _each(self, word: str) -> Iterator[int]:
        at = self.text.find(word)
        while at >= 0:
            yield at
            at = self.text.find(word, at + 1)

    def _role(self, offset: int) -> Role | None:
        line = self.passage.line_at(offset)
        page = next(
            (p for p in self.submission.pages if (p.file, p.number) == (line.file, line.page)), None
        )
        roles = roles_of(self.submission, page) if page is not None else ()
        return Role.FEEDBACK_LETTER if Role.FEEDBACK_LETTER in roles else None

    def _lines_before(self, offset: int, count: int) -> list[FlowLine]:
        line = self.passage.line_at(offset)
        flow = self.submission.flow
        first = max(0, line.index - count)
        return [ln for ln in flow[first : line.index + 1] if ln.file == line.file]

    def _is_support(self, offset: int) -> bool:
        """True on a page or in a list that tells readers where to find help."""
        support = compile_phrases(self.given.support)
        line = self.passage.line_at(offset)
        headings = (s.title for s in self.submission.sections if s.start <= line.index < s.end)
        if any(support.search(title) for title in headings):
            return True
        near = " ".join(ln.text for ln in self._lines_before(offset, 2))
        return support.search(near) is not None

    def _is_bodys(self, start: int, end: int) -> bool:
        """True where an address or telephone is printed as that of a body, not told in a sentence."""
        bodies = compile_phrases(self.given.bodies)
        before = self.text[max(0, start - 140) : start]
        named = list(bodies.finditer(before))
        if named and WRITE_TO.search(before):
            return True
        owners = [n for n in named if BELONGS.fullmatch(before[n.end :])]
        if owners:
            return not TOLD.search(before[: owners[0].start][-40:])
        lines = self._lines_before(start, _BLOCK)
        if any(len(ln.text) > _LONG_LINE for ln in lines[-1:]):
            return False
        block = [ln.text for ln in lines if len(ln.text) <= _LONG_LINE]
        return any(bodies.search(text) is not None for text in block) and not TOLD.search(
            lines[-1].text
        )


KIND = Kind("contact-details-absent", ContactDetailsAbsent, run, needs_part=False)
