"""The verbs: everything that changes a case goes through one of these, with `by`, `at` and `key`.

Each is one transaction and gives `Done` or `Refused`. Page, import, command line and worker call
the same functions; one file a verb.
"""

from fadu.procedure.answering import answer_rating
from fadu.procedure.contributing import contribute
from fadu.procedure.entering import enter
from fadu.procedure.escalating import escalate
from fadu.procedure.extending import extend
from fadu.procedure.handing_back import hand_back
from fadu.procedure.handing_over import answer_hand_over, hand_over
from fadu.procedure.opening import open
from fadu.procedure.rating import rate
from fadu.procedure.recomputing import recompute
from fadu.procedure.reopening import reopen
from fadu.procedure.supplementing import supplement
from fadu.procedure.suspending import resume, suspend
from fadu.procedure.taking import take
from fadu.procedure.unmasking import unmask
from fadu.procedure.withdrawing import withdraw

__all__ = [
    "answer_hand_over",
    "answer_rating",
    "contribute",
    "enter",
    "escalate",
    "extend",
    "hand_back",
    "hand_over",
    "open",
    "rate",
    "recompute",
    "reopen",
    "resume",
    "supplement",
    "suspend",
    "take",
    "unmask",
    "withdraw",
]
