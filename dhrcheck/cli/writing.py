"""Where a result goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dhrcheck.files import WrongUsage


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A place for a result that was looked at before anything was checked.

    ``path`` is free of symbolic links. ``is_device`` is True for such as /dev/null, which is written
    to rather than replaced.
    """

    path: Path
    is_device: bool = False

    def write(self, content: bytes) -> None:
        """Puts ``content`` in place: all of it, or (on an error or an interrupt) none of it.

        Raises:
            WrongUsage: the disk is full, or the folder went away.
        """
        write_all([(self, content)])


def write_all(results: Sequence[tuple[OutputFile | None, bytes]]) -> None:
    """Puts every result in its place (None: standard output): all of them, or none.

    Every file is written whole beside its place first; only then is the first put in place.

    Raises:
        WrongUsage: a disk is full, a folder went away, or standard output is closed.
    """
    waiting: list[tuple[str, OutputFile]] = []
    try:
        for file, content in results:
            if file is not None and not file.is_device:
                with _saying(file):
                    waiting.append((_scratch(file.path, content), file))
        for file, content in results:
            if file is None:
                to_stdout(content)
            elif file.is_device:
                with _saying(file):
                    file.path.write_bytes(content)
        for _, file in waiting:
            _check_free(file.path)
        while waiting:
            name, file = waiting[0]
            with _saying(file):
                os.replace(name, file.path)
            waiting.pop(0)
    finally:
        for name, _ in waiting:
            with contextlib.suppress(OSError):
                os.unlink(name)


@contextlib.contextmanager
def _saying(file: OutputFile) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _cannot_write(file.path, error) from None


def output_file(wanted: str, inputs: Iterable[Path], *, force: bool) -> OutputFile:
    """The place that ``-o`` names, if it may be written.

    Raises:
        WrongUsage: it is one of ``inputs`` (also by a link), a folder, in no folder or in one that
            cannot be written, or a file that dhrcheck did not write (unless ``force``).
    """
    path = Path(os.path.realpath(wanted))
    for given in inputs:
        if _same(path, given):
            raise WrongUsage(
                f"The output “{wanted}” is the same file as the input “{given}”. "
                "Give another name after -o."
            )
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = 0
    except (OSError, ValueError) as error:
        raise _cannot_write(Path(wanted), error) from None
    if stat.S_ISDIR(mode):
        raise WrongUsage(f"The output “{wanted}” is a folder. Give a file name after -o.")
    if mode and not stat.S_ISREG(mode):
        return OutputFile(path, is_device=True)
    if mode and not force and not _is_ours(path):
        raise WrongUsage(
            f"The output “{wanted}” is a file that dhrcheck did not write. Give another name, or "
            "--force to replace it."
        )
    _try(path)
    _check_free(path)
    return OutputFile(path)


def _same(path: Path, given: Path) -> bool:
    try:
        return os.path.samefile(path, given)
    except OSError:
        return path == Path(os.path.realpath(given))


def _is_ours(path: Path) -> bool:
    from dhrcheck.output.ours import ENDS, is_ours

    try:
        with path.open("rb") as file:
            beginning = file.read(ENDS)
            file.seek(max(0, os.fstat(file.fileno()).st_size - ENDS))
            return is_ours(beginning, file.read(ENDS))
    except OSError:
        return False


def _check_free(path: Path) -> None:
    """Refuses a file that another program holds open, where the system then lets nobody replace it
    (Windows); renaming a file to its own name changes nothing, and fails just then."""
    if path.exists():
        try:
            os.replace(path, path)
        except OSError as error:
            raise _cannot_write(path, error) from None


def _try(path: Path) -> None:
    """Makes and removes a file beside ``path``, so that a refusal comes before the work."""
    try:
        number, name = tempfile.mkstemp(prefix=".dhrcheck-", dir=path.parent)
        os.close(number)
        os.unlink(name)
    except OSError as error:
        raise _cannot_write(path, error) from None


def _scratch(path: Path, content: bytes) -> str:
    """The name of a new file beside ``path`` that holds ``content``."""
    # mkstemp makes the file 0600: reports hold private facts.
    number, name = tempfile.mkstemp(prefix=".dhrcheck-", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    return name


def _cannot_write(path: Path, error: Exception) -> WrongUsage:
    said = getattr(error, "strerror", None) or "it is no name of a file"
    held = sys.platform == "win32" and isinstance(error, PermissionError)
    hint = " Please close it if it is open in another program." if held else ""
    return WrongUsage(f"The output “{path}” cannot be written: {said}.{hint}")


def to_stdout(content: bytes) -> None:
    """Writes ``content`` to standard output; a reader that has gone away (``| head``) is no error.

    Raises:
        WrongUsage: standard output is closed or full.
    """
    stream = sys.stdout
    if stream is None:
        raise WrongUsage("There is no standard output to write to. Use -o to name a file.")
    try:
        stream.flush()
        stream.buffer.write(content)
        stream.buffer.flush()
    except BrokenPipeError:
        silence_stdout()
    except OSError as error:
        silence_stdout()
        said = error.strerror or "unknown reason"
        raise WrongUsage(f"The result cannot be written to standard output: {said}.") from None


def silence_stdout() -> None:
    """What is still buffered goes nowhere, so that closing at exit does not complain."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
