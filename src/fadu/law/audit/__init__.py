"""Case audit (案卷评查): the lapses of an administrative case, by rule, article and version.

`read_text(json)` gives the cases of a file, `audit(cases)` a report for each. What cannot be judged
for want of data is said with the datum that is wanted; nothing counts as undone for not being told.
"""

from fadu.law.audit.finding import Finding, Report, Severity
from fadu.law.audit.judging import Auditor, audit
from fadu.law.audit.reading import Unreadable, read_cases, read_text

__all__ = [
    "Auditor",
    "Finding",
    "Report",
    "Severity",
    "Unreadable",
    "audit",
    "read_cases",
    "read_text",
]
