"""The reading process: takes files' bytes on its standard input, sends readings on its output.

It is given no path and needs none. For each file it reads a request (one line of JSON), then the
bytes in counted chunks, and answers with one line per page and one that ends the file. See
``wire.py`` for the shapes and ``worker.py`` for the other end.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from dhrcheck.outcome import ReadAs
from dhrcheck.reading.limits import Limits, hold_next_file_to, hold_process_to
from dhrcheck.reading.model import FileOutcome, PageReading
from dhrcheck.reading.pdf import Ending, read_bytes
from dhrcheck.reading.share import Share
from dhrcheck.reading.wire import (
    MAX_CONVERSATION,
    MAX_LINE,
    MAX_PAGE,
    PIECE,
    encode,
    page_out,
    properties_out,
)

OUT_OF_MEMORY = "Reading the file needs more memory than is allowed."
TOO_MUCH = "The page holds more text and lines than a page of a report can; it was not read."
EXPANDS_TOO_FAR = "The file's pages hold more text than is read of one file."
_OUR_DEFECT = "The reader came to an unexpected end on this file."


class ExpandsTooFar(Exception):
    """What the pages hold is more than the limit on the expanded size of a file."""


def main() -> None:
    """Serve until the parent closes its end of the pipe."""
    requests, answers = sys.stdin.buffer, _take_over_output()
    # Import what every file needs before memory is limited and the first file is timed.
    from dhrcheck.reading import page  # noqa: F401

    memory_mb, lifeline, *more = sys.argv[1:]
    hold_process_to(int(memory_mb), starts_programs=more == ["starts-programs"], lifeline=lifeline)
    # A reading is short-lived and free of cycles; looking for them costs more than it frees.
    gc.disable()
    while line := requests.readline():
        request = json.loads(line)
        hold_next_file_to(request["seconds"])
        _serve(requests, answers, request)
        gc.collect()


def _take_over_output() -> BinaryIO:
    """Keep the pipe for ourselves: a library that prints must not break the conversation."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return answers


def _receive(requests: BinaryIO) -> bytes:
    # A list of pieces put together at the end would hold a large file twice.
    data, enough = io.BytesIO(), True
    while size := int.from_bytes(requests.read(4), "big"):
        try:
            piece = requests.read(size)
            if enough:
                data.write(piece)
        except MemoryError:
            # Take the rest of the file off the pipe all the same: the next request comes after it.
            data, enough = io.BytesIO(), False
    if not enough:
        raise MemoryError
    return data.getvalue()


def _serve(requests: BinaryIO, answers: BinaryIO, request: dict[str, Any]) -> None:
    left = request.get("expanded", MAX_CONVERSATION)

    def send_page(page: PageReading, count: int) -> None:
        nonlocal left
        message = encode({"page": page_out(page), "of": count})
        if len(message) > MAX_PAGE or any(len(line.text) > MAX_LINE for line in page.lines):
            page = PageReading(page.number, 0.0, 0.0, ReadAs.BROKEN, note=TOO_MUCH)
            message = encode({"page": page_out(page), "of": count})
        left -= len(message)
        if left < 0:
            raise ExpandsTooFar
        answers.write(message)
        answers.flush()

    try:
        data = _receive(requests)
        if "draw" in request:
            ending = _draw(data, request, answers)
        elif "annotate" in request:
            more = [_receive(requests) for _ in range(request["files"] - 1)]
            ending = _annotate([data, *more], request, answers)
        elif "recognise" in request:
            ending = _recognise(data, request, lambda page: send_page(page, 0))
        else:
            limits = Limits(request["bytes"], request["pages"])
            ending = read_bytes(data, send_page, limits, Share(*request["share"]))
    except MemoryError:
        ending = Ending(FileOutcome.OUT_OF_MEMORY, reason=OUT_OF_MEMORY)
    except ExpandsTooFar:
        ending = Ending(FileOutcome.TOO_LARGE, reason=EXPANDS_TOO_FAR)
    except Exception:
        ending = Ending(FileOutcome.CRASHED, reason=_OUR_DEFECT)
    answers.write(
        encode(
            {
                "end": ending.outcome.value,
                "kind": ending.kind,
                "of": ending.count,
                "reason": ending.reason,
                "properties": properties_out(ending.properties),
            }
        )
    )
    answers.flush()


def _recognise(data: bytes, request: dict[str, Any], seen: Callable[[PageReading], None]) -> Ending:
    from dhrcheck.reading.ocr import Engine
    from dhrcheck.reading.ocr_read import recognise

    recognise(data, request["recognise"], Engine(*request["engine"]), seen)
    return Ending(FileOutcome.READ)


def _draw(data: bytes, request: dict[str, Any], answers: BinaryIO) -> Ending:
    from dhrcheck.reading.pictures import draw
    from dhrcheck.reading.wire_values import file_out

    def drawn(number: int, picture: bytes | None) -> None:
        png = None if picture is None else file_out(picture)
        answers.write(encode({"picture": number, "png": png}))
        answers.flush()

    return Ending(FileOutcome.READ, reason=draw(data, request["draw"], request["paint"], drawn))


def _annotate(files: list[bytes], request: dict[str, Any], answers: BinaryIO) -> Ending:
    from dhrcheck.reading.annotate import CannotBeCopied, annotated
    from dhrcheck.reading.wire_values import file_out

    try:
        copy = annotated(files, request["annotate"], request["names"], request["mark"])
    except CannotBeCopied as error:
        return Ending(FileOutcome.DAMAGED, reason=str(error), count=error.number)
    for at in range(0, len(copy), PIECE):
        answers.write(encode({"piece": file_out(copy[at : at + PIECE])}))
    return Ending(FileOutcome.READ)


if __name__ == "__main__":
    main()
