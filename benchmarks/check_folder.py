"""Run the real command on every PDF of a folder and print how each one ended.

    python -m benchmarks.check_folder FOLDER [--timeout 60] [--memory 1024] [--ocr never] [--odd]

One process a file, as a user would run it. A line gives the seconds it took, the memory of the largest
of its processes, the exit code, the verdict, and what breaks the contract: an exit code that is not one
of a check or does not go with the verdict, words on standard error, no whole result, a run past the
limit, a file left behind. ``--odd`` prints only lines of the last kind. Exits with 1 if there was any.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

_CODES = {"fail": 1, "unread": 3, "review": 0, "pass": 0}
_GRACE = 15.0
"""Seconds for starting, rules and output on top of the limit on reading."""
_SECONDS_A_RECOGNISED_PAGE = 2.0


@dataclass(frozen=True, slots=True)
class Run:
    """How one file ended; ``wrong`` is empty where all was as the contract says."""

    seconds: float
    peak_mb: float
    code: int
    verdict: str
    wrong: str


def main() -> int:
    """Check the folder's files one by one; print a line each and the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--timeout", type=float, default=60.0)
    parser.add_argument("--memory", type=int, default=1024)
    parser.add_argument("--ocr", choices=["auto", "always", "never"], default="never")
    parser.add_argument("--odd", action="store_true")
    asked = parser.parse_args()
    options = ["--timeout", str(asked.timeout), "--memory", str(asked.memory), "--ocr", asked.ocr]
    runs: list[Run] = []
    files = sorted(p for p in asked.folder.resolve().rglob("*") if p.suffix.lower() == ".pdf")
    with tempfile.TemporaryDirectory() as cache:
        for path in files:
            run = checked(path, options, asked.timeout, cache)
            runs.append(run)
            if run.wrong or not asked.odd:
                print(_row(run, path), flush=True)
    _sum_up(runs)
    return 1 if any(run.wrong for run in runs) else 0


def checked(path: Path, options: list[str], timeout: float, cache: str) -> Run:
    """One file through the command, in an empty folder that is also the one for temporary files.

    Only ``cache``, the user's own cache folder, may have something in it afterwards.
    """
    with tempfile.TemporaryDirectory() as here:
        folders = {name: str(Path(here, name)) for name in ("TMPDIR", "HOME")}
        folders["TMP"] = folders["TEMP"] = folders["TMPDIR"]
        folders["XDG_CACHE_HOME"] = cache
        for folder in folders.values():
            Path(folder).mkdir(exist_ok=True)
        work = Path(here, "work")
        work.mkdir()
        start = time.perf_counter()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
            command = [sys.executable, "-m", "dhrcheck", "check", "--format", "json", *options]
            process = subprocess.Popen(
                [*command, "--", str(path)],
                stdout=out,
                stderr=said,
                cwd=work,
                env={**os.environ, **folders},
            )
            code, peak = _waited(process)
            seconds = time.perf_counter() - start
            out.seek(0)
            said.seek(0)
            result, words = out.read(), said.read()
        left = sorted(p.name for p in Path(here).rglob("*") if not p.is_dir())
    verdict, pages, wrong = _judged(code, result, words)
    if seconds > timeout + _GRACE + pages * _SECONDS_A_RECOGNISED_PAGE:
        wrong = wrong or "ran past its limit"
    if left:
        wrong = wrong or f"left behind: {', '.join(left)}"
    return Run(seconds, peak, code, verdict, wrong)


def _waited(process: subprocess.Popen[bytes]) -> tuple[int, float]:
    """The exit code, and megabytes of the largest process (0 where the system does not tell)."""
    if not hasattr(os, "wait4"):
        return process.wait(), 0.0
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _judged(code: int, result: bytes, said: bytes) -> tuple[str, int, str]:
    """The verdict, the pages that were recognised, and what was wrong (empty: nothing)."""
    if code not in _CODES.values():
        return "none", 0, f"exit code {code}"
    try:
        report = json.loads(result)
        verdict, counts = report["verdict"], report["counts"]
        recognised = sum(
            file["read"]["ocr"] + file["read"]["image-only"] for file in report["files"]
        )
    except (ValueError, KeyError, TypeError):
        return "none", 0, "no whole result"
    if said:
        return verdict, recognised, "words on standard error"
    if counts["error"]:
        return verdict, recognised, "a rule broke"
    if _CODES[verdict] != code:
        return verdict, recognised, f"exit code {code} for {verdict}"
    return verdict, recognised, ""


def _row(run: Run, path: Path) -> str:
    return (
        f"{run.seconds:6.2f} s {run.peak_mb:5.0f} MB  {run.code:3} {run.verdict:8}"
        f" {run.wrong:30} {ascii(path.name)[1:-1][:90]}"
    )


def _sum_up(runs: list[Run]) -> None:
    wrong = sum(bool(run.wrong) for run in runs)
    verdicts = ", ".join(f"{n} {v}" for v, n in sorted(Counter(r.verdict for r in runs).items()))
    print(f"{len(runs)} files: {verdicts or 'no verdict'}; {wrong} against the contract")
    if runs:
        slowest, largest = max(r.seconds for r in runs), max(r.peak_mb for r in runs)
        print(f"longest {slowest:.1f} s, largest process {largest:.0f} MB")


if __name__ == "__main__":
    raise SystemExit(main())
