"""The limits of reading processes on Windows: a job object, which the system ends with our process.

Written by the documentation of the Windows interface; it has not been run by its authors.
"""

from __future__ import annotations

import sys
from typing import Any

_EXTENDED_LIMITS = 9
_MAY_ASSIGN = 0x1
_ACTIVE_PROCESS, _PROCESS_MEMORY = 0x8, 0x100
_DIE_ON_EXCEPTION, _KILL_ON_CLOSE = 0x400, 0x2000


def make_job(memory_mb: int, *, starts_programs: bool) -> str:
    """A job for one reading process; its name, empty where the system makes none.

    Its handle is never closed by us: the system closes it when this process ends, however it ends, and
    with it ends every process that joined.
    """
    if sys.platform != "win32":
        return ""
    import ctypes
    import secrets
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("basic", Basic),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    kernel = _kernel()
    name = f"Local\\dhrcheck-{secrets.token_hex(16)}"
    job = kernel.CreateJobObjectW(None, name)
    if not job:
        return ""
    limits = Extended()
    limits.basic.flags = _PROCESS_MEMORY | _DIE_ON_EXCEPTION | _KILL_ON_CLOSE
    if not starts_programs:
        limits.basic.flags |= _ACTIVE_PROCESS
        limits.basic.processes = 1
    limits.process_memory = memory_mb * 1024 * 1024
    size = ctypes.sizeof(limits)
    if kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size):
        return name
    kernel.CloseHandle(job)
    return ""


def join_job(name: str) -> bool:
    """Put this process under the limits of a job that its parent made; whether that went well."""
    if sys.platform != "win32":
        return False
    kernel = _kernel()
    job = kernel.OpenJobObjectW(_MAY_ASSIGN, False, name)
    if not job:
        return False
    joined = kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
    # The parent's handle must be the last one: then its end is ours too.
    kernel.CloseHandle(job)
    return bool(joined)


def _kernel() -> Any:
    """The system's library, with the types of the functions used here."""
    if sys.platform != "win32":
        raise OSError("no Windows")
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    handle, flag = wintypes.HANDLE, wintypes.BOOL
    for name, result, arguments in (
        ("CreateJobObjectW", handle, (ctypes.c_void_p, wintypes.LPCWSTR)),
        ("OpenJobObjectW", handle, (wintypes.DWORD, flag, wintypes.LPCWSTR)),
        (
            "SetInformationJobObject",
            flag,
            (handle, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD),
        ),
        ("AssignProcessToJobObject", flag, (handle, handle)),
        ("GetCurrentProcess", handle, ()),
        ("CloseHandle", flag, (handle,)),
    ):
        function = getattr(kernel, name)
        function.restype, function.argtypes = result, arguments
    return kernel
