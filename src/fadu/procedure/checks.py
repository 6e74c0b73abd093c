"""Start-up checks: a procedure that its proofs reject does not run, nor a citation that dangles."""

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Error

from fadu.law.parameters import Parameters
from fadu.law.proof import dangling
from fadu.law.sources import Citation, law
from fadu.law.sources.citation import holds
from fadu.procedure.citing import Use, declared
from fadu.procedure.declare import Procedure
from fadu.procedure.discover import parameters, procedures
from fadu.procedure.proofs import prove


def check_procedures(**kwargs: Any) -> list[CheckMessage]:
    """Every proof of every declared procedure, and that the parameters it names exist."""
    found: list[CheckMessage] = []
    for procedure in procedures().values():
        found += [
            Error(
                f"{finding.procedure}: {finding.words.en} / {finding.words.zh}",
                hint="fadu prove prints every path; mend procedures.py or the act",
                id=finding.id,
            )
            for finding in prove(procedure)
        ]
        found += _unknown_parameters(procedure)
    return found


def check_citations(**kwargs: Any) -> list[CheckMessage]:
    """What values cite stands on each of their days; what declarations cite, in today's wording."""
    return [*dangling_values(parameters()), *dangling_declarations(declared())]


def dangling_values(known: Parameters) -> list[CheckMessage]:
    """Dated values whose article was not in force on each of their days."""
    return [
        Error(
            fault.both,
            hint="split the value where the wording changes, or mend its article",
            id="procedure.E061",
        )
        for fault in dangling(known)
    ]


def dangling_declarations(uses: Iterable[Use]) -> list[CheckMessage]:
    """Undated citations that the last wording of their law no longer has."""
    return [
        Error(
            f"{use.words.both}: {use.citation.words.both}",
            hint="cite the article of the last wording; what ended belongs into dated values",
            id="procedure.E062",
        )
        for use in uses
        if _outdated(use.citation)
    ]


def _outdated(citation: Citation) -> bool:
    source = law(citation.law)
    last = source.versions[-1] if source and source.versions else None
    return last is None or not holds(last, citation)


def _unknown_parameters(procedure: Procedure) -> list[CheckMessage]:
    keys = [procedure.promise.key, procedure.statutory.key]
    keys += [power.most.key for power in procedure.extensions]
    keys += [step.limit.key for step in procedure.steps]
    keys += [procedure.papers.key] if procedure.papers else []
    known = set(parameters())
    return [
        Error(
            f"{procedure.name}: no parameter {key}",
            hint="add it to a params folder, with its source",
            id="procedure.E060",
        )
        for key in keys
        if key and key not in known
    ]
