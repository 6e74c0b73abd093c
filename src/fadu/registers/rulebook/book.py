"""What a value would change: before and after, where it is used, which open cases it reaches."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from fadu.law.amending import Amendment, amended
from fadu.law.parameters import ParameterMissing, Parameters
from fadu.law.words import Words
from fadu.procedure.citing import readers
from fadu.procedure.models import Case
from fadu.record.models import EvidenceFile
from fadu.registers.rulebook.models import RecordedValue
from fadu.registers.rulebook.rules import SOURCE

_NONE = Words("没有数值", "no value")


@dataclass(frozen=True, slots=True)
class Use:
    """A procedure that reckons with a key, and how many open cases began in the days meant."""

    name: str
    title: Words
    open_cases: int


@dataclass(frozen=True, slots=True)
class Effect:
    """The value that holds for the bureau on the first day, before and after, and its uses."""

    since: datetime.date
    before: Words
    after: Words
    uses: tuple[Use, ...]

    @property
    def same(self) -> bool:
        """Whether nothing changes for the bureau: a tighter lower layer speaks already."""
        return self.before == self.after


def effect_of(parameters: Parameters, amendment: Amendment, bureau: str) -> Effect:
    """What the amendment would change; LawError where it does not fit."""
    after = amended(parameters, [amendment])
    key, since = amendment.key, amendment.since
    found = tuple(_uses(key, since, amendment.until, bureau))
    return Effect(
        since, _said(parameters, key, since, bureau), _said(after, key, since, bureau), found
    )


def _uses(
    key: str, since: datetime.date, until: datetime.date | None, bureau: str
) -> Iterator[Use]:
    for procedure in {reader.procedure.name: reader.procedure for reader in readers(key)}.values():
        cases = Case.objects.filter(bureau=bureau, procedure=procedure.name, status="open")
        cases = cases.filter(opened_on__gte=since)
        if until:
            cases = cases.filter(opened_on__lte=until)
        yield Use(procedure.name, procedure.title, cases.count())


def papers_behind(recorded: Iterable[RecordedValue]) -> dict[UUID, list[EvidenceFile]]:
    """The attached papers of each recorded value, by the case in which it was proposed."""
    cases = Case.objects.in_bulk([row.case for row in recorded])
    held = {case.id: case.state.papers.get(SOURCE, ()) for case in cases.values()}
    ids = [one for files in held.values() for one in files]
    files = {str(file.id): file for file in EvidenceFile.objects.filter(id__in=ids)}
    return {case: [files[one] for one in ids if one in files] for case, ids in held.items()}


def _said(parameters: Parameters, key: str, on: datetime.date, bureau: str) -> Words:
    try:
        return parameters.value(key, on, bureau).words
    except ParameterMissing:
        return _NONE
