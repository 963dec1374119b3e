"""Imported by a reading process under test: a defect of ours is told with where it was.

Outside tests nobody is told more than that something went wrong, since the words may be a report's.
"""

from __future__ import annotations

import sys
import traceback
from typing import Any

from dhrcheck.reading import child

_encode, _ending = child.encode, child.Ending
_last: list[str] = []


def _ended(*values: Any, **named: Any) -> Any:
    if named.get("reason") == child._OUR_DEFECT:
        frames = traceback.extract_tb(sys.exc_info()[2])
        where = "in the library " if "dhrcheck" not in frames[-1].filename else ""
        _last.append(where + traceback.format_exc()[-1_200:])
    return _ending(*values, **named)


def _told(message: dict[str, Any]) -> bytes:
    if _last and "end" in message:
        message = {**message, "end": "damaged", "reason": f"defect: {_last.pop()}"}
    return _encode(message)


child.encode = _told
child.Ending = _ended  # type: ignore[assignment,misc]
