"""``person-decides``: a question that no file can answer, with what helps to answer it."""

from __future__ import annotations

from dataclasses import dataclass

from dhrcheck.document.model import Role, Submission
from dhrcheck.kinds.question import Kind, Question
from dhrcheck.outcome import Evidence, Outcome, Status
from dhrcheck.patterns import compiled

_MAIL = compiled(r"(?<![\w.+-])[\w.+-]{1,64}+@(?:[\w-]{1,63}+\.){1,6}[A-Za-z]{2,24}\b")


@dataclass(frozen=True, slots=True)
class PersonDecides:
    """``prompt`` is the question asked. ``letter_address`` shows the e-mail addresses of the letter
    that begin with these words ("DHREnquiries@"; empty shows none), and where they differ from
    ``address_now`` says that this one is used today. ``show_files`` lists file names and sizes."""

    prompt: str
    letter_address: str = ""
    address_now: str = ""
    show_files: bool = False


def run(parameters: PersonDecides, question: Question) -> Outcome:
    """Always ``review``: the prompt, and the evidence laid out."""
    submission = question.submission
    said = [parameters.prompt]
    evidence: list[Evidence] = []
    if parameters.letter_address and submission.has(Role.FEEDBACK_LETTER):
        evidence += _addresses(submission, parameters.letter_address)
        said.append(_say(evidence, parameters.address_now))
    if parameters.show_files:
        sizes = [f"“{f.name}” ({f.bytes:,} bytes)" for f in submission.files]
        said.append(f"The files of this check: {', '.join(sizes)}.")
        evidence += [Evidence(i, None) for i in range(len(submission.files))]
    return Outcome(Status.REVIEW, " ".join(filter(None, said)), tuple(evidence))


def _addresses(submission: Submission, beginning: str) -> list[Evidence]:
    """Where the letters give such addresses, each address once."""
    letter = submission.passage((Role.FEEDBACK_LETTER,))
    given: dict[str, Evidence] = {}
    for match in _MAIL.finditer(letter.text):
        address = match.group().casefold()
        if address.startswith(beginning.casefold()):
            given.setdefault(address, letter.evidence(match.start(), match.end()))
    return list(given.values())


def _say(given: list[Evidence], address_now: str) -> str:
    if not given:
        return "No such address could be read in the annexed letter."
    quotes = [e.quote or "" for e in given]
    sentence = f"The annexed letter gives {' and '.join(quotes)}."
    if address_now and address_now.casefold() not in (q.casefold() for q in quotes):
        sentence += f" That address is an older one; today it is {address_now}."
    return sentence


KIND = Kind("person-decides", PersonDecides, run, needs_part=False)
