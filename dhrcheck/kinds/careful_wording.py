"""``careful-wording``: words to weigh, in the review's own voice and of a certain person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from dhrcheck.document.cast import Cast, Spoken, cast_of
from dhrcheck.document.own_voice import is_challenged, is_heading, is_in_section, is_reported
from dhrcheck.document.passage import Passage
from dhrcheck.document.phrase_ends import ends_its_phrase, is_set_in_marks, was_introduced
from dhrcheck.document.speech import is_definition, is_in_title, is_reference
from dhrcheck.document.spoken import spoken_of
from dhrcheck.document.surroundings import is_denied, near
from dhrcheck.kinds.answers import none_found
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.kinds.wording_hits import hits_in_words, one_each_page
from dhrcheck.outcome import Outcome, Status
from dhrcheck.rulebook.phrases import compile_phrases

_LEFT_OUT = (
    "terms-of-reference", "scope", "glossary", "definitions", "references", "purpose", "pseudonyms",
    "support",
)  # fmt: skip
_Becomes = Literal["review", "ignore", "same"]


@dataclass(frozen=True, slots=True)
class Words:
    """``words`` and what must hold for them to count.

    ``status`` is what they are where they count. ``of``: only where they are said of the victim or the
    perpetrator (as the one who acts, owns or is described). ``near``: only with one of these within
    ``within`` words of the same sentence. ``unless``: not where one of these stands in the sentence.
    ``ends-phrase``: only where no noun follows ("the elderly", not "the elderly care ward").
    ``{victim}`` and ``{perpetrator}`` in ``words`` and ``near`` stand for the names of this review.
    """

    words: tuple[str, ...]
    status: Literal["fail", "review"] = "review"
    of: Literal["anybody", "victim", "perpetrator"] = "anybody"
    near: tuple[str, ...] = ()
    within: int = 12
    unless: tuple[str, ...] = ()
    ends_phrase: bool = False

    def __post_init__(self) -> None:
        for phrases in (self.words, self.near, self.unless):
            compile_phrases(tuple(p.replace("{", "").replace("}", "") for p in phrases))


@dataclass(frozen=True, slots=True)
class CarefulWording:
    """Any of ``look_for`` in the review's own voice, less ``never`` (longer phrases that are no matter).

    ``inside_quotation``, ``attributed``, ``challenged`` (denied, asked, criticised) and ``in_title``
    say what becomes of words that are not simply the review's own. ``headings``: whether headings count.
    ``leave_out`` are sections that do not count. ``introduced`` True: words are fine after "so-called" or
    with a word of theirs in quotation marks, and after such a first use they are for a person.
    ``calling`` completes the message, ``ask`` is what a person should decide.
    """

    look_for: tuple[Words, ...]
    calling: str
    ask: str = "whether these words fit"
    never: tuple[str, ...] = ()
    inside_quotation: _Becomes = "ignore"
    attributed: _Becomes = "ignore"
    challenged: _Becomes = "ignore"
    in_title: Literal["review", "ignore"] = "ignore"
    headings: bool = False
    leave_out: tuple[str, ...] = _LEFT_OUT
    introduced: bool = False


class _Hit(NamedTuple):
    start: int
    end: int
    fails: bool
    why: str


@dataclass(frozen=True)
class _Reading:
    """One rule's look at one passage; the cast is only found where it is needed."""

    parameters: CarefulWording
    question: Question
    passage: Passage

    @cached_property
    def cast(self) -> Cast:
        return cast_of(self.question.submission)

    def words(self, phrases: tuple[str, ...]) -> tuple[str, ...]:
        """``phrases`` with the names of this review put in."""
        found = list(phrases)
        for who in Spoken:
            mark = f"{{{who.value}}}"
            found = [
                phrase.replace(mark, name)
                for phrase in found
                for name in (self.cast.object_words(who) if mark in phrase else ("",))
            ]
        return tuple(found)


def run(parameters: CarefulWording, question: Question) -> Outcome:
    """All places with page and words; nothing found is ``pass``, or ``unread`` with unread pages."""
    passage = question.passage()
    reading = _Reading(parameters, question, passage)
    hits = sorted(_hits(reading), key=lambda h: (not h.fails, h.start))
    if not hits:
        return none_found(
            f"No {parameters.calling} were found in the review's own voice.",
            passage,
            question.submission,
        )
    failing = [h for h in hits if h.fails]
    status = Status.FAIL if failing else Status.REVIEW
    message = f"{hits_in_words(passage, [(h.start, h.end) for h in failing or hits])}."
    if not failing:
        message += f" Please check {'; '.join(dict.fromkeys(h.why for h in hits))}."
    elif len(failing) < len(hits):
        message += f" {len(hits) - len(failing)} more for a person to look at."
    return Outcome(
        status,
        message,
        one_each_page(passage, [(h.start, h.end) for h in hits]),
        passage.searched,
    )


def _hits(reading: _Reading) -> Iterator[_Hit]:
    text = reading.passage.text
    taken = [
        (m.start, m.end)
        for m in compile_phrases(reading.words(reading.parameters.never)).finditer(text)
    ]
    for group in reading.parameters.look_for:
        for match in compile_phrases(reading.words(group.words)).finditer(text):
            start, end = match.start, match.end
            if any(start < b and a < end for a, b in taken):
                continue
            if match.phrase.isupper() and not text[start:end].isupper():
                continue
            if match.phrase not in group.words and text.startswith("'s", end):
                # "returned to Martin's mother": the name is only an owner's.
                continue
            if not _holds(reading, group, start, end):
                continue
            hit = _judged(reading, _Hit(start, end, group.status == "fail", reading.parameters.ask))
            if hit is not None:
                taken.append((start, end))
                yield hit


def _holds(reading: _Reading, group: Words, start: int, end: int) -> bool:
    """True where everything that ``group`` asks for holds."""
    passage = reading.passage
    sentence = passage.sentence_at(start)
    if group.ends_phrase and not ends_its_phrase(passage.text, end):
        return False
    if group.near and not near(passage, start, end, reading.words(group.near), group.within):
        return False
    if compile_phrases(group.unless).search(passage.text, *sentence):
        return False
    if group.of == "anybody":
        return True
    return spoken_of(passage, start, end, reading.cast) is Spoken(group.of)


def _judged(reading: _Reading, hit: _Hit) -> _Hit | None:
    """The hit as it counts where it stands; None where it does not."""
    passage, parameters, submission = (
        reading.passage,
        reading.parameters,
        reading.question.submission,
    )
    start, end = hit.start, hit.end
    if is_reference(passage, start) or is_definition(passage, start):
        return None
    if not parameters.headings and is_heading(submission, passage, start):
        return None
    if is_in_section(submission, passage, start, parameters.leave_out):
        return None
    if parameters.introduced:
        if is_set_in_marks(passage, start, end):
            return None
        if was_introduced(passage, start, end):
            hit = hit._replace(fails=False, why="whether the marks at the first use are enough")
    not_own = (
        (is_in_title(passage, start, end), parameters.in_title, "whether this is a title"),
        (
            is_denied(passage, start, end) or is_challenged(passage, start, end),
            parameters.challenged,
            "whether the words are used or only discussed",
        ),
        (
            passage.is_quoted(start, end),
            parameters.inside_quotation,
            "whether the words are only quoted",
        ),
        (is_reported(passage, start, end), parameters.attributed, "whose words these are"),
    )
    for applies, becomes, why in not_own:
        if applies and becomes == "ignore":
            return None
        if applies and becomes == "review":
            return hit._replace(fails=False, why=why)
    return hit


KIND = Kind("careful-wording", CarefulWording, run)
