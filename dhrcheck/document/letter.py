"""The Panel's feedback letters as fields, from 2011's to today's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from dhrcheck.document.letter_blocks import Block, split_blocks
from dhrcheck.document.letter_fields import (
    Outline,
    emails,
    letter_date,
    meeting,
    outline,
    praise,
    salutation,
    sender_unit,
    signature,
    submitted_again,
)
from dhrcheck.document.letter_marks import LetterMarks, letter_score
from dhrcheck.document.letter_points import find_points
from dhrcheck.document.letter_subject import (
    find_partnership,
    find_pseudonyms,
    names_in_subject,
)
from dhrcheck.document.model import FlowLine, Letter, Page, Part, Role
from dhrcheck.document.passage import Passage, passage_of
from dhrcheck.document.vocabulary import LetterWords, Vocabulary
from dhrcheck.patterns import compiled

_OPENING_BLOCKS = 3
"""Paragraphs after the salutation among which the meeting sentence stands."""
_SUBJECT_ABOVE = 4
"""Lines above the salutation among which a subject line may stand."""
_PAGE_NUMBER = compiled(r"(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sheets:
    """The lines of one letter and the number of the part in which it begins."""

    part: int
    lines: tuple[FlowLine, ...]


def read_letters(
    flow: Sequence[FlowLine], pages: Sequence[Page], parts: Sequence[Part], vocabulary: Vocabulary
) -> tuple[Letter, ...]:
    """One ``Letter`` for each letter in the feedback-letter parts, in order of pages.

    A part that holds two letters gives two; one that only goes on from the part before it (a page
    turned sideways between) gives none of its own. Parts without readable lines give none.
    """
    letters: list[Letter] = []
    for sheets in _sheets(flow, pages, parts, vocabulary):
        letters.append(_read(sheets, vocabulary.letter))
    return tuple(letters)


def _sheets(
    flow: Sequence[FlowLine], pages: Sequence[Page], parts: Sequence[Part], vocabulary: Vocabulary
) -> list[_Sheets]:
    found: list[_Sheets] = []
    ended = True
    file = -1
    for number, part in enumerate(parts):
        if part.role is not Role.FEEDBACK_LETTER:
            continue
        fresh = True
        for page in pages:
            if page.file != part.file or not part.first_page <= page.number <= part.last_page:
                continue
            lines = tuple(
                ln
                for ln in flow[max(page.first_line, part.start) : min(page.end_line, part.end)]
                if not ln.furniture and not ln.contents and not _PAGE_NUMBER.fullmatch(ln.text)
            )
            if not lines:
                continue
            marks = letter_score([ln.text for ln in lines], vocabulary)
            begins = _begins(marks, fresh, ended or part.file != file)
            if begins or not found:
                found.append(_Sheets(number, lines))
            else:
                found[-1] = _Sheets(found[-1].part, found[-1].lines + lines)
            fresh, ended, file = False, marks.sign_off, part.file
    apart = [each for sheets in found for each in _apart(sheets, vocabulary)]
    return [sheets for sheets in apart if _is_letter(sheets, vocabulary)]


def _is_letter(sheets: _Sheets, vocabulary: Vocabulary) -> bool:
    """False for a heading alone, above pages that are pictures."""
    marks = letter_score([ln.text for ln in sheets.lines], vocabulary)
    return marks.dear or marks.opening or marks.meeting or marks.sign_off or marks.closings > 0


def _apart(sheets: _Sheets, vocabulary: Vocabulary) -> list[_Sheets]:
    """Two letters that share a page, cut where the first has been signed and the second begins."""
    words = vocabulary.letter
    shape = outline(sheets.lines, words)
    if shape.dear is None or shape.sign_off is None:
        return [sheets]
    lines = sheets.lines
    signed = None
    for i in range(shape.dear + 1, len(lines)):
        if signed is None and letter_score([lines[i].text], vocabulary).sign_off:
            signed = i
        elif signed is not None and letter_score([lines[i].text], vocabulary).dear:
            cut = next(
                (
                    j
                    for j in range(signed + 1, i)
                    if letter_score([lines[j].text], vocabulary).senders > 0
                ),
                min(signed + 3, i),
            )
            rest = _Sheets(sheets.part, lines[cut:])
            if not letter_score([ln.text for ln in rest.lines], vocabulary).is_first:
                return [sheets]
            return [_Sheets(sheets.part, lines[:cut]), *_apart(rest, vocabulary)]
    return [sheets]


def _begins(marks: LetterMarks, fresh: bool, ended: bool) -> bool:
    """Whether a page opens a letter: by its own marks, or as a part's first after a letter's end."""
    if marks.is_first:
        return True
    return fresh and ended


def _read(sheets: _Sheets, words: LetterWords) -> Letter:
    shape = outline(sheets.lines, words)
    stop = shape.sign_off if shape.sign_off is not None else len(shape.lines)
    blocks = split_blocks(shape.lines[shape.opening : stop], words)
    held, when, at = meeting(blocks[:_OPENING_BLOCKS], words)
    opening = _opening(blocks, at)
    place, addressee, blanked = salutation(shape)
    partnership, partnership_place = find_partnership(opening)
    rest = blocks[at + 1 :]
    sign_off, signatory = signature(shape)
    return Letter(
        part=sheets.part,
        letter_date=letter_date(shape),
        meeting_date=when,
        salutation=place,
        addressee=addressee,
        blanked=blanked,
        sender_unit=sender_unit(shape, words),
        partnership=partnership,
        partnership_place=partnership_place,
        pseudonyms=find_pseudonyms(opening) or _in_subject(shape, opening),
        opening=held,
        praise=praise(rest, words) or praise(blocks[: at + 1], words),
        points=find_points(rest, words),
        sign_off=sign_off,
        signatory=signatory,
        emails=emails(shape.lines),
        resubmission=submitted_again(opening.text),
    )


def _in_subject(shape: Outline, opening: Passage) -> tuple[str, ...]:
    """The names in the subject line, which stands between salutation and opening, or above the two."""
    dear = shape.dear if shape.dear is not None else shape.opening
    between = [ln.text for ln in shape.lines[dear + 1 : shape.opening]]
    above = [ln.text for ln in shape.lines[max(0, dear - _SUBJECT_ABOVE) : dear]]
    head = [ln.text for ln in shape.lines[:dear] if ln.text not in above]
    others = [text for text in above if not names_in_subject([text], ())]
    return names_in_subject((*above, *between), (*head, *others, opening.text))


def _opening(blocks: Sequence[Block], at: int) -> Passage:
    """The first paragraphs, up to the meeting sentence, as one passage."""
    lines = [ln for block in blocks[: max(at, 0) + 1] for ln in block.lines]
    return passage_of(tuple(lines))
