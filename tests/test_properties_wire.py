"""What arrives from a reading process is a reading or a WireError, whatever it is."""

from __future__ import annotations

import contextlib
import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrcheck.outcome import Box, ReadAs
from dhrcheck.reading.model import (
    Bookmark,
    Cell,
    Cover,
    Hidden,
    Line,
    Link,
    PageReading,
    Picture,
    Properties,
    Table,
    TaggedHeading,
)
from dhrcheck.reading.wire import (
    WireError,
    decode,
    encode,
    outcome_in,
    page_in,
    page_out,
    properties_in,
    properties_out,
    text_in,
    whole_in,
)
from tests.properties import bounded

numbers = st.floats(-1e6, 1e6, allow_nan=False)
whole = st.integers(0, 10_000)
texts = st.text(max_size=12)
boxes = st.builds(Box, numbers, numbers, numbers, numbers)
lines = st.builds(
    Line,
    texts,
    boxes,
    numbers,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.lists(st.tuples(whole, numbers), max_size=2).map(tuple),
)
some_lines = st.lists(lines, max_size=3).map(tuple)
spans = st.integers(1, 9)
cells = st.builds(Cell, whole, whole, spans, spans, boxes, some_lines, st.booleans())
tables = st.builds(Table, boxes, whole, whole, st.lists(cells, max_size=3).map(tuple), whole)
hidden = st.builds(
    Hidden,
    boxes,
    st.sampled_from(list(Cover)),
    whole,
    *(st.booleans() for _ in range(4)),
)
links = st.builds(Link, texts, st.none() | boxes, texts, texts)
pages = st.builds(
    PageReading,
    whole,
    numbers,
    numbers,
    st.sampled_from([way for way in ReadAs if way is not ReadAs.OCR]),
    some_lines,
    st.lists(tables, max_size=2).map(tuple),
    st.lists(st.builds(Picture, boxes, whole, whole), max_size=2).map(tuple),
    st.lists(links, max_size=2).map(tuple),
    whole,
    st.floats(0, 1),
    st.none() | texts,
    st.none() | texts,
    hidden=st.lists(hidden, max_size=2).map(tuple),
)
properties = st.builds(
    Properties,
    title=st.none() | texts,
    tagged=st.booleans(),
    bookmarks=st.lists(st.builds(Bookmark, whole, st.none() | whole, texts, texts)).map(tuple),
    headings=st.lists(st.builds(TaggedHeading, whole, st.none() | whole, texts)).map(tuple),
    attachments=st.lists(texts).map(tuple),
    notes=st.lists(texts).map(tuple),
    alternatives=st.lists(st.tuples(whole, texts)).map(tuple),
    entries=st.lists(st.tuples(texts, texts)).map(tuple),
    damaged=st.lists(st.tuples(whole, st.booleans())).map(tuple),
    complete=st.booleans(),
)
anything: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | texts
    | st.sampled_from(["text", "ocr", "box", -1, 1 << 60, math.inf]),
    lambda below: st.lists(below, max_size=5) | st.dictionaries(texts, below, max_size=4),
    max_leaves=20,
)


def through_the_pipe(value: Any) -> Any:
    return decode(encode({"value": value}))["value"]


@given(pages)
@bounded(150)
def test_a_page_arrives_as_it_was_sent(page: PageReading) -> None:
    assert page_in(through_the_pipe(page_out(page))) == page


@given(properties)
@bounded(150)
def test_properties_arrive_as_they_were_sent(found: Properties) -> None:
    assert properties_in(through_the_pipe(properties_out(found))) == found


@given(anything)
@bounded(400)
def test_anything_else_is_a_wire_error(value: Any) -> None:
    for take in (page_in, properties_in, outcome_in, text_in, whole_in):
        try:
            take(value)  # type: ignore[operator]
        except WireError:
            continue


@given(st.binary(max_size=60) | anything.map(lambda value: json.dumps(value).encode()))
@bounded(300)
def test_any_line_is_a_message_or_a_wire_error(raw: bytes) -> None:
    with contextlib.suppress(WireError):
        assert isinstance(decode(raw), dict)


def _places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [way]
    keys = (
        range(len(value)) if isinstance(value, list) else value if isinstance(value, dict) else ()
    )
    for key in keys:
        found += _places(value[key], (*way, key))
    return found


def _with(value: Any, way: tuple[Any, ...], other: Any) -> Any:
    if not way:
        return other
    copy = list(value) if isinstance(value, list) else dict(value)
    copy[way[0]] = _with(value[way[0]], way[1:], other)
    return copy


@given(pages, properties, anything, st.integers(0, 10_000))
@bounded(300)
def test_one_wrong_value_anywhere_is_refused_or_harmless(
    page: PageReading, found: Properties, other: Any, place: int
) -> None:
    for sent, take, out in (
        (page_out(page), page_in, page_out),
        (properties_out(found), properties_in, properties_out),
    ):
        ways = _places(sent)
        spoilt = _with(sent, ways[place % len(ways)], other)
        try:
            arrived: Any = take(through_the_pipe(spoilt))
        except WireError:
            continue
        # What was taken is sound: it can be sent on, and arrives as it is.
        assert take(through_the_pipe(out(arrived))) == arrived  # type: ignore[operator]


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf, 1e300, -(10**40)])
def test_a_number_beyond_all_bounds_stands_at_the_edge(odd: float) -> None:
    page = page_out(PageReading(1, 595.0, 842.0, ReadAs.TEXT))
    page[1] = odd
    assert abs(page_in(through_the_pipe(page)).width) <= 1e9
