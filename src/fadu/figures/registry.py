"""Every figure that the installed apps declare in their `figures.py` (FIGURES), by name."""

import importlib
from functools import cache
from importlib.util import find_spec

from django.apps import apps

from fadu.figures.figure import Figure


@cache
def figures() -> dict[str, Figure]:
    """The figures in the order of the apps; two of one name are a bug."""
    found: dict[str, Figure] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("fadu.") and find_spec(f"{config.name}.figures"):
            module = importlib.import_module(f"{config.name}.figures")
            for figure in module.FIGURES:
                if found.setdefault(figure.name, figure) is not figure:
                    raise ValueError(f"figure {figure.name} is declared twice")
    return found
