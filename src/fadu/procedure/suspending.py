"""The verbs `suspend` and `resume`: clocks stop only for a cause that an article names."""

from uuid import UUID

from fadu.procedure import transition
from fadu.procedure.clock_entries import CaseResumed, CaseSuspended
from fadu.procedure.engine import Locked, Planned, act_on
from fadu.procedure.office import at_step, named, post_of
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.record.actor import ByOfficer
from fadu.record.moment import Moment


def suspend(case: UUID, stop: str, *, bureau: str, by: ByOfficer, at: Moment, key: str) -> Answer:
    """Stop the case's clocks for a cause that the procedure declares with its article."""
    request = {"verb": "suspend", "case": case, "stop": stop, "by": named(by)}

    def plan(locked: Locked) -> Planned | Refused:
        found = at_step(locked.procedure, locked.state, by, bureau, at.on)
        if isinstance(found, Refused):
            return found
        procedure, acting = found
        after = transition.suspended(procedure, locked.state, stop, at.on, locked.law)
        if isinstance(after, Refusal):
            return Refused((after,))
        cause = procedure.stop(stop)
        assert cause is not None
        return Planned(
            by=acting,
            act=CaseSuspended(
                stop, cause.title.zh, cause.title.en, cause.basis.words.zh, cause.basis.words.en
            ),
            after=after,
            post=post_of(procedure, after.step),
        )

    return act_on(case, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)


def resume(case: UUID, *, bureau: str, by: ByOfficer, at: Moment, key: str) -> Answer:
    """Let the case's clocks run again."""
    request = {"verb": "resume", "case": case, "by": named(by)}

    def plan(locked: Locked) -> Planned | Refused:
        found = at_step(locked.procedure, locked.state, by, bureau, at.on)
        if isinstance(found, Refused):
            return found
        procedure, acting = found
        after = transition.resumed(procedure, locked.state, at.on, locked.law)
        if isinstance(after, Refusal):
            return Refused((after,))
        stop = next(
            item.stop
            for clock in locked.state.clocks
            for item in clock.suspensions
            if item.end is None
        )
        post = post_of(procedure, after.step)
        return Planned(by=acting, act=CaseResumed(stop), after=after, post=post)

    return act_on(case, bureau=bureau, by=by, at=at, key=key, request=request, plan=plan)
