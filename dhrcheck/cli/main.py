"""The command ``dhrcheck``: every way in ends here, and every way out is an exit code.

No content of a file is ever in what goes to standard error, and no traceback is shown.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from dhrcheck.cli.exits import CHECKED, DEFECT, INTERRUPTED
from dhrcheck.version import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit code (see ``cli/exits.py``).

    ``arguments`` are the words after the command's name; those typed where None.
    """
    try:
        _end_politely()
        words = list(sys.argv[1:] if arguments is None else arguments)
        if words == ["--version"]:
            # Without loading the rest: editors and gates ask this at every start.
            print(f"dhrcheck {__version__}", flush=True)
            return CHECKED
        from dhrcheck.cli.group import run

        return run(words)
    except KeyboardInterrupt:
        # An interrupt that passed through ``exec`` (importing a dataclass calls it) is marked as not
        # handled, and Python would end itself with a signal. Any further ``exec`` clears the mark.
        exec("")
        _say("dhrcheck: interrupted; nothing was written.")
        return INTERRUPTED
    except BrokenPipeError:
        return _closed_pipe()
    except Exception as defect:
        _say(f"dhrcheck: stopped by a defect in dhrcheck itself ({_where(defect)}); "
             "please tell its makers these words.")  # fmt: skip
        return DEFECT


def _where(defect: BaseException) -> str:
    """What broke and in which line of code; never the message, which may quote a report."""
    place = ""
    trace = defect.__traceback__
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] == "dhrcheck":
            place = f" in {module}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(defect).__name__}{place}, version {__version__}"


def _say(sentence: str) -> None:
    if sys.stderr is not None:
        try:
            print(sentence, file=sys.stderr)
        except OSError:
            return


def _end_politely() -> None:
    """A request to end (``kill``, a closed window) cleans up just as Ctrl-C does."""
    import signal
    import threading

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, stop)


def _closed_pipe() -> int:
    """The reader of our output has gone (``--help | head``): nothing to say, nobody to say it to."""
    from dhrcheck.cli.writing import silence_stdout

    silence_stdout()
    return CHECKED


if __name__ == "__main__":
    sys.exit(main())
