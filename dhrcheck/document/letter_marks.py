"""Which marks of a Home Office feedback letter a page holds.

Prose that quotes, dates or promises the letter holds one or two of them; a letter's first page
holds a salutation, thanks for submitting and the meeting sentence together. Slips of text
recognition are allowed for by comparing letters and digits only, with look-alikes folded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from dhrcheck.document.vocabulary import LetterWords, Vocabulary
from dhrcheck.patterns import compiled

_KEPT = b"abcdefghijklmnopqrstuvwxyz0123456789|"
_LOOK_ALIKES = bytes.maketrans(b"01i|5", b"ollls")
_DROPPED = bytes(set(range(256)) - set(_KEPT))
_DEAR = compiled(r"^\W{0,3}(?:dear|d[ce]ar)\b(?!\s+(?:reader|diary|god))", regex.IGNORECASE)
_REPLY = compiled(
    r"thank you for (?:your|the) (?:feedback )?letter\b"
    r"(?!.{0,60}?(?:enclos|attach|submit|report))"
    r"|in (?:response|reply) to (?:your|the panel's) letter"
    r"|\bdear (?:the )?home office"
    r"|\bdear (?:members of )?(?:the )?(?:qa|dhr|quality assurance) panel",
    regex.IGNORECASE,
)
_THANKS = compiled(
    r"\bthank(?:s| you)\b.{0,30}\b(?:re-?\s?)?(?:submi(?:t|ss)\w*|sending|forwarding|sharing)\b"
    r".{0,200}\b(?:review|report|DHR|DARDR|SUSR)\b",
    regex.IGNORECASE,
)
READ_BY_PANEL = compiled(
    r"\b(?:report|review|DHR|DARDR|it)\b.{0,60}\b(?:re-?)?(?:considered|assessed|reviewed|discussed)\b.{0,80}"
    r"\b(?:panel|meeting|group)\b"
    r"|\b(?:panel|group)\b.{0,40}\b(?:re-?)?(?:considered|assessed|reviewed|discussed)\b.{0,60}"
    r"\b(?:report|review|DHR|DARDR|it)\b",
    regex.IGNORECASE,
)
"""A sentence on the Panel's reading of the report, in either voice; the date is not in it."""
_LONGEST_SALUTATION = 70
_LONGEST_SIGNATORY = 90
_SURE = 12
"""Folded letters from which a sign-off counts even with more words behind it on its line."""


@dataclass(frozen=True, slots=True)
class LetterMarks:
    """What a run of lines holds.

    ``senders`` counts different marks of the Home Office's own block, ``panel`` how often the Panel
    is named, ``letters`` all letters and digits. ``reply`` is True where the lines answer such a
    letter rather than being it.
    """

    senders: int = 0
    mailbox: bool = False
    dear: bool = False
    opening: bool = False
    meeting: bool = False
    praise: int = 0
    hinge: bool = False
    list_title: bool = False
    closings: int = 0
    sign_off: bool = False
    signatory: bool = False
    panel: int = 0
    reply: bool = False
    letters: int = 0

    @property
    def score(self) -> int:
        """How many kinds of mark are there (0 to 11); a whole letter has seven and more."""
        return (
            min(self.senders, 2)
            + self.mailbox
            + self.dear
            + self.opening
            + self.meeting
            + self.hinge
            + self.list_title
            + min(self.closings, 1)
            + self.sign_off
            + self.signatory
        )

    @property
    def is_first(self) -> bool:
        """True where a letter begins here: it needs no page before it to be known."""
        if self.reply:
            return False
        if self.dear:
            return (self.opening and self.meeting) or (
                (self.opening or self.meeting or self.senders > 1)
                and (self.senders > 0 or self.panel > 1)
            )
        # Without a salutation (blacked out, or lost by text recognition) more must agree.
        return self.opening and self.meeting and (self.senders > 1 or self.sign_off)

    @property
    def is_last(self) -> bool:
        """True where a letter ends here: it needs a first page before it, or ``stands_alone``."""
        return self.sign_off and (self.signatory or self.closings > 0 or self.mailbox)

    @property
    def is_whole(self) -> bool:
        """True where a letter begins and ends here."""
        return self.is_first and self.sign_off

    @property
    def stands_alone(self) -> bool:
        """True where this is a page of a letter for certain though no first page came before it."""
        if self.reply:
            return False
        return self.is_first or (self.is_last and (self.closings > 1 or self.mailbox))

    @property
    def may_continue(self) -> bool:
        """True where these lines can be a later page of a letter whose first page came just before.

        The caller must know that the letter has not ended and that no heading of another part
        stands here.
        """
        return (
            self.is_last
            or self.hinge
            or self.list_title
            or self.closings > 0
            or self.mailbox
            or self.sign_off
            or self.panel > 0
        )


@dataclass(frozen=True, slots=True)
class _Phrases:
    senders: tuple[str, ...]
    openings: tuple[str, ...]
    meetings: tuple[str, ...]
    hinges: tuple[str, ...]
    list_titles: frozenset[str]
    closings: tuple[str, ...]
    sign_offs: frozenset[str]
    signatories: tuple[str, ...]
    praise: tuple[str, ...]


def fold(text: str) -> str:
    """``text`` as letters and digits only, look-alikes folded: compares past scanning slips."""
    letters = text.lower().encode("ascii", "ignore")
    return letters.translate(_LOOK_ALIKES, _DROPPED).decode("ascii").replace("rn", "m")


_PANEL = tuple(map(fold, ("qa panel", "the panel", "quality assurance", "the group", "hoqa")))


def letter_score(lines: Sequence[str], vocabulary: Vocabulary) -> LetterMarks:
    """The marks that ``lines`` (a page's, in order) hold together."""
    phrases = _phrases(vocabulary.letter)
    page = fold(" ".join(lines))
    panel = sum(page.count(words) for words in _PANEL)
    senders = sum(1 for words in phrases.senders if words in page)
    # Every page of a letter holds one of these and most pages of a report none: those end here.
    if not panel and not senders and not _maybe_letter(page, phrases):
        return LetterMarks(letters=len(page))
    opened = [fold(line) for line in lines]
    text = " ".join(lines)
    dear = any(len(line) <= _LONGEST_SALUTATION and _DEAR.match(line) for line in lines)
    # Free wordings count only under a salutation: a report speaks of the Panel's reading too.
    thanks = dear and _THANKS.search(text) is not None
    read = dear and READ_BY_PANEL.search(text) is not None
    return LetterMarks(
        senders=senders,
        mailbox="enqulrleshomeofflce" in page or "dhrenqulrles" in page,
        dear=dear,
        opening=thanks or any(words in page for words in phrases.openings),
        meeting=read or any(words in page for words in phrases.meetings),
        praise=sum(1 for words in phrases.praise if words in page),
        hinge=any(words in page for words in phrases.hinges),
        list_title=any(line in phrases.list_titles for line in opened),
        closings=sum(1 for line in opened if line.startswith(phrases.closings)),
        sign_off=any(_signs_off(line, phrases) for line in opened),
        signatory=any(_names_signatory(line, phrases) for line in opened),
        panel=panel,
        reply=_REPLY.search(text) is not None,
        letters=len(page),
    )


def _maybe_letter(page: str, phrases: _Phrases) -> bool:
    if page.startswith(("dear", *phrases.list_titles)):
        return True
    return "slncerely" in page or "falthfully" in page


def _signs_off(line: str, phrases: _Phrases) -> bool:
    if line in phrases.sign_offs:
        return True
    return any(len(words) >= _SURE and line.startswith(words) for words in phrases.sign_offs)


def _names_signatory(line: str, phrases: _Phrases) -> bool:
    if len(line) > _LONGEST_SIGNATORY:
        return False
    return line.startswith(phrases.signatories) or line.endswith(phrases.signatories)


@lru_cache(maxsize=4)
def _phrases(words: LetterWords) -> _Phrases:
    def folded(phrases: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(fold(phrase) for phrase in phrases)

    return _Phrases(
        folded(words.senders),
        folded(words.openings),
        folded(words.meetings),
        folded(words.hinges),
        frozenset(folded(words.list_titles)),
        folded(words.closings),
        frozenset(folded(words.sign_offs)),
        folded(words.signatories),
        folded(words.praise),
    )
