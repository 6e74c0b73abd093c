"""Addresses, found by name: the desk, the reports, each register that has pages, the portal last.

The rooms' own `urls` modules decide where the bureau's key stands in an address.
"""

from importlib import import_module
from types import ModuleType

from django.urls import URLPattern, URLResolver, include, path

from fadu.site import rooms

HOUSE_PREFIXES = {"pages": "style/", "desk": "desk/", "report": "report/", "api": "api/"}


def found(name: str) -> ModuleType | None:
    """The `urls` module of an app, or None when it has none."""
    module = f"{name}.urls"
    return import_module(module) if rooms.exists(module) else None


def addresses() -> list[URLPattern | URLResolver]:
    """All address patterns; the portal comes last because it holds the site's root."""
    patterns: list[URLPattern | URLResolver] = [
        path("i18n/", include("django.conf.urls.i18n")),
        path("uploads/", include("fadu.pages.upload_urls")),
    ]
    for house, start in HOUSE_PREFIXES.items():
        module = found(f"fadu.{house}")
        if module:
            patterns.append(path(start, include(module)))
    for name in [*(f"fadu.registers.{name}" for name in rooms.REGISTERS), "fadu.portal"]:
        module = found(name)
        if module:
            patterns.append(path("", include(module)))
    return patterns


urlpatterns = addresses()
