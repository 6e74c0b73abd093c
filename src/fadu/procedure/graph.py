"""The expanded graph of a procedure: plain data with a digest.

Proofs, flow chart and replay work on it. A snapshot is kept by digest whenever a case is opened
under it, so that an old case can be replayed and drawn when its code is gone.
"""

import hashlib
from functools import cache
from typing import Any

from fadu.law.words import Words
from fadu.procedure.declare import Contribution, Default, Limit, Procedure, Role, Step
from fadu.procedure.facts import schema
from fadu.procedure.gate import Gate
from fadu.record.canonical import canonical

Graph = dict[str, Any]


@cache
def graph_of(procedure: Procedure) -> Graph:
    """The graph of a declaration as JSON values."""
    return {
        "format": 1,
        "procedure": procedure.name,
        "title": _words(procedure.title),
        "start": procedure.start.name,
        "power": procedure.power,
        "basis": [_words(citation.words) for citation in procedure.basis],
        "promise": _limit(procedure.promise),
        "statutory": _limit(procedure.statutory),
        "papers": procedure.papers.key if procedure.papers else None,
        "facts": schema(procedure.facts),
        "roles": {role.name: _role(role) for role in procedure.roles},
        "window": procedure.window.code if procedure.window else None,
        "on_opening": list(procedure.on_opening),
        "apart": [list(pair) for pair in procedure.apart],
        "stops": {stop.name: _words(stop.basis.words) for stop in procedure.stops},
        **_extensions(procedure),
        "withdrawable": sorted(procedure.withdrawable),
        "supplementable": sorted(procedure.supplementable),
        "for_parties": procedure.for_parties,
        "mark": procedure.mark,
        "steps": {step.name: _step(step) for step in procedure.steps},
    }


@cache
def digest_of(procedure: Procedure) -> str:
    """The digest of the graph's structure, 64 hex characters."""
    return structural_digest(graph_of(procedure))


def structural_digest(graph: Graph) -> str:
    """SHA-256 of the canonical graph without its titles: a better word for a step is no new version
    of the procedure, another gate (or the same one in a new version) is.
    """
    return hashlib.sha256(canonical(_untitled(graph))).hexdigest()


_TITLES = frozenset({"title", "post_title"})


def _untitled(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _untitled(item) for name, item in value.items() if name not in _TITLES}
    return [_untitled(item) for item in value] if isinstance(value, list) else value


def _words(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _limit(limit: Limit) -> dict[str, Any]:
    reason = limit.none_because
    return {"key": limit.key or None, "none_because": _words(reason) if reason else None}


def _gate(gate: Gate) -> dict[str, Any]:
    return {
        "name": gate.name,
        "version": gate.version,
        "title": _words(gate.title),
        "basis": _words(gate.basis.words),
        "fresh": gate.fresh,
        **_set(kind=gate.kind and gate.kind.name, reads=gate.reads, optional=gate.optional),
    }


def _set(**fields: Any) -> dict[str, Any]:
    """The fields that say something: what is left open is no part of a graph, nor of its digest."""
    return {name: value for name, value in fields.items() if value}


def _role(role: Role) -> dict[str, Any]:
    return {
        "title": _words(role.title),
        "least": role.least,
        "most": role.most,
        "facts": schema(role.facts) if role.facts else None,
    }


def _default(default: Default) -> dict[str, Any]:
    told: dict[str, Any] = {
        "outcome": str(default.outcome),
        "basis": _words(default.basis.words),
    }
    return told | ({"internal": default.internal.value} if default.internal else {})


def _extensions(procedure: Procedure) -> dict[str, Any]:
    """Nothing where no limit can be extended: its digest is what it was before any could."""
    told = {
        power.name: {
            "title": _words(power.title),
            "post": power.post.code,
            "post_title": _words(power.post.title),
            "basis": _words(power.basis.words),
            "most": _limit(power.most),
            "times": power.times,
            "clocks": list(power.clocks),
        }
        for power in procedure.extensions
    }
    return {"extensions": told} if told else {}


def _contributions(step: Step) -> dict[str, Any]:
    """Nothing where a step takes none, so that its digest is what it was before there were any."""
    if not step.contributions:
        return {}
    told = {
        each.name: {
            "title": _words(each.title),
            "post": each.post.code,
            "post_title": _words(each.post.title),
            "basis": _words(each.basis.words),
            "facts": schema(each.facts) if each.facts else None,
            "gates": [_gate(gate) for gate in each.gates],
            "act": each.does.name if each.does else None,
            "act_version": each.does.version if each.does else None,
            "documents": list(each.documents),
            "only_asked": each.only_asked,
            **_attachments(each),
        }
        for each in step.contributions
    }
    return {"contributions": told}


def _attachments(place: Step | Contribution) -> dict[str, Any]:
    told = [
        {
            "name": each.name,
            "title": _words(each.title),
            "required": each.required,
            "recordings": each.recordings,
            "outcomes": sorted(each.outcomes) if each.outcomes is not None else None,
        }
        for each in place.attachments
    ]
    return {"attachments": told} if told else {}


def _step(step: Step) -> dict[str, Any]:
    return {
        **_contributions(step),
        **_attachments(step),
        "title": _words(step.title),
        "post": step.post.code,
        "post_title": _words(step.post.title),
        "basis": _words(step.basis.words),
        "limit": _limit(step.limit),
        "facts": schema(step.facts) if step.facts else None,
        **_set(officers=step.officers if step.officers > 1 else 0, gives=list(step.gives)),
        "default": step.default and _default(step.default),
        "outcomes": {
            str(outcome): {
                "title": _words(outcome.words),
                "to": to,
                "gates": [_gate(gate) for gate in step.gates if gate.applies(outcome)],
                "act": step.does[outcome].name if outcome in step.does else None,
                "act_version": step.does[outcome].version if outcome in step.does else None,
                "starts": outcome in step.starts,
                "ends": outcome in step.ends,
                "documents": list(step.documents.get(outcome, ())),
            }
            for outcome, to in step.next.items()
        },
        # Left out where none is demanded: a graph that never named one keeps its digest.
        **({"certificate": step.certificate.value} if step.certificate else {}),
    }
