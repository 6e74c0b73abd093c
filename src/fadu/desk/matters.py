"""What an officer may take in at the counter."""

from fadu.bureau.authority import posts_of
from fadu.desk.asked import actor
from fadu.pages.who import Visit
from fadu.procedure.declare import Procedure
from fadu.procedure.discover import procedures
from fadu.procedure.facts import fields_of


def startable(request: Visit) -> dict[str, Procedure]:
    """The procedures that this officer may begin: those of his window or first step.

    A procedure that asks for a whole table is begun by an import, not on a page.
    """
    held = posts_of(request.bureau.code, actor(request).officer, request.moment.on)
    return {
        name: procedure
        for name, procedure in procedures().items()
        if (procedure.window or procedure.start.post).code in held
        and all(item.kind != "table" for item in fields_of(procedure.facts))
    }
