"""A failed search shows the words that came nearest, and nothing where nothing came near."""

from __future__ import annotations

from dhrcheck.kinds.nearest import nearest_window

TEXT = (
    "The panel met four times. The chair is independant of all agencies concerned with the case. "
    "The strategic accident plan is not part of this review."
)


def test_the_most_alike_words_are_shown_as_whole_words() -> None:
    near = nearest_window(("independent of all agencies", "no connection"), TEXT)
    assert near is not None
    assert TEXT[near.start : near.end] == "independant of all agencies"
    assert near.phrase == "independent of all agencies"
    assert 90 < near.score < 100


def test_nothing_is_shown_where_nothing_is_alike() -> None:
    assert nearest_window(("retired police officer",), TEXT) is None
    assert nearest_window(("retired police officer",), "") is None
    assert nearest_window((), TEXT) is None


def test_a_word_left_out_is_still_near() -> None:
    near = nearest_window(("not part of any other review",), TEXT)
    assert near is not None
    assert TEXT[near.start : near.end] == "not part of this review"


def test_of_equally_near_words_the_earliest_are_shown() -> None:
    near = nearest_window(("tragic event",), "a tragic evening; a tragic evening")
    assert near is not None
    assert near.start == 2
