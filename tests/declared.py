"""Procedures that only a test declares: found by the engine as if an app had declared them."""

from collections.abc import Iterator
from contextlib import contextmanager

from fadu.procedure.access import for_parties_read, posts_by_procedure
from fadu.procedure.declare import Procedure
from fadu.procedure.discover import by_digest, effective_acts, procedures
from fadu.procedure.graph import digest_of
from fadu.procedure.proofs import prove


@contextmanager
def declared(*added: Procedure, proved: bool = True) -> Iterator[None]:
    """While inside, these procedures are declared too; each has to pass its proofs first."""
    if proved:
        findings = [finding for procedure in added for finding in prove(procedure)]
        assert not findings, findings
    acts = {
        act.name: act
        for procedure in added
        for step in procedure.steps
        for act in (*step.does.values(), *(c.does for c in step.contributions if c.does))
    }
    clash = set(acts) & set(effective_acts())
    assert not clash, clash
    procedures().update({procedure.name: procedure for procedure in added})
    by_digest().update({digest_of(procedure): procedure for procedure in added})
    effective_acts().update(acts)
    _reckon_anew()
    try:
        yield
    finally:
        for procedure in added:
            del procedures()[procedure.name]
            del by_digest()[digest_of(procedure)]
        for name in acts:
            del effective_acts()[name]
        _reckon_anew()


def _reckon_anew() -> None:
    """Forget what was reckoned from the procedures declared so far."""
    for_parties_read.cache_clear()
    posts_by_procedure.cache_clear()
