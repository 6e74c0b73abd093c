"""What the apps declare: procedures, entry kinds, standing gates. Found by file name, once.

The engine never lists registers: an app with a `procedures.py` has procedures, one with a
`gates.py` may keep standing gates (`STANDING`), one with `entries.py` has entry kinds.
"""

import importlib
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from django.apps import apps

from fadu.law.parameters import Parameters
from fadu.procedure.declare import Procedure, Step
from fadu.procedure.effective import EffectiveAct, StandingGate
from fadu.procedure.graph import digest_of
from fadu.procedure.switches import keys


@cache
def modules(name: str) -> tuple[ModuleType, ...]:
    """The module of that name in each installed app of ours that has one."""
    places = (f"{config.name}.{name}" for config in apps.get_app_configs())
    ours = (place for place in places if place.startswith("fadu.") and find_spec(place))
    return tuple(importlib.import_module(place) for place in ours)


@cache
def procedures() -> dict[str, Procedure]:
    """Every declared procedure by name. Two of one name are a bug."""
    modules("entries")  # entry kinds become known when they are imported
    found: dict[str, Procedure] = {}
    for module in modules("procedures"):
        for value in vars(module).values():
            if isinstance(value, Procedure) and found.setdefault(value.name, value) is not value:
                raise ValueError(f"procedure {value.name} is declared twice")
    return found


@cache
def by_digest() -> dict[str, Procedure]:
    """Every declared procedure by the digest of its graph."""
    return {digest_of(procedure): procedure for procedure in procedures().values()}


@cache
def effective_acts() -> dict[str, EffectiveAct]:
    """Every effective act that a declared procedure performs, by name."""
    found: dict[str, EffectiveAct] = {}
    for step in all_steps():
        contributed = (each.does for each in step.contributions if each.does)
        for act in (*step.does.values(), *contributed):
            if found.setdefault(act.name, act) is not act:
                raise ValueError(f"effective act {act.name} is declared twice")
    return found


def all_steps() -> Iterator[Step]:
    """The steps of every declared procedure."""
    for procedure in procedures().values():
        yield from procedure.steps


@cache
def standing_gates() -> tuple[StandingGate, ...]:
    """The standing gates of all apps."""
    return tuple(gate for module in modules("gates") for gate in getattr(module, "STANDING", ()))


@cache
def parameters() -> Parameters:
    """The dated parameters of the law and of every app that has a `params` folder, and a switch for
    each gate of a declared procedure.
    """
    folders = (Path(config.path) / "params" for config in apps.get_app_configs())
    shipped = Parameters.load(*(folder for folder in folders if folder.is_dir()))
    return shipped.having(keys(procedures().values()), "gates")


def forget() -> None:
    """Forget what was found: for tests that declare a procedure of their own."""
    for cached in (procedures, by_digest, effective_acts, standing_gates, parameters):
        cached.cache_clear()
