"""Other people's words are told from the review's own."""

from __future__ import annotations

import pytest
from flow_builder import passage

from dhrcheck.document.passage import Passage
from dhrcheck.document.speech import (
    is_attributed,
    is_definition,
    is_in_title,
    is_negated,
    is_reference,
)


def quoted(text: str, words: str) -> bool:
    made = passage(text)
    start = made.text.index(words)
    return made.is_quoted(start, start + len(words))


@pytest.mark.parametrize(
    "text",
    [
        'He told officers it was "a sad loss" and left.',
        "He told officers it was 'a sad loss' and left.",
        "He told officers it was “a sad loss” and left.",
        "He told officers it was ‘a sad loss’ and left.",
        "He told officers it was ‘a sad loss’.",
        "He told officers it was 'a sad loss'; nobody asked him more.",
        "('a sad loss')",
        "She wrote: 'He said \"a sad loss\" to the agencies' staff.'",
        "She wrote: \"He said 'a sad loss' to the agencies' staff.\"",
        "He said ''a sad loss'' at last.",
        'It was called "a\nsad loss" by the neighbour.',
        "He wrote, 'The agencies' failure was a sad loss'.",
        "He wrote, 'They don't know that it's a sad loss for us.' Nobody replied.",
        "He called it 'a sad loss'1 and left.",
        'The neighbour said: "She was kind.\n\n"It was a sad loss.\n\n"We miss her."',
        'The neighbour said: "She was kind and it\n\nwas a sad loss" and wept.',
        'He said "a sad loss without a closing mark.\n\nThe panel met in May.',
    ],
)
def test_words_in_marks_are_quoted(text: str) -> None:
    assert quoted(text, "sad" if "a\nsad" in text else "a sad loss")


@pytest.mark.parametrize(
    "text",
    [
        "The agencies' view was that it was a sad loss for Rowan's friends.",
        "They don't say that it was a sad loss, and can't.",
        "In the '90s it was a sad loss; in the '80s it was not.",
        "Mr Davies' report called it a sad loss. The panels' answer is awaited.",
        'He said "yes" and it was a sad loss and he said "no".',
        "He said 'yes' and it was a sad loss and he said 'no'.",
        'He said "nothing at all.\n\nThe panel felt that it was a sad loss. It met in May.',
        "She had 'lots to do.\n\nIt was a sad loss.",
        'The hedge was 6" high and it was a sad loss, and the fence 4" high.',
        "It was a sad loss ('rare').",
        "He was her 'rock' and the families' grief at a sad loss is the relatives' own.",
    ],
)
def test_words_outside_marks_are_not_quoted(text: str) -> None:
    assert not quoted(text, "a sad loss")


def test_an_unbalanced_mark_ends_with_its_paragraph() -> None:
    made = passage('He said "go.\n\nThe first.\n\nThe second.\n\nThe third.')
    assert [made.text[q.start : q.end] for q in made.quotations] == ['"go.']


def test_nested_quotations_are_both_found() -> None:
    made = passage("""She said: "He shouted 'get out' at me".""")
    assert [made.text[q.start : q.end] for q in made.quotations] == [
        "\"He shouted 'get out' at me\"",
        "'get out'",
    ]


def test_an_indented_block_after_a_colon_is_quoted() -> None:
    text = "Her sister wrote:\n\n\tShe was a sad loss to us\n\tand to Northmere.\n\nThe panel met."
    assert quoted(text, "a sad loss")
    assert not quoted(text, "The panel met")


def test_a_long_indented_block_stays_quoted_over_its_paragraphs() -> None:
    text = (
        "Her brother told the chair:\n\n\tShe was kind.\n\n\tIt was a sad loss.\n\nThe panel met."
    )
    assert quoted(text, "a sad loss")


def test_an_indented_list_is_no_quotation() -> None:
    assert not quoted("The panel found:\n\n\t• a sad loss of records\n\t• no plan", "a sad loss")


def test_an_indented_paragraph_without_an_introduction_is_no_quotation() -> None:
    assert not quoted("The panel met in May.\n\n\tIt was a sad loss.", "a sad loss")


def test_an_italic_paragraph_after_an_introduction_is_quoted() -> None:
    assert quoted("Her mother said:\n\n_It was a sad loss._", "a sad loss")


def at(text: str, words: str) -> tuple[Passage, int, int]:
    made = passage(text)
    start = made.text.index(words)
    return made, start, start + len(words)


@pytest.mark.parametrize(
    "text",
    [
        "His mother said that it was a sad loss.",
        "According to the neighbour, it was a sad loss.",
        "The defence argued at trial that this was a sad loss.",
        "The panel was told that it was a sad loss.",
        "It was a sad loss, her brother told the chair.",
        "Officers recorded it as a sad loss.",
        "This was described by the friend as a sad loss.",
    ],
)
def test_words_given_to_somebody_are_attributed(text: str) -> None:
    made, start, end = at(text, "a sad loss")
    assert is_attributed(made, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "The panel said that it was a sad loss.",
        "The review described it as a sad loss.",
        "It was a sad loss.",
        "Her mother said that she was kind. It was a sad loss.",
        "The author has described this as a sad loss.",
    ],
)
def test_the_review_s_own_words_are_not_attributed(text: str) -> None:
    made, start, end = at(text, "a sad loss")
    assert not is_attributed(made, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "This was not a sad loss; it was a killing.",
        "It should be called murder rather than a sad loss.",
        "The panel avoided the words a sad loss.",
        "It wasn't a sad loss.",
        "The words 'a sad loss' should not be used.",
    ],
)
def test_denied_words_are_negated(text: str) -> None:
    assert is_negated(*at(text, "a sad loss"))


@pytest.mark.parametrize(
    "text",
    [
        "It was a sad loss.",
        "It was not only a sad loss.",
        "He did not call, but it was a sad loss.",
        "He was not there. It was a sad loss.",
        "A sad loss, a sad loss that was not foreseen.",
    ],
)
def test_plain_words_are_not_negated(text: str) -> None:
    assert not is_negated(*at(text, "a sad loss"))


def test_a_title_is_known() -> None:
    made, start, end = at(
        "It was set up under the Domestic Violence, Crime and Victims Act 2004 and met.",
        "Domestic Violence",
    )
    assert is_in_title(made, start, end)
    made, start, end = at(
        "The domestic violence was known. The Act came later.", "domestic violence"
    )
    assert not is_in_title(made, start, end)


def test_a_definition_is_known() -> None:
    made, start, _ = at("Coercive control is defined as a pattern of acts.", "pattern")
    assert is_definition(made, start)
    made, start, _ = at("A pattern of acts was seen.", "pattern")
    assert not is_definition(made, start)


def test_a_reference_is_known() -> None:
    made, start, _ = at("12 Sample, A. (2019) Words of Loss. Journal of Examples, 4.", "Loss")
    assert is_reference(made, start)
    made, start, _ = at("Loss was felt by all.", "Loss")
    assert not is_reference(made, start)
