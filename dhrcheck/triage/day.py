"""On which other days a check would have answered the same: from what its "today" was compared with."""

from __future__ import annotations

from datetime import date
from typing import Any


class WatchedDay(date):
    """A day that remembers the days it was compared with; used in any other way, it counts exactly."""

    _others: set[date]
    _exact: bool

    @classmethod
    def of(cls, day: date) -> WatchedDay:
        """``day``, watched from now on."""
        watched = cls(day.year, day.month, day.day)
        watched._others, watched._exact = set(), False
        return watched

    def same_between(self) -> tuple[date | None, date | None]:
        """First and last day on which every comparison would have come out as it did; None: no limit."""
        plain = date.fromordinal(date.toordinal(self))
        others: set[date] = object.__getattribute__(self, "_others")
        if object.__getattribute__(self, "_exact") or plain in others:
            return plain, plain
        before = [d for d in others if d < plain]
        after = [d for d in others if d > plain]
        return (
            max(before).fromordinal(max(before).toordinal() + 1) if before else None,
            min(after).fromordinal(min(after).toordinal() - 1) if after else None,
        )

    def _noted(self, other: object) -> object:
        if type(other) is date:
            self._others.add(other)
        return other

    def __lt__(self, other: date) -> bool:
        return date.__lt__(self, self._noted(other))  # type: ignore[operator]

    def __le__(self, other: date) -> bool:
        return date.__le__(self, self._noted(other))  # type: ignore[operator]

    def __gt__(self, other: date) -> bool:
        return date.__gt__(self, self._noted(other))  # type: ignore[operator]

    def __ge__(self, other: date) -> bool:
        return date.__ge__(self, self._noted(other))  # type: ignore[operator]

    def __eq__(self, other: object) -> bool:
        return date.__eq__(self, self._noted(other))

    __hash__ = date.__hash__

    def __add__(self, other: Any) -> Any:
        self._exact = True
        return date.__add__(self, other)

    def __sub__(self, other: Any) -> Any:
        self._exact = True
        return date.__sub__(self, other)

    def __rsub__(self, other: Any) -> Any:
        self._exact = True
        return date.__sub__(other, date.fromordinal(date.toordinal(self)))

    def __format__(self, form: str) -> str:
        self._exact = True
        return date.__format__(self, form)

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_") and name not in ("of", "same_between"):
            # Its year, month, words: who knows what follows from them.
            object.__setattr__(self, "_exact", True)
        return super().__getattribute__(name)
