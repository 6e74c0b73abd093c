"""Block *hearing* (听证): the right is told, asked for or waived in time, held by who did not
investigate, on a signed record, and the decision waits for it.

A request once made is never wiped: not by a second notice, not by a return. Nobody but its maker
takes it back. The days allowed to the party run from the day on which the notice was served.
"""

from fadu.procedure.blocks.hearing.gates import heard
from fadu.procedure.blocks.hearing.steps import Articles, hearing
from fadu.procedure.blocks.hearing.words import (
    HEARING,
    Convening,
    Proceedings,
    Request,
    ServedNotice,
)

__all__ = [
    "HEARING",
    "Articles",
    "Convening",
    "Proceedings",
    "Request",
    "ServedNotice",
    "heard",
    "hearing",
]
