"""A process, with all that it starts, from which nothing can reach a network.

On Linux the system itself ends whatever asks for a network socket (seccomp), native code and child
processes too. Elsewhere Python's audit hooks do so, in the command and in its reading processes.
"""

from __future__ import annotations

import ctypes
import json
import os
import platform
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ENFORCED_BY_SYSTEM = sys.platform.startswith("linux") and platform.machine() in (
    "x86_64",
    "aarch64",
)
_ARCHITECTURE = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ONLY_LOCAL = 1
"""AF_UNIX: sockets between processes of one computer."""
_HOOK = """
import os, sys
def _hook(event, values):
    if event.startswith("socket.") and event != "socket.__new__" or event == "urllib.Request":
        os._exit(77)
sys.addaudithook(_hook)
"""
_MAIN = """
import json, sys
{hook}
from dhrcheck.reading import worker
worker._BOOT = {hook!r} + chr(10) + worker._BOOT
from dhrcheck.cli.main import main
sys.exit(main(json.loads(sys.argv[1])))
"""


def forbid_network() -> None:
    """Have the system end this process, or any that it starts, at the first network socket."""
    architecture, number = _ARCHITECTURE[platform.machine()]
    rules = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        (_EQUAL, 0, 3, number),
        (_LOAD, 0, 0, 16),
        (_EQUAL, 1, 0, _ONLY_LOCAL),
        (_RETURN, 0, 0, _KILL),
        (_RETURN, 0, 0, _ALLOW),
    ]
    code = b"".join(struct.pack("HBBI", *rule) for rule in rules)
    buffer = ctypes.create_string_buffer(code)
    program = struct.pack("HxxxxxxP", len(rules), ctypes.addressof(buffer))
    library = ctypes.CDLL(None, use_errno=True)
    # No new privileges, then the filter; both go on to every process that this one starts.
    if library.prctl(38, 1, 0, 0, 0) or library.prctl(22, 2, program, 0, 0):
        os._exit(78)


def run(
    words: Sequence[str],
    *,
    environment: dict[str, str] | None = None,
    cwd: Path | None = None,
    input_: bytes = b"",
) -> subprocess.CompletedProcess[bytes]:
    """The command ``dhrcheck`` with these words, and no network."""
    command = [sys.executable, "-m", "dhrcheck", *words]
    if not ENFORCED_BY_SYSTEM:
        command = [sys.executable, "-c", _MAIN.format(hook=_HOOK), json.dumps(list(words))]
    return subprocess.run(
        command,
        capture_output=True,
        input=input_,
        env={**os.environ, **(environment or {})},
        cwd=cwd,
        check=False,
        timeout=300,
        preexec_fn=forbid_network if ENFORCED_BY_SYSTEM else None,
    )


def runs_code(code: str) -> int:
    """The exit code of a few lines of Python under the same rule (negative: ended by the system)."""
    if not ENFORCED_BY_SYSTEM:
        code = _HOOK + code
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        timeout=60,
        preexec_fn=forbid_network if ENFORCED_BY_SYSTEM else None,
    )
    return done.returncode
