"""Asking a person at a terminal, or through a pipe: one line out, one line in."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable
from datetime import date

from dhrcheck.files import WrongUsage
from dhrcheck.output.visible import for_encoding


class EndOfAnswersError(Exception):
    """Nobody answers any more: the input has ended."""


class Asker:
    """Puts questions to a person. ``refusal`` says why an answer in words cannot be taken, or ""."""

    def __init__(self, refusal: Callable[[str], str]) -> None:
        self._refusal = refusal
        self._answered = False
        if isinstance(sys.stdin, io.TextIOWrapper):
            with contextlib.suppress(OSError, ValueError):
                sys.stdin.reconfigure(errors="replace")

    def say(self, text: str) -> None:
        """Shows ``text``, as far as the screen's letters allow."""
        stream = sys.stdout
        if stream is None:
            return
        stream.flush()
        stream.buffer.write(for_encoding(text, getattr(stream, "encoding", None) or "utf-8"))
        stream.buffer.flush()

    def line(self, question: str) -> str:
        """The line that is answered, without spaces around it.

        Raises:
            WrongUsage: there never was anybody to answer.
            EndOfAnswersError: the input ended.
        """
        self.say(f"{question} ")
        given = sys.stdin.readline() if sys.stdin is not None else ""
        if not given:
            self.say("\n")
            if not self._answered:
                raise WrongUsage(
                    "There is nobody to ask: “dhrcheck decide” needs a terminal, or its answers line "
                    "by line on standard input. “dhrcheck decide --list FILE...” asks nothing."
                )
            raise EndOfAnswersError
        self._answered = True
        if sys.stdin is not None and not sys.stdin.isatty():
            # What is piped in is not seen on the screen; the text should read as a conversation.
            self.say("\n")
        return given.strip()

    def choice(self, question: str, known: dict[str, str]) -> str:
        """One of the values of ``known``, by its letter or by the whole word."""
        while True:
            word = self.line(question).casefold()
            found = known.get(word) or next((v for v in known.values() if v == word), None)
            if found is not None:
                return found
            letters = ", ".join(known)
            self.say(f"  Please answer with one of these letters: {letters}.\n")

    def words(self, question: str, default: str | None = None, *, most: int) -> str:
        """An answer in words; ``default`` where only Enter is given."""
        from dhrcheck.decisions.store import on_one_line

        while True:
            said = on_one_line(self.line(question)) or (default or "")
            if not any(c.isalpha() for c in said):
                self.say("  Please answer in words.\n")
            elif len(said) > most:
                self.say(f"  Please keep to {most} characters.\n")
            elif refused := self._refusal(said):
                self.say(f"  {refused}\n")
            else:
                return said

    def day(self, question: str, today: date) -> date | None:
        """A day as YYYY-MM-DD, not before ``today``; None where only Enter is given."""
        while True:
            said = self.line(question)
            if not said:
                return None
            try:
                found = date.fromisoformat(said)
            except ValueError:
                found = None
            if found is not None and found.isoformat() == said and found >= today:
                return found
            self.say(f"  Please give a day from {today} on as year-month-day, or only Enter.\n")

    def numbers(self, question: str, most: int) -> tuple[int, ...]:
        """Numbers from 1 to ``most``, with commas between; none where only Enter is given."""
        while True:
            words = self.line(question).replace(",", " ").split()
            if all(w.isascii() and w.isdigit() and 0 < int(w) <= most for w in words):
                return tuple(sorted({int(w) for w in words}))
            self.say(
                f"  Please give numbers from 1 to {most} with commas between, or only Enter.\n"
            )
