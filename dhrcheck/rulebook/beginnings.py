"""The ways of checking that a first rule of one's own is likely to want."""

from __future__ import annotations

KINDS_TO_BEGIN_WITH = {
    "phrase-absent": "words that should not stand in the review",
    "statement-present": "words that should stand in it",
    "passages-for-a-person": "a matter on which a person decides",
}
