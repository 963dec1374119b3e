"""The type that is wanted decides how a value is read; what does not fit is told plainly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Literal

import pytest

from dhrcheck.rulebook.pattern import Pattern, PatternTooSlow
from dhrcheck.rulebook.problems import Problems
from dhrcheck.rulebook.typed import BAD, Reading, construct
from dhrcheck.rulebook.yaml_source import read_yaml


class Colour(Enum):
    RED = "red"
    GREEN = "dark-green"


@dataclass(frozen=True)
class Inner:
    words: tuple[str, ...]
    limit: int = 3

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise ValueError("limit must be at least 1")


@dataclass(frozen=True)
class Outer:
    name: str
    not_: Colour | tuple[Colour, ...] = ()
    share: float = 0.5
    loud: bool = False
    since: date | None = None
    about: Literal["one", "two"] = "one"
    inner: Inner | None = None
    named: dict[str, tuple[int, ...]] | None = None
    looks_like: Pattern | None = None


def read(text: str, wanted: Any = Outer) -> tuple[Any, str]:
    problems = Problems()
    source = read_yaml(text, "a.yaml", problems)
    assert source is not None
    value = construct(wanted, source, "", Reading("a.yaml", problems))
    assert (value is BAD) == bool(problems)
    return value, "\n".join(map(str, problems.found))


def test_a_whole_mapping_becomes_a_typed_value() -> None:
    value, _ = read(
        "name: No\nnot: [red, dark-green]\nshare: 1\nloud: true\nsince: 2023-11-23\nabout: two\n"
        "inner: {words: [1, yes, 2024-01-01]}\nnamed: {a: [1, 20_000]}\nlooks-like: 'a+b'\n"
    )
    assert value == Outer(
        name="No",
        not_=(Colour.RED, Colour.GREEN),
        share=1.0,
        loud=True,
        since=date(2023, 11, 23),
        about="two",
        inner=Inner(("1", "yes", "2024-01-01")),
        named={"a": (1, 20_000)},
        looks_like=Pattern("a+b"),
    )


def test_hyphen_and_underscore_are_one_in_keys_but_not_both_together() -> None:
    value, _ = read("name: x\nlooks_like: a")
    assert value.looks_like == Pattern("a")
    assert "stands here twice" in read("name: x\nlooks_like: a\nlooks-like: b")[1]


def test_a_union_is_told_apart_by_its_shape() -> None:
    assert read("name: x\nnot: red")[0].not_ is Colour.RED
    assert read("name: x\nnot: []")[0].not_ == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("share: 1", "a.yaml:1:1: the key name is missing"),
        ("name: x\nlowd: true", "a.yaml:2:1: lowd: is not a key here. Did you mean “loud”?"),
        ("name: x\nqqqq: 1", "Known are name, not, share"),
        ("name: x\nloud: yes", "a.yaml:2:7: loud: write true or false, not “yes”"),
        ("name: x\nloud: 'true'", "write true or false"),
        ("name: x\nnot: read", "“read” is not known here. Did you mean “red”?"),
        (
            "name: x\nnot: [red, blau]",
            "not[2]: “blau” is not known here. It may be red or dark-green",
        ),
        ("name: x\nabout: three", "about: “three” is not known here"),
        ("name: x\nshare: many", "share: a number is wanted, found “many”"),
        ("name: x\nshare: .inf", "a number is wanted"),
        ("name: x\nsince: 2023-02-30", "since: a date is wanted as year-month-day"),
        ("name: x\nsince: 23/11/2023", "a date is wanted as year-month-day"),
        ("name: x\ninner: {words: a}", "inner.words: a list is wanted, found “a”; write [a]"),
        ("name: x\ninner: {words: [a: b]}", "A text that holds a colon must stand in quotation"),
        ("name: x\ninner: {words: [a, ~]}", "inner.words[2]: a text is wanted, found nothing"),
        ("name: x\ninner: {words: [a], limit: 0}", "inner: limit must be at least 1"),
        ("name: x\ninner: {words: [], limit: 1.5}", "a whole number is wanted, found “1.5”"),
        ("name: x\ninner: {words: [], limit: '2'}", "(without quotation marks), found “2”"),
        ("name: x\ninner: {words: [], limit: 20,000}", "is not a key here"),
        ("name: x\ninner: [a]", "inner: keys (words or limit) are wanted, found a list"),
        ("name: [x]", "name: a text is wanted, found a list"),
        ("name:", "name: a text is wanted, found nothing"),
        ("name: x\nlooks-like: '('", "looks-like: this is no pattern"),
        ("name: x\nnamed: {a: [b]}", "named.a[1]: a whole number is wanted"),
        ("[a]", "keys (name, not, share"),
    ],
)
def test_what_does_not_fit_is_told_plainly(text: str, says: str) -> None:
    assert says in read(text)[1]


def test_all_problems_are_told_and_not_only_the_first() -> None:
    said = read("nam: x\nloud: yes\nshare: many\ninner: {words: a, x: 1}")[1]
    assert said.count("\n") == 5


@pytest.mark.parametrize(
    "bomb", ["(a+)+$", "(?:a*)*b", "([a-z]+)*c", r"(\w*)+x", "(?P<n>a+)+", "a**"]
)
def test_repeated_repetitions_are_refused(bomb: str) -> None:
    with pytest.raises(ValueError, match="repeat"):
        Pattern(bomb)


def test_a_pattern_that_explodes_all_the_same_is_stopped() -> None:
    bomb = Pattern(r"(a|aa)+$")
    with pytest.raises(PatternTooSlow, match="too long"):
        bomb.search("a" * 60 + "b")
    with pytest.raises(PatternTooSlow, match="too long"):
        list(bomb.finditer("a" * 60 + "b"))


def test_ordinary_patterns_with_groups_are_accepted() -> None:
    assert Pattern(r"(?:[\s-]+\w+){0,6} end").search("to the very end")
    assert [m.group() for m in Pattern(r"v\d+(\.\d+)*").finditer("V1.2, v3")] == ["V1.2", "v3"]


@pytest.mark.parametrize("text", ["", "x" * 501, "a*", "(" * 300])
def test_what_is_no_useful_pattern_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        Pattern(text)
