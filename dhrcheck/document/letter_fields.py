"""The single fields of a feedback letter: dates, addressee, sender, whose review it is, signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from dhrcheck.document.dates import find_dates
from dhrcheck.document.letter_blocks import Block, BlockKind
from dhrcheck.document.letter_marks import READ_BY_PANEL, fold
from dhrcheck.document.model import DateMention, FlowLine, Place
from dhrcheck.document.passage import Passage, passage_of
from dhrcheck.document.vocabulary import LetterWords
from dhrcheck.patterns import compiled

_DEAR = compiled(r"^\W{0,3}d[ec]ar\b[\s,:]*", regex.IGNORECASE)
_LONGEST_SALUTATION = 70
_NOBODY = compiled(
    r"^(?:(?:mr|mrs|ms|miss|dr|cllr|mx)\b\.?[\s/]*)*(?:[\W_]*|redacted|\W*name\W*|xx+|recipient|sir|madam"
    r"|sir\s*(?:/|or)\s*madam|colleagues?|all|\W*(?:name )?(?:redacted|removed|withheld)\W*)$",
    regex.IGNORECASE,
)
_UNIT = compiled(
    r"\b((?:\p{Lu}[\p{L}-]+(?:,)?\s+(?:(?:and|of|against|&)\s+)*){1,6}(?:Unit|Team|Directorate|Group))\b"
)
_REFERENCE = compiled(r"\byour (?:letter|email|ref)|\bour ref", regex.IGNORECASE)
_SUBMITTED_AGAIN = compiled(
    r"\bre-?\s?submi(?:t|ss)|\bre-?\s?assessed\b|\breconsidered\b|\brevised (?:DHR |overview )?report"
    r"|\brevised version\b|\bsecond (?:time|submission)\b",
    regex.IGNORECASE,
)
_READ = compiled(
    r"\b(?:re)?(?:-)?(?:considered|assessed|reviewed|discussed)\b|\bmet on\b|\bmeeting (?:on|held)\b"
    r"|\bconsideration\b",
    regex.IGNORECASE,
)
_EMAIL = compiled(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_JOB = compiled(
    r"\b(?:chair|head|director|panel|unit|team|home office|secretariat|on behalf|policy|group|deputy"
    r"|officer|lead|pp)\b",
    regex.IGNORECASE,
)
_NAME = compiled(
    r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Prof)\.?\s+)?\p{Lu}[\p{L}'.-]*(?:\s+(?:\p{Lu}[\p{L}'.-]*|(?:de|van|von|bin|al)))"
    r"{1,3}(?:\s+(?:CBE|OBE|MBE|QPM|KC|QC))?$"
)
_SIGNATURE_LINES = 5


@dataclass(frozen=True, slots=True)
class Outline:
    """Where a letter's stretches lie in its lines: before the salutation, the opening, the end."""

    lines: tuple[FlowLine, ...]
    dear: int | None
    opening: int
    sign_off: int | None


def outline(lines: Sequence[FlowLine], words: LetterWords) -> Outline:
    """Find the salutation, the opening sentence and the sign-off among a letter's lines."""
    dear = next(
        (
            i
            for i, ln in enumerate(lines)
            if len(ln.text) <= _LONGEST_SALUTATION and _DEAR.match(ln.text)
        ),
        None,
    )
    openings = tuple(fold(w) for w in words.openings)
    opening = next(
        (i for i, ln in enumerate(lines) if fold(ln.text).startswith(openings)),
        0 if dear is None else dear + 1,
    )
    if dear is not None and opening < dear:
        opening = dear + 1
    signs = tuple(fold(w) for w in words.sign_offs)
    sure = tuple(sign for sign in signs if len(sign) > 10)
    sign_off = None
    for i in range(len(lines) - 1, opening, -1):
        folded = fold(lines[i].text)
        if folded in signs or (sure and folded.startswith(sure)):
            sign_off = i
            break
    return Outline(tuple(lines), dear, opening, sign_off)


def letter_date(shape: Outline) -> DateMention | None:
    """The letter's own date: the last in the block above the salutation, else one after the end."""
    above = shape.lines[: shape.dear if shape.dear is not None else shape.opening]
    near = shape.lines[shape.dear : shape.opening] if shape.dear is not None else ()
    after = shape.lines[shape.sign_off + 1 :] if shape.sign_off is not None else ()
    for lines in (above, near, after):
        found = [
            mention
            for ln in lines
            if not _REFERENCE.search(ln.text)
            for mention in _dates(passage_of((ln,)))
            if mention.when.month is not None
        ]
        full = [m for m in found if m.when.day is not None]
        if found:
            return (full or found)[-1]
    return None


def _dates(passage: Passage, start: int = 0) -> list[DateMention]:
    """The dates of a passage from ``start`` on, with their places."""
    text = passage.text[start:].replace("\n", " ")
    return [
        DateMention(
            d.when,
            text[d.start : d.end].strip(" .,"),
            passage.place(start + d.start, start + d.end),
        )
        for d in find_dates(text)
    ]


def salutation(shape: Outline) -> tuple[Place | None, str | None, bool]:
    """The salutation's place, whom it names, and whether it names nobody."""
    if shape.dear is None:
        return None, None, False
    line = shape.lines[shape.dear]
    place = passage_of((line,)).place(0, len(line.text))
    found = _DEAR.match(line.text)
    name = line.text[found.end() if found else 0 :].strip(" ,.:;")
    if _NOBODY.match(name):
        return place, None, True
    return place, name, False


def sender_unit(shape: Outline, words: LetterWords) -> str | None:
    """The Home Office unit in the block above the salutation."""
    above = shape.lines[: shape.dear if shape.dear is not None else shape.opening]
    for sender in words.senders:
        if not regex.search(r"\b(?:Unit|Team|Group|Directorate)$", sender):
            continue
        if any(fold(sender) in fold(ln.text) for ln in above):
            return sender
    for i, ln in enumerate(above[:8]):
        found = _UNIT.search(ln.text)
        nearby = " ".join(x.text for x in above[max(0, i - 2) : i + 5]).lower()
        if found and ("marsham" in nearby or "home office" in nearby):
            return str(found.group(1))
    return None


def meeting(
    opening: Sequence[Block], words: LetterWords
) -> tuple[Place | None, DateMention | None, int]:
    """The sentence that says when the Panel read the report, its date, and its block's number.

    Of two meetings in the opening the later one counts (a report that was sent in again).
    """
    phrases = tuple(fold(w) for w in words.meetings)
    best: tuple[Place | None, DateMention | None, int] = (None, None, -1)
    for i, block in enumerate(opening):
        passage = block.passage
        for sentence in passage.sentences:
            text = passage.text[sentence.start : sentence.end]
            read = _READ.search(text)
            folded = fold(text)
            if not any(p in folded for p in phrases) and not (read and READ_BY_PANEL.search(text)):
                continue
            offset = sentence.start + (read.start() if read else 0)
            dates = [
                d
                for d in _dates(passage_upto(passage, sentence.end), offset)
                if d.when.month is not None
            ]
            if best[0] is not None and not dates:
                continue
            place = passage.place(sentence.start, sentence.end)
            best = (place, dates[-1] if dates else None, i)
    return best


def passage_upto(passage: Passage, end: int) -> Passage:
    """The same passage cut at ``end``."""
    return Passage(
        passage.text[:end], passage.lines, passage.starts, passage.searched, passage.unread
    )


def praise(blocks: Sequence[Block], words: LetterWords) -> Place | None:
    """The first paragraph that says what was good; failing stock words, one in which the Panel speaks."""
    phrases = tuple(fold(w) for w in words.praise)
    hinges = tuple(fold(w) for w in words.hinges)
    for block in blocks:
        if any(h in block.folded for h in hinges):
            continue
        if sum(1 for p in phrases if p in block.folded) >= 1 and len(block.text.split()) > 6:
            return block.place
    closings = tuple(fold(w) for w in words.closings)
    return next(
        (
            b.place
            for b in blocks[:3]
            if b.kind is BlockKind.PARAGRAPH
            and _SPEAKS.search(b.text)
            and not any(h in b.folded for h in hinges)
            and not b.folded.startswith(closings)
        ),
        None,
    )


_SPEAKS = compiled(
    r"\b(?:Panel|Group)\b.{0,40}\b(?:felt|thought|found|noted|welcom|commend|prais|was|were)"
)


def signature(shape: Outline) -> tuple[Place | None, str | None]:
    """The sign-off with its signatory, and the name of the person who signed, where one stands."""
    if shape.sign_off is None:
        return None, None
    lines: list[FlowLine] = [shape.lines[shape.sign_off]]
    for ln in shape.lines[shape.sign_off + 1 : shape.sign_off + 1 + _SIGNATURE_LINES]:
        climbs = ln.page == lines[-1].page and ln.box.y0 < lines[-1].box.y0 - 4
        if len(ln.text) > 110 or climbs:
            break
        lines.append(ln)
    passage = passage_of(tuple(lines))
    name = next(
        (
            ln.text.strip(" ,.")
            for ln in lines[1:4]
            if _NAME.match(ln.text.strip(" ,.")) and not _JOB.search(ln.text)
        ),
        None,
    )
    return passage.place(0, len(passage.text)), name


def emails(lines: Sequence[FlowLine]) -> tuple[str, ...]:
    """All mail addresses, in order, each once; text recognition may have put spaces round the @."""
    text = regex.sub(r"\s*@\s*", "@", passage_of(tuple(lines)).text)
    return tuple(dict.fromkeys(m.group().rstrip(".") for m in _EMAIL.finditer(text)))


def submitted_again(opening: str) -> bool:
    """True where the letter answers a report that was sent in a second time."""
    return _SUBMITTED_AGAIN.search(opening) is not None
