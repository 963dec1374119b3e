"""Workers on other computers, by a Dask scheduler that the user names: encrypted, unless it is here."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import socket
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from dhrcheck.files import WrongUsage
from dhrcheck.triage.fingerprint import fingerprint
from dhrcheck.triage.under_way import Workers

PATIENCE = 10.0
"""Seconds to wait for the scheduler, and then for its first worker."""

_TO_SPARE = 2
"""Reviews given out for each thread of a worker, so that none waits for us."""


class Tls(NamedTuple):
    """The files for an encrypted connection: the authority's certificate, our own, and its key."""

    ca: str | None = None
    cert: str | None = None
    key: str | None = None


@contextlib.contextmanager
def cluster_workers(address: str, tls: Tls, *, sends_files: bool) -> Iterator[Workers]:
    """The workers of the Dask scheduler at ``address`` (``tls://host:port``, or ``host:port`` here).

    Raises:
        WrongUsage: the address is not this computer's and not encrypted, a file is missing, nobody
            answers, there is no worker, a worker has another dhrcheck, or Dask is not installed.
    """
    at = _address(address, tls)
    client = _connected(at, tls)
    try:
        try:
            threads = _threads(client, at)
            _same_program(client)
        except (OSError, RuntimeError):
            raise WrongUsage(f"The scheduler at “{at}” went away again.") from None
        executor = client.get_executor(pure=False, retries=1)
        yield Workers(executor, _TO_SPARE * max(1, threads), sends_files)
    finally:
        _quietly_closed(client)


def _address(address: str, tls: Tls) -> str:
    """The address as Dask writes it, if it may be used."""
    at = address if "://" in address else f"tcp://{address}"
    try:
        parts = urlsplit(at)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
        parts = urlsplit("")
    if not host or not port or parts.scheme not in ("tcp", "tls"):
        raise WrongUsage(
            f"“{address}” is no address of a scheduler. One looks like tls://host.example:8786."
        )
    if parts.scheme == "tls":
        _files_there(tls)
    elif any(tls):
        raise WrongUsage(
            f"The --tls- options go with an address that begins with tls://, not “{at}”."
        )
    elif not _is_here(host):
        raise WrongUsage(
            f"The scheduler “{address}” is on another computer, and the connection would not be "
            "encrypted. Use tls:// with --tls-ca, --tls-cert and --tls-key."
        )
    return at


def _files_there(tls: Tls) -> None:
    for option, file in zip(("--tls-ca", "--tls-cert", "--tls-key"), tls, strict=True):
        if file is None:
            raise WrongUsage(
                f"An encrypted connection (tls://) needs --tls-ca, --tls-cert and --tls-key; {option} "
                "is missing."
            )
        if not Path(file).is_file():
            raise WrongUsage(f"There is no file “{file}” ({option}).")


def _is_here(host: str) -> bool:
    """True where every address that the name stands for is this computer's own loopback."""
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:
        return False
    addresses = {str(entry[4][0]).partition("%")[0] for entry in found}
    return bool(addresses) and all(ipaddress.ip_address(a).is_loopback for a in addresses)


def _connected(at: str, tls: Tls) -> Any:
    try:
        dask: Any = import_module("distributed")
    except ImportError:
        raise WrongUsage(
            "--scheduler needs Dask, which is not installed: pip install 'dhrcheck[cluster]'"
        ) from None
    # Dask tells of every lost connection at length; we say it in a sentence.
    for name in ("distributed", "distributed.client", "distributed.comm", "distributed.batched"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    security = (
        dask.Security(
            tls_ca_file=tls.ca,
            tls_client_cert=tls.cert,
            tls_client_key=tls.key,
            require_encryption=True,
        )
        if at.startswith("tls://")
        else dask.Security(require_encryption=False)
    )
    try:
        return dask.Client(at, timeout=PATIENCE, security=security, set_as_default=False)
    except (OSError, TimeoutError, asyncio.TimeoutError, ValueError, RuntimeError) as error:
        kind = type(error).__name__
        raise WrongUsage(
            f"No scheduler answers at “{at}” ({kind}). Please look whether it runs there"
            + (", and whether the certificates are its own." if tls.ca else ".")
        ) from None


def _threads(client: Any, at: str) -> int:
    """Threads of all workers, waiting for the first of them."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except (TimeoutError, asyncio.TimeoutError):
        raise WrongUsage(
            f"The scheduler at “{at}” has no worker. Start one: dask worker {at}"
        ) from None
    threads: dict[str, int] = client.nthreads()
    return sum(threads.values())


def _same_program(client: Any) -> None:
    """Refuses workers whose dhrcheck is missing or is another one: results would not be the same."""
    found: dict[str, Any] = client.run(fingerprint, on_error="return")
    ours = fingerprint_here()
    for worker, told in found.items():
        if told != ours:
            has = "no dhrcheck" if isinstance(told, BaseException) else f"dhrcheck {told}"
            raise WrongUsage(
                f"The worker at {worker} has {has}; this computer has dhrcheck {ours}. Please install "
                "the same on all."
            )


def fingerprint_here() -> str:
    """The fingerprint of this computer's dhrcheck."""
    return fingerprint()


def _quietly_closed(client: Any) -> None:
    with contextlib.suppress(Exception):
        client.close(timeout=2)
