"""What a name looks like: of a professional, of a person in the review, of a partnership."""

from __future__ import annotations

from dhrcheck.patterns import compiled

TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev|Cllr|Councillor)"
_WORD = r"\p{Lu}[\p{L}'-]{1,24}"
_INNER = r"(?:\p{Lu}\.?[ ]+)?(?:(?:de|van|von|der|bin|al|ap)[ ]+)?"
FULL_NAME = rf"(?:{TITLE}\.?[ ]+)?{_WORD}(?:[ ]+{_INNER}{_WORD}){{1,3}}"
"""A professional's name: two to four capitalised words, a title or none."""
CODE = (
    r"(?:(?:Adult|Subject|Person|Child|Male|Female|Victim|Perpetrator|Partner|Sibling|Relative|Friend"
    r"|Witness|Individual|Mother|Father|Son|Daughter|Brother|Sister|Uncle|Aunt|Neighbour)"
    r"[ ]?(?:\p{Lu}{1,2}\d?|\d{1,2})(?![\p{L}\d])|(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.?[ ]\p{Lu}[\p{L}'-]*)"
)
SUBJECT_NAME = rf"(?:{CODE}|\p{{Lu}}\p{{Ll}}[\p{{L}}'-]*|\p{{Lu}}{{1,3}}\d?(?![\p{{L}}\d]))"
"""A label of somebody in the review: a first name, "Adult A", "Mrs J", initials."""

_NO_PERSON = frozenset(
    """community safety partnership independent chair author review reviews panel domestic homicide home
    office council police report overview executive summary service services trust nhs county city borough
    district board the this that her his and for with house street road adult adults children social care
    health abuse violence women aid manager director officer head lead team unit group constabulary
    probation housing foundation hospital university commissioner commissioning safeguarding detective
    inspector sergeant superintendent chief senior public integrated clinical version date contents page
    section appendix annex january february march april june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday terms reference written produced
    prepared by of on in at final draft status official sensitive restricted publication published
    consultant consultancy associates limited ltd cic solutions training deputy interim named designated
    nurse doctor practitioner specialist advocate representative coordinator strategic assistant area
    regional north south east west central advisor adviser consultants review reviewer fatal death related
    victims victim support mental primary secondary department england wales british great britain court
    crown coroner""".split()
)
NOT_SUBJECTS = frozenset(
    """the this that these those she he they her his their its it in on at by for from with and but or as an
    a to of when where while who whom which what there here all both each no not nor if is was were are has
    had domestic homicide abuse violence review panel report chair author council police home office
    section act agency agencies community safety partnership service services january february march april
    may june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday victim victims perpetrator perpetrators deceased family friends children child adult
    subject person name names pseudonym pseudonyms relationship age ethnicity gender role mr mrs ms miss
    dr dhr dhrs dardr dardrs susr imr imrs csp csps gp gps nhs uk idva idvas marac mappa ccg icb aafda qa
    ho dash cps a&e ed hmp moj pcc iopc ipcc covid mother father son daughter brother sister sibling uncle
    aunt husband wife partner ex former friend neighbour colleague england wales scotland british british
    however although following during after before since until between white black asian crown court
    coroner inquest public government national statutory guidance overview executive summary introduction
    appendix women men two three four five six seven eight nine ten one january any some it's their
    mental health hospital trust social care college school university details table key male female
    age dob sex religion faith nationality occupation address property location other others unknown none
    terms reference chronology background conclusion conclusions analysis lessons glossary equality
    circumstances individual individuals people persons known pending confidential official sensitive
    dv da dvpn dvpo dvds asb ibid eu us usa uk bbc mp ceo hr it pc ds di dc dci dsi""".split()
)


_FULL_NAME, _TITLE, _CODE = compiled(FULL_NAME), compiled(TITLE), compiled(CODE)
_SUBJECT_NAME = compiled(SUBJECT_NAME)
_PARTS = compiled(r"[\p{L}'&-]+")


def is_full_name(words: str) -> bool:
    """True where ``words`` can be a professional's name and nothing in it is a body or a job."""
    if not _FULL_NAME.fullmatch(words):
        return False
    parts = _PARTS.findall(words)
    bare = [p for p in parts if not _TITLE.fullmatch(p)]
    if any(p.isupper() for p in bare) and not all(p.isupper() and len(p) > 2 for p in bare):
        # "DHR Panel": an abbreviation beside a word; "ANN EXAMPLE" is a name in capitals.
        return False
    return all(p.casefold() not in _NO_PERSON for p in bare)


def is_subject_name(name: str) -> bool:
    """True where ``name`` can be the label of somebody in the review."""
    if _CODE.fullmatch(name):
        return name.split()[-1].casefold() not in _NO_PERSON
    return _SUBJECT_NAME.fullmatch(name) is not None and name.casefold() not in NOT_SUBJECTS


def is_code(name: str) -> bool:
    """True for "Adult A" and "Mrs J", which are no words of their own."""
    return _CODE.fullmatch(name) is not None
