"""Rule files are read strictly: what surprises or explodes is refused, with its line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhrcheck.rulebook.problems import Problems, printable
from dhrcheck.rulebook.yaml_source import MAX_BYTES, Items, Mapping, Scalar, decode, read_yaml


def problems_of(text: str) -> str:
    problems = Problems()
    assert read_yaml(text, "a.yaml", problems) is None or problems
    return "\n".join(map(str, problems.found))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: 1\nb: 2\na: 3", "a.yaml:3:1: a: the key “a” stands here twice (first in line 1)"),
        ("a: &x 1\nb: *x", "a.yaml:1:4: “x” is an anchor"),
        ("a: *x", "a.yaml:1:4: “x” is an alias"),
        ("a: !!python/object:os.system x", "is a tag"),
        ("a: !x 1", "“!x” is a tag"),
        ("a: 1\n---\nb: 2", "a.yaml:2:1: holds a second document"),
        ("[" * 200, "nested deeper than 16"),
        ("- x\n" * 30_000, "more than 20,000 values"),
        ("", "is empty"),
        ("# nothing but a comment\n", "is empty"),
        ("a: [1, 2", "a.yaml:2:1: is not YAML"),
        ("title: one: two", "a text that holds “: ” must stand in quotation marks"),
        ("a:\n\tb: 1", "a tab used for indenting"),
        ("? [a, b]\n: c", "a key must be one word"),
        ('a: "\\e[31mred"', "holds the control character U+001B"),
        ('a: "\\u202Eabc"', "holds the control character U+202E"),
    ],
)
def test_what_is_refused_says_where_and_why(text: str, says: str) -> None:
    assert says in problems_of(text)


def test_aliases_that_would_explode_are_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    assert "is an anchor" in problems_of("\n".join(lines))


def test_every_duplicate_key_of_a_file_is_named() -> None:
    said = problems_of("a: 1\na: 2\nb: {c: 1, c: 2}")
    assert said.count("twice") == 2


def test_values_keep_their_words_and_their_lines() -> None:
    problems = Problems()
    value = read_yaml("a: No\nb:\n  - '1'\n  - 2023-11-23\n", "a.yaml", problems)
    assert not problems
    assert isinstance(value, Mapping)
    assert value.get("a") == Scalar("No", True, 1, 4)
    listed = value.get("b")
    assert isinstance(listed, Items)
    assert listed.values == [Scalar("1", False, 3, 5), Scalar("2023-11-23", True, 4, 5)]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a: \xff\xfe", "a.yaml:1:4: is not UTF-8 text (byte 0xff)"),
        (b"a: 1\nb: \x80", "a.yaml:2:4: is not UTF-8 text"),
        (b"x" * (MAX_BYTES + 1), "may have 256,000 at most"),
    ],
)
def test_bytes_that_are_no_fair_text_are_refused(data: bytes, says: str) -> None:
    problems = Problems()
    assert decode(data, "a.yaml", problems) is None
    assert says in str(problems.found[0])


def test_line_ends_and_byte_order_marks_do_not_matter() -> None:
    assert decode(b"\xef\xbb\xbfa: 1\r\nb: 2\r", "a.yaml", Problems()) == "a: 1\nb: 2\n"


def test_control_characters_never_reach_a_terminal() -> None:
    assert printable("a\x1b[31m\u202eb\x9b\n") == "a\\x1b[31m\\u202eb\\x9b\\n"
    assert printable("“é” – ok") == "“é” – ok"


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text("ab:-[]{}&*!|>'\"#%@? \n\t0", max_size=80)))
def test_no_bytes_at_all_break_the_reader(data: bytes | str) -> None:
    problems = Problems()
    text = decode(data if isinstance(data, bytes) else data.encode(), "a.yaml", problems)
    value = None if text is None else read_yaml(text, "a.yaml", problems)
    assert value is not None or problems
