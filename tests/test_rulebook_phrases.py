"""Plain phrases find what their author means, and nothing else."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from dhrcheck.rulebook.phrases import compile_phrases, phrase_pattern


def found(phrase: str | tuple[str, ...], text: str) -> list[str]:
    phrases = (phrase,) if isinstance(phrase, str) else phrase
    return [text[m.start : m.end] for m in compile_phrases(phrases).finditer(text)]


def test_case_spaces_and_hyphens_do_not_matter() -> None:
    text = "A Tragic accident, a tragic-accident, a TRAGIC\nACCIDENT and a tragic \u2011 accident."
    assert len(found("tragic accident", text)) == 4


def test_only_whole_words_count() -> None:
    assert found("tragic accident", "a strategic accident, tragic accidentals") == []
    assert found("row", "borrow, rowing, row.") == ["row"]


def test_a_hyphen_may_stand_for_a_space_or_for_nothing() -> None:
    text = "to co-operate, cooperate, co operate and co\u2010operate; but not co/operate"
    assert len(found("co-operate", text)) == 4
    assert len(found("will co-operate fully", "will cooperate fully, will co-operate fully")) == 2


def test_straight_and_curly_quotation_marks_are_equal() -> None:
    assert found("so-called 'honour' killing", "a so called \u2018honour\u2019 killing")
    assert found('the victim\'s "choice"', "the victim\u2019s \u201cchoice\u201d")


def test_a_star_matches_any_ending_of_its_word_only() -> None:
    text = "interpreters, Interpreter\u2019s, interpretation and misinterpreted"
    assert found("interpret*", text) == ["interpreters", "Interpreter", "interpretation"]
    assert found("lead* agenc*", "leading agencies") == ["leading agencies"]


def test_three_dots_reach_over_six_words_of_one_sentence() -> None:
    assert found("never ... employed", "has never, to our knowledge, been employed")
    assert found("never ... employed", "was never employed")
    assert found("never ... employed", "never one two three four five six employed")
    assert not found("never ... employed", "never one two three four five six seven employed")
    assert not found("never ... employed", "He was never there. She was employed elsewhere.")
    assert not found("never ... employed", "a heading with never\nemployed people")
    assert found("never ... employed", "has never, as Dr. Ames said (3.4), been employed")


def test_and_is_also_an_ampersand() -> None:
    assert found("equality and diversity", "Equality & Diversity") == ["Equality & Diversity"]


def test_signs_at_the_ends_belong_to_the_phrase() -> None:
    assert found("(cid:", "x (cid:12)") == ["(cid:"]
    assert found("[insert", "see [insert name]") == ["[insert"]
    assert found("Error! Bookmark", "Error! Bookmark not defined.") == ["Error! Bookmark"]


def test_a_lost_space_between_two_long_words_is_seen_through() -> None:
    assert found("a tragic accident", "a tragicaccident") == ["a tragicaccident"]
    assert found("tragic accident*", "these tragicaccidents") == ["tragicaccidents"]
    assert found("the son", "these thesons theson") == []


def test_of_overlapping_phrases_the_earliest_and_longest_counts() -> None:
    assert found(("accident", "tragic accident"), "a tragic accident") == ["tragic accident"]


def test_a_match_says_which_phrase_it_is() -> None:
    match = compile_phrases(("a row", "tragic accident")).search("This Tragic Accident")
    assert match is not None
    assert (match.start, match.end, match.phrase) == (5, 20, "tragic accident")


def test_a_search_may_be_limited_to_a_range() -> None:
    phrases = compile_phrases(("accident",))
    assert [m.start for m in phrases.finditer("accident accident accident", 1, 20)] == [9]


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("", "no word"),
        (" - ", "no word"),
        ("... employed", "between two words"),
        ("a ... ... b", "between two words"),
        ("a ... b ... c ... d ... e", "at most 3"),
        ("ac*ident", "end of a word"),
        ("a*", "two letters"),
        ("x" * 300, "at most 200"),
    ],
)
def test_what_is_no_phrase_is_refused_in_plain_words(phrase: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        compile_phrases((phrase,))


PIECES = ["the", "row", "co-op", "so-", "-x", "tra*", "&", "and", "'it'", "...", "a.b", "co*"]
PIECES += ["3", "É", "long", "word*", "word"]
TEXTS = ["the", "row", "coop", "co", "op", "so", "x", "travel", "&", "and", "’it’", "it", "cope"]
TEXTS += ["long", "words", "longword", "longwords", "a.b", "3", "é", ",", ".", "\n", "-"]
TEXTS += ["the-row", "co\n-op", "so x", "borrow"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4),
    st.lists(st.sampled_from(TEXTS), max_size=14),
)
def test_the_quick_way_finds_what_the_pattern_finds(words: list[str], text: list[str]) -> None:
    phrase, searched = " ".join(words), " ".join(text)
    try:
        compiled = compile_phrases((phrase,))
    except ValueError:
        return
    plain = regex.finditer(phrase_pattern((phrase,)), searched, regex.IGNORECASE)
    assert [(m.start, m.end) for m in compiled.finditer(searched)] == [m.span() for m in plain]
