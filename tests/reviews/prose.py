"""Reads the shared prose and the cases, and turns their plain text into blocks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from tests.reviews.content import Block, Heading, Items, Para

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """One fictional case: ``data`` as its YAML file gives it; ``words`` fill the shared prose."""

    key: str
    data: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.data[name]

    def get(self, name: str, otherwise: Any = "") -> Any:
        """The value called ``name``, or ``otherwise`` where the case has none."""
        return self.data.get(name, otherwise)

    def changed(self, **values: Any) -> Case:
        """A copy with other values."""
        return Case(self.key, {**self.data, **values})

    @property
    def words(self) -> dict[str, str]:
        """What {words} in the shared prose stand for."""
        plain = {k: v for k, v in self.data.items() if isinstance(v, str)}
        board = plain.get("board", "The partnership")
        number = len(self["recommendations"])
        return {
            "tribute": "",
            "relation_bare": plain.get("relation", "").split(" ", 1)[-1],
            "review_name": "Domestic Homicide Review",
            "review_names": plain.get("review_name", "Domestic Homicide Review") + "s",
            "guidance": "Multi-Agency Statutory Guidance for the Conduct of Domestic Homicide "
            "Reviews (Home Office, December 2016)",
            "meetings": "seven",
            "board_capital": board[:1].upper() + board[1:],
            "count": COUNTS.get(number, str(number)),
            **plain,
        }


COUNTS = dict(
    enumerate(
        "no one two three four five six seven eight nine ten eleven twelve thirteen".split(),
    )
)


@lru_cache(maxsize=1)
def shared() -> dict[str, list[str]]:
    """The shared prose by slot, each a list of voices."""
    return yaml.safe_load((HERE / "prose.yaml").read_text(encoding="utf-8"))


@lru_cache
def case(key: str) -> Case:
    """The case of this key, from its YAML file."""
    data = yaml.safe_load((HERE / "cases" / f"{key}.yaml").read_text(encoding="utf-8"))
    return Case(key, data)


def cases(*, measuring: bool = False) -> list[str]:
    """The keys of the developing cases (or of those kept for measuring), sorted."""
    keys = sorted(p.stem for p in (HERE / "cases").glob("*.yaml"))
    return [key for key in keys if key.startswith("measuring_") is measuring]


def say(slot: str, voice: int, words: dict[str, str]) -> str:
    """The shared prose of ``slot`` in a voice, with its words filled in."""
    own = words.get(f"say {slot}")
    if own:
        return own.format_map(words)
    voices = shared()[slot]
    return voices[voice % len(voices)].format_map(words)


def blocks(text: str, mark: str = "bullet") -> list[Block]:
    """Plain text as blocks: paragraphs, "- " lists, "> " quotations and "## " sub-headings."""
    found: list[Block] = []
    for piece in text.strip().split("\n\n"):
        lines = [line.strip() for line in piece.strip().splitlines() if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("- "):
            found.append(Items(tuple(line.removeprefix("- ") for line in lines), mark))
        elif lines[0].startswith("## "):
            found.append(Heading(lines[0].removeprefix("## "), level=2, listed=False))
        elif lines[0].startswith("> "):
            found.append(Para(" ".join(line.removeprefix("> ") for line in lines), look="quote"))
        else:
            found.append(Para(" ".join(lines)))
    return found
