"""What addresses, telephone numbers, e-mail addresses and case numbers look like in British texts."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from dhrcheck.document.passage import Span
from dhrcheck.patterns import compiled

MAIL = compiled(r"(?<![\w.+-])[\w.+'-]{1,64}+@(?:[\w-]{1,63}+\.){1,6}[A-Za-z]{2,24}\b")
PERSONAL_BOX = compiled(r"\p{L}{2,}[._-]\p{L}{2,}\d{0,3}|\p{L}\.?\p{L}{3,}\d{1,4}|\p{L}\.\p{L}{2,}")
PHONE = compiled(
    r"(?<![\d/.,£#-])(?<!\d )(?:\+44[ -]?(?:\(0\))?|\(?0)\d{1,5}\)?(?:[ -]?\d){5,9}(?![\d/])"
)
POSTCODE = compiled(
    r"(?<![A-Za-z\d/-])(?:[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?)\s?\d[ABD-HJLNP-UW-Z]{2}(?![A-Za-z\d/-])"
)
_STREETS = "Road|Street|Avenue|Lane|Drive|Close|Crescent|Terrace|Gardens|Grove"
STREETS = tuple(_STREETS.split("|"))
_NAMED_STREET = rf"(?:\p{{Lu}}[\p{{L}}'-]+\s+){{0,2}}\p{{Lu}}[\p{{L}}'-]+?\s*(?:{_STREETS})"
WITH_NUMBER = compiled(
    r"(?<![\d/.,£-])(?<!\bof\s)(?<!\b(?:Act|Section|Recommendation|Appendix|Stage|Page)\s)"
    rf"\d{{1,4}}[A-Za-z]?,?\s+{_NAMED_STREET}\b"
)
_OTHER_STREETS = (
    "Way|Walk|Court|Mews|Place|Rise|Hill|Cottages|Square|Parade|Croft|Green|View|Row|Villas|Buildings|Rd"
    "|Ct|Ave"
)
_TOLD_NUMBER = compiled(
    r"(?:\b(?:at|to|from|of|near|outside|attended|visited|searched|address|home|flat)|[:(])[\s,:]+"
    r"(?P<address>\d{1,4}[A-Za-z]?,?\s+(?:The|(?!Crown|Magistrates|County|Family|High|Youth)\p{Lu}[\p{L}'-]+?)"
    rf"(?:\s+\p{{Lu}}[\p{{L}}'-]+?)?\s*(?:{_OTHER_STREETS}))(?=\s*(?:[,.;)]|$|\b(?:in|and|at|on|when|where|with|after|before|as)\b))"
)
ALONE = compiled(rf"\b(?:in|on|at|of|near|to|from|along|off)\s+(?P<street>{_NAMED_STREET})\b")
INWARD = compiled(r"\d[ABD-HJLNP-UW-Z]{2}(?![A-Za-z\d/-])")
"""The second half of a postcode."""
DIGITS = compiled(r"\d\d|\d[/-]\d")
NHS = compiled(
    r"\bNHS\s*(?:number|no\.?|num)?\W{0,4}(?P<n>\d{3}[ -]?\d{3}[ -]?\d{4})(?!\d)", regex.I
)
CASE = compiled(
    r"\b(?:crime|incident|custody|case|occurrence|investigation|court|prison|prisoner|hospital|patient"
    r"|police|CAD|STORM|log|reference|tenancy|national insurance)\s+"
    r"(?:report\s+|record\s+|reference\s+|log\s+)?"
    r"(?:number|no\b\.?|ref(?:erence)?\b\.?|log|record|id)s?(?:\s+for\s+[^.,;:\n]{1,40}?(?=\s+(?:was|is)\b))?"
    r"\W{0,6}(?:was|is|of|being)?\s?"
    r"(?P<n>(?=[A-Z\d/-]{0,12}\d)[A-Z\d][A-Z\d]*(?:[/-][A-Z\d]+|\s\d{3,})*)(?!\w)",
    regex.IGNORECASE,
)

TOLD = compiled(
    r"\b(?:was|were|lived|living|lives|moved|attended|called|went|came|visited|found|resided|home|flat"
    r"|stayed|returned|officers?|she|he|they|had|reported)\b",
    regex.IGNORECASE,
)
NOT_PHONE = compiled(
    r"\b(?:NHS|reference|ref|crime|number of|ISBN|doi|company|charity)\W*(?:no\.?|number)?\W*$",
    regex.I,
)
NO_POSTCODE = compiled(r"\b(?:form|section|paragraph|ref|reference|version|page|NHS)\W*$", regex.I)
FAMOUS = compiled(r"\b(?:Downing|Coronation|High|Main|Marsham|Whitehall|Sesame|Fleet)\s+Street$")


def is_case_number(number: str) -> bool:
    figures = sum(c.isdigit() for c in number)
    return figures >= 4 and not regex.fullmatch(r"(?:19|20)\d\d", number)


WRITE_TO = compiled(
    r"\b(?:comments?|copies|cop(?:y|ied)|enquiries|requests?|questions?|letters?|post|please)\b[^.;]{0,40}"
    r"\b(?:sent|send|write|written|addressed|made|directed|obtained|contact)\b[^.;]{0,12}\b(?:to|from|the)\b[^.;]{0,90}$",
    regex.IGNORECASE,
)
"""Where readers are told to write to a body."""
BELONGS = compiled(
    r"\w{0,12}[\s,:()-]*(?:(?:\p{Lu}[\p{L}'&-]*|\d{1,4}|\p{Lu}{1,2}\d\w?|\d\p{Lu}{2})[\s,]*){0,12}"
    r"(?:(?i:tel|telephone|phone|on|at|call|contact)\W*){0,3}"
)
"""What stands between a body's name and its own address or telephone number."""


def told_addresses(text: str) -> Iterator[Span]:
    """Numbers in streets whose last word means something else too, where somebody is or goes."""
    for word in _OTHER_STREETS.split("|"):
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if not text[end : end + 1].isalpha():
                left = max(0, end - 60)
                for match in _TOLD_NUMBER.finditer(text[left : end + 8]):
                    if left + match.end("address") == end:
                        yield Span(left + match.start("address"), end)
            at = text.find(word, end)
