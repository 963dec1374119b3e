"""Workers on other computers, for real: a scheduler and two worker processes on this one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from dhrcheck.cli.main import main
from dhrcheck.files import WrongUsage
from dhrcheck.triage.cluster import Tls, cluster_workers
from tests.report_builder import sample
from tests.triage_desk import folder_of

Captured = pytest.CaptureFixture[str]
_PATIENCE = 60.0


class Cluster:
    """A scheduler and its workers, each a process of its own; ``flags`` are for both."""

    def __init__(self, folder: Path, flags: tuple[str, ...] = ()) -> None:
        self._folder, self._flags = folder, flags
        self._started: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        self._file = folder / "scheduler.json"
        protocol = ("--protocol", "tls") if flags else ()
        self._run("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", *protocol,
                  "--scheduler-file", str(self._file))  # fmt: skip
        self.address = self._address()

    def _run(self, module: str, *words: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{module}", *words, *self._flags],
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._started.append(process)
        return process

    def _address(self) -> str:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                address: str = json.loads(self._file.read_text("utf-8"))["address"]
                return address
            except (OSError, ValueError):
                time.sleep(0.05)
        raise AssertionError("the scheduler did not start")

    def add_worker(self) -> None:
        self.workers.append(
            self._run(
                "dask_worker",
                self.address,
                "--nthreads",
                "1",
                "--no-nanny",
                "--no-dashboard",
                "--local-directory",
                str(self._folder),
            )
        )

    def close(self) -> None:
        for process in reversed(self._started):
            process.kill()
            process.wait()


@contextmanager
def cluster(folder: Path, workers: int, flags: tuple[str, ...] = ()) -> Iterator[Cluster]:
    folder.mkdir(exist_ok=True)
    made = Cluster(folder, flags)
    try:
        for _ in range(workers):
            made.add_worker()
        yield made
    finally:
        made.close()


def command(folder: Path, *words: str) -> int:
    options = ("--ocr", "never", "--results", "none", "--format", "json", "--as-of", "2026-01-01")
    return main(["triage", *options, *words, str(folder)])


@pytest.mark.parametrize("how", [(), ("--send-files",)])
def test_a_worker_that_is_killed_costs_no_review(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, how: tuple[str, ...]
) -> None:
    from dhrcheck.cli.triage_progress import TriageProgress

    folder = folder_of(tmp_path / "in", *(f"{n:02}.pdf" for n in range(14)))
    (folder / "sample.pdf").write_bytes(sample("faults-2016.pdf").read_bytes())
    assert command(folder) == 1
    here = capsys.readouterr().out
    with cluster(tmp_path / "cluster", 2) as made:
        told: list[str] = []

        def finished(progress: TriageProgress, name: str, checked: object, again: bool) -> None:
            told.append(name)
            if len(told) == 3:
                made.workers[0].send_signal(signal.SIGKILL)

        monkeypatch.setattr(TriageProgress, "finished", finished)
        assert command(folder, "--scheduler", made.address, *how) == 1
        assert made.workers[0].wait(_PATIENCE) == -signal.SIGKILL
    assert len(told) == 15
    assert capsys.readouterr().out == here


def test_files_that_the_workers_cannot_see_are_sent(tmp_path: Path, capsys: Captured) -> None:
    folder = folder_of(tmp_path / "in", "a.pdf", "b.pdf")
    assert command(folder) == 1
    here = capsys.readouterr().out
    with cluster(tmp_path / "cluster", 1) as made, sent(made) as workers:
        from dhrcheck.triage.run import triage
        from tests.triage_desk import results, run_here

        run = triage(folder, ocr="never", workers=workers, only=("report-present",))
        found = results(run)
        assert found == results(run_here(folder, only=("report-present",)))
    assert json.loads(here)["totals"]["reviews"] == len(found)
    assert not list((tmp_path / "cluster").rglob("*.pdf"))


@contextmanager
def sent(made: Cluster) -> Iterator[object]:
    with cluster_workers(made.address, Tls(), sends_files=True) as workers:
        yield workers


def test_a_scheduler_that_is_not_there_is_one_sentence(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dhrcheck.triage.cluster.PATIENCE", 1.0)
    folder = folder_of(tmp_path / "in", "a.pdf")
    assert command(folder, "--scheduler", "127.0.0.1:9") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("dhrcheck: No scheduler answers at “tcp://127.0.0.1:9”")
    assert err.count("\n") == 1


def test_a_scheduler_without_workers_is_one_sentence(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(tmp_path / "in", "a.pdf")
    with cluster(tmp_path / "cluster", 0) as made:
        monkeypatch.setattr("dhrcheck.triage.cluster.PATIENCE", 2.0)
        assert command(folder, "--scheduler", made.address) == 2
    assert "has no worker. Start one: dask worker tcp://127.0.0.1:" in capsys.readouterr().err


def test_workers_with_another_dhrcheck_are_refused(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(tmp_path / "in", "a.pdf")
    monkeypatch.setattr("dhrcheck.triage.cluster.fingerprint_here", lambda: "9.9.9 other")
    with cluster(tmp_path / "cluster", 1) as made:
        assert command(folder, "--scheduler", made.address) == 2
    assert "the same on all." in capsys.readouterr().err


def certificates(folder: Path) -> tuple[str, str, str]:
    """An authority, and a certificate of it for 127.0.0.1 with its key."""
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    def named(name: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])

    now = datetime.now(timezone.utc)
    authority, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))

    def certificate(name: str, key: ec.EllipticCurvePublicKey, *, signs: bool) -> x509.Certificate:
        made = (
            x509.CertificateBuilder()
            .subject_name(named(name))
            .issuer_name(named("test authority"))
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=2))
            .add_extension(x509.BasicConstraints(ca=signs, path_length=None), critical=True)
        )
        at = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
        return made.add_extension(at, critical=False).sign(authority, hashes.SHA256())

    pem = serialization.Encoding.PEM
    files = {
        "ca.pem": certificate("test authority", authority.public_key(), signs=True).public_bytes(
            pem
        ),
        "cert.pem": certificate("127.0.0.1", own.public_key(), signs=False).public_bytes(pem),
        "key.pem": own.private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    ca, cert, key = (str(folder / name) for name in files)
    return ca, cert, key


def test_an_encrypted_connection_does_the_same_work(tmp_path: Path, capsys: Captured) -> None:
    folder = folder_of(tmp_path / "in", "a.pdf", "b.pdf")
    assert command(folder) == 1
    here = capsys.readouterr().out
    ca, cert, key = certificates(tmp_path)
    tls = ("--tls-ca-file", ca, "--tls-cert", cert, "--tls-key", key)
    with cluster(tmp_path / "cluster", 1, tls) as made:
        assert made.address.startswith("tls://")
        words = ("--tls-ca", ca, "--tls-cert", cert, "--tls-key", key)
        assert command(folder, "--scheduler", made.address, *words) == 1
        assert capsys.readouterr().out == here


def test_without_dask_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(WrongUsage, match="pip install 'dhrcheck\\[cluster\\]'"),
        cluster_workers("127.0.0.1:8786", Tls(), sends_files=False),
    ):
        pass
