"""Start-up checks: a procedure that its proofs reject does not run."""

from typing import Any

from django.core.checks import CheckMessage, Error

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


def _unknown_parameters(procedure: Procedure) -> list[CheckMessage]:
    keys = [procedure.promise.key, procedure.statutory.key]
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
