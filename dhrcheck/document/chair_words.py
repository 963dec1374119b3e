"""What is said of a chair or author: how they are independent, and what they have done before.

These are patterns of sentences, not lists of phrases: reports say the same in a hundred ways ("has
never been employed by", "has had no connection with", "is independent of"). Who it is said of is
decided in ``document/chair.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

import regex

from dhrcheck.patterns import compiled


class Said(str, Enum):
    """One kind of thing that a sentence says of somebody."""

    INDEPENDENT = "independent"
    LEFT = "left"
    WORKED = "worked"
    CAREER = "career"
    EXPERIENCE = "experience"


class Saying(NamedTuple):
    """``text[start:end]`` says this."""

    start: int
    end: int
    said: Said


_I = regex.IGNORECASE
_BODY = (
    r"(?:agenc(?:y|ies)|organi[sz]ations?|partners?(?:hips?)?|C\.?S\.?Ps?|councils?|authorit(?:y|ies)|"
    r"bod(?:y|ies)|services?|police|constabulary|forces?|trusts?|NHS|borough|count(?:y|ies)|district|"
    r"city|area|locality|region|boards?|part(?:y|ies)|famil(?:y|ies)|victims?|perpetrators?|subjects?|"
    r"individuals?|people|persons?|anyone|anybody|everyone|those|them|professionals?|practitioners?|"
    r"staff|case|deceased|employers?|institutions?|stakeholders?|entit(?:y|ies)|department|any\s+of)"
)
_PLACE = r"(?-i:\b(?:in|for|with|by|of|to|at)\s+(?:the\s+)?\p{Lu}[\p{L}'-]+)"
_GAP = (
    r"(?:(?!able\b|possible\b|only\b|just\b|because\b|until\b|known\b|clear\b|sure\b)"
    r"[\w'/-]+[\s,()]+){0,6}?"
)
_TIE_VERB = (
    r"(?:employ(?:ed|ee|ees|ment)|work(?:ed|s|ing)?|connect(?:ed|ion|ions)|associat(?:ed|ion|ions)|"
    r"affiliat(?:ed|ion|ions)|involve(?:d|ment)|link(?:ed|s)?|relat(?:ed|ionship|ionships)|acquainted|"
    r"members?|part\s+of|responsib(?:le|ility|ilities)|managed?|served?|held|hold|holds|contracted|"
    r"engaged|know(?:s|n)?|knew|met|sits?|belongs?|commissioned\s+by|attached|beholden|on\s+the\s+(?:payroll|staff|board))"
)
_TIE_NOUN = (
    r"(?:connections?|associations?|affiliations?|involvement|links?|relationships?|ties?|interests?|"
    r"responsibilit(?:y|ies)|management|employment|allegiance|roles?|positions?|attachments?|"
    r"accountability|stake|dealings|contracts?|(?:prior|previous|personal|earlier|advance|direct)\s+(?:\w+\s+){0,3}?"
    r"(?:knowledge|contact|dealings))"
)
_NOT = r"(?:never|not|nor|neither|n't|cannot|at\s+no\s+(?:time|point|stage)|in\s+no\s+way)"

_NO_TIE = compiled(
    rf"\b{_NOT}\s+{_GAP}{_TIE_VERB}\b"
    rf"|\b{_NOT}\s+{_GAP}(?:has|have|had)\s+(?:any|a)\s+{_GAP}{_TIE_NOUN}\b"
    rf"|\b(?:no|nor\s+any|without(?:\s+any)?|not\s+(?:have|had|has|having)\s+(?:any|a)|free\s+(?:of|from)"
    rf"(?:\s+any)?|never\s+(?:had|having\s+had)\s+(?:any|a)|devoid\s+of)\s+{_GAP}{_TIE_NOUN}\b"
    rf"|\bn[eo](?:i?ther|ne)\s+(?:\w+\s+){{0,8}}?(?:has|have|had|is|are|was|were|ever|holds?|work(?:s|ed)?)"
    rf"\s+{_GAP}(?:{_TIE_VERB}|{_TIE_NOUN})\b"
    r"|\bnone\s+of\s+(?:her|his|their|my|these|those)\s+(?:\w+\s+){0,3}?(?:posts?|positions?|roles?|jobs?|"
    r"employers?|work|employment|appointments?|contracts?)\b|\b(?:knows?|knew)\s+(?:none|nobody|no\s*-?one|"
    r"neither)\b",
    _I,
)
_NO_CONFLICT = compiled(
    r"\b(?:no|not|nor|without|any|free\s+(?:of|from))\b[^.;]{0,60}?\b(?:conflicts?\s+of\s+interests?"
    r"|vested\s+interest)|\b(?:prior|previous|personal)\s+knowledge\b",
    _I,
)
_INDEPENDENT_OF = compiled(
    rf"\b(?:independent(?:ly)?|independence(?=\s+from\b))\s*,?\s*(?:and\s+[\w\s]{{0,30}}?|both\s+)?(?:of|from|to)\s*,?\s+"
    rf"(?:[\w'’(),/&-]+\s+){{0,14}}?(?:{_BODY}\b|(?-i:\p{{Lu}}[\p{{L}}]+))",
    _I,
)
_OUTSIDE = compiled(
    r"\b(?:lives?|works?|based|resides?|comes?|practi[sc]es?|employed|appointed|stands?|is|are|was|were)\s+"
    r"(?:and\s+\w+\s+)?(?:from\s+)?(?:outside|external\s+to)\s+(?:of\s+)?(?:the|all|any|these|this)\b"
    r"|\bexternal\s+to\s+(?:all|any|the|these)\b|\bunknown\s+to\s+(?:all|any|the|each|both|every\w*)\b"
    r"|\b(?:apart|separate|detached|removed|distant)\s+from\s+(?:all|any|the|each|every)\b"
    r"|\bonly\s+(?:\w+\s+)?(?:contact|involvement|connection|link|dealings|association)s?\b[^.;]{0,60}?"
    r"\b(?:through|as|is|was|been|were)\b[^.;]{0,40}?\breviews?\b"
    r"|\bonly\s+as\s+(?:an?\s+|the\s+)?(?:independent\s+)?(?:chair|author|reviewer)\b",
    _I,
)
_NOT_INDEPENDENT = compiled(
    r"\b(?:could|should|must|would|need(?:s|ed)?\s+to|to|how|whether|may|if)\s+(?:\w+\s+){0,4}?"
    r"(?:be\s+)?$",
    _I,
)
_YEAR = r"(?:19|20)\d\d\b"
_NAMED = (
    r"(?-i:\p{Lu}[\p{L}'&-]+)|\b(?:the|that|this|his|her|a|another)\s+(?:\w+\s+)?(?:force|council|police|"
    r"constabulary|trust|authority|service|NHS|organisation)|\bpolice\b|\blocal\s+government\b"
)
_LEFT = compiled(
    rf"\b(?:retir(?:ed|ement|ing)|resigned|left|leaving|ceased|finished|departed|stepped\s+down|"
    rf"ended|concluded|until|up\s+to|moved)\b[^.;]{{0,110}}?\b{_YEAR}"
    rf"|\b(?:served?|serving|worked|employed|career|employment|officer|service)\b[^.;]{{0,110}}?"
    rf"(?:\bfrom\b|\bbetween\b|\()\s*(?:\w+\s+)?{_YEAR}\s*(?:to|and|until|-|–)\s*(?:\w+\s+)?{_YEAR}"
    rf"|\b(?:in|since)\s+{_YEAR}[^.;]{{0,60}}?\b(?:retired|resigned|left)\b"
    rf"|\b(?:retired|left)\b[^.;]{{0,80}}?\b(?:\w+\s+years?\s+ago)\b",
    _I,
)
_BODY_NAMED = compiled(_NAMED, _I)
_WORKED = compiled(
    r"\b(?:former(?:ly)?|previous(?:ly)?|retired|ex-|used\s+to\s+work|once\s+worked|in\s+the\s+past|"
    r"(?:was|been|had\s+been)\s+employed|worked|work(?:s|ing)\s+(?:for|with|in)|served|employed\s+by)\b",
    _I,
)

_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|several|many|numerous|multiple|over|various|a\s+number\s+of|a\s+range\s+of)"
)
_REVIEWS = (
    r"(?:DHRs?|DARDRs?|SCRs?|SARs?|SURs?|SUSRs?|CSPRs?|reviews?|inquiries|overview\s+reports?|"
    r"homicide\s+reviews?)"
)
_POST = (
    r"(?:officer|superintendent|inspector|constable|sergeant|detective|commander|commissioner|"
    r"social\s+worker|nurse|midwife|health\s+visitor|doctor|GP|psychologist|psychiatrist|solicitor|"
    r"barrister|magistrate|judge|lawyer|teacher|headteacher|lecturer|academic|professor|director|"
    r"manager|head\s+of|chief\s+executive|chief\s+officer|civil\s+servant|probation|practitioner|"
    r"lead|adviser|advisor|coordinator|co-ordinator|trustee|consultant\s+in|inspector|paramedic|"
    r"prosecutor|police)"
)
_CAREER = compiled(
    rf"\b{_NUMBER}(?:\s+(?:and\s+a\s+half|plus))?\+?[\s-]+(?:\w+[\s-]+){{0,2}}?years?\b"
    r"|\bdecades?\b|\b(?:a|long|whole|professional|his|her|their|my|policing|distinguished|extensive)\s+"
    r"(?:\w+\s+){0,2}?career\b|\bcareer\s+(?:in|as|history|spann\w+|with|of|has)\b"
    rf"|\b(?:former(?:ly)?|retired|previous(?:ly)?|ex-?|past)\s+(?:an?\s+|the\s+)?(?:[\w'-]+\s+){{0,5}}?{_POST}\b"
    r"|\b(?:served|serving)\s+(?:in|with|as|for)\b|\bservice\s+(?:in|with)\s+(?-i:\p{Lu})"
    r"|\b(?:worked|practised|managed|led|taught)\s+(?:\w+\s+){0,2}?(?:for|in|at|as|across|within)\b"
    r"(?!\s+(?:any|the\s+(?:case|panel|agencies|family|review)|either|none|this|conjunction))"
    rf"|\b(?:was|been|is)\s+(?:formerly\s+|previously\s+|also\s+)?(?:an?|the)\s+(?!independent\s+(?:chair|author))"
    rf"(?:[\w'-]+\s+){{0,4}}?{_POST}\b"
    rf"|\bwas\s+(?!independent\b)(?:[\w'-]+\s+){{0,3}}?{_POST}\b[^.;]{{0,80}}?\b(?:until|from|between)\b"
    r"|\b(?:managed|ran|directed|headed|founded)\s+(?:an?|the|two|three|several)\s+(?:[\w'’-]+\s+){0,3}?"
    r"(?:refuge|service|services|charity|team|unit|department|hospital|school|practice|division|helpline|"
    r"programme|organisation)\b"
    r"|\b(?:sat|sits)\s+as\s+an?\b|\bemployed\s+as\b|\bformerly\s+(?:with|of|at|in)\b"
    rf"|\b(?:latterly|most\s+recently|finally|became|rising\s+to|rose\s+to)\s+(?:[\w'-]+\s+){{0,5}}?{_POST}\b"
    rf"|\b{_POST}\s+by\s+(?:training|background|profession)\b"
    r"|\b(?:held|holding|occupied)\s+(?:\w+\s+){0,5}?(?:posts?|positions?|roles?|office|rank)\b"
    r"|\bbackground\s+(?:is\s+)?(?:in|as|includes)\b|\bworking\s+(?:life|history)\b"
    rf"|\b(?:retired|left|resigned)\b[^.;]{{0,80}}\b{_YEAR}"
    rf"|\b(?:from|between)\s+{_YEAR}\s*(?:to|and|until|-|–)\s*{_YEAR}"
    rf"|\bsince\s+{_YEAR}|\bretired\s+(?:from|as)\b",
    _I,
)
_FIELD = (
    r"(?:domestic\s+(?:abuse|violence|homicide)|safeguarding|public\s+protection|child\s+protection|"
    r"MARAC|violence\s+against\s+women|VAWG|coercive\s+control|sexual\s+(?:violence|offences|abuse)|"
    r"homicide|vulnerab\w+|mental\s+health|social\s+care|criminal\s+justice|major\s+crime)"
)
_EXPERIENCE = compiled(
    rf"\b(?:chaired|authored|written|completed|undertaken|done|conducted|led|produced|contributed\s+to|"
    rf"been\s+involved\s+in|acted\s+as\s+(?:\w+\s+){{0,3}}?(?:for|on|in|of)|chairing|authoring|"
    rf"wrote|writing|delivered|carried\s+out|experience\s+(?:of|in|with)|(?:chair|author)\s+of|responsible\s+for)\s+"
    rf"(?:and\s*/?\s*(?:or\s+)?\w+\s+)?(?:or\s+\w+\s+)?"
    rf"(?:(?!(?:this|the|that|these|each|every|individual|internal|agency|agencies'|IMRs?|draft|its|their)\b)"
    rf"[\w,()/&'-]+\s+){{0,9}}?{_REVIEWS}\b"
    rf"|\b(?:experience[ds]?|expert(?:ise)?|speciali[sz]\w*|background|career|work(?:ed|ing)?|knowledge|"
    rf"qualified|led|lead|leading|years|responsib\w+|practi\w+|manage\w*)\b(?!\s+(?:this|the)\s+(?:[\w-]+\s+){{0,4}}?(?:reviews?|DHR|panel)\b)"
    rf"[^.;]{{0,90}}?\b{_FIELD}\b(?!\s+(?:review|homicide\s+review)s?\b)"
    rf"|\b{_FIELD}\b[^.;]{{0,40}}?\b(?:experience|expert(?:ise)?|specialist|background|career|lead|team|"
    rf"unit|services?|officer|manager|work)\b"
    rf"|\b(?:has|have)\s+(?:\w+\s+)?(?:chaired|led|written|authored)\s+(?:more\s+than\s+|some\s+)?{_NUMBER}"
    r"(?=\s*(?:[.;,]|of\s+(?:them|these)|others|more|such|to\s+date|so\s+far|since)|\s*$)"
    r"|\bexperience\s+(?:of|in|as)\s+(?:\w+\s+){0,3}?(?:chair\w*|author\w*|writing|conducting|undertaking|"
    r"completing|leading|reviews?|partnership|multi-agency)"
    r"|\b(?:completed|undertaken|attended|received|undertook|has|have|had|holds?|passed|undergone|did|"
    r"done)\b[^.;]{0,80}?\b(?:training|courses?|modules?)\b"
    r"|\btrained\s+(?:as|in|by|to)\b|\b(?:accredited|accreditation|certified)\b"
    rf"|\b{_NUMBER}\s+(?:\w+\s+){{0,3}}?{_REVIEWS}\s+(?:behind|to)\s+(?:her|his|their)\b"
    r"|\bth(?:is|e\s+present\s+one)\s+(?:is|was|being)\s+(?:her|his|their|my)\s+(?:second|third|\w+th|\d+\w\w)\b"
    rf"|\b(?:chairs|writes|undertakes|conducts)\s+(?:(?!(?:this|the|that)\b)[\w-]+\s+){{0,4}}?{_REVIEWS}\b"
    r"|\b(?:lists?|register|pool)\s+of\s+(?:\w+\s+)?(?:chairs|reviewers|authors)\b"
    rf"|\b(?:published|research\w*|lectur\w+|teaches|taught|nurse|doctor)\b[^.;]{{0,60}}?\b{_FIELD}\b"
    r"|(?-i:\b(?:MA|BA|LLB|MPhil|DPhil)\b)|\b(?:visiting|senior|honorary|research)\s+fellow\b"
    r"|\bAAFDA\b[^.;]{0,40}?\b(?:train\w*|courses?|chairs?|programme)|\btrain\w*\b[^.;]{0,60}?\bAAFDA\b"
    r"|\bHome\s+Office\b[^.;]{0,40}?\b(?:training|courses?|e-?learning|accredited|approved)\b"
    r"|\b(?:qualifications?|qualified|degree|doctorate|diploma|Master'?s|MSc|MBA|LLB|LLM|PhD|PGCE|"
    r"B\.?A\.?\s*\(|BSc|registered\s+(?:social|nurse|mental)|fellow(?:ship)?\s+of|chartered)\b",
    _I,
)
_NOT_EXPERIENCE = compiled(
    r"\b(?:victim|family|lived|her|his|their)(?:'s)?\s+experiences?\s+of\s+(?:abuse|services|domestic|coerc)",
    _I,
)

POINTER = compiled(
    r"\b(?:see|set\s+out|found|given|provided|detailed|contained|described|refer(?:s|red|ence)?|outlined|"
    r"included|available|explained|appears?|stated|covered)\b[^.]{0,60}?\b(?:(?:overview|full|main)\s+"
    r"(?:\w+\s+){0,2}?report|DHR\s+report|section\s+\d|paragraphs?\s+\d|appendix\s+\w)",
    _I,
)
TITLE_ONLY = compiled(
    r"\bindependent(?:ly)?\s+(?:\w+\s+){0,3}?(?:chair\w*|author\w*|review(?:er)?|consultant)|"
    r"\b(?:chair|author)\w*\b[^.]{0,40}?\bindependent\b|\bindependence\b|\bchair\w*\s+(?:and|by)\b|"
    r"\b(?:chair|author)\b",
    _I,
)


def sayings(text: str, start: int, end: int, wanted: frozenset[Said]) -> Iterator[Saying]:
    """What ``text[start:end]`` (one sentence) says, of the wanted kinds."""
    for said, finder in _FINDERS.items():
        if said in wanted:
            yield from finder(text, start, end)


def _independent(text: str, start: int, end: int) -> Iterator[Saying]:
    for match in _NO_TIE.finditer(text, start, end):
        tail = text[match.start() : end]
        if _OBJECT.search(tail) or _OBJECT.search(text[start : match.start()]):
            yield Saying(*match.span(), Said.INDEPENDENT)
    for pattern in (_NO_CONFLICT, _INDEPENDENT_OF, _OUTSIDE):
        for match in pattern.finditer(text, start, end):
            if not _NOT_INDEPENDENT.search(text[start : match.start()]):
                yield Saying(*match.span(), Said.INDEPENDENT)


_OBJECT = compiled(rf"\b{_BODY}\b|{_PLACE}", _I)


def _left(text: str, start: int, end: int) -> Iterator[Saying]:
    for match in _LEFT.finditer(text, start, end):
        if _BODY_NAMED.search(match.group()):
            yield Saying(*match.span(), Said.LEFT)


def _worked(text: str, start: int, end: int) -> Iterator[Saying]:
    sentence = text[start:end]
    if regex.search(_YEAR, sentence) or regex.search(rf"\b(?:{_NOT}|no|neither)\b", sentence, _I):
        return
    for match in _WORKED.finditer(text, start, end):
        yield Saying(*match.span(), Said.WORKED)


_DENIED = compiled(r"\b(?:never|not|nor|neither|no)\b(?:\s+\w+){0,4}\s*$", _I)
_MEETS = compiled(
    r"\b(?:met|meets|meetings?|spoke|visits?|visited|interview\w*|took|lasted|ran|"
    r"(?:supported|advised|assisted|helped|guided)\s+by|with\s+the\s+help\s+of|wrote\s+to)\b[^.;]*$",
    _I,
)
"""The years of such sentences are those of the review, not of a career."""
_TOLD_HERE = compiled(r"\d|\b(?:former|retired|chaired|qualified|previous(?:ly)?|years)\b", _I)


def _of_this_review(before: str) -> bool:
    """ "She met the family over two years", "was advised by a lawyer with": no history of hers."""
    match = _MEETS.search(before)
    return match is not None and not _TOLD_HERE.search(before, 0, match.start())


def _points_away(text: str, start: int, end: int) -> bool:
    """ "The chair's career is set out in the overview report": a pointer that tells nothing itself."""
    match = POINTER.search(text, start, end)
    return match is not None and not _TOLD_HERE.search(text, start, match.start())


def _career(text: str, start: int, end: int) -> Iterator[Saying]:
    if _points_away(text, start, end):
        return
    for match in _CAREER.finditer(text, start, end):
        before = text[start : match.start()]
        if _DENIED.search(before) or _of_this_review(before):
            continue
        yield Saying(*match.span(), Said.CAREER)


def _experience(text: str, start: int, end: int) -> Iterator[Saying]:
    if _points_away(text, start, end):
        return
    for match in _EXPERIENCE.finditer(text, start, end):
        before = text[start : match.start()]
        if _of_this_review(before):
            continue
        if not _NOT_EXPERIENCE.search(text, start, end):
            yield Saying(*match.span(), Said.EXPERIENCE)


_FINDERS = {
    Said.INDEPENDENT: _independent,
    Said.LEFT: _left,
    Said.WORKED: _worked,
    Said.CAREER: _career,
    Said.EXPERIENCE: _experience,
}
