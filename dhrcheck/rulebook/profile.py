"""House rules: a file in which a partnership says what it changes of the standard checklist.

    extends: default
    rules: [our-rules]
    off: [wording-deceased]
    severity:
      file-accessible: required

Nothing is guessed: an unknown id is refused, and a rule that may not be waived can neither be
switched off nor lowered, since then nobody would notice what it guards.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from dhrcheck.outcome import Severity
from dhrcheck.rulebook.folders import RuleText, read_file
from dhrcheck.rulebook.form import RuleId, Sentence
from dhrcheck.rulebook.model import Rule
from dhrcheck.rulebook.problems import Problems, did_you_mean, shown
from dhrcheck.rulebook.typed import BAD, Reading, construct
from dhrcheck.rulebook.yaml_source import Mapping, Source, read_yaml


@dataclass(frozen=True)
class ProfileForm:
    """A profile's keys."""

    extends: Literal["default"]
    """The checklist that this profile changes; there is one, the default."""
    name: Sentence | None = None
    """What results call the profile; the file's name where left out."""
    rules: tuple[str, ...] = ()
    """Folders of further rules and vocabulary, beside the profile or below it."""
    off: tuple[RuleId, ...] = ()
    """Rules that are not checked; a result then says that the check was partial."""
    severity: dict[RuleId, Severity] = field(default_factory=dict)
    """Rules with another severity than their own."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile that was read: ``file`` is its text, ``folders`` are where its own rules lie."""

    name: str
    file: RuleText
    folders: tuple[Path, ...]
    off: tuple[str, ...]
    severity: dict[str, Severity]
    source: Source


def is_profile(text: str) -> bool:
    """Whether a file's text is a profile's and no rule's."""
    return any(line.startswith("extends:") for line in text.splitlines())


def read_profile(path: Path, problems: Problems) -> Profile | None:
    """The profile in the file at ``path``, or None after noting why it cannot be used."""
    file = read_file(path, path.name, problems)
    source = None if file.text is None else read_yaml(file.text, file.name, problems)
    if source is None:
        return None
    reading = Reading(file.name, problems)
    form = construct(ProfileForm, source, "", reading)
    if form is BAD:
        return None
    folders = [_folder(path, name, source, reading) for name in form.rules]
    if any(folder is None for folder in folders):
        return None
    return Profile(
        name=form.name or file.stem,
        file=file,
        folders=tuple(f for f in folders if f is not None),
        off=form.off,
        severity=form.severity,
        source=source,
    )


def _folder(profile: Path, name: str, source: Source, reading: Reading) -> Path | None:
    """The folder of rules that a profile names: beside it or below, nowhere else."""
    home = profile.resolve().parent
    folder = (home / name).resolve()
    if Path(name).is_absolute() or not folder.is_relative_to(home) or folder == home:
        said = f"{shown(name)} is no folder beside the profile or below it"
        reading.wrong(_at(source, "rules"), "rules", said)
        return None
    return profile.parent / name


def apply_profile(profile: Profile, rules: dict[str, Rule], problems: Problems) -> dict[str, Rule]:
    """``rules`` (by id) as the profile has them; what it may not do is noted in ``problems``."""
    reading = Reading(profile.file.name, problems)
    for name in (*profile.off, *profile.severity):
        if name not in rules:
            said = f"there is no rule {shown(name)}.{did_you_mean(name, rules)}"
            key = "off" if name in profile.off else "severity"
            reading.wrong(_at(profile.source, key, name), key, said)
    kept: dict[str, Rule] = {}
    for rule in rules.values():
        if rule.id in profile.off:
            if rule.waivable:
                continue
            said = f"the rule {shown(rule.id)} cannot be switched off: nobody may waive it"
            reading.wrong(_at(profile.source, "off", rule.id), "off", said)
        kept[rule.id] = _with_severity(rule, profile, reading)
    return kept


def _with_severity(rule: Rule, profile: Profile, reading: Reading) -> Rule:
    wanted = profile.severity.get(rule.id, rule.severity)
    if wanted is rule.severity:
        return rule
    if wanted is Severity.ADVISED and not rule.waivable:
        said = f"the rule {shown(rule.id)} stays required: nobody may waive it"
        reading.wrong(_at(profile.source, "severity", rule.id), "severity", said)
        return rule
    said = f"the profile “{profile.name}”; the rule's own file says {rule.severity.value}"
    return replace(rule, severity=wanted, severity_from=said)


def _at(source: Source, key: str, word: str | None = None) -> Source:
    """Where ``word`` stands under ``key``, as near as it can be told."""
    assert isinstance(source, Mapping)
    value = source.get(key) or source
    if word is None:
        return value
    if isinstance(value, Mapping):
        return next((name for name, _ in value.pairs if name.value == word), value)
    return next((v for v in getattr(value, "values", ()) if v.value == word), value)
