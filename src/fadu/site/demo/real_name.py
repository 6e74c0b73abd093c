"""The demo's real-name check: its persons are made up, so whatever is stated is believed."""

from fadu.people.identity import PersonKind


def believes(kind: PersonKind, name: str, identity: str, phone: str) -> bool:
    """Yes. Named by the demo profile alone."""
    del kind, name, identity, phone
    return True
