"""Patterns kept from one start to the next: the same answers, and nothing of any report."""

from __future__ import annotations

import os
import pickle
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import regex

import dhrcheck.patterns as patterns
from dhrcheck.patterns import all_fresh, compiled, keep, keep_nothing

SAMPLES = Path(__file__).resolve().parent.parent / "sample_reports"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in a cache folder of this test alone, and a process that has compiled nothing."""
    monkeypatch.delenv("DHRCHECK_CACHE", raising=False)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache")
    start_anew(monkeypatch)
    path = patterns._place()
    assert path is not None
    return path


def rules() -> str:
    return "phrases:\n  - the chair of\n    the panel\n"


def start_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_KEPT", patterns._Kept())


def test_a_kept_pattern_finds_what_a_fresh_one_finds(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, flags = r"(?<!\w)(?P<who>chair|author)\s+of\b|\p{Lu}{2,}", regex.IGNORECASE
    text = "The Chair of the panel, and the AUTHOR  of it; DHR."
    assert all_fresh()
    first = compiled(source, flags)
    keep(rules)
    start_anew(monkeypatch)
    again = compiled(source, flags)

    assert not all_fresh()
    assert again is not first
    assert not patterns._KEPT.fresh
    assert (again.pattern, again.flags) == (first.pattern, first.flags)
    found = [[m.span(), m["who"]] for m in first.finditer(text)]
    assert len(found) > 2
    assert [[m.span(), m["who"]] for m in again.finditer(text)] == found


def test_the_file_is_the_users_own(place: Path) -> None:
    compiled("chair")
    keep(rules)

    if os.name == "posix":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert [each.name for each in place.parent.iterdir()] == [place.name]


@pytest.mark.parametrize("harm", ["cut", "changed", "empty", "another's", "code"])
def test_a_file_that_is_not_as_we_wrote_it_is_not_believed(
    place: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    compiled("chair")
    keep(rules)
    data = place.read_bytes()
    if harm == "cut":
        place.write_bytes(data[:-1])
    elif harm == "changed":
        place.write_bytes(data[:-5] + b"?" + data[-4:])
    elif harm == "empty":
        place.write_bytes(b"")
    elif harm == "another's":
        if os.name != "posix":
            pytest.skip("Windows guards the folder itself")
        place.chmod(0o666)
    else:
        content = pickle.dumps(Runs(place.parent / "ran"))
        place.write_bytes(patterns.sha256(content).digest() + content)
    start_anew(monkeypatch)

    assert all_fresh()
    assert compiled("chair").search("the chair")
    assert not (place.parent / "ran").exists()


class Runs:
    """Would write a file if it were unpickled as usual."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (str(self.path), "w")


def test_a_folder_that_cannot_be_written_is_no_error(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.parent.parent.joinpath("cache").write_text("a file where the folder would be")
    compiled("chair")
    keep(rules)

    assert not place.exists()


def test_nothing_is_kept_beside_somebodys_own_rules_or_where_it_is_switched_off(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled("chair")
    keep_nothing()
    keep(rules)
    assert not place.exists()

    start_anew(monkeypatch)
    monkeypatch.setenv("DHRCHECK_CACHE", "off")
    compiled("chair")
    keep(rules)
    assert not place.exists()


def test_a_phrase_that_holds_a_name_of_the_report_is_not_kept(place: Path) -> None:
    compiled("of its rules", phrase="the  chair of the panel")
    compiled("of a report", phrase="the chair of the Ellen")
    keep(rules)

    assert {source for source, _ in patterns._from(place)} == {"of its rules"}


def check(cache: Path, *arguments: str) -> bytes:
    """What the real command says in a process of its own with this cache folder."""
    home = {"XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache), "HOME": str(cache)}
    environment = {k: v for k, v in os.environ.items() if k != "DHRCHECK_CACHE"} | home
    done = subprocess.run(
        [sys.executable, "-m", "dhrcheck", "check", "--as-of", "2026-11-22", *arguments],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert not done.stderr
    return done.stdout


def kept_sources(cache: Path) -> set[str]:
    """The sources of all patterns kept anywhere under a cache folder."""
    sources: set[str] = set()
    for path in cache.rglob("patterns-*.bin"):
        ready = patterns._from(path)
        assert ready
        sources |= {source for source, _ in ready}
    return sources


def test_two_reviews_leave_the_same_patterns_and_no_word_of_theirs(tmp_path: Path) -> None:
    # Different reviews may need different patterns, but none may have been made from a review: what
    # a review brings alone would be its names.
    first, second = tmp_path / "first", tmp_path / "second"
    one = check(first, str(SAMPLES / "complete-review.pdf"), "--format", "json")
    check(second, str(SAMPLES / "faults-2016.pdf"), "--format", "json")
    again = check(first, str(SAMPLES / "complete-review.pdf"), "--format", "json")

    assert again == one
    assert len(kept_sources(first)) > 300
    ours = our_own_words()
    for source in kept_sources(first) ^ kept_sources(second):
        plain = regex.sub(r"\\\w|\W|_", " ", source).split()
        assert set(plain) <= ours, source


def our_own_words() -> set[str]:
    """Every word of the program and its rules."""
    root = Path(patterns.__file__).parent
    files = [*root.rglob("*.py"), *root.parent.joinpath("rules").rglob("*.yaml")]
    text = " ".join(path.read_text(encoding="utf-8") for path in files)
    return set(regex.sub(r"\\\w|\W|_", " ", text).split())


def test_a_list_of_names_leaves_nothing(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Quillon Ashgrave\n", encoding="utf-8")
    cache = tmp_path / "cache"
    check(cache, str(SAMPLES / "complete-review.pdf"), "--names", str(names))

    assert not kept_sources(cache)
    for path in cache.rglob("*"):
        if path.is_file():
            assert b"shgrave" not in path.read_bytes()
