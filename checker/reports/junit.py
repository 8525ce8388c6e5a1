"""report/junit.xml: each site a test suite, each rule a test case, for whatever reads test results."""

import xml.etree.ElementTree as ET  # writes only: nothing foreign is parsed here
from datetime import datetime

from checker.records.judgment import Finding
from checker.reports.decisions import evidence_of, reason_of
from checker.reports.figures_notice import rule_name, unit_of
from checker.reports.hostile_text import calm, one_line
from checker.reports.kept_run import KeptRun, KeptSite

_NO_TIME = "1970-01-01T00:00:00"  # the schema wants one


def write_junit(run: KeptRun) -> bytes:
    """XML in UTF-8, valid against the schemas of Ant and of Jenkins.

    `failure` is a rule that fails, `skipped` one of which nobody could tell;
    what a rule does not apply to passes, and stands in the suite's output.
    """
    root = ET.Element("testsuites")
    for number, site in enumerate(run.sites):
        root.append(_suite(run, site, number))
    ET.indent(root, " ")
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _suite(run: KeptRun, site: KeptSite, number: int) -> ET.Element:
    findings = site.final.findings
    counts = {outcome: sum(finding.outcome == outcome for finding in findings) for outcome in ("fail", "cannot_tell")}
    suite = ET.Element(
        "testsuite",
        name=unit_of(site),
        package=calm(site.judgment.key),
        id=str(number),
        hostname=(one_line(run.head.vantage) if isinstance(run.head.vantage, str) else "") or "checker",
        timestamp=_moment(run),
        tests=str(len(findings)),
        failures=str(counts["fail"]),
        errors="0",
        skipped=str(counts["cannot_tell"]),
        time=_seconds(site),
    )
    about = {"url": site.judgment.site.url, "verdict": site.judgment.verdict, "final_verdict": site.final.verdict}
    properties = ET.SubElement(suite, "properties")
    for name, value in about.items():
        ET.SubElement(properties, "property", name=name, value=calm(value))
    for finding in findings:
        suite.append(_case(run, site, finding))
    ET.SubElement(suite, "system-out").text = _remarks(run, site)
    ET.SubElement(suite, "system-err")
    return suite


def _case(run: KeptRun, site: KeptSite, finding: Finding) -> ET.Element:
    name = f"{finding.rule} {rule_name(run, finding.rule)}"
    case = ET.Element("testcase", classname=calm(site.judgment.key), name=calm(name), time="0")
    because = calm(reason_of(site, finding))
    if finding.outcome == "fail":
        told = ET.SubElement(case, "failure", message=because, type=finding.weight)
        told.text = "\n".join([because, *map(calm, evidence_of(site, finding))])
    elif finding.outcome == "cannot_tell":
        ET.SubElement(case, "skipped", message=because)
    return case


def _remarks(run: KeptRun, site: KeptSite) -> str:
    """The sentence for the notice, and the rules that do not apply: the schema has no other place for them."""
    idle = [rule_name(run, finding.rule) for finding in site.final.findings if finding.outcome == "not_applicable"]
    return calm("\n".join([site.final.problems, *([f"不适用：{'、'.join(idle)}"] if idle else [])]).strip())


def _moment(run: KeptRun) -> str:
    try:
        return f"{datetime.fromisoformat(run.head.started or ''):%Y-%m-%dT%H:%M:%S}"
    except ValueError:
        return _NO_TIME


def _seconds(site: KeptSite) -> str:
    return f"{site.judgment.reach.seconds or 0:.3f}"
