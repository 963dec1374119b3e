"""The ways of checking. A rule file names one and gives its parameters; the logic is here.

One small module a kind, one line in ``KINDS``: dull, and found by a search.
"""

from __future__ import annotations

from dhrcheck.kinds.question import Kind, Question

_ALL: tuple[Kind, ...] = ()

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}

__all__ = ["KINDS", "Kind", "Question"]
