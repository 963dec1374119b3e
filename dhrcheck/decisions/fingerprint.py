"""What a decision is bound to: a digest of what was found, and what a review is known by.

Only digests leave this module, so that a decisions file holds no quote and no name. With a list of
protected names the words are masked before they come here.

A digest is made of the rule, its status, what it said and the words quoted, without pages, file
names, case and punctuation. It stays the same where pages move and files are renamed, and changes
with the words. A question for a person that quotes nothing is about all the words looked at; what
names a page without quoting it is about that page's words; and where there are no words, it is about
that very file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from itertools import chain

import regex

from dhrcheck.document.model import Submission
from dhrcheck.engine import Result
from dhrcheck.outcome import Evidence, PageRange, Status

_FORM = "dhrcheck evidence 1"
DIGITS = 32
"""Hexadecimal digits of a digest of evidence."""
SKETCH = 48
"""How many digests of runs of words a review is known by."""
SKETCH_DIGITS = 8
_RUN = 5
"""Words of one run."""
_FEW_WORDS = 60
"""With fewer words than this a review is known by its files, not by its words."""
_ALIKE = 0.45
"""Two texts are of one review where at least this part of their runs is the same. A review that is
revised, or joined by its summary and plan, has more in common; two by one author have less."""

_NUMBERS = regex.compile(r"\d+")
_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_PAGES = regex.compile(
    r"\b(?:on )?pages?\s+\d+(?:(?:,\s*|\s+to\s+|,?\s+and\s+)(?:pages?\s+)?\d+)*"
    r"(?:,?\s+and\s+\d+\s+more\s+places)?"
)


def fingerprint(result: Result, submission: Submission) -> str:
    """The digest of one finding."""
    outcome = result.outcome
    told = [_FORM, result.rule.id, outcome.status.value, _letters(_said(result, submission))]
    quoted = [_letters(e.quote) for e in outcome.evidence if e.quote]
    told += sorted(quoted)
    looked_at: tuple[PageRange, ...] = ()
    if outcome.status is Status.REVIEW and not quoted:
        looked_at = outcome.searched
    told += sorted(
        _bare(evidence, looked_at, submission)
        for evidence in outcome.evidence
        if not evidence.quote
    )
    if looked_at:
        told += _words_on(looked_at, submission)
    elif not outcome.evidence and not outcome.searched:
        told += sorted(f"file {file.sha256}" for file in submission.files)
    return sha256("\n".join(told).encode("utf-8", "replace")).hexdigest()[:DIGITS]


def _bare(evidence: Evidence, looked_at: tuple[PageRange, ...], submission: Submission) -> str:
    """What stands for a page or a file that is named without words of it."""
    if evidence.page is not None:
        page = PageRange(evidence.file, evidence.page, evidence.page)
        words = _words_on((page,), submission)
        if any(words):
            within = any(
                r.file == page.file and r.first_page <= page.first_page <= r.last_page
                for r in looked_at
            )
            # All words looked at count then, wherever a page ends.
            return "page" if within else f"page {words}"
    return f"file {submission.files[evidence.file].sha256}"


def likeness(submission: Submission) -> tuple[str, ...]:
    """What a review is known by in later versions of its files: some digests of runs of its words.

    They are chosen by their own value, so that two versions of one text choose mostly the same.
    """
    words = list(chain.from_iterable(_plain(line.text).split() for line in submission.flow))
    if len(words) < _FEW_WORDS:
        return tuple(sorted(_short(f"file {f.sha256}") for f in submission.files))[:SKETCH]
    runs = {" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}
    return tuple(sorted(map(_short, runs))[:SKETCH])


def is_alike(one: Iterable[str], other: Iterable[str]) -> bool:
    """True where two likenesses are those of one review."""
    return shared(one, other) >= _ALIKE


def shared(one: Iterable[str], other: Iterable[str]) -> float:
    """Which part of their runs two texts have in common, 0 to 1, as near as likenesses tell."""
    first, second = set(one), set(other)
    # The smallest of both together are a fair draw from all runs of both texts.
    drawn = set(sorted(first | second)[:SKETCH])
    return len(drawn & first & second) / len(drawn) if drawn else 0.0


def _said(result: Result, submission: Submission) -> str:
    said = result.outcome.message
    for file in submission.files:
        said = said.replace(file.name, " ").replace(file.name.rsplit("/", 1)[-1], " ")
    return _PAGES.sub(" ", said)


def _words_on(ranges: Iterable[PageRange], submission: Submission) -> list[str]:
    """All words on these pages in their order, however they are broken into lines and pages."""
    wanted = {
        (pages.file, page)
        for pages in ranges
        for page in range(pages.first_page, pages.last_page + 1)
    }
    running: set[str] = set()
    by_file: dict[int, list[str]] = {}
    for line in submission.flow:
        if (line.file, line.page) not in wanted:
            continue
        if line.furniture:
            # Page numbers aside, what runs along the edge is the same on every page.
            running.add(_letters(_NUMBERS.sub("", line.text)))
        else:
            by_file.setdefault(line.file, []).append(_letters(line.text))
    return sorted("".join(lines) for lines in by_file.values()) + sorted(running)


def _letters(text: str) -> str:
    """The letters and figures of a text without spaces: a line break may part a word."""
    return _plain(text).replace(" ", "")


@lru_cache(maxsize=8_192)
def _plain(text: str) -> str:
    """The words of a text alone, so that another typeface, case or line break is no other text."""
    return " ".join(_WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))


def _short(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:SKETCH_DIGITS]
