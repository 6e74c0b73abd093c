"""Which Django apps make up this house, from the ground up.

Adding a register is adding its folder and its name to REGISTERS.
"""

from importlib.util import find_spec

ROOMS = (
    "people",
    "bureau",
    "record",
    "jobs",
    "money",
    "documents",
    "search",
    "figures",
    "procedure",
    "pages",
)
REGISTERS = [
    "attestation",
    "power",
    "staff",
    "calendar",
    "bulletin",
    "rulebook",
    "realestate",
    "reception",
]
# Blocks of the engine that keep rows of their own.
BLOCKS = ["payment", "dispatch", "seal", "archive", "deliberation"]
HOUSES = ("desk", "portal", "report")


def apps() -> list[str]:
    """Dotted names of all our apps, lower rooms first, so that lower models load first."""
    names = [f"fadu.{room}" for room in ROOMS]
    names += [f"fadu.procedure.blocks.{block}" for block in BLOCKS]
    names += [f"fadu.registers.{register}" for register in REGISTERS]
    names += [f"fadu.{house}" for house in HOUSES]
    return names


def exists(module: str) -> bool:
    """Whether a module can be found, without importing it (its parents are imported)."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
