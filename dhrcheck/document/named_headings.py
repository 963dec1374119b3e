"""Headings that name a person of the review where the vocabulary has a word for them.

"Contact with Mr D", "Did Hazel take part?", "Who Rowan was", "How did Adult A die?": which section that
is, no list of headings can tell. The name must stand where such a heading has it, and for the
perpetrator's part in the review the text below must speak of asking or answering.
"""

from __future__ import annotations

import regex

from dhrcheck.document.slots import LETTERED
from dhrcheck.patterns import compiled

_NAME = (
    r"(?P<name>(?:(?i:adult|subject|person|mr|mrs|ms|miss|dr)\.?\s+\p{Lu}[\p{L}'-]*"
    r"|\p{Lu}[\p{L}'-]*(?:\s\p{Lu}[\p{L}'-]*)?))"
)
_TAKES_PART = compiled(
    r"^(?:(?i:contacts?|interviews?|meetings?|engag(?:ement|ing)|approach(?:es)?|discussions?"
    r"|conversations?|correspondence|involv(?:ement|ing)|participation|contribution|invitations?"
    r"|speaking|talking|hearing|inviting|letters?)\s+(?i:(?:with|to|of|by|from|for)\s+)?" + _NAME
    + r"|(?i:did|was|has|could)\s+" + _NAME.replace("<name>", "<asked>")
    + r"\s+(?i:take\s+part|taken\s+part|contribute|asked|invited|involved|approached|speak|meet)\b.{0,40}"
    r"|" + _NAME.replace("<name>", "<owner>")
    + r"(?:'s?|s)?\s+(?i:involvement|participation|contribution|account|view|views|part)"
    r"(?i:\s+in(?:\s+this|\s+the)?\s+review)?"
    r"|" + _NAME.replace("<name>", "<beside>") + r"\s+(?i:and)\s+(?i:this|the)\s+(?i:review)"
    r")\s*\??$"
)  # fmt: skip
_LIFE_OR_DEATH = compiled(
    r"^(?:(?i:who\s+(?:was\s+)?)" + _NAME + r"(?i:\s+was)?"
    r"|(?i:about|remembering|knowing|the\s+life\s+of|a\s+life\s+of)\s+" + _NAME.replace("<name>", "<of>")
    + r"|(?i:how|why)\s+(?i:did\s+)?" + _NAME.replace("<name>", "<dead>") + r"\s+(?i:die|died|was\s+killed)"
    r"|" + _NAME.replace("<name>", "<whose>") + r"'s?\s+(?i:life|story|death)"
    r")\s*\??$"
)  # fmt: skip
_ASKED = compiled(
    r"\b(?:invit\w+|wrote|written|letters?|approach\w*|prison|probation|solicitor\w*|declin\w+|refus\w+"
    r"|repl(?:y|ied)|respon\w+|interview\w*|visit\w*|take part|took part|contribut\w+|did not wish"
    r"|met (?:with )?(?:him|her|them))\b",
    regex.IGNORECASE,
)
_NO_PERSON = frozenset(
    "agencies agency services service police family families friends friend relatives others other"
    " professionals professional public media press health housing education children child victim"
    " perpetrator offender partners partner staff panel chair author coroner home office council"
    " gp gps nhs csp imr imrs cps asc csc marac mappa idva ics icb ccg dwp ppu mash camhs amhp this"
    " the and key local national statutory voluntary community other all each neighbours colleagues"
    " employer employers school schools parents mother father brother sister son daughter we i you it"
    " he she they led chaired wrote sat helped took".split()
)
_ENOUGH = 1200
"""Letters of the text below a heading in which asking or answering is looked for."""


def slots_by_name(title: str, body: str) -> tuple[str, ...]:
    """The slots of a heading that the vocabulary does not know; ``body`` is the text below it."""
    if len(title) > 80:
        return ()
    title = LETTERED.sub("", title)
    found = _TAKES_PART.match(title)
    if found is not None and _is_person(found) and _ASKED.search(body[:_ENOUGH]):
        return ("perpetrator-contact",)
    found = _LIFE_OR_DEATH.match(title)
    if found is not None and _is_person(found):
        return ("facts",)
    return ()


def _is_person(found: regex.Match[str]) -> bool:
    name = next(value for value in found.groupdict().values() if value)
    return not any(
        word.strip(".'").casefold().removesuffix("'s") in _NO_PERSON for word in name.split()
    )
