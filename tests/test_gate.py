"""The gate does what it says where a machine without those services can tell: the steps of the GitHub
action in a job's environment, and the hooks by pre-commit itself in a repository of their own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import junitparser
import pytest
import yaml

from dhrcheck.output.ours import is_ours
from tests.report_builder import sample
from tests.test_output_github import annotations

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load(ROOT.joinpath("action.yml").read_text("utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
HOOKS = yaml.safe_load(ROOT.joinpath(".pre-commit-hooks.yaml").read_text("utf-8"))
GOOD, FAULTY = sample("complete-review.pdf"), sample("faults-2023.pdf")

needs_bash = pytest.mark.skipif(sys.platform == "win32", reason="bash here is another system's")


def schema(name: str) -> Any:
    """A schema that the makers of a service publish, as check-jsonschema carries it."""
    import json

    held = files("check_jsonschema.builtin_schemas.vendor").joinpath(f"{name}.json")
    return json.loads(held.read_text("utf-8"))


# The GitHub action


class Step(NamedTuple):
    code: int
    log: str
    outputs: dict[str, str]
    summary: str


Job = Callable[..., Step]


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """Runs the named step of the action as a runner does: a script of its own, inputs in the
    environment, outputs and summary in files."""
    temp, work = tmp_path / "temp", tmp_path / "work"
    temp.mkdir()
    work.mkdir()

    def run(name: str, known: Mapping[str, str]) -> Step:
        step = STEPS[name]
        output, summary, script = temp / "output", temp / "summary.md", temp / "script.sh"
        output.write_text("")
        summary.write_text("")
        script.write_text(step["run"], "utf-8")
        given = {key: _expanded(value, known) for key, value in step["env"].items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            cwd=work,
            env={
                **os.environ,
                "RUNNER_TEMP": str(temp),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(summary),
                **given,
            },
            capture_output=True,
            check=False,
            timeout=180,
        )
        lines = output.read_text("utf-8").splitlines()
        return Step(
            done.returncode,
            (done.stdout + done.stderr).decode("utf-8"),
            dict(line.split("=", 1) for line in lines),
            summary.read_text("utf-8"),
        )

    return run


def _expanded(text: str, known: Mapping[str, str]) -> str:
    """``text`` with GitHub's expressions replaced; one that nobody gave is a mistake of the test."""
    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda found: known[found[1]], text)


def asked(**inputs: str) -> dict[str, str]:
    """The inputs of the action, with its defaults, as expressions see them."""
    held = {name: one.get("default", "") for name, one in ACTION["inputs"].items()}
    held |= {name.replace("_", "-"): value for name, value in inputs.items()}
    known = {f"inputs.{name}": value for name, value in held.items()}
    return {**known, "steps.install.outputs.python": sys.executable}


def test_the_action_is_one_by_githubs_own_schema() -> None:
    jsonschema.Draft7Validator(schema("github-actions")).validate(ACTION)


def test_no_expression_stands_in_a_script() -> None:
    scripts = [step["run"] for step in STEPS.values() if "run" in step]
    assert len(scripts) == 3
    assert not any("${{" in script for script in scripts)


@needs_bash
@pytest.mark.parametrize(
    ("file", "options", "code", "verdict"),
    [
        (GOOD, {}, 0, "review"),
        (GOOD, {"fail_on": "review"}, 1, "review"),
        (FAULTY, {}, 1, "fail"),
    ],
)
def test_the_gate_sees_the_exit_code(
    job: Job, file: Path, options: dict[str, str], code: int, verdict: str
) -> None:
    checked = job("Check the review", asked(files=str(file), **options))
    assert checked.code == 0, checked.log
    assert checked.outputs["exit-code"] == str(code)
    assert checked.outputs["verdict"] == verdict
    gate = job("Gate", {f"steps.check.outputs.{k}": v for k, v in checked.outputs.items()})
    assert gate.code == code
    assert f"Verdict: {verdict}" in gate.log


@needs_bash
def test_the_check_leaves_annotations_a_summary_and_results(job: Job) -> None:
    checked = job("Check the review", asked(files=f"\n  {FAULTY}  \n\n", stage="publication"))
    found = annotations(checked.log)
    assert {a.level for a in found} == {"error", "notice"}
    assert "summary-chair-independence" in found[1].properties["title"]
    assert checked.summary.startswith("# dhrcheck ")
    results = Path(checked.outputs["results"])
    assert sorted(p.name for p in results.iterdir()) == [
        "result.csv", "result.json", "result.junit.xml", "result.sarif", "said.txt", "summary.md",
    ]  # fmt: skip
    for path in results.glob("result.*"):
        content = path.read_bytes()
        assert is_ours(content[:1024], content[-1024:])
    # Nothing that is kept or shown quotes the review unless asked.
    assert "The Panel felt" not in "".join(p.read_text("utf-8") for p in results.iterdir())


@needs_bash
def test_a_second_review_in_the_same_job_keeps_the_results_of_the_first(job: Job) -> None:
    one = job("Check the review", asked(files=str(GOOD)))
    two = job("Check the review", asked(files=str(FAULTY)))
    assert one.outputs["results"] != two.outputs["results"]
    assert Path(one.outputs["results"], "result.json").exists()


@needs_bash
def test_files_are_given_by_name_or_by_pattern(job: Job, tmp_path: Path) -> None:
    work = tmp_path / "work"
    for part in sample("four-files").glob("*.pdf"):
        folder = work / "reports" / "my review"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(part, folder / part.name)
    names = sorted(p.name for p in work.rglob("*.pdf"))
    assert len(names) == 4
    wanted = f"reports/my review/{names[0]}\r\nreports/my review/*.pdf\n"
    checked = job("Check the review", asked(files=wanted))
    summary = checked.summary.replace("\\", "")
    assert checked.outputs["verdict"] != "none", checked.log
    assert all(f"Checked: {name}" in summary for name in names)


@needs_bash
@pytest.mark.parametrize(
    "hostile",
    [
        "$(touch hacked) `touch hacked`; touch hacked; ${PATH}",
        "\"; touch hacked; \" '; touch hacked; '",
        "--force",
        "x\n::set-output name=verdict::pass",
    ],
)
@pytest.mark.parametrize("name", ["files", "stage", "fail_on", "profile", "quotes"])
def test_no_input_becomes_a_command(job: Job, tmp_path: Path, name: str, hostile: str) -> None:
    checked = job("Check the review", asked(**{"files": "nowhere.pdf", name: hostile}))
    assert checked.outputs["exit-code"] == "2", checked.log
    assert checked.outputs["verdict"] == "none"
    assert "checked nothing" in checked.summary
    assert not list(tmp_path.rglob("hacked"))
    assert all(line.startswith("| ") for line in checked.log.splitlines())
    assert (
        job("Gate", {f"steps.check.outputs.{k}": v for k, v in checked.outputs.items()}).code == 2
    )


@needs_bash
def test_the_sarif_that_is_sent_is_the_one_that_was_written() -> None:
    send = STEPS["Send the findings to code scanning"]
    known = {"steps.check.outputs.results": "/temp/dhrcheck-1"}
    assert _expanded(send["with"]["sarif_file"], known) == "/temp/dhrcheck-1/result.sarif"
    assert "inputs.upload-sarif == 'true'" in send["if"]
    assert ACTION["inputs"]["upload-sarif"]["default"] == "false"


# The hooks


class Repository:
    """A user's repository with a hook of ours installed by pre-commit."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment = folder, environment
        folder.mkdir()
        self.run("git", "init", "-q")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=600,
        )

    def commits(self, pdf: Path, name: str) -> subprocess.CompletedProcess[str]:
        """What happens when ``pdf`` is committed as ``name``."""
        shutil.copy(pdf, self.folder / name)
        self.run("git", "add", "--all")
        return self.run("git", "commit", "-m", "A review")

    @property
    def log(self) -> list[str]:
        return self.run("git", "log", "--format=%s").stdout.split("\n")[:-1]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which neither git nor pre-commit sees this computer's own settings."""
    home = tmp_path_factory.mktemp("home")
    who = {f"GIT_{role}_{what}": f"{what}@example.org".lower()
           for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}  # fmt: skip
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT"))}
    path = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
    return {
        **kept,
        **who,
        "PATH": path,
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }


def configured(folder: Path, environment: dict[str, str], text: str) -> Repository:
    repository = Repository(folder, environment)
    folder.joinpath(".pre-commit-config.yaml").write_text(text, "utf-8")
    done = repository.run(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    assert done.returncode == 0, done.stdout + done.stderr
    return repository


def local(hook_id: str, **more: Any) -> str:
    """The configuration of a hook of ours, run from the dhrcheck that is installed here."""
    hook = next(h for h in HOOKS if h["id"] == hook_id)
    # The same words, with the command of this environment in front.
    entry = hook["entry"].replace("dhrcheck", f'"{sys.executable}" -m dhrcheck', 1)
    return yaml.safe_dump(
        {
            "repos": [
                {"repo": "local", "hooks": [{**hook, **more, "entry": entry, "language": "system"}]}
            ]
        }
    )


def test_the_hooks_are_valid(environment: dict[str, str]) -> None:
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", manifest],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_review_with_faults_cannot_be_committed_and_a_good_one_can(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    repository = configured(tmp_path / "reviews", environment, local("dhrcheck"))
    stopped = repository.commits(FAULTY, "a review.pdf")
    assert stopped.returncode == 1
    assert "summary-chair-independence" in stopped.stdout + stopped.stderr
    assert repository.log == []
    assert repository.commits(GOOD, "a review.pdf").returncode == 0
    assert repository.log == ["A review"]


def test_what_is_no_pdf_wakes_no_hook(tmp_path: Path, environment: dict[str, str]) -> None:
    repository = configured(tmp_path / "reviews", environment, local("dhrcheck"))
    done = repository.commits(ROOT / "LICENSE", "notes.txt")
    assert done.returncode == 0
    assert "Skipped" in done.stdout + done.stderr


def test_the_files_of_one_review_are_checked_together_whichever_changed(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    parts = sorted(sample("four-files").glob("*.pdf"))
    names = [part.name for part in parts]
    args = ["--only", "report-present,summary-present,plan-present,letter-complete", *names]
    repository = configured(tmp_path / "review", environment, local("dhrcheck-review", args=args))
    for part in parts[1:]:
        shutil.copy(part, repository.folder / part.name)
    done = repository.commits(parts[0], parts[0].name)
    assert done.returncode == 0, done.stdout + done.stderr
    # One of them is gone, and the commit of another shows it.
    repository.folder.joinpath(names[-1]).unlink()
    stopped = repository.commits(FAULTY, names[0])
    assert stopped.returncode == 1
    assert "There is no file" in stopped.stdout + stopped.stderr


def test_the_exit_code_of_fail_on_is_what_stops_a_commit(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    strict = local("dhrcheck", args=["--fail-on", "review"])
    repository = configured(tmp_path / "reviews", environment, strict)
    assert repository.commits(GOOD, "review.pdf").returncode == 1
    assert repository.log == []


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """This project as a repository that pre-commit can clone and install."""
    folder = tmp_path_factory.mktemp("published") / "dhrcheck"
    folder.mkdir()
    left_out = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in ("dhrcheck", "rules"):
        shutil.copytree(ROOT / name, folder / name, ignore=left_out)
    for name in (".pre-commit-hooks.yaml", "LICENSE", "README.md", "pyproject.toml", "setup.cfg"):
        shutil.copy(ROOT / name, folder)
    for words in (["init", "-q"], ["add", "--all"], ["commit", "-q", "-m", "All"], ["tag", "v0"]):
        subprocess.run(["git", *words], cwd=folder, env=environment, check=True)
    return folder


installs = pytest.mark.skipif(
    not os.environ.get("DHRCHECK_NEEDS_INDEX"),
    reason="installs from the package index; set DHRCHECK_NEEDS_INDEX=1 to run it",
)


@installs
def test_pre_commit_installs_the_hook_from_a_repository_and_stops_the_commit(
    tmp_path: Path, environment: dict[str, str], published: Path
) -> None:
    config = {"repos": [{"repo": str(published), "rev": "v0", "hooks": [{"id": "dhrcheck"}]}]}
    repository = configured(tmp_path / "reviews", environment, yaml.safe_dump(config))
    stopped = repository.commits(FAULTY, "review.pdf")
    assert stopped.returncode == 1, stopped.stdout + stopped.stderr
    assert "summary-chair-independence" in stopped.stdout + stopped.stderr
    assert repository.commits(GOOD, "review.pdf").returncode == 0


@needs_bash
@installs
def test_the_action_installs_what_it_then_runs(job: Job, published: Path) -> None:
    known = {
        "steps.python.outputs.python-path": sys.executable,
        "github.action_path": str(published),
    }
    installed = job("Install dhrcheck", known)
    assert installed.code == 0, installed.log
    python = {"steps.install.outputs.python": installed.outputs["python"]}
    checked = job("Check the review", {**asked(files=str(GOOD)), **python})
    assert checked.outputs["verdict"] == "review", checked.log


# The page on the gate

PAGE = ROOT.joinpath("docs", "gate.md").read_text("utf-8")
BLOCKS = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]


def test_the_workflow_on_the_page_is_valid_and_gives_inputs_that_there_are() -> None:
    # YAML takes the word "on" for true.
    workflow = {("on" if key is True else key): value for key, value in BLOCKS[0].items()}
    jsonschema.Draft7Validator(schema("github-workflows")).validate(workflow)
    given = workflow["jobs"]["review"]["steps"][1]["with"]
    assert set(given) <= set(ACTION["inputs"])
    told = set(re.findall(r"^\| `([a-z-]+)` \|", PAGE.partition("## GitHub")[2], re.MULTILINE))
    assert told == set(ACTION["inputs"])


def test_the_hooks_on_the_page_are_there() -> None:
    ids = [repo["hooks"][0]["id"] for block in BLOCKS[2:] for repo in block["repos"]]
    assert ids == [hook["id"] for hook in HOOKS]


@needs_bash
@pytest.mark.parametrize(("file", "code"), [(GOOD, 0), (FAULTY, 1)])
def test_the_line_for_gitlab_gives_what_gitlab_collects(
    tmp_path: Path, environment: dict[str, str], file: Path, code: int
) -> None:
    jsonschema.Draft7Validator(schema("gitlab-ci")).validate(BLOCKS[1])
    job = BLOCKS[1]["dhrcheck"]
    tmp_path.joinpath("review").mkdir()
    shutil.copy(file, tmp_path / "review" / "a report.pdf")
    done = subprocess.run(
        ["bash", "-e", "-c", "\n".join(job["script"])],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    report = tmp_path / job["artifacts"]["reports"]["junit"]
    suites = junitparser.JUnitXml.fromfile(str(report))
    assert bool(suites.failures + suites.errors) is bool(code)
    assert all((tmp_path / path).exists() for path in job["artifacts"]["paths"])


@needs_bash
@pytest.mark.parametrize(("file", "code", "published"), [(GOOD, 0, True), (FAULTY, 1, False)])
def test_the_shell_on_the_page_publishes_only_what_is_ready(
    tmp_path: Path, environment: dict[str, str], file: Path, code: int, published: bool
) -> None:
    script = next(iter(re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL)))
    shutil.copy(file, tmp_path / "report.pdf")
    publish = tmp_path / "publish.sh"
    publish.write_text("#!/bin/sh\ntouch published\n")
    publish.chmod(0o755)
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.returncode == code, done.stderr
    assert tmp_path.joinpath("published").exists() is published


def test_a_document_that_is_no_pdf_never_passes_the_gate(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    word = tmp_path / "report.pdf"
    word.write_bytes(b"PK\x03\x04 word/document.xml")
    for stage, code in (("publication", 1), ("submission", 3)):
        done = subprocess.run(
            [sys.executable, "-m", "dhrcheck", "check", "--stage", stage, "-f", "junit", str(word)],
            env=environment,
            capture_output=True,
            check=False,
        )
        assert done.returncode == code
        suites = junitparser.JUnitXml.fromstring(done.stdout)
        assert suites.failures + suites.errors > 0
