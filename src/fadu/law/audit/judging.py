"""Auditing a case: every rule that its matter has, worst findings first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from fadu.law.audit.arithmetic import judge_arithmetic
from fadu.law.audit.barring import judge_time_bar
from fadu.law.audit.bench import Bench, Figures
from fadu.law.audit.case import INFORMATION, PENALTY, REGISTRATION, AuditCase
from fadu.law.audit.courts import judge_courts
from fadu.law.audit.deciding import judge_deciding
from fadu.law.audit.finding import Finding, Report, sorted_report
from fadu.law.audit.formal import judge_formal
from fadu.law.audit.limits import judge_limits
from fadu.law.audit.measures import judge_measures
from fadu.law.audit.notices import judge_notices
from fadu.law.audit.paying import judge_paying
from fadu.law.audit.ranges import judge_ranges
from fadu.law.audit.versions import about, judge_versions
from fadu.law.calendar import Calendar
from fadu.law.parameters import Parameters

Rule = Callable[[Bench], Iterable[Finding]]
RULES: Mapping[str, tuple[Rule, ...]] = {
    PENALTY: (
        judge_time_bar,
        judge_deciding,
        judge_notices,
        judge_formal,
        judge_versions,
        judge_measures,
        judge_arithmetic,
        judge_ranges,
        judge_limits,
        judge_paying,
        judge_courts,
    ),
    REGISTRATION: (judge_limits,),
    INFORMATION: (judge_limits,),
}


class Auditor:
    """Audits any number of cases by one calendar and one set of parameters."""

    def __init__(self, calendar: Calendar, parameters: Parameters) -> None:
        self._calendar, self._parameters = calendar, parameters
        self._figures: dict[str, Figures] = {}

    @classmethod
    def shipped(cls) -> "Auditor":
        """With the calendar and the parameters that come with the library."""
        return _shipped()

    def audit(self, case: AuditCase) -> Report:
        """The findings on a case."""
        figures = self._figures.get(case.division)
        if figures is None:
            figures = self._figures[case.division] = Figures(self._parameters, case.division)
        bench = Bench(case, self._calendar, figures)
        if case.matter == PENALTY:
            case = replace(case, violations=about(bench))
            bench = Bench(case, self._calendar, figures)
        return sorted_report(case, self._found(bench))

    def _found(self, bench: Bench) -> Iterator[Finding]:
        for rule in RULES[bench.case.matter]:
            yield from rule(bench)


def audit(cases: Iterable[AuditCase], auditor: Auditor | None = None) -> tuple[Report, ...]:
    """The reports on cases, in their order."""
    judge = auditor or Auditor.shipped()
    return tuple(judge.audit(case) for case in cases)


@cache
def _shipped() -> Auditor:
    return Auditor(Calendar.shipped(), Parameters.load())
