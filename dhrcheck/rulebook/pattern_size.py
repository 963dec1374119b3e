"""How large a pattern becomes once its counts are written out, told without compiling it.

``a{1000000000}`` has few characters, and compiling it takes all memory there is.
"""

from __future__ import annotations

from dhrcheck.patterns import compiled

MAX_SIZE = 20_000
"""Most things in a row that a pattern may ask for, counts written out."""

_TOKEN = compiled(
    r"(?s)\\(?:[pPN]\{[^}]*\}|.)"
    r"|(?P<class>\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\])"
    r"|(?P<open>\()"
    r"|(?P<close>\))"
    r"|(?P<count>\{(?P<least>\d*)(?:,(?P<most>\d*))?\})"
    r"|(?P<fuzzy>\{[^{}]*[<>=][^{}]*\})"
    r"|."
)
_CALL = compiled(r"\(\?(?:R|\d+|[+-]\d+|&\w+|P>\w+)\)|\(\?\(DEFINE\)|\\L<")


def refuse_what_explodes(source: str) -> None:
    """Raises ValueError, in plain words, where a pattern is larger than it looks."""
    call = _CALL.search(source)
    if call:
        raise ValueError(
            f"“{call.group()}” calls another part of the pattern; write it out instead"
        )
    # For each open group its size so far and that of its last thing, to which a count belongs.
    sizes, lasts = [0], [0]
    for token in _TOKEN.finditer(source):
        kind = token.lastgroup if token.lastgroup not in ("least", "most") else "count"
        if kind == "fuzzy":
            raise ValueError(f"“{token.group()}” asks for likeness; a pattern here matches exactly")
        if kind == "open":
            sizes.append(0)
            lasts.append(0)
        elif kind == "close" and len(sizes) > 1:
            lasts.pop()
            inner = sizes.pop() + 1
            sizes[-1] += inner
            lasts[-1] = inner
        elif kind == "count":
            times = max(_number(token["least"]), _number(token["most"]), 1)
            sizes[-1] += lasts[-1] * (times - 1)
            lasts[-1] *= times
        else:
            sizes[-1] += 1
            lasts[-1] = 1
        if sizes[-1] > MAX_SIZE:
            raise ValueError(
                f"with its counts written out this pattern has more than {MAX_SIZE:,} places; "
                "give smaller counts"
            )


def _number(digits: str | None) -> int:
    return min(int(digits[:12]), 10**9) if digits else 0
