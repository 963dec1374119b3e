"""The loader of rules, vocabulary and profiles, guided by which lines of code a text reaches.

    pip install atheris
    python -m tests.fuzz.atheris_rules -max_total_time=600 -max_len=20000 [FOLDER OF RULE FILES]

Whatever the text, it is a rule or a RulebookError; anything else is a defect.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["dhrcheck"]):
    from dhrcheck.document.vocabulary import Vocabulary
    from dhrcheck.rulebook.folders import RuleText
    from dhrcheck.rulebook.loader import load_files, load_rules
    from dhrcheck.rulebook.model import RulebookError
    from dhrcheck.rulebook.problems import Problems
    from dhrcheck.rulebook.words import read_words
    from dhrcheck.rulebook.yaml_source import decode

_FOLDER = Path(tempfile.mkdtemp(prefix="dhrcheck-fuzz-"))
_WORDS = ("sections", "parts", "plan", "letter", "agencies", "reviews")


def one(data: bytes) -> None:
    """One text as a rule, as a profile, and as a file of words."""
    for name, begins in (("our-rule.yaml", b""), ("house.yaml", b"extends: default\n")):
        path = _FOLDER / name
        path.write_bytes(begins + data)
        with suppress(RulebookError):
            load_files([path])
    if len(data) % 8 == 0:
        with suppress(RulebookError):
            load_rules(profile=_FOLDER / "house.yaml")
    problems = Problems()
    stem = _WORDS[len(data) % len(_WORDS)]
    text = decode(data, stem, problems)
    file = RuleText(f"{stem}.yaml", f"vocabulary/{stem}.yaml", text, None)
    read_words(file, Vocabulary(), problems, own=True)
    str(problems)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
