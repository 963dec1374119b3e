"""From rule files to rules: everything that is wrong is said at once, nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from dhrcheck.document.vocabulary import Vocabulary
from dhrcheck.patterns import compiled, keep_nothing
from dhrcheck.rulebook.folders import (
    CATALOGUE,
    VOCABULARY,
    RuleText,
    digest,
    own_files,
    packaged,
    packaged_files,
    read_file,
)
from dhrcheck.rulebook.form import RuleForm
from dhrcheck.rulebook.model import Example, Rule, RulebookError, RuleSet
from dhrcheck.rulebook.phrase_check import phrases_are_sound
from dhrcheck.rulebook.problems import Problem, Problems, did_you_mean, shown
from dhrcheck.rulebook.profile import apply_profile, is_profile, read_profile
from dhrcheck.rulebook.typed import BAD, Reading, construct
from dhrcheck.rulebook.words import load_vocabulary, packaged_words, read_words
from dhrcheck.rulebook.yaml_source import Mapping, read_yaml

__all__ = ["catalogue", "folders_of", "load_files", "load_rules", "load_vocabulary"]

_AFTER_ALL = 10_000


def load_rules(
    extra: Sequence[Path] = (),
    *,
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
    profile: Path | None = None,
    examples: bool = False,
) -> RuleSet:
    """The installed rules and those of the folders in ``extra``, in the catalogue's order.

    ``only`` and ``skip`` choose by id, after ``profile`` had its say. ``examples`` reads the standard
    rules' examples too, which a check does not need. Raises RulebookError with every problem of
    every file.
    """
    problems = Problems()
    house = read_profile(profile, problems) if profile is not None else None
    problems.raise_if_any()
    extra = (*extra, *house.folders) if house else extra
    if house or extra:
        keep_nothing()
    slots, order = load_vocabulary(extra).sections, _order(problems)
    own = [f for folder in extra for f in _own(Path(folder), problems)]
    words = [f for folder in extra for f in own_files(Path(folder), Problems(), vocabulary=True)]
    standard = packaged_files(problems, vocabulary=False)
    # Tests hold the standard rules' examples to the form; a user's may hold anything.
    found = [
        (_rule(file, slots, order, problems, examples=examples or n >= len(standard)), file)
        for n, file in enumerate((*standard, *own))
    ]
    rules, files = _each_once(found, problems)
    problems.raise_if_any()
    if house:
        rules = apply_profile(house, rules, problems)
        problems.raise_if_any()
    chosen = _chosen(rules, tuple(only), tuple(skip), order, house.off if house else ())
    used = [files[rule.id] for rule in chosen]
    return RuleSet(
        chosen,
        digest(
            [f for f in used if f in standard] + list(packaged_words()),
            [f for f in used if f in own] + words + ([house.file] if house else []),
        ),
        profile=house.name if house else "default",
        off=house.off if house else (),
        folders=tuple(extra),
    )


def folders_of(extra: Sequence[Path], profile: Path | None) -> tuple[Path, ...]:
    """The folders in ``extra`` and those that a profile names. Raises RulebookError."""
    problems = Problems()
    house = read_profile(profile, problems) if profile is not None else None
    problems.raise_if_any()
    return (*extra, *house.folders) if house else tuple(extra)


def _each_once(
    found: list[tuple[Rule | None, RuleText]], problems: Problems
) -> tuple[dict[str, Rule], dict[str, RuleText]]:
    """The rules and their files by id; an id that stands in two files is a problem."""
    rules: dict[str, Rule] = {}
    files: dict[str, RuleText] = {}
    for rule, file in found:
        if rule is None:
            continue
        if rule.id in rules:
            said = f"there is a rule {shown(rule.id)} in {files[rule.id].name} already"
            problems.add(file.name, 0, 0, "id", said)
            continue
        rules[rule.id], files[rule.id] = rule, file
    return rules, files


def load_files(paths: Sequence[Path]) -> tuple[Rule, ...]:
    """Single files, and the files of folders, with their examples: to be checked, not to be run.

    Files in a folder ``vocabulary`` and profiles are checked as such, and no rules. Raises
    RulebookError.
    """
    keep_nothing()
    problems = Problems()
    slots, order = load_vocabulary().sections, _order(problems)
    files: list[RuleText] = []
    for path in paths:
        if path.is_dir():
            files += _own(path, problems)
            files += own_files(path, problems, vocabulary=True)
        else:
            folder = f"{VOCABULARY}/" if path.resolve().parent.name == VOCABULARY else ""
            files.append(read_file(path, folder + path.name, problems))
    rules: list[Rule] = []
    for file in files:
        if file.text is not None and is_profile(file.text):
            _check_profile(file, problems)
        elif file.is_vocabulary:
            read_words(file, Vocabulary(), problems, own=True)
        elif (rule := _rule(file, slots, order, problems, examples=True)) is not None:
            rules.append(rule)
    problems.raise_if_any()
    return tuple(rules)


def _check_profile(file: RuleText, problems: Problems) -> None:
    """A profile with its own rules, as a check of a report would take it."""
    if file.path is None:
        return
    try:
        load_rules(profile=file.path)
    except RulebookError as wrong:
        problems.quote(str(wrong))


def catalogue() -> dict[str, tuple[str, ...]]:
    """The ids of the standard rules by family, in the contract's order."""
    problems = Problems()
    found = _catalogue(problems)
    problems.raise_if_any()
    return found


def _catalogue(problems: Problems) -> dict[str, tuple[str, ...]]:
    file = packaged() / CATALOGUE
    name = f"rules/{CATALOGUE}"
    source = read_yaml(file.read_text(encoding="utf-8"), name, problems) if file.is_file() else None
    if source is None:
        return {}
    found = construct(dict[str, tuple[str, ...]], source, "", Reading(name, problems))
    return {} if found is BAD else found


def _order(problems: Problems) -> dict[str, int]:
    ids = [rule for family in _catalogue(problems).values() for rule in family]
    return {rule: number for number, rule in enumerate(ids)}


def _own(folder: Path, problems: Problems) -> list[RuleText]:
    already = len(problems.found)
    files = own_files(folder, problems, vocabulary=False)
    sound = len(problems.found) == already
    if sound and not files and not own_files(folder, Problems(), vocabulary=True):
        problems.add(str(folder), 0, 0, "", "holds no rule file (*.yaml)")
    return files


def _rule(
    file: RuleText,
    slots: Iterable[str],
    order: dict[str, int],
    problems: Problems,
    *,
    examples: bool,
) -> Rule | None:
    """The rule of one file, or None after noting why there is none."""
    place = order.get(file.stem, _AFTER_ALL)
    rule, wrong = _read_once(file, frozenset(slots), place, examples)
    for problem in wrong:
        problems.add(*problem)
    return rule


@lru_cache(maxsize=512)
def _read_once(
    file: RuleText, slots: frozenset[str], order: int, examples: bool
) -> tuple[Rule | None, tuple[Problem, ...]]:
    """The rule of a file of this very text, and what is wrong with it.

    Many reviews may be checked in one process: a rule that was read is not read again.
    """
    problems = Problems()
    return _read_rule(file, slots, order, problems, examples), tuple(problems.found)


def _read_rule(
    file: RuleText, slots: frozenset[str], order: int, problems: Problems, examples: bool
) -> Rule | None:
    if file.text is None:
        return None
    source = None if examples else read_yaml(without_examples(file.text), file.name, Problems())
    if source is None:
        # With the examples, or in full where a part alone could not be read.
        source = read_yaml(file.text, file.name, problems)
    if source is None:
        return None
    reading = Reading(file.name, problems)
    form = construct(RuleForm, source, "", reading)
    if form is BAD:
        return None
    assert isinstance(source, Mapping)
    sound = True
    if form.id != file.stem:
        at = source.get("id") or source
        said = f"the file is called {shown(file.stem)}; file and id must have the same name"
        sound = reading.wrong(at, "id", said) is not BAD
    where = form.in_.where()
    for slot in where.section:
        if slots and slot not in slots:
            hint = did_you_mean(slot, slots) or " See rules/vocabulary/sections.yaml."
            at = source.get("in") or source
            said = f"the vocabulary has no section {shown(slot)}.{hint}"
            sound = reading.wrong(at, "in.section", said) is not BAD
    if examples:
        asked = (form.node(), form.applies_when, form.asked_in_letter)
        sound = phrases_are_sound(asked, source, reading) and sound
    return _finished(form, file, order) if sound else None


def _finished(form: RuleForm, file: RuleText, order: int) -> Rule:
    written: Any = form
    stage = next((s for s in form.stages if s.value == "publication"), form.stages[0])
    return Rule(
        id=written.id,
        title=written.title,
        severity=form.severity,
        stages=form.stages,
        source=written.source,
        why=written.why,
        fix=written.fix,
        where=form.in_.where(),
        check=form.node(),
        decided_by=form.decided_by,
        applies_when=written.applies_when,
        asked_in_letter=form.asked_in_letter,
        waivable=form.waivable,
        examples=tuple(
            Example(
                status=e.status,
                content=e.form,
                stage=e.form.stage or stage,
                name=e.form.name or f"{e.status.value} example in line {e.line}",
                line=e.line,
                expect=e.form.expect,
            )
            for e in written.examples or ()
        ),
        file=file.path,
        order=order,
    )


_EXAMPLES = compiled(r"(?m)^examples:.*\n(?:(?:[ \t#-].*)?\n)*(?:[ \t#-].*\Z)?")


def without_examples(text: str) -> str:
    """``text`` with its ``examples`` blanked and every other line in its place.

    A key that begins a line stands at the top level, so its block ends with the next such key.
    """
    return _EXAMPLES.sub(lambda m: "\n" * m.group().count("\n"), text)


def _chosen(
    rules: dict[str, Rule],
    only: tuple[str, ...],
    skip: tuple[str, ...],
    order: dict[str, int],
    off: tuple[str, ...],
) -> tuple[Rule, ...]:
    asked = dict.fromkeys((*only, *skip))
    said = [_unknown(rule, rules, order, off) for rule in asked]
    wrong = [s for s in said if s]
    if wrong:
        raise RulebookError("\n".join(wrong))
    ids = [r for r in rules if (not only or r in only) and r not in skip]
    return tuple(sorted((rules[r] for r in ids), key=lambda r: (r.order, r.id)))


def _unknown(rule: str, rules: dict[str, Rule], order: dict[str, int], off: tuple[str, ...]) -> str:
    if rule in rules:
        return ""
    if rule in off:
        return f"The rule {shown(rule)} is switched off by the profile."
    if rule in order:
        return f"The rule {shown(rule)} is in the catalogue, but it has not been written yet."
    hint = did_you_mean(rule, rules) or " “dhrcheck rules list” shows all."
    return f"There is no rule {shown(rule)}.{hint}"
