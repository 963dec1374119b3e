"""Reads the vocabulary: the words by which parts, sections, columns and letters are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from dhrcheck.document.model import PlanColumn, Role
from dhrcheck.document.vocabulary import (
    AgencyWords,
    LetterWords,
    PartWords,
    SlotWords,
    Vocabulary,
)
from dhrcheck.rulebook.folders import RuleText, own_files, packaged_files
from dhrcheck.rulebook.phrase_check import phrases_are_sound
from dhrcheck.rulebook.problems import Problems, did_you_mean, one_of
from dhrcheck.rulebook.typed import BAD, Reading, construct
from dhrcheck.rulebook.yaml_source import read_yaml


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """Names of reviews: of the kind that is checked, and of other kinds."""

    reviews: tuple[str, ...] = ()
    other_reviews: tuple[str, ...] = ()


_SHAPES: dict[str, Any] = {
    "sections": dict[str, SlotWords],
    "parts": dict[Role, PartWords],
    "plan": dict[str, tuple[str, ...]],
    "letter": LetterWords,
    "agencies": tuple[AgencyWords, ...],
    "reviews": ReviewWords,
}
# Keys of plan.yaml that are no columns.
_NO_COLUMNS = ("weak", "other-table")


def load_vocabulary(extra: Sequence[Path] = ()) -> Vocabulary:
    """The installed vocabulary, with the words of ``vocabulary/`` in each folder of ``extra`` added.

    Raises RulebookError where a file cannot be used.
    """
    vocabulary = _packaged()
    if not extra:
        return vocabulary
    problems = Problems()
    for folder in extra:
        for file in own_files(Path(folder), problems, vocabulary=True):
            vocabulary = read_words(file, vocabulary, problems, own=True)
    problems.raise_if_any()
    return vocabulary


@lru_cache(maxsize=1)
def packaged_words() -> tuple[RuleText, ...]:
    """The installed vocabulary files. Raises RulebookError where one cannot be read."""
    problems = Problems()
    files = tuple(packaged_files(problems, vocabulary=True))
    problems.raise_if_any()
    return files


@lru_cache(maxsize=1)
def _packaged() -> Vocabulary:
    problems = Problems()
    vocabulary = Vocabulary()
    for file in packaged_words():
        vocabulary = read_words(file, vocabulary, problems)
    problems.raise_if_any()
    return vocabulary


def read_words(
    file: RuleText, known: Vocabulary, problems: Problems, *, own: bool = False
) -> Vocabulary:
    """``known`` with the words of one more file; those of a user's ``own`` are looked at closely."""
    shape = _SHAPES.get(file.stem)
    if shape is None:
        hint = did_you_mean(file.stem, _SHAPES) or f" Known are {one_of(_SHAPES)}."
        problems.add(file.name, 0, 0, "", f"is no file of the vocabulary.{hint}")
    if shape is None or file.text is None:
        return known
    source = read_yaml(file.text, file.name, problems)
    if source is None:
        return known
    reading = Reading(file.name, problems)
    words = construct(shape, source, "", reading)
    if words is BAD or (own and not phrases_are_sound(words, source, reading)):
        return known
    if file.stem == "plan":
        columns = [c.value for c in PlanColumn] + list(_NO_COLUMNS)
        for column in words:
            if column not in columns:
                hint = did_you_mean(column, columns) or f" Known are {one_of(columns, 30)}."
                reading.wrong(source, column, f"is no column of a plan.{hint}")
    return _with(known, file.stem, words)


def _with(known: Vocabulary, stem: str, words: Any) -> Vocabulary:
    if stem == "sections":
        return replace(known, sections=_merged(known.sections, words))
    if stem == "parts":
        named = {role.value: value for role, value in words.items()}
        return replace(known, parts=_merged(known.parts, named))
    if stem == "plan":
        columns = {
            key: _joined(known.plan_columns.get(key, ()), words.get(key, ()))
            for key in [*known.plan_columns, *(k for k in words if k not in known.plan_columns)]
        }
        return replace(known, plan_columns=columns)
    if stem == "letter":
        return replace(known, letter=_both(known.letter, words))
    if stem == "agencies":
        # Own names first: the first kind with a matching word is the one that counts.
        return replace(known, agencies=tuple(dict.fromkeys((*words, *known.agencies))))
    return replace(
        known,
        reviews=_joined(known.reviews, words.reviews),
        other_reviews=_joined(known.other_reviews, words.other_reviews),
    )


def _merged(known: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    merged = dict(known)
    for key, words in more.items():
        merged[key] = _both(merged[key], words) if key in merged else words
    return merged


def _both(first: Any, second: Any) -> Any:
    return replace(
        first,
        **{f.name: _joined(getattr(first, f.name), getattr(second, f.name)) for f in fields(first)},
    )


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
