"""Which settings a process runs with: FADU_PROFILE chooses, before Django is imported."""

import os

PROFILES = ("single", "production", "demo", "test")


class UnknownProfile(ValueError):
    """FADU_PROFILE names no settings module."""


def choose(preferred: str | None = None) -> str:
    """Set DJANGO_SETTINGS_MODULE from `preferred`, else FADU_PROFILE, else `single`.

    Child processes (the worker, granian's) inherit the choice through the environment.
    Raises UnknownProfile.
    """
    profile = preferred or os.environ.get("FADU_PROFILE") or "single"
    if profile not in PROFILES:
        names = "、".join(PROFILES)
        raise UnknownProfile(
            f"FADU_PROFILE={profile}：未知的运行方式，可用 / unknown, use one of: {names}"
        )
    os.environ["FADU_PROFILE"] = profile
    os.environ["DJANGO_SETTINGS_MODULE"] = f"fadu.site.settings.{profile}"
    return profile
