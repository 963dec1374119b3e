"""The plain values that arrive from a reading process, each checked for its type and size."""

from __future__ import annotations

import base64
from typing import Any

_MAX_TEXT = 4_000_000
_FARTHEST = 1e9


class WireError(Exception):
    """What arrived is not what a reading process sends."""


def a_row(value: Any, length: int) -> list[Any]:
    """A list of this length; WireError for anything else."""
    if not isinstance(value, list) or len(value) != length:
        raise WireError("a row of the wrong length")
    return value


def a_list(value: Any) -> list[Any]:
    """A list; WireError for anything else."""
    if not isinstance(value, list):
        raise WireError("not a list")
    return value


def a_number(value: Any) -> float:
    """A number, cut at a thousand million either way; WireError for anything else."""
    if type(value) is float or type(value) is int:
        if -_FARTHEST < value < _FARTHEST:
            return float(value)
        if value == value:
            return _FARTHEST if value > 0 else -_FARTHEST
    raise WireError("not a number")


def a_whole(value: Any) -> int:
    """A whole number from 0; WireError for anything else."""
    if type(value) is int and 0 <= value < 1 << 53:
        return value
    raise WireError("not a whole number")


def maybe_whole(value: Any) -> int | None:
    """A whole number from 0 or None; WireError for anything else."""
    return None if value is None else a_whole(value)


def a_text(value: Any) -> str:
    """A text; WireError for anything else."""
    if type(value) is not str or len(value) > _MAX_TEXT:
        raise WireError("not a text")
    if value.isascii():
        return value
    # Half of a surrogate pair is no character, and cannot be written out again.
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def maybe_text(value: Any) -> str | None:
    """A text or None; WireError for anything else."""
    return None if value is None else a_text(value)


def a_file(value: Any, most: int) -> bytes:
    """Bytes, at most ``most``, that travelled as base64; WireError for anything else."""
    if type(value) is not str or len(value) > 4 * (most // 3 + 1):
        raise WireError("not bytes")
    try:
        return base64.b64decode(value, validate=True)
    except ValueError as error:
        raise WireError("not bytes") from error


def file_out(value: bytes) -> str:
    """Bytes as base64, to travel in a message."""
    return base64.b64encode(value).decode("ascii")
