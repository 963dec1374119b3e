"""Run the real command on every PDF of a folder and print how each one ended.

    python -m benchmarks.check_folder FOLDER [--timeout 20] [--odd]

One process a file, as a user would run it. ``--odd`` prints only what breaks the contract: an exit code
that is not one of a check, words on standard error, no whole result, or a run past the limit. Exits
with 1 if there was any.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

_ENDS_OF_A_CHECK = (0, 1, 3)
_GRACE = 15.0
"""Seconds for starting, rules and output on top of the limit on reading."""


def main() -> int:
    """Check the folder's files one by one; print a line each and the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--timeout", type=float, default=20.0)
    parser.add_argument("--odd", action="store_true")
    asked = parser.parse_args()
    verdicts: Counter[str] = Counter()
    odd = 0
    with tempfile.TemporaryDirectory() as elsewhere:
        for path in sorted(asked.folder.resolve().rglob("*.pdf")):
            start = time.perf_counter()
            verdict, wrong = _checked(path, asked.timeout, elsewhere)
            took = time.perf_counter() - start
            if took > asked.timeout + _GRACE:
                wrong = wrong or "ran past its limit"
            odd += bool(wrong)
            verdicts[verdict] += 1
            if wrong or not asked.odd:
                print(f"{took:6.2f} s  {verdict:10} {wrong:40} {ascii(path.name)[:80]}", flush=True)
        left = sorted(p.name for p in Path(elsewhere).rglob("*"))
    print(dict(verdicts), f"{odd} against the contract; files left behind: {left or 'none'}")
    return 1 if odd or left else 0


def _checked(path: Path, timeout: float, elsewhere: str) -> tuple[str, str]:
    """The verdict of one file, and what was wrong with how it was given (empty: nothing)."""
    command = [sys.executable, "-m", "dhrcheck", "check", "--format", "json", "--ocr", "never"]
    command += ["--timeout", str(timeout), "--", str(path)]
    done = subprocess.run(command, capture_output=True, cwd=elsewhere, check=False)
    if done.returncode not in _ENDS_OF_A_CHECK:
        return "none", f"exit code {done.returncode}"
    try:
        result = json.loads(done.stdout)
    except ValueError:
        return "none", "no whole result"
    if done.stderr:
        return result["verdict"], "words on standard error"
    if result["counts"]["error"]:
        return result["verdict"], "a rule broke"
    return result["verdict"], ""


if __name__ == "__main__":
    raise SystemExit(main())
